import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/terraform/facts'

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const check: Check<Facts['terraform.Module']> = function* (module) {
  if (module.files.every((name) => name.endsWith('.json'))) return
  if (!module.files.some((name) => /^main\.(?:tf|tofu)$/.test(name))) yield { values: { what: 'The module has no main.tf' } }
  for (const one of module.variables) if (!/^variables\.(?:tf|tofu)/.test(nameOf(one.path))) yield { at: one.locate('name'), values: { what: `Variable '${one.name}' stands outside variables.tf` } }
  for (const one of module.outputs) if (!/^outputs\.(?:tf|tofu)/.test(nameOf(one.path))) yield { at: one.locate('name'), values: { what: `Output '${one.name}' stands outside outputs.tf` } }
}

export default check
