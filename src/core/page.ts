import { levels, severities, type Level, type Severity } from './finding'
import { safeties, type FixSafety } from './fix'
import type { OptionSchema, Rule } from './rule'
import type { Plain } from './value'

/** A rule page as written: front matter, prose and examples; expressions are still text. */
export interface Page {
  readonly rule: Rule
  readonly text: string
  readonly check: PageCheck
  readonly fixes: readonly PageFix[]
  readonly examples: readonly Example[]
}

/** The expressions of a page. `cases` is empty where a TypeScript file beside the page does the check. */
export interface PageCheck {
  readonly each: string | null
  readonly cases: readonly { readonly when: string; readonly severity: Severity; readonly message: string }[]
  readonly at: string
  readonly message: string
}

export interface PageFix {
  readonly title: string
  readonly safety: FixSafety
  readonly when: string | null
  readonly changes: readonly { readonly kind: 'set' | 'append' | 'insert' | 'remove' | 'replace'; readonly path: string; readonly value: Plain }[]
}

export const verdicts = ['bad', 'good', 'fixed', 'unknown'] as const
export type Verdict = typeof verdicts[number]

/** Fences that are one test: the files of a small workspace and what the rule must say of it. */
export interface Example {
  readonly verdict: Verdict
  /** Which of the page's fixes a `fixed` example shows, from 0. */
  readonly fix: number
  readonly files: readonly { readonly path: string; readonly text: string }[]
  /** Line of the first fence in the page, from 1. */
  readonly line: number
}

export interface PageProblem { readonly message: string; readonly line: number }

/** Where an example without `file=` stands. */
const defaultPaths: { readonly [pack: string]: string } = {
  docker: 'Dockerfile', compose: 'compose.yaml', kubernetes: 'k8s/app.yaml', terraform: 'main.tf', 'github-actions': '.github/workflows/ci.yml', shipshape: '.shipshape/config.yml',
  prometheus: 'prometheus/shop.rules.yml', flags: 'flags.json', 'load-test': 'k6/checkout.js', build: 'package.json', repository: '.github/CODEOWNERS', markdown: 'runbooks/orders.md',
}

const keys = new Set(['topic', 'level', 'severity', 'on', 'when', 'cases', 'each', 'at', 'message', 'fix', 'group', 'aliases', 'tags', 'links', 'options', 'since', 'replacedBy'])
const fixKeys = new Set(['title', 'safety', 'when', 'set', 'remove', 'append', 'insert', 'replace'])

