import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Job']> = function* ({ calls, secrets }, { unknown }) {
  if (isUnknown(calls)) { unknown(calls.source); return }
  if (!calls?.isReusable) return
  const declared = calls.secrets.map(secret => secret.name.toLowerCase())
  for (const name of secrets.keys()) if (!declared.includes(name.toLowerCase())) yield { values: { name } }
}

export default check
