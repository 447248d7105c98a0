import { Binary, ContextAccess, FunctionCall, Grouping, IndexAccess, Literal, Logical, Unary, type Expr } from '@actions/expressions/ast'
import { ErrorType, ExpressionError, MAX_EXPRESSION_LENGTH } from '@actions/expressions/errors'
import { Lexer, TokenType, type Token } from '@actions/expressions/lexer'
import { Parser } from '@actions/expressions/parser'
import type { Span } from '../../core/span'
import { isUnknown, Unknown, type Maybe, type Plain } from '../../core/value'

/** An expression as read. Spans are offsets into its source. */
export type Tree =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly span: Span }
  | { readonly kind: 'context'; readonly name: string; readonly span: Span }
  | { readonly kind: 'index'; readonly object: Tree; /** Null for `*`. */ readonly index: Tree | null; readonly span: Span }
  | { readonly kind: 'call'; readonly name: string; readonly nameSpan: Span; readonly arguments: readonly Tree[]; readonly span: Span }
  | { readonly kind: 'not'; readonly operand: Tree; readonly span: Span }
  | { readonly kind: 'logical'; readonly operator: '&&' | '||'; readonly operands: readonly Tree[]; readonly span: Span }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Tree; readonly right: Tree; readonly span: Span }

export interface ExpressionFault { readonly kind: 'syntax' | 'limit'; readonly message: string; readonly span: Span }
export type Parsed = { readonly tree: Tree; readonly fault: null } | { readonly tree: null; readonly fault: ExpressionFault }

/** Reads the text between braces. Never throws. Contexts and functions of any name and any number of arguments are read; whether they exist is another question. */
const parsedBefore = new Map<string, Parsed>()

/** Reads an expression; the last ones are remembered, since most stand as they were at the keystroke before. */
export function parseExpression(source: string): Parsed {
  let parsed = parsedBefore.get(source)
  if (!parsed) {
    if (parsedBefore.size >= 2000) parsedBefore.clear()
    parsed = parseAnew(source)
    if (source.length <= 1000) parsedBefore.set(source, parsed)
  }
  return parsed
}

