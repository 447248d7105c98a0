import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Workflow']> = function* ({ jobs }, { unknown }) {
  const seen = new Set<string>()
  for (const job of jobs) for (const step of job.steps) {
    const { upload, condition } = step
    // Before version 4 uploads to one name were joined.
    if (!upload || upload.canReplace || step.uses!.major === null || step.uses!.major < 4) continue
    const written = step.arguments.find(argument => argument.name === 'name'), at = step.locate(written ? 'with.name' : 'uses')
    const { name } = upload, text = isUnknown(name) ? written?.text ?? '' : name
    const isOneForAll = !isUnknown(name) || written !== undefined && written.expressions.length > 0 && written.expressions.every(expression => expression.contexts.length > 0 && expression.contexts.every(context => context.root === 'github' || context.root === 'inputs' || context.root === 'vars' || context.root === 'needs'))
    if (!isOneForAll) continue
    if (condition === null && job.matrix) {
      const { count } = job.matrix
      if (isUnknown(count)) unknown(count.source)
      else if (count > 1) { yield { at, values: { name: text, who: `another job of the matrix` } }; continue }
    }
    if (condition !== null || job.condition !== null) continue
    if (seen.has(text)) yield { at, values: { name: text, who: `step '${step.title}'` } }
    seen.add(text)
  }
}

export default check
