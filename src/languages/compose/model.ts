import type { Fact } from '../../core/fact'
import type { Environment, SyntaxError } from '../../core/language'
import type { Span } from '../../core/span'
import { Unknown } from '../../core/value'
import type { YamlNode } from '../yaml/tree'
import { asMap, asSequence, entries, entry, scalars } from '../yaml/walk'
import { readEnvFile, referencesIn, type Values } from './interpolation'
import { DefinitionNode, ProjectNode, VariableNode } from './nodes'
import { folderOf, join } from './paths'
import { isBase, isCompose, isOverlay, yamlParser } from './reader'
import { ServiceNode } from './service'
import { siteText, textOf, View, type Site, type Source } from './view'

const sections = ['networks', 'volumes', 'secrets', 'configs'] as const

/** All facts of one compose file. */
export class Model {
  readonly source: Source
  readonly values: Values
  readonly project: ProjectNode
  readonly services: readonly ServiceNode[]
  readonly definitions: readonly DefinitionNode[]
  private readonly sources = new Map<string, Source | null>()
  private known: readonly Source[] | null = null
  private brought: { readonly sources: readonly Source[]; readonly open: boolean } | null = null

  constructor(readonly path: string, readonly environment: Environment) {
    const env = environment.read(join(folderOf(path), '.env') ?? '.env')
    this.values = env ? readEnvFile(env.text) : new Map()
    this.source = this.sourceOf(path) ?? { path, text: '', document: null, values: this.values }
    const root = this.source.document?.root ?? null
    this.project = new ProjectNode(this, new View(root ? [{ source: this.source, node: root, key: null, depth: 0 }] : []))
    this.services = this.servicesIn()
    this.definitions = sections.flatMap(section => {
      const at = entry(root, section)
      return at ? [...entries(at.value)].flatMap(pair => pair.name === null ? [] : [new DefinitionNode(this, section, pair.name, new View([{ source: this.source, node: pair.value, key: pair.key, depth: 0 }]), { node: at.value, step: pair.name })]) : []
    })
  }

  get errors(): readonly SyntaxError[] {
    const file = this.environment.read(this.path)?.tree(yamlParser).file
    return file ? file.errors.filter(error => error.code !== 'duplicate-key').map(({ message, span }) => ({ path: this.path, span: [span[0], Math.min(span[1], lineEnd(file.text, span[0]))] as Span, message })) : []
  }

  sourceOf(path: string): Source | null {
    const known = this.sources.get(path)
    if (known !== undefined) return known
    const document = this.environment.read(path)
    if (!document) { this.sources.set(path, null); return null }
    const file = document.tree(yamlParser).file
    const source: Source = { path, text: file.text, document: file.documents.find(one => one.root !== null) ?? file.documents[0] ?? null, values: this.values }
    this.sources.set(path, source)
    return source
  }

  private servicesIn(): ServiceNode[] {
    const at = entry(this.source.document?.root ?? null, 'services')
    if (!at || !asMap(at.value)) return []
    const found: ServiceNode[] = []
    for (const { name } of entries(at.value)) {
      const view = name === null ? null : this.serviceView(this.source, name)
      if (view) found.push(new ServiceNode(this, name!, view, { node: at.value, step: name! }))
    }
    return found
  }

  /** A service with what it extends. */
  serviceView(source: Source, name: string, depth = 0, visited: ReadonlySet<string> = new Set()): View | null {
    const pair = entry(entry(source.document?.root ?? null, 'services')?.value ?? null, name), mark = `${source.path}\n${name}`
    if (!pair || visited.has(mark) || depth > 20) return null
    const own: Site = { source, node: pair.value, key: pair.key, depth }, extended = entry(pair.value, 'extends')
    if (!extended) return new View([own])
    const short = textOf(extended.value), service = short ?? textOf(entry(extended.value, 'service')?.value ?? null), file = entry(extended.value, 'file')
    const fileText = file ? siteText({ source, node: file.value, key: null, depth }) : null
    if (service === null || fileText instanceof Unknown) return new View([own], true)
    const path = fileText === null ? source.path : join(folderOf(source.path), fileText), other = path === null ? null : this.sourceOf(path)
    const base = other && this.serviceView(other, service, depth + 1, new Set([...visited, mark]))
    return base ? new View([own, ...base.sites], base.open) : new View([own], true)
  }

