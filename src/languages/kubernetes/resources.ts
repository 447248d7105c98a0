import type { Fact } from '../../core/fact'
import type { Exported } from '../../core/lookup'
import { formatPath } from '../../core/path'
import { dictionary, isKnown, isUnknown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { keys, type AccountSummary, type ClaimSummary, type ConfigSummary, type LimitRangeSummary, type NamespaceSummary, type ObjectSummary, type PortSummary, type RoleSummary, type ScalerSummary, type SelectingSummary, type SelectorSummary, type ServiceSummary, type WorkloadSummary } from './exports'
import type * as facts from './facts'
import { Node } from './node'
import { ObjectNode, strings } from './object'
import { share } from './quantity'
import { isEmptySelector, mapSelector, matches, pairOf, selectorOf } from './selector'
import { any, at, boolean, both, child, each, either, first, flag, isThere, known, map, not, number, pairs, raw, text, texts, when, type Found, type Tree } from './tree'
import { hasAny, one, some } from './unit'
import { selector } from './workload'

const unsure = new Unknown('…')

/** An object with a fact of its own kind besides that of every object. */
abstract class KindNode extends ObjectNode {
  override *facts(): Generator<Fact> {
    yield new ObjectNode(this.manifest, this.world)
    yield this
  }

  /** The workloads that a selector takes. */
  protected taken(by: SelectorSummary): Maybe<List<WorkloadSummary>> {
    const pair = pairOf(by)
    const key = pair === '*' ? keys.workloads : keys.label(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    return this.some([key], workload => matches(by, workload.podLabels))
  }

  protected named<S extends ObjectSummary>(kind: string, name: Maybe<string | null>, namespace = this.namespace): Maybe<S | null> {
    return !isKnown(name) ? name : name === null ? null : one(this.world.unit, keys.object<S>(kind, name), namespace)
  }
}

export class ServiceNode extends KindNode implements facts.Service {
  override readonly kind = 'kubernetes.Service'

  get type(): Maybe<string> { return when(text(this.at('spec', 'type')), type => type ?? 'ClusterIP') }
  get isHeadless(): Maybe<boolean> { return when(text(this.at('spec', 'clusterIP')), address => address === 'None') }
  get selector(): Dictionary<Maybe<string | null>> { return this.keep('selector', () => pairs(this.at('spec', 'selector'))) }
  get hasSelector(): Maybe<boolean> { return this.selector.size > 0 ? true : this.selector.open ? unsure : false }
  get externalIPs() { return texts(this.at('spec', 'externalIPs')) }
  get externalName() { return text(this.at('spec', 'externalName')) }
  get externalTrafficPolicy() { return text(this.at('spec', 'externalTrafficPolicy')) }
  get loadBalancerSourceRanges() { return texts(this.at('spec', 'loadBalancerSourceRanges')) }
  get isInternal(): Maybe<boolean> {
    const says = [...this.annotations].some(([name, value]) => /load-balancer-(?:internal|scheme|type)|aws-load-balancer-internal|azure-load-balancer-internal/.test(name) && isKnown(value) && /^(?:true|internal|Internal|0\.0\.0\.0\/0|private)$/.test(value ?? ''))
    return says ? true : this.annotations.open || [...this.annotations.values()].some(isUnknown) ? unsure : false
  }
  get selects(): Maybe<List<WorkloadSummary>> {
    return this.keep('selects', () => this.selector.size === 0 ? list<WorkloadSummary>([], this.selector.open) : this.taken(mapSelector(this.selector)))
  }
  get hasEndpoints(): Maybe<boolean> {
    const { name } = this
    if (!isKnown(name) || name === null) return name ?? false
    const direct = either(when(this.named('Endpoints', name), found => found !== null), when(this.named('EndpointSlice', name), found => found !== null))
    return direct === true ? true : either(direct, hasAny(this.some([keys.uses('Service', name)], used => used.objectKind === 'EndpointSlice')))
  }
  get twins(): Maybe<List<ServiceSummary>> {
    return this.keep('twins', () => {
      const own = this.selector
      if (own.size === 0 || own.open) return list<ServiceSummary>([], own.open)
      return this.some([keys.selects<ServiceSummary>('Service', pairOf(mapSelector(own)))], other => other.selector.open ? unsure : other.selector.size === own.size && [...own].every(([name, value]) => isKnown(value) && other.selector.get(name) === value))
    })
  }

  get ports(): List<facts.ServicePort> {
    return this.keep('ports', () => {
      const seen = new Set<string>()
      return each(this.at('spec', 'ports'), item => {
        const name = text(at(item, 'name')), port = number(at(item, 'port')), targetPort = text(at(item, 'targetPort')), protocol = when(text(at(item, 'protocol')), protocol => protocol ?? 'TCP')
        const marks = [isKnown(name) && name !== null ? `name ${name}` : null, isKnown(port) && port !== null && isKnown(protocol) ? `port ${port}/${protocol}` : null]
        const isDuplicate: Maybe<boolean> = marks.some(mark => mark !== null && seen.has(mark)) ? true : isUnknown(name) || isUnknown(port) || item.conditional ? unsure : false
        for (const mark of marks) if (mark !== null) seen.add(mark)
        return { name, port, targetPort, nodePort: number(at(item, 'nodePort')), protocol, appProtocol: text(at(item, 'appProtocol')), targetIsDeclared: this.declares(port, targetPort, protocol), isDuplicate }
      })
    })
  }

  private declares(port: Maybe<number | null>, targetPort: Maybe<string | null>, protocol: Maybe<string>): Maybe<boolean> {
    if (isUnknown(port)) return port
    if (isUnknown(targetPort)) return targetPort
    const target = targetPort ?? (port === null ? null : String(port)), { selects } = this
    if (target === null) return unsure
    if (isUnknown(selects)) return selects
    if (selects.length === 0) return unsure
    const isName = !/^\d+$/.test(target)
    return any(selects, workload => {
      if (!isName && workload.ports.length === 0) return workload.ports.open ? unsure : true
      return any(workload.ports, declared => isName ? when(declared.name, name => name === target) : both(when(declared.number, number => number === Number(target)), when(protocol, protocol => declared.protocol === protocol)))
    })
  }

  override summary(): ServiceSummary | null {
    const base = super.summary()
    return base && { ...base, selector: this.selector, type: this.type, isHeadless: this.isHeadless, ports: each(this.at('spec', 'ports'), item => ({ name: text(at(item, 'name')), number: number(at(item, 'port')), protocol: when(text(at(item, 'protocol')), protocol => protocol ?? 'TCP') })) }
  }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = this.summary()
    if (summary && this.selector.size > 0) yield { key: keys.selects<ServiceSummary>('Service', pairOf(mapSelector(this.selector))), summary }
  }
}

export class IngressNode extends KindNode implements facts.Ingress {
  override readonly kind = 'kubernetes.Ingress'

  get className() { return text(this.at('spec', 'ingressClassName')) }
  get classAnnotation(): Maybe<string | null> { return this.annotation('kubernetes.io/ingress.class') }
  private annotation(name: string): Maybe<string | null> { return this.annotations.has(name) ? this.annotations.get(name)! : this.annotations.open ? unsure : null }
  get hasTls(): Maybe<boolean> { return this.tls.length > 0 ? true : this.tls.open ? unsure : false }
  get endsTlsElsewhere(): Maybe<boolean> {
    const says = [...this.annotations.keys()].some(name => /^(?:alb\.ingress\.kubernetes\.io\/(?:certificate-arn|ssl-policy)|networking\.gke\.io\/managed-certificates|ingress\.gcp\.kubernetes\.io\/pre-shared-cert|kubernetes\.io\/ingress\.global-static-ip-name-tls|traefik\.ingress\.kubernetes\.io\/router\.tls(?:\..+)?|appgw\.ingress\.kubernetes\.io\/appgw-ssl-certificate|service\.beta\.kubernetes\.io\/aws-load-balancer-ssl-cert|haproxy\.org\/ssl-certificate)$/.test(name))
    return says ? true : this.annotations.open ? unsure : false
  }
  get tls(): List<facts.IngressTls> {
    return this.keep('tls', () => each(this.at('spec', 'tls'), item => {
      const secretName = text(at(item, 'secretName'))
      return { hosts: texts(at(item, 'hosts')), secretName, secret: this.named<ConfigSummary>('Secret', secretName) }
    }))
  }
  get rules(): List<facts.IngressRule> {
    return this.keep('rules', () => {
      const seen = new Set<string>()
      return each(this.at('spec', 'rules'), (rule, i) => {
        const host = text(at(rule, 'host'))
        const paths = each(at(rule, 'http', 'paths'), (item, j): facts.IngressPath => {
          const path = text(at(item, 'path')), pathType = text(at(item, 'pathType'))
          const isSure = isKnown(host) && isKnown(path) && isKnown(pathType), mark = `${host} ${path} ${pathType}`
          const isDuplicate: Maybe<boolean> = !isSure || item.conditional ? unsure : seen.has(mark)
          if (isSure) seen.add(mark)
          return { location: `spec.rules[${i}].http.paths[${j}]`, host, path, pathType, isDuplicate }
        })
        return { host, paths, isCovered: isUnknown(host) ? host : any(this.tls, entry => entry.hosts.length === 0 ? entry.hosts.open ? unsure : true : any(entry.hosts, name => when(name, name => covers(name ?? '', host ?? '')))) }
      })
    })
  }
  get backends(): List<facts.IngressBackend> {
    return this.keep('backends', () => {
      const found: facts.IngressBackend[] = []
      const add = (backend: Found, location: string): void => {
        if (backend === null || isUnknown(backend)) return
        const isOld = backend.children.has('serviceName')
        const serviceName = text(isOld ? at(backend, 'serviceName') : at(backend, 'service', 'name'))
        if (serviceName === null) return
        const port = isOld ? text(at(backend, 'servicePort')) : first(() => text(at(backend, 'service', 'port', 'name')), () => text(at(backend, 'service', 'port', 'number')))
        const service = this.named<ServiceSummary>('Service', serviceName)
        const hasPort: Maybe<boolean> = isUnknown(service) ? service : isUnknown(port) ? port : service === null || port === null || service.type === 'ExternalName' ? unsure
          : any(service.ports, (declared: PortSummary) => /^\d+$/.test(port) ? when(declared.number, number => number === Number(port)) : when(declared.name, name => name === port))
        found.push({ location: isOld ? `${location}` : `${location}.service`, serviceName, port, service, hasPort })
      }
      const spec = this.at('spec')
      add(child(spec, 'defaultBackend'), 'spec.defaultBackend')
      add(child(spec, 'backend'), 'spec.backend')
      const rules = each(child(spec, 'rules'), (rule, i) => each(at(rule, 'http', 'paths'), (item, j) => add(at(item, 'backend'), `spec.rules[${i}].http.paths[${j}].backend`)))
      return list(found, rules.open || rules.some(paths => paths.open === true))
    })
  }
  get hasDefaultBackend() { return either(isThere(this.at('spec', 'defaultBackend')), isThere(this.at('spec', 'backend'))) }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = this.summary()
    if (!summary) return
    for (const entry of each(this.at('spec', 'tls'), item => text(at(item, 'secretName')))) if (isKnown(entry) && entry !== null) yield { key: keys.uses('Secret', entry), summary }
  }
}

