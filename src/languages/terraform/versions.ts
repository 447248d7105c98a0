/** A version as a number that can be compared: 1.10.2 is 1010002. */
export const weigh = (version: string): number => { const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number); return major * 1_000_000 + minor * 1000 + patch }

interface Part { readonly operator: string; readonly version: string; readonly parts: number }

/** The parts of a version constraint, `>= 1.2, < 2.0.0`; null where Terraform could not read it. */
export function parseConstraint(text: string): readonly Part[] | null {
  const parts: Part[] = []
  for (const one of text.split(',')) {
    const match = /^\s*(=|!=|>=|<=|~>|>|<)?\s*v?(\d+(?:\.\d+){0,4})((?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)\s*$/.exec(one)
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

/** Does a constraint admit a version? `~> 5.1` is at least 5.1 and below 6, `~> 5.1.2` below 5.2. */
export function admits(constraint: string, version: string): boolean {
  const weight = weigh(version.replace(/^v|[-+].*$/g, ''))
  return (parseConstraint(constraint) ?? []).every(({ operator, version: bound, parts }) => {
    const limit = weigh(bound)
    switch (operator) {
      case '=': return weight === limit
      case '!=': return weight !== limit
      case '>=': return weight >= limit
      case '<=': return weight <= limit
      case '>': return weight > limit
      case '<': return weight < limit
      default: { const [major = 0, minor = 0] = bound.split('.').map(Number); return weight >= limit && (parts === 1 || weight < (parts === 2 ? weigh(`${major + 1}`) : weigh(`${major}.${minor + 1}`))) }
    }
  })
}

/** Does the constraint keep the next major version out? */
export const isBounded = (text: string): boolean => (parseConstraint(text) ?? []).some(({ operator, parts }) => operator === '<' || operator === '<=' || operator === '=' || operator === '~>' && parts > 1)
export const isExact = (text: string): boolean => { const parts = parseConstraint(text); return parts?.length === 1 && parts[0]!.operator === '=' }

/** The range that all parts of a constraint leave, weighed, both ends among it. Exceptions, `!=`, are left out. */
function rangeOf(text: string): { readonly from: number; readonly to: number } | null {
  const all = parseConstraint(text)
  if (!all) return null
  let from = 0, to = Infinity
  for (const { operator, version, parts } of all) {
    const at = weigh(version), [major = 0, minor = 0] = version.split('.').map(Number)
    if (operator === '=' || operator === '>=' || operator === '~>') from = Math.max(from, at)
    if (operator === '>') from = Math.max(from, at + 1)
    if (operator === '=' || operator === '<=') to = Math.min(to, at)
    if (operator === '<') to = Math.min(to, at - 1)
    if (operator === '~>' && parts > 1) to = Math.min(to, (parts === 2 ? weigh(`${major + 1}`) : weigh(`${major}.${minor + 1}`)) - 1)
  }
  return { from, to }
}

/** Is there a version that the constraint admits? True of what is no constraint. */
export const isSatisfiable = (text: string): boolean => { const range = rangeOf(text); return range === null || range.from <= range.to }
/** The newest major version that the constraint admits; null where there is no end. */
export const highestMajorOf = (text: string): number | null => { const range = rangeOf(text); return !range || range.to === Infinity ? null : Math.floor(range.to / 1_000_000) }
/** Is there a version that both constraints or refs admit? */
export function mayBeSame(one: string, other: string): boolean {
  const a = rangeOf(one), b = rangeOf(other)
  return one === other || a !== null && b !== null && a.from <= b.to && b.from <= a.to
}

/** A constraint with its lower bound raised to a version; null where it has no such bound, or would then admit nothing. */
export function raised(text: string, version: string): string | null {
  const result = text.replace(/(>=|~>|>)(\s*)v?\d+(?:\.\d+)*/, (whole, operator: string, space: string) => operator === '>' ? `>=${space}${version}` : operator === '~>' && whole.split('.').length > 2 ? `~>${space}${version}.0` : `${operator}${space}${version}`)
  return result !== text && admits(result, `${version}.${0}`) ? result : null
}
