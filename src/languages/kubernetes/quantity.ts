const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
}

/** The number that a quantity stands for, `500m` or `1Gi`; null where it is none. */
export function quantity(text: string): number | null {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([A-Za-z]{0,2}))$/.exec(text.trim())
  if (!match) return null
  if (match[2] !== undefined) return Number(match[1]! + match[2])
  const factor = Object.hasOwn(suffixes, match[3]!) ? suffixes[match[3]!]! : null
  return factor === null ? null : Number((Number(match[1]) * factor).toPrecision(15))
}

/** What a refused quantity means most likely, `512M` for `512MB` and `1Gi` for `1 GiB`; null where nobody can tell. */
export function nearQuantity(text: string): string | null {
  const match = /^(\d+(?:\.\d+)?) ?([kKmMgGtT])(i?)[bB]?$/.exec(text), unit = match?.[2]!.toUpperCase()
  return match ? `${match[1]}${match[3] ? `${unit}i` : unit === 'K' ? 'k' : unit}` : null
}

/** A number or a percentage of `total`, rounded up or down; null where it is neither. */
export function share(text: string, total: number, up: boolean): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  const percent = /^(\d+)%$/.exec(text)
  return percent ? (up ? Math.ceil : Math.floor)(Number(percent[1]) * total / 100) : null
}
