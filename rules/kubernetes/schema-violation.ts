import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts, Violation } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Object']> = function* ({ violations }) {
  for (const violation of violations) yield { at: violation.place, message: violation.message, fixes: fixesOf(violation) }
}

function fixesOf({ form, suggestion, isUnquoted, text, place }: Violation): readonly LazyFix[] {
  const { path, span } = place, quote = /^["']/.exec(text)?.[0] ?? ''
  if (isUnquoted) return [{ title: `Quote ${text}`, safety: 'safe', edits: () => [{ path, span, text: `"${text}"` }] }]
  if (suggestion === null) return []
  return [{ title: form === 'unknown-field' ? `Rename it to ${suggestion}` : `Write ${suggestion}`, safety: 'review', edits: () => [{ path, span, text: `${quote}${suggestion}${quote}` }] }]
}

export default check
