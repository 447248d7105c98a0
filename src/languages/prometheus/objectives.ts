import type { Fact } from '../../core/fact'
import type { Exported } from '../../core/lookup'
import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { seconds } from '../promql/parse'
import { queryOf, type ReadQuery, rounded } from '../promql/query'
import { flagOf, itemsOf, plainText, textOf, YamlFact, type Site, type Source } from '../yaml/fact'
import type { YamlNode } from '../yaml/tree'
import { asMap, entry, lookup } from '../yaml/walk'
import { objectives } from './exports'
import type * as facts from './facts'
import { durationOf, expressionText } from './rules'

type Format = facts.Objective['format']

/** Objectives of a document: of OpenSLO, of Sloth (its own format or its object), of Pyrra. */
export function* objectivesOf(site: Site): Generator<ObjectiveNode> {
  const { node } = site, version = textOf(lookup(node, 'apiVersion')), kind = textOf(lookup(node, 'kind')), own = textOf(lookup(node, 'version'))
  if (own === 'prometheus/v1') yield* sloth(site, node, textOf(lookup(node, 'service')))
  else if (typeof version === 'string' && version.startsWith('sloth.slok.dev/') && kind === 'PrometheusServiceLevel') {
    const spec = entry(node, 'spec')
    if (spec) yield* sloth({ ...site, node: spec.value, key: spec.key }, spec.value, textOf(lookup(spec.value, 'service')))
  } else if (typeof version === 'string' && version.startsWith('pyrra.dev/') && kind === 'ServiceLevelObjective') yield new ObjectiveNode(site, 'pyrra', null, lookup(node, 'metadata', 'name'))
  else if (typeof version === 'string' && version.startsWith('openslo/') && kind === 'SLO') {
    const goals = itemsOf(lookup(node, 'spec', 'objectives'))
    // Every objective of the list is one of its own.
    if (goals.length === 0) yield new ObjectiveNode(site, 'openslo', null, lookup(node, 'metadata', 'name'))
    for (const [index] of goals.entries()) yield new ObjectiveNode(site, 'openslo', index, lookup(node, 'metadata', 'name'))
  }
}

function* sloth(site: Site, node: YamlNode, service: Maybe<string | null>): Generator<ObjectiveNode> {
  const slos = entry(node, 'slos')?.value ?? null
  for (const [step, item] of itemsOf(slos).entries()) if (asMap(item)) yield new ObjectiveNode({ source: site.source, node: item, holder: slos, step }, 'sloth', null, lookup(item, 'name'), service)
}

/** Objectives that stand in an object of another language. */
export const objectiveFacts = (source: Source, root: YamlNode): Iterable<Fact> => objectivesOf({ source, node: root })
export function* objectiveExports(source: Source, root: YamlNode): Generator<Exported> { for (const one of objectivesOf({ source, node: root })) yield* one.exports() }

