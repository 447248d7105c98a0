import type { Fact } from '../../core/fact'
import type { Scope } from '../../core/language'
import type { Exported } from '../../core/lookup'
import { outsideReads } from '../../core/outside'
import { isKnown } from '../../core/value'
import { keys, type ObjectSummary } from './exports'
import { BackupNode, backupGroups } from './backup'
import { ChaosEngineNode, ChaosMeshNode } from './chaos'
import { DeliveryNode } from './gitops'
import { FeatureFlagNode } from './feature-flags'
import { ConfigurationNode, MonitorNode, ObjectivesNode, PrometheusRuleNode } from './monitoring'
import { kindOf, ObjectNode, type Manifest, type World } from './object'
import { GatewayNode, RouteNode } from './gateway'
import { CiliumPolicyNode } from './policy'
import { portsOf } from './ports'
import { isMaker, linksOf } from './references'
import { AutoscalerNode, BindingNode, ClaimNode, ConfigNode, DisruptionBudgetNode, IngressNode, ListedNode, NamespaceNode, NetworkPolicyNode, PersistentVolumeNode, RoleNode, SecretMakerNode, ServiceAccountNode, ServiceNode, WebhooksNode } from './resources'
import { RolloutWorkloadNode } from './rollout'
import { SandboxNode } from './sandbox'
import { suppressionsOf } from './suppressions'
import { StorageClassNode } from './storageclass'
import { at, text, known } from './tree'
import { VerticalAutoscalerNode } from './vpa'
import { shapeOf, WorkloadNode } from './workload'

type Kind = new (manifest: Manifest, world: World) => ObjectNode

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['Service', ServiceNode], ['Ingress', IngressNode], ['HorizontalPodAutoscaler', AutoscalerNode], ['ScaledObject', AutoscalerNode],
  ['PodDisruptionBudget', DisruptionBudgetNode], ['NetworkPolicy', NetworkPolicyNode], ['Role', RoleNode], ['ClusterRole', RoleNode],
  ['RoleBinding', BindingNode], ['ClusterRoleBinding', BindingNode], ['ServiceAccount', ServiceAccountNode], ['ConfigMap', ConfigNode], ['Secret', ConfigNode],
  ['PersistentVolumeClaim', ClaimNode], ['PersistentVolume', PersistentVolumeNode], ['Namespace', NamespaceNode],
  ['StorageClass', StorageClassNode], ['VerticalPodAutoscaler', VerticalAutoscalerNode],
  ['LimitRange', ListedNode], ['ResourceQuota', ListedNode], ['SecretProviderClass', ListedNode], ['EndpointSlice', ListedNode],
  ['ExternalSecret', SecretMakerNode], ['SealedSecret', SecretMakerNode], ['Certificate', SecretMakerNode],
  ['Gateway', GatewayNode], ['Route', RouteNode], ['CiliumNetworkPolicy', CiliumPolicyNode], ['CiliumClusterwideNetworkPolicy', CiliumPolicyNode],
  ['FeatureFlag', FeatureFlagNode], ['FeatureFlagConfiguration', FeatureFlagNode], ['PrometheusRule', PrometheusRuleNode], ['PrometheusServiceLevel', ObjectivesNode], ['AlertmanagerConfig', ConfigurationNode], ['OpenTelemetryCollector', ConfigurationNode], ['ServiceLevelObjective', ObjectivesNode], ['ServiceMonitor', MonitorNode], ['PodMonitor', MonitorNode], ['Rollout', RolloutWorkloadNode], ['AnalysisTemplate', ListedNode], ['ClusterAnalysisTemplate', ListedNode],
  ...['PodChaos', 'NetworkChaos', 'StressChaos', 'IOChaos', 'DNSChaos', 'TimeChaos', 'HTTPChaos', 'JVMChaos', 'KernelChaos', 'BlockChaos', 'AWSChaos', 'GCPChaos', 'AzureChaos', 'PhysicalMachineChaos'].map(kind => [kind, ChaosMeshNode] as const), ['ChaosEngine', ChaosEngineNode], ['Sandbox', SandboxNode], ['SandboxTemplate', SandboxNode],
  ...['Application', 'ApplicationSet', 'AppProject', 'GitRepository', 'OCIRepository', 'HelmRepository', 'HelmRelease', 'Bucket', 'Kustomization'].map(kind => [kind, DeliveryNode] as const),
  ...['ScheduledBackup', 'ReplicationSource', 'Backup', 'Policy', 'BackupConfiguration', 'SnapshotSchedule'].map(kind => [kind, BackupNode] as const),
  ['ValidatingWebhookConfiguration', WebhooksNode], ['MutatingWebhookConfiguration', WebhooksNode],
])

