import type { Span } from '../../../core/span'
import { actionEnds } from '../../yaml/mask'

/** A Go template as written. Every node has its span in the file; what cannot be read is `broken` and stays as it is. */
export interface Template {
  readonly body: readonly TemplateNode[]
  /** The named templates by name, the last one of a name. */
  readonly defines: ReadonlyMap<string, Define>
  /** Blocks are not closed, or closed twice, so that nobody knows what belongs to what. */
  readonly isBroken: boolean
}

export type TemplateNode = Text | Output | Assign | Conditional | Range | Call | Define | Silent | Broken

/** Text between actions. `trimsLeft`, `trimsRight`: the action before or behind takes the blanks on its side. */
export interface Text { readonly kind: 'text'; readonly span: Span; readonly trimsLeft: boolean; readonly trimsRight: boolean }
export interface Output { readonly kind: 'output'; readonly span: Span; readonly value: Expression }
export interface Assign { readonly kind: 'assign'; readonly span: Span; readonly name: string; readonly declares: boolean; readonly value: Expression }
/** One `if` or `with` with all its branches; the last branch without a value is its `else`. */
export interface Conditional { readonly kind: 'if' | 'with'; readonly span: Span; readonly branches: readonly Branch[]; readonly end: Span }
export interface Branch { readonly keyword: 'if' | 'with' | 'else'; readonly action: Span; readonly variable: string | null; readonly declares: boolean; readonly value: Expression | null; readonly body: readonly TemplateNode[]; readonly span: Span }
export interface Range { readonly kind: 'range'; readonly span: Span; readonly action: Span; readonly variables: readonly string[]; readonly declares: boolean; readonly value: Expression; readonly body: readonly TemplateNode[]; readonly otherwise: { readonly action: Span; readonly body: readonly TemplateNode[] } | null; readonly end: Span }
/** `template`, or the use of a `block` where it stands. */
export interface Call { readonly kind: 'template'; readonly span: Span; readonly name: string; readonly value: Expression | null }
export interface Define { readonly kind: 'define'; readonly span: Span; readonly name: string; readonly body: readonly TemplateNode[] }
/** A comment, or a jump out of a loop. */
export interface Silent { readonly kind: 'comment' | 'break' | 'continue'; readonly span: Span }
export interface Broken { readonly kind: 'broken'; readonly span: Span }

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'dot' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Expression; readonly names: readonly string[] }
  /** A function of the template language. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  /** A method of what an expression yields. */
  | { readonly kind: 'method'; readonly of: Expression; readonly arguments: readonly Expression[] }

/** How deep parentheses and blocks may nest. */
const deepest = 60

interface Token { readonly type: 'word' | 'variable' | 'field' | 'literal' | 'dot' | 'punctuation'; readonly text: string; readonly value?: string | number | boolean | null; readonly start: number; readonly end: number }

const tokenPattern = /\s+|(\$\w*)|\.([A-Za-z_]\w*)|(\.)(?![\w])|("(?:[^"\\\n]|\\.)*")|(`[^`]*`)|('(?:[^'\\\n]|\\.)+')|([-+]?(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+))|([A-Za-z_]\w*)|(:=|[=|(),])/y

/** The tokens of an action's inside; null where a character belongs to none. */
function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = []
  tokenPattern.lastIndex = 0
  for (let at = 0; at < text.length;) {
    tokenPattern.lastIndex = at
    const match = tokenPattern.exec(text)
    if (!match) return null
    const [all, variable, field, dot, double, raw, character, number, word, punctuation] = match, start = at
    at += all.length
    const add = (type: Token['type'], text: string, value?: Token['value']): void => { tokens.push(value === undefined ? { type, text, start, end: at } : { type, text, value, start, end: at }) }
    if (variable !== undefined) add('variable', variable)
    else if (field !== undefined) add('field', field)
    else if (dot !== undefined) add('dot', dot)
    else if (double !== undefined) { const value = unquoted(double); if (value === null) return null; add('literal', double, value) }
    else if (raw !== undefined) add('literal', raw, raw.slice(1, -1))
    else if (character !== undefined) { const value = unquoted(`"${character.slice(1, -1).replaceAll('"', '\\"')}"`); if (value === null) return null; add('literal', character, value.codePointAt(0) ?? 0) }
    else if (number !== undefined) add('literal', number, numberOf(number))
    else if (word !== undefined) { if (word === 'true' || word === 'false') add('literal', word, word === 'true'); else if (word === 'nil') add('literal', word, null); else add('word', word) }
    else if (punctuation !== undefined) add('punctuation', punctuation)
  }
  return tokens
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', "'": "'", a: '\x07', b: '\b', f: '\f', v: '\v' }

