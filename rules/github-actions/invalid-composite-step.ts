import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Section']> = function* (section) {
  if (section.area !== 'steps') return
  // A step without a script or a shell is spoken of elsewhere.
  for (const fault of section.faultsIn('the action')) if (!section.missingKeys.includes(String(fault.at))) yield fault
}

export default check
