import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/terraform/facts'

const check: Check<Facts['terraform.Resource']> = function* (resource) {
  const type = resource.type.split('_').slice(1), name = resource.name.toLowerCase().split(/[_-]/), last = type.at(-1)
  if (last !== undefined && (name.at(-1) === last || name.length > 1 && name[0] === last || name.join('_') === type.join('_'))) yield {}
}

export default check