/** Groups of other makers that use the name of one of our kinds. */
const groups: ReadonlyMap<string, RegExp> = new Map([
  ['Service', /^(?:v1)?$/], ['Ingress', /^(?:v1$|(?:networking\.k8s\.io|extensions)\/)/], ['NetworkPolicy', /^(?:v1$|(?:networking\.k8s\.io|extensions)\/)/], ['Certificate', /^cert-manager\.io\//],
  ['Gateway', /^gateway\.networking\.k8s\.io\//], ['Route', /^route\.openshift\.io\/|^v1$/],
  ['FeatureFlag', /^core\.openfeature\.dev\//], ['FeatureFlagConfiguration', /^core\.openfeature\.dev\//], ['PrometheusRule', /^monitoring\.coreos\.com\//], ['AlertmanagerConfig', /^monitoring\.coreos\.com\//], ['OpenTelemetryCollector', /^opentelemetry\.io\//], ['PrometheusServiceLevel', /^sloth\.slok\.dev\//], ['ServiceLevelObjective', /^pyrra\.dev\//], ['ServiceMonitor', /^monitoring\.coreos\.com\//], ['PodMonitor', /^monitoring\.coreos\.com\//], ['Rollout', /^argoproj\.io\//], ['AnalysisTemplate', /^argoproj\.io\//],
  ...['Application', 'ApplicationSet', 'AppProject'].map(kind => [kind, /^argoproj\.io\//] as const), ...['GitRepository', 'OCIRepository', 'HelmRepository', 'HelmRelease', 'Bucket', 'Kustomization'].map(kind => [kind, /\.toolkit\.fluxcd\.io\//] as const),
  ...['ScheduledBackup', 'ReplicationSource', 'Backup', 'Policy', 'BackupConfiguration', 'SnapshotSchedule'].map(kind => [kind, backupGroups] as const),
  ['Sandbox', /agents\.x-k8s\.io\//], ['SandboxTemplate', /agents\.x-k8s\.io\//],
  ['Role', /^rbac\.authorization\.k8s\.io\/|openshift/], ['RoleBinding', /^rbac\.authorization\.k8s\.io\/|openshift/],
])

/** Kinds that several makers have under one name, by the group. */
const shared: readonly (readonly [kind: string, group: RegExp, node: Kind])[] = [
  ['Schedule', /^chaos-mesh\.org\//, ChaosMeshNode], ['Workflow', /^chaos-mesh\.org\//, ChaosMeshNode], ['Schedule', backupGroups, BackupNode],
]

/** The fact of an object, by its kind. */
export function nodeOf(manifest: Manifest, world: World): ObjectNode {
  const kind = kindOf(manifest.tree), version = text(at(manifest.tree, 'apiVersion'))
  const Known = kind === null || !(groups.get(kind)?.test(typeof version === 'string' ? version : '') ?? true) && typeof version === 'string' ? undefined : kinds.get(kind) ?? shared.find(([name, group]) => name === kind && typeof version === 'string' && group.test(version))?.[2]
  if (Known) return new Known(manifest, world)
  const shape = shapeOf(kind, manifest.tree)
  return shape ? new WorkloadNode(manifest, world, shape) : new ObjectNode(manifest, world)
}

interface Kept { readonly path: string; readonly id: string; readonly unit: string; readonly exports: readonly Exported[] }
const kept = new WeakMap<object, Kept>()

/** What an object exports; the very same as before where an edit elsewhere in its file left it alone. */
function exportsOf(node: ObjectNode): Iterable<Exported> {
  const { substance, path, manifest: { id }, world: { unit: { name: unit } } } = node, known = substance && kept.get(substance)
  if (!substance) return node.exports()
  if (known && known.path === path && known.id === id && known.unit === unit) return known.exports
  const reads = outsideReads(), exports = [...node.exports()]
  if (outsideReads() === reads) kept.set(substance, { path, id, unit, exports })
  return exports
}

/** The objects of one context, and what is made of them. */
export class Model {
  readonly nodes: readonly ObjectNode[]
  constructor(manifests: readonly Manifest[], readonly world: World) { this.nodes = manifests.map(manifest => nodeOf(manifest, world)) }

  *facts(): Generator<Fact> {
    for (const node of this.nodes) {
      yield* node.facts()
      yield* linksOf(node)
      yield* portsOf(node)
    }
  }

  *exports(): Generator<Exported> {
    const sorts = new Map<string, Set<string | null>>()
    for (const node of this.nodes) {
      yield* exportsOf(node)
      const { objectKind, namespace } = node
      for (const sort of [isKnown(objectKind) ? objectKind : null, node instanceof WorkloadNode ? 'workload' : null, isMaker(node) ? 'maker' : null]) {
        if (sort === null) continue
        if (!sorts.has(sort)) sorts.set(sort, new Set())
        sorts.get(sort)!.add(known(namespace))
      }
    }
    const unit = this.world.unit.name
    for (const [sort, namespaces] of sorts) for (const namespace of namespaces) yield { key: keys.present(sort), summary: { objectKind: sort, group: '', name: '', fullName: '', namespace, unit, path: '', id: namespace ?? '' } satisfies ObjectSummary }
  }

  get suppressions(): NonNullable<Scope['suppressions']> { return this.nodes.flatMap(node => [...suppressionsOf(node)]) }
}

/** What several renderings of the same files export, each once; a workload once for each name that it gets: blue and green. */
export function* joined(models: readonly Model[]): Generator<Exported> {
  const seen = new Set<string>()
  for (const model of models) for (const exported of model.exports()) {
    const { path, id, fullName } = exported.summary as ObjectSummary, name = exported.key.name === keys.workloads.name ? fullName : ''
    const mark = `${exported.key.name}\n${path}\n${id}\n${name}`
    if (seen.has(mark)) continue
    seen.add(mark)
    yield exported
  }
}
