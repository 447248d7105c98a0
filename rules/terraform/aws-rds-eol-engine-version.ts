import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'
import { endOfSupport } from '../../src/languages/terraform/rds-versions'

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  if (resource.type !== 'aws_db_instance' && resource.type !== 'aws_rds_cluster' && resource.type !== 'aws_rds_global_cluster') return
  const engine = resource.attr.get('engine'), version = resource.attr.get('engine_version')
  for (const value of [engine, version]) if (isUnknown(value)) return unknown(value.source)
  if (typeof engine !== 'string' || version === null || version === undefined) return
  const found = endOfSupport(engine, String(version))
  if (found) yield { values: found }
}

export default check
