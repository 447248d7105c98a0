import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import type { Exported, Key } from '../../core/lookup'
import { readOutside } from '../../core/outside'
import { parsePath, formatPath } from '../../core/path'
import { dictionary, isKnown, isUnknown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { dockerfile, dockerfileOf, mayBeBuiltAt, type DockerfileSummary } from '../docker/exports'
import { imageBuilds } from '../github-actions/exports'
import { scheduleError } from './cron'
import { keys, type AccountSummary, type BackupSummary, type ClaimSummary, type ConfigSummary, type LimitRangeSummary, type NamespaceSummary, type ObjectSummary, type RunsImage, type ScalerSummary, type SelectingSummary, type SelectorSummary, type ServiceSummary, type WorkloadSummary } from './exports'
import { isHarmless, isPlaceholder, isSecretName, looksSecret } from './credential'
import type * as facts from './facts'
import { isMovingTag, isValidReference, mayBeOwn, partsOf, deprecatedRegistry, referenceError, hasPlaceholder, type ImageParts } from './image'
import { Node, reachFrom, substanceOf } from './node'
import { amountRanges, oddAmounts, outOfRange } from './amounts'
import { ownConnections, poolOf } from './connections'
import { devicesOf } from './device'
import { heapOf } from './java'
import { ObjectNode, policyKinds, strings, typeOf, type Manifest, type World } from './object'
import { quantity, share } from './quantity'
import { baselineCapabilities, breachesOf, isSafeSysctl, minorOf, profileOf, isRestrictedVolume, type Doubt } from './pod-security'
import { unpublishedTag } from './published'
import { isEmptySelector, mapSelector, matches, pairOf, pairsOf, selectorOf } from './selector'
import { any, at, boolean, both, each, either, every, first, flag, isThere, known, not, number, pairs, raw, text, texts, when, type Found, type Tree } from './tree'
import { hasAny, isClosed, one, sameNamespace, some } from './unit'

/** Where the pod template of a kind stands, and whether the kind has a number of replicas. */
interface Shape { readonly template: readonly string[]; readonly scales: boolean }

const inSpec = ['spec', 'template']
const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['Pod', { template: [], scales: false }],
  ['PodTemplate', { template: ['template'], scales: false }],
  ...['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'Rollout', 'DeploymentConfig', 'CloneSet'].map(kind => [kind, { template: inSpec, scales: true }] as const),
  ...['DaemonSet', 'Job'].map(kind => [kind, { template: inSpec, scales: false }] as const),
  ['CronJob', { template: ['spec', 'jobTemplate', 'spec', 'template'], scales: false }],
])

/** The shape of an object that makes pods; null for any other. Kinds that are not known count when they have a pod template. */
export function shapeOf(kind: string | null, tree: Tree): Shape | null {
  const known = kind === null ? undefined : shapes.get(kind)
  if (known) return known
  const holds = (template: readonly string[]): boolean => { const containers = at(tree, ...template, 'spec', 'containers'); return containers !== null && isKnown(containers) && containers.kind === 'list' }
  const template = [inSpec, ['spec', 'podTemplate']].find(holds)
  return template ? { template, scales: false } : null
}

const serviceKey = 'Service', unsure = new Unknown('…')

/** A Deployment, a Pod or anything else that makes pods. */
export class WorkloadNode extends ObjectNode implements facts.Workload {
  override readonly kind = 'kubernetes.Workload'
  readonly template: Found
  readonly podPath: string

  constructor(manifest: Manifest, world: World, private readonly shape: Shape) {
    super(manifest, world)
    this.template = at(this.tree, ...shape.template)
    this.podPath = [...shape.template, 'spec'].join('.')
  }

  private get objectType(): string { return known(this.objectKind) ?? '' }
  get pod(): PodSpecNode { return this.keep('pod', () => new PodSpecNode(this)) }
  get containers(): List<ContainerNode> { return this.pod.mainContainers }
  get allContainers(): List<ContainerNode> { return this.pod.allContainers }
  get isScalable() { return this.shape.scales }
  get replicas(): Maybe<number | null> { return this.keep('replicas', () => number(this.at('spec', 'replicas'))) }

  get minimumReplicas(): Maybe<number | null> {
    return this.keep('minimumReplicas', () => {
      if (!this.isScalable) return null
      const { autoscalers } = this
      if (isUnknown(autoscalers)) return autoscalers
      const [scaler] = autoscalers
      if (scaler) return when(scaler.minReplicas, least => least ?? (scaler.objectKind === 'ScaledObject' ? 0 : 1))
      return autoscalers.open ? unsure : when(this.replicas, replicas => replicas ?? 1)
    })
  }

  get maximumReplicas(): Maybe<number | null> {
    return this.keep('maximumReplicas', () => {
      if (!this.isScalable) return null
      const { autoscalers } = this
      if (isUnknown(autoscalers)) return autoscalers
      const [scaler] = autoscalers
      if (scaler) return when(scaler.maxReplicas, most => most ?? unsure)
      return autoscalers.open ? unsure : when(this.replicas, replicas => replicas ?? 1)
    })
  }

  get isElastic(): Maybe<boolean> {
    return this.keep('isElastic', () => {
      const { autoscalers } = this
      if (isUnknown(autoscalers)) return autoscalers
      return autoscalers.length > 0 || when(this.maximumReplicas, (most) => most !== null && most >= 2 ? unsure : false)
    })
  }

  get isBatch(): Maybe<boolean> {
    return this.keep('isBatch', () => {
      if (this.objectType === 'Job' || this.objectType === 'CronJob') return true
      const ends = this.objectType === 'Pod' ? when(this.pod.restartPolicy, policy => policy === 'Never' || policy === 'OnFailure') : false
      return either(ends, this.isHook)
    })
  }

  get isLongRunning(): Maybe<boolean> { return not(this.isBatch) }
  get hasService(): Maybe<boolean> { return hasAny(this.services) }

  get isServing(): Maybe<boolean> {
    return this.keep('isServing', () => both(this.isLongRunning, either(any(this.containers, container => container.ports.length > 0 ? true : container.ports.open ? unsure : false), this.hasService)))
  }

  get servesCluster(): Maybe<boolean> {
    const { priorityClassName } = this.pod, texts = [this.name, ...this.allContainers.map(({ image }) => image.repository)]
    if (isKnown(priorityClassName) && priorityClassName?.startsWith('system-') || texts.some(text => isKnown(text) && text !== null && ofCluster.test(text))) return true
    if ([this.labels, this.podLabels].some(labels => [...labels].some(([name, value]) => /^(?:k8s-app|kubernetes\.io\/cluster-service|addonmanager\.kubernetes\.io\/mode|eks\.amazonaws\.com\/component)$/.test(name) || name === 'tier' && value === 'control-plane'))) return true
    return isUnknown(priorityClassName) || this.labels.open || this.podLabels.open || this.allContainers.open || texts.some(isUnknown) ? unsure : false
  }
  get looksSingleton(): boolean {
    const own = /(?:^|[-_/])(?:operator|controller|controller-manager|leader|scheduler|provisioner|migrat\w*|cron|backup)(?:$|[-_:@])/
    const name = known(this.name)
    return name !== null && own.test(name) || this.containers.some(({ image }) => own.test(known(image.shortName) ?? ''))
  }

  get podLabels(): Dictionary<Maybe<string | null>> { return this.keep('podLabels', () => pairs(at(this.template, 'metadata', 'labels'))) }
  get podAnnotations(): Dictionary<Maybe<string | null>> { return this.keep('podAnnotations', () => pairs(at(this.template, 'metadata', 'annotations'))) }

  get selector(): facts.Selector | null { return this.keep('selector', () => selector(this.selectorSummary)) }

  get selectorSummary(): SelectorSummary | null {
    return this.keep('selectorSummary', () => {
      if (this.shape.template.length === 0) return null
      const found = this.at('spec', 'selector')
      if (found === null) return null
      if (isUnknown(found)) return { matchLabels: dictionary([], true), matchExpressions: list([], true) }
      return this.objectType === 'ReplicationController' || this.objectType === 'DeploymentConfig' ? mapSelector(pairs(found)) : selectorOf(found)
    })
  }

  get selectsOwnPods(): Maybe<boolean> { return this.selectorSummary ? matches(this.selectorSummary, this.podLabels) : true }

  get collidesWith(): Maybe<List<WorkloadSummary>> {
    return this.keep('collidesWith', () => {
      const own = this.selectorSummary
      if (!own || this.isBatch === true) return list<WorkloadSummary>([])
      return this.some([keys.label(...labelOf(pairOf(own)))], other => other.selector === null ? false : either(matches(own, other.podLabels), matches(other.selector, this.podLabels)))
    })
  }

