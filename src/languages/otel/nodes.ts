import type { Fact } from '../../core/fact'
import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { flagOf, textOf, textsOf, YamlFact, type Site } from '../yaml/fact'
import type { YamlNode } from '../yaml/tree'
import { asMap, asSequence, entries, entry, isOpen, lookup, resolve } from '../yaml/walk'
import type * as facts from './facts'

const sections = [['receivers', 'receiver'], ['processors', 'processor'], ['exporters', 'exporter'], ['connectors', 'connector'], ['extensions', 'extension']] as const

/** The configuration of a Collector, where it is written. */
export class CollectorNode extends YamlFact implements facts.Collector {
  override readonly kind = 'otel.Collector'
  override readonly subject = 'collector'
  constructor(site: Site, readonly isPart: boolean) { super(site) }
  protected override get own(): string { return this.at('service') ? 'service' : 'receivers' }

  get pipelines(): List<PipelineNode> {
    return this.keep('pipelines', () => {
      const node = this.at('service', 'pipelines'), holder = resolve(node)
      return list([...entries(node)].flatMap(pair => pair.name !== null && asMap(pair.value) ? [new PipelineNode({ source: this.site.source, node: pair.value, key: pair.key, holder, step: pair.name }, this, pair.name)] : []), node !== null && isOpen(node))
    })
  }
  get components(): List<ComponentNode> {
    return this.keep('components', () => list(sections.flatMap(([section, role]) => {
      const node = this.at(section), holder = resolve(node)
      return [...entries(node)].flatMap(pair => pair.name === null ? [] : [new ComponentNode({ source: this.site.source, node: pair.value, key: pair.key, holder, step: pair.name }, this, role, pair.name)])
    })))
  }
  defines(section: string, name: string): boolean { return entry(this.at(section), name) !== null || section !== 'processors' && entry(this.at('connectors'), name) !== null }
  isSectionOpen(section: string): boolean { const node = this.at(section); return this.isPart || node !== null && isOpen(node) }

  *facts(): Generator<Fact> {
    yield this
    yield* this.pipelines
    yield* this.components
  }
}

/** Names as written; unknown where a variable of the environment stands for them. */
function written(node: YamlNode | null): List<Maybe<string>> {
  const names = textsOf(node)
  return list(names.map(name => isKnown(name) && name.includes('${') ? new Unknown(name) : name), names.open)
}

class PipelineNode extends YamlFact implements facts.Pipeline {
  override readonly kind = 'otel.Pipeline'
  constructor(site: Site, readonly collector: CollectorNode, readonly name: string) { super(site) }
  get subject(): string { return `pipeline/${this.name}` }
  get signal(): string { return this.name.split('/')[0]! }
  private names(section: string): List<Maybe<string>> { const node = this.at(section), names = written(node); return node === null && this.collector.isPart ? list<Maybe<string>>([], true) : names }
  get receivers(): List<Maybe<string>> { return this.names('receivers') }
  get processors(): List<Maybe<string>> { return this.names('processors') }
  get exporters(): List<Maybe<string>> { return this.names('exporters') }
  get limitsMemoryFirst(): Maybe<boolean> {
    const { processors } = this, [first] = processors
    return first === undefined ? processors.open ? new Unknown('processors') : false : isUnknown(first) ? first : /^memory_limiter(?:\/|$)/.test(first)
  }
  get undefinedComponents(): List<string> {
    return this.keep('undefined', () => {
      const found: string[] = []
      let open = false
      for (const section of ['receivers', 'processors', 'exporters'] as const) for (const name of this.names(section)) {
        if (isUnknown(name)) { open = true; continue }
        if (this.collector.defines(section, name)) continue
        if (this.collector.isSectionOpen(section)) open = true
        else found.push(name)
      }
      return list(found, open)
    })
  }
  get hasDebugExporter(): Maybe<boolean> { return this.exporters.some(name => isKnown(name) && /^(?:debug|logging)(?:\/|$)/.test(name)) ? true : this.exporters.open ? new Unknown('exporters') : false }
}

class ComponentNode extends YamlFact implements facts.Component {
  override readonly kind = 'otel.Component'
  constructor(site: Site, readonly collector: CollectorNode, readonly role: facts.Component['role'], readonly name: string) { super(site) }
  get subject(): string { return `${this.role}/${this.name}` }
  get type(): string { return this.name.split('/')[0]! }
  get isUsed(): Maybe<boolean> {
    if (this.role === 'extension') return textsOf(lookup(this.collector.site.node, 'service', 'extensions')).some(name => name === this.name)
    const { pipelines } = this.collector
    return pipelines.some(({ receivers, processors, exporters }) => [...receivers, ...processors, ...exporters].some(name => name === this.name)) ? true : this.collector.isPart || pipelines.open ? new Unknown(this.name) : false
  }
  get sends(): boolean { return this.role === 'exporter' && /^(?:otlp|otlphttp|otlp_http|otlp_grpc|prometheusremotewrite|loki|zipkin|jaeger|kafka|elasticsearch|opensearch|splunk_hec|datadog|awsxray|awsemf|googlecloud|azuremonitor|clickhouse|signalfx|sapm|loadbalancing|honeycombmarker|newrelic|logzio|coralogix|influxdb|tencentcloud_logservice)$/.test(this.type) }
  private isOn(name: string): Maybe<boolean> { const node = this.at(name); if (node !== null && !asMap(node) && textOf(node) !== null) return new Unknown(name); const flag = flagOf(lookup(node, 'enabled')); return flag ?? true }
  get hasQueue(): Maybe<boolean> { return this.isOn('sending_queue') }
  get retries(): Maybe<boolean> { return this.isOn('retry_on_failure') }
  get isOnAllInterfaces(): Maybe<boolean> {
    let doubt: Unknown | null = null
    for (const text of endpointsBelow(this.site.node, 0)) {
      if (/^(?:https?:\/\/)?(?:0\.0\.0\.0|\[::\]|\*)?:\d/.test(text) ) return true
      if (text.includes('${')) doubt = new Unknown(text)
    }
    return doubt ?? false
  }
}

/** Addresses at which something listens. */
function* endpointsBelow(node: YamlNode | null, depth: number): Generator<string> {
  const map = asMap(node)
  if (!map || depth > 4) return
  for (const pair of map.pairs) {
    const text = pair.name === 'endpoint' || pair.name === 'listen_address' ? textOf(pair.value) : null
    if (typeof text === 'string') yield text
    else if (!asSequence(pair.value)) yield* endpointsBelow(pair.value, depth + 1)
  }
}
