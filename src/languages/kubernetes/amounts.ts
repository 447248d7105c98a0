import { formatPath } from '../../core/path'
import { isKnown, isUnknown, list, type Dictionary, type List, type Maybe } from '../../core/value'
import type { LimitRangeSummary } from './exports'
import type * as facts from './facts'
import { isDevice } from './device'
import { quantity } from './quantity'
import { when } from './tree'

type Quantities = Dictionary<Maybe<string>>

const mebi = 2 ** 20
const nouns: Readonly<Record<string, string>> = { cpu: 'CPU', 'ephemeral-storage': 'disk' }
const nounOf = (name: string, side: 'request' | 'limit'): string => `${nouns[name] ?? name} ${side}`

type Written = Pick<facts.OddAmount, 'location' | 'noun'> & { readonly name: string; readonly text: Maybe<string> }

function* written(requests: Quantities, limits: Quantities): Generator<Written> {
  for (const [side, all] of [['request', requests], ['limit', limits]] as const) for (const [name, text] of all) yield { name, text, location: formatPath(['resources', `${side}s`, name]), noun: nounOf(name, side) }
}

/** Amounts that are hardly what was meant. What is no amount breaks the schema. */
export function oddAmounts(requests: Quantities, limits: Quantities): List<facts.OddAmount> {
  const found: facts.OddAmount[] = []
  for (const { name, text, location, noun } of written(requests, limits)) {
    const odd = isUnknown(text) ? { problem: text, instead: null } : oddOf(name, text)
    if (odd) found.push({ location, text, noun, ...odd })
  }
  return list(found, requests.open || limits.open)
}

function oddOf(name: string, text: string): { readonly problem: string; readonly instead: string | null } | null {
  const amount = quantity(text)
  if (amount === null) return null
  const isBytes = name === 'memory' || name === 'ephemeral-storage'
  if (isBytes && /^[0-9.]+m$/.test(text)) return { problem: 'is given in thousandths of a byte', instead: /^\d+m$/.test(text) ? `${text.slice(0, -1)}Mi` : null }
  if (name === 'memory' && amount > 0 && amount < 4 * mebi) return { problem: 'is less than any process needs', instead: /^\d{2,5}$/.test(text) ? `${text}Mi` : null }
  if (name === 'cpu' && amount >= 100) return { problem: `asks for ${amount} whole cores`, instead: /^\d+$/.test(text) ? `${text}m` : null }
  return null
}

/** Resources that have both a request and a limit. */
export function amountRanges(requests: Quantities, limits: Quantities): List<facts.AmountRange> {
  const names = [...requests.keys()].filter(name => limits.has(name) && !isDevice(name))
  return list(names.map(name => {
    const request = requests.get(name)!, limit = limits.get(name)!
    const isInverted = when(request, request => when(limit, limit => { const least = quantity(request), most = quantity(limit); return least !== null && most !== null && least > most }))
    return { name, request, limit, isInverted }
  }), requests.open || limits.open)
}

/** Amounts that a LimitRange refuses. */
export function outOfRange(requests: Quantities, limits: Quantities, ranges: readonly LimitRangeSummary[]): List<facts.OddAmount> {
  const found: facts.OddAmount[] = []
  for (const { name, text, location, noun } of written(requests, limits)) {
    for (const range of ranges) {
      const least = range.least.get(name), most = range.most.get(name)
      if (least === undefined && most === undefined) continue
      if (isUnknown(text)) { found.push({ location, text, noun, problem: text, instead: null }); continue }
      const amount = quantity(text), low = least !== undefined && isKnown(least) ? quantity(least) : null, high = most !== undefined && isKnown(most) ? quantity(most) : null
      if (amount !== null && high !== null && amount > high) found.push({ location, text, noun, problem: `is more than the ${most as string} that LimitRange '${range.name}' allows`, instead: most as string })
      else if (amount !== null && low !== null && amount < low) found.push({ location, text, noun, problem: `is less than the ${least as string} that LimitRange '${range.name}' demands`, instead: least as string })
    }
  }
  return list(found, requests.open || limits.open)
}
