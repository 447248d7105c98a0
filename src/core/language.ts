import type { Document } from './document'
import type { Fact } from './fact'
import type { Exported, Lookup } from './lookup'
import type { Location } from './finding'
import type { CommentSyntax, Suppression } from './suppression'
import type { Unknown } from './value'

/** What a language may ask of the workspace. Every read and listing is recorded as a dependency of the scope that asked. */
export interface Environment extends Lookup {
  /** The file at a workspace path, or null where there is none. Paths use forward slashes and have no leading slash. */
  read(path: string): Document | null
  /** Paths of the files directly in a folder ('' is the root). */
  list(folder: string): readonly string[]
  /** Paths of the folders directly in a folder. */
  folders(folder: string): readonly string[]
  /** Names of everything in a folder, files of no language and links among them; unknown where only some files of the workspace are known. */
  names(folder: string): readonly string[] | Unknown
  /** A setting that a language reads, `kubernetes.version`, as configured for a path; undefined when not set. */
  setting(path: string, name: string): unknown
}

/** A file's text that its reader could not make sense of. */
export interface SyntaxError extends Location { readonly message: string }

/** One way in which a scope is used: a module call, an overlay, a values file. The only context of most scopes has no name. */
export interface Context {
  readonly name: string | null
  /** The files that it is made of, where contexts are not all made of the same: it has no say in findings of others. */
  readonly files?: ReadonlySet<string>
  /** All facts; those of kinds that `isWanted` refuses may be left out where they are costly. */
  facts(isWanted?: (kind: string) => boolean): Iterable<Fact>
}

/** A scope as read: what is checked as a whole. */
export interface Scope {
  /** The files whose findings this scope reports. */
  readonly files: readonly string[]
  readonly errors: readonly SyntaxError[]
  readonly contexts: readonly Context[]
  /** Suppressions that are not comments, such as annotations. */
  readonly suppressions?: readonly { readonly path: string; readonly suppression: Suppression }[]
  /** What others may look up. Computed without any look-up. */
  exports(): Iterable<Exported>
}

/** A file kind: detection, parsing, facts and edits of one syntax. Knows neither rules nor severities. */
export interface Language {
  /** The rule pack and settings name: `docker`, `kubernetes`. */
  readonly id: string
  /** Packs of other languages whose facts its scopes hold too: rules of Prometheus in an object of Kubernetes. */
  readonly guests?: readonly string[]
  /** Is this file of our kind? By its path first; `head` gives the first 4 KB of its text where the path does not tell. */
  claims(path: string, head: () => string): boolean
  /** Names of the scopes that a claimed file belongs to, usually one. A name begins with a path, so that it is unique in its language. */
  scopesOf(path: string, environment: Environment): readonly string[]
  read(scope: string, environment: Environment): Scope
  /** Where comments stand and may stand in a claimed file; null where its format has none. */
  comments(document: Document): CommentSyntax | null
}
