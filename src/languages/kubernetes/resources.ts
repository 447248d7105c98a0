import type { Fact } from '../../core/fact'
import type { Exported } from '../../core/lookup'
import { formatPath } from '../../core/path'
import { readOutside } from '../../core/outside'
import { dictionary, isKnown, isUnknown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { keys, type AccountSummary, type ClaimSummary, type ConfigSummary, type LimitRangeSummary, type NamespaceSummary, type ObjectSummary, type PortSummary, type QuotaSummary, type RoleSummary, type ScalerSummary, type SelectingSummary, type SelectorSummary, type ServiceSummary, type WorkloadSummary, type PolicySummary, type RouteSummary, type ConnectionsSummary } from './exports'
import { isCommitted, isHarmless, isSecretName, looksSecret } from './credential'
import { connectionsOf } from './connections'
import type * as facts from './facts'
import { Node, substanceOf } from './node'
import { ObjectNode, strings } from './object'
import { quantity, share } from './quantity'
import { roleRules } from './rbac'
import { isEmptySelector, mapSelector, matches, pairOf, selectorOf, pairsOf } from './selector'
import { any, at, boolean, both, child, each, either, every, first, flag, isThere, known, map, not, number, pairs, raw, text, texts, when, type Found, type Tree } from './tree'
import { hasAny, one, sameNamespace, some } from './unit'
import { selector } from './workload'

const unsure = new Unknown('…')

/** An object with a fact of its own kind besides that of every object. */
export abstract class KindNode extends ObjectNode {
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
  get endsTls(): Maybe<boolean> {
    const says = [...this.annotations.keys()].some(name => /(?:aws-load-balancer-ssl-cert|do-loadbalancer-certificate-id|do-loadbalancer-tls-passthrough|load-balancer-tls-secret|oci-load-balancer-tls-secret|loadbalancer\.openstack\.org\/default-tls-container-ref|alibaba-cloud-loadbalancer-cert-id|cloud\.google\.com\/app-protocols)$/.test(name))
    return says ? true : this.annotations.open ? unsure : false
  }
  get selects(): Maybe<List<WorkloadSummary>> {
    return this.keep('selects', () => this.selector.size === 0 ? list<WorkloadSummary>([], this.selector.open) : this.taken(mapSelector(this.selector)))
  }
  get selectsAnywhere(): Maybe<List<WorkloadSummary>> {
    return this.keep('selectsAnywhere', () => {
      if (this.selector.size === 0) return list<WorkloadSummary>([], this.selector.open)
      readOutside()
      const all = this.world.lookup.find(keys.workloads), selector = mapSelector(this.selector), found = new Map<string, WorkloadSummary>()
      if (isUnknown(all)) return all
      let open = this.selector.open === true
      for (const workload of all) {
        const takes = matches(selector, workload.podLabels), same = sameNamespace(workload.namespace, this.namespace)
        if (takes === true && same === true) found.set(`${workload.objectKind}/${workload.fullName}`, workload)
        else open ||= takes !== false && same !== false
      }
      return list(found.values(), open)
    })
  }
  get hasEndpoints(): Maybe<boolean> {
    const { name } = this
    if (!isKnown(name) || name === null) return name ?? false
    const direct = either(when(this.named('Endpoints', name), found => found !== null), when(this.named('EndpointSlice', name), found => found !== null))
    return direct === true ? true : either(direct, hasAny(this.some([keys.uses('Service', name)], used => used.objectKind === 'EndpointSlice')))
  }
  get isMonitored(): Maybe<boolean> {
    return this.keep('isMonitored', () => {
      const scraped = any(list([...this.annotations], this.annotations.open), ([name, value]) => name === 'prometheus.io/scrape' ? when(value, value => value === 'true') : false)
      const { selects } = this
      if (isUnknown(selects)) return selects
      const takenBy = (kind: string, labels: Dictionary<Maybe<string | null>>): Maybe<boolean> => {
        const found = hasAny(some(this.world.unit, pairsOf(labels).map(pair => keys.selects<SelectingSummary>(kind, pair)), null, monitor => monitor.selector === null ? false : matches(monitor.selector, labels)))
        return found === false && labels.open ? unsure : found
      }
      return either(either(scraped, takenBy('ServiceMonitor', this.labels)), any(selects, workload => either(workload.isScraped, takenBy('PodMonitor', workload.podLabels))))
    })
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
    return base && { ...base, labels: this.labels, selector: this.selector, type: this.type, isHeadless: this.isHeadless, ports: each(this.at('spec', 'ports'), item => ({ name: text(at(item, 'name')), number: number(at(item, 'port')), protocol: when(text(at(item, 'protocol')), protocol => protocol ?? 'TCP') })) }
  }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = this.summary()
    if (summary && this.selector.size > 0) yield { key: keys.selects<ServiceSummary>('Service', pairOf(mapSelector(this.selector))), summary }
    if (summary) for (const [name, value] of this.labels) if (isKnown(value)) yield { key: keys.serviceLabel(name, value ?? ''), summary }
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
          const isSure = isKnown(host) && isKnown(path) && isKnown(pathType), mark = `${host} ${path ?? '/'} ${pathType}`
          const isDuplicate: Maybe<boolean> = !isSure || item.conditional ? unsure : seen.has(mark)
          if (isSure) seen.add(mark)
          const rival = item.conditional ? unsure : this.rival(host, path, pathType)
          return { location: `spec.rules[${i}].http.paths[${j}]`, host, path, pathType, isDuplicate, rival }
        })
        return { host, paths, isCovered: isUnknown(host) ? host : any(this.tls, entry => entry.hosts.length === 0 ? entry.hosts.open ? unsure : true : any(entry.hosts, name => when(name, name => covers(name ?? '', host ?? '')))) }
      })
    })
  }
  get paths(): List<facts.IngressPath> { return this.keep('paths', () => list(this.rules.flatMap(rule => rule.paths), this.rules.open || this.rules.some(rule => rule.paths.open === true))) }

  /** The class by field or annotation. */
  get ingressClass(): Maybe<string | null> { return first(() => this.className, () => this.classAnnotation) }
  private get isCanary(): Maybe<boolean> {
    return [...this.annotations].some(([name, value]) => /\/canary$/.test(name) && value !== 'false' || /^(?:alb\.ingress\.kubernetes\.io\/(?:conditions|actions)\.|nginx\.ingress\.kubernetes\.io\/canary-)/.test(name)) ? true : this.annotations.open ? unsure : false
  }

  /** Another Ingress of the same class that serves the same path of the same host. */
  private rival(host: Maybe<string | null>, path: Maybe<string | null>, pathType: Maybe<string | null>): Maybe<string | null> {
    if (isUnknown(host)) return host
    if (isUnknown(path)) return path
    const own = this.ingressClass, { isCanary } = this
    if (host === null) return null
    const found = some(this.world.unit, [keys.route(host, path ?? '/')], null, other => this.is(other) ? false
      : both(both(not(other.isCanary), not(isCanary)), isUnknown(own) || isUnknown(other.className) || isUnknown(pathType) || isUnknown(other.pathType) ? unsure : other.pathType !== pathType ? false : own === other.className ? true : own === null || other.className === null ? unsure : false))
    return isUnknown(found) ? found : found[0]?.name ?? (found.open ? unsure : null)
  }

  get hosts(): List<facts.IngressHost> {
    return this.keep('hosts', () => {
      const inRules = each(this.at('spec', 'rules'), (rule, i): facts.IngressHost => ({ location: `spec.rules[${i}].host`, host: rule.conditional ? unsure : text(at(rule, 'host')), isRule: true, isMatched: this.rules[i]?.isCovered ?? unsure }))
      const hosts = list(inRules.map(({ host }) => host), inRules.open)
      const inTls = this.tls.flatMap(({ hosts: names }, i) => names.map((host, j): facts.IngressHost => ({
        location: `spec.tls[${i}].hosts[${j}]`, host, isRule: false,
        isMatched: isUnknown(host) ? host : any(hosts, rule => when(rule, rule => rule === null || covers(host ?? '', rule) || covers(rule, host ?? ''))),
      })))
      return list([...inRules, ...inTls], inRules.open || this.tls.open)
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
    const routed = each(this.at('spec', 'rules'), rule => each(at(rule, 'http', 'paths'), item => ({ host: text(at(rule, 'host')), path: text(at(item, 'path')), pathType: text(at(item, 'pathType')) }))).flat()
    for (const { host, path, pathType } of routed) if (isKnown(host) && host !== null && isKnown(path)) yield { key: keys.route(host, path ?? '/'), summary: { ...summary, className: this.ingressClass, pathType, isCanary: this.isCanary } satisfies RouteSummary }
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
  get scaleDownWindowSeconds() { return number(this.isScaledObject ? this.at('spec', 'advanced', 'horizontalPodAutoscalerConfig', 'behavior', 'scaleDown', 'stabilizationWindowSeconds') : this.at('spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds')) }
  get scaleDownPolicies(): List<facts.ScalingPolicy> {
    const behavior = this.isScaledObject ? this.at('spec', 'advanced', 'horizontalPodAutoscalerConfig', 'behavior') : this.at('spec', 'behavior')
    return each(at(behavior, 'scaleDown', 'policies'), item => {
      const value = number(at(item, 'value')), periodSeconds = number(at(item, 'periodSeconds'))
      return { type: text(at(item, 'type')), perMinute: when(value, value => when(periodSeconds, seconds => value === null || !seconds ? null : value * 60 / seconds)) }
    })
  }
  get hasMetrics(): Maybe<boolean> { return this.metrics.length > 0 ? true : this.metrics.open ? unsure : false }

  get metrics(): List<facts.Metric> {
    return this.keep('metrics', () => {
      const lacking = (resource: Maybe<string | null>, targetType: Maybe<string | null>, only: Maybe<string | null>) => this.lacking(resource, targetType, only)
      const percentOf = (resource: Maybe<string | null>, amount: Maybe<string | null>) => this.percentOf(resource, amount)
      if (this.isScaledObject) return each(this.at('spec', 'triggers'), item => ({ type: text(at(item, 'type')), resource: when(text(at(item, 'type')), type => type === 'cpu' || type === 'memory' ? type : null), targetType: first(() => text(at(item, 'metricType')), () => text(at(item, 'metadata', 'type'))), averageUtilization: null, aimedPercent: null, lacking: list<string>([]) }))
      const old = this.at('spec', 'targetCPUUtilizationPercentage')
      const metrics = each(this.at('spec', 'metrics'), item => {
        const type = text(at(item, 'type')), body = type === 'Resource' ? at(item, 'resource') : type === 'ContainerResource' ? at(item, 'containerResource') : isUnknown(type) ? type : null
        const resource = text(at(body, 'name')), container = text(at(body, 'container'))
        const targetType = first(() => text(at(body, 'target', 'type')), () => when(isThere(at(body, 'targetAverageUtilization')), there => there ? 'Utilization' : null))
        // What the target lacks is asked for late: the metrics are part of what is exported.
        const averageUtilization = first(() => number(at(body, 'target', 'averageUtilization')), () => number(at(body, 'targetAverageUtilization')))
        const averageValue = type === 'Resource' ? first(() => text(at(body, 'target', 'averageValue')), () => text(at(body, 'targetAverageValue'))) : null
        return { type, resource, targetType, averageUtilization, get aimedPercent() { return averageUtilization ?? percentOf(resource, averageValue) }, get lacking() { return lacking(resource, targetType, container) } }
      })
      return old === null ? metrics : list([...metrics, { type: 'Resource', resource: 'cpu', targetType: 'Utilization', averageUtilization: number(old), aimedPercent: number(old), get lacking() { return lacking('cpu', 'Utilization', null) } }], metrics.open)
    })
  }

  /** The share of what a pod requests, in per cent. */
  private percentOf(resource: Maybe<string | null>, amount: Maybe<string | null>): Maybe<number | null> {
    return when(resource, resource => when(amount, amount => when(this.target, target => {
      const requested = resource === null ? undefined : target?.leastRequests.get(resource), aimed = amount === null ? null : quantity(amount)
      return requested === undefined || requested === 0 || aimed === null ? null : Number((100 * aimed / requested).toPrecision(6))
    })))
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

  get quotaExcesses(): Maybe<List<facts.QuotaExcess>> { return this.keep('quotaExcesses', () => this.excesses(false)) }
  get updateQuotaExcesses(): Maybe<List<facts.QuotaExcess>> { return this.keep('updateQuotaExcesses', () => this.excesses(true)) }

  /** What the quotas refuse at the maximum, with the pods that an update adds or without. One that may count is harmless where it has room. */
  private excesses(isUpdated: boolean): Maybe<List<facts.QuotaExcess>> {
    const { target } = this, most = this.isScaledObject ? when(this.maxReplicas, most => most ?? 100) : this.maxReplicas
    if (isUnknown(target)) return target
    if (isUnknown(most)) return most
    if (target === null || most === null) return list<facts.QuotaExcess>([])
    const added = isUpdated ? when(target.surge, text => share(text, most, true) ?? unsure) : 0
    if (isUnknown(added)) return added
    const answer = this.world.unit.ask(keys.kind<QuotaSummary>('ResourceQuota'))
    if (isUnknown(answer)) return answer
    const found: facts.QuotaExcess[] = [], pods = most + added
    let open = answer.isOpen
    for (const [quotas, isNear] of [[answer.near, true], [answer.far, false]] as const) for (const quota of quotas) {
      if (quota.isScoped || sameNamespace(quota.namespace, this.namespace) === false) continue
      const counts = isNear && isKnown(quota.namespace) && quota.namespace === this.namespace
      for (const [resource, hard] of quota.hard) {
        const [, of, name] = /^(?:(requests|limits)\.)?(cpu|memory|pods)$/.exec(resource.replace(/^count\/pods$/, 'pods')) ?? []
        if (name === undefined) continue
        if (isUnknown(hard)) { open = true; continue }
        const needed = Number((pods * (name === 'pods' ? 1 : (of === 'limits' ? target.leastLimits : target.leastRequests).get(name) ?? 0)).toPrecision(12)), allowed = quantity(hard)
        if (allowed === null || needed <= allowed) continue
        if (counts) found.push({ resource, needed: name === 'memory' ? bytes(needed) : String(Number(needed.toPrecision(6))), allowed: hard, quota: quota.name })
        else open = true
      }
    }
    return list(found, open)
  }

  /** Without metrics the API server fills in the use of CPU. Of a summary, so it looks nothing up. */
  private get scalesBy(): List<string> {
    const names = this.isScaledObject ? each(this.at('spec', 'triggers'), item => when(text(at(item, 'type')), type => type === 'cpu' || type === 'memory' ? type : null))
      : each(this.at('spec', 'metrics'), item => when(text(at(item, 'type')), type => type === 'Resource' ? text(at(item, 'resource', 'name')) : type === 'ContainerResource' ? text(at(item, 'containerResource', 'name')) : null))
    const found = new Set(names.flatMap(name => isKnown(name) && name !== null ? [name] : []))
    if (!this.isScaledObject && (this.at('spec', 'targetCPUUtilizationPercentage') !== null || names.length === 0 && !names.open)) found.add('cpu')
    return list(found, names.open || names.some(isUnknown))
  }

  override summary(): ScalerSummary | null {
    const base = super.summary(), { targetKind, targetName } = this
    return base && { ...base, targetKind: known(targetKind) ?? '', targetName: known(targetName) ?? '', minReplicas: this.minReplicas, maxReplicas: this.maxReplicas, resources: this.scalesBy }
  }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = this.summary()
    if (summary && summary.targetName !== '') yield { key: keys.scales(summary.targetKind, summary.targetName), summary }
  }
}

/** Bytes in the largest unit that keeps them short: `24Gi`. */
function bytes(amount: number): string {
  let unit = 0
  while (unit < 4 && amount >= 1024) { amount /= 1024; unit++ }
  return `${Number(amount.toFixed(1))}${['', 'Ki', 'Mi', 'Gi', 'Ti'][unit]!}`
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
      if (this.selectorSummary === null) return false
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

  get autoscalers(): Maybe<List<ScalerSummary>> {
    return this.keep('autoscalers', () => {
      const { selects } = this
      if (isUnknown(selects)) return selects
      return this.some(selects.filter(workload => workload.isScalable).map(workload => keys.scales(workload.objectKind, workload.name)), () => true)
    })
  }

  get protectsSinglePods(): Maybe<boolean> {
    const { selects } = this
    return isUnknown(selects) ? selects : selects.length === 0 ? selects.open ? unsure : false : every(selects, workload => when(this.leastOf(workload), least => least === null || workload.isBatch === true ? false : least === 1))
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
  get isPodSelectorWritten() { return isThere(this.at('spec', 'podSelector')) }
  get namesPeers(): Maybe<boolean> {
    const selecting = (rule: facts.PolicyRule): Maybe<boolean> => any(rule.peers, peer => peer.podSelector !== null && peer.podSelector.isEmpty !== true || peer.namespaceSelector !== null && peer.namespaceSelector.isEmpty !== true)
    return either(any(this.ingress, selecting), any(this.egress, selecting))
  }

  get openings(): List<facts.PolicyOpening> {
    return this.keep('openings', () => {
      const found: facts.PolicyOpening[] = []
      for (const side of ['ingress', 'egress'] as const) {
        if (side === 'egress' && this.isolates('Egress') === false) continue
        const peers = side === 'ingress' ? 'from' : 'to'
        for (const [i, rule] of this[side].entries()) {
          const location = `spec.${side}[${i}]`
          if (rule.isEmpty === true) found.push({ location, side, cidr: null })
          if (rule.ports.length > 0 || rule.ports.open) continue
          for (const [j, { cidr, hasExcept }] of rule.peers.entries()) if (isKnown(cidr) && cidr !== null && /^(?:0\.0\.0\.0|::)\/0$/.test(cidr) && hasExcept === false) found.push({ location: `${location}.${peers}[${j}].ipBlock.cidr`, side, cidr })
        }
      }
      return list(found, this.ingress.open || this.egress.open)
    })
  }

  /** Pods are closed for this side, by its types or by what Kubernetes concludes where none are written. */
  private isolates(type: 'Ingress' | 'Egress'): Maybe<boolean> {
    const { policyTypes } = this
    if (policyTypes.length > 0) return policyTypes.includes(type) ? true : policyTypes.open || policyTypes.some(isUnknown) ? unsure : false
    return policyTypes.open ? unsure : type === 'Ingress' ? true : any(this.egress, () => true)
  }
  get isolatesIngress() { return this.isolates('Ingress') }
  get isolatesEgress() { return this.isolates('Egress') }

  private get letsDnsOut(): Maybe<boolean> {
    return either(not(this.isolatesEgress), any(this.egress, rule => rule.ports.length === 0 ? rule.ports.open ? unsure : true
      : any(rule.ports, ({ port, endPort }) => isUnknown(port) || isUnknown(endPort) ? unsure : port === null || /^(?:53|5353|8053|1053|dns(?:-.*)?|domain)$/.test(port) || endPort !== null && Number(port) <= 53 && endPort >= 53)))
  }
  get blocksDns(): Maybe<boolean> {
    return this.keep('blocksDns', () => {
      const closes = both(this.egress.length > 0, not(this.letsDnsOut))
      if (closes !== true) return closes
      const others = some(this.world.unit, [keys.kind<PolicySummary>('NetworkPolicy')], this.namespace, other => this.is(other) ? false : other.selector === null || !this.selectorSummary ? unsure : both(other.allowsDns, mayShare(other.selector, this.selectorSummary)))
      return not(hasAny(others))
    })
  }

  get orPeers(): List<facts.PolicyPeerPair> {
    return this.keep('orPeers', () => {
      const found: facts.PolicyPeerPair[] = []
      for (const [side, name] of [['ingress', 'from'], ['egress', 'to']] as const) for (const [i, { peers }] of this[side].entries()) for (const [j, peer] of peers.entries()) {
        const next = peers[j + 1]
        if (next && peer.namespaceSelector !== null && peer.podSelector === null && peer.namespaceSelector.isEmpty !== true && next.podSelector !== null && next.namespaceSelector === null && next.podSelector.isEmpty !== true && peers.length === 2) found.push({ location: `spec.${side}[${i}].${name}[${j + 1}].podSelector`, side })
        if (next && peer.podSelector !== null && peer.namespaceSelector === null && peer.podSelector.isEmpty !== true && next.namespaceSelector !== null && next.podSelector === null && next.namespaceSelector.isEmpty !== true && peers.length === 2) found.push({ location: `spec.${side}[${i}].${name}[${j + 1}].namespaceSelector`, side })
      }
      return list(found, this.ingress.open || this.egress.open)
    })
  }

  override summary(): PolicySummary | null {
    const base = super.summary()
    return base && { ...base, allowsDns: this.letsDnsOut, deniesByDefault: both(base.selector ? isEmptySelector(base.selector) : false, both(this.isolatesIngress, this.ingress.length > 0 ? false : this.ingress.open ? unsure : true)) }
  }

  private rulesOf(name: string, peers: string): List<facts.PolicyRule> {
    return this.keep(name, () => each(this.at('spec', name), rule => {
      const selectorAt = (found: Found): facts.Selector | null => selector(isUnknown(found) ? { matchLabels: dictionary([], true), matchExpressions: list([], true) } : selectorOf(found))
      const of = each(at(rule, peers), peer => ({ podSelector: selectorAt(at(peer, 'podSelector')), namespaceSelector: selectorAt(at(peer, 'namespaceSelector')), cidr: text(at(peer, 'ipBlock', 'cidr')), hasExcept: isThere(at(peer, 'ipBlock', 'except')) }))
      const ports = each(at(rule, 'ports'), port => ({ port: text(at(port, 'port')), endPort: number(at(port, 'endPort')), protocol: text(at(port, 'protocol')) }))
      const isEmpty: Maybe<boolean> = of.length > 0 || ports.length > 0 ? false : of.open || ports.open || rule.open ? unsure : true
      return { peers: of, ports, isEmpty }
    }))
  }
}

/** Kubernetes keeps it itself: by its label, or by a name that begins with `system:`. A template gives neither. */
const isBuiltIn = ({ labels, name }: ObjectNode): boolean => labels.get('kubernetes.io/bootstrapping') === 'rbac-defaults' || isKnown(name) && name !== null && name.startsWith('system:')
/** May two selectors take the same pod? They may not where they ask for two values of one label. */
function mayShare(a: SelectorSummary, b: SelectorSummary): Maybe<boolean> {
  for (const [name, value] of a.matchLabels) {
    const other = b.matchLabels.get(name)
    if (isKnown(value) && other !== undefined && isKnown(other) && value !== other) return false
  }
  return a.matchLabels.size === 0 && a.matchExpressions.length === 0 && !a.matchLabels.open && !a.matchExpressions.open ? true : [...a.matchLabels].every(([name, value]) => b.matchLabels.get(name) === value) && a.matchExpressions.length === 0 ? true : unsure
}

export class RoleNode extends KindNode implements facts.Role {
  override readonly kind = 'kubernetes.Role'
  get isCluster() { return known(this.objectKind) === 'ClusterRole' }
  get rules(): List<facts.RoleRule> {
    return this.keep('rules', () => roleRules(this.at('rules')))
  }
  get isBuiltIn() { return isBuiltIn(this) }
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
  get isBuiltIn() { return isBuiltIn(this) }
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
        for (const [key, value] of texts) found.push({ location: formatPath([section, key]), section, key, value, decoded: section !== 'stringData' && known(this.objectKind) === 'Secret' ? when(value, value => value === null ? null : decode(value)) : null, get encoded() { return when(value, value => value === null ? null : encode(value)) }, credential: when(value, value => value === null ? null : looksSecret(value) ? 'form' as const : isSecretName(key, true) && !isHarmless(value) ? 'name' as const : null) })
      }
      return list(found, open)
    })
  }

  get committed(): List<facts.ConfigEntry> {
    const { isEncrypted, entries } = this
    if (isEncrypted !== false || known(this.objectKind) !== 'Secret') return list<facts.ConfigEntry>([], isUnknown(isEncrypted))
    const plain = entries.map(entry => ({ entry, text: entry.section === 'stringData' ? entry.value : entry.decoded }))
    return list(plain.filter(({ entry, text }) => isKnown(text) && text !== null && isCommitted(entry.key, text)).map(({ entry }) => entry), entries.open || plain.some(({ text }) => isUnknown(text)))
  }

  get hasSecretStore(): Maybe<boolean> { return hasAny(this.some(['SecretProviderClass', 'ExternalSecret', 'SealedSecret'].map(kind => keys.kind(kind)), () => true)) }

  get byteCount(): number { return this.keep('byteCount', () => this.entries.reduce((sum, { section, value }) => sum + (isKnown(value) && value !== null ? section === 'data' && this.kind === 'kubernetes.ConfigMap' || section === 'stringData' ? utf8Length(value) : Math.floor(value.replace(/\s+/g, '').length * 3 / 4) : 0), 0)) }

  get isUsed(): Maybe<boolean> {
    const { name, objectKind } = this
    return isKnown(name) && isKnown(objectKind) ? name === null ? unsure : hasAny(this.some([keys.uses(objectKind, name)], () => true)) : unsure
  }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = super.summary()
    if (!summary || summary.objectKind !== 'ConfigMap') return
    const maximumConnections = connectionsOf(this.entries.flatMap(({ key, value }) => isKnown(value) && value !== null ? [key === 'max_connections' ? `max_connections=${value}` : value] : []))
    if (maximumConnections !== null) yield { key: keys.connections(summary.name), summary: { ...summary, maximumConnections } satisfies ConnectionsSummary }
  }

  override summary(): ConfigSummary | null {
    const base = super.summary()
    return base && { ...base, keys: list(this.entries.map(entry => entry.key), this.entries.open) }
  }
}

