import type { Borrowed, Change, Place } from '../../core/fact'
import type { Location } from '../../core/finding'
import { purposeOf } from '../../core/purpose'
import type { Edit } from '../../core/fix'
import { nearest } from '../../core/nearest'
import type { Span } from '../../core/span'
import { dictionary, isKnown, list, Unknown, type Dictionary, type List, type Maybe, type Plain } from '../../core/value'
import { conflictIn } from '../text/conflict'
import { callsOf, remoteModules, typesOfModules } from './exports'
import { isBackedUp } from './backups'
import { openAclsOf } from './bucket-acl'
import { replacingArguments } from './replacement'
import { endOfSupport } from './rds-versions'
import { regionCopiesOf } from './region-copies'
import { certificatesOf } from './certificate'
import { decodeData } from './decode'
import { rangeConflictOf } from './subnets'
import { deprecationsOf, faultsOf } from './faults'
import type * as facts from './facts'
import { isOutline } from './outlines'
import { parsePath, remove as removeItem, renderHcl, type Value as Literal } from './hcl/edit'
import { children, type Attribute, type Block, type HclNode } from './hcl/tree'
import type { Model } from './model'
import { misfit, printType, type Constraint } from './misfit'
import { Node } from './node'
import { type BlockInstance, constantValue, type Given, metaArguments } from './module'
import { isCommitHash, isMovingRef, originOf, readModuleAddress } from './module-address'
import { type ContainerNode, containersOf } from './containers'
import { statementsOf, type StatementNode } from './policy'
import { editIn, insertAfter, locateIn, placeOfValue, replaceOrigin } from './place'
import { type Use, usesIn } from './references'
import { routesOf } from './routes'
import { isSecretAttribute, isSecretName } from './secret-names'
import { automaticFiles, type Entry, folderOf, isDamaged, isForeign, isModule, isOverride, type LocalEntry, nameOf, readFile, type Section, traversalText } from './source'
import { flag, type MapValue, type SourceFile, toPlain, type Value, words } from './value'
import { strayFilesOf } from './stray-files'
import { admits, highestMajorOf, isBounded, isExact, isSatisfiable, lowestOf, mayBeSame, parseConstraint } from './versions'
import { volatileOf } from './volatile'

/** A fact that is one block. */
abstract class BlockNode extends Node implements Borrowed {
  readonly instance: BlockInstance
  constructor(model: Model, kind: string, readonly section: Section, instance?: BlockInstance) {
    super(model, kind)
    this.instance = instance ?? { key: null, isSymbolic: false, scope: { file: section.file, names: new Map(), item: null, each: null, count: null, self: null } }
  }

  abstract readonly address: string
  get path(): string { return this.model.caller?.path ?? this.section.file.path }
  get subject(): string { const { caller } = this.model; return caller ? `${caller.address}.${this.address}` : this.address }
  get askedAt(): Location | null { return this.model.caller }
  get damaged(): boolean { return this.once('damaged', () => isDamaged(this.section.file, this.section.block!.span, this.section.block)) }

  argument(name: string): Value | null { return this.model.instance.configured(this.section, name, this.instance.scope) }
  protected label(index: number): Span { return this.section.block!.labels[index]?.span ?? this.section.block!.typeSpan }

  get keys(): List<string> { return this.once('keys', () => [...new Set([...[...this.section.attributes()].map(({ attribute }) => attribute.name), ...this.section.blockTypes])]) }

