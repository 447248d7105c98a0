import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import { workflows } from '../../src/languages/github-actions/exports'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Dependabot']> = function* ({ ecosystems }, { find, unknown }) {
  if (ecosystems.open || ecosystems.includes('github-actions')) return
  const found = find(workflows)
  if (isUnknown(found)) { unknown(found.source); return }
  if (found.length === 0) return
  const value = { 'package-ecosystem': 'github-actions', directory: '/', schedule: { interval: 'weekly' }, cooldown: { 'default-days': 7 } }
  yield { fixes: [{ title: 'Update actions weekly, 7 days after their release', safety: 'suggest', edits: () => [{ kind: 'append', path: 'updates', value }] }] }
}

export default check
