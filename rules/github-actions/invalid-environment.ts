import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Section']> = function* (section) {
  if (section.area === 'environment') yield* section.faultsIn('the workflow')
}

export default check
