import { parse as parseCel } from '@bufbuild/cel'
import type { Span } from '../span'
import type { Macro } from './expression'
import { tokenize, type TextError } from './tokens'

/** An expression as written, macros unexpanded. `name` is the span that an error about the node's name or operator points at. */
export type Node = { readonly span: Span; readonly name: Span } & (
  | { readonly op: 'literal'; readonly value: string | number | boolean | null }
  | { readonly op: 'variable'; readonly id: string }
  | { readonly op: 'select'; readonly of: Node; readonly field: string }
  | { readonly op: 'list'; readonly items: readonly Node[] }
  | { readonly op: 'map'; readonly entries: readonly (readonly [Node, Node])[] }
  /** Operators have CEL's internal names, `_&&_`. */
  | { readonly op: 'call'; readonly function: string; readonly target: Node | null; readonly args: readonly Node[] }
  | { readonly op: 'macro'; readonly macro: Macro; readonly over: Node; readonly variable: string; readonly args: readonly Node[] }
  | { readonly op: 'has'; readonly of: Node }
)

export const LONGEST = 4096
/** How deep brackets may be nested. */
const NESTING = 40
/** How deep a tree may be: a long chain of selections or sums is a deep tree too. */
const DEPTH = 120

type Raw = NonNullable<ReturnType<typeof parseCel>['expr']>

/** Parses CEL. Any text gives a tree or an error within its bounds; none overflows the stack. */
export function parse(source: string): Node | TextError {
  if (source.length > LONGEST) return { message: `An expression has at most ${LONGEST} characters; this one has ${source.length}.`, span: [LONGEST, source.length] }
  const { tokens, end, partner, error } = tokenize(source, 0, NESTING)
  if (error) return error
  if (end < source.length) return { message: `'}' closes nothing.`, span: [end, end + 1] }
  const last = tokens.at(-1)
  if (!last) return { message: 'The expression is empty.', span: [0, source.length] }
  const lastText = source.slice(...last.span)
  if (last.kind === 'mark' && !')]}'.includes(lastText)) return { message: `Something is missing after '${lastText}'.`, span: last.span }

  let parsed: ReturnType<typeof parseCel>
  try {
    parsed = parseCel(source)
  } catch (error) {
    if (error instanceof RangeError) return { message: 'The expression is nested too deeply.', span: [0, source.length] }
    const offset = (error as { location?: { start?: { offset?: number } } }).location?.start?.offset ?? 0
    const token = tokens.find(token => token.span[1] > offset) ?? last
    const text = source.slice(...token.span)
    return { message: /reserved/.test(String(error)) ? `'${text}' is a reserved word.` : `The expression cannot be read from '${text}' on.`, span: token.span }
  }

  const { positions, macroCalls } = parsed.sourceInfo!
  /** The token at an offset, or the next where the parser points at the space before it. */
  const tokenAt = (offset: number): Span => (tokens.find(token => token.span[0] >= offset) ?? last).span
  const tokenAfter = (offset: number): Span => tokenAt(tokenAt(offset)[1])
  /** The offset behind the bracket that closes the one at an offset. */
  const closed = (offset: number): number => (partner.get(tokenAt(offset)[0]) ?? tokenAt(offset)[0]) + 1

  const build = (raw: Raw, depth: number): Node => {
    if (depth > DEPTH) throw new Refused('The expression is nested too deeply.', [0, source.length])
    const child = (raw: Raw) => build(raw, depth + 1)
    const at = positions[raw.id.toString()] ?? 0
    const call = macroCalls[raw.id.toString()]?.exprKind
    if (call?.case === 'callExpr') {
      const { function: name, target, args } = call.value
      if (name === 'has') return { op: 'has', of: child(args[0]!), span: [tokenAt(at)[0], closed(tokenAfter(at)[0])], name: tokenAt(at) }
      const over = child(target!), word = tokenAfter(at), variable = args[0]!.exprKind
      return {
        op: 'macro', macro: name as Macro, over, variable: variable.case === 'identExpr' ? variable.value.name : '',
        args: args.slice(1).map(child), span: [over.span[0], closed(tokenAfter(word[0])[0])], name: word,
      }
    }
    const kind = raw.exprKind
    switch (kind.case) {
      case 'constExpr': {
        const constant = kind.value.constantKind, first = tokenAt(at)
        const span: Span = source[first[0]] === '-' ? [first[0], tokenAfter(at)[1]] : first
        const literal = (value: string | number | boolean | null): Node => ({ op: 'literal', value, span, name: span })
        switch (constant.case) {
          case 'nullValue': return literal(null)
          case 'int64Value': return literal(Number(constant.value))
          case 'boolValue': case 'doubleValue': case 'stringValue': return literal(constant.value)
          case 'uint64Value': throw new Refused(`Numbers have no 'u' here.`, span)
          default: throw new Refused('There are no bytes here, only strings.', span)
        }
      }
      case 'identExpr': return { op: 'variable', id: kind.value.name, span: tokenAt(at), name: tokenAt(at) }
      case 'selectExpr': {
        const of = child(kind.value.operand!), field = tokenAfter(at)
        return { op: 'select', of, field: kind.value.field, span: [of.span[0], field[1]], name: field }
      }
      case 'listExpr': return { op: 'list', items: kind.value.elements.map(child), span: [tokenAt(at)[0], closed(at)], name: tokenAt(at) }
      case 'structExpr': {
        if (kind.value.messageName) throw new Refused(`There are no types to construct here.`, tokenAt(at))
        return {
          op: 'map', span: [tokenAt(at)[0], closed(at)], name: tokenAt(at),
          entries: kind.value.entries.map(entry => [child(entry.keyKind.value as Raw), child(entry.value!)] as const),
        }
      }
      case 'callExpr': {
        const target = kind.value.target ? child(kind.value.target) : null, args = kind.value.args.map(child), name = kind.value.function
        if (target) {
          const word = tokenAfter(at)
          return { op: 'call', function: name, target, args, span: [target.span[0], closed(tokenAfter(word[0])[0])], name: word }
        }
        if (name === '_[_]') return { op: 'call', function: name, target, args, span: [args[0]!.span[0], closed(at)], name: [tokenAt(at)[0], closed(at)] }
        if (/^[A-Za-z_.]\w*$/.test(name) && name !== '_') return { op: 'call', function: name, target, args, span: [tokenAt(at)[0], closed(tokenAfter(at)[0])], name: tokenAt(at) }
        const first = args[0]!.span, final = args.at(-1)!.span
        return { op: 'call', function: name, target, args, span: [args.length === 1 ? tokenAt(at)[0] : first[0], final[1]], name: name === '_&&_' || name === '_||_' || name === '_?_:_' ? [first[0], final[1]] : tokenAt(at) }
      }
      default: throw new Refused('The expression uses something that is not supported here.', tokenAt(at))
    }
  }
  try {
    return build(parsed.expr!, 0)
  } catch (error) {
    if (error instanceof Refused) return { message: error.message, span: error.span }
    throw error
  }
}

class Refused extends Error { constructor(message: string, readonly span: Span) { super(message) } }