/** Does a name of a certificate cover a host? `*.example.com` covers one label. */
const covers = (name: string, host: string): boolean => name === host || name.startsWith('*.') && host.includes('.') && host.slice(host.indexOf('.')) === name.slice(1)

export class AutoscalerNode extends KindNode implements facts.Autoscaler {
  override readonly kind = 'kubernetes.Autoscaler'

  get isScaledObject() { return known(this.objectKind) === 'ScaledObject' }
  get minReplicas() { return number(this.at('spec', this.isScaledObject ? 'minReplicaCount' : 'minReplicas')) }
  get maxReplicas() { return number(this.at('spec', this.isScaledObject ? 'maxReplicaCount' : 'maxReplicas')) }
  get targetKind(): Maybe<string | null> { return when(text(this.at('spec', 'scaleTargetRef', 'kind')), kind => kind ?? (this.isScaledObject ? 'Deployment' : null)) }
  get targetName() { return text(this.at('spec', 'scaleTargetRef', 'name')) }
  get target(): Maybe<WorkloadSummary | null> {
    return this.keep('target', () => { const { targetKind } = this; return isUnknown(targetKind) ? targetKind : targetKind === null ? null : this.named<WorkloadSummary>(targetKind, this.targetName) })
  }
  get hasBehavior() { return isThere(this.at('spec', this.isScaledObject ? 'advanced' : 'behavior')) }
  get hasMetrics(): Maybe<boolean> { return this.metrics.length > 0 ? true : this.metrics.open ? unsure : false }

