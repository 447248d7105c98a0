import { afterLine, lineEnd, lineStart } from '../../core/lines'
import { readSuppressions, type Comment, type Suppression } from '../../core/suppression'
import type { Span } from '../../core/span'
import { dockerComments } from './comments'
import type { Line } from './line'
import type { RawFile, RawInstruction } from './reader'

/** Every comment of a file in order; lines of heredocs are none. */
export const commentsOf = (text: string): readonly Comment[] => dockerComments(text).comments

/** What each comment asks not to be reported, by the comment's offset. */
export function suppressionsOf(text: string): ReadonlyMap<number, readonly Suppression[]> {
  const syntax = dockerComments(text), found = new Map<number, Suppression[]>(), all = readSuppressions(syntax)
  let next = 0
  for (const { span } of syntax.comments) {
    const own: Suppression[] = []
    while (next < all.length && all[next]!.span[0] < span[1]) own.push(all[next++]!)
    if (own.length) found.set(span[0], own)
  }
  return found
}

/** What a comment says, without its marker. */
export const saidIn = (comment: Comment): string => comment.text.replace(/^#+/, '').trim()

/** A suppression says why: after its names, in its own syntax for that, or by a comment of prose on the line above. */
export function hasReason(text: string, comments: readonly Comment[], suppressions: ReadonlyMap<number, readonly Suppression[]>, index: number): boolean {
  const comment = comments[index]!, above = comments[index - 1]
  const isProse = (words: string): boolean => /\p{L}{2,}/u.test(words)
  if (suppressions.get(comment.span[0])?.some(({ reason, own, names, span }) => reason !== null || !own && (names.some(({ name }) => /^[a-z]{2,}$/.test(name) && name !== 'all') || isProse(text.slice(span[1], comment.span[1]))))) return true
  return above !== undefined && !suppressions.has(above.span[0]) && isProse(saidIn(above)) && !/^(?:syntax|escape|check)\s*=/i.test(saidIn(above)) && nextLine(text, above.span[1]) === lineStart(text, comment.span[0])
}

export type SpacingProblem = 'trailing blanks' | 'repeated blanks' | 'blank lines' | 'no final line break' | 'indentation'

/** Blanks that carry no meaning: where they stand, and what makes them regular. */
export interface Spacing { readonly problem: SpacingProblem; readonly span: Span; readonly put: { readonly span: Span; readonly text: string } }

const nextLine = (text: string, at: number): number => afterLine(text, lineEnd(text, at))

/** Keywords whose arguments are words, so that one blank between them says as much as several. */
const worded: ReadonlySet<string> = new Set(['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'RUN', 'SHELL', 'VOLUME'])

/** Irregular blanks of a file. Heredoc bodies and whatever stands in quotes are left alone. */
export function spacingsOf({ text, instructions, escape }: RawFile, lineBreak: string): readonly Spacing[] {
  const found: Spacing[] = []
  const bodies = instructions.flatMap(({ heredocs, span }) => heredocs.length ? [[heredocs[0]!.body[0], span[1]] as const] : [])
  const heads = instructions.filter(({ headEnd, span }) => headEnd > span[0])
  const blanks = (problem: SpacingProblem, span: Span, put = ''): void => { found.push({ problem, span, put: { span, text: put } }) }

  let body = 0, head = 0
  for (let at = text.startsWith('\uFEFF') ? 1 : 0, empty: number[] = []; at <= text.length;) {
    const end = lineEnd(text, at), next = afterLine(text, end)
    while (body < bodies.length && bodies[body]![1] < at) body++
    while (head < heads.length && heads[head]!.headEnd < at) head++
    const inBody = body < bodies.length && bodies[body]![0] <= at, inHead = head < heads.length && heads[head]!.span[0] < at
    if (!inBody) {
      let last = end
      while (last > at && /[ \t]/.test(text[last - 1]!)) last--
      if (last < end) blanks('trailing blanks', [last, end])
      if (last === at && !inHead && at < text.length) empty.push(at)
    }
    const isLast = next >= text.length
    if (empty.length && (isLast || empty.at(-1) !== at)) {
      const kept = isLast && empty.at(-1) === at ? 0 : 1
      if (empty.length > kept) {
        const from = empty[kept]!, to = empty.at(-1) === at ? next : at
        found.push({ problem: 'blank lines', span: [from, from], put: { span: [from, to], text: '' } })
      }
      empty = []
    }
    if (isLast) break
    at = next
  }
  const indented = instructions.filter(({ span }) => lineStart(text, span[0]) < span[0])
  if (indented.length * 2 < instructions.length) for (const { span } of indented) {
    const start = lineStart(text, span[0])
    if (/^[ \t]+$/.test(text.slice(start, span[0]))) blanks('indentation', [start, span[0]])
  }
  for (const instruction of instructions) for (const span of repeatedBlanks(text, instruction, escape)) blanks('repeated blanks', span, ' ')
  if (text.length > 0 && !/[\r\n]$/.test(text) && text.trim() !== '') {
    const start = text.trimEnd().length
    found.push({ problem: 'no final line break', span: [Math.max(lineStart(text, start), start - 1), start], put: { span: [text.length, text.length], text: lineBreak } })
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

function* repeatedBlanks(text: string, { keyword, line, keywordSpan, content }: RawInstruction, escape: string): Generator<Span> {
  if (!worded.has(keyword)) return
  const from = /^[ \t]*/.exec(line.text)![0].length
  if (from > 1 && line.at(0) === keywordSpan[1] && isOnOneLine(line, 0, from)) yield [line.at(0), line.at(0) + from]
  // `ENV name value` keeps the blanks of its value.
  if ((keyword === 'ENV' || keyword === 'LABEL') && !/^\s*[^\s="']+=|^\s*"[^"]*"=/.test(line.text)) return
  const gaps: Span[] = []
  let quote = ''
  for (let i = from; i < line.text.length; i++) {
    const char = line.text[i]!
    if (char === '\\' && quote !== "'" || char === escape && !quote) i++
    else if (quote) { if (char === quote) quote = '' }
    else if (char === '"' || char === "'" || char === '`') quote = char
    else if (char === '#' && /\s/.test(line.text[i - 1] ?? '')) return
    else if (char === ' ' || char === '\t') {
      const start = i
      while (/[ \t]/.test(line.text[i + 1] ?? '')) i++
      if (i > start && i + 1 < line.text.length && isOnOneLine(line, start, i + 1)) gaps.push([line.at(start), line.at(start) + i + 1 - start])
    }
  }
  if (quote || content.heredocs.length) return
  for (const gap of gaps) {
    const before = text[gap[0] - 1], after = text.slice(gap[1], gap[1] + 1)
    // What stands first or last on its line is indentation, or lines continuations up.
    if (before !== undefined && !/[\r\n]/.test(before) && after !== escape) yield gap
  }
}

const isOnOneLine = (line: Line, start: number, end: number): boolean => line.at(end - 1) - line.at(start) === end - 1 - start

/** Lines with code on them: neither empty nor a comment. */
export function countCode(text: string, comments: readonly Comment[]): number {
  const starts = new Set(comments.map(({ span }) => lineStart(text, span[0])))
  let count = 0
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at)
    if (!starts.has(at) && text.slice(at, end).trim() !== '') count++
    at = afterLine(text, end)
  }
  return count
}

/** The blank lines within the first lines of an instruction, each with its line break. */
export function* emptyLines(text: string, raw: RawInstruction): Generator<Span> {
  const stop = raw.heredocs[0]?.body[0] ?? raw.next
  for (let at = nextLine(text, raw.span[0]); at < stop;) {
    const end = lineEnd(text, at), next = afterLine(text, end)
    if (text.slice(at, end).trim() === '' && next > end) yield [at, next]
    at = next
  }
}
