import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Workflow']> = function* ({ jobs, isOnlyReusable }, { options, unknown }) {
  if (isOnlyReusable) return
  if (jobs.open || jobs.some(job => job.steps.open)) { unknown('steps'); return }
  const used = jobs.flatMap(job => [job.uses?.fullName, ...job.steps.map(step => step.uses?.fullName)]).filter(name => typeof name === 'string')
  for (const wanted of options.actions as readonly string[]) {
    const name = wanted.toLowerCase(), begin = name.replace(/\*$/, '')
    if (!used.some(one => begin === name ? one === name : one.startsWith(begin))) yield { values: { wanted } }
  }
}

export default check
