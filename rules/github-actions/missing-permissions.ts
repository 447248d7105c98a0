import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Workflow']> = function* ({ permissions, isOnlyReusable, isTemplate, jobs, leastPermissions }) {
  const bare = jobs.filter(job => !job.hasOwnPermissions)
  if (permissions || bare.length === 0 || isTemplate && !isOnlyReusable) return
  const fixes: LazyFix[] = []
  if (leastPermissions) {
    const top = leastPermissions, scopes = Object.fromEntries(top)
    const own = bare.filter(job => [...job.leastPermissions ?? []].some(([scope, level]) => top.get(scope) !== level))
    const words = [...new Set(bare.flatMap(job => [...job.leastPermissions ?? []].map(([scope, level]) => `${scope}: ${level}`)))]
    fixes.push({
      title: words.length === 0 ? 'Give the token no permissions, for the steps need none' : `Grant what the steps need: ${words.join(', ')}`, safety: 'review',
      edits: () => [
        { kind: 'insert', path: 'jobs', value: { permissions: scopes } },
        ...own.map(job => ({ kind: 'insert' as const, path: `jobs["${job.id}"]["${job.uses ? 'uses' : 'runs-on'}"]`, value: { permissions: Object.fromEntries(job.leastPermissions!) } })),
      ],
    })
  } else if (!isOnlyReusable) {
    // What surely needs more is not offered less.
    const sure = bare.flatMap(job => job.tokenNeeds.filter(need => need.isSure))
    if (sure.every(({ scope, level }) => scope === 'contents' && level === 'read')) fixes.push({ title: "Let the token read the repository's contents and nothing else", safety: 'review', edits: () => [{ kind: 'insert', path: 'jobs', value: { permissions: { contents: 'read' } } }] })
    if (sure.length === 0) fixes.push({ title: 'Give the token no permissions', safety: 'review', edits: () => [{ kind: 'insert', path: 'jobs', value: { permissions: {} } }] })
  }
  yield { fixes, ...isOnlyReusable ? { severity: 'info' as const, message: "Without permissions, the workflow's token can do whatever each caller's can." } : {} }
}

export default check
