import type { Span } from '../../core/span'
import { children, type Expression, type HclNode } from './hcl/tree'
import { traversalText, type ModuleSource, type Section } from './source'
import type { SourceFile } from './value'

/** A reference as it is written. */
export interface Use {
  readonly target: 'var' | 'local' | 'resource' | 'data' | 'module'
  /** `var.x`, `local.x`, `aws_vpc.main`, `data.aws_ami.x`, `module.x` */
  readonly address: string
  readonly name: string
  readonly span: Span
  /** The name alone. */
  readonly nameSpan: Span
  /** The attribute that is read of it, the output of a module among them. */
  readonly attribute: { readonly name: string; readonly span: Span } | null
  /** What picks one of its instances. */
  readonly index: Expression | null
  readonly file: SourceFile
  /** Address of the block that holds it. */
  readonly owner: string
  /** The top-level argument or block within the owner that holds it. */
  readonly under: string
}

/** The address of a top-level block: `var.x`, `aws_vpc.main`, `output.x`, `provider.aws`, `locals`. */
export function addressOf(section: Section): string {
  const [first, second] = section.labels
  switch (section.block!.type) {
    case 'resource': return `${first}.${second}`
    case 'data': return `data.${first}.${second}`
    case 'ephemeral': return `ephemeral.${first}.${second}`
    case 'variable': return `var.${first}`
    case 'locals': case 'terraform': return section.block!.type
    default: return [section.block!.type, ...section.labels].join('.')
  }
}

/** Words that are no resource types although a name follows them. */
const words: ReadonlySet<string> = new Set(['each', 'count', 'self', 'path', 'terraform', 'tofu', 'ephemeral', 'provider'])

/** The references of an expression. `bound` are names that mean something else there. */
export function* usesIn(root: HclNode, file: SourceFile, owner: string, under: string, bound: ReadonlySet<string>): Generator<Use> {
  const stack: { readonly node: HclNode; readonly bound: ReadonlySet<string> }[] = [{ node: root, bound }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, bound } = top
    if (node.kind === 'variable' || node.kind === 'getAttribute' || node.kind === 'index') {
      const chain: Expression[] = []
      let first: Expression = node
      while (first.kind === 'getAttribute' || first.kind === 'index') {
        chain.push(first)
        if (first.kind === 'index') stack.push({ node: first.key, bound })
        first = first.target
      }
      if (first.kind === 'variable') {
        const use = bound.has(first.name) ? null : useOf(first.name, first.span[0], chain.reverse(), file, owner, under)
        if (use) yield use
      } else stack.push({ node: first, bound })
      continue
    }
    if (node.kind === 'for' || node.kind === 'forDirective') {
      const inner = new Set(bound).add(node.valueVariable.text)
      if (node.keyVariable) inner.add(node.keyVariable.text)
      stack.push({ node: node.collection, bound })
      const rest: readonly (HclNode | null)[] = node.kind === 'for' ? [node.key, node.value, node.condition] : node.body
      for (const child of rest) if (child) stack.push({ node: child, bound: inner })
      continue
    }
    // A bare word as an object's key is a name.
    if (node.kind === 'objectItem') {
      if (node.name === null) stack.push({ node: node.key, bound })
      stack.push({ node: node.value, bound })
      continue
    }
    for (const child of children(node)) stack.push({ node: child, bound })
  }
}

function useOf(word: string, start: number, chain: readonly Expression[], file: SourceFile, owner: string, under: string): Use | null {
  const named = (i: number): { readonly name: string; readonly span: Span } | null => { const step = chain[i]; return step?.kind === 'getAttribute' ? { name: step.name, span: step.nameSpan } : null }
  const first = named(0)
  if (!first || words.has(word)) return null
  const make = (target: Use['target'], address: string, name: { readonly name: string; readonly span: Span }, at: number): Use => {
    let next = at
    while (chain[next]?.kind === 'index') next++
    const picked = chain[at]
    return { target, address, name: name.name, span: [start, name.span[1]], nameSpan: name.span, attribute: named(next), index: picked?.kind === 'index' ? picked.key : null, file, owner, under }
  }
  switch (word) {
    case 'var': return make('var', `var.${first.name}`, first, 1)
    case 'local': return make('local', `local.${first.name}`, first, 1)
    case 'module': return make('module', `module.${first.name}`, first, 1)
    case 'data': {
      const second = named(1)
      return second && make('data', `data.${first.name}.${second.name}`, second, 2)
    }
    default: return make('resource', `${word}.${first.name}`, first, 1)
  }
}

