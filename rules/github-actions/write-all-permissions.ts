import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Permissions']> = function* ({ form, job, leastPermissions }) {
  if (form !== 'write-all') return
  const least = leastPermissions && Object.fromEntries(leastPermissions), names = Object.entries(least ?? {}).map(([scope, level]) => `${scope}: ${level}`)
  const fix: LazyFix = least
    ? { title: names.length === 0 ? 'Grant nothing, for the steps need nothing' : `Grant what the steps need: ${names.join(', ')}`, safety: 'review', edits: () => [{ kind: 'set', path: '', value: least }] }
    : { title: 'Grant only contents read', safety: 'suggest', edits: () => [{ kind: 'set', path: '', value: { contents: 'read' } }] }
  yield { values: { who: job === null ? 'every job' : 'this job' }, fixes: [fix] }
}

export default check
