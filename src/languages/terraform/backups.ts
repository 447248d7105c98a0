import { fieldOf } from '../../core/plain'
import { isUnknown, Unknown, type Maybe } from '../../core/value'
import { typesOfModules } from './exports'
import type { ResourceNode } from './nodes'

/** Where a resource that AWS Backup copies stands in its ARN: the service, what comes before the name, and the argument that is the name. */
const arns: ReadonlyMap<string, readonly [service: string, prefix: string, name: string | null]> = new Map([
  ['aws_dynamodb_table', ['dynamodb', 'table/', 'name']],
  ['aws_db_instance', ['rds', 'db:', 'identifier']],
  ['aws_rds_cluster', ['rds', 'cluster:', 'cluster_identifier']],
  ['aws_docdb_cluster', ['rds', 'cluster:', 'cluster_identifier']],
  ['aws_neptune_cluster', ['rds', 'cluster:', 'cluster_identifier']],
  ['aws_redshift_cluster', ['redshift', 'cluster:', 'cluster_identifier']],
  ['aws_s3_bucket', ['s3', '', 'bucket']],
  ['aws_efs_file_system', ['elasticfilesystem', 'file-system/', null]],
  ['aws_fsx_lustre_file_system', ['fsx', 'file-system/', null]],
  ['aws_fsx_openzfs_file_system', ['fsx', 'file-system/', null]],
  ['aws_fsx_windows_file_system', ['fsx', 'file-system/', null]],
  ['aws_fsx_ontap_volume', ['fsx', 'volume/', null]],
  ['aws_ebs_volume', ['ec2', 'volume/', null]],
  ['aws_instance', ['ec2', 'instance/', null]],
])

type Answer = boolean | null

const all = (answers: readonly Answer[]): Answer => answers.includes(false) ? false : answers.includes(null) ? null : true
const any = (answers: readonly Answer[]): Answer => answers.includes(true) ? true : answers.includes(null) ? null : false
const not = (answer: Answer): Answer => answer === null ? null : !answer

/** Does a text have the form of a pattern with `*`? */
export function matchesGlob(pattern: string, text: string): boolean {
  const parts = pattern.split('*'), last = parts.length - 1
  if (last === 0) return pattern === text
  if (!text.startsWith(parts[0]!)) return false
  let at = parts[0]!.length
  for (const part of parts.slice(1, last)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - at >= parts[last]!.length && text.endsWith(parts[last]!)
}

const items = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]
const isOpen = (value: unknown): boolean => isUnknown(value) || Array.isArray(value) && (value as { open?: boolean }).open === true

/** Does a pattern of ARNs take a resource in? */
function namesArn(pattern: string, resource: ResourceNode): Answer {
  if (pattern === '*') return true
  const found = arns.get(resource.type), [, , service, region, account, ...rest] = pattern.split(':')
  if (!found) return null
  if (service === undefined || !matchesGlob(service, found[0])) return false
  const kind = rest.join(':'), place = all([region, account].map((part) => part === '*' || part === '' ? true : null))
  const name = found[2] === null ? null : resource.attr.get(found[2])
  if (typeof name === 'string') return all([matchesGlob(kind, found[1] + name), place])
  const fixed = kind.split('*')[0]!
  if (kind === '*' || kind === `${found[1]}*`) return place
  return fixed.startsWith(found[1]) || found[1].startsWith(fixed) && kind.includes('*') ? null : false
}

/** Is a resource in a list of ARNs and patterns? */
function inList(selection: ResourceNode, argument: 'resources' | 'not_resources', resource: ResourceNode): Answer {
  const { references } = selection.model, value = selection.attr.get(argument)
  const addresses = references.resolve(references.of(selection.address).filter((use) => use.under === argument || use.under === 'for_each' && selection.section.attribute(argument) !== null))
  if (addresses.has(resource.address)) return true
  const known = items(value).map((one) => typeof one === 'string' ? namesArn(one, resource) : one === null ? false : null)
  const answer = any(isOpen(value) ? [...known, null] : known)
  // What is unknown is the ARN of another resource that stands here.
  const isOther = answer === null && [...addresses].every((address) => selection.model.source.resources.has(address) || address.startsWith('local.'))
  return isOther && !known.some((one, i) => one === null && typeof items(value)[i] === 'string') && addresses.size > 0 ? false : answer
}

