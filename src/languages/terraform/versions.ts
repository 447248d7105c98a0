/** A version as a number that can be compared: 1.10.2 is 1010002. */
export const weigh = (version: string): number => { const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number); return major * 1_000_000 + minor * 1000 + patch }

interface Part { readonly operator: string; readonly version: string; readonly parts: number }

/** The parts of a version constraint, `>= 1.2, < 2.0.0`; null where Terraform could not read it. */
export function parseConstraint(text: string): readonly Part[] | null {
  const parts: Part[] = []
  for (const one of text.split(',')) {
    const match = /^\s*(=|!=|>=|<=|~>|>|<)?\s*v?(\d+(?:\.\d+){0,2})((?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)\s*$/.exec(one)
    if (!match) return null
    parts.push({ operator: match[1] ?? '=', version: match[2]!, parts: match[2]!.split('.').length })
  }
  return parts
}

/** The lowest version that a constraint admits, weighed; null where it has no lower bound. */
export function lowestOf(text: string): number | null {
  const lows = (parseConstraint(text) ?? []).filter(({ operator }) => operator === '=' || operator === '>=' || operator === '~>' || operator === '>').map(({ version }) => weigh(version))
  return lows.length ? Math.max(...lows) : null
}

/** Does the constraint keep the next major version out? */
export const isBounded = (text: string): boolean => (parseConstraint(text) ?? []).some(({ operator, parts }) => operator === '<' || operator === '<=' || operator === '=' || operator === '~>' && parts > 1)
export const isExact = (text: string): boolean => { const parts = parseConstraint(text); return parts?.length === 1 && parts[0]!.operator === '=' }

/** Does a constraint admit a version? False where it cannot be read. */
export function admits(text: string, version: string): boolean {
  const wanted = weigh(version)
  return (parseConstraint(text) ?? [{ operator: '=', version: '0.0.0', parts: 3 }]).every(({ operator, version: bound, parts }) => {
    const limit = weigh(bound), [major = 0, minor = 0] = bound.split('.').map(Number)
    switch (operator) {
      case '=': return wanted === limit
      case '!=': return wanted !== limit
      case '>': return wanted > limit
      case '>=': return wanted >= limit
      case '<': return wanted < limit
      case '<=': return wanted <= limit
      default: return wanted >= limit && wanted < (parts > 2 ? weigh(`${major}.${minor + 1}`) : weigh(`${major + 1}`))
    }
  })
}

/** A constraint with its lower bound raised to a version; null where it has no such bound, or would then admit nothing. */
export function raised(text: string, version: string): string | null {
  const result = text.replace(/(>=|~>|>)(\s*)v?\d+(?:\.\d+)*/, (whole, operator: string, space: string) => operator === '>' ? `>=${space}${version}` : operator === '~>' && whole.split('.').length > 2 ? `~>${space}${version}.0` : `${operator}${space}${version}`)
  return result !== text && admits(result, `${version}.${0}`) ? result : null
}