  get metrics(): List<facts.Metric> {
    return this.keep('metrics', () => {
      if (this.isScaledObject) return each(this.at('spec', 'triggers'), item => ({ type: text(at(item, 'type')), resource: when(text(at(item, 'type')), type => type === 'cpu' || type === 'memory' ? type : null), targetType: first(() => text(at(item, 'metricType')), () => text(at(item, 'metadata', 'type'))), lacking: list<string>([]) }))
      const old = this.at('spec', 'targetCPUUtilizationPercentage')
      const metrics = each(this.at('spec', 'metrics'), item => {
        const type = text(at(item, 'type')), body = type === 'Resource' ? at(item, 'resource') : type === 'ContainerResource' ? at(item, 'containerResource') : isUnknown(type) ? type : null
        const resource = text(at(body, 'name')), container = text(at(body, 'container'))
        const targetType = first(() => text(at(body, 'target', 'type')), () => when(isThere(at(body, 'targetAverageUtilization')), there => there ? 'Utilization' : null))
        return { type, resource, targetType, lacking: this.lacking(resource, targetType, container) }
      })
      return old === null ? metrics : list([...metrics, { type: 'Resource', resource: 'cpu', targetType: 'Utilization', lacking: this.lacking('cpu', 'Utilization', null) }], metrics.open)
    })
  }

