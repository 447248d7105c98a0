import { check } from './check'
import { toClosure, OutOfFuel, type Closure, type Matcher } from './closure'
import { emit, emitValue, wrap } from './emit'
import type { Checked, Expression, ExpressionError } from './expression'
import { print } from './operators'
import { tokenize } from './tokens'
import { mayBeUnknown, type Variables } from './types'

/**
 * A checked text with `{expression}` in it. Of kind `value` is one that is a single expression and may be of any type.
 * Spans in its expressions are offsets into the expression's own text.
 */
export type Template =
  | { readonly kind: 'text'; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: 'value'; readonly expression: Expression }

const LONGEST_TEMPLATE = 8192

/**
 * Checks a text with `{expression}` in it; `{{` and `}}` are braces. `string` makes it always a text; with `any`, one that
 * is a single `{expression}` keeps the type of its value. Offsets of errors are of the template.
 */
export function checkTemplate(text: string, variables: Variables, expected: 'string' | 'any' = 'string', given: readonly Expression[] = []): Checked<Template> {
  const parts: (string | { readonly source: string; readonly offset: number })[] = []
  const errors: ExpressionError[] = []
  if (text.length > LONGEST_TEMPLATE) return { errors: [{ message: `A text has at most ${LONGEST_TEMPLATE} characters; this one has ${text.length}.`, offset: LONGEST_TEMPLATE, length: text.length - LONGEST_TEMPLATE }] }
  let literal = '', offset = 0
  while (offset < text.length) {
    const char = text[offset]!
    if ((char === '{' || char === '}') && text[offset + 1] === char) { literal += char; offset += 2; continue }
    if (char === '}') { errors.push({ message: `'}' closes nothing; write '}}' for a brace.`, offset, length: 1 }); offset++; continue }
    if (char !== '{') { literal += char; offset++; continue }
    const { end, error } = tokenize(text, offset + 1)
    if (error || text[end] !== '}') {
      errors.push(error ? { message: error.message, offset: error.span[0], length: error.span[1] - error.span[0] } : { message: `'{' is not closed; write '{{' for a brace.`, offset, length: 1 })
      break
    }
    if (literal) parts.push(literal)
    literal = ''
    parts.push({ source: text.slice(offset + 1, end), offset: offset + 1 })
    offset = end + 1
  }
  if (literal) parts.push(literal)
  const single = expected === 'any' && parts.length === 1
  const checked = parts.map(part => {
    if (typeof part === 'string') return part
    const result = check(part.source, variables, single ? 'any' : 'string', given)
    if (result.ok) return result.ok
    errors.push(...result.errors.map(error => ({ ...error, offset: error.offset + part.offset })))
    return ''
  })
  if (errors.length > 0) return { errors }
  const [first] = checked
  return { ok: single && typeof first === 'object' ? { kind: 'value', expression: first } : { kind: 'text', parts: checked } }
}

/** The text that a template always makes; null where it depends on something. */
export const constantOf = (template: Template): string | null => template.kind === 'text' && template.parts.every(part => typeof part === 'string') ? template.parts.join('') : null

/** JavaScript source of a function `(self, options, item, index, values) => value`, as of `emit`. */
export function emitTemplate(template: Template): string {
  if (template.kind === 'value') return emit(template.expression)
  const hoisted: string[] = []
  const parts = template.parts.map(part => {
    if (typeof part === 'string') return JSON.stringify(part)
    const value = emitValue(part, hoisted)
    return part.type.kind === 'string' && !part.type.nullable && !mayBeUnknown(part.type) ? value : `op.print(${value})`
  })
  return wrap(hoisted, parts.length === 0 ? '""' : parts.join(' + '))
}

/** The longest text that a template makes. */
const LONGEST_TEXT = 100_000

export function templateClosure(template: Template, matcher: Matcher): Closure {
  if (template.kind === 'value') return toClosure(template.expression, matcher)
  const parts = template.parts.map(part => typeof part === 'string' ? part : toClosure(part, matcher))
  return (inputs, budget) => {
    let text = ''
    for (const part of parts) {
      text += typeof part === 'string' ? part : print(part(inputs, budget))
      if (text.length > LONGEST_TEXT) throw new OutOfFuel()
    }
    return text
  }
}