  /** A path without the name of the field that holds the arguments. */
  protected argumentPath(path: string): string {
    const match = /^(?:attr|inputs)(?:\.|(?=\[))(.+)$/.exec(path)
    return match && !this.section.attribute(path.startsWith('attr') ? 'attr' : 'inputs') ? match[1]! : path
  }

  /** Fields that are no arguments. */
  protected ownToken(path: string): Span | null { void path; return null }

  locate(path: string): Place {
    const span = path === '' ? this.section.block!.typeSpan : this.ownToken(path)
    if (span) return { path: this.section.file.path, span, missing: false }
    const place = locateIn(this.model.instance, this.section, this.instance.scope, this.argumentPath(path), this.subject)
    return this.model.caller ? this.outside(place, path) : place
  }

  /** A place in a module that others wrote, moved to the argument that the value is made of, if it is one. */
  private outside(place: Place, path: string): Place {
    const { related, ...bare } = place
    if (!isForeign(folderOf(place.path))) return related ? { ...place, related: related.filter((one) => !isOutline(one.path)) } : place
    const [first] = parsePath(this.argumentPath(path)) ?? [], name = first && ('block' in first ? first.block : 'name' in first ? first.name : null)
    if (place.missing || name == null) return place
    const { references, instance } = this.model
    const givenUnder = (...names: readonly string[]): readonly Given[] => [...references.resolve(references.of(this.address).filter((use) => names.includes(use.under)))].flatMap((address) => (address.startsWith('var.') && instance.given?.get(address.slice(4))) || [])
    const own = givenUnder(name), given = own.length ? own : givenUnder('for_each', 'count')
    if (given.length !== 1 || given[0]!.value.kind === 'unknown') return place
    const argument = placeOfValue(given[0]!.value, null, '')
    return isForeign(folderOf(argument.path)) ? place : { ...bare, path: argument.path, span: argument.span }
  }

  edit(change: Change): readonly Edit[] | null {
    if (this.model.caller) return null
    const own = change.kind === 'replace' && change.path !== '' ? this.ownToken(change.path) : null
    if (own) return [{ path: this.path, span: own, text: /^"/.test(this.section.file.hcl.text.slice(...own)) && change.kind === 'replace' ? JSON.stringify(change.text) : change.kind === 'replace' ? change.text : '' }]
    return editIn(this.model.instance, this.section, this.instance.scope, { ...change, path: this.argumentPath(change.path) })
  }
}

const plainMap = (value: MapValue): Dictionary<Plain> => dictionary([...value.entries].map(([key, item]) => [key, toPlain(item)] as const), value.open)

/** Arguments that hold a text whatever it says. */
const alwaysText: ReadonlySet<string> = new Set(['value', 'values', 'name', 'key', 'description', 'default_value', 'string_value', 'content', 'body'])

/** Arguments of a block and of the blocks in it as the provider takes them: "true" for a flag is true. What stands in maps, as tags do, stays text. */
function withFlags(block: Dictionary<Plain>): Dictionary<Plain> {
  let changed: Map<string, Plain> | null = null
  for (const [name, value] of block) {
    let next: Plain = value
    if (value === 'true' || value === 'false') next = alwaysText.has(name) ? value : value === 'true'
    else if (Array.isArray(value)) {
      const items = (value as List<Plain>).map((item) => (item as unknown) instanceof Map ? withFlags(item as unknown as Dictionary<Plain>) as unknown as Plain : item)
      if (items.some((item, i) => item !== value[i])) next = list(items, (value as List<Plain>).open) as Plain
    }
    if (next !== value) (changed ??= new Map(block)).set(name, next)
  }
  return changed ? dictionary(changed, block.open) : block
}

/** Addresses in a list of bare or quoted references. */
function referenceList(entry: Entry | null): List<string> {
  if (!entry) return []
  const { value } = entry.attribute
  const one = traversalText(value)
  if (value.kind !== 'tuple') return one === null ? [] : [one]
  return value.items.flatMap((item) => traversalText(item) ?? [])
}

/** Arguments and blocks by which services are told where to write their logs. */
const logArguments: ReadonlySet<string> = new Set(['logging', 'access_logs', 'connection_logs', 'health_check_logs', 'logging_config', 'logging_info', 'target_bucket', 'log_destination', 's3_bucket_name', 'log_publishing_options', 'access_log_settings', 'log_uri'])

export class ResourceNode extends BlockNode implements facts.Resource {
  readonly type: string
  readonly name: string
  readonly mode: 'resource' | 'data'

  /** `alike` are the instances of the block that it stands for. */
  constructor(model: Model, section: Section, readonly address: string, readonly alike: readonly BlockInstance[], readonly isDuplicate: boolean) {
    super(model, section.block!.type === 'data' ? 'terraform.Data' : 'terraform.Resource', section, alike[0])
    this.mode = section.block!.type === 'data' ? 'data' : 'resource'
    this.type = section.labels[0]!
    this.name = section.labels[1]!
  }

  private get selected(): string | null { return this.once('selected', () => { const entry = this.section.attribute('provider'); return entry && traversalText(entry.attribute.value) }) }
  get provider(): string { return this.selected?.split('.')[0] ?? this.type.split('_')[0]! }
  get providerAlias(): string | null { return this.selected?.split('.')[1] ?? null }
  get arguments(): MapValue { return this.once('arguments', () => this.model.argumentsOf(this.section, this.instance)) }
  get attr(): Dictionary<Plain> { return this.once('attr', () => withFlags(plainMap(this.arguments))) }
  get decoded(): Dictionary<Plain> {
    return this.once('decoded', () => dictionary([...this.arguments.entries].flatMap(([name, value]): [string, Plain][] => {
      const data = decodeData(value, true)
      return data?.kind === 'map' || data?.kind === 'list' ? [[name, toPlain(data)]] : value.kind === 'unknown' ? [[name, toPlain(value)]] : []
    }), this.arguments.open))
  }
  get repeats(): 'count' | 'for_each' | null { return this.section.attribute('for_each') ? 'for_each' : this.section.attribute('count') ? 'count' : null }
  get instances(): Maybe<number> { return this.model.instance.instanceCount(this.section) ?? new Unknown(`the number of ${this.address}`) }
  private lifecycle(name: string): Entry | null { return this.section.blocks('lifecycle')[0]?.attribute(name) ?? null }
  private lifecycleFlag(name: string): Maybe<boolean> { const entry = this.lifecycle(name); return flag(entry && this.model.instance.entry(entry), false) as Maybe<boolean> }
  get preventDestroy(): Maybe<boolean> { return this.lifecycleFlag('prevent_destroy') }
  get createBeforeDestroy(): Maybe<boolean> { return this.lifecycleFlag('create_before_destroy') }
  get ignoreChanges(): List<string> { return referenceList(this.lifecycle('ignore_changes')) }
  get dependsOn(): List<string> { return referenceList(this.section.attribute('depends_on')) }
  get provisioners(): List<string> { return this.section.blocks('provisioner').flatMap((block) => block.labels[0] ?? []) }

  get tags(): Dictionary<Plain> {
    return this.once('tags', () => {
      const provider = this.model.providers.find((one) => one.name === this.provider && one.alias === this.providerAlias)
      const defaults = provider?.argument('default_tags'), merged = new Map<string, Plain>()
      let open = false
      const add = (value: Value | null | undefined): void => {
        if (value?.kind === 'map') for (const [key, item] of value.entries) merged.set(key, toPlain(item))
        if (value?.kind === 'unknown' || value?.kind === 'map' && value.open) open = true
      }
      if (defaults?.kind === 'list') for (const one of defaults.items) if (one.kind === 'map') add(one.entries.get('tags'))
      add(this.argument('tags') ?? this.argument('labels'))
      return dictionary(merged, open)
    })
  }

  get references(): List<string> { return this.once('references', () => [...this.model.references.resolve(this.model.references.of(this.address))].filter((address) => this.model.source.resources.has(address))) }

  get referencedBy(): List<string> {
    return this.once('referencedBy', () => list(new Set(this.model.references.to(this.address).map((use) => use.owner).filter((owner) => owner !== this.address)), this.model.isDamaged))
  }

  get companions(): Dictionary<List<facts.Resource>> {
    return this.once('companions', () => {
      const found = this.model.links.companionsOf(this)
      // What another module adds is not seen from here.
      const leaves = this.leaves || this.model.isDamaged
      return dictionary([...found].map(([type, { items, open }]) => [type, list<facts.Resource>(items, open)] as const), leaves)
    })
  }

  get linked(): Dictionary<List<facts.Resource>> {
    return this.once('linked', () => dictionary([...this.model.links.targetsOf(this)].map(([type, { items, open }]) => [type, list<facts.Resource>(items, open)] as const), this.model.isDamaged))
  }


  get replacing(): List<string> { return Object.hasOwn(replacingArguments, this.type) ? replacingArguments[this.type]! : [] }
  get openAcls(): List<facts.OpenAcl> { return this.once('openAcls', () => openAclsOf(this)) }
  get regionCopies(): List<facts.RegionCopy> { return this.once('regionCopies', () => [...regionCopiesOf(this)]) }
  get endOfSupport(): Maybe<facts.EndOfSupport | null> {
    if (!/^aws_(?:db_instance|rds_cluster|rds_global_cluster)$/.test(this.type)) return null
    const engine = words(this.argument('engine')), version = words(this.argument('engine_version'))
    return !isKnown(engine) ? engine : !isKnown(version) ? version : engine === null || version === null ? null : endOfSupport(engine, version)
  }
  get receivesLogs(): boolean {
    return this.once('receivesLogs', () => this.argument('acl')?.kind === 'string' && words(this.argument('acl')) === 'log-delivery-write'
      || this.model.links.usesOf(this.address).some((use) => logArguments.has(use.under))
      || (this.companions.get('aws_s3_bucket_acl') ?? []).some((acl) => acl.attr.get('acl') === 'log-delivery-write'))
  }

  /** Its identity goes to another module: as an argument of a call, or by an output of a module that is there to be called. */
  private get leaves(): boolean {
    const isReusable = this.model.isRoot !== true || !this.model.module.configuresProvider && this.model.backends.length === 0
    const seen = new Set<string>(), pending = [this.address]
    for (let address = pending.pop(); address !== undefined; address = pending.pop()) {
      if (seen.has(address)) continue
      seen.add(address)
      for (const { owner, attribute, target } of this.model.references.to(address)) {
        if (target === 'resource' && attribute && !/^(?:id|arn|name|bucket|identifier)$/.test(attribute.name) && !/_(?:id|arn|name|identifier)$/.test(attribute.name)) continue
        if (owner.startsWith('module.') || owner.startsWith('output.') && isReusable) return true
        if (owner.startsWith('local.')) pending.push(owner)
      }
    }
    return false
  }

  get module(): facts.Module { return this.model.module }
  get order(): List<string> { return this.section.body.items.map((item) => item.kind === 'attribute' ? item.name : item.type) }
  get countsOver(): string | null {
    const entry = this.section.attribute('count'), value = entry?.attribute.value
    if (!entry || value?.kind !== 'call' || value.name !== 'length' || !value.arguments[0]) return null
    const { text } = entry.file.hcl, counted = text.slice(...value.arguments[0].span), body = text.slice(...this.section.body.span)
    return body.includes(`${counted}[count.index]`) || body.includes(`element(${counted}, count.index)`) ? counted : null
  }
  get impliedDependsOn(): List<string> {
    const others = this.model.references.of(this.address).filter((use) => use.under !== 'depends_on'), implied = this.model.references.resolve(others)
    return this.dependsOn.filter((address) => implied.has(address))
  }
  get isSecretName(): boolean { const name = this.argument('name'); return isSecretName(this.name) || name?.kind === 'string' && isSecretName(name.value.slice(name.value.lastIndexOf('/') + 1)) }
  get secretsIn(): Dictionary<List<string>> {
    return this.once('secretsIn', () => {
      const { references, variables } = this.model, found = new Map<string, string[]>()
      const secretOf = (use: Use): string | null => {
        if (use.target === 'var') return variables.some((one) => one.name === use.name && (one.isSensitive === true || one.isSecretName)) ? use.address : null
        if (use.target !== 'resource' && use.target !== 'data' || !use.attribute || !isSecretAttribute(use.address.replace(/^data\./, '').split('.')[0]!, use.attribute.name)) return null
        const isPlain = use.address.startsWith('aws_ssm_parameter.') && this.model.resourceAt(use.address)?.argument('type')
        return isPlain && isPlain.kind === 'string' && isPlain.value !== 'SecureString' ? null : `${use.address}.${use.attribute.name}`
      }
      for (const use of references.of(this.address)) for (const one of [use, ...[...references.resolve([use])].filter((address) => address.startsWith('local.')).flatMap((address) => references.of(address))]) {
        const secret = secretOf(one), known = found.get(use.under)
        if (secret !== null && !known?.includes(secret)) { if (known) known.push(secret); else found.set(use.under, [secret]) }
      }
      return dictionary(found)
    })
  }

  get written(): Dictionary<string> { return this.once('written', () => dictionary([...this.section.attributes()].map(({ file, attribute }) => [attribute.name, file.hcl.text.slice(...attribute.value.span).replace(/\s+/g, ' ')] as const))) }
  get containers(): List<ContainerNode> { return this.once('containers', () => containersOf(this.model, this)) }

  get roleStatements(): List<StatementNode> {
    return this.once('roleStatements', () => {
      const { model } = this, at = (address: string): ResourceNode | null => model.resourceAt(address)
      const roles = new Set([...this.references].flatMap((address) => at(address)?.type === 'aws_iam_instance_profile' ? at(address)!.references : [address]).filter((address) => address.startsWith('aws_iam_role.')))
      if (!roles.size) return []
      const holders = new Set<string>(roles)
      for (const other of model.resources) {
        if (!/^aws_iam_(?:role_policy|role_policy_attachment|policy_attachment)$/.test(other.type) || !other.references.some((address) => roles.has(address))) continue
        holders.add(other.address)
        if (other.type !== 'aws_iam_role_policy') for (const address of other.references) if (address.startsWith('aws_iam_policy.')) holders.add(address)
      }
      for (const address of [...holders]) for (const source of at(address)?.references ?? []) if (source.startsWith('data.aws_iam_policy_document.')) holders.add(source)
      const policies = model.policies.filter((policy) => holders.has(policy.owner.address) && policy.purpose === 'identity')
      return list(policies.flatMap((policy) => [...policy.statements]), policies.some((policy) => policy.statements.open))
    })
  }
  get isBackedUp(): Maybe<boolean> { return this.once('isBackedUp', () => isBackedUp(this)) }
  get volatile(): Dictionary<string> { return this.once('volatile', () => dictionary(volatileOf(this))) }
  get rangeConflict(): Maybe<facts.RangeConflict | null> { return this.once('rangeConflict', () => rangeConflictOf(this)) }
  get certificates(): List<facts.Certificate> { return this.once('certificates', () => certificatesOf(this)) }
  get routes(): List<facts.Route> { return this.once('routes', () => routesOf(this)) }
  get statements(): List<facts.Statement> { return this.once('statements', () => statementsOf(this.model, this.address)) }
  get deprecations(): List<facts.DeprecatedArgument> { return this.once('deprecations', () => deprecationsOf(this)) }
  get faults(): List<facts.ValueFault> { return this.once('faults', () => faultsOf(this)) }

  get providerVersion(): Maybe<number | null> {
    const required = this.model.requiredProviders.find((one) => one.name === this.provider)
    const source = required?.source ?? `hashicorp/${this.provider}`
    if (!isKnown(source)) return source
    const locked = source !== null ? this.model.module.lockedProviders.get(source) : undefined
    if (locked) return lowestOf(locked)
    const version = required?.version ?? null
    if (!isKnown(version)) return version
    return version === null ? null : lowestOf(version)
  }

  protected override ownToken(path: string): Span | null { return path === 'address' ? this.label(1) : path.startsWith('argument:') ? this.section.attribute(path.slice(9))?.attribute.nameSpan ?? this.section.blocks(path.slice(9))[0]?.block!.typeSpan ?? null : path === 'type' && !this.section.attribute('type') ? this.label(0) : path === 'name' && !this.section.attribute('name') ? this.label(1) : null }
}

/** The type constraint of a variable's block. */
function constraintOf(section: Section): Constraint | null {
  const entry = section.attribute('type')
  return entry ? { type: entry.attribute.value, file: entry.file } : null
}

export class VariableNode extends BlockNode implements facts.Variable {
  readonly name: string
  constructor(model: Model, section: Section, readonly isDuplicate: boolean) {
    super(model, 'terraform.Variable', section)
    this.name = section.labels[0]!
  }
  get address(): string { return `var.${this.name}` }
  private get defaultEntry(): Entry | null { return this.section.attribute('default') }
  get type(): string | null { const entry = this.section.attribute('type'); return entry ? entry.file.hcl.text.slice(...entry.attribute.value.span).replace(/\s+/g, ' ') : null }
  get hasDefault(): boolean { return this.defaultEntry !== null }
  get default(): Plain { return this.defaultEntry ? toPlain(this.model.instance.entry(this.defaultEntry)) : null }
  get inferredType(): string | null { return this.defaultEntry ? typeOf(this.model.instance.entry(this.defaultEntry)) : null }
  get hasLiteralDefault(): boolean { const kind = this.defaultEntry?.attribute.value.kind; return kind === 'literal' || kind === 'template' || kind === 'tuple' || kind === 'object' }
  get description(): string | null { const entry = this.section.attribute('description'), value = entry && this.model.instance.entry(entry); return value?.kind === 'string' ? value.value : null }
  private flagOf(name: string, otherwise: boolean): Maybe<boolean> { const entry = this.section.attribute(name); return flag(entry && this.model.instance.entry(entry), otherwise) as Maybe<boolean> }
  get isSensitive(): Maybe<boolean> { return this.flagOf('sensitive', false) }
  get isEphemeral(): Maybe<boolean> { return this.flagOf('ephemeral', false) }
  get isNullable(): Maybe<boolean> { return this.flagOf('nullable', true) }
  get validationCount(): number { return this.section.blocks('validation').length }
  private get constraint(): Constraint | null { return constraintOf(this.section) }
  get defaultMisfit(): string | null { const { defaultEntry, constraint } = this; return defaultEntry && constraint && misfit(this.model.instance.entry(defaultEntry), constraint) }
  get unrelatedValidations(): List<string> {
    return this.section.blocks('validation').flatMap((block, i) => {
      const entry = block.attribute('condition')
      if (!entry || entry.file.hcl.syntax === 'json') return []
      return [...usesIn(entry.attribute.value, entry.file, this.address, '', new Set())].some((use) => use.address === this.address) ? [] : [`validation{${i}}.condition`]
    })
  }
  get isUsed(): Maybe<boolean> { return this.model.references.to(this.address).some((use) => use.owner !== this.address) || this.model.unread(this.address) }
  get isSecretName(): boolean { return isSecretName(this.name) }
  get value(): Plain { return toPlain(this.model.instance.variable(this.name).value) }
  get source(): 'default' | 'tfvars' | 'argument' | 'unknown' { return this.model.instance.variable(this.name).from }
  protected override ownToken(path: string): Span | null { return path === 'name' ? this.label(0) : null }
}

/** The type that a value suggests; null where it suggests none. */
function typeOf(value: Value): string | null {
  if (value.kind === 'string' || value.kind === 'number' || value.kind === 'bool') return value.kind
  if (value.kind !== 'list' && value.kind !== 'map' || value.open) return null
  const inner = new Set(value.kind === 'list' ? value.items.map(typeOf) : [...value.entries.values()].map(typeOf)), [only] = inner
  return inner.size === 1 && only && !only.includes('(') ? `${value.kind}(${only})` : null
}

/** A fact that is one `name = value`. */
abstract class EntryNode extends Node {
  constructor(model: Model, kind: string, readonly file: SourceFile, readonly attribute: Attribute) { super(model, kind) }
  abstract get held(): Value
  abstract readonly address: string
  get name(): string { return this.attribute.name }
  get path(): string { return this.file.path }
  get subject(): string { return this.address }
  get damaged(): boolean { return isDamaged(this.file, this.attribute.span, null) }
  get value(): Plain { return toPlain(this.held) }
  get isSecretName(): boolean { return isSecretName(this.name) }
  locate(path: string): Place {
    if (path === '' || path === 'name') return { path: this.path, span: this.attribute.nameSpan, missing: false }
    return placeOfValue(this.held, { file: this.file, expression: this.attribute.value }, this.address)
  }
  edit(change: Change): readonly Edit[] | null {
    const { file, attribute } = this
    if (file.hcl.syntax === 'json') return null
    if (change.kind === 'remove') return removeEntry(file, attribute)
    if (change.kind === 'replace') return change.path === '' || change.path === 'name' ? [{ path: file.path, span: attribute.nameSpan, text: change.text }] : replaceOrigin({ file, span: attribute.value.span, expression: attribute.value }, change.text)
    if (change.kind !== 'set' || change.path !== 'value') return null
    return [{ path: file.path, span: attribute.value.span, text: renderHcl(change.value as Literal) }]
  }
}

function removeEntry(file: SourceFile, attribute: Attribute): readonly Edit[] {
  return removeItem(file.hcl, attribute).map(({ span, text }) => ({ path: file.path, span, text }))
}

export class LocalNode extends EntryNode implements facts.Local {
  constructor(model: Model, entry: LocalEntry, readonly isDuplicate: boolean) { super(model, 'terraform.Local', entry.file, entry.attribute) }
  get address(): string { return `local.${this.name}` }
  get held(): Value { return this.model.instance.local(this.name)! }
  get isUsed(): Maybe<boolean> { return this.model.references.to(this.address).some((use) => use.owner !== this.address) || this.model.unread(this.address) }
}

export class AssignmentNode extends EntryNode implements facts.Assignment {
  constructor(model: Model, file: SourceFile, attribute: Attribute) { super(model, 'terraform.Assignment', file, attribute) }
  get address(): string { return this.name }
  get held(): Value { return this.once('held', () => constantValue(this.attribute.value, this.file)) }
  get isDeclared(): Maybe<boolean> { return this.model.source.variables.has(this.name) || this.model.unread(`var.${this.name}`) }
  get isSensitive(): Maybe<boolean> { return this.model.variables.find((one) => one.name === this.name)?.isSensitive ?? false }
  get isAutomatic(): boolean { return this.model.variablesFiles.some((one) => one.file === this.file && one.isAutomatic) }
  get suggestion(): string | null {
    if (this.isDeclared === true) return null
    // What the file sets beside it is not meant by it.
    const set = new Set(this.file.hcl.body.items.flatMap((item) => item.kind === 'attribute' ? [item.name] : []))
    return nearest(this.name, [...this.model.source.variables.keys()].filter((name) => !set.has(name)))
  }
  private get constraint(): Constraint | null { const [section] = this.model.source.variables.get(this.name) ?? []; return section ? constraintOf(section) : null }
  get type(): string | null { const { constraint } = this; return constraint && printType(constraint) }
  get misfit(): string | null { const { constraint } = this; return constraint && misfit(this.held, constraint) }
  get overriddenBy(): string | null {
    if (!this.isAutomatic) return null
    const files = automaticFiles(this.model.variablesFiles).map((one) => one.file)
    const winner = files.slice(files.indexOf(this.file) + 1).reverse().find((file) => file.hcl.body.items.some((item) => item.kind === 'attribute' && item.name === this.name))
    return winner ? nameOf(winner.path) : null
  }
}

export class OutputNode extends BlockNode implements facts.Output {
  readonly name: string
  constructor(model: Model, section: Section, readonly isDuplicate: boolean) {
    super(model, 'terraform.Output', section)
    this.name = section.labels[0]!
  }
  get address(): string { return `output.${this.name}` }
  get value(): Plain { const value = this.argument('value'); return value ? toPlain(value) : null }
  get description(): string | null { const value = this.argument('description'); return value?.kind === 'string' ? value.value : null }
  get isSensitive(): Maybe<boolean> { return flag(this.argument('sensitive'), false) as Maybe<boolean> }
  get isRead(): Maybe<boolean> {
    const calls = this.model.environment.find(callsOf(this.model.source.dir))
    if (!isKnown(calls)) return calls
    // A module that only examples and tests call is made for others.
    return !calls.some(({ dir }) => purposeOf(dir ? `${dir}/main.tf` : 'main.tf', '') === 'production') || calls.some(({ outputs }) => outputs === null || outputs.includes(this.name)) || this.model.unread(this.address)
  }
  get readsSensitive(): boolean {
    const entry = this.section.attribute('value')
    if (entry?.attribute.value.kind === 'call' && /^(?:nonsensitive|length|issensitive)$/.test(entry.attribute.value.name)) return false
    const { references, variables } = this.model, uses = references.of(this.address).filter((use) => use.under === 'value')
    const all = [...uses, ...[...references.resolve(uses)].filter((address) => address.startsWith('local.')).flatMap((address) => references.of(address))]
    return all.some((use) => use.target === 'var' ? variables.some((one) => one.name === use.name && one.isSensitive === true)
      : (use.target === 'resource' || use.target === 'data') && use.attribute !== null && isSecretAttribute(use.address.replace(/^data\./, '').split('.')[0]!, use.attribute.name))
  }
  protected override ownToken(path: string): Span | null { return path === 'name' ? this.label(0) : null }
}

export class ProviderNode extends BlockNode implements facts.Provider {
  readonly name: string
  constructor(model: Model, section: Section) {
    super(model, 'terraform.Provider', section)
    this.name = section.labels[0]!
  }
  get alias(): string | null { const value = this.argument('alias'); return value?.kind === 'string' ? value.value : null }
  get address(): string { return this.alias === null ? `provider.${this.name}` : `provider.${this.name}.${this.alias}` }
  get attr(): Dictionary<Plain> { return this.once('attr', () => plainMap(this.model.argumentsOf(this.section, this.instance, new Set(['alias'])))) }
  get isUsed(): Maybe<boolean> {
    if (this.alias === null) return true
    const wanted = `${this.name}.${this.alias}`
    const found = [...this.model.source.sections()].some((section) => {
      const one = section.attribute('provider'), many = section.attribute('providers')?.attribute.value
      if (one && traversalText(one.attribute.value) === wanted) return true
      return many?.kind === 'object' && many.items.some((item) => traversalText(item.value) === wanted) || many?.kind === 'tuple' && many.items.some((item) => traversalText(item) === wanted)
    })
    return found || this.model.unread(this.address)
  }
  get required(): facts.RequiredProvider | null { return this.model.requiredProviders.find((one) => one.name === this.name && one.isDeclared) ?? null }
  get module(): facts.Module { return this.model.module }
  get isEmulator(): boolean { return /localhost|127\.0\.0\.1|localstack|host\.docker\.internal/.test(this.section.file.hcl.text.slice(...this.section.block!.span)) }
  protected override ownToken(path: string): Span | null { return path === 'name' ? this.label(0) : null }
}

export class BackendNode extends BlockNode implements facts.Backend {
  constructor(model: Model, section: Section) { super(model, 'terraform.Backend', section) }
  get type(): string { return this.section.block!.type === 'cloud' ? 'cloud' : this.section.labels[0] ?? '' }
  get address(): string { return `backend.${this.type}` }
  get attr(): Dictionary<Plain> { return this.once('attr', () => plainMap(this.model.argumentsOf(this.section, this.instance, new Set()))) }
  get isPartial(): boolean { return this.keys.length === 0 }
  get isDuplicate(): boolean { return !isOverride.test(nameOf(this.path)) && this.model.backends.find((one) => !isOverride.test(nameOf(one.path))) !== this }
  get computed(): List<string> {
    const inner = [...this.section.blockTypes].flatMap((type) => this.section.blocks(type).slice(0, 1).map((section) => ({ section, prefix: `${type}{}.` })))
    return [{ section: this.section, prefix: '' }, ...inner].flatMap(({ section, prefix }) => [...section.attributes()].filter(({ attribute }) => !isConstant(attribute.value)).map(({ attribute }) => `${prefix}${attribute.name}`))
  }
  get module(): facts.Module { return this.model.module }
  protected override ownToken(path: string): Span | null { return path === 'type' ? this.label(0) : null }
}

/** Written out, without references and calls. */
const isConstant = (expression: HclNode): boolean => {
  const stack: HclNode[] = [expression]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'call' || node.kind === 'getAttribute' || node.kind === 'index' || node.kind === 'splat' || node.kind === 'for') return false
    if (node.kind === 'objectItem') { stack.push(node.value); continue }
    stack.push(...children(node))
  }
  return true
}

/** The registry's own host is left out, and an official name without namespace is that of HashiCorp. */
const plainSource = (source: string): string => source.toLowerCase().replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, '').replace(/^([\w-]+)$/, 'hashicorp/$1')

