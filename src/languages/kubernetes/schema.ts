import type { Place } from '../../core/fact'
import { nearest } from '../../core/nearest'
import { formatPath, type Segment } from '../../core/path'
import { isUnknown } from '../../core/value'
import { tokenOf } from '../yaml/path'
import { fields } from './data/fields'
import { FieldTable, type Field, type FieldType } from './fields'
import { quantity } from './quantity'
import { isPlaceholder, type Tree } from './tree'

let read: FieldTable | null = null

/** The fields of the kinds of Kubernetes; read at the first object. */
export const fieldTable = (): FieldTable => read ??= new FieldTable(fields)

/** Where an object breaks the schema of its kind. */
export interface Mismatch {
  readonly form: 'unknown-field' | 'wrong-type' | 'wrong-value' | 'missing-field'
  /** The field; the fields where several are missing. */
  readonly names: readonly string[]
  /** From the object: the value, or what lacks the field. */
  readonly path: readonly Segment[]
  /** What it has to be, `a list`; what it is, `a number`; '' for names. */
  readonly expected: string
  readonly actual: string
  readonly suggestion: string | null
  /** A field beside it that has a field of this name. */
  readonly belongsTo: string | null
  /** The minor version that brings the field; null where none does. */
  readonly comesWith: number | null
  readonly tree: Tree
  readonly place: Place
}

/** Kinds of others whose pods are those of Kubernetes, and where their template stands. */
const templates: ReadonlyMap<string, readonly string[]> = new Map([['Rollout', ['spec', 'template']], ['CloneSet', ['spec', 'template']], ['DeploymentConfig', ['spec', 'template']]])

/** Where an object breaks the schema of its kind at a minor version of Kubernetes 1.x; without one, that of every version that serves it. Nothing for kinds that are not known. */
export function* mismatches(object: Tree, apiVersion: string, kind: string, minor: number | null): Generator<Mismatch> {
  const table = fieldTable(), known = table.kind(apiVersion, kind)
  const at = minor === null ? null : Math.min(Math.max(minor, table.oldest), table.newest)
  if (known) {
    yield* new Walk(table, at !== null && known.since <= at && at <= known.until ? at : null, needsSpec.test(kind)).object(object, known.type, [])
    return
  }
  const anyObject = table.kind('v1', 'ConfigMap')!, metadata = object.children.get('metadata'), metadataField = table.field(anyObject.type, 'metadata', null)
  if (metadata?.kind === 'map' && metadataField?.type != null) yield* new Walk(table, at).object(metadata, metadataField.type, ['metadata'])
  const path = templates.get(kind), pods = path && table.kind('apps/v1', 'Deployment')
  if (!path || !pods) return
  let tree: Tree | undefined = object, type: FieldType | null = pods.type
  for (const name of ['spec', 'template']) type = type === null ? null : table.field(type, name, null)?.type ?? null
  for (const name of path) tree = tree?.children.get(name)
  if (tree && type !== null && !tree.isNull && !tree.isUnknown) yield* new Walk(table, at).object(tree, type, path)
}

/** Kinds that the API server refuses without a spec; others are fine with an empty one. */
const needsSpec = /^(?:Pod|Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|HorizontalPodAutoscaler)$/

class Walk {
  constructor(private readonly table: FieldTable, private readonly minor: number | null, private readonly needsSpec = false) {}

  *object(tree: Tree, type: FieldType, path: readonly Segment[]): Generator<Mismatch> {
    const isRoot = this.table.isRoot(type)
    for (const [name, value] of tree.children) {
      const field = this.table.field(type, name, this.minor)
      if (field) { yield* this.value(value, field, field.shape, [...path, name]); continue }
      if (isRoot && (name === 'apiVersion' || name === 'kind' || name === 'status') || name.startsWith('$') || name.startsWith('x-') || isPlaceholder(name)) continue
      // What stands in a template's branch may belong to a collection of the branch before.
      if (value.conditional) continue
      const later = this.minor === null ? null : this.table.field(type, name, null)
      const there = new Set(tree.children.keys())
      const belongsTo = later ? null : this.parentOf(type, name), suggestion = later || belongsTo !== null ? null : nearest(name, [...this.table.names(type, this.minor)].filter(one => !there.has(one)))
      yield {
        form: 'unknown-field', names: [name], path: [...path, name], expected: '', actual: '', suggestion, belongsTo, comesWith: later && this.minor! < later.since ? later.since : null, tree: value,
        place: { path: value.source.path, span: tokenOf(value.key ?? value.node, null, value.source.text), missing: false },
      }
    }
    if (tree.open) return
    const missing = [...this.table.required(type, this.minor)].filter(name => (tree.children.get(name)?.isNull ?? true) && !this.hasZero(type, name))
    if (this.needsSpec && path.length === 0 && (tree.children.get('spec')?.isNull ?? true)) {
      const spec = this.table.field(type, 'spec', this.minor)
      if (spec && spec.type !== null && !missing.includes('spec') && !this.table.required(spec.type, this.minor).next().done) missing.push('spec')
    }
    if (missing.length) yield { form: 'missing-field', names: missing, path, expected: '', actual: '', suggestion: null, belongsTo: null, comesWith: null, tree, place: this.holder(tree, path) }
  }

  /** The published schema requires it, and the API server takes what is left out for the zero value. */
  private hasZero(type: FieldType, name: string): boolean {
    return /^(?:value|revision|endpoints|preference)$/.test(name) || this.table.field(type, name, null)?.basic === 'boolean'
  }

