import { isFrom } from '../../src/core/registry'
import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Image']> = function* (image, { options, unknown }) {
  const trusted = [...image.trusted, ...options.trusted as readonly string[]]
  if (trusted.length === 0) return
  const { isExternal, registry, repository } = image
  if (isExternal === false) return
  if (isUnknown(isExternal) || isUnknown(registry)) {
    unknown(image.text)
    return
  }
  if (isFrom(trusted, registry, isUnknown(repository) ? null : repository)) return
  yield { values: { registry } }
}

export default check
