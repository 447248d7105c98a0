import type { Fact } from '../core/fact'
import type { Finding } from '../core/finding'
import type { Fix } from '../core/fix'
import type { Language } from '../core/language'
import type { RuleLibrary } from '../core/library'
import { mergeFixes, maximumPasses } from '../core/merge'
import type { Example, Page, PageProblem } from '../core/page'
import type { Program } from '../core/program'
import { isOwnFile, Project } from './project'

export interface HarnessContext {
  readonly languages: readonly Language[]
  /** Anchors of the curriculum, `kubernetes#probes`. */
  readonly topics: ReadonlySet<string>
  /** All rules, for pages about the engine's own findings; other pages run alone. */
  readonly library?: RuleLibrary
}

type Texts = ReadonlyMap<string, string>

/** What one rule says of a small workspace. */
interface Outcome {
  readonly findings: readonly Finding[]
  /** Findings of the engine itself: syntax errors, rules that threw. */
  readonly broken: readonly Finding[]
  /** The rule looked at a fact and knew that nothing is wrong with it. */
  readonly silent: boolean
  /** The rule could not decide about a fact. */
  readonly unknown: boolean
}

/** Runs the examples of a rule page, which are its tests, and says what is wrong with page, rule or fixes. */
export function testPage(page: Page, program: Program | null, context: HarnessContext): readonly PageProblem[] {
  const problems: PageProblem[] = []
  const fail = (message: string, line = 1): void => { problems.push({ message, line }) }
  if (!context.topics.has(page.rule.topic)) fail(`Topic '${page.rule.topic}' is not in the curriculum.`)
  const isEngine = page.rule.on === 'engine'
  if (!isEngine) for (const verdict of ['bad', 'good'] as const) if (!page.examples.some((example) => example.verdict === verdict)) fail(`The page has no example that is ${verdict}.`)
  if (!isEngine && !program) return problems
  const offersFix = new Set<number>()
  let bad: Example | null = null
  for (const example of page.examples) {
    for (const variant of variants) {
      const texts = new Map(example.files.map((file) => [file.path, variant.apply(file.path, file.text)]))
      if (example.files.every((file) => texts.get(file.path) === file.text) && variant !== plain) continue
      const at = (message: string): void => fail(`${message}${variant.name}`, example.line)
      if (example.verdict === 'fixed') {
        if (!bad) { at(`An example that is 'fixed' stands below the one that is bad.`); continue }
        const before = new Map(bad.files.map((file) => [file.path, variant.apply(file.path, file.text)]))
        const shown = program?.fixes[example.fix]
        const after = applyAll(page, program && shown ? { ...program, fixes: [shown] } : program, context, before, shown ? 0 : example.fix)
        if (typeof after === 'string') { at(after); continue }
        if (variant.exact) {
          for (const [path, text] of texts) if (after.get(path) !== text) at(`The fix gives another text than the example shows for ${path}:\n${after.get(path) ?? '(no such file)'}`)
          for (const [path, text] of after) if (!texts.has(path) && before.get(path) !== text) at(`The fix changes ${path}, which the example does not show:\n${text}`)
        }
        judge(run(page, program, context, after), false, at)
        for (const [path, text] of before) {
          const lost = commentsOf(text).filter((comment) => !(after.get(path) ?? '').toLowerCase().includes(comment.toLowerCase()))
          if (lost.length) at(`The fix loses the comment '${lost[0]}'.`)
        }
        offersFix.add(example.fix)
        continue
      }
      const outcome = run(page, program, context, texts)
      if (example.verdict === 'bad') {
        if (variant === plain) bad = example
        if (outcome.broken.length && !isEngine) at(`The bad example does not run: ${outcome.broken[0]!.message}`)
        if (!outcome.findings.length) at('The bad example is not found.')
        for (const finding of outcome.findings) {
          const text = texts.get(finding.path)
          if (text === undefined || finding.span[0] < 0 || finding.span[0] > finding.span[1] || finding.span[1] > text.length) at(`The span ${finding.span.join('-')} lies outside ${finding.path}.`)
          else if (/[\r\n]/.test(text.slice(...finding.span))) at(`The squiggle covers more than one line: ${JSON.stringify(text.slice(...finding.span))}`)
        }
      } else if (example.verdict === 'unknown') {
        if (outcome.findings.length) at(`The unknown example is reported: ${outcome.findings[0]!.message}`)
        if (!outcome.unknown) at('The unknown example is not unknown to the rule.')
      } else judge(outcome, !isEngine && variant === plain, at)
    }
  }
  page.fixes.forEach((fix, i) => { if (!offersFix.has(i)) fail(`Fix '${fix.title}' has no example that is fixed.`) })
  return problems
}

function judge(outcome: Outcome, mustBeSilent: boolean, fail: (message: string) => void): void {
  if (outcome.broken.length) fail(`The example does not run: ${outcome.broken[0]!.message}`)
  if (outcome.findings.length) fail(`The example is reported: ${outcome.findings[0]!.message}`)
  if (mustBeSilent && !outcome.silent) fail('In the good example the rule finds no fact about which it knows that all is well; it may be dead.')
}

