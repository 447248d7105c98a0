import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/terraform/facts'
import { openAclsOf } from '../../src/languages/terraform/bucket-acl'

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  for (const { holder, path, acl, group, isBlocked } of openAclsOf(resource, unknown)) {
    if (group !== 'authenticated' || isBlocked === true) continue
    if (isBlocked === null) unknown('the public access block')
    else yield { at: holder.locate(path), values: { acl } }
  }
}

export default check
