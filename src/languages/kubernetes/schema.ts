import type { Place } from '../../core/fact'
import { nearest } from '../../core/nearest'
import { formatPath, type Segment } from '../../core/path'
import { isUnknown } from '../../core/value'
import { tokenOf } from '../yaml/path'
import { fields } from './data/fields'
import { FieldTable, type Basic, type Field, type FieldType } from './fields'
import { nearQuantity, quantity } from './quantity'
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

/** Where an object breaks the schema of its kind at a minor version of Kubernetes 1.x; without one, that of every version that serves it. Nothing but its metadata for kinds that are not known. */
export function mismatches(object: Tree, apiVersion: string, kind: string, minor: number | null): readonly Mismatch[] {
  const table = fieldTable(), known = table.kind(apiVersion, kind)
  const at = minor === null ? null : Math.min(Math.max(minor, table.oldest), table.newest)
  if (known) return new Walk(table, at !== null && known.since <= at && at <= known.until ? at : null, [], needsSpec.test(kind)).start(object, known.type)
  const found: Mismatch[] = [], metadata = object.children.get('metadata'), type = typeAt(table, 'v1', 'ConfigMap', 'metadata')
  // Files of other tools look like objects, and their metadata may be anything: only what is surely meant otherwise is told.
  if (metadata?.kind === 'map' && type !== null) found.push(...new Walk(table, at, ['metadata']).start(metadata, type).filter(one => one.suggestion !== null || isUnquoted(one)))
  const path = templates.get(kind), pods = path ? typeAt(table, 'apps/v1', 'Deployment', 'spec', 'template') : null
  if (!path || pods === null) return found
  let tree: Tree | undefined = object
  for (const name of path) tree = tree?.children.get(name)
  if (tree?.kind === 'map' && !tree.isUnknown) found.push(...new Walk(table, at, path).start(tree, pods))
  return found
}

function typeAt(table: FieldTable, apiVersion: string, kind: string, ...path: readonly string[]): FieldType | null {
  let type: FieldType | null = table.kind(apiVersion, kind)?.type ?? null
  for (const name of path) type = type === null ? null : table.field(type, name, null)?.type ?? null
  return type
}

/** Kinds that the API server refuses without a spec; others are fine with an empty one. */
const needsSpec = /^(?:Pod|Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|HorizontalPodAutoscaler)$/

class Walk {
  private readonly found: Mismatch[] = []
  private readonly path: Segment[]
  constructor(private readonly table: FieldTable, private readonly minor: number | null, path: readonly Segment[], private readonly needsSpec = false) { this.path = [...path] }

  start(tree: Tree, type: FieldType): readonly Mismatch[] {
    this.object(tree, type)
    return this.found
  }

  private object(tree: Tree, type: FieldType): void {
    const { path } = this
    for (const [name, value] of tree.children) {
      const field = this.table.field(type, name, this.minor)
      path.push(name)
      if (field) this.value(value, field, field.shape)
      else this.unknown(tree, type, name, value)
      path.pop()
    }
    if (tree.open) return
    const missing = this.table.required(type, this.minor).filter(name => (tree.children.get(name)?.isNull ?? true) && !this.hasZero(type, name))
    if (this.needsSpec && path.length === 0 && (tree.children.get('spec')?.isNull ?? true) && !missing.includes('spec')) missing.push('spec')
    if (missing.length) this.add('missing-field', tree, this.holder(tree), { names: missing })
  }

  private unknown(tree: Tree, type: FieldType, name: string, value: Tree): void {
    if (this.table.isRoot(type) && (name === 'apiVersion' || name === 'kind' || name === 'status') || name.startsWith('$') || name.startsWith('x-') || isPlaceholder(name)) return
    // What stands in a template's branch may belong to a collection of the branch before.
    if (value.conditional) return
    const place: Place = { path: value.source.path, span: tokenOf(value.key ?? value.node, null, value.source.text), missing: false }
    const later = this.minor === null ? null : this.table.field(type, name, null)
    if (later) { this.add('unknown-field', value, place, { comesWith: this.minor! < later.since ? later.since : null }); return }
    const belongsTo = this.parentOf(type, name), suggestion = belongsTo !== null ? null : nearest(name, [...this.table.names(type, this.minor)].filter(one => !tree.children.has(one)))
    this.add('unknown-field', value, place, { belongsTo, suggestion })
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
  private holder(tree: Tree): Place {
    const name = this.path.length === 0 ? tree.children.get('metadata')?.children.get('name') : undefined
    return name ? { ...name.place(true), missing: true } : tree.place(true)
  }

  private value(tree: Tree, field: Field, shape: string): void {
    if (field.basic === 'any') return
    const expected = shape !== '' ? shape.startsWith('[') ? 'list' : 'map' : field.basic === 'object' ? 'map' : 'scalar'
    if (tree.kind !== expected) {
      if (tree.kind === 'scalar' ? !tree.isNull && !tree.isUnknown && !(typeof tree.value === 'string' && isPlaceholder(tree.value)) : !tree.isUnknown) this.wrong(tree, expected === 'scalar' ? basics[field.basic]! : `a ${expected}`)
    } else if (expected === 'list') {
      for (const [i, item] of tree.items.entries()) { this.path.push(i); this.value(item, field, shape.slice(1)); this.path.pop() }
    } else if (shape !== '') {
      for (const [name, value] of tree.children) { this.path.push(name); this.value(value, field, shape.slice(1)); this.path.pop() }
    } else if (expected === 'map') this.object(tree, field.type!)
    else this.scalar(tree, field)
  }

  private scalar(tree: Tree, { basic, values }: Field): void {
    const { value } = tree
    if (value === null || isUnknown(value)) return
    if (!fits(value, basic)) {
      // `$REPLICAS` and `REPLICA_COUNT` are filled in by something else.
      if (typeof value !== 'string' || !isPlaceholder(value) && !/^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/.test(value)) this.wrong(tree, basics[basic]!, basic === 'quantity' && typeof value === 'string' && this.path.at(-1) !== 'cpu' ? nearQuantity(value) : null)
    } else if (values.length && typeof value === 'string' && value !== '' && !values.includes(value) && !isPlaceholder(value)) {
      const suggestion = nearest(value, values, value.length < 6 ? 0 : 2)
      if (suggestion !== null) this.add('wrong-value', tree, tree.place(false), { expected: `'${suggestion}'`, actual: `'${value}'`, suggestion })
    }
  }

  private wrong(tree: Tree, expected: string, suggestion: string | null = null): void { this.add('wrong-type', tree, tree.place(false), { expected, actual: actualOf(tree), suggestion }) }

  private add(form: Mismatch['form'], tree: Tree, place: Place, more: Partial<Mismatch>): void {
    const path = [...this.path]
    this.found.push({ form, path, names: [String(path.findLast(step => typeof step === 'string') ?? '')], expected: '', actual: '', suggestion: null, belongsTo: null, comesWith: null, tree, place, ...more })
  }
}

const fits = (value: string | number | boolean, basic: Basic): boolean => basic === 'string' ? typeof value === 'string' : basic === 'boolean' ? typeof value === 'boolean' : basic === 'integer' ? Number.isInteger(value)
  : basic === 'number' ? typeof value === 'number' : basic === 'int-or-string' ? typeof value !== 'boolean' : typeof value === 'number' || typeof value === 'string' && quantity(value) !== null

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
