import type { Document } from '../../core/document'
import type { Fact, Place } from '../../core/fact'
import type { SyntaxError } from '../../core/language'
import type { Lookup } from '../../core/lookup'
import { list, Unknown, type List, type Maybe } from '../../core/value'
import { codeowners, ownersOf } from '../repository/exports'
import type { YamlNode } from '../yaml/tree'
import { asMap, asScalar, asSequence, entries, isOpen, lookup } from '../yaml/walk'
import type * as facts from './facts'
import type { FlagNode } from './flag'
import { FlagdFlag } from './flagd'
import { itemsOf, Node, textOf, type Source } from './node'
import { formatOf, yamlParser } from './reader'
import { UnleashFlag } from './unleash'

const none = { span: [0, 0] as const, documents: [] }

/** The flags of a file. */
export function modelOf(document: Document, lookup: Lookup): Model {
  const { file } = document.tree(yamlParser), first = file.documents.find(one => one.root !== null) ?? file.documents[0] ?? null
  const errors = file.errors.filter(error => error.code !== 'duplicate-key').map(({ message, span }) => ({ path: document.path, span: [span[0], Math.min(span[1], lineEnd(file.text, span[0]))] as const, message }))
  return new Model({ path: document.path, text: file.text, document: first ?? { ...none, root: null, errors: [], damagedSpans: [] } }, first?.root ?? null, formatOf(document.path, document.text.slice(0, 4096)) ?? 'flagd', errors, lookup)
}

/** The flags that an object of another language holds, in the words of flagd. */
export const flagFacts = (source: Source, root: YamlNode, holder: string, lookup: Lookup): Iterable<Fact> => new Model(source, root, 'flagd', [], lookup, holder).facts()

/** All facts of one file of flags, or of one object that holds some. */
export class Model {
  readonly file: FileNode
  readonly flags: List<FlagNode>
  private strategies: ReadonlyMap<string, { readonly node: YamlNode; readonly index: number }[]> | null = null

  constructor(readonly source: Source, private readonly root: YamlNode | null, private readonly format: 'flagd' | 'unleash', readonly errors: readonly SyntaxError[], readonly lookup: Lookup, /** What its subjects begin with: the object that holds it. */ readonly holder: string | null = null) {
    this.flags = this.readFlags()
    this.file = new FileNode(this, format, root)
  }

  /** What a flagd file says of all its flags. */
  get metadata(): YamlNode | null { return lookup(this.root, 'metadata') }

  get evaluators(): ReadonlySet<string> & { readonly open?: boolean } {
    const at = lookup(this.root, '$evaluators'), names = new Set([...entries(at)].flatMap(({ name }) => name ?? []))
    return at && isOpen(at) ? Object.assign(names, { open: true }) : names
  }

  private readFlags(): List<FlagNode> {
    const at = lookup(this.root, this.format === 'unleash' ? 'features' : 'flags'), found: FlagNode[] = [], sequence = asSequence(at)
    if (sequence) for (const item of sequence.items) {
      const name = textOf(lookup(item, this.format === 'unleash' ? 'name' : 'key'))
      if (typeof name !== 'string') continue
      const key = asScalar(lookup(item, this.format === 'unleash' ? 'name' : 'key'))
      found.push(this.format === 'unleash' ? new UnleashFlag(this, name, item, key) : new FlagdFlag(this, name, item, key))
    }
    else if (this.format === 'flagd') for (const { name, key, value } of entries(at)) if (name !== null) found.push(new FlagdFlag(this, name, value, key))
    return list(found, at !== null && isOpen(at))
  }

  private beside(section: string, key: string): readonly YamlNode[] {
    return itemsOf(lookup(this.root, section)).filter(node => [textOf(lookup(node, 'featureName')), textOf(lookup(node, 'name'))].includes(key))
  }

  strategiesOf(key: string): readonly { readonly node: YamlNode; readonly index: number }[] {
    if (!this.strategies) {
      const all = new Map<string, { node: YamlNode; index: number }[]>()
      for (const [index, node] of itemsOf(lookup(this.root, 'featureStrategies')).entries()) {
        const name = textOf(lookup(node, 'featureName'))
        if (typeof name === 'string') all.set(name, [...all.get(name) ?? [], { node, index }])
      }
      this.strategies = all
    }
    return this.strategies.get(key) ?? []
  }

  environmentsOf(key: string): readonly YamlNode[] { return this.beside('featureEnvironments', key) }

  tagsOf(key: string): readonly { readonly type: string; readonly value: string }[] {
    return this.beside('featureTags', key).flatMap(node => {
      const type = textOf(lookup(node, 'tagType')), value = textOf(lookup(node, 'tagValue'))
      return typeof type === 'string' && typeof value === 'string' ? [{ type, value }] : []
    })
  }

  *facts(): Generator<Fact> {
    if (!this.root) return
    yield this.file
    for (const flag of this.flags) yield* flag.facts()
  }
}

const nowhere: YamlNode = { kind: 'scalar', value: null, source: '', style: 'plain', span: [0, 0], anchor: null, tag: null, unknown: false, conditional: false }

export class FileNode extends Node implements facts.File {
  readonly kind = 'flags.FlagFile'
  constructor(private readonly model: Model, readonly format: 'flagd' | 'unleash', root: YamlNode | null) { super(model.source, root ?? nowhere, null) }

  get subject(): string { return this.model.holder ?? 'file' }
  get isObject(): boolean { return this.model.holder !== null }
  get flags(): List<FlagNode> { return this.model.flags }
  override locate(path: string): Place {
    if (path !== '') return super.locate(path)
    const map = asMap(this.node), pair = map?.pair(this.format === 'unleash' ? 'features' : 'flags')
    return pair ? { path: this.path, span: pair.key.span, missing: false } : super.locate(path)
  }

  get isOwned(): Maybe<boolean> {
    const found = this.model.lookup.find(codeowners)
    if (found instanceof Unknown) return found
    return found[0] ? (ownersOf(found[0], this.path)?.owners.length ?? 0) > 0 : new Unknown('CODEOWNERS')
  }

  get problems(): List<facts.Problem> {
    const found: facts.Problem[] = [], at = this.at('flags')
    if (this.format === 'flagd') {
      const root = asMap(this.node)
      if (!at) { if (root && !isOpen(root)) found.push({ path: '', text: 'has no flags' }) }
      else if (!asMap(at) && !asSequence(at) && !at.unknown) found.push({ path: 'flags', text: 'has flags that are neither a map nor a list' })
      const seen = new Set<string>()
      for (const [i, item] of itemsOf(at).entries()) {
        const key = textOf(lookup(item, 'key'))
        if (key === null && asMap(item) && !isOpen(item)) found.push({ path: `flags[${i}]`, text: 'has a flag without a key' })
        if (typeof key !== 'string') continue
        if (seen.has(key)) found.push({ path: `flags[${i}].key`, text: `has the flag '${key}' twice` })
        seen.add(key)
      }
      for (const { code, span } of this.source.document.errors) if (code === 'duplicate-key' && asMap(at) && at!.span[0] <= span[0] && span[1] <= at!.span[1]) {
        const pair = asMap(at)!.pairs.find(one => one.key.span[0] === span[0])
        if (pair?.name) found.push({ path: `flags["${pair.name.replace(/["\\]/g, '\\$&')}"]`, text: `has the flag '${pair.name}' twice` })
      }
    }
    return list(found)
  }
}

const lineEnd = (text: string, at: number): number => { const end = text.indexOf('\n', at); return end < 0 ? text.length : end }
