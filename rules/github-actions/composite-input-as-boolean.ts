import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const operand = /(?:^|&&|\|\||\(|\$\{\{)\s*(!?)\s*inputs\.([\w-]+)\s*(?=$|&&|\|\||\)|\}\})/g

const check: Check<Facts['github-actions.Condition']> = function* ({ step, text }) {
  const action = step?.action
  if (!action) return
  for (const [, not, name] of text.matchAll(operand)) {
    const input = action.inputs.find(one => one.name.toLowerCase() === name!.toLowerCase())
    // A text that may be empty is rightly asked whether it is.
    if (!input || typeof input.default !== 'boolean' && input.default !== 'true' && input.default !== 'false') continue
    const plain = text.trim() === `${not}inputs.${name}`, fixed = `inputs.${name} ${not ? '!=' : '=='} 'true'`
    const fixes: readonly LazyFix[] = plain ? [{ title: "Compare it with 'true'", safety: 'review', edits: () => [{ kind: 'replace', path: '', text: fixed }] }] : []
    yield { values: { name: input.name }, fixes }
    return
  }
}

export default check
