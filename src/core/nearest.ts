/** The candidate that a misspelt name most likely meant, or null where none is near: none within `most` mistakes. */
export function nearest(name: string, candidates: Iterable<string>, most?: number): string | null {
  const wanted = name.slice(0, 80).toLowerCase()
  let best: string | null = null, least = (most ?? Math.max(2, Math.floor(wanted.length / 3))) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue
    const distance = editDistance(wanted, candidate.toLowerCase(), least)
    if (distance < least) { best = candidate; least = distance }
  }
  return best
}

/** Insertions, deletions, substitutions and swaps of neighbours between two strings; at least `limit` where there are that many. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [], last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
    }
    if (Math.min(...row) >= limit) return limit
    before = last
    last = row
  }
  return last[b.length]!
}
