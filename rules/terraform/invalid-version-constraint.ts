import type { Fact } from '../../src/core/fact'
import type { Check, Report } from '../../src/core/rule'
import type { Facts } from '../../src/languages/terraform/facts'

const check: Check<Facts['terraform.Module']> = function* (module) {
  const report = (fact: Fact, path: string, constraint: string): Report => ({
    at: fact.locate(path), values: { constraint }, ...looksRight(constraint) ? { message: `No version satisfies '${constraint}'.` } : {},
  })
  if (!module.isRequiredVersionValid && typeof module.requiredVersion === 'string') yield report(module, 'required_version', module.requiredVersion)
  for (const one of module.requiredProviders) if (one.isDeclared && typeof one.version === 'string' && !(one.isValid && one.isSatisfiable)) yield report(one, 'version', one.version)
  for (const one of module.calls) if (typeof one.version === 'string' && !one.isVersionValid) yield report(one, 'version', one.version)
}

const looksRight = (constraint: string): boolean => constraint.split(',').every((part) => /^\s*(?:=|!=|>=|<=|~>|>|<)?\s*v?\d+(?:\.\d+)*(?:[-+].*)?\s*$/.test(part))

export default check
