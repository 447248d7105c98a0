import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Permissions']> = function* (permissions) {
  if (permissions.form === 'invalid') yield { at: '', message: `'permissions' is read-all, write-all or a map of scopes.` }
  for (const [index, scope] of permissions.unknownScopes.entries()) {
    const near = nearest(scope, permissions.levels.keys())
    const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Rename to '${near}'`, safety: 'safe', edits: () => [{ kind: 'replace', path: `unknownScopes[${index}]`, text: near }] }]
    yield { values: { index, scope }, fixes }
  }
}

export default check
