import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

/** Is a host, or a host with a path, what the pattern says? */
function matches(pattern: string, text: string): boolean {
  const starts = pattern.startsWith('*'), ends = pattern.endsWith('*'), core = pattern.slice(starts ? 1 : 0, ends ? -1 : undefined)
  return pattern === '*' || (starts ? ends ? text.includes(core) : text.endsWith(core) : ends ? text.startsWith(core) : text === core)
}

const check: Check<Facts['docker.Image']> = function* (image, { options, unknown }) {
  const trusted = [...image.trusted, ...options.trusted as readonly string[]].map(pattern => pattern.replace(/\/+$/, ''))
  if (trusted.length === 0) return
  const { isExternal, registry, repository } = image
  if (isExternal === false) return
  if (isUnknown(isExternal) || isUnknown(registry)) {
    unknown(image.text)
    return
  }
  const full = isUnknown(repository) ? null : `${registry}/${repository}`
  if (trusted.some(pattern => pattern.includes('/') ? full === null || matches(pattern, full) || full.startsWith(pattern + '/') : matches(pattern, registry))) return
  yield { values: { registry } }
}

export default check
