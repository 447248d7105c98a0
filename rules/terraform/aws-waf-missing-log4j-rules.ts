import type { Check, Report } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Resource } from '../../src/languages/terraform/facts'
import { blockOf, fieldOf, itemsOf } from '../../src/core/plain'

const badInputs = 'AWSManagedRulesKnownBadInputsRuleSet', anonymous = 'AWSManagedRulesAnonymousIpList'

/** Does the web ACL have the group? Null where that cannot be told. `isSharp`: it has to stop Log4Shell, not to count it. */
function has(acl: Resource, group: string, isSharp: boolean): boolean | null {
  const rules = acl.attr.get('rule')
  let certain = !isUnknown(rules) && !(rules as { open?: boolean } | undefined)?.open && !acl.attr.get('rule_json') && !acl.companions.get('aws_wafv2_web_acl_rule')
  for (const rule of itemsOf(rules)) {
    const managed = blockOf(blockOf(rule, 'statement'), 'managed_rule_group_statement'), name = fieldOf(managed, 'name')
    if (isUnknown(name)) certain = false
    if (name !== group) continue
    if (!isSharp) return true
    const names = [...itemsOf(fieldOf(managed, 'excluded_rule')), ...itemsOf(fieldOf(managed, 'rule_action_override')).filter((one) => blockOf(blockOf(one, 'action_to_use'), 'count') !== undefined)].map((one) => fieldOf(one, 'name'))
    if (names.some(isUnknown)) certain = false
    if (blockOf(blockOf(rule, 'override_action'), 'count') === undefined && !names.some((one) => typeof one === 'string' && one.startsWith('Log4JRCE'))) return true
  }
  return certain ? false : null
}

const fronts: ReadonlySet<string> = new Set(['aws_cloudfront_distribution', 'aws_lb', 'aws_alb', 'aws_api_gateway_stage', 'aws_appsync_graphql_api', 'aws_cognito_user_pool', 'aws_apprunner_service'])

const check: Check<Facts['terraform.Resource']> = function* (resource, { unknown }): Generator<Report> {
  if (resource.type === 'aws_wafv2_web_acl') {
    const action = blockOf(resource.attr, 'default_action'), answer = has(resource, badInputs, true)
    if (answer === null) unknown('rule')
    else if (!answer && blockOf(action, 'block') === undefined) yield { at: 'rule', values: { text: `Web ACL '${resource.name}' does not stop Log4Shell` } }
    return
  }
  if (!fronts.has(resource.type)) return
  const acls = [resource, ...resource.companions.get('aws_wafv2_web_acl_association') ?? []].flatMap((one) => one.linked.get('aws_wafv2_web_acl') ?? [])
  for (const acl of acls) {
    const missing = [badInputs, anonymous].filter((group) => has(acl, group, false) === false)
    if (missing.length) yield { at: resource.type === 'aws_cloudfront_distribution' ? 'web_acl_id' : 'address', values: { text: `The web ACL before '${resource.address}' lacks ${missing.join(' and ')}` } }
  }
  if (resource.type === 'aws_cloudfront_distribution' && (resource.attr.get('web_acl_id') ?? null) === null) yield { at: 'web_acl_id', values: { text: `No web ACL keeps Log4Shell from the origins of '${resource.address}'` } }
}

export default check
