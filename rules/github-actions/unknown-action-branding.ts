import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import { isKnown } from '../../src/core/value'
import type { Facts } from '../../src/languages/github-actions/facts'
import { brandings } from '../../src/languages/github-actions/schema'

const check: Check<Facts['github-actions.Action']> = function* (action) {
  for (const [key, what] of [['icon', 'icon'], ['color', 'colour']] as const) {
    const value = action[key]
    if (!isKnown(value) || value === null || brandings(key).includes(value)) continue
    const near = nearest(value, brandings(key)), path = `branding.${key}`
    const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Use '${near}'`, safety: 'safe', edits: () => [{ kind: 'set', path, value: near }] }]
    yield { at: path, values: { value, what }, fixes }
  }
}

export default check
