import { isKnown, Unknown } from '../../../core/value'
import { at, text, Tree } from '../tree'

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
      const known = children.get(key), merged = known ? merge(known, value, byKey, key) : value.isNull ? null : cleaned(value)
      if (merged) children.set(key, merged)
      else children.delete(key)
    }
    // Some versions leave out what is not retained, newer ones keep it and the directive as well: nobody knows what is there.
    const retained = patch.children.get('$retainKeys')
    if (retained?.kind === 'list') {
      const names = new Set(retained.items.map(item => item.value))
      for (const [key, value] of children) if (!names.has(key)) children.set(key, value.with({ value: new Unknown('…') }))
    }
    for (const [key, values] of patch.children) {
      const known = key.startsWith('$deleteFromPrimitiveList/') ? children.get(key.slice(25)) : undefined
      if (known?.kind !== 'list' || values.kind !== 'list') continue
      const gone = new Set(values.items.map(item => item.value))
      children.set(key.slice(25), known.with({ items: known.items.filter(item => !gone.has(item.value)), open: known.open, derived: known.derived }))
    }
    return base.with({ children, open: base.open || patch.open, derived: base.derived })
  }
  const keys = byKey ? mergeKeys.get(name) : undefined
  if (!keys || base.kind !== 'list') return patch
  const items = base.items.slice(), fresh: Tree[] = []
  if (patch.items.some(item => text(at(item, '$patch')) === 'replace')) return patch.with({ items: patch.items.filter(item => !item.children.has('$patch')), open: patch.open })
  for (const item of patch.items) {
    const key = keys.find(key => at(item, key) !== null), value = key === undefined ? null : text(at(item, key))
    const protocol = name === 'ports' ? text(at(item, 'protocol')) : null
    const index = key === undefined || !isKnown(value) ? -1 : items.findIndex(one => text(at(one, key)) === value && (protocol === null || (text(at(one, 'protocol')) ?? 'TCP') === protocol))
    if (index < 0) { if (text(at(item, '$patch')) !== 'delete') fresh.push(cleaned(item)); continue }
    const merged = merge(items[index]!, item, byKey)
    if (merged) items[index] = merged
    else items.splice(index, 1)
  }
  // What is new stands first, as kustomize puts it.
  return base.with({ items: [...fresh, ...items], open: base.open || patch.open })
}

/** A value of a patch that has nothing to merge into, without directives. */
function cleaned(value: Tree): Tree {
  if (value.kind === 'list') return value.items.some(item => item.kind !== 'scalar') ? value.with({ items: value.items.map(cleaned), open: value.open }) : value
  if (value.kind !== 'map' || ![...value.children].some(([key, child]) => key.startsWith('$') || child.kind !== 'scalar' || child.isNull)) return value
  return value.with({ children: new Map([...value.children].filter(([key, child]) => !key.startsWith('$') && !child.isNull).map(([key, child]) => [key, cleaned(child)])), open: value.open })
}

type Path = readonly (string | number)[]

/** A JSON pointer in steps: numbers where the value so far is a list, behind its end for `-`. */
function stepsOf(tree: Tree, pointer: string): Path {
  const path: (string | number)[] = []
  let walked: Tree | undefined = tree
  for (const part of pointer.split('/').slice(1).map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    const step: string | number = walked?.kind === 'list' ? part === '-' ? walked.items.length : Number(part) : part
    path.push(step)
    walked = typeof step === 'number' ? walked?.items[step] : walked?.children.get(step)
  }
  return path
}

const valueAt = (tree: Tree, path: Path): Tree | undefined => path.reduce<Tree | undefined>((of, step) => typeof step === 'number' ? of?.items[step] : of?.children.get(step), tree)

/** Puts a value where a path says: into a list before what stands there. */
function add(tree: Tree, path: Path, value: Tree): Tree {
  const last = path.at(-1), holder = typeof last === 'number' ? valueAt(tree, path.slice(0, -1)) : undefined
  if (typeof last === 'number' && holder?.kind === 'list') return put(tree, path.slice(0, -1), holder.with({ items: [...holder.items.slice(0, last), value, ...holder.items.slice(last)], open: holder.open, derived: holder.derived }))
  return put(tree, path, value)
}

/** The operations of a JSON patch (RFC 6902), one after the other; null where one cannot be told. */
export function applyJsonPatch(tree: Tree, operations: Tree): Tree | null {
  let now = tree
  for (const operation of operations.items) {
    const op = text(at(operation, 'op')), pointer = text(at(operation, 'path')), value = operation.children.get('value') ?? null
    if (!isKnown(op) || !isKnown(pointer) || pointer === null) return null
    if (op === 'test') continue
    const path = stepsOf(now, pointer)
    if (op === 'remove') now = put(now, path, null)
    else if (op === 'move' || op === 'copy') {
      const source = text(at(operation, 'from'))
      if (!isKnown(source) || source === null) return null
      const from = stepsOf(now, source), moved = valueAt(now, from)
      if (!moved) return null
      if (op === 'move') now = put(now, from, null)
      now = add(now, stepsOf(now, pointer), moved)
    } else if (op === 'add' || op === 'replace') { if (value) now = op === 'add' ? add(now, path, value) : put(now, path, value) } else return null
  }
  return now
}
