import { fieldOf, itemsOf } from '../../core/plain'
import type { Plain } from '../../core/value'
import type { RegionCopy, Resource } from './facts'

const field = (of: unknown, name: string): Plain => (fieldOf(of, name) ?? null) as Plain

/** The copies to other regions of an `aws_dlm_lifecycle_policy`: those of its schedules and those of its action. */
export function* regionCopiesOf(resource: Resource): Generator<RegionCopy> {
  if (resource.type !== 'aws_dlm_lifecycle_policy') return
  const details = itemsOf(resource.attr.get('policy_details'))[0]
  for (const [i, schedule] of itemsOf(field(details, 'schedule')).entries()) for (const [k, rule] of itemsOf(field(schedule, 'cross_region_copy_rule')).entries()) {
    yield { path: `policy_details[0].schedule[${i}].cross_region_copy_rule[${k}]`, encrypted: field(rule, 'encrypted'), key: field(rule, 'cmk_arn') }
  }
  for (const [i, copy] of itemsOf(field(itemsOf(field(details, 'action'))[0], 'cross_region_copy')).entries()) {
    const configuration = itemsOf(field(copy, 'encryption_configuration'))[0]
    yield { path: `policy_details[0].action[0].cross_region_copy[${i}].encryption_configuration[0]`, encrypted: field(configuration, 'encrypted'), key: field(configuration, 'cmk_arn') }
  }
}
