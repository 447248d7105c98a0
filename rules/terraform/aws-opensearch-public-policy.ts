import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts, Resource } from '../../src/languages/terraform/facts'

const isDomain = ({ type }: Resource): boolean => type === 'aws_opensearch_domain' || type === 'aws_elasticsearch_domain'

const check: Check<Facts['terraform.Statement']> = function* (statement, { unknown }) {
  const { owner, service } = statement.policy
  if (service !== 'opensearch' && service !== 'elasticsearch') return
  if (statement.isAllow === false || statement.isPublic === false || statement.isNarrowed === true) return
  const { resources } = owner.module
  const holders = owner.mode === 'data' ? resources.filter((one) => one.references.includes(owner.address)) : [owner]
  const domains = holders.flatMap((one) => isDomain(one) ? [one] : resources.filter((other) => isDomain(other) && one.references.includes(other.address)))
  const networks = domains.map((domain) => domain.attr.get('vpc_options') ?? null)
  const isInside = domains.length > 0 && networks.every((network) => network !== null && !isUnknown(network) && !(Array.isArray(network) && network.length === 0))
  if (isInside) return
  if (!networks.includes(null)) unknown('the network of the domain')
  else if (statement.isAllow !== true || statement.isPublic !== true || statement.isNarrowed !== false) unknown('the statement')
  else yield {}
}

export default check
