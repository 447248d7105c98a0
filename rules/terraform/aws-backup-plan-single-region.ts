import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'

const check: Check<Facts['terraform.Resource']> = function* (plan, { unknown }) {
  if (plan.type !== 'aws_backup_plan') return
  const rules = plan.attr.get('rule')
  if (isUnknown(rules)) { unknown(rules.source); return }
  const copies = (Array.isArray(rules) ? rules : []).flatMap((rule: unknown) => rule instanceof Map ? [rule.get('copy_action') ?? null] : ['unknown']).filter((copy) => copy !== null)
  if (!copies.length) { yield { values: { at: 'rule{}.copy_action{}', problem: 'are copied to no other region' } }; return }
  const vaults = plan.module.resources.filter((one) => one.type === 'aws_backup_vault' && plan.references.includes(one.address))
  // As many vaults as copies: each copy goes to one of them.
  const isNear = copies.length === 1 && vaults.length > 0 && vaults.every((vault) => vault.providerAlias === plan.providerAlias && vault.provider === plan.provider && !vault.keys.includes('region'))
  const isNamed = vaults.some((vault) => plan.references.includes(vault.address))
  if (isNear && isNamed && copyIsOfVault(copies[0], vaults.length)) yield { values: { at: 'rule{}.copy_action{}.destination_vault_arn', problem: 'are copied to a vault in the same region' } }
}

/** The ARN of the copy is not written out and is no input: what it refers to is a vault of the module. */
function copyIsOfVault(copy: unknown, vaults: number): boolean {
  const [only] = Array.isArray(copy) ? copy as unknown[] : [], arn = only instanceof Map ? only.get('destination_vault_arn') : null
  return vaults > 0 && isUnknown(arn) && /^aws_backup_vault\./.test(arn.source)
}

export default check
