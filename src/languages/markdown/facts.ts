import type { Fact } from '../../core/fact'
import type { List, Maybe } from '../../core/value'
import type { Role } from './role'

/** The fact kinds of written pages that operations live by, by the name that a rule's `on` uses. */
export interface Facts {
  'markdown.Page': Page
  'markdown.Section': Section
  'markdown.Link': Link
  'markdown.Command': Command
  'markdown.CommandTarget': CommandTarget
  'markdown.Recovery': Recovery
  'markdown.Action': Action
}

/** A page in Markdown, or a form for issues: a runbook, a postmortem, a policy. */
export interface Page extends Fact {
  /** `runbook`, `postmortem`, `disaster-recovery`, `drill`, `capacity`, `slo`, `error-budget`, `severity`, `incident`, `on-call`, `handoff`, `game-day`, `performance`, `maturity`, `flags`, `adr`, `contributing`, `changelog`, `readme`, `change-template`, `index` */
  readonly role: Role
  /** It is there to be copied: a template, a form for issues. */
  readonly isTemplate: boolean
  readonly title: string | null
  /** Of the front matter, else of a line `Owner: …` or a row of a table. */
  readonly owner: string | null
  readonly service: string | null
  readonly severity: string | null
  /** The day of the last review, `2026-09-12`; null where none is written. */
  readonly lastReviewed: string | null
  /** Days since the last review; null where none is written. */
  readonly reviewedDaysAgo: number | null
  /** The youngest day in its text that is not to come, the one of the last review aside: of a record of reviews or drills. */
  readonly lastRecord: string | null
  readonly recordedDaysAgo: number | null
  /** The whole text below the front matter. */
  readonly text: string
  readonly sections: List<Section>
  /** Its sections, and besides them what stands under a label: words in bold, or before a colon, that a paragraph or a point begins with. */
  readonly stretches: List<Section>
  /** Sentences, rows and headings in their order, without code and without marks. */
  readonly statements: List<Statement>
  /** What its sections are about, by their headings and labels: `impact`, `detection`, `decision`, `steps`, `verification`, `rollback`, `communication`, `escalation`, `afterwards`; of a postmortem `impact`, `timeline`, `factors`, `well`, `actions`. */
  readonly parts: List<string>
  /** The parts that a runbook or a postmortem has and this one has not; empty for other pages. */
  readonly missingParts: List<string>
  /** Parts of a runbook that it has, by heading or label or by what its statements, links and steps tell. */
  readonly tells: List<string>
  /** What is done in order: the most of numbered points, boxes to tick, numbered headings, labels or rows. Those of the way back and of later are left aside. */
  readonly steps: List<string>
  /** Commands of shells and queries that can be copied, in their order, those in a line of text too. Those of checks, of the way back and of later are left aside. */
  readonly instructions: List<string>
  /** All its code in its order: blocks, and what stands in a line of text. */
  readonly script: string
  /** Alerts of the workspace whose names stand in its text. Open while the workspace is not read. */
  readonly alerts: List<string>
  /** Addresses of dashboards that it leads to. */
  readonly dashboards: List<string>
  /** News are given at fixed times: every 15 minutes. */
  readonly hasCadence: boolean
  /** What it tells of failing over a database. */
  readonly failover: Failover
  /** Somebody is called after a time that is written; of a table each row says after which. */
  readonly hasEscalation: boolean
  readonly tables: List<Table>
  readonly links: List<Link>
  readonly commands: List<Command>
  /** How long a recovery may take and how much may be lost. */
  readonly recoveries: List<Recovery>
  /** Rows of a table of severities. */
  readonly severities: List<Severity>
  /** What a postmortem asks to be done. */
  readonly actions: List<Action>
}

/** A heading of a page with all below it, to the next heading of its level. */
export interface Section extends Fact {
  readonly page: Page
  readonly heading: string
  /** The fragment by which links name it. */
  readonly slug: string
  readonly level: number
  readonly text: string
  /** What it is about, as in `Page.parts`. */
  readonly parts: List<string>
  /** Points of its numbered lists, inner lists aside. */
  readonly steps: List<string>
  /** Points of its other lists, inner lists aside. */
  readonly points: List<string>
  readonly fences: List<Fence>
  readonly tables: List<Table>
  readonly commands: List<Command>
  /** Alerts of the workspace whose names stand in its text. Open while the workspace is not read. */
  readonly alerts: List<string>
}

