import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/compose/facts'

const check: Check<Facts['compose.Project']> = function* ({ problems, path }) {
  for (const { form, key, where, expected, suggestion, place } of problems) {
    const message = form === 'unknown-key' ? `'${key}' is no key of ${where}${suggestion === null ? '' : `; '${suggestion}' is`}.`
      : form === 'duplicate-key' ? `'${key}' is there twice in one map.` : `'${key}' of ${where} takes ${expected}.`
    const fixes: readonly LazyFix[] = form === 'unknown-key' && suggestion !== null ? [{ title: `Write ${suggestion}`, safety: 'review', edits: () => [{ path, span: place.span, text: suggestion }] }] : []
    yield { at: place, message, fixes }
  }
}

export default check
