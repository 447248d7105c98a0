import type { Check } from '../../src/core/rule'
import { isKnown, isUnknown } from '../../src/core/value'
import type { Facts, Statement } from '../../src/languages/terraform/facts'

const issuer = 'token.actions.githubusercontent.com'
/** A subject that names an owner: the claim of the repository, its owner or its workflow comes first and is no wildcard. */
const named = /^(?:repo|repository):[^*?/:]+\/.+|^(?:repository_owner|repository_owner_id|repository_id|enterprise|enterprise_id|job_workflow_ref):[^*?:]+/

const check: Check<Facts['terraform.Statement']> = function* (statement, { unknown }) {
  if (statement.policy.purpose !== 'trust' && statement.policy.purpose !== 'unknown') return
  if (!statement.principals.some((one) => one.type === 'Federated') || !isGitHub(statement)) return
  if (isUnknown(statement.isAllow)) return unknown(statement.isAllow.source)
  if (!statement.isAllow) return
  let undecided: string | null = statement.conditions.open ? 'the conditions' : null
  for (const { test, variable, values } of statement.conditions) {
    if (!isKnown(variable)) { undecided ??= variable.source; continue }
    if (!variable.startsWith(issuer) || !/:(?:sub|job_workflow_ref|repository|repository_owner|repository_id|repository_owner_id)$/.test(variable)) continue
    if (isKnown(test) && !/^(?:ForA\w+:)?String(?:Equals|Like)/i.test(test)) continue
    const loose = values.find((one): one is string => isKnown(one) && (variable.endsWith(':sub') ? !named.test(one) : /^[*?]/.test(one)))
    if (loose !== undefined) return yield { at: 'conditions', message: `Subject '${loose}' lets workflows of other organisations take the role of '${statement.policy.owner.address}'.` }
    const hidden = values.find(isUnknown)
    if (!hidden && !values.open) return
    undecided ??= hidden?.source ?? 'the subjects'
  }
  if (undecided !== null) return unknown(undecided)
  yield {}
}

/** Is the issuer GitHub: by its ARN, by a condition, or by the resource that declares it? */
function isGitHub({ principals, conditions, policy }: Statement): boolean {
  if (principals.some(({ id }) => (isKnown(id) ? id : id.source).includes(issuer)) || conditions.some(({ variable }) => isKnown(variable) && variable.startsWith(issuer))) return true
  return [...policy.owner.module.resources, ...policy.owner.module.data].some((one) => one.type === 'aws_iam_openid_connect_provider' && String(one.attr.get('url')).includes(issuer)
    && principals.some(({ id }) => !isKnown(id) && id.source.includes(one.address)))
}

export default check
