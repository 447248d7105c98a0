import type { Fact } from '../../core/fact'
import type { Dictionary, List, Maybe } from '../../core/value'
import type { Matcher, Query } from '../promql/query'

/** The fact kinds of Prometheus, of Alertmanager and of objectives, by the name that a rule's `on` uses. */
export interface Facts {
  'prometheus.RuleFile': RuleFile
  'prometheus.Group': Group
  'prometheus.Alert': Alert
  'prometheus.Record': Record
  'prometheus.Expression': Expression
  'prometheus.RuleTest': RuleTest
  'prometheus.Server': Server
  'prometheus.ScrapeJob': ScrapeJob
  'prometheus.Alertmanager': Alertmanager
  'prometheus.Route': Route
  'prometheus.Receiver': Receiver
  'prometheus.Objective': Objective
}

/** A file of rules. */
export interface RuleFile extends Fact {
  readonly groups: List<Group>
  /** Some test of rules in the workspace names it. */
  readonly isTested: Maybe<boolean>
}

/** A group of rules. */
export interface Group extends Fact {
  readonly name: Maybe<string | null>
  readonly intervalSeconds: Maybe<number | null>
  /** It stands in a PrometheusRule object. */
  readonly isObject: boolean
  /** What its recording rules show, as `Query.shapes` names it. */
  readonly shapes: List<string>
}

/** An alerting rule. */
export interface Alert extends Fact {
  readonly name: Maybe<string>
  readonly group: Group
  /** It stands in a PrometheusRule object. */
  readonly isObject: boolean
  readonly query: Query
  /** `for` as written; null where none is. */
  readonly for: Maybe<string | null>
  readonly forSeconds: Maybe<number | null>
  /** A blip does not fire it: it has `for`, looks back over a range, or fires always. */
  readonly waits: Maybe<boolean>
  /** The group's labels, then its own. */
  readonly labels: Dictionary<Maybe<string | null>>
  readonly annotations: Dictionary<Maybe<string | null>>
  /** The label `severity`, `priority` or `level`. */
  readonly severity: Maybe<string | null>
  /** The annotation `summary`, `description`, `message` or `title`. */
  readonly summary: Maybe<string | null>
  /** The annotation `runbook_url`, `runbook` or one of their like. */
  readonly runbookUrl: Maybe<string | null>
  /** Where the runbook's address is written. */
  readonly runbookAt: string
  /** The page of the workspace that `runbookUrl` names; null where it names a page elsewhere, or none. */
  readonly runbook: Runbook | null
  /** The runbook is there, down to its heading. False where no address is written, unknown where it is one elsewhere. */
  readonly runbookExists: Maybe<boolean>
  /** Whoever is on call is woken: its severity is page, critical or the like. */
  readonly isPaging: Maybe<boolean>
  /** Some route of an Alertmanager of the workspace is for its severity; null where the workspace has no Alertmanager that goes by severity. */
  readonly severityIsRouted: Maybe<boolean | null>
  /** The workspace's table of severities has the word; null where there is no such table. */
  readonly severityIsDocumented: Maybe<boolean | null>
  /** It is about what users see: errors, latency, availability, the budget. False where it is about a cause: CPU, memory, restarts. */
  readonly isSymptom: Maybe<boolean>
  /** It fires always, so that its silence is noticed. */
  readonly isWatchdog: Maybe<boolean>
  /** Labels whose value is the measured value: each value makes an alert of its own. */
  readonly labelsWithValue: List<string>
  readonly burns: List<Burn>
}

/** The page of a runbook. */
export interface Runbook {
  /** Workspace path. */
  readonly path: string
  readonly exists: Maybe<boolean>
  /** Behind `#`; null where nothing is. */
  readonly anchor: string | null
  /** A heading of the page has that anchor; null where no anchor is written. */
  readonly headingExists: Maybe<boolean | null>
  /** The nearest heading; null where none is near. */
  readonly suggestion: string | null
}

