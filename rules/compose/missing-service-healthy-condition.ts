import type { Check, LazyFix } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/compose/facts'

const check: Check<Facts['compose.Dependency']> = function* ({ name, condition, form, target, targetHasHealthcheck, service }, { unknown }) {
  if (!target) return
  if (isUnknown(condition)) { unknown(condition.source); return }
  if (condition !== 'service_started') return
  if (isUnknown(targetHasHealthcheck)) { unknown(targetHasHealthcheck.source); return }
  if (!targetHasHealthcheck) return
  const { dependencies } = service
  // Whoever waits for one and not for another knows the difference.
  if (form === 'long' && dependencies.some(one => one.condition === 'service_healthy')) return
  const fixes: readonly LazyFix[] = form === 'long'
    ? [{ title: 'Wait until it is healthy', safety: 'review', edits: () => [{ kind: 'set', path: 'condition', value: 'service_healthy' }] }]
    : dependencies.some(one => one.form === 'long') || dependencies.open ? []
      : [{ title: 'Wait until it is healthy', safety: 'review', edits: () => [{ kind: 'set', path: 'service.depends_on', value: Object.fromEntries(dependencies.map(one => [one.name, { condition: one.name === name ? 'service_healthy' : 'service_started' }])) }] }]
  yield { fixes }
}

export default check
