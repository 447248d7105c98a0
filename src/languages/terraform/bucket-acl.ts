import { fieldOf, itemsOf } from '../../core/plain'
import { isUnknown, list, Unknown, type List } from '../../core/value'
import type { OpenAcl, Resource } from './facts'

const canned: ReadonlyMap<string, OpenAcl['group']> = new Map([['public-read', 'everybody'], ['public-read-write', 'everybody'], ['website', 'everybody'], ['authenticated-read', 'authenticated']])
const groups: ReadonlyMap<string, OpenAcl['group']> = new Map([['http://acs.amazonaws.com/groups/global/AllUsers', 'everybody'], ['http://acs.amazonaws.com/groups/global/AuthenticatedUsers', 'authenticated']])

/** What opens a bucket: its own arguments and those of the ACL resources that belong to it. An ACL resource answers for itself where its bucket is not in the module. */
export function openAclsOf(resource: Resource): List<OpenAcl> {
  const found: OpenAcl[] = []
  let open = false
  const isBucket = resource.type === 'aws_s3_bucket'
  if (!isBucket && (resource.type !== 'aws_s3_bucket_acl' || resource.linked.get('aws_s3_bucket')?.length)) return found
  const blocks = resource.companions.get('aws_s3_bucket_public_access_block'), flags = (blocks ?? []).flatMap((block) => [block.attr.get('ignore_public_acls'), block.attr.get('block_public_acls')])
  const isBlocked = flags.includes(true) ? true : blocks?.open || flags.some(isUnknown) ? new Unknown('the public access block') : false
  for (const holder of [resource, ...isBucket ? resource.companions.get('aws_s3_bucket_acl') ?? [] : []]) {
    const acl = holder.attr.get('acl')
    if (isUnknown(acl)) open = true
    const group = typeof acl === 'string' ? canned.get(acl) : undefined
    if (group) found.push({ holder, path: 'acl', acl: acl as string, group, isBlocked })
    const isOwn = holder.type === 'aws_s3_bucket'
    const grants = isOwn ? itemsOf(holder.attr.get('grant')) : itemsOf(fieldOf(itemsOf(holder.attr.get('access_control_policy'))[0], 'grant'))
    const seen = new Set<string>()
    for (const [i, grant] of grants.entries()) {
      const uri = isOwn ? fieldOf(grant, 'uri') : fieldOf(itemsOf(fieldOf(grant, 'grantee'))[0], 'uri'), group = typeof uri === 'string' ? groups.get(uri) : undefined
      if (isUnknown(uri)) open = true
      if (!group || seen.has(group)) continue
      seen.add(group)
      found.push({ holder, path: isOwn ? `grant[${i}].uri` : `access_control_policy[0].grant[${i}].grantee[0].uri`, acl: (uri as string).split('/').pop()!, group, isBlocked })
    }
  }
  return list(found, open)
}
