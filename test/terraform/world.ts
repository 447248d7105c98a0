import type { Change, Fact } from '../../src/core/fact'
import type { Finding } from '../../src/core/finding'
import type { RunnableRule } from '../../src/core/program'
import type { Report } from '../../src/core/rule'
import { applyEdits, type TextEdit } from '../../src/core/edit'
import { rulesByKind } from '../../src/core/engine'
import { language } from '../../src/languages/terraform/language'
import type { Facts } from '../../src/languages/terraform/facts'
import { Workspace } from '../../src/workspace/workspace'

export type Files = { readonly [path: string]: string }
export type Check = (fact: Fact) => Iterable<Report>

/** A rule in code that looks at facts of one kind. */
export function rule<K extends keyof Facts>(on: K, check: (fact: Facts[K]) => Iterable<Report>): RunnableRule {
  const program = { only: null, each: null, cases: [], at: () => '', message: () => 'Found.', fixes: [], check: check as unknown as RunnableRule['program']['check'] }
  return { id: 'terraform/test', pack: 'terraform', title: '', why: '', topic: '', level: 'essential', severity: 'warning', on, group: null, aliases: [], tags: [], links: [], options: {}, fixTitles: [], since: null, replacedBy: null, program }
}

/** A workspace of these files under these rules. */
export function workspace(files: Files, rules: readonly RunnableRule[] = [], settings: { readonly [name: string]: unknown } = {}): Workspace {
  const index = rulesByKind(rules)
  const made = new Workspace({ languages: [language], rules: () => index, policy: { setting: () => ({ severity: null, options: {} }), languageSetting: (_, name) => settings[name], judge: (_, findings) => ({ kept: findings, suppressed: [] }) } })
  for (const [path, text] of Object.entries(files)) made.set(path, text)
  made.finishIndexing()
  made.refreshNow()
  return made
}

export function factsOf(files: Files, path = Object.keys(files)[0]!): readonly Fact[] {
  const found: Fact[] = []
  const failures = workspace(files).inspect(path, { onFact: (fact) => { found.push(fact) } }).filter((finding) => finding.rule === 'shipshape/internal-error')
  if (failures.length) throw new Error(failures[0]!.message)
  return found
}

export const all = <K extends keyof Facts>(kind: K, files: Files | string, path?: string): readonly Facts[K][] =>
  factsOf(typeof files === 'string' ? { 'main.tf': files } : files, path).filter((fact) => fact.kind === kind) as unknown as readonly Facts[K][]

export function only<K extends keyof Facts>(kind: K, files: Files | string, path?: string): Facts[K] {
  const [first] = all(kind, files, path)
  if (!first) throw new Error(`no ${kind}`)
  return first
}

/** The text of a place, behind its file's name. */
export const under = (files: Files | string, place: { readonly path: string; readonly span: readonly [number, number] }): string => {
  const texts: Files = typeof files === 'string' ? { 'main.tf': files } : files
  return `${place.path}: ${texts[place.path]!.slice(...place.span)}`
}

/** Findings as `path: text: message`. */
export const shown = (files: Files, findings: readonly Finding[]): readonly string[] => findings.map((finding) => `${under(files, finding)}: ${finding.message}`)

/** A file after a change of the first fact of a kind; null where it cannot be made. */
export function changed<K extends keyof Facts>(kind: K, text: string, change: Change): string | null {
  const edits = only(kind, text).edit(change)
  return edits && applyEdits(text, edits as readonly TextEdit[])
}
