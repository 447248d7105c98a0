import { sourceOf } from './evaluate'
import { constantText, type Expression } from './hcl/tree'
import { asNumber, type SourceFile, type Value } from './value'

/** A type constraint with the file that it stands in. */
export interface Constraint { readonly type: Expression; readonly file: SourceFile }

const kinds = { string: 'a string', number: 'a number', bool: 'a boolean', list: 'a list', map: 'a map', null: 'null' } as const
const kindOf = (value: Value): string => value.kind === 'unknown' ? 'unknown' : value.kind === 'list' && value.isSet ? 'a set' : kinds[value.kind]

/** Does Terraform convert a text to a number? */
const isNumeric = (text: string): boolean => text.trim() === text && text !== '' && Number.isFinite(Number(text))

/** Says why a value cannot be converted to a type constraint: `not a number but a list`, `'port' is missing`. Null where it can, or where that cannot be told. */
export function misfit(value: Value, constraint: Constraint, depth = 0): string | null {
  let { type } = constraint
  while (type.kind === 'parentheses') type = type.inner
  if (depth > 30 || value.kind === 'unknown' || value.kind === 'null') return null
  const name = type.kind === 'variable' ? type.name : constantText(type)
  const isNot = (wanted: string): string => `not ${wanted} but ${kindOf(value)}`
  const isCollection = value.kind === 'list' || value.kind === 'map'
  switch (name) {
    case 'string': return isCollection ? isNot('a string') : null
    case 'number': return isCollection || value.kind === 'bool' ? isNot('a number') : value.kind === 'string' && !asNumber(value) && !isNumeric(value.value) ? `not a number but '${short(value.value)}'` : null
    case 'bool': return isCollection || value.kind === 'number' ? isNot('a boolean') : value.kind === 'string' && !/^(?:true|false|1|0)$/.test(value.value) ? `not a boolean but '${short(value.value)}'` : null
    case 'list': case 'set': return value.kind === 'list' ? null : isNot(`a ${name}`)
    case 'map': return value.kind === 'map' ? null : isNot('a map')
    default:
  }
  const [inner] = type.kind === 'call' ? type.arguments : []
  if (type.kind !== 'call' || !inner) return null
  const { file } = constraint
  const below = (item: Value, wanted: Expression, at: string): string | null => { const found = misfit(item, { type: wanted, file }, depth + 1); return found && (found.startsWith("'") ? found.replace(/^'/, `'${at}${/^'\[/.test(found) ? '' : '.'}`) : `'${at}' is ${found}`) }
  switch (type.name) {
    case 'list': case 'set': {
      if (value.kind !== 'list') return isNot(`a ${type.name}`)
      for (const [i, item] of value.items.entries()) { const found = below(item, inner, `[${i}]`); if (found) return found }
      return null
    }
    case 'map': {
      if (value.kind !== 'map') return isNot('a map')
      for (const [key, item] of value.entries) { const found = below(item, inner, key); if (found) return found }
      return null
    }
    case 'tuple': {
      if (value.kind !== 'list') return isNot('a tuple')
      if (inner.kind !== 'tuple' || value.isSet) return null
      if (!value.open && value.items.length !== inner.items.length) return `not ${inner.items.length} elements but ${value.items.length}`
      for (const [i, item] of value.items.entries()) { const found = inner.items[i] ? below(item, inner.items[i], `[${i}]`) : null; if (found) return found }
      return null
    }
    case 'object': {
      if (value.kind !== 'map') return isNot('an object')
      if (inner.kind !== 'object') return null
      for (const attribute of inner.items) {
        if (attribute.name === null) continue
        const isOptional = attribute.value.kind === 'call' && attribute.value.name === 'optional', given = value.entries.get(attribute.name)
        const wanted = isOptional ? (attribute.value as Expression & { kind: 'call' }).arguments[0] : attribute.value
        if (!given) { if (!isOptional && !value.open) return `'${attribute.name}' is missing`; continue }
        const found = wanted ? below(given, wanted, attribute.name) : null
        if (found) return found
      }
      return null
    }
    default: return null
  }
}

const short = (text: string): string => text.length > 40 ? `${text.slice(0, 39)}…` : text

/** A type constraint as it is written, on one line. */
export const printType = ({ type, file }: Constraint): string => sourceOf(file, type)
