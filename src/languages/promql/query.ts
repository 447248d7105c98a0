import type { Span } from '../../core/span'
import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import { below, constant, parse, seconds, walk, type Expr, type Parsed } from './parse'

/** An expression of PromQL as rules look at it. */
export interface Query {
  readonly text: Maybe<string>
  /** Prometheus can read it. Unknown where variables or another dialect stand in it. */
  readonly isValid: Maybe<boolean>
  /** What is wrong with it: `has a '(' that is never closed`. */
  readonly problem: string | null
  readonly problemAt: string
  /** It compares, or asks for what is absent. */
  readonly hasCondition: Maybe<boolean>
  /** It looks back over a range. */
  readonly looksBack: Maybe<boolean>
  /** It has a value whatever is measured: `vector(1)`. */
  readonly isConstant: Maybe<boolean>
  /** Some of it is absent() or absent_over_time(). */
  readonly asksForAbsence: Maybe<boolean>
  /** Names of the series that it reads. */
  readonly metrics: List<string>
  readonly selectors: List<Selector>
  /** Names of the functions that it calls, in order. */
  readonly functions: List<string>
  readonly aggregations: List<Aggregation>
  readonly comparisons: List<Comparison>
  /** Labels that it keeps series apart by and that may have any number of values: a user, a session, an address. */
  readonly unboundedLabels: List<LabelUse>
  /** Rates that are taken of sums. */
  readonly ratesOfSums: List<RateOfSum>
  /** The longest range that it looks back over; null where it has none. */
  readonly longestRangeSeconds: Maybe<number | null>
  /** What it shows: `rate`, `errors`, `duration`, `cpu`, `memory`, `throttling`, `pool`, `queue`, `disk`, `restarts`, `budget`, `availability`. */
  readonly shapes: List<string>
  /** It divides one by another. */
  readonly isRatio: Maybe<boolean>
  /** Ranges that are written as a number, not as Grafana's interval, of rate() and its like. */
  readonly fixedRates: List<string>
  /** Ranges of rate() and its like that are Grafana's step alone, within which there need not be two samples. */
  readonly intervalRates: List<string>
  /** It divides a share of errors by what is allowed: how many times too fast a budget burns. */
  readonly isBurnRate: Maybe<boolean>
  /** Two windows or one that are compared with a multiple of an error budget. */
  readonly burns: List<BurnRate>
}

/** A series that is read. */
export interface Selector {
  /** null where matchers alone select. */
  readonly metric: string | null
  readonly matchers: List<Matcher>
  readonly rangeSeconds: number | null
  /** As written; null where it looks at an instant. */
  readonly rangeText: string | null
  /** A counter whose value is used as it is: no rate is taken of it. */
  readonly isRawCounter: boolean
  readonly at: string
}

export interface Matcher { readonly name: string; readonly op: '=' | '!=' | '=~' | '!~'; readonly value: string }

/** `sum by (job) (…)` */
export interface Aggregation {
  readonly op: string
  /** Labels of `by`, or of `without`. */
  readonly labels: List<string>
  readonly isWithout: boolean
  readonly at: string
}

/** A comparison, and the number that it compares with. */
export interface Comparison { readonly op: string; /** null where it is no constant. */ readonly threshold: number | null; readonly thresholdText: string; readonly at: string }
export interface LabelUse { readonly name: string; readonly at: string }
export interface RateOfSum { readonly function: string; /** `sum`, or the recorded series. */ readonly of: string; readonly isRecorded: boolean; readonly at: string }

/** A comparison with a multiple of the error budget, over one window or two. */
export interface BurnRate {
  /** How many times too fast the budget burns; null where no number is written out and the windows tell none. */
  readonly factor: number | null
  /** It is written as a number of its own: `14.4 * 0.001`. */
  readonly isFactorWritten: boolean
  /** The error budget that the threshold is made from: 0.001; null where only their product is written. */
  readonly budget: number | null
  /** The share of errors that it compares with. */
  readonly threshold: number
  readonly thresholdText: string
  readonly longSeconds: number
  /** null where there is one window only. */
  readonly shortSeconds: number | null
  /** Series are burn rates themselves, and are compared with the factor alone. */
  readonly isRelative: boolean
  /** Where the threshold of the long window is written. */
  readonly at: string
  /** Where that of the short one is; the same where there is none. */
  readonly shortAt: string
  readonly shortThreshold: number
}

