import type { Span } from '../../core/span'
import { Unknown, type Maybe } from '../../core/value'

/** An instruction's arguments as one line, as Docker reads them: continuations and the comments between them are gone; every index maps back to the file. */
export class Line {
  private constructor(readonly text: string, private readonly starts: readonly number[], private readonly origins: readonly number[], private readonly offset = 0) {}

  /** The same line where the text before it has grown by so much. */
  moved(by: number): Line { return new Line(this.text, this.starts, this.origins, this.offset + by) }

  /** `end` is where the arguments end, `next` where the line after them begins. */
  static read(file: string, start: number, escape: string): { readonly line: Line; readonly end: number; readonly next: number; readonly hasEmpty: boolean } {
    const limit = file.length
    const starts: number[] = [], origins: number[] = []
    let text = '', at = start, end = start, isFirst = true, hasEmpty = false
    while (at < limit) {
      let stop = at
      while (stop < limit && file[stop] !== '\n' && file[stop] !== '\r') stop++
      const next = Math.min(limit, stop + (file[stop] === '\r' && file[stop + 1] === '\n' ? 2 : 1))
      let first = at
      while (first < stop && (file[first] === ' ' || file[first] === '\t')) first++
      if (!isFirst && (first === stop || file[first] === '#')) {
        hasEmpty ||= first === stop && next < limit
        at = next
        continue
      }
      const tail = continuation(file, at, stop, escape), content = tail < 0 ? stop : tail
      if (content > at) {
        starts.push(text.length)
        origins.push(at)
        text += file.slice(at, content)
      }
      end = content
      at = next
      if (tail < 0) break
      isFirst = false
    }
    if (starts.length === 0) {
      starts.push(0)
      origins.push(start)
    }
    return { line: new Line(text, starts, origins), end, next: at, hasEmpty }
  }

  at(index: number): number {
    let low = 0, high = this.starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.starts[middle]! <= index) low = middle
      else high = middle
    }
    return this.offset + this.origins[low]! + index - this.starts[low]!
  }

  span(start: number, end: number): Span {
    const from = this.at(start)
    return [from, end > start ? Math.max(from, this.at(end - 1) + 1) : from]
  }
}

/** Where the escape character that continues a line stands, else -1. */
function continuation(file: string, start: number, stop: number, escape: string): number {
  let i = stop - 1
  while (i >= start && (file[i] === ' ' || file[i] === '\t')) i--
  return i >= start && file[i] === escape ? i : -1
}

/** A piece of a line, with its indices in it. */
export interface Token { readonly text: string; readonly start: number; readonly end: number }

const isBlank = (c: string | undefined): boolean => c === ' ' || c === '\t'

/** Words between blanks; with `quotes`, blanks within quotes and after the escape character do not end a word. */
export function* tokens(text: string, from: number, quotes: boolean, escape = '\\'): Generator<Token> {
  let i = from
  for (;;) {
    while (isBlank(text[i])) i++
    if (i >= text.length) return
    const start = i
    let quote = ''
    for (; i < text.length; i++) {
      const c = text[i]!
      if (quotes && c === escape && quote !== "'" && i + 1 < text.length) i++
      else if (quote) {
        if (c === quote) quote = ''
      } else if (quotes && (c === '"' || c === "'")) quote = c
      else if (isBlank(c)) break
    }
    yield { text: text.slice(start, i), start, end: i }
  }
}

