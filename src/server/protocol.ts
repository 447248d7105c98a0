import type { FixSafety } from '../core/fix'
import type { ItemResult, Tier } from '../readiness/checklist'
import type { CheckResult } from '../readiness/exercise'
import type { Answer } from '../workspace/readiness-file'
import type { Level, Severity } from '../core/finding'

/** What a client says of itself in `initializationOptions`. All of it may be left out. */
export interface ClientOptions {
  /** Files are judged at this level at least. */
  readonly level?: Level
  /** `workspace` reports every file, not only open ones. */
  readonly scope?: 'openFiles' | 'workspace'
  /** Where the code of a diagnostic leads; `{topic}` is the lesson and `{anchor}` the fragment of the section's heading. A `file:` link into the packaged curriculum if left out. */
  readonly lessonLink?: string
  /** The client has the commands `shipshape.learn`, `shipshape.suppress` and `shipshape.explainRule`; else the server serves flat actions. */
  readonly commands?: boolean
  /** The workspace is trusted and its user may be offered to pin what it uses, which goes to the network once asked for. */
  readonly pin?: boolean
  /** Files are read by asking the client (`shipshape/readFile`, `shipshape/listFolder`): virtual workspaces and browsers. */
  readonly clientFiles?: boolean
}

/** Names of the requests and notifications that go beyond the Language Server Protocol. */
export const messages = {
  /** client → server: checks every file, pushes the findings of unopened ones; with work-done progress. Answers a `Summary`. */
  checkWorkspace: 'shipshape/checkWorkspace',
  /** client → server: accepts what is found today. Answers the text of the baseline file of each folder. */
  baseline: 'shipshape/baseline',
  /** client → server: findings by topic. Answers `TopicFindings[]`. */
  topics: 'shipshape/topics',
  /** client → server: the checklists with their evidence, as of a day. Answers `ReadinessList[]`. */
  readiness: 'shipshape/readiness',
  /** client → server: the edit that writes an answer into `.shipshape/readiness.yml`. Takes `AnswerArguments`, answers `FileEdit`. */
  answer: 'shipshape/answer',
  /** client → server: the exercises that were started in this workspace, graded. Takes `{ day }`, answers `StartedExercise[]`. */
  exercises: 'shipshape/exercises',
  /** client → server: the lines of a solution that fulfil a check. Takes `{ exercise, check, files, day }`, answers `{ path, text }` or null. */
  solutionLines: 'shipshape/solutionLines',
  /** client → server: the readiness report of a folder in a format. Takes `ReportArguments`, answers its text. */
  readinessReport: 'shipshape/readinessReport',
  /** client → server: kind, purpose, level, configuration and unknowns of a file, as Markdown. */
  explainFile: 'shipshape/explainFile',
  /** client → server: the Markdown page of a rule. */
  rulePage: 'shipshape/rulePage',
  /** client → server: the edit that suppresses a finding. */
  suppressEdit: 'shipshape/suppressEdit',
  /** client → server: the edit of a folder's configuration that sets a rule. */
  ruleSetting: 'shipshape/ruleSetting',
  /** client → server: safe fixes for all files as a workspace edit. */
  fixWorkspace: 'shipshape/fixWorkspace',
  /** client → server: what would be pinned, all or at one place, and which hosts that would ask. Answers a `PinPlan`. */
  pinPlan: 'shipshape/pinPlan',
  /** client → server: asks the hosts that the user agreed to. Answers a `PinResult`. */
  pin: 'shipshape/pin',
  /** server → client: what the status item shows. */
  status: 'shipshape/status',
  /** server → client: a file's text or null. */
  readFile: 'shipshape/readFile',
  /** server → client: a folder's entries. */
  listFolder: 'shipshape/listFolder',
} as const

/** What to pin: one reference, by where it begins, or all of the workspace. */
export interface PinArguments { readonly uri?: string; readonly offset?: number; readonly server?: string }

export interface PinPlan { readonly references: number; readonly files: number; readonly hosts: readonly string[] }

/** What was found out, as workspace edits. */
export interface PinResult {
  readonly edit: unknown
  /** What could be pinned in files in which something could not. */
  readonly rest: unknown
  readonly pinned: number
  readonly failed: readonly string[]
  readonly remarks: readonly string[]
}

/** What "Check workspace" found. */
export interface Summary {
  readonly files: number
  readonly findings: number
  readonly accepted: number
  readonly rules: readonly { readonly rule: string; readonly title: string; readonly severity: Severity; readonly count: number; readonly fixable: number; readonly safe: number }[]
}

export interface TopicFindings {
  readonly topic: string
  readonly findings: readonly { readonly rule: string; readonly uri: string; readonly line: number; readonly column: number; readonly message: string; readonly severity: Severity; /** The line, without what surrounds it. */ readonly text: string }[]
}

/** What is written into a folder's `.shipshape/readiness.yml`: an answer to an item (null takes it away), or what a service promises. */
export interface AnswerArguments {
  readonly folder: string
  /** Null: of the repository as a whole. */
  readonly service: string | null
  readonly item?: string
  readonly answer?: Answer | null
  readonly availability?: number
}

/** The edit of a file; null where its text cannot be edited. */
export interface FileEdit { readonly uri: string; readonly edit: unknown }

export interface ReportArguments { readonly folder: string; readonly format: 'html' | 'markdown' | 'json'; readonly day: string }

/** An exercise whose folder is in the workspace, with what is done of it. */
export interface StartedExercise {
  readonly exercise: string
  readonly title: string
  /** The exercise's folder. */
  readonly uri: string
  readonly checks: readonly (Omit<CheckResult, 'evidence'> & { readonly place: { readonly uri: string; readonly line: number; readonly column: number } | null })[]
}

/** One checklist of one folder with its evidence. */
export interface ReadinessList {
  readonly folder: string
  /** Null: the folder is one service. */
  readonly service: string | null
  readonly availability: number | null
  readonly tiers: readonly Tier[]
  readonly checklist: string
  readonly title: string
  readonly items: readonly (Omit<ItemResult, 'evidence'> & { readonly evidence: readonly { readonly uri: string; readonly line: number; readonly column: number; readonly text: string }[] })[]
}

export interface Status {
  readonly state: 'indexing' | 'ready'
  readonly fresh: number
  readonly accepted: number
  /** Problems of configuration files and rule pages. */
  readonly problems: number
  readonly level: Level
}

/** Travels with a diagnostic. */
export interface DiagnosticData {
  readonly rules: readonly string[]
  readonly topic: string
  readonly fixable: FixSafety | null
  /** It says nothing but what a schema says, so that a client may leave it to another one. */
  readonly isSchema?: boolean
}

/** Arguments of the client's command `shipshape.suppress`. */
export interface SuppressArguments { readonly uri: string; readonly offset: number; readonly end: number; readonly rules: readonly string[]; readonly scopes: readonly ('line' | 'file' | 'workspace')[] }
