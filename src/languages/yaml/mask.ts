import type { Span } from '../../core/span'

/** One `{{ … }}` of a template. */
export interface TemplateAction {
  readonly span: Span
  /** What it does: prints text, opens or closes a block, or leaves no trace (comments, assignments). */
  readonly kind: 'output' | 'open' | 'else' | 'end' | 'silent'
  /** It has its lines to itself, so that it may print whole entries. */
  readonly wholeLine: boolean
  /** The column at which `indent` or `nindent` puts its text, where it says. */
  readonly column: number | null
  /** The last line before a whole-line action and the first line behind it that say something. */
  readonly before: Span
  readonly after: Span
}

/** A branch of an `if`, `with` or `range`: from its opening action to the next `else` or `end`. */
export interface TemplateRegion { readonly span: Span; readonly keyword: string; readonly parent: TemplateRegion | null }

/** A template as YAML of equal length, and what its actions hide. */
export interface TemplateMask {
  readonly text: string
  readonly actions: readonly TemplateAction[]
  readonly regions: readonly TemplateRegion[]
  /** Does an action touch these characters? */
  unknownIn(start: number, end: number): boolean
  /** The whole-line actions that print something between two offsets, both included. */
  outputsIn(start: number, end: number): readonly TemplateAction[]
  /** The innermost branch at an offset. */
  regionAt(offset: number): TemplateRegion | null
}

