import { isFrom } from '../../src/core/registry'
import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Image']> = function* (image, { options, unknown }) {
  const trusted = [...image.trusted, ...options.trusted as readonly string[]], { reference, registry, repository } = image
  if (trusted.length === 0 || reference === null || reference === '') return
  if (isUnknown(registry)) { unknown(registry.source); return }
  if (!isFrom(trusted, registry, isUnknown(repository) ? null : repository)) yield { values: { registry } }
}

export default check
