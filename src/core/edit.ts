import type { Span } from './span'

/** Replaces the text under `span` in one text. An empty span inserts. */
export interface TextEdit { readonly span: Span; readonly text: string }

/** Applies edits that do not overlap; two insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, i) => ({ edit, i })).sort((a, b) => a.edit.span[0] - b.edit.span[0] || a.edit.span[1] - b.edit.span[1] || a.i - b.i)
  let out = '', at = 0
  for (const { edit } of sorted) {
    if (edit.span[0] < at) throw new RangeError(`edits overlap at offset ${edit.span[0]}`)
    out += text.slice(at, edit.span[0]) + edit.text
    at = edit.span[1]
  }
  return out + text.slice(at)
}

/** The one edit that makes a text of another, without what both begin and end with. */
export function changeBetween(before: string, after: string): TextEdit {
  let start = 0, end = 0
  const most = Math.min(before.length, after.length)
  while (start < most && before[start] === after[start]) start++
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return { span: [start, before.length - end], text: after.slice(start, after.length - end) }
}
