import type { Span } from '../../core/span'
import { Data } from './value'

const maximumDepth = 40

/** JSON and JSON5, read tolerantly and in linear time: comments, single quotes, names without quotes and a comma too many are no errors. */
export function readJson(text: string): Data {
  let at = text.startsWith('\uFEFF') ? 1 : 0, isBroken = false
  const skip = (): void => {
    for (;;) {
      while (at < text.length && /[\s]/.test(text[at]!)) at++
      if (text.startsWith('//', at)) { const end = text.indexOf('\n', at); at = end < 0 ? text.length : end } else if (text.startsWith('/*', at)) { const end = text.indexOf('*/', at + 2); at = end < 0 ? text.length : end + 2 } else return
    }
  }
  const string = (): string => {
    const quote = text[at]!, start = ++at
    let isEscaped = false
    while (at < text.length && text[at] !== quote && text[at] !== '\n') { if (text[at] === '\\') { isEscaped = true; at++ } at++ }
    const inner = text.slice(start, Math.min(at, text.length))
    if (text[at] === quote) at++
    else { isBroken = true; at = Math.min(at, text.length) }
    return isEscaped ? inner.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, char: string) => code ? String.fromCharCode(parseInt(code, 16)) : ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' } as { [c: string]: string })[char] ?? char) : inner
  }
  const word = (): string => { const start = at; while (at < text.length && /[^\s,:[\]{}"'/]/.test(text[at]!)) at++; return text.slice(start, at) }
  const value = (key: Span | null, depth: number): Data | null => {
    skip()
    const start = at, c = text[at]
    if (c === '{' || c === '[') {
      at++
      if (depth >= maximumDepth) { isBroken = true; at = text.length; return new Data(null, key ?? [start, at]) }
      return c === '{' ? object(key ?? [start, start + 1], depth) : list(key ?? [start, start + 1], depth)
    }
    if (c === '"' || c === "'") { const inner = string(); return new Data(inner, [start, at]) }
    const plain = word()
    if (plain === '') return null
    const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain) ? Number(plain) : null
    if (number === null && !/^(?:true|false|null)$/.test(plain)) isBroken = true
    return new Data(number ?? (plain === 'true' ? true : plain === 'false' ? false : plain === 'null' ? null : plain), [start, at])
  }
  const object = (span: Span, depth: number): Data => {
    const map = new Map<string, Data>()
    for (;;) {
      skip()
      const start = at, c = text[at]
      if (c === undefined || c === '}') { if (c === undefined) isBroken = true; else at++; return new Data(map, span) }
      if (c === ',') { at++; continue }
      const name = c === '"' || c === "'" ? string() : word(), key: Span = [start, at]
      if (at === start) { isBroken = true; at++; continue }
      skip()
      if (text[at] !== ':') { isBroken = true; continue }
      at++
      const inner = value(key, depth + 1)
      if (!inner) isBroken = true
      else if (!map.has(name)) map.set(name, inner)
    }
  }
  const list = (span: Span, depth: number): Data => {
    const items: Data[] = []
    for (;;) {
      skip()
      const start = at, c = text[at]
      if (c === undefined || c === ']') { if (c === undefined) isBroken = true; else at++; return new Data(items, span) }
      if (c === ',') { at++; continue }
      const inner = value(null, depth + 1)
      if (inner) items.push(inner)
      if (at === start) { isBroken = true; at++ }
    }
  }
  const root = value(null, 0)
  skip()
  return root ? new Data(root.value, root.span, isBroken || at < text.length) : new Data(new Map(), [0, 0], isBroken || at < text.length)
}
