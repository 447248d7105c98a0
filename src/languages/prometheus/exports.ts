import type { Key, Lookup } from '../../core/lookup'
import { isUnknown } from '../../core/value'
import type { ObjectiveSummary } from './facts'

export type { ObjectiveSummary } from './facts'

/** A test of rules: the rule files that it names, as patterns from its own folder. */
export interface RuleTestSummary { readonly path: string; readonly patterns: readonly string[] }

/** A recorded series, and what it is made from. */
export interface RecordSummary {
  readonly path: string
  readonly metrics: readonly string[]
  /** The expression; null where it is not known. */
  readonly expression: string | null
  /** It adds up counters of which no rate was taken. */
  readonly isSumOfCounters: boolean
}

/** The severities that an Alertmanager has routes for. */
export interface RoutedSeverities { readonly path: string; readonly severities: readonly string[]; /** There may be more. */ readonly isOpen: boolean }

/** What every Alertmanager routes by severity. */
export const routedSeverities: Key<RoutedSeverities> = { name: 'prometheus:routed-severities' }
/** All tests of rules. */
export const ruleTests: Key<RuleTestSummary> = { name: 'prometheus:tests' }
/** All objectives whose target is written. */
export const objectives: Key<ObjectiveSummary> = { name: 'prometheus:objectives' }
/** An alert, by its name. */
export interface AlertSummary { readonly path: string; readonly name: string }

/** Alerts by name. */
export const alertNamed = (name: string): Key<AlertSummary> => ({ name: `prometheus:alert/${name}` })
/** Recorded series by name. */
export const record = (name: string): Key<RecordSummary> => ({ name: `prometheus:record/${name}` })

/** What a recorded series is made from; null where nothing or more than one thing records it. */
export function recordedAs(world: Pick<Lookup, 'find'>, name: string): string | null {
  const found = world.find(record(name))
  if (isUnknown(found)) return null
  const texts = new Set(found.map(one => one.expression))
  return texts.size === 1 ? [...texts][0]! : null
}

export { alertmanagerFacts } from './alertmanager'
export { groupExports, groupFacts } from './rules'
export { objectiveExports, objectiveFacts } from './objectives'
