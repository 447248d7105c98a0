import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Object']> = function* ({ invalidNames }) {
  for (const { what, text, problem, place } of invalidNames) yield { at: place, values: { what, text, problem } }
}

export default check
