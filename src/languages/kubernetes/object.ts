import type { Fact, Place } from '../../core/fact'
import type { Environment } from '../../core/language'
import type { Exported, Key, Lookup } from '../../core/lookup'
import { formatPath } from '../../core/path'
import { isKnown, isUnknown, list, Unknown, type Dictionary, type List, type Maybe, type Plain } from '../../core/value'
import { contains } from '../../core/span'
import { credentialIn } from './credential'
import { tokenOf } from '../yaml/path'
import { readOutside } from '../../core/outside'
import { conflictIn } from '../text/conflict'
import { keys, type ObjectSummary } from './exports'
import { outdatedNames } from './deprecated'
import type * as facts from './facts'
import { Node, substanceOf } from './node'
import { kindProblem, lifecycleOf } from './lifecycle'
import { invalidLabels, invalidNames } from './names'
import { isMisplaced, isSetting, isUnquoted, mismatches, sentence, type Mismatch } from './schema'
import { holesOf } from './pod-security-policy'
import { at, leaves, map, pairs, plain, raw, text, when, known, each, type Found, type Tree } from './tree'
import { some, hasAny, one, type Unit } from './unit'
import { mentioned, mentions } from './mentions'

/** An object as a file or a kustomization yields it. */
export interface Manifest {
  readonly tree: Tree
  /** Which object of its file it is. */
  readonly id: string
  /** Its name as written, so that contexts agree on what they speak of. */
  readonly baseName: string | null
  /** Its name with the prefixes and suffixes of kustomizations. */
  readonly fullName: string | null
  /** Its namespace as written, where a kustomization has put another one. */
  readonly baseNamespace?: string | null
}

/** What the facts of one context share. */
export interface World {
  readonly unit: Unit
  readonly lookup: Lookup & Pick<Environment, 'setting' | 'names'>
  /** A file that contributes to all objects is half-typed. */
  readonly isDamaged: boolean
}

/** Kinds that live outside namespaces. */
export const clusterScoped = /^(?:Namespace|Node|PersistentVolume|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|StorageClass|PriorityClass|RuntimeClass|IngressClass|GatewayClass|VolumeAttachment|CSIDriver|CSINode|APIService|(?:Validating|Mutating)WebhookConfiguration|ValidatingAdmissionPolicy(?:Binding)?|MutatingAdmissionPolicy(?:Binding)?|FlowSchema|PriorityLevelConfiguration|CertificateSigningRequest|PodSecurityPolicy|ClusterIssuer|ClusterPolicy|ClusterSecretStore|SecurityContextConstraints|ComponentStatus|VolumeSnapshotClass|ConstraintTemplate)$/

