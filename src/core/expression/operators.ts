import { Unknown, type List } from '../value'

/**
 * The operators of expressions, for emitted code and closures alike. All are total: an unknown operand makes the
 * result unknown (`and` and `or` are Kleene's), and so does whatever CEL calls an error, save that an index or key
 * that is not there is null.
 */

/** "There may be more": the answer of an open list that its known elements do not settle. */
const MORE = new Unknown('…')
const MISTYPED = new Unknown('a value of another type')

const plain = (value: unknown): value is { readonly [key: string]: unknown } => {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
const isOpen = (value: unknown): boolean => (value as { open?: boolean }).open === true
const opened = (items: unknown[], open: boolean): List<unknown> => open ? Object.assign(items, { open: true }) : items

type Truth = boolean | Unknown
const truth = (value: unknown): Truth => typeof value === 'boolean' || value instanceof Unknown ? value : MISTYPED

export function and(left: unknown, right: () => unknown): Truth {
  if (left === false) return false
  const other = truth(right())
  if (other === false) return false
  return left === true ? other : truth(left)
}

export function or(left: unknown, right: () => unknown): Truth {
  if (left === true) return true
  const other = truth(right())
  if (other === true) return true
  return left === false ? other : truth(left)
}

export const not = (value: unknown): Truth => typeof value === 'boolean' ? !value : truth(value)

export function conditional(test: unknown, yes: () => unknown, no: () => unknown): unknown {
  const decided = truth(test)
  return decided === true ? yes() : decided === false ? no() : decided
}

/** A field of a fact. */
export const select = (of: unknown, field: string): unknown => of instanceof Unknown ? of : (of as { readonly [field: string]: unknown })[field]

export function equals(a: unknown, b: unknown): Truth {
  if (a === b) return a instanceof Unknown ? a : true
  if (a instanceof Unknown) return a
  if (b instanceof Unknown) return b
  if (a == null || b == null) return a == b
  if (typeof a !== 'object' || typeof b !== 'object') return false
  if (Array.isArray(a)) {
    if (!Array.isArray(b)) return false
    const open = isOpen(a) || isOpen(b)
    if (!open && a.length !== b.length) return false
    let result: Truth = open ? MORE : true
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const same = equals(a[i], b[i])
      if (same === false) return false
      if (result === true) result = same
    }
    return result
  }
  const left = entries(a), right = entries(b)
  if (!left || !right) return false
  const open = isOpen(a) || isOpen(b)
  if (!open && left.size !== right.size) return false
  let result: Truth = open ? MORE : true
  for (const [key, value] of left) {
    if (!right.has(key)) {
      if (!isOpen(b)) return false
      continue
    }
    const same = equals(value, right.get(key))
    if (same === false) return false
    if (result === true) result = same
  }
  if (!isOpen(a)) for (const key of right.keys()) if (!left.has(key)) return false
  return result
}

const entries = (value: object): ReadonlyMap<string, unknown> | null => value instanceof Map ? value : plain(value) ? new Map(Object.entries(value)) : null

export const differs = (a: unknown, b: unknown): Truth => not(equals(a, b))

const ordered = (compare: (a: never, b: never) => boolean) => (a: unknown, b: unknown): Truth =>
  a instanceof Unknown ? a : b instanceof Unknown ? b
  : typeof a === typeof b && (typeof a === 'number' || typeof a === 'string') ? compare(a as never, b as never) : MISTYPED

export const less = ordered((a: number, b: number) => a < b)
export const lessOrEqual = ordered((a: number, b: number) => a <= b)
export const greater = ordered((a: number, b: number) => a > b)
export const greaterOrEqual = ordered((a: number, b: number) => a >= b)

/** `in`: is it an element of a list or a key of a map? */
export function within(item: unknown, of: unknown): Truth {
  if (item instanceof Unknown) return item
  if (of instanceof Unknown) return of
  if (Array.isArray(of)) {
    let result: Truth = isOpen(of) ? MORE : false
    for (const element of of) {
      const same = equals(element, item)
      if (same === true) return true
      if (result === false) result = same
    }
    return result
  }
  if (of instanceof Map) return of.has(item) || (isOpen(of) ? MORE : false)
  return plain(of) ? typeof item === 'string' && Object.hasOwn(of, item) : MISTYPED
}

