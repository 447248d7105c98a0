import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Section']> = function* ({ area, name, keys, knownKeys, unexpectedKeys, foreignKeys }) {
  if (area !== 'workflow') return
  for (const [index, key] of keys.entries()) {
    if (!unexpectedKeys.includes(key) || foreignKeys.includes(key)) continue
    const near = nearest(key, knownKeys.filter(known => !keys.includes(known)))
    const fixes: readonly LazyFix[] = near === null ? [] : [{ title: `Rename to '${near}'`, safety: 'safe', edits: () => [{ kind: 'replace', path: `keys[${index}]`, text: near }] }]
    const where = name === 'uses-step' ? `a step that uses an action` : name === 'run-step' ? 'a step that runs a script' : name === 'call' ? 'a job that calls a workflow' : `'${name}'`
    yield { values: { index, key, where }, fixes }
  }
}

export default check