/** How many bytes a text takes in UTF-8. */
const utf8Length = (text: string): number => { let sum = 0; for (const character of text) { const code = character.codePointAt(0)!; sum += code < 128 ? 1 : code < 2048 ? 2 : code < 65536 ? 3 : 4 } return sum }

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

/** A text as base64 of its UTF-8. */
function encode(text: string): string {
  const bytes = encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd')).replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
  let made = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = bytes.charCodeAt(i) << 16 | (bytes.charCodeAt(i + 1) || 0) << 8 | (bytes.charCodeAt(i + 2) || 0)
    for (let j = 0; j < 4; j++) made += i + j > bytes.length ? '=' : alphabet[bits >> 18 - 6 * j & 63]!
  }
  return made
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
  get hasNetworkPolicy(): Maybe<boolean> { return hasAny(some(this.world.unit, [keys.kind<PolicySummary>('NetworkPolicy')], this.name, policy => policy.objectKind === 'CiliumClusterwideNetworkPolicy' && policy.selector ? isEmptySelector(policy.selector) : true)) }
  get deniesByDefault(): Maybe<boolean> { return hasAny(some(this.world.unit, [keys.kind<PolicySummary>('NetworkPolicy')], this.name, policy => policy.deniesByDefault)) }
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
      yield { key: keys.kind('LimitRange'), summary: { ...base, requests: of('defaultRequest'), limits: of('default'), least: of('min'), most: of('max') } satisfies LimitRangeSummary }
    } else if (base.objectKind === 'EndpointSlice') {
      const service = this.labels.get('kubernetes.io/service-name')
      if (service !== undefined && isKnown(service) && service !== null) yield { key: keys.uses('Service', service), summary: base }
    } else if (base.objectKind === 'ResourceQuota') {
      yield { key: keys.kind('ResourceQuota'), summary: { ...base, hard: strings(this.at('spec', 'hard')), isScoped: this.at('spec', 'scopes') !== null || this.at('spec', 'scopeSelector') !== null } satisfies QuotaSummary }
    } else yield { key: keys.kind(base.objectKind), summary: base }
  }
}

/** An object from which an operator makes a Secret: its keys are not seen. */
export class SecretMakerNode extends ObjectNode {
  override *exports(): Generator<Exported> {
    yield* super.exports()
    const base = this.summary()
    if (!base) return
    yield { key: keys.kind(base.objectKind), summary: base }
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
  override get substance(): object | null { return this.object.lasts ? substanceOf(this.tree) : null }
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
