import { rulesByKind, type RulesByKind } from '../core/engine'
import type { Fact } from '../core/fact'
import type { Finding } from '../core/finding'
import type { Language } from '../core/language'
import type { Expression } from '../core/program'
import { isUnknown } from '../core/value'
import type { Project } from '../workspace/project'
import type { Item, Requirement } from './checklist'
import { inExercise } from './exercise-marker'
import type { Sightings } from './service'

/** What was seen of one rule in the production files. */
export interface Observed { readonly found: Finding[]; readonly silent: Fact[]; readonly unknown: { readonly fact: Fact; readonly source: string }[] }

/** What the production files of a project say: the facts that items look at, and what the rules that are evidence say of them, whatever level is configured. */
export interface Survey {
  readonly facts: ReadonlyMap<string, readonly Fact[]>
  readonly rules: ReadonlyMap<string, Observed>
  readonly sightings: Sightings
}

/** True, false or unknown; a fact of which an expression cannot be worked out is unknown. */
export function verdictOf(expression: Expression | null, fact: Fact): boolean | null {
  if (!expression) return true
  try {
    const value = expression(fact, {}, null, null, null)
    return isUnknown(value) ? null : value === true
  } catch { return null }
}

/** All requirements, those of alternatives among them. */
export const flatten = (requirements: readonly Requirement[]): readonly Requirement[] => requirements.flatMap((one) => 'any' in one ? flatten(one.any) : [one])

export function surveyOf(project: Project, items: readonly Item[]): Survey {
  const requirements = items.flatMap((item) => flatten(item.evidence))
  const wanted = new Set(requirements.flatMap((one) => 'rule' in one ? [one.rule] : [])), kinds = new Set(items.flatMap((item) => item.applies).concat(requirements.flatMap((one) => 'on' in one ? [one.on] : [])))
  const facts = new Map<string, Fact[]>(), rules = new Map<string, Observed>(), builds = new Set<string>(), workloads = new Set<string>(), composed = new Set<string>(), paths = new Set<string>()
  const observe = (rule: string): Observed => {
    let seen = rules.get(rule)
    if (!seen) rules.set(rule, seen = { found: [], silent: [], unknown: [] })
    return seen
  }
  const packs = new Map<Language, RulesByKind>()
  const rulesOf = (language: Language): RulesByKind => {
    let known = packs.get(language)
    if (!known) packs.set(language, known = rulesByKind([...project.runnable(language).values()].flat().filter((rule) => wanted.has(rule.id))))
    return known
  }
  const isPractice = inExercise(project.workspace.paths())
  const counts = (path: string): boolean => { const settings = project.policy.settings(path); return settings.purpose === 'production' && !settings.ignored && !isPractice(path) }
  const defaults = (rule: { readonly options: { readonly [name: string]: { readonly default: unknown } } }): { [name: string]: unknown } => Object.fromEntries(Object.entries(rule.options).map(([name, schema]) => [name, schema.default]))
  const findings = project.workspace.survey(rulesOf, (rule, path) => counts(path) ? project.policy.settings(path).rule(rule) ?? { severity: null, options: defaults(rule) } : null, {
    onFact(fact) {
      if (!counts(fact.path)) return
      paths.add(fact.path)
      if (fact.kind === 'docker.File') builds.add(fact.path)
      else if (fact.kind === 'kubernetes.Workload' || fact.kind === 'compose.Service') {
        const name = (fact as unknown as { readonly name: unknown }).name
        if (typeof name === 'string') (fact.kind === 'compose.Service' ? composed : workloads).add(name)
      }
      if (!kinds.has(fact.kind)) return
      const known = facts.get(fact.kind)
      if (known) known.push(fact)
      else facts.set(fact.kind, [fact])
    },
    onSilent: (rule, fact) => { observe(rule.id).silent.push(fact) },
    onUnknown: (rule, fact, source) => { observe(rule.id).unknown.push({ fact, source }) },
  })
  for (const finding of findings) observe(finding.rule).found.push(finding)
  return { facts, rules, sightings: { builds, workloads, composed, paths } }
}
