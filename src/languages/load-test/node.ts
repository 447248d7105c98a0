import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import type { Span } from '../../core/span'

/** A fact over a text of which only parts are read. It can be pointed at; what can be changed in it is the token itself. */
export abstract class Node implements Fact {
  abstract readonly kind: string
  abstract readonly subject: string
  readonly damaged = false
  constructor(readonly path: string, readonly span: Span) {}

  /** Spans of paths that stand elsewhere than the fact itself. */
  protected spanOf(_path: string): Span | null { return null }

  locate(path: string): Place {
    const span = path === '' ? this.span : this.spanOf(path)
    return { path: this.path, span: span ?? this.span, missing: span === null }
  }

  edit(change: Change): readonly Edit[] | null {
    if (change.kind !== 'replace') return null
    const place = this.locate(change.path)
    return place.missing ? null : [{ path: place.path, span: place.span, text: change.text }]
  }
}
