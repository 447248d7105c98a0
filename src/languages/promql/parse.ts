import type { SyntaxNode, Tree } from '@lezer/common'
import type { LRParser } from '@lezer/lr'
import { parser } from '@prometheus-io/lezer-promql'
import { nearest } from '../../core/nearest'
import type { Span } from '../../core/span'
import { aggregations, functions, typeProblem } from './types'

/** One label matcher of a selector. */
export interface Match { readonly name: string; readonly op: '=' | '!=' | '=~' | '!~'; readonly value: string; readonly span: Span }

/** An expression of PromQL. Brackets around an expression are left out of the tree. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'selector'; /** null where it is written as a matcher only, or is a variable. */ readonly metric: string | null; readonly isVariable: boolean; readonly matchers: readonly Match[]; readonly range: Range | null; readonly nameSpan: Span; readonly span: Span }
  | { readonly kind: 'subquery'; readonly of: Expr; readonly range: Range; readonly span: Span }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[]; readonly nameSpan: Span; readonly span: Span }
  | { readonly kind: 'aggregate'; readonly op: string; readonly labels: readonly Label[]; readonly isWithout: boolean; readonly args: readonly Expr[]; readonly nameSpan: Span; readonly span: Span }
  | { readonly kind: 'binary'; readonly op: string; readonly left: Expr; readonly right: Expr; readonly isBool: boolean; readonly isMatched: boolean; readonly opSpan: Span; readonly span: Span }
  | { readonly kind: 'unary'; readonly op: string; readonly of: Expr; readonly span: Span }

/** A duration as written; no seconds where a variable or a sum stands for them. */
export interface Range { readonly text: string; readonly seconds: number | null; readonly span: Span }
export interface Label { readonly name: string; readonly span: Span }

/** What reading an expression gave. */
export interface Parsed {
  /** null where it cannot be read. */
  readonly root: Expr | null
  /** Why no Prometheus takes it, as what follows "the expression": `has a '(' that is never closed`. */
  readonly problem: { readonly text: string; readonly span: Span } | null
  /** It may be of another language, or variables stand in it: whether it is valid nobody knows. */
  readonly isUnsure: boolean
}

const grammar: LRParser = parser

/** Longer ones are not read. */
const maximumLength = 12_000
const maximumDepth = 150
const unread: Parsed = { root: null, problem: null, isUnsure: true }

/** Reads an expression. With `variables`, those of Grafana may stand in it. */
export function parse(text: string, variables = false): Parsed {
  if (text.length > maximumLength || nestsTooDeep(text)) return unread
  const glanced = glance(text, variables)
  const masked = variables ? mask(text) : { text, isDoubtful: false }
  const stranger = strangeFunction(masked.text)
  if (isOther(text)) return unread
  if (glanced) return masked.isDoubtful ? unread : { root: null, problem: glanced, isUnsure: false }
  if (stranger) return stranger.suggestion === null ? unread : { root: null, problem: { text: `calls '${stranger.name}', which PromQL does not have; '${stranger.suggestion}' is`, span: stranger.span }, isUnsure: false }
  let tree: Tree
  try { tree = grammar.parse(masked.text) } catch { return unread }
  let error: SyntaxNode | null = null
  tree.iterate({ enter: ({ type, node }) => { if (type.isError) error ??= node; return error === null } })
  if (error) {
    if (masked.isDoubtful) return unread
    const { from, to } = error as SyntaxNode, end = Math.max(to, Math.min(text.length, from + 1)), found = text.slice(from, end).trim()
    return { root: null, problem: { text: found === '' ? 'ends too early' : `cannot be read from '${text.slice(from, from + 20).trim()}' on`, span: [Math.min(from, Math.max(0, text.length - 1)), end] }, isUnsure: false }
  }
  const reader = new Reader(text, masked.text), root = tree.topNode.firstChild ? reader.read(tree.topNode.firstChild, 0) : null
  if (!root || reader.isLost) return unread
  const wrong = typeProblem(root)
  if (wrong && !masked.isDoubtful) return { root, problem: wrong, isUnsure: false }
  return { root, problem: null, isUnsure: false }
}

/** The expressions directly below one. */
export function below(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'subquery': case 'unary': return [expr.of]
    case 'call': case 'aggregate': return expr.args
    case 'binary': return [expr.left, expr.right]
    default: return []
  }
}

/** An expression on the way, and what is around it. */
class Visit {
  constructor(readonly expr: Expr, private readonly outer: Visit | null) {}
  /** Those around it, the nearest last. */
  get around(): readonly Expr[] {
    const found: Expr[] = []
    for (let at = this.outer; at; at = at.outer) found.unshift(at.expr)
    return found
  }
}

