import { list, Unknown, type List, type Maybe } from '../../core/value'
import { isWholeInternet } from './cidr'
import type * as facts from './facts'
import type { ResourceNode } from './nodes'
import type { MapValue } from './value'

const ranges = ['cidr_block', 'ipv6_cidr_block', 'destination_cidr_block', 'destination_ipv6_cidr_block', 'destination_prefix_list_id'] as const
const targets = ['carrier_gateway_id', 'core_network_arn', 'egress_only_gateway_id', 'gateway_id', 'instance_id', 'local_gateway_id', 'nat_gateway_id', 'network_interface_id', 'odb_network_arn', 'transit_gateway_id', 'vpc_endpoint_id', 'vpc_peering_connection_id'] as const

/** The routes of a route table or of an `aws_route`. */
export function routesOf(resource: ResourceNode): List<facts.Route> {
  const { type, arguments: own } = resource
  if (type === 'aws_route') return [routeOf(own, '')]
  if (type !== 'aws_route_table' && type !== 'aws_default_route_table') return []
  const value = own.entries.get('route')
  if (value?.kind === 'map') return [routeOf(value, 'route[0]')]
  if (value?.kind !== 'list') return list<facts.Route>([], value?.kind === 'unknown')
  return list(value.items.flatMap((item, i) => item.kind === 'map' ? [routeOf(item, `route[${i}]`)] : []), value.open || value.items.some((item) => item.kind === 'unknown'))
}

/** The identity of a resource, which is never null: `aws_nat_gateway.out[0].id`. */
const identity = /^(?:data[.])?(?!(?:data|var|local|each|module|path)[.])[a-z]\w*[.][\w-]+(?:\[[^\]]*\])?[.](?:id|arn|gateway_id|primary_network_interface_id)$/

function routeOf(held: MapValue, path: string): facts.Route {
  let open = held.open
  const set = targets.filter((name) => {
    const value = held.entries.get(name)
    if (!value || value.kind === 'null' || value.kind === 'string' && value.value === '') return false
    const isCertain = value.kind !== 'unknown' || identity.test(value.source)
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
