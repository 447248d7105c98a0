import type { Fact } from '../../core/fact'
import { formatPath } from '../../core/path'
import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { keys, type ObjectSummary, type PortSummary, type SelectorSummary, type ServiceSummary, type WorkloadSummary } from './exports'
import type * as facts from './facts'
import { Node, substanceOf } from './node'
import type { ObjectNode } from './object'
import { isEmptySelector, mapSelector, matches, pairOf, selectorOf } from './selector'
import type { ServiceNode } from './resources'
import { any, at, each, first, flag, known, pairs, text, when, type Found, type Tree } from './tree'
import { clusterWide, isClosed, one, sameNamespace, some } from './unit'
import { WorkloadNode } from './workload'

const unsure = new Unknown('…')

/** Groups of objects by which no operator makes pods, Services, accounts, claims or Secrets under names of its own: common add-ons. Those of Kubernetes have no dot or end in k8s.io. */
const harmless = /(?:^|\.)(?:k8s\.io|k8s\.aws|cert-manager\.io|external-secrets\.io|bitnami\.com|keda\.sh|istio\.io|cilium\.io|projectcalico\.org|kyverno\.io|gatekeeper\.sh|traefik\.io|traefik\.containo\.us|konghq\.com|metallb\.io|karpenter\.sh|linkerd\.io|chaos-mesh\.org|litmuschaos\.io|velero\.io|openshift\.io|knative\.dev|kruise\.io|gke\.io|x-k8s\.io|flagger\.app)$/
const harmlessKind = /^(?:monitoring\.coreos\.com\/.+ (?:ServiceMonitor|PodMonitor|Probe|PrometheusRule|ScrapeConfig|AlertmanagerConfig)|argoproj\.io\/.+ (?:Rollout|AnalysisTemplate|ClusterAnalysisTemplate|AppProject|Experiment))$/

/** May an operator make other objects of this one? A HelmRelease, an Argo CD Application, a database's own kind. */
export function isMaker({ apiVersion, objectKind, group }: ObjectNode): boolean {
  if (!isKnown(apiVersion) || !isKnown(group) || !isKnown(objectKind)) return true
  return group.includes('.') && !harmless.test(group) && !harmlessKind.test(`${apiVersion ?? ''} ${objectKind}`)
}

/** What a link leads to. */
interface Target {
  readonly relation: facts.Link['relation']
  readonly location: string
  readonly kind: Maybe<string | null>
  readonly name: Maybe<string | null>
  readonly namespace?: Maybe<string | null>
  readonly port?: Maybe<string | null>
  readonly portLocation?: string
  /** Kinds of which the unit must have some before an absence counts; that of the target where nothing is given. */
  readonly witnesses?: readonly string[]
  /** Every cluster has it. */
  readonly isBuiltIn?: boolean
  /** It may come from elsewhere for a reason of its own. */
  readonly mayBeElsewhere?: boolean
  /** Namespaces that are looked into, where they are not that of the target; null for all. */
  readonly namespaces?: readonly Maybe<string | null>[] | null
  /** Something of the unit shows that the name or selector is a slip, whatever else there may be: what would fit stands in another namespace. */
  readonly isSlip?: () => boolean
  /** Something tells that it is about objects of another maker; asked last. */
  readonly isForeign?: () => boolean
  /** What is looked for, where it is not one object by its name. */
  readonly find?: () => Maybe<List<ObjectSummary>>
}

/** A name or selector by which an object leads to others. Paths are relative to the object. */
class LinkNode extends Node implements facts.Link {
  readonly kind = 'kubernetes.Link'
  constructor(readonly object: ObjectNode, private readonly to: Target) { super(object.tree, `${object.subject}/link/${to.location}`, object.world.isDamaged) }

  override get substance(): object | null { return this.object.lasts ? substanceOf(this.tree, `${this.to.relation} ${this.to.location}`) : null }
  get relation() { return this.to.relation }
  get location() { return this.to.location }
  get name() { return this.object.name }
  get targetKind() { return this.to.kind }
  get targetName() { return this.to.name }
  get targetNamespace(): Maybe<string | null> { const { namespace } = this.to; return namespace === undefined || namespace === null ? this.object.namespace : namespace }
  get target(): Maybe<string> { return when(this.to.kind, kind => when(this.to.name, name => name === null ? kind === null ? 'pods' : `a ${kind}` : `${kind} '${name}'`)) }
  get port(): Maybe<string | null> { return this.to.port ?? null }
  get portLocation(): string { return this.to.portLocation ?? this.to.location }

