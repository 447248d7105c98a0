import type { Key } from '../../core/lookup'
import type { Maybe } from '../../core/value'

/** A service of a compose file as others see it. Frozen plain data. */
export interface ServiceSummary {
  readonly path: string
  readonly name: string
  /** As written, with variables that have a value replaced; null where the service is only built. */
  readonly image: Maybe<string | null>
  /** Workspace path of the Dockerfile that builds it; null where none does or it is not in the workspace. */
  readonly dockerfile: string | null
  /** Workspace path of the build's context folder. */
  readonly context: string | null
  readonly target: Maybe<string | null>
  /** Build arguments; null for those whose value comes from the environment. */
  readonly args: ReadonlyMap<string, Maybe<string | null>>
  /** Named build contexts. */
  readonly additionalContexts: readonly string[]
  readonly hasHealthcheck: Maybe<boolean>
}

/** The name under which the services that build a Dockerfile are found, by its workspace path. */
export const servicesThatBuild = (dockerfile: string): Key<ServiceSummary> => ({ name: `compose-builds:${dockerfile}` })

/** The name under which the services of a compose file are found, by its workspace path. */
export const servicesOf = (path: string): Key<ServiceSummary> => ({ name: `compose:${path}` })
