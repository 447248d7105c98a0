import type { Check, LazyFix } from '../../src/core/rule'
import { isKnown } from '../../src/core/value'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Job']> = function* ({ inheritsSecrets, uses, calls }) {
  if (!inheritsSecrets || !uses) return
  const declared = isKnown(calls) && calls ? calls.secrets.map(secret => secret.name) : []
  const value = Object.fromEntries(declared.map(name => [name, `\${{ secrets.${name.replace(/\W/g, '_').toUpperCase()} }}`]))
  const fixes: readonly LazyFix[] = declared.length === 0 ? [] : [{ title: `Pass only ${declared.join(', ')}`, safety: 'review', edits: () => [{ kind: 'set', path: 'secrets', value }] }]
  yield { values: { name: uses.text }, fixes }
}

export default check