  get counterparts(): Maybe<List<WorkloadSummary>> {
    return this.keep('counterparts', () => {
      const own = this.podLabels, isCounterpart = (other: WorkloadSummary): Maybe<boolean> => {
        const theirs = other.podLabels
        if (isUnknown(other.objectKind) || isUnknown(this.objectKind)) return unsure
        if (other.objectKind !== this.objectKind || own.size !== theirs.size || own.size < 2) return false
        let differing = 0
        for (const [name, value] of own) {
          const theirValue = theirs.get(name)
          if (theirValue === undefined) return false
          if (isUnknown(value) || isUnknown(theirValue)) return unsure
          if (value !== theirValue) differing++
        }
        return differing === 1
      }
      const near = this.some([keys.workloads], isCounterpart)
      if (isUnknown(near)) return near
      // The other colour may be rendered elsewhere: by another overlay, or by the same chart with other values.
      readOutside()
      const all = this.world.lookup.find(keys.workloads)
      if (isUnknown(all)) return near
      const far = all.filter(other => !near.includes(other) && other.fullName !== (this.manifest.fullName ?? this.name) && isCounterpart(other) === true && sameNamespace(other.namespace, this.namespace) === true)
      return far.length > 0 ? list([...near, ...far], near.open) : near
    })
  }
  get strategy(): facts.Strategy {
    return this.keep('strategy', () => {
      const field = this.objectType === 'StatefulSet' || this.objectType === 'DaemonSet' || this.objectType === 'CloneSet' ? 'updateStrategy' : 'strategy'
      const found = this.at('spec', field), rolling = at(found, this.objectType === 'DeploymentConfig' ? 'rollingParams' : 'rollingUpdate')
      const isRollout = this.objectType === 'Rollout', canary = at(found, 'canary'), blueGreen = at(found, 'blueGreen')
      const type = isRollout ? isUnknown(found) ? found : canary !== null ? 'canary' : blueGreen !== null ? 'blueGreen' : null
        : ['Deployment', 'StatefulSet', 'DaemonSet', 'DeploymentConfig', 'CloneSet'].includes(this.objectType) ? when(text(at(found, 'type')), type => type ?? (this.objectType === 'DeploymentConfig' ? 'Rolling' : 'RollingUpdate')) : null
      const bounds = isRollout ? canary : rolling
      const maxSurge = text(at(bounds, 'maxSurge')), maxUnavailable = text(at(bounds, 'maxUnavailable'))
      const hasBounds: Maybe<boolean> = this.objectType === 'Deployment' ? when(type, type => type === 'RollingUpdate') : isRollout ? when(type, type => type === 'canary') : false
      const pods = (written: Maybe<string | null>, up: boolean): Maybe<number | null> => when(hasBounds, has => has ? when(written, text => when(this.minimumReplicas, replicas => share(text ?? '25%', replicas ?? 1, up))) : null)
      return { type, isWritten: found !== null, maxSurge, maxUnavailable, get surgePods() { return pods(maxSurge, true) }, get unavailablePods() { return pods(maxUnavailable, false) } }
    })
  }

  private get surge(): Maybe<string> {
    const { type, maxSurge } = this.strategy
    return when(type, type => type === 'blueGreen' ? '100%' : type === 'canary' || type === 'Rolling' || type === 'RollingUpdate' && this.objectType === 'Deployment' ? when(maxSurge, text => text ?? '25%') : '0')
  }

  get minReadySeconds() { return number(this.at('spec', 'minReadySeconds')) }
  get revisionHistoryLimit() { return number(this.at('spec', 'revisionHistoryLimit')) }
  get progressDeadlineSeconds() { return number(this.at('spec', 'progressDeadlineSeconds')) }

  get services(): Maybe<List<ServiceSummary>> {
    return this.keep('services', () => this.takenBy(pairsOf(this.podLabels).filter(pair => pair !== '*').map(pair => keys.selects<ServiceSummary>(serviceKey, pair)), ({ selector }) => mapSelector(selector)))
  }
  get disruptionBudgets(): Maybe<List<ObjectSummary>> { return this.keep('disruptionBudgets', () => this.takenBySelector('PodDisruptionBudget')) }
  /** Open where a policy of Cilium or Calico may select them. */
  get networkPolicies(): Maybe<List<ObjectSummary>> {
    return this.keep('networkPolicies', () => {
      const found = this.takenBySelector('NetworkPolicy'), others = hasAny(this.some(policyKinds.map(kind => keys.kind(kind)), () => true))
      return isKnown(found) && found.length === 0 && others !== false ? list(found, true) : found
    })
  }
  private takenBySelector(kind: string): Maybe<List<ObjectSummary>> {
    return this.takenBy(pairsOf(this.podLabels).map(pair => keys.selects<SelectingSummary>(kind, pair)), summary => summary.selector)
  }

  private takenBy<S extends ObjectSummary>(asked: readonly Key<S>[], selectorOf: (summary: S) => SelectorSummary | null): Maybe<List<S>> {
    const found = this.some<S>(asked, summary => { const selector = selectorOf(summary); return selector === null ? false : matches(selector, this.podLabels) })
    return isKnown(found) && this.podLabels.open && !found.open ? list(found, true) : found
  }

  get strays(): Maybe<List<ObjectSummary>> {
    return this.keep('strays', () => {
      const { namespace, name, objectKind, podLabels } = this, { unit } = this.world
      if (!isKnown(namespace) || !isKnown(name) || !isKnown(objectKind)) return unsure
      if (namespace === null || podLabels.size === 0) return list<ObjectSummary>([])
      const found: ObjectSummary[] = []
      const isAway = (other: ObjectSummary): boolean => isKnown(other.namespace) && other.namespace !== null && other.namespace !== namespace
      const findsOthers = (selector: SelectorSummary, at: Maybe<string | null>): boolean => {
        const others = some(unit, [pairOf(selector) === '*' ? keys.workloads : keys.label(pairOf(selector).slice(0, pairOf(selector).indexOf('=')), pairOf(selector).slice(pairOf(selector).indexOf('=') + 1))], at, workload => matches(selector, workload.podLabels))
        return isUnknown(others) || others.length > 0 || others.open === true
      }
      for (const pair of pairsOf(podLabels)) for (const kind of ['Service', 'PodDisruptionBudget']) {
        if (pair === '*') continue
        const answer = unit.ask(keys.selects<ServiceSummary | SelectingSummary>(kind, pair))
        if (isUnknown(answer)) return answer
        for (const other of answer.near) {
          const selector = other.objectKind === 'Service' ? mapSelector(other.selector as ServiceSummary['selector']) : other.selector as SelectorSummary | null
          if (isAway(other) && selector !== null && matches(selector, podLabels) === true && !findsOthers(selector, other.namespace)) found.push(other)
        }
      }
      if (name !== null) {
        const answer = unit.ask(keys.scales(objectKind, name))
        if (isUnknown(answer)) return answer
        for (const scaler of answer.near) if (isAway(scaler) && one(unit, keys.object(objectKind, name), scaler.namespace) === null) found.push(scaler)
      }
      return list(found)
    })
  }

  get unitHasNetworkPolicies(): Maybe<boolean> { return hasAny(this.some([keys.kind('NetworkPolicy')], () => true)) }

  get autoscalers(): Maybe<List<ScalerSummary>> {
    return this.keep('autoscalers', () => {
      const { name } = this
      if (!isKnown(name)) return name
      return name === null || !this.isScalable ? list<ScalerSummary>([]) : this.some([keys.scales(this.objectType, name)], () => true)
    })
  }

  get serviceName(): Maybe<string | null> { return text(this.at('spec', 'serviceName')) }
  get service(): Maybe<ServiceSummary | null> {
    const name = this.serviceName
    return isKnown(name) ? name === null ? null : one(this.world.unit, keys.object<ServiceSummary>(serviceKey, name), this.namespace) : name
  }

  get serviceIsMissing(): Maybe<boolean> { return when(this.service, service => service !== null || this.serviceName === null || this.serviceName === '' ? false : isClosed(this.world.unit, serviceKey, this.namespace) ? true : unsure) }
  get serviceSelectsOwnPods(): Maybe<boolean> { return when(this.service, service => service === null || service.group !== '' ? unsure : service.selector.size === 0 ? service.selector.open ? unsure : true : matches(mapSelector(service.selector), this.podLabels)) }

  get claimTemplates(): List<facts.ClaimTemplate> {
    return this.keep('claimTemplates', () => each(this.at('spec', 'volumeClaimTemplates'), claim => ({
      name: text(at(claim, 'metadata', 'name')), accessModes: texts(at(claim, 'spec', 'accessModes')), storageClassName: text(at(claim, 'spec', 'storageClassName')),
      storage: text(at(claim, 'spec', 'resources', 'requests', 'storage')), labels: pairs(at(claim, 'metadata', 'labels')), annotations: pairs(at(claim, 'metadata', 'annotations')),
    })))
  }
  get isBackedUp(): Maybe<boolean | null> {
    return this.keep('isBackedUp', () => {
      const claims = this.pod.volumes.flatMap(volume => isKnown(volume.claimName) && volume.claimName !== null ? [volume.claimName] : [])
      if (this.claimTemplates.length === 0 && claims.length === 0) return null
      const found = some(this.world.unit, [keys.kind<BackupSummary>('Backup')], null, () => true)
      if (isUnknown(found)) return found
      if (found.length === 0) return found.open ? unsure : null
      if (this.podAnnotations.has('backup.velero.io/backup-volumes') || this.labels.has('k10.kasten.io/appNamespace') || this.claimTemplates.some(claim => claim.annotations.has('k8up.io/backup') || claim.labels.size > 0)) return true
      const { namespace } = this, covers = found.map(backup => {
        if (!backup.isSure) return unsure
        if (isUnknown(namespace) || namespace === null && (backup.namespaces.length > 0 || backup.excluded.length > 0)) return unsure
        const inNamespaces = backup.namespaces.length === 0 && !backup.namespaces.open ? true : any(backup.namespaces, name => when(name, name => name === '*' || name === namespace))
        const inClaims = backup.claims.length === 0 ? true : any(backup.claims, name => when(name, name => claims.includes(name ?? '') || this.claimTemplates.some(claim => isKnown(claim.name) && (name ?? '').startsWith(`${claim.name}-`))))
        const isSelected = backup.selector === null ? true : either(matches(backup.selector, this.labels), matches(backup.selector, this.podLabels))
        return both(both(inNamespaces, not(any(backup.excluded, name => when(name, name => name === namespace)))), both(inClaims, isSelected))
      })
      return any(list(covers, found.open), covered => covered)
    })
  }
  get claimRetention(): Maybe<string | null> { return text(this.at('spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted')) }
  get job(): JobNode | null { return this.keep('job', () => this.objectType === 'Job' || this.objectType === 'CronJob' ? new JobNode(this) : null) }

