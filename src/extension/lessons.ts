import { commands, Disposable, EventEmitter, FileChangeType, FilePermission, FileSystemError, FileType, TabInputCustom, Uri, ViewColumn, window, workspace, type FileChangeEvent, type FileStat, type FileSystemProvider } from 'vscode'
import exerciseList from '../../generated/exercise-list.json'
import lessons from '../../generated/lessons.json'
import { packs } from '../../generated/library'
import { readPages, withoutFrontMatter } from '../core/page'
import type { Rule } from '../core/rule'
import { readRules } from '../core/rule-list'
import type { Cards } from '../readiness/card'
import { slugOfTopic, type Lesson } from '../readiness/curriculum'
import type { ExerciseTexts } from '../readiness/exercise'
import { lessonPage } from '../readiness/lesson-page'
import { startPage } from '../readiness/start-page'
import { messages, type TopicFindings } from '../server/protocol'
import type { Progress } from './progress'
import { lessonScheme } from './scheme'
import type { Server } from './server'
import { readinessLists, today, type ItemResult } from './states'

export { lessons }

/** What lists of rules show of one. */
export type RuleSummary = Pick<Rule, 'id' | 'title' | 'why' | 'topic' | 'level' | 'severity' | 'aliases'>

/** Where a topic is taught, with its section in view; null where there is no such topic. */
export function lessonUri(topic: string): Uri | null {
  const found = slugOfTopic(lessons, topic)
  return found && Uri.from({ scheme: lessonScheme, path: `/curriculum/${found.lesson.id}.md`, fragment: found.slug ?? '' })
}

/** The first page of the curriculum. */
export const startUri = Uri.from({ scheme: lessonScheme, path: '/curriculum/start.md' })

export const ruleUri = (rule: string): Uri => Uri.from({ scheme: lessonScheme, path: `/rules/${rule}.md` })

/** The explanation of a file. Named after it, since a tab shows the last part of a path. */
export const explanationUri = (file: Uri): Uri => Uri.from({ scheme: lessonScheme, path: `/explanation/${file.path.slice(file.path.lastIndexOf('/') + 1)}.md`, query: file.toString() })

/** The last hint of an exercise's check: the lines of a solution. Named after the check, since a tab shows the last part of a path. */
export const solutionUri = (exercise: string, check: { readonly id: string; readonly title: string }): Uri => Uri.from({ scheme: lessonScheme, path: `/solution/${exercise}/${check.id}/${check.title.replace(/\//g, ' ')}.md` })

/** Shows a page in the Markdown preview: in place, or in the group that shows such pages already, else beside the file. */
export async function showPage(uri: Uri, where: 'here' | 'beside'): Promise<void> {
  const shown = window.tabGroups.all.find((group) => group.tabs.some(({ input }) => input instanceof TabInputCustom && input.uri.scheme === lessonScheme))
  await commands.executeCommand('vscode.open', uri, { viewColumn: where === 'here' ? ViewColumn.Active : shown?.viewColumn ?? ViewColumn.Beside, preview: true })
}

/** The pages that ship with the extension, read only: lessons and rules as they are packaged, and explanations as the server gives them. */
export class Lessons implements FileSystemProvider {
  private readonly changes = new EventEmitter<FileChangeEvent[]>()
  readonly onDidChangeFile = this.changes.event
  private pages: Promise<{ readonly [id: string]: string }> | null = null
  private exercises: Promise<ExerciseTexts> | null = null
  private cardList: Promise<Cards> | null = null
  private ruleList: Promise<readonly RuleSummary[]> | null = null
  private readonly texts = new Map<string, { readonly bytes: Uint8Array; readonly mtime: number }>()

  constructor(private readonly extension: Uri, private readonly server: Server, private readonly progress: Progress) {}

  /** What the pages of all rules say of them. */
  rules(): Promise<readonly RuleSummary[]> { return this.ruleList ??= Promise.all(packs.map(async (pack) => readRules(pack, decode(await this.packaged(`packs/${pack}.rules.js`))))).then((all) => all.flat()) }

  private async packaged(path: string): Promise<Uint8Array> { return workspace.fs.readFile(Uri.joinPath(this.extension, 'dist', path)) }

