import type { Key } from '../../core/lookup'

/** A build file as others see it. Frozen plain data. */
export interface ManifestSummary {
  readonly path: string
  readonly folder: string
  readonly tool: string
  /** The name without a group. */
  readonly name: string | null
  /** It only holds what is built on its own below it. */
  readonly isAggregate: boolean
  readonly isProject: boolean
  readonly contractTools: readonly string[]
}

/** All manifests of the workspace. */
export const manifests: Key<ManifestSummary> = { name: 'build:manifests' }
