import type { Place } from '../../core/fact'
import type { Lookup } from '../../core/lookup'
import type { Span } from '../../core/span'
import { isUnknown, list, type List, type Maybe } from '../../core/value'
import { objectives } from '../prometheus/exports'
import type * as facts from './facts'
import { Node } from './node'
import { unsure, type Reading, type ScenarioReading, type ThresholdReading } from './reading'
import { typeByName } from './shapes'

/** Does one of a list hold? Unknown where none surely does and one may. */
const some = <T>(items: List<T>, test: (item: T) => Maybe<boolean>): Maybe<boolean> => {
  let doubt = items.open === true
  for (const item of items) { const answer = test(item); if (answer === true) return true; if (isUnknown(answer)) doubt = true }
  return doubt ? unsure : false
}

export class ScriptNode extends Node implements facts.Script {
  readonly kind = 'load-test.LoadScript'
  readonly subject = 'script'
  readonly thresholds: List<ThresholdNode>
  readonly scenarios: List<ScenarioNode>

  constructor(path: string, private readonly reading: Reading, private readonly lookup: Lookup) {
    super(path, reading.place)
    this.thresholds = list(reading.thresholds.map((one, i) => new ThresholdNode(this, one, i)), reading.thresholds.open)
    this.scenarios = list(reading.scenarios.map(one => new ScenarioNode(this, one)), reading.scenarios.open)
  }

  get tool() { return this.reading.tool }
  get fileName(): string { return this.path.slice(this.path.lastIndexOf('/') + 1) }
  get hasThresholds(): Maybe<boolean> { return this.thresholds.length > 0 ? true : this.thresholds.open ? unsure : false }
  get boundsLatency(): Maybe<boolean> { return this.reading.boundsLatency ?? some(this.thresholds, one => one.isLatency) }
  get boundsErrors(): Maybe<boolean> { return this.reading.boundsErrors ?? some(this.thresholds, one => one.isErrorRate) }
  get hasPercentile(): Maybe<boolean> { return this.reading.hasPercentile ?? some(this.thresholds, one => { const { isLatency, percentile } = one; return isUnknown(percentile) ? percentile : percentile === null ? false : isLatency }) }
  get meetsObjective(): Maybe<boolean | null> {
    const all = this.lookup.find(objectives)
    if (isUnknown(all)) return all
    const latencies = all.filter(one => one.isLatency && one.latencySeconds !== null)
    if (latencies.length === 0) return all.some(one => one.isLatency) ? unsure : null
    return some(this.thresholds, ({ isLatency, percentile, milliseconds }) => {
      if (isLatency === false || percentile === null) return false
      if (isUnknown(percentile) || isUnknown(milliseconds) || isUnknown(isLatency)) return unsure
      return latencies.some(one => percentile >= one.target * 100 - 1e-9 && milliseconds !== null && milliseconds <= one.latencySeconds! * 1000 + 1e-9)
    })
  }
  get hasOpenModel(): Maybe<boolean> { return some(this.scenarios, one => { const { model } = one; return isUnknown(model) ? model : model === 'open' }) }
  get targets(): List<facts.Target> { return list(this.reading.targets.map(({ url, host, isProduction }) => ({ url, host, isProduction })), this.reading.targets.open) }
  get productionHost(): string | null { return this.reading.targets.find(one => one.isProduction)?.host ?? null }
  get isJourney(): Maybe<boolean> { return this.reading.isJourney }
  get takesTarget(): Maybe<boolean> { return this.reading.takesTarget }

  protected override spanOf(path: string): Span | null {
    if (path === 'productionHost') return this.reading.targets.find(one => one.isProduction)?.span ?? null
    if (path.startsWith('targets')) return this.reading.targets[Number(/^targets\[(\d+)\]/.exec(path)?.[1] ?? 0)]?.span ?? null
    return path === 'options' ? this.reading.options ?? null : null
  }

  *facts(): Generator<Node> {
    yield this
    yield* this.thresholds
    yield* this.scenarios
  }
}

/** A part of a script; paths that begin with `script.` are the script's. */
abstract class Part extends Node {
  constructor(readonly script: ScriptNode, span: Span) { super(script.path, span) }
  override locate(path: string): Place { return path === 'script' ? this.script.locate('') : path.startsWith('script.') ? this.script.locate(path.slice(7)) : super.locate(path) }
}

export class ThresholdNode extends Part implements facts.Threshold {
  readonly kind = 'load-test.Threshold'
  constructor(script: ScriptNode, private readonly reading: ThresholdReading, private readonly index: number) { super(script, reading.span) }
  get subject(): string { return `threshold/${this.reading.metric}/${this.index}` }
  get metric(): string { return this.reading.metric }
  get expression() { return this.reading.expression }
  get isLatency() { return this.reading.isLatency }
  get isErrorRate() { return this.reading.isErrorRate }
  get percentile() { return this.reading.percentile }
  get milliseconds() { return this.reading.milliseconds }
  get isAverage() { return this.reading.isAverage }
}

export class ScenarioNode extends Part implements facts.Scenario {
  readonly kind = 'load-test.Scenario'
  constructor(script: ScriptNode, private readonly reading: ScenarioReading) { super(script, reading.span) }
  get subject(): string { return `scenario/${this.name}` }
  get name(): string { return this.reading.name }
  get executor() { return this.reading.executor }
  get model() { return this.reading.model }
  get peak() { return this.reading.peak }
  get seconds() { return this.reading.seconds }
  get type() { return typeByName(this.name) ?? typeByName(this.script.fileName.replace(/(?:^|[^a-z])load[-_.]?tests?(?:ing)?/i, '')) ?? this.reading.shape }
}

export class ClientBudgetNode extends Node implements facts.ClientBudget {
  readonly kind = 'load-test.ClientBudget'
  readonly subject = 'budget'
  constructor(path: string, readonly tool: facts.ClientBudget['tool'], span: Span, readonly hasLimits: Maybe<boolean>) { super(path, span) }
}