/** Arguments whose words are no values. */
const skipped: ReadonlySet<string> = new Set(['provider', 'providers', 'ignore_changes', 'type'])

export function* usesOf(section: Section): Generator<Use> {
  const owner = addressOf(section), top = section.block!.type
  if (top === 'moved' || top === 'removed') return
  const bound = new Set<string>()
  const collect = (one: Section): void => {
    for (const item of one.body.items) if (item.kind === 'block') {
      if (item.type === 'dynamic' && item.labels[0]) {
        const iterator = item.body.items.find((inner) => inner.kind === 'attribute' && inner.name === 'iterator')
        bound.add((iterator?.kind === 'attribute' && traversalText(iterator.value)) || item.labels[0].text)
      }
    }
  }
  const blocks: { readonly section: Section; readonly under: string }[] = [{ section, under: '' }]
  const found: { readonly node: Expression; readonly under: string; readonly file: SourceFile }[] = []
  for (let top = blocks.pop(); top; top = blocks.pop()) {
    collect(top.section)
    const inner = top
    for (const { file, attribute } of top.section.attributes()) {
      if (section.block!.type === 'import' && attribute.name === 'to') continue
      if (skipped.has(attribute.name) && !(attribute.name === 'type' && section.block!.type !== 'variable') || inner.under === 'dynamic' && attribute.name === 'iterator') continue
      found.push({ node: attribute.value, under: inner.under || (section.block!.type === 'locals' ? `local.${attribute.name}` : attribute.name), file })
    }
    for (const type of top.section.blockTypes) {
      // Its configuration_aliases are names, not references.
      if (type === 'required_providers') continue
      for (const block of top.section.file.hcl.syntax === 'json' ? [] : top.section.blocks(type)) blocks.push({ section: block, under: top.under || type })
      for (const block of top.section.dynamics.get(type) ?? []) blocks.push({ section: block, under: top.under || type })
    }
  }
  for (const { node, under, file } of found) yield* usesIn(node, file, section.block!.type === 'locals' ? under : owner, under, bound)
}

/** Who refers to whom within a module, as far as the text tells. */
export class References {
  readonly all: readonly Use[]
  private readonly byOwner = new Map<string, Use[]>()
  private readonly byTarget = new Map<string, Use[]>()
  private readonly reached = new Map<string, ReadonlySet<string>>()

  constructor(source: ModuleSource) {
    this.all = [...source.sections()].flatMap((section) => [...usesOf(section)])
    for (const use of this.all) {
      push(this.byOwner, use.owner, use)
      push(this.byTarget, use.address, use)
    }
  }

  of(owner: string): readonly Use[] { return this.byOwner.get(owner) ?? [] }
  to(address: string): readonly Use[] { return this.byTarget.get(address) ?? [] }

  /** Addresses that uses lead to, through locals. */
  resolve(uses: Iterable<Use>): ReadonlySet<string> {
    const found = new Set<string>()
    for (const use of uses) {
      found.add(use.address)
      if (use.target === 'local') for (const address of this.throughLocal(use.address)) found.add(address)
    }
    return found
  }

  private throughLocal(address: string): ReadonlySet<string> {
    let known = this.reached.get(address)
    if (!known) {
      this.reached.set(address, known = new Set())
      const found = new Set<string>()
      for (const use of this.of(address)) {
        found.add(use.address)
        if (use.target === 'local') for (const inner of this.throughLocal(use.address)) found.add(inner)
      }
      this.reached.set(address, known = found)
    }
    return known
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

const known = new WeakMap<ModuleSource, References>()

export function referencesOf(source: ModuleSource): References {
  let references = known.get(source)
  if (!references) known.set(source, references = new References(source))
  return references
}