function unquoted(text: string): string | null {
  let valid = true
  const value = text.slice(1, -1).replace(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|([\s\S]))/g, (_, hex?: string, short?: string, long?: string, octal?: string, one?: string) => {
    const code = hex ?? short ?? long, number = code !== undefined ? parseInt(code, 16) : octal !== undefined ? parseInt(octal, 8) : -1
    if (number > 0x10ffff) { valid = false; return '' }
    if (number >= 0) return String.fromCodePoint(number)
    const found = escapes[one!]
    if (found === undefined) valid = false
    return found ?? ''
  })
  return valid ? value : null
}

const numberOf = (text: string): number => {
  const digits = text.replaceAll('_', ''), sign = digits.startsWith('-') ? -1 : 1, bare = digits.replace(/^[-+]/, '')
  return sign * (/^0[0-7]+$/.test(bare) ? parseInt(bare, 8) : Number(bare))
}

/** Reads a pipeline from tokens; throws nothing, null where it is none. */
class Pipelines {
  private at = 0
  constructor(private readonly tokens: readonly Token[]) {}

  get done(): boolean { return this.at >= this.tokens.length }
  peek(offset = 0): Token | undefined { return this.tokens[this.at + offset] }
  takes(text: string): boolean { const token = this.peek(); if (token?.type === 'punctuation' && token.text === text) { this.at++; return true } return false }
  takesWord(text: string): boolean { const token = this.peek(); if (token?.type === 'word' && token.text === text) { this.at++; return true } return false }
  next(): Token | undefined { return this.tokens[this.at++] }

  pipeline(depth = 0): Expression | null {
    if (depth > deepest) return null
    let value = this.command(null, depth)
    while (value && this.takes('|')) value = this.command(value, depth)
    return value
  }

  /** A command; what is piped into it is its last argument. */
  private command(piped: Expression | null, depth: number): Expression | null {
    const first = this.peek()
    if (first?.type === 'word') {
      this.at++
      const given = this.operands(depth)
      if (!given) return null
      return { kind: 'call', name: first.text, arguments: piped ? [...given, piped] : given }
    }
    const value = this.operand(depth)
    if (!value) return null
    const given = this.operands(depth)
    if (!given) return null
    if (given.length === 0 && !piped) return value
    return value.kind === 'field' ? { kind: 'method', of: value, arguments: piped ? [...given, piped] : given } : null
  }

  private operands(depth: number): readonly Expression[] | null {
    const found: Expression[] = []
    for (let token = this.peek(); token && !(token.type === 'punctuation' && token.text !== '('); token = this.peek()) {
      const value = this.operand(depth)
      if (!value) return null
      found.push(value)
    }
    return found
  }

  private operand(depth: number): Expression | null {
    const token = this.next()
    if (!token) return null
    let value: Expression
    if (token.type === 'literal') return { kind: 'literal', value: token.value! }
    if (token.type === 'word') return { kind: 'call', name: token.text, arguments: [] }
    if (token.type === 'dot') return { kind: 'dot' }
    let end = token.end
    if (token.type === 'variable') value = { kind: 'variable', name: token.text }
    else if (token.type === 'field') { value = { kind: 'dot' }; this.at--; end = token.start } else if (token.text === '(') {
      const inner = this.pipeline(depth + 1)
      const close = this.peek()
      if (!inner || !this.takes(')')) return null
      value = inner
      end = close!.end
    } else return null
    const names: string[] = []
    for (let next = this.peek(); next?.type === 'field' && next.start === end; next = this.peek()) { names.push(next.text); end = next.end; this.at++ }
    return names.length ? { kind: 'field', of: value, names } : value
  }
}