const unsure = new Unknown('…')

/** Labels whose values nobody can count. */
const unbounded = /^(?:(?:user|customer|client|account|session|request|trace|span|correlation|transaction|order|payment|message|device|visitor|member|cart|basket|invoice|ticket|job_?run|execution)_?(?:id|uuid|guid|key|name|number)|uid|uuid|guid|e?_?mail|email(?:_?address)?|user|username|ip|(?:client|remote|source|peer)_?(?:ip|addr(?:ess)?)|user_?agent|raw_?path|full_?path|request_?path|request_?uri|(?:full_?|raw_?|request_?)?url|uri|query(?:_?string)?|referr?er|traceid|spanid|session|token|phone(?:_?number)?|timestamp|error_?message|stack_?trace|exception_?message|container_id|pod_?uid|commit(?:_?sha)?)$/i

export const isUnbounded = (label: string): boolean => unbounded.test(label)

const rates = /^(?:rate|irate|increase)$/
const isComparison = (op: string): boolean => /^(?:==|!=|<=?|>=?)$/.test(op)

/** An expression that is read when it is looked at. */
export class ReadQuery implements Query {
  private known: Parsed | null = null
  private readonly cache = new Map<string, unknown>()

  /** `prefix` is the path of the expression in its fact. */
  constructor(readonly text: Maybe<string>, private readonly prefix: string, private readonly variables = false) {}

  get parsed(): Parsed { return this.known ??= isKnown(this.text) ? parse(this.text, this.variables) : { root: null, problem: null, isUnsure: true } }
  private get root(): Expr | null { return this.parsed.root }

  private keep<T>(name: string, compute: () => T): T {
    if (!this.cache.has(name)) this.cache.set(name, compute())
    return this.cache.get(name) as T
  }

  /** A path that the fact resolves to these characters of the expression. */
  private at(span: Span): string { return `${this.prefix}@${span[0]}:${span[1]}` }
  private known_<T>(compute: (root: Expr) => T): Maybe<T> { const { root } = this; return root ? compute(root) : isKnown(this.text) && !this.parsed.isUnsure ? new Unknown(this.text) : isKnown(this.text) ? unsure : this.text }
  private all<T>(name: string, compute: (root: Expr) => Iterable<T>): List<T> { return this.keep(name, () => { const { root } = this; return root ? list(compute(root)) : list<T>([], true) }) }
  private some(name: string, test: (expr: Expr, around: readonly Expr[]) => boolean): Maybe<boolean> { return this.keep(name, () => this.known_(root => { for (const { expr, around } of walk(root)) if (test(expr, around)) return true; return false })) }

  get isValid(): Maybe<boolean> { return this.parsed.problem ? false : this.parsed.isUnsure ? isKnown(this.text) ? new Unknown(this.text) : this.text : true }
  get problem(): string | null { return this.parsed.problem?.text ?? null }
  get problemAt(): string { return this.parsed.problem ? this.at(this.parsed.problem.span) : this.prefix }

  get hasCondition(): Maybe<boolean> {
    return this.some('hasCondition', expr => expr.kind === 'binary' && (isComparison(expr.op) || /^(?:and|or|unless)$/.test(expr.op)) || expr.kind === 'call' && /^(?:absent|absent_over_time|vector|changes|resets|scalar)$/.test(expr.name) || expr.kind === 'selector' && expr.metric !== null && /:|^ALERTS/.test(expr.metric))
  }
  get looksBack(): Maybe<boolean> { return this.some('looksBack', expr => expr.kind === 'subquery' || expr.kind === 'selector' && (expr.range !== null || expr.metric !== null && windowIn(expr.metric) !== null) || expr.kind === 'call' && expr.name === 'vector') }
  get isConstant(): Maybe<boolean> { return this.known_(root => { for (const { expr } of walk(root)) if (expr.kind === 'selector') return false; return true }) }
  get asksForAbsence(): Maybe<boolean> { return this.some('absence', expr => expr.kind === 'call' && /^absent(?:_over_time)?$/.test(expr.name)) }
  get isRatio(): Maybe<boolean> { return this.some('isRatio', expr => expr.kind === 'binary' && expr.op === '/' && constant(expr.right) === null || expr.kind === 'selector' && expr.metric !== null && /(?:^|[_:])ratio|percent/i.test(expr.metric)) }
  get metrics(): List<string> { return this.all('metrics', root => new Set([...walk(root)].flatMap(({ expr }) => expr.kind === 'selector' && expr.metric !== null ? [expr.metric] : []))) }
  get functions(): List<string> { return this.all('functions', root => [...walk(root)].flatMap(({ expr }) => expr.kind === 'call' ? [expr.name] : [])) }

