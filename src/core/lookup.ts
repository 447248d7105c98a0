import type { Unknown } from './value'

/** A name under which scopes export summaries of type `S`. */
export interface Key<S> { readonly name: string; readonly summary?: S }

/** A summary and the scope that exported it. Summaries are frozen plain data with spans. */
export interface Exported<S = unknown> { readonly key: Key<S>; readonly summary: S }

/**
 * Asks the workspace who defines a name. Every question is recorded, negative answers included, so that the asker is
 * checked again when the answer changes. Unknown while the index is not complete.
 */
export interface Lookup {
  find<S>(key: Key<S>): readonly S[] | Unknown
}