/** The value of a resource's tag, null where it has none, undefined where that cannot be told. */
function tagOf(resource: ResourceNode, key: string): string | null | undefined {
  const value = resource.tags.get(key)
  if (typeof value === 'string') return value
  return value === undefined && !resource.tags.open && resource.model.isRoot === true ? null : undefined
}

function hasTag(resource: ResourceNode, key: unknown, test: (value: string) => boolean): Answer {
  if (typeof key !== 'string') return null
  const value = tagOf(resource, key.replace(/^aws:ResourceTag\//, ''))
  return value === undefined ? null : value !== null && test(value)
}

const tests: readonly [name: string, negated: boolean, test: (wanted: string) => (value: string) => boolean][] = [
  ['string_equals', false, (wanted) => (value) => value === wanted],
  ['string_like', false, (wanted) => (value) => matchesGlob(wanted, value)],
  ['string_not_equals', true, (wanted) => (value) => value === wanted],
  ['string_not_like', true, (wanted) => (value) => matchesGlob(wanted, value)],
]

/** Does a selection of AWS Backup take a resource in? */
function selects(selection: ResourceNode, resource: ResourceNode): Answer {
  const resources = selection.attr.get('resources'), tags = selection.attr.get('selection_tag'), conditions = selection.attr.get('condition')
  const byTag = items(tags).map((tag) => { const wanted = fieldOf(tag, 'value'); return typeof wanted === 'string' ? hasTag(resource, fieldOf(tag, 'key'), (value) => value === wanted) : null })
  const byCondition = items(conditions).flatMap((condition) => isUnknown(condition) ? [null] : tests.flatMap(([name, negated, test]) => items(fieldOf(condition, name)).map((one): Answer => {
    const wanted = fieldOf(one, 'value')
    if (typeof wanted !== 'string') return null
    const answer = hasTag(resource, fieldOf(one, 'key'), test(wanted))
    return negated ? not(answer) : answer
  })))
  return all([
    resources === undefined || resources === null || Array.isArray(resources) && resources.length === 0 && !isOpen(resources) ? true : inList(selection, 'resources', resource),
    not(inList(selection, 'not_resources', resource)),
    byTag.length || isOpen(tags) ? any(isOpen(tags) ? [...byTag, null] : byTag) : true,
    ...byCondition, ...isOpen(conditions) ? [null] : [],
  ])
}

/** Does a lifecycle policy of the Data Lifecycle Manager copy a volume? By any of its target tags. */
function copies(policy: ResourceNode, resource: ResourceNode): Answer {
  const details = items(policy.attr.get('policy_details'))[0], tags = isUnknown(details) ? details : fieldOf(details, 'target_tags')
  if (isUnknown(tags)) return null
  if (!(tags instanceof Map)) return false
  const answers = [...tags].map(([key, wanted]): Answer => typeof wanted === 'string' ? hasTag(resource, key, (value) => value === wanted) : null)
  return any((tags as { open?: boolean }).open ? [...answers, null] : answers)
}

/** Is a resource in a plan of AWS Backup or of the Data Lifecycle Manager? Unknown where a selection cannot be read, and where one stands in another module or is the organisation's. */
export function isBackedUp(resource: ResourceNode): Maybe<boolean> {
  const { model } = resource, isVolume = resource.type === 'aws_ebs_volume'
  const answer = any(model.resources.map((one) => one.type === 'aws_backup_selection' ? selects(one, resource) : isVolume && one.type === 'aws_dlm_lifecycle_policy' ? copies(one, resource) : false))
  if (answer === true) return true
  const modules = model.environment.find(typesOfModules), plans = isVolume ? ['aws_backup_selection', 'aws_dlm_lifecycle_policy'] : ['aws_backup_selection']
  const isElsewhere = isUnknown(modules) || modules.some(({ dir, types }) => types.includes('aws_organizations_policy') || dir !== model.source.dir && plans.some((type) => types.includes(type)))
    || model.calls.some((call) => call.sourceKind !== 'local' && (isUnknown(call.source) || /backup|dlm/i.test(`${call.name} ${call.source}`))) || model.isRoot !== true || model.isDamaged
  return answer === null || isElsewhere ? new Unknown(`the backups of ${resource.address}`) : false
}