  private get found(): Maybe<ObjectSummary | null> {
    return this.keep('found', () => {
      const { kind, name, find } = this.to, { unit } = this.object.world
      if (find) return when(find(), found => found[0] ?? (found.open ? unsure : null))
      if (isUnknown(kind)) return kind
      if (isUnknown(name)) return name
      return kind === null || name === null ? unsure : one(unit, keys.object(kind, name), clusterWide.test(kind) ? null : this.targetNamespace)
    })
  }

  /** One of the kind has the name, in whatever namespace. */
  private stands(): boolean {
    const { kind, name } = this.to, found = isKnown(kind) && isKnown(name) && kind !== null && name !== null ? one(this.object.world.unit, keys.object(kind, name), null) : null
    return isKnown(found) && found !== null
  }

  private get isClosed(): boolean {
    const { witnesses, kind, namespace, mayBeElsewhere, namespaces = [this.targetNamespace], isSlip, isForeign } = this.to, { unit } = this.object.world
    if (mayBeElsewhere) return false
    const sorts = witnesses ?? (isKnown(kind) && kind !== null ? [kind] : [])
    const isFar = namespace !== undefined && namespace !== null && namespace !== this.object.namespace
    const isWhole = (at: Maybe<string | null>): boolean => sorts.some(sort => isClosed(unit, sort, at, isFar))
    if (namespaces === null) return isWhole(null)
    return namespaces.every(isWhole) && isForeign?.() !== true || !isFar && sorts.some(sort => isClosed(unit, sort, null)) && (isSlip ? isSlip() : this.stands())
  }

  get isMissing(): Maybe<boolean> { return this.to.isBuiltIn ? false : this.keep('isMissing', () => when(this.found, found => found !== null ? false : this.isClosed ? true : unsure)) }
  get isUnseen(): Maybe<boolean> { return this.to.isBuiltIn ? false : this.keep('isUnseen', () => when(this.found, found => found !== null || this.to.mayBeElsewhere ? false : !this.isClosed)) }

  get isFound(): Maybe<boolean> { return this.to.isBuiltIn ? true : when(this.found, found => found !== null) }

  get lacksPort(): Maybe<boolean> {
    const { port, found } = this
    if (isUnknown(port)) return port
    if (isUnknown(found)) return found
    if (port === null || found === null) return false
    return when(hasPort(found as ServiceSummary, port), has => !has)
  }
}

/** Does a Service have a port of this name or number? Nobody knows of one that only gives another name for a host. */
export function hasPort(service: ServiceSummary, port: string): Maybe<boolean> {
  if (service.objectKind !== 'Service' || service.group !== '' || service.type === 'ExternalName') return unsure
  return any(service.ports, (declared: PortSummary) => /^\d+$/.test(port) ? when(declared.number, number => number === Number(port)) : when(declared.name, name => name === port))
}

/** The links of an object, by its kind. */
export function* linksOf(node: ObjectNode): Generator<Fact> {
  const { objectKind } = node
  if (!isKnown(objectKind)) return
  const targets = node instanceof WorkloadNode ? podTargets : sources.get(objectKind)
  if (targets) for (const target of targets(node)) yield new LinkNode(node, target)
}

type Targets = (node: ObjectNode) => Iterable<Target>

/** The items of a list at a path, each with its own path. */
function* itemsAt(from: Found, path: string, ...names: readonly string[]): Generator<readonly [Tree, string]> {
  const prefix = path === '' ? '' : `${path}.`, where = `${prefix}${names.join('.')}`
  for (const [i, item] of each(at(from, ...names), item => item).entries()) if (!item.conditional) yield [item, `${where}[${i}]`]
}

