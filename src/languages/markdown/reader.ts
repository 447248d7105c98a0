import type { Parser } from '../../core/document'
import { forgeSlugOf, slugOf } from '../../core/slug'
import type { Span } from '../../core/span'

/** A piece of text and where it stands. */
export interface Piece { readonly text: string; readonly span: Span }

export interface HeadingBlock extends Piece { readonly level: number; readonly slug: string; /** Where its line begins, and where the next heading of its level or a higher one does. */ readonly start: number; end: number }
export interface FenceBlock { readonly language: string; readonly lines: readonly Piece[]; readonly span: Span }
export interface TableBlock { readonly header: readonly Piece[]; readonly rows: readonly (readonly Piece[])[]; readonly span: Span }
export interface ItemBlock extends Piece { readonly isOrdered: boolean; readonly indent: number; /** It stands within another one. */ readonly isInner: boolean; /** Null where it has no box. */ readonly isDone: boolean | null }
/** A heading, a paragraph, a point or a row: what somebody reads in one go. */
export interface SayingBlock extends Piece { readonly form: 'heading' | 'text' | 'point' | 'row'; readonly indent: number; /** The words in bold, or before a colon, that it begins with; '' where it begins with none. */ readonly label: string; /** Where its line begins. */ readonly start: number }
export interface LinkBlock { readonly target: string; readonly text: string; readonly span: Span }

/** What a page is made of, each kind in the order of the text. */
export interface Blocks {
  readonly text: string
  /** Between the lines of dashes; null where there is none. */
  readonly front: Span | null
  readonly headings: readonly HeadingBlock[]
  readonly fences: readonly FenceBlock[]
  readonly tables: readonly TableBlock[]
  readonly items: readonly ItemBlock[]
  readonly links: readonly LinkBlock[]
  readonly sayings: readonly SayingBlock[]
  /** Fragments that links may name: of headings, and of anchors in HTML. */
  readonly slugs: readonly string[]
}

export const pageParser: Parser<Blocks> = { parse: text => new Reader(text).read() }

/** No longer line is looked into. */
const longestLine = 4000

interface OpenSaying { text: string; readonly span: Span; readonly form: SayingBlock['form']; readonly indent: number; readonly start: number }
interface OpenItem { text: string; readonly span: Span; readonly isOrdered: boolean; readonly indent: number; readonly isInner: boolean; readonly isDone: boolean | null }

/** Reads line by line; every line is looked at once. */
class Reader {
  private readonly headings: HeadingBlock[] = []
  private readonly fences: FenceBlock[] = []
  private readonly tables: TableBlock[] = []
  private readonly items: OpenItem[] = []
  private readonly links: LinkBlock[] = []
  private readonly sayings: OpenSaying[] = []
  private readonly slugs: string[] = []
  private readonly counts = new Map<string, number>()

  constructor(private readonly text: string) {}

