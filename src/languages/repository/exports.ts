import type { Key } from '../../core/lookup'
import { matchesPattern } from './pattern'

export { ecosystemsIn } from './files'

/** The CODEOWNERS file that counts. Frozen plain data. */
export interface CodeownersSummary {
  readonly path: string
  /** The folder that its patterns are relative to, '' for the root. */
  readonly root: string
  readonly lines: readonly OwnershipSummary[]
}

export interface OwnershipSummary { readonly pattern: string; readonly owners: readonly string[] }

/** CODEOWNERS files that the host reads. */
export const codeowners: Key<CodeownersSummary> = { name: 'repository:codeowners' }

/** The line that decides whose a file is: the last one that matches; null where none does. */
export function ownersOf(summary: CodeownersSummary, path: string): OwnershipSummary | null {
  if (summary.root !== '' && !path.startsWith(`${summary.root}/`)) return null
  const inner = summary.root === '' ? path : path.slice(summary.root.length + 1)
  for (let i = summary.lines.length - 1; i >= 0; i--) if (matchesPattern(summary.lines[i]!.pattern, inner)) return summary.lines[i]!
  return null
}

/** What hooks run before a commit, wherever they are set up. Frozen plain data. */
export interface HooksSummary { readonly path: string; readonly checksCommits: boolean; readonly findsSecrets: boolean; readonly linters: readonly string[] }

/** Hooks of Husky, Lefthook and lint-staged. */
export const hooks: Key<HooksSummary> = { name: 'repository:hooks' }
