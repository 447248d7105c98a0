import type { Fact } from '../../core/fact'
import type { Span } from '../../core/span'
import type { List, Maybe } from '../../core/value'

/** The fact kinds of GitLab's pipelines, by the name that a rule's `on` uses. */
export interface Facts {
  'gitlab-ci.Pipeline': Pipeline
  'gitlab-ci.Job': Job
  'gitlab-ci.Include': Include
}

/** A pipeline: a `.gitlab-ci.yml` with the files of the workspace that it includes, or a file for others to include. */
export interface Pipeline extends Fact {
  /** The file's name without its folder. */
  readonly fileName: string
  /** GitLab runs it: it is no file that is there for others to include. */
  readonly isMain: boolean
  /** Names of the stages in their order, `.pre` and `.post` included; those that GitLab has by default where none are written. */
  readonly stages: List<string>
  readonly includes: List<Include>
  /** Jobs that run, those of included files among them; open where a file that is included is not seen. */
  readonly jobs: List<Job>
  /** Rules of `workflow`, which say when a pipeline is made; null where there are none. */
  readonly workflowRules: List<Rule> | null
  /** A merge request starts it, or a push to any branch. */
  readonly runsOnChanges: Maybe<boolean>
  /** One job has `rules`, another `only` or `except`. */
  readonly mixesRulesAndOnly: boolean
  /** Long-lived keys of a cloud that it, or a job of it, has in a variable or names in a script: `AWS_SECRET_ACCESS_KEY`. */
  readonly cloudKeys: List<string>
}

/** An entry of `include`. */
export interface Include extends Fact {
  /** `local`: a file of this repository; `project`: a file of another one. */
  readonly form: 'local' | 'project' | 'remote' | 'template' | 'component' | 'unknown'
  /** The path, the address or the name as written. */
  readonly location: Maybe<string>
  /** The branch, tag or commit of a project or the version of a component; null where none is written. */
  readonly ref: Maybe<string | null>
  /** It cannot change by itself: a file of this repository, a template of GitLab, a commit, a whole version, or an address with a checksum. */
  readonly isPinned: Maybe<boolean>
}

/** A job that runs: what it says itself, what it extends and what `default` gives it. Paths are its keys. */
export interface Job extends Fact {
  readonly pipeline: Pipeline
  readonly name: string
  /** The stage, `test` where none is written. */
  readonly stage: Maybe<string>
  /** Names under `needs`; null where there is no `needs`, so that it waits for all earlier stages. */
  readonly needs: List<string> | null
  /** The jobs that it waits for, at any distance; open where a file that is included is not seen. */
  readonly ancestors: List<Job>
  /** The jobs that wait for it, at any distance. */
  readonly descendants: List<Job>
  readonly environment: Environment | null
  readonly resourceGroup: Maybe<string | null>
  /** Null where it has none. */
  readonly rules: List<Rule> | null
  /** It has `only` or `except`. */
  readonly hasOnly: boolean
  readonly when: Maybe<string>
  /** A person starts it, in every case in which it can run. */
  readonly isManual: Maybe<boolean>
  /** It runs after another one has failed. */
  readonly runsOnFailure: Maybe<boolean>
  readonly allowFailure: Maybe<boolean>
  /** As written on the job or under `default`: `30 minutes`. Unknown where nothing is, because the project's own setting counts then. */
  readonly timeout: Maybe<string>
  /** How often it is tried again; 0 where nothing is written. */
  readonly retries: Maybe<number>
  readonly interruptible: Maybe<boolean>
  /** Null where none is written. */
  readonly image: Image | null
  /** Its image and those of its `services`. */
  readonly images: List<Image>
  /** Names of its `services`. */
  readonly services: List<string>
  /** Commands of before_script, script and after_script, one line each; open where some are not seen. */
  readonly commands: List<string>
  /** What its commands and its name tell that it does. */
  readonly activities: List<Activity>
  /** What tells that it deploys: a command, an environment that it starts, its name; null where nothing does. */
  readonly deployment: Activity | null
  /** Where it deploys, as its environment and its name tell; null where nothing does. */
  readonly target: Maybe<'production' | 'staging' | 'preview' | null>
  /** A job before it runs tests; unknown where a job before it is not seen. */
  readonly isTested: Maybe<boolean>
  /** What finds out whether a deployment works: a command that waits or asks, here or in a job behind it; null where nothing does. */
  readonly verification: Maybe<string | null>
  /** A merge request, or a push to any branch, starts it. */
  readonly runsOnChanges: Maybe<boolean>
  /** Only a schedule starts it, or its rules name schedules. */
  readonly runsOnSchedule: Maybe<boolean>
  /** Names of tokens that it asks GitLab for by OpenID Connect. */
  readonly idTokens: List<string>
  /** Long-lived keys of a cloud that it has in a variable or names in a script. */
  readonly cloudKeys: List<string>
  /** It starts another pipeline instead of a script. */
  readonly isTrigger: boolean
}

/** An environment of a job. */
export interface Environment {
  readonly name: Maybe<string | null>
  /** `start` where none is written. */
  readonly action: Maybe<string>
  readonly url: Maybe<string | null>
  /** The job that takes it down. */
  readonly onStop: Maybe<string | null>
  /** `production`, `staging` … as written. */
  readonly tier: Maybe<string | null>
}

/** An entry of `rules`. */
export interface Rule {
  /** As written; null where there is none. */
  readonly condition: Maybe<string | null>
  readonly when: Maybe<string | null>
  /** It looks at changed files. */
  readonly hasChanges: boolean
}

/** An image that a job runs in. */
export interface Image {
  readonly text: Maybe<string>
  readonly tag: Maybe<string | null>
  readonly digest: Maybe<string | null>
  /** A digest names it, so that it cannot become another. Variables that the pipeline sets itself are put in. */
  readonly isPinned: Maybe<boolean>
}

/** What a job is taken to do, and what tells so. */
export interface Activity {
  readonly kind: 'deploy' | 'verify' | 'rollback' | 'migrate' | 'publish' | 'test' | 'lint' | 'scan' | 'sign' | 'build' | 'install' | 'feature-flag' | 'notify'
  /** The command or name that tells: `kubectl apply`, `job 'deploy'`. */
  readonly evidence: string
  readonly span: Span
}
