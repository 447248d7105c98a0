import { isKnown, isUnknown, Unknown, type Maybe } from '../../../core/value'
import { isTarget } from './target'
import type { Manifest } from '../object'
import { put } from './patch'
import { at, each, flag, number, raw, text, Tree, type Found } from '../tree'

type Step = string | { readonly name: string; readonly value: string }

/** `spec.containers.[name=app].env.0` and `spec.containers.*` in steps; a dot behind a backslash is part of a name. Null where it is none of these. */
export function stepsOf(path: string): readonly Step[] | null {
  const steps: Step[] = []
  let part = '', depth = 0
  const end = (): void => {
    const found = /^\[([^\]=]*)=([^\]]*)\]$/.exec(part)
    if (part !== '') steps.push(found ? { name: found[1]!, value: found[2]!.replace(/^(['"])(.*)\1$/, '$2') } : part)
    part = ''
  }
  for (let i = 0; i < path.length; i++) {
    const char = path[i]!
    if (char === '\\' && path[i + 1] === '.') { part += '.'; i++; continue }
    if (char === '[') { if (depth === 0 && part !== '') end(); depth++ }
    if (char === ']') depth--
    if (char === '.' && depth === 0) { end(); continue }
    part += char
  }
  end()
  return depth === 0 && steps.length > 0 ? steps : null
}

type Path = readonly (string | number)[]

/** The places that a path means in an object; those that are not there only where they may be made. */
function placesOf(of: Tree, steps: readonly Step[], create: boolean): readonly Path[] {
  let found: { readonly tree: Tree | null; readonly path: Path }[] = [{ tree: of, path: [] }]
  for (const step of steps) found = found.flatMap(({ tree, path }): typeof found => {
    if (typeof step !== 'string') return (tree?.items ?? []).flatMap((item, i) => step.name === '' ? raw(item) === step.value ? [{ tree: item, path: [...path, i] }] : [] : raw(at(item, step.name)) === step.value ? [{ tree: item, path: [...path, i] }] : [])
    if (tree?.kind === 'list') {
      if (step === '*') return tree.items.map((item, i) => ({ tree: item, path: [...path, i] }))
      const index = Number(step), item = tree.items[index]
      return item ? [{ tree: item, path: [...path, index] }] : []
    }
    if (step === '*') return [...tree?.children ?? []].map(([name, value]) => ({ tree: value, path: [...path, name] }))
    const next = tree?.children.get(step)
    return next ? [{ tree: next, path: [...path, step] }] : create && (tree === null || tree.kind === 'map') ? [{ tree: null, path: [...path, step] }] : []
  })
  return found.map(({ path }) => path)
}

const valueAt = (of: Tree, path: Path): Tree | undefined => path.reduce<Tree | undefined>((now, step) => typeof step === 'number' ? now?.items[step] : now?.children.get(step), of)

/** The objects after the `replacements` of a kustomization: what one field says is written into others. */
export function replaced(tree: Tree, before: readonly Manifest[], read: (path: string) => readonly Tree[] | null): readonly Manifest[] {
  let manifests = before
  each(at(tree, 'replacements'), entry => {
    const path = text(at(entry, 'path'))
    const all = path === null ? [entry] : isKnown(path) ? (read(path) ?? []).flatMap(one => one.kind === 'list' ? one.items : [one]) : []
    for (const one of all) manifests = replaceOne(one, manifests)
  })
  return manifests
}

function replaceOne(entry: Tree, before: readonly Manifest[]): readonly Manifest[] {
  const source = sourceOf(entry, before), targets = each(at(entry, 'targets'), target => target)
  let manifests = before
  for (const target of targets) {
    const select = at(target, 'select'), paths = [...each(at(target, 'fieldPaths'), text)], reject = each(at(target, 'reject'), one => one)
    if (!(select instanceof Tree)) continue
    const create = flag(at(target, 'options', 'create')) === true, delimiter = text(at(target, 'options', 'delimiter')), index = number(at(target, 'options', 'index'))
    manifests = manifests.map(manifest => {
      if (!isTarget(select, manifest) || reject.some(one => isTarget(one, manifest))) return manifest
      let now = manifest.tree
      for (const path of paths.length ? paths : ['metadata.name']) {
        const steps = isKnown(path) && path !== null ? stepsOf(path) : null
        for (const place of steps ? placesOf(now, steps, create) : []) {
          const old = valueAt(now, place)
          now = put(now, place, delimiter === null || !old ? valueFor(source, old ?? target) : spliced(source, old, delimiter, index))
        }
      }
      return now === manifest.tree ? manifest : { ...manifest, tree: now }
    })
  }
  return manifests
}

/** What is to be written: with the place at which it was written, or unknown at the place that gets it. What was text stays text. */
function valueFor(source: Tree | Unknown, old: Tree): Tree {
  if (isUnknown(source)) return old.with({ value: source, derived: true })
  const value = raw(source)
  return typeof old.value === 'string' && typeof source.value !== 'string' && source.kind === 'scalar' && isKnown(value) && value !== null ? source.with({ value, derived: true }) : source
}

function spliced(source: Tree | Unknown, old: Tree, delimiter: Maybe<string>, index: Maybe<number | null>): Tree {
  const value = isUnknown(source) ? source : raw(source), written = raw(old)
  if (isUnknown(delimiter) || isUnknown(index) || delimiter === '' || !isKnown(value) || value === null || !isKnown(written) || written === null) return old.with({ value: new Unknown('…'), derived: true })
  const parts = written.split(delimiter), i = index ?? 0
  const after = i < 0 ? [value, ...parts] : i >= parts.length ? [...parts, value] : parts.map((part, j) => j === i ? value : part)
  return old.with({ value: after.join(delimiter), derived: true })
}

function sourceOf(entry: Tree, manifests: readonly Manifest[]): Tree | Unknown {
  const source = at(entry, 'source'), constant = at(entry, 'sourceValue')
  if (constant instanceof Tree) return constant
  if (!(source instanceof Tree)) return new Unknown('…')
  const found = manifests.filter(manifest => isTarget(source, manifest, false)), written = text(at(source, 'fieldPath'))
  if (found.length !== 1 || !isKnown(written)) return new Unknown('…')
  const steps = stepsOf(written ?? 'metadata.name'), [place, ...others] = steps ? placesOf(found[0]!.tree, steps, false) : []
  const value: Found = place && !others.length ? valueAt(found[0]!.tree, place) ?? null : null
  if (!value) return new Unknown('…')
  const delimiter = text(at(source, 'options', 'delimiter')), index = number(at(source, 'options', 'index'))
  if (delimiter === null) return value
  const whole = raw(value)
  if (!isKnown(delimiter) || isUnknown(index) || delimiter === '' || !isKnown(whole) || whole === null) return new Unknown('…')
  return value.with({ value: whole.split(delimiter)[index ?? 0] ?? new Unknown('…'), derived: true })
}
