import { DockerfileParser, type Instruction as AstInstruction } from 'dockerfile-ast'
import type { Parser } from '../../core/document'
import { afterLine, lineEnd } from '../../core/lines'
import { LineIndex, type Span } from '../../core/span'
import { Line } from './line'

/** A here-document of an instruction. */
export interface RawHeredoc {
  readonly name: string
  /** From `<<` to the end of the name, as an index into the instruction's line and as a place in the file. */
  readonly index: number
  /** The length of that in the line. */
  readonly size: number
  readonly span: Span
  readonly body: Span
  readonly isQuoted: boolean
  readonly stripTabs: boolean
  readonly isClosed: boolean
}

/** What an instruction says, wherever it stands: the same object for as long as its text is not touched, with all that was read from it. */
export class InstructionText {
  private readonly values = new Map<unknown, unknown>()

  constructor(
    readonly keyword: string, readonly written: string, readonly text: string, readonly source: string, readonly escape: '\\' | '`',
    readonly heredocs: readonly { readonly name: string; readonly text: string; readonly isQuoted: boolean; readonly isClosed: boolean; readonly start: number; readonly end: number }[],
    readonly onbuild: boolean, readonly hasEmptyContinuation: boolean, readonly isTemplate: boolean,
  ) {}

  /** Something that follows from the instruction's text alone; never undefined. */
  once<T>(key: unknown, compute: () => T): T {
    let value = this.values.get(key)
    if (value === undefined) this.values.set(key, value = compute())
    return value as T
  }
}

/** An instruction as it stands in the file. For an ONBUILD the trigger, if there is one. */
export interface RawInstruction {
  readonly content: InstructionText
  /** In upper case. */
  readonly keyword: string
  readonly written: string
  readonly keywordSpan: Span
  /** From the first keyword to the end of the arguments, or of the last heredoc's delimiter. */
  readonly span: Span
  /** Where its first lines end, before any heredoc body. */
  readonly headEnd: number
  /** Where the line after it begins. */
  readonly next: number
  readonly line: Line
  readonly heredocs: readonly RawHeredoc[]
  readonly onbuild: boolean
  readonly hasEmptyContinuation: boolean
}

export interface RawDirective { readonly name: string; readonly written: string; readonly value: string; readonly nameSpan: Span; readonly valueSpan: Span }

/** A Dockerfile as read; nothing in it is evaluated. */
export interface RawFile {
  readonly text: string
  readonly escape: '\\' | '`'
  readonly directives: readonly RawDirective[]
  readonly instructions: readonly RawInstruction[]
  readonly isTemplate: boolean
}

/**
 * Reads Dockerfiles. `dockerfile-ast` says where instructions begin; what it gets wrong (heredocs in quotes, words, variables) is read here.
 * After an edit only the lines around it are read again: instructions before it stay, and so do those after the first one that begins
 * where it began before.
 */
export const dockerfileParser: Parser<RawFile> = { parse: (text, previous) => previous && reread(text, previous) || read(text) }

function read(text: string): RawFile {
  const directives = readDirectives(text)
  const escape = directives.find(directive => directive.name === 'escape')?.value === '`' ? '`' : '\\'
  const instructions: RawInstruction[] = []
  readFrom(text, text.startsWith('\uFEFF') ? 1 : 0, text.length, escape, (instruction) => { instructions.push(instruction); return true })
  return { text, escape, directives, instructions, isTemplate: instructions.some(({ content }) => content.isTemplate) }
}

