import type { Location } from '../../core/finding'
import type { Environment } from '../../core/language'
import { contains } from '../../core/span'
import { evaluate, member, scopeOf, sorted, sourceOf, type Host, type Scope, type Step } from './evaluate'
import { documentOf } from './policy-document'
import { isInstalled, readInstalled, type InstalledModule } from './installed'
import { outlineOf } from './outlines'
import { filesOf, folderOf, joinPath, ModuleSource, readFile, traversalText, type Entry, type Section } from './source'
import { convert } from './types'
import { failure, listOf, mapOf, number, text, unknown, type MapValue, type Origin, type Value } from './value'
import type { Attribute, Expression } from './hcl/tree'

/** How many instances of `count` and `for_each` are told apart. */
const mostInstances = 64
/** How much work one module may be, beside a step for each of its characters. */
const mostSteps = 300_000

/** Reads each module of a workspace once. */
export class Loader {
  private readonly sources = new Map<string, ModuleSource>()
  private readonly installedBy = new Map<string, ReadonlyMap<string, InstalledModule>>()
  constructor(readonly environment: Environment) {}

  source(dir: string): ModuleSource {
    let source = this.sources.get(dir)
    if (!source) this.sources.set(dir, source = new ModuleSource(dir, filesOf(dir, this.environment).flatMap((path) => readFile(path, this.environment) ?? [])))
    return source
  }

  /** What `terraform init` has installed for a root module, by the path of the call: `vpc`, `eks.kms`. */
  installed(root: string): ReadonlyMap<string, InstalledModule> {
    let known = this.installedBy.get(root)
    if (!known) this.installedBy.set(root, known = readInstalled(root, this.environment))
    return known
  }

  /** The outline of a module of the public registry that is not installed; null where we know none. */
  outline(source: string): ModuleSource | null {
    const file = outlineOf(source)
    if (!file) return null
    const dir = folderOf(file.path)
    let known = this.sources.get(dir)
    if (!known) this.sources.set(dir, known = new ModuleSource(dir, [file]))
    return known
  }
}

/** A value given to a variable from outside, and how. */
export interface Given { readonly value: Value; readonly from: 'tfvars' | 'argument' }

/** One instance of a repeated block; of a symbolic one key and index are unknown. */
export interface BlockInstance { readonly key: string | number | null; readonly scope: Scope; readonly isSymbolic: boolean }

/** Attributes of a block that are Terraform's own and not the provider's. */
export const metaArguments: ReadonlySet<string> = new Set(['count', 'for_each', 'provider', 'providers', 'depends_on', 'lifecycle', 'provisioner', 'connection', 'source', 'version'])
export const resourceMeta: ReadonlySet<string> = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'provisioner', 'connection'])

const busy = Symbol('busy')
type Memo = Map<unknown, Value | typeof busy>

/** A module with the values that one caller or one set of tfvars gives it. Evaluates lazily; a cycle is unknown. */
export class Instance implements Host {
  private readonly variables: Memo = new Map()
  private readonly locals: Memo = new Map()
  private readonly outputs: Memo = new Map()
  private readonly attributes = new Map<Scope, Memo>()
  private readonly repeated = new Map<Section, readonly BlockInstance[]>()
  private readonly children = new Map<string, Instance | null>()
  private steps = 0
  private readonly most: number

  constructor(
    readonly source: ModuleSource,
    readonly loader: Loader,
    /** Values by variable; null where nothing is known of the caller, not even whether it leaves defaults in force. */
    readonly given: ReadonlyMap<string, Given> | null,
    /** Names of the calls that lead here from the root module. */
    readonly calls: readonly string[],
    private readonly root: string,
  ) { this.most = mostSteps + source.files.reduce((sum, file) => sum + file.hcl.text.length, 0) }

  spend(): boolean { return ++this.steps <= this.most }

  fileText(path: string): string | null | undefined {
    if (path.startsWith('/') || path.includes('\0')) return undefined
    for (const base of ['', this.root]) {
      const full = joinPath(base, path)
      const document = full === null || full === '' ? null : this.loader.environment.read(full)
      if (document) return document.text
    }
    return undefined
  }

  private once(memo: Memo, key: unknown, cyclic: () => Value, compute: () => Value): Value {
    const known = memo.get(key)
    if (known === busy) return cyclic()
    if (known) return known
    memo.set(key, busy)
    let value: Value
    try { value = compute() } catch (error) { if (!(error instanceof RangeError)) throw error; value = cyclic() }
    memo.set(key, value)
    return value
  }

