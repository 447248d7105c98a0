import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import { isKnown } from '../../src/core/value'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Action']> = function* (action) {
  for (const [key, what, known] of [['icon', 'icon', action.knownIcons], ['color', 'colour', action.knownColors]] as const) {
    const value = action[key]
    if (!isKnown(value) || value === null || known.includes(value)) continue
    const near = nearest(value, known), path = `branding.${key}`
    const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Use '${near}'`, safety: 'safe', edits: () => [{ kind: 'set', path, value: near }] }]
    yield { at: path, values: { value, what }, fixes }
  }
}

export default check
