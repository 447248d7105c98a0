import type { Environment } from '../../core/language'
import type { Fact } from '../../core/fact'
import type { Span } from '../../core/span'
import { Unknown, type Maybe } from '../../core/value'
import { blocksIn } from './blocks'
import { cyclesOf } from './cycles'
import { featuresIn } from './features'
import { specialsOf } from './experiments'
import { selectionsIn } from './selections'
import { syntaxFacts } from './syntax'
import type { Attribute } from './hcl/tree'
import { resourceMeta, type BlockInstance, type Instance } from './module'
import { BackendNode, CallNode, LocalNode, LockedProviderNode, ModuleNode, OutputNode, AssignmentNode, ProviderNode, RequiredProviderNode, ResourceNode, VariableNode } from './nodes'
import { NetworkRuleNode, networkRulesOf } from './network'
import { permissionsOf } from './permissions'
import { policiesOf, type PolicyNode } from './policy'
import { referencesOf, type References } from './references'
import { secretsOf } from './secrets'
import type { ModuleSource, Section } from './source'
import { isNone, toPlain, type MapValue, type SourceFile, type Value } from './value'
import { deepEqual } from '../../core/equal'
import { Links } from './links'

/** A file of variables and whether Terraform reads it unasked. */
export interface VariablesFile { readonly file: SourceFile; readonly isAutomatic: boolean }

/** The call of a module that others wrote. */
export interface Caller {
  /** The file of the call. What is found in the module is judged as if it stood there. */
  readonly path: string
  /** The call's name there. */
  readonly span: Span
  /** `module.db` */
  readonly address: string
}

/** How many modules that others wrote are looked into for one module. */
const mostForeign = 24

/** All facts of one module in one context. */
export class Model {
  readonly source: ModuleSource
  readonly references: References
  readonly environment: Environment
  readonly module: ModuleNode
  readonly resources: readonly ResourceNode[]
  readonly data: readonly ResourceNode[]
  readonly variables: readonly VariableNode[]
  readonly locals: readonly LocalNode[]
  readonly outputs: readonly OutputNode[]
  readonly providers: readonly ProviderNode[]
  readonly requiredProviders: readonly RequiredProviderNode[]
  readonly backends: readonly BackendNode[]
  readonly calls: readonly CallNode[]
  private readonly bySection = new Map<Section, ResourceNode>()
  private circles: ReturnType<typeof cyclesOf> | null = null
  /** The policy documents that a resource or another document is made of, by its address; filled with the policies. */
  readonly heldDocuments = new Map<string, Set<string>>()
  private policyNodes: readonly PolicyNode[] | null = null
  private ruleNodes: readonly NetworkRuleNode[] | null = null
  private linkIndex: Links | null = null

  private foreignModels: readonly Model[] | null = null

  constructor(readonly instance: Instance, readonly isRoot: Maybe<boolean>, readonly variablesFiles: readonly VariablesFile[], /** Of a module that others wrote: who calls it here. */ readonly caller: Caller | null = null) {
    this.source = instance.source
    this.environment = instance.loader.environment
    this.references = referencesOf(this.source)
    const resources: ResourceNode[] = []
    for (const [address, sections] of this.source.resources) {
      if (address.startsWith('ephemeral.')) continue
      for (const section of sections) for (const one of this.distinct(section)) {
        const node = new ResourceNode(this, section, address, one, sections.length > 1)
        resources.push(node)
        if (!this.bySection.has(section)) this.bySection.set(section, node)
      }
    }
    this.resources = resources.filter((one) => one.mode === 'resource')
    this.data = resources.filter((one) => one.mode === 'data')
    this.variables = [...this.source.variables.values()].flatMap((all) => all.map((section) => new VariableNode(this, section, all.length > 1)))
    this.locals = [...this.source.locals.values()].flatMap((all) => all.map((entry) => new LocalNode(this, entry, all.length > 1)))
    this.outputs = [...this.source.outputs.values()].flatMap((all) => all.map((section) => new OutputNode(this, section, all.length > 1)))
    this.providers = this.source.providers.map((section) => new ProviderNode(this, section))
    this.backends = this.source.terraform.flatMap((section) => ['backend', 'cloud'].flatMap((type) => section.blocks(type))).map((section) => new BackendNode(this, section))
    this.calls = [...this.source.calls.values()].flatMap((all) => all.map((section) => new CallNode(this, section, all.length > 1)))
    this.requiredProviders = RequiredProviderNode.all(this)
    this.module = new ModuleNode(this)
  }

