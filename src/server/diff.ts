import type { Span } from '../core/span'

/** Beyond this many comparisons of lines, the whole changed stretch is one edit. */
const maximumWork = 1_000_000

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/** Edits of whole lines that turn one text into the other, in order; what both have in common stays untouched. */
export function lineEdits(before: string, after: string): readonly { readonly span: Span; readonly text: string }[] {
  const a = linesOf(before), b = linesOf(after)
  let head = 0, tail = 0
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const n = a.length - head - tail, m = b.length - head - tail
  const offsets = [0]
  for (const line of a) offsets.push(offsets.at(-1)! + line.length)
  if (n === 0 && m === 0) return []
  if (n * m > maximumWork) return [{ span: [offsets[head]!, offsets[head + n]!], text: b.slice(head, head + m).join('') }]
  // common[i][j]: how many lines the rests from i and j have in common.
  const width = m + 1, common = new Uint32Array((n + 1) * width)
  for (let i = n - 1; i >= 0; i--) for (let j = m - 1; j >= 0; j--) {
    common[i * width + j] = a[head + i] === b[head + j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  }
  const edits: { span: Span; text: string }[] = []
  let i = 0, j = 0
  while (i < n || j < m) {
    if (i < n && j < m && a[head + i] === b[head + j]) { i++; j++; continue }
    const from = i, begin = j
    while ((i < n || j < m) && !(i < n && j < m && a[head + i] === b[head + j])) {
      if (j >= m || i < n && common[(i + 1) * width + j]! >= common[i * width + j + 1]!) i++
      else j++
    }
    edits.push({ span: [offsets[head + from]!, offsets[head + i]!], text: b.slice(head + begin, head + j).join('') })
  }
  return edits
}
