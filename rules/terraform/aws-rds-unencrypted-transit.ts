import type { Check } from '../../src/core/rule'
import { isKnown, isUnknown } from '../../src/core/value'
import type { Facts, Resource } from '../../src/languages/terraform/facts'

const groupOf: { readonly [type: string]: { readonly group: string; readonly argument: string } } = {
  aws_db_instance: { group: 'aws_db_parameter_group', argument: 'parameter_group_name' },
  aws_rds_cluster: { group: 'aws_rds_cluster_parameter_group', argument: 'db_cluster_parameter_group_name' },
}

/** The parameter that demands TLS in a family, the value that it needs, and whether that is the default. */
function demandOf(family: string): { readonly name: string; readonly value: string; readonly isDefault: boolean } | null {
  const major = Number(/(\d+)(?:\.\d+)?$/.exec(family)?.[1] ?? 0), number = Number(/(\d+(?:\.\d+)?)$/.exec(family)?.[1] ?? 0)
  if (family.includes('postgres')) return { name: 'rds.force_ssl', value: '1', isDefault: major >= (family.startsWith('aurora') ? 17 : 15) }
  if (family.startsWith('sqlserver')) return { name: 'rds.force_ssl', value: '1', isDefault: false }
  if (family.includes('mysql')) return { name: 'require_secure_transport', value: '1', isDefault: number >= 8.4 }
  if (family.includes('mariadb')) return { name: 'require_secure_transport', value: '1', isDefault: number >= 11.8 }
  return family.includes('db2') ? { name: 'db2comm', value: 'SSL', isDefault: false } : null
}

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  const key = groupOf[resource.type]
  if (!key) return
  const groups = resource.linked.get(key.group)
  if (!groups) { const name = resource.attr.get(key.argument); if (isUnknown(name)) unknown(name.source); return }
  for (const group of groups) {
    const family = group.attr.get('family')
    if (isUnknown(family)) { unknown(family.source); continue }
    const demand = typeof family === 'string' ? demandOf(family) : null
    if (!demand) continue
    const state = stateOf(group, demand.name, demand.value)
    if (state === 'unknown') { unknown(`the parameters of ${group.address}`); continue }
    if (state === true || state === null && demand.isDefault) continue
    const change = typeof state === 'number' ? { kind: 'set', path: `parameter[${state}].value`, value: demand.value } as const
      : { kind: 'set', path: 'parameter{99}', value: { name: demand.name, value: demand.value } } as const
    // The name may be written in the group; what counts is which group is used here.
    const written = resource.locate(key.argument), use = written.related?.[0]
    const place = group.locate(typeof state === 'number' ? `parameter[${state}].value` : '')
    yield {
      at: use ? { path: use.path, span: use.span, missing: false } : written,
      values: { parameter: demand.name, group: group.name },
      related: [{ path: place.path, span: place.span, message: `Its parameter group '${group.name}'.` }],
      fixes: [{ title: `Demand TLS with ${demand.name}, which locks out clients without it`, safety: 'review', edits: () => group.edit(change) }],
    }
  }
}

/** True where the parameter has the value, its position where it has another, null where it is not there. */
function stateOf(group: Resource, name: string, wanted: string): true | number | null | 'unknown' {
  const all = group.attr.get('parameter')
  if (isUnknown(all)) return 'unknown'
  const list = Array.isArray(all) ? all as readonly unknown[] & { readonly open?: boolean } : []
  let open = list.open === true
  for (const [i, one] of list.entries()) {
    const key = one instanceof Map ? one.get('name') : null, value = one instanceof Map ? one.get('value') : null
    if (!isKnown(key)) { open = true; continue }
    if (key !== name) continue
    if (!isKnown(value)) return 'unknown'
    const text = String(value).toLowerCase()
    return (wanted === '1' ? ['1', 'on', 'true'].includes(text) : text === wanted.toLowerCase()) ? true : i
  }
  return open ? 'unknown' : null
}

export default check
