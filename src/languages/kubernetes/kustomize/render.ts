import type { Environment } from '../../../core/language'
import type { Fact } from '../../../core/fact'
import { isKnown, list, Unknown, type List, type Maybe } from '../../../core/value'
import { parseYaml } from '../../yaml/parse'
import { resolve } from '../../yaml/walk'
import type * as facts from '../facts'
import { errorsOf, fileOf, manifestsOf } from '../file'
import { Node } from '../node'
import { generated, generatorFields } from './generate'
import { unknownFields } from './fields'
import { replaced } from './replace'
import { isSame, isTarget } from './target'
import { transform } from './transform'
import { kindOf, type Manifest } from '../object'
import { applyJsonPatch, merge, put } from './patch'
import { at, each, raw, text, texts, Tree, type Source } from '../tree'

export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
export const isKustomization = (path: string): boolean => kustomizationNames.includes(path.slice(path.lastIndexOf('/') + 1))

/** A folder's kustomization as written. */
export interface Kustomization {
  readonly folder: string
  readonly path: string
  readonly tree: Tree
  readonly isComponent: boolean
  /** Entries of `resources` and `bases`, then `components`, as workspace paths; null where remote or not known. */
  readonly resources: readonly Named[]
  readonly components: readonly Named[]
  readonly isBroken: boolean
}

interface Named { readonly location: string; readonly text: Maybe<string | null>; readonly target: string | null; readonly tree: Tree }

export const joinPath = (folder: string, relative: string): string | null => {
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') { if (parts.length === 0) return null; parts.pop() } else parts.push(part)
  }
  return parts.join('/')
}

const isRemote = (entry: string): boolean => /^[a-z+]+:\/\/|^git@|^git::|\?ref=|^github\.com\/|^[\w.-]+\.\w+\/[^/]+\/.*\/\//.test(entry) || entry.startsWith('/')

export function kustomizationAt(folder: string, environment: Environment): Kustomization | null {
  for (const name of kustomizationNames) {
    const path = folder === '' ? name : `${folder}/${name}`, document = environment.read(path)
    if (!document) continue
    const { file } = fileOf(document, false), [first] = file.documents
    const source: Source | null = first ? { path, text: document.text, document: first } : null
    if (!source || resolve(first!.root)?.kind !== 'map') return { folder, path, tree: emptyTree(path, document.text), isComponent: false, resources: [], components: [], isBroken: true }
    const tree = new Tree(source, first!.root!)
    const named = (field: string): Named[] => [...each(at(tree, field), (item, i): Named => {
      const entry = text(item)
      return { location: `${field}[${i}]`, text: entry, target: isKnown(entry) && entry !== null && !isRemote(entry) ? joinPath(folder, entry) : null, tree: item }
    })]
    return { folder, path, tree, isComponent: kindOf(tree) === 'Component', resources: [...named('resources'), ...named('bases')], components: named('components'), isBroken: file.errors.length > 0 }
  }
  return null
}

function emptyTree(path: string, content: string): Tree {
  const document = parseYaml('{}').documents[0]!
  return new Tree({ path, text: content, document }, document.root!)
}

/** The files of a kustomization's own folder that it names as manifests or patches. */
export function localFiles({ folder, tree, resources, components }: Kustomization): readonly string[] {
  const found: (string | null)[] = [...resources, ...components].map(({ target }) => target)
  const add = (value: Maybe<string | null>): void => { if (isKnown(value) && value !== null && !value.includes('\n')) found.push(joinPath(folder, value)) }
  for (const field of ['patches', 'patchesJson6902']) each(at(tree, field), item => add(text(at(item, 'path'))))
  for (const field of ['patchesStrategicMerge', 'crds', 'transformers', 'generators', 'configurations', 'validators']) texts(at(tree, field)).forEach(add)
  each(at(tree, 'replacements'), item => add(text(at(item, 'path'))))
  return found.filter(path => path !== null)
}

const skipped = /^(?:\.|node_modules$|vendor$|dist$|build$|target$)/
/** How far up the users of a base are looked for, and in how many folders below each level. */
const levelsUp = 3, foldersBelow = 100
/** How many kustomizations one tree is made of at most; what is beyond counts as remote. */
const treeSize = 80

