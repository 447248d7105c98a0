import type { Parser } from '../../core/document'
import type { Span } from '../../core/span'
import { parseYaml } from '../yaml/parse'
import { tokenOf } from '../yaml/path'
import type { YamlNode } from '../yaml/tree'
import { entries, resolve } from '../yaml/walk'
import { readJson } from './json'
import { Data } from './value'

export { Data }

/** How much of a file is looked at: nobody writes more by hand. */
const maximumNodes = 50_000
const maximumDepth = 40

/** JSON with or without comments, and YAML. What cannot be read is an empty map. */
export const dataParser: Parser<Data> = { parse: text => /^\uFEFF?\s*(?:[{[]|\/[/*])/.test(text) ? readJson(text) : text.length > longestYaml ? new Data(new Map(), [0, 0], true) : fromYaml(text) }

/** JSON with or without comments and nothing else. */
export const jsonParser: Parser<Data> = { parse: text => readJson(text) }

/** Nobody writes more YAML than this by hand for a tool. */
const longestYaml = 50_000

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
