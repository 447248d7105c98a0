import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Resource } from '../../src/languages/terraform/facts'

const check: Check<Facts['terraform.Resource']> = function* (notebook, { unknown }) {
  if (notebook.type !== 'aws_sagemaker_notebook_instance') return
  const roles = notebook.references.filter((one) => one.startsWith('aws_iam_role.'))
  if (!roles.length) {
    if (isUnknown(notebook.attr.get('role_arn'))) unknown('the role')
    return
  }
  const { resources } = notebook.module
  const isOfRole = (one: Resource): boolean => roles.includes(one.address) || one.references.some((address) => roles.includes(address))
  for (const one of resources) {
    if (one.type === 'aws_iam_role_policy' && isOfRole(one) && allowsAll(one)) { yield { at: notebook.locate('role_arn'), values: { policy: one.address } }; return }
    if (one.type !== 'aws_iam_role_policy_attachment' || !isOfRole(one)) continue
    const arn = one.attr.get('policy_arn')
    const attached = resources.find((policy) => policy.type === 'aws_iam_policy' && one.references.includes(policy.address))
    if (typeof arn === 'string' && arn.endsWith(':policy/AdministratorAccess') || attached && allowsAll(attached)) { yield { at: notebook.locate('role_arn'), values: { policy: attached?.address ?? 'AdministratorAccess' } }; return }
  }
}

function allowsAll(policy: Resource): boolean {
  const document = policy.decoded.get('policy'), all = document instanceof Map ? (document as ReadonlyMap<string, unknown>).get('Statement') : null
  return (Array.isArray(all) ? all : [all]).some((one: unknown) => {
    if (!(one instanceof Map)) return false
    const actions: unknown = one.get('Action')
    return one.get('Effect') === 'Allow' && (actions === '*' || Array.isArray(actions) && actions.includes('*'))
  })
}

export default check
