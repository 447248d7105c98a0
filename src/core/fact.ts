import type { Edit } from './fix'
import type { Location, Related } from './finding'
import type { Plain } from './value'

/** Where a path of a fact stands in its file. The span covers one token. */
export interface Place extends Location {
  /** The path itself is not written there: the span is that of the nearest ancestor's first token. */
  readonly missing: boolean
  readonly related?: readonly Related[]
  /** What is taken for granted when the value there is judged, `the default of var.size`: the message says so. */
  readonly assumes?: string
}

/** A value to write, by its type; `raw` is source text of the language, such as an HCL reference. */
export type Written = Plain | { readonly raw: string }

/** One change of a fact, in the words of a rule page's `fix`. Paths are `a.b["x.io/y"][0]`. */
export type Change =
  | { readonly kind: 'set' | 'append' | 'insert'; readonly path: string; readonly value: Written }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'replace'; readonly path: string; readonly text: string }

/**
 * A typed node of a file kind's model that rules look at.
 * Facts are total: what a file leaves out is null or empty, never absent; what cannot be known is unknown.
 */
export interface Fact {
  /** `docker.Stage` */
  readonly kind: string
  /** The file in which the fact is written. */
  readonly path: string
  /** Names the fact within its file, stable under edits elsewhere: `Deployment/web/container/app`. */
  readonly subject: string
  /** A syntax error touches this fact, so what is missing from it may merely be unread. */
  readonly damaged: boolean
  /** The token of a path: its value, else its key, else the first token of the nearest ancestor that is there. '' is the fact itself. */
  locate(path: string): Place
  /** Minimal edits for a change, or null where it cannot be made. */
  edit(change: Change): readonly Edit[] | null
}

/** A fact that others wrote, in a module that the workspace uses. Rules do not see it. */
export interface Borrowed {
  /** Where the workspace asks for it: the call of the module. Null where it is the workspace's own. */
  readonly askedAt: Location | null
}

/** A fact that tells what it is made of, where that outlives an edit elsewhere. Rules do not see it. */
export interface Lasting {
  /**
   * Facts of one kind with the same substance answer alike as long as they read nothing else; whoever reads something else tells
   * `readOutside`, or `readNear` where the surroundings determine it.
   */
  readonly substance: object | null
  /** What stands around the fact, such as its stage: an object that outlives an edit elsewhere. Null where nothing does. */
  readonly surroundings?: object | null
}
