import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'

const check: Check<Facts['terraform.Resource']> = function* (table, { unknown }) {
  if (table.type !== 'aws_dynamodb_table') return
  const attributes = table.attr.get('attribute')
  if (!Array.isArray(attributes)) return
  const keys: unknown[] = [table.attr.get('hash_key'), table.attr.get('range_key')]
  let isOpen = (attributes as { open?: boolean }).open === true
  for (const kind of ['local_secondary_index', 'global_secondary_index']) {
    const indexes = table.attr.get(kind)
    if (isUnknown(indexes) || (indexes as { open?: boolean } | undefined)?.open) isOpen = true
    for (const index of Array.isArray(indexes) ? indexes : []) {
      if (!(index instanceof Map)) { isOpen = true; continue }
      keys.push(index.get('hash_key'), index.get('range_key'))
      const parts: unknown = index.get('key_schema')
      if (isUnknown(parts)) isOpen = true
      for (const part of Array.isArray(parts) ? parts : []) keys.push(part instanceof Map ? part.get('attribute_name') : part)
    }
  }
  // Indexes may be resources of their own.
  if (isOpen || keys.some(isUnknown) || table.module.resourceTypes.includes('aws_dynamodb_global_secondary_index')) { unknown('the keys'); return }
  for (const [index, attribute] of attributes.entries()) {
    const name: unknown = attribute instanceof Map ? attribute.get('name') : null
    if (typeof name === 'string' && !keys.includes(name)) yield { at: `attribute{${index}}.name`, values: { name, index } }
  }
}

export default check