/** Reads instructions from an offset on, looking for keywords before `limit`, until `take` has enough. */
function readFrom(text: string, from: number, limit: number, escape: '\\' | '`', take: (instruction: RawInstruction) => boolean): void {
  let at = from
  const next = (keyword: Span): boolean => {
    const instruction = readInstruction(text, keyword, escape)
    at = instruction.next
    return take(instruction)
  }
  // Another pass is needed only where the parser takes the last line of a heredoc and what follows for one instruction.
  let budget = maxParsed
  for (let isDone = false; !isDone && (budget -= limit - at) > 0;) {
    isDone = true
    for (const { keyword, end } of split(text, at, limit, escape)) {
      if (keyword[0] >= at && !next(keyword)) return
      if (end > at) {
        isDone = false
        break
      }
    }
  }
  // Text made to need passes without end: a keyword is the first word of a line.
  const word = /(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*[ \t]*([^\s#]\S*)/y
  while (budget <= 0 && at < limit) {
    word.lastIndex = at
    const found = word.exec(text)
    if (!found || !next([word.lastIndex - found[1]!.length, word.lastIndex])) return
  }
}

/** How many instructions after an edit are tried as the one that it does not touch. */
const maxTried = 8

/** The file after an edit, where that can be told from the instructions around it; null where all of it must be read. */
function reread(text: string, { text: old, escape, directives, instructions }: RawFile): RawFile | null {
  const most = Math.min(old.length, text.length)
  let start = 0, tail = 0
  while (start < most && old.charCodeAt(start) === text.charCodeAt(start)) start++
  while (tail < most - start && old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++
  const by = text.length - old.length, end = old.length - tail
  let kept = 0
  while (kept < instructions.length && instructions[kept]!.next < start) kept++
  // What precedes the first instruction may be a directive, and so may a comment that a parser meets first.
  if (kept-- === 0) return null
  let after = kept + 1
  while (after < instructions.length && instructions[after]!.span[0] <= end) after++
  const tried = instructions.slice(after, after + maxTried)
  if (tried.length === 0) return null
  const same = new Map(tried.map((instruction, i) => [instruction.span[0] + by, after + i]))
  const fresh: RawInstruction[] = []
  let rest = -1
  readFrom(text, instructions[kept]!.span[0], Math.min(text.length, tried.at(-1)!.next + by), escape, (instruction) => {
    const found = same.get(instruction.span[0])
    if (found !== undefined) rest = found
    else fresh.push(instruction)
    return found === undefined
  })
  if (rest < 0) return null
  const all = [...instructions.slice(0, kept), ...fresh, ...instructions.slice(rest).map((instruction) => moved(instruction, by))]
  return { text, escape, directives, instructions: all, isTemplate: all.some(({ content }) => content.isTemplate) }
}

function moved(raw: RawInstruction, by: number): RawInstruction {
  if (by === 0) return raw
  const move = ([start, end]: Span): Span => [start + by, end + by]
  return {
    ...raw, keywordSpan: move(raw.keywordSpan), span: move(raw.span), headEnd: raw.headEnd + by, next: raw.next + by, line: raw.line.moved(by),
    heredocs: raw.heredocs.map((heredoc) => ({ ...heredoc, span: move(heredoc.span), body: move(heredoc.body) })),
  }
}

/** How many characters the passes over one file may take together. */
const maxParsed = 4_000_000

function readDirectives(text: string): RawDirective[] {
  const found: RawDirective[] = []
  const line = /(\uFEFF?[ \t]*#[ \t]*)([A-Za-z][\w-]*)([ \t]*=[ \t]*)([^\r\n]*)(?:\r\n|\r|\n|$)/y
  for (let match; (match = line.exec(text)) && match[0] !== '';) {
    const written = match[2]!, value = match[4]!.trimEnd(), name = written.toLowerCase(), nameAt = match.index + match[1]!.length, valueAt = nameAt + written.length + match[3]!.length
    if (match.index > 0 && match[1]!.includes('\uFEFF') || !/^(?:escape|syntax|check)$/.test(name)) break
    found.push({ name, written, value, nameSpan: [nameAt, nameAt + written.length], valueSpan: [valueAt, valueAt + value.length] })
    if (line.lastIndex >= text.length) break
  }
  return found
}

const nextLine = (text: string, at: number): number => afterLine(text, lineEnd(text, at))

interface Start { readonly keyword: Span; readonly end: number }

/** Where instructions begin between two offsets, by `dockerfile-ast`. */
function split(text: string, from: number, limit: number, escape: string): readonly Start[] {
  // Its test for a byte order mark needs Node's Buffer unless a directive comes first.
  // Heredocs are read here, so `<<` is hidden: it takes those within quotes for heredocs too.
  const head = `#escape=${escape}\n`, source = head + text.slice(from, limit).replaceAll('<<', '__'), lines = new LineIndex(source)
  const offset = ({ line, character }: { line: number; character: number }): number => Math.max(from, Math.min(limit, lines.offsetAt({ line, column: character }) - head.length + from))
  let parsed: readonly AstInstruction[] = []
  try {
    parsed = DockerfileParser.parse(source).getInstructions()
  } catch {
    return []
  }
  return parsed.map(instruction => {
    const keyword = instruction.getInstructionRange(), range = instruction.getRange()
    return { keyword: [offset(keyword.start), offset(keyword.end)] as Span, end: offset(range.end) }
  })
}

const heredocKeywords: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD'])

function readInstruction(text: string, first: Span, escape: '\\' | '`'): RawInstruction {
  const whole = Line.read(text, first[1], escape)
  // A keyword may itself be continued; Docker joins it.
  let written = text.slice(...first).replace(/[\\`][ \t]*(?:\r\n|\r|\n)/g, ''), keywordSpan = first, line = whole.line
  const trigger = written.toUpperCase() === 'ONBUILD' ? /\S+/.exec(line.text) : null
  if (trigger) {
    written = trigger[0]
    keywordSpan = line.span(trigger.index, trigger.index + written.length)
    line = Line.read(text, keywordSpan[1], escape).line
  }
  const keyword = written.toUpperCase()
  const heredocs = heredocKeywords.has(keyword) && line.text.includes('<<') ? readHeredocs(text, line, whole.next, escape) : []
  const last = heredocs.at(-1)
  const span: Span = [first[0], Math.max(first[1], last ? last.isClosed ? lineEnd(text, last.body[1]) : text.length : whole.end)]
  const onbuild = trigger !== null, isTemplate = /^(?:\{\{|\{%|<%|%%)/.test(written) || keyword === 'FROM' && /\{\{|\{%|<%/.test(line.text)
  return {
    content: new InstructionText(
      keyword, written, line.text, text.slice(...span), escape, heredocs.map(({ name, index, size, body, isQuoted, isClosed }) => ({ name, text: text.slice(...body), isQuoted, isClosed, start: index, end: index + size })),
      onbuild, whole.hasEmpty, isTemplate,
    ),
    keyword, written, keywordSpan, line, heredocs, span, headEnd: Math.max(first[1], whole.end), onbuild, hasEmptyContinuation: whole.hasEmpty,
    next: last ? last.isClosed ? nextLine(text, last.body[1]) : text.length : whole.next,
  }
}

function readHeredocs(text: string, line: Line, start: number, escape: string): RawHeredoc[] {
  const found: RawHeredoc[] = []
  let at = start
  for (const { word, index } of shellWords(line.text, escape)) {
    const match = /^\d*<<(-?)([^<]+)$/.exec(word)
    if (!match) continue
    const name = match[2]!.replace(/["']|\\(?=.)/g, '')
    if (name === '') continue
    const stripTabs = match[1] === '-', bodyStart = at
    let isClosed = false, bodyEnd = text.length
    while (at < text.length) {
      const stop = lineEnd(text, at), content = text.slice(at, stop)
      if ((stripTabs ? content.replace(/^\t+/, '') : content) === name) {
        isClosed = true
        bodyEnd = at
        at = afterLine(text, stop)
        break
      }
      at = afterLine(text, stop)
    }
    found.push({ name, index, size: word.length, span: line.span(index, index + word.length), body: [Math.min(bodyStart, bodyEnd), bodyEnd], isQuoted: /["'\\]/.test(match[2]!), stripTabs, isClosed })
    if (!isClosed) break
  }
  return found
}

/** Words as a shell splits them, so that a `<<` within quotes is none. */
function* shellWords(text: string, escape: string): Generator<{ readonly word: string; readonly index: number }> {
  for (let i = 0; i < text.length; i++) {
    if (/\s/.test(text[i]!)) continue
    const index = i
    let quote = ''
    for (; i < text.length; i++) {
      const c = text[i]!
      if (c === escape && quote !== "'") i++
      else if (quote) {
        if (c === quote) quote = ''
      } else if (c === '"' || c === "'") quote = c
      else if (/\s/.test(c)) break
    }
    yield { word: text.slice(index, i), index }
  }
}
