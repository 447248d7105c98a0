import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/terraform/facts'
import { openAclsOf } from '../../src/languages/terraform/bucket-acl'

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  for (const { holder, path, acl, isBlocked } of openAclsOf(resource, unknown)) {
    if (isBlocked === true) yield { at: holder.locate(path), values: { acl } }
    else if (isBlocked === null) unknown('the public access block')
  }
}

export default check