  private async text(uri: Uri): Promise<string> {
    const [, folder, ...rest] = uri.path.split('/')
    const name = rest.join('/').replace(/\.md$/, '')
    const lesson = folder === 'curriculum' && lessons.find((one) => one.id === name)
    if (lesson) return this.lesson(lesson)
    if (folder === 'curriculum' && name === 'start') return startPage(lessons, await this.cards(), this.progress.answered, await this.topics(), exerciseList)
    if (folder === 'rules') return this.rulePage(name)
    if (folder === 'solution') return this.solution(rest[0] ?? '', rest[1] ?? '', (rest[2] ?? '').replace(/\.md$/, ''))
    if (folder === 'explanation') return this.server.request<string>(messages.explainFile, { uri: uri.query })
    throw FileSystemError.FileNotFound(uri)
  }

  /** The cards of all lessons. */
  cards(): Promise<Cards> { return this.cardList ??= this.packaged('curriculum/cards.json').then((bytes) => JSON.parse(decode(bytes)) as Cards) }

  /** What the exercises begin with, and one solution of each. */
  exerciseTexts(): Promise<ExerciseTexts> { return this.exercises ??= this.packaged('curriculum/exercises.json').then((bytes) => JSON.parse(decode(bytes)) as ExerciseTexts) }

  private async solution(exercise: string, check: string, title: string): Promise<string> {
    const files = (await this.exerciseTexts())[exercise]?.solution ?? {}
    const shown = await this.server.request<{ readonly path: string; readonly text: string } | null>(messages.solutionLines, { exercise, check, files, day: today() })
    return shown ? `# ${title}\n\nOne solution says in \`${shown.path}\`:\n\n\`\`\`\`${fence(shown.path)}\n${shown.text}\n\`\`\`\`\n\nOthers do as well: the check looks at what your files say, not at how they are laid out.\n` : `# ${title}\n\nNo single line of the solution tells.\n`
  }

  private async topics(): Promise<readonly TopicFindings[]> { return this.server.request<readonly TopicFindings[]>(messages.topics).catch(() => []) }

  private async lesson(lesson: Lesson): Promise<string> {
    const text = withoutFrontMatter(decode(await this.packaged(`curriculum/${lesson.id}.md`)))
    const [rules, topics, lists] = await Promise.all([this.rules(), this.topics(), readinessLists(this.server).catch(() => [])])
    const findings = topics.flatMap(({ topic, findings: found }) => found.map((one) => ({ topic, message: one.message, line: one.text, place: `${workspace.asRelativePath(Uri.parse(one.uri))}:${one.line + 1}`, link: previewLink(Uri.parse(one.uri), one.line) })))
    return this.withPictures(lessonPage(text, lesson, { rules, findings, items: worstOf(lists.flatMap((list) => list.items)), ruleLink: (id) => `../rules/${id}.md` }))
  }