  read(): Blocks {
    const { text } = this
    let at = text.startsWith('\uFEFF') ? 1 : 0, front: Span | null = null
    const opening = /^---[ \t]*\r?\n/.exec(text.slice(at, at + 100))
    if (opening) {
      const from = at + opening[0].length, closing = /^(?:---|\.\.\.)[ \t]*\r?$/m.exec(text.slice(from, from + 20_000))
      if (closing) { front = [from, from + closing.index]; at = from + closing.index + closing[0].length + 1 }
    }
    let fence: { readonly mark: string; readonly indent: number; readonly language: string; readonly span: Span; readonly lines: Piece[] } | null = null
    let isComment = false, outer: number | null = null, paragraph: Piece | null = null, item: OpenItem | null = null, table: { readonly header: readonly Piece[]; readonly rows: Piece[][]; readonly span: Span } | null = null
    while (at < text.length) {
      const end = text.indexOf('\n', at), next = end < 0 ? text.length : end + 1
      const raw = text.slice(at, end < 0 ? text.length : end).replace(/\r$/, ''), start = at
      at = next
      if (fence) {
        const mark: string = fence.mark, trimmed = raw.trim()
        if (trimmed.length >= mark.length && trimmed === mark[0]!.repeat(trimmed.length)) { this.fences.push(fence); fence = null } else fence.lines.push({ text: raw, span: [start, start + raw.length] })
        continue
      }
      if (isComment) { isComment = !raw.includes('-->'); continue }
      if (raw.length > longestLine) { paragraph = item = table = null; continue }
      const quote = /^ {0,3}>[> ]*/.exec(raw)?.[0].length ?? 0, line = raw.slice(quote), from = start + quote
      const trimmed = line.trim(), indent = line.length - line.trimStart().length
      if (trimmed === '') { paragraph = table = null; continue }
      if (trimmed.startsWith('<!--')) { isComment = !trimmed.includes('-->'); continue }
      const opened = /^(`{3,}|~{3,})\s*([^\s`]*)/.exec(trimmed)
      if (opened && !(opened[1]![0] === '`' && trimmed.slice(opened[1]!.length).includes('`'))) {
        fence = { mark: opened[1]!, indent, language: opened[2]!.toLowerCase(), span: [from + indent, from + indent + trimmed.length], lines: [] }
        paragraph = table = null
        continue
      }
      const heading = indent <= 3 ? /^(#{1,6})(?:[ \t]+(.*))?$/.exec(trimmed) : null
      if (heading) {
        const title = (heading[2] ?? '').replace(/[ \t]+#+$/, '').trim()
        this.heading(heading[1]!.length, title, from + indent + heading[1]!.length + (heading[2] === undefined ? 0 : trimmed.slice(heading[1]!.length).indexOf(title)), start)
        this.inline(line, from)
        paragraph = item = table = outer = null
        continue
      }
      if (paragraph && indent <= 3 && /^(?:=+|-+)$/.test(trimmed)) {
        this.sayings.pop()
        this.heading(trimmed[0] === '=' ? 1 : 2, paragraph.text, paragraph.span[0], paragraph.span[0])
        paragraph = item = table = outer = null
        continue
      }
      const cells = trimmed.includes('|') ? cellsOf(line, from) : null
      if (table && cells) { table.rows.push([...cells]); this.row(table.header, cells, start); this.inline(line, from); continue }
      if (cells && paragraph?.text.includes('|') && cells.every(cell => /^:?-+:?$/.test(cell.text))) {
        const header = cellsOf(paragraph.text, paragraph.span[0])
        if (header.length === cells.length) {
          table = { header, rows: [], span: paragraph.span }
          this.less(paragraph.text)
          this.tables.push(table)
          paragraph = item = null
          continue
        }
      }
      table = null
      this.inline(line, from)
      const bullet = /^([-*+]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[([ xX])\][ \t]+)?/.exec(trimmed)
      if (bullet && !/^(?:[-*_][ \t]*){3,}$/.test(trimmed)) {
        const body = trimmed.slice(bullet[0].length), left = from + indent + bullet[0].length
        const isInner: boolean = outer !== null && indent > outer + 1
        if (!isInner) outer = indent
        item = { text: body, span: body === '' ? [from + indent, from + indent + bullet[1]!.length] : [left, left + body.length], isOrdered: /\d/.test(bullet[1]!), indent, isInner, isDone: bullet[2] === undefined ? null : bullet[2] !== ' ' }
        this.items.push(item)
        this.sayings.push({ text: body, span: item.span, form: 'point', indent, start })
        paragraph = null
        continue
      }
      if (item && (indent > item.indent || paragraph === null && indent > 0)) { item.text += ` ${trimmed}`; this.more(trimmed); continue }
      item = outer = null
      if (paragraph) this.more(trimmed)
      else this.sayings.push({ text: trimmed, span: [from + indent, from + indent + trimmed.length], form: 'text', indent, start })
      paragraph = { text: trimmed, span: [from + indent, from + indent + trimmed.length] }
    }
    if (fence) this.fences.push(fence)
    this.closeSections()
    return { text, front, headings: this.headings, fences: this.fences, tables: this.tables, items: this.items, links: this.links, sayings: this.sayings.map(saying => ({ ...saying, label: labelOf(saying.text) })), slugs: this.slugs }
  }

  private more(text: string): void {
    const saying = this.sayings.at(-1)!
    if (saying.text.length < longestLine) saying.text += ` ${text}`
  }

  /** The line before turned out to be the head of a table. */
  private less(text: string): void {
    const saying = this.sayings.at(-1)
    if (saying?.text === text) this.sayings.pop()
    else if (saying?.text.endsWith(text)) saying.text = saying.text.slice(0, -text.length).trimEnd()
  }

  private row(header: readonly Piece[], cells: readonly Piece[], start: number): void {
    if (cells.length === 0) return
    const text = cells.map((cell, i) => header[i]?.text && cell.text !== '' ? `${header[i].text}: ${cell.text}` : cell.text).join(' | ')
    this.sayings.push({ text, span: [cells[0]!.span[0], cells.at(-1)!.span[1]], form: 'row', indent: 0, start })
  }

  private heading(level: number, title: string, at: number, start: number): void {
    const words = plain(title), base = slugOf(words), seen = this.counts.get(base) ?? 0
    this.counts.set(base, seen + 1)
    const slug = seen === 0 ? base : `${base}-${seen}`
    const forge = forgeSlugOf(words)
    this.slugs.push(slug)
    if (forge !== base) this.slugs.push(seen === 0 ? forge : `${forge}-${seen}`)
    this.sayings.push({ text: title, span: [at, at + title.length], form: 'heading', indent: 0, start })
    this.headings.push({ level, text: words, slug, span: [at, at + title.length], start, end: this.text.length })
  }

  /** A section ends where one of its level or a higher one begins. */
  private closeSections(): void {
    const open: HeadingBlock[] = []
    for (const heading of this.headings) {
      while (open.length > 0 && open.at(-1)!.level >= heading.level) open.pop()!.end = heading.start
      open.push(heading)
    }
  }

  /** Links and anchors of a line; what stands in code is none. */
  private inline(line: string, from: number): void {
    if (!line.includes('](') && !line.includes(']:') && !line.includes('<') && !line.includes('://')) return
    const shown = line.includes('`') ? withoutCode(line) : line
    const definition = /^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*<?([^\s<>]+)>?(?:[ \t]+["'(].*)?[ \t]*$/.exec(shown)
    if (definition) {
      const at = from + definition[0].indexOf(definition[1]!, definition[0].indexOf(']:'))
      this.links.push({ target: definition[1]!, text: '', span: [at, at + definition[1]!.length] })
      return
    }
    for (let at = shown.indexOf(']('); at >= 0; at = shown.indexOf('](', at + 2)) {
      const match = /^\]\([ \t]*(?:<([^<>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)?))/.exec(shown.slice(at, at + 2000)), target = match?.[1] ?? match?.[2] ?? ''
      if (!match || target === '') continue
      const left = from + at + match[0].lastIndexOf(target), open = shown.lastIndexOf('[', at)
      this.links.push({ target, text: open < 0 ? '' : shown.slice(open + 1, at), span: [left, left + target.length] })
    }
    for (const match of shown.matchAll(/(^|[^(\w"'=<])(https?:\/\/[^\s<>)\]|"'`]+)|<(https?:\/\/[^\s<>]+)>/g)) {
      const target = match[2] ?? match[3]!, left = from + match.index + match[0].indexOf(target)
      this.links.push({ target, text: '', span: [left, left + target.length] })
    }
    for (const match of shown.matchAll(/<a[ \t]+(?:id|name)=["']([^"'<>]+)["']/gi)) this.slugs.push(match[1]!)
  }
}

const labelOf = (text: string): string => {
  const bold = /^(?:<details[^<>]*>\s*)?(?:\d+[.)] +)?(?:\*\*([^*]{1,100})\*\*|__([^_]{1,100})__|<summary>([^<]{1,100})<|<b>([^<]{1,100})<)/.exec(text), words = bold ?? /^([^:.!?`|]{2,80}):$/.exec(text)
  return words ? plain(words[1] ?? words[2] ?? words[3] ?? words[4]!).replace(/[.:]$/, '') : ''
}

/** A line with its code replaced by blanks. */
function withoutCode(line: string): string {
  let out = '', at = 0
  while (at < line.length) {
    const open = line.indexOf('`', at)
    if (open < 0) break
    let width = 1
    while (line[open + width] === '`') width++
    let close = open + width
    for (;;) {
      close = line.indexOf('`', close)
      if (close < 0) break
      let run = 1
      while (line[close + run] === '`') run++
      if (run === width) break
      close += run
    }
    if (close < 0) { out += line.slice(at, open + width); at = open + width; continue }
    out += line.slice(at, open) + ' '.repeat(close + width - open)
    at = close + width
  }
  return out + line.slice(at)
}

/** The cells of a row. */
function cellsOf(line: string, from: number): readonly Piece[] {
  const cells: Piece[] = []
  let start = line.length - line.trimStart().length
  if (line[start] === '|') start++
  const end = line.trimEnd().endsWith('|') && !line.trimEnd().endsWith('\\|') ? line.trimEnd().length - 1 : line.length
  let code = false
  for (let i = start; i <= end; i++) {
    if (line[i] === '`') code = !code
    if (i < end && (line[i] !== '|' || line[i - 1] === '\\' || code && line.indexOf('`', i) >= 0)) continue
    const raw = line.slice(start, i), text = raw.trim(), left = from + start + (text === '' ? 0 : raw.indexOf(text))
    cells.push({ text, span: [left, left + text.length] })
    start = i + 1
  }
  return cells
}

/** A text without the marks of Markdown: `**Owner**`, `` `api` ``, `[Orders](orders.md)`. */
export const plain = (text: string): string => text.replace(/!?\[([^\][]*)\]\([^()]*\)/g, '$1').replace(/[`*]+|(?<!\w)_+|_+(?!\w)/g, '').replace(/<[^<>]*>/g, '').trim()