  get selectors(): List<Selector> {
    return this.all('selectors', root => [...walk(root)].flatMap(({ expr, around }) => expr.kind !== 'selector' ? [] : [{
      metric: expr.metric, matchers: list(expr.matchers.map(({ name, op, value }) => ({ name, op, value }))), rangeSeconds: expr.range?.seconds ?? null, rangeText: expr.range?.text ?? null,
      isRawCounter: isRawCounter(expr, around), at: this.at(expr.nameSpan),
    } satisfies Selector]))
  }

  get aggregations(): List<Aggregation> {
    return this.all('aggregations', root => [...walk(root)].flatMap(({ expr }) => expr.kind === 'aggregate' ? [{ op: expr.op, labels: list(expr.labels.map(({ name }) => name)), isWithout: expr.isWithout, at: this.at(expr.nameSpan) } satisfies Aggregation] : []))
  }

  get comparisons(): List<Comparison> {
    return this.all('comparisons', root => [...walk(root)].flatMap(({ expr }) => {
      if (expr.kind !== 'binary' || !isComparison(expr.op)) return []
      const right = constant(expr.right), left = right === null ? constant(expr.left) : null, side = left === null ? expr.right : expr.left
      return [{ op: left === null ? expr.op : turned(expr.op), threshold: right ?? left, thresholdText: this.slice(side.span), at: this.at(side.span) } satisfies Comparison]
    }))
  }

  private slice(span: Span): string { return isKnown(this.text) ? this.text.slice(...span).replace(/\s+/g, ' ') : '' }

  get unboundedLabels(): List<LabelUse> {
    return this.all('unbounded', root => [...walk(root)].flatMap(({ expr }) => expr.kind === 'aggregate' && !expr.isWithout ? expr.labels.filter(({ name }) => isUnbounded(name)).map(({ name, span }): LabelUse => ({ name, at: this.at(span) })) : []))
  }

  get ratesOfSums(): List<RateOfSum> {
    return this.all('ratesOfSums', root => [...walk(root)].flatMap(({ expr }): RateOfSum[] => {
      if (expr.kind !== 'call' || !rates.test(expr.name)) return []
      const [of] = expr.args
      if (of?.kind === 'subquery' && of.of.kind === 'aggregate' && /^(?:sum|avg|count)$/.test(of.of.op) && ![...walk(of.of)].some(({ expr: inner }) => inner.kind === 'call')) return [{ function: expr.name, of: of.of.op, isRecorded: false, at: this.at(expr.nameSpan) }]
      if (of?.kind === 'selector' && of.metric?.includes(':')) return [{ function: expr.name, of: of.metric, isRecorded: true, at: this.at(expr.nameSpan) }]
      return []
    }))
  }

  get longestRangeSeconds(): Maybe<number | null> {
    return this.keep('longest', () => this.known_(root => {
      let longest: number | null = null
      for (const { expr } of walk(root)) {
        const range = expr.kind === 'subquery' || expr.kind === 'selector' ? expr.range : null
        if (range?.seconds != null) longest = Math.max(longest ?? 0, range.seconds)
      }
      return longest
    }))
  }

  get fixedRates(): List<string> { return this.all('fixedRates', root => [...walk(root)].flatMap(({ expr, around }) => expr.kind === 'selector' && expr.range?.seconds != null && around.some(one => one.kind === 'call' && rates.test(one.name)) ? [expr.range.text] : [])) }
  get intervalRates(): List<string> { return this.all('intervalRates', root => [...walk(root)].flatMap(({ expr, around }) => expr.kind === 'selector' && expr.range !== null && /^\$\{?__interval\}?$/.test(expr.range.text.trim()) && around.some(one => one.kind === 'call' && rates.test(one.name)) ? [expr.range.text] : [])) }
  get isBurnRate(): Maybe<boolean> { return this.some('isBurnRate', expr => isDividedByBudget(expr)) }
  get shapes(): List<string> { return this.all('shapes', root => shapesOf(root)) }
  get burns(): List<BurnRate> { return this.all('burns', root => burnsOf(root, span => this.at(span), span => this.slice(span))) }
}

