import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/terraform/facts'

const first: ReadonlySet<string> = new Set(['count', 'for_each', 'provider']), last: ReadonlySet<string> = new Set(['lifecycle', 'depends_on'])

const check: Check<Facts['terraform.Resource']> = function* (resource) {
  const { order } = resource
  const late = order.find((name, i) => first.has(name) && order.slice(0, i).some((other) => !first.has(other)))
  const early = order.find((name, i) => last.has(name) && order.slice(i).some((other) => !last.has(other)))
  if (late !== undefined) yield { values: { name: late, where: 'behind other arguments' } }
  if (early !== undefined) yield { values: { name: early, where: 'before other arguments' } }
}

export default check
