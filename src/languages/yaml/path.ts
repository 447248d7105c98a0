import { parsePath, type Segment } from '../../core/path'
import type { Span } from '../../core/span'
import { entry, resolve } from './walk'
import type { YamlNode } from './tree'

/** Keys and indices from a node downwards. */
export type YamlPath = readonly Segment[]

/**
 * The one token to underline for what is, or is missing, at a path: the value's, else its key, else the first token of the nearest
 * ancestor that exists, its key if it has one. Never spans lines. A merged or aliased value is where it was written.
 */
export function locate(node: YamlNode | null, path: YamlPath | string, text: string): Span {
  const steps = typeof path === 'string' ? parsePath(path) ?? [] : path
  let at = node, key: YamlNode | null = null
  for (const step of steps) {
    const inner = resolve(at)
    if (typeof step === 'string') {
      const found = inner?.kind === 'map' ? entry(inner, step) : null
      if (!found) return tokenOf(key ?? at, null, text)
      key = found.key
      at = found.value
    } else {
      const item: YamlNode | undefined = inner?.kind === 'sequence' ? inner.items[step] : undefined
      if (!item) return tokenOf(key ?? at, null, text)
      // An item that is a collection is known by its own first token, the name of a list by its key.
      key = null
      at = item
    }
  }
  return tokenOf(at, key, text)
}

/** The token of a value: itself where it is a scalar or alias on one line, its key where it is a collection or empty, else its first token. */
export function tokenOf(value: YamlNode | null, key: YamlNode | null, text: string): Span {
  if (!value) return [0, 0]
  if (value.kind === 'scalar' || value.kind === 'alias') {
    const [start, end] = value.span
    return start === end && key ? tokenOf(key, null, text) : firstLine(start, end, text)
  }
  if (key) return tokenOf(key, null, text)
  if (value.style === 'flow') return [value.span[0], value.span[0] + 1]
  if (value.kind === 'map') return value.pairs.length > 0 ? tokenOf(value.pairs[0]!.key, null, text) : firstLine(...value.span, text)
  return value.items.length > 0 && value.items[0]!.span[0] > value.span[0] ? [value.span[0], value.span[0] + 1] : firstLine(...value.span, text)
}

function firstLine(start: number, end: number, text: string): Span {
  let to = start
  while (to < end && text[to] !== '\n' && text[to] !== '\r') to++
  while (to > start + 1 && (text[to - 1] === ' ' || text[to - 1] === '\t')) to--
  return [start, to]
}