const podTargets: Targets = function* (node) {
  const { pod } = node as WorkloadNode, path = pod.podPath === '' ? '' : `${pod.podPath}.`
  for (const field of ['serviceAccountName', 'serviceAccount'] as const) {
    const name = pod[field]
    if (name !== null && name !== '') { yield { relation: 'account', location: `${path}${field}`, kind: 'ServiceAccount', name, isBuiltIn: name === 'default' }; break }
  }
  for (const volume of pod.volumes) {
    const { claimName } = volume
    // The controller of a StatefulSet makes claims whose names end in a number.
    if (claimName !== null) yield { relation: 'claim', location: `${path}volumes[${volume.index}].persistentVolumeClaim.claimName`, kind: 'PersistentVolumeClaim', name: claimName, mayBeElsewhere: isKnown(claimName) && /-\d+$/.test(claimName) }
  }
}

/** A label of a Service's own by which a selector finds it. */
function* servicesBy(node: ObjectNode, selector: SelectorSummary, namespaces: readonly (Maybe<string | null>)[] | null): Generator<Maybe<List<ServiceSummary>>> {
  const pair = pairOf(selector)
  for (const namespace of namespaces ?? [null]) yield pair === '*' ? unsure : some(node.world.unit, [keys.serviceLabel(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))], namespace, service => matches(selector, service.labels))
}

function joined<S>(found: Iterable<Maybe<List<S>>>): Maybe<List<S>> {
  const all: S[] = []
  let open = false
  for (const one of found) {
    if (isUnknown(one)) return one
    all.push(...one)
    open ||= one.open ?? false
  }
  return list(all, open)
}

/** ServiceMonitor and PodMonitor: what their selector takes, and whether that has the ports of their endpoints. */
const monitored: Targets = function* (node) {
  const isService = node.objectKind === 'ServiceMonitor', spec = at(node.tree, 'spec'), found = at(spec, 'selector')
  if (found === null || isUnknown(found)) return
  const selector = selectorOf(found)!, names = at(spec, 'namespaceSelector', 'matchNames'), isAnywhere = flag(at(spec, 'namespaceSelector', 'any'))
  const namespaces = isAnywhere !== false ? null : names === null ? [node.namespace] : each(names, text)
  if (namespaces && (namespaces as List<unknown>).open) return
  const taken = (namespaces: readonly (Maybe<string | null>)[] | null): Maybe<List<ObjectSummary>> => isService ? joined(servicesBy(node, selector, namespaces)) : joined(workloadsBy(node, selector, namespaces))
  const services = (): Maybe<List<ObjectSummary>> => taken(namespaces)
  // The usual slip: the labels are those of the pods that a Service leads to, and not its own.
  const leads = (): boolean => isService && [...selector.matchLabels].some(([name, value]) => isKnown(value) && hasSome(some(node.world.unit, [keys.selects<ServiceSummary>('Service', `${name}=${value ?? ''}`)], null, service => (namespaces ?? [null]).some(at => sameNamespace(service.namespace, at) === true) && matches(selector, service.selector))))
  yield { relation: 'monitor', location: 'spec.selector', kind: isService ? 'Service' : null, name: null, witnesses: [isService ? 'Service' : 'workload'], namespaces, isSlip: () => hasSome(taken(null)) || leads(), find: services }
  for (const [item, path] of itemsAt(spec, 'spec', isService ? 'endpoints' : 'podMetricsEndpoints')) {
    const port = text(at(item, 'port'))
    if (port === null) continue
    const offers = (one: ObjectSummary): Maybe<boolean> => any((one as ServiceSummary | WorkloadSummary).ports, declared => when(declared.name, name => name === port))
    yield {
      relation: 'monitor-port', location: `${path}.port`, kind: isService ? 'Service' : null, name: null, port, witnesses: [isService ? 'Service' : 'workload'], namespaces, isSlip: () => hasSome(services()),
      find: () => isUnknown(port) ? port : when(services(), taken => {
        if (taken.length === 0 || taken.open) return unsure
        const offering = any(taken, offers)
        return isUnknown(offering) ? offering : list(offering ? taken : [])
      }),
    }
  }
}