  /** What a variable holds and where that comes from. */
  variable(name: string): { readonly value: Value; readonly from: 'default' | 'tfvars' | 'argument' | 'unknown' } {
    const section = this.source.variables.get(name)?.[0]
    const given = this.given?.get(name)
    const fallback = section?.attribute('default') ?? null
    if (!section) return { value: unknown(`var.${name}`, { file: this.source.files[0]!, span: [0, 0], expression: null }), from: 'unknown' }
    const origin: Origin = { file: section.file, span: section.block!.labels[0]!.span, expression: null }
    const nullable = section.attribute('nullable')
    const skipsNull = given?.value.kind === 'null' && nullable?.attribute.value.kind === 'literal' && nullable.attribute.value.value === false
    const from = given && !skipsNull ? given.from : this.given && fallback ? 'default' : 'unknown'
    const value = this.once(this.variables, name, () => unknown(`var.${name}`, origin), () => {
      const raw = from === 'unknown' ? unknown(`var.${name}`, origin) : from === 'default' ? this.entry(fallback!) : given!.value
      const type = section.attribute('type')
      return type ? convert(raw, type.attribute.value, type.file, this) : raw
    })
    return { value, from }
  }

  /** The variable in whose default a place lies, where that default is in force until somebody gives a value on the command line. Null elsewhere, and where a caller has left the default as it is. */
  assumedAt({ path, span }: Location): string | null {
    if (this.calls.length > 0) return null
    for (const [name, [section]] of this.source.variables) {
      const fallback = section!.attribute('default')
      if (fallback?.file.path === path && contains(fallback.attribute.value.span, span)) return this.variable(name).from === 'default' ? name : null
    }
    return null
  }

  local(name: string): Value | null {
    const entry = this.source.locals.get(name)?.[0]
    if (!entry) return null
    const origin: Origin = { file: entry.file, span: entry.attribute.span, expression: entry.attribute.value }
    return this.once(this.locals, name, () => unknown(`local.${name}`, origin), () => this.entry(entry))
  }

  output(name: string): Value | null {
    const section = this.source.outputs.get(name)?.[0], entry = section?.attribute('value')
    if (!section || !entry) return null
    return this.once(this.outputs, name, () => unknown(`output.${name}`, { file: section.file, span: section.block!.span, expression: null }), () => this.entry(entry))
  }

  /** An attribute evaluated outside any block that repeats. */
  entry(entry: Entry, scope: Scope = scopeOf(entry.file)): Value {
    return evaluate(entry.attribute.value, scope.file === entry.file ? scope : { ...scope, file: entry.file }, this)
  }

  /** The instances of a block with `count` or `for_each`; none where it is known to have none. */
  instances(section: Section): readonly BlockInstance[] {
    let known = this.repeated.get(section)
    if (!known) {
      // A block that counts itself is a cycle.
      this.repeated.set(section, [this.symbolic(section)])
      this.repeated.set(section, known = this.expand(section))
    }
    return known
  }

  private symbolic(section: Section): BlockInstance {
    const scope = scopeOf(section.file), origin: Origin = { file: section.file, span: section.block!.span, expression: null }
    const entry = section.attribute('for_each')
    return { key: null, isSymbolic: true, scope: entry ? { ...scope, each: { key: unknown('each.key', origin), value: unknown('each.value', origin) } } : { ...scope, count: unknown('count.index', origin) } }
  }

  private expand(section: Section): readonly BlockInstance[] {
    const count = section.attribute('count'), forEach = section.attribute('for_each')
    const scope = scopeOf(section.file)
    if (forEach) {
      const value = this.entry(forEach)
      const members = membersOf(value)
      if (!members) return [this.symbolic(section)]
      const made = members.items.map(([key, value]): BlockInstance => ({ key: key.kind === 'string' ? key.value : null, isSymbolic: false, scope: { ...scope, each: { key, value } } }))
      return members.open && !made.length || made.length > mostInstances ? [this.symbolic(section)] : made
    }
    if (count) {
      const value = this.entry(count), many = value.kind === 'number' ? value.value : value.kind === 'bool' ? Number(value.value) : value.kind === 'string' && /^\d+$/.test(value.value) ? Number(value.value) : null
      if (many === null || many > mostInstances || many < 0 || !Number.isInteger(many)) return [this.symbolic(section)]
      return Array.from({ length: many }, (_, i) => ({ key: i, isSymbolic: false, scope: { ...scope, count: number(i, { file: count.file, span: count.attribute.value.span, expression: count.attribute.value }) } }))
    }
    return [{ key: null, isSymbolic: false, scope }]
  }