const queries = new Map<string, ReadQuery>()
/** So many characters of expressions are kept as read. */
const keptText = 600_000
let kept = 0

/** An expression as read; one that was read before is not read again. */
export function queryOf(text: Maybe<string>, prefix: string, variables = false): ReadQuery {
  if (!isKnown(text)) return new ReadQuery(text, prefix, variables)
  const key = `${variables ? '$' : ' '}${prefix}\n${text}`, known = queries.get(key)
  if (known) return known
  if ((kept += key.length) > keptText) { queries.clear(); kept = key.length }
  const query = new ReadQuery(text, prefix, variables)
  queries.set(key, query)
  return query
}

/** An expression with recorded series replaced by what they are made from, as far as one is known of each name; the very same where none is. */
export function spelledOut(query: ReadQuery, recorded: (name: string) => string | null, prefix: string, variables = false): ReadQuery {
  let now = query
  for (let depth = 0; depth < 4; depth++) {
    const { root } = now.parsed, { text } = now
    if (!root || !isKnown(text) || text.length > 6000) return now
    const parts: string[] = []
    let end = text.length
    for (const { expr } of [...walk(root)].filter(({ expr }) => expr.kind === 'selector').sort((a, b) => b.expr.span[0] - a.expr.span[0])) {
      const made = expr.kind === 'selector' && expr.metric?.includes(':') ? recorded(expr.metric) : null
      if (made === null || expr.kind !== 'selector') continue
      parts.unshift(`(${made})${expr.range ? `[${expr.range.text}:]` : ''}`, text.slice(expr.span[1], end))
      end = expr.span[0]
    }
    if (parts.length === 0) return now
    const next = queryOf(text.slice(0, end) + parts.join(''), prefix, variables)
    if (!next.parsed.root) return now
    now = next
  }
  return now
}

const turned = (op: string): string => op.startsWith('<') ? op.replace('<', '>') : op.replace('>', '<')

/** What takes a counter as it should be taken, or asks only whether it is there. */
const takesCounters = /^(?:rate|irate|increase|resets|changes|delta|idelta|deriv|absent|absent_over_time|present_over_time|count_over_time|timestamp|ts_of_first_over_time|ts_of_last_over_time)$/

function isRawCounter(expr: Extract<Expr, { kind: 'selector' }>, around: readonly Expr[]): boolean {
  const { metric } = expr
  if (metric === null || !/_total$/.test(metric) || metric.includes(':') || /(?:mem(?:ory)?|swap|disk|space|size|capacity|limit|quota|nodes|replicas|connections|threads|pool|heap|free|used)_(?:bytes_)?total$/.test(metric)) return false
  for (let i = around.length - 1, child: Expr = expr; i >= 0; child = around[i]!, i--) {
    const outer = around[i]!
    if (outer.kind === 'call' && takesCounters.test(outer.name)) return false
    if (outer.kind === 'aggregate' && /^(?:count|group|count_values)$/.test(outer.op)) return false
    if (outer.kind === 'binary' && /^(?:and|unless)$/.test(outer.op) && outer.right === child) return false
    // A difference from before is a rate by other means, and a quotient of two of a kind a share of all there ever was.
    if (outer.kind === 'binary' && (outer.op === '-' || outer.op === '/') && below(outer).every(side => [...walk(side)].some(({ expr: inner }) => inner.kind === 'selector'))) return false
    if (outer.kind === 'binary' && /^(?:==|!=|>|>=)$/.test(outer.op) && constant(outer.right) === 0) return false
  }
  return true
}

