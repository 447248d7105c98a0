import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { Memoised } from '../../core/memoised'
import type { Span } from '../../core/span'

/** A fact of a file that is read as a whole and not edited by rules. `places` has the tokens of what is written in it, by path. */
export abstract class TextFact extends Memoised implements Fact {
  abstract readonly kind: string
  abstract readonly subject: string

  constructor(readonly path: string, protected readonly at: Span, protected readonly places: ReadonlyMap<string, Span> = new Map(), readonly damaged = false) { super() }

  locate(path: string): Place {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.'), at.lastIndexOf('[')))) {
      const span = this.places.get(at)
      if (span) return { path: this.path, span, missing: at !== path }
    }
    return { path: this.path, span: this.at, missing: path !== '' }
  }

  edit(_change: Change): readonly Edit[] | null { return null }
}

/** The first token of a text: what a fact about the whole file points at. */
export function firstToken(text: string): Span {
  const match = /[^\s\uFEFF][^\r\n\t ]*/.exec(text.slice(0, 4096))
  return match ? [match.index, match.index + Math.min(match[0].length, 80)] : [0, 0]
}
