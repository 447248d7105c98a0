import { isKnown } from '../../core/value'
import { at, text, Tree } from './tree'

/** The same value with another child, maps on the way made where they are missing; null removes it. */
export function put(of: Tree, path: readonly (string | number)[], value: Tree | null): Tree {
  const [step, ...rest] = path
  if (step === undefined) return value ?? of
  if (typeof step === 'number') {
    if (of.kind !== 'list' || step > of.items.length || step < 0) return of
    const items = of.items.slice()
    if (rest.length === 0) {
      if (value === null) items.splice(step, 1)
      else items[step] = value
    } else if (items[step]) items[step] = put(items[step]!, rest, value)
    return of.with({ items, open: of.open })
  }
  if (of.kind !== 'map' && !of.isNull) return of
  const children = new Map(of.children), next = children.get(step)
  if (rest.length === 0) {
    if (value === null) children.delete(step)
    else children.set(step, value)
  } else {
    const below = next && !next.isNull ? next : value && new Tree(value.source, value.node, value.key, null, null, false, { children: new Map(), open: false, derived: true })
    if (!below) return of
    children.set(step, put(below, rest, value))
  }
  return of.with({ children, open: of.open, derived: of.derived })
}

/** By what the items of a list are told apart when it is merged; lists that are not here are replaced. */
const mergeKeys: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['containers', 'initContainers', 'ephemeralContainers', 'volumes', 'env', 'imagePullSecrets', 'resourceClaims'].map(name => [name, ['name']] as const),
  ['volumeMounts', ['mountPath']], ['volumeDevices', ['devicePath']], ['ports', ['containerPort', 'port']], ['hostAliases', ['ip']], ['topologySpreadConstraints', ['topologyKey']], ['secrets', ['name']],
])

/** A strategic merge: maps are merged, lists by their keys where `byKey`, null removes. */
export function merge(base: Tree, patch: Tree, byKey: boolean, name = ''): Tree | null {
  if (patch.kind === 'scalar') return patch.isNull ? null : patch
  if (patch.kind === 'map') {
    const directive = text(at(patch, '$patch'))
    if (directive === 'delete') return null
    const own = [...patch.children].filter(([key]) => !key.startsWith('$'))
    if (directive === 'replace' || base.kind !== 'map') return patch.with({ children: new Map(own), open: patch.open })
    const children = new Map(base.children)
    for (const [key, value] of own) {
      const known = children.get(key), merged = known ? merge(known, value, byKey, key) : value.isNull ? null : value
      if (merged) children.set(key, merged)
      else children.delete(key)
    }
    return base.with({ children, open: base.open || patch.open, derived: base.derived })
  }
  const keys = byKey ? mergeKeys.get(name) : undefined
  if (!keys || base.kind !== 'list') return patch
  const items = base.items.slice()
  for (const item of patch.items) {
    if (text(at(item, '$patch')) === 'replace') return patch
    const key = keys.find(key => at(item, key) !== null), value = key === undefined ? null : text(at(item, key))
    const index = key === undefined || !isKnown(value) ? -1 : items.findIndex(one => text(at(one, key)) === value)
    if (index < 0) { items.push(item); continue }
    const merged = merge(items[index]!, item, byKey)
    if (merged) items[index] = merged
    else items.splice(index, 1)
  }
  return base.with({ items, open: base.open || patch.open })
}

/** The operations of a JSON patch (RFC 6902), one after the other; null where one cannot be told. */
export function applyJsonPatch(tree: Tree, operations: Tree): Tree | null {
  let now = tree
  for (const operation of operations.items) {
    const op = text(at(operation, 'op')), pointer = text(at(operation, 'path')), value = operation.children.get('value') ?? null
    if (!isKnown(op) || !isKnown(pointer) || pointer === null) return null
    if (op === 'test') continue
    if (op !== 'add' && op !== 'replace' && op !== 'remove') return null
    const path: (string | number)[] = []
    let walked: Tree | undefined = now
    for (const part of pointer.split('/').slice(1).map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))) {
      const step: string | number = walked?.kind === 'list' ? part === '-' ? walked.items.length : Number(part) : part
      path.push(step)
      walked = typeof step === 'number' ? walked?.items[step] : walked?.children.get(step)
    }
    const last = path.at(-1)
    if (op === 'remove') now = put(now, path, null)
    else if (value && typeof last === 'number' && op === 'add') {
      const holder = path.slice(0, -1).reduce<Tree | undefined>((of, step) => typeof step === 'number' ? of?.items[step] : of?.children.get(step), now)
      if (holder?.kind === 'list') now = put(now, path.slice(0, -1), holder.with({ items: [...holder.items.slice(0, last), value, ...holder.items.slice(last)], open: holder.open }))
    } else if (value) now = put(now, path, value)
  }
  return now
}
