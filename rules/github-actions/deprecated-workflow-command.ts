import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const files: Readonly<Record<string, string>> = { 'set-output': 'GITHUB_OUTPUT', 'save-state': 'GITHUB_STATE', 'set-env': 'GITHUB_ENV', 'add-path': 'GITHUB_PATH' }

const check: Check<Facts['github-actions.Run']> = function* ({ workflowCommands }) {
  for (const [i, { name, rewritten }] of workflowCommands.entries()) {
    const file = files[name]
    if (!file) continue
    const fixes: readonly LazyFix[] = rewritten === null ? [] : [{ title: `Write it to ${file}`, safety: 'review', edits: () => [{ kind: 'replace', path: `workflowCommands[${i}].command`, text: rewritten }] }]
    yield { at: `workflowCommands[${i}]`, message: `'::${name}' is out of use; write to ${file} instead.`, fixes }
  }
}

export default check
