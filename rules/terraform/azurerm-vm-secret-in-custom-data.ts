import { passwordsIn, tokensIn } from '../../src/core/credential'
import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'

const types = /^azurerm_(?:(?:linux|windows|orchestrated)_virtual_machine(?:_scale_set)?|virtual_machine(?:_scale_set)?)$/
/** An assignment of a secret that is written out, as scripts have it. */
const assignment = /(?:^|[\s;"'])(?:export\s+)?\w*(?:PASSWORD|PASSWD|SECRET|SECRET_ACCESS_KEY|TOKEN|API_KEY)["']?\s*[=:]\s*["']?(?!(?:true|false|null|none|required)\b)([^\s"'$<{/%]{6,})/gim

const check: Check<Facts['terraform.Resource']> = function* (machine, { unknown }) {
  if (!types.test(machine.type)) return
  const profile = machine.attr.get('os_profile')
  const inner: unknown = Array.isArray(profile) && profile[0] instanceof Map ? profile[0].get('custom_data') : null
  for (const [path, value] of [['custom_data', machine.attr.get('custom_data')], ['user_data', machine.attr.get('user_data')], ['os_profile{}.custom_data', inner]] as const) {
    if (isUnknown(value)) { unknown(value.source); continue }
    if (typeof value !== 'string') continue
    const text = decode(value)
    const kind = tokensIn(text)[0]?.kind ?? (passwordsIn(text).length ? 'password in an address' : text.search(assignment) >= 0 ? 'password' : null)
    if (kind) yield { at: machine.locate(path), values: { kind } }
  }
}

/** The text that base64 stands for; anything else as it is. */
function decode(text: string): string {
  if (text.length < 12 || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return text
  try { return atob(text.replace(/\s/g, '')) } catch { return text }
}

export default check
