import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'
import { faultsOf } from '../../src/languages/github-actions/section-faults'

const check: Check<Facts['github-actions.Section']> = function* (section) {
  if (section.area === 'metadata') yield* faultsOf(section, 'the action')
}

export default check
