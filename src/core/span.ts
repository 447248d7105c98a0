/** Half-open UTF-16 offsets into one file's text. The only position type below the server and the reports. */
export type Span = readonly [start: number, end: number]

/** Do two spans share a character, or does an empty one touch the other? */
export const overlaps = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1] || a[0] === b[0] || a[0] === a[1] && a[0] === b[1] || b[0] === b[1] && b[0] === a[1]

/** Does `outer` hold the whole of `inner`? */
export const contains = (outer: Span, inner: Span): boolean => outer[0] <= inner[0] && inner[1] <= outer[1]

/** Zero-based line and UTF-16 column. */
export interface Position { readonly line: number; readonly column: number }

/** The line starts of a text, for turning offsets into positions and back. Lines end with LF, CRLF or CR. */
export class LineIndex {
  private readonly starts: readonly number[]

  constructor(private readonly text: string) {
    const starts = [0]
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === 10 || c === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1)
    }
    this.starts = starts
  }

  get lineCount(): number { return this.starts.length }

  /** Offset at which a line starts; the text's length past the last line. */
  startOf(line: number): number { return this.starts[line] ?? this.text.length }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length))
    let low = 0, high = this.starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.starts[middle]! <= clamped) low = middle
      else high = middle
    }
    return { line: low, column: clamped - this.starts[low]! }
  }

  offsetAt(position: Position): number {
    const start = this.startOf(position.line), next = this.startOf(position.line + 1)
    return Math.max(start, Math.min(start + position.column, next))
  }
}
