import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import { isKnown } from '../../src/core/value'
import { isTimeZone, timeZones } from '../../src/languages/github-actions/cron'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Trigger']> = function* ({ timezone }, { unknown }) {
  if (!isKnown(timezone)) { unknown(timezone.source); return }
  if (timezone === null || isTimeZone(timezone)) return
  const near = nearest(timezone, timeZones())
  const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Use '${near}'`, safety: 'safe', edits: () => [{ kind: 'set', path: 'timezone', value: near }] }]
  yield { values: { zone: timezone }, fixes }
}

export default check