  /** Files of the folder that are read together with this one: the overlays of a base, the base of an overlay. */
  get companions(): readonly Source[] {
    if (this.known) return this.known
    const wanted = isBase(this.path) ? isOverlay : isOverlay(this.path) ? isBase : null, folder = folderOf(this.path)
    if (!wanted) return this.known = []
    return this.known = this.environment.list(folder).filter(path => path !== this.path && wanted(path) && isCompose(path, () => '')).slice(0, 12).flatMap(path => this.sourceOf(path) ?? [])
  }

  private get siblings(): readonly string[] { return isOverlay(this.path) ? this.environment.list(folderOf(this.path)).filter(path => isOverlay(path) && path !== this.path).slice(0, 24) : [] }

  /** Files that `include` brings in; open where one of them is not seen. */
  get included(): { readonly sources: readonly Source[]; readonly open: boolean } {
    if (this.brought) return this.brought
    const found: Source[] = [], queue: Source[] = [this.source], seen = new Set<string>([this.path])
    let open = false
    for (let next = queue.shift(); next && seen.size < 50; next = queue.shift()) {
      const at = entry(next.document?.root ?? null, 'include')
      for (const item of asSequence(at?.value ?? null)?.items ?? []) {
        const inner = textOf(item) === null ? entry(item, 'path')?.value ?? null : item
        for (const node of asSequence(inner)?.items ?? (inner ? [inner] : [])) {
          const text = siteText({ source: next, node, key: null, depth: 0 }), path = typeof text === 'string' ? join(folderOf(next.path), text) : null
          const source = path === null ? null : this.sourceOf(path)
          if (!source) open = true
          else if (!seen.has(source.path)) { seen.add(source.path); found.push(source); queue.push(source) }
        }
      }
    }
    return this.brought = { sources: found, open }
  }

  /** Names that a section defines, in this file, in what it includes and in its companions. */
  namesIn(section: string): { readonly names: ReadonlySet<string>; readonly open: boolean } {
    const names = new Set<string>()
    for (const source of [this.source, ...this.included.sources, ...this.companions]) for (const { name } of entries(entry(source.document?.root ?? null, section)?.value ?? null)) if (name !== null) names.add(name)
    // What overlays refer to, another overlay of the same start may bring.
    if (!isBase(this.path)) for (const path of this.siblings) for (const { name } of entries(entry(this.sourceOf(path)?.document?.root ?? null, section)?.value ?? null)) if (name !== null) names.add(name)
    return { names, open: this.included.open }
  }

  service(name: string): ServiceNode | null { return this.services.find(service => service.name === name) ?? null }

  *facts(): Generator<Fact> {
    if (!this.source.document?.root) return
    yield this.project
    for (const service of this.services) yield* service.facts()
    yield* this.definitions
    yield* this.variables()
  }

  private *variables(): Generator<Fact> {
    const { source } = this, seen = new Set<string>(), commented = keysOf(source.document?.root ?? null)
    for (const scalar of scalars(source.document?.root ?? null)) {
      const text = textOf(scalar)
      if (text === null || !text.includes('$') || commented.has(scalar)) continue
      for (const reference of referencesIn(text)) {
        if (seen.has(reference.name)) continue
        seen.add(reference.name)
        yield new VariableNode(this, new View([{ source, node: scalar, key: null, depth: 0 }]), reference, text)
      }
    }
  }
}

/** Scalars that are keys: nothing is replaced in them. */
function keysOf(root: YamlNode | null): ReadonlySet<YamlNode> {
  const keys = new Set<YamlNode>(), stack: YamlNode[] = root ? [root] : []
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.kind === 'map') for (const pair of next.pairs) { keys.add(pair.key); stack.push(pair.value) }
    else if (next.kind === 'sequence') stack.push(...next.items)
  }
  return keys
}

const lineEnd = (text: string, at: number): number => { const end = text.indexOf('\n', at); return end < 0 ? text.length : end }
