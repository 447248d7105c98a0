import type { Fact, Place } from '../../core/fact'
import type { Exported, Key, Lookup } from '../../core/lookup'
import { formatPath } from '../../core/path'
import { isKnown, isUnknown, list, Unknown, type Dictionary, type List, type Maybe, type Plain } from '../../core/value'
import { contains } from '../../core/span'
import { lifecycleOf } from './data/api-lifecycle'
import { keys, type ObjectSummary } from './exports'
import type * as facts from './facts'
import { Node } from './node'
import { at, leaves, map, pairs, plain, raw, text, when, type Found, type Tree } from './tree'
import { some, type Unit } from './unit'

/** An object as a file or a kustomization yields it. */
export interface Manifest {
  readonly tree: Tree
  /** Which object of its file it is. */
  readonly id: string
  /** Its name as written, so that contexts agree on what they speak of. */
  readonly baseName: string | null
  /** Its name with the prefixes and suffixes of kustomizations. */
  readonly fullName: string | null
}

/** What the facts of one context share. */
export interface World {
  readonly unit: Unit
  readonly lookup: Lookup
  /** A file that contributes to all objects is half-typed. */
  readonly isDamaged: boolean
}

/** Kinds that live outside namespaces. */
export const clusterScoped = /^(?:Namespace|Node|PersistentVolume|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|StorageClass|PriorityClass|RuntimeClass|IngressClass|GatewayClass|VolumeAttachment|CSIDriver|CSINode|APIService|(?:Validating|Mutating)WebhookConfiguration|ValidatingAdmissionPolicy(?:Binding)?|MutatingAdmissionPolicy(?:Binding)?|FlowSchema|PriorityLevelConfiguration|CertificateSigningRequest|PodSecurityPolicy|ClusterIssuer|ClusterPolicy|ClusterSecretStore|SecurityContextConstraints|ComponentStatus|VolumeSnapshotClass|ConstraintTemplate)$/

/** Network policies of others, whose selectors are not read. Calico's own NetworkPolicy is read as the common one. */
export const policyKinds: readonly string[] = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'GlobalNetworkPolicy']

/** The fact of an object, and the base of the facts of particular kinds. */
export class ObjectNode extends Node implements facts.Object {
  readonly kind: string = 'kubernetes.Object'

  constructor(readonly manifest: Manifest, readonly world: World) {
    super(manifest.tree, `${kindOf(manifest.tree) ?? 'Object'}/${manifest.baseName ?? manifest.id}`, world.isDamaged)
  }

  override locate(path: string): Place {
    if (path === '') {
      const named = super.locate('metadata.name')
      return named.missing ? super.locate('') : named
    }
    return super.locate(path)
  }

  protected at(...path: readonly string[]): Found { return at(this.tree, ...path) }

  get apiVersion() { return this.keep('apiVersion', () => text(this.at('apiVersion'))) }
  get group(): Maybe<string> { return when(this.apiVersion, version => version?.includes('/') ? version.slice(0, version.indexOf('/')) : '') }
  get version(): Maybe<string> { return when(this.apiVersion, version => version?.slice(version.indexOf('/') + 1) ?? '') }
  get objectKind(): Maybe<string> { return when(text(this.at('kind')), kind => kind ?? '') }
  get lifecycle(): Maybe<facts.Lifecycle | null> { return when(this.apiVersion, version => when(this.objectKind, kind => version === null ? null : lifecycleOf(version, kind))) }
  get name() { return this.keep('name', () => text(this.at('metadata', 'name'))) }
  get generateName() { return text(this.at('metadata', 'generateName')) }
  get namespace() { return this.keep('namespace', () => text(this.at('metadata', 'namespace'))) }
  get isClusterScoped(): Maybe<boolean> { return when(this.objectKind, kind => clusterScoped.test(kind)) }
  get labels(): Dictionary<Maybe<string | null>> { return this.keep('labels', () => pairs(this.at('metadata', 'labels'))) }
  get annotations(): Dictionary<Maybe<string | null>> { return this.keep('annotations', () => pairs(this.at('metadata', 'annotations'))) }
  get isHook(): Maybe<boolean> { return ['helm.sh/hook', 'argocd.argoproj.io/hook'].some(name => this.annotations.has(name)) ? true : this.annotations.open ? new Unknown('annotations') : false }
  get source() { return this.world.unit.source }
  get hasOuterNamespace() { return this.world.unit.hasOuterNamespace }
  get keys(): List<string> { return list(this.tree.children.keys(), this.tree.open) }
  get lineBreak(): string { return this.tree.source.text.includes('\r\n') ? '\r\n' : '\n' }
  get fields(): Plain { return this.keep('fields', () => plain(this.tree)) }

