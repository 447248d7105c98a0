import type { Span } from '../../core/span'
import { Unknown, type List, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { isProductionHost } from './hosts'
import type { Token } from './tokens'

/** What a reader finds in a script. */
export interface Reading {
  readonly tool: facts.Script['tool']
  /** Stands for the script. */
  readonly place: Span
  readonly thresholds: List<ThresholdReading>
  readonly boundsLatency?: Maybe<boolean>
  readonly boundsErrors?: Maybe<boolean>
  readonly hasPercentile?: Maybe<boolean>
  readonly scenarios: List<ScenarioReading>
  readonly targets: List<TargetReading>
  readonly takesTarget: Maybe<boolean>
  readonly isJourney: Maybe<boolean>
  /** The word that thresholds belong below, if it is there. */
  readonly options?: Span
}

export type ThresholdReading = Omit<facts.Threshold, 'kind' | 'path' | 'subject' | 'damaged' | 'locate' | 'edit' | 'script'> & { readonly span: Span }
export type ScenarioReading = Omit<facts.Scenario, 'kind' | 'path' | 'subject' | 'damaged' | 'locate' | 'edit' | 'script' | 'type'> & { readonly span: Span; readonly shape: Maybe<facts.Scenario['type'] extends Maybe<infer T> ? T : never> }
export interface TargetReading extends facts.Target { readonly span: Span }

export const unsure = new Unknown('…')

/** An address with its host; null where the text is none. */
export function targetOf(url: string, span: Span): TargetReading | null {
  const match = /^(?:https?|wss?|grpc):\/\/(?:[^@/\s]{0,200}@)?(\[[0-9a-fA-F:]{2,40}\]|[A-Za-z0-9._-]{1,253})(?::\d{1,5})?(?:[/?#]|$)/.exec(url)
  return match ? { url: url.slice(0, 200), host: match[1]!.toLowerCase(), isProduction: isProductionHost(match[1]!), span } : null
}

/** Names of settings that say where load goes. */
export const targetName = /(?:url|uri|host|base|target|endpoint|origin|site|server|domain|address)/i

/** An argument and the tokens it is made of. */
export const argumentsOf = (tokens: readonly Token[], ends: ReadonlyMap<number, number>, open: number): readonly (readonly [number, number])[] => {
  const end = ends.get(open) ?? tokens.length, found: [number, number][] = []
  let start = open + 1
  for (let i = start; i < end; i++) {
    const inner = tokens[i]!.kind === 'sign' ? ends.get(i) : undefined
    if (inner !== undefined) { i = inner; continue }
    if (tokens[i]!.kind === 'sign' && tokens[i]!.text === ',') { found.push([start, i]); start = i + 1 }
  }
  if (start < end) found.push([start, end])
  return found
}

const health = /^\/?(?:(?:api|actuator|_|-|v\d)\/){0,3}(?:health|healthz|health-?check|ready|readyz|readiness|live|livez|liveness|ping|status|up|metrics)(?:\/(?:live|ready|liveness|readiness))?\/?(?:\?.*)?$/i

/** Is a request for something else than the state of health? The address may be a whole one or the end of one. */
export const isJourneyPath = (address: string): boolean => !health.test(address.replace(/^[a-z]{2,6}:\/\/[^/]{0,253}/i, ''))

/** Is one of some requests for something that users want? Null stands for an address that is not written. */
export function journeyAmong(addresses: readonly (string | null)[]): Maybe<boolean> {
  if (addresses.some(address => address !== null && isJourneyPath(address))) return true
  return addresses.length === 0 || addresses.includes(null) ? unsure : false
}
