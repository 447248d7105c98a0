import { afterLine, lineEnd } from '../../core/lines'
import type { Span } from '../../core/span'
import type { Comment, CommentSyntax } from '../../core/suppression'

interface Instruction { readonly keyword: string; readonly span: Span }

/** The comments of a Dockerfile, read from its lines alone: directives, comments, continued instructions and heredocs. */
export function dockerComments(text: string): CommentSyntax {
  const { comments, scripts, instructions, head } = scan(text)
  const stageOf = (offset: number): Span => {
    const index = instructions.findIndex((one) => one.span[1] >= offset)
    const from = instructions.slice(0, (index < 0 ? instructions.length : index) + 1).findLast((one) => one.keyword === 'FROM')
    const next = instructions.find((one) => one.keyword === 'FROM' && from !== undefined && one.span[0] > from.span[0])
    return [from?.span[0] ?? 0, next?.span[0] ?? text.length]
  }
  return {
    marker: '#', comments, scripts, head,
    covers(comment, reach): Span {
      if (reach === 'block') return [0, text.length]
      if (reach === 'stage') return stageOf(comment.span[0])
      const next = instructionAt(instructions, comment.span[0])
      return next?.keyword === 'FROM' && reach === 'whole' ? stageOf(next.span[0]) : next?.span ?? comment.span
    },
    statementAt(offset): Span | null {
      const found = instructionAt(instructions, offset)?.span
      return found && found[0] <= offset ? found : null
    },
  }
}

/** The first instruction that ends at or behind an offset. */
function instructionAt(instructions: readonly Instruction[], offset: number): Instruction | null {
  let low = 0, high = instructions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (instructions[middle]!.span[1] < offset) low = middle + 1
    else high = middle
  }
  return instructions[low] ?? null
}

function scan(text: string): { comments: readonly Comment[]; scripts: readonly Comment[]; instructions: readonly Instruction[]; head: number } {
  const comments: Comment[] = [], scripts: Comment[] = [], instructions: Instruction[] = []
  let at = text.startsWith('\uFEFF') ? 1 : 0, head = at, directives = true, escape = '\\'
  while (at < text.length) {
    const end = lineEnd(text, at), next = afterLine(text, end)
    const first = firstVisible(text, at, end)
    if (text[first] === '#') {
      comments.push({ span: [first, end], text: text.slice(first, end) })
      const directive = directives ? /^#[ \t]*(syntax|escape|check)[ \t]*=[ \t]*(\S?)/i.exec(text.slice(first, Math.min(end, first + 200))) : null
      if (directive) {
        head = next
        if (directive[1]!.toLowerCase() === 'escape' && directive[2] === '`') escape = '`'
      } else directives = false
      at = next
    } else if (first === end) {
      directives = false
      at = next
    } else {
      directives = false
      at = scanInstruction(text, first, escape, comments, scripts, instructions)
    }
  }
  return { comments, scripts, instructions, head }
}

/** Reads one instruction with its continuation lines and heredocs; gives the offset behind it. */
function scanInstruction(text: string, start: number, escape: string, comments: Comment[], scripts: Comment[], instructions: Instruction[]): number {
  let logical = '', stop = start, at = start, open = true
  while (open && at < text.length) {
    const end = lineEnd(text, at), next = afterLine(text, end)
    const first = firstVisible(text, at, end)
    if (logical && text[first] === '#') comments.push({ span: [first, end], text: text.slice(first, end) })
    else if (first < end || !logical) {
      let last = end
      while (last > first && /[ \t]/.test(text[last - 1]!)) last--
      open = last > first && text[last - 1] === escape
      logical += `${text.slice(at, open ? last - 1 : end)} `
      stop = end
    }
    at = next
  }
  const keyword = /^[a-z]+/i.exec(logical)?.[0].toUpperCase() ?? ''
  const carrier = keyword === 'ONBUILD' ? /^\S+\s+([a-z]+)/i.exec(logical)?.[1]?.toUpperCase() : keyword
  if (carrier === 'RUN' || carrier === 'COPY' || carrier === 'ADD') for (const { name, tabs } of heredocs(logical, escape)) {
    for (let closed = false; !closed && at < text.length; ) {
      const end = lineEnd(text, at), line = text.slice(at, end)
      closed = (tabs ? line.replace(/^\t+/, '') : line) === name
      const first = firstVisible(text, at, end)
      if (carrier === 'RUN' && text[first] === '#') scripts.push({ span: [first, end], text: text.slice(first, end) })
      stop = end
      at = afterLine(text, end)
    }
  }
  instructions.push({ keyword, span: [start, stop] })
  return at
}

/** The heredocs that a logical line opens: words such as `<<EOF`, `<<-"EOF"` and `3<<EOF`. */
function* heredocs(line: string, escape: string): Generator<{ name: string; tabs: boolean }> {
  if (!line.includes('<<')) return
  let word = '', quoted = false, quote = ''
  for (let i = 0; i <= line.length; i++) {
    const char = line[i] ?? ' '
    if (quote) {
      if (char === quote) quote = ''
      else word += char
    } else if (char === '"' || char === "'") {
      quote = char
      if (!word) quoted = true
    } else if (char === escape && i + 1 < line.length) word += line[++i]!
    else if (/\s/.test(char)) {
      const found = quoted ? null : /^\d*<<(-?)([^<]+)$/.exec(word)
      if (found) yield { name: found[2]!, tabs: found[1] === '-' }
      word = ''
      quoted = false
    } else word += char
  }
}

function firstVisible(text: string, from: number, end: number): number {
  let at = from
  while (at < end && /[ \t]/.test(text[at]!)) at++
  return at
}
