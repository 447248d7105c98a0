import type { Span } from './span'

export const safeties = ['safe', 'review', 'suggest'] as const
/** `safe`: running behaviour cannot change, or the file was refused before. `suggest`: a value is invented. All else is `review`. */
export type FixSafety = typeof safeties[number]

/** A change of a workspace file, or a new one. Placeholders are spans within `text` that a reader is to look at. */
export type Edit =
  | { readonly path: string; readonly span: Span; readonly text: string; readonly placeholders?: readonly Span[] }
  | { readonly path: string; readonly create: string }

/** What mends a finding: minimal text edits, never a re-serialised file. */
export interface Fix {
  readonly title: string
  readonly safety: FixSafety
  readonly edits: readonly Edit[]
}
