import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Section']> = function* ({ area, invalidValues }) {
  if (area !== 'workflow') return
  for (const [index, { key, text, expected }] of invalidValues.entries()) yield { values: { index, key, text, expected } }
}

export default check
