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

/** A text that is always the same, or how it is made. */
type Text = string | Expression

/** A program as a build writes it: what is usual is left out, and a text that is always the same stands for its function. */
export interface WrittenProgram {
  /** The field that sorts the facts, then its values. */
  readonly only?: readonly [field: string, ...values: readonly string[]]
  readonly each?: Expression
  /** A message that is left out is the program's own. */
  readonly cases?: readonly { readonly when: Expression; readonly severity: Severity; readonly message?: Text }[]
  readonly at: Text
  readonly message: Text
  readonly fixes?: readonly { readonly title: Text; readonly safety: FixSafety; readonly when?: Expression; readonly changes: readonly { readonly kind: ProgramFix['changes'][number]['kind']; readonly path: Text; readonly value: WrittenTemplate }[] }[]
  readonly check?: Check<Fact>
}

const expressionOf = (text: Text): Expression => typeof text === 'string' ? () => text : text

export function readProgram({ only, each, cases, at, message, fixes, check }: WrittenProgram): Program {
  const own = expressionOf(message)
  return {
    only: only ? { field: only[0], values: only.slice(1) } : null, each: each ?? null, at: expressionOf(at), message: own, check: check ?? null,
    cases: (cases ?? []).map((one) => ({ when: one.when, severity: one.severity, message: one.message === undefined ? own : expressionOf(one.message) })),
    fixes: (fixes ?? []).map((fix) => ({ title: expressionOf(fix.title), safety: fix.safety, when: fix.when ?? null, changes: fix.changes.map((change) => ({ ...change, path: expressionOf(change.path) })) })),
  }
}

/** The programs of a pack by rule id, as a build writes them. */
export const readPrograms = (written: { readonly [id: string]: WrittenProgram }): { readonly [id: string]: Program } => Object.fromEntries(Object.entries(written).map(([id, one]) => [id, readProgram(one)]))
