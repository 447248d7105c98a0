import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Resource } from '../../src/languages/terraform/facts'

/** Canned ACLs and groups that open a bucket, and to whom. */
const open: ReadonlyMap<string, string> = new Map([
  ['public-read', 'everybody on the internet'], ['public-read-write', 'everybody on the internet'], ['website', 'everybody on the internet'], ['authenticated-read', 'everybody who has an AWS account'],
])
const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers'

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  const isBucket = resource.type === 'aws_s3_bucket'
  if (!isBucket && (resource.type !== 'aws_s3_bucket_acl' || resource.references.some((one) => one.startsWith('aws_s3_bucket.')))) return
  const blocks = resource.companions.get('aws_s3_bucket_public_access_block')
  for (const one of [resource, ...isBucket ? resource.companions.get('aws_s3_bucket_acl') ?? [] : []]) {
    const acl = one.attr.get('acl'), grants = text(one)
    const found = typeof acl === 'string' && open.has(acl) ? acl : grants.includes(everybody) ? 'AllUsers' : null
    if (isUnknown(acl)) unknown(acl.source)
    if (found === null) continue
    const ignores = blocks?.map((block) => block.attr.get('ignore_public_acls')) ?? []
    if (ignores.includes(true)) continue
    if (blocks?.open || ignores.some(isUnknown)) unknown('the public access block')
    else yield { at: one.locate(found === 'AllUsers' ? grantOf(one) : 'acl'), values: { acl: found, who: open.get(found) ?? 'everybody on the internet' } }
  }
}

const grantOf = (resource: Resource): string => resource.type === 'aws_s3_bucket' ? 'grant{}.uri' : 'access_control_policy{}.grant{}.grantee{}.uri'

/** Every text of the grants, to be searched. */
function text(resource: Resource): readonly string[] {
  const found: string[] = [], stack: unknown[] = [resource.attr.get('grant'), resource.attr.get('access_control_policy')]
  for (let top = stack.pop(); stack.length || top !== undefined; top = stack.pop()) {
    if (typeof top === 'string') found.push(top)
    else if (Array.isArray(top)) stack.push(...top)
    else if (top instanceof Map) stack.push(...top.values())
    else if (top && typeof top === 'object' && !isUnknown(top)) stack.push(...Object.values(top))
  }
  return found
}

export default check
