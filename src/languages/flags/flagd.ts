import { list, Unknown, type List, type Maybe } from '../../core/value'
import type { YamlNode } from '../yaml/tree'
import { asMap, asScalar, asSequence, entries, entry, isOpen } from '../yaml/walk'
import type * as facts from './facts'
import { FlagNode, isNewPath, variantOf } from './flag'
import { itemsOf, plainOf, textOf, valueOf } from './node'
import { RolloutNode } from './rollout'

/** Words under `metadata` that name an owner, a purpose or a day. flagd leaves them to the team. */
const words = {
  owner: ['owner', 'owners', 'team', 'maintainer', 'contact', 'squad'],
  type: ['type', 'flagType', 'flag_type', 'kind', 'category', 'purpose'],
  expires: ['expires', 'expiry', 'expiresOn', 'expires_on', 'expiresAt', 'expires_at', 'expiration', 'expirationDate', 'expiryDate', 'expiry_date', 'expiration_date', 'removeBy', 'remove_by', 'removalDate', 'endDate', 'end_date', 'sunset', 'until', 'ttl', 'cleanupBy', 'reviewBy'],
  created: ['created', 'createdAt', 'created_at', 'createdOn', 'created_on', 'since', 'introduced'],
  permanent: ['permanent', 'isPermanent', 'is_permanent', 'longLived', 'long_lived'],
  temporary: ['temporary', 'isTemporary', 'is_temporary'],
} as const

/** Operators of JsonLogic and of flagd, for what a rule is made of. */
const spreading = /^fractional(?:Evaluation)?$/

/** An answer of a targeting rule, and where it is written. */
interface Answer { readonly node: YamlNode; readonly path: string }
/** What a rule is made of, as far as flags are judged by it. */
interface Rule { readonly answers: readonly Answer[]; readonly fractions: readonly { readonly node: YamlNode; readonly key: YamlNode; readonly path: string }[]; readonly references: readonly Answer[]; readonly isOpen: boolean }

/** A flag of a flagd file. */
export class FlagdFlag extends FlagNode {
  readonly format = 'flagd'

  private meta(name: keyof typeof words): YamlNode | null {
    for (const from of [this.at('metadata'), this.model.metadata]) for (const word of words[name]) { const found = entry(from, word); if (found) return found.value }
    return null
  }
  private metaText(name: keyof typeof words): Maybe<string | null> {
    const found = textOf(this.meta(name))
    return found === null && (isOpen(this.at('metadata')) || isOpen(this.model.metadata)) ? new Unknown(this.key) : found === '' ? null : found
  }
  private metaFlag(name: 'permanent' | 'temporary'): boolean | null { const value = valueOf(this.meta(name)); return value === true || value === 'true' ? true : value === false || value === 'false' ? false : null }

  get isEnabled(): Maybe<boolean> { const text = textOf(this.at('state')); return text instanceof Unknown ? text : text === 'ENABLED' }
  get typeText(): Maybe<string | null> { return this.metaText('type') }
  get owner(): Maybe<string | null> { return this.metaText('owner') }
  protected get expiryText(): Maybe<string | null> { return this.metaText('expires') }
  protected get creationText(): Maybe<string | null> { return this.metaText('created') }
  protected get lifetime(): null { return null }
  protected get permanence(): boolean | null {
    const permanent = this.metaFlag('permanent'), temporary = this.metaFlag('temporary')
    if (permanent !== null) return permanent
    if (temporary !== null) return !temporary
    const expires = textOf(this.meta('expires'))
    return typeof expires === 'string' && /^(?:never|permanent|none|no)$/i.test(expires) ? true : null
  }
  override get expires(): Maybe<string | null> { return this.permanence === true ? null : super.expires }

  get variants(): List<facts.Variant> {
    return this.once('variants', () => {
      const at = this.at('variants')
      return list([...entries(at)].flatMap(({ name, value }) => name === null ? [] : [variantOf(name, plainOf(value))]), at !== null && isOpen(at))
    })
  }
  get defaultVariant(): Maybe<string | null> { return textOf(this.at('defaultVariant')) }

