import { coreValue } from './scalar'
import { walk } from './walk'
import type { YamlNode } from './tree'

/** What can be written into a file. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue }

/** How a file is written, so that what is added looks the same. */
export interface Style {
  readonly newline: string
  /** Columns that a map stands deeper than the key it belongs to. */
  readonly mapIndent: number
  /** The same of the dashes of a sequence: 0 where they stand below the key's first character. */
  readonly sequenceIndent: number
  readonly quote: 'single' | 'double'
}

/** The style of a text: the first of each that it shows, else two spaces and double quotes. */
export function styleOf(text: string, root: YamlNode): Style {
  const line = text.indexOf('\n'), column = (at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1)
  let mapIndent = 0, sequenceIndent = -1, single = 0, double = 0
  for (const node of walk(root)) {
    if (node.kind === 'scalar') { if (node.style === 'single') single++; else if (node.style === 'double') double++ }
    if (node.kind !== 'map' || node.style !== 'block') continue
    for (const { key, value } of node.pairs) {
      if (value.kind !== 'map' && value.kind !== 'sequence' || value.style !== 'block') continue
      const depth = column(value.span[0]) - column(key.span[0])
      if (value.kind === 'map' && mapIndent === 0 && depth > 0) mapIndent = depth
      if (value.kind === 'sequence' && sequenceIndent < 0 && depth >= 0) sequenceIndent = depth
    }
  }
  const indent = mapIndent || 2
  return { newline: line > 0 && text[line - 1] === '\r' ? '\r\n' : '\n', mapIndent: indent, sequenceIndent: sequenceIndent < 0 ? indent : sequenceIndent, quote: single > double ? 'single' : 'double' }
}

const readsOtherwise = /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=)$|^[-+]?(?:0[box])?[\d_][\d_a-f]*(?:(?::[0-5]?\d)+)?(?:\.[\d_]*)?(?:e[-+]?\d+)?$|^[-+]?\.(?:\d[\d_]*(?:e[-+]?\d+)?|inf|nan)$|^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/i
const indicator = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|^(?:---|\.\.\.)(?:\s|$)|:(?:\s|$)|\s#|^\s|\s$/
const unprintable = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/
const pairs = /[\ud800-\udbff][\udc00-\udfff]/g

/** Does every reader take these characters, plain, for this string? */
export const isPlainString = (value: string): boolean => value !== '' && typeof coreValue(value) === 'string' && !readsOtherwise.test(value) && !indicator.test(value)

/** A string as a scalar: plain where every reader has it as a string, else quoted; text of several lines as `|` where there is room. */
export function renderScalar(value: string, style: Style, where: { readonly flow: boolean; readonly column: number; readonly quote: 'single' | 'double' | null }): string {
  const odd = unprintable.test(value.replace(pairs, ''))
  if (odd && !where.flow && /\n/.test(value) && !unprintable.test(value.replace(pairs, '').replaceAll('\n', '')) && !/^[\s]|[ \t]\n|\n\n$|[ \t]$/.test(value)) {
    const indent = ' '.repeat(where.column + style.mapIndent), lines = value.replace(/\n$/, '').split('\n')
    return `|${value.endsWith('\n') ? '' : '-'}${lines.map(line => style.newline + (line === '' ? '' : indent + line)).join('')}`
  }
  if (where.quote === null && !odd && isPlainString(value) && !(where.flow && /[,[\]{}]|^[-?:]|:$/.test(value))) return value
  if (!odd && (where.quote ?? style.quote) === 'single') return `'${value.replaceAll("'", "''")}'`
  if (!odd && where.quote === null && (value.includes('\\') || value.includes('"')) && !value.includes("'")) return `'${value}'`
  return quoted(value)
}

const quoted = (value: string): string => JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A key as written; quoted where the file's other keys are. */
export function renderKey(key: string, style: Style, flow: boolean, quote = false): string {
  if (quote) return quoted(key)
  // Every reader of these takes a key `on` for what it says, so that only what does not parse as itself is quoted.
  if (/^(?:on|off|yes|no|y|n)$/i.test(key)) return key
  const text = renderScalar(key, style, { flow, column: 0, quote: null })
  return text.startsWith('|') ? quoted(key) : text
}

/** A value on one line. */
export function renderFlow(value: YamlValue, style: Style): string {
  if (typeof value === 'string') return renderScalar(value, style, { flow: true, column: 0, quote: null })
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isNaN(value) ? '.nan' : Math.abs(value) === Infinity ? `${value < 0 ? '-' : ''}.inf` : String(value)
  if (isList(value)) return `[${value.map(item => renderFlow(item, style)).join(', ')}]`
  const entries = Object.entries(value).map(([key, item]) => `${renderKey(key, style, true)}: ${renderFlow(item, style)}`)
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}'
}

const isList = (value: YamlValue): value is readonly YamlValue[] => Array.isArray(value)

/**
 * A value in block style for a key or dash at `column`; a collection begins with a line break, or, `compact`, on the line of the dash
 * (at the column itself where there is none).
 */
export function render(value: YamlValue, column: number, style: Style, compact: boolean): string {
  if (typeof value === 'string') return renderScalar(value, style, { flow: false, column, quote: null })
  if (typeof value !== 'object' || value === null) return renderFlow(value, style)
  const lines: string[] = []
  if (isList(value)) {
    if (value.length === 0) return '[]'
    const at = compact ? column + 2 : column + style.sequenceIndent
    for (const item of value) lines.push(`- ${render(item, at, style, true)}`)
    return join(lines, at, style, compact)
  }
  const entries = Object.entries(value), at = compact ? column + 2 : column + style.mapIndent
  if (entries.length === 0) return '{}'
  for (const [key, item] of entries) {
    const text = render(item, at, style, false)
    lines.push(`${renderKey(key, style, false)}:${text.startsWith(style.newline) ? '' : ' '}${text}`)
  }
  return join(lines, at, style, compact)
}

function join(lines: readonly string[], column: number, style: Style, compact: boolean): string {
  const separator = style.newline + ' '.repeat(column)
  return (compact ? '' : separator) + lines.join(separator)
}
