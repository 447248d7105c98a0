import { wordEnd } from './lex'

const header = /(?:resource|data|ephemeral|module|variable|output|locals|provider|terraform|moved|import|removed|check|action|list|run|mock_provider)[ \t]*(?:["{]|\r?$)/my
const heredocOpening = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*$/u

/** What line breaks and indentation say about where things end. Asked only about texts that do not parse. */
export class Layout {
  /** Where each line starts, and its indentation: -1 for a blank line, a comment, the body of a heredoc. */
  private readonly starts: number[] = [0]
  private readonly indents: number[] = []
  private readonly headers: number[] = []
  /** Line of a heredoc's opening mark to the line of its closing tag. */
  private readonly heredocs = new Map<number, number>()

  constructor(private readonly text: string) {
    const opened: (string | undefined)[] = [], opens = new Map<string, number[]>(), closes = new Map<string, number[]>()
    const note = (lines: Map<string, number[]>, tag: string, line: number): void => {
      const known = lines.get(tag)
      if (known) known.push(line)
      else lines.set(tag, [line])
    }
    for (let line = 0, start = 0; start <= text.length; line++) {
      const lineBreak = text.indexOf('\n', start), end = lineBreak < 0 ? text.length : lineBreak
      let first = start
      while (first < end && (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9)) first++
      const c = text[first], blank = first === end || c === '\r' || c === '#' || c === '/'
      this.indents.push(blank ? -1 : first - start)
      if (!blank) {
        const content = text.slice(first, end).trimEnd(), mark = content.lastIndexOf('<<')
        const tag = mark < 0 ? undefined : heredocOpening.exec(content.slice(mark))?.[1]
        if (tag) note(opens, opened[line] = tag, line)
        else if (wordEnd(content, 0, content.length) === content.length) note(closes, content, line)
      }
      start = end + 1
      if (start <= text.length) this.starts.push(start)
    }
    for (let line = 0; line < this.indents.length; line++) {
      header.lastIndex = this.starts[line]!
      if (this.indents[line] === 0 && header.test(text)) this.headers.push(this.starts[line]!)
      const tag = opened[line]
      if (!tag) continue
      // The same tag opened again before it is closed: this one was never closed.
      const close = firstPast(closes.get(tag) ?? [], line), again = firstPast(opens.get(tag)!, line)
      if (close === undefined || again !== undefined && again < close) continue
      this.heredocs.set(line, close)
      for (let inside = line + 1; inside <= close; inside++) this.indents[inside] = -1
      line = close
    }
  }

  /** Of the line that holds `offset`; -1 where that line opens nothing. */
  indentOf(offset: number): number { return this.indents[this.lineOf(offset)]! }

  /** Is `offset` the first thing on its line? */
  startsLine(offset: number): boolean {
    const line = this.lineOf(offset)
    return this.starts[line]! + this.indents[line]! === offset
  }

  /** Where the next top-level block starts on a later line. */
  sectionEnd(offset: number): number { return firstPast(this.headers, offset) ?? this.text.length }

  /** Where the lines end that belong to a statement at `offset`: those further in, and those at its own indentation that only close a bracket. */
  regionEnd(offset: number): number {
    const own = this.lineOf(offset), indent = this.indents[own]!
    let line = own + 1
    for (; line < this.indents.length; line++) {
      const other = this.indents[line]!
      if (other < 0 || other > indent || other === indent && '}])'.includes(this.text[this.starts[line]! + other]!)) continue
      break
    }
    return this.starts[line] ?? this.text.length
  }

  /** Start of the line that closes the heredoc opened on the line of `offset`. */
  heredocClose(offset: number): number | null {
    const line = this.heredocs.get(this.lineOf(offset))
    return line === undefined ? null : this.starts[line]!
  }

  private lineOf(offset: number): number {
    let low = 0, high = this.starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low
  }
}

/** The first of an ascending list that is greater than `value`. */
function firstPast(ascending: readonly number[], value: number): number | undefined {
  let low = 0, high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! <= value) low = middle + 1
    else high = middle
  }
  return ascending[low]
}