  private get rule(): Rule {
    return this.once('rule', () => {
      const answers: Answer[] = [], fractions: { node: YamlNode; key: YamlNode; path: string }[] = [], references: Answer[] = []
      let open = false
      const answer = (node: YamlNode | null, path: string, depth: number): void => {
        if (!node || depth > 40) { open = true; return }
        if (asScalar(node)) { answers.push({ node, path }); return }
        const map = asMap(node)
        if (!map) { open = true; return }
        for (const { name, value, key } of entries(map)) {
          const inner = `${path}.${name}`
          if (name === 'if' || name === '?:') {
            const items = itemsOf(value)
            if (!asSequence(value)) open = true
            for (const [i, item] of items.entries()) if (i % 2 === 1 || i === items.length - 1) answer(item, `${inner}[${i}]`, depth + 1)
          } else if (name !== null && spreading.test(name)) {
            fractions.push({ node: value, key, path: inner })
            for (const [i, item] of itemsOf(value).entries()) { const [variant] = itemsOf(item); if (variant) answer(variant, `${inner}[${i}][0]`, depth + 1) }
          } else if (name === '$ref') references.push({ node: value, path: inner })
          else open = true
        }
        if (map.open) open = true
      }
      const targeting = this.at('targeting')
      const isEmpty = targeting === null || valueOf(targeting) === null || (asMap(targeting) !== null && [...entries(targeting)].length === 0)
      if (!isEmpty) answer(targeting, 'targeting', 0)
      return { answers, fractions, references, isOpen: open || references.length > 0 }
    })
  }

  get hasTargeting(): Maybe<boolean> { const { rule } = this; return rule.isOpen || rule.answers.length > 0 || rule.fractions.length > 0 }

  get rollouts(): List<RolloutNode> {
    return this.once('rollouts', () => list(this.rule.fractions.map(({ node, key }, i) => {
      const items = itemsOf(node), first = items[0], by = first && !asSequence(first) ? first : null
      const shares = items.filter(item => asSequence(item)).map(item => {
        const [variant, weight] = itemsOf(item), number = weight === undefined ? 1 : valueOf(weight)
        const name = variant ? textOf(variant) : null
        return { variant: name ?? new Unknown('…'), weight: typeof number === 'number' ? number : new Unknown('…') }
      })
      return new RolloutNode(this, node, key, { bucketBy: by ? bucketOf(by) : null, shares: list(shares, isOpen(node)), whole: null }, i)
    })))
  }

  get isFullyOn(): Maybe<boolean> {
    const { isEnabled, defaultVariant, rule } = this
    if (isEnabled instanceof Unknown || defaultVariant instanceof Unknown) return new Unknown(this.key)
    if (!isEnabled || this.type === 'kill-switch' || this.type === 'operational') return false
    const names = new Set<string>()
    const weightless = new Set(this.rollouts.flatMap(one => one.shares).filter(share => share.weight === 0).map(share => share.variant))
    for (const { node } of rule.answers) { const name = textOf(node); if (typeof name === 'string' && !weightless.has(name)) names.add(name) }
    // A single rollout answers everybody; any other rule may leave some to the default.
    const all = rule.fractions.length === 1 && rule.fractions[0]!.path === 'targeting.fractional'
    if (!all && defaultVariant !== null) names.add(defaultVariant)
    if (names.size > 1) return false
    if (rule.isOpen || names.size === 0) return new Unknown(this.key)
    return isNewPath([...names][0]!, this.variants)
  }

  get undefinedVariants(): List<facts.UndefinedVariant> {
    return this.once('undefinedVariants', () => {
      const { variants, rule } = this, known = new Set(variants.map(variant => variant.name))
      if (variants.open || variants.length === 0) return list<facts.UndefinedVariant>([], variants.open === true)
      const found = rule.answers.flatMap(({ node, path }) => { const name = textOf(node); return typeof name === 'string' && !known.has(name) ? [{ name, path }] : [] })
      return list(found, rule.isOpen)
    })
  }

