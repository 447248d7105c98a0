import type { Span } from '../../core/span'
import type { Maybe } from '../../core/value'

/** What one command or action does, before it is known what else is done. */
export interface Act {
  /** `edit`: writes the name of an image into a manifest; `push`: pushes to Git, which deploys what was edited. */
  readonly does: 'test' | 'build' | 'edit' | 'push' | 'deploy' | 'wait' | 'check' | 'switch' | 'return'
  readonly evidence: string
  readonly words: string
  readonly span: Span
  /** It happens only if something before it in its script fails. */
  readonly isAfterFailure: boolean
  /** It stands behind a question in a condition: where users are already there, it corrects a wrong answer. */
  readonly mayCorrect: boolean
  /** A container image is built, rather than something else. */
  readonly isImage: boolean
  /** Hosts that it asks, as written; those in a cluster or on the machine itself are left out. */
  readonly hosts: readonly string[]
  /** It asks from within, where users do not come along. */
  readonly isInside: boolean
}

/** A step, or the script of a job. */
export interface Unit {
  readonly acts: readonly Act[]
  readonly isOnFailure: boolean
  /** It goes back to what was before, as it or its condition says. */
  readonly isBack: boolean
  /** Folder of the repository's action that it is a call of. */
  readonly action: string | null
}

/** A job as far as a release is concerned. */
export interface Job {
  readonly id: string
  readonly needs: readonly string[]
  readonly units: readonly Unit[]
  readonly isOnFailure: boolean
  readonly isBack: boolean
  /** As written; null where it has none. */
  readonly environment: string | null
  readonly isExclusive: boolean
  readonly isStartedByChanges: Maybe<boolean>
  /** Scripts, arguments, expressions and the values of variables, in which the version's name must be. */
  readonly text: string
  /** It hands variables to later jobs that no file shows. */
  readonly handsOn: boolean
  /** Path of the repository's workflow that it calls. */
  readonly calls: string | null
  /** What it hands to that workflow. */
  readonly inputs: readonly (readonly [name: string, text: string])[]
}

/** What a file does for releases. An action has one job. */
export interface Plan {
  readonly path: string
  readonly system: 'github-actions' | 'gitlab-ci'
  readonly jobs: readonly Job[]
  /** Names of the workflows that it goes on from. */
  readonly goesOnFrom: readonly string[]
}

/** What a Rollout does once it has a new version. */
export interface Controller {
  readonly name: string
  /** It promotes the version without being told to. */
  readonly isAutomatic: boolean
  readonly asksBefore: boolean
  readonly asksAfter: boolean
}