type Fields = { readonly [key: string]: unknown }
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads one page. `readYaml` parses front matter and throws on bad YAML. Whatever can be read is in the page; the problems say what cannot. */
export function readPage(id: string, text: string, readYaml: (text: string) => unknown): { page: Page | null; problems: readonly PageProblem[] } {
  const problems: PageProblem[] = []
  const fail = (message: string, line = 1): void => { problems.push({ message, line }) }
  const head = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text)
  if (!head) return { page: null, problems: [{ message: 'A rule page begins with front matter between two lines of ---.', line: 1 }] }
  let front: unknown
  try { front = readYaml(head[1]!) } catch (error) { fail(`The front matter is not valid YAML: ${(error as Error).message.split('\n')[0]}`, 2); return { page: null, problems } }
  if (!isFields(front)) return { page: null, problems: [{ message: 'The front matter is not a map.', line: 2 }] }
  const fields = front
  for (const key of Object.keys(fields)) if (!keys.has(key)) fail(`Unknown key '${key}' in the front matter.`)

  const string = (key: string, of: Fields = fields): string | null => {
    const value = of[key]
    if (value === undefined || value === null) return null
    if (typeof value === 'string') return value
    if (typeof value === 'boolean' || typeof value === 'number') return String(value)
    fail(`'${key}' is not a text.`)
    return null
  }
  const required = (key: string): string => string(key) ?? (fail(`'${key}' is missing from the front matter.`), '')
  const oneOf = <T extends string>(value: string | null, allowed: readonly T[], key: string, fallback: T): T => {
    if (value !== null && (allowed as readonly string[]).includes(value)) return value as T
    fail(`'${key}' is ${value === null ? 'missing' : `'${value}'`}; it is one of ${allowed.join(', ')}.`)
    return fallback
  }
  const strings = (key: string): readonly string[] => {
    const value = fields[key]
    if (value === undefined || value === null) return []
    const items = Array.isArray(value) ? value : [value]
    return items.filter((item): item is string => typeof item === 'string' || (fail(`'${key}' holds something that is not a text.`), false))
  }

  const body = text.slice(head[0].length)
  const firstLine = head[0].split('\n').length
  const title = /^#[ \t]+(.+?)[ \t]*$/m.exec(stripFences(body))?.[1] ?? (fail('The page has no heading.', firstLine), '')
  const why = firstParagraph(body)
  if (!why) fail('The page has no first paragraph that says why.', firstLine)

  const severity = oneOf<Severity>(string('severity'), severities, 'severity', 'warning')
  const message = required('message')
  const when = string('when')
  const cases: PageCheck['cases'][number][] = []
  if (when !== null) cases.push({ when, severity, message })
  if (fields.cases !== undefined) {
    if (when !== null) fail(`A page has 'when' or 'cases', not both.`)
    if (!Array.isArray(fields.cases) || !fields.cases.every(isFields)) fail(`'cases' is not a list of maps.`)
    else for (const one of fields.cases) {
      const own = string('when', one)
      if (own === null) fail(`A case has no 'when'.`)
      else cases.push({ when: own, severity: one.severity === undefined ? severity : oneOf(string('severity', one), severities, 'severity', severity), message: string('message', one) ?? message })
    }
  }
  for (const text of [message, ...cases.map((one) => one.message)]) {
    if (text && !text.endsWith('.')) fail(`The message does not end with a full stop: ${text}`)
    if (/\bshould\b/i.test(text)) fail(`The message says 'should'; say what is wrong: ${text}`)
  }

  const fixes: PageFix[] = []
  for (const one of fields.fix === undefined ? [] : Array.isArray(fields.fix) ? fields.fix : [fields.fix]) {
    if (!isFields(one)) { fail(`'fix' is not a map.`); continue }
    for (const key of Object.keys(one)) if (!fixKeys.has(key)) fail(`Unknown key '${key}' in 'fix'.`)
    const changes: PageFix['changes'][number][] = []
    for (const kind of ['remove', 'set', 'insert', 'append'] as const) {
      const value = one[kind]
      if (value === undefined) continue
      if (kind === 'remove') for (const path of Array.isArray(value) ? value : [value]) changes.push({ kind, path: String(path), value: null })
      else if (isFields(value)) for (const [path, written] of Object.entries(value)) changes.push({ kind, path, value: written as Plain })
      else fail(`'${kind}' in 'fix' is not a map from paths to values.`)
    }
    if (one.replace !== undefined) changes.push({ kind: 'replace', path: '', value: one.replace as Plain })
    const title = string('title', one)
    if (title === null) fail(`A fix has no 'title'.`)
    fixes.push({ title: title ?? '', safety: oneOf<FixSafety>(string('safety', one), safeties, 'safety', 'review'), when: string('when', one), changes })
  }

  const options: { [name: string]: OptionSchema } = {}
  if (fields.options !== undefined) {
    if (!isFields(fields.options)) fail(`'options' is not a map.`)
    else for (const [name, schema] of Object.entries(fields.options)) {
      if (isFields(schema) && typeof schema.type === 'string' && 'default' in schema && typeof schema.description === 'string') options[name] = schema as unknown as OptionSchema
      else fail(`Option '${name}' has no type, default or description.`)
    }
  }

  const rule: Rule = {
    id, pack: id.split('/')[0]!, title, why,
    topic: required('topic'), level: oneOf<Level>(string('level'), levels, 'level', 'recommended'), severity, on: required('on'),
    group: string('group'), aliases: strings('aliases'), tags: strings('tags').map((tag) => oneOf(tag, ['unnecessary', 'deprecated', 'schema'] as const, 'tags', 'unnecessary')),
    links: strings('links'), options, fixTitles: fixes.map((fix) => fix.title), since: string('since'), replacedBy: string('replacedBy'),
  }
  const examples = readExamples(rule.on.includes('.') ? rule.on.split('.')[0]! : rule.pack, body, firstLine, fail)
  return { page: { rule, text, check: { each: string('each'), cases, at: string('at') ?? '', message }, fixes, examples }, problems }
}

interface Fence { readonly info: string; readonly text: string; readonly line: number; readonly start: number; readonly end: number }