  get problems(): List<facts.Problem> {
    return this.once('problems', () => {
      const found: facts.Problem[] = [], add = (path: string, text: string): void => { found.push({ path, text }) }
      if (!asMap(this.node)) return asScalar(this.node)?.unknown ? list<facts.Problem>([], true) : list([{ path: '', text: 'is no map' }])
      const state = textOf(this.at('state')), variants = this.at('variants')
      if (state === null) { if (!isOpen(this.node)) add('', 'has no state: ENABLED or DISABLED') }
      else if (typeof state === 'string' && state !== 'ENABLED' && state !== 'DISABLED') add('state', `has the state '${state}', which is neither ENABLED nor DISABLED`)
      if (variants === null) { if (!isOpen(this.node)) add('', 'has no variants') }
      else if (!asMap(variants)) { if (!variants.unknown) add('variants', 'has variants that are no map') }
      else if (this.variants.length === 0) { if (!this.variants.open) add('variants', 'has no variants') }
      else {
        const first = this.variants[0]!
        for (const variant of this.variants) {
          if (variant.type instanceof Unknown || first.type instanceof Unknown) continue
          const path = `variants["${variant.name.replace(/["\\]/g, '\\$&')}"]`
          if (variant.type === 'null') add(path, `has the variant '${variant.name}' without a value`)
          else if (variant.type !== first.type && first.type !== 'null') add(path, `has the variant '${variant.name}' of type ${variant.type} beside '${first.name}' of type ${first.type}`)
        }
      }
      for (const { name, value } of entries(this.at('metadata'))) if (name !== null && (asMap(value) || asSequence(value))) add(`metadata["${name.replace(/["\\]/g, '\\$&')}"]`, `has metadata '${name}' that is neither text, number nor boolean`)
      const evaluators = this.model.evaluators
      for (const { node, path } of this.rule.references) { const name = textOf(node); if (typeof name === 'string' && !evaluators.has(name) && !evaluators.open) add(path, `refers to the evaluator '${name}', which is not there`) }
      for (const { node, path } of this.rule.fractions) {
        const items = itemsOf(node), shares = items.filter(item => asSequence(item))
        if (!asSequence(node)) { if (!node.unknown) add(path, 'spreads users over no list of variants'); continue }
        if (shares.length === 0 && !isOpen(node)) add(path, 'spreads users over no variants')
        for (const [i, item] of items.entries()) {
          const [, weight] = itemsOf(item), number = weight && valueOf(weight)
          if (asSequence(item) && weight && (asScalar(weight) && !weight.unknown) && (typeof number !== 'number' || number < 0 || !Number.isInteger(number))) add(`${path}[${i}][1]`, `has the weight '${textOf(weight)}', which is no whole number`)
        }
        const total = this.rollouts[this.rule.fractions.findIndex(one => one.path === path)]?.total
        if (total === 0 && shares.length > 0) add(path, 'spreads users by weights that are all 0')
      }
      return list(found)
    })
  }
}

/** What users are known by: the first variable that is not the flag's own key; null where there is none but that. */
function bucketOf(node: YamlNode): Maybe<string | null> {
  const found: string[] = [], stack: YamlNode[] = [node]
  for (let next = stack.pop(), steps = 0; next && steps < 1000; next = stack.pop(), steps++) {
    const map = asMap(next), sequence = asSequence(next)
    if (map) for (const { name, value } of entries(map)) {
      if (name === 'var') { const text = textOf(asSequence(value) ? itemsOf(value)[0] ?? null : value); if (typeof text === 'string') found.push(text) }
      else stack.push(value)
    }
    if (sequence) for (let i = sequence.items.length - 1; i >= 0; i--) stack.push(sequence.items[i]!)
  }
  return found.find(name => name !== '$flagd.flagKey') ?? (found.length > 0 ? null : new Unknown('…'))
}

