import type { Span } from '../../core/span'
import { dictionary, list, Unknown, type Maybe, type Plain } from '../../core/value'
import type { Expression, HclFile } from './hcl/tree'

/** A file of a module as it was read. */
export interface SourceFile { readonly path: string; readonly hcl: HclFile }

/** Where a value was written: an expression, or a piece of the text that one holds. */
export interface Origin { readonly file: SourceFile; readonly span: Span; readonly expression: Expression | null }

/**
 * A value of the language with its origin. Lists and maps are `open` where there may be more than they show.
 * Text that encodes data keeps it in `decoded`, so that what stands within it still has its origin.
 */
export type Value =
  | { readonly kind: 'string'; readonly value: string; readonly origin: Origin; readonly decoded?: Value; readonly pieces?: readonly Piece[] }
  | { readonly kind: 'number'; readonly value: number; readonly origin: Origin }
  | { readonly kind: 'bool'; readonly value: boolean; readonly origin: Origin }
  | { readonly kind: 'null'; readonly origin: Origin }
  | ListValue | MapValue | UnknownValue

export interface ListValue { readonly kind: 'list'; readonly items: readonly Value[]; readonly open: boolean; readonly isSet: boolean; readonly origin: Origin }
export interface MapValue { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Value>; readonly open: boolean; readonly origin: Origin }
/** `source` is what messages print of it. `failed`: Terraform would refuse to compute it, which `try` and `can` ask about. */
export interface UnknownValue { readonly kind: 'unknown'; readonly source: string; readonly origin: Origin; readonly failed?: boolean; readonly decoded?: Value; readonly pieces?: readonly Piece[] }

/** A part of a template: text and where it stands, or what was put in. */
export interface Piece { readonly text: string; readonly span: Span; readonly value: Value | null }

/** Beyond these, values are not followed. */
export const longestText = 1 << 18, longestList = 4096

export const unknown = (source: string, origin: Origin, decoded?: Value): UnknownValue => ({ kind: 'unknown', source: source.length > 120 ? `${source.slice(0, 119)}…` : source, origin, decoded })
export const failure = (source: string, origin: Origin): UnknownValue => ({ ...unknown(source, origin), failed: true })
export const text = (value: string, origin: Origin): Value => value.length > longestText ? unknown('a long text', origin) : { kind: 'string', value, origin }
export const number = (value: number, origin: Origin): Value => Number.isFinite(value) ? { kind: 'number', value, origin } : unknown('a number', origin)
export const bool = (value: boolean, origin: Origin): Value => ({ kind: 'bool', value, origin })
export const nothing = (origin: Origin): Value => ({ kind: 'null', origin })
export const listOf = (items: readonly Value[], origin: Origin, open = false, isSet = false): Value =>
  items.length > longestList ? { kind: 'list', items: items.slice(0, longestList), open: true, isSet, origin } : { kind: 'list', items, open, isSet, origin }
export const mapOf = (entries: ReadonlyMap<string, Value>, origin: Origin, open = false): Value => entries.size > longestList ? unknown('a large map', origin) : { kind: 'map', entries, open, origin }

/** An answer that recursion finds, or another where values nest too deeply for it. */
function bounded<T>(compute: () => T, otherwise: () => T): T {
  try { return compute() } catch (error) { if (error instanceof RangeError) return otherwise(); throw error }
}

const plains = new WeakMap<Value, unknown>()

/** A value as rules see it: plain data in which an unknown part is an `Unknown`, and an open list or map says so. */
export const toPlain = (value: Value): Plain => bounded(() => plainOf(value), () => new Unknown('a deep value') as unknown as Plain)

function plainOf(value: Value): Plain {
  switch (value.kind) {
    case 'string': case 'number': case 'bool': return value.value
    case 'null': return null
    default:
  }
  let plain = plains.get(value)
  if (plain === undefined) plains.set(value, plain = value.kind === 'unknown' ? new Unknown(value.source)
    : value.kind === 'list' ? list(value.items.map(plainOf), value.open)
    : dictionary([...value.entries].map(([key, item]) => [key, plainOf(item)] as const), value.open))
  return plain as Plain
}