  /** The instances of a block, those together that cannot be told apart. */
  private distinct(section: Section): readonly (readonly BlockInstance[])[] {
    const all = this.instance.instances(section)
    if (all.length < 2) return all.map((one) => [one])
    const seen: unknown[] = [], groups: BlockInstance[][] = []
    for (const one of all) {
      const plain = toPlain(this.argumentsOf(section, one)), known = seen.findIndex((other) => deepEqual(other, plain))
      if (known >= 0) { groups[known]!.push(one); continue }
      seen.push(plain)
      groups.push([one])
    }
    return groups
  }

  /** The arguments of a resource, Terraform's own left out. */
  argumentsOf(section: Section, instance: BlockInstance, meta: ReadonlySet<string> = resourceMeta): MapValue {
    const entries = new Map<string, Value>()
    const add = (name: string): void => { if (!meta.has(name) && !entries.has(name)) { const value = this.instance.configured(section, name, instance.scope); if (value && !(isNone(value) && !section.attribute(name))) entries.set(name, value) } }
    for (const { attribute } of section.attributes()) add(attribute.name)
    for (const type of section.blockTypes) add(type)
    return { kind: 'map', entries, open: false, origin: { file: section.file, span: section.block?.span ?? [0, 0], expression: null } }
  }

  /** The first instance of a resource or data source by address. */
  resourceAt(address: string): ResourceNode | null {
    const section = this.source.resources.get(address)?.[0]
    return section ? this.bySection.get(section) ?? null : null
  }

  /** A file does not parse, so something may be unread. */
  get isDamaged(): boolean { return this.source.files.some((file) => file.hcl.errors.length > 0) }
  /** The answer to "is it there?" where it was not found. */
  unread(name: string): Maybe<boolean> { return this.isDamaged ? new Unknown(name) : false }

  /** The circles of references, by the one that closes each. */
  get cycles(): ReturnType<typeof cyclesOf> { return this.circles ??= cyclesOf(this.source, this.references) }
  get policies(): readonly PolicyNode[] { return this.policyNodes ??= policiesOf(this) }
  get links(): Links { return this.linkIndex ??= new Links(this) }
  get networkRules(): readonly NetworkRuleNode[] { return this.ruleNodes ??= networkRulesOf(this) }

  /** The facts of the module and, of modules that others wrote, those that its arguments can make bad. */
  *allFacts(): Generator<Fact> {
    yield* this.facts()
    for (const model of this.foreignModels ??= foreignModels(this)) {
      yield* model.resources
      yield* model.policyFacts()
      yield* model.networkRules
    }
  }

  private *policyFacts(): Generator<Fact> {
    for (const policy of this.policies) {
      yield policy
      yield* policy.statements
    }
  }

  private *facts(): Generator<Fact> {
    yield this.module
    yield* this.requiredProviders
    for (const { file, block } of this.module.lockedBlocks) yield new LockedProviderNode(this, file, block)
    yield* this.providers
    yield* this.backends
    yield* this.variables
    yield* this.assignments()
    yield* this.locals
    yield* this.resources
    yield* this.data
    yield* this.calls
    yield* this.outputs
    yield* this.policyFacts()
    yield* permissionsOf(this)
    yield* this.networkRules
    for (const resource of this.resources) { yield* resource.containers; yield* specialsOf(this, resource) }
    yield* secretsOf(this)
    yield* syntaxFacts(this)
    yield* blocksIn(this)
    yield* selectionsIn(this)
    yield* featuresIn(this)
  }

  private *assignments(): Generator<AssignmentNode> {
    for (const { file } of this.variablesFiles) for (const item of file.hcl.body.items) if (item.kind === 'attribute') yield new AssignmentNode(this, file, item as Attribute)
  }
}

/** The modules that others wrote and this one calls, with what they call themselves. */
function foreignModels(model: Model): readonly Model[] {
  const found: Model[] = []
  const add = (of: Model, at: Caller | null, prefix: string): void => {
    for (const [name, [call]] of of.source.calls) for (const one of of.instance.instances(call!)) {
      const child = found.length < mostForeign ? of.instance.child(call!, one) : null
      if (!child?.source.isForeign) continue
      const caller: Caller = { path: at?.path ?? call!.file.path, span: at?.span ?? call!.block!.labels[0]?.span ?? call!.block!.typeSpan, address: `${prefix}module.${name}${one.key === null ? '' : `[${JSON.stringify(one.key)}]`}` }
      const inner = new Model(child, false, [], caller)
      found.push(inner)
      add(inner, caller, `${caller.address}.`)
    }
  }
  add(model, null, '')
  return found
}
