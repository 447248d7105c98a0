import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/terraform/facts'

const snakeCase = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/

const check: Check<Facts['terraform.Module']> = function* (module) {
  const seen = new Set<string>()
  for (const all of [module.resources, module.data, module.calls, module.variables, module.locals, module.outputs]) for (const one of all) {
    if (snakeCase.test(one.name)) continue
    const at = one.locate('name'), place = `${at.path} ${at.span[0]}`
    if (seen.has(place)) continue
    seen.add(place)
    yield { at, values: { name: one.name } }
  }
}

export default check
