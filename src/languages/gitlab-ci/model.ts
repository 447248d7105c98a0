import type { Fact } from '../../core/fact'
import type { Environment, SyntaxError } from '../../core/language'
import type { YamlDocument, YamlNode, YamlPair } from '../yaml/tree'
import { asMap, asScalar, asSequence, entries, entry, isOpen } from '../yaml/walk'
import { IncludeNode } from './include'
import { JobNode } from './job'
import { PipelineNode } from './pipeline'
import { isReadable, resolveLocal, yamlParser } from './reader'
import { releaseParts } from './release'

/** A file that a pipeline is made of. */
export interface Source { readonly path: string; readonly text: string; readonly document: YamlDocument | null }

/** A value where it is written. */
export interface Site { readonly source: Source; readonly node: YamlNode; readonly key: YamlNode | null }

/** Keys at the top that are no jobs. */
const reserved: ReadonlySet<string> = new Set(['default', 'include', 'stages', 'types', 'variables', 'workflow', 'image', 'services', 'cache', 'before_script', 'after_script', 'spec'])
/** Keys of a job that may stand under `default`. */
const inherited: ReadonlySet<string> = new Set(['image', 'services', 'cache', 'before_script', 'after_script', 'interruptible', 'retry', 'tags', 'timeout', 'artifacts', 'id_tokens', 'hooks'])
/** Those that may stand at the top as well. */
const global: ReadonlySet<string> = new Set(['image', 'services', 'cache', 'before_script', 'after_script'])

const mostFiles = 60, deepest = 11

/** The text of a scalar; null where there is none. */
export function textOf(node: YamlNode | null): string | null {
  const scalar = asScalar(node)
  if (!scalar || scalar.value === null && scalar.style === 'plain') return null
  return typeof scalar.value === 'string' ? scalar.value : scalar.source
}

/** The name of what stands in a list: of text, or under a key of an entry. */
const texts = (node: YamlNode | null): string[] => textOf(node) === null ? (asSequence(node)?.items ?? []).flatMap(item => textOf(item) ?? []) : [textOf(node)!]

/** All facts of one pipeline. */
export class Model {
  /** The pipeline's own file, then what it includes; what comes first wins. */
  readonly sources: readonly Source[]
  /** A file that is included is not seen. */
  readonly isOpen: boolean
  readonly pipeline: PipelineNode
  readonly includes: readonly IncludeNode[]
  readonly jobs: readonly JobNode[]

  constructor(readonly path: string, readonly environment: Environment) {
    const own = this.sourceOf(path) ?? { path, text: '', document: null }
    const sources: Source[] = [own], includes: IncludeNode[] = [], seen = new Set([path])
    let open = false
    for (let i = 0; i < sources.length; i++) {
      const source = sources[i]!, behind: Source[] = []
      for (const include of this.includesIn(source)) {
        includes.push(include)
        const files = include.files
        if (files === null) { open = true; continue }
        if (files.length === 0) open = true
        for (const file of files) {
          if (seen.has(file) || sources.length + behind.length >= mostFiles) continue
          seen.add(file)
          const found = this.sourceOf(file)
          if (found) behind.unshift(found)
          else open = true
        }
      }
      sources.splice(i + 1, 0, ...behind)
    }
    this.sources = sources
    this.includes = includes
    this.isOpen = open
    this.pipeline = new PipelineNode(this)
    this.jobs = this.jobsIn()
  }

  get files(): readonly string[] { return this.sources.map(source => source.path) }

  get errors(): readonly SyntaxError[] {
    return this.sources.flatMap(({ path, text }) => (this.environment.read(path)?.tree(yamlParser).file.errors ?? []).filter(({ code }) => code !== 'duplicate-key').map(({ message, span }) => {
      const end = text.indexOf('\n', span[0])
      return { path, message, span: [span[0], Math.min(span[1], end < 0 ? text.length : end)] as const }
    }))
  }

  private sourceOf(path: string): Source | null {
    const document = this.environment.read(path)
    if (!document || !isReadable(document.text)) return null
    const { file } = document.tree(yamlParser), withRoot = file.documents.filter(({ root }) => root !== null)
    // A header with `spec` stands before the pipeline of a component.
    const found = withRoot.find(({ root }) => !(asMap(root)?.pairs.length === 1 && asMap(root)?.pair('spec'))) ?? withRoot[0] ?? null
    return { path, text: file.text, document: found }
  }