/** A comparison of an alert with a multiple of the error budget, and what the objective says of it. */
export interface Burn {
  /** How many times too fast the budget burns: 14.4. */
  readonly factor: number | null
  readonly isFactorWritten: boolean
  /** The error budget that the expression uses: 0.001; null where only a product is written. */
  readonly budget: number | null
  readonly threshold: number
  readonly thresholdText: string
  readonly longSeconds: number
  readonly shortSeconds: number | null
  /** The two windows compare with the same number. */
  readonly isConsistent: boolean
  /** It is about the speed at which the budget burns, over two windows that go together: 1h and 5m, 6h and 30m, 3d and 6h, 1d and 2h. */
  readonly isPair: boolean
  /** By the long window: `fast` is up to 2 hours, `slow` up to 12, `ticket` beyond. */
  readonly speed: 'fast' | 'slow' | 'ticket'
  readonly at: string
  /** The objective that it belongs to; null where the workspace has none of it. */
  readonly objective: Maybe<ObjectiveSummary | null>
  /** The threshold that fits the objective; null where none is known. */
  readonly expected: number | null
  /** The threshold fits the objective. Unknown where there is none, or the factor is not told. */
  readonly fits: Maybe<boolean>
}

/** An objective as others see it. */
export interface ObjectiveSummary {
  readonly path: string
  /** Where the target is written. */
  readonly span: readonly [start: number, end: number]
  readonly name: string
  readonly service: string | null
  readonly target: number
  /** As written. */
  readonly targetText: string
  readonly windowSeconds: number | null
  readonly isLatency: boolean
  /** The bound of the bucket that its indicator reads, in seconds; null where it reads none, or several. */
  readonly latencySeconds: number | null
  /** Series that its indicator reads. */
  readonly metrics: readonly string[]
}

/** A recording rule. */
export interface Record extends Fact {
  readonly name: Maybe<string>
  readonly group: Group
  readonly isObject: boolean
  readonly query: Query
  /** `level:metric:operations`, two colons or one. */
  readonly hasLevelName: Maybe<boolean>
}

/** An expression of PromQL, of a rule or an objective. */
export interface Expression extends Fact {
  /** `alert`, `record`, `objective` */
  readonly role: 'alert' | 'record' | 'objective'
  /** The name of the rule or the objective. */
  readonly name: string
  readonly isObject: boolean
  readonly query: Query
  /** Rates of recorded sums and of sums, with what they are taken of. */
  readonly ratesOfSums: List<RateOfSum>
}

export interface RateOfSum {
  readonly function: string
  /** `sum`, or the recorded series. */
  readonly of: string
  /** What it is taken of is a sum of counters. Unknown where the series is recorded elsewhere. */
  readonly isSum: Maybe<boolean>
  readonly at: string
}

/** A file of tests of rules, for `promtool test rules`. */
export interface RuleTest extends Fact {
  /** As written. */
  readonly ruleFiles: List<Maybe<string>>
  readonly tests: number
}

/** The configuration of a Prometheus server or agent. */
export interface Server extends Fact {
  readonly jobs: List<ScrapeJob>
  readonly ruleFiles: List<Maybe<string>>
  readonly hasRemoteWrite: Maybe<boolean>
  /** It knows an Alertmanager. */
  readonly hasAlertmanager: Maybe<boolean>
  readonly scrapeIntervalSeconds: Maybe<number | null>
  /** `storage.tsdb.retention` is written. */
  readonly hasRetention: Maybe<boolean>
}

/** An entry of scrape_configs. */
export interface ScrapeJob extends Fact {
  readonly server: Server
  readonly name: Maybe<string | null>
  readonly intervalSeconds: Maybe<number | null>
  readonly metricsPath: Maybe<string>
  /** Addresses of static_configs. */
  readonly targets: List<Maybe<string>>
  /** It scrapes Prometheus itself, an exporter of machines or databases, or a part of the monitoring. */
  readonly isInfrastructure: Maybe<boolean>
  /** It asks the blackbox exporter to call somebody. */
  readonly isProbe: Maybe<boolean>
  /** `sample_limit`, its own or the global one. */
  readonly sampleLimit: Maybe<number | null>
  /** `label_limit`, its own or the global one. */
  readonly labelLimit: Maybe<number | null>
  /** metric_relabel_configs drop labels or series. */
  readonly drops: Maybe<boolean>
}

