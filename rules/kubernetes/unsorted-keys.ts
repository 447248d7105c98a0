import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Object']> = function* ({ unsortedKey }) {
  if (unsortedKey) yield { at: unsortedKey.place, values: { key: unsortedKey.key, before: unsortedKey.before } }
}

export default check
