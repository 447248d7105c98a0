import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Object']> = function* ({ credentials }) {
  for (const { what, place } of credentials) yield { at: place, values: { what } }
}

export default check
