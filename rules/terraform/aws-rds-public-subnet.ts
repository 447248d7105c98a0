import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Resource } from '../../src/languages/terraform/facts'

const check: Check<Facts['terraform.Resource']> = function* (group) {
  if (group.type !== 'aws_db_subnet_group') return
  const subnets = group.linked.get('aws_subnet') ?? []
  const open = (Array.isArray(group.attr.get('subnet_ids')) ? subnets : only(subnets)).find((subnet) => isPublic(subnet))
  if (!open) return
  const place = open.locate('')
  yield { at: 'subnet_ids', values: { subnet: open.name }, related: [{ path: place.path, span: place.span, message: `Subnet '${open.name}' is public.` }] }
}

const only = (all: readonly Resource[] | undefined): readonly Resource[] => all && new Set(all.map((one) => one.address)).size === 1 ? all : []
const gateway = (value: unknown): boolean => isUnknown(value) && value.source.includes('aws_internet_gateway.')
const isInternet = (value: unknown): boolean => value === '0.0.0.0/0' || value === '::/0'

/** Machines in the subnet get an address on the internet, or its route table leads there. */
function isPublic(subnet: Resource): boolean {
  if (subnet.attr.get('map_public_ip_on_launch') === true) return true
  // Of several tables in one expression, one is chosen, and which is not known.
  const tables = (subnet.companions.get('aws_route_table_association') ?? []).flatMap((one) => only(one.linked.get('aws_route_table')))
  return tables.some((table) => {
    const routes = table.attr.get('route')
    if (Array.isArray(routes) && routes.some((route: unknown) => route instanceof Map && (isInternet(route.get('cidr_block')) || isInternet(route.get('ipv6_cidr_block'))) && gateway(route.get('gateway_id')))) return true
    return (table.companions.get('aws_route') ?? []).filter((route) => only(route.linked.get('aws_route_table')).length > 0).some((route) => (isInternet(route.attr.get('destination_cidr_block')) || isInternet(route.attr.get('destination_ipv6_cidr_block'))) && gateway(route.attr.get('gateway_id')))
  })
}

export default check
