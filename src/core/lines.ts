/** Offset at which the line of an offset starts; for an offset behind a line end, that of the line that has just begun. */
export function lineStart(text: string, offset: number): number {
  let at = Math.min(offset, text.length)
  while (at > 0 && !isLineEnd(text, at - 1)) at--
  return at
}

/** Offset of the line end (or of the end of the text) at or behind an offset. */
export function lineEnd(text: string, offset: number): number {
  let at = offset
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

/** Offset behind the line end that stands at an offset. */
export const afterLine = (text: string, end: number): number => end + (text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0)

const isLineEnd = (text: string, at: number): boolean => text[at] === '\n' || text[at] === '\r' && text[at + 1] !== '\n'