/** An expression and all in it, in order. */
export function* walk(root: Expr): Generator<{ readonly expr: Expr; readonly around: readonly Expr[] }> {
  const stack = [new Visit(root, null)]
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next
    const inner = below(next.expr)
    for (let i = inner.length - 1; i >= 0; i--) stack.push(new Visit(inner[i]!, next))
  }
}

/** The number that an expression always has; null where it has none. */
export function constant(expr: Expr): number | null {
  if (expr.kind === 'number') return expr.value
  if (expr.kind === 'unary') { const value = constant(expr.of); return value === null ? null : expr.op === '-' ? -value : value }
  if (expr.kind === 'call' && (expr.name === 'vector' || expr.name === 'scalar') && expr.args.length === 1) return constant(expr.args[0]!)
  if (expr.kind !== 'binary') return null
  const left = constant(expr.left), right = constant(expr.right)
  if (left === null || right === null) return null
  const value = expr.op === '+' ? left + right : expr.op === '-' ? left - right : expr.op === '*' ? left * right : expr.op === '/' ? left / right : expr.op === '^' ? left ** right : expr.op === '%' ? left % right : NaN
  return Number.isFinite(value) ? value : null
}

const units: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 }

/** The seconds of a duration, `1d12h` or a number; null where it is none. */
export function seconds(written: string): number | null {
  if (/^\d+(?:\.\d+)?$/.test(written)) return Number(written)
  if (written.length > 60) return null
  const match = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(written)
  if (!match || written === '') return null
  return ['y', 'w', 'd', 'h', 'm', 's', 'ms'].reduce((sum, unit, i) => sum + Number(match[i + 1] ?? 0) * units[unit]!, 0)
}

class Reader {
  isLost = false
  constructor(private readonly text: string, private readonly masked: string) {}

  private children(node: SyntaxNode): SyntaxNode[] {
    const found: SyntaxNode[] = []
    for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== 'LineComment') found.push(child)
    return found
  }

  private lost(node: SyntaxNode): Expr {
    this.isLost = true
    return { kind: 'number', value: NaN, span: [node.from, node.to] }
  }

  read(node: SyntaxNode, depth: number): Expr {
    const span: Span = [node.from, node.to], inner = this.children(node)
    if (depth > maximumDepth) return this.lost(node)
    const first = inner[0], down = (at: SyntaxNode | undefined): Expr => at ? this.read(at, depth + 1) : this.lost(node)
    switch (node.name) {
      case 'NumberDurationLiteral': return { kind: 'number', value: numberOf(this.masked.slice(...span)), span }
      case 'StringLiteral': return { kind: 'string', value: stringOf(this.text.slice(...span)), span }
      case 'ParenExpr': case 'OffsetExpr': case 'StepInvariantExpr': case 'AnchoredExpr': case 'SmoothedExpr': return down(first)
      case 'UnaryExpr': return { kind: 'unary', op: this.masked.slice(first?.from ?? 0, first?.to ?? 0), of: down(inner[1]), span }
      case 'VectorSelector': return this.selector(node, inner, null)
      case 'MatrixSelector': {
        const of = down(first), range = this.range(inner[1])
        if (of.kind === 'selector') return { ...of, range, span }
        return { kind: 'subquery', of, range, span }
      }
      case 'SubqueryExpr': return { kind: 'subquery', of: down(first), range: this.range(inner[1]), span }
      case 'FunctionCall': return { kind: 'call', name: this.masked.slice(first!.from, first!.to).toLowerCase(), args: inner[1] ? this.children(inner[1]).map(down) : [], nameSpan: [first!.from, first!.to], span }
      case 'AggregateExpr': {
        const modifier = inner.find(one => one.name === 'AggregateModifier'), body = inner.find(one => one.name === 'FunctionCallBody')
        return {
          kind: 'aggregate', op: this.masked.slice(first!.from, first!.to).toLowerCase(), labels: modifier ? this.labels(modifier) : [], isWithout: modifier?.firstChild?.name === 'Without',
          args: body ? this.children(body).map(down) : [], nameSpan: [first!.from, first!.to], span,
        }
      }
      case 'BinaryExpr': {
        const op = inner[1], last = inner.at(-1)
        if (!op || inner.length < 3) return this.lost(node)
        const matching = inner.find(one => one.name === 'MatchingModifierClause')
        return { kind: 'binary', op: this.masked.slice(op.from, op.to).toLowerCase(), left: down(first), right: down(last), isBool: inner.some(one => one.name === 'BoolModifier'), isMatched: matching !== undefined, opSpan: [op.from, op.to], span }
      }
      default: return this.lost(node)
    }
  }

  private labels(modifier: SyntaxNode): Label[] {
    return this.children(modifier).flatMap(one => one.name === 'GroupingLabels' ? this.children(one).map((label): Label => ({ name: label.name === 'QuotedLabelName' ? stringOf(this.text.slice(label.from, label.to)) : this.text.slice(label.from, label.to), span: [label.from, label.to] })) : [])
  }

  private range(node: SyntaxNode | undefined): Range {
    if (!node) return { text: '', seconds: null, span: [0, 0] }
    const text = this.text.slice(node.from, node.to)
    // What is masked is as long as what stands there, blanks behind it included.
    const shown = this.masked.slice(node.from, node.to) === text ? text : /\$\{?\w+(?::\w+)?\}?/.exec(this.text.slice(node.from, node.from + 80))?.[0] ?? text
    return { text: shown, seconds: shown === text ? seconds(text) : null, span: [node.from, shown === text ? node.to : node.from + shown.length] }
  }

  private selector(node: SyntaxNode, inner: readonly SyntaxNode[], range: Range | null): Expr {
    const name = inner.find(one => one.name === 'Identifier'), matchers: Match[] = []
    let metric = name ? this.text.slice(name.from, name.to) : null
    const isVariable = metric !== null && !/^[A-Za-z_:][\w:]*$/.test(metric), list = inner.find(one => one.name === 'LabelMatchers')
    let nameSpan: Span = name ? [name.from, name.to] : [node.from, Math.min(node.to, node.from + 1)]
    for (const one of list ? this.children(list) : []) {
      if (one.name === 'QuotedLabelName') { metric = stringOf(this.text.slice(one.from, one.to)); nameSpan = [one.from, one.to]; continue }
      const [label, op, value] = this.children(one)
      if (!label || !op || !value) continue
      const match: Match = { name: label.name === 'QuotedLabelName' ? stringOf(this.text.slice(label.from, label.to)) : this.text.slice(label.from, label.to), op: this.text.slice(op.from, op.to) as Match['op'], value: stringOf(this.text.slice(value.from, value.to)), span: [one.from, one.to] }
      if (match.name === '__name__' && match.op === '=' && metric === null) metric = match.value
      matchers.push(match)
    }
    return { kind: 'selector', metric: isVariable ? null : metric, isVariable, matchers, range, nameSpan, span: [node.from, node.to] }
  }
}

