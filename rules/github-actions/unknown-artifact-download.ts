import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Job } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Workflow']> = function* ({ jobs, isReusable, isTemplate }) {
  // A caller's other jobs may have uploaded what is downloaded here.
  if (isReusable || isTemplate) return
  const uploads = new Map<string, Set<Job>>()
  let isOpen = jobs.open === true
  for (const job of jobs) {
    isOpen ||= job.uses !== null || job.steps.open === true
    for (const step of job.steps) {
      const { upload, uses } = step
      if (upload && !isUnknown(upload.name)) uploads.set(upload.name, (uploads.get(upload.name) ?? new Set()).add(job))
      // What others upload, by a name that is not seen: local actions, actions named after artifacts, expressions.
      else if (upload || uses && (uses.form !== 'action' || !uses.isFirstParty && !/\/(?:setup|checkout|login)/.test(uses.text))) isOpen = true
      else if (uses && /upload-(?:pages-)?artifact/.test(uses.text)) isOpen = true
    }
  }
  for (const job of jobs) for (const step of job.steps) {
    if (step.uses?.slug !== 'actions/download-artifact' || step.with.has('run-id') || step.with.has('github-token') || step.with.open) continue
    const name = step.with.get('name')
    if (name === undefined || isUnknown(name) || name === '') continue
    const from = uploads.get(name)
    const at = step.locate('with.name')
    if (!from) {
      if (!isOpen && uploads.size > 0) yield { at, values: { problem: `No step of this workflow uploads an artifact '${name}'` } }
    } else if (!isOpen && !from.has(job) && !job.ancestors.open && !job.ancestors.some(ancestor => from.has(ancestor))) {
      yield { at, values: { problem: `Job '${job.id}' does not wait for job '${[...from][0]!.id}', which uploads '${name}'` } }
    }
  }
}

export default check