  get hasDuplicate(): Maybe<boolean> {
    const { name, objectKind, group } = this
    if (!isKnown(name)) return name
    if (!isKnown(objectKind)) return objectKind
    if (name === null) return false
    const answer = this.world.unit.ask(keys.object(objectKind, name))
    if (isUnknown(answer)) return answer
    let doubt: Unknown | false = false
    for (const other of answer.near) {
      if (other.unit !== this.world.unit.name || other.group !== group || this.is(other) || other.fullName !== this.manifest.fullName) continue
      if (other.namespace === this.namespace) return true
      if (isUnknown(other.namespace) || isUnknown(this.namespace)) doubt = new Unknown('namespace')
    }
    return doubt
  }

  get duplicateKeys(): List<facts.DuplicateKey> {
    return this.keep('duplicateKeys', () => {
      const { source, node } = this.tree, found = source.document.errors.filter(error => error.code === 'duplicate-key' && contains(node.span, error.span))
      return list(found.map(({ span, related }) => ({ key: source.text.slice(...span), place: { path: source.path, span, missing: false, related: related ? [{ path: source.path, span: related, message: 'The first one is here.' }] : [] } })))
    })
  }

  get scalars(): List<facts.Scalar> { return this.keep('scalars', () => list(scalarsOf(this.tree, []), this.tree.open)) }

  get untypedMetadata(): List<facts.Scalar> {
    return this.keep('untypedMetadata', () => {
      const found: facts.Scalar[] = []
      for (const path of metadataPaths) {
        const value = at(this.tree, ...path)
        if (value !== null && isKnown(value)) found.push(...[...scalarsOf(value, path)].filter(({ type, value }) => type !== 'string' && isKnown(value)))
      }
      return list(found)
    })
  }

  /** Is a summary that of this very object? */
  is(summary: ObjectSummary): boolean { return summary.path === this.path && summary.id === this.manifest.id && summary.unit === this.world.unit.name && summary.fullName === (this.manifest.fullName ?? summary.name) }

  /** What the unit has under a key, in the namespace of this object. */
  protected some<S extends ObjectSummary>(asked: Iterable<Key<S>>, test: (summary: S) => Maybe<boolean>): Maybe<List<S>> {
    return some(this.world.unit, asked, this.namespace, summary => this.is(summary) ? false : test(summary))
  }

  /** What others see of it; null where it has no name that is known. */
  summary(): ObjectSummary | null {
    const { objectKind, name, group, namespace } = this
    if (!isKnown(objectKind) || !isKnown(name) || name === null) return null
    return { objectKind, name, namespace, group: isKnown(group) ? group : '', unit: this.world.unit.name, path: this.path, id: this.manifest.id, fullName: this.manifest.fullName ?? name }
  }

  /** What others may look up. */
  *exports(): Generator<Exported> {
    const summary = this.summary()
    if (!summary) return
    yield { key: keys.object(summary.objectKind, summary.name), summary }
    if (policyKinds.includes(summary.objectKind)) yield { key: keys.kind(summary.objectKind), summary }
  }

  /** The facts of the object: itself, and those of its kind and parts. */
  *facts(): Generator<Fact> { yield this }
}

const metadataPaths = [['metadata', 'labels'], ['metadata', 'annotations'], ['spec', 'template', 'metadata', 'labels'], ['spec', 'template', 'metadata', 'annotations'], ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'], ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'annotations'], ['spec', 'selector', 'matchLabels']]

export function* scalarsOf(tree: Tree, above: readonly (string | number)[]): Generator<facts.Scalar> {
  for (const { tree: leaf, path } of leaves(tree, above)) {
    const last = path.at(-1)
    yield { get path() { return formatPath(path) }, key: typeof last === 'string' ? last : null, value: when(raw(leaf), text => text ?? ''), type: typeOf(leaf.value) }
  }
}

export const typeOf = (value: Maybe<string | number | boolean | null>): facts.Scalar['type'] => value === null ? 'null' : typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string'

export function kindOf(tree: Tree): string | null {
  const kind = text(at(tree, 'kind'))
  return isKnown(kind) ? kind : null
}

export const strings = (found: Found): Dictionary<Maybe<string>> => map(found, value => when(text(value), text => text ?? ''))