  /** How many instances a block has; unknown where that is. */
  instanceCount(section: Section): number | null {
    const all = this.instances(section)
    return all.some((one) => one.isSymbolic) ? null : all.length
  }

  /** An argument of a block instance as it is configured; a nested block is a list of maps. Null where it is not written. */
  configured(section: Section, name: string, scope: Scope): Value | null {
    let memo = this.attributes.get(scope)
    if (!memo) this.attributes.set(scope, memo = new Map())
    const entry = section.attribute(name)
    const isBlock = section.blocks(name).length > 0 || section.dynamics.has(name)
    if (!entry && !isBlock) return null
    const origin: Origin = entry ? { file: entry.file, span: entry.attribute.span, expression: entry.attribute.value } : { file: section.file, span: section.block?.span ?? [0, 0], expression: null }
    const key = `${section.block?.span[0]} ${name}`
    return this.once(memo, key, () => unknown(`${section.labels.join('.')}.${name}`, origin), () => {
      const inner: Scope = { ...scope, self: (attribute) => this.configured(section, attribute, scope) ?? unknown(`self.${attribute}`, origin) }
      if (!isBlock || entry && section.file.hcl.syntax !== 'json') return this.entry(entry!, inner)
      if (entry) return this.entry(entry, inner)
      return this.nested(section, name, inner)
    })
  }

  /** The nested blocks of a type: written ones, then those that `dynamic` makes. */
  nestedBlocks(section: Section, type: string, scope: Scope): { readonly blocks: readonly { readonly section: Section; readonly scope: Scope; readonly isDynamic: boolean }[]; readonly open: boolean } {
    const blocks: { section: Section; scope: Scope; isDynamic: boolean }[] = section.blocks(type).map((block) => ({ section: block, scope: { ...scope, file: block.file }, isDynamic: false }))
    let open = false
    for (const dynamic of section.dynamics.get(type) ?? []) {
      const content = dynamic.blocks('content')[0], forEach = dynamic.attribute('for_each')
      if (!content) continue
      const at: Origin = { file: dynamic.file, span: dynamic.block!.span, expression: null }
      const iterator = dynamic.attribute('iterator'), name = (iterator && traversalText(iterator.attribute.value)) ?? type
      const members = membersOf(forEach ? this.entry(forEach, scope) : unknown(`${name}.value`, at))
      const add = (key: Value, value: Value): void => {
        blocks.push({ section: content, isDynamic: true, scope: { ...scope, file: content.file, names: new Map(scope.names).set(name, mapOf(new Map([['key', key], ['value', value]]), at)) } })
      }
      for (const [key, value] of members?.items.slice(0, mostInstances) ?? []) add(key, value)
      if (members && !members.open && members.items.length <= mostInstances) continue
      if (!members?.items.length) add(unknown(`${name}.key`, at), unknown(`${name}.value`, at))
      open = true
    }
    return { blocks, open }
  }

  nested(section: Section, type: string, scope: Scope, depth = 0): Value {
    const { blocks, open } = this.nestedBlocks(section, type, scope)
    return listOf(blocks.map((block) => this.body(block.section, block.scope, depth)), { file: section.file, span: blocks[0]?.section.block?.span ?? section.block?.span ?? [0, 0], expression: null }, open)
  }

  /** A block's body as a map. */
  body(section: Section, scope: Scope, depth = 0): MapValue {
    const entries = new Map<string, Value>(), origin: Origin = { file: section.file, span: section.block?.span ?? section.body.span, expression: null }
    for (const entry of section.attributes()) entries.set(entry.attribute.name, this.entry(entry, scope))
    if (depth < 20) for (const type of section.blockTypes) if (!entries.has(type)) entries.set(type, this.nested(section, type, scope, depth + 1))
    return { kind: 'map', entries, open: false, origin }
  }

  /** A module that is called, with the arguments of one instance of the call; null where it is not here. */
  child(call: Section, instance: BlockInstance): Instance | null {
    const source = this.childSource(call), [name] = call.labels
    if (!source || this.calls.length > 8) return null
    const key = `${name} ${call.block!.span[0]} ${call.file.path} ${instance.isSymbolic} ${instance.key}`
    let child = this.children.get(key)
    if (child === undefined) {
      this.children.set(key, null)
      const given = new Map<string, Given>()
      for (const entry of call.attributes()) {
        const { name } = entry.attribute
        if (metaArguments.has(name)) continue
        let value: Value | null = null
        const argument = (): Value => value ??= this.entry(entry, instance.scope)
        given.set(name, { from: 'argument', get value() { return argument() } })
      }
      this.children.set(key, child = new Instance(source, this.loader, given, [...this.calls, name!], this.root))
    }
    return child
  }

