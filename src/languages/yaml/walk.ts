import type { YamlMap, YamlNode, YamlPair, YamlScalar, YamlSequence } from './tree'

/** The nodes of a tree as written and in order, keys included; aliases are not followed. */
export function* walk(node: YamlNode | null): Generator<YamlNode> {
  if (!node) return
  const stack: YamlNode[] = [node]
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next
    if (next.kind === 'map') for (let i = next.pairs.length - 1; i >= 0; i--) stack.push(next.pairs[i]!.value, next.pairs[i]!.key)
    else if (next.kind === 'sequence') for (let i = next.items.length - 1; i >= 0; i--) stack.push(next.items[i]!)
  }
}

/** The scalars of a tree in order, keys included. */
export function* scalars(node: YamlNode | null): Generator<YamlScalar> {
  for (const next of walk(node)) if (next.kind === 'scalar') yield next
}

/** The node itself, or what its alias stands for; `null` where that is nowhere. */
export function resolve(node: YamlNode | null): YamlNode | null {
  let at = node
  while (at?.kind === 'alias') at = at.target
  return at
}

/** The map behind a node, aliases followed, or `null`. */
export function asMap(node: YamlNode | null): YamlMap | null {
  const resolved = resolve(node)
  return resolved?.kind === 'map' ? resolved : null
}

/** The sequence behind a node, aliases followed, or `null`. */
export function asSequence(node: YamlNode | null): YamlSequence | null {
  const resolved = resolve(node)
  return resolved?.kind === 'sequence' ? resolved : null
}

/** The scalar behind a node, aliases followed, or `null`. */
export function asScalar(node: YamlNode | null): YamlScalar | null {
  const resolved = resolve(node)
  return resolved?.kind === 'scalar' ? resolved : null
}

const isMerge = (pair: YamlPair): boolean => pair.name === '<<' && pair.key.kind === 'scalar' && pair.key.style === 'plain'

/** Most maps merge nothing, and then need no walk. */
const merges = (map: YamlMap): boolean => map.pairs.length < 12 ? map.pairs.some(isMerge) : map.get('<<') !== null

/** The maps that make up a map: itself, then what its `<<` keys merge in, each once, those that win first. */
function* layers(map: YamlMap): Generator<YamlMap | null> {
  const visited = new Set<YamlMap>(), stack: (YamlMap | null)[] = [map]
  while (stack.length > 0) {
    const next = stack.pop()!
    if (next === null) { yield null; continue }
    if (visited.has(next)) continue
    visited.add(next)
    yield next
    const merged: (YamlMap | null)[] = []
    if (merges(next)) for (const pair of next.pairs) {
      if (!isMerge(pair)) continue
      const value = resolve(pair.value)
      if (value?.kind === 'map') merged.push(value)
      else if (value?.kind === 'sequence') { for (const item of value.items) merged.push(asMap(item)); if (value.open) merged.push(null) }
      else if (!value || value.unknown) merged.push(null)
    }
    for (let i = merged.length - 1; i >= 0; i--) stack.push(merged[i]!)
  }
}

/**
 * The entries of the map behind a node, merged: own keys win, then the maps under `<<` in their order. Aliases are followed, duplicates
 * and `<<` itself left out; every pair is where it was written.
 */
export function* entries(node: YamlNode | null): Generator<YamlPair> {
  const map = asMap(node)
  if (!map) return
  const seen = new Set<string>()
  for (const layer of merges(map) ? layers(map) : [map]) {
    for (const pair of layer?.pairs ?? []) {
      if (isMerge(pair)) continue
      if (pair.name !== null) { if (seen.has(pair.name)) continue; seen.add(pair.name) }
      yield pair
    }
  }
}

/** The pair under a key of the map behind a node, merged, or `null`. */
export function entry(node: YamlNode | null, name: string): YamlPair | null {
  const map = asMap(node)
  if (!map) return null
  const own = map.pair(name)
  if (own && !isMerge(own)) return own
  if (!merges(map)) return null
  for (const layer of layers(map)) {
    const pair = layer?.pair(name)
    if (pair && !isMerge(pair)) return pair
  }
  return null
}

/** What stands at the end of keys and indices, aliases and `<<` followed, or `null`. */
export function lookup(node: YamlNode | null, ...path: readonly (string | number)[]): YamlNode | null {
  let at = resolve(node)
  for (const step of path) at = resolve(typeof step === 'string' ? entry(at, step)?.value ?? null : asSequence(at)?.items[step] ?? null)
  return at
}

/** May the map or sequence behind a node hold more than is seen: by a template, or by a merge that leads nowhere? */
export function isOpen(node: YamlNode | null): boolean {
  const resolved = resolve(node)
  if (!resolved) return node !== null
  if (resolved.kind === 'scalar' || resolved.kind === 'alias') return resolved.unknown
  if (resolved.kind === 'sequence') return resolved.open
  if (!merges(resolved)) return resolved.open
  for (const layer of layers(resolved)) if (!layer || layer.open) return true
  return false
}
