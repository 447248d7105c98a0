const units: readonly (readonly [RegExp, number])[] = [[/^(?:ms|milliseconds?)$/, 0.001], [/^(?:s|secs?|seconds?)$/, 1], [/^(?:m|mins?|minutes?)$/, 60], [/^(?:h|hrs?|hours?)$/, 3600], [/^(?:d|days?)$/, 86_400], [/^(?:w|weeks?)$/, 604_800]]

/** The length of time that a text names, `15 minutes`, `≤ 1h 30m`, `PT5M`; null where it names none. Of a range the longer end. */
export function secondsIn(text: string): number | null {
  const iso = /\bP(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\b/.exec(text)
  if (iso && iso[0].length > 1 && iso[0] !== 'PT') return Number(iso[1] ?? 0) * 86_400 + Number(iso[2] ?? 0) * 3600 + Number(iso[3] ?? 0) * 60 + Number(iso[4] ?? 0)
  let total: number | null = null, end = -1
  for (const match of text.toLowerCase().matchAll(/(\d+(?:\.\d+)?)[ -]?(?:[-–]|to) ?(\d+(?:\.\d+)?) ?([a-z]+)|(\d+(?:\.\d+)?)[ -]?([a-z]+)/g)) {
    const unit = units.find(([pattern]) => pattern.test(match[3] ?? match[5]!))
    if (!unit) continue
    if (end >= 0 && match.index - end > 5) break
    total = (total ?? 0) + Number(match[2] ?? match[4]) * unit[1]
    end = match.index + match[0].length
  }
  return total ?? (/^\W*(?:0|zero|none|no data loss)\W*$/i.test(text) ? 0 : null)
}

/** Days that a text names: `2026-09-12`, `12 September 2026`, `Sep 12, 2026`. */
export function* daysIn(text: string): Generator<{ readonly day: string; readonly at: number; readonly length: number }> {
  for (const match of text.matchAll(/\b(\d{4})-(\d\d)-(\d\d)\b|\b(\d{1,2})\.? ([A-Z][a-z]{2,8})\.? (\d{4})\b|\b([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})\b/g)) {
    const month = match[2] ?? monthOf(match[5] ?? match[7]!)
    if (month === null) continue
    const day = `${match[1] ?? match[6] ?? match[9]!}-${month}-${(match[3] ?? match[4] ?? match[8]!).padStart(2, '0')}`
    if (!Number.isNaN(Date.parse(day))) yield { day, at: match.index, length: match[0].length }
  }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
function monthOf(word: string): string | null {
  const at = months.indexOf(word.slice(0, 3).toLowerCase())
  return at < 0 ? null : String(at + 1).padStart(2, '0')
}

/** The first day that a text names, or null. */
export const dayIn = (text: string): string | null => { for (const { day } of daysIn(text)) return day; return null }
