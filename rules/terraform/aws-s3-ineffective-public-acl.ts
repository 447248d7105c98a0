import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  for (const { holder, path, acl, isBlocked } of resource.openAcls) {
    if (isBlocked === true) yield { at: holder.locate(path), values: { acl } }
    else if (isUnknown(isBlocked)) unknown(isBlocked.source)
  }
  if (resource.openAcls.open) unknown('the ACL')
}

export default check