/** What somebody reads in one go: a sentence, a row, a heading. */
export interface Statement {
  /** Of a row each cell with the head of its column before it. */
  readonly text: string
  readonly isRow: boolean
  /** What the headings and labels that it stands under are about, the title aside; as in `Page.parts`. */
  readonly parts: List<string>
}

/** A block of code. */
export interface Fence { readonly language: string; readonly text: string; readonly isShell: boolean }

/** A table; of its rows only cells that stand under a heading. */
export interface Table { readonly header: List<string>; readonly rows: List<List<string>> }

/** A link of a page. */
export interface Link extends Fact {
  readonly page: Page
  /** As written. */
  readonly target: string
  readonly text: string
  /** It leads to a file of the workspace, or a heading of one. */
  readonly isLocal: boolean
  /** The file that it leads to, as a path of the workspace; null where it leads elsewhere. */
  readonly file: string | null
  /** Behind `#`; null where nothing is. */
  readonly anchor: string | null
  /** The file, and where one is named the heading, is there. Unknown for addresses of the web. */
  readonly resolves: Maybe<boolean>
  /** What is missing: `file` or `heading`; null where nothing is known to be. */
  readonly missing: 'file' | 'heading' | null
  /** The nearest heading of the file; null where none is near. */
  readonly suggestion: string | null
}

/** A command in a fenced block for a shell; in a runbook also one in a line of text. */
export interface Command extends Fact {
  readonly page: Page
  /** Its words with one space between them. */
  readonly text: string
  /** The program: `kubectl`. What `sudo` runs is the program. */
  readonly name: string
  /** Headings that it stands under, the outermost first. */
  readonly under: List<string>
  readonly targets: List<CommandTarget>
}

/** An object that a command names: a workload, a database. */
export interface CommandTarget extends Fact {
  readonly page: Page
  readonly command: string
  /** `Deployment`, `aws_db_instance` */
  readonly objectKind: string
  readonly name: string
  readonly namespace: string | null
  /** The workspace has it. False where it has others of its kind and not this one; unknown where it has none, or may have more than it shows. */
  readonly exists: Maybe<boolean>
  /** The nearest name of its kind, or the namespace in which the object is; null where none is near. */
  readonly suggestion: string | null
}

/** What is promised for the recovery of a store or a service: a row of a table with RTO or RPO, front matter, or lines of a section. */
export interface Recovery extends Fact {
  readonly page: Page
  readonly store: string | null
  /** Null where none is written as a number with a unit. */
  readonly rtoSeconds: number | null
  readonly rpoSeconds: number | null
  /** `backup-restore`, `pilot-light`, `warm-standby`, `active-passive`, `active-active`; null where none is named. */
  readonly strategy: string | null
  /** A strategy of its kind can be as fast as the RTO; null where one of the two is not written. */
  readonly strategyFits: boolean | null
  /** The store is backed up as often as its RPO asks. Null where no RPO is written or the workspace shows no backups; unknown where it does not show those of the store. */
  readonly keepsRpo: Maybe<boolean | null>
  /** How long the last recovery took; null where nothing is written. */
  readonly measuredSeconds: number | null
}

/** A level of severity. */
export interface Severity {
  /** `SEV-1` */
  readonly name: string
  readonly hasDefinition: boolean
  /** It says how soon somebody answers. */
  readonly hasResponse: boolean
  /** It says how often news are given. */
  readonly hasUpdates: boolean
  /** It says who is told. */
  readonly hasAudience: boolean
}

/** What a postmortem asks to be done: a row of its table, a point of its list. */
export interface Action extends Fact {
  readonly page: Page
  readonly text: string
  readonly owner: string | null
  /** The day by which it is to be done. */
  readonly due: string | null
  /** A number, key or address of an issue. */
  readonly ticket: string | null
  readonly isDone: boolean
  /** Its day is over and it is not done. */
  readonly isOverdue: boolean
}

/** What a runbook tells of failing over a database. */
export interface Failover {
  /** It says when to fail over. */
  readonly saysWhen: boolean
  /** It says when better not. */
  readonly saysWhenNot: boolean
  /** From which lag on data is lost is a number, or the page says that the standby has every committed write. */
  readonly tellsLoss: boolean
  /** What may be lost is measured before the command that fails over, or the standby has it all. */
  readonly measuresLoss: boolean
  /** Writing is stopped before the command that fails over, or the page says that the old primary is taken away. */
  readonly stopsWriting: boolean
  /** It knows that the name stays and the address changes. */
  readonly renewsAddress: boolean
  /** Something is written after the failover, or somebody sees that it is. */
  readonly provesWriting: boolean
  /** The application is asked after the failover. */
  readonly asksApplication: boolean
}
