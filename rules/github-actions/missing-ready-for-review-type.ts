import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Trigger']> = function* ({ event, types, effectiveTypes, workflow }) {
  if (event !== 'pull_request' && event !== 'pull_request_target' || types?.open || effectiveTypes.includes('ready_for_review')) return
  const asks = workflow.jobs.some(job => [job.condition, ...job.steps.map(step => step.condition)].some(condition => condition?.contexts.some(context => context.name === 'github.event.pull_request.draft')))
  if (!asks || !effectiveTypes.includes('synchronize')) return
  const value = [...effectiveTypes, 'ready_for_review'].filter(type => typeof type === 'string')
  yield { fixes: [{ title: "Add the type 'ready_for_review'", safety: 'review', edits: () => [types ? { kind: 'append', path: 'types', value: 'ready_for_review' } : { kind: 'set', path: 'types', value: { raw: `[${value.join(', ')}]` } }] }] }
}

export default check
