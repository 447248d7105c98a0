import { Unknown, type Maybe } from '../../core/value'

/** One `$VAR` or `${VAR…}` of a text. */
export interface Reference {
  readonly name: string
  /** `''` for a plain `${VAR}`, else the operator: `:-`, `-`, `:?`, `?`, `:+`, `+`. */
  readonly operator: string
  /** What follows the operator, as written. */
  readonly operand: string
  /** Where it stands in the text. */
  readonly start: number
  readonly end: number
}

/** Values of variables that the files tell. */
export type Values = ReadonlyMap<string, string>

const isWord = (code: number, first: boolean): boolean => code === 95 || code >= 65 && code <= 90 || code >= 97 && code <= 122 || !first && code >= 48 && code <= 57

function nameEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && isWord(text.charCodeAt(end), end === at)) end++
  return end
}

/** The variables that a text mentions itself, those within defaults left out; `$$` is a dollar sign. */
export function referencesIn(text: string): readonly Reference[] {
  const found: Reference[] = []
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
    const next = text[at + 1]
    if (next === '$') { at += 2; continue }
    if (next !== '{') {
      const end = nameEnd(text, at + 1)
      if (end > at + 1) found.push({ name: text.slice(at + 1, end), operator: '', operand: '', start: at, end })
      at = Math.max(end, at + 1)
      continue
    }
    let depth = 1, end = at + 2
    while (end < text.length && depth > 0) {
      if (text[end] === '$' && text[end + 1] === '{') { depth++; end++ } else if (text[end] === '}') depth--
      end++
    }
    const nameStop = nameEnd(text, at + 2), operator = /^:?[-?+]/.exec(text.slice(nameStop, nameStop + 2))?.[0] ?? ''
    const inner = text.slice(nameStop + operator.length, depth === 0 ? end - 1 : end)
    if (depth === 0 && nameStop > at + 2 && (operator !== '' || inner === '')) found.push({ name: text.slice(at + 2, nameStop), operator, operand: inner, start: at, end })
    at = end
  }
  return found
}

/** A text with its variables replaced; unknown where one has no value that the files tell. */
export function interpolate(text: string, values: Values, depth = 0): Maybe<string> {
  if (!text.includes('$')) return text
  if (depth > 8) return new Unknown(text)
  let out = '', at = 0
  for (const { name, operator, operand, start, end } of referencesIn(text)) {
    const value = values.get(name), has = value !== undefined && (value !== '' || !operator.startsWith(':'))
    let replaced: Maybe<string>
    if (operator.endsWith('+')) replaced = has ? interpolate(operand, values, depth + 1) : value === undefined ? new Unknown(text) : ''
    else if (has) replaced = value
    else if (operator.endsWith('-')) replaced = interpolate(operand, values, depth + 1)
    else replaced = new Unknown(text)
    if (replaced instanceof Unknown) return new Unknown(text)
    out += text.slice(at, start).replaceAll('$$', '$') + replaced
    at = end
  }
  return out + text.slice(at).replaceAll('$$', '$')
}

/** Reads `NAME=value` lines, as in `.env`. */
export function readEnvFile(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=(.*)$/.exec(line)
    if (!match) continue
    const raw = match[2]!.trim(), quote = raw[0]
    if (quote === '"' || quote === "'") {
      const end = raw.indexOf(quote, 1)
      if (end > 0) { found.set(match[1]!, raw.slice(1, end)); continue }
    }
    found.set(match[1]!, raw.replace(/\s+#.*$/, ''))
  }
  return found
}
