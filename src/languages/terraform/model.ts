import type { Environment } from '../../core/language'
import type { Fact } from '../../core/fact'
import { Unknown, type Maybe } from '../../core/value'
import { blocksIn } from './blocks'
import { cyclesOf } from './cycles'
import { featuresIn } from './features'
import { selectionsIn } from './selections'
import { syntaxFacts } from './syntax'
import type { Attribute } from './hcl/tree'
import { resourceMeta, type BlockInstance, type Instance } from './module'
import { BackendNode, CallNode, LocalNode, ModuleNode, OutputNode, AssignmentNode, ProviderNode, RequiredProviderNode, ResourceNode, VariableNode } from './nodes'
import { NetworkRuleNode, networkRulesOf } from './network'
import { policiesOf, type PolicyNode } from './policy'
import { referencesOf, type References } from './references'
import { secretsOf } from './secrets'
import type { ModuleSource, Section } from './source'
import { toPlain, type MapValue, type SourceFile, type Value } from './value'
import { deepEqual } from '../../core/equal'

/** A file of variables and whether Terraform reads it unasked. */
export interface VariablesFile { readonly file: SourceFile; readonly isAutomatic: boolean }

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
  private policyNodes: readonly PolicyNode[] | null = null
  private ruleNodes: readonly NetworkRuleNode[] | null = null

  constructor(readonly instance: Instance, readonly isRoot: Maybe<boolean>, readonly variablesFiles: readonly VariablesFile[]) {
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

  /** The instances of a block that differ; one that stands for all where they cannot be told apart. */
  private distinct(section: Section): readonly BlockInstance[] {
    const all = this.instance.instances(section)
    if (all.length < 2) return all
    const seen: unknown[] = [], kept: BlockInstance[] = []
    for (const one of all) {
      const plain = toPlain(this.argumentsOf(section, one))
      if (seen.some((other) => deepEqual(other, plain))) continue
      seen.push(plain)
      kept.push(one)
    }
    return kept
  }

  /** The arguments of a resource, Terraform's own left out. */
  argumentsOf(section: Section, instance: BlockInstance, meta: ReadonlySet<string> = resourceMeta): MapValue {
    const entries = new Map<string, Value>()
    const add = (name: string): void => { if (!meta.has(name) && !entries.has(name)) { const value = this.instance.configured(section, name, instance.scope); if (value) entries.set(name, value) } }
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
  get networkRules(): readonly NetworkRuleNode[] { return this.ruleNodes ??= networkRulesOf(this) }

  *facts(): Generator<Fact> {
    yield this.module
    yield* this.requiredProviders
    yield* this.providers
    yield* this.backends
    yield* this.variables
    yield* this.assignments()
    yield* this.locals
    yield* this.resources
    yield* this.data
    yield* this.calls
    yield* this.outputs
    for (const policy of this.policies) {
      yield policy
      yield* policy.statements
    }
    yield* this.networkRules
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