/** The findings of one page over files that are the whole world. */
export function run(page: Page, program: Program | null, context: HarnessContext, texts: Texts): Outcome {
  const project = projectFor(page, program, context, texts)
  let silent = false, unknown = false
  const findings: Finding[] = [], broken: Finding[] = []
  for (const path of texts.keys()) {
    project.workspace.inspect(path, { onSilent: () => { silent = true }, onUnknown: () => { unknown = true }, onFact: (fact) => { silent ||= fact.kind === page.rule.on && isOther(fact, program) } })
    for (const finding of project.findings(path)) {
      if (finding.rule === page.rule.id) findings.push(finding)
      else if (finding.rule.startsWith('shipshape/')) broken.push(finding)
    }
  }
  return { findings, broken, silent, unknown }
}

/** Is this a fact of another sort than the program looks at? A rule that refuses a whole sort can find no good one of it. */
function isOther(fact: Fact, program: Program | null): boolean {
  const only = program?.only, value = only && (fact as unknown as { readonly [field: string]: unknown })[only.field]
  return typeof value === 'string' && !only!.values.includes(value)
}

function projectFor(page: Page, program: Program | null, context: HarnessContext, texts: Texts): Project {
  const rule = { ...page.rule, level: 'essential' as const }
  const all = page.rule.on === 'engine' ? context.library : undefined
  const project = new Project({ languages: context.languages, level: 'all', library: all ?? { packs: [rule.pack], metadata: () => [rule], programs: () => program ? { [rule.id]: program } : {}, pages: async () => ({}), compiler: () => { throw new Error('no rule pages in a workspace here') } } })
  for (const [path, text] of texts) project.set(path, text)
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  if (isWholeWorld(page, context, texts)) for (let wanted; (wanted = project.workspace.takeWantedFolders()).length;) {
    for (const folder of wanted) project.workspace.setNames(folder, namesIn(texts, folder))
    project.workspace.refreshNow()
  }
  return project
}

/** An example that shows a file of no language, or a file of packages, shows all that there is; any other leaves open which files stand beside those that are shown. */
const isWholeWorld = (page: Page, context: HarnessContext, texts: Texts): boolean => [...texts].some(([path, text]) => {
  const language = context.languages.find((one) => one.claims(path, () => text.slice(0, 4096)))?.id
  return !/\.(?:docker|git)ignore$/.test(path) && !isOwnFile(path) && (language === undefined || language === 'build' && page.rule.pack !== 'build')
})

function namesIn(texts: Texts, folder: string): readonly string[] {
  const prefix = folder === '' ? '' : `${folder}/`
  return [...new Set([...texts.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length).split('/')[0]!))]
}

/** The files after the rule's fix has been applied to everything it finds; a text says why that cannot be done. */
function applyAll(page: Page, program: Program | null, context: HarnessContext, texts: Texts, index: number): Texts | string {
  let now: Texts = texts
  for (let pass = 0; pass < maximumPasses; pass++) {
    const project = projectFor(page, program, context, now)
    const fixes: Fix[] = []
    let found = 0
    for (const path of now.keys()) for (const finding of project.workspace.withFixes(path, (finding) => finding.rule === page.rule.id)) {
      if (finding.rule !== page.rule.id) continue
      found++
      if (finding.fixes[index]) fixes.push(finding.fixes[index])
    }
    if (!found) return pass ? now : 'The fix has nothing to mend: the bad example above is not found.'
    if (!fixes.length) return pass ? now : `No fix ${index + 1} is offered for the bad example above.`
    const merged = mergeFixes(now, fixes)
    if (!merged.applied.length) return 'The fix cannot be applied.'
    now = new Map([...now, ...merged.texts])
  }
  return 'The fix does not come to an end.'
}

const commentsOf = (text: string): readonly string[] => [...text.matchAll(/(?:^|[ \t])(#[^\n\r]*)/gm)].map((match) => match[1]!.trim()).filter((comment) => comment.length > 1)

interface Variant { readonly name: string; readonly exact: boolean; apply(path: string, text: string): string }

const plain: Variant = { name: '', exact: true, apply: (_, text) => text }
const variants: readonly Variant[] = [
  plain,
  { name: ' (with CRLF)', exact: true, apply: (_, text) => text.replace(/\r?\n/g, '\r\n') },
  { name: ' (with four spaces of indentation)', exact: false, apply: (path, text) => /\.ya?ml$/.test(path) ? text.replace(/^( *)((?:- )*)/gm, (_, spaces: string, dashes: string) => spaces + spaces + dashes.replaceAll('- ', '-   ')).replace(/\b(n?indent) (\d{1,3})\b/g, (_, word: string, width: string) => `${word} ${2 * Number(width)}`) : text },
]
