const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const macros = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every\s+\S+)$/
const fields = [
  { name: 'minute', low: 0, high: 59, words: [] as string[] },
  { name: 'hour', low: 0, high: 23, words: [] as string[] },
  { name: 'day of the month', low: 1, high: 31, words: [] as string[] },
  { name: 'month', low: 1, high: 12, words: months },
  { name: 'day of the week', low: 0, high: 6, words: days },
]

/** What is wrong with the schedule of a CronJob, or null. */
export function scheduleError(schedule: string): string | null {
  const text = schedule.trim()
  if (/^(?:CRON_)?TZ=/.test(text)) return `has a time zone in it, which belongs in 'timeZone'`
  if (text.startsWith('@')) return macros.test(text) ? null : `has an unknown macro '${text}'`
  const parts = text.split(/\s+/)
  if (text === '' || parts.length !== 5) return `has ${text === '' ? 0 : parts.length} fields, not 5`
  for (const [i, part] of parts.entries()) if (!part.split(',').every(item => isItem(item, i))) return `has ${i === 1 ? 'an' : 'a'} ${fields[i]!.name} of '${part}'`
  const dates = numbers(parts[2]!), inMonths = numbers(parts[3]!.toLowerCase().replace(/[a-z]{3}/g, word => String(months.indexOf(word) + 1)))
  if (dates && inMonths && parts[4] === '*' && inMonths.every(month => dates.every(day => day > [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!))) return 'names a date that no month has'
  return null
}

const numbers = (part: string): number[] | null => /^\d+(?:,\d+)*$/.test(part) ? part.split(',').map(Number) : null

function isItem(item: string, field: number): boolean {
  const match = /^(\*|\?|[A-Za-z0-9]+)(?:-([A-Za-z0-9]+))?(?:\/(\d+))?$/.exec(item)
  if (!match) return false
  const { low, high, words } = fields[field]!
  const value = (text: string): number | null => {
    const word = words.indexOf(text.toLowerCase())
    const number = word >= 0 ? word + low : /^\d+$/.test(text) ? Number(text) : -1
    return number >= low && number <= high ? number : null
  }
  if (match[3] !== undefined && Number(match[3]) === 0) return false
  if (match[1] === '*' || match[1] === '?') return match[2] === undefined
  const from = value(match[1]!)
  if (from === null) return false
  if (match[2] === undefined) return true
  const to = value(match[2])
  return to !== null && to >= from
}
