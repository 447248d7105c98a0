import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Object']> = function* ({ outdatedNames }) {
  for (const { name, instead, replacement, place } of outdatedNames) {
    yield { at: place, values: { name, instead }, fixes: replacement === null ? [] : [{ title: `Use ${replacement}`, safety: 'review', edits: () => [{ path: place.path, span: place.span, text: replacement }] }] }
  }
}

export default check
