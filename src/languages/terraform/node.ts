import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import type { Model } from './model'

/** What all facts of a module share: memoised fields. */
export abstract class Node implements Fact {
  private readonly values = new Map<string, unknown>()
  abstract readonly path: string
  abstract readonly subject: string
  abstract readonly damaged: boolean
  abstract locate(path: string): Place
  abstract edit(change: Change): readonly Edit[] | null

  constructor(readonly model: Model, readonly kind: string) {}

  protected once<T>(name: string, compute: () => T): T {
    if (!this.values.has(name)) this.values.set(name, compute())
    return this.values.get(name) as T
  }
}