  private get namespaceObject(): Maybe<NamespaceSummary | null> {
    return when(this.namespace, namespace => namespace === null ? null : one(this.world.unit, keys.object<NamespaceSummary>('Namespace', namespace), null))
  }

  /** The level that its namespace enforces, and of which version; null where it enforces none. */
  get enforcement(): Maybe<{ readonly level: 'baseline' | 'restricted'; readonly minor: number; readonly namespace: string } | null> {
    return when(this.namespaceObject, found => found === null ? null : when(found.enforce, level => when(found.enforceVersion, version => {
      const minor = minorOf(version)
      return minor === null || level !== 'baseline' && level !== 'restricted' ? null : { level, minor, namespace: found.name }
    })))
  }

  get isInKubeSystem(): boolean { return known(this.namespace) === 'kube-system' }
  get isInIstioMesh(): Maybe<boolean> {
    const name = 'sidecar.istio.io/inject', own = this.podLabels.has(name) ? this.podLabels.get(name)! : this.podAnnotations.has(name) ? this.podAnnotations.get(name)! : this.podLabels.open || this.podAnnotations.open ? unsure : null
    return when(own, value => value !== null ? value === 'true' : when(this.namespaceObject, found => found === null ? false : when(found.istioInjection, label => label === 'enabled')))
  }

  get imageTriggers(): List<facts.ImageTrigger> {
    return this.keep('imageTriggers', () => {
      if (this.objectType !== 'DeploymentConfig') return list<facts.ImageTrigger>([])
      const triggers = each(this.at('spec', 'triggers'), (trigger, i) => [...each(at(trigger, 'imageChangeParams', 'containerNames'), (item, j): facts.ImageTrigger => {
        const name = text(item), isOpen = this.allContainers.open || this.allContainers.some(container => isUnknown(container.name))
        const isContainer: Maybe<boolean> = !isKnown(name) ? name : this.allContainers.some(container => container.name === name) ? true : isOpen ? unsure : false
        return { location: `spec.triggers[${i}].imageChangeParams.containerNames[${j}]`, name, isContainer }
      })])
      return list(triggers.flat(), triggers.open)
    })
  }
  get ownerReferences(): boolean { return this.at('metadata', 'ownerReferences') !== null }

  override summary(): WorkloadSummary | null {
    return this.keep('summary', () => {
      const base = super.summary()
      if (!base) return null
      return {
        ...base, podLabels: this.podLabels, selector: this.selectorSummary, replicas: this.replicas, isScalable: this.isScalable, isBatch: this.isBatch, strategy: this.strategy.type, surge: this.surge,
        containers: list(this.containers.map(container => ({ name: container.name, requests: list(new Set([...container.ownRequests.all.keys(), ...container.ownLimits.all.keys(), ...this.pod.requests.all.keys(), ...this.pod.limits.all.keys()]), container.ownRequests.all.open || container.ownLimits.all.open), hasReadinessProbe: isThere(at(container.tree, 'readinessProbe')) })), this.containers.open),
        ports: list(this.containers.flatMap(container => container.ports.map(port => ({ name: port.name, number: port.containerPort, protocol: port.protocol }))), this.containers.open || this.containers.some(container => container.ports.open === true)),
        claims: this.pod.volumes.flatMap(volume => isKnown(volume.claimName) && volume.claimName !== null ? [volume.claimName] : []),
        serviceAccountName: this.pod.serviceAccountName,
        isScraped: any(list([...this.podAnnotations], this.podAnnotations.open), ([name, value]) => /^prometheus\.io\/scrape$|^ad\.datadoghq\.com\/|^k8s\.grafana\.com\/scrape$/.test(name) ? when(value, value => value !== 'false') : false),
        leastRequests: least(this, container => [container.ownRequests, container.ownLimits], pod => [pod.requests, pod.limits]), leastLimits: least(this, container => [container.ownLimits], pod => [pod.limits]),
        maximumConnections: ownConnections(this.containers),
        configs: [...new Set(this.pod.names.flatMap(({ objectKind, name }) => objectKind === 'ConfigMap' && isKnown(name) && name !== null ? [name] : []))],
      }
    })
  }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = this.summary()
    if (!summary) return
    yield { key: keys.workloads, summary }
    for (const [name, value] of this.podLabels) if (isKnown(value)) yield { key: keys.label(name, value ?? ''), summary }
    const plainSummary = super.summary()!
    const images = new Set<string>()
    for (const { image } of this.allContainers) {
      const { reference, shortName } = image
      if (!isKnown(reference) || reference === null || !isKnown(shortName) || images.has(reference)) continue
      images.add(reference)
      yield { key: keys.runs(shortName), summary: { ...plainSummary, image: reference } satisfies RunsImage }
    }
    const { serviceAccountName } = this.pod
    if (isKnown(serviceAccountName) && serviceAccountName !== null) yield { key: keys.uses('ServiceAccount', serviceAccountName), summary: plainSummary }
    const used = new Set<string>()
    for (const { objectKind, name } of this.pod.names) {
      if (!isKnown(name) || name === null || used.has(`${objectKind}/${name}`)) continue
      used.add(`${objectKind}/${name}`)
      yield { key: keys.uses(objectKind, name), summary: plainSummary }
    }
    const account = this.pod.accountName
    if (isKnown(account)) yield { key: keys.uses('ServiceAccount', account), summary: plainSummary }
  }

  override *facts(): Generator<Fact> {
    yield new ObjectNode(this.manifest, this.world)
    yield this
    if (this.job) yield this.job
    if (this.template === null || isUnknown(this.template)) return
    yield this.pod
    for (const container of this.allContainers) {
      yield container
      yield container.image
    }
    yield* this.pod.volumes
  }
}

/** What a pod asks for at least: what its main containers write, or what the pod does as a whole. What is not known counts as nothing. */
function least(workload: WorkloadNode, ofContainer: (container: ContainerNode) => readonly facts.Amounts[], ofPod: (pod: PodSpecNode) => readonly facts.Amounts[]): Dictionary<number> {
  const amount = (layers: readonly facts.Amounts[], resource: string): number => { const layer = layers.find(({ all }) => all.has(resource) || all.open); return layer && known(layer.numbers.get(resource) ?? null) || 0 }
  return dictionary(['cpu', 'memory'].map(resource => [resource, amount(ofPod(workload.pod), resource) || workload.containers.reduce((sum, container) => sum + amount(ofContainer(container), resource), 0)] as const))
}

const labelOf = (pair: string): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]

export function selector(summary: SelectorSummary | null): facts.Selector | null {
  return summary && { matchLabels: summary.matchLabels, matchExpressions: summary.matchExpressions, isEmpty: isEmptySelector(summary) }
}

const zoned = /^\s*(?:CRON_)?TZ=(\S+)\s+(\S.*)$/

/** The fields of a Job or CronJob. */
export class JobNode extends ObjectNode implements facts.Job {
  override readonly kind = 'kubernetes.Job'
  readonly jobPath: string
  private readonly spec: Found

  constructor(readonly workload: WorkloadNode) {
    super(workload.manifest, workload.world)
    this.jobPath = this.isCronJob ? 'spec.jobTemplate.spec' : 'spec'
    this.spec = at(this.tree, ...this.jobPath.split('.'))
  }

  get isCronJob(): boolean { return known(this.objectKind) === 'CronJob' }
  get schedule() { return this.isCronJob ? text(this.at('spec', 'schedule')) : null }
  get scheduleError(): Maybe<string | null> { return when(this.schedule, schedule => schedule === null ? null : scheduleError(schedule)) }
  get scheduleZone(): Maybe<string | null> { return when(this.schedule, schedule => zoned.exec(schedule ?? '')?.[1] ?? null) }
  get scheduleTime(): Maybe<string | null> { return when(this.schedule, schedule => schedule === null ? null : zoned.exec(schedule)?.[2] ?? schedule) }
  get timeZone() { return text(this.at('spec', 'timeZone')) }
  get concurrencyPolicy() { return text(this.at('spec', 'concurrencyPolicy')) }
  get startingDeadlineSeconds() { return number(this.at('spec', 'startingDeadlineSeconds')) }
  get suspend() { return flag(this.at('spec', 'suspend')) }
  get successfulJobsHistoryLimit() { return number(this.at('spec', 'successfulJobsHistoryLimit')) }
  get failedJobsHistoryLimit() { return number(this.at('spec', 'failedJobsHistoryLimit')) }
  get backoffLimit() { return number(at(this.spec, 'backoffLimit')) }
  get activeDeadlineSeconds() { return number(at(this.spec, 'activeDeadlineSeconds')) }
  get ttlSecondsAfterFinished() { return number(at(this.spec, 'ttlSecondsAfterFinished')) }
  get parallelism() { return number(at(this.spec, 'parallelism')) }
  get completions() { return number(at(this.spec, 'completions')) }
  get completionMode() { return text(at(this.spec, 'completionMode')) }
  get restartPolicy() { return this.workload.pod.restartPolicy }
}