/** All kustomizations that hang together with one of a folder, by folder. */
export function connected(folder: string, environment: Environment): ReadonlyMap<string, Kustomization> {
  const tree = new Map<string, Kustomization>(), start = kustomizationAt(folder, environment)
  const candidates = new Map<string, Kustomization>(), walked = new Map<string, boolean>()
  if (!start) return tree
  const queue = [start]
  const add = (one: Kustomization): void => { if (!tree.has(one.folder) && tree.size < treeSize) { tree.set(one.folder, one); queue.push(one) } }
  add(start)
  queue.shift()
  for (let one = queue.shift(); one; one = queue.shift()) {
    for (const { target } of [...one.resources, ...one.components]) {
      if (target === null || tree.has(target) || /\.(?:ya?ml|json)$/.test(target)) continue
      const below = kustomizationAt(target, environment)
      if (below) add(below)
    }
    let above = one.folder
    for (let level = 0; level < levelsUp && above !== ''; level++) {
      above = above.slice(0, Math.max(0, above.lastIndexOf('/')))
      let isWalked = walked.get(above)
      if (isWalked === undefined) walked.set(above, isWalked = gather(above, environment, candidates))
      if (!isWalked) break
    }
    for (const candidate of candidates.values()) if (!tree.has(candidate.folder) && [...candidate.resources, ...candidate.components].some(({ target }) => target !== null && tree.has(target))) add(candidate)
  }
  if (tree.size === 0) tree.set(start.folder, start)
  return tree
}

/** Finds the kustomizations below a folder; false where there are too many folders to look into. */
function gather(top: string, environment: Environment, found: Map<string, Kustomization>): boolean {
  const folders = [top], here: Kustomization[] = []
  for (let i = 0; i < folders.length; i++) {
    if (i >= foldersBelow) return false
    const folder = folders[i]!, isOne = environment.list(folder).some(isKustomization), one = isOne ? found.get(folder) ?? kustomizationAt(folder, environment) : null
    if (one) here.push(one)
    for (const next of environment.folders(folder)) if (!skipped.test(next.slice(next.lastIndexOf('/') + 1))) folders.push(next)
  }
  for (const one of here) found.set(one.folder, one)
  return true
}

/** The name of a tree of kustomizations: its first kustomization by path. */
export const nameOf = (tree: ReadonlyMap<string, Kustomization>): string => [...tree.values()].map(({ path }) => path).sort()[0]!

/** The scope of a file that a kustomization above it names; null where none does. */
export function treeOf(path: string, environment: Environment): string | null {
  const own = isKustomization(path)
  for (let folder = parentOf(path); ; folder = parentOf(folder)) {
    const one = kustomizationAt(folder, environment)
    if (one && (own && one.path === path || localFiles(one).includes(path))) {
      const name = nameOf(connected(folder, environment))
      // Where there is too much to look through, a tree may not be seen from all its ends: then this end is a tree of its own.
      return name === one.path || connected(parentOf(name), environment).has(folder) ? name : one.path
    }
    if (folder === '' || own) return null
  }
}

export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** What a kustomization yields. */
export interface Rendered {
  readonly manifests: readonly Manifest[]
  /** Something of it is not seen: a remote base, a generator. */
  readonly isOpen: boolean
  /** A file that it is made of is half-typed. */
  readonly isDamaged: boolean
  readonly hasNamespace: boolean
}

/** Renders the kustomizations of a tree; files that are read are noted. */
export class Renderer {
  private readonly done = new Map<string, Rendered>()
  private readonly active = new Set<string>()
  /** How many components are applied at most; they may nest, and each use of one counts. */
  private fuel = 500
  readonly files = new Set<string>()
  /** What the patches of each kustomization are applied to. */
  readonly patched = new Map<string, readonly Manifest[]>()
  readonly errors: ReturnType<typeof errorsOf>[number][] = []

  constructor(readonly tree: ReadonlyMap<string, Kustomization>, private readonly environment: Environment) {}