/** Has the module a resource or data source of a provider, by its type? */
const hasTypeOf = (source: Model['source'], provider: string): boolean => [...source.resources.keys()].some((address) => address.replace(/^(?:data|ephemeral)\./, '').startsWith(`${provider}_`))

export class RequiredProviderNode extends Node implements facts.RequiredProvider {
  constructor(model: Model, readonly name: string, readonly entry: Entry | null, private readonly user: Section | null) { super(model, 'terraform.RequiredProvider') }

  /** The entries of `required_providers`, then the providers that are used without one. */
  static all(model: Model): readonly RequiredProviderNode[] {
    const found = new Map<string, RequiredProviderNode>()
    for (const terraform of model.source.terraform) for (const block of terraform.blocks('required_providers')) for (const entry of block.attributes()) found.set(entry.attribute.name, new RequiredProviderNode(model, entry.attribute.name, entry, null))
    for (const one of [...model.resources, ...model.data]) if (one.provider !== 'terraform' && !found.has(one.provider)) found.set(one.provider, new RequiredProviderNode(model, one.provider, null, one.section))
    for (const one of model.providers) if (!found.has(one.name)) found.set(one.name, new RequiredProviderNode(model, one.name, null, one.section))
    const add = (name: string, section: Section): void => { if (name !== 'terraform' && !found.has(name)) found.set(name, new RequiredProviderNode(model, name, null, section)) }
    for (const [address, [section]] of model.source.resources) if (address.startsWith('ephemeral.') && !section!.attribute('provider')) add(section!.labels[0]!.split('_')[0]!, section!)
    for (const section of model.source.sections()) if (section.block!.type !== 'terraform') for (const [, name] of section.file.hcl.text.slice(...section.block!.span).matchAll(/\bprovider::([\w-]+)::/g)) add(name!, section)
    return [...found.values()]
  }