  private lacking(resource: Maybe<string | null>, targetType: Maybe<string | null>, only: Maybe<string | null>): Maybe<List<string>> {
    if (isUnknown(resource) || isUnknown(targetType) || isUnknown(only)) return unsure
    if (resource === null || targetType !== 'Utilization') return list([])
    const { target } = this
    if (isUnknown(target)) return target
    if (target === null) return list([])
    const ranges = some(this.world.unit, [keys.kind<LimitRangeSummary>('LimitRange')], this.namespace, () => true)
    if (isKnown(ranges) && ranges.some(range => range.requests.has(resource) || range.limits.has(resource))) return list([])
    const lacking: string[] = []
    let open = target.containers.open ?? false
    for (const { name, requests } of target.containers) {
      if (only !== null && name !== only || requests.includes(resource)) continue
      if (requests.open || isUnknown(name)) open = true
      else lacking.push(name ?? '')
    }
    return list(lacking, open)
  }

  get rivals(): Maybe<List<ScalerSummary>> {
    return this.keep('rivals', () => {
      const { targetKind, targetName } = this
      if (isUnknown(targetKind) || isUnknown(targetName)) return unsure
      return targetKind === null || targetName === null ? list<ScalerSummary>([]) : this.some([keys.scales(targetKind, targetName)], () => true)
    })
  }

  override summary(): ScalerSummary | null {
    const base = super.summary(), { targetKind, targetName } = this
    return base && { ...base, targetKind: known(targetKind) ?? '', targetName: known(targetName) ?? '', minReplicas: this.minReplicas, maxReplicas: this.maxReplicas }
  }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = this.summary()
    if (summary && summary.targetName !== '') yield { key: keys.scales(summary.targetKind, summary.targetName), summary }
  }
}

/** A kind that selects pods. */
abstract class SelectingNode extends KindNode {
  abstract readonly field: string
  protected get selectorSummary(): SelectorSummary | null {
    return this.keep('selectorSummary', () => {
      const found = this.at('spec', this.field)
      return isUnknown(found) ? { matchLabels: dictionary([], true), matchExpressions: list([], true) } : selectorOf(found)
    })
  }
  get selects(): Maybe<List<WorkloadSummary>> {
    return this.keep('selects', () => this.selectorSummary ? this.taken(this.selectorSummary) : list<WorkloadSummary>([]))
  }
  override summary(): SelectingSummary | null {
    const base = super.summary()
    return base && { ...base, selector: this.selectorSummary }
  }
  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = this.summary()
    if (!summary) return
    yield { key: keys.kind(summary.objectKind), summary }
    if (summary.selector) yield { key: keys.selects(summary.objectKind, pairOf(summary.selector)), summary }
  }
}

export class DisruptionBudgetNode extends SelectingNode implements facts.DisruptionBudget {
  override readonly kind = 'kubernetes.DisruptionBudget'
  override readonly field = 'selector'

  get minAvailable() { return text(this.at('spec', 'minAvailable')) }
  get maxUnavailable() { return text(this.at('spec', 'maxUnavailable')) }
  get selector() { return selector(this.selectorSummary) }
  get unhealthyPodEvictionPolicy() { return text(this.at('spec', 'unhealthyPodEvictionPolicy')) }