function numberOf(text: string): number {
  const plain = text.replace(/_/g, '').toLowerCase()
  if (/^[-+]?inf$/.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity
  const value = Number(plain)
  return Number.isNaN(value) ? seconds(plain) ?? NaN : value
}

function stringOf(source: string): string {
  const inner = source.slice(1, source.length > 1 && source.at(-1) === source[0] ? -1 : undefined)
  return source[0] === '`' ? inner : inner.replace(/\\(.)/g, (_, character: string) => character === 'n' ? '\n' : character === 't' ? '\t' : character)
}

/** Brackets nested deeper than anybody writes them. */
function nestsTooDeep(text: string): boolean {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 40 || code === 91 || code === 123) { if (++depth > maximumDepth) return true }
    else if (code === 41 || code === 93 || code === 125) depth--
  }
  return false
}

/** Text in which every variable of Grafana is replaced by as many characters that PromQL can read. Doubtful where one stands for more than a name or a duration. */
function mask(text: string): { readonly text: string; readonly isDoubtful: boolean } {
  let out = '', isDoubtful = false, brackets = 0
  for (let i = 0; i < text.length;) {
    const character = text[i]!
    if (character === '"' || character === "'" || character === '`') {
      const end = endOfString(text, i)
      if (end < 0) return { text: out + text.slice(i), isDoubtful }
      out += text.slice(i, end + 1)
      i = end + 1
      continue
    }
    const variable = /^(?:\$\{\w+(?:[.:][\w.:]*)?\}|\$\w+|\[\[\w+(?::\w+)?\]\])/.exec(text.slice(i, i + 100))?.[0]
    if (!variable) {
      if (character === '[') brackets++
      else if (character === ']') brackets--
      out += character
      i++
      continue
    }
    const next = text[i + variable.length] ?? ''
    if (brackets > 0 || /\boffset\s*-?\s*$/i.test(out.slice(-20))) out += /[a-z]/.test(next) ? '1'.repeat(variable.length) : '5m'.padEnd(variable.length)
    else { out += '_'.repeat(variable.length); isDoubtful = true }
    i += variable.length
  }
  return { text: out, isDoubtful }
}

