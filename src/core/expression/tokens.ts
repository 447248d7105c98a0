import type { Span } from '../span'

/** What is wrong with a source text before it is parsed. */
export interface TextError { readonly message: string; readonly span: Span }

export interface Token { readonly kind: 'name' | 'number' | 'string' | 'mark'; readonly span: Span }

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y
const NUMBER = /0[xX][0-9a-fA-F]+[uU]?|(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?[uU]?/y
const SPACE = /(?:[ \t\r\n\f]|\/\/[^\n]*)+/y
const STRING = /(?:[rR][bB]?|[bB][rR]?)?(?:'''|"""|'|")/y
const MARK = /==|!=|<=|>=|&&|\|\||[-+*\/%<>!?:.,()[\]{}]/y

const CLOSING: { readonly [open: string]: string } = { '(': ')', '[': ']', '{': '}' }

/**
 * The tokens of an expression from an offset on, up to the end or to the first `}` that closes nothing.
 * `partner` maps the offset of each bracket to that of the bracket that closes it.
 */
export function tokenize(source: string, from = 0, nesting = Infinity): { tokens: Token[]; end: number; partner: Map<number, number>; error: TextError | null } {
  const tokens: Token[] = [], open: number[] = [], partner = new Map<number, number>()
  let offset = from
  const at = (pattern: RegExp): string | null => {
    pattern.lastIndex = offset
    return pattern.exec(source)?.[0] ?? null
  }
  const fail = (message: string, start: number, end: number) => ({ tokens, end: offset, partner, error: { message, span: [start, Math.min(end, source.length)] as const } })
  while (offset < source.length) {
    const space = at(SPACE)
    if (space !== null) { offset += space.length; continue }
    const start = offset, quote = at(STRING)
    if (quote !== null) {
      const raw = /r/i.test(quote), close = quote.replace(/^[rb]+/i, '')
      offset += quote.length
      for (;; offset++) {
        const char = source[offset]
        if (char === undefined || close.length === 1 && (char === '\n' || char === '\r')) return fail(`The string is not closed.`, start, offset)
        if (source.startsWith(close, offset)) break
        if (char === '\\' && !raw) offset++
      }
      offset += close.length
      tokens.push({ kind: 'string', span: [start, offset] })
      continue
    }
    const number = at(NUMBER), word = at(NAME)
    if (number !== null || word !== null) {
      offset += (number ?? word)!.length
      tokens.push({ kind: number !== null ? 'number' : 'name', span: [start, offset] })
      continue
    }
    const mark = at(MARK), char = String.fromCodePoint(source.codePointAt(offset)!)
    if (mark === null) return fail(char === '=' ? `'=' is not an operator; equality is '=='.`
      : char === '&' || char === '|' ? `'${char}' is not an operator; logic is '${char}${char}'.` : `'${char}' has no meaning here.`, start, start + char.length)
    if (mark in CLOSING) {
      open.push(start)
      if (open.length > nesting) return fail(`Brackets are nested more than ${nesting} deep.`, start, start + 1)
    } else if (mark === ')' || mark === ']' || mark === '}') {
      const opened = open.pop()
      if (opened === undefined && mark === '}') break
      if (opened === undefined || CLOSING[source[opened]!] !== mark) return fail(`'${mark}' closes nothing.`, start, start + 1)
      partner.set(opened, start)
    }
    offset += mark.length
    tokens.push({ kind: 'mark', span: [start, offset] })
  }
  const unclosed = open.pop()
  return unclosed === undefined ? { tokens, end: offset, partner, error: null } : fail(`'${source[unclosed]}' is not closed.`, unclosed, unclosed + 1)
}
