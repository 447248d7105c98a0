import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Section']> = function* (section) {
  for (const { key, path, actual, expected, canWrap, text } of section.mismatches) {
    const fixes: readonly LazyFix[] = canWrap ? [{ title: 'Make it a list', safety: 'safe', edits: () => [{ kind: 'set', path, value: { raw: `[${text}]` } }] }] : []
    yield { values: { key, path, actual, expected }, fixes }
  }
}

export default check