/** What an action says, before it is put in its place. */
type Action =
  | { readonly says: 'output'; readonly value: Expression }
  | { readonly says: 'assign'; readonly name: string; readonly declares: boolean; readonly value: Expression }
  | { readonly says: 'if' | 'with' | 'else'; readonly keyword: 'if' | 'with' | 'else'; readonly variable: string | null; readonly declares: boolean; readonly value: Expression | null }
  | { readonly says: 'range'; readonly variables: readonly string[]; readonly declares: boolean; readonly value: Expression }
  | { readonly says: 'define' | 'block' | 'template'; readonly name: string; readonly value: Expression | null }
  | { readonly says: 'end' | 'comment' | 'break' | 'continue' | 'broken' }

function actionOf(inside: string): Action {
  if (inside.startsWith('/*')) return { says: inside.endsWith('*/') && inside.length >= 4 ? 'comment' : 'broken' }
  // What opens or closes a block counts even where the rest of it cannot be read.
  const lead = /^(if|with|range|else|end|define|block)\b/.exec(inside)?.[1], broken: Expression = { kind: 'call', name: '', arguments: [] }
  const tokens = tokensOf(inside), reader = new Pipelines(tokens ?? [])
  const whole = (value: Expression | null): Expression | null => tokens && value && reader.done ? value : null
  if (tokens && !lead) {
    if (tokens.length === 0) return { says: 'broken' }
    const [first, second] = tokens
    if (first!.type === 'word' && tokens.length === 1 && (first!.text === 'break' || first!.text === 'continue')) return { says: first!.text }
    if (reader.takesWord('template')) {
      const name = reader.next(), value = reader.done ? null : reader.pipeline()
      return name?.type === 'literal' && typeof name.value === 'string' && reader.done ? { says: 'template', name: name.value, value } : { says: 'broken' }
    }
    if (first!.type === 'variable' && second?.type === 'punctuation' && (second.text === ':=' || second.text === '=')) {
      reader.next(); reader.next()
      const value = whole(reader.pipeline())
      return value ? { says: 'assign', name: first!.text, declares: second.text === ':=', value } : { says: 'broken' }
    }
    const value = whole(reader.pipeline())
    return value ? { says: 'output', value } : { says: 'broken' }
  }
  if (!lead) return { says: 'broken' }
  if (lead === 'end') return { says: 'end' }
  reader.next()
  if (lead === 'define' || lead === 'block') {
    const name = reader.next(), value = lead === 'block' ? whole(reader.pipeline()) : null
    return { says: lead, name: name?.type === 'literal' && typeof name.value === 'string' ? name.value : '', value }
  }
  let keyword: 'if' | 'with' | 'else' = lead === 'with' ? 'with' : 'if'
  if (lead === 'else') {
    if (tokens && reader.done) return { says: 'else', keyword: 'else', variable: null, declares: false, value: null }
    keyword = reader.takesWord('with') ? 'with' : 'if'
    if (keyword === 'if') reader.takesWord('if')
  }
  const variables: string[] = []
  let declares = false
  const start = reader.peek(), separator = reader.peek(1)
  if (start?.type === 'variable' && separator?.type === 'punctuation' && (separator.text === ':=' || separator.text === '=' || separator.text === ',' && lead === 'range')) {
    variables.push(start.text)
    reader.next()
    if (reader.takes(',')) { const second = reader.next(); if (second) variables.push(second.text) }
    declares = reader.next()?.text === ':='
  }
  const value = whole(reader.pipeline()) ?? broken
  if (lead === 'range') return { says: 'range', variables, declares, value }
  return { says: lead === 'else' ? 'else' : keyword, keyword, variable: variables[0] ?? null, declares, value }
}

/** A block that is not closed yet. */
interface Open { readonly action: Action; readonly span: Span; body: TemplateNode[]; readonly branches: Branch[]; branchAction: Span; branch: Action; otherwise: Span | null; first: TemplateNode[] | null }