  /** The kustomizations that no other one uses; a component only where nothing else is. */
  leaves(): readonly Kustomization[] {
    const used = new Set([...this.tree.values()].flatMap(({ folder, resources, components }) => [...resources, ...components].flatMap(({ target }) => target === null || target === folder ? [] : [target])))
    const all = [...this.tree.values()].sort((a, b) => a.path < b.path ? -1 : 1), free = all.filter(({ folder, isComponent }) => !used.has(folder) && !isComponent)
    return free.length ? free : all.slice(0, 1)
  }

  render(folder: string): Rendered {
    const known = this.done.get(folder), one = this.tree.get(folder)
    if (known) return known
    if (!one || this.active.has(folder)) return { manifests: [], isOpen: true, isDamaged: false, hasNamespace: false }
    this.active.add(folder)
    this.files.add(one.path)
    const rendered = this.apply(one, { manifests: [], isOpen: false, isDamaged: false, hasNamespace: false })
    this.active.delete(folder)
    this.done.set(folder, rendered)
    return rendered
  }

  /** Everything that a kustomization does, beginning with what it is applied to. */
  private apply(one: Kustomization, before: Rendered): Rendered {
    let manifests = [...before.manifests], isOpen = before.isOpen || one.tree.open, isDamaged = before.isDamaged || one.isBroken
    const outer = text(at(one.tree, 'namespace'))
    let hasNamespace = before.hasNamespace || outer !== null
    for (const { target } of one.resources) {
      if (target === null) { isOpen = true; continue }
      if (this.tree.has(target)) {
        const inner = this.render(target)
        manifests.push(...inner.manifests)
        isOpen ||= inner.isOpen
        isDamaged ||= inner.isDamaged
        hasNamespace ||= inner.hasNamespace
        continue
      }
      const read = this.read(target)
      if (read) manifests.push(...read.manifests)
      else isOpen = true
    }
    manifests = generated(one.tree, manifests, this.environment, entry => joinPath(one.folder, entry))
    for (const { target } of one.components) {
      const component = target === null ? undefined : this.tree.get(target)
      if (!component || this.active.has(component.folder) || this.fuel-- <= 0) { isOpen = true; continue }
      this.active.add(component.folder)
      this.files.add(component.path)
      const after = this.apply(component, { manifests, isOpen, isDamaged, hasNamespace })
      this.active.delete(component.folder)
      manifests = [...after.manifests]
      isOpen = after.isOpen
      isDamaged = after.isDamaged
      hasNamespace = after.hasNamespace
    }
    for (const field of ['helmCharts', 'helmChartInflationGenerator', 'generators', 'transformers']) if (at(one.tree, field) !== null) isOpen = true
    this.patched.set(one.folder, manifests)
    const patched = this.patch(one, manifests)
    manifests = [...replaced(one.tree, transform(one.tree, patched.manifests), path => { const target = joinPath(one.folder, path), found = target === null ? null : this.patchFile(target); return found && found.trees })]
    return { manifests, isOpen, isDamaged: isDamaged || patched.isDamaged, hasNamespace }
  }

  /** Reads a file of the kustomization; what is wrong with it is said once. */
  private open(path: string): { readonly text: string; readonly file: ReturnType<typeof fileOf>['file'] } | null {
    const document = this.environment.read(path)
    if (!document) return null
    const { file, isTemplate } = fileOf(document, false)
    if (!this.files.has(path)) {
      this.files.add(path)
      if (!isTemplate) this.errors.push(...errorsOf(path, document.text, file))
    }
    return { text: document.text, file }
  }

  private read(path: string): { readonly manifests: readonly Manifest[]; readonly isBroken: boolean } | null {
    const opened = this.open(path)
    return opened && { manifests: manifestsOf(path, opened.text, opened.file), isBroken: opened.file.errors.length > 0 }
  }

