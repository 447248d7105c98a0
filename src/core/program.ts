import type { FixSafety } from './fix'
import type { Severity } from './finding'
import type { Check, Rule } from './rule'
import type { Fact } from './fact'
import type { Plain } from './value'

/** A compiled expression or template of a rule page. `values.found` is what a check in code reported. */
export type Expression = (self: unknown, options: unknown, item: unknown, index: unknown, values: unknown) => unknown

/** The part of a rule that runs, made from its page at build time (built-in pages) or when it is loaded (workspace pages). */
export interface Program {
  /** The list of which every element is looked at; null: the fact itself. */
  readonly each: Expression | null
  /** The first case whose `when` is true speaks. */
  readonly cases: readonly { readonly when: Expression; readonly severity: Severity; readonly message: Expression }[]
  readonly at: Expression
  readonly message: Expression
  readonly fixes: readonly ProgramFix[]
  /** The field that sorts the facts of this kind, and its values for which a case can hold: `type` and `aws_s3_bucket`. Null where the cases do not begin so. */
  readonly only: { readonly field: string; readonly values: readonly string[] } | null
  /** The check in code, instead of `cases`. */
  readonly check: Check<Fact> | null
}

export interface ProgramFix {
  readonly title: Expression
  readonly safety: FixSafety
  readonly when: Expression | null
  readonly changes: readonly { readonly kind: 'set' | 'append' | 'insert' | 'remove' | 'replace'; readonly path: Expression; readonly value: WrittenTemplate }[]
}

/** A value of a fix: plain data, in which expressions stand for texts. */
export type WrittenTemplate = Plain | Expression | readonly WrittenTemplate[] | { readonly [key: string]: WrittenTemplate }

/** A rule that can be run. */
export interface RunnableRule extends Rule { readonly program: Program }
