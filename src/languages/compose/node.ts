import type { TextEdit } from '../../core/edit'
import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { Memoised } from '../../core/memoised'
import { parsePath } from '../../core/path'
import type { Span } from '../../core/span'
import { append, insert, remove, set, written, type EditTarget } from '../yaml/edit'
import { damaged } from '../yaml/parse'
import { tokenOf } from '../yaml/path'
import type { YamlNode } from '../yaml/tree'
import type { Model } from './model'
import { View, type Site } from './view'

/** Where a fact's node hangs, so that the whole of it can be removed. */
export interface Parent { readonly node: YamlNode; readonly step: string | number }

/** A fact over a value of a compose file. Paths below it are keys and indices; `service.` and `project.` lead to its owners. */
export abstract class Node extends Memoised implements Fact {
  abstract readonly kind: string

  constructor(readonly model: Model, readonly view: View, readonly parent: Parent | null = null) { super() }

  get path(): string { return this.model.path }
  abstract get subject(): string

  /** Where it is written itself. */
  get site(): Site { return this.view.first }

  get damaged(): boolean {
    const { document } = this.model.source, { key, node } = this.site
    if (!document || document.errors.length === 0) return false
    const start = (key ?? node).span[0]
    return damaged(document, { span: [start, Math.max(start, node.span[1], key?.span[1] ?? 0)] })
  }

  private ownerOf(path: string): { readonly fact: Fact; readonly rest: string } | null {
    const match = /^(service|project)(?:\.(.*))?$/.exec(path)
    const fact = match && (this as unknown as Record<string, unknown>)[match[1]!]
    return fact instanceof Node ? { fact, rest: match![2] ?? '' } : null
  }

  /** Its key, or where it has none its first token. */
  protected get keyPlace(): Place { return { path: this.path, span: tokenOf(this.site.key ?? this.site.node, null, this.site.source.text), missing: false } }

  protected tokenAt({ source, node, key }: Site): Span { return tokenOf(node, key, source.text) }

  locate(path: string): Place {
    const owner = this.ownerOf(path)
    if (owner) return owner.fact.locate(owner.rest)
    let at: View = this.view, missing = false
    for (const segment of parsePath(path) ?? []) {
      const next: View | null = typeof segment === 'string' ? at.child(segment) : viewOf(at.items()[segment])
      if (!next) { missing = true; break }
      at = next
    }
    const { first } = at, { source } = first
    if (source === this.model.source) return { path: this.path, span: missing ? tokenOf(first.key ?? first.node, null, source.text) : this.tokenAt(first), missing }
    const own = this.view.child('extends')
    return { path: this.path, span: this.tokenAt(own && own.first.source === this.model.source ? own.first : this.site), missing: true }
  }

  edit(change: Change): readonly Edit[] | null {
    const owner = this.ownerOf(change.path)
    if (owner) return owner.fact.edit({ ...change, path: owner.rest })
    const segments = parsePath(change.path), { document, text } = this.model.source
    if (!segments || !document) return null
    if (change.kind === 'replace') {
      const place = this.locate(change.path)
      return place.missing ? null : [{ path: place.path, span: place.span, text: change.text }]
    }
    const target: EditTarget = { document, text, node: this.site.node }
    let edits: readonly TextEdit[] | null = null
    if (change.kind === 'remove') edits = segments.length > 0 ? remove(target, segments) : this.parent && remove({ ...target, node: this.parent.node }, [this.parent.step])
    else if (change.kind === 'insert') {
      const last = segments.at(-1)
      edits = last === undefined ? null : written(change.value, value => insert(target, segments.slice(0, -1), last, value))
    } else if (segments.length === 0 && change.kind === 'set' && this.parent) edits = written(change.value, value => set({ ...target, node: this.parent!.node }, [this.parent!.step], value))
    else edits = written(change.value, value => (change.kind === 'set' ? set : append)(target, segments, value))
    return edits && edits.map(edit => ({ path: this.path, ...edit }))
  }
}

const viewOf = (site: Site | undefined): View | null => site ? new View([site]) : null
