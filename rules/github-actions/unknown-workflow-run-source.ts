import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import { workflows } from '../../src/languages/github-actions/exports'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Trigger']> = function* ({ event, unknownWorkflows, workflows: named }, { find, unknown }) {
  if (event !== 'workflow_run') return
  if (isUnknown(unknownWorkflows)) { unknown(unknownWorkflows.source); return }
  const all = unknownWorkflows.length === 0 ? [] : find(workflows)
  // One workflow alone is a part of a repository; those it waits for may be in the rest.
  if (isUnknown(all) || all.length < 2) return
  for (const name of unknownWorkflows) {
    const index = named?.indexOf(name) ?? -1, at = index < 0 ? 'workflows' : `workflows[${index}]`, near = nearest(name, all.map(one => one.name))
    const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Use '${near}'`, safety: 'review', edits: () => [{ kind: 'set', path: at, value: near }] }]
    yield { at, values: { name }, fixes }
  }
}

export default check
