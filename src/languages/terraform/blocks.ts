import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { nearest } from '../../core/nearest'
import type { List } from '../../core/value'
import { scopeOf } from './evaluate'
import type * as facts from './facts'
import { dynamicShape, testLevel, topLevel, type Shape } from './grammar'
import { remove } from './hcl/edit'
import type { Attribute, Block, HclNode } from './hcl/tree'
import type { Model } from './model'
import { Node } from './node'
import { editIn, locateIn } from './place'
import { refactoringProblem } from './refactoring'
import { computedKey, problemOf } from './repetition'
import { isOverride, lineOf, nameOf, Section, testFilesOf, tokenOf, traversalText } from './source'
import type { SourceFile } from './value'

/** A block that Terraform itself reads, wherever it stands. */
export class BlockNode extends Node implements facts.Block {
  readonly section: Section
  constructor(model: Model, private readonly file_: SourceFile, readonly block: Block, private readonly shape: Shape | null, readonly within: string, readonly file: facts.Block['file'], private readonly known: readonly string[], private readonly outer: string) {
    super(model, 'terraform.Block')
    this.section = new Section(file_, block, block.body)
  }
  get path(): string { return this.file_.path }
  get subject(): string { return `${this.outer}${[this.type, ...this.labels].join('.')}` }
  get damaged(): boolean { return this.block.close === null || this.file_.hcl.errors.some(({ span }) => span[0] < this.block.span[1] && this.block.span[0] < span[1] || span[0] === this.block.span[1]) }
  get type(): string { return this.block.type }
  get labels(): List<string> { return this.block.labels.map(({ text }) => text) }
  get address(): string { return [this.type === 'resource' ? '' : this.type === 'variable' ? 'var' : this.type, ...this.labels].filter((part) => part !== '').join('.') }
  get isKnown(): boolean { return this.shape !== null }
  get suggestion(): string | null { return this.isKnown ? null : nearest(this.type, this.known, 2) }
  get expectedLabels(): number { return this.shape?.labels ?? this.labels.length }
  get keys(): List<string> { return this.once('keys', () => [...new Set(this.block.body.items.map((item) => item.kind === 'attribute' ? item.name : item.type))]) }
  private get attributes(): readonly Attribute[] { return this.block.body.items.filter((item): item is Attribute => item.kind === 'attribute') }

  get unknownArguments(): List<facts.Misspelt> {
    const { shape } = this
    if (!shape || shape.isOpen) return []
    const allowed = [...shape.required ?? [], ...shape.optional ?? []], given = new Set(this.keys)
    return this.attributes.filter(({ name }) => !allowed.includes(name)).map(({ name }) => ({ name, suggestion: nearest(name, allowed.filter((one) => !given.has(one)), 3) }))
  }
  get missingArguments(): List<string> {
    // What another file says of the block may be all there is to it.
    return isOverride.test(nameOf(this.path)) ? [] : (this.shape?.required ?? []).filter((name) => !this.keys.includes(name))
  }
  private count(type: string): number { return this.block.body.items.filter((item) => item.kind === 'block' && (item.type === type || item.type === 'dynamic' && item.labels[0]?.text === type)).length }
  get missingBlocks(): List<string> { return this.damaged || isOverride.test(nameOf(this.path)) ? [] : Object.entries(this.shape?.blocks ?? {}).filter(([type, { least = 0 }]) => this.count(type) < least).map(([type]) => type) }
  get surplusBlocks(): List<string> { return Object.entries(this.shape?.blocks ?? {}).filter(([type, { most = Infinity }]) => this.count(type) > most).map(([type]) => type) }

  private get repetition(): ReturnType<typeof problemOf> { return this.once('repetition', () => this.within === '' ? problemOf(this.section, this.model.instance) : null) }
  get forEachProblem(): string | null { return this.repetition?.problem ?? null }
  get forEachReplacement(): string | null { return this.repetition?.replacement ?? null }
  private get computed(): ReturnType<typeof computedKey> { return this.once('computed', () => this.within === '' ? computedKey(this.section, this.model.instance) : null) }
  get computedKey(): string | null { return this.computed?.address ?? null }
  private get refactoring(): ReturnType<typeof refactoringProblem> { return this.once('refactoring', () => this.within === '' ? refactoringProblem(this.model, this.file_, this.block) : null) }
  get problem(): string | null { return this.refactoring?.message ?? null }
  get duplicates(): List<facts.Duplicate> { return this.once('duplicates', () => this.within === '' && this.file === 'configuration' ? duplicatesIn(this.model, this.file_, this.block) : []) }

  locate(path: string): Place {
    if (path === 'problem') return this.locate(this.refactoring?.at ?? '')
    if (path === 'computedKey' && this.computed) return { path: this.path, span: lineOf(this.file_.hcl.text, this.computed.expression.span), missing: false }
    if (path === 'forEachProblem') return { path: this.path, span: tokenOf(this.file_, this.section.attribute('for_each')!.attribute.value), missing: false }
    if (path === '' || path === 'type') return { path: this.path, span: this.block.typeSpan, missing: false }
    const label = /^labels\[(\d+)\]$/.exec(path)
    if (label) return { path: this.path, span: this.block.labels[Number(label[1])]?.span ?? this.block.typeSpan, missing: false }
    const argument = /^argument:(.+)$/.exec(path), found = argument && this.attributes.find(({ name }) => name === argument[1])
    if (found) return { path: this.path, span: found.nameSpan, missing: false }
    const nth = /^(\w+)\[(\d+)\]$/.exec(path), nested = nth && this.block.body.items.filter((item): item is Block => item.kind === 'block' && item.type === nth[1])[Number(nth[2])]
    if (nested) return { path: this.path, span: nested.typeSpan, missing: false }
    return locateIn(this.model.instance, this.section, scopeOf(this.file_), path, this.address)
  }

