import type { Fact } from '../../core/fact'
import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { itemsOf, numberOf, plainText, textsOf, YamlFact, type Site } from '../yaml/fact'
import { asMap, isOpen, lookup } from '../yaml/walk'
import type * as facts from './facts'
import { durationOf } from './rules'

/** The configuration of a Prometheus. */
export class ServerNode extends YamlFact implements facts.Server {
  override readonly kind = 'prometheus.Server'
  override readonly subject = 'prometheus'
  protected override get own(): string { return this.at('scrape_configs') ? 'scrape_configs' : 'global' }

  get jobs(): List<ScrapeJobNode> {
    return this.keep('jobs', () => {
      const found = this.items('scrape_configs'), node = this.at('scrape_configs')
      return list(found.flatMap((site, i) => asMap(site.node) ? [new ScrapeJobNode(site, this, i)] : []), node !== null && isOpen(node) || this.at('scrape_config_files') !== null)
    })
  }
  get ruleFiles(): List<Maybe<string>> { return textsOf(this.at('rule_files')) }
  get hasRemoteWrite(): Maybe<boolean> { return itemsOf(this.at('remote_write')).length > 0 ? true : isOpen(this.site.node) ? new Unknown('remote_write') : false }
  get hasAlertmanager(): Maybe<boolean> { return itemsOf(this.at('alerting', 'alertmanagers')).length > 0 ? true : isOpen(this.site.node) ? new Unknown('alerting') : false }
  get scrapeIntervalSeconds(): Maybe<number | null> { return durationOf(this.at('global', 'scrape_interval')) }
  get hasRetention(): Maybe<boolean> { return this.at('storage', 'tsdb', 'retention') !== null || this.at('storage', 'tsdb', 'retention_time') !== null }
  globalLimit(name: string): Maybe<number | null> { return numberOf(this.at('global', name)) }

  *facts(): Generator<Fact> {
    yield this
    yield* this.jobs
  }
}

const infrastructure = /prometheus|alertmanager|node|exporter|cadvisor|kube|api-?server|etcd|coredns|blackbox|grafana|pushgateway|loki|tempo|jaeger|otel|collector|thanos|mimir|postgres|mysql|redis|mongo|kafka|rabbit|nginx|traefik|envoy/i

class ScrapeJobNode extends YamlFact implements facts.ScrapeJob {
  override readonly kind = 'prometheus.ScrapeJob'
  readonly subject: string
  constructor(site: Site, readonly server: ServerNode, index: number) {
    super(site)
    this.subject = `job/${isKnown(this.name) && this.name !== null ? this.name : index}`
  }
  protected override get own(): string { return 'job_name' }
  get name(): Maybe<string | null> { return plainText(this.at('job_name')) }
  get intervalSeconds(): Maybe<number | null> { return durationOf(this.at('scrape_interval')) ?? this.server.scrapeIntervalSeconds }
  get metricsPath(): Maybe<string> { return plainText(this.at('metrics_path')) ?? '/metrics' }
  get targets(): List<Maybe<string>> {
    const configs = itemsOf(this.at('static_configs'))
    return list(configs.flatMap(config => [...textsOf(lookup(config, 'targets'))]), configs.open || [...asMap(this.site.node)?.pairs ?? []].some(pair => pair.name?.endsWith('_sd_configs')))
  }
  get isInfrastructure(): Maybe<boolean> {
    const { name, targets } = this
    if (this.at('kubernetes_sd_configs')) return isKnown(name) && name !== null && /node|kubelet|cadvisor|api-?server/i.test(name)
    const texts = [...isKnown(name) && name !== null ? [name] : [], ...targets.filter(isKnown)]
    return texts.length === 0 ? new Unknown('targets') : texts.some(text => infrastructure.test(text)) || targets.length > 0 && targets.every(target => isKnown(target) && /^localhost:9090$/.test(target))
  }
  get isProbe(): Maybe<boolean> { const path = this.metricsPath; return isUnknown(path) ? path : path === '/probe' }
  get sampleLimit(): Maybe<number | null> { return numberOf(this.at('sample_limit')) ?? this.server.globalLimit('sample_limit') }
  get labelLimit(): Maybe<number | null> { return numberOf(this.at('label_limit')) ?? this.server.globalLimit('label_limit') }
  get drops(): Maybe<boolean> { return itemsOf(this.at('metric_relabel_configs')).some(item => /^(?:drop|labeldrop|keep|labelkeep|dropequal)$/.test(String(plainText(lookup(item, 'action')) ?? ''))) }
}
