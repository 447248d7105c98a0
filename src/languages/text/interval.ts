/** The longest time between two runs of a schedule, in seconds: `rate(12 hours)`, `cron(0 5 * * ? *)`, `0 5 * * *`, `@daily`; null where it cannot be read. */
export function intervalOf(schedule: string): number | null {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule.trim())
  if (rate) return Number(rate[1]) * (rate[2] === 'minute' ? 60 : rate[2] === 'hour' ? 3600 : 86_400)
  const macro = /^@(hourly|daily|midnight|weekly|monthly|yearly|annually)$/.exec(schedule.trim())?.[1]
  if (macro) return macro === 'hourly' ? 3600 : macro === 'weekly' ? 604_800 : macro === 'monthly' ? 2_678_400 : /^(?:daily|midnight)$/.test(macro) ? 86_400 : 31_622_400
  const inner = /^cron\((.*)\)$/.exec(schedule.trim())?.[1] ?? schedule.trim(), [minute, hour, date, month, weekday] = inner.split(/\s+/)
  if (minute === undefined || hour === undefined || date === undefined || month === undefined || weekday === undefined) return null
  const isAny = (field: string): boolean => field === '*' || field === '?'
  if (!isAny(month)) return 31_622_400
  if (!isAny(date)) return 2_678_400
  if (!isAny(weekday) && !/^(?:\*\/1|0-6|1-7|SUN-SAT)$/i.test(weekday)) {
    const days = valuesOf(weekday.replace(/[a-z]{3}/gi, word => String(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].indexOf(word.toLowerCase()))), 7)
    return days && gapOf(days, 7) * 86_400
  }
  const hours = valuesOf(hour, 24), minutes = valuesOf(minute, 60)
  if (!hours || !minutes) return null
  return gapOf(hours.flatMap(at => minutes.map(within => at * 60 + within)), 1440) * 60
}

/** The values of a field of a cron expression. */
function valuesOf(field: string, size: number): readonly number[] | null {
  const found = new Set<number>()
  for (const item of field.split(',')) {
    const match = /^(?:(\*|\?)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(item)
    if (!match || match[4] === '0') return null
    const from = match[2] === undefined ? 0 : Number(match[2]), to = match[1] || match[3] === undefined && match[4] ? size - 1 : Number(match[3] ?? from)
    for (let at = from; at <= Math.min(to, size); at += Number(match[4] ?? 1)) found.add(at % size)
  }
  return found.size > 0 ? [...found].sort((a, b) => a - b) : null
}

/** The longest way from one value to the next, around the clock. */
const gapOf = (values: readonly number[], size: number): number => Math.max(...values.map((at, i) => (values[i + 1] ?? values[0]! + size) - at))