  /** The module of a call: a local one, else what is installed, else the outline of one that many use. Null where none has files. */
  private childSource(call: Section): ModuleSource | null {
    const dir = this.childFolder(call), source = call.attribute('source')
    const value = dir === null && source ? this.entry(source) : null
    const found = dir !== null ? this.loader.source(dir) : value?.kind === 'string' ? this.loader.outline(value.value) : null
    return found?.files.length ? found : null
  }

  /** The folder of a call with a local source, or of what is installed for it. */
  childFolder(call: Section): string | null {
    const source = call.attribute('source'), version = call.attribute('version')
    if (!source) return null
    const value = this.entry(source), wanted = version && this.entry(version)
    if (value.kind !== 'string') return null
    if (/^\.\.?(?:\/|$)/.test(value.value)) return joinPath(this.source.dir, value.value)
    const installed = this.loader.installed(this.root).get([...this.calls, call.labels[0]!].join('.'))
    return installed && isInstalled(installed, value.value, wanted?.kind === 'string' ? wanted.value : null) ? installed.dir : null
  }

  reference(word: string, steps: readonly Step[], origin: Origin, scope: Scope): { readonly value: Value; readonly taken: number } | null {
    const [first, second] = steps, name = stepName(first)
    const here = (taken: number): { value: Value; taken: number } => ({ value: unknown(sourceOf(origin.file, origin), origin), taken })
    switch (word) {
      case 'var': {
        if (name === null) return here(steps.length)
        if (!this.source.variables.has(name)) return here(steps.length)
        const { value } = this.variable(name)
        return { value, taken: 1 }
      }
      case 'local': return name === null ? here(steps.length) : { value: this.local(name) ?? here(0).value, taken: 1 }
      case 'each': return { value: (name === 'key' ? scope.each?.key : name === 'value' ? scope.each?.value : null) ?? here(0).value, taken: 1 }
      case 'count': return { value: (name === 'index' ? scope.count : null) ?? here(0).value, taken: 1 }
      case 'self': return { value: name !== null && scope.self ? scope.self(name) : here(0).value, taken: 1 }
      case 'path': return { value: name === 'module' ? text(this.source.dir || '.', origin) : name === 'root' || name === 'cwd' ? text(this.root || '.', origin) : here(0).value, taken: 1 }
      case 'terraform': case 'tofu': return here(steps.length)
      case 'module': return name === null ? here(steps.length) : this.moduleReference(name, steps, origin, here)
      case 'data': {
        const own = stepName(second)
        return name === null || own === null ? here(steps.length) : this.resourceReference(`data.${name}.${own}`, steps, 2, origin, here)
      }
      case 'ephemeral': return here(steps.length)
      default: return name === null || !this.source.resources.has(`${word}.${name}`) ? (steps.length ? here(steps.length) : null) : this.resourceReference(`${word}.${name}`, steps, 1, origin, here)
    }
  }

  private moduleReference(name: string, steps: readonly Step[], origin: Origin, here: (taken: number) => { value: Value; taken: number }): { value: Value; taken: number } {
    const call = this.source.calls.get(name)?.[0]
    if (!call) return here(steps.length)
    const repeats = call.attribute('count') !== null || call.attribute('for_each') !== null
    const outputsOf = (instance: BlockInstance): Value => {
      const child = this.child(call, instance)
      if (!child) return unknown(`module.${name}`, origin)
      return mapOf(new Map([...child.source.outputs.keys()].map((output) => [output, child.output(output) ?? unknown(`module.${name}.${output}`, origin)])), origin)
    }
    if (!repeats) {
      const output = stepName(steps[1]), [instance] = this.instances(call)
      if (output === null) return { value: outputsOf(instance!), taken: 1 }
      const child = this.child(call, instance!)
      return child?.source.outputs.has(output) ? { value: child.output(output) ?? here(0).value, taken: 2 } : here(steps.length)
    }
    return { value: this.collection(call, outputsOf, steps[1], origin), taken: steps[1] ? 2 : 1 }
  }

