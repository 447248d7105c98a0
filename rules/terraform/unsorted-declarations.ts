import type { Check } from '../../src/core/rule'
import type { Facts, Output, Variable } from '../../src/languages/terraform/facts'

const check: Check<Facts['terraform.Module']> = function* (module) {
  for (const all of [module.variables, module.outputs] as readonly (readonly (Variable | Output)[])[]) {
    const seen = new Set<string>()
    for (let i = 1; i < all.length; i++) {
      const one = all[i]!, before = all[i - 1]!
      if (one.path !== before.path || one.name >= before.name || seen.has(one.path)) continue
      seen.add(one.path)
      yield { at: one.locate('name'), values: { name: one.name, before: before.name } }
    }
  }
}

export default check
