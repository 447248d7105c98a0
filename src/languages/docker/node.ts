import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import type { Span } from '../../core/span'
import { nearReads, outsideReads, readNear, readOutside } from '../../core/outside'
import type { Model } from './nodes'

/** A function of one argument that computes each answer once. */
export function memo<A, T>(compute: (argument: A) => T): (argument: A) => T {
  const known = new Map<A, T>()
  return argument => {
    if (!known.has(argument)) known.set(argument, compute(argument))
    return known.get(argument)!
  }
}

/** What all facts of Dockerfiles share: memoised fields, and places by path. */
export abstract class Node implements Fact {
  private values: Map<string, unknown> | null = null
  /** Values that are of this fact's surroundings as well. */
  private shared: Map<string, unknown> | null = null
  /** Values that are of something else as well. */
  private borrowed: Map<string, unknown> | null = null
  abstract readonly subject: string
  abstract readonly damaged: boolean

  constructor(protected readonly origin: Model, readonly kind: string) {}

  /** For what a fact reads anywhere. */
  get model(): Model {
    readOutside()
    return this.origin
  }
  /** For what the fact's stage determines, its base stages and the global arguments included. */
  get near(): Model {
    readNear()
    return this.origin
  }
  get path(): string { return this.origin.path }
  get surroundings(): object | null { return null }

  /** A field that is computed when it is first read; never undefined. */
  protected once<T>(name: string, compute: () => T): T {
    const known = this.values?.get(name)
    if (known !== undefined) return known as T
    const near = this.shared?.get(name)
    if (near !== undefined) {
      readNear()
      return near as T
    }
    const outer = this.borrowed?.get(name)
    if (outer !== undefined) {
      readOutside()
      return outer as T
    }
    const outside = outsideReads(), around = nearReads(), value = compute()
    if (outsideReads() !== outside) (this.borrowed ??= new Map()).set(name, value)
    else if (nearReads() !== around) (this.shared ??= new Map()).set(name, value)
    else (this.values ??= new Map()).set(name, value)
    return value
  }

  /** The token of a path that this fact knows itself; null where it is not written. '' always has one. */
  abstract token(path: string): Span | null

  /** The fact that a path leads to, and what is left of the path behind it. */
  resolve(path: string): { readonly node: Node; readonly rest: string } {
    let node: Node = this, rest = path
    for (;;) {
      const match = /^([A-Za-z_]\w*)((?:\[\d+\])?)(?:\.|(?=\[)|$)/.exec(rest)
      if (!match || rest === '' || node.token(rest)) return { node, rest }
      let value: unknown = (node as unknown as Record<string, unknown>)[match[1]!]
      if (match[2] && Array.isArray(value)) value = value[Number(match[2].slice(1, -1))]
      if (!(value instanceof Node)) return { node, rest }
      node = value
      rest = rest.slice(match[0].length)
    }
  }

  locate(path: string): Place {
    const { node, rest } = this.resolve(path)
    let at = rest, missing = false
    for (;;) {
      const span = node.token(at)
      if (span) return { path: this.path, span, missing }
      if (at === '') return { path: this.path, span: [0, 0], missing: true }
      missing = true
      at = parentPath(at)
    }
  }

  edit(change: Change): readonly Edit[] | null { return this.model.edit(this, change) }
}

/** `a.b[0]` → `a.b` → `a` → ''. */
export const parentPath = (path: string): string => {
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))
  return cut <= 0 ? '' : path.slice(0, cut)
}

/** `name[3]` → 3, where the name is that one. */
export const indexIn = (path: string, name: string): number => {
  const match = path.startsWith(name + '[') ? /^\[(\d+)\]$/.exec(path.slice(name.length)) : null
  return match ? Number(match[1]) : -1
}

/** `flags.name` or `flags["name"]` → the name. */
export const keyIn = (path: string, name: string): string | null =>
  path.startsWith(name + '.') ? path.slice(name.length + 1) : /^\["(.*)"\]$/.exec(path.startsWith(name) ? path.slice(name.length) : '')?.[1] ?? null
