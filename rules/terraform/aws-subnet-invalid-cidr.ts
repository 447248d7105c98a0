import type { Check } from '../../src/core/rule'
import { isKnown } from '../../src/core/value'
import { covers, parseRange, type Range } from '../../src/languages/terraform/cidr'
import type { Facts, Resource } from '../../src/languages/terraform/facts'

const rangeOf = (resource: Resource): Range | null => { const cidr = resource.attr.get('cidr_block'); return typeof cidr === 'string' ? parseRange(cidr) : null }

const check: Check<Facts['terraform.Resource']> = function* (subnet, { unknown }) {
  if (subnet.type !== 'aws_subnet' || subnet.attr.get('cidr_block') === undefined) return
  const own = rangeOf(subnet), [vpc, ...others] = subnet.targets.get('aws_vpc') ?? []
  if (!own) { unknown('cidr_block'); return }
  // Of several networks it is not plain which one is meant.
  if (!vpc || others.length || vpc.mode !== 'resource' || vpc.repeats !== null && vpc.instances !== 1) return
  const whole = rangeOf(vpc), more = vpc.companions.get('aws_vpc_ipv4_cidr_block_association'), cidr = String(subnet.attr.get('cidr_block'))
  if (whole && !more && !vpc.companions.open && !covers(whole, own)) {
    yield { at: 'cidr_block', message: `Subnet '${subnet.name}' (${cidr}) lies outside its VPC's range, ${String(vpc.attr.get('cidr_block'))}.` }
    return
  }
  for (const other of vpc.companions.get('aws_subnet') ?? []) {
    if (other === subnet) break
    // One of two that depend on a condition may be there instead of the other.
    if (!isKnown(other.instances) || !isKnown(subnet.instances)) continue
    const range = rangeOf(other)
    if (!range || !covers(range, own) && !covers(own, range)) continue
    yield { at: 'cidr_block', message: `Subnet '${subnet.name}' (${cidr}) overlaps subnet '${other.name}' (${String(other.attr.get('cidr_block'))}).`, related: [{ ...other.locate('cidr_block'), message: 'The other range.' }] }
    return
  }
  if (!whole) unknown('cidr_block of the VPC')
}

export default check
