import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Resource } from '../../src/languages/terraform/facts'

interface Control { readonly title: string; readonly terms: readonly string[] }

const events = (title: string, names: string): Control => ({ title, terms: names.split(' ').map((name) => `eventName=${name}`) })

/** The kinds of events that the CIS benchmark of AWS wants an alarm for (3.0 of 2024), by what a filter's pattern has to compare. What concerned ClassicLink is gone with it. */
const controls: readonly Control[] = [
  { title: 'calls that were denied', terms: ['errorCode=UnauthorizedOperation', 'errorCode=AccessDenied'] },
  { title: 'sign-ins without a second factor', terms: ['eventName=ConsoleLogin', 'additionalEventData.MFAUsed!=Yes'] },
  { title: 'the root user', terms: ['userIdentity.type=Root', 'userIdentity.invokedBy NOT EXISTS', 'eventType!=AwsServiceEvent'] },
  events('policies of IAM', 'DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy'),
  events('the trail itself', 'CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging'),
  { title: 'sign-ins that failed', terms: ['eventName=ConsoleLogin', 'errorMessage=Failed authentication'] },
  events('keys that are disabled or deleted', 'DisableKey ScheduleKeyDeletion'),
  events('policies of buckets', 'PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication'),
  events('AWS Config', 'StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder'),
  events('security groups', 'AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup'),
  events('network ACLs', 'CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation'),
  events('gateways', 'CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway'),
  events('route tables', 'CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable'),
  events('VPCs', 'CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection RejectVpcPeeringConnection'),
  events('the organisation', 'AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdatePolicy UpdateOrganizationalUnit'),
]

const comparison = /\$\.([\w.]+)\s*(?:(!?=)\s*(?:"([^"]*)"|([^\s"()&|}]+))|(NOT EXISTS))/g
const termsOf = (pattern: string): ReadonlySet<string> => new Set([...pattern.matchAll(comparison)].map(([, field, operator, quoted, bare]) => operator ? `${field}${operator}${(quoted ?? bare ?? '').replace(/^\*|\*$/g, '')}` : `${field} NOT EXISTS`))

/** The kind of events that a pattern is about: the one of whose terms it has the largest share. */
function controlOf(pattern: string): { readonly control: Control; readonly missing: readonly string[] } | null {
  const terms = termsOf(pattern)
  let best: { readonly control: Control; readonly missing: readonly string[] } | null = null, share = 0
  for (const control of controls) {
    const missing = control.terms.filter((term) => !terms.has(term)), own = 1 - missing.length / control.terms.length
    if (own > share) { best = { control, missing }; share = own }
  }
  return best
}

const isFilter = (one: Resource): boolean => one.type === 'aws_cloudwatch_log_metric_filter'
const isAlarm = (one: Resource): boolean => one.type === 'aws_cloudwatch_metric_alarm'

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }) {
  if (isFilter(resource)) {
    const pattern = resource.attr.get('pattern')
    if (isUnknown(pattern)) return unknown(pattern.source)
    const found = typeof pattern === 'string' ? controlOf(pattern) : null
    if (!found) return
    const missing = found.missing.map((term) => term.replace(/^eventName=/, ''))
    if (missing.length) return yield { values: { control: found.control.title, missing: missing.length > 4 ? `${missing.slice(0, 3).join(', ')} and ${missing.length - 3} more events` : missing.join(' and ') } }
    const alarms = resource.module.resources.filter(isAlarm)
    if (alarms.some((one) => one.references.includes(resource.address))) return
    const name = metricOf(resource)
    if (name === null) return unknown('the name of the metric')
    const metrics = alarms.map((one) => one.attr.get('metric_name'))
    if (metrics.includes(name)) return
    if (metrics.some(isUnknown)) return unknown('the metrics of the alarms')
    yield { at: 'address', message: `Filter '${resource.name}' counts ${found.control.title}, but no alarm watches the count.` }
  } else if (resource.type === 'aws_cloudtrail') {
    const group = resource.attr.get('cloud_watch_logs_group_arn')
    if (group === undefined || group === null || group === '') return
    const patterns = resource.module.resources.filter(isFilter).map((one) => one.attr.get('pattern'))
    if (patterns.some(isUnknown)) return unknown('the patterns of the filters')
    if (!patterns.length && (resource.module.workspaceTypes.open || resource.module.workspaceTypes.includes('aws_cloudwatch_log_metric_filter'))) return unknown('the filters of other modules')
    const covered = new Set(patterns.map((one) => typeof one === 'string' ? controlOf(one)?.control : null)), missing = controls.filter((one) => !covered.has(one))
    if (missing.length) yield { at: 'cloud_watch_logs_group_arn', message: `No metric filter looks in trail '${resource.name}' for ${missing.length > 4 ? `${missing.slice(0, 3).map((one) => one.title).join(', ')} and ${missing.length - 3} more kinds of events` : missing.map((one) => one.title).join(', ')}.` }
  }
}

function metricOf(filter: Resource): string | null {
  const blocks = filter.attr.get('metric_transformation'), first: unknown = Array.isArray(blocks) ? blocks[0] : null
  const name: unknown = first instanceof Map ? first.get('name') : null
  return typeof name === 'string' ? name : null
}

export default check
