import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { nearest } from '../../core/nearest'
import type { Span } from '../../core/span'
import type { Maybe } from '../../core/value'
import type * as facts from './facts'
import type { Expression } from './hcl/tree'
import type { Model } from './model'
import { Node } from './node'
import { addressOf } from './references'
import { traversalText } from './source'
import type { SourceFile } from './value'

/** A place where a block or a module call chooses among configurations of a provider. */
class ProviderReferenceNode extends Node implements facts.ProviderReference {
  readonly damaged = false
  constructor(model: Model, private readonly file: SourceFile, private readonly expression: Expression, readonly address: string, private readonly owner: string) { super(model, 'terraform.ProviderReference') }
  get path(): string { return this.file.path }
  get subject(): string { return `${this.owner}/${this.address}` }
  get provider(): string { return this.address.split('.')[0]! }
  get alias(): string | null { return this.address.split('.')[1] ?? null }
  get isDeclared(): Maybe<boolean> {
    const { alias } = this
    return alias === null || aliasesOf(this.model, this.provider).has(alias) || this.model.unread(this.address)
  }
  get suggestion(): string | null { return this.alias === null || this.isDeclared === true ? null : nearest(this.alias, aliasesOf(this.model, this.provider)) }
  private get aliasSpan(): Span { const { expression } = this; return expression.kind === 'getAttribute' ? expression.nameSpan : expression.span }
  locate(): Place { return { path: this.path, span: this.aliasSpan, missing: false } }
  edit(change: Change): readonly Edit[] | null { return change.kind === 'replace' && this.expression.kind === 'getAttribute' ? [{ path: this.path, span: this.aliasSpan, text: change.text }] : null }
}

/** Aliases that a module configures or takes from its caller. */
function aliasesOf(model: Model, provider: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const one of model.providers) if (one.name === provider && one.alias !== null) found.add(one.alias)
  for (const one of model.requiredProviders) {
    const content = one.entry?.attribute.value
    const aliases = content?.kind === 'object' ? content.items.find((item) => item.name === 'configuration_aliases')?.value : null
    for (const item of aliases?.kind === 'tuple' ? aliases.items : []) { const [name, alias] = traversalText(item)?.split('.') ?? []; if (alias !== undefined && name === provider) found.add(alias) }
  }
  return found
}

export function* selectionsIn(model: Model): Generator<Fact> {
  for (const section of model.source.sections()) {
    const owner = addressOf(section), one = section.attribute('provider'), many = section.attribute('providers')
    const type = section.block!.type
    if (one && (type === 'resource' || type === 'data' || type === 'ephemeral' || type === 'import')) {
      const address = traversalText(one.attribute.value)
      if (address) yield new ProviderReferenceNode(model, one.file, one.attribute.value, address, owner)
    }
    if (type !== 'module' || many?.attribute.value.kind !== 'object') continue
    for (const item of many.attribute.value.items) {
      const address = traversalText(item.value)
      if (address) yield new ProviderReferenceNode(model, many.file, item.value, address, owner)
    }
  }
}