  private get content(): Value | null { return this.once('content', () => this.entry && this.model.instance.entry(this.entry)) }
  private part(name: string): Maybe<string | null> { const { content } = this; return content?.kind === 'map' ? words(content.entries.get(name) ?? null) : content?.kind === 'unknown' ? new Unknown(content.source) : null }
  get path(): string { return this.entry?.file.path ?? this.user!.file.path }
  get subject(): string { return `required_providers.${this.name}` }
  get damaged(): boolean { return this.entry ? isDamaged(this.entry.file, this.entry.attribute.span, null) : isDamaged(this.user!.file, this.user!.block!.span, this.user!.block) }
  get source(): Maybe<string | null> { const source = this.part('source'); return typeof source === 'string' ? plainSource(source) : source }
  get version(): Maybe<string | null> { return this.isLegacy ? words(this.content) : this.part('version') }
  get isDeclared(): boolean { return this.entry !== null }
  get isLegacy(): boolean { return this.content?.kind === 'string' }
  get isUsed(): Maybe<boolean> {
    const { model, name } = this
    if (model.resources.some((one) => one.provider === name) || model.data.some((one) => one.provider === name) || model.providers.some((one) => one.name === name)) return true
    if (this.content?.kind === 'map' && this.content.entries.has('configuration_aliases')) return true
    // Blocks that `count = 0` takes away use it too.
    if (hasTypeOf(model.source, name)) return true
    const inCalls = [...model.source.calls.values()].flat().some((section) => { const value = section.attribute('providers')?.attribute.value; return value?.kind === 'object' && value.items.some((item) => item.name?.split('.')[0] === name || traversalText(item.value)?.split('.')[0] === name) })
    if (inCalls || model.source.files.some((file) => file.hcl.text.includes(`provider::${name}::`))) return true
    const { usedByCalls } = this
    return usedByCalls === false ? model.unread(name) : usedByCalls
  }
  /** A called module takes the provider over; what it calls itself, and what is not here, is not looked at. */
  private get usedByCalls(): Maybe<boolean> {
    const children = this.model.calls.map(({ dir }) => dir === null ? null : this.model.instance.loader.source(dir))
    if (children.some((child) => child && (hasTypeOf(child, this.name) || child.terraform.some((section) => section.blocks('required_providers').some((block) => block.attribute(this.name)))))) return true
    return children.some((child) => !child?.files.length || child.calls.size > 0) ? new Unknown(`the modules that use ${this.name}`) : false
  }
  private get constraint(): string | null { const { version } = this; return typeof version === 'string' ? version : null }
  get isBounded(): boolean { return this.constraint !== null && isBounded(this.constraint) }
  get isExact(): boolean { return this.constraint !== null && isExact(this.constraint) }
  get isValid(): boolean { return this.constraint === null || this.constraint.trim() === '' || parseConstraint(this.constraint) !== null }
  get isSatisfiable(): boolean { return this.constraint === null || isSatisfiable(this.constraint) }
  get lockedVersion(): string | null { const { source } = this; return this.model.module.lockedProviders.get(typeof source === 'string' ? source : `hashicorp/${this.name}`) ?? null }
  get isLockAdmitted(): boolean { const { constraint, lockedVersion } = this; return constraint === null || lockedVersion === null || admits(constraint, lockedVersion) }
  get highestMajor(): number | null { return this.constraint === null ? null : highestMajorOf(this.constraint) }
  get module(): facts.Module { return this.model.module }