/** Network policies of others, whose selectors are not read. Calico's own NetworkPolicy is read as the common one. */
export const policyKinds: readonly string[] = ['GlobalNetworkPolicy']

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
  override get substance(): object | null { return this.lasts ? substanceOf(this.tree) : null }
  /** Its parts outlive an edit elsewhere in its file. */
  get lasts(): boolean { return this.world.unit.source === 'manifest' }
  get lifecycle(): Maybe<facts.Lifecycle | null> { return this.keep('lifecycle', () => when(this.apiVersion, version => when(this.objectKind, kind => version === null ? null : lifecycleOf(this.tree, version, kind, this.kubernetesMinor)))) }
  get hasConflict(): boolean { return this.keep('hasConflict', () => { readOutside(); return conflictIn(this.tree.source.text) !== null }) }
  get name() { return this.keep('name', () => text(this.at('metadata', 'name'))) }
  get generateName() { return text(this.at('metadata', 'generateName')) }
  get namespace() { return this.keep('namespace', () => text(this.at('metadata', 'namespace'))) }
  private get home(): Maybe<string | null> { return known(this.objectKind) === 'Namespace' ? this.name : this.namespace }
  private homeHolds(kind: string): Maybe<boolean> { const { home } = this; return isUnknown(home) ? home : home === null ? new Unknown('namespace') : hasAny(some(this.world.unit, [keys.kind(kind)], home, () => true)) }
  get namespaceIsDefined(): Maybe<boolean> { const { namespace } = this; return isUnknown(namespace) ? namespace : namespace === null ? new Unknown('namespace') : when(one(this.world.unit, keys.object('Namespace', namespace), null), found => found !== null) }
  get namespaceHasLimitRange(): Maybe<boolean> { return this.homeHolds('LimitRange') }
  get namespaceHasResourceQuota(): Maybe<boolean> { return this.homeHolds('ResourceQuota') }
  get isClusterScoped(): Maybe<boolean> { return when(this.objectKind, kind => clusterScoped.test(kind)) }
  get labels(): Dictionary<Maybe<string | null>> { return this.keep('labels', () => pairs(this.at('metadata', 'labels'))) }
  get annotations(): Dictionary<Maybe<string | null>> { return this.keep('annotations', () => pairs(this.at('metadata', 'annotations'))) }
  get isHook(): Maybe<boolean> { return ['helm.sh/hook', 'argocd.argoproj.io/hook'].some(name => this.annotations.has(name)) ? true : this.annotations.open ? new Unknown('annotations') : false }
  get source() { return this.world.unit.source }
  get hasOuterNamespace() { return this.world.unit.hasOuterNamespace }
  get policyHoles(): List<facts.PolicyHole> { return this.keep('policyHoles', () => this.objectKind === 'PodSecurityPolicy' ? holesOf(this.tree) : list<facts.PolicyHole>([])) }
  get keys(): List<string> { return list(this.tree.children.keys(), this.tree.open) }
  get lineBreak(): string { return this.tree.source.text.includes('\r\n') ? '\r\n' : '\n' }
  get fields(): Plain { return this.keep('fields', () => plain(this.tree)) }

  get hasDuplicate(): Maybe<boolean> {
    const { name, objectKind, group } = this
    if (!isKnown(name)) return name
    if (!isKnown(objectKind)) return objectKind
    if (name === null) return false
    if (this.source === 'chart') return new Unknown('…')
    const answer = this.world.unit.ask(keys.object(objectKind, name))
    if (isUnknown(answer)) return answer
    let doubt: Unknown | false = false
    for (const other of answer.near) {
      if (other.unit !== this.world.unit.name || other.group !== group || this.is(other) || other.fullName !== this.manifest.fullName || !isEarlier(other, this.path, this.manifest.id, this.source === 'manifest')) continue
      if (other.namespace === this.namespace) return true
      if (isUnknown(other.namespace) || isUnknown(this.namespace)) doubt = new Unknown('namespace')
    }
    return doubt
  }

  get owners(): List<facts.Owner> {
    return this.keep('owners', () => each(this.at('metadata', 'ownerReferences'), (item, i) => {
      const objectKind = text(at(item, 'kind')), name = text(at(item, 'name'))
      const exists = when(objectKind, kind => when(name, name => {
        if (kind === null || name === null) return new Unknown('ownerReferences')
        const found = one(this.world.unit, keys.object(kind, name), this.namespace)
        // Only where the unit has others of the kind does it tell that there is none of the name.
        return isUnknown(found) ? found : found !== null ? true : this.isKindHere(kind) ? false : new Unknown(name)
      }))
      return { location: `metadata.ownerReferences[${i}]`, objectKind, name, exists }
    }))
  }

  /** Are there objects of a kind in the unit? Only of kinds that are looked up as a whole. */
  private isKindHere(kind: string): boolean {
    const answer = this.world.unit.ask(/^(?:Deployment|ReplicaSet|ReplicationController|StatefulSet|DaemonSet|Job|CronJob|Pod)$/.test(kind) ? keys.workloads : keys.kind(kind))
    return !isUnknown(answer) && answer.near.some(({ objectKind }) => objectKind === kind)
  }

  get isUnused(): Maybe<boolean> {
    return this.keep('isUnused', () => {
      const { name, objectKind } = this
      if (!isKnown(objectKind) || !unusable.has(objectKind)) return isKnown(objectKind) ? false : objectKind
      if (!isKnown(name)) return name
      if (name === null || isTakenByOthers(this)) return new Unknown(name ?? 'name')
      const names = [...new Set([name, this.manifest.fullName ?? name])]
      const asked = names.flatMap(name => [keys.uses(objectKind, name), keys.binds(objectKind, name), mentioned(name)])
      const isUsed = hasAny(this.some(asked, () => true))
      if (isUsed === true) return false
      if (isUnknown(isUsed)) return isUsed
      // A folder without pods is used from elsewhere.
      const hasPods = hasAny(this.some([keys.workloads], () => true))
      return hasPods === true ? true : new Unknown(name)
    })
  }

  get duplicateKeys(): List<facts.DuplicateKey> {
    return this.keep('duplicateKeys', () => {
      const { source, node } = this.tree, found = source.document.errors.filter(error => error.code === 'duplicate-key' && contains(node.span, error.span))
      return list(found.map(({ span, related }) => ({ key: source.text.slice(...span), place: { path: source.path, span, missing: false, related: related ? [{ path: source.path, span: related, message: 'The first one is here.' }] : [] } })))
    })
  }

  get unsortedKey(): facts.UnsortedKey | null { return this.keep('unsortedKey', () => unsorted(this.tree)) }

  get scalars(): List<facts.Scalar> { return this.keep('scalars', () => list(scalarsOf(this.tree, []), this.tree.open)) }

  get credentials(): List<facts.Credential> {
    return this.keep('credentials', () => {
      const found: facts.Credential[] = [], kind = kindOf(this.tree), isConfig = kind === 'Secret' || kind === 'ConfigMap'
      for (const { tree, path } of leaves(this.tree)) {
        if (isConfig && /^(?:data|stringData|binaryData)$/.test(String(path[0])) || path.at(-1) === 'value' && path.at(-3) === 'env') continue
        const { value } = tree
        if (typeof value !== 'string' || value.length < 12) continue
        const credential = credentialIn(value)
        if (!credential) continue
        const place = tree.place(false), [start, end] = tree.node.span, part = value.slice(...credential.span), at = tree.source.text.slice(start, end).indexOf(part)
        found.push({ what: credential.what, path: formatPath(path), place: at < 0 || tree.derived || part.includes('\n') ? place : { ...place, span: [start + at, start + at + part.length] } })
      }
      return list(found, this.tree.open)
    })
  }

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

  get kubernetesMinor(): number | null {
    return this.keep('kubernetesMinor', () => {
      const minor = /^v?1\.(\d+)/.exec(String(this.world.lookup.setting(this.path, 'kubernetes.version') ?? ''))?.[1]
      return minor === undefined ? null : Number(minor)
    })
  }

  /** Where it breaks the schema of its kind. Of a file that is half-typed nothing is told. */
  private get mismatches(): readonly Mismatch[] {
    return this.keep('mismatches', () => {
      const { apiVersion, objectKind } = this
      return isKnown(apiVersion) && apiVersion !== null && isKnown(objectKind) && !this.damaged ? mismatches(this.tree, apiVersion, objectKind, this.kubernetesMinor) : []
    })
  }

  get violations(): List<facts.Violation> {
    return this.keep('violations', () => {
      const isPart = this.source === 'manifest' && /(?:^|[/._-])(?:patch(?:es)?|overlays?|overrides?)(?:[/._-]|$)/i.test(this.path)
      return list(this.mismatches.filter(one => !isMisplaced(one) && !(isUnquoted(one) && isSetting(one)) && !(isPart && one.form === 'missing-field')).map(one => this.violation(one)))
    })
  }

  get misplacedSecurity(): List<facts.Violation> { return this.keep('misplacedSecurity', () => list(this.mismatches.filter(isMisplaced).map(one => this.violation(one)))) }

  private violation(one: Mismatch): facts.Violation {
    const { form, names, path, suggestion, place } = one, kind = this.objectKind
    return { form, name: names[0]!, path: formatPath(path), message: sentence(one, isKnown(kind) ? kind : '', this.kubernetesMinor), suggestion, isUnquoted: isUnquoted(one), text: one.tree.source.text.slice(...place.span), place }
  }

  get unquoted(): List<facts.Unquoted> {
    return this.keep('unquoted', () => list(this.mismatches.filter(one => isUnquoted(one) && isSetting(one)).map(({ path, tree, place }): facts.Unquoted => {
      const text = raw(tree)
      return { path: formatPath(path), text: isKnown(text) ? text ?? '' : '', type: typeof tree.value === 'number' ? 'number' : 'boolean', place }
    })))
  }

  /** Something made of the object's apiVersion and kind; nothing where they are not known. */
  private byKind<T>(name: string, make: (apiVersion: string, kind: string) => Iterable<T>): List<T> {
    return this.keep(name, () => {
      const { apiVersion, objectKind } = this
      return list(isKnown(apiVersion) && apiVersion !== null && isKnown(objectKind) && !this.damaged ? make(apiVersion, objectKind) : [])
    })
  }
  get kindProblem(): Maybe<facts.KindProblem | null> { return when(this.apiVersion, version => when(this.objectKind, kind => version === null ? null : kindProblem(version, kind, this.kubernetesMinor))) }
  get nodeVersion(): Maybe<number | null> { return when(text(this.at('status', 'nodeInfo', 'kubeletVersion')), version => { const minor = /^v?1\.(\d+)/.exec(version ?? '')?.[1]; return minor === undefined ? null : Number(minor) }) }
  get invalidLabels(): List<facts.Misnomer> { return this.keep('invalidLabels', () => list(invalidLabels(this.tree))) }
  get invalidNames(): List<facts.Misnomer> { return this.byKind('invalidNames', (apiVersion, kind) => invalidNames(this.tree, apiVersion, kind)) }
  get outdatedNames(): List<facts.Outdated> { return this.byKind('outdatedNames', (apiVersion, kind) => outdatedNames(this.tree, apiVersion, kind)) }

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
    if (summary.fullName !== summary.name) yield { key: keys.object(summary.objectKind, summary.fullName), summary }
    yield* mentions(this.tree, summary, this.annotations)
    if (policyKinds.includes(summary.objectKind)) yield { key: keys.kind(summary.objectKind), summary }
  }

  /** The facts of the object: itself, and those of its kind and parts. */
  *facts(): Generator<Fact> { yield this }
}

