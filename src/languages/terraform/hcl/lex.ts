import type { Span } from '../../../core/span'
import type { Comment } from './tree'

/** A punctuation mark is its own kind. `"` and `<<` stand for the opening mark alone: the parser reads what follows. */
export type TokenKind = 'identifier' | 'number' | 'newline' | 'end' | 'invalid' | '"' | '<<'
  | '{' | '}' | '[' | ']' | '(' | ')' | '=' | ':' | '::' | ',' | '.' | '...' | '?' | '=>' | '~}'
  | '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '!'

const longMarks: readonly TokenKind[] = ['...', '::', '=>', '~}', '||', '&&', '==', '!=', '<=', '>=', '<<']
const shortMarks = '{}[]()=:,.?<>+-*/%!"'
const marks = Array.from({ length: 128 }, (_, code): readonly TokenKind[] => {
  const c = String.fromCharCode(code)
  return [...longMarks.filter((mark) => mark[0] === c), ...shortMarks.includes(c) ? [c as TokenKind] : []]
})

const isDigit = (c: number): boolean => c >= 48 && c <= 57
const startsWord = /[\p{ID_Start}_]/u, continuesWord = /[\p{ID_Continue}-]/u

/** Where the word that starts at `start` ends; `start` itself where none does. */
export function wordEnd(text: string, start: number, limit: number): number {
  let i = start
  while (i < limit) {
    const c = text.charCodeAt(i)
    if (c >= 97 && c <= 122 || c >= 65 && c <= 90 || c === 95) { i++; continue }
    if (c < 128) {
      if (i === start || !(isDigit(c) || c === 45)) break
      i++
    } else {
      const character = String.fromCodePoint(text.codePointAt(i)!)
      if (i + character.length > limit || !(i === start ? startsWord : continuesWord).test(character)) break
      i += character.length
    }
  }
  return i
}

/** Reads one token at a time; the current one is `kind`, `start`, `end`. Nothing at or past `limit` is seen. */
export class Scanner {
  kind: TokenKind = 'end'
  start = 0
  end = 0
  /** Where the token before the current one ended. */
  lastEnd = 0
  limit: number
  /** Are line breaks blank space here, as they are inside parentheses? */
  multiline = false
  readonly comments: Comment[] = []
  private commentsEnd = true

  constructor(readonly text: string) {
    this.limit = text.length
    if (text.charCodeAt(0) === 0xFEFF) this.end = this.lastEnd = 1
  }

  get span(): Span { return [this.start, this.end] }

  next(): void {
    const { text, limit } = this
    this.lastEnd = this.end
    let i = this.end
    for (; i < limit; i++) {
      const c = text.charCodeAt(i)
      if (c === 32 || c === 9) continue
      if (c === 10 || c === 13 && text.charCodeAt(i + 1) === 10 && i + 1 < limit) {
        if (this.multiline) continue
        return this.set('newline', i, c === 10 ? i + 1 : i + 2)
      }
      const second = c === 47 && i + 1 < limit ? text.charCodeAt(i + 1) : 0
      if (c === 35 || second === 47) i = this.comment(c === 35 ? '#' : '//', i, this.lineEnd(i)) - 1
      else if (second === 42 && this.commentsEnd) {
        const close = text.indexOf('*/', i + 2)
        if (close < 0) this.commentsEnd = false
        if (close < 0 || close + 2 > limit) return this.set('invalid', i, i + 2)
        i = this.comment('/*', i, close + 2) - 1
      } else return this.token(i, c)
    }
    this.set('end', Math.max(limit, this.lastEnd), Math.max(limit, this.lastEnd))
  }

  /** The offset of the line break after `from`, or of the end. */
  lineEnd(from: number): number {
    let i = from
    for (; i < this.limit; i++) if (this.text.charCodeAt(i) === 10) break
    return i > from && this.text.charCodeAt(i) === 10 && this.text.charCodeAt(i - 1) === 13 ? i - 1 : i
  }

  private comment(style: Comment['style'], start: number, end: number): number {
    const last = this.comments.at(-1)
    if (!last || last.span[0] < start) this.comments.push({ style, span: [start, end] })
    return end
  }

  private token(i: number, c: number): void {
    const { text, limit } = this
    const word = wordEnd(text, i, limit)
    if (word > i) return this.set('identifier', i, word)
    if (isDigit(c)) {
      let j = i + 1
      for (; j < limit; j++) {
        const d = text.charCodeAt(j), e = text.charCodeAt(j + 1)
        if (isDigit(d)) continue
        if (d === 46 && isDigit(e) && j + 1 < limit) j++
        else if (d === 101 || d === 69) {
          const digit = e === 43 || e === 45 ? j + 2 : j + 1
          if (digit >= limit || !isDigit(text.charCodeAt(digit))) break
          j = digit
        } else break
      }
      return this.set('number', i, j)
    }
    for (const mark of marks[c] ?? []) if (mark.length === 1 || text.startsWith(mark, i) && i + mark.length <= limit) return this.set(mark, i, i + mark.length)
    this.set('invalid', i, Math.min(limit, i + (c >= 0xD800 && c < 0xDC00 ? 2 : 1)))
  }

  private set(kind: TokenKind, start: number, end: number): void {
    this.kind = kind
    this.start = start
    this.end = end
  }
}