function* workloadsBy(node: ObjectNode, selector: SelectorSummary, namespaces: readonly (Maybe<string | null>)[] | null): Generator<Maybe<List<WorkloadSummary>>> {
  const pair = pairOf(selector)
  for (const namespace of namespaces ?? [null]) yield some(node.world.unit, [pair === '*' ? keys.workloads : keys.label(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))], namespace, workload => matches(selector, workload.podLabels))
}

/** There is one for certain. */
const hasSome = (found: Maybe<List<unknown>>): boolean => isKnown(found) && found.length > 0

/** It goes by the labels that charts give, which no pod of the unit has: the pods come from a chart that is installed beside it. */
function isForCharts(node: ObjectNode, { matchLabels }: SelectorSummary): boolean {
  const names = [...matchLabels.keys()]
  return names.length > 0 && names.every(name => chartLabel.test(name)) && !hasSome(some(node.world.unit, [keys.workloads], node.namespace, ({ podLabels }) => [...podLabels.keys()].some(name => chartLabel.test(name))))
}
const chartLabel = /^app\.kubernetes\.io\/|^helm\.sh\//

/** A selector of pods in the object's own namespace. */
function selection(node: ObjectNode, relation: Target['relation'], location: string, selector: SelectorSummary | null, mayBeElsewhere = false): Target | null {
  if (selector === null) return null
  return { relation, location, kind: null, name: null, witnesses: ['workload'], isBuiltIn: isEmptySelector(selector) === true, mayBeElsewhere, isForeign: () => isForCharts(node, selector), isSlip: () => hasSome(joined(workloadsBy(node, selector, null))), find: () => joined(workloadsBy(node, selector, [node.namespace])) }
}

const written = (found: Found): SelectorSummary | null => isUnknown(found) ? null : selectorOf(found)

const service: Targets = function* (node) {
  const { type, hasEndpoints } = node as ServiceNode, labels = pairs(at(node.tree, 'spec', 'selector'))
  const target = type === 'ExternalName' || labels.size === 0 ? null : selection(node, 'service-pods', 'spec.selector', mapSelector(labels), isUnknown(type) || hasEndpoints !== false)
  if (target) yield target
}

const budget: Targets = function* (node) {
  const target = selection(node, 'budget-pods', 'spec.selector', written(at(node.tree, 'spec', 'selector')))
  if (target) yield target
}

const policy: Targets = function* (node) {
  const spec = at(node.tree, 'spec'), own = selection(node, 'policy-pods', 'spec.podSelector', written(at(spec, 'podSelector')))
  if (own) yield own
  for (const [side, peers] of [['ingress', 'from'], ['egress', 'to']] as const) {
    for (const [rule, path] of itemsAt(spec, 'spec', side)) for (const [peer, where] of itemsAt(rule, path, peers)) {
      if (at(peer, 'namespaceSelector') !== null) continue
      const target = selection(node, 'peer-pods', `${where}.podSelector`, written(at(peer, 'podSelector')))
      if (target) yield target
    }
  }
}

const parents = function* (spec: Found): Generator<Target> {
  for (const [item, path] of itemsAt(spec, 'spec', 'parentRefs')) {
    const kind = first(() => text(at(item, 'kind')), () => 'Gateway')
    if (kind === 'Gateway') yield { relation: 'gateway', location: `${path}.name`, kind, name: text(at(item, 'name')), namespace: text(at(item, 'namespace')) }
  }
}

const backends = function* (from: Found, path: string): Generator<Target> {
  for (const [item, where] of itemsAt(from, path, 'backendRefs')) {
    const kind = text(at(item, 'kind')), group = text(at(item, 'group'))
    if ((kind === null || kind === 'Service') && (group === null || group === '')) yield { relation: 'backend', location: `${where}.name`, kind: 'Service', name: text(at(item, 'name')), namespace: text(at(item, 'namespace')), port: text(at(item, 'port')), portLocation: `${where}.port` }
  }
}

const route: Targets = function* (node) {
  const spec = at(node.tree, 'spec')
  yield* parents(spec)
  for (const [rule, path] of itemsAt(spec, 'spec', 'rules')) yield* backends(rule, path)
}

const secrets = ['Secret', 'Certificate', 'ExternalSecret', 'SealedSecret']

