import type { Span } from '../../core/span'

/** A value of a configuration file in JSON, YAML or TOML, and the token where it stands: of a map or a list that of its key. */
export class Data {
  /** `isBroken`, of a whole file: a part of it may have been misread. */
  constructor(readonly value: string | number | boolean | null | readonly Data[] | ReadonlyMap<string, Data>, readonly span: Span, readonly isBroken = false) {}

  /** The value at the end of some keys, or null. */
  at(...path: readonly string[]): Data | null {
    let at: Data | null = this
    for (const step of path) at = at?.value instanceof Map ? (at.value as ReadonlyMap<string, Data>).get(step) ?? null : null
    return at
  }
  /** Its text; null where it is none. Numbers count as written by JavaScript. */
  get text(): string | null { return typeof this.value === 'string' ? this.value : typeof this.value === 'number' ? String(this.value) : null }
  get number(): number | null { return typeof this.value === 'number' ? this.value : typeof this.value === 'string' && /^\d+(?:\.\d+)?$/.test(this.value) ? Number(this.value) : null }
  /** The elements of a list; none of what is no list. */
  get items(): readonly Data[] { return Array.isArray(this.value) ? this.value as readonly Data[] : [] }
  /** The entries of a map; none of what is no map. */
  get entries(): readonly (readonly [string, Data])[] { return this.value instanceof Map ? [...this.value as ReadonlyMap<string, Data>] : [] }
  /** The texts of a list, or the one that it is. */
  get texts(): readonly string[] { return this.text !== null ? [this.text] : this.items.flatMap(item => item.text ?? []) }
}