  private patch(one: Kustomization, before: readonly Manifest[]): { readonly manifests: Manifest[]; readonly isDamaged: boolean } {
    let manifests = [...before], isDamaged = false
    for (const patch of patchesOf(one)) {
      const body = patch.inline ? inlineTrees(patch.inline) ?? graftedTrees(patch.inline) : patch.file === null ? null : this.patchFile(patch.file)
      if (!body) { isDamaged = true; continue }
      isDamaged ||= body.isBroken
      for (const tree of body.trees) {
        if (tree.kind !== 'map' && tree.kind !== 'list') continue
        const wanted = patch.target ?? tree
        const next: Manifest[] = []
        for (const manifest of manifests) {
          if (!(patch.target ? isTarget(patch.target, manifest) : isSame(wanted, manifest))) { next.push(manifest); continue }
          const changed = tree.kind === 'list' ? applyJsonPatch(manifest.tree, tree) ?? (isDamaged = true, manifest.tree) : merged(manifest.tree, tree, patch.target !== null)
          if (changed) next.push({ ...manifest, tree: changed })
        }
        manifests = next
      }
    }
    return { manifests, isDamaged }
  }

  patchFile(path: string): { readonly trees: readonly Tree[]; readonly isBroken: boolean } | null {
    const opened = this.open(path)
    return opened && { trees: opened.file.documents.flatMap(one => one.root ? [new Tree({ path, text: opened.text, document: one }, one.root)] : []), isBroken: opened.file.errors.length > 0 }
  }

  /** The kustomizations that one is made of, itself first. */
  below(folder: string): readonly Kustomization[] {
    const found = new Set<Kustomization>()
    const visit = (folder: string): void => {
      const one = this.tree.get(folder)
      if (!one || found.has(one)) return
      found.add(one)
      for (const { target } of [...one.resources, ...one.components]) if (target !== null) visit(target)
    }
    visit(folder)
    return [...found]
  }

  /** The files that a kustomization is made of. */
  filesBelow(folder: string): ReadonlySet<string> { return new Set(this.below(folder).flatMap(one => [one.path, ...localFiles(one)])) }

  *facts(folder: string): Generator<Fact> { for (const one of this.below(folder)) if (!one.isBroken || one.tree.children.size > 0) yield new KustomizationNode(one, this.environment, this) }
}

/** A strategic merge of a patch whose name and kind are those of its target, whatever they say. */
function merged(tree: Tree, patch: Tree, hasTarget: boolean): Tree | null {
  const version = text(at(tree, 'apiVersion')), group = isKnown(version) && version !== null && version.includes('/') ? version.slice(0, version.indexOf('/')) : ''
  const after = merge(tree, patch, !group.includes('.') || group.endsWith('.k8s.io'))
  if (!after || !hasTarget) return after
  return ['kind', 'apiVersion'].reduce((now, name) => tree.children.has(name) ? put(now, [name], tree.children.get(name)!) : now, tree.children.has('metadata') && at(tree, 'metadata', 'name') instanceof Tree ? put(after, ['metadata', 'name'], at(tree, 'metadata', 'name') as Tree) : after)
}

interface Patch { readonly location: string; readonly target: Tree | null; readonly file: string | null; readonly inline: Tree | null }

function patchesOf({ tree, folder }: Kustomization): readonly Patch[] {
  const found: Patch[] = []
  const add = (location: string, target: Tree | null, path: Maybe<string | null>, inline: Tree | null): void => {
    found.push({ location, target, inline, file: isKnown(path) && path !== null ? joinPath(folder, path) : null })
  }
  for (const field of ['patches', 'patchesJson6902']) each(at(tree, field), (item, i) => {
    const target = at(item, 'target'), inline = at(item, 'patch')
    add(`${field}[${i}]`, target instanceof Tree ? target : null, text(at(item, 'path')), inline instanceof Tree ? inline : null)
  })
  each(at(tree, 'patchesStrategicMerge'), (item, i) => {
    const value = raw(item), isInline = isKnown(value) && value !== null && value.includes('\n')
    add(`patchesStrategicMerge[${i}]`, null, isInline ? null : value, isInline ? item : null)
  })
  return found
}

/** A patch written in the kustomization itself: its block is read where it stands, all else blanked out. */
function inlineTrees(inline: Tree): { readonly trees: readonly Tree[]; readonly isBroken: boolean } | null {
  const node = resolve(inline.node)
  if (node?.kind !== 'scalar' || node.unknown || node.style !== 'literal') return null
  const [start, end] = node.span, content = inline.source.text, from = content.indexOf('\n', start) + 1
  if (from <= 0 || from > end) return null
  const blanked = content.slice(0, from).replace(/[^\n\r]/g, ' ') + content.slice(from, end)
  const file = parseYaml(blanked)
  return { trees: file.documents.flatMap(document => document.root ? [new Tree({ path: inline.source.path, text: content, document }, document.root)] : []), isBroken: file.errors.length > 0 }
}

