import type { YamlScalar } from './tree'

type Value = YamlScalar['value']

const infinite = /^([-+]?)\.(?:inf|Inf|INF)$/

/** A plain scalar's value by the core schema of YAML 1.2. */
export function coreValue(source: string): Value {
  switch (source) {
    case '': case '~': case 'null': case 'Null': case 'NULL': return null
    case 'true': case 'True': case 'TRUE': return true
    case 'false': case 'False': case 'FALSE': return false
    case '.nan': case '.NaN': case '.NAN': return NaN
  }
  const first = source.charCodeAt(0)
  if (first > 57 || first !== 43 && first !== 45 && first !== 46 && first < 48) return source
  if (/^[-+]?[0-9]+$/.test(source)) return Number(source)
  if (/^0o[0-7]+$/.test(source)) return parseInt(source.slice(2), 8)
  if (/^0x[0-9a-fA-F]+$/.test(source)) return parseInt(source.slice(2), 16)
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(source)) return Number(source)
  const sign = infinite.exec(source)
  return sign ? (sign[1] === '-' ? -Infinity : Infinity) : source
}

const booleans: ReadonlyMap<string, boolean> = new Map(
  ['y', 'yes', 'on', 'true', 'n', 'no', 'off', 'false'].flatMap((word, i) =>
    [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()].map(form => [form, i < 4] as const)))

/**
 * A scalar's value as Kubernetes' YAML 1.1 reader has it: `yes`, `on` and `off` are booleans, `0644` is octal, `1_000` a number.
 * Times and base 60 stay strings, as they do there.
 */
export function yaml11(scalar: YamlScalar): Value {
  if (scalar.style !== 'plain' || scalar.tag !== null) return scalar.value
  const source = scalar.source, boolean = booleans.get(source)
  if (boolean !== undefined) return boolean
  if (!/^[-+.0-9]/.test(source)) return scalar.value
  const digits = source.replaceAll('_', '')
  const based = /^([-+]?)(?:(0b[01]+)|(0x[0-9a-fA-F]+)|0o?([0-7]+))$/.exec(digits)
  if (based) {
    const size = based[4] === undefined ? Number(based[2] ?? based[3]) : parseInt(based[4], 8)
    return based[1] === '-' ? -size : size
  }
  return typeof scalar.value === 'string' ? coreValue(digits) === digits ? scalar.value : coreValue(digits) : scalar.value
}
