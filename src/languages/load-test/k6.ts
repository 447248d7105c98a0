import type { Span } from '../../core/span'
import { isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { secondsOf } from './durations'
import { Literals, member, type Literal } from './literal'
import { journeyAmong, targetName, targetOf, unsure, type Reading, type ScenarioReading, type TargetReading, type ThresholdReading } from './reading'
import { shapeOf, steadyShape, type Stage } from './shapes'
import { javascript, tokensOf, type Token } from './tokens'

const methods = /^(?:get|post|put|patch|del|delete|head|options|request|batch|asyncRequest|connect|goto|invoke)$/

/** Reads a script of k6; null where it is a module of helpers that makes no load by itself. */
export function readK6(text: string): Reading | null {
  const tokens = tokensOf(text, javascript), literals = new Literals(text, tokens)
  const exported = exportsOf(tokens)
  if (!exported.isScript) return null
  const known = literals.has('options') ? literals.constant('options') : null
  // What another file says is not known here.
  const options: Literal | null | undefined = known ?? (exported.bringsOptions || literals.has('options') ? undefined : null)
  const thresholds = options === undefined ? undefined : options && member(options, 'thresholds')
  const { targets, takesTarget } = targetsOf(text, tokens)
  return {
    tool: 'k6', place: exported.place, thresholds: thresholdsOf(thresholds), scenarios: scenariosOf(options, exported.place), targets, takesTarget, isJourney: journeyAmong(requestsOf(text, tokens)),
    ...exported.options ? { options: exported.options } : {},
  }
}

/** What a script gives to k6. */
function exportsOf(tokens: readonly Token[]): { readonly isScript: boolean; readonly bringsOptions: boolean; readonly place: Span; readonly options: Span | null } {
  let isScript = false, bringsOptions = false, place: Span | null = null, options: Span | null = null
  for (const [i, { kind, text, start, end }] of tokens.entries()) {
    if (kind !== 'name') continue
    const next = tokens[i + 1]
    if (text === 'export' && next?.text === 'default') { isScript = true; place = [next.start, next.end] }
    if (text === 'options' && (/^(?:const|let|var)$/.test(tokens[i - 1]?.text ?? '') && tokens[i - 2]?.text === 'export' || tokens[i - 1]?.text === '.' && /^exports$/.test(tokens[i - 2]?.text ?? '') && next?.text === '=')) options = [start, end]
    if (text === 'exports' && tokens[i - 1]?.text === '.' && next?.text === '.' && tokens[i + 2]?.text === 'default') isScript = true
    if (text === 'export' && next?.text === '*' ) bringsOptions = true
    if (text === 'export' && next?.text === '{') for (let j = i + 2; j < tokens.length && j < i + 60 && tokens[j]!.text !== '}'; j++) { if (tokens[j]!.text === 'options') bringsOptions = true; if (tokens[j]!.text === 'default') isScript = true }
  }
  place ??= options ?? (tokens[0] ? [tokens[0].start, tokens[0].end] : [0, 0])
  return { isScript: isScript || options !== null, bringsOptions, place: options ?? place, options }
}

const textIn = (value: Literal | null | undefined): Maybe<string | null> => value === undefined ? unsure : value === null ? null : value.kind === 'scalar' ? value.value === null ? null : String(value.value) : unsure
const numberIn = (value: Literal | null | undefined): Maybe<number | null> => value === undefined ? unsure : value === null ? null : value.kind === 'scalar' && typeof value.value === 'number' ? value.value : value.kind === 'scalar' && typeof value.value === 'string' && /^\d+$/.test(value.value) ? Number(value.value) : unsure

function thresholdsOf(value: Literal | null | undefined): List<ThresholdReading> {
  if (value === undefined) return list<ThresholdReading>([], true)
  if (value === null) return list<ThresholdReading>([])
  if (value.kind !== 'object') return list<ThresholdReading>([], value.kind === 'unknown')
  const found: ThresholdReading[] = []
  let open = value.open
  for (const [metric, { key, value: held }] of value.entries) {
    if (held.kind === 'unknown') { found.push(thresholdOf(metric, new Unknown(held.source), key)); continue }
    if (held.kind === 'array' && held.open) open = true
    for (const item of held.kind === 'array' ? held.items : [held]) {
      const expression = item.kind === 'object' ? member(item, 'threshold') : item
      if (expression?.kind === 'scalar' && typeof expression.value === 'string') found.push(thresholdOf(metric, expression.value, expression.span))
      else found.push(thresholdOf(metric, unsure, item.span))
    }
  }
  return list(found, open)
}

const latencies = /(?:_duration|_waiting|latency|_time|response_?time|_blocked|_connecting|_rtt|_ttfb|_lcp|_fcp|_inp)/i

/** Metrics of k6 that count what is done rather than how it ended. */
const builtIn = /^(?:http_reqs|iterations|dropped_iterations|data_(?:sent|received)|vus(?:_max)?|ws_\w+|grpc_\w+|browser_\w+|http_req_\w+|iteration_duration|group_duration)$/

/** One condition of k6: `p(95)<300`. */
function thresholdOf(metricAndTags: string, expression: Maybe<string>, span: Span): ThresholdReading {
  const metric = /^[^{]*/.exec(metricAndTags)![0].trim(), isLatencyMetric = latencies.test(metric)
  const base = { metric: metricAndTags, expression, span }
  if (isUnknown(expression)) return { ...base, isLatency: isLatencyMetric || expression, isErrorRate: /failed|error/i.test(metric) || metric === 'checks' || expression, percentile: expression, milliseconds: expression, isAverage: expression }
  const percent = /p\(\s{0,5}(\d{1,3}(?:\.\d{1,6})?)\s{0,5}\)\s{0,5}(?:<=?|===?)\s{0,5}(\d+(?:\.\d+)?)/.exec(expression), other = /\b(max|med|avg|min)\s{0,5}<=?\s{0,5}(\d+(?:\.\d+)?)/.exec(expression)
  const percentile = percent ? Number(percent[1]) : other?.[1] === 'max' ? 100 : other?.[1] === 'med' ? 50 : null
  const isLatency = isLatencyMetric && (percent !== null || other !== null)
  const isShare = /\b(?:rate|count)\b/.test(expression), isErrorRate = !isShare ? false : metric === 'checks' || /fail|error|success|availab/i.test(metric) ? true : builtIn.test(metric) ? false : unsure
  return { ...base, isLatency, isErrorRate, percentile: isLatency ? percentile : null, milliseconds: isLatency && percentile !== null ? Number(percent?.[2] ?? other![2]) : null, isAverage: isLatencyMetric && other?.[1] === 'avg' }
}

function scenariosOf(options: Literal | null | undefined, place: Span): List<ScenarioReading> {
  const nobody = (): ScenarioReading => ({ name: 'default', executor: null, model: 'closed', peak: unsure, seconds: unsure, shape: unsure, span: place })
  // Users and stages may be given on the command line; that they wait for their answers is sure.
  if (options === null) return list([nobody()])
  if (options === undefined || options.kind !== 'object') return list<ScenarioReading>([], true)
  const scenarios = member(options, 'scenarios')
  if (scenarios === undefined) return list<ScenarioReading>([], true)
  if (scenarios === null) return ['vus', 'stages', 'duration', 'iterations'].some(name => options.entries.has(name)) ? list([scenarioOf('default', options, options.entries.has('stages') ? 'ramping-vus' : options.entries.has('iterations') ? 'shared-iterations' : 'constant-vus', place, true)]) : options.open ? list<ScenarioReading>([], true) : list([nobody()])
  if (scenarios.kind !== 'object') return list<ScenarioReading>([], true)
  return list([...scenarios.entries].map(([name, { key, value }]) => {
    const executor = textIn(member(value, 'executor'))
    return scenarioOf(name, value, executor, key, false)
  }), scenarios.open)
}

function scenarioOf(name: string, value: Literal, executor: Maybe<string | null>, span: Span, isDefault: boolean): ScenarioReading {
  const model = isUnknown(executor) ? executor : executor === null ? unsure : /arrival-rate$/.test(executor) ? 'open' as const : /^(?:constant-vus|ramping-vus|shared-iterations|per-vu-iterations|externally-controlled)$/.test(executor) ? 'closed' as const : unsure
  const base = { name, executor: isDefault ? null : executor, model, span }
  if (value.kind !== 'object' || isUnknown(executor)) return { ...base, peak: unsure, seconds: unsure, shape: unsure }
  const isRate = model === 'open', unit = textIn(member(value, 'timeUnit')), perSecond = isRate ? isUnknown(unit) ? unit : 1 / (secondsOf(unit ?? '1s') || 1) : 1
  const stages = member(value, 'stages')
  if (stages !== null) {
    const read = stagesOf(stages), start = numberIn(member(value, isRate ? 'startRate' : 'startVUs'))
    if (!read || isUnknown(start) || isUnknown(perSecond)) return { ...base, peak: unsure, seconds: unsure, shape: unsure }
    const scaled = read.map(stage => ({ ...stage, target: stage.target * perSecond })), from = (start ?? (isRate ? 0 : isDefault ? 0 : 1)) * perSecond
    return { ...base, peak: Math.max(from, ...scaled.map(stage => stage.target)), seconds: scaled.reduce((sum, stage) => sum + stage.seconds, 0), shape: shapeOf(scaled, from) ?? unsure }
  }
  const duration = textIn(member(value, 'duration')), given = numberIn(member(value, isRate ? 'rate' : 'vus')), iterations = numberIn(member(value, 'iterations'))
  const seconds = isUnknown(duration) ? duration : duration === null ? null : secondsOf(duration) ?? unsure
  const peak = isUnknown(given) ? given : isUnknown(perSecond) ? perSecond : (given ?? (isRate ? 0 : 1)) * perSecond
  if (isUnknown(seconds) || isUnknown(peak)) return { ...base, peak, seconds, shape: unsure }
  if (seconds === null) return { ...base, peak, seconds, shape: typeof iterations === 'number' && peak <= 5 && iterations <= 100 ? 'smoke' : unsure }
  return { ...base, peak, seconds, shape: steadyShape(peak, seconds) }
}

function stagesOf(value: Literal | undefined): readonly Stage[] | null {
  if (!value || value.kind !== 'array' || value.open) return null
  const found: Stage[] = []
  for (const item of value.items) {
    const duration = textIn(member(item, 'duration')), target = numberIn(member(item, 'target')), seconds = typeof duration === 'string' ? secondsOf(duration) : null
    if (seconds === null || typeof target !== 'number') return null
    found.push({ seconds, target })
  }
  return found
}

/** Addresses that stand where load is sent or where its target is named, and whether one is read from outside. */
function targetsOf(text: string, tokens: readonly Token[]): { readonly targets: List<TargetReading>; readonly takesTarget: Maybe<boolean> } {
  const found: TargetReading[] = []
  let takes = false
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'name' && token.text === '__ENV') {
      const after = tokens[i + 1]?.text === '.' ? tokens[i + 2] : tokens[i + 1]?.text === '[' ? tokens[i + 2] : null
      if (after ? targetName.test(after.text) : destructuresTarget(tokens, i)) takes = true
    }
    if (token.kind !== 'string' && token.kind !== 'template') continue
    if (token.kind === 'template') for (const [, dotted, quoted] of text.slice(token.start, Math.min(token.end, token.start + 2000)).matchAll(/\$\{\s{0,5}__ENV(?:\.(\w{1,60})|\[['"](\w{1,60}))/g)) if (targetName.test(dotted ?? quoted ?? '')) takes = true
    const target = targetOf(token.text, [token.start, token.end])
    if (target && sendsTo(tokens, i)) found.push(target)
  }
  return { targets: list(found, found.length === 0), takesTarget: takes ? true : found.length > 0 ? false : unsure }
}

function destructuresTarget(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.text !== '=' || tokens[at - 2]?.text !== '}') return false
  for (let i = at - 3; i >= 0 && at - i < 40 && tokens[i]!.text !== '{'; i--) if (tokens[i]!.kind === 'name' && targetName.test(tokens[i]!.text)) return true
  return false
}

/** Is an address the first argument of a request, or the value of a name that says where load goes? */
function sendsTo(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  if (before?.text === '(') {
    const name = tokens[at - 2]
    if (name?.kind === 'name' && methods.test(name.text) && tokens[at - 3]?.text === '.') return true
  }
  for (let i = at - 1; i >= 0 && at - i <= 14; i--) {
    const { kind, text } = tokens[i]!
    if (kind === 'sign' && (text === ';' || text === '{' || text === '}' || text === ',' || text === '(' && i < at - 1)) return false
    if (kind === 'name' && /^(?:import|from|require|export)$/.test(text) && text !== 'export') return false
    if (kind === 'name' && (text === '__ENV' || targetName.test(text)) && tokens[i + 1]?.text !== '(') return true
    if (kind === 'name' && methods.test(text) && tokens[i - 1]?.text === '.' && tokens[i + 1]?.text === '(') return true
  }
  return false
}

/** The ends of the addresses of its requests; null for one that is not written there. */
function requestsOf(text: string, tokens: readonly Token[]): readonly (string | null)[] {
  const found: (string | null)[] = [], assigned = new Map<string, Token>()
  for (const [i, { kind, text: name }] of tokens.entries()) {
    const value = tokens[i + 2]
    if (kind === 'name' && tokens[i + 1]?.text === '=' && (value?.kind === 'string' || value?.kind === 'template')) assigned.set(name, value)
    if (kind !== 'name' || !methods.test(name) || tokens[i - 1]?.text !== '.' || tokens[i + 1]?.text !== '(' || !/^(?:http|ws|client|session|page|grpc)$/.test(tokens[i - 2]?.text ?? '')) continue
    let last: Token | null = null, count = 0
    for (let j = i + 2, depth = 0; j < Math.min(tokens.length, i + 40); j++) {
      const token = tokens[j]!
      if (token.kind === 'sign' && /[([{]/.test(token.text)) depth++
      if (token.kind === 'sign' && /[)\]}]/.test(token.text) && --depth < 0 || token.kind === 'sign' && token.text === ',' && depth === 0) break
      last = token
      count++
    }
    if (count === 1 && last?.kind === 'name') last = assigned.get(last.text) ?? last
    // What a template has beside its holes is what tells a path.
    const tail = last?.kind === 'string' ? last.text : last?.kind === 'template' ? text.slice(last.start + 1, Math.min(last.end - 1, last.start + 600)).replace(/\$\{[^{}`]{0,200}\}/g, '') : null
    found.push(tail === null || tail === '' ? null : tail)
  }
  return found
}