/** A patch in quotes or folded: all of it stands where the scalar stands. */
function graftedTrees(inline: Tree): { readonly trees: readonly Tree[]; readonly isBroken: boolean } | null {
  const value = raw(inline)
  if (!isKnown(value) || value === null) return null
  const file = parseYaml(value)
  const graft = (tree: Tree): Tree => tree.kind === 'map' ? inline.with({ children: new Map([...tree.children].map(([name, child]) => [name, graft(child)])), open: tree.open, derived: true })
    : tree.kind === 'list' ? inline.with({ items: tree.items.map(graft), open: tree.open, derived: true }) : inline.with({ value: tree.value, derived: true })
  return { trees: file.documents.flatMap(document => document.root ? [graft(new Tree({ path: inline.source.path, text: value, document }, document.root))] : []), isBroken: file.errors.length > 0 }
}

/** The fields that newer versions of kustomize have instead. */
const replacements: ReadonlyMap<string, string> = new Map([['bases', 'resources'], ['commonLabels', 'labels'], ['vars', 'replacements'], ['patchesStrategicMerge', 'patches'], ['patchesJson6902', 'patches'], ['imageTags', 'images'], ['helmChartInflationGenerator', 'helmCharts']])

/** The fact of a kustomization. */
class KustomizationNode extends Node implements facts.Kustomization {
  readonly kind = 'kubernetes.Kustomization'
  constructor(private readonly one: Kustomization, private readonly environment: Environment, private readonly renderer: Renderer) { super(one.tree, `Kustomization/${one.folder}`, one.isBroken) }

  get name() { return this.one.folder.slice(this.one.folder.lastIndexOf('/') + 1) }
  get namespace() { return text(at(this.tree, 'namespace')) }
  get namePrefix() { return text(at(this.tree, 'namePrefix')) }
  get nameSuffix() { return text(at(this.tree, 'nameSuffix')) }
  get isComponent() { return this.one.isComponent }
  get keys(): List<string> { return list(this.tree.children.keys(), this.tree.open) }
  get deprecated(): List<facts.KustomizeDeprecated> {
    return this.keep('deprecated', () => list([...this.tree.children].flatMap(([name, value]) => {
      const replacement = replacements.get(name)
      if (replacement === undefined || value.key === null) return []
      const scalars = value.kind === 'list' && value.items.every(item => item.kind === 'scalar' && !item.isNull && !/[\r\n]/.test(item.source.text.slice(...item.node.span)))
      return [{ name, replacement, span: value.key.span, items: scalars ? value.items.map(item => item.node.span) : null, isRenamable: !this.tree.children.has(replacement) && /^(?:bases|imageTags|patchesJson6902)$/.test(name) }]
    })))
  }
  get objectKind() { return text(at(this.tree, 'kind')) }
  get apiVersion() { return text(at(this.tree, 'apiVersion')) }
  get unknownFields(): List<facts.KustomizeField> { return this.keep('unknownFields', () => list(unknownFields(this.tree))) }
  get images() { return each(at(this.tree, 'images'), (item, i) => ({ location: `images[${i}]`, name: text(at(item, 'name')), newName: text(at(item, 'newName')), newTag: text(at(item, 'newTag')), digest: text(at(item, 'digest')) })) }

  get resources(): List<facts.KustomizeReference> { return this.keep('resources', () => this.references([...this.one.resources, ...this.one.components])) }

