import type { Environment } from '../../../core/language'
import { isKnown, Unknown } from '../../../core/value'
import { isNamed } from './target'
import { kindOf, type Manifest } from '../object'
import { at, boolean, each, raw, text, Tree } from '../tree'

export const generatorFields: readonly (readonly [field: string, kind: string])[] = [['configMapGenerator', 'ConfigMap'], ['secretGenerator', 'Secret']]

/** The objects with the ConfigMaps and Secrets that a kustomization generates, merges into or replaces, by the names by which others refer to them. */
export function generated(tree: Tree, known: readonly Manifest[], environment: Environment, pathOf: (entry: string) => string | null): Manifest[] {
  let manifests = [...known]
  const common = at(tree, 'generatorOptions')
  for (const [field, kind] of generatorFields) each(at(tree, field), (entry, i) => {
    const named = at(entry, 'name'), name = text(named), behavior = text(at(entry, 'behavior'))
    if (!(named instanceof Tree) || !isKnown(name) || name === null) return
    const { data, isOpen } = dataOf(entry, environment, pathOf), content = kind === 'Secret' ? 'stringData' : 'data'
    const scalar = (value: string): Tree => named.with({ value, derived: true })
    const map = (children: ReadonlyMap<string, Tree>, open = false): Tree => entry.with({ children, open, derived: true })
    if (behavior === 'merge' || behavior === 'replace') {
      manifests = manifests.map(manifest => {
        if (!isNamed(manifest, name) || kindOf(manifest.tree) !== kind) return manifest
        const children = new Map(manifest.tree.children), old = children.get(content), of = old ?? entry
        const isMerge = behavior === 'merge' && old?.kind === 'map'
        children.set(content, of.with({ children: new Map([...isMerge ? old.children : [], ...data]), open: isOpen || isMerge && old.open, derived: true }))
        return { ...manifest, tree: manifest.tree.with({ children, open: manifest.tree.open, derived: manifest.tree.derived }) }
      })
      return
    }
    const metadata = new Map<string, Tree>([['name', named]]), annotations = new Map([['generatedBy', scalar('kustomize')]]), labels = new Map<string, Tree>()
    const namespace = at(entry, 'namespace')
    if (namespace instanceof Tree) metadata.set('namespace', namespace)
    for (const options of [common, at(entry, 'options')]) for (const [field, into] of [['labels', labels], ['annotations', annotations]] as const) {
      const pairs = at(options, field)
      if (pairs instanceof Tree) for (const [key, value] of pairs.children) into.set(key, value)
    }
    metadata.set('annotations', map(annotations, true))
    if (labels.size) metadata.set('labels', map(labels))
    const made = new Map<string, Tree>([['apiVersion', scalar('v1')], ['kind', scalar(kind)], ['metadata', map(metadata)], [content, map(data, isOpen)]])
    const immutable = at(entry, 'options', 'immutable') ?? at(common, 'immutable'), type = at(entry, 'type')
    if (immutable instanceof Tree && boolean(immutable) !== null) made.set('immutable', immutable)
    if (type instanceof Tree) made.set('type', type)
    manifests.push({ tree: map(made), id: `${field}/${i}`, baseName: name, fullName: name })
  })
  return manifests
}

function dataOf(entry: Tree, environment: Environment, pathOf: (entry: string) => string | null): { readonly data: ReadonlyMap<string, Tree>; readonly isOpen: boolean } {
  const data = new Map<string, Tree>()
  let isOpen = ['literals', 'files', 'envs'].some(field => { const found = at(entry, field); return found !== null && (!(found instanceof Tree) || found.open) })
  for (const literal of each(at(entry, 'literals'), item => item)) {
    const value = raw(literal)
    if (!isKnown(value)) isOpen = true
    else if (value !== null && value.includes('=')) data.set(value.slice(0, value.indexOf('=')), literal.with({ value: value.slice(value.indexOf('=') + 1).replace(/^(['"])(.*)\1$/s, '$2'), derived: true }))
  }
  for (const item of each(at(entry, 'files'), item => item)) {
    const value = raw(item)
    if (!isKnown(value)) isOpen = true
    if (!isKnown(value) || value === null) continue
    const split = value.indexOf('='), key = split < 0 ? value.slice(value.lastIndexOf('/') + 1) : value.slice(0, split)
    data.set(key, item.with({ value: new Unknown(value), derived: true }))
  }
  const env = at(entry, 'env')
  for (const item of [...each(at(entry, 'envs'), item => item), ...env instanceof Tree ? [env] : []]) {
    const value = raw(item), path = isKnown(value) && value !== null ? pathOf(value) : null, document = path === null ? null : environment.read(path)
    if (!document) { isOpen = true; continue }
    for (const line of document.text.slice(0, 1_000_000).split(/\r?\n/)) {
      const found = /^\s*([^#=\s][^=]*)=(.*)$/.exec(line)
      if (found) data.set(found[1]!, item.with({ value: found[2]!, derived: true }))
      else if (/^\s*[^#\s]/.test(line)) data.set(line.trim(), item.with({ value: new Unknown(line.trim()), derived: true }))
    }
  }
  return { data, isOpen }
}