function unsorted(tree: Tree): facts.UnsortedKey | null {
  if (tree.kind === 'list') { for (const item of tree.items) { const found = unsorted(item); if (found) return found } return null }
  if (tree.kind !== 'map') return null
  let before: string | null = null
  for (const [key, value] of tree.children) {
    if (before !== null && key < before) return { key, before, place: { path: value.source.path, span: tokenOf(value.key ?? value.node, null, value.source.text), missing: false } }
    before = key
    const found = unsorted(value)
    if (found) return found
  }
  return null
}

/** Does an object stand before another one? By the positions in their file, else by the names of their files. */
function isEarlier(other: ObjectSummary, path: string, id: string, onlyHere: boolean): boolean {
  if (other.path !== path) return !onlyHere && other.path < path
  const [a, b] = [other.id, id].map(one => one.split('/').map(Number)) as [number[], number[]]
  for (const [i, position] of b.entries()) if (a[i] !== position) return (a[i] ?? -1) < position
  return false
}

/** Kinds that do nothing by themselves, and whose users name them. */
const unusable: ReadonlySet<string> = new Set(['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount', 'Role'])

const common = /^(?:app|name|version|tier|component|team|owner|env|environment|release|chart|heritage|k8s-app|app\.kubernetes\.io\/.*|helm\.sh\/chart)$/

/** Is an object picked up by something that does not name it: by its labels, its type, an annotation, or its well-known name? */
function isTakenByOthers({ tree, labels, annotations, isHook, name, namespace }: ObjectNode): boolean {
  if (labels.open || annotations.open || isHook === true || namespace === 'kube-system') return true
  if ([...labels.keys()].some(label => !common.test(label))) return true
  if ([...annotations.keys()].some(key => /reflector|replicator|kubed|reloader|strategy\.spinnaker|argocd|flux|config\.kubernetes\.io|sidecar|grafana|prometheus/.test(key))) return true
  const type = text(at(tree, 'type')), part = labels.get('app.kubernetes.io/part-of')
  if (part === 'argocd' || isKnown(name) && /^(?:default|aws-auth|coredns|kube-.*|argocd-.*|.*-leader-election|.*\.v\d+)$/.test(name ?? '')) return true
  return isKnown(type) && type !== null && type !== 'Opaque'
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
