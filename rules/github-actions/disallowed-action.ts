import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

/** `owner/*`, `owner/repo`, `owner/repo/*`, `owner/repo/path`, each with or without `@ref`; a name alone means its paths too only with a star. */
function matches(pattern: string, name: string, ref: string | null): boolean {
  const at = pattern.indexOf('@'), wanted = (at < 0 ? pattern : pattern.slice(0, at)).toLowerCase(), version = at < 0 ? null : pattern.slice(at + 1)
  if (version !== null && version !== ref) return false
  return wanted === '*' || (wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) || `${name}/` === wanted.slice(0, -1) : name === wanted)
}

const check: Check<Facts['github-actions.Uses']> = function* ({ fullName, ref, text }, { options }) {
  const allow = options.allow as readonly string[], deny = options.deny as readonly string[]
  if (fullName === null) return
  if (allow.some(pattern => matches(pattern, fullName, ref))) return
  if (deny.some(pattern => matches(pattern, fullName, ref))) yield { values: { text, why: 'on your list of actions that may not be used' } }
  else if (allow.length > 0) yield { values: { text, why: 'not on your list of actions that may be used' } }
}

export default check
