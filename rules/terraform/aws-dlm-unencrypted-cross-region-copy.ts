import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'
import { regionCopiesOf } from '../../src/languages/terraform/region-copies'

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  for (const { path, encrypted } of regionCopiesOf(resource)) {
    if (isUnknown(encrypted)) unknown(encrypted.source)
    else if (encrypted !== true) yield {
      at: `${path}.encrypted`,
      fixes: [{ title: 'Encrypt the copies', safety: 'review', edits: () => [{ kind: 'set', path: `${path}.encrypted`, value: true }] }],
    }
  }
}

export default check