/** A call of a function that PromQL does not have: a slip of the pen where another name is near, else maybe one of another dialect. */
function strangeFunction(text: string): { readonly name: string; readonly suggestion: string | null; readonly span: Span } | null {
  const plain = bare(text)
  for (const match of plain.matchAll(/[A-Za-z_]\w*(?=\s*\()/g)) {
    const name = match[0].toLowerCase(), at = match.index
    if (/\b(?:by|without|on|ignoring)\s+$/i.test(plain.slice(Math.max(0, at - 20), at))) continue
    if (/^_*$/.test(name) || functions.has(name) || aggregations.has(name) || words.has(name)) continue
    const near = name.length > 3 && !metricsql.has(name) ? nearest(name, [...functions.keys(), ...aggregations], 1) : null
    return { name: match[0], suggestion: near, span: [at, at + match[0].length] }
  }
  return null
}
/** Functions of VictoriaMetrics that are one letter from one of Prometheus. */
const metricsql = new Set(['sum2', 'tmin_over_time', 'tmax_over_time', 'ideriv', 'share', 'mode', 'zscore'])
const words = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'and', 'or', 'unless', 'bool', 'offset', 'atan2', 'fill', 'fill_left', 'fill_right', 'start', 'end', 'step', 'range', 'min', 'max'])

/** The same text with blanks in place of strings, matchers and comments. */
function bare(text: string): string {
  let out = '', braces = 0
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!
    if (character === '"' || character === "'" || character === '`') {
      const end = endOfString(text, i)
      const to = end < 0 ? text.length : end + 1
      out += ' '.repeat(to - i)
      i = to - 1
    } else if (character === '#' && braces === 0) {
      const end = text.indexOf('\n', i), to = end < 0 ? text.length : end
      out += ' '.repeat(to - i)
      i = to - 1
    } else {
      if (character === '{') braces++
      else if (character === '}') braces = Math.max(0, braces - 1)
      out += braces > 0 ? ' ' : character
    }
  }
  return out
}

/** Pipes and line filters are LogQL, `WITH` and `keep_metric_names` MetricsQL. */
const isOther = (text: string): boolean => /\}\s*(?:\|[=~>]|!=\s*["`]|!~\s*["`]|\|\s*[a-z])/.test(text) || /^\s*with\s*\(/i.test(text) || /\b(?:keep_metric_names|limit\s+\d+)\s*$/i.test(text) || /\)\s*(?:default|ifnot|if)\s+[\w(]/i.test(text)

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** What one look from left to right shows to be wrong, in words of what people mean. */
function glance(expression: string, variables: boolean): Parsed['problem'] {
  const open: { readonly character: string; readonly at: number }[] = []
  let last = '', lastAt = 0
  const fail = (text: string, at: number, size = 1): Parsed['problem'] => ({ text, span: [at, at + size] })
  for (let i = 0; i < expression.length; i++) {
    const character = expression[i]!, inMatchers = open.at(-1)?.character === '{'
    if (character === '"' || character === "'" || character === '`') {
      const end = endOfString(expression, i)
      if (end < 0) return fail(`has a text that is never closed`, i)
      i = end
      last = '"'
      continue
    }
    if (character === '#') {
      const end = expression.indexOf('\n', i)
      if (end < 0) break
      i = end
      continue
    }
    if (/\s/.test(character)) continue
    if (character === '$' && /^__\w/.test(expression.slice(i + 1, i + 4)) && !variables) return fail(`has a variable of Grafana`, i, /^\$\w+/.exec(expression.slice(i, i + 60))![0].length)
    if (character === '$' && variables) { const name = /^\$(?:\w+|\{[^}\n]*\})/.exec(expression.slice(i, i + 100))?.[0]; if (name) { i += name.length - 1; last = 'x'; lastAt = i; continue } }
    if (closing[character]) open.push({ character, at: i })
    else if (character === ')' || character === ']' || character === '}') {
      const opened = open.pop()
      if (opened === undefined) return fail(`has a '${character}' too many`, i)
      if (closing[opened.character] !== character) return fail(`closes a '${opened.character}' with '${character}'`, i)
      if (character === ']' && last === '[') return fail(`has an empty range`, i)
    } else if (character === '=' || character === '!') {
      const next = expression[i + 1] ?? '', before = expression[i - 1] ?? ''
      if (next === '=' || next === '~') {
        if (next === '~' && !inMatchers) return fail(`uses '${character}~' outside of braces`, i, 2)
        i++
      } else if (!inMatchers && character === '=' && before !== '<' && before !== '>') return fail(`compares with a single '='`, i)
      else if (character === '!') return fail(`uses '!', which PromQL does not have`, i)
    } else if ((character === '&' || character === '|') && !inMatchers) return isOther(expression) ? null : fail(`uses '${character}', which PromQL writes as '${character === '&' ? 'and' : 'or'}'`, i)
    last = character
    lastAt = i
  }
  const left = open.at(-1)
  if (left) return fail(`has a '${left.character}' that is never closed`, left.at)
  if (last === '') return { text: 'is empty', span: [0, 0] }
  return /[-+*/%^<>]/.test(last) ? fail(`ends with '${last}'`, lastAt) : null
}

function endOfString(text: string, start: number): number {
  const quote = text[start]!
  if (quote === '`') return text.indexOf('`', start + 1)
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === quote) return i
    else if (text[i] === '\n') return -1
  }
  return -1
}