  private includesIn(source: Source): IncludeNode[] {
    const pair = entry(source.document?.root ?? null, 'include')
    if (!pair) return []
    const items = asSequence(pair.value)?.items ?? [pair.value]
    return items.map((node, index) => new IncludeNode(this, { source, node, key: asSequence(pair.value) ? null : pair.key }, index))
  }

  /** Paths of local files by a path that may have `*` in it. */
  local(location: string): readonly string[] {
    const path = resolveLocal(this.path, location)
    if (path === null) return []
    if (!path.includes('*')) return [path]
    const from = path.slice(0, path.slice(0, path.indexOf('*')).lastIndexOf('/') + 1).replace(/\/$/, ''), deep = path.includes('**')
    const pattern = new RegExp(`^${path.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replace(/\*\*\/?|\*/g, match => match === '*' ? '[^/]*' : '(?:.*/)?(?:[^/]*)')}$`)
    const found: string[] = [], folders = [from]
    for (let i = 0; i < folders.length && i < 200; i++) {
      found.push(...this.environment.list(folders[i]!).filter(file => pattern.test(file)))
      if (deep) folders.push(...this.environment.folders(folders[i]!))
    }
    return found.sort()
  }

  /** The pipeline of another file. */
  at(path: string): Model { return new Model(path, this.environment) }

  /** What stands under a key at the top, in the file that wins. */
  top(name: string): Site | null {
    for (const source of this.sources) {
      const pair = entry(source.document?.root ?? null, name)
      if (pair) return { source, node: pair.value, key: pair.key }
    }
    return null
  }

  /** Everything that is written under a name at the top, what wins first. */
  private written(name: string): readonly Site[] {
    return this.sources.flatMap(source => {
      const pair = entry(source.document?.root ?? null, name)
      return pair && asMap(pair.value) ? [{ source, node: pair.value, key: pair.key }] : []
    })
  }

  /** A job or template with what it extends, what wins first; `open` where something that it extends is not seen. */
  layers(name: string, depth = 0, visited: ReadonlySet<string> = new Set()): { readonly sites: readonly Site[]; readonly open: boolean } {
    const own = this.written(name)
    if (own.length === 0 || visited.has(name) || depth > deepest) return { sites: [], open: true }
    const parents = own.map(site => entry(site.node, 'extends')).find(pair => pair !== null) ?? null
    const sites: Site[] = [...own]
    let open = own.some(site => isOpen(site.node))
    // The last one that is named wins.
    for (const parent of parents ? texts(parents.value).reverse() : []) {
      const above = this.layers(parent, depth + 1, new Set([...visited, name]))
      sites.push(...above.sites)
      open ||= above.open
    }
    return { sites, open }
  }

  /** What counts for a job under a key that it does not have itself. */
  fallback(key: string): Site | null {
    if (!inherited.has(key)) return null
    const defaults = this.top('default'), pair = defaults && entry(defaults.node, key)
    return pair ? { source: defaults!.source, node: pair.value, key: pair.key } : global.has(key) ? this.top(key) : null
  }

  private jobsIn(): JobNode[] {
    const names = new Map<string, { source: Source; pair: YamlPair }>()
    for (const source of this.sources) for (const pair of entries(source.document?.root ?? null)) {
      if (pair.name === null || names.has(pair.name) || reserved.has(pair.name) || pair.name.startsWith('.') || !asMap(pair.value)) continue
      names.set(pair.name, { source, pair })
    }
    return [...names].flatMap(([name, { source, pair }]) => {
      const { sites, open } = this.layers(name)
      return sites.length > 0 ? [new JobNode(this, name, { source, node: pair.value, key: pair.key }, sites, open)] : []
    }).filter(job => job.isWhole)
  }

  /** What a `!reference [job, key]` stands for. */
  referred(node: YamlNode, depth = 0): Site | null {
    const steps = texts(node)
    if (steps.length < 2 || depth > deepest) return null
    for (const site of this.layers(steps[0]!).sites) {
      let pair: YamlPair | null = null, at: YamlNode | null = site.node
      for (const step of steps.slice(1)) {
        pair = at && entry(at, step)
        at = pair?.value ?? null
      }
      if (pair) return { source: site.source, node: pair.value, key: pair.key }
    }
    return null
  }

  *facts(isWanted: (kind: string) => boolean = () => true): Generator<Fact> {
    if (!this.sources[0]!.document?.root) return
    yield this.pipeline
    yield* this.includes
    yield* this.jobs
    if (isWanted('release.Step')) yield* releaseParts(this)
  }
}
