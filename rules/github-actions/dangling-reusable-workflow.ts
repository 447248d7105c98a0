import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import { workflows } from '../../src/languages/github-actions/exports'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Job']> = function* ({ calls, uses }, { find, unknown }) {
  if (!uses) return
  if (isUnknown(calls)) { unknown(calls.source); return }
  const name = uses.text
  if (calls) {
    if (!calls.isReusable) yield { message: `'${name}' cannot be called: it has no workflow_call among its events.` }
    return
  }
  const all = find(workflows)
  // One workflow alone is a part of a repository; what it calls may be in the rest.
  if (uses.form === 'local-reusable' && !isUnknown(all) && all.length > 1) yield { values: { name } }
}

export default check
