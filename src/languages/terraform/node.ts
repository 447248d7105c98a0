import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { Memoised } from '../../core/memoised'
import type { Model } from './model'

/** What all facts of a module share: memoised fields. */
export abstract class Node extends Memoised implements Fact {
  abstract readonly path: string
  abstract readonly subject: string
  abstract readonly damaged: boolean
  abstract locate(path: string): Place
  abstract edit(change: Change): readonly Edit[] | null

  constructor(readonly model: Model, readonly kind: string) { super() }
}
