import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Job']> = function* ({ id, needs, unknownNeeds, workflow }) {
  for (const [index, need] of needs.entries()) {
    if (typeof need !== 'string' || !unknownNeeds.includes(need)) continue
    const near = nearest(need, workflow.jobs.flatMap(job => job.id === id ? [] : job.id))
    const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Need '${near}'`, safety: 'safe', edits: () => [{ kind: 'replace', path: `needs[${index}]`, text: near }] }]
    yield { values: { index, job: id, need }, fixes }
  }
}

export default check