const errorLabels = /^(?:code|status|status_?code|http_status(?:_code)?|http_response_status_code|response_code|grpc_code|grpc_status|rpc_grpc_status_code|result|outcome|error|error_?type|exception|success|status_class|level|severity)$/i
const errorValues = /5|error|err\b|fail|exception|critical|fatal|unavailable|internal|unknown|deadline|false|true|\^?\[?45/i

function isError(expr: Expr): boolean {
  if (expr.kind !== 'selector') return false
  if (expr.metric !== null && /error|errs_|fail|exception|5xx|fault|drop|reject/i.test(expr.metric)) return true
  return expr.matchers.some(({ name, op, value }) => errorLabels.test(name) && (op === '=' || op === '=~' ? errorValues.test(value) && !/^true$/i.test(value) || /^error|^exception/i.test(name) && value !== '' : op === '!~' && /[1-4]\.\.|2xx|OK|success/i.test(value) || op === '!=' && (value === '' || /^(?:200|2..|OK|0|success|none)$/i.test(value))))
}

/** A selector of what has gone well. */
const isSuccess = (expr: Expr): boolean => expr.kind === 'selector' && !isError(expr) && expr.matchers.some(({ name, op, value }) => errorLabels.test(name) && (op === '!~' || op === '!=' ? /5|error|fail/i.test(value) : !/5/.test(value) && /^\^?\(?\[?[1-4]|2xx|ok|success/i.test(value)))

const causes: readonly (readonly [string, RegExp])[] = [
  ['throttling', /throttl|cpu_cfs|nr_throttled/i],
  ['cpu', /cpu|node_load|load1|load5|load15/i],
  ['memory', /memory|mem_|_mem\b|heap|rss|working_set|oom|gc_(?:pause|duration|time)|swap/i],
  ['restarts', /restarts?_total|restart|crashloop|waiting_reason/i],
  ['pool', /pool|connections?_(?:in_use|active|max|used|limit|open|idle|pending)|in_use|max_connections|num_backends|numbackends|hikaricp|threads?_(?:busy|current|active|max|live)|open_fds|max_fds|concurren|in_?flight/i],
  ['queue', /queue|backlog|consumer_?(?:group_)?lag|_lag\b|pending|messages_(?:ready|visible)|depth|outstanding/i],
  ['disk', /disk|filesystem|volume_stats|inode|storage_(?:used|size)|iops|_io_time/i],
]

function shapesOf(root: Expr): readonly string[] {
  const found = new Set<string>()
  for (const { expr, around } of walk(root)) {
    if (expr.kind === 'call' && (expr.name === 'histogram_quantile' || expr.name === 'histogram_fraction')) found.add('duration')
    if (isBudgetLeft(expr)) found.add('budget')
    // What is left of all when that which went well is taken away.
    if (expr.kind === 'binary' && expr.op === '-' && [...walk(expr.right)].some(({ expr: inner }) => isSuccess(inner))) found.add('errors')
    else if (expr.kind === 'binary' && expr.op === '/' && [...walk(expr.left)].some(({ expr: inner }) => isSuccess(inner)) && !around.some(one => one.kind === 'binary' && one.op === '-')) found.add('availability')
    if (expr.kind !== 'selector' || expr.metric === null) continue
    const { metric } = expr, lower = metric.toLowerCase(), isRated = around.some(one => one.kind === 'call' && rates.test(one.name)) || /(?<!burn)rate\d*|per_second|rps|qps/.test(lower)
    if (/budget/.test(lower)) found.add('budget')
    if (/^(?:up|probe_success)$/.test(lower) || /availability|uptime/.test(lower)) found.add('availability')
    if (isError(expr) || /error|fail/.test(lower)) found.add('errors')
    const isTime = /duration|latency|response_?time|elapsed|_seconds(?:_bucket|_sum|_count|:|$)|_milliseconds|_millis|_ms(?:_|$)/.test(lower) && !/cpu|gc_|uptime|start_time|timestamp|last_|expir|not_after|_age/.test(lower)
    if (isTime && (/_bucket$/.test(lower) || /p\d\d|quantile|avg|mean|percentile/.test(lower) || expr.matchers.some(({ name }) => name === 'quantile') || around.some(one => one.kind === 'binary' && one.op === '/') && /_sum$/.test(lower))) found.add('duration')
    const isCause = causes.filter(([, pattern]) => pattern.test(lower))
    for (const [shape] of isCause) { found.add(shape); if (shape === 'throttling') break }
    if (isRated && !isError(expr) && (isCause.length === 0 || /http|grpc|rpc/.test(lower)) && !/_bucket$|_sum$/.test(lower) && /request|http|grpc|rpc|call|span|handled|served|message|event|received|processed|job|order|operation|transaction|quer|_count$|_total$|rps|qps/.test(lower) && !around.some(one => one.kind === 'call' && one.name === 'histogram_quantile')) found.add('rate')
  }
  // What is divided by to get a share is no rate of its own, and what is left of a budget no share.
  if (found.has('budget')) { found.delete('errors'); found.delete('rate') }
  if ((found.has('errors') || found.has('duration') || found.has('availability')) && [...walk(root)].some(({ expr }) => expr.kind === 'binary' && expr.op === '/')) found.delete('rate')
  return [...found]
}

/** `1 - ratio / budget`, whatever the budget is written as. */
function isBudgetLeft(expr: Expr): boolean {
  if (expr.kind !== 'binary' || constant(expr) !== null) return false
  const isBudget = (one: Expr): boolean => { const value = constant(one); return value !== null && value > 0 && value <= 0.2 }
  // What may fail: a part of all.
  const isAllowance = (one: Expr): boolean => one.kind === 'binary' && one.op === '*' && (isBudget(one.left) || isBudget(one.right))
  const holds = (of: Expr, test: (one: Expr) => boolean): boolean => [...walk(of)].some(({ expr: inner }) => test(inner))
  if (expr.op === '-' && (constant(expr.left) === 1 || constant(expr.left) === 100) && constant(expr.right) === null) return holds(expr.right, inner => inner.kind === 'binary' && inner.op === '/' && (isBudget(inner.right) || isAllowance(inner.right))) || expr.right.kind === 'binary' && expr.right.op === '*' && [expr.right.left, expr.right.right].some(side => { const value = constant(side); return value !== null && value >= 5 })
  if (expr.op === '-' && isAllowance(expr.left) && holds(expr.right, isError)) return true
  // (budget - errors) / budget
  return expr.op === '/' && (isBudget(expr.right) || isAllowance(expr.right)) && expr.left.kind === 'binary' && expr.left.op === '-'
}

/** Which share of a 30 days' budget the usual long windows use up, and with that their factors. */
export const usualFactors: readonly { readonly longSeconds: number; readonly shortSeconds: number; readonly factor: number; readonly isPage: boolean }[] = [
  { longSeconds: 3600, shortSeconds: 300, factor: 14.4, isPage: true }, { longSeconds: 21_600, shortSeconds: 1800, factor: 6, isPage: true },
  { longSeconds: 86_400, shortSeconds: 7200, factor: 3, isPage: false }, { longSeconds: 259_200, shortSeconds: 21_600, factor: 1, isPage: false },
]

/** The seconds of the window that a recorded series has in its name: `job:errors:ratio_rate1h`. */
function windowIn(metric: string): number | null {
  const window = /(?:^|[:_]|rate|ratio|increase|avg)(\d+(?:s|m|h|d|w))(?:$|[:_])/.exec(metric)?.[1]
  return window === undefined ? null : seconds(window)
}

interface Window { readonly seconds: number; readonly threshold: number; readonly product: { readonly factor: number; readonly budget: number } | null; readonly span: Span; readonly isRelative: boolean; readonly mark: string }

/** The comparisons of each branch of `or` that go together by `and`. */
function burnsOf(root: Expr, at: (span: Span) => string, slice: (span: Span) => string): BurnRate[] {
  const found: BurnRate[] = []
  for (const branch of parts(root, 'or')) {
    const windows = parts(branch, 'and').flatMap(one => windowOf(one) ?? [])
    const ordered = windows.sort((a, b) => b.seconds - a.seconds)
    const used = new Set<Window>()
    for (const long of ordered) {
      if (used.has(long)) continue
      used.add(long)
      const short = ordered.find(other => !used.has(other) && other.seconds < long.seconds && other.mark === long.mark) ?? null
      if (short) used.add(short)
      const usual = usualFactors.find(one => one.longSeconds === long.seconds && (short === null || short.seconds === one.shortSeconds)) ?? null
      if (!short && !long.product && !long.isRelative) continue
      found.push({
        factor: long.isRelative ? long.threshold : long.product?.factor ?? usual?.factor ?? null, isFactorWritten: long.isRelative || long.product !== null, budget: long.product?.budget ?? null,
        threshold: long.threshold, thresholdText: slice(long.span), longSeconds: long.seconds, shortSeconds: short?.seconds ?? null, isRelative: long.isRelative,
        at: at(long.span), shortAt: at((short ?? long).span), shortThreshold: (short ?? long).threshold,
      })
    }
  }
  return found
}

function parts(expr: Expr, op: 'and' | 'or'): Expr[] {
  const found: Expr[] = [], stack = [expr]
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.kind === 'binary' && next.op === op) stack.push(next.right, next.left)
    else if (next.kind === 'aggregate' && next.args.length === 1 && op === 'and' && next.args[0]!.kind === 'binary' && next.args[0]!.op === 'and') stack.push(next.args[0]!)
    else found.push(next)
  }
  return found
}

/** A comparison of errors over one window with a number. */
function windowOf(expr: Expr): Window | null {
  if (expr.kind === 'aggregate' && expr.args.length === 1) return windowOf(expr.args[0]!)
  if (expr.kind !== 'binary' || !isComparison(expr.op) || expr.op === '==' || expr.op === '!=') return null
  const right = constant(expr.right), left = right === null ? constant(expr.left) : null, value = right ?? left
  if (value === null) return null
  const side = right === null ? expr.left : expr.right, measured = right === null ? expr.right : expr.left, op = right === null ? turned(expr.op) : expr.op
  const lengths = new Set<number>()
  let isErrors = false, isBurn = false
  const marks: string[] = []
  for (const { expr: one } of walk(measured)) {
    const range = one.kind === 'selector' || one.kind === 'subquery' ? one.range : null
    if (range?.seconds != null) lengths.add(range.seconds)
    // What is left of one by a share of good ones.
    if (one.kind === 'binary' && one.op === '-' && constant(one.left) === 1) isErrors = true
    if (one.kind !== 'selector') continue
    const name = one.metric ?? '', inName = windowIn(name)
    if (inName !== null && !range) lengths.add(inName)
    if (isError(one) || /error|fail|slo|sli|availability|budget|burn/i.test(name)) isErrors = true
    if (/burn/i.test(name)) isBurn = true
    marks.push(name.replace(/\d+(?:s|m|h|d|w)(?=$|[:_])/g, ''))
  }
  if (lengths.size !== 1) return null
  const [length] = lengths, isBelow = op.startsWith('<')
  // `1 - errors` over 1 - threshold, and shares of good ones below it, are the same.
  const threshold = isBelow ? value < 1 && value > 0.5 ? 1 - value : NaN : value
  if (!Number.isFinite(threshold) || threshold <= 0) return null
  const product = isBelow ? subtracted(side) : productOf(side)
  if (product === null && !isErrors) return null
  const isRelative = product === null && (isBurn || isDividedByBudget(measured)) && threshold >= 1
  if (!isRelative && threshold >= 1) return null
  return { seconds: length!, threshold: rounded(threshold), product, span: side.span, isRelative, mark: marks.sort().join(' ') }
}

/** Errors divided by a number below one are a burn rate. */
const isDividedByBudget = (expr: Expr): boolean => expr.kind === 'binary' && expr.op === '/' && (value => value !== null && value > 0 && value <= 0.2)(constant(expr.right))

/** The factor and the budget of `14.4 * 0.001`, in whatever order. */
function productOf(expr: Expr): Window['product'] {
  const factors: number[] = [], collect = (one: Expr): boolean => {
    if (one.kind === 'binary' && one.op === '*') return collect(one.left) && collect(one.right)
    if (one.kind === 'binary' && one.op === '/' && constant(one.right) !== null) { factors.push(1 / constant(one.right)!); return collect(one.left) }
    const value = constant(one)
    if (value !== null) factors.push(value)
    return value !== null
  }
  if (!collect(expr) || factors.length < 2) return null
  const factor = Math.max(...factors), value = factors.reduce((all, one) => all * one, 1)
  return factor >= 1 && value / factor < 1 ? { factor, budget: rounded(value / factor) } : null
}

const subtracted = (expr: Expr): Window['product'] => expr.kind === 'binary' && expr.op === '-' && constant(expr.left) === 1 ? productOf(expr.right) : null

/** A number without the noise of binary fractions. */
export const rounded = (value: number): number => Number(value.toPrecision(10))
