import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import { workflows } from '../../src/languages/github-actions/exports'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Workflow']> = function* ({ events, isTemplate, triggers }, { find, unknown }) {
  if (isTemplate || !events.includes('pull_request') || events.open || events.includes('merge_group')) return
  // What runs for some files or for labels only is no required check.
  const trigger = triggers.find(one => one.event === 'pull_request')
  if (!trigger || trigger.paths || trigger.pathsIgnore || !trigger.effectiveTypes.includes('synchronize')) return
  const all = find(workflows)
  if (isUnknown(all)) { unknown(all.source); return }
  if (all.some(one => one.events.includes('merge_group'))) yield {}
}

export default check
