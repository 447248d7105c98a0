import type { Fact } from '../../core/fact'
import type { Scope } from '../../core/language'
import type { Exported } from '../../core/lookup'
import { kindOf, ObjectNode, type Manifest, type World } from './object'
import { AutoscalerNode, BindingNode, ClaimNode, ConfigNode, DisruptionBudgetNode, IngressNode, ListedNode, NamespaceNode, NetworkPolicyNode, PersistentVolumeNode, RoleNode, SecretMakerNode, ServiceAccountNode, ServiceNode, WebhooksNode } from './resources'
import { suppressionsOf } from './suppressions'
import { at, text } from './tree'
import { shapeOf, WorkloadNode } from './workload'

type Kind = new (manifest: Manifest, world: World) => ObjectNode

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['Service', ServiceNode], ['Ingress', IngressNode], ['HorizontalPodAutoscaler', AutoscalerNode], ['ScaledObject', AutoscalerNode],
  ['PodDisruptionBudget', DisruptionBudgetNode], ['NetworkPolicy', NetworkPolicyNode], ['Role', RoleNode], ['ClusterRole', RoleNode],
  ['RoleBinding', BindingNode], ['ClusterRoleBinding', BindingNode], ['ServiceAccount', ServiceAccountNode], ['ConfigMap', ConfigNode], ['Secret', ConfigNode],
  ['PersistentVolumeClaim', ClaimNode], ['PersistentVolume', PersistentVolumeNode], ['Namespace', NamespaceNode],
  ['LimitRange', ListedNode], ['ResourceQuota', ListedNode], ['SecretProviderClass', ListedNode], ['EndpointSlice', ListedNode],
  ['ExternalSecret', SecretMakerNode], ['SealedSecret', SecretMakerNode], ['Certificate', SecretMakerNode],
  ['ValidatingWebhookConfiguration', WebhooksNode], ['MutatingWebhookConfiguration', WebhooksNode],
])

/** Groups of other makers that use the name of one of our kinds. */
const groups: ReadonlyMap<string, RegExp> = new Map([
  ['Service', /^(?:v1)?$/], ['Ingress', /^(?:networking\.k8s\.io|extensions)\//], ['NetworkPolicy', /^(?:networking\.k8s\.io|extensions)\//], ['Certificate', /^cert-manager\.io\//],
  ['Role', /^rbac\.authorization\.k8s\.io\/|openshift/], ['RoleBinding', /^rbac\.authorization\.k8s\.io\/|openshift/],
])

/** The fact of an object, by its kind. */
export function nodeOf(manifest: Manifest, world: World): ObjectNode {
  const kind = kindOf(manifest.tree), version = text(at(manifest.tree, 'apiVersion'))
  const Known = kind === null || !(groups.get(kind)?.test(typeof version === 'string' ? version : '') ?? true) && typeof version === 'string' ? undefined : kinds.get(kind)
  if (Known) return new Known(manifest, world)
  const shape = shapeOf(kind, manifest.tree)
  return shape ? new WorkloadNode(manifest, world, shape) : new ObjectNode(manifest, world)
}

/** The objects of one context, and what is made of them. */
export class Model {
  readonly nodes: readonly ObjectNode[]
  constructor(manifests: readonly Manifest[], readonly world: World) { this.nodes = manifests.map(manifest => nodeOf(manifest, world)) }

  *facts(): Generator<Fact> { for (const node of this.nodes) yield* node.facts() }
  *exports(): Generator<Exported> { for (const node of this.nodes) yield* node.exports() }
  get suppressions(): NonNullable<Scope['suppressions']> { return this.nodes.flatMap(node => [...suppressionsOf(node)]) }
}