/** True, false, or null where it cannot be told. Numbers and booleans do not equal their texts. */
export const equal = (a: Value, b: Value): boolean | null => bounded(() => same(a, b, { left: 20_000 }), () => null)

function same(a: Value, b: Value, budget: { left: number }): boolean | null {
  if (a === b && a.kind !== 'unknown') return wholly(a) ? true : null
  if (--budget.left < 0) return null
  if (a.kind === 'unknown' || b.kind === 'unknown') return null
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind
  if (a.kind === 'list' && b.kind === 'list') {
    const open = a.open || b.open || a.isSet !== b.isSet
    if (!open && a.items.length !== b.items.length) return false
    let result: boolean | null = open ? null : true
    for (let i = 0; i < Math.min(a.items.length, b.items.length); i++) {
      const answer = same(a.items[i]!, b.items[i]!, budget)
      if (answer === false) return a.isSet || b.isSet ? null : false
      if (answer === null) result = null
    }
    return result
  }
  if (a.kind === 'map' && b.kind === 'map') {
    let result: boolean | null = a.open || b.open ? null : true
    if (result && a.entries.size !== b.entries.size) return false
    for (const [key, item] of a.entries) {
      const other = b.entries.get(key)
      if (!other) { if (b.open) continue; return false }
      const answer = same(item, other, budget)
      if (answer === false) return false
      if (answer === null) result = null
    }
    return result
  }
  if (a.kind === 'list' || a.kind === 'map' || b.kind === 'list' || b.kind === 'map') return false
  return a.kind === b.kind && a.value === b.value
}

const known = new WeakMap<Value, boolean>()

/** Nothing within it is unknown or open. */
export const isWhollyKnown = (value: Value): boolean => bounded(() => wholly(value), () => false)

function wholly(value: Value): boolean {
  if (value.kind === 'unknown') return false
  if (value.kind !== 'list' && value.kind !== 'map') return true
  let result = known.get(value)
  if (result === undefined) {
    result = !value.open
    if (result) for (const item of value.kind === 'list' ? value.items : value.entries.values()) if (!wholly(item)) { result = false; break }
    known.set(value, result)
  }
  return result
}

/** The same value, its origin another. */
export const at = <V extends Value>(value: V, origin: Origin): V => ({ ...value, origin })

/** How a number is printed, without an exponent. */
export function printNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value)
  const printed = String(value)
  return printed.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : printed
}

/** What a `dynamic` block makes that repeats over nothing: no block at all. */
export const isNone = (value: Value): boolean => value.kind === 'list' && !value.open && value.items.length === 0

/** Converts to a text as templates do; null where the value has none. */
export function asText(value: Value): Value | null {
  switch (value.kind) {
    case 'string': case 'unknown': return value
    case 'number': return text(printNumber(value.value), value.origin)
    case 'bool': return text(String(value.value), value.origin)
    default: return null
  }
}

export function asNumber(value: Value): Value | null {
  if (value.kind === 'number' || value.kind === 'unknown') return value
  return value.kind === 'string' && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value.value) ? number(Number(value.value), value.origin) : null
}

export function asBool(value: Value): Value | null {
  if (value.kind === 'bool' || value.kind === 'unknown') return value
  return value.kind === 'string' && (value.value === 'true' || value.value === 'false') ? bool(value.value === 'true', value.origin) : null
}

/** A value that is known to be a boolean, null where it is not written, else unknown. */
export function flag(value: Value | null, otherwise: boolean | null = null): Maybe<boolean | null> {
  if (!value || value.kind === 'null') return otherwise
  return value.kind === 'bool' ? value.value : value.kind === 'string' && (value.value === 'true' || value.value === 'false') ? value.value === 'true' : new Unknown(value.kind === 'unknown' ? value.source : '…')
}

/** A scalar as text, null where it is not written, else unknown. */
export function words(value: Value | null): Maybe<string | null> {
  if (!value || value.kind === 'null') return null
  return value.kind === 'string' ? value.value : value.kind === 'number' || value.kind === 'bool' ? String(value.value) : new Unknown(value.kind === 'unknown' ? value.source : '…')
}
