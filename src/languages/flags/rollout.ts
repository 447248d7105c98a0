import { Unknown, type List, type Maybe } from '../../core/value'
import type { YamlNode } from '../yaml/tree'
import type * as facts from './facts'
import type { FlagNode } from './flag'
import { Node } from './node'

/** What a format says of a rollout. */
export interface Spread {
  readonly bucketBy: Maybe<string | null>
  readonly shares: List<facts.Share>
  /** What the weights are parts of; null where they are relative to each other. */
  readonly whole: number | null
}

/** Context that is another at each request. */
const changing = /(?:^|[._-])(?:timestamp|random|request[._-]?id|trace[._-]?id|span[._-]?id|nonce|now|time|uuid)$|^random$/i

/** Users spread over variants by weight. */
export class RolloutNode extends Node implements facts.Rollout {
  readonly kind = 'flags.Rollout'
  constructor(readonly flag: FlagNode, node: YamlNode, keyNode: YamlNode | null, private readonly spread: Spread, private readonly index: number) { super(flag.source, node, keyNode) }

  get subject(): string { return `${this.flag.subject}/rollout/${this.index}` }
  get bucketBy(): Maybe<string | null> { return this.spread.bucketBy }
  get isSticky(): Maybe<boolean> { const by = this.bucketBy; return by instanceof Unknown ? by : by === null || !changing.test(by.replace(/([a-z])([A-Z])/g, '$1-$2')) }
  get shares(): List<facts.Share> { return this.spread.shares }
  get total(): Maybe<number> {
    let sum = 0
    for (const { weight } of this.shares) { if (weight instanceof Unknown) return weight; sum += weight }
    return this.shares.open ? new Unknown(this.flag.key) : sum
  }
  get isUneven(): Maybe<boolean> {
    const { total } = this
    if (total instanceof Unknown) return total
    if (this.spread.whole !== null) return this.shares.length > 1 && total !== this.spread.whole
    const weights = this.shares.map(({ weight }) => weight as number)
    // 33, 33, 33 and 1, 2, 1 are meant so; 50, 45 is a slip.
    return total !== 100 && total >= 75 && total <= 125 && new Set(weights).size > 1 && weights.length > 1
  }
  get smallestStep(): Maybe<number | null> {
    const { total } = this, { defaultVariant } = this.flag
    if (total instanceof Unknown) return total
    if (defaultVariant instanceof Unknown) return defaultVariant
    const whole = this.spread.whole ?? total, parts = this.shares.filter(({ variant, weight }) => variant !== defaultVariant && (weight as number) > 0)
    if (whole === 0 || parts.length === 0) return null
    return Math.min(...parts.map(({ weight }) => (weight as number) * 100 / whole))
  }
}
