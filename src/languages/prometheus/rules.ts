import type { Fact } from '../../core/fact'
import type { Exported } from '../../core/lookup'
import { isKnown, isUnknown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { seconds } from '../promql/parse'
import { type BurnRate, queryOf, type ReadQuery, rounded, spelledOut, usualFactors } from '../promql/query'
import { itemsOf, pairsOf, plainText, textOf, textsOf, YamlFact, type Site, type Source } from '../yaml/fact'
import type { YamlNode } from '../yaml/tree'
import { asMap, entry, isOpen } from '../yaml/walk'
import { compileGlob } from '../../core/glob'
import { alertNamed, type AlertSummary, objectives, record, recordedAs, type RecordSummary, routedSeverities, ruleTests, type RuleTestSummary } from './exports'
import { severityWords } from '../markdown/exports'
import type * as facts from './facts'
import { folderOf, join } from './paths'
import { runbookOf, type World } from './runbook'

/** What an expression is made from before Prometheus reads it. */
const made = /\{\{|\$\{|\$\(|<%/

export const expressionText = (node: YamlNode | null): Maybe<string> => { const text = textOf(node); return isUnknown(text) ? text : text !== null && made.test(text) ? new Unknown(text) : text ?? '' }

export function durationOf(node: YamlNode | null): Maybe<number | null> {
  const text = plainText(node)
  return isKnown(text) && text !== null ? seconds(text.trim()) : text as Maybe<null>
}

/** The groups of a rule file or of a PrometheusRule, as read. */
export function groupsOf(site: Site, isObject: boolean, world: World): List<GroupNode> {
  const names = new Map<string, number>(), holder = site.node
  return list(itemsOf(holder).flatMap((node, step) => asMap(node) ? [new GroupNode({ source: site.source, node, holder, step }, isObject, world, step, names)] : []), isOpen(holder))
}

/** Facts of groups of rules that stand in an object of another language. */
export function* groupFacts(source: Source, groups: YamlNode, world: World): Generator<Fact> { for (const group of groupsOf({ source, node: groups }, true, world)) yield* group.facts() }
/** What others may look up of them. */
export function* groupExports(source: Source, groups: YamlNode, world: World): Generator<Exported> { for (const group of groupsOf({ source, node: groups }, true, world)) yield* group.exports() }

export class RuleFileNode extends YamlFact implements facts.RuleFile {
  override readonly kind = 'prometheus.RuleFile'
  override readonly subject = 'file'
  constructor(site: Site, private readonly world: World) { super(site) }
  protected override get own(): string { return 'groups' }
  get groups(): List<GroupNode> { return this.keep('groups', () => { const site = this.siteAt('groups'); return site ? groupsOf(site, false, this.world) : list<GroupNode>([]) }) }
  get isTested(): Maybe<boolean> {
    const tests = this.world.find(ruleTests)
    return isUnknown(tests) ? tests : tests.some(test => test.patterns.some(pattern => compileGlob(pattern)(this.path)))
  }
  *facts(): Generator<Fact> {
    yield this
    for (const group of this.groups) yield* group.facts()
  }
  *exports(): Generator<Exported> { for (const group of this.groups) yield* group.exports() }
}

class GroupNode extends YamlFact implements facts.Group {
  override readonly kind = 'prometheus.Group'
  readonly subject: string
  constructor(site: Site, readonly isObject: boolean, readonly world: World, index: number, names: Map<string, number>) {
    super(site)
    this.subject = unique(names, isKnown(this.name) && this.name !== null ? this.name : String(index))
  }
  protected override get own(): string { return 'name' }
  get name(): Maybe<string | null> { return plainText(this.at('name')) }
  get intervalSeconds(): Maybe<number | null> { return durationOf(this.at('interval')) }
  get labels(): Dictionary<Maybe<string | null>> { return pairsOf(this.at('labels')) }

  get rules(): readonly (AlertNode | RecordNode)[] {
    return this.keep('rules', () => {
      const names = new Map<string, number>()
      return this.items('rules').flatMap((site): (AlertNode | RecordNode)[] => entry(site.node, 'alert') ? [new AlertNode(site, this, names)] : entry(site.node, 'record') ? [new RecordNode(site, this, names)] : [])
    })
  }

  get shapes(): List<string> {
    return this.keep('shapes', () => {
      const queries = this.rules.flatMap(rule => rule instanceof RecordNode ? [rule.query.shapes] : [])
      return list(new Set(queries.flatMap(shapes => [...shapes])), queries.some(shapes => shapes.open))
    })
  }

  *facts(): Generator<Fact> {
    yield this
    for (const rule of this.rules) { yield rule; yield new ExpressionNode(rule) }
  }

  *exports(): Generator<Exported> {
    for (const rule of this.rules) {
      if (!isKnown(rule.name)) continue
      if (rule instanceof AlertNode) { yield { key: alertNamed(rule.name), summary: { path: this.path, name: rule.name } satisfies AlertSummary }; continue }
      const { query } = rule, root = query.parsed.root
      yield { key: record(rule.name), summary: { path: this.path, metrics: [...query.metrics], expression: isKnown(query.text) && root ? query.text : null, isSumOfCounters: root?.kind === 'aggregate' && root.op === 'sum' && query.functions.length === 0 && query.metrics.length > 0 && query.metrics.every(metric => metric.endsWith('_total')) } satisfies RecordSummary }
    }
  }
}

function unique(names: Map<string, number>, name: string): string {
  const seen = (names.get(name) ?? 0) + 1
  names.set(name, seen)
  return seen === 1 ? name : `${name}/${seen}`
}

abstract class RuleNode extends YamlFact {
  readonly subject: string
  readonly query: ReadQuery
  protected abstract readonly word: 'alert' | 'record'
  constructor(site: Site, readonly group: GroupNode, names: Map<string, number>, word: 'alert' | 'record') {
    super(site)
    const name = plainText(this.at(word))
    this.subject = `${group.subject}/${unique(names, isKnown(name) && name !== null ? name : word)}`
    this.query = queryOf(expressionText(this.at('expr')), 'expr')
  }
  protected override get own(): string { return this.word }
  get isObject(): boolean { return this.group.isObject }
  get name(): Maybe<string> { const name = plainText(this.at(this.word)); return name ?? '' }
}

class RecordNode extends RuleNode implements facts.Record {
  override readonly kind = 'prometheus.Record'
  protected readonly word = 'record'
  constructor(site: Site, group: GroupNode, names: Map<string, number>) { super(site, group, names, 'record') }
  get hasLevelName(): Maybe<boolean> { return isKnown(this.name) ? /^[a-zA-Z_][\w]*(?::[\w]+){1,2}$/.test(this.name) : this.name }
}

const runbookNames = ['runbook_url', 'runbook', 'runbookUrl', 'runbook-url', 'playbook', 'playbook_url', 'runbook_link']
const pages = /^(?:page|pager|paging|critical|crit|emergency|urgent|disaster|p0|p1|s0|s1|sev-?0|sev-?1)$/i

export const isPagingWord = (severity: string): boolean => pages.test(severity)

export class AlertNode extends RuleNode implements facts.Alert {
  override readonly kind = 'prometheus.Alert'
  protected readonly word = 'alert'
  constructor(site: Site, group: GroupNode, names: Map<string, number>) { super(site, group, names, 'alert') }

  get for(): Maybe<string | null> { return plainText(this.at('for')) }
  get forSeconds(): Maybe<number | null> { return durationOf(this.at('for')) }
  get waits(): Maybe<boolean> {
    const written = this.for
    if (isUnknown(written)) return written
    if (written !== null) return true
    const { looksBack, isConstant } = this.query
    return looksBack === true || isConstant === true ? true : isUnknown(looksBack) ? looksBack : false
  }
  get labels(): Dictionary<Maybe<string | null>> {
    return this.keep('labels', () => {
      const own = pairsOf(this.at('labels')), shared = this.group.labels, all = new Map([...shared, ...own])
      return own.open || shared.open ? Object.assign(all, { open: true }) : all
    })
  }
  get annotations(): Dictionary<Maybe<string | null>> { return this.keep('annotations', () => pairsOf(this.at('annotations'))) }
  get severity(): Maybe<string | null> { return first(this.labels, ['severity', 'priority', 'level']) }
  get summary(): Maybe<string | null> { return first(this.annotations, ['summary', 'description', 'message', 'title']) }
  get runbookUrl(): Maybe<string | null> { return first(this.annotations, runbookNames) }
  get runbookAt(): string { return `annotations["${runbookNames.find(name => this.annotations.has(name)) ?? 'runbook_url'}"]` }
  get runbook(): facts.Runbook | null { return this.keep('runbook', () => { const url = this.runbookUrl; return isKnown(url) && url !== null ? runbookOf(this.path, url, this.group.world) : null }) }
  get runbookExists(): Maybe<boolean> {
    const { runbookUrl, runbook } = this
    if (isUnknown(runbookUrl)) return runbookUrl
    if (runbookUrl === null) return false
    return !runbook ? new Unknown(runbookUrl) : runbook.exists === true ? runbook.headingExists ?? true : runbook.exists
  }
  get isPaging(): Maybe<boolean> { const { severity } = this; return isUnknown(severity) ? severity : severity !== null && pages.test(severity.trim()) }
  get severityIsRouted(): Maybe<boolean | null> {
    const { severity } = this, found = this.group.world.find(routedSeverities)
    if (isUnknown(found)) return found
    if (found.length === 0) return null
    if (isUnknown(severity) || severity === null) return severity ?? false
    return found.some(one => one.severities.includes(severity)) ? true : found.some(one => one.isOpen) ? new Unknown(severity) : false
  }
  get severityIsDocumented(): Maybe<boolean | null> {
    const { severity } = this, found = this.group.world.find(severityWords)
    if (isUnknown(found)) return found
    if (found.length === 0) return null
    return isUnknown(severity) || severity === null ? severity ?? false : found.some(one => one.words.includes(severity.toLowerCase()))
  }
  get isWatchdog(): Maybe<boolean> {
    const { isConstant } = this.query
    return isConstant === true ? true : isKnown(this.name) && /^(?:watchdog|dead_?mans?_?s?_?(?:switch|snitch)|always_?firing|heartbeat)/i.test(this.name) ? true : isConstant
  }
  get isSymptom(): Maybe<boolean> {
    return this.keep('isSymptom', () => {
      const { query } = this
      if (query.shapes.open) return new Unknown(isKnown(query.text) ? query.text : '…')
      if (this.isWatchdog === true || query.burns.length > 0 || query.shapes.some(shape => ['errors', 'duration', 'budget', 'availability'].includes(shape)) || query.asksForAbsence === true) return true
      return query.shapes.some(shape => ['cpu', 'memory', 'throttling', 'restarts', 'pool', 'queue', 'disk'].includes(shape)) ? false : new Unknown(isKnown(query.text) ? query.text : '…')
    })
  }
  get labelsWithValue(): List<string> { const labels = pairsOf(this.at('labels')); return list([...labels].flatMap(([name, value]) => isKnown(value) && value !== null && /\{\{[^}]*(?:\$value|\.Value)\b/.test(value) ? [name] : []), labels.open) }
  get burns(): List<facts.Burn> {
    return this.keep('burns', () => {
      const own = this.query.burns, pairs = (of: List<BurnRate>): number => of.filter(burn => burn.shortSeconds !== null).length
      // Names of recorded series need not tell their windows.
      const whole = spelledOut(this.query, name => recordedAs(this.group.world, name), 'expr').burns, burns = pairs(whole) > pairs(own) ? list(whole.map(burn => ({ ...burn, at: 'expr', shortAt: 'expr' })), whole.open) : own
      if (burns.length === 0 && !burns.open) return list<facts.Burn>([])
      const objective = this.objectiveFor()
      return list(burns.map(burn => burnOf(burn, objective)), burns.open)
    })
  }

  /** The objective that the alert's series and labels belong to. */
  private objectiveFor(): Maybe<facts.ObjectiveSummary | null> {
    const { world } = this.group, known = world.find(objectives)
    if (isUnknown(known)) return known
    const isLatency = this.query.shapes.includes('duration')
    let fitting = known.filter(one => one.isLatency === isLatency || isLatency)
    const label = (names: readonly string[]): string | null => { const value = first(this.labels, names); return isKnown(value) ? value : null }
    const named = label(['slo', 'sloth_slo', 'slo_name', 'objective'])
    const byName = named === null ? [] : fitting.filter(one => one.name === named || one.service !== null && `${one.service}-${one.name}` === named)
    if (byName.length > 0) fitting = byName
    else {
      const metrics = this.sources(), mentions = [label(['service', 'sloth_service', 'app', 'job', 'team']), this.group.name, this.name].flatMap(text => isKnown(text) && text ? [plain(text)] : [])
      const byMetric = fitting.filter(one => one.metrics.some(metric => metrics.has(metric)))
      const byService = (some: readonly facts.ObjectiveSummary[]): readonly facts.ObjectiveSummary[] => some.filter(one => one.service !== null && plain(one.service).length > 2 && mentions.some(text => text.includes(plain(one.service!))))
      fitting = byMetric.length > 1 && byService(byMetric).length > 0 ? [...byService(byMetric)] : byMetric.length > 0 ? byMetric : [...byService(fitting)]
    }
    const [one] = fitting
    return !one ? null : fitting.every(other => other.target === one.target) ? one : new Unknown('objective')
  }

  /** Series that the expression reads, recorded ones with what they are made from. */
  private sources(): ReadonlySet<string> {
    const found = new Set<string>(), queue = [...this.query.metrics]
    for (let next = queue.pop(); next !== undefined && found.size < 200; next = queue.pop()) {
      if (found.has(next)) continue
      found.add(next)
      if (!next.includes(':')) continue
      const made = this.group.world.find(record(next))
      if (isKnown(made)) for (const one of made) queue.push(...one.metrics)
    }
    return found
  }
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

function first(of: Dictionary<Maybe<string | null>>, names: readonly string[]): Maybe<string | null> {
  for (const name of names) if (of.has(name)) return of.get(name)!
  return of.open ? new Unknown(names[0]!) : null
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.01 * Math.max(Math.abs(a), Math.abs(b))

/** A share as people choose budgets: 0.001, 0.0005, 0.02. */
function isRoundBudget(share: number): boolean {
  const mantissa = share / 10 ** Math.floor(Math.log10(share))
  return share < 1 && [1, 2, 2.5, 5, 10].some(round => near(mantissa, round))
}

function burnOf(burn: BurnRate, objective: Maybe<facts.ObjectiveSummary | null>): facts.Burn {
  const { factor, isFactorWritten, budget, threshold, thresholdText, longSeconds, shortSeconds, at } = burn
  const isPair = shortSeconds !== null && longSeconds / shortSeconds >= 6 && longSeconds / shortSeconds <= 24
  const base = { factor, isFactorWritten, budget, threshold, thresholdText, longSeconds, shortSeconds, isConsistent: near(threshold, burn.shortThreshold), isPair, speed: longSeconds <= 7200 ? 'fast' : longSeconds <= 43_200 ? 'slow' : 'ticket', at, objective } as const
  if (burn.isRelative) return { ...base, expected: null, fits: true }
  if (isUnknown(objective)) return { ...base, expected: null, fits: objective }
  if (objective === null || factor === null) return { ...base, expected: null, fits: new Unknown('objective') }
  const share = 1 - objective.target, expected = rounded(factor * share)
  if (near(threshold, expected)) return { ...base, expected, fits: true }
  if (isFactorWritten) return { ...base, expected, fits: false }
  const usual = usualFactors.find(one => one.longSeconds === longSeconds), scaled = usual && objective.windowSeconds ? usual.factor * objective.windowSeconds / 2_592_000 : null
  if (scaled !== null && near(threshold, scaled * share)) return { ...base, expected: rounded(scaled * share), fits: true }
  return { ...base, expected, fits: isRoundBudget(threshold / factor) ? false : new Unknown(thresholdText) }
}

class ExpressionNode extends YamlFact implements facts.Expression {
  override readonly kind = 'prometheus.Expression'
  readonly subject: string
  constructor(private readonly rule: AlertNode | RecordNode) { super(rule.site); this.subject = `${rule.subject}/expr` }
  protected override get own(): string { return 'expr' }
  get role(): 'alert' | 'record' { return this.rule instanceof AlertNode ? 'alert' : 'record' }
  get name(): string { return isKnown(this.rule.name) ? this.rule.name : this.rule.name.source }
  get isObject(): boolean { return this.rule.isObject }
  get query(): ReadQuery { return this.rule.query }
  get ratesOfSums(): List<facts.RateOfSum> {
    const { ratesOfSums } = this.query
    return list(ratesOfSums.map(one => {
      if (!one.isRecorded) return { function: one.function, of: one.of, isSum: true, at: one.at }
      const made = this.rule.group.world.find(record(one.of))
      return { function: one.function, of: one.of, isSum: isUnknown(made) ? made : made.length === 0 ? new Unknown(one.of) : made.some(({ isSumOfCounters }) => isSumOfCounters), at: one.at }
    }), ratesOfSums.open)
  }
}

export class RuleTestNode extends YamlFact implements facts.RuleTest {
  override readonly kind = 'prometheus.RuleTest'
  override readonly subject = 'tests'
  protected override get own(): string { return 'tests' }
  get ruleFiles(): List<Maybe<string>> { return textsOf(this.at('rule_files')) }
  get tests(): number { return this.items('tests').length }
  *exports(): Generator<Exported> {
    const folder = folderOf(this.path), patterns = this.ruleFiles.flatMap(text => { const path = isKnown(text) ? join(folder, text) : null; return path === null ? [] : [path] })
    yield { key: ruleTests, summary: { path: this.path, patterns } satisfies RuleTestSummary }
  }
}
