import { afterLine, lineEnd, lineStart } from './lines'
import type { Span } from './span'
import type { Comment, CommentSyntax } from './suppression'

/**
 * What a comment on the line above may cover. Of a `leaf` no part can be covered but single lines; a comment that trails the
 * first line of a `block`, or stands at its end, covers all of it; a `branch` is covered by a comment above it alone.
 */
export interface Construct { readonly span: Span; readonly kind: 'leaf' | 'branch' | 'block' }

export interface CommentSource {
  readonly text: string
  readonly marker: CommentSyntax['marker']
  readonly comments: readonly Comment[]
  /** What may stand before a construct that begins its line. */
  readonly prefix: RegExp
  /** Outer constructs before inner ones. Read once, when first needed. */
  constructs(): Iterable<Construct>
  head(firstConstruct: number): number
  /** The largest construct around or below a comment. */
  block(comment: Comment): Span
}

/** `parent` is the index of the nearest line above whose constructs hold this one, or -1. */
interface Line { readonly start: number; outer: Construct; inner: Construct; parent: number }

/** Comments of a syntax whose constructs begin on lines of their own. */
export function commentSyntax(source: CommentSource): CommentSyntax {
  const { text } = source
  let known: readonly Line[] | null = null
  const lines = (): readonly Line[] => known ??= readLines(source)
  return {
    marker: source.marker,
    comments: source.comments,
    get head(): number { return source.head(lines()[0]?.start ?? 0) },
    covers(comment, reach): Span {
      if (reach === 'block' || reach === 'stage') return source.block(comment)
      const all = lines(), start = lineStart(text, comment.span[0]), end = lineEnd(text, comment.span[0])
      const at = position(all, start)
      if (text.slice(start, comment.span[0]).trim() !== '') {
        const own = all[at]
        if (own?.start !== start) return [start, end]
        return own.inner.kind === 'branch' ? [start, end] : [start, Math.max(end, own.inner.span[1])]
      }
      const around = enclosing(all, at, comment.span[0]), next = all[at + 1]
      if (around?.kind === 'leaf') return [comment.span[0], contentEnd(text, end)]
      if (around?.kind === 'block' && !(next && next.start < around.span[1])) return around.span
      return next ? whole(text, next) : comment.span
    },
    statementAt(offset): Span | null {
      const all = lines()
      const at = position(all, offset)
      const own = all[at]
      const line = own && own.start === lineStart(text, offset) ? own : holder(all, at, offset)
      return line && whole(text, line)
    },
  }
}

/** A line's outermost construct with what stands before it on its first line, indentation aside, and behind it on its last. */
function whole(text: string, line: Line): Span {
  const indent = /^\uFEFF?[ \t]*/.exec(text.slice(line.start, line.outer.span[0]))![0].length
  return [line.start + indent, lineEnd(text, line.outer.span[1])]
}

function readLines(source: CommentSource): readonly Line[] {
  const { text, prefix } = source
  const lines = new Map<number, Line>()
  for (const construct of source.constructs()) {
    const start = lineStart(text, construct.span[0])
    if (construct.span[0] - start > 500 || !prefix.test(text.slice(start, construct.span[0]))) continue
    const line = lines.get(start)
    if (!line) lines.set(start, { start, outer: construct, inner: construct, parent: -1 })
    else {
      line.inner = construct
      if (construct.span[1] > line.outer.span[1]) line.outer = construct
    }
  }
  const sorted = [...lines.values()].sort((a, b) => a.start - b.start)
  sorted.forEach((line, i) => { line.parent = holderAt(sorted, i - 1, line.outer.span[0]) })
  return sorted
}

/** Index of the last line that starts at or before an offset, or -1. */
function position(lines: readonly Line[], offset: number): number {
  let low = 0, high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (lines[middle]!.start <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Index of the nearest line from `from` upwards whose constructs reach an offset, or -1. */
function holderAt(lines: readonly Line[], from: number, offset: number): number {
  let i = from
  while (i >= 0 && offset > lines[i]!.outer.span[1]) i = lines[i]!.parent
  return i
}

const holder = (lines: readonly Line[], from: number, offset: number): Line | null => lines[holderAt(lines, from, offset)] ?? null

/** The innermost construct that has begun on a line above an offset and does not end before it. */
function enclosing(lines: readonly Line[], from: number, offset: number): Construct | null {
  const line = holder(lines, from, offset + 1)
  return line && (offset < line.inner.span[1] ? line.inner : line.outer)
}

/** End of the first line with content behind a line end. */
function contentEnd(text: string, end: number): number {
  let at = afterLine(text, end)
  while (at < text.length && /^[ \t]*((#|\/\/).*)?$/.test(text.slice(at, lineEnd(text, at)))) at = afterLine(text, lineEnd(text, at))
  return lineEnd(text, at)
}
