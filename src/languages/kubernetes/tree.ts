import type { Change, Place } from '../../core/fact'
import type { Segment } from '../../core/path'
import { dictionary, isKnown, isUnknown, list, Unknown, type Dictionary, type List, type Maybe, type Plain } from '../../core/value'
import { tokenOf } from '../yaml/path'
import { yaml11 } from '../yaml/scalar'
import type { YamlDocument, YamlNode } from '../yaml/tree'
import { asSequence, entries, isOpen, resolve } from '../yaml/walk'

/** A document and the file that it stands in. */
export interface Source { readonly path: string; readonly text: string; readonly document: YamlDocument }

/** What is known of a value beside the node at its origin. */
export interface Given {
  readonly children?: ReadonlyMap<string, Tree>
  readonly items?: readonly Tree[]
  readonly value?: Maybe<string | number | boolean | null>
  /** A scalar's characters, where they are not those of the node. */
  readonly written?: string
  readonly open?: boolean
  readonly derived?: boolean
  /** Children that are not there, each with the value elsewhere that would bring it. */
  readonly absent?: ReadonlyMap<string, Tree>
  /** The tree whose node is edited for a change at a path below; null where the change cannot be made. */
  edited?(change: Change, rest: readonly Segment[]): Tree | null
}

/**
 * A value with its origin: the node at which it is written. Of a plain manifest it is the node itself; in a tree of kustomizations
 * the children of one value may come from several files. Explicit nulls are like what is not there.
 */
export class Tree {
  readonly kind: 'map' | 'list' | 'scalar'
  private ownChildren: ReadonlyMap<string, Tree> | null
  private ownItems: readonly Tree[] | null

  constructor(
    readonly source: Source,
    readonly node: YamlNode,
    readonly key: YamlNode | null = null,
    /** The collection in which it is written, and under which key or index. */
    readonly holder: YamlNode | null = null,
    readonly step: string | number | null = null,
    /** It may be absent: a template's condition. */
    readonly conditional = false,
    private readonly given: Given = {},
  ) {
    const resolved = resolve(node)
    this.kind = given.children ? 'map' : given.items ? 'list' : 'value' in given ? 'scalar' : resolved?.kind === 'map' ? 'map' : resolved?.kind === 'sequence' ? 'list' : 'scalar'
    this.ownChildren = given.children ?? null
    this.ownItems = given.items ?? null
  }

  /** The value is made from more than what is written at its origin. */
  get derived(): boolean { return this.given.derived ?? false }

  /** The characters of a scalar that are not those of its node. */
  get written(): string | null { return this.given.written ?? null }

  /** The value elsewhere that would bring a child which is not there. */
  absent(name: string): Tree | null { return this.given.absent?.get(name) ?? null }

  get absents(): Iterable<Tree> { return this.given.absent?.values() ?? [] }

  /** Where a change at a path below is made; null where it cannot be. */
  edited(change: Change, rest: readonly Segment[]): Tree | null { return this.derived ? null : this.given.edited ? this.given.edited(change, rest) : this }

  /** The children of a map by key. */
  get children(): ReadonlyMap<string, Tree> {
    if (!this.ownChildren) {
      const children = new Map<string, Tree>(), holder = resolve(this.node)
      if (this.kind === 'map') for (const pair of entries(this.node)) if (pair.name !== null) children.set(pair.name, new Tree(this.source, pair.value, pair.key, holder, pair.name, pair.conditional || pair.value.conditional))
      this.ownChildren = children
    }
    return this.ownChildren
  }

  /** The items of a list. */
  get items(): readonly Tree[] {
    if (!this.ownItems) {
      const sequence = this.kind === 'list' ? asSequence(this.node) : null
      this.ownItems = sequence ? sequence.items.map((item, i) => new Tree(this.source, item, null, sequence, i, item.conditional)) : []
    }
    return this.ownItems
  }

  /** There may be more children or items than are seen. */
  get open(): boolean { return this.given.open ?? isOpen(this.node) }

  /** The scalar as Kubernetes reads it; null for maps and lists. */
  get value(): Maybe<string | number | boolean | null> {
    if ('value' in this.given) return this.given.value!
    const resolved = resolve(this.node)
    if (!resolved || resolved.unknown) return new Unknown(sourceOf(this))
    return resolved.kind === 'scalar' ? yaml11(resolved) : null
  }

  /** Nothing is written: `key:` or `key: null`. */
  get isNull(): boolean { return this.kind === 'scalar' && this.value === null }

  get isUnknown(): boolean { return this.kind === 'scalar' ? isUnknown(this.value) : resolve(this.node)?.unknown ?? false }

  /** The same place with another value. */
  with(given: Given): Tree { return new Tree(this.source, this.node, this.key, this.holder, this.step, this.conditional, given) }

  /** Where it stands, for messages: one token. */
  place(missing: boolean): Place { return { path: this.source.path, span: tokenOf(this.node, this.key, this.source.text), missing } }
}

const sourceOf = (tree: Tree): string => {
  const [start, end] = tree.node.span
  const text = tree.source.text.slice(start, end).trim()
  return text === '' || text.includes('\n') ? '…' : text
}

/** What a path led to: a value, nothing, or nobody knows. */
export type Found = Tree | null | Unknown

const unseen = new Unknown('…')

export function child(of: Found, name: string): Found {
  if (of === null || isUnknown(of)) return of
  if (of.kind !== 'map') return of.isUnknown ? new Unknown(sourceOf(of)) : null
  const found = of.children.get(name)
  if (!found) return of.open ? unseen : null
  if (found.conditional) return new Unknown(sourceOf(found))
  return found.isNull ? null : found
}

