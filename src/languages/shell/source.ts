import type { Span } from '../../core/span'

/** Text for the shell together with the places in the file it came from. */
export interface ShellSource {
  readonly text: string
  /** The whole file; every span that leaves this layer is an offset pair into it. */
  readonly file: string
  /** Spans of `text`, sorted, that only run time knows: `${{ … }}`, shown to the shell as underscores. */
  readonly holes: readonly Span[]
  /** From a span of `text` to the span of the file that was written for it. Total: anything outside `text` is clamped. */
  toFile(span: Span): Span
}

/**
 * Where each stretch of a derived text came from. A stretch of equal length on both sides maps character by character;
 * any other stretch (an escape, a folded newline) maps as a whole. Stretches are added in order and may leave gaps in the origin.
 */
export class OffsetMap {
  private readonly starts: number[] = []
  private readonly origins: number[] = []
  private readonly widths: number[] = []
  private length = 0

  constructor(private readonly base: number) {}

  get size(): number { return this.length }

  add(length: number, origin: number, width: number): void {
    if (length === 0) return
    const last = this.starts.length - 1
    if (length === width && last >= 0 && this.widths[last] === this.length - this.starts[last]! && this.origins[last]! + this.widths[last]! === origin) {
      this.widths[last]! += width
    } else {
      this.starts.push(this.length)
      this.origins.push(origin)
      this.widths.push(width)
    }
    this.length += length
  }

  toFile(offset: number): number {
    if (this.length === 0) return this.base
    if (offset >= this.length) return this.end(this.length)
    const i = this.indexOf(Math.max(0, offset))
    return this.isExact(i) ? this.origins[i]! + Math.max(0, offset) - this.starts[i]! : this.origins[i]!
  }

  /** An end is mapped through the last character before it, so that a span never takes in what was dropped after it. */
  toFileSpan([start, end]: Span): Span {
    const from = this.toFile(start)
    return end <= start ? [from, from] : [from, Math.max(from, this.end(Math.min(end, this.length)))]
  }

  private end(offset: number): number {
    if (offset <= 0 || this.length === 0) return this.toFile(0)
    const i = this.indexOf(offset - 1)
    return this.origins[i]! + (this.isExact(i) ? offset - this.starts[i]! : this.widths[i]!)
  }

  private isExact(i: number): boolean { return (this.starts[i + 1] ?? this.length) - this.starts[i]! === this.widths[i] }

  private indexOf(offset: number): number {
    let low = 0, high = this.starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low
  }
}

class Builder {
  private readonly chunks: string[] = []
  private readonly map: OffsetMap

  constructor(private readonly file: string, base: number) { this.map = new OffsetMap(base) }

  copy(start: number, end: number): void { this.put(this.file.slice(start, end), start, end) }

  put(text: string, start: number, end: number): void {
    this.chunks.push(text)
    this.map.add(text.length, start, end - start)
  }

  done(hasExpressions: boolean): ShellSource {
    const map = this.map, text = this.chunks.join('')
    const inner = hasExpressions ? expressions(text) : []
    return {
      text: fill(text, inner), file: this.file,
      holes: inner,
      toFile: span => map.toFileSpan(span),
    }
  }
}

/** The `${{ … }}` of a text; an unclosed one reaches to the end of its line. */
function expressions(text: string): Span[] {
  const found: Span[] = [], last = text.lastIndexOf('}}')
  for (let start = text.indexOf('${{'); start >= 0; start = text.indexOf('${{', found.at(-1)![1])) {
    if (last < start) {
      const line = text.indexOf('\n', start)
      found.push([start, line < 0 ? text.length : line])
      continue
    }
    let i = start + 3, isQuoted = false
    while (i < text.length && (isQuoted || !text.startsWith('}}', i))) {
      if (text[i] === "'") isQuoted = !isQuoted
      i++
    }
    found.push([start, (i < text.length ? i : text.indexOf('}}', start)) + 2])
  }
  return found
}

const fill = (text: string, spans: readonly Span[]): string => {
  if (spans.length === 0) return text
  let out = '', last = 0
  for (const [start, end] of spans) {
    out += text.slice(last, start) + '_'.repeat(end - start)
    last = end
  }
  return out + text.slice(last)
}

/** A script whose text is the file's own slice. */
export function fromText(file: string, [start, end]: Span): ShellSource {
  const built = new Builder(file, start)
  built.copy(start, end)
  return built.done(false)
}

