import type { Check, LazyFix } from '../../src/core/rule'
import { isKnown } from '../../src/core/value'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Job']> = function* ({ missingScopes, permissions, hasOwnPermissions, leastPermissions }) {
  for (const [index, { evidence, text, scopes, isCall }] of missingScopes.entries()) {
    const fixes: LazyFix[] = [], what = text.replace(/'/g, ''), before = isCall ? 'uses' : 'runs-on'
    const put = (given: Iterable<readonly [string, string]>): void => {
      fixes.push({ title: `Grant ${what} in this job`, safety: 'review', edits: () => [{ kind: 'insert', path: before, value: { permissions: Object.fromEntries(given) } }] })
    }
    if (hasOwnPermissions) {
      if (permissions?.form === 'scopes') fixes.push({ title: `Grant ${what}`, safety: 'review', edits: () => [...scopes].map(([scope, level]) => ({ kind: 'set' as const, path: `permissions.${scope}`, value: level })) })
    } else if (!permissions) {
      if (leastPermissions) put(leastPermissions)
    } else if (!permissions.scopes.open) {
      const known = [...permissions.scopes].flatMap(([scope, level]) => isKnown(level) ? [[scope, level] as const] : [])
      if (known.length === permissions.scopes.size) put(new Map([...known, ...scopes]))
    }
    yield {
      values: { index: String(index), evidence, text }, fixes,
      ...isCall ? { message: `'${evidence}' asks for ${text}, which this job may not hand on, so GitHub refuses the run.` } : {},
    }
  }
}

export default check
