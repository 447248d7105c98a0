import type { Span } from '../../core/span'
import { fromYamlScalar, type ShellSource } from '../shell/source'
import type { YamlScalar } from '../yaml/tree'

/** An expression within a scalar: the text the runner evaluates and where each piece of it stands in the file. */
export interface Hole {
  /** Between the braces, not trimmed. */
  readonly source: string
  /** With the braces, in the file. */
  readonly span: Span
  /** The braces are closed. */
  readonly isClosed: boolean
  /** The scalar's value is this expression and nothing else but blanks. */
  readonly isWhole: boolean
  /** From a span of `source` to the file. */
  toFile(span: Span): Span
}

/** Every `${{ … }}` of a scalar. */
export function holesOf(file: string, scalar: YamlScalar): readonly Hole[] {
  if (!scalar.source.includes('${{')) return []
  const source = fromYamlScalar(file, scalar.span)
  return source.holes.map((hole): Hole => {
    const text = original(source, hole), isClosed = text.length > 4 && text.endsWith('}}'), [start, end] = hole
    const before = source.text.slice(0, start), after = source.text.slice(end)
    return {
      source: text.slice(3, isClosed ? -2 : undefined), span: source.toFile(hole), isClosed, isWhole: before.trim() === '' && after.trim() === '',
      toFile: ([from, to]) => source.toFile([Math.min(start + 3 + from, end), Math.min(start + 3 + to, end)]),
    }
  })
}

/** A scalar that is an expression without braces. */
export function bareHole(file: string, scalar: YamlScalar): Hole {
  const source = fromYamlScalar(file, scalar.span)
  return { source: source.text, span: trimmed(source.text, span => source.toFile(span)), isClosed: true, isWhole: true, toFile: span => source.toFile(span) }
}

/** The place of a text without the blanks around it. */
export function trimmed(text: string, toFile: (span: Span) => Span): Span {
  const start = text.length - text.trimStart().length
  return toFile([start, Math.max(start, text.trimEnd().length)])
}

/** What stands in a hole, which the shell sees as underscores. */
function original(source: ShellSource, [start, end]: Span): string {
  const [from, to] = source.toFile([start, end])
  if (to - from === end - start) return source.file.slice(from, to)
  let text = ''
  for (let i = start; i < end; i++) {
    const [a, b] = source.toFile([i, i + 1])
    text += decode(source.file.slice(a, b))
  }
  return text
}

/** The character that a stretch of YAML source stands for. Line breaks separate words whatever they become. */
function decode(written: string): string {
  if (written.length === 1) return written
  if (written === "''") return "'"
  if (written[0] !== '\\') return /^[\r\n\s]*$/.test(written) ? ' ' : written[0] ?? ' '
  const code = /^\\[xuU]([0-9a-fA-F]+)$/.exec(written)
  if (code) return String.fromCharCode(Math.min(0xffff, parseInt(code[1]!, 16)))
  return /^\\[ntr\r\n]/.test(written) ? ' ' : written[1]!
}
