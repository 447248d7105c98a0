import type { Change, Fact, Place } from './fact'
import type { Fix, FixSafety } from './fix'
import type { Level, Related, Severity } from './finding'
import type { Lookup } from './lookup'

/** What a rule page says of itself, apart from its check. */
export interface Rule {
  /** `docker/root-user`: the name states the problem, so that "ignore docker/root-user" reads right. */
  readonly id: string
  /** The file kind's pack, the id's first part. */
  readonly pack: string
  readonly title: string
  /** The page's first paragraph: why it hurts. */
  readonly why: string
  readonly topic: string
  readonly level: Level
  readonly severity: Severity
  /** The fact kind that is looked at. */
  readonly on: string
  readonly group: string | null
  /** `peer:ID` for every check elsewhere that this one answers for. */
  readonly aliases: readonly string[]
  readonly tags: readonly ('unnecessary' | 'deprecated' | 'schema')[]
  readonly links: readonly string[]
  /** JSON Schema of the rule's options, with their defaults. */
  readonly options: { readonly [name: string]: OptionSchema }
  readonly fixTitles: readonly string[]
  readonly since: string | null
  readonly replacedBy: string | null
}

export interface OptionSchema {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array'
  readonly items?: { readonly type: 'string' | 'number' | 'integer' }
  readonly default: unknown
  readonly description: string
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
}

/** One thing that a rule in code found. What is left out comes from the page. */
export interface Report {
  /** A path of the fact, or a place. */
  readonly at?: string | Place
  readonly message?: string
  readonly severity?: Severity
  readonly related?: readonly Related[]
  /** Values that the page's message, path and fix name as `found.x`. */
  readonly values?: { readonly [name: string]: unknown }
  /** Computed when the fix is asked for. Replaces the page's. */
  readonly fixes?: readonly LazyFix[]
}

export interface LazyFix {
  readonly title: string
  readonly safety: FixSafety
  edits(): Fix['edits'] | readonly Change[] | null
}

export interface RuleContext extends Lookup {
  readonly options: { readonly [name: string]: unknown }
  /** Says that the rule could not decide because a value is unknown: `explain FILE` and the harness show it. */
  unknown(source: string): void
}

/** A rule in code: `rules/<pack>/<rule>.ts` exports it as default. */
export type Check<F extends Fact> = (fact: F, context: RuleContext) => Iterable<Report>
