import { isUnknown, Unknown, type Maybe } from '../../core/value'
import type { ResourceNode } from './nodes'

const listOf = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : []
const field = (of: unknown, name: string): unknown => of instanceof Map ? of.get(name) ?? null : null
const isOpen = (value: unknown): boolean => isUnknown(value) || Array.isArray(value) && (value as { open?: boolean }).open === true

/** The part of an ARN that tells what a resource is: `rds:*:*:db:`. */
const kinds: { readonly [type: string]: string } = { aws_db_instance: 'rds:db:', aws_rds_cluster: 'rds:cluster:', aws_ebs_volume: 'ec2:volume/', aws_efs_file_system: 'elasticfilesystem:file-system/' }

/** Does a plan of AWS Backup or a lifecycle policy of the module select a resource, by name or by tag? Unknown where another module may. */
export function isInBackupPlan(node: ResourceNode): Maybe<boolean> {
  const { model } = node
  let open: string | null = null
  const tag = (key: unknown, value: unknown): boolean => {
    const own = typeof key === 'string' ? node.tags.get(key) : undefined
    if (isUnknown(key) || isUnknown(value) || isUnknown(own) || own === undefined && node.tags.open) { open ??= `the tags of ${node.address}`; return false }
    return own !== undefined && own === value
  }
  for (const selection of model.resources) {
    if (selection.type === 'aws_backup_selection') {
      const resources = selection.attr.get('resources')
      if (model.references.resolve(model.references.of(selection.address).filter((use) => use.under === 'resources')).has(node.address)) return true
      if (listOf(resources).some((one) => typeof one === 'string' && covers(one, node.type))) { if (!selection.attr.get('condition')) return true; open ??= `the conditions of ${selection.address}` }
      if (isOpen(resources) || listOf(resources).some((one) => isUnknown(one) && !model.source.resources.has(/^[\w-]+\.[\w-]+/.exec(one.source)?.[0] ?? ''))) open ??= `the resources of ${selection.address}`
      for (const one of listOf(selection.attr.get('selection_tag'))) if (tag(field(one, 'key'), field(one, 'value'))) return true
      if (isOpen(selection.attr.get('selection_tag'))) open ??= `the tags of ${selection.address}`
    }
    if (selection.type === 'aws_dlm_lifecycle_policy' && node.type === 'aws_ebs_volume') {
      const targets = field(listOf(selection.attr.get('policy_details'))[0], 'target_tags')
      if (isUnknown(targets)) open ??= `the tags of ${selection.address}`
      if (targets instanceof Map) {
        for (const [key, value] of targets) if (tag(key, value)) return true
        if ((targets as { open?: boolean }).open) open ??= `the tags of ${selection.address}`
      }
    }
  }
  if (open !== null) return new Unknown(open)
  const { workspaceTypes, resourceTypes } = model.module
  const elsewhere = workspaceTypes.open || workspaceTypes.some((type) => /^aws_(?:backup_selection|dlm_lifecycle_policy)$/.test(type) && !resourceTypes.includes(type)) || model.isRoot !== true
    || model.calls.some((call) => { const { source } = call; return call.sourceKind !== 'local' && (isUnknown(source) || /backup|dlm/i.test(source ?? '')) })
  return elsewhere || model.isDamaged ? new Unknown(`the backup plans for ${node.address}`) : false
}

function covers(arn: string, type: string): boolean {
  if (arn === '*') return true
  const kind = Object.hasOwn(kinds, type) ? kinds[type]! : null, [service, rest] = kind?.split(/:(.*)/) ?? []
  return kind !== null && arn.startsWith('arn:') && arn.split(':')[2] === service && new RegExp(`:${rest!.replace('/', '\\/')}\\*$`).test(arn)
}
