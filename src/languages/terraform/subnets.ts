import { isKnown, Unknown, type Maybe } from '../../core/value'
import { covers, parseRange, type Range } from './cidr'
import type * as facts from './facts'
import type { ResourceNode } from './nodes'

const cidrOf = (resource: facts.Resource): string | null => { const cidr = resource.attr.get('cidr_block'); return typeof cidr === 'string' ? cidr : null }
const rangeOf = (resource: facts.Resource): Range | null => parseRange(cidrOf(resource) ?? '')

/** How the range of a subnet goes wrong with its network or with a subnet that stands before it. */
export function rangeConflictOf(subnet: ResourceNode): Maybe<facts.RangeConflict | null> {
  if (subnet.type !== 'aws_subnet' || !subnet.attr.has('cidr_block')) return null
  const own = rangeOf(subnet), [vpc, ...others] = subnet.linked.get('aws_vpc') ?? []
  if (!own) return new Unknown('cidr_block')
  // Of several networks it is not plain which one is meant.
  if (!vpc || others.length || vpc.mode !== 'resource' || vpc.repeats !== null && vpc.instances !== 1) return null
  const whole = rangeOf(vpc), siblings = vpc.companions
  if (whole && !siblings.open && !siblings.has('aws_vpc_ipv4_cidr_block_association') && !covers(whole, own)) return { isOutside: true, with: vpc, cidr: cidrOf(subnet)!, otherCidr: cidrOf(vpc)! }
  for (const other of siblings.get('aws_subnet') ?? []) {
    if (other === subnet) break
    const range = rangeOf(other)
    // One of two that depend on a condition may be there instead of the other.
    if (!range || !isKnown(other.instances) || !isKnown(subnet.instances)) continue
    if (covers(range, own) || covers(own, range)) return { isOutside: false, with: other, cidr: cidrOf(subnet)!, otherCidr: cidrOf(other)! }
  }
  return whole ? null : new Unknown('cidr_block of the VPC')
}
