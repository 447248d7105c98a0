import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import { workflows } from '../../src/languages/github-actions/exports'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Uses']> = function* ({ form, exists, step, text }, { find, unknown }) {
  if (form !== 'local' || !step?.job) return
  if (isUnknown(exists)) { unknown(exists.source); return }
  if (exists) return
  // What another repository's checkout brings, or one to another folder, is not seen.
  if (step.previous.some(({ uses, with: given }) => uses?.slug === 'actions/checkout' && (given.has('path') || given.has('repository')))) return
  const all = find(workflows)
  // One workflow alone is a part of a repository; the action may be in the rest.
  if (!isUnknown(all) && all.length > 1) yield { values: { name: text } }
}

export default check
