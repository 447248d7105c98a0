/** The day that a text begins with, `2026-12-31`; null where it is none. */
export function dayOf(text: string): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?=$|[T ])/.exec(text.trim())
  if (!match) return null
  const day = `${match[1]}-${match[2]}-${match[3]}`
  return Number.isNaN(Date.parse(day)) ? null : day
}

/** The day some days after another. */
export const daysAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** Is a day over? */
export const isOver = (day: string): boolean => day < new Date().toISOString().slice(0, 10)