  locate(path: string): Place {
    const { entry } = this
    if (!entry) return { path: this.path, span: this.user!.block!.labels[0]?.span ?? this.user!.block!.typeSpan, missing: path !== '' }
    if (path === '' || path === 'name') return { path: this.path, span: entry.attribute.nameSpan, missing: false }
    const expression = entry.attribute.value
    const item = expression.kind === 'object' ? expression.items.find((one) => one.name === path) : null
    return item ? placeOfValue(this.model.instance.entry({ file: entry.file, attribute: { ...entry.attribute, value: item.value } }), { file: entry.file, expression: item.value }, path)
      : this.isLegacy && path === 'version' ? { path: this.path, span: expression.span, missing: false } : { path: this.path, span: entry.attribute.nameSpan, missing: true }
  }

  edit(change: Change): readonly Edit[] | null {
    const { entry } = this
    if (entry) {
      const holder = this.model.source.terraform.flatMap((section) => section.blocks('required_providers')).find((block) => block.attribute(this.name) === entry || block.attribute(this.name)?.attribute === entry.attribute)
      if (!holder) return null
      const path = change.path === '' ? this.name : `${this.name}.${change.path}`
      return editIn(this.model.instance, holder, { file: holder.file, names: new Map(), item: null, each: null, count: null, self: null }, { ...change, path })
    }
    if (change.kind !== 'set' || change.path !== '' || typeof change.value !== 'object') return null
    return this.model.module.edit({ kind: 'set', path: `required_providers{}.${this.name}`, value: change.value })
  }
}

