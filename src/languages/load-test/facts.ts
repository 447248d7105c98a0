import type { Fact } from '../../core/fact'
import type { List, Maybe } from '../../core/value'

/** The fact kinds of load tests and of budgets for what a browser loads, by the name that a rule's `on` uses. */
export interface Facts {
  'load-test.LoadScript': Script
  'load-test.Threshold': Threshold
  'load-test.Scenario': Scenario
  'load-test.ClientBudget': ClientBudget
}

/** A file that makes load: a script of k6, a simulation of Gatling, a test plan of JMeter, a locustfile. */
export interface Script extends Fact {
  readonly tool: 'k6' | 'gatling' | 'jmeter' | 'locust'
  /** Without its folder. */
  readonly fileName: string
  /** Conditions under which the run fails. */
  readonly thresholds: List<Threshold>
  /** It names at least one condition under which the run fails. */
  readonly hasThresholds: Maybe<boolean>
  /** The run fails when answers are slow: by a percentile, or by a limit for every answer. */
  readonly boundsLatency: Maybe<boolean>
  /** The run fails when too many answers are wrong. Locust does so by itself. */
  readonly boundsErrors: Maybe<boolean>
  /** A threshold on answer times looks at a percentile. JMeter has none of its own: true there where every answer has a limit, else unknown. */
  readonly hasPercentile: Maybe<boolean>
  /** A threshold asks for at least as much as an objective of the workspace for latency: no lower percentile, no longer time. Null where no objective of it has a time. */
  readonly meetsObjective: Maybe<boolean | null>
  readonly scenarios: List<Scenario>
  /** Some of its traffic arrives whether or not earlier answers have. */
  readonly hasOpenModel: Maybe<boolean>
  /** Addresses that it sends load to, as far as they are written in it. */
  readonly targets: List<Target>
  /** The address of a public system that is no test system by its name; null where no address is one. */
  readonly productionHost: string | null
  /** It asks for something that users want: some request is not for the state of health. Unknown where it makes its requests elsewhere. */
  readonly isJourney: Maybe<boolean>
  /** What it loads is given from outside. Unknown where it neither reads nor writes an address. */
  readonly takesTarget: Maybe<boolean>
}

/** An address that load is sent to. */
export interface Target {
  readonly url: string
  readonly host: string
  readonly isProduction: boolean
}

/** A condition under which a run fails. */
export interface Threshold extends Fact {
  readonly script: Script
  /** `http_req_duration`, `global.responseTime`. */
  readonly metric: string
  /** As written: `p(95)<300`. */
  readonly expression: Maybe<string>
  readonly isLatency: Maybe<boolean>
  readonly isErrorRate: Maybe<boolean>
  /** 95 of `p(95)`, 100 of the maximum; null where it looks at something else, such as the average. */
  readonly percentile: Maybe<number | null>
  /** Milliseconds that a percentile may take; null where it bounds no time. */
  readonly milliseconds: Maybe<number | null>
  /** It looks at the average, which hides the slow ones. */
  readonly isAverage: Maybe<boolean>
}

/** How users or requests come. */
export interface Scenario extends Fact {
  readonly script: Script
  readonly name: string
  /** `constant-arrival-rate`, `injectOpen`, `ThreadGroup`; null where it is the tool's default. */
  readonly executor: Maybe<string | null>
  /** `open`: they come at a rate; `closed`: each waits for its answer. */
  readonly model: Maybe<'open' | 'closed'>
  /** Most users at once, or most arrivals a second. */
  readonly peak: Maybe<number | null>
  readonly seconds: Maybe<number | null>
  /** By its name or its file's, else by its shape. */
  readonly type: Maybe<'smoke' | 'average' | 'stress' | 'spike' | 'soak' | 'breakpoint'>
}

/** A limit on what a browser loads: a configuration of Lighthouse CI, size-limit or bundlesize. */
export interface ClientBudget extends Fact {
  readonly tool: 'lighthouse' | 'size-limit' | 'bundlesize'
  /** It fails on something: it has assertions, a preset or a size. */
  readonly hasLimits: Maybe<boolean>
}