  /** Pictures travel inside the page: the preview reads none from a scheme of ours. */
  private async withPictures(text: string): Promise<string> {
    const pictures = new Map<string, string>()
    for (const [, name] of text.matchAll(/\]\((diagrams\/[\w-]+\.svg)\)/g)) if (!pictures.has(name!)) pictures.set(name!, `data:image/svg+xml;base64,${base64(await this.packaged(`curriculum/${name!}`))}`)
    return text.replace(/\]\((diagrams\/[\w-]+\.svg)\)/g, (whole, name: string) => pictures.has(name) ? `](${pictures.get(name)!})` : whole)
  }

  /** Reads again what quotes this workspace: the findings have changed. */
  refreshLessons(): void { for (const key of [...this.texts.keys()]) if (Uri.parse(key).path.startsWith('/curriculum/')) this.refresh(Uri.parse(key)) }

  private async rulePage(id: string): Promise<string> {
    this.pages ??= this.packaged('pages.json.gz').then(async (bytes) => readPages(await new Response(new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'))).text(), await this.rules()))
    const page = (await this.pages)[id] ?? await ownPage(id)
    if (!page) throw FileSystemError.FileNotFound(ruleUri(id))
    return rulePage(page, (await this.rules()).find((rule) => rule.id === id) ?? null)
  }

  private async load(uri: Uri): Promise<{ readonly bytes: Uint8Array; readonly mtime: number }> {
    const key = uri.with({ fragment: '' }).toString()
    let known = this.texts.get(key)
    if (!known) this.texts.set(key, known = { bytes: new TextEncoder().encode(await this.text(uri)), mtime: Date.now() })
    return known
  }

  /** Makes an open page read its text again. */
  refresh(uri: Uri): void {
    this.texts.delete(uri.with({ fragment: '' }).toString())
    this.changes.fire([{ type: FileChangeType.Changed, uri }])
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { bytes, mtime } = await this.load(uri)
    return { type: FileType.File, ctime: 0, mtime, size: bytes.length, permissions: FilePermission.Readonly }
  }

  async readFile(uri: Uri): Promise<Uint8Array> { return (await this.load(uri)).bytes }
  watch(): Disposable { return new Disposable(() => undefined) }
  readDirectory(): [string, FileType][] { return [] }
  createDirectory(uri: Uri): never { throw FileSystemError.NoPermissions(uri) }
  writeFile(uri: Uri): never { throw FileSystemError.NoPermissions(uri) }
  delete(uri: Uri): never { throw FileSystemError.NoPermissions(uri) }
  rename(uri: Uri): never { throw FileSystemError.NoPermissions(uri) }
}

/** A link to a line that the built-in preview follows: it shows none to the scheme `file:`, and takes a path for one below the first workspace folder. */
function previewLink(uri: Uri, line: number): string | null {
  const root = workspace.workspaceFolders?.[0]?.uri
  if (!root || root.scheme !== uri.scheme || root.authority !== uri.authority) return null
  const from = root.path.split('/').filter(Boolean), to = uri.path.split('/').filter(Boolean)
  let same = 0
  while (same < from.length && from[same] === to[same]) same++
  const parts = [...from.slice(same).map(() => '..'), ...to.slice(same).map((part) => encodeURIComponent(part).replace(/[()]/g, (char) => char === '(' ? '%28' : '%29'))]
  return `/${parts.join('/')}#L${line + 1}`
}

/** How the lines of a file are coloured. */
const fence = (path: string): string => /\.(\w+)$/.exec(path)?.[1]?.replace('tf', 'hcl') ?? ''

const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** Each item once, in the worst state that it has in any service. */
function worstOf(items: readonly ItemResult[]): readonly ItemResult[] {
  const order = ['fail', 'unknown', 'waived', 'pass', 'not-applicable'], worst = new Map<string, ItemResult>()
  for (const item of items) {
    const known = worst.get(item.id)
    if (!known || order.indexOf(item.state) < order.indexOf(known.state)) worst.set(item.id, item)
  }
  return [...worst.values()]
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** The page of a rule that a workspace brings along. */
async function ownPage(id: string): Promise<string | null> {
  const name = /^workspace\/([^/]+)$/.exec(id)?.[1]
  for (const folder of name ? workspace.workspaceFolders ?? [] : []) {
    const bytes = await workspace.fs.readFile(Uri.joinPath(folder.uri, '.shipshape/rules', `${name}.md`)).then((found) => found, () => null)
    if (bytes) return decode(bytes)
  }
  return null
}

const verdicts: { readonly [verdict: string]: string } = { bad: 'Found', good: 'Fine', fixed: 'Fixed', unknown: 'Cannot be told' }

/** A rule page as it reads: its examples named, its front matter as a line under the title. */
export function rulePage(text: string, rule: RuleSummary | null): string {
  const body = withoutFrontMatter(text).replace(/\r\n/g, '\n').replace(/^```(\S+)[ \t]+(bad|good|fixed|unknown)\b(.*)$/gm, (_, language: string, verdict: string, rest: string) => {
    const file = /file=(\S+)/.exec(rest)?.[1]
    return `**${verdicts[verdict]}**${file ? ` in \`${file}\`` : ''}\n\n\`\`\`${language}`
  })
  if (!rule) return body
  const found = slugOfTopic(lessons, rule.topic)
  const lesson = found && `[Lesson: ${found.lesson.anchors.find((anchor) => anchor.slug === found.slug)?.title ?? found.lesson.title}](${'../'.repeat(rule.id.split('/').length)}curriculum/${found.lesson.id}.md#${found.slug ?? ''})`
  const facts = [`\`${rule.id}\``, `level ${rule.level}`, rule.severity, lesson].filter(Boolean).join(' · ')
  const also = rule.aliases.length ? `\n\n---\n\nElsewhere: ${rule.aliases.map((alias) => `\`${alias}\``).join(', ')}\n` : ''
  return body.replace(/^(# .*)$/m, (title) => `${title}\n\n${facts}`) + also
}