/** A `provider` block of the lock file. */
export class LockedProviderNode extends Node implements facts.LockedProvider {
  constructor(model: Model, private readonly file: SourceFile, private readonly block: Block) { super(model, 'terraform.LockedProvider') }
  get path(): string { return this.file.path }
  get source(): string { return plainSource(this.block.labels[0]!.text) }
  get subject(): string { return `lock.${this.source}` }
  get damaged(): boolean { return isDamaged(this.file, this.block.span, this.block) }
  private attribute(name: string): Attribute | null { return this.block.body.items.find((item): item is Attribute => item.kind === 'attribute' && item.name === name) ?? null }
  get version(): string | null { const attribute = this.attribute('version'), value = attribute && constantValue(attribute.value, this.file); return value?.kind === 'string' ? value.value : null }
  private hashes(prefix: string): number {
    const attribute = this.attribute('hashes'), value = attribute && constantValue(attribute.value, this.file)
    return value?.kind === 'list' ? value.items.filter((item) => item.kind === 'string' && item.value.startsWith(prefix)).length : 0
  }
  get platformHashes(): number { return this.hashes('h1:') }
  get archiveHashes(): number { return this.hashes('zh:') }
  locate(path: string): Place {
    const attribute = path === '' ? null : this.attribute(path)
    return { path: this.path, span: attribute ? path === 'hashes' ? attribute.nameSpan : attribute.value.span : this.block.labels[0]!.span, missing: path !== '' && path !== 'source' && attribute === null }
  }
  edit(): readonly Edit[] | null { return null }
}