export function index(of: unknown, at: unknown): unknown {
  if (of instanceof Unknown) return of
  if (at instanceof Unknown) return at
  if (Array.isArray(of)) return typeof at === 'number' && Number.isInteger(at) && at >= 0 ? at < of.length ? of[at] : isOpen(of) ? MORE : null : null
  if (of instanceof Map) return of.has(at) ? of.get(at) : isOpen(of) ? MORE : null
  return plain(of) && typeof at === 'string' && Object.hasOwn(of, at) ? of[at] : null
}

const arithmetic = (compute: (a: number, b: number) => unknown) => (a: unknown, b: unknown): unknown =>
  a instanceof Unknown ? a : b instanceof Unknown ? b : typeof a === 'number' && typeof b === 'number' ? compute(a, b) : MISTYPED

export const subtract = arithmetic((a, b) => a - b)
export const multiply = arithmetic((a, b) => a * b)
export const divide = arithmetic((a, b) => b === 0 ? new Unknown(`${a} / 0`) : a / b)
export const remainder = arithmetic((a, b) => b === 0 ? new Unknown(`${a} % 0`) : a % b)
export const negate = (a: unknown): unknown => typeof a === 'number' ? -a : a instanceof Unknown ? a : MISTYPED

export function add(a: unknown, b: unknown): unknown {
  if (a instanceof Unknown) return a
  if (b instanceof Unknown) return b
  if (typeof a === 'number' && typeof b === 'number') return a + b
  if (typeof a === 'string' && typeof b === 'string') return a + b
  return Array.isArray(a) && Array.isArray(b) ? opened([...a, ...b], isOpen(a) || isOpen(b)) : MISTYPED
}

/** Characters, elements or entries. Strings are counted in code points. */
export function size(value: unknown): unknown {
  if (value instanceof Unknown) return value
  if (typeof value === 'string') return codePoints(value)?.length ?? value.length
  if (Array.isArray(value)) return isOpen(value) ? MORE : value.length
  if (value instanceof Map) return isOpen(value) ? MORE : value.size
  return plain(value) ? Object.keys(value).length : MISTYPED
}

/** The code points of a text where they differ from its UTF-16 units. */
const codePoints = (text: string): string[] | null => /[\ud800-\udfff]/.test(text) ? [...text] : null

/** `size(x) > least`, which an open list answers as soon as it shows enough. */
export const larger = (value: unknown, least: number): Truth =>
  (Array.isArray(value) || value instanceof Map) && isOpen(value) && (Array.isArray(value) ? value.length : value.size) > least ? true : greater(size(value), least)

const text = <R>(compute: (text: string) => R) => (value: unknown): R | Unknown => typeof value === 'string' ? compute(value) : value instanceof Unknown ? value : MISTYPED
const texts = <R>(compute: (text: string, other: string) => R) => (a: unknown, b: unknown): R | Unknown =>
  a instanceof Unknown ? a : b instanceof Unknown ? b : typeof a === 'string' && typeof b === 'string' ? compute(a, b) : MISTYPED

export const contains = texts((text, part) => text.includes(part))
export const startsWith = texts((text, part) => text.startsWith(part))
export const endsWith = texts((text, part) => text.endsWith(part))
export const lowerAscii = text(text => text.replace(/[A-Z]+/g, letters => letters.toLowerCase()))
export const upperAscii = text(text => text.replace(/[a-z]+/g, letters => letters.toUpperCase()))
/** White space is Unicode's, which has U+0085 and not U+FEFF. */
export const trim = text(text => {
  let start = 0, end = text.length
  while (start < end && SPACE.test(text[start]!)) start++
  while (end > start && SPACE.test(text[end - 1]!)) end--
  return text.slice(start, end)
})
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/
export const split = texts((text, separator): unknown => separator === '' ? [...text] : text.split(separator))
export const matches = (value: unknown, test: (text: string) => boolean): Truth => typeof value === 'string' ? test(value) : value instanceof Unknown ? value : MISTYPED

export function replace(value: unknown, from: unknown, to: unknown): unknown {
  for (const operand of [value, from, to]) {
    if (operand instanceof Unknown) return operand
    if (typeof operand !== 'string') return MISTYPED
  }
  return (value as string).split(from as string).join(to as string)
}

