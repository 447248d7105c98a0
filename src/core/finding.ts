import type { Span } from './span'
import type { Fix, FixSafety } from './fix'

export const severities = ['error', 'warning', 'info', 'hint'] as const
/** How much a finding matters. */
export type Severity = typeof severities[number]

export const levels = ['essential', 'recommended', 'strict', 'all'] as const
/** How demanding a rule is: a rule is on where its level is at or below the configured one. */
export type Level = typeof levels[number]

/** A place in a file. */
export interface Location { readonly path: string; readonly span: Span }

/** Another place that explains a finding. */
export interface Related extends Location { readonly message: string }

/** What a rule says of one place: plain data. */
export interface Finding {
  readonly rule: string
  /** An anchor of the curriculum, `kubernetes#probes`. */
  readonly topic: string
  readonly severity: Severity
  /** Relative to its workspace folder, with forward slashes. */
  readonly path: string
  readonly span: Span
  readonly message: string
  /** Empty where none is known or where fixes were not asked for; then `fixable` still tells. */
  readonly fixes: readonly Fix[]
  /** The safest kind of fix that the rule offers here. */
  readonly fixable: FixSafety | null
  readonly related: readonly Related[]
  /** Reports something that is not there, so a half-typed file may yet get it. */
  readonly missing: boolean
  /** Findings of one group on one fact are one cause; they are folded in presentation only. */
  readonly group: string | null
  /** Identifies the fact that was found wanting within its file, for folding and for the baseline; stable under edits elsewhere. */
  readonly subject: string
}
