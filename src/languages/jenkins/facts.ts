import type { Fact } from '../../core/fact'
import type { Span } from '../../core/span'
import type { List, Maybe } from '../../core/value'

/** The fact kinds of Jenkinsfiles, by the name that a rule's `on` uses. */
export interface Facts {
  'jenkins.Pipeline': Pipeline
  'jenkins.Stage': Stage
}

/** A Jenkinsfile. Paths are `agent`, `options`, `post`, `environment`, `triggers`, `libraries[0]`. */
export interface Pipeline extends Fact {
  /** The file's name without its folder. */
  readonly fileName: string
  /** It begins with `pipeline {`, rather than being a script. */
  readonly isDeclarative: boolean
  readonly agent: Agent | null
  /** Names of its options: `timeout`, `disableConcurrentBuilds`; those that a script gives to `properties` among them. */
  readonly options: List<string>
  /** The whole of it has a time-out: by its options, or by a block around everything. */
  readonly hasTimeout: boolean
  /** Two runs of one branch never overlap. */
  readonly disablesConcurrentBuilds: boolean
  /** A new run ends the one before it. */
  readonly abortsPrevious: boolean
  /** Names of what starts it by itself: `cron`, `pollSCM`, `upstream`. */
  readonly triggers: List<string>
  /** Names of its parameters. */
  readonly parameters: List<string>
  /** Conditions under `post` of the whole: `always`, `failure`. */
  readonly post: List<string>
  /** Every stage in order, those within others among them; open where a library or a script may bring more. */
  readonly stages: List<Stage>
  readonly libraries: List<Library>
  /** Names of credentials that it asks Jenkins for. */
  readonly credentials: List<string>
  /** Scripts in double quotes that Groovy puts a credential into, so that it shows in logs and process lists. */
  readonly interpolatedSecrets: List<string>
  /** Long-lived keys of a cloud that it binds or names in a script: `AWS_SECRET_ACCESS_KEY`. */
  readonly cloudKeys: List<string>
  /** What its scripts and the names of its stages tell that it does. */
  readonly activities: List<Activity>
  /** A change request starts it: its conditions speak of one. Unknown else, because the job in Jenkins decides. */
  readonly runsOnChanges: Maybe<boolean>
}

/** A stage. Stages of one `parallel` run side by side. */
export interface Stage extends Fact {
  readonly pipeline: Pipeline
  readonly name: string
  /** Counted from 0 over the whole file. */
  readonly index: number
  readonly agent: Agent | null
  /** Names of its options, and of the steps that wrap others: `timeout`, `retry`, `lock`. */
  readonly options: List<string>
  /** It or the whole has a time-out. */
  readonly hasTimeout: boolean
  /** It asks a person: `input`. */
  readonly hasInput: boolean
  /** It or a stage before it asks a person. */
  readonly isGated: boolean
  /** It holds a lock, or the whole never runs twice at once. */
  readonly isExclusive: boolean
  /** The condition under `when` as written; null where there is none. */
  readonly condition: string | null
  /** Conditions under its `post`. */
  readonly post: List<string>
  /** Commands of its scripts, those of stages within left out; open where a step of a library may do more. */
  readonly commands: List<string>
  readonly activities: List<Activity>
  /** What tells that it deploys; null where nothing does. */
  readonly deployment: Activity | null
  /** Where it deploys, as its name and its scripts tell. */
  readonly target: 'production' | 'staging' | 'preview' | null
  /** A stage before it, or it itself before it deploys, runs tests; unknown where what runs before is not seen. */
  readonly isTested: Maybe<boolean>
  /** What finds out whether a deployment works; null where nothing does. */
  readonly verification: Maybe<string | null>
}

/** Where it runs. */
export interface Agent {
  readonly form: 'any' | 'none' | 'label' | 'docker' | 'dockerfile' | 'kubernetes' | 'other'
  /** The image of a docker agent; null for others. */
  readonly image: Maybe<string | null>
  /** The image has a tag other than latest, or a digest; null where there is none. */
  readonly isPinned: Maybe<boolean | null>
}

/** A shared library. */
export interface Library {
  readonly name: string
  /** The branch, tag or commit behind the `@`; null where none is written, so that Jenkins' own default counts. */
  readonly version: string | null
  /** It is a commit or a version with a number. */
  readonly isPinned: boolean
}

/** What a stage is taken to do, and what tells so. */
export interface Activity {
  readonly kind: 'deploy' | 'verify' | 'rollback' | 'migrate' | 'publish' | 'test' | 'lint' | 'scan' | 'sign' | 'build' | 'install' | 'feature-flag' | 'notify'
  readonly evidence: string
  readonly span: Span
}