function* fences(body: string): Generator<Fence> {
  const open = /^(`{3,}|~{3,})([^\n]*)\n/gm
  for (let match; (match = open.exec(body));) {
    const close = new RegExp(`^${match[1]![0]}{${match[1]!.length},}[ \\t]*\\r?$`, 'gm')
    close.lastIndex = open.lastIndex
    const end = close.exec(body)
    const stop = end?.index ?? body.length
    yield { info: match[2]!.trim(), text: body.slice(open.lastIndex, stop), line: body.slice(0, match.index).split('\n').length, start: match.index, end: end ? end.index + end[0].length : body.length }
    open.lastIndex = end ? end.index + end[0].length : body.length
  }
}

/** What a rule's list says of it as well, so that its packaged page need not. */
type Told = Pick<Rule, 'id' | 'title' | 'why'>

/** A page's title and first paragraph, where these are all that they say; the paragraph stands on one line. */
const opening = ({ title, why }: Told): string => `# ${title}\n\n${why}\n`

/** The texts of pages as they are packaged: without what the list of rules says, and fences apart from the words around them, so that a compressor finds more that is alike. */
export function writePages(pages: { readonly [id: string]: string }, rules: readonly Told[]): string {
  const words: { [id: string]: string } = {}, all: string[] = [], byId = new Map(rules.map((rule) => [rule.id, rule]))
  for (const [id, page] of Object.entries(pages)) {
    const told = byId.get(id), paragraph = /^\s*# (.+)\n\n((?:(?!```|#|[-*] |\d+\. ).+\n)+)(?=\n|$)/.exec(page), isTold = told && paragraph?.[1]!.trim() === told.title && paragraph[2]!.trim().replace(/\s*\n\s*/g, ' ') === told.why
    const text = isTold ? `\u0001${page.slice(paragraph!.index + paragraph![0].length)}` : page
    let out = '', at = 0
    for (const { start, end } of fences(text)) {
      out += `${text.slice(at, start)}\0`
      all.push(text.slice(start, end))
      at = end
    }
    words[id] = out + text.slice(at)
  }
  return JSON.stringify([words, all])
}

/** What `writePages` wrote. */
export function readPages(text: string, rules: readonly Told[]): { readonly [id: string]: string } {
  const [words, all] = JSON.parse(text) as [{ [id: string]: string }, string[]], byId = new Map(rules.map((rule) => [rule.id, rule]))
  let next = 0
  return Object.fromEntries(Object.entries(words).map(([id, one]) => {
    const whole = one.replace(/\0/g, () => all[next++]!), told = byId.get(id)
    return [id, whole.startsWith('\u0001') ? `${told ? opening(told) : ''}${whole.slice(1)}` : whole]
  }))
}

function stripFences(body: string): string {
  let out = '', at = 0
  for (const fence of fences(body)) { out += body.slice(at, fence.start); at = fence.end }
  return out + body.slice(at)
}

function firstParagraph(body: string): string {
  const prose = stripFences(body).replace(/\r/g, '').split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean)
  const start = prose.findIndex((part) => part.startsWith('# '))
  const block = prose[start]
  const after = block?.includes('\n') ? block.slice(block.indexOf('\n') + 1) : prose[start + 1]
  return after && !after.startsWith('#') ? after.replace(/\s*\n\s*/g, ' ') : ''
}

function readExamples(pack: string, body: string, firstLine: number, fail: (message: string, line?: number) => void): readonly Example[] {
  const examples: { verdict: Verdict; fix: number; files: { path: string; text: string }[]; line: number; end: number }[] = []
  for (const fence of fences(body)) {
    const [, ...words] = fence.info.split(/\s+/)
    const verdict = words.find((word): word is Verdict => (verdicts as readonly string[]).includes(word))
    if (!verdict) continue
    const line = fence.line + firstLine - 1
    const file = words.find((word) => word.startsWith('file='))?.slice(5) ?? defaultPaths[pack]
    if (file === undefined) { fail(`An example of pack '${pack}' needs file=.`, line); continue }
    const fix = Number(words.find((word) => word.startsWith('fix='))?.slice(4) ?? 1) - 1
    const last = examples.at(-1)
    if (last && last.verdict === verdict && !last.files.some((one) => one.path === file) && body.slice(last.end, fence.start).trim() === '') {
      last.files.push({ path: file, text: fence.text })
      last.end = fence.end
    } else examples.push({ verdict, fix, files: [{ path: file, text: fence.text }], line, end: fence.end })
  }
  return examples.map(({ end: _, ...example }) => example)
}

/** What a page says to readers, without what it says to the machine. */
export const withoutFrontMatter = (text: string): string => text.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n\s*/, '')
