import { isUnknown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { quantity } from './quantity'

type Quantities = Dictionary<Maybe<string>>

/** Resources that are counted and not shared: those of a domain that is none of Kubernetes' own, and huge pages. */
export const isDevice = (name: string): boolean => name.startsWith('hugepages-') || name.includes('/') && !/(?:^|\.)kubernetes\.io\//.test(name)

const of = (all: Quantities, name: string): Maybe<string | null> => all.has(name) ? all.get(name)! : all.open ? new Unknown(name) : null

/** The devices among requests and limits. */
export function devicesOf(requests: Quantities, limits: Quantities): List<facts.Device> {
  const names = new Set([...limits.keys(), ...requests.keys()].filter(isDevice))
  return list([...names].map(name => {
    const request = of(requests, name), limit = of(limits, name)
    return { name, request, limit, problem: problem(name, request, limit) }
  }), requests.open || limits.open)
}

function problem(name: string, request: Maybe<string | null>, limit: Maybe<string | null>): Maybe<string | null> {
  if (isUnknown(request)) return request
  if (isUnknown(limit)) return limit
  if (limit === null) return 'has a request and no limit'
  const most = quantity(limit), least = request === null ? most : quantity(request)
  if (most === null || least === null) return null
  if (!name.startsWith('hugepages-') && !Number.isInteger(most)) return `is limited to ${limit}, and devices are whole`
  return least === most ? null : `is requested ${request} times with a limit of ${limit}`
}
