const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 }

/** Seconds of a duration as k6 writes it, `1h30m`; null where it is none. */
export function secondsOf(text: string): number | null {
  if (text.length > 40) return null
  if (/^\d+$/.test(text)) return Number(text) / 1000
  let total = 0, at = 0
  for (const match of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    if (match.index !== at) return null
    total += Number(match[1]) * units[match[2]!]!
    at += match[0].length
  }
  return at === text.length && at > 0 ? total : null
}
