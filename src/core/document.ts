/** Turns a text into a tree; may reuse the tree of the previous text. Never throws. */
export interface Parser<T> { parse(text: string, previous?: T): T }

/** One version of a file's text, with the trees that were parsed from it. */
export class Document {
  private readonly trees = new Map<Parser<unknown>, unknown>()
  private before: ReadonlyMap<Parser<unknown>, unknown> | null

  constructor(readonly path: string, readonly text: string, previous?: Document) {
    this.before = previous ? previous.trees : null
  }

  tree<T>(parser: Parser<T>): T {
    if (!this.trees.has(parser)) this.trees.set(parser, parser.parse(this.text, this.before?.get(parser) as T | undefined))
    return this.trees.get(parser) as T
  }

  /** Forgets the trees; they are parsed again when asked for. */
  drop(): void {
    this.trees.clear()
    this.before = null
  }
}
