import { isKnown, isUnknown, type Maybe } from '../../../core/value'
import { kindOf, type Manifest } from '../object'
import { at, raw, text, type Found, type Tree } from '../tree'

/** Does an object have a name, with or without what kustomizations put around it? */
export const isNamed = (manifest: Manifest, name: string): boolean => manifest.baseName === name || manifest.fullName === name

const namespaceOf = (tree: Tree): Maybe<string | null> => text(at(tree, 'metadata', 'namespace'))

/** Is a patch without target for this object? By kind and name, and by the namespace where both say one. */
export function isSame(patch: Tree, manifest: Manifest): boolean {
  const kind = kindOf(patch), name = raw(at(patch, 'metadata', 'name'))
  if (kind === null || kind !== kindOf(manifest.tree) || !isKnown(name) || name === null || !isNamed(manifest, name)) return false
  const wanted = namespaceOf(patch), has = namespaceOf(manifest.tree)
  return typeof wanted !== 'string' || typeof has !== 'string' || wanted === has || wanted === manifest.baseNamespace
}

/** Is an object one that a `target` or `select` means? Names and kinds are patterns there, whole ones. */
export function isTarget(target: Tree, manifest: Manifest, asPatterns = true): boolean {
  const fits = (field: string, values: readonly (string | null)[]): boolean => {
    const wanted = text(at(target, field))
    if (wanted === null || wanted === '') return true
    if (isUnknown(wanted) || wanted.length > 500) return false
    if (!asPatterns || /^[\w./-]*$/.test(wanted)) return values.includes(wanted)
    try { return values.some(value => value !== null && new RegExp(`^(?:${wanted})$`).test(value)) } catch { return values.includes(wanted) }
  }
  const version = text(at(manifest.tree, 'apiVersion')), known = isKnown(version) && version !== null ? version : '', slash = known.indexOf('/')
  const namespace = namespaceOf(manifest.tree)
  return fits('kind', [kindOf(manifest.tree)]) && fits('name', [manifest.baseName, manifest.fullName]) && fits('group', [slash < 0 ? '' : known.slice(0, slash)]) && fits('version', [known.slice(slash + 1)])
    && fits('namespace', [isKnown(namespace) ? namespace ?? '' : null, manifest.baseNamespace ?? null])
    && hasPairs(text(at(target, 'labelSelector')), at(manifest.tree, 'metadata', 'labels')) && hasPairs(text(at(target, 'annotationSelector')), at(manifest.tree, 'metadata', 'annotations'))
}

/** A selector in the words of kubectl: `a=b, c!=d, e, !f, g in (h, i), j notin (k)`. */
function hasPairs(wanted: Maybe<string | null>, labels: Found): boolean {
  if (wanted === null) return true
  if (isUnknown(wanted) || wanted.length > 2000) return false
  return wanted.split(/,(?![^(]*\))/).every(part => {
    const [, not, key, rest = ''] = /^\s*(!?)\s*([^!=\s()]+)\s*(.*)$/.exec(part) ?? []
    if (key === undefined) return false
    const value = text(at(labels, key)), operator = /^(?:(!?==?)\s*(\S*)|(in|notin)\s*\(([^)]*)\))\s*$/.exec(rest)
    if (rest === '') return (value === null) === (not === '!')
    if (!operator) return false
    if (operator[3] !== undefined) return typeof value === 'string' && operator[4]!.split(',').some(one => one.trim() === value) === (operator[3] === 'in') || value === null && operator[3] === 'notin'
    return (value === operator[2]) === !operator[1]!.startsWith('!')
  })
}
