import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Object']> = function* ({ duplicateKeys }) {
  for (const { key, place } of duplicateKeys) yield { at: place, values: { key } }
}

export default check
