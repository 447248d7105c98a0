import type { Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { Memoised } from '../../core/memoised'
import type { Span } from '../../core/span'
import type { Statement } from './groovy'
import type { Model } from './model'

/** A fact over a statement of a Jenkinsfile. */
export abstract class Node extends Memoised implements Fact {
  abstract readonly kind: string
  abstract readonly subject: string

  constructor(readonly model: Model) { super() }

  get path(): string { return this.model.path }
  get damaged(): boolean { return this.model.parsed.isBroken }

  /** The statement itself; null where the file has none. */
  protected abstract get statement(): Statement | null
  /** The statement of a path; null where it is not there. */
  protected abstract part(path: string): Statement | null

  locate(path: string): Place {
    const part = path === '' ? null : this.part(path), found = part ?? this.statement
    return { path: this.path, span: found ? wordOf(found) : [0, 0], missing: path !== '' && part === null }
  }
  edit(): readonly Edit[] | null { return null }
}

/** The first word of a statement. */
const wordOf = ({ name, span }: Statement): Span => [span[0], Math.max(span[0] + name.length, span[0])]
