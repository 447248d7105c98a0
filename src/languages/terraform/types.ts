import { evaluate, scopeOf, type Host } from './evaluate'
import { toSet } from './functions'
import { constantText, type Expression } from './hcl/tree'
import { asBool, asNumber, asText, listOf, mapOf, nothing, type SourceFile, type Value } from './value'

/** Converts a value to a type constraint as far as it is known; what does not fit stays as it is. Attributes that `optional` names are filled in. */
export function convert(value: Value, type: Expression, file: SourceFile, host: Host, depth = 0): Value {
  if (depth > 30 || value.kind === 'unknown' || value.kind === 'null') return value
  if (type.kind === 'parentheses') return convert(value, type.inner, file, host, depth)
  const name = type.kind === 'variable' ? type.name : constantText(type)
  switch (name) {
    case 'string': return asText(value) ?? value
    case 'number': return asNumber(value) ?? value
    case 'bool': return asBool(value) ?? value
    case 'list': case 'set': return value.kind === 'list' && name === 'set' ? toSet(value, value.origin) : value
    default:
  }
  const [inner] = type.kind === 'call' ? type.arguments : []
  if (type.kind !== 'call' || !inner) return value
  switch (type.name) {
    case 'list': case 'set': {
      if (value.kind !== 'list') return value
      const items = value.items.map((item) => convert(item, inner, file, host, depth + 1))
      return type.name === 'set' ? toSet({ ...value, items }, value.origin) : { ...value, items, isSet: false }
    }
    case 'map': return value.kind === 'map' ? mapOf(new Map([...value.entries].map(([key, item]) => [key, convert(item, inner, file, host, depth + 1)])), value.origin, value.open) : value
    case 'tuple': return value.kind === 'list' && inner.kind === 'tuple' ? listOf(value.items.map((item, i) => inner.items[i] ? convert(item, inner.items[i]!, file, host, depth + 1) : item), value.origin, value.open) : value
    case 'object': {
      if (value.kind !== 'map' || inner.kind !== 'object') return value
      const entries = new Map<string, Value>()
      for (const attribute of inner.items) {
        if (attribute.name === null) continue
        const optional = attribute.value.kind === 'call' && attribute.value.name === 'optional' ? attribute.value : null
        const wanted = optional ? optional.arguments[0] : attribute.value, given = value.entries.get(attribute.name)
        const fallback = optional?.arguments[1]
        if (given && given.kind !== 'null') entries.set(attribute.name, wanted ? convert(given, wanted, file, host, depth + 1) : given)
        else if (given && !fallback) entries.set(attribute.name, given)
        else if (!value.open || given) {
          const filled = fallback ? evaluate(fallback, scopeOf(file), host) : optional ? nothing({ ...value.origin, expression: null }) : null
          if (filled) entries.set(attribute.name, wanted ? convert(filled, wanted, file, host, depth + 1) : filled)
        }
      }
      return mapOf(entries, value.origin, value.open)
    }
    default: return value
  }
}
