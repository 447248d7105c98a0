import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Object']> = function* ({ unquoted }) {
  for (const { path, text, type, place } of unquoted) {
    yield { at: place, values: { path, text, type }, fixes: [{ title: `Quote ${text}`, safety: 'safe', edits: () => [{ path: place.path, span: place.span, text: `"${text}"` }] }] }
  }
}

export default check