const containerOnly = ['privileged', 'allowPrivilegeEscalation', 'readOnlyRootFilesystem', 'capabilities', 'procMount']
const podOnly = ['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy', 'sysctls']
const inherited = /^(?:runAsUser|runAsGroup|runAsNonRoot|seLinuxOptions|seccompProfile|appArmorProfile|windowsOptions)$/

const misplaced = (context: Found, names: readonly string[]): List<string> => context === null || isUnknown(context) ? list([]) : list(names.filter(name => context.children.has(name)))

function seLinux(found: Found): facts.SeLinux {
  return { isWritten: isThere(found), user: text(at(found, 'user')), role: text(at(found, 'role')), type: text(at(found, 'type')), level: text(at(found, 'level')) }
}

/** The spec of pods. */
export class PodSpecNode extends Node implements facts.PodSpec {
  readonly kind = 'kubernetes.PodSpec'
  override get substance(): object | null { return this.workload.lasts ? substanceOf(this.tree) : null }
  /** The spec itself; unknown or absent where the object does not show it. */
  readonly spec: Found

  constructor(readonly workload: WorkloadNode) {
    const written = at(workload.template, 'spec')
    // A list or a text is another mistake than all that a map would lack.
    const spec = written !== null && !isUnknown(written) && written.kind !== 'map' ? new Unknown('…') : written
    super(spec === null || isUnknown(spec) ? workload.tree : spec, `${workload.subject}/pod`, workload.world.isDamaged || isUnknown(spec))
    this.spec = spec
  }

  at(...path: readonly string[]): Found { return at(this.spec, ...path) }
  get name() { return this.workload.name }
  get podPath() { return this.workload.podPath }
  private get namespace() { return this.workload.namespace }
  private get unit() { return this.workload.world.unit }

  private list(name: string, role: 'app' | 'init' | 'ephemeral'): List<ContainerNode> {
    return this.keep(name, () => each(this.at(name), (tree, index) => new ContainerNode(this, tree, name, index, role)))
  }
  get containers() { return this.list('containers', 'app') }
  get initContainers() { return this.list('initContainers', 'init') }
  get ephemeralContainers() { return this.list('ephemeralContainers', 'ephemeral') }
  get mainContainers(): List<ContainerNode> {
    return this.keep('mainContainers', () => list([...this.containers, ...this.initContainers.filter(container => container.role === 'sidecar')], this.containers.open || this.initContainers.open || this.initContainers.some(container => isUnknown(container.role))))
  }
  get allContainers(): List<ContainerNode> {
    return this.keep('allContainers', () => list([...this.initContainers, ...this.containers, ...this.ephemeralContainers], this.containers.open || this.initContainers.open || this.ephemeralContainers.open))
  }

  get securityContext(): facts.PodSecurity {
    return this.keep('securityContext', () => {
      const context = this.at('securityContext'), minor = this.targetMinor
      return {
        isWritten: isThere(context), runAsUser: number(at(context, 'runAsUser')), runAsGroup: number(at(context, 'runAsGroup')), runAsNonRoot: boolean(at(context, 'runAsNonRoot')),
        fsGroup: number(at(context, 'fsGroup')), fsGroupChangePolicy: text(at(context, 'fsGroupChangePolicy')), supplementalGroups: each(at(context, 'supplementalGroups'), number),
        seccompProfile: text(at(context, 'seccompProfile', 'type')), appArmorProfile: text(at(context, 'appArmorProfile', 'type')), seLinux: seLinux(at(context, 'seLinuxOptions')),
        sysctls: each(at(context, 'sysctls'), item => ({ name: text(at(item, 'name')), value: text(at(item, 'value')), get isSafe() { return when(this.name, name => name === null || isSafeSysctl(name, minor)) } })),
        hostProcess: flag(at(context, 'windowsOptions', 'hostProcess')), runAsUserName: text(at(context, 'windowsOptions', 'runAsUserName')), misplaced: misplaced(context, containerOnly),
      }
    })
  }

  get serviceAccountName() { return text(this.at('serviceAccountName')) }
  get serviceAccount() { return text(this.at('serviceAccount')) }
  get accountName(): Maybe<string> { return when(first(() => this.serviceAccountName, () => this.serviceAccount), name => name || 'default') }
  get account(): Maybe<AccountSummary | null> {
    return this.keep('account', () => { const name = this.accountName; return isKnown(name) ? one(this.unit, keys.object<AccountSummary>('ServiceAccount', name), this.namespace) : name })
  }
  get automountServiceAccountToken() { return boolean(this.at('automountServiceAccountToken')) }
  get mountsToken(): Maybe<boolean> {
    const own = this.automountServiceAccountToken
    if (own !== null) return own
    const { account } = this
    return isKnown(account) ? when(account?.automountServiceAccountToken ?? null, automount => automount ?? true) : account
  }
  get accountIsBound(): Maybe<boolean> {
    const name = this.accountName
    return isKnown(name) ? hasAny(some(this.unit, [keys.binds('ServiceAccount', name)], this.namespace, () => true)) : name
  }

  get sharesAccountWith(): Maybe<List<ObjectSummary>> {
    const name = this.accountName
    return isKnown(name) ? some(this.unit, [keys.uses('ServiceAccount', name)], this.namespace, other => !this.workload.is(other)) : name
  }

  get hostNetwork() { return flag(this.at('hostNetwork')) }
  get hostPID() { return flag(this.at('hostPID')) }
  get hostIPC() { return flag(this.at('hostIPC')) }
  get hostUsers() { return boolean(this.at('hostUsers')) }
  get shareProcessNamespace() { return flag(this.at('shareProcessNamespace')) }
  get hasHostAliases() { return isThere(this.at('hostAliases')) }
  get isWindows(): Maybe<boolean> {
    return this.keep('isWindows', () => {
      const system = first(() => text(this.at('os', 'name')), () => first(() => text(at(this.at('nodeSelector'), 'kubernetes.io/os')), () => text(at(this.at('nodeSelector'), 'beta.kubernetes.io/os'))))
      return when(system, name => name === 'windows')
    })
  }
  get volumes(): List<VolumeNode> { return this.keep('volumes', () => each(this.at('volumes'), (tree, index) => new VolumeNode(this, tree, index))) }
  get terminationGracePeriodSeconds() { return number(this.at('terminationGracePeriodSeconds')) }
  get restartPolicy() { return text(this.at('restartPolicy')) }
  get priorityClassName() { return text(this.at('priorityClassName')) }
  get runtimeClassName() { return text(this.at('runtimeClassName')) }
  get dnsPolicy() { return text(this.at('dnsPolicy')) }
  get dnsOptions(): Dictionary<Maybe<string>> {
    return this.keep('dnsOptions', () => {
      const options = each(this.at('dnsConfig', 'options'), item => [text(at(item, 'name')), when(text(at(item, 'value')), value => value ?? '')] as const)
      return dictionary(options.flatMap(([name, value]) => isKnown(name) && name !== null ? [[name, value] as const] : []), options.open || options.some(([name]) => isUnknown(name)))
    })
  }
  get enableServiceLinks() { return boolean(this.at('enableServiceLinks')) }
  get nodeName() { return text(this.at('nodeName')) }
  get nodeSelector() { return pairs(this.at('nodeSelector')) }
  get tolerations(): List<facts.Toleration> { return each(this.at('tolerations'), item => ({ key: text(at(item, 'key')), operator: text(at(item, 'operator')), effect: text(at(item, 'effect')) })) }

  get topologySpread(): List<facts.Spread> {
    return this.keep('topologySpread', () => each(this.at('topologySpreadConstraints'), item => {
      const summary = termSelector(at(item, 'labelSelector'))
      return {
        maxSkew: number(at(item, 'maxSkew')), minDomains: number(at(item, 'minDomains')), topologyKey: text(at(item, 'topologyKey')), whenUnsatisfiable: text(at(item, 'whenUnsatisfiable')),
        selector: selector(summary), matchesOwnPods: summary ? matches(summary, this.workload.podLabels) : false,
      }
    }))
  }

  /** Does a term that names these namespaces look at its own? */
  private isLookedAt(namespaces: List<Maybe<string | null>>, selector: Found): Maybe<boolean> {
    if (selector !== null) return isUnknown(selector) ? selector : selector.children.size === 0 && !selector.open ? true : unsure
    return namespaces.length === 0 && !namespaces.open ? true : this.namespace === null ? unsure : any(namespaces, name => when(name, name => when(this.namespace, own => name === own)))
  }