  get blocksEviction(): Maybe<boolean> {
    return this.keep('blocksEviction', () => {
      const { minAvailable, maxUnavailable } = this
      if (isUnknown(maxUnavailable)) return maxUnavailable
      if (isUnknown(minAvailable)) return minAvailable
      if (maxUnavailable !== null) return /^0%?$/.test(maxUnavailable)
      if (minAvailable === null) return false
      if (minAvailable === '100%') return true
      const { selects } = this
      if (isUnknown(selects)) return selects
      if (selects.length === 0 || selects.open) return selects.length === 0 && !selects.open ? false : unsure
      let total = 0
      for (const workload of selects) {
        const least = this.leastOf(workload)
        if (isUnknown(least)) return least
        if (least === null) return unsure
        total += least
      }
      const needed = share(minAvailable, total, true)
      return needed === null ? unsure : total > 0 && needed >= total
    })
  }

  /** The fewest pods that a workload is meant to have; null where that is not told. */
  private leastOf(workload: WorkloadSummary): Maybe<number | null> {
    if (!workload.isScalable) return workload.objectKind === 'Pod' ? 1 : null
    const scalers = some(this.world.unit, [keys.scales(workload.objectKind, workload.name)], workload.namespace, () => true)
    if (isUnknown(scalers)) return scalers
    const [scaler] = scalers
    if (!scaler) return scalers.open ? unsure : when(workload.replicas, replicas => replicas ?? 1)
    return when(scaler.minReplicas, least => least ?? (scaler.objectKind === 'ScaledObject' ? 0 : 1))
  }

  get overlaps(): Maybe<List<ObjectSummary>> {
    return this.keep('overlaps', () => {
      const { selects } = this
      if (isUnknown(selects)) return selects
      const pairs = new Set(['*', ...selects.flatMap(workload => [...workload.podLabels].flatMap(([name, value]) => isKnown(value) ? [`${name}=${value ?? ''}`] : []))])
      return this.some<SelectingSummary>([...pairs].map(pair => keys.selects('PodDisruptionBudget', pair)), other => other.selector === null ? false : any(selects, workload => matches(other.selector!, workload.podLabels)))
    })
  }
}

export class NetworkPolicyNode extends SelectingNode implements facts.NetworkPolicy {
  override readonly kind = 'kubernetes.NetworkPolicy'
  override readonly field = 'podSelector'

  /** A policy without `podSelector` is one with an empty one. */
  protected override get selectorSummary(): SelectorSummary | null { return super.selectorSummary ?? mapSelector(dictionary([])) }
  get podSelector() { return selector(super.selectorSummary) }
  get policyTypes() { return texts(this.at('spec', 'policyTypes')) }
  get ingress() { return this.rulesOf('ingress', 'from') }
  get egress() { return this.rulesOf('egress', 'to') }
  get hasIngress() { return isThere(this.at('spec', 'ingress')) }
  get hasEgress() { return isThere(this.at('spec', 'egress')) }

  private rulesOf(name: string, peers: string): List<facts.PolicyRule> {
    return this.keep(name, () => each(this.at('spec', name), rule => {
      const selectorAt = (found: Found): facts.Selector | null => selector(isUnknown(found) ? { matchLabels: dictionary([], true), matchExpressions: list([], true) } : selectorOf(found))
      const of = each(at(rule, peers), peer => ({ podSelector: selectorAt(at(peer, 'podSelector')), namespaceSelector: selectorAt(at(peer, 'namespaceSelector')), cidr: text(at(peer, 'ipBlock', 'cidr')), hasExcept: isThere(at(peer, 'ipBlock', 'except')) }))
      const ports = each(at(rule, 'ports'), port => ({ port: text(at(port, 'port')), protocol: text(at(port, 'protocol')) }))
      const isEmpty: Maybe<boolean> = of.length > 0 || ports.length > 0 ? false : of.open || ports.open || rule.open ? unsure : true
      return { peers: of, ports, isEmpty }
    }))
  }
}

