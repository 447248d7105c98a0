import { list, Unknown, type List, type Maybe } from '../../core/value'
import { isWholeInternet } from './cidr'
import type * as facts from './facts'
import type { ResourceNode } from './nodes'
import { traversalText } from './source'
import type { MapValue } from './value'

const ranges = ['cidr_block', 'ipv6_cidr_block', 'destination_cidr_block', 'destination_ipv6_cidr_block', 'destination_prefix_list_id'] as const
const targets = ['carrier_gateway_id', 'core_network_arn', 'egress_only_gateway_id', 'gateway_id', 'instance_id', 'local_gateway_id', 'nat_gateway_id', 'network_interface_id', 'transit_gateway_id', 'vpc_endpoint_id', 'vpc_peering_connection_id'] as const

/** The routes of a route table or of an `aws_route`. */
export function routesOf(resource: ResourceNode): List<facts.Route> {
  const { type, arguments: own } = resource
  if (type === 'aws_route') return [routeOf(own, '', (name) => { const entry = resource.section.attribute(name); return entry ? traversalText(entry.attribute.value) : null })]
  if (type !== 'aws_route_table' && type !== 'aws_default_route_table') return []
  const value = own.entries.get('route')
  if (value?.kind === 'map') return [routeOf(value, 'route[0]', () => null)]
  if (value?.kind !== 'list') return list<facts.Route>([], value?.kind === 'unknown')
  return list(value.items.flatMap((item, i) => item.kind === 'map' ? [routeOf(item, `route[${i}]`, () => null)] : []), value.open || value.items.some((item) => item.kind === 'unknown'))
}

/** `written` is the plain reference that an argument is. */
function routeOf(held: MapValue, path: string, written: (name: string) => string | null): facts.Route {
  let open = held.open
  const set = targets.filter((name) => {
    const value = held.entries.get(name)
    if (!value || value.kind === 'null' || value.kind === 'string' && value.value === '') return false
    const isCertain = value.kind !== 'unknown' || /^(?!(?:var|local|each|module)\.)/.test(written(name) ?? 'var.')
    open ||= !isCertain
    return isCertain
  })
  const present = ranges.filter((name) => { const value = held.entries.get(name); return value !== undefined && value.kind !== 'null' && !(value.kind === 'string' && value.value === '') })
  let isDefault: Maybe<boolean> = false
  for (const name of present) {
    const value = held.entries.get(name)!
    if (value.kind === 'string' && isWholeInternet(value.value)) { isDefault = true; break }
    if (value.kind === 'unknown' && name !== 'destination_prefix_list_id') isDefault = new Unknown(value.source)
  }
  return { path, targets: list(set, open), ranges: present, isDefault }
}
