import { nearest } from '../../src/core/nearest'
import type { Check, LazyFix } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/github-actions/facts'

const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '')

const check: Check<Facts['github-actions.Step']> = function* ({ uses, arguments: given }, { unknown }) {
  if (!uses || given.length === 0) return
  const { declares } = uses
  if (isUnknown(declares)) { unknown(declares.source); return }
  if (!declares) return
  const names = declares.inputs.map(input => input.name)
  for (const [index, { name }] of given.entries()) {
    if (names.some(known => known.toLowerCase() === name.toLowerCase()) || declares.using === 'docker' && /^(?:args|entrypoint)$/i.test(name)) continue
    const near = names.find(known => plain(known) === plain(name)) ?? nearest(name, names, name.length < 6 ? 1 : 2)
    if (near === null && !declares.hasAllInputs) continue
    const fixes: readonly LazyFix[] = near === null || given.some(other => other.name.toLowerCase() === near.toLowerCase()) ? [] : [{ title: `Rename to '${near}'`, safety: 'review', edits: () => [{ kind: 'replace', path: `arguments[${index}].name`, text: near }] }]
    yield { values: { name }, fixes }
  }
}

export default check