  private parentOf(type: FieldType, name: string): string | null {
    for (const one of this.table.names(type, this.minor)) {
      const field = this.table.field(type, one, this.minor)!
      if (field.shape === '' && field.type !== null && field.type !== type && one !== 'metadata' && this.table.field(field.type, name, this.minor)) return one
    }
    return null
  }

  /** What lacks a field: its key; the object itself by its name. */
  private holder(tree: Tree, path: readonly Segment[]): Place {
    const name = path.length === 0 ? tree.children.get('metadata')?.children.get('name') : undefined
    return name ? { ...name.place(true), missing: true } : tree.place(true)
  }

  private *value(tree: Tree, field: Field, shape: string, path: readonly Segment[]): Generator<Mismatch> {
    if (field.basic === 'any' || tree.isNull || tree.isUnknown) return
    if (shape.startsWith('[')) {
      if (tree.kind !== 'list') { yield this.wrong(tree, path, 'a list'); return }
      for (const [i, item] of tree.items.entries()) yield* this.value(item, field, shape.slice(1), [...path, i])
      return
    }
    if (shape.startsWith('{')) {
      if (tree.kind !== 'map') { yield this.wrong(tree, path, 'a map'); return }
      for (const [name, value] of tree.children) yield* this.value(value, field, shape.slice(1), [...path, name])
      return
    }
    if (field.basic === 'object') {
      if (tree.kind !== 'map') yield this.wrong(tree, path, 'a map')
      else yield* this.object(tree, field.type!, path)
      return
    }
    const { value } = tree, { basic } = field
    if (tree.kind === 'scalar' && (value === null || isUnknown(value) || typeof value === 'string' && (isPlaceholder(value) || basic !== 'string' && /^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/.test(value)))) return
    const fits = tree.kind === 'scalar' && (basic === 'string' ? typeof value === 'string' : basic === 'boolean' ? typeof value === 'boolean' : basic === 'integer' ? typeof value === 'number' && Number.isInteger(value)
      : basic === 'number' ? typeof value === 'number' : basic === 'int-or-string' ? typeof value !== 'boolean' : typeof value === 'number' || typeof value === 'string' && quantity(value) !== null)
    if (!fits) { yield this.wrong(tree, path, basics[basic]!); return }
    if (field.values.length && typeof value === 'string' && value !== '' && !field.values.includes(value)) {
      const suggestion = nearest(value, field.values, value.length < 6 ? 0 : 2)
      if (suggestion !== null) yield { form: 'wrong-value', names: [String(path.at(-1))], path, expected: `'${suggestion}'`, actual: `'${value}'`, suggestion, belongsTo: null, comesWith: null, tree, place: tree.place(false) }
    }
  }

  private wrong(tree: Tree, path: readonly Segment[], expected: string): Mismatch {
    const name = [...path].reverse().find(step => typeof step === 'string') ?? ''
    return { form: 'wrong-type', names: [String(name)], path, expected, actual: actualOf(tree), suggestion: null, belongsTo: null, comesWith: null, tree, place: tree.place(false) }
  }
}

const basics: { readonly [basic: string]: string } = { string: 'a text', integer: 'a whole number', boolean: 'true or false', number: 'a number', quantity: 'a quantity such as 500m or 256Mi', 'int-or-string': 'a number or a text' }

function actualOf(tree: Tree): string {
  if (tree.kind === 'list') return 'a list'
  if (tree.kind === 'map') return 'a map'
  const { value } = tree
  return typeof value === 'string' ? value === '' ? 'an empty text' : 'a text' : typeof value === 'number' ? 'a number' : 'a boolean'
}

/** Is a wrong type that of a text that was written without quotes? */
export const isUnquoted = ({ form, expected, tree }: Mismatch): boolean => form === 'wrong-type' && expected === 'a text' && tree.kind === 'scalar'

/** Texts that configuration is made of: variables, labels, annotations, the keys of ConfigMaps and Secrets. */
export function isSetting({ path }: Mismatch): boolean {
  const [last, above, over] = [path.at(-1), path.at(-2), path.at(-3)]
  return last === 'value' && typeof above === 'number' && over === 'env' || above === 'labels' || above === 'annotations' || above === 'matchLabels' || (above === 'data' || above === 'stringData') && path.length === 2
}

const containerOnly = new Set(['privileged', 'allowPrivilegeEscalation', 'readOnlyRootFilesystem', 'capabilities', 'procMount'])
const podOnly = new Set(['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy', 'sysctls'])

/** A field of a container's security context in that of the pod, or the other way round. */
export function isMisplaced({ form, path, names }: Mismatch): boolean {
  if (form !== 'unknown-field' || path.at(-2) !== 'securityContext') return false
  return (typeof path.at(-3) === 'number' ? podOnly : containerOnly).has(names[0]!)
}

/** One sentence on a mismatch. */
export function sentence({ form, names, path, expected, actual, suggestion, belongsTo, comesWith }: Mismatch, kind: string, minor: number | null): string {
  const of = (steps: readonly Segment[]): string => steps.length === 0 ? kind : `'${formatPath(steps)}'`
  const list = names.map(name => `'${name}'`), named = list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`
  switch (form) {
    case 'unknown-field': return `${of(path.slice(0, -1))} has no field ${named}${comesWith !== null ? ` before Kubernetes 1.${comesWith}` : minor !== null ? ` in Kubernetes 1.${minor}` : ''}${belongsTo !== null ? `; it is one of '${belongsTo}'` : suggestion === null ? '' : `; '${suggestion}' is one`}.`
    case 'missing-field': return `${of(path)} lacks ${named}.`
    case 'wrong-value': return `${of(path)} is ${actual}; ${expected} is the value.`
    case 'wrong-type': return `${of(path)} takes ${expected} and is ${actual}.`
  }
}