/** The configuration of an Alertmanager. */
export interface Alertmanager extends Fact {
  readonly root: Route | null
  readonly routes: List<Route>
  readonly receivers: List<Receiver>
  /** The receiver of its root route reaches somebody. */
  readonly rootReaches: Maybe<boolean>
  /** Alerts of the paging severity reach a receiver that wakes a person. */
  readonly pagesReach: Maybe<boolean>
  /** Where the route of pages ends; `` where no route is for them. */
  readonly pagingReceiver: Maybe<string>
  /** An alert that fires always is sent out of the house, to one who notices its silence. */
  readonly hasDeadManSwitch: Maybe<boolean>
  readonly hasInhibition: Maybe<boolean>
}

/** A route of the tree of an Alertmanager. */
export interface Route extends Fact {
  readonly alertmanager: Alertmanager
  readonly isRoot: boolean
  /** As written here; null where it is the parent's. */
  readonly ownReceiver: Maybe<string | null>
  /** Its own or that of a route above. */
  readonly receiver: Maybe<string | null>
  /** The receiver is defined in the file. */
  readonly receiverExists: Maybe<boolean>
  /** The nearest receiver that is; null where none is near. */
  readonly suggestion: string | null
  readonly matchers: List<Matcher>
  /** It uses `match` or `match_re`, which are deprecated. */
  readonly usesOldMatch: boolean
  readonly continues: Maybe<boolean>
  readonly groupBy: List<Maybe<string>>
  readonly repeatIntervalSeconds: Maybe<number | null>
  readonly groupIntervalSeconds: Maybe<number | null>
  /** An earlier route takes all that it matches, and does not continue. */
  readonly isReachable: Maybe<boolean>
  /** It is for alerts that wake a person: severity page, critical or the like. */
  readonly isPaging: Maybe<boolean>
}

/** Somebody whom an Alertmanager tells. */
export interface Receiver extends Fact {
  readonly alertmanager: Alertmanager
  readonly name: Maybe<string | null>
  /** `pagerduty`, `slack`, `webhook` … */
  readonly integrations: List<string>
  /** Some integration wakes a person: PagerDuty, OpsGenie, VictorOps, Pushover, a webhook of one. */
  readonly wakes: Maybe<boolean>
  /** It watches for silence: Dead Man's Snitch, healthchecks.io, a heartbeat. */
  readonly isDeadManSwitch: Maybe<boolean>
  /** Some route names it. */
  readonly isUsed: Maybe<boolean>
  /** It is there to drop what is routed to it. */
  readonly isNull: Maybe<boolean>
}

/** An objective for a service: OpenSLO, Sloth, Pyrra. */
export interface Objective extends Fact {
  readonly format: 'openslo' | 'sloth' | 'pyrra'
  readonly name: Maybe<string | null>
  readonly service: Maybe<string | null>
  /** As a share: 0.999. Null where none is written, or none that can be read. */
  readonly target: Maybe<number | null>
  readonly targetText: Maybe<string | null>
  /** Null where none is written; where the format has a default, that. */
  readonly windowSeconds: Maybe<number | null>
  readonly isLatency: Maybe<boolean>
  /** The bound of the bucket that its indicator reads, in seconds; null where it reads none, or several. */
  readonly latencySeconds: Maybe<number | null>
  /** Good events over valid ones, or bad over valid: two queries. */
  readonly isRatio: Maybe<boolean>
  readonly queries: List<Query>
  /** Target of the contract, where it is written beside. */
  readonly agreedTarget: Maybe<number | null>
  /** It brings alerts of its own, or its generator makes them. */
  readonly hasAlerts: Maybe<boolean>
}