  private terms(name: string): List<facts.AffinityTerm> {
    return this.keep(name, () => {
      const affinity = this.at('affinity', name)
      const term = (path: string, isRequired: boolean) => (item: Tree, index: number): facts.AffinityTerm => {
        const body = isRequired ? item : at(item, 'podAffinityTerm'), summary = termSelector(at(body, 'labelSelector'))
        return { path: `affinity.${name}.${path}[${index}]`, isRequired, topologyKey: text(at(body, 'topologyKey')), selector: selector(summary), matchesOwnPods: isUnknown(body) ? body : summary ? both(matches(summary, this.workload.podLabels), this.isLookedAt(each(at(body, 'namespaces'), text), at(body, 'namespaceSelector'))) : false }
      }
      const required = each(at(affinity, 'requiredDuringSchedulingIgnoredDuringExecution'), term('requiredDuringSchedulingIgnoredDuringExecution', true))
      const preferred = each(at(affinity, 'preferredDuringSchedulingIgnoredDuringExecution'), term('preferredDuringSchedulingIgnoredDuringExecution', false))
      return list([...required, ...preferred], required.open || preferred.open)
    })
  }
  get podAntiAffinity() { return this.terms('podAntiAffinity') }
  get podAffinity() { return this.terms('podAffinity') }
  get hasNodeAffinity() { return isThere(this.at('affinity', 'nodeAffinity')) }
  private get pinned(): { readonly zone: Maybe<string | null>; readonly path: string } {
    return this.keep('pinned', () => {
      const zoneLabels = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone']
      for (const label of zoneLabels) {
        const zone = text(at(this.at('nodeSelector'), label))
        if (zone !== null) return { zone, path: formatPath(['nodeSelector', label]) }
      }
      const where = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms'
      const terms = each(this.at(...where.split('.')), term => each(at(term, 'matchExpressions'), item => ({ key: text(at(item, 'key')), operator: text(at(item, 'operator')), values: texts(at(item, 'values')) })))
      if (terms.open || terms.length > 1 || terms.length === 1 && terms[0]!.open) return { zone: terms.length > 1 ? null : unsure, path: where }
      const index = terms[0]?.findIndex(({ key, operator }) => isKnown(key) && zoneLabels.includes(key ?? '') && operator === 'In') ?? -1
      const found = index < 0 ? undefined : terms[0]![index]
      return found ? { zone: found.values.open ? unsure : found.values.length === 1 ? found.values[0]! : null, path: `${where}[0].matchExpressions[${index}].values[0]` } : { zone: null, path: where }
    })
  }
  get pinnedZone(): Maybe<string | null> { return this.pinned.zone }
  get pinnedZonePath(): string { return this.pinned.path }
  get isSpread(): Maybe<boolean> {
    const takes = ({ topologyKey, matchesOwnPods }: { readonly topologyKey: Maybe<string | null>; readonly matchesOwnPods: Maybe<boolean> }): Maybe<boolean> => both(when(topologyKey, key => key !== null), matchesOwnPods)
    return this.keep('isSpread', () => either(any(this.topologySpread, takes), any(this.podAntiAffinity, takes)))
  }
  get imagePullSecrets() { return each(this.at('imagePullSecrets'), item => text(at(item, 'name'))) }
  get hasPullSecret(): Maybe<boolean> { return this.keep('hasPullSecret', () => either(hasAny(this.imagePullSecrets), when(this.account, account => account?.hasPullSecret ?? false))) }
  get requests() { return this.keep('requests', () => amounts(quantities(this.at('resources', 'requests')))) }
  get limits() { return this.keep('limits', () => amounts(quantities(this.at('resources', 'limits')))) }

  get isBestEffort(): Maybe<boolean> {
    const empty = (dictionary: Dictionary<unknown>): Maybe<boolean> => dictionary.size > 0 ? false : dictionary.open ? unsure : true
    return this.keep('isBestEffort', () => both(both(empty(this.requests.all), empty(this.limits.all)), every(this.allContainers, container => container.role === 'ephemeral' ? true : both(empty(container.requests.all), empty(container.limits.all)))))
  }

  get isGuaranteed(): Maybe<boolean> {
    const equal = (a: Maybe<number | null>, b: Maybe<number | null>): Maybe<boolean> => when(a, a => when(b, b => a !== null && a === b))
    const full = (requests: facts.Amounts, limits: facts.Amounts): Maybe<boolean> => both(equal(requests.cpuCores, limits.cpuCores), equal(requests.memoryBytes, limits.memoryBytes))
    return this.keep('isGuaranteed', () => {
      const own = full(amounts(layered(this.requests.all, this.limits.all)), this.limits)
      return own !== false ? own : this.requests.all.size > 0 || this.limits.all.size > 0 ? false : every(this.allContainers, container => container.role === 'ephemeral' ? true : full(container.requests, container.limits))
    })
  }

  /** Names of other objects in the pod, before any look-up. */
  get names(): readonly Omit<facts.Reference, 'target' | 'isMissing' | 'lacksKey'>[] {
    return this.keep('names', () => {
      const found: Omit<facts.Reference, 'target' | 'isMissing' | 'lacksKey'>[] = []
      const add = (path: string, objectKind: facts.Reference['objectKind'], of: Found, nameField: string, keyField: string | null): void => {
        if (of === null || isUnknown(of)) return
        found.push({ path: `${path}.${nameField}`, objectKind, name: text(at(of, nameField)), key: keyField === null ? null : text(at(of, keyField)), isOptional: flag(at(of, 'optional')) })
      }
      for (const container of this.allContainers) {
        const where = `${container.listName}[${container.index}]`
        each(at(container.tree, 'env'), (item, i) => {
          add(`${where}.env[${i}].valueFrom.configMapKeyRef`, 'ConfigMap', at(item, 'valueFrom', 'configMapKeyRef'), 'name', 'key')
          add(`${where}.env[${i}].valueFrom.secretKeyRef`, 'Secret', at(item, 'valueFrom', 'secretKeyRef'), 'name', 'key')
        })
        each(at(container.tree, 'envFrom'), (item, i) => {
          add(`${where}.envFrom[${i}].configMapRef`, 'ConfigMap', at(item, 'configMapRef'), 'name', null)
          add(`${where}.envFrom[${i}].secretRef`, 'Secret', at(item, 'secretRef'), 'name', null)
        })
      }
      const inVolume = (item: Found, path: string): void => {
        add(`${path}.configMap`, 'ConfigMap', at(item, 'configMap'), 'name', null)
        add(`${path}.secret`, 'Secret', at(item, 'secret'), at(item, 'secret', 'secretName') === null ? 'name' : 'secretName', null)
      }
      each(this.at('volumes'), (item, i) => {
        inVolume(item, `volumes[${i}]`)
        add(`volumes[${i}].persistentVolumeClaim`, 'PersistentVolumeClaim', at(item, 'persistentVolumeClaim'), 'claimName', null)
        each(at(item, 'projected', 'sources'), (source, j) => inVolume(source, `volumes[${i}].projected.sources[${j}]`))
      })
      each(this.at('imagePullSecrets'), (item, i) => add(`imagePullSecrets[${i}]`, 'Secret', item, 'name', null))
      return found
    })
  }

  get references(): List<facts.Reference> {
    const { unit, namespace } = this
    return this.keep('references', () => list(this.names.map(one => {
      const target = this.target(one.objectKind, one.name), { key } = one
      const lacksKey = !isKnown(target) ? target : target === null || one.objectKind === 'PersistentVolumeClaim' || key === null ? false : isUnknown(key) ? key : target.keys.includes(key) ? false : target.keys.open ? unsure : true
      return { ...one, target, lacksKey, get isMissing() { return when(target, found => found !== null ? false : isClosed(unit, one.objectKind, namespace) ? true : unsure) } }
    })))
  }

  private target(kind: facts.Reference['objectKind'], name: Maybe<string | null>): Maybe<ConfigSummary | null> {
    return !isKnown(name) ? name : name === null ? null : one(this.unit, keys.object<ConfigSummary>(kind, name), this.namespace)
  }

  /** The minor version of the clusters that the configuration names; infinity where it names none. */
  private get targetMinor(): number { return minorOf(this.workload.world.lookup.setting(this.path, 'kubernetes.version') as string | undefined) ?? Infinity }

  /** The metadata of the pod stands beside its spec. */
  protected override reach(path: string) {
    const segments = parsePath(path) ?? [], { template } = this.workload
    return segments[0] === 'metadata' && template !== null && isKnown(template) ? reachFrom(template, segments) : super.reach(path)
  }

  get profileAnnotations(): List<facts.ProfileAnnotation> {
    return this.keep('profileAnnotations', () => {
      const { podAnnotations } = this.workload, found: facts.ProfileAnnotation[] = []
      for (const [name, value] of podAnnotations) {
        const of = profileOf(name)
        if (!of) continue
        const { field, container } = of, own = container === null ? null : this.allContainers.find(one => one.name === container) ?? null
        const unseen = this.allContainers.open || this.allContainers.some(one => isUnknown(one.name))
        const where = container === null ? '' : own ? `${own.listName}[${own.index}].` : null
        const type = when(value, value => value === 'runtime/default' || value === 'docker/default' ? 'RuntimeDefault' as const : value === 'unconfined' ? 'Unconfined' as const : value?.startsWith('localhost/') ? 'Localhost' as const : null)
        found.push({
          path: formatPath(['metadata', 'annotations', name]), field, value, container, hasContainer: container === null || own !== null ? true : unseen ? unsure : false,
          target: where === null ? null : `${where}securityContext.${field}`, isReplaced: where === null ? false : isThere(at(container === null ? this.spec : own!.tree, 'securityContext', field)),
          type, localhostProfile: when(value, value => value?.startsWith('localhost/') ? value.slice('localhost/'.length) : null),
        })
      }
      return list(found, podAnnotations.open)
    })
  }

  private found(minor: number): readonly (facts.PodSecurityBreach | Doubt)[] { return isUnknown(this.spec) ? [{ level: null, control: '' }] : [...breachesOf(this, minor)] }
  get breaches(): facts.PodSecurityBreaches {
    return this.keep('breaches', () => {
      const found = this.found(this.targetMinor), of = (control: string) => breachesIn(found, one => one.control === control || one.control === '')
      return { all: breachesIn(found, () => true), seLinux: of('SELinux'), appArmor: of('AppArmor'), hostProcess: of('host process') }
    })
  }

  get refusal(): Maybe<facts.Refusal | null> {
    return this.keep('refusal', () => when(this.workload.enforcement, enforced => {
      if (enforced === null) return null
      const { level, minor, namespace } = enforced, broken = breachesIn(this.found(minor), one => level === 'restricted' || one.level !== 'restricted')
      const [first] = broken
      if (!first) return broken.open ? unsure : null
      return { level, namespace, first, count: new Set(broken.map(({ control }) => control)).size }
    }))
  }

