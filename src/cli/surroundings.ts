import type { Language } from '../core/language'
import type { RuleLibrary } from '../core/library'
import type { Checklist, Selection } from '../readiness/checklist'
import type { Exercise } from '../readiness/exercise'

/** What a run of the command line gets from its process. */
export interface Surroundings {
  readonly cwd: string
  readonly env: { readonly [name: string]: string | undefined }
  readonly version: string
  readonly languages: readonly Language[]
  library(): RuleLibrary
  readonly checklists: readonly Checklist[]
  readonly selections: readonly Selection[]
  readonly exercises: readonly Exercise[]
  /** The folder of the lessons. */
  readonly curriculum: string
  stdin(): Promise<Uint8Array>
  /** Asks the user, where somebody sits at a terminal. */
  readonly ask?: (question: string) => Promise<string>
  /** The report, and nothing else, goes to `out`. */
  readonly out: Stream
  readonly err: Stream
  /** Serves an editor over standard input and output; does not return while it does. */
  serve(): Promise<void>
}

export interface Stream { write(text: string): void; readonly isTerminal: boolean }

export const exitCodes = { clean: 0, findings: 1, usage: 2, internal: 3 } as const

/** Wrong use of the command line or a broken configuration: exit code 2. */
export class UsageError extends Error {}