export class RoleNode extends KindNode implements facts.Role {
  override readonly kind = 'kubernetes.Role'
  get isCluster() { return known(this.objectKind) === 'ClusterRole' }
  get rules(): List<facts.RoleRule> {
    return this.keep('rules', () => each(this.at('rules'), rule => ({ apiGroups: texts(at(rule, 'apiGroups')), resources: texts(at(rule, 'resources')), verbs: texts(at(rule, 'verbs')), resourceNames: texts(at(rule, 'resourceNames')), nonResourceURLs: texts(at(rule, 'nonResourceURLs')) })))
  }
  get isAggregated() { return either(isThere(this.at('aggregationRule')), [...this.labels.keys()].some(name => name.startsWith('rbac.authorization.k8s.io/aggregate-to-'))) }
  get isBound(): Maybe<boolean> {
    const { name, objectKind } = this
    return isKnown(name) && isKnown(objectKind) ? name === null ? false : hasAny(some(this.world.unit, [keys.binds(objectKind, name)], this.isCluster ? null : this.namespace, () => true)) : unsure
  }
  override summary(): RoleSummary | null {
    const base = super.summary(), words = (items: List<Maybe<string | null>>): List<string> => list(items.flatMap(item => isKnown(item) && item !== null ? [item] : []), items.open || items.some(isUnknown))
    return base && { ...base, rules: this.rules.map(rule => ({ apiGroups: words(rule.apiGroups), resources: words(rule.resources), verbs: words(rule.verbs) })) }
  }
}

/** Roles that every cluster has. */
const builtIn = /^(?:cluster-admin|admin|edit|view|system:.+|basic-user|cluster-reader)$/

export class BindingNode extends KindNode implements facts.Binding {
  override readonly kind = 'kubernetes.Binding'
  get isCluster() { return known(this.objectKind) === 'ClusterRoleBinding' }
  get roleKind() { return text(this.at('roleRef', 'kind')) }
  get roleName() { return text(this.at('roleRef', 'name')) }
  get roleGroup() { return text(this.at('roleRef', 'apiGroup')) }
  get role(): Maybe<RoleSummary | null> {
    const { roleKind, roleName } = this
    if (isUnknown(roleKind)) return roleKind
    if (isUnknown(roleName)) return roleName
    if (roleKind === null || roleName === null) return null
    const found = this.named<RoleSummary>(roleKind, roleName, roleKind === 'ClusterRole' ? null : this.namespace)
    return found === null && roleKind === 'ClusterRole' && builtIn.test(roleName) ? new Unknown(roleName) : found
  }
  get subjects(): List<facts.Subject> {
    return this.keep('subjects', () => each(this.at('subjects'), item => {
      const objectKind = text(at(item, 'kind')), name = text(at(item, 'name')), namespace = text(at(item, 'namespace'))
      const account: facts.Subject['account'] = objectKind !== 'ServiceAccount' ? unsure : isUnknown(namespace) ? namespace : this.named<AccountSummary>('ServiceAccount', name, namespace)
      return { objectKind, name, namespace, apiGroup: text(at(item, 'apiGroup')), account }
    }))
  }
  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = this.summary(), { roleKind, roleName } = this
    if (!summary) return
    if (isKnown(roleKind) && isKnown(roleName) && roleKind !== null && roleName !== null) yield { key: keys.binds(roleKind, roleName), summary: this.isCluster ? { ...summary, namespace: null } : summary }
    for (const { objectKind, name, namespace } of each(this.at('subjects'), item => ({ objectKind: text(at(item, 'kind')), name: text(at(item, 'name')), namespace: text(at(item, 'namespace')) }))) {
      if (objectKind === 'ServiceAccount' && isKnown(name) && name !== null) yield { key: keys.binds('ServiceAccount', name), summary: { ...summary, namespace } }
    }
  }
}

export class ServiceAccountNode extends KindNode implements facts.ServiceAccount {
  override readonly kind = 'kubernetes.ServiceAccount'
  get automountServiceAccountToken() { return boolean(this.at('automountServiceAccountToken')) }
  get secrets() { return each(this.at('secrets'), item => text(at(item, 'name'))) }
  get imagePullSecrets() { return each(this.at('imagePullSecrets'), item => text(at(item, 'name'))) }
  override summary(): AccountSummary | null {
    const base = super.summary()
    return base && { ...base, automountServiceAccountToken: this.automountServiceAccountToken, hasPullSecret: hasAny(this.imagePullSecrets), annotations: this.annotations }
  }
  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = super.summary()
    if (summary) for (const name of [...this.secrets, ...this.imagePullSecrets]) if (isKnown(name) && name !== null) yield { key: keys.uses('Secret', name), summary }
  }
}

