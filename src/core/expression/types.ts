import type { OptionSchema } from '../rule'

/** The flags of a type: its values may be `null`; its values may be unknown. */
interface Flags { readonly nullable?: boolean; readonly unknown?: boolean }

/**
 * The type of an expression, plain JSON.
 * `literals` are all the strings that can occur; an `open` list or map may have more than it shows;
 * an object has its fields here or in `FactTypes.objects` under its name; `dyn` is plain data of any shape, null included.
 * Of kind `null` are null itself, which is nullable, and the element of an empty list, which is not.
 */
export type Type = Flags & (
  | { readonly kind: 'bool' | 'number' | 'null' | 'dyn' }
  | { readonly kind: 'string'; readonly literals?: readonly string[] }
  | { readonly kind: 'list'; readonly item: Type; readonly open?: boolean }
  | { readonly kind: 'map'; readonly value: Type; readonly open?: boolean }
  | { readonly kind: 'object'; readonly name: string; readonly fields?: Fields }
)

export interface Fields { readonly [name: string]: { readonly type: Type; /** Not in what is packaged. */ readonly doc?: string } }

/** What rules can look at, read from the `Facts` interfaces of all languages. Plain JSON. */
export interface FactTypes {
  /** Fact kind → name of its object type. */
  readonly kinds: { readonly [kind: string]: string }
  readonly objects: { readonly [name: string]: { readonly doc?: string; readonly fields: Fields; readonly discriminant?: string } }
}

/** The names that an expression may use. Names other than self, options, item and index are read from `values`. */
export interface Variables {
  readonly types: FactTypes
  readonly variables: { readonly [name: string]: Type }
}

export const NOTHING: FactTypes = { kinds: {}, objects: {} }

/** The type of `self` for a fact kind, or null where there is no such kind. */
export function factType(types: FactTypes, kind: string): Type | null {
  const name = Object.hasOwn(types.kinds, kind) ? types.kinds[kind] : undefined
  return name === undefined ? null : { kind: 'object', name }
}

/** The type of `options` for a page's option schemas. An option without a default is nullable. */
export function optionsType(options: { readonly [name: string]: OptionSchema }): Type {
  const fields: { [name: string]: { type: Type; doc: string } } = {}
  for (const [name, option] of Object.entries(options)) {
    const type = optionType(option)
    fields[name] = { type: option.default === undefined || option.default === null ? { ...type, nullable: true } : type, doc: option.description }
  }
  return { kind: 'object', name: 'options', fields }
}

function optionType(option: { readonly type: string; readonly items?: { readonly type: string }; readonly enum?: readonly unknown[] }): Type {
  switch (option.type) {
    case 'string': {
      const literals = option.enum?.filter(value => typeof value === 'string')
      return literals?.length ? { kind: 'string', literals } : { kind: 'string' }
    }
    case 'number': case 'integer': return { kind: 'number' }
    case 'boolean': return { kind: 'bool' }
    case 'array': return { kind: 'list', item: option.items ? optionType(option.items) : { kind: 'dyn' } }
    default: return { kind: 'dyn' }
  }
}

export function fieldsOf(type: Type, types: FactTypes): Fields | null {
  if (type.kind !== 'object') return null
  if (type.fields) return type.fields
  return Object.hasOwn(types.objects, type.name) ? types.objects[type.name]!.fields : null
}

/** The same type without null. */
export const present = (type: Type): Type => type.nullable ? { ...type, nullable: false } : type
export const nullable = (type: Type): Type => type.nullable || type.kind === 'null' || type.kind === 'dyn' ? type : { ...type, nullable: true }
/** The same type, unknown where a value that it is made from may be. */
export const unknownIf = (type: Type, condition: boolean | undefined): Type => condition && !type.unknown ? { ...type, unknown: true } : type
/** May a value of this type be unknown? Plain data makes no promise. */
export const mayBeUnknown = (type: Type): boolean => type.unknown === true || type.kind === 'dyn'

/** The type of a value that is of one type or of the other; null where they have nothing in common. */
export function join(a: Type, b: Type): Type | null {
  const flags = { nullable: !!(a.nullable || b.nullable), unknown: !!(a.unknown || b.unknown) }
  if (a.kind === 'dyn' || b.kind === 'dyn') return { kind: 'dyn' }
  if (a.kind === 'null') return { ...b, ...flags }
  if (b.kind === 'null') return { ...a, ...flags }
  if (a.kind === 'string' && b.kind === 'string') return a.literals && b.literals
    ? { kind: 'string', literals: [...new Set([...a.literals, ...b.literals])], ...flags } : { kind: 'string', ...flags }
  if (a.kind === 'list' && b.kind === 'list') {
    const item = join(a.item, b.item)
    return item && { kind: 'list', item, open: !!(a.open || b.open), ...flags }
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const value = join(a.value, b.value)
    return value && { kind: 'map', value, open: !!(a.open || b.open), ...flags }
  }
  if (a.kind === 'object') return b.kind === 'object' && a.name === b.name ? { ...a, ...flags } : null
  return a.kind === b.kind ? { ...a, ...flags } : null
}

/** A type in the words of the fact reference: `string or null`, `list of Stage`. */
export function describe(type: Type): string {
  const words = type.kind === 'string' ? type.literals?.length ? type.literals.map(literal => `'${literal}'`).join(' | ') : 'string'
    : type.kind === 'list' ? `${type.open ? 'open ' : ''}list of ${describe(type.item)}`
    : type.kind === 'map' ? `${type.open ? 'open ' : ''}map of ${describe(type.value)}`
    : type.kind === 'object' ? shortName(type.name)
    : type.kind === 'dyn' ? 'any' : type.kind
  return words + (type.nullable ? ' or null' : '') + (type.unknown ? ' or unknown' : '')
}

/** `docker.Stage` is spoken of as `Stage`. */
export const shortName = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