  /** LimitRanges of the namespace. */
  get ranges(): readonly LimitRangeSummary[] {
    return this.keep('ranges', () => { const found = some(this.unit, [keys.kind<LimitRangeSummary>('LimitRange')], this.namespace, () => true); return isKnown(found) ? found : [] })
  }

  /** Defaults that a LimitRange of the namespace gives to containers. No index, no defaults: they excuse, they prove nothing. */
  get defaults(): { readonly requests: Dictionary<Maybe<string>>; readonly limits: Dictionary<Maybe<string>> } {
    return this.keep('defaults', () => {
      const { ranges } = this
      return { requests: dictionary(ranges.flatMap(range => [...range.requests])), limits: dictionary(ranges.flatMap(range => [...range.limits])) }
    })
  }
}

const breachesIn = (found: readonly (facts.PodSecurityBreach | Doubt)[], counts: (one: facts.PodSecurityBreach | Doubt) => boolean): List<facts.PodSecurityBreach> =>
  list(found.filter((one): one is facts.PodSecurityBreach => one.level !== null && counts(one)), found.some(one => one.level === null && counts(one)))

const termSelector = (found: Found): SelectorSummary | null => isUnknown(found) ? { matchLabels: dictionary([], true), matchExpressions: list([], true) } : selectorOf(found)

const quantities = (found: Found): Dictionary<Maybe<string>> => strings(found)

/** Values by name, those of the first dictionary that has one. */
function layered(...layers: readonly Dictionary<Maybe<string>>[]): Dictionary<Maybe<string>> {
  const entries = new Map<string, Maybe<string>>()
  let open = false
  for (const layer of layers) {
    for (const [name, value] of layer) if (!entries.has(name)) entries.set(name, open ? new Unknown(String(value)) : value)
    open ||= layer.open === true
  }
  return dictionary(entries, open)
}

function amounts(all: Dictionary<Maybe<string>>): facts.Amounts {
  const of = (name: string): Maybe<string | null> => all.has(name) ? all.get(name)! : all.open ? unsure : null
  const numberOf = (name: string): Maybe<number | null> => when(of(name), text => text === null ? null : quantity(text))
  return {
    cpu: of('cpu'), memory: of('memory'), ephemeralStorage: of('ephemeral-storage'), cpuCores: numberOf('cpu'), memoryBytes: numberOf('memory'), ephemeralStorageBytes: numberOf('ephemeral-storage'),
    all, numbers: dictionary([...all].map(([name, value]) => [name, when(value, quantity)] as const), all.open ?? false),
  }
}

/** A container of any role. */
export class ContainerNode extends Node implements facts.Container {
  readonly kind = 'kubernetes.Container'
  override get substance(): object | null { return this.workload.lasts ? substanceOf(this.tree) : null }

  constructor(readonly pod: PodSpecNode, tree: Tree, readonly listName: string, readonly index: number, private readonly place: 'app' | 'init' | 'ephemeral') {
    super(tree, `${pod.workload.subject}/container/${known(raw(at(tree, 'name'))) ?? `${listName}[${index}]`}`, pod.workload.world.isDamaged)
  }

  private at(...path: readonly string[]): Found { return at(this.tree, ...path) }
  get workload() { return this.pod.workload }

  override locate(path: string): Place {
    if (path === '') {
      const named = super.locate('name')
      return named.missing ? super.locate('') : named
    }
    return super.locate(path)
  }

  /** What the container leaves to the pod is found there. */
  protected override reach(path: string) {
    const own = super.reach(path), segments = parsePath(path) ?? []
    if (own.rest.length === 0 || segments[0] !== 'securityContext' || typeof segments[1] !== 'string' || !inherited.test(segments[1])) return own
    if (this.at('securityContext', segments[1]) !== null) return own
    const pods = reachFrom(this.pod.tree, segments)
    return this.pod.spec !== null && pods.rest.length === 0 ? pods : own
  }

  get name() { return text(this.at('name')) }
  get role(): Maybe<'app' | 'sidecar' | 'init' | 'ephemeral'> { return this.place === 'init' ? when(this.restartPolicy, policy => policy === 'Always' ? 'sidecar' : 'init') : this.place }
  get isMain(): Maybe<boolean> { return when(this.role, role => role === 'app' || role === 'sidecar') }
  get image(): ImageNode { return this.keep('image', () => new ImageNode(this)) }

  get securityContext(): facts.Security { return this.keep('securityContext', () => security(this.at('securityContext'), this.pod.at('securityContext'), this)) }

  get ownRequests() { return this.keep('ownRequests', () => amounts(quantities(this.at('resources', 'requests')))) }
  get ownLimits() { return this.keep('ownLimits', () => amounts(quantities(this.at('resources', 'limits')))) }
  get requests(): facts.Amounts { return this.keep('requests', () => amounts(layered(this.ownRequests.all, this.ownLimits.all, this.pod.requests.all, this.pod.limits.all, this.pod.defaults.requests, this.pod.defaults.limits))) }
  get limits(): facts.Amounts { return this.keep('limits', () => amounts(layered(this.ownLimits.all, this.pod.limits.all, this.pod.defaults.limits))) }

  get oddAmounts(): List<facts.OddAmount> { return this.keep('oddAmounts', () => oddAmounts(this.ownRequests.all, this.ownLimits.all)) }
  get amountRanges(): List<facts.AmountRange> { return this.keep('amountRanges', () => amountRanges(this.ownRequests.all, this.ownLimits.all)) }
  get outOfRange(): List<facts.OddAmount> { return this.keep('outOfRange', () => outOfRange(this.ownRequests.all, this.ownLimits.all, this.pod.ranges)) }
  get pool(): Maybe<facts.Pool | null> {
    const { unit } = this.workload.world, { namespace } = this.workload
    return this.keep('pool', () => poolOf(this, {
      service: name => one(unit, keys.object<ServiceSummary>(serviceKey, name), namespace),
      selected: selector => some(unit, [keys.label(...labelOf(pairOf(selector)))], namespace, other => matches(selector, other.podLabels)),
      connections: config => one(unit, keys.connections(config), namespace),
    }))
  }
  get devices(): List<facts.Device> { return this.keep('devices', () => devicesOf(this.ownRequests.all, this.ownLimits.all)) }
  get heap(): facts.Heap { return this.keep('heap', () => heapOf(this)) }

  get livenessProbe() { return this.keep('livenessProbe', () => probe(this.at('livenessProbe'), this)) }
  get readinessProbe() { return this.keep('readinessProbe', () => probe(this.at('readinessProbe'), this)) }
  get startupProbe() { return this.keep('startupProbe', () => probe(this.at('startupProbe'), this)) }
  get hasProbe(): Maybe<boolean> { return ['livenessProbe', 'readinessProbe', 'startupProbe'].reduce<Maybe<boolean>>((found, name) => either(found, isThere(this.at(name))), false) }

  get ports(): List<facts.ContainerPort> {
    return this.keep('ports', () => each(this.at('ports'), item => ({
      name: text(at(item, 'name')), containerPort: number(at(item, 'containerPort')), hostPort: number(at(item, 'hostPort')), hostIP: text(at(item, 'hostIP')), protocol: when(text(at(item, 'protocol')), protocol => protocol ?? 'TCP'),
    })))
  }

  get env(): List<facts.EnvVar> {
    return this.keep('env', () => {
      const seen = new Map<string, { readonly index: number; readonly conditional: boolean }>(), reads: Maybe<string | null>[] = []
      return each(this.at('env'), (item, index) => {
        const name = text(at(item, 'name')), value = at(item, 'value'), from = at(item, 'valueFrom')
        const before = isKnown(name) && name !== null ? seen.get(name) : undefined
        const isDuplicate: Maybe<boolean> = isUnknown(name) ? name : before ? before.conditional ? unsure : true : false
        const previousIsRead: Maybe<boolean> = before ? any(list(reads.slice(before.index + 1)), read => when(read, read => read?.includes(`$(${known(name)})`) ?? false)) : false
        if (isKnown(name) && name !== null) seen.set(name, { index, conditional: item.conditional })
        reads.push(raw(value))
        const written = item.kind === 'map' ? item.children.get('value') : undefined
        const source = fromOf(from)
        const ref = isKnown(source) && source !== null ? at(from, refNames[source]) : isUnknown(source) ? source : null
        return {
          name, value: raw(value), valueType: written && !written.isUnknown ? written.kind === 'scalar' ? typeOf(written.value) : null : null,
          from: source, refName: text(at(ref, 'name')), refKey: text(at(ref, 'key')), isDuplicate: item.conditional ? unsure : isDuplicate,
          previous: before?.index ?? null, previousIsRead, credential: credentialOf(name, raw(value)),
        }
      })
    })
  }

  get envFrom(): List<facts.EnvSource> {
    return this.keep('envFrom', () => each(this.at('envFrom'), item => {
      const config = at(item, 'configMapRef'), secret = at(item, 'secretRef'), of = config ?? secret
      return { type: isUnknown(of) ? of : config !== null ? 'configMap' as const : secret !== null ? 'secret' as const : null, name: text(at(of, 'name')), prefix: text(at(item, 'prefix')), isOptional: flag(at(of, 'optional')) }
    }))
  }

