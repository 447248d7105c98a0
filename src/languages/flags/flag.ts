import { Unknown, type List, type Maybe } from '../../core/value'
import type { YamlNode } from '../yaml/tree'
import { dayOf, daysAfter, isOver } from './dates'
import type * as facts from './facts'
import type { FileNode, Model } from './model'
import { Node } from './node'
import type { RolloutNode } from './rollout'
import { newNames, safeNames, stays, typeOf } from './types'

export const when = <T, R>(value: Maybe<T>, then: (value: T) => Maybe<R>): Maybe<R> => value instanceof Unknown ? value : then(value as T)

/** A flag of either format: what follows from what the format says. */
export abstract class FlagNode extends Node implements facts.Flag {
  readonly kind = 'flags.Flag'
  abstract readonly format: 'flagd' | 'unleash'
  abstract readonly isEnabled: Maybe<boolean>
  abstract readonly typeText: Maybe<string | null>
  abstract readonly owner: Maybe<string | null>
  abstract readonly variants: List<facts.Variant>
  abstract readonly defaultVariant: Maybe<string | null>
  abstract readonly hasTargeting: Maybe<boolean>
  abstract readonly isFullyOn: Maybe<boolean>
  abstract readonly undefinedVariants: List<facts.UndefinedVariant>
  abstract readonly problems: List<facts.Problem>
  abstract readonly rollouts: List<RolloutNode>
  protected abstract readonly expiryText: Maybe<string | null>
  protected abstract readonly creationText: Maybe<string | null>
  /** What it says itself of whether it stays. */
  protected abstract readonly permanence: Maybe<boolean | null>
  /** Days that its tool gives to flags of its type; null where it gives none. */
  protected abstract readonly lifetime: Maybe<number | null>

  constructor(readonly model: Model, readonly key: string, node: YamlNode, keyNode: YamlNode | null) { super(model.source, node, keyNode) }

  get subject(): string { return `${this.model.holder === null ? '' : `${this.model.holder}/`}flag/${this.key}` }
  get file(): FileNode { return this.model.file }
  get type() { return when(this.typeText, text => text === null ? null : typeOf(text)) }
  get expires(): Maybe<string | null> { return when(this.expiryText, text => text === null ? null : dayOf(text) ?? new Unknown(text)) }
  get created(): Maybe<string | null> { return when(this.creationText, text => text === null ? null : dayOf(text) ?? new Unknown(text)) }
  get isPermanent(): Maybe<boolean> {
    return when(this.permanence, says => says ?? when(this.expires, expires => expires !== null ? false : when(this.type, type => type !== null && stays(type))))
  }
  get hasEnd(): Maybe<boolean> {
    if (this.expires !== null) return true
    return when(this.isPermanent, stays => stays || when(this.lifetime, days => days !== null))
  }
  get end(): Maybe<string | null> {
    return when(this.isPermanent, stays => stays ? null : when(this.expires, expires => expires ?? when(this.lifetime, days => when(this.created, created => days === null || created === null ? null : daysAfter(created, days)))))
  }
  get isExpired(): Maybe<boolean> {
    return when(this.isPermanent, stays => stays ? false : when(this.end, end => end === null ? new Unknown(this.key) : isOver(end)))
  }
  get defaultVariantExists(): Maybe<boolean | null> {
    return when(this.defaultVariant, name => name === null ? null : this.variants.some(variant => variant.name === name) ? true : this.variants.open ? new Unknown(name) : false)
  }
  get hasSafeDefault(): Maybe<boolean> {
    return when(this.defaultVariant, name => {
      if (name === null) return new Unknown(this.key)
      const value = this.variants.find(variant => variant.name === name)?.value
      if (value === false) return true
      if (value === true) return safeNames.test(name) ? new Unknown(name) : false
      return safeNames.test(name) ? true : newNames.test(name) ? false : new Unknown(name)
    })
  }
  get isDead(): Maybe<boolean> {
    return when(this.isFullyOn, is => is ? this.isExpired : false)
  }

  *facts(): Generator<Node> {
    yield this
    yield* this.rollouts
  }
}

/** The type of a variant's value. */
export function variantOf(name: string, value: facts.Variant['value'] | undefined): facts.Variant {
  const known = value === undefined ? new Unknown(name) : value
  if (known instanceof Unknown) return { name, value: known, type: known }
  const type = known === null ? 'null' : typeof known
  return { name, value: known, type: type as 'boolean' }
}

/** Is everything that may be the answer one and the same new path? */
export function isNewPath(name: string, variants: readonly facts.Variant[]): Maybe<boolean> {
  const value = variants.find(variant => variant.name === name)?.value
  if (value === true) return true
  if (value === false || safeNames.test(name)) return false
  return newNames.test(name) ? true : new Unknown(name)
}