  get files(): List<facts.KustomizeReference> {
    return this.keep('files', () => {
      const others: Named[] = []
      const add = (location: string, tree: Tree, entry: Maybe<string | null>): void => {
        if (isKnown(entry) && (entry === null || entry.includes('\n'))) return
        others.push({ location, text: entry, tree, target: isKnown(entry) && entry !== null && !isRemote(entry) ? joinPath(this.one.folder, entry) : null })
      }
      for (const field of ['patches', 'patchesJson6902', 'replacements']) each(at(this.tree, field), (item, i) => add(`${field}[${i}].path`, item, text(at(item, 'path'))))
      for (const field of ['patchesStrategicMerge', 'crds', 'transformers', 'generators', 'configurations', 'validators']) each(at(this.tree, field), (item, i) => add(`${field}[${i}]`, item, text(item)))
      for (const [field] of generatorFields) each(at(this.tree, field), (entry, i) => {
        for (const list of ['files', 'envs']) each(at(entry, list), (item, j) => { const value = text(item); add(`${field}[${i}].${list}[${j}]`, item, list === 'files' && isKnown(value) && value !== null ? value.slice(value.indexOf('=') + 1) : value) })
        add(`${field}[${i}].env`, entry, text(at(entry, 'env')))
      })
      return list([...this.resources, ...this.references(others)], this.tree.open)
    })
  }

  private references(named: readonly Named[]): List<facts.KustomizeReference> {
    const seen = new Set<string>()
    return list(named.map(({ location, text: entry, target }) => {
      const remote = isKnown(entry) && entry !== null && isRemote(entry), list = location.slice(0, location.indexOf('['))
      const found: Maybe<boolean> = !isKnown(entry) ? entry : target === null ? new Unknown(entry ?? '') : this.exists(target)
      // What secrets are made of is kept out of repositories for good reasons.
      const exists = found === false && list === 'secretGenerator' ? new Unknown(location) : found
      const isDuplicate = target !== null && (list === 'resources' || list === 'bases' || list === 'components') && seen.has(target)
      if (target !== null) seen.add(target)
      return { location, text: entry, isRemote: remote, exists, isDuplicate, misplaced: target === null ? null : this.misplaced(list, target) }
    }), this.tree.open)
  }

  /** Is there a file or folder of any kind? */
  private exists(target: string): Maybe<boolean> {
    if (target === '' || this.environment.read(target) !== null || this.renderer.tree.has(target) || kustomizationAt(target, this.environment) !== null) return true
    const names = this.environment.names(parentOf(target))
    return isKnown(names) ? names.includes(target.slice(target.lastIndexOf('/') + 1)) : /\.ya?ml$/.test(target) ? false : names
  }

  private misplaced(list: string, target: string): facts.KustomizeReference['misplaced'] {
    if (list !== 'resources' && list !== 'bases' && list !== 'components') return null
    if (target === this.one.folder) return 'itself'
    if (this.environment.read(target) !== null) return null
    const one = this.renderer.tree.get(target) ?? kustomizationAt(target, this.environment)
    if (one) return one.isBroken ? null : one.isComponent ? list === 'components' ? null : 'component' : list === 'components' ? 'no component' : null
    return this.environment.list(target).length > 0 ? 'no kustomization' : null
  }

  get patches(): List<facts.KustomizePatch> {
    return this.keep('patches', () => {
      const isOpen = this.one.isComponent || this.renderer.render(this.one.folder).isOpen, before = this.renderer.patched.get(this.one.folder) ?? []
      return list(patchesOf(this.one).flatMap(({ location, target, file, inline }) => {
        const known = (has: boolean): Maybe<boolean> => has ? true : isOpen ? new Unknown(location) : false
        if (target) return [{ location: target.children.has('name') ? `${location}.target.name` : `${location}.target`, targetKind: text(at(target, 'kind')), targetName: text(at(target, 'name')), hasTarget: known(before.some(manifest => isTarget(target, manifest))) }]
        const body = inline ? inlineTrees(inline) ?? graftedTrees(inline) : file === null ? null : this.renderer.patchFile(file)
        // A patch that cannot be read, or is half-typed, may be for anything.
        if (!body || body.isBroken) return []
        return body.trees.filter(({ kind }) => kind === 'map').map(tree => ({ location: location.startsWith('patchesStrategicMerge') ? location : inline ? `${location}.patch` : `${location}.path`, targetKind: text(at(tree, 'kind')), targetName: text(at(tree, 'metadata', 'name')), hasTarget: known(before.some(manifest => isSame(tree, manifest))) }))
      }), this.tree.open)
    })
  }
}
