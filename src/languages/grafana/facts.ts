import type { Fact } from '../../core/fact'
import type { List, Maybe } from '../../core/value'
import type { Query } from '../promql/query'

/** The fact kinds of Grafana dashboards, by the name that a rule's `on` uses. */
export interface Facts {
  'grafana.Dashboard': Dashboard
  'grafana.Panel': Panel
}

/** A dashboard. */
export interface Dashboard extends Fact {
  readonly title: Maybe<string | null>
  readonly uid: Maybe<string | null>
  /** People may change it in the browser: `editable`, which is true where it is not written. */
  readonly isEditable: Maybe<boolean>
  /** Panels that show something: rows and texts are none. */
  readonly panels: List<Panel>
  readonly variables: List<Variable>
  /** Its data source can be chosen: a variable of type datasource, or an input of its export. */
  readonly hasDatasourceVariable: Maybe<boolean>
  /** Every panel asks the data source that the variable names. */
  readonly usesDatasourceVariable: Maybe<boolean>
  readonly links: List<Link>
  readonly annotations: List<Annotation>
  /** Something marks deployments. */
  readonly marksDeployments: Maybe<boolean>
  readonly tags: List<Maybe<string>>
  /** What its panels show, as `Query.shapes` names it. */
  readonly shapes: List<string>
  /** What the panels of the first row show. */
  readonly firstRowShapes: List<string>
  /** What the panels show that stand in the first row, or above every panel of what may be the cause: cpu, memory, a pool. */
  readonly leadingShapes: List<string>
  /** Every panel that shows numbers has a unit. */
  readonly hasUnits: Maybe<boolean>
  /** Every panel has a description. */
  readonly hasDescriptions: Maybe<boolean>
  /** A link of it, or one of a panel, leads to a runbook. */
  readonly hasRunbookLink: Maybe<boolean>
  /** One leads to logs, one to traces: by address or title. */
  readonly leadsToLogs: Maybe<boolean>
  readonly leadsToTraces: Maybe<boolean>
}

/** A variable of a dashboard. */
export interface Variable { readonly name: Maybe<string | null>; readonly type: Maybe<string | null> }

/** A link of a dashboard or a panel. */
export interface Link { readonly title: Maybe<string | null>; readonly url: Maybe<string | null>; readonly type: Maybe<string | null> }

/** An annotation of a dashboard; the one of Grafana itself is none. */
export interface Annotation { readonly name: Maybe<string | null>; readonly isEnabled: Maybe<boolean>; readonly expression: Maybe<string | null> }

/** A panel of a dashboard. */
export interface Panel extends Fact {
  readonly dashboard: Dashboard
  readonly title: Maybe<string | null>
  /** `timeseries`, `stat` … */
  readonly type: Maybe<string | null>
  readonly unit: Maybe<string | null>
  readonly description: Maybe<string | null>
  /** `gridPos.y` */
  readonly y: Maybe<number | null>
  /** Nothing stands above it. */
  readonly isFirstRow: Maybe<boolean>
  /** The title of the row that it stands in. */
  readonly row: Maybe<string | null>
  /** Expressions for Prometheus; those for other sources are left out. */
  readonly queries: List<Query>
  /** The same with recorded series replaced by what the workspace's rules make them from. Places within them are none of the file. */
  readonly spelledOut: List<Query>
  /** Expressions of all its targets, whatever their source. */
  readonly targets: number
  /** Its data source, or that of its first target, is a variable; null where none is written. */
  readonly hasVariableDatasource: Maybe<boolean | null>
  /** The type of its data source; null where it is not written. */
  readonly datasourceType: Maybe<string | null>
  readonly links: List<Link>
  /** It shows exemplars, so that a point leads to its trace. */
  readonly showsExemplars: Maybe<boolean>
  /** It shows numbers: it is no table, list or heat map of texts. */
  readonly showsNumbers: Maybe<boolean>
  readonly shapes: List<string>
  /** It shows what is now, not how it has been: a number of the last value, or queries of an instant. */
  readonly showsNow: Maybe<boolean>
  /** rate() and its like look back over Grafana's own interval, unless it shows what is now, a budget's burn rate, or ranges of a day or more. */
  readonly usesRateInterval: Maybe<boolean>
}
