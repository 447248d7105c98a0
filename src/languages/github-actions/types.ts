import { Kept } from '../../core/outside'
import type { Plain } from '../../core/value'
import { payloads } from './data/payloads'

/** What an expression's value can be. `any` where nobody can tell. */
export type Type = Scalar | ArrayType | ObjectType
export interface Scalar { readonly kind: 'any' | 'null' | 'boolean' | 'number' | 'string' }
export interface ArrayType { readonly kind: 'array'; readonly item: Type; /** Made by `.*`: properties are read from each item. */ readonly isFilter: boolean }
export interface ObjectType {
  readonly kind: 'object'
  /** The type of a property, its name in lower case; null where it is not among those known. */
  get(name: string): Type | null
  names(): readonly string[]
  /** What a property that is not among those known can be; null where there are no others. */
  readonly rest: Type | null
  /** A property is known not to be there, though others may be. */
  lacks?(name: string): boolean
}

export const any: Scalar = { kind: 'any' }
export const nothing: Scalar = { kind: 'null' }
export const boolean: Scalar = { kind: 'boolean' }
export const number: Scalar = { kind: 'number' }
export const string: Scalar = { kind: 'string' }
export const array = (item: Type, isFilter = false): ArrayType => ({ kind: 'array', item, isFilter })

/** An object of the properties given, each worked out when it is asked for. */
export function object(properties: Iterable<readonly [string, Type | (() => Type)]>, rest: Type | null = null): ObjectType {
  const all = [...properties], byName = new Map<string, Type | (() => Type) | Kept<Type>>(all.map(([name, type]) => [name.toLowerCase(), type]))
  return {
    kind: 'object', rest, names: () => all.map(([name]) => name),
    get(name) {
      const found = byName.get(name)
      if (typeof found !== 'function') return found instanceof Kept ? found.take() : found ?? null
      // What asks for itself while it is worked out is not known.
      byName.set(name, any)
      const type = new Kept(found)
      byName.set(name, type)
      return type.take()
    },
  }
}

/** An object of which any property may be there, each of one type. */
export const mapOf = (rest: Type): ObjectType => ({ kind: 'object', rest, names: () => [], get: () => null })

/** Enough to say of an object that it is too large to look through. */
const most = 200

/** A type that holds the values of both. */
export function merge(a: Type, b: Type, depth = 0): Type {
  if (a === b) return a
  if (depth > 8) return any
  if (a.kind === 'array' && b.kind === 'array') return array(merge(a.item, b.item, depth + 1), a.isFilter || b.isFilter)
  if (a.kind === 'object' && b.kind === 'object') {
    const rest = a.rest && b.rest ? merge(a.rest, b.rest, depth + 1) : a.rest ?? b.rest
    return {
      kind: 'object', rest, names: () => [...new Set([...a.names(), ...b.names()])],
      get(name) {
        const one = a.get(name) ?? a.rest, other = b.get(name) ?? b.rest
        return one && other ? merge(one, other, depth + 1) : one ?? other
      },
    }
  }
  return a.kind === b.kind && a.kind !== 'array' && a.kind !== 'object' ? a : any
}

export const mergeAll = (types: readonly Type[]): Type => types.length === 0 || types.length > most ? any : types.reduce((a, b) => merge(a, b))

/** What `.*` or an index that nobody knows reads. */
export function itemOf(type: Type): Type {
  if (type.kind === 'array') return type.item
  if (type.kind !== 'object') return any
  const names = type.names()
  return names.length === 0 ? type.rest ?? any : type.rest || names.length > most ? any : mergeAll(names.map(name => type.get(name.toLowerCase()) ?? any))
}

/** The type of a value that is known. */
export function typeOfValue(value: Plain): Type {
  if (value === null) return nothing
  if (typeof value === 'string') return string
  if (typeof value === 'number') return number
  if (typeof value === 'boolean') return boolean
  if (Array.isArray(value)) return array(mergeAll((value as readonly Plain[]).map(typeOfValue)))
  return object(Object.entries(value as { readonly [key: string]: Plain }).map(([name, inner]) => [name, typeOfValue(inner)] as const))
}

const words: Readonly<Record<Type['kind'], string>> = { any: 'anything', null: 'null', boolean: 'a boolean', number: 'a number', string: 'a string', array: 'an array', object: 'an object' }
export const nameOf = (type: Type): string => words[type.kind]

interface Payloads { readonly events: ReadonlyMap<string, string>; shape(id: number): Type }
let table: Payloads | null = null

function read(): Payloads {
  const [first, ...lines] = payloads.split('\n'), known: (Type | undefined)[] = []
  const split = (part: string): readonly [string, string] => { const at = part.indexOf(':'); return at < 0 ? [part, 's'] : [part.slice(0, at), part.slice(at + 1)] }
  const decode = (code: string): Type => code === 's' ? string : code === 'n' ? number : code === 'b' ? boolean : code === '?' ? any : code[0] === '[' ? array(decode(code.slice(1))) : shape(Number(code))
  const shape = (id: number): Type => known[id] ??= object(lines[id]!.split(',').map(part => { const [name, code] = split(part); return [name, () => decode(code)] as const }))
  return { events: new Map(first!.split(',').map(split)), shape }
}

/** What `github.event` is when an event of this name starts the workflow; null where the table does not tell. */
export function payloadOf(event: string): Type | null {
  table ??= read()
  const id = table.events.get(event === 'pull_request_target' ? 'pull_request' : event)
  if (id !== undefined) return table.shape(Number(id))
  const push = table.shape(Number(table.events.get('push')))
  const part = (name: string): Type => push.kind === 'object' ? push.get(name) ?? any : any
  return event === 'schedule' ? object([['schedule', string], ['workflow', string], ...['enterprise', 'installation', 'organization', 'repository', 'sender'].map(name => [name, part(name)] as const)]) : null
}