export class CallNode extends BlockNode implements facts.ModuleCall {
  readonly name: string
  constructor(model: Model, section: Section, readonly isDuplicate: boolean) {
    super(model, 'terraform.ModuleCall', section, model.instance.instances(section)[0] ?? undefined)
    this.name = section.labels[0]!
  }
  get address(): string { return `module.${this.name}` }
  get source(): Maybe<string | null> { return words(this.argument('source')) }
  get version(): Maybe<string | null> { return words(this.argument('version')) }
  private get read(): ReturnType<typeof readModuleAddress> | null { const { source } = this; return typeof source === 'string' ? readModuleAddress(source) : null }
  get sourceKind(): facts.ModuleCall['sourceKind'] { return this.read?.kind ?? 'unknown' }
  get ref(): string | null { return this.read?.ref ?? null }
  get isPinned(): Maybe<boolean> {
    const { source, version } = this
    if (!isKnown(source)) return source
    if (!isKnown(version)) return true
    switch (this.sourceKind) {
      case 'registry': return version !== null
      case 'git': case 'mercurial': return this.ref !== null && !isMovingRef(this.ref)
      default: return true
    }
  }
  get isCommit(): boolean { return this.ref !== null && isCommitHash(this.ref) }
  get isExact(): boolean { const { version } = this; return typeof version === 'string' ? isExact(version) : this.ref !== null && (this.isCommit || /(?:^|[-_/])v?\d+\.\d+\.\d+/.test(this.ref)) }
  get isInsecure(): boolean { return this.read?.isInsecure ?? false }
  get hasCredentials(): boolean { return this.read?.hasCredentials ?? false }
  get inputs(): Dictionary<Plain> { return this.once('inputs', () => plainMap(this.model.argumentsOf(this.section, this.instance, metaArguments))) }
  get dir(): string | null { return this.model.instance.childFolder(this.section) }
  private get child(): Model['source'] | null { const { dir } = this; const source = dir === null ? null : this.model.instance.loader.source(dir); return source?.files.length ? source : null }
  get isFound(): Maybe<boolean> { const { dir } = this; return dir === null ? new Unknown(`the module ${this.name}`) : isModule(dir, this.model.environment) }
  private get given(): readonly string[] { return [...this.section.attributes()].map(({ attribute }) => attribute.name).filter((name) => !metaArguments.has(name)) }
  get unknownInputs(): List<string> { const { child } = this; return child ? this.given.filter((name) => !child.variables.has(name)) : [] }
  get misspeltInputs(): List<facts.Misspelt> {
    const { child, given } = this, free = child ? [...child.variables.keys()].filter((name) => !given.includes(name)) : []
    return this.unknownInputs.map((name) => ({ name, suggestion: nearest(name, free) }))
  }
  get missingInputs(): List<string> {
    const { child, given } = this
    return child ? [...child.variables].filter(([name, [section]]) => !section!.attribute('default') && !given.includes(name)).map(([name]) => name) : []
  }
  get misfitInputs(): List<facts.Misfit> {
    const { child } = this
    return this.once('misfits', () => !child ? [] : [...this.section.attributes()].flatMap(({ attribute: { name } }) => {
      const [declared] = metaArguments.has(name) ? [] : child.variables.get(name) ?? [], constraint = declared && constraintOf(declared), value = constraint && this.argument(name)
      const reason = value && misfit(value, constraint)
      return reason ? [{ name, reason, type: printType(constraint!) }] : []
    }))
  }
  get dependsOn(): List<string> { return referenceList(this.section.attribute('depends_on')) }
  get missingProviders(): List<string> {
    const wanted = this.child?.terraform.flatMap((section) => section.blocks('required_providers')).flatMap((block) => [...block.attributes()]).flatMap(({ attribute: { value } }) => {
      const aliases = value.kind === 'object' ? value.items.find((item) => item.name === 'configuration_aliases')?.value : undefined
      return aliases?.kind === 'tuple' ? aliases.items.flatMap((item) => traversalText(item) ?? []) : []
    }) ?? []
    const given = this.section.attribute('providers')?.attribute.value
    if (!wanted.length || given && given.kind !== 'object') return []
    const names = new Set(given?.items.map((item) => item.name ?? traversalText(item.key)))
    return wanted.filter((name) => name.includes('.') && !names.has(name))
  }
  get isVersionValid(): boolean { const { version } = this; return typeof version !== 'string' || version.trim() === '' || parseConstraint(version) !== null && isSatisfiable(version) }
  get otherVersions(): Maybe<List<string>> {
    const { origin, version, ref } = this, own = typeof version === 'string' ? version : ref
    if (origin === null || own === null) return []
    const all = this.model.environment.find(remoteModules)
    return isKnown(all) ? [...new Set(all.filter((one) => one.origin === origin && !mayBeSame(one.version, own)).map((one) => one.version))].sort() : all
  }
  get origin(): string | null { const { source } = this; return typeof source === 'string' ? originOf(source) : null }
  get module(): facts.Module { return this.model.module }
  protected override ownToken(path: string): Span | null { return path === 'name' ? this.label(0) : path.startsWith('argument:') ? this.section.attribute(path.slice(9))?.attribute.nameSpan ?? null : null }
}

export class ModuleNode extends Node implements facts.Module {
  constructor(model: Model) { super(model, 'terraform.Module') }