/**
 * The shell text of a Dockerfile instruction, as long as its slice: what the Dockerfile parser removes before the shell sees it
 * (continuations, comment lines and empty lines between them) is blank. After the first line that is not continued,
 * which only a heredoc can follow, the text is verbatim.
 */
export function fromDockerfile(file: string, [start, end]: Span, escape: '\\' | '`' = '\\'): ShellSource {
  const chunks: string[] = []
  for (let at = start, isFirst = true; at < end; isFirst = false) {
    const newline = file.indexOf('\n', at), next = newline < 0 || newline >= end ? end : newline + 1
    const line = file.slice(at, next)
    at = next
    if (!isFirst && /^[ \t]*(?:#|\r?\n?$)/.test(line)) {
      chunks.push(' '.repeat(line.length))
      continue
    }
    const tail = lineTail(line, escape)
    if (tail < 0) {
      chunks.push(line, file.slice(at, end))
      break
    }
    // Blanks may stand for the continuation only where they cannot split a word.
    const isWordBroken = tail > 0 && !/\s/.test(line[tail - 1]!) && at < end && !/[\s#]/.test(file[at]!) && line.length - tail === 2
    chunks.push(line.slice(0, tail), isWordBroken ? '\\\n' : ' '.repeat(line.length - tail))
  }
  const text = chunks.join('')
  return { text, file, holes: [], toFile: ([from, to]) => [clamp(from, text.length) + start, clamp(Math.max(from, to), text.length) + start] }
}

const clamp = (n: number, length: number): number => Math.max(0, Math.min(n, length))

/** Where a continued line's escape character stands; -1 when the line is not continued. */
function lineTail(line: string, escape: string): number {
  let i = line.length - 1
  while (i >= 0 && (line[i] === '\n' || line[i] === '\r' || line[i] === ' ' || line[i] === '\t')) i--
  return i >= 0 && line[i] === escape && (line.endsWith('\n') || i === line.length - 1) ? i : -1
}

/** The body of a heredoc, verbatim but for the leading tabs that `<<-` takes away; a line break of Windows is read as the one that the repository holds. */
export function fromHeredoc(file: string, [start, end]: Span, stripTabs = false): ShellSource {
  const built = new Builder(file, start)
  for (const [from, to] of lines(file, start, end)) {
    let content = from
    while (stripTabs && content < to && file[content] === '\t') content++
    const isWindows = to - content >= 2 && file[to - 2] === '\r' && file[to - 1] === '\n'
    built.copy(content, isWindows ? to - 2 : to)
    if (isWindows) built.put('\n', to - 2, to)
  }
  return built.done(false)
}

function* lines(file: string, start: number, end: number): Generator<Span> {
  while (start < end) {
    const newline = file.indexOf('\n', start), next = newline < 0 || newline >= end ? end : newline + 1
    yield [start, next]
    start = next
  }
}

/**
 * The value of a YAML scalar whose source (block header and quotes included) is the span, with `${{ … }}` turned into underscores.
 * Equal to the value a YAML reader gives, except for newlines at the very end.
 */
export function fromYamlScalar(file: string, [start, end]: Span): ShellSource {
  const built = new Builder(file, start), first = file[start]
  if (start < end) {
    if (first === '|' || first === '>') block(built, file, start, end, first === '>')
    else if (first === "'" || first === '"') flow(built, file, start + 1, end > start + 1 && file[end - 1] === first ? end - 1 : end, first)
    else flow(built, file, start, end, '')
  }
  return built.done(true)
}

interface Line { readonly start: number; readonly end: number; readonly next: number }

function block(built: Builder, file: string, start: number, end: number, isFolded: boolean): void {
  const header = file.indexOf('\n', start)
  if (header < 0 || header >= end) return
  const digit = /^[|>][+-]?([1-9])/.exec(file.slice(start, header))
  let indent = digit ? parentIndent(file, start) + Number(digit[1]) : -1
  const content: Line[] = []
  for (const [from, next] of lines(file, header + 1, end)) {
    let stop = next
    if (file[stop - 1] === '\n') stop--
    if (file[stop - 1] === '\r' && stop > from && stop < next) stop--
    let blanks = from
    while (blanks < stop && file[blanks] === ' ') blanks++
    const isBlank = blanks === stop
    if (indent < 0 && !isBlank) indent = blanks - from
    if (!isBlank && blanks - from < indent) break
    content.push({ start: Math.min(indent < 0 ? stop : from + indent, stop), end: stop, next })
  }
  if (indent < 0) return
  if (!isFolded) {
    for (const line of content) {
      built.copy(line.start, line.end)
      if (line.next > line.end) built.put('\n', line.end, line.next)
    }
    return
  }
  let open: Line | null = null, empties: Line[] = []
  for (const line of content) {
    if (line.start === line.end) {
      empties.push(line)
      continue
    }
    if (open && isSpaced(file, open) === false && isSpaced(file, line) === false) {
      if (empties.length === 0) built.put(' ', open.end, open.next)
    } else if (open) built.put('\n', open.end, open.next)
    for (const empty of empties) built.put('\n', empty.end, empty.next)
    empties = []
    built.copy(line.start, line.end)
    open = line
  }
  if (open && open.next > open.end) built.put('\n', open.end, open.next)
}

const isSpaced = (file: string, line: Line): boolean => file[line.start] === ' ' || file[line.start] === '\t'

/** Indentation of the node that holds a block scalar with an explicit indentation: its key's column, or its dash's. */
function parentIndent(file: string, at: number): number {
  const line = file.slice(file.lastIndexOf('\n', at - 1) + 1, at)
  const lead = /^ *(?:- +)*/.exec(line)![0].length
  return lead < line.length ? lead : Math.max(0, line.lastIndexOf('-'))
}

const escapes: Readonly<Record<string, string>> = {
  0: '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ',
  '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
}
const hexWidth: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function flow(built: Builder, file: string, start: number, end: number, quote: string): void {
  let plain = start, i = start
  const flush = (to: number): void => { built.copy(plain, to) }
  while (i < end) {
    const c = file[i]!
    if (c === "'" && quote === "'" && file[i + 1] === "'" && i + 1 < end) {
      flush(i)
      built.put("'", i, i + 2)
      plain = i += 2
    } else if (c === '\\' && quote === '"' && i + 1 < end) {
      flush(i)
      const e = file[i + 1]!, width = hexWidth[e]
      if (e === '\n' || e === '\r') {
        i += e === '\r' && file[i + 2] === '\n' ? 3 : 2
        // Empty lines after an escaped line break are still line breaks.
        for (;;) {
          let blanks = i
          while (blanks < end && (file[blanks] === ' ' || file[blanks] === '\t')) blanks++
          const width = file[blanks] === '\n' ? 1 : file[blanks] === '\r' && file[blanks + 1] === '\n' ? 2 : 0
          if (width === 0 || blanks + width > end) {
            plain = i = blanks
            break
          }
          built.put('\n', blanks, blanks + width)
          i = blanks + width
        }
      } else if (width && /^[0-9a-fA-F]+$/.test(file.slice(i + 2, i + 2 + width)) && i + 2 + width <= end) {
        const code = parseInt(file.slice(i + 2, i + 2 + width), 16)
        built.put(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd', i, i + 2 + width)
        plain = i += 2 + width
      } else {
        built.put(escapes[e] ?? e, i, i + 2)
        plain = i += 2
      }
    } else if (c === '\n' || c === '\r' && file[i + 1] === '\n') {
      let stop = i
      while (stop > plain && (file[stop - 1] === ' ' || file[stop - 1] === '\t')) stop--
      flush(stop)
      const breaks: Span[] = []
      while (i < end) {
        if (file[i] === '\n') breaks.push([i, ++i])
        else if (file[i] === '\r' && file[i + 1] === '\n' && i + 1 < end) breaks.push([i, i += 2])
        else if (file[i] === ' ' || file[i] === '\t') i++
        else break
      }
      if (breaks.length === 1) built.put(' ', breaks[0]![0], breaks[0]![1])
      else for (const [from, to] of breaks.slice(1)) built.put('\n', from, to)
      plain = i
      if (breaks.length === 0) i++
    } else i++
  }
  flush(Math.max(plain, end))
}

/** A stretch of a derived text and the span of the source's text it stands for. */
export interface Piece { readonly text: string; readonly origin: Span; readonly isHole?: boolean }

/** A script inside of a script, as in `sh -c '…'`: what the pieces say, with spans of the same file. */
export function derive(source: ShellSource, pieces: readonly Piece[]): ShellSource {
  const map = new OffsetMap(pieces[0]?.origin[0] ?? 0), holes: Span[] = []
  for (const { text, origin, isHole } of pieces) {
    if (isHole) holes.push([map.size, map.size + text.length])
    map.add(text.length, origin[0], origin[1] - origin[0])
  }
  return { text: pieces.map(piece => piece.text).join(''), file: source.file, holes, toFile: span => source.toFile(map.toFileSpan(span)) }
}