export class ConfigNode extends KindNode implements facts.Config {
  override readonly kind = known(this.objectKind) === 'Secret' ? 'kubernetes.Secret' : 'kubernetes.ConfigMap'
  get type() { return text(this.at('type')) }
  get immutable() { return flag(this.at('immutable')) }
  get isEncrypted(): Maybe<boolean> { return either(isThere(this.at('sops')), this.entries.some(({ value }) => isKnown(value) && value !== null && /^ENC\[/.test(value))) }

  get entries(): List<facts.ConfigEntry> {
    return this.keep('entries', () => {
      const found: facts.ConfigEntry[] = []
      let open = false
      for (const section of ['data', 'stringData', 'binaryData'] as const) {
        const values = this.at(section)
        const texts = map(values, value => value.conditional ? unsure : raw(value))
        open ||= texts.open ?? false
        for (const [key, value] of texts) found.push({ location: formatPath([section, key]), section, key, value, decoded: section !== 'stringData' && known(this.objectKind) === 'Secret' ? when(value, value => value === null ? null : decode(value)) : null })
      }
      return list(found, open)
    })
  }

  get isUsed(): Maybe<boolean> {
    const { name, objectKind } = this
    return isKnown(name) && isKnown(objectKind) ? name === null ? unsure : hasAny(this.some([keys.uses(objectKind, name)], () => true)) : unsure
  }

  override summary(): ConfigSummary | null {
    const base = super.summary()
    return base && { ...base, keys: list(this.entries.map(entry => entry.key), this.entries.open) }
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The text behind base64, read as Latin-1 where it is no UTF-8; null where it is none. */
function decode(value: string): string | null {
  const text = value.replace(/\s+/g, '')
  if (text.length > 100_000 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  let bytes = ''
  for (let i = 0, bits = 0, size = 0; i < text.length && text[i] !== '='; i++) {
    bits = bits << 6 | alphabet.indexOf(text[i]!)
    size += 6
    if (size >= 8) { size -= 8; bytes += String.fromCharCode(bits >> size & 255) }
    bits &= 0xffff
  }
  try { return decodeURIComponent(bytes.replace(/[^]/g, character => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`)) } catch { return bytes }
}

export class ClaimNode extends KindNode implements facts.Claim {
  override readonly kind = 'kubernetes.PersistentVolumeClaim'
  get accessModes() { return texts(this.at('spec', 'accessModes')) }
  get storageClassName() { return text(this.at('spec', 'storageClassName')) }
  get storage() { return text(this.at('spec', 'resources', 'requests', 'storage')) }
  override summary(): ClaimSummary | null {
    const base = super.summary(), modes = this.accessModes
    const isSingleNode: Maybe<boolean> = modes.open || modes.some(isUnknown) ? unsure : modes.length > 0 && modes.every(mode => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod')
    return base && { ...base, accessModes: modes, isSingleNode }
  }
}

export class PersistentVolumeNode extends KindNode implements facts.PersistentVolume {
  override readonly kind = 'kubernetes.PersistentVolume'
  get hostPath() { return text(this.at('spec', 'hostPath', 'path')) }
  get reclaimPolicy() { return text(this.at('spec', 'persistentVolumeReclaimPolicy')) }
  get isLocal() { return isThere(this.at('spec', 'local')) }
  get hasNodeAffinity() { return isThere(this.at('spec', 'nodeAffinity')) }
  get accessModes() { return texts(this.at('spec', 'accessModes')) }
}

export class NamespaceNode extends KindNode implements facts.Namespace {
  override readonly kind = 'kubernetes.Namespace'
  private label(name: string): Maybe<string | null> { return this.labels.has(name) ? this.labels.get(name)! : this.labels.open ? unsure : null }
  get enforce(): Maybe<string | null> { return this.label('pod-security.kubernetes.io/enforce') }
  private holds(kind: string): Maybe<boolean> { return hasAny(some(this.world.unit, [keys.kind(kind)], this.name, () => true)) }
  get hasLimitRange() { return this.holds('LimitRange') }
  get hasResourceQuota() { return this.holds('ResourceQuota') }
  get hasNetworkPolicy() { return this.holds('NetworkPolicy') }
  override summary(): NamespaceSummary | null {
    const base = super.summary()
    return base && { ...base, namespace: null, enforce: this.enforce, enforceVersion: this.label('pod-security.kubernetes.io/enforce-version'), istioInjection: this.label('istio-injection') }
  }
}

/** An object that is only looked up: LimitRange, ResourceQuota, EndpointSlice. */
export class ListedNode extends ObjectNode {
  override *exports(): Generator<Exported> {
    yield* super.exports()
    const base = this.summary()
    if (!base) return
    if (base.objectKind === 'LimitRange') {
      const of = (field: string): Dictionary<Maybe<string>> => dictionary(each(this.at('spec', 'limits'), item => item).filter(item => text(at(item, 'type')) === 'Container').flatMap(item => [...strings(at(item, field))]))
      yield { key: keys.kind('LimitRange'), summary: { ...base, requests: of('defaultRequest'), limits: of('default') } satisfies LimitRangeSummary }
    } else if (base.objectKind === 'EndpointSlice') {
      const service = this.labels.get('kubernetes.io/service-name')
      if (service !== undefined && isKnown(service) && service !== null) yield { key: keys.uses('Service', service), summary: base }
    } else yield { key: keys.kind(base.objectKind), summary: base }
  }
}

/** An object from which an operator makes a Secret: its keys are not seen. */
export class SecretMakerNode extends ObjectNode {
  override *exports(): Generator<Exported> {
    yield* super.exports()
    const base = this.summary()
    if (!base) return
    const path = base.objectKind === 'ExternalSecret' ? ['spec', 'target', 'name'] : base.objectKind === 'Certificate' ? ['spec', 'secretName'] : ['spec', 'template', 'metadata', 'name']
    const name = text(at(this.tree, ...path)) ?? base.name
    if (isKnown(name)) yield { key: keys.object('Secret', name), summary: { ...base, name, keys: list<string>([], true) } satisfies ConfigSummary }
  }
}

/** A Validating- or MutatingWebhookConfiguration with its webhooks. */
export class WebhooksNode extends ObjectNode {
  override *facts(): Generator<Fact> {
    yield this
    yield* each(this.at('webhooks'), (tree, index) => new WebhookNode(this, tree, index))
  }
}

class WebhookNode extends Node implements facts.Webhook {
  readonly kind = 'kubernetes.Webhook'
  constructor(readonly object: ObjectNode, tree: Tree, index: number) { super(tree, `${object.subject}/webhook/${known(raw(at(tree, 'name'))) ?? index}`, object.world.isDamaged) }

  private at(...path: readonly string[]): Found { return at(this.tree, ...path) }
  get name() { return text(this.at('name')) }
  get isMutating() { return known(this.object.objectKind) === 'MutatingWebhookConfiguration' }
  get failurePolicy(): Maybe<string> { return when(text(this.at('failurePolicy')), policy => policy ?? 'Fail') }
  get timeoutSeconds() { return number(this.at('timeoutSeconds')) }
  get sideEffects() { return text(this.at('sideEffects')) }
  get namespaceSelector() { return this.keep('namespaceSelector', () => selector(this.summaryAt('namespaceSelector'))) }
  get objectSelector() { return this.keep('objectSelector', () => selector(this.summaryAt('objectSelector'))) }
  private summaryAt(name: string): SelectorSummary | null { const found = this.at(name); return isUnknown(found) ? { matchLabels: dictionary([], true), matchExpressions: list([], true) } : selectorOf(found) }
  get resources(): List<Maybe<string | null>> {
    const rules = each(this.at('rules'), rule => texts(at(rule, 'resources')))
    return list(rules.flat(), rules.open || rules.some(resources => resources.open === true))
  }
  get serviceName() { return text(this.at('clientConfig', 'service', 'name')) }
  get serviceNamespace() { return text(this.at('clientConfig', 'service', 'namespace')) }
  get service(): Maybe<ServiceSummary | null> {
    const { serviceName, serviceNamespace } = this
    return isUnknown(serviceName) ? serviceName : serviceName === null ? null : one(this.object.world.unit, keys.object<ServiceSummary>('Service', serviceName), serviceNamespace)
  }
  get blocksCluster(): Maybe<boolean> {
    const takes = any(this.resources, resource => when(resource, name => name !== null && /^(?:\*|\*\/\*|pods|pods\/\*|nodes|nodes\/\*)$/.test(name)))
    const fails = when(this.failurePolicy, policy => policy === 'Fail')
    const narrows = (summary: SelectorSummary | null): Maybe<boolean> => summary === null ? false : not(isEmptySelector(summary))
    return both(both(takes, fails), not(either(narrows(this.summaryAt('namespaceSelector')), narrows(this.summaryAt('objectSelector')))))
  }
}
