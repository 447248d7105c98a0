import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  for (const { holder, path, acl, group, isBlocked } of resource.openAcls) {
    if (group !== 'everybody' || isBlocked === true) continue
    if (isUnknown(isBlocked)) unknown(isBlocked.source)
    else yield { at: holder.locate(path), values: { acl, who: 'everybody on the internet' } }
  }
  if (resource.openAcls.open) unknown('the ACL')
}

export default check