  get command() { return this.keep('command', () => words(this.at('command'))) }
  get args() { return this.keep('args', () => words(this.at('args'))) }
  get preStop() { return this.keep('preStop', () => handler(this.at('lifecycle', 'preStop'), this)) }
  get postStart() { return this.keep('postStart', () => handler(this.at('lifecycle', 'postStart'), this)) }
  get handlers(): List<facts.PlacedHandler> {
    return this.keep('handlers', () => {
      const { livenessProbe, readinessProbe, startupProbe, preStop, postStart } = this
      const probes = [['livenessProbe', 'Liveness probe', livenessProbe], ['readinessProbe', 'Readiness probe', readinessProbe], ['startupProbe', 'Startup probe', startupProbe]] as const
      const hooks = [['lifecycle.preStop', 'preStop hook', preStop], ['lifecycle.postStart', 'postStart hook', postStart]] as const
      return list([...probes.flatMap(([location, noun, probe]) => probe ? [{ ...probe, location, noun, probe }] : []), ...hooks.flatMap(([location, noun, hook]) => hook ? [{ ...hook, location, noun, probe: null }] : [])])
    })
  }
  get hasLifecycle() { return isThere(this.at('lifecycle')) }
  get stopSignal() { return text(this.at('lifecycle', 'stopSignal')) }

  get volumeMounts(): List<facts.Mount> {
    return this.keep('volumeMounts', () => {
      const seen = new Set<string>()
      return each(this.at('volumeMounts'), item => {
        const name = text(at(item, 'name')), mountPath = text(at(item, 'mountPath')), subPath = text(at(item, 'subPath'))
        const where = isKnown(mountPath) && isKnown(subPath) ? `${mountPath}` : null
        const isDuplicate: Maybe<boolean> = where === null ? unsure : item.conditional ? unsure : seen.has(where)
        if (where !== null) seen.add(where)
        const volume = isKnown(name) ? this.pod.volumes.find(volume => volume.name === name) : undefined
        const isDefined: Maybe<boolean> = !isKnown(name) ? name : volume !== undefined || this.workload.claimTemplates.some(claim => claim.name === name) ? true
          : this.pod.volumes.open || this.workload.claimTemplates.open || this.pod.volumes.some(volume => isUnknown(volume.name)) || this.workload.claimTemplates.some(claim => isUnknown(claim.name)) ? unsure : false
        return { name, mountPath, subPath, readOnly: flag(at(item, 'readOnly')), mountPropagation: text(at(item, 'mountPropagation')), isDefined, isDuplicate, hostPath: volume ? volume.hostPath : isDefined === false || isKnown(name) && isDefined === true ? null : unsure }
      })
    })
  }

  get restartPolicy() { return text(this.at('restartPolicy')) }
  get terminationMessagePolicy() { return text(this.at('terminationMessagePolicy')) }
  get stdin() { return flag(this.at('stdin')) }
  get tty() { return flag(this.at('tty')) }
  get workingDir() { return text(this.at('workingDir')) }
  get builtFrom(): Maybe<DockerfileSummary | null> { return this.keep('builtFrom', () => builtFrom(this)) }
}

const refNames = { configMap: 'configMapKeyRef', secret: 'secretKeyRef', field: 'fieldRef', resourceField: 'resourceFieldRef', file: 'fileKeyRef' } as const

function fromOf(from: Found): Maybe<keyof typeof refNames | null> {
  if (from === null || isUnknown(from)) return from
  for (const [name, field] of Object.entries(refNames)) if (from.children.has(field)) return name as keyof typeof refNames
  return from.open ? unsure : null
}

/** The words of a command; a single text counts as one word. */
const words = (found: Found): List<Maybe<string>> => each(found, item => when(raw(item), word => word ?? ''))

function security(own: Found, pods: Found, container: ContainerNode): facts.Security {
  const inherit = <T>(read: (context: Found) => Maybe<T | null>): Maybe<T | null> => first(() => read(own), () => read(pods))
  const option = (read: (found: Found) => Maybe<string | null>, ...path: readonly string[]) => inherit(context => read(at(context, ...path)))
  const capabilities = (name: string): List<Maybe<string>> => each(at(own, 'capabilities', name), item => when(text(item), capability => (capability ?? '').toUpperCase().replace(/^CAP_/, '')))
  const dropped = capabilities('drop'), added = capabilities('add'), written = each(at(own, 'capabilities', 'add'), text), runAsUser = inherit(context => number(at(context, 'runAsUser'))), runAsNonRoot = inherit(context => boolean(at(context, 'runAsNonRoot')))
  const options = at(own, 'seLinuxOptions') ?? at(pods, 'seLinuxOptions'), windows = at(own, 'windowsOptions') ?? at(pods, 'windowsOptions')
  return {
    isWritten: isThere(own),
    privileged: boolean(at(own, 'privileged')), allowPrivilegeEscalation: boolean(at(own, 'allowPrivilegeEscalation')), readOnlyRootFilesystem: boolean(at(own, 'readOnlyRootFilesystem')),
    runAsUser, runAsGroup: inherit(context => number(at(context, 'runAsGroup'))), runAsNonRoot, procMount: text(at(own, 'procMount')),
    seccompProfile: option(text, 'seccompProfile', 'type'), appArmorProfile: first(() => option(text, 'appArmorProfile', 'type'), () => annotatedProfile(container)),
    dropped, added, additions: list(added.map((name, i) => ({ name, written: written[i]!, isDefault: when(name, name => baselineCapabilities.has(name)) })), added.open), dropsAll: any(dropped, capability => when(capability, name => name === 'ALL')),
    seLinux: seLinux(options), hostProcess: flag(at(windows, 'hostProcess')), runAsUserName: text(at(windows, 'runAsUserName')),
    mayRunAsRoot: both(when(runAsNonRoot, value => value !== true), when(runAsUser, user => user === null || user === 0)),
    misplaced: misplaced(own, podOnly),
  }
}

/** The profile that the annotation of older clusters names, in the words of the field. */
function annotatedProfile(container: ContainerNode): Maybe<string | null> {
  const { podAnnotations } = container.workload, { name } = container
  if (!isKnown(name)) return podAnnotations.size > 0 || podAnnotations.open ? name : null
  const key = `container.apparmor.security.beta.kubernetes.io/${name}`
  if (!podAnnotations.has(key)) return podAnnotations.open ? unsure : null
  return when(podAnnotations.get(key)!, value => value === 'unconfined' ? 'Unconfined' : value === 'runtime/default' ? 'RuntimeDefault' : value?.startsWith('localhost/') ? 'Localhost' : value)
}

function handler(found: Found, container: ContainerNode): facts.Handler | null {
  if (found === null) return null
  const types = ['httpGet', 'tcpSocket', 'grpc', 'exec', 'sleep'] as const
  const type: facts.Handler['type'] = isUnknown(found) ? found : types.find(name => found.children.has(name) && !found.children.get(name)!.conditional) ?? (found.open || found.isUnknown || types.some(name => found.children.has(name)) ? unsure : 'none')
  const body = isKnown(type) ? at(found, type) : type, port = text(at(body, 'port'))
  const command = words(at(isKnown(type) ? at(found, 'exec') : type, 'command'))
  const isName: Maybe<boolean> = when(port, port => port !== null && !/^\d+$/.test(port))
  const named = container.ports.find(({ name }) => isKnown(name) && name !== null && name === port)
  const unseenPorts = container.ports.open || container.ports.some(({ name, containerPort }) => isUnknown(name) || isUnknown(containerPort))
  const portNumber: Maybe<number | null> = isUnknown(port) ? port : port === null ? null : isName === false ? Number(port) : named ? named.containerPort : unseenPorts ? unsure : null
  const declared = (): Maybe<boolean> => {
    if (isUnknown(port)) return port
    if (port === null) return false
    const fits = any(container.ports, declared => both(when(declared.protocol, protocol => protocol === 'TCP'), isName === true ? when(declared.name, name => name === port) : when(declared.containerPort, number => number === Number(port))))
    return fits
  }
  const sleep = number(at(isKnown(type) ? at(found, 'sleep') : type, 'seconds'))
  return {
    type, httpPath: text(at(body, 'path')), port, portNumber, portIsName: isName, portIsDeclared: declared(), host: text(at(body, 'host')), scheme: text(at(body, 'scheme')), grpcService: text(at(body, 'service')), command,
    sleepSeconds: type === 'sleep' ? sleep : type === 'exec' ? sleepOf(command) : isUnknown(type) ? type : null,
    signature: signature(type, body, portNumber, port, command),
  }
}

function sleepOf(command: List<Maybe<string>>): Maybe<number | null> {
  if (command.open || command.some(isUnknown)) return unsure
  let seconds: number | null = null
  for (const [, digits, unit] of command.join(' ').matchAll(/(?:^|[\s;&/])sleep\s+(\d{1,9})([sm]?)(?=$|[\s;&])/g)) seconds = (seconds ?? 0) + Number(digits) * (unit === 'm' ? 60 : 1)
  return seconds
}

function signature(type: facts.Handler['type'], body: Found, portNumber: Maybe<number | null>, port: Maybe<string | null>, command: List<Maybe<string>>): Maybe<string> {
  if (isUnknown(type)) return type
  const parts: Maybe<unknown>[] = type === 'exec' ? [...command, command.open ? unsure : ''] : [isKnown(portNumber) && portNumber !== null ? portNumber : port, text(at(body, 'path')), text(at(body, 'service')), text(at(body, 'host')), text(at(body, 'scheme'))]
  return parts.find(isUnknown) as Unknown | undefined ?? `${type} ${JSON.stringify(parts)}`
}

const probeFields = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'successThreshold', 'failureThreshold', 'terminationGracePeriodSeconds']

