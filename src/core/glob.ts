type Token = '*' | '?' | { readonly literal: string } | { readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] }
type Segment = '**' | readonly Token[]

/**
 * A glob over paths: `*`, `?`, `[a-z]`, `{a,b}` and `**`, dot files included. It is matched without regular expressions,
 * in time bounded by pattern times path, so a hostile configuration cannot stall its reader.
 */
export function compileGlob(glob: string): (path: string) => boolean {
  const patterns = expandBraces(glob.slice(0, 1000)).map((pattern) => pattern.split('/').map(parseSegment))
  return (path) => {
    const segments = path.split('/')
    return patterns.some((pattern) => matchAll(pattern, segments, (part) => part === '**', (part, segment) => matchSegment(part as readonly Token[], segment)))
  }
}

/** Two-pointer wildcard matching: `isStar` elements stand for any number of items. The last star alone is ever retried. */
function matchAll<P, I>(pattern: readonly P[], items: ArrayLike<I>, isStar: (part: P) => boolean, fits: (part: P, item: I) => boolean): boolean {
  let p = 0, i = 0, star = -1, retry = 0
  while (i < items.length) {
    const part = pattern[p]
    if (part !== undefined && isStar(part)) { star = p++; retry = i }
    else if (part !== undefined && fits(part, items[i]!)) { p++; i++ }
    else if (star >= 0) { p = star + 1; i = ++retry }
    else return false
  }
  while (p < pattern.length && isStar(pattern[p]!)) p++
  return p === pattern.length
}

const matchSegment = (tokens: readonly Token[], segment: string): boolean => matchAll(tokens, segment, (token) => token === '*', (token, char) => {
  if (token === '?') return true
  if (typeof token === 'string') return false
  return 'literal' in token ? token.literal === char : token.ranges.some(([from, to]) => from <= char && char <= to) !== token.negated
})

function parseSegment(text: string): Segment {
  if (text === '**') return '**'
  const tokens: Token[] = []
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (char === '*') { if (tokens.at(-1) !== '*') tokens.push('*') }
    else if (char === '?') tokens.push('?')
    else if (char === '\\' && i + 1 < text.length) tokens.push({ literal: text[++i]! })
    else {
      const end = char === '[' ? text.indexOf(']', i + 2) : -1
      if (end < 0) { tokens.push({ literal: char }); continue }
      const negated = text[i + 1] === '!' || text[i + 1] === '^'
      const ranges: [string, string][] = []
      for (let j = negated ? i + 2 : i + 1; j < end; j++) {
        if (text[j + 1] === '-' && j + 2 < end) { ranges.push([text[j]!, text[j + 2]!]); j += 2 }
        else ranges.push([text[j]!, text[j]!])
      }
      tokens.push({ negated, ranges })
      i = end
    }
  }
  return tokens
}

/** `a{b,c}` is `ab` and `ac`. What would become more than 256 patterns stays as written. */
function expandBraces(pattern: string): readonly string[] {
  let done: string[] = [], pending = [pattern]
  while (pending.length) {
    const next: string[] = []
    for (const text of pending) {
      const parts = splitBrace(text)
      if (!parts) done.push(text)
      else next.push(...parts)
    }
    if (done.length + next.length > 256) return [pattern]
    pending = next
  }
  return done
}

/** Replaces the first closed brace with a comma by its alternatives; null where there is none. */
function splitBrace(text: string): readonly string[] | null {
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
    const commas: number[] = []
    let depth = 0, close = -1
    for (let i = open; i < text.length && close < 0; i++) {
      if (text[i] === '{') depth++
      else if (text[i] === '}' && --depth === 0) close = i
      else if (text[i] === ',' && depth === 1) commas.push(i)
    }
    if (close < 0) return null
    if (!commas.length) continue
    const edges = [open, ...commas, close]
    return edges.slice(0, -1).map((edge, i) => text.slice(0, open) + text.slice(edge + 1, edges[i + 1]) + text.slice(close + 1))
  }
  return null
}