  edit(change: Change): readonly Edit[] | null {
    if (this.file_.hcl.syntax === 'json') return null
    const argument = /^argument:(.+)$/.exec(change.path), found = argument && this.attributes.find(({ name }) => name === argument[1])
    if (change.kind === 'replace' && (change.path === '' || change.path === 'type')) return [{ path: this.path, span: this.block.typeSpan, text: change.text }]
    if (change.kind === 'replace' && change.path === 'forEachProblem') return [{ path: this.path, span: this.section.attribute('for_each')!.attribute.value.span, text: change.text }]
    if (change.kind === 'replace' && found) return [{ path: this.path, span: found.nameSpan, text: change.text }]
    if (change.kind === 'remove' && found) return remove(this.file_.hcl, found).map(({ span, text }) => ({ path: this.path, span, text }))
    return editIn(this.model.instance, this.section, scopeOf(this.file_), change)
  }
}

/** What a block declares that one before it in the module declares too. */
function duplicatesIn(model: Model, file: SourceFile, block: Block): readonly facts.Duplicate[] {
  const { source } = model, [first, second] = block.labels.map(({ text }) => text)
  if (isOverride.test(nameOf(file.path))) return []
  const isTwice = (all: readonly Section[] | undefined): boolean => all !== undefined && all.length > 1 && all[0]!.block !== block
  const name = (address: string, at: number, twice: boolean): readonly facts.Duplicate[] => twice ? [{ address, at: `labels[${at}]` }] : []
  switch (block.type) {
    case 'variable': return name(`var.${first}`, 0, isTwice(source.variables.get(first!)))
    case 'output': return name(`output.${first}`, 0, isTwice(source.outputs.get(first!)))
    case 'module': return name(`module.${first}`, 0, isTwice(source.calls.get(first!)))
    case 'resource': return name(`${first}.${second}`, 1, isTwice(source.resources.get(`${first}.${second}`)))
    case 'data': case 'ephemeral': return name(`${block.type}.${first}.${second}`, 1, isTwice(source.resources.get(`${block.type}.${first}.${second}`)))
    case 'locals': return block.body.items.flatMap((item) => item.kind === 'attribute' && isTwice(source.locals.get(item.name)?.map((entry) => entry.section)) ? [{ address: `local.${item.name}`, at: `argument:${item.name}` }] : [])
    case 'provider': {
      const aliasOf = (section: Section): string | null => { const entry = section.attribute('alias'); return entry && traversalText(entry.attribute.value) }
      const own = source.providers.find((section) => section.block === block), alias = own && aliasOf(own)
      return own ? name(alias ? `provider ${first}.${alias}` : `provider ${first}`, 0, isTwice(source.providers.filter((section) => section.labels[0] === first && aliasOf(section) === alias))) : []
    }
    default: return []
  }
}

/** The blocks of the module's files that Terraform itself reads. */
export function* blocksIn(model: Model): Generator<Fact> {
  for (const file of model.source.files) if (file.hcl.syntax === 'native') yield* blocksOfFile(model, file, 'configuration', topLevel)
  for (const file of testFilesOf(model.source.dir, model.environment)) yield* blocksOfFile(model, file, 'tests', testLevel)
  for (const { file } of model.variablesFiles) for (const item of file.hcl.body.items) if (item.kind === 'block') yield new BlockNode(model, file, item, null, '', 'variables', [], '')
}

export function* blocksOfFile(model: Model, file: SourceFile, kind: facts.Block['file'], shapes: Readonly<Record<string, Shape>>): Generator<Fact> {
  for (const item of file.hcl.body.items) if (item.kind === 'block') {
    const shape = Object.hasOwn(shapes, item.type) ? shapes[item.type]! : null
    const top = new BlockNode(model, file, item, shape, '', kind, Object.keys(shapes), '')
    yield top
    if (shape) yield* blocksBelow(model, file, item, shape, kind, `${top.subject}/`)
  }
}

function* blocksBelow(model: Model, file: SourceFile, block: Block, shape: Shape, kind: facts.Block['file'], outer: string): Generator<Fact> {
  const own = shape.blocks ?? {}
  for (const item of block.body.items) {
    if (item.kind !== 'block') continue
    const inner = Object.hasOwn(own, item.type) ? own[item.type]!.shape : null
    if (inner || !shape.isOpen) {
      const node = new BlockNode(model, file, item, inner, block.type, kind, Object.keys(own), outer)
      yield node
      if (inner) yield* blocksBelow(model, file, item, inner, kind, `${node.subject}/`)
    } else if (block.type === 'resource' || block.type === 'data' || block.type === 'ephemeral') yield* dynamicsIn(model, file, item, kind, outer)
  }
}

/** The `dynamic` blocks within a block of a provider. */
function* dynamicsIn(model: Model, file: SourceFile, root: Block, kind: facts.Block['file'], outer: string): Generator<Fact> {
  const stack: { readonly node: HclNode; readonly depth: number }[] = [{ node: root, depth: 0 }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (top.node.kind !== 'block' || top.depth > 40) continue
    if (top.node.type === 'dynamic') yield new BlockNode(model, file, top.node, dynamicShape, 'resource', kind, [], outer)
    for (const item of top.node.body.items) stack.push({ node: item, depth: top.depth + 1 })
  }
}

