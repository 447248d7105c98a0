import type { TextEdit } from '../../core/edit'
import type { Change, Fact, Place, Written } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { outsideReads, readOutside } from '../../core/outside'
import { parsePath, type Segment } from '../../core/path'
import { append, insert, remove, replace, set, type EditTarget, type YamlValue } from '../yaml/edit'
import { damaged } from '../yaml/parse'
import type { YamlNode } from '../yaml/tree'
import type { Tree } from './tree'

/** Where a path leads: the last value on the way, and what of the path is left. */
interface Reached {
  readonly tree: Tree
  readonly rest: readonly Segment[]
  /** The last value is not there: it is the one elsewhere that would bring it. */
  readonly isAbsent?: boolean
}

/** A fact over a value of a manifest. Getters are computed once. */
export abstract class Node implements Fact {
  abstract readonly kind: string
  private kept: Map<string, unknown> | null = null
  /** Names of kept values that were made from more than the object. */
  private outside: Set<string> | null = null

  constructor(readonly tree: Tree, readonly subject: string, private readonly isDamaged = false) {}

  get path(): string { return this.tree.source.path }
  get damaged(): boolean { return this.isDamaged || this.tree.source.document.errors.length > 0 && this.keep('damaged', () => damaged(this.tree.source.document, this.tree.node)) }

  protected keep<T>(name: string, make: () => T): T {
    const kept = this.kept ??= new Map<string, unknown>(), known = kept.get(name)
    if (known !== undefined) {
      if (this.outside?.has(name)) readOutside()
      return known as T
    }
    const reads = outsideReads(), made = make()
    if (outsideReads() !== reads) (this.outside ??= new Set()).add(name)
    kept.set(name, made)
    return made
  }

  /** See `Lasting`; null unless the fact is of an object that is read from one document as it stands. */
  get substance(): object | null { return null }

  locate(path: string): Place {
    const { tree, rest, isAbsent } = this.reach(path)
    return tree.place(rest.length > 0 || isAbsent === true)
  }

  /** Where a path leads; a fact may know other places than below its own value. */
  protected reach(path: string): Reached { return reachFrom(this.tree, parsePath(path) ?? []) }

  edit(change: Change): readonly Edit[] | null {
    const { tree: found, rest, isAbsent } = this.reach(change.path)
    if (parsePath(change.path) === null) return null
    if (change.kind === 'remove' && (isAbsent || rest.length > 0)) return []
    const tree = found.edited(change, rest)
    if (!tree) return null
    const edits = this.editsOf(change, tree, rest)
    return edits && edits.map(({ span, text }): Edit => ({ path: tree.source.path, span, text }))
  }

  private editsOf(change: Change, tree: Tree, rest: readonly Segment[]): readonly TextEdit[] | null {
    const target = (node: YamlNode): EditTarget => ({ text: tree.source.text, document: tree.source.document, node })
    const isThere = rest.length === 0
    switch (change.kind) {
      case 'set': {
        const value = valueOf(change.value)
        if (value === undefined) return isThere ? replace(target(tree.node), (change.value as { raw: string }).raw) : null
        return isThere && tree.holder ? set(target(tree.holder), [tree.step!], value) : set(target(tree.node), rest, value)
      }
      case 'append': {
        const value = valueOf(change.value)
        return value === undefined ? null : isThere && tree.isNull && tree.holder ? append(target(tree.holder), [tree.step!], value) : append(target(tree.node), rest, value)
      }
      case 'insert': {
        const value = valueOf(change.value)
        if (value === undefined || !isThere || tree.holder === null || tree.step === null) return null
        return insert(target(tree.holder), [], tree.step, value)
      }
      case 'remove': return isThere ? tree.holder ? remove(target(tree.holder), [tree.step!]) : null : []
      case 'replace': return isThere ? replace(target(tree.node), change.text) : null
    }
  }
}

const substances = new WeakMap<YamlNode, WeakMap<YamlNode, Map<string, object>>>()

/** What a value of a plain manifest is made of: the whole document, as an object's parts are read through one another. Facts of one kind over one value name their parts of it. */
export function substanceOf({ source: { document: { root } }, node }: Tree, part = ''): object | null {
  if (!root) return null
  let known = substances.get(root)
  if (!known) substances.set(root, known = new WeakMap())
  let parts = known.get(node)
  if (!parts) known.set(node, parts = new Map())
  let substance = parts.get(part)
  if (!substance) parts.set(part, substance = {})
  return substance
}

/** A value in the words of the YAML editor; undefined where it is source text. */
const valueOf = (value: Written): YamlValue | undefined => typeof value === 'object' && value !== null && 'raw' in value && Object.keys(value).length === 1 ? undefined : value as YamlValue

export function reachFrom(from: Tree, segments: readonly Segment[]): Reached {
  let tree = from
  for (const [i, segment] of segments.entries()) {
    const next = typeof segment === 'number' ? tree.items[segment] : tree.children.get(segment)
    if (!next) {
      const absent = typeof segment === 'string' ? tree.absent(segment) : null
      return absent ? { ...reachFrom(absent, segments.slice(i + 1)), isAbsent: true } : { tree, rest: segments.slice(i) }
    }
    tree = next
  }
  return { tree, rest: [] }
}
