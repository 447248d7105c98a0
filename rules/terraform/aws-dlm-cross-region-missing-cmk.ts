import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'
import { regionCopiesOf } from '../../src/languages/terraform/region-copies'

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  for (const { path, key } of regionCopiesOf(resource)) {
    if (isUnknown(key)) unknown(key.source)
    else if (key === null || key === undefined || key === '') yield { at: `${path}.cmk_arn` }
  }
}

export default check