const gateway: Targets = function* (node) {
  const spec = at(node.tree, 'spec'), className = text(at(spec, 'gatewayClassName'))
  if (className === null) return
  yield { relation: 'gateway-class', location: 'spec.gatewayClassName', kind: 'GatewayClass', name: className }
  const isIssued = issued(node)
  for (const [listener, path] of itemsAt(spec, 'spec', 'listeners')) for (const [item, where] of itemsAt(at(listener, 'tls'), `${path}.tls`, 'certificateRefs')) {
    const kind = text(at(item, 'kind'))
    if (kind === null || kind === 'Secret') yield { relation: 'certificate', location: `${where}.name`, kind: 'Secret', name: text(at(item, 'name')), namespace: text(at(item, 'namespace')), witnesses: secrets, mayBeElsewhere: isIssued }
  }
}

/** cert-manager makes the Secret, or may: an annotation asks for it. */
const issued = (node: ObjectNode): boolean => node.annotations.open === true || [...node.annotations.keys()].some(name => /cert-manager\.io\/(?:cluster-)?issuer$|kubernetes\.io\/tls-acme$|certmanager\.k8s\.io\//.test(name))

const ingress: Targets = function* (node) {
  const isIssued = issued(node)
  for (const [item, path] of itemsAt(node.tree, '', 'spec', 'tls')) {
    const name = text(at(item, 'secretName'))
    if (name !== null) yield { relation: 'certificate', location: `${path}.secretName`, kind: 'Secret', name, witnesses: secrets, mayBeElsewhere: isIssued }
  }
  const backend = (found: Found, path: string): Target | null => {
    const isOld = at(found, 'serviceName') !== null, name = isOld ? text(at(found, 'serviceName')) : text(at(found, 'service', 'name'))
    if (found === null || name === null) return null
    const byName = text(at(found, 'service', 'port', 'name')), port = isOld ? text(at(found, 'servicePort')) : byName === null ? text(at(found, 'service', 'port', 'number')) : byName
    return { relation: 'ingress-backend', location: isOld ? `${path}.serviceName` : `${path}.service.name`, kind: 'Service', name, port, portLocation: isOld ? `${path}.servicePort` : `${path}.service.port.${byName === null ? 'number' : 'name'}` }
  }
  const all = [backend(at(node.tree, 'spec', 'defaultBackend'), 'spec.defaultBackend'), backend(at(node.tree, 'spec', 'backend'), 'spec.backend')]
  for (const [rule, path] of itemsAt(node.tree, '', 'spec', 'rules')) for (const [item, where] of itemsAt(at(rule, 'http'), `${path}.http`, 'paths')) all.push(backend(at(item, 'backend'), `${where}.backend`))
  for (const target of all) if (target) yield target
}

/** Roles that every cluster has. */
const builtInRole = /^(?:cluster-admin|admin|edit|view|system:.+|basic-user|cluster-reader|self-provisioner|cluster-status)$/

const binding: Targets = function* (node) {
  const kind = text(at(node.tree, 'roleRef', 'kind')), name = text(at(node.tree, 'roleRef', 'name'))
  if (kind !== null && name !== null) yield { relation: 'role', location: 'roleRef.name', kind, name, isBuiltIn: kind === 'ClusterRole' && isKnown(name) && builtInRole.test(name), mayBeElsewhere: isKnown(name) && /^(?:kube-|system:)|extension-apiserver-authentication-reader/.test(name) }
  for (const [item, path] of itemsAt(node.tree, '', 'subjects')) {
    const name = text(at(item, 'name')), namespace = text(at(item, 'namespace'))
    if (text(at(item, 'kind')) === 'ServiceAccount' && name !== null) yield { relation: 'subject', location: `${path}.name`, kind: 'ServiceAccount', name, namespace, isBuiltIn: name === 'default' }
  }
}

const calledService = (from: Found, path: string): Target | null => {
  const name = text(at(from, 'service', 'name'))
  return name === null ? null : { relation: 'webhook', location: `${path}.service.name`, kind: 'Service', name, namespace: text(at(from, 'service', 'namespace')), port: first(() => text(at(from, 'service', 'port')), () => '443'), portLocation: `${path}.service.port` }
}

const webhooks: Targets = function* (node) {
  for (const [item, path] of itemsAt(node.tree, '', 'webhooks')) {
    const target = calledService(at(item, 'clientConfig'), `${path}.clientConfig`)
    if (target) yield target
  }
}
const conversion: Targets = function* (node) {
  const target = calledService(at(node.tree, 'spec', 'conversion', 'webhook', 'clientConfig'), 'spec.conversion.webhook.clientConfig')
  if (target) yield target
}
const apiService: Targets = function* (node) {
  const target = calledService(at(node.tree, 'spec'), 'spec')
  if (target) yield target
}

const scaler: Targets = function* (node) {
  const kind = first(() => text(at(node.tree, 'spec', 'scaleTargetRef', 'kind')), () => node.objectKind === 'ScaledObject' ? 'Deployment' : null), name = text(at(node.tree, 'spec', 'scaleTargetRef', 'name'))
  const isOther = isKnown(kind) && kind !== null && !/^(?:Deployment|StatefulSet|ReplicaSet|ReplicationController|Rollout)$/.test(kind)
  if (kind !== null && name !== null) yield { relation: 'scale-target', location: 'spec.scaleTargetRef.name', kind, name, witnesses: ['workload'], mayBeElsewhere: isOther }
}

/** Custom resources that lead to others by name: the kind of the target, and where its name stands. */
const custom: Targets = function* (node) {
  const { tree } = node, spec = at(tree, 'spec')
  switch (known(node.objectKind)) {
    case 'Certificate': {
      const kind = first(() => text(at(spec, 'issuerRef', 'kind')), () => 'Issuer'), name = text(at(spec, 'issuerRef', 'name')), group = text(at(spec, 'issuerRef', 'group'))
      if (name !== null && (group === null || group === 'cert-manager.io')) yield { relation: 'custom', location: 'spec.issuerRef.name', kind, name }
      return
    }
    case 'VirtualService':
      for (const [i, gateway] of each(at(spec, 'gateways'), text).entries()) {
        if (!isKnown(gateway) || gateway === null || gateway === 'mesh') continue
        const slash = gateway.indexOf('/')
        yield { relation: 'custom', location: formatPath(['spec', 'gateways', i]), kind: 'Gateway', name: gateway.slice(slash + 1), namespace: slash < 0 ? null : gateway.slice(0, slash) }
      }
      for (const protocol of ['http', 'tcp', 'tls']) for (const [rule, path] of itemsAt(spec, 'spec', protocol)) for (const [item, where] of itemsAt(rule, path, 'route')) {
        const host = text(at(item, 'destination', 'host'))
        if (host === null) continue
        const [name, namespace, ...rest] = isKnown(host) ? host.split('.') : []
        // A short name is a Service, and so is a full one of the cluster; any other is a host that an entry declares.
        if (rest.length === 0 && namespace === undefined || rest[0] === 'svc') yield { relation: 'destination', location: `${where}.destination.host`, kind: 'Service', name: name ?? host, namespace: namespace ?? null, mayBeElsewhere: true }
      }
      return
    case 'ExternalSecret': {
      const kind = first(() => text(at(spec, 'secretStoreRef', 'kind')), () => 'SecretStore'), name = text(at(spec, 'secretStoreRef', 'name'))
      if (name !== null) yield { relation: 'custom', location: 'spec.secretStoreRef.name', kind, name }
    }
  }
}

const sources: ReadonlyMap<string, Targets> = new Map<string, Targets>([
  ['Service', service], ['PodDisruptionBudget', budget], ['NetworkPolicy', policy], ['Ingress', ingress], ['Gateway', gateway], ['HTTPRoute', route], ['GRPCRoute', route], ['TCPRoute', route], ['TLSRoute', route], ['UDPRoute', route],
  ['RoleBinding', binding], ['ClusterRoleBinding', binding], ['ServiceMonitor', monitored], ['PodMonitor', monitored],
  ['ValidatingWebhookConfiguration', webhooks], ['MutatingWebhookConfiguration', webhooks], ['CustomResourceDefinition', conversion], ['APIService', apiService],
  ['HorizontalPodAutoscaler', scaler], ['ScaledObject', scaler], ['Certificate', custom], ['VirtualService', custom], ['ExternalSecret', custom],
])