/** An expression in which Sloth puts its windows. */
function windowed(node: YamlNode): Maybe<string> {
  const text = textOf(node)
  if (isUnknown(text)) return text
  const filled = (text ?? '').replace(/\{\{\s*\.window\s*\}\}/g, all => '5m'.padEnd(all.length))
  return /\{\{|\$\{/.test(filled) ? new Unknown(filled) : filled
}

export class ObjectiveNode extends YamlFact implements facts.Objective {
  override readonly kind = 'prometheus.Objective'
  readonly subject: string
  constructor(site: Site, readonly format: Format, private readonly index: number | null, private readonly nameNode: YamlNode | null, private readonly given: Maybe<string | null> = null) {
    super(site)
    const name = plainText(nameNode)
    this.subject = `${isKnown(name) && name !== null ? name : 'objective'}${index === null || index === 0 ? '' : `/${index + 1}`}`
  }

  protected override get own(): string { return this.format === 'sloth' ? 'name' : 'metadata.name' }
  get name(): Maybe<string | null> { return plainText(this.nameNode) }
  get service(): Maybe<string | null> {
    if (this.format === 'sloth') return this.given
    if (this.format === 'openslo') return plainText(this.at('spec', 'service'))
    return plainText(this.at('metadata', 'labels', 'pyrra.dev/service'))
  }

  /** Where the target is written. */
  get targetPath(): string { return this.format === 'sloth' ? 'objective' : this.format === 'pyrra' ? 'spec.target' : `spec.objectives[${this.index ?? 0}].${this.at('spec', 'objectives', this.index ?? 0, 'targetPercent') ? 'targetPercent' : 'target'}` }
  private get targetNode(): YamlNode | null {
    if (this.format === 'sloth') return this.at('objective')
    if (this.format === 'pyrra') return this.at('spec', 'target')
    return this.at('spec', 'objectives', this.index ?? 0, 'targetPercent') ?? this.at('spec', 'objectives', this.index ?? 0, 'target')
  }
  get targetText(): Maybe<string | null> { return plainText(this.targetNode) }
  get target(): Maybe<number | null> {
    const text = this.targetText
    if (isUnknown(text) || text === null) return text
    const value = Number(text.replace(/%$/, '').trim())
    if (!Number.isFinite(value)) return null
    return this.format === 'openslo' && !this.targetPath.endsWith('Percent') ? value : rounded(value / 100)
  }
  get windowSeconds(): Maybe<number | null> {
    if (this.format === 'sloth') return 2_592_000
    if (this.format === 'pyrra') return durationOf(this.at('spec', 'window'))
    const text = plainText(this.at('spec', 'timeWindow', 0, 'duration')), count = plainText(this.at('spec', 'timeWindow', 0, 'count')), unit = plainText(this.at('spec', 'timeWindow', 0, 'unit'))
    if (isUnknown(text)) return text
    if (text !== null) return seconds(text) ?? ({ M: 2_592_000, Q: 7_776_000, Y: 31_536_000 } as { [unit: string]: number })[/^\d*([MQY])$/.exec(text)?.[1] ?? ''] ?? null
    if (isUnknown(count) || isUnknown(unit)) return new Unknown('timeWindow')
    const size = ({ day: 86_400, week: 604_800, month: 2_592_000, quarter: 7_776_000, year: 31_536_000 } as { [unit: string]: number })[(unit ?? '').toLowerCase().replace(/s$/, '')]
    return count !== null && size ? Number(count) * size : null
  }

  get queries(): List<ReadQuery> {
    return this.keep('queries', () => {
      const found: ReadQuery[] = [], add = (...path: readonly string[]): void => {
        const node = this.at(...path)
        if (node && textOf(node) !== null) found.push(queryOf(this.format === 'sloth' ? windowed(node) : expressionText(node), path.join('.')))
      }
      if (this.format === 'sloth') for (const path of [['sli', 'events', 'error_query'], ['sli', 'events', 'total_query'], ['sli', 'raw', 'error_ratio_query'], ['sli', 'events', 'errorQuery'], ['sli', 'events', 'totalQuery'], ['sli', 'raw', 'errorRatioQuery']]) add(...path)
      else if (this.format === 'pyrra') for (const sort of ['ratio', 'latency', 'latencyNative', 'bool_gauge']) for (const part of ['errors', 'success', 'total']) add('spec', 'indicator', sort, part, 'metric')
      else {
        const spec = this.at('spec', 'indicator', 'spec') ? ['spec', 'indicator', 'spec'] : ['spec', 'indicator']
        for (const part of ['good', 'bad', 'total', 'raw']) for (const place of [['metricSource', 'spec', 'query'], ['query'], ['metricSource', 'spec', 'metric']]) add(...spec, 'ratioMetric', part, ...place)
        for (const place of [['metricSource', 'spec', 'query'], ['query']]) add(...spec, 'thresholdMetric', ...place)
      }
      return list(found, this.format === 'openslo' && this.at('spec', 'indicatorRef') !== null)
    })
  }

  get isLatency(): Maybe<boolean> {
    if (this.format === 'pyrra') return this.at('spec', 'indicator', 'latency') !== null || this.at('spec', 'indicator', 'latencyNative') !== null
    const { name } = this
    if (isKnown(name) && name !== null && /latency|duration|fast|slow|response.?time/i.test(name)) return true
    if (this.queries.some(query => query.shapes.includes('duration') || query.selectors.some(one => one.matchers.some(match => match.name === 'le')))) return true
    return this.queries.length === 0 && isUnknown(name) ? name : false
  }

  get latencySeconds(): Maybe<number | null> {
    const bounds = new Set<number>()
    for (const { selectors } of this.queries) for (const { metric, matchers } of selectors) for (const { name, op, value } of matchers) if (name === 'le' && op === '=' && /^\d+(?:\.\d+)?$/.test(value)) bounds.add(rounded(Number(value) / (/_(?:ms|milliseconds?)(?:_|$)/.test(metric ?? '') ? 1000 : 1)))
    if (bounds.size === 0 && (this.queries.length === 0 || this.queries.some(query => query.isValid !== true))) return new Unknown('indicator')
    return bounds.size === 1 ? [...bounds][0]! : null
  }

  get isRatio(): Maybe<boolean> {
    if (this.format === 'sloth') return this.at('sli', 'events') !== null ? true : this.queries.some(query => query.isRatio === true) ? true : this.at('sli') === null ? false : new Unknown('sli')
    if (this.format === 'pyrra') return this.at('spec', 'indicator') !== null
    if (this.at('spec', 'indicatorRef') !== null) return new Unknown('indicatorRef')
    const ratio = this.at('spec', 'indicator', 'spec', 'ratioMetric') ?? this.at('spec', 'indicator', 'ratioMetric')
    return ratio !== null && lookup(ratio, 'total') !== null && (lookup(ratio, 'good') !== null || lookup(ratio, 'bad') !== null) || ratio !== null && lookup(ratio, 'raw') !== null
  }

  get agreedTarget(): Maybe<number | null> {
    for (const place of [['sla'], ['labels', 'sla'], ['metadata', 'labels', 'sla'], ['metadata', 'annotations', 'sla'], ['spec', 'sla']] as const) {
      const text = plainText(this.at(...place))
      if (isUnknown(text)) return text
      const value = text === null ? NaN : Number(text.replace(/%$/, '').trim())
      if (Number.isFinite(value) && value > 0) return value > 1 ? rounded(value / 100) : value
    }
    return null
  }

  get hasAlerts(): Maybe<boolean> {
    if (this.format === 'sloth') return this.at('alerting') !== null && flagOf(this.at('alerting', 'page_alert', 'disable')) !== true
    if (this.format === 'pyrra') return flagOf(this.at('spec', 'alerting', 'disabled')) !== true
    return itemsOf(this.at('spec', 'alertPolicies')).length > 0
  }

  *facts(): Generator<Fact> { yield this }

  *exports(): Generator<Exported> {
    const { name, service, target, targetText, windowSeconds } = this
    if (!isKnown(target) || target === null || !isKnown(targetText) || targetText === null || target <= 0 || target > 1) return
    const known = <T>(value: Maybe<T>): T | null => isKnown(value) ? value : null
    yield {
      key: objectives,
      summary: {
        path: this.path, span: this.locate(this.targetPath).span, name: known(name) ?? '', service: known(service), target, targetText, windowSeconds: known(windowSeconds), isLatency: this.isLatency === true, latencySeconds: known(this.latencySeconds),
        metrics: [...new Set(this.queries.flatMap(query => [...query.metrics]))],
      } satisfies facts.ObjectiveSummary,
    }
  }
}