function parseAnew(source: string): Parsed {
  const whole: Span = [0, source.length]
  const fault = (message: string, span: Span = whole, kind: ExpressionFault['kind'] = 'syntax'): Parsed => ({ tree: null, fault: { kind, message, span } })
  if (source.trim() === '') return fault('the expression is empty')
  if (source.length > MAX_EXPRESSION_LENGTH) return fault(`the expression is longer than ${MAX_EXPRESSION_LENGTH} characters`, [0, 1], 'limit')
  let tokens: readonly Token[]
  try {
    // On one line a token's column is its offset.
    tokens = new Lexer(source.replace(/[\r\n]/g, ' ')).lex().tokens
  } catch (error) {
    const at = Math.max(0, Math.min(source.length - 1, Number(/Located at position (\d+)/.exec(String(error))?.[1] ?? 1) - 1))
    if (source[at] === '"') return fault(`strings stand in single quotes`, [at, source.indexOf('"', at + 1) + 1 || at + 1])
    if (source[at] === "'") return fault('the string has no end', [at, source.length])
    const end = at + Math.max(1, /^[^\s()[\],.'"]*/.exec(source.slice(at))![0].length)
    return fault(`'${source.slice(at, end)}' is not expected here`, [at, end])
  }
  const contexts = new Set<string>(), functions = new Set<string>()
  const renamed = tokens.map((token, i): Token => {
    if (token.type !== TokenType.IDENTIFIER) return token
    if (tokens[i + 1]?.type !== TokenType.LEFT_PAREN) { contexts.add(token.lexeme); return token }
    functions.add(`call ${token.lexeme}`)
    return { ...token, lexeme: `call ${token.lexeme}` }
  })
  try {
    const parser = new Parser(renamed, [...contexts], [...functions].map(name => ({ name, minArgs: 0, maxArgs: Infinity })))
    return { tree: new Converter(renamed).convert(parser.parse()).tree, fault: null }
  } catch (error) {
    if (!(error instanceof ExpressionError)) return fault('the expression cannot be read')
    const { typ, tok } = error as unknown as { readonly typ: ErrorType; readonly tok: Token | undefined }
    const span: Span = tok ? [tok.range.start.column, tok.range.end.column] : whole
    if (typ === ErrorType.ErrorExceededMaxDepth) return fault('the expression nests too deep', span, 'limit')
    if (typ === ErrorType.ErrorUnexpectedEndOfExpression || tok?.type === TokenType.EOF) return fault('the expression ends too early', [Math.max(0, source.trimEnd().length - 1), source.trimEnd().length])
    return fault(`'${source.slice(...span)}' is not expected here`, span)
  }
}

interface Converted { readonly tree: Tree; readonly first: number; readonly last: number }

/** Gives the parser's tree its spans, which the parser keeps for single tokens only. */
class Converter {
  private readonly indices: ReadonlyMap<Token, number>
  constructor(private readonly tokens: readonly Token[]) { this.indices = new Map(tokens.map((token, i) => [token, i])) }

  private span(first: number, last: number): Span { return [this.tokens[first]!.range.start.column, this.tokens[last]!.range.end.column] }
  private at(token: Token): number { return this.indices.get(token) ?? 0 }

  convert(node: Expr): Converted {
    if (node instanceof Literal) {
      const i = this.at(node.token), token = node.token
      const value = token.type === TokenType.STRING ? token.lexeme.slice(1, -1).replaceAll("''", "'") : token.type === TokenType.IDENTIFIER ? token.lexeme
        : token.type === TokenType.NUMBER ? Number(token.value) : token.type === TokenType.TRUE ? true : token.type === TokenType.FALSE ? false : null
      return { tree: { kind: 'literal', value, span: this.span(i, i) }, first: i, last: i }
    }
    if (node instanceof ContextAccess) {
      const i = this.at(node.name)
      return { tree: { kind: 'context', name: node.name.lexeme, span: this.span(i, i) }, first: i, last: i }
    }
    if (node instanceof IndexAccess) {
      const object = this.convert(node.expr), isDotted = this.tokens[object.last + 1]!.type === TokenType.DOT
      const isStar = this.tokens[object.last + 2]!.type === TokenType.STAR
      const index = isStar ? null : this.convert(node.index)
      const last = isDotted ? object.last + 2 : isStar ? object.last + 3 : index!.last + 1
      return { tree: { kind: 'index', object: object.tree, index: index?.tree ?? null, span: this.span(object.first, last) }, first: object.first, last }
    }
    if (node instanceof FunctionCall) {
      const first = this.at(node.functionName), all = node.args.map(argument => this.convert(argument))
      let last = all.length > 0 ? all.at(-1)!.last + 1 : first + 2
      if (this.tokens[last]!.type === TokenType.COMMA) last++
      const nameSpan = this.span(first, first)
      return { tree: { kind: 'call', name: node.functionName.lexeme.slice(5), nameSpan, arguments: all.map(one => one.tree), span: this.span(first, last) }, first, last }
    }
    if (node instanceof Unary) {
      const first = this.at(node.operator), operand = this.convert(node.expr)
      return { tree: { kind: 'not', operand: operand.tree, span: this.span(first, operand.last) }, first, last: operand.last }
    }
    if (node instanceof Grouping) {
      const inner = this.convert(node.group)
      return { tree: inner.tree, first: inner.first - 1, last: inner.last + 1 }
    }
    if (node instanceof Logical) {
      const all = node.args.map(argument => this.convert(argument)), first = all[0]!.first, last = all.at(-1)!.last
      return { tree: { kind: 'logical', operator: node.operator.type === TokenType.AND ? '&&' : '||', operands: all.map(one => one.tree), span: this.span(first, last) }, first, last }
    }
    if (node instanceof Binary) {
      const left = this.convert(node.left), right = this.convert(node.right)
      return { tree: { kind: 'compare', operator: node.operator.lexeme, left: left.tree, right: right.tree, span: this.span(left.first, right.last) }, first: left.first, last: right.last }
    }
    throw new TypeError('a node of another kind')
  }
}

/** A context and the properties that are read from it; `*` where they are not written as a name. */
export interface Access { readonly root: string; readonly properties: readonly string[]; readonly span: Span; readonly call: string; /** Its value can become the expression's value. */ readonly flows: boolean }
export interface Call { readonly name: string; readonly arguments: readonly Tree[]; readonly nameSpan: Span; readonly span: Span }

/** Functions whose answer holds nothing of what they are given. */
const answering: ReadonlySet<string> = new Set(['contains', 'startswith', 'endswith', 'hashfiles', 'success', 'failure', 'always', 'cancelled'])

/** The contexts and calls of a tree in the order in which they are written. */
export function readTree(tree: Tree): { readonly accesses: readonly Access[]; readonly calls: readonly Call[] } {
  const accesses: Access[] = [], calls: Call[] = []
  const visit = (node: Tree, call: string, flows: boolean): void => {
    switch (node.kind) {
      case 'context': accesses.push({ root: node.name, properties: [], span: node.span, call, flows }); return
      case 'index': {
        const properties: string[] = []
        let at: Tree = node
        while (at.kind === 'index') {
          properties.unshift(at.index?.kind === 'literal' && at.index.value !== null ? String(at.index.value) : '*')
          if (at.index && at.index.kind !== 'literal') visit(at.index, '', false)
          at = at.object
        }
        if (at.kind === 'context') accesses.push({ root: at.name, properties, span: node.span, call, flows })
        else visit(at, call, flows)
        return
      }
      case 'call':
        calls.push({ name: node.name, arguments: node.arguments, nameSpan: node.nameSpan, span: node.span })
        for (const argument of node.arguments) visit(argument, node.name.toLowerCase(), flows && !answering.has(node.name.toLowerCase()))
        return
      case 'not': visit(node.operand, call, false); return
      // What stands left of && comes out only where it is empty or false.
      case 'logical': node.operands.forEach((operand, i) => { visit(operand, call, flows && (node.operator === '||' || i === node.operands.length - 1)) }); return
      case 'compare': visit(node.left, call, false); visit(node.right, call, false)
    }
  }
  visit(tree, '', true)
  const inOrder = (a: { readonly span: Span }, b: { readonly span: Span }): number => a.span[0] - b.span[0]
  return { accesses: accesses.sort(inOrder), calls: calls.sort(inOrder) }
}

export const isFalsy = (value: Plain): boolean => value === null || value === false || value === 0 || value === '' || typeof value === 'number' && Number.isNaN(value)
const isScalar = (value: Plain): value is string | number | boolean | null => typeof value !== 'object' || value === null

function toNumber(value: string | number | boolean | null): number {
  if (typeof value === 'string') return value.trim() === '' ? 0 : Number(value)
  return value === null ? 0 : Number(value)
}

function equals(a: Plain, b: Plain): boolean {
  if (!isScalar(a) || !isScalar(b)) return a === b
  if (typeof a === 'string' && typeof b === 'string') return a.toUpperCase() === b.toUpperCase()
  return a === null && b === null || toNumber(a) === toNumber(b)
}

const toText = (value: Plain): string => value === null ? '' : isScalar(value) ? String(value) : Array.isArray(value) ? 'Array' : 'Object'

/** What an expression says whatever the contexts hold; unknown where it depends on them. */
export function constantOf(tree: Tree, source: string): Maybe<Plain> {
  const unknown = (): Unknown => new Unknown(source.slice(...tree.span))
  switch (tree.kind) {
    case 'literal': return tree.value
    case 'not': { const value = constantOf(tree.operand, source); return isUnknown(value) ? unknown() : isFalsy(value) }
    case 'logical': {
      let value: Maybe<Plain> = null
      for (const operand of tree.operands) {
        value = constantOf(operand, source)
        if (isUnknown(value)) return unknown()
        if (isFalsy(value) === (tree.operator === '&&')) return value
      }
      return value
    }
    case 'compare': {
      const left = constantOf(tree.left, source), right = constantOf(tree.right, source)
      if (isUnknown(left) || isUnknown(right)) return unknown()
      if (tree.operator === '==') return equals(left, right)
      if (tree.operator === '!=') return !equals(left, right)
      if (!isScalar(left) || !isScalar(right)) return false
      const [a, b] = typeof left === 'string' && typeof right === 'string' ? [left.toUpperCase(), right.toUpperCase()] : [toNumber(left), toNumber(right)]
      return tree.operator === '<' ? a < b : tree.operator === '<=' ? a <= b : tree.operator === '>' ? a > b : a >= b
    }
    case 'call': {
      const values: Plain[] = []
      for (const argument of tree.arguments) {
        const value = constantOf(argument, source)
        if (isUnknown(value)) return unknown()
        values.push(value)
      }
      const [a = null, b = null] = values
      switch (tree.name.toLowerCase()) {
        case 'contains': return Array.isArray(a) ? a.some((item: Plain) => equals(item, b)) : toText(a).toUpperCase().includes(toText(b).toUpperCase())
        case 'startswith': return toText(a).toUpperCase().startsWith(toText(b).toUpperCase())
        case 'endswith': return toText(a).toUpperCase().endsWith(toText(b).toUpperCase())
        case 'fromjson': try { return JSON.parse(toText(a)) as Plain } catch { return unknown() }
        case 'tojson': return JSON.stringify(a, null, 2)
        case 'format': return values.slice(1).every(isScalar) ? toText(a).replace(/\{\{|\}\}|\{(\d+)\}/g, (match, index?: string) => index === undefined ? match[0]! : toText(values[Number(index) + 1] ?? null)) : unknown()
        case 'join': return Array.isArray(a) ? a.map(toText).join(values.length > 1 ? toText(b) : ',') : toText(a)
        default: return unknown()
      }
    }
    default: return unknown()
  }
}
