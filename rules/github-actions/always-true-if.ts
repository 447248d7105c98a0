import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Condition']> = function* ({ hasTextOutside, text, step, expression }) {
  const tree = expression?.tree, format = tree?.kind === 'call' && tree.name.toLowerCase() === 'format' ? tree.arguments[0] : undefined
  if (format?.kind === 'literal' && String(format.value).replace(/\{\d+\}/g, '') !== '') yield { message: `This condition is always true: 'format' gives a text that is never empty.` }
  if (!hasTextOutside) return
  // The parts join to one expression where only operators stand between them.
  const outside = text.replace(/\$\{\{.*?\}\}/gs, ''), value = text.replace(/\$\{\{|\}\}/g, '').replace(/\s+/g, ' ').trim()
  const fixes: readonly LazyFix[] = !/^[\s&|!()]*$/.test(outside) || value.startsWith('!') ? [] : [{ title: 'Write it as one expression', safety: 'review', edits: () => [{ kind: 'set', path: step ? 'step.if' : 'job.if', value }] }]
  yield { fixes }
}

export default check