export function at(of: Found, ...path: readonly string[]): Found {
  let found = of
  for (const name of path) found = child(found, name)
  return found
}

/** A placeholder that some other program fills in. */
const placeholder = /\$\{[^}]*\}|\$\([^)]*\)|\{\{|^\$[A-Za-z_]\w*$|^<[\w .-]+>$|^__\w+__$|^%\w+%$/

export const isPlaceholder = (text: string): boolean => placeholder.test(text)

/** A scalar as text; numbers and booleans as they are written. */
export function text(found: Found): Maybe<string | null> {
  const value = raw(found)
  return typeof value === 'string' && placeholder.test(value) ? new Unknown(value) : value
}

/** A scalar as text, placeholders and all. */
export function raw(found: Found): Maybe<string | null> {
  if (found === null || isUnknown(found)) return found
  const { value } = found
  if (value === null || isUnknown(value)) return found.kind === 'scalar' ? value : null
  return typeof value === 'string' ? value : written(found, value)
}

const written = (tree: Tree, value: string | number | boolean): string => {
  if (tree.written !== null) return tree.written
  const node = resolve(tree.node)
  return !tree.derived && node?.kind === 'scalar' && node.style === 'plain' ? node.source : String(value)
}

export function number(found: Found): Maybe<number | null> {
  if (found === null || isUnknown(found)) return found
  const { value } = found
  if (typeof value === 'string') return placeholder.test(value) ? new Unknown(value) : /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : null
  return isUnknown(value) || typeof value === 'number' ? value : null
}

export function boolean(found: Found): Maybe<boolean | null> {
  if (found === null || isUnknown(found)) return found
  const { value } = found
  if (typeof value === 'string') return value === 'true' ? true : value === 'false' ? false : placeholder.test(value) ? new Unknown(value) : null
  return isUnknown(value) || typeof value === 'boolean' ? value : null
}

/** A boolean that is false where nothing is written. */
export const flag = (found: Found): Maybe<boolean> => { const value = boolean(found); return value === null ? false : value }

/** The items of a list, open where it is unknown. */
export function each<T>(found: Found, make: (item: Tree, index: number) => T): List<T> {
  if (found === null) return list<T>([])
  if (isUnknown(found)) return list<T>([], true)
  if (found.kind !== 'list') return list<T>([], found.isUnknown)
  const { items } = found
  return list(items.map(make), found.open || items.some(item => item.conditional))
}

export const texts = (found: Found): List<Maybe<string | null>> => each(found, text)

/** The entries of a map, open where it is unknown. */
export function map<T>(found: Found, make: (value: Tree) => T): Dictionary<T> {
  if (found === null) return dictionary<T>([])
  if (isUnknown(found)) return dictionary<T>([], true)
  if (found.kind !== 'map') return dictionary<T>([], found.isUnknown)
  return dictionary([...found.children].map(([name, value]) => [name, make(value)] as const), found.open)
}

export const pairs = (found: Found): Dictionary<Maybe<string | null>> => map(found, value => value.conditional ? new Unknown(sourceOf(value)) : text(value))

/** Is something written there? */
export function isThere(found: Found): Maybe<boolean> {
  if (found === null || isUnknown(found)) return found ?? false
  return found.kind === 'scalar' && isUnknown(found.value) ? found.value : true
}

/** The value as plain data, with unknowns within. */
export function plain(found: Found): Plain {
  if (found === null) return null
  if (isUnknown(found) || found.conditional) return (isUnknown(found) ? found : new Unknown(sourceOf(found))) as never
  if (found.kind === 'list') return found.open ? Object.assign(found.items.map(plain), { open: true }) as never : found.items.map(plain)
  if (found.kind === 'scalar') return found.value as never
  if (found.open) return new Unknown(sourceOf(found)) as never
  return Object.fromEntries([...found.children].map(([name, value]) => [name, plain(value)]))
}

/** The scalars below a value in order, each with its path. */
export function* leaves(tree: Tree, path: readonly (string | number)[] = []): Generator<{ readonly tree: Tree; readonly path: readonly (string | number)[] }> {
  if (tree.kind === 'map') for (const [name, value] of tree.children) yield* leaves(value, [...path, name])
  else if (tree.kind === 'list') { let i = 0; for (const item of tree.items) yield* leaves(item, [...path, i++]) }
  else yield { tree, path }
}

/** The first answer that is there; unknown where an earlier one is. */
export function first<T>(...answers: readonly (() => Maybe<T | null>)[]): Maybe<T | null> {
  for (const answer of answers) {
    const value = answer()
    if (value !== null) return value
  }
  return null
}

/** Kleene's and, or, not over values that may be unknown. */
export const both = (a: Maybe<boolean>, b: Maybe<boolean>): Maybe<boolean> => a === false || b === false ? false : a === true ? b : a
export const either = (a: Maybe<boolean>, b: Maybe<boolean>): Maybe<boolean> => a === true || b === true ? true : a === false ? b : a
export const not = (a: Maybe<boolean>): Maybe<boolean> => isUnknown(a) ? a : !a
export const any = <T>(items: List<T>, test: (item: T) => Maybe<boolean>): Maybe<boolean> => items.reduce<Maybe<boolean>>((found, item) => found === true ? true : either(found, test(item)), items.open ? unseen : false)
export const every = <T>(items: List<T>, test: (item: T) => Maybe<boolean>): Maybe<boolean> => not(any(items, item => not(test(item))))
export const when = <T, R>(value: Maybe<T>, make: (value: T) => Maybe<R>): Maybe<R> => isKnown(value) ? make(value) : value
export const known = <T>(value: Maybe<T>): T | null => isKnown(value) ? value : null
