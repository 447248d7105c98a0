import type { Span } from '../../core/span'

/** The mark that begins a line where a merge conflict was left in the text; null where there is none. */
export function conflictIn(text: string): Span | null {
  const match = text.includes('<<<<<<< ') || text.includes('>>>>>>> ') ? /^(?:<{7}|>{7}) \S/m.exec(text) : null
  return match ? [match.index, match.index + 7] : null
}
