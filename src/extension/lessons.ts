import { commands, Disposable, EventEmitter, FileChangeType, FilePermission, FileSystemError, FileType, TabInputCustom, Uri, ViewColumn, window, workspace, type FileChangeEvent, type FileStat, type FileSystemProvider } from 'vscode'
import lessons from '../../generated/lessons.json'
import { packs } from '../../generated/library'
import { readPages, withoutFrontMatter } from '../core/page'
import type { Rule } from '../core/rule'
import { readRules } from '../core/rule-list'
import { slugOfTopic } from '../readiness/curriculum'
import { lessonScheme } from './scheme'

export { lessons }

/** What lists of rules show of one. */
export type RuleSummary = Pick<Rule, 'id' | 'title' | 'topic' | 'level' | 'severity' | 'aliases'>

/** Where a topic is taught, with its section in view; null where there is no such topic. */
export function lessonUri(topic: string): Uri | null {
  const found = slugOfTopic(lessons, topic)
  return found && Uri.from({ scheme: lessonScheme, path: `/curriculum/${found.lesson.id}.md`, fragment: found.slug ?? '' })
}

export const ruleUri = (rule: string): Uri => Uri.from({ scheme: lessonScheme, path: `/rules/${rule}.md` })

/** The explanation of a file. Named after it, since a tab shows the last part of a path. */
export const explanationUri = (file: Uri): Uri => Uri.from({ scheme: lessonScheme, path: `/explanation/${file.path.slice(file.path.lastIndexOf('/') + 1)}.md`, query: file.toString() })

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
  private ruleList: Promise<readonly RuleSummary[]> | null = null
  private readonly texts = new Map<string, { readonly bytes: Uint8Array; readonly mtime: number }>()

  constructor(private readonly extension: Uri, private readonly explain: (uri: string) => Promise<string>) {}

  /** What the pages of all rules say of them. */
  rules(): Promise<readonly RuleSummary[]> { return this.ruleList ??= Promise.all(packs.map(async (pack) => readRules(pack, decode(await this.packaged(`packs/${pack}.rules.js`))))).then((all) => all.flat()) }

  private async packaged(path: string): Promise<Uint8Array> { return workspace.fs.readFile(Uri.joinPath(this.extension, 'dist', path)) }

  private async text(uri: Uri): Promise<string> {
    const [, folder, ...rest] = uri.path.split('/')
    const name = rest.join('/').replace(/\.md$/, '')
    if (folder === 'curriculum' && lessons.some((lesson) => lesson.id === name)) return withoutFrontMatter(decode(await this.packaged(`curriculum/${name}.md`)))
    if (folder === 'rules') return this.rulePage(name)
    if (folder === 'explanation') return this.explain(uri.query)
    throw FileSystemError.FileNotFound(uri)
  }

  private async rulePage(id: string): Promise<string> {
    this.pages ??= this.packaged('pages.json.gz').then(async (bytes) => readPages(await new Response(new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'))).text()))
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
