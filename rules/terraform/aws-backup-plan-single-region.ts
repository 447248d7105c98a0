import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'

const check: Check<Facts['terraform.Resource']> = function* (plan, { unknown }) {
  if (plan.type !== 'aws_backup_plan') return
  const rules: unknown = plan.attr.get('rule')
  if (isUnknown(rules)) { unknown(rules.source); return }
  const copies = maps(rules).flatMap((rule) => maps(rule.get('copy_action')))
  if (!copies.length) { yield { values: { at: 'rule{}.copy_action{}', problem: 'are copied to no other region' } }; return }
  const isNear = copies.every((copy) => {
    const arn = copy.get('destination_vault_arn'), name = isUnknown(arn) ? /^aws_backup_vault\.([\w-]+)/.exec(arn.source)?.[1] : undefined
    const vault = plan.module.resources.find((one) => one.type === 'aws_backup_vault' && one.name === name)
    return vault !== undefined && vault.provider === plan.provider && vault.providerAlias === plan.providerAlias && !vault.keys.includes('region')
  })
  if (isNear) yield { values: { at: 'rule{}.copy_action{}.destination_vault_arn', problem: 'are copied to a vault in the same region' } }
}

const maps = (value: unknown): readonly ReadonlyMap<string, unknown>[] => Array.isArray(value) ? value.filter((one): one is ReadonlyMap<string, unknown> => one instanceof Map) : []

export default check
