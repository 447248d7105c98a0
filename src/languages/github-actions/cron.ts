interface Field { readonly name: string; readonly from: number; readonly to: number; readonly names?: readonly string[] }

const fields: readonly Field[] = [
  { name: 'minute', from: 0, to: 59 }, { name: 'hour', from: 0, to: 23 }, { name: 'day of the month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { name: 'day of the week', from: 0, to: 6, names: 'sun mon tue wed thu fri sat'.split(' ') },
]

/** Reads a cron expression as GitHub does: five fields of numbers, ranges, steps, lists and English names. */
export function readCron(text: string): { readonly error: string | null; readonly gap: number | null } {
  const parts = text.trim().split(/\s+/)
  if (parts.length !== 5) return { error: parts[0]!.startsWith('@') ? `'${parts[0]}' is not understood` : `it has ${parts[0] === '' ? 0 : parts.length} fields instead of 5`, gap: null }
  const values: (readonly number[])[] = []
  for (const [i, field] of fields.entries()) {
    const found = valuesOf(parts[i]!, field)
    if (typeof found === 'string') return { error: found, gap: null }
    values.push(found)
  }
  const [minutes, hours] = values as [readonly number[], readonly number[]]
  const gaps = minutes.slice(1).map((minute, i) => minute - minutes[i]!)
  // The last start of an hour and the first of the next.
  if (minutes.length > 0 && hours.some(hour => hours.includes((hour + 1) % 24))) gaps.push(60 - minutes.at(-1)! + minutes[0]!)
  return { error: null, gap: gaps.length > 0 ? Math.min(...gaps) : null }
}

/** The values of one field in order, or what is wrong with it. */
function valuesOf(text: string, { name, from, to, names }: Field): readonly number[] | string {
  const wrong = `'${text}' is no ${name}`, found = new Set<number>()
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part)
    if (!match) return wrong
    const read = (word: string | undefined, absent: number): number => word === undefined ? absent : /^\d+$/.test(word) ? Number(word) : names?.includes(word.toLowerCase()) ? names.indexOf(word.toLowerCase()) + from : NaN
    const first = read(match[1], from), last = read(match[2], match[1] === undefined || match[3] !== undefined ? to : first), step = Number(match[3] ?? 1)
    if (!(first >= from && first <= last && last <= to && step > 0)) return wrong
    for (let value = first; value <= last; value += step) found.add(value)
  }
  return [...found].sort((a, b) => a - b)
}

let zones: ReadonlySet<string> | null = null
/** Names of time zones, as far as the runtime knows them; empty where it cannot tell. */
export const timeZones = (): ReadonlySet<string> => zones ??= new Set(typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [])

/** A zone of the IANA database, links such as `UTC` and `US/Pacific` included; offsets are none. */
export function isTimeZone(name: string): boolean {
  if (timeZones().has(name)) return true
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(name)) return false
  try { new Intl.DateTimeFormat('en', { timeZone: name }) } catch { return false }
  return true
}
