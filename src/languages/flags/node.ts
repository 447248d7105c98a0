import type { TextEdit } from '../../core/edit'
import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { Memoised } from '../../core/memoised'
import { parsePath } from '../../core/path'
import { Unknown, type Maybe, type Plain } from '../../core/value'
import { append, insert, remove, set, written, type EditTarget } from '../yaml/edit'
import { damaged } from '../yaml/parse'
import { locate, tokenOf } from '../yaml/path'
import type { YamlDocument, YamlNode } from '../yaml/tree'
import { asMap, asScalar, asSequence, entries, isOpen, lookup, resolve } from '../yaml/walk'

/** The file that facts stand in. */
export interface Source { readonly path: string; readonly text: string; readonly document: YamlDocument }

/** A fact over a value of a flag file. Paths below it are keys and indices. */
export abstract class Node extends Memoised implements Fact {
  abstract readonly kind: string
  abstract readonly subject: string

  constructor(readonly source: Source, readonly node: YamlNode, readonly keyNode: YamlNode | null) { super() }

  get path(): string { return this.source.path }

  get damaged(): boolean {
    const { document } = this.source
    return document.errors.length > 0 && damaged(document, { span: [(this.keyNode ?? this.node).span[0], Math.max(this.node.span[1], this.keyNode?.span[1] ?? 0)] })
  }

  /** A value below it; null where there is none. */
  at(...path: readonly (string | number)[]): YamlNode | null { return lookup(this.node, ...path) }

  locate(path: string): Place {
    const steps = parsePath(path) ?? [], { text } = this.source, missing = steps.length > 0 && this.at(...steps) === null
    const span = steps.length === 0 || missing && this.at(steps[0]!) === null ? tokenOf(this.node, this.keyNode, text) : locate(this.node, steps, text)
    return { path: this.path, span, missing }
  }

  edit(change: Change): readonly Edit[] | null {
    const segments = parsePath(change.path), { document, text } = this.source
    if (!segments) return null
    if (change.kind === 'replace') {
      const place = this.locate(change.path)
      return place.missing ? null : [{ path: place.path, span: place.span, text: change.text }]
    }
    const target: EditTarget = { document, text, node: this.node }
    let edits: readonly TextEdit[] | null = null
    if (change.kind === 'remove') edits = segments.length > 0 ? remove(target, segments) : null
    else if (change.kind === 'insert') {
      const last = segments.at(-1)
      edits = last === undefined ? null : written(change.value, value => insert(target, segments.slice(0, -1), last, value))
    } else edits = written(change.value, value => (change.kind === 'set' ? set : append)(target, segments, value))
    return edits && edits.map(edit => ({ path: this.path, ...edit }))
  }
}

/** A scalar as text; null where there is none or it is no scalar. */
export function textOf(node: YamlNode | null): Maybe<string | null> {
  if (!node) return null
  const scalar = asScalar(node)
  if (!scalar) return node.unknown ? new Unknown('…') : null
  if (scalar.unknown) return new Unknown(scalar.source)
  return scalar.value === null ? null : typeof scalar.value === 'string' ? scalar.value : scalar.source
}

/** A scalar's value as it is; undefined where the node is no scalar. */
export const valueOf = (node: YamlNode | null): string | number | boolean | null | undefined => asScalar(node)?.value

/** A value as plain data, to a depth that flags have. */
export function plainOf(node: YamlNode | null, depth = 0): Maybe<Plain> {
  const resolved = resolve(node)
  if (!resolved || depth > 20) return new Unknown('…')
  if (resolved.kind === 'scalar') return resolved.unknown ? new Unknown(resolved.source) : resolved.value
  if (isOpen(resolved)) return new Unknown('…')
  if (resolved.kind === 'sequence') return resolved.items.map(item => plainOf(item, depth + 1)) as Plain
  return Object.fromEntries([...entries(resolved)].flatMap(pair => pair.name === null ? [] : [[pair.name, plainOf(pair.value, depth + 1)]])) as Plain
}

export const isMap = (node: YamlNode | null): boolean => asMap(node) !== null
export const itemsOf = (node: YamlNode | null): readonly YamlNode[] => asSequence(node)?.items ?? []
