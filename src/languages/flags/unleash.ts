import { list, Unknown, type List, type Maybe } from '../../core/value'
import type { YamlNode } from '../yaml/tree'
import { asMap, entries, isOpen, lookup } from '../yaml/walk'
import type * as facts from './facts'
import { FlagNode, variantOf, when } from './flag'
import { itemsOf, textOf, valueOf } from './node'
import { RolloutNode } from './rollout'
import { lifetimes } from './types'

const types = ['release', 'experiment', 'operational', 'kill-switch', 'permission']
const numberOf = (node: YamlNode | null): Maybe<number> => { const value = valueOf(node), number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value; return typeof number === 'number' && Number.isFinite(number) ? number : new Unknown('…') }

/** A feature of an Unleash export. Its strategies, environments and tags stand beside it in the file, so that squiggles there are the file's. */
export class UnleashFlag extends FlagNode {
  readonly format = 'unleash'

  private get strategies(): readonly { readonly node: YamlNode; readonly index: number }[] { return this.model.strategiesOf(this.key) }
  private get environments(): readonly YamlNode[] { return this.model.environmentsOf(this.key) }

  get isEnabled(): Maybe<boolean> {
    const states = this.environments.map(node => valueOf(lookup(node, 'enabled')))
    return states.length === 0 ? new Unknown(this.key) : states.includes(true)
  }
  get typeText(): Maybe<string | null> { return textOf(this.at('type')) }
  get owner(): Maybe<string | null> {
    for (const { type, value } of this.model.tagsOf(this.key)) if (/^(?:owner|team|squad|maintainer)$/i.test(type)) return value
    return new Unknown(this.key)
  }
  protected get expiryText(): null { return null }
  protected get creationText(): Maybe<string | null> { return textOf(this.at('createdAt')) }
  protected get permanence(): null { return null }
  protected get lifetime(): Maybe<number | null> { return when(this.typeText, type => lifetimes[type ?? ''] ?? null) }
  get variants(): List<facts.Variant> { return list([variantOf('on', true), variantOf('off', false)]) }
  get defaultVariant(): string { return 'off' }
  get hasTargeting(): boolean { return this.strategies.length > 0 }

  get rollouts(): List<RolloutNode> {
    return this.once('rollouts', () => list(this.strategies.flatMap(({ node, index }) => {
      const name = textOf(lookup(node, 'name'))
      if (typeof name !== 'string' || !/^(?:flexibleRollout|gradualRollout)/.test(name)) return []
      const weight = numberOf(lookup(node, 'parameters', name === 'flexibleRollout' ? 'rollout' : 'percentage')), stickiness = textOf(lookup(node, 'parameters', 'stickiness'))
      if (weight === 0 || weight === 100) return []
      const by = /Random$/.test(name) ? 'random' : /UserId$/.test(name) ? 'userId' : /SessionId$/.test(name) ? 'sessionId' : stickiness === 'default' ? null : stickiness
      return [new RolloutNode(this, node, null, { bucketBy: by, shares: [{ variant: 'on', weight }], whole: 100 }, index)]
    })))
  }

  get isFullyOn(): Maybe<boolean> {
    if (this.environments.length === 0 || this.strategies.length === 0) return new Unknown(this.key)
    if (this.isEnabled === false || this.typeText === 'kill-switch' || this.typeText === 'operational') return false
    if (this.environments.some(node => valueOf(lookup(node, 'enabled')) !== true)) return false
    return this.strategies.some(({ node }) => {
      if (itemsOf(lookup(node, 'constraints')).length > 0 || itemsOf(lookup(node, 'segments')).length > 0 || valueOf(lookup(node, 'disabled')) === true) return false
      const name = textOf(lookup(node, 'name'))
      return name === 'default' || name === 'flexibleRollout' && numberOf(lookup(node, 'parameters', 'rollout')) === 100
    })
  }

  get undefinedVariants(): List<facts.UndefinedVariant> { return list([]) }

  get problems(): List<facts.Problem> {
    return this.once('problems', () => {
      const found: facts.Problem[] = [], type = this.typeText
      if (typeof type === 'string' && !types.includes(type)) found.push({ path: 'type', text: `has the type '${type}', which Unleash does not know` })
      if (!asMap(this.node) || isOpen(this.node)) return list(found, true)
      for (const { name } of entries(this.node)) if (name === 'strategies' || name === 'enabled') return list(found, true)
      return list(found)
    })
  }
}
