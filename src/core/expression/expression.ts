import type { Span } from '../span'
import type { Type } from './types'

export type Macro = 'exists' | 'all' | 'exists_one' | 'filter' | 'map'

/** The calls that are neither logic nor macros; each is one function of `operators.ts`. */
export type Call =
  | 'equals' | 'differs' | 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual' | 'within'
  | 'add' | 'subtract' | 'multiply' | 'divide' | 'remainder' | 'negate' | 'not'
  | 'size' | 'contains' | 'startsWith' | 'endsWith' | 'lowerAscii' | 'upperAscii' | 'trim'
  | 'split' | 'join' | 'replace' | 'substring' | 'string' | 'int' | 'double' | 'index'

/** A checked expression, plain JSON: what both back ends compile. Spans are offsets into its own source text. */
export type Expression = { readonly type: Type; readonly span: Span } & (
  | { readonly op: 'literal'; readonly value: string | number | boolean | null }
  /** `id` tells a macro's variable from others of its name; the variables of the page have 0. */
  | { readonly op: 'variable'; readonly name: string; readonly id: number }
  | { readonly op: 'select'; readonly of: Expression; readonly field: string }
  | { readonly op: 'list'; readonly items: readonly Expression[] }
  | { readonly op: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly op: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'conditional'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly op: 'call'; readonly name: Call; readonly args: readonly Expression[] }
  | { readonly op: 'matches'; readonly text: Expression; readonly pattern: string }
  /** `map` with a test first maps only the elements that pass. */
  | { readonly op: 'macro'; readonly macro: Macro; readonly over: Expression; readonly name: string; readonly id: number; readonly test: Expression | null; readonly body: Expression }
)

/** One thing wrong with an expression; offset and length are of its source text. */
export interface ExpressionError { readonly message: string; readonly offset: number; readonly length: number }

export type Checked<T> = { readonly ok: T; readonly errors?: undefined } | { readonly ok?: undefined; readonly errors: readonly ExpressionError[] }

/** A comparison of a size with a whole number, as `size(of) > least` or its opposite; null where it is none. */
export function sizeTest(expression: Expression): { readonly of: Expression; readonly least: number; readonly negated: boolean } | null {
  if (expression.op !== 'call') return null
  const [a, b] = expression.args
  if (a?.op === 'call' && a.name === 'size' && b?.op === 'literal') return sizeAgainst(a.args[0]!, expression.name, b.value)
  if (b?.op === 'call' && b.name === 'size' && a?.op === 'literal') return sizeAgainst(b.args[0]!, MIRRORED[expression.name] ?? expression.name, a.value)
  return null
}

const MIRRORED: { readonly [name in Call]?: Call } = { less: 'greater', greater: 'less', lessOrEqual: 'greaterOrEqual', greaterOrEqual: 'lessOrEqual' }

function sizeAgainst(of: Expression, comparison: Call, value: unknown) {
  if (typeof value !== 'number' || !Number.isInteger(value)) return null
  const test = (least: number, negated: boolean) => least < 0 ? null : { of, least, negated }
  switch (comparison) {
    case 'greater': return test(value, false)
    case 'greaterOrEqual': return test(value - 1, false)
    case 'less': return test(value - 1, true)
    case 'lessOrEqual': return test(value, true)
    case 'equals': return value === 0 ? test(0, true) : null
    case 'differs': return value === 0 ? test(0, false) : null
    default: return null
  }
}