/** Reads a template of any content; never throws, linear. */
export function parseTemplate(text: string): Template {
  const root: TemplateNode[] = [], stack: Open[] = [], defines = new Map<string, Define>(), endOf = actionEnds(text)
  let body = root, isBroken = false, done = 0, trimsLeft = false
  const words = (until: number, trimsRight: boolean): void => { if (until > done) body.push({ kind: 'text', span: [done, until], trimsLeft, trimsRight }) }
  for (let at = text.indexOf('{{'); at >= 0;) {
    const end = Math.max(endOf(at), at + 2), isClosed = end >= at + 4 && text.startsWith('}}', end - 2)
    const left = /^-\s/.test(text.slice(at + 2, at + 4)), right = isClosed && end - at >= 6 && text[end - 3] === '-' && /\s/.test(text[end - 4]!)
    words(at, left)
    done = end
    trimsLeft = right
    const span: Span = [at, end], inside = isClosed ? text.slice(at + (left ? 3 : 2), end - (right ? 3 : 2)).trim() : ''
    const action: Action = isClosed ? actionOf(inside) : { says: 'broken' }
    // A half-typed `{{ if` may or may not be closed below.
    if (!isClosed) isBroken = true
    const top = stack[stack.length - 1]
    switch (action.says) {
      case 'output': body.push({ kind: 'output', span, value: action.value }); break
      case 'assign': body.push({ kind: 'assign', span, name: action.name, declares: action.declares, value: action.value }); break
      case 'template': body.push({ kind: 'template', span, name: action.name, value: action.value }); break
      case 'comment': case 'break': case 'continue': body.push({ kind: action.says, span }); break
      case 'broken': body.push({ kind: 'broken', span }); break
      case 'if': case 'with': case 'range': case 'define': case 'block': {
        if (stack.length >= deepest) { isBroken = true; body.push({ kind: 'broken', span }); break }
        stack.push({ action, span, body, branches: [], branchAction: span, branch: action, otherwise: null, first: null })
        body = []
        break
      }
      case 'else': {
        if (top?.action.says === 'if' || top?.action.says === 'with') {
          top.branches.push(branchOf(top, body, span[0]))
          top.branchAction = span
          top.branch = action
          body = []
        } else if (top?.action.says === 'range' && !top.first && !action.value) { top.first = body; top.otherwise = span; body = [] } else { isBroken = true; body.push({ kind: 'broken', span }) }
        break
      }
      case 'end': {
        if (!top) { isBroken = true; body.push({ kind: 'broken', span }); break }
        stack.pop()
        const whole: Span = [top.span[0], end], inner = body
        body = top.body
        const { action: opened } = top
        if (opened.says === 'if' || opened.says === 'with') body.push({ kind: opened.says, span: whole, branches: [...top.branches, branchOf(top, inner, span[0])], end: span })
        else if (opened.says === 'range') body.push({ kind: 'range', span: whole, action: top.span, variables: opened.variables, declares: opened.declares, value: opened.value, body: top.first ?? inner, otherwise: top.otherwise && { action: top.otherwise, body: inner }, end: span })
        else if (opened.says === 'define' || opened.says === 'block') {
          const define: Define = { kind: 'define', span: whole, name: opened.name, body: inner }
          defines.set(opened.name, define)
          body.push(opened.says === 'define' ? define : { kind: 'template', span: whole, name: opened.name, value: opened.value })
        }
        break
      }
    }
    at = text.indexOf('{{', end)
  }
  words(text.length, false)
  for (let top = stack.pop(); top; top = stack.pop()) { isBroken = true; top.body.push({ kind: 'broken', span: top.span }, ...top.first ?? [], ...body); body = top.body }
  return { body: root, defines, isBroken }
}

function branchOf({ branch, branchAction }: Open, body: readonly TemplateNode[], end: number): Branch {
  const { keyword, variable, declares, value } = branch as Extract<Action, { readonly keyword: string }>
  return { keyword, action: branchAction, variable, declares, value, body, span: [branchAction[0], end] }
}