/** Has this word a quote that is never closed? */
export function isUnclosed(word: string, escape = '\\'): boolean {
  let quote = ''
  for (let i = 0; i < word.length; i++) {
    const c = word[i]!
    if (c === escape && quote !== "'") i++
    else if (quote) {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
  }
  return quote !== ''
}

/** `--name=value` before the arguments, and where those begin. */
export function flagsOf(text: string, escape: string): { readonly flags: readonly Token[]; readonly rest: number } {
  const flags: Token[] = []
  let rest = text.length
  for (const token of tokens(text, 0, true, escape)) {
    if (token.text === '--') {
      rest = token.end
      break
    }
    if (!token.text.startsWith('--')) {
      rest = token.start
      break
    }
    flags.push(token)
  }
  return { flags, rest }
}

/** The strings of a JSON array as Docker accepts it, with the quotes outside of their indices; null where it is none. */
export function jsonStrings(text: string, from: number): readonly (Token & { readonly value: string })[] | null {
  const body = text.slice(from)
  if (!/^\s*\[/.test(body)) return null
  let values: unknown
  try {
    values = JSON.parse(body)
  } catch {
    return null
  }
  if (!Array.isArray(values) || !values.every(value => typeof value === 'string')) return null
  let i = 0
  return [...body.matchAll(/"((?:[^"\\]|\\[^])*)"/g)].map(match => ({ text: match[1]!, value: (values as string[])[i++] ?? '', start: from + match.index + 1, end: from + match.index + match[0].length - 1 }))
}

/** `[` at the start of what is no JSON array of strings, but was meant to be one: there are quotes or commas in it and it ends in `]`. */
export const looksLikeJson = (text: string): boolean => /^\s*\[\s*(?:[\[“”"'‘’]|[^\s\]]+\s*,)/.test(text) && (/\]\s*$/.test(text) || /^\s*\[\s*["'“”‘’][^\]]*$/.test(text)) || /^\s*\[\s*["“][^\]]*\]\s*\S/.test(text)

/** A variable that Docker would expand. `operator` is what follows the name in braces: `:-`, `#`, `/`. */
export interface Reference { readonly name: string; readonly operator: string | null; readonly start: number; readonly end: number }

/** What a variable is worth: undefined where nothing declares it. */
export type Lookup = (name: string) => Maybe<string> | undefined

/** How deep defaults within defaults are followed. */
const maxDepth = 16

/**
 * The value of a word in which Docker expands variables and takes off quotes. `onReference` hears of each variable.
 * A variable without a known value makes the whole unknown, and so do the operators that cut patterns out of values.
 */
export function expand(text: string, lookup: Lookup, escape = '\\', onReference?: (reference: Reference) => void, offset = 0, depth = 0): Maybe<string> {
  if (depth > maxDepth) return new Unknown(text)
  let out = '', isKnown = true, quote = ''
  const use = (name: string, operator: string | null, operand: string, operandAt: number, start: number, end: number): void => {
    onReference?.({ name, operator, start: offset + start, end: offset + end })
    const found = lookup(name), value = found instanceof Unknown ? null : found
    const other = (): void => {
      const inner = expand(operand, lookup, escape, onReference, offset + operandAt, depth + 1)
      if (inner instanceof Unknown) isKnown = false
      else out += inner
    }
    if (operator === null) {
      if (typeof value === 'string') out += value
      else isKnown = false
    } else if (operator === ':-' || operator === '-') {
      if (typeof value === 'string' && (value !== '' || operator === '-')) out += value
      else if (found === undefined || value === '') other()
      // Declared, but its value comes from outside: the default is what the file itself says.
      else other()
    } else if (operator === ':+' || operator === '+') {
      if (typeof value === 'string' && (value !== '' || operator === '+')) other()
      else if (found instanceof Unknown) isKnown = false
    } else if ((operator === ':?' || operator === '?') && typeof value === 'string') out += value
    else isKnown = false
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quote === "'") {
      if (c === "'") quote = ''
      else out += c
    } else if (c === escape && i + 1 < text.length) {
      const next = text[i + 1]!
      if (quote === '"' && next !== '"' && next !== '$' && next !== escape) out += c
      out += next
      i++
    } else if (c === '"') quote = quote ? '' : '"'
    else if (c === "'" && !quote) quote = "'"
    else if (c === '$') {
      const braced = text[i + 1] === '{', nameAt = braced ? i + 2 : i + 1
      const name = /^(?:[A-Za-z_]\w*|[0-9@*#?!$-])/.exec(text.slice(nameAt, nameAt + 256))?.[0] ?? ''
      if (name === '') {
        out += c
        continue
      }
      if (!braced) {
        use(name, null, '', 0, i, nameAt + name.length)
        i = nameAt + name.length - 1
        continue
      }
      const close = closingBrace(text, nameAt, escape), after = nameAt + name.length
      if (close < 0) return new Unknown(text)
      const operator = /^(?::[-+?=]|##|%%|\/\/|[-+?#%/=:])/.exec(text.slice(after, close))?.[0] ?? (after === close ? null : text[after]!)
      use(name, operator, operator === null ? '' : text.slice(after + operator.length, close), after + (operator?.length ?? 0), i, close + 1)
      i = close
    } else out += c
  }
  return isKnown ? out : new Unknown(text)
}

function closingBrace(text: string, from: number, escape: string): number {
  let depth = 1
  for (let i = from; i < text.length; i++) {
    if (text[i] === escape) i++
    else if (text[i] === '$' && text[i + 1] === '{') {
      depth++
      i++
    } else if (text[i] === '}' && --depth === 0) return i
  }
  return -1
}

/** `name=value` pairs of ENV, LABEL and ARG, or the one of the older form `name value`. */
export interface Pair { readonly name: Token; readonly value: Token | null; readonly isLegacy: boolean }

export function pairs(text: string, from: number, escape: string, mayBeBare: boolean): readonly Pair[] {
  const words = [...tokens(text, from, true, escape)]
  const first = words[0]
  if (!first) return []
  if (!mayBeBare && !first.text.includes('=')) {
    const end = text.trimEnd().length
    const value = words[1] ? { text: text.slice(words[1].start, end), start: words[1].start, end } : null
    return [{ name: first, value, isLegacy: true }]
  }
  return words.map(word => {
    const equals = equalsIn(word.text)
    return equals < 0
      ? { name: word, value: null, isLegacy: false }
      : {
        name: { text: word.text.slice(0, equals), start: word.start, end: word.start + equals },
        value: { text: word.text.slice(equals + 1), start: word.start + equals + 1, end: word.end },
        isLegacy: false,
      }
  })
}

/** The `=` after a name, which may be quoted as a whole. */
const equalsIn = (word: string): number => {
  const quoted = /^(?:"[^"]*"|'[^']*')=/.exec(word)
  return quoted ? quoted[0].length - 1 : word.indexOf('=')
}
