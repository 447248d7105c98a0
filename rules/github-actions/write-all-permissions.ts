import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Permissions']> = function* (permissions) {
  if (permissions.form === 'write-all') yield { values: { who: permissions.job === null ? 'every job' : 'this job' }, fixes: [permissions.narrowed()] }
}

export default check
