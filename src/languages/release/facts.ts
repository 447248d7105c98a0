import type { Fact } from '../../core/fact'
import type { List, Maybe } from '../../core/value'

/** The fact kinds of releases, which pipelines of several systems have, by the name that a rule's `on` uses. */
export interface Facts {
  'release.Step': Step
}

/**
 * What a pipeline does to bring a version to its users: a command, an action, or what a Rollout of Argo Rollouts does once it is given the version.
 * Workflows and actions of the repository that a pipeline calls are parts of it, as are those that it goes on from.
 */
export interface Step extends Fact {
  readonly system: 'github-actions' | 'gitlab-ci'
  readonly does: Deed
  /** What tells so: `kubectl patch service`, `prePromotionAnalysis of the Rollout shop`. */
  readonly evidence: string
  /** The job as the file names it; `deploy/switch` for a job of a workflow that the job `deploy` calls. */
  readonly job: string
  /** What has been done before it, in this job and in those that it waits for. What only happens after a failure is left out. */
  readonly before: List<Deed>
  /** What is done behind it, in this job and in those that wait for it. */
  readonly after: List<Deed>
  /** All that the pipeline does, in whatever order. */
  readonly among: List<Deed>
  /** It happens when something before it has failed. */
  readonly runsOnFailure: boolean
  /** A Rollout does it by itself, or once a person promotes it. */
  readonly isAutomatic: boolean
  /** Name of the environment of its job; null where it has none. */
  readonly environment: Maybe<string | null>
  /** One run at a time does it, and none is stopped half-way for another. */
  readonly isExclusive: boolean
  /** Its step deploys nothing else that nobody has looked at before. */
  readonly isAlone: boolean
  /** Its job names the commit, the digest or an output of the job that built. */
  readonly namesBuild: boolean
  /** A pull request, or a push to any branch, starts it. */
  readonly isStartedByChanges: Maybe<boolean>
  /** How often the whole pipeline builds an image. */
  readonly builds: number
}

/** `smoke`: asks a version that is deployed and has no users yet. `verify`: asks from outside once it has them. `check`: asks or tests at another time. `return`: sends users back, or brings the old version back. */
export type Deed = 'test' | 'build' | 'deploy' | 'wait' | 'check' | 'smoke' | 'switch' | 'verify' | 'return'
