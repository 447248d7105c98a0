import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import type { Span } from '../../core/span'
import type { Maybe } from '../../core/value'
import type * as facts from './facts'
import { children, type Expression, type HclNode } from './hcl/tree'
import type { Model } from './model'
import { Node } from './node'
import { addressOf, usesIn } from './references'
import type { Section } from './source'
import type { SourceFile } from './value'
import { raised, weigh } from './versions'

/** Functions by the version of Terraform that brought them. Source: Terraform's changelog, November 2026. */
const functions: Readonly<Record<string, string>> = {
  startswith: '1.3', endswith: '1.3', timecmp: '1.3', strcontains: '1.5', plantimestamp: '1.5', issensitive: '1.8', templatestring: '1.9', ephemeralasnull: '1.10',
}
const blocks: Readonly<Record<string, string>> = { moved: '1.1', import: '1.5', check: '1.5', removed: '1.7', ephemeral: '1.10', action: '1.14' }
const nested: Readonly<Record<string, string>> = { precondition: '1.2', postcondition: '1.2', action_trigger: '1.14' }

interface Use { readonly feature: string; readonly since: string; readonly file: SourceFile; readonly span: Span; readonly owner: string }

class FeatureNode extends Node implements facts.Feature {
  readonly damaged = false
  constructor(model: Model, private readonly use: Use) { super(model, 'terraform.Feature') }
  get path(): string { return this.use.file.path }
  get subject(): string { return `${this.use.owner}/${this.name}` }
  get name(): string { return this.use.feature }
  get since(): string { return this.use.since }
  get isNewer(): Maybe<boolean> {
    const { minimumVersion } = this.model.module
    return typeof minimumVersion === 'number' ? minimumVersion < weigh(this.since) : minimumVersion === null ? false : minimumVersion
  }
  get requiredVersion(): Maybe<string | null> { return this.model.module.requiredVersion }
  get raisedVersion(): string | null { const { requiredVersion } = this; return typeof requiredVersion === 'string' ? raised(requiredVersion, this.since) : null }
  locate(): Place { return { path: this.path, span: this.use.span, missing: false } }
  edit(change: Change): readonly Edit[] | null { return change.path === 'required_version' ? this.model.module.edit(change) : null }
}

/** What a module uses of the language that not every version has, each once. OpenTofu's own files are left alone: it counts its versions otherwise. */
export function* featuresIn(model: Model): Generator<Fact> {
  if (model.source.files.some((file) => /\.tofu(?:\.json)?$/.test(file.path))) return
  const seen = new Set<string>()
  for (const section of model.source.sections()) for (const use of usesOf(section)) {
    if (seen.has(use.feature)) continue
    seen.add(use.feature)
    yield new FeatureNode(model, use)
  }
}

function* usesOf(section: Section): Generator<Use> {
  const owner = addressOf(section), { file } = section, block = section.block!, { type } = block
  if (file.hcl.syntax === 'json') return
  const make = (feature: string, since: string, span: Span, at: SourceFile = file): Use => ({ feature, since, file: at, span, owner })
  const attribute = (name: string, of: Section = section): Span | null => of.attribute(name)?.attribute.nameSpan ?? null
  if (Object.hasOwn(blocks, type)) yield make(`'${type}' blocks`, blocks[type]!, block.typeSpan)
  if (type === 'resource' && section.labels[0] === 'terraform_data') yield make(`'terraform_data'`, '1.4', block.labels[0]!.span)
  if (type === 'import') {
    const each = attribute('for_each'), identity = attribute('identity')
    if (each) yield make(`'for_each' of import`, '1.7', each)
    if (identity) yield make(`'identity' of import`, '1.12', identity)
  }
  if (type === 'variable') {
    const nullable = attribute('nullable'), ephemeral = attribute('ephemeral')
    if (nullable) yield make(`'nullable'`, '1.1', nullable)
    if (ephemeral) yield make(`'ephemeral' of variables and outputs`, '1.10', ephemeral)
    for (const validation of section.blocks('validation')) {
      const condition = validation.attribute('condition')
      for (const use of condition ? usesIn(condition.attribute.value, condition.file, owner, '', new Set()) : []) if (use.address !== owner) { yield make('A validation that reads other values', '1.9', use.span); break }
    }
    const constraint = section.attribute('type')
    for (const call of constraint ? callsIn(constraint.attribute.value) : []) if (call.name === 'optional') yield make('optional() in a type', '1.3', call.nameSpan)
    return
  }
  if (type === 'output') { const ephemeral = attribute('ephemeral'); if (ephemeral) yield make(`'ephemeral' of variables and outputs`, '1.10', ephemeral) }
  if (type === 'terraform') {
    for (const cloud of section.blocks('cloud')) yield make(`the 'cloud' block`, '1.1', cloud.block!.typeSpan)
    for (const backend of section.blocks('backend')) { const lock = attribute('use_lockfile', backend); if (lock && backend.labels[0] === 's3') yield make(`'use_lockfile' of the S3 backend`, '1.10', lock) }
  }
  for (const holder of [section, ...section.blocks('lifecycle')]) for (const [name, since] of Object.entries(nested)) for (const one of holder.blocks(name)) yield make(`'${name}' blocks`, since, one.block!.typeSpan, one.file)
  for (const lifecycle of section.blocks('lifecycle')) { const trigger = attribute('replace_triggered_by', lifecycle); if (trigger) yield make(`'replace_triggered_by'`, '1.2', trigger) }
  if (type === 'resource') for (const { attribute: one } of section.attributes()) if (one.name.endsWith('_wo')) { yield make('Write-only arguments', '1.11', one.nameSpan); break }
  for (const call of callsIn(section.body)) {
    if (Object.hasOwn(functions, call.name)) yield make(`${call.name}()`, functions[call.name]!, call.nameSpan)
    else if (call.name.startsWith('provider::')) yield make('Functions of providers', '1.8', call.nameSpan)
  }
}

function* callsIn(root: HclNode): Generator<Expression & { kind: 'call' }> {
  const stack: HclNode[] = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'call') yield node
    const below = children(node)
    for (let i = below.length - 1; i >= 0; i--) stack.push(below[i]!)
  }
}