/** By code points; outside of the text is unknown. */
export function substring(value: unknown, start: unknown, end?: unknown): unknown {
  if (value instanceof Unknown) return value
  if (start instanceof Unknown) return start
  if (end instanceof Unknown) return end
  if (typeof value !== 'string' || !Number.isInteger(start) || end !== undefined && !Number.isInteger(end)) return MISTYPED
  const points = codePoints(value) ?? value, from = start as number, to = end as number | undefined ?? points.length
  if (from < 0 || to > points.length || from > to) return new Unknown(`${value}[${from}:${to}]`)
  return typeof points === 'string' ? points.slice(from, to) : points.slice(from, to).join('')
}

/** The elements of a list of strings as one text; unknown where there may be more of them. */
export function join(of: unknown, separator: unknown = ''): unknown {
  if (of instanceof Unknown) return of
  if (separator instanceof Unknown) return separator
  if (!Array.isArray(of) || typeof separator !== 'string') return MISTYPED
  for (const item of of) if (typeof item !== 'string') return item instanceof Unknown ? item : MISTYPED
  return isOpen(of) ? MORE : of.join(separator)
}

export const string = (value: unknown): unknown =>
  typeof value === 'string' || value instanceof Unknown ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : MISTYPED
export function int(value: unknown): unknown {
  if (typeof value === 'number') return Math.trunc(value) + 0
  if (typeof value === 'string') return /^[-+]?\d+$/.test(value) ? Number(value) + 0 : new Unknown(value)
  return value instanceof Unknown ? value : MISTYPED
}
export function double(value: unknown): unknown {
  if (typeof value === 'string') return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value) ? Number(value) : new Unknown(value)
  return typeof value === 'number' || value instanceof Unknown ? value : MISTYPED
}

/** What a macro goes over: the elements of a list, the keys of a map. */
function elements(of: unknown): readonly unknown[] | Unknown {
  if (Array.isArray(of)) return of
  if (of instanceof Unknown) return of
  if (of instanceof Map) return opened([...of.keys()], isOpen(of))
  return plain(of) ? Object.keys(of) : MISTYPED
}

type Test = (element: unknown) => unknown

export function exists(of: unknown, test: Test): Truth {
  const items = elements(of)
  if (items instanceof Unknown) return items
  let result: Truth = isOpen(items) ? MORE : false
  for (const item of items) {
    const holds = truth(test(item))
    if (holds === true) return true
    if (holds !== false && (result === false || result === MORE)) result = holds
  }
  return result
}

export function all(of: unknown, test: Test): Truth {
  const items = elements(of)
  if (items instanceof Unknown) return items
  let result: Truth = isOpen(items) ? MORE : true
  for (const item of items) {
    const holds = truth(test(item))
    if (holds === false) return false
    if (holds !== true && (result === true || result === MORE)) result = holds
  }
  return result
}

export function existsOne(of: unknown, test: Test): Truth {
  const items = elements(of)
  if (items instanceof Unknown) return items
  let count = 0, undecided: Unknown | null = isOpen(items) ? MORE : null
  for (const item of items) {
    const holds = truth(test(item))
    if (holds === true) { if (++count > 1) return false }
    else if (holds !== false) undecided ??= holds
  }
  return undecided ?? count === 1
}

/** The elements that pass; open where there may be more, which an undecided element may be. */
export function filter(of: unknown, test: Test): unknown {
  const items = elements(of)
  if (items instanceof Unknown) return items
  let open = isOpen(items)
  const kept: unknown[] = []
  for (const item of items) {
    const holds = truth(test(item))
    if (holds === true) kept.push(item)
    else if (holds !== false) open = true
  }
  return opened(kept, open)
}

export function map(of: unknown, each: Test, test: Test | null = null): unknown {
  const items = elements(of)
  if (items instanceof Unknown) return items
  let open = isOpen(items)
  const made: unknown[] = []
  for (const item of items) {
    const holds = test === null ? true : truth(test(item))
    if (holds === true) made.push(each(item))
    else if (holds !== false) open = true
  }
  return opened(made, open)
}

/** A map literal. An unknown key leaves it open. */
export function dictionary(pairs: readonly (readonly [unknown, unknown])[]): unknown {
  const known = pairs.filter(([key]) => typeof key === 'string')
  const result = new Map(known)
  return known.length < pairs.length ? Object.assign(result, { open: true }) : result
}

/** A value in a message: lists are joined by commas, unknown prints its source text. */
export function print(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  if (value instanceof Unknown) return value.source
  if (Array.isArray(value)) return value.map(print).join(', ')
  if (value instanceof Map) return [...value].map(([key, value]) => `${key}: ${print(value)}`).join(', ')
  if (plain(value)) return JSON.stringify(value)
  return String(value)
}
