/** What day it is, as facts that age are judged. Tests set it. */
export const clock: { today(): string } = { today: () => new Date().toISOString().slice(0, 10) }

/** Days from one day to a later one. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
