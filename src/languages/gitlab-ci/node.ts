import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { Memoised } from '../../core/memoised'
import { parsePath } from '../../core/path'
import { Unknown, type Maybe } from '../../core/value'
import { append, insert, remove, set, written, type EditTarget } from '../yaml/edit'
import { damaged } from '../yaml/parse'
import { locate, tokenOf } from '../yaml/path'
import type { YamlNode } from '../yaml/tree'
import { asScalar } from '../yaml/walk'
import { textOf, type Model, type Site } from './model'

/** A fact over a value of a pipeline's file. Paths below it are keys and indices. */
export abstract class Node extends Memoised implements Fact {
  abstract readonly kind: string
  abstract readonly subject: string

  constructor(readonly model: Model, readonly site: Site) { super() }

  get path(): string { return this.site.source.path }

  get damaged(): boolean {
    const { document } = this.site.source
    return document !== null && document.errors.length > 0 && damaged(document, this.site.node)
  }

  locate(path: string): Place {
    const { source, node, key } = this.site, steps = parsePath(path) ?? []
    if (steps.length === 0) return { path: source.path, span: tokenOf(node, key, source.text), missing: false }
    const span = locate(node, steps, source.text), first = tokenOf(node, null, source.text)
    return { path: source.path, span, missing: span[0] === first[0] && span[1] === first[1] }
  }

  edit(change: Change): readonly Edit[] | null {
    const segments = parsePath(change.path), { document, text } = this.site.source
    if (!segments || segments.length === 0 || !document) return null
    const target: EditTarget = { document, text, node: this.site.node }, last = segments.at(-1)!
    const edits = change.kind === 'replace' ? null : change.kind === 'remove' ? remove(target, segments)
      : change.kind === 'insert' ? written(change.value, value => insert(target, segments.slice(0, -1), last, value))
      : written(change.value, value => (change.kind === 'set' ? set : append)(target, segments, value))
    return edits && edits.map(edit => ({ path: this.path, ...edit }))
  }
}

/** A text in which a variable may stand: then it is unknown. Null where there is none. */
export function plainIn(node: YamlNode | null): Maybe<string | null> {
  const text = textOf(node)
  if (text === null) return node && !asScalar(node) ? null : asScalar(node)?.unknown ? new Unknown(asScalar(node)!.source) : null
  return text.includes('$') ? new Unknown(text) : text
}

/** A truth value; `otherwise` where there is none. */
export function truthIn(node: YamlNode | null, otherwise: boolean): Maybe<boolean> {
  const scalar = asScalar(node)
  if (!scalar) return otherwise
  return typeof scalar.value === 'boolean' ? scalar.value : new Unknown(scalar.source)
}
