/** Marks an unknown whichever bundle made it: rule packs are bundles of their own. */
const mark: unique symbol = Symbol.for('shipshape.unknown') as never

/** A value that the files do not tell. No rule fires on it; in messages it prints its source text. */
export class Unknown {
  readonly [mark] = true
  constructor(readonly source: string) {}
  toString(): string { return this.source }
  static [Symbol.hasInstance](value: unknown): value is Unknown { return isUnknown(value) }
}

/** A value that may be unknown. Rules in code must handle it before they use the value. */
export type Maybe<T> = T | Unknown

export const isUnknown = (value: unknown): value is Unknown => typeof value === 'object' && value !== null && (value as { [mark]?: unknown })[mark] === true
export const isKnown = <T>(value: Maybe<T>): value is T => !isUnknown(value)

/** A list; `open` means that there may be more elements than it shows. */
export interface List<T> extends ReadonlyArray<T> { readonly open?: boolean }

/** A map by name; `open` means that there may be more entries than it shows. */
export interface Dictionary<T> extends ReadonlyMap<string, T> { readonly open?: boolean }

export const list = <T>(items: Iterable<T>, open = false): List<T> => open ? Object.assign([...items], { open }) : [...items]
export const dictionary = <T>(entries: Iterable<readonly [string, T]>, open = false): Dictionary<T> => open ? Object.assign(new Map(entries), { open }) : new Map(entries)

/** Plain data as YAML, HCL and JSON write it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }
