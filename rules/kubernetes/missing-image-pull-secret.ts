import { isFrom } from '../../src/core/registry'
import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Image']> = function* ({ reference, registry, repository, container }, { options, unknown }) {
  const registries = options.registries as readonly string[], { pod } = container, { hasPullSecret, name } = pod
  if (registries.length === 0 || reference === null || reference === '') return
  for (const value of [registry, repository, hasPullSecret]) if (isUnknown(value)) { unknown(value.source); return }
  if (hasPullSecret === false && isFrom(registries, registry as string, repository as string)) yield { values: { registry, name: isUnknown(name) ? name.source : name ?? '' } }
}

export default check
