import type { Parser } from '../../core/document'
import type { Span } from '../../core/span'
import { parseYaml } from '../yaml/parse'
import { tokenOf } from '../yaml/path'
import type { YamlNode } from '../yaml/tree'
import { entries, resolve } from '../yaml/walk'

/** A value of a configuration file in JSON, YAML or TOML, and the token where it stands: of a map or a list that of its key. */
export class Data {
  /** `isBroken`, of a whole file: a part of it may have been misread. */
  constructor(readonly value: string | number | boolean | null | readonly Data[] | ReadonlyMap<string, Data>, readonly span: Span, readonly isBroken = false) {}

  /** The value at the end of some keys, or null. */
  at(...path: readonly string[]): Data | null {
    let at: Data | null = this
    for (const step of path) at = at?.value instanceof Map ? (at.value as ReadonlyMap<string, Data>).get(step) ?? null : null
    return at
  }
  /** Its text; null where it is none. Numbers count as written by JavaScript. */
  get text(): string | null { return typeof this.value === 'string' ? this.value : typeof this.value === 'number' ? String(this.value) : null }
  get number(): number | null { return typeof this.value === 'number' ? this.value : typeof this.value === 'string' && /^\d+(?:\.\d+)?$/.test(this.value) ? Number(this.value) : null }
  /** The elements of a list; none of what is no list. */
  get items(): readonly Data[] { return Array.isArray(this.value) ? this.value as readonly Data[] : [] }
  /** The entries of a map; none of what is no map. */
  get entries(): readonly (readonly [string, Data])[] { return this.value instanceof Map ? [...this.value as ReadonlyMap<string, Data>] : [] }
  /** The texts of a list, or the one that it is. */
  get texts(): readonly string[] { return this.text !== null ? [this.text] : this.items.flatMap(item => item.text ?? []) }
}

/** How much of a file is looked at: nobody writes more by hand. */
const maximumNodes = 50_000
const maximumDepth = 40

/** JSON with or without comments, and YAML. What cannot be read is an empty map. */
export const dataParser: Parser<Data> = { parse: text => fromYaml(maskComments(text)) }

function fromYaml(text: string): Data {
  let left = maximumNodes
  const convert = (written: YamlNode, at: Span, depth: number): Data => {
    const node = resolve(written)
    if (!node || node.kind === 'alias' || --left < 0 || depth > maximumDepth) return new Data(null, at)
    if (node.kind === 'scalar') return new Data(node.value, node === written && node.span[1] > node.span[0] ? tokenOf(node, null, text) : at)
    if (node.kind === 'sequence') return new Data(node.items.map(item => convert(item, tokenOf(item, null, text), depth + 1)), at)
    const map = new Map<string, Data>()
    for (const pair of entries(node)) if (pair.name !== null && !map.has(pair.name)) map.set(pair.name, convert(pair.value, tokenOf(pair.key, null, text), depth + 1))
    return new Data(map, at)
  }
  const file = parseYaml(text), root = file.documents.find(document => document.root !== null)?.root ?? null, isBroken = file.errors.length > 0
  if (!root) return new Data(new Map(), [0, 0], isBroken)
  const { value, span } = convert(root, tokenOf(root, null, text), 0)
  return new Data(value, span, isBroken)
}

/** JSON's comments replaced by blanks of the same length; a text that is not JSON is left alone. */
export function maskComments(text: string): string {
  if (!/^\s*(?:\/[/*]|[{[])/.test(text) || !text.includes('//') && !text.includes('/*')) return text
  return masked(text, '"\'')
}

/** Comments of the C family replaced by blanks of the same length; `quotes` are the characters that begin a text. */
export function masked(text: string, quotes: string): string {
  let out = '', from = 0, i = 0
  const blank = (end: number): void => { out += text.slice(from, i) + text.slice(i, end).replace(/[^\r\n]/g, ' '); from = i = end }
  while (i < text.length) {
    const c = text[i]!
    if (quotes.includes(c)) {
      let end = i + 1
      while (end < text.length && text[end] !== c && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1
      i = Math.min(end + 1, text.length)
    } else if (c === '/' && text[i + 1] === '/') {
      const end = text.indexOf('\n', i)
      blank(end < 0 ? text.length : end)
    } else if (c === '/' && text[i + 1] === '*') {
      const end = text.indexOf('*/', i + 2)
      blank(end < 0 ? text.length : end + 2)
    } else i++
  }
  return out + text.slice(from)
}
