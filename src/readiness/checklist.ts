import { rulesByKind, type RulesByKind } from '../core/engine'
import type { Fact } from '../core/fact'
import type { Finding, Location } from '../core/finding'
import type { Language } from '../core/language'
import type { Expression } from '../core/program'
import { isUnknown } from '../core/value'
import type { Project } from '../workspace/project'

export const tiers = ['launch-blocking', 'standard', 'critical'] as const
export type Tier = typeof tiers[number]

/** A readiness checklist as its file has it. */
export interface Checklist {
  readonly id: string
  readonly title: string
  readonly items: readonly Item[]
}

export interface Item {
  /** For ever: answers and reports refer to it. */
  readonly id: string
  readonly title: string
  readonly topic: string
  readonly tier: Tier
  /** The fact kind whose presence makes the item applicable. */
  readonly applies: string
  /** Which of those facts count; null: all. */
  readonly when: Expression | null
  /** Rules that find nothing where the item is fulfilled. */
  readonly evidence: readonly string[]
}

export type State = 'pass' | 'fail' | 'unknown' | 'not-applicable' | 'waived'

/** A place that proves or refutes an item. */
export interface Evidence extends Location { readonly text: string }

export interface ItemResult extends Omit<Item, 'when' | 'evidence' | 'applies'> {
  readonly state: State
  /** Why it is not simply passed or failed. */
  readonly reason: string | null
  readonly evidence: readonly Evidence[]
}

export interface ChecklistResult { readonly checklist: string; readonly title: string; readonly items: readonly ItemResult[] }

/** What was seen of one rule in the production files. */
interface Observed { readonly found: Finding[]; readonly silent: Fact[]; readonly unknown: { readonly fact: Fact; readonly source: string }[] }

/** No more places than a reader looks at. */
const shownPlaces = 20

/** Judges checklists by what their rules say of the production files of a project, whatever level is configured. */
export function evaluateChecklists(project: Project, checklists: readonly Checklist[]): readonly ChecklistResult[] {
  const items = checklists.flatMap((checklist) => checklist.items)
  const wanted = new Set(items.flatMap((item) => item.evidence)), kinds = new Set(items.map((item) => item.applies))
  const observed = new Map<string, Observed>()
  const observe = (rule: string): Observed => {
    let seen = observed.get(rule)
    if (!seen) observed.set(rule, seen = { found: [], silent: [], unknown: [] })
    return seen
  }
  const facts = new Map<string, Map<string, Fact>>()
  const packs = new Map<Language, RulesByKind>()
  const rulesOf = (language: Language): RulesByKind => {
    let rules = packs.get(language)
    if (!rules) packs.set(language, rules = rulesByKind([...project.runnable(language).values()].flat().filter((rule) => wanted.has(rule.id))))
    return rules
  }
  const counts = (path: string): boolean => { const settings = project.policy.settings(path); return settings.purpose === 'production' && !settings.ignored }
  const defaults = (rule: { readonly options: { readonly [name: string]: { readonly default: unknown } } }): { [name: string]: unknown } => Object.fromEntries(Object.entries(rule.options).map(([name, schema]) => [name, schema.default]))
  const survey = project.workspace.survey(rulesOf, (rule, path) => counts(path) ? project.policy.settings(path).rule(rule) ?? { severity: null, options: defaults(rule) } : null, {
    onFact(fact) {
      if (!kinds.has(fact.kind) || !counts(fact.path)) return
      let known = facts.get(fact.kind)
      if (!known) facts.set(fact.kind, known = new Map())
      known.set(identity(fact), fact)
    },
    onSilent: (rule, fact) => { observe(rule.id).silent.push(fact) },
    onUnknown: (rule, fact, source) => { observe(rule.id).unknown.push({ fact, source }) },
  })
  for (const finding of survey) observe(finding.rule).found.push(finding)
  return checklists.map((checklist) => ({ checklist: checklist.id, title: checklist.title, items: checklist.items.map((item) => judge(project, item, facts.get(item.applies) ?? new Map(), observed)) }))
}

/** A fact kind in a reader's words: `kubernetes.DisruptionBudget` is a disruption budget. */
const nounOf = (kind: string): string => kind.slice(kind.indexOf('.') + 1).replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()

const identity = (fact: Pick<Fact, 'path' | 'subject'>): string => `${fact.path}\n${fact.subject}`

function judge(project: Project, item: Item, facts: ReadonlyMap<string, Fact>, observed: ReadonlyMap<string, Observed>): ItemResult {
  const result = (state: State, reason: string | null, evidence: readonly Evidence[]): ItemResult => ({ id: item.id, title: item.title, topic: item.topic, tier: item.tier, state, reason, evidence: evidence.slice(0, shownPlaces) })
  const missing = item.evidence.filter((rule) => !project.rule(rule))
  if (!facts.size) return result('not-applicable', `There is no ${nounOf(item.applies)} here.`, [])
  const applicable = new Map([...facts].filter(([, fact]) => !item.when || item.when(fact, {}, null, null, null) === true))
  if (!applicable.size) {
    const doubtful = item.when && [...facts.values()].some((fact) => isUnknown(item.when!(fact, {}, null, null, null)))
    return doubtful ? result('unknown', 'Whether it applies cannot be told from the files.', []) : result('not-applicable', `No ${nounOf(item.applies)} here calls for it.`, [])
  }
  const concerns = (rule: string, about: { readonly path: string; readonly subject: string }): boolean => item.when === null || project.rule(rule)?.on !== item.applies || [...applicable.values()].some((fact) => about.subject === fact.subject || about.subject.startsWith(`${fact.subject}/`))
  const failed: Evidence[] = [], waived: { evidence: Evidence; reason: string }[] = [], unknown: string[] = [], passed: Evidence[] = []
  for (const rule of item.evidence) {
    const seen = observed.get(rule)
    for (const finding of seen?.found ?? []) {
      if (!concerns(rule, finding)) continue
      const by = project.suppressed(finding.path).find((one) => one.finding.rule === rule && one.finding.span[0] === finding.span[0])?.suppression
      const evidence = { path: finding.path, span: finding.span, text: finding.message }
      if (by?.reason) waived.push({ evidence, reason: by.reason })
      else failed.push(evidence)
    }
    for (const { fact, source } of seen?.unknown ?? []) if (concerns(rule, fact)) unknown.push(source)
    for (const fact of seen?.silent ?? []) if (concerns(rule, fact)) {
      const place = fact.locate('')
      passed.push({ path: place.path, span: place.span, text: fact.subject })
    }
  }
  if (failed.length) return result('fail', null, unique(failed))
  if (missing.length) return result('unknown', `No rule proves it yet: ${missing.join(', ')}.`, [])
  if (unknown.length) return result('unknown', `The files do not tell: ${[...new Set(unknown)].slice(0, 3).join(', ')}.`, [])
  if (waived.length) return result('waived', [...new Set(waived.map((one) => one.reason))].join('; '), unique(waived.map((one) => one.evidence)))
  return result('pass', null, unique(passed.length ? passed : [...applicable.values()].map((fact) => ({ ...fact.locate(''), text: fact.subject }))))
}

function unique(places: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>()
  return places.filter((place) => {
    const key = `${place.path} ${place.span[0]} ${place.text}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }).map(({ path, span, text }) => ({ path, span, text }))
}