function probe(found: Found, container: ContainerNode): facts.Probe | null {
  const does = handler(found, container)
  if (!does) return null
  const or = (name: string, otherwise: number): Maybe<number> => when(number(at(found, name)), value => value ?? otherwise)
  const periodSeconds = or('periodSeconds', 10), failureThreshold = or('failureThreshold', 3)
  return {
    ...does, initialDelaySeconds: or('initialDelaySeconds', 0), periodSeconds, timeoutSeconds: or('timeoutSeconds', 1), successThreshold: or('successThreshold', 1), failureThreshold,
    written: isUnknown(found) ? list([], true) : list(probeFields.filter(name => found!.children.has(name) && !found!.children.get(name)!.conditional), found!.open || [...found!.children.values()].some(field => field.conditional)),
    toleranceSeconds: isUnknown(periodSeconds) ? periodSeconds : isUnknown(failureThreshold) ? failureThreshold : periodSeconds * failureThreshold,
  }
}

/** The image of a container. */
export class ImageNode extends Node implements facts.Image {
  readonly kind = 'kubernetes.Image'
  override get substance(): object | null { return this.container.workload.lasts ? substanceOf(this.tree) : null }
  constructor(readonly container: ContainerNode) { super(container.tree, `${container.subject}/image`, container.workload.world.isDamaged) }

  override locate(path: string): Place { return super.locate(path === '' ? 'image' : path) }
  override edit(change: Change): readonly Edit[] | null { return super.edit(change.path === '' ? { ...change, path: 'image' } : change) }

  get workload() { return this.container.workload }
  get reference(): Maybe<string | null> { return this.keep('reference', () => text(at(this.tree, 'image'))) }
  private get parts(): Maybe<ImageParts> {
    return this.keep('parts', () => when(this.reference, reference => partsOf(reference ?? '')))
  }
  get registry() { return when(this.parts, parts => parts.registry) }
  get hasRegistry() { return when(this.parts, parts => parts.hasRegistry) }
  get repository() { return when(this.parts, parts => parts.repository) }
  get shortName() { return when(this.parts, parts => parts.repository.slice(parts.repository.lastIndexOf('/') + 1)) }
  get tag() { return when(this.parts, parts => parts.tag) }
  get digest() { return when(this.parts, parts => parts.digest) }
  get isLatest(): Maybe<boolean> { return when(this.reference, reference => reference === null || reference === '' ? false : when(this.parts, ({ tag, digest }) => digest === null && (tag === null || tag.toLowerCase() === 'latest'))) }
  get isMutable(): Maybe<boolean> { return when(this.parts, ({ tag, digest }) => this.reference !== null && digest === null && (tag === null || isMovingTag(tag))) }
  get isValid(): Maybe<boolean> { return when(this.reference, reference => reference === null || isValidReference(reference)) }
  get referenceError(): Maybe<string | null> { return when(this.reference, reference => reference === null || reference === '' ? null : hasPlaceholder(reference) ? new Unknown(reference) : referenceError(reference)) }
  get deprecated(): Maybe<facts.DeprecatedRegistry | null> { return when(this.reference, reference => reference === null ? null : when(this.parts, parts => deprecatedRegistry(reference, parts))) }
  get qualified(): Maybe<string> { return when(this.reference, reference => when(this.parts, parts => parts.hasRegistry || reference === null ? reference ?? '' : `docker.io/${reference.includes('/') ? '' : 'library/'}${reference}`)) }
  get trusted(): List<string> {
    const value = this.workload.world.lookup.setting(this.path, 'registries')
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
  }
  get unpublished(): Maybe<facts.UnpublishedTag | null> { return this.keep('unpublished', () => when(this.reference, reference => reference === null ? null : unpublishedTag(reference, this.path, this.workload.world))) }
  get pullPolicy() { return text(at(this.tree, 'imagePullPolicy')) }
  get effectivePullPolicy(): Maybe<string> { return when(this.pullPolicy, policy => policy ?? when(this.parts, ({ tag, digest }) => digest === null && (tag === null || tag === 'latest') ? 'Always' : 'IfNotPresent')) }
}

/** A volume of a pod. */
export class VolumeNode extends Node implements facts.Volume {
  readonly kind = 'kubernetes.Volume'
  override get substance(): object | null { return this.pod.workload.lasts ? substanceOf(this.tree) : null }

  constructor(readonly pod: PodSpecNode, tree: Tree, readonly index: number) {
    super(tree, `${pod.workload.subject}/volume/${known(raw(at(tree, 'name'))) ?? index}`, pod.workload.world.isDamaged)
  }

  override locate(path: string): Place {
    if (path === '') {
      const named = super.locate('name')
      return named.missing ? super.locate('') : named
    }
    return super.locate(path)
  }

  private at(...path: readonly string[]): Found { return at(this.tree, ...path) }
  get workload() { return this.pod.workload }
  get name() { return text(this.at('name')) }
  get type(): Maybe<string> {
    const names = [...this.tree.children.keys()].filter(name => name !== 'name'), [only] = names
    return only === undefined ? this.tree.open ? unsure : 'emptyDir' : this.tree.children.get(only)!.conditional ? unsure : only
  }
  get isRestricted(): Maybe<boolean> { return when(this.type, isRestrictedVolume) }
  get hostPath() { return text(this.at('hostPath', 'path')) }
  get sizeLimit() { return text(this.at('emptyDir', 'sizeLimit')) }
  get medium() { return text(this.at('emptyDir', 'medium')) }
  get claimName() { return text(this.at('persistentVolumeClaim', 'claimName')) }
  get claim(): Maybe<ClaimSummary | null> {
    const name = this.claimName
    return !isKnown(name) ? name : name === null ? null : one(this.workload.world.unit, keys.object<ClaimSummary>('PersistentVolumeClaim', name), this.workload.namespace)
  }
  get refName(): Maybe<string | null> { return first(() => text(this.at('configMap', 'name')), () => text(this.at('secret', 'secretName'))) }

  private mounted(test: (mount: facts.Mount) => Maybe<boolean>): Maybe<boolean> {
    const { name } = this
    return isKnown(name) ? any(this.pod.allContainers, container => any(container.volumeMounts, mount => both(when(mount.name, other => other === name), test(mount)))) : name
  }
  get isMounted(): Maybe<boolean> {
    return this.keep('isMounted', () => either(this.mounted(() => true), either(any(this.pod.allContainers, container => any(each(at(container.tree, 'volumeDevices'), device => text(at(device, 'name'))), name => when(name, name => name === this.name))), isUnknown(this.name) ? this.name : false)))
  }
  get isMountedWritable(): Maybe<boolean> { return this.mounted(mount => not(mount.readOnly)) }
}

/**
 * The Dockerfile that a workflow builds under the image's name; else that of a folder named as the last part of the name, beside the
 * manifest's folder or one above it, where exactly one is found and the image is none of the public ones. Another rule would guess.
 */
function builtFrom(container: ContainerNode): Maybe<DockerfileSummary | null> {
  const { image } = container, { reference } = image, { lookup } = container.workload.world
  if (!isKnown(reference)) return reference
  if (reference === null || !isValidReference(reference)) return null
  const parts = partsOf(reference), name = reference.replace(/@.*/, '').replace(/:[^:/]*$/, '')
  readOutside()
  for (const written of parts.registry === 'docker.io' ? [parts.repository, `docker.io/${parts.repository}`] : [name]) {
    const builds = lookup.find(imageBuilds(written))
    if (isUnknown(builds)) return builds
    const [build] = builds
    if (!build) continue
    if (build.dockerfile === null || isUnknown(build.target) || builds.some(({ dockerfile, target }) => dockerfile !== build.dockerfile || target !== build.target)) return new Unknown(reference)
    const found = lookup.find(dockerfile(build.dockerfile))
    if (isUnknown(found)) return found
    const [summary] = found, final = build.target === null ? summary?.final : summary?.stages.find(stage => stage.name === build.target)
    return summary && final ? { ...summary, final } : new Unknown(reference)
  }
  if (!mayBeOwn(parts)) return null
  const short = parts.repository.slice(parts.repository.lastIndexOf('/') + 1)
  const answer = lookup.find(dockerfileOf(short))
  if (isUnknown(answer)) return answer
  const found = answer.filter((one) => mayBeBuiltAt(one.path, container.path, short))
  return found.length === 1 ? found[0]! : found.length === 0 ? null : new Unknown(reference)
}

const credentialOf = (name: Maybe<string | null>, value: Maybe<string | null>): Maybe<'form' | 'name' | 'placeholder' | null> => {
  if (value === null || isUnknown(value)) return value
  if (looksSecret(value)) return 'form'
  return when(name, name => name === null || isHarmless(value) || !isSecretName(name) ? null : isPlaceholder(value) ? 'placeholder' : 'name')
}

/** Words in the names and images of what serves the cluster. */
const ofCluster = /kube|k8s|etcd|(?:^|[-/])(?:core)?dns|csi|cni\b|calico|cilium|flannel|weave|multus|antrea|proxy|autoscal|karpenter|metrics|monitor|prometheus|grafana|exporter|\bnode|daemon|agent|device-plugin|nvidia|gpu|\baws|azure|\bgcp|gke|\bebs|\befs|\bfsx|load-?balancer|ingress|traefik|metallb|konnectivity|snapshot|storage|provisioner|deschedul|scheduler|controller|operator|webhook|\bcert|secret|vault|registry|fluent|vector|\blog|backup|velero|drain|reaper|dashboard|tiller|helm|admission|policy|falco|trivy|tetragon|linkerd|istio|cloud|hubble|longhorn|rook|ceph|\bnfs/i
