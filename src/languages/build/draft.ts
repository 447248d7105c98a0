import type { Span } from '../../core/span'
import type { Maybe } from '../../core/value'
import type { Manifest } from './facts'

/** What one manifest says, whatever its tool. */
export interface Draft {
  readonly tool: Manifest['tool']
  readonly manager?: string
  readonly name?: Written | null
  readonly version?: { readonly text: Maybe<string>; readonly span: Span } | null
  readonly isPrivate?: boolean
  readonly dependencies: readonly DependencyDraft[]
  readonly plugins?: readonly Written[]
  readonly scripts?: readonly (readonly [string, Written])[]
  readonly gates?: readonly GateDraft[]
  readonly skippedTests?: Written | null
  readonly testRetries?: Written | null
  readonly publishesTo?: readonly string[]
  readonly isReproducible?: Maybe<boolean>
  /** The tool's version is fixed in this very file. */
  readonly toolPin?: Written | null
  /** It has packages below it that are built on their own. */
  readonly isAggregate?: boolean
  /** It names something to build or to install, unlike a file that holds settings of tools only. */
  readonly isProject?: boolean
  readonly isDamaged?: boolean
}

export interface Written { readonly text: string; readonly span: Span }

export interface DependencyDraft {
  readonly name: string
  readonly version: Maybe<string | null>
  readonly scope: 'main' | 'test' | 'development' | 'managed'
  readonly isFloating: Maybe<boolean>
  readonly span: Span
}

export interface GateDraft {
  readonly tool: string
  readonly purpose: 'coverage' | 'mutation'
  readonly floor: Maybe<number | null>
  readonly span: Span
}