  private get terraform(): readonly Section[] { return this.model.source.terraform }
  /** The file that stands for the module: of its `terraform` block, else `main`, else the first. */
  private get home(): SourceFile {
    const { files } = this.model.source
    return this.terraform[0]?.file ?? files.find((file) => /^main\./.test(nameOf(file.path))) ?? files[0]!
  }
  get path(): string { return this.home.path }
  get subject(): string { return 'module' }
  get damaged(): boolean { return this.model.isDamaged }
  get dir(): string { return this.model.source.dir }
  get hasConflict(): boolean { return this.model.source.files.some((file) => conflictIn(file.hcl.text) !== null) }
  get files(): List<string> { return this.model.source.files.map((file) => nameOf(file.path)) }
  get isRoot(): Maybe<boolean> { return this.model.isRoot }
  get configuresProvider(): boolean { return this.model.providers.length > 0 }
  get requiredVersion(): Maybe<string | null> {
    return this.once('requiredVersion', () => {
      const all = this.terraform.flatMap((section) => { const entry = section.attribute('required_version'); return entry ? [words(this.model.instance.entry(entry))] : [] })
      const unknown = all.find((one) => !isKnown(one))
      return unknown ?? (all.length ? all.join(', ') : null)
    })
  }
  get minimumVersion(): Maybe<number | null> { const { requiredVersion } = this; return typeof requiredVersion === 'string' ? lowestOf(requiredVersion) : requiredVersion }
  get hasTerraformBlock(): boolean { return this.terraform.length > 0 }
  get admitsTerraform10(): Maybe<boolean> { const { requiredVersion } = this; return typeof requiredVersion === 'string' ? admits(requiredVersion, '1.0.0') || admits(requiredVersion, '1.0.11') : requiredVersion === null ? false : requiredVersion }
  get requiredProviders(): List<facts.RequiredProvider> { return this.model.requiredProviders }
  get backend(): facts.Backend | null { return this.model.backends[0] ?? null }
  private get lock(): SourceFile | null { return this.once('lock', () => { const path = this.dir ? `${this.dir}/.terraform.lock.hcl` : '.terraform.lock.hcl'; return this.model.environment.list(this.dir).includes(path) ? readFile(path, this.model.environment) : null }) }
  get hasLockFile(): boolean { return this.lock !== null }
  get isLockMissing(): Maybe<boolean> { if (this.hasLockFile) return false; const names = this.model.environment.names(this.dir); return isKnown(names) ? true : names }
  get lockedBlocks(): readonly { readonly file: SourceFile; readonly block: Block }[] { return (this.lock?.hcl.body.items ?? []).flatMap((item) => item.kind === 'block' && item.type === 'provider' && item.labels[0] ? [{ file: this.lock!, block: item }] : []) }
  get isOpenTofu(): boolean { return this.files.some((name) => /\.tofu(?:\.json)?$/.test(name)) || (this.lock?.hcl.text.includes('registry.opentofu.org') ?? false) }
  get isRequiredVersionValid(): boolean { const { requiredVersion } = this; return typeof requiredVersion !== 'string' || parseConstraint(requiredVersion) !== null && isSatisfiable(requiredVersion) }
  get isRequiredVersionBounded(): boolean { const { requiredVersion } = this; return typeof requiredVersion === 'string' && isBounded(requiredVersion) }
  get isLeftOut(): Maybe<boolean> {
    const { dir, model: { environment } } = this, parent = dir.slice(0, Math.max(0, dir.lastIndexOf('/')))
    if (dir === '') return false
    const calls = environment.find(callsOf(dir))
    if (!isKnown(calls)) return calls
    return calls.length === 0 && environment.folders(parent).some((folder) => { const of = folder === dir ? [] : environment.find(callsOf(folder)); return isKnown(of) && of.length > 0 })
  }
  get ignoreFile(): facts.IgnoreFile {
    const path = this.dir ? `${this.dir}/.gitignore` : '.gitignore', names = this.model.environment.names(this.dir)
    return { path, text: isKnown(names) ? names.includes('.gitignore') ? this.model.environment.read(path)?.text ?? new Unknown(path) : null : names }
  }
  get strayFiles(): Maybe<List<string>> { return this.once('stray', () => strayFilesOf(this.dir, this.model.environment)) }
  get lockedProviders(): Dictionary<string> {
    return this.once('locked', () => dictionary((this.lock?.hcl.body.items ?? []).flatMap((item): [string, string][] => {
      if (item.kind !== 'block' || item.type !== 'provider' || !item.labels[0]) return []
      const version = item.body.items.find((inner): inner is Attribute => inner.kind === 'attribute' && inner.name === 'version'), value = version && constantValue(version.value, this.lock!)
      return value?.kind === 'string' ? [[plainSource(item.labels[0].text), value.value]] : []
    })))
  }
  get resources(): List<facts.Resource> { return this.model.resources }
  get data(): List<facts.Resource> { return this.model.data }
  get variables(): List<facts.Variable> { return this.model.variables }
  get locals(): List<facts.Local> { return this.model.locals }
  get outputs(): List<facts.Output> { return this.model.outputs }
  get providers(): List<facts.Provider> { return this.model.providers }
  get calls(): List<facts.ModuleCall> { return this.model.calls }
  get isOneRegion(): boolean {
    const ours = this.model.providers.filter(({ name }) => name === 'aws'), written = ours.map(({ section }) => section.attribute('region')?.attribute.value)
    return ours.some(({ alias }) => alias === null) && written.every((value) => value !== undefined && isConstant(value)) && ours.every(({ alias, attr }) => alias === null || attr.get('region') === 'us-east-1')
  }
  get resourceTypes(): List<string> { return [...new Set(this.model.resources.map((one) => one.type))] }
  get workspaceTypes(): List<string> {
    return this.once('workspaceTypes', () => {
      const all = this.model.environment.find(typesOfModules)
      return list([...new Set([...this.resourceTypes, ...isKnown(all) ? all.flatMap(({ types }) => types) : []])], !isKnown(all))
    })
  }
  get hasTerragrunt(): boolean {
    return this.once('terragrunt', () => {
      for (let dir = this.dir; ; dir = dir.slice(0, Math.max(0, dir.lastIndexOf('/')))) {
        if (this.model.environment.list(dir).some((path) => /^(?:terragrunt|root)\.hcl$/.test(nameOf(path)))) return true
        if (dir === '') return false
      }
    })
  }

  /** The first block of the file that stands for the module. */
  private get anchor(): Place {
    const section = this.terraform[0], first = section?.block ?? this.home.hcl.body.items.find((item) => item.kind === 'block')
    return { path: this.path, span: first?.kind === 'block' ? first.typeSpan : [0, 0], missing: false }
  }
  /** The `terraform` block that has what a path begins with, else the first. */
  private holder(path: string): Section | null {
    const first = parsePath(path)?.[0], name = first && ('block' in first ? first.block : 'name' in first ? first.name : null)
    return this.terraform.find((section) => name && (section.attribute(name) || section.blocks(name).length)) ?? this.terraform[0] ?? null
  }

  locate(path: string): Place {
    const plain = path.replace(/^terraform\{\}(?:\.|$)/, '').replace(/^requiredVersion$/, 'required_version'), section = this.holder(plain)
    if (plain === '') return this.anchor
    return section ? locateIn(this.model.instance, section, { file: section.file, names: new Map(), item: null, each: null, count: null, self: null }, plain, 'terraform') : { ...this.anchor, missing: true }
  }

  edit(change: Change): readonly Edit[] | null {
    const path = change.path.replace(/^terraform\{\}(?:\.|$)/, ''), section = this.holder(path)
    if (path === '' && (change.kind === 'insert' || change.kind === 'append') && typeof change.value === 'object' && change.value !== null && 'raw' in change.value) return insertAfter(this.home, this.home.hcl.text.trimEnd().length, String(change.value.raw))
    if (section) return editIn(this.model.instance, section, { file: section.file, names: new Map(), item: null, each: null, count: null, self: null }, { ...change, path })
    if (change.kind !== 'set' || this.home.hcl.syntax === 'json') return null
    const steps = parsePath(path), [first, second] = steps ?? []
    const rendered = typeof change.value === 'object' && change.value !== null && 'raw' in change.value ? String(change.value.raw) : renderHcl(change.value as Literal)
    const { text } = this.home.hcl, eol = /\r?\n/.exec(text)?.[0] ?? '\n', lines = (source: string): string => source.replace(/\r?\n/g, eol)
    const indented = (source: string, by: string): string => source.replace(/\n(?=.)/g, `\n${by}`)
    let inner: string
    if (steps?.length === 1 && first && 'name' in first) inner = `  ${first.name} = ${indented(rendered, '  ')}`
    else if (steps?.length === 2 && first && 'block' in first && second && 'name' in second) inner = `  ${first.block} {\n    ${second.name} = ${indented(rendered, '    ')}\n  }`
    else return null
    const rest = text.replace(/^\uFEFF/, ''), start = text.length - rest.length
    return [{ path: this.path, span: [start, start], text: lines(`terraform {\n${inner}\n}\n\n`) }]
  }
}
