import type { Change } from '../../src/core/fact'
import type { Check, LazyFix } from '../../src/core/rule'
import { isKnown } from '../../src/core/value'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Permissions']> = function* ({ job, form, writes, jobs, scopes }) {
  const count = jobs.length
  if (job !== null || form !== 'scopes' || count < 2) return
  for (const [index, scope] of writes.entries()) {
    const fixes: LazyFix[] = [], known = [...scopes].flatMap(([name, level]) => isKnown(level) ? [[name, level] as const] : [])
    const needing = jobs.filter(one => one.tokenNeeds.some(need => need.level === 'write' && (need.scope === scope || need.alternative === scope))), [only] = needing
    if (only && needing.length === 1 && !jobs.some(one => one.tokenNeeds.open) && !scopes.open && known.length === scopes.size) {
      const before = `workflow.jobs["${only.id}"]["${only.uses ? 'uses' : 'runs-on'}"]`
      const taken: Change = known.length === 1 ? { kind: 'set', path: '', value: {} } : { kind: 'remove', path: scope }
      fixes.push({ title: `Grant ${scope} to job ${only.id} only`, safety: 'review', edits: () => [taken, { kind: 'insert', path: before, value: { permissions: Object.fromEntries(known.filter(([name, level]) => level !== 'write' || only.tokenNeeds.some(need => need.level === 'write' && (need.scope === name || need.alternative === name)))) } }] })
    }
    yield { values: { index: String(index), scope, count: String(count) }, fixes }
  }
}

export default check