  /** The instances of a repeated block as the list or map that references see, or the one that a step picks. */
  private collection(section: Section, valueOf: (instance: BlockInstance) => Value, step: Step | undefined, origin: Origin): Value {
    const all = this.instances(section), forEach = section.attribute('for_each') !== null
    if (all.some((one) => one.isSymbolic)) {
      const only = valueOf(all[0]!)
      return step ? only : forEach ? mapOf(new Map(), origin, true) : listOf([only], origin, true)
    }
    if (step && step.key.kind !== 'unknown') {
      const wanted = step.key.kind === 'string' || step.key.kind === 'number' ? step.key.value : null
      const found = all.find((one) => String(one.key) === String(wanted))
      return found ? valueOf(found) : failure(sourceOf(origin.file, origin), origin)
    }
    const whole = forEach ? mapOf(new Map(all.map((one) => [String(one.key), valueOf(one)])), origin) : listOf(all.map(valueOf), origin)
    return step ? member(whole, step.key, origin) : whole
  }

  private resourceReference(address: string, steps: readonly Step[], own: number, origin: Origin, here: (taken: number) => { value: Value; taken: number }): { value: Value; taken: number } {
    const section = this.source.resources.get(address)?.[0]
    if (!section) return here(steps.length)
    const printed = (attribute: string): string => `${address}.${attribute}`
    if (section.attribute('count') || section.attribute('for_each')) {
      const attribute = stepName(steps[own + 1])
      // One attribute of one instance needs no more than that.
      if (steps[own] && attribute !== null) {
        const picked = this.collection(section, (instance) => this.read(section, attribute, instance.scope, printed(attribute), origin), steps[own], origin)
        return { value: picked, taken: own + 2 }
      }
      return { value: this.collection(section, (instance) => this.whole(section, instance.scope, address, origin), steps[own], origin), taken: steps[own] ? own + 1 : own }
    }
    const attribute = stepName(steps[own]), [instance] = this.instances(section)
    if (attribute === null) return { value: this.whole(section, instance!.scope, address, origin), taken: own }
    return { value: this.read(section, attribute, instance!.scope, printed(attribute), origin), taken: own + 1 }
  }

  /** An attribute as others see it: what is not configured is computed by the provider. */
  read(section: Section, name: string, scope: Scope, printed: string, origin: Origin): Value {
    if (section.block!.type === 'data' && section.labels[0] === 'aws_iam_policy_document' && (name === 'json' || name === 'minified_json')) {
      return { ...unknown(printed, origin), decoded: documentOf(this, section, scope) }
    }
    if (section.labels[0] === 'terraform_data' && name === 'output') return this.configured(section, 'input', scope) ?? unknown(printed, origin)
    const value = resourceMeta.has(name) ? null : this.configured(section, name, scope)
    return !value || value.kind === 'null' ? unknown(printed, origin) : value
  }

  private whole(section: Section, scope: Scope, address: string, origin: Origin): Value {
    const entries = new Map<string, Value>()
    for (const { attribute } of section.attributes()) if (!resourceMeta.has(attribute.name)) entries.set(attribute.name, this.read(section, attribute.name, scope, `${address}.${attribute.name}`, origin))
    for (const type of section.blockTypes) if (!resourceMeta.has(type)) entries.set(type, this.read(section, type, scope, `${address}.${type}`, origin))
    return mapOf(entries, origin, true)
  }
}

const stepName = (step: Step | undefined): string | null => step?.key.kind === 'string' ? step.key.value : null

/** What `for_each` goes over; null where it is not known at all. */
function membersOf(value: Value): { readonly items: readonly (readonly [Value, Value])[]; readonly open: boolean } | null {
  if (value.kind === 'map') return { open: value.open, items: sorted(value.entries.keys()).map((key) => [text(key, value.entries.get(key)!.origin), value.entries.get(key)!] as const) }
  if (value.kind === 'list') return { open: value.open || value.items.some((item) => item.kind === 'unknown'), items: value.items.filter((item) => item.kind !== 'unknown').map((item, i) => [value.isSet ? item : number(i, item.origin), item] as const) }
  return value.kind === 'null' ? { items: [], open: false } : null
}

/** What a file of variables sets, in the order of the text. */
export function assignmentsOf(file: { readonly path: string; readonly hcl: Instance['source']['files'][number]['hcl'] }): readonly Attribute[] {
  return file.hcl.body.items.filter((item): item is Attribute => item.kind === 'attribute')
}

/** Stands for the module while a file of variables is read, in which no name means anything. */
const nobody: Host = { reference: () => null, fileText: () => undefined, spend: () => true }

export const constantValue = (expression: Expression, file: Origin['file']): Value => evaluate(expression, scopeOf(file), nobody)