const keyword = /^\{\{-?\s*([A-Za-z]+)?/
const nothing: Span = [-1, -1]

/** Where actions end, for starts in rising order; remembers what is not to be found any more, so that the whole stays linear. */
export function actionEnds(text: string): (start: number) => number {
  const missing = new Set<string>()
  const find = (what: string, from: number): number => {
    if (missing.has(what)) return -1
    const found = text.indexOf(what, from)
    if (found < 0) missing.add(what)
    return found
  }
  return start => {
    let i = start + 2
    if (text[i] === '-') i++
    while (/\s/.test(text[i] ?? '')) i++
    if (text.startsWith('/*', i)) {
      const close = find('*/', i + 2), end = close < 0 ? -1 : find('}}', close)
      if (end >= 0) return end + 2
    }
    let line = -1
    for (i = start + 2; i < text.length; i++) {
      const c = text[i]
      if (c === '}' && text[i + 1] === '}') return i + 2
      if (c === '{' && text[i + 1] === '{') break
      if (c === '\n' && line < 0) line = i
      if (c === '`') { const close = find('`', i + 1); if (close < 0) break; i = close }
      else if (c === '"' || c === "'") {
        let k = i + 1
        while (k < text.length && text[k] !== c && text[k] !== '\n') k += text[k] === '\\' ? 2 : 1
        if (text[k] !== c) break
        i = k
      }
    }
    // Not closed: half-typed, so that only its own line is lost.
    if (line < 0) for (line = i; line < text.length && text[line] !== '\n' && !text.startsWith('{{', line); line++);
    return line > start + 2 && text[line - 1] === '\r' ? line - 1 : line
  }
}

function kindOf(action: string): { kind: TemplateAction['kind']; word: string } {
  if (/^\{\{-?\s*\/\*/.test(action)) return { kind: 'silent', word: '' }
  const word = keyword.exec(action)?.[1] ?? ''
  switch (word) {
    case 'if': case 'with': case 'range': case 'define': case 'block': return { kind: 'open', word }
    case 'else': return { kind: 'else', word: /^\{\{-?\s*else\s+with\b/.test(action) ? 'with' : 'if' }
    case 'end': return { kind: 'end', word }
    case 'fail': case 'break': case 'continue': return { kind: 'silent', word }
  }
  return { kind: /^\{\{-?\s*\$\w*\s*(?:,\s*\$\w*\s*)?:?=/.test(action) ? 'silent' : 'output', word }
}

/**
 * Replaces every action by as many characters of harmless YAML: line breaks where an action has its lines to itself, a word where
 * it stands in a value. Linear in the text.
 */
export function maskTemplates(text: string): TemplateMask {
  interface Draft { start: number; end: number; kind: TemplateAction['kind']; word: string; whole: boolean }
  const drafts: Draft[] = []
  const endOfAction = actionEnds(text)
  for (let at = text.indexOf('{{'); at >= 0;) {
    const end = Math.max(endOfAction(at), at + 2)
    drafts.push({ start: at, end, ...kindOf(text.slice(at, end)), whole: false })
    at = text.indexOf('{{', end)
  }

  // Runs of actions that share lines with nothing but blanks have these lines to themselves.
  const blank = (from: number, to: number): boolean => { for (let i = from; i < to; i++) if (!' \t\r\n'.includes(text[i]!)) return false; return true }
  const lineStart = (at: number): number => text.lastIndexOf('\n', at - 1) + 1
  const lineEnd = (at: number): number => { const i = text.indexOf('\n', at); return i < 0 ? text.length : i }
  const pieces: string[] = []
  let done = 0
  const fill = (from: number, to: number, character: string): void => { pieces.push(text.slice(done, from), character.repeat(to - from)); done = to }
  for (let i = 0; i < drafts.length;) {
    let last = i, to = lineEnd(drafts[i]!.end)
    for (; last + 1 < drafts.length && drafts[last + 1]!.start <= to; last++) if (drafts[last + 1]!.end > to) to = lineEnd(drafts[last + 1]!.end)
    const start = drafts[i]!.start, end = drafts[last]!.end, from = lineStart(start)
    let alone = blank(from, start) && blank(end, to)
    for (let k = i; alone && k < last; k++) alone = blank(drafts[k]!.end, drafts[k + 1]!.start)
    if (alone) {
      for (let k = i; k <= last; k++) drafts[k]!.whole = true
      fill(Math.max(from, done), to > end && text[to - 1] === '\r' ? to - 1 : to, '\n')
    } else for (let k = i; k <= last; k++) {
      const draft = drafts[k]!, trailing = k === last && blank(end, to)
      const opensBelow = trailing && /(?:^|[\s:-])$/.test(text.slice(Math.max(0, draft.start - 1), draft.start)) && /^\s*(?:- +)*[^\s#][^#]*:[ \t]+$|^\s*(?:- +)*-[ \t]+$|:[ \t]*$/.test(text.slice(Math.max(from, draft.start - 300), draft.start))
      const vanishes = draft.kind === 'silent' || opensBelow && (draft.kind === 'open' || draft.kind === 'else' || draft.kind === 'end' || deeperBelow(text, from, to))
      if (vanishes && draft.kind === 'output') draft.whole = true
      fill(draft.start, draft.end, !vanishes ? 'x' : trailing ? '\n' : ' ')
    }
    i = last + 1
  }
  pieces.push(text.slice(done))
  const masked = pieces.join('')

  const regions: TemplateRegion[] = [], stack: { start: number; word: string; region: { span: Span; keyword: string; parent: TemplateRegion | null } }[] = []
  const open = (start: number, word: string): void => {
    const region = { span: [start, text.length] as Span, keyword: word, parent: stack[stack.length - 1]?.region ?? null }
    regions.push(region)
    stack.push({ start, word, region })
  }
  const close = (at: number): void => { const top = stack.pop(); if (top) top.region.span = [top.start, at] }
  for (const draft of drafts) {
    if (draft.kind === 'open') open(draft.start, draft.word)
    else if (draft.kind === 'end') close(draft.end)
    else if (draft.kind === 'else' && stack.length > 0) { close(draft.start); open(draft.start, draft.word) }
  }

  // The lines around: one pass forward for what comes before, one backward for what comes behind.
  const before: Span[] = [], after: Span[] = new Array<Span>(drafts.length).fill(nothing)
  const lines = contentLines(masked)
  for (let i = 0, k = 0; i < drafts.length; i++) {
    while (k < lines.length && lines[k]![0] <= drafts[i]!.start) k++
    before.push(lines[k - 1] ?? nothing)
    after[i] = lines[k] ?? nothing
  }
  const actions = drafts.map((draft, i): TemplateAction => {
    const column = /\bn?indent\s+(\d{1,3})\b(?![\s\S]*\bn?indent\b)/.exec(draft.whole ? text.slice(draft.start, Math.min(draft.end, draft.start + 2000)) : '')
    return { span: [draft.start, draft.end], kind: draft.kind, wholeLine: draft.whole, column: column ? Number(column[1]) : null, before: before[i]!, after: after[i]! }
  })
  const outputs = actions.filter(action => action.wholeLine && action.kind === 'output')
  const first = (list: readonly TemplateAction[], offset: number): number => {
    let low = 0, high = list.length
    while (low < high) { const middle = (low + high) >> 1; if (list[middle]!.span[1] <= offset) low = middle + 1; else high = middle }
    return low
  }
  // Regions begin and end in order, so that the innermost one at an offset is found from the last boundary before it.
  const boundaries: { at: number; region: TemplateRegion | null }[] = [{ at: -1, region: null }]
  const boundary = (at: number, region: TemplateRegion | null): void => { boundaries.push({ at, region }) }
  const running: TemplateRegion[] = []
  for (const region of regions) {
    while (running.length > 0 && running[running.length - 1]!.span[1] <= region.span[0]) { const top = running.pop()!; boundary(top.span[1], running[running.length - 1] ?? null) }
    running.push(region)
    boundary(region.span[0], region)
  }
  while (running.length > 0) { const top = running.pop()!; boundary(top.span[1], running[running.length - 1] ?? null) }

  return {
    text: masked, actions, regions,
    unknownIn(start, end) {
      const action = actions[first(actions, start)]
      return action !== undefined && action.span[0] < end && (action.kind !== 'silent' || actions.slice(first(actions, start), first(actions, end) + 1).some(other => other.kind !== 'silent' && other.span[0] < end))
    },
    outputsIn(start, end) {
      const from = first(outputs, start)
      let to = from
      while (to < outputs.length && outputs[to]!.span[0] <= end) to++
      return outputs.slice(from, to)
    },
    regionAt(offset) {
      let low = 0, high = boundaries.length
      while (high - low > 1) { const middle = (low + high) >> 1; if (boundaries[middle]!.at <= offset) low = middle; else high = middle }
      return boundaries[low]!.region
    },
  }
}

/** Lines that are neither blank nor a comment, from their first to behind their last character. */
function contentLines(text: string): Span[] {
  const lines: Span[] = [], pattern = /^[ \t]*(?=[^\s#])[^\n]*/gm
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) lines.push([match.index, match.index + match[0].length])
  return lines
}

/** Is the next line that is neither blank nor an action indented deeper than the line that starts at `from`? */
function deeperBelow(text: string, from: number, end: number): boolean {
  const width = (line: string): number => /^[ ]*/.exec(line)![0].length
  // The column of what the action follows: a key behind its dashes, or the last dash.
  const lead = /^ *(?:- +)*/.exec(text.slice(from, from + 1000))![0], indent = text.startsWith('{{', from + lead.length) ? lead.lastIndexOf('-') : lead.length
  for (let at = end + 1; at < text.length && at < end + 4000;) {
    const stop = text.indexOf('\n', at), line = text.slice(at, stop < 0 ? text.length : stop)
    if (/[^\s]/.test(line) && !/^\s*(?:\{\{|#)/.test(line)) return width(line) > indent
    if (stop < 0) return false
    at = stop + 1
  }
  return false
}
