import type { Document, Parser } from '../../../core/document'
import type { Environment, Scope } from '../../../core/language'
import type { Fact, Place } from '../../../core/fact'
import type { Span } from '../../../core/span'
import type { YamlFile } from '../../yaml/tree'
import { list, isKnown, Unknown, type List, type Maybe } from '../../../core/value'
import { each, at, text, Tree } from '../tree'
import type * as facts from '../facts'
import { addManifests, errorsOf, fileOf, manifestsOf, plainParser } from '../file'
import { Evaluation, type Rendered, type TemplateFile } from './evaluate'
import { misindentedIn, type Misindented } from './indent'
import { guardedIn } from './reads'
import { parseTemplate, type Template } from './template'
import { byPlace, treesOf } from './trees'
import { atInstall, lost, made, valueOf, type Value } from './value'
import { parentOf } from '../kustomize/render'
import { joined, Model } from '../model'
import { Node } from '../node'
import { merge } from '../kustomize/patch'
import { scalarsOf, type Manifest } from '../object'
import { RenderedUnit } from '../unit'
import { valuesOf } from './values'

const within = (folder: string, name: string): string => folder === '' ? name : `${folder}/${name}`

/** The Chart.yaml of the chart that a file is part of; null where it is part of none. */
export function chartOf(path: string, environment: Environment): string | null {
  for (let folder = parentOf(path); ; folder = parentOf(folder)) {
    const chart = within(folder, 'Chart.yaml')
    if (environment.read(chart)) {
      const inside = folder === '' ? path : path.slice(folder.length + 1)
      return inside === 'Chart.yaml' || /^(?:templates|crds)\/|^values[^/]*\.ya?ml$|^ci\/[^/]*-values\.ya?ml$/.test(inside) ? chart : null
    }
    if (folder === '') return null
  }
}

/** A template as read. */
const templates: Parser<Template> = { parse: text => parseTemplate(text) }

/** The parsed forms of what a template printed. */
const parses: Parser<Map<string, YamlFile>> = { parse: () => new Map() }

/** Values files beside values.yaml that are looked at, each laid over it. */
const mostContexts = 12

/** The chart's own values, and each other values file that changes what is printed. */
interface Given {
  readonly name: string
  /** A chart that brings no values gets them from somewhere that is not seen. */
  readonly values: Tree | null | 'nowhere'
  readonly isDamaged: boolean
}

/** A chart: what its templates print with its values, at its origins; what only an installation decides is unknown. */
export function readChart(path: string, environment: Environment): Scope {
  const folder = parentOf(path), files = new Set([path]), errors: ReturnType<typeof errorsOf>[number][] = []
  /** The first document of a plain file; its errors are those of the chart. */
  const plain = (file: string): { readonly tree: Tree | null; readonly isDamaged: boolean } | null => {
    const document = environment.read(file)
    if (!document) return null
    const { file: read } = document.tree(plainParser), [first] = read.documents
    files.add(file)
    errors.push(...errorsOf(file, document.text, read))
    return { tree: first?.root ? new Tree({ path: file, text: document.text, document: first }, first.root) : null, isDamaged: read.errors.some(({ code }) => code !== 'duplicate-key') }
  }
  const chart = plain(path)?.tree ?? null, own: Fact[] = []
  const loaded = load(folder, environment, files)
  const base = plain(within(folder, 'values.yaml')), values = base ? base.tree?.kind === 'map' ? base.tree : null : 'nowhere'
  const outer = outerValues(folder, chart, environment)
  const given: Given[] = [{ name: 'values.yaml', values: outer ? values instanceof Tree ? merge(values, outer, false) : outer : values, isDamaged: base?.isDamaged ?? false }]
  for (const file of valuesFiles(folder, environment)) {
    const over = plain(file)
    if (over?.tree?.kind === 'map' && given.length < mostContexts) given.push({ name: folder === '' ? file : file.slice(folder.length + 1), values: given[0]!.values instanceof Tree ? merge(given[0]!.values, over.tree, false) : over.tree, isDamaged: over.isDamaged || given[0]!.isDamaged })
  }
  // Where only others bring values, nothing is installed without one of them.
  if (given.length > 1 && given[0]!.values === 'nowhere') given.shift()
  // Where all that belongs together is here, no other chart adds to it.
  const hasMore = environment.setting(path, 'kubernetes.together') !== true && (each(at(chart, 'dependencies'), () => true).length > 0 || environment.folders(within(folder, 'charts')).length > 0 || around(folder, environment) !== null)
  const outputs: Output[] = []
  for (const one of given) {
    const output = evaluate(one, loaded, chart)
    if (outputs.length === 0 || output.print !== outputs[0]!.print) outputs.push(output)
  }
  if (chart) own.push(new ChartNode(chart, loaded, given, outputs[0]!))
  own.push(...valuesOf(folder, chart, environment))
  const models = outputs.map(output => {
    const { manifests, switchedOff, given } = output, isOpen = output.isOpen || hasMore || manifests.some(({ baseName }) => baseName === null)
    let names: readonly string[] | null = null
    const unit: RenderedUnit = new RenderedUnit(path, 'chart', true, isOpen || (key => mayHold(key.name, switchedOff) || mayBe(key.name, names ??= [...model.exports()].map(one => one.key.name))), environment, () => model.exports())
    const model: Model = new Model(manifests, { unit, lookup: environment, isDamaged: given.isDamaged })
    return model
  })
  const suppressions = new Map(models.flatMap(model => model.suppressions.map(one => [`${one.path} ${one.suppression.span.join()} ${one.suppression.names.map(({ name }) => name).join()}`, one] as const)))
  return {
    files: [...files], errors,
    contexts: models.map((model, i) => ({ name: models.length > 1 ? outputs[i]!.given.name : null, *facts() { yield* own; yield* model.facts() } })),
    suppressions: [...suppressions.values()],
    exports: () => joined(models),
  }
}

/** The folder of the chart that a chart is a part of. */
function around(folder: string, environment: Environment): string | null {
  const charts = parentOf(folder), above = parentOf(charts)
  return folder !== '' && charts === within(above, 'charts') && environment.read(within(above, 'Chart.yaml')) ? above : null
}

/** What the chart in whose folder `charts` a chart stands sets for it; null where it is no part of another one. */
function outerValues(folder: string, chart: Tree | null, environment: Environment): Tree | null {
  const above = around(folder, environment), name = text(at(chart, 'name'))
  if (above === null || !isKnown(name) || name === null) return null
  const rootOf = (path: string): Tree | null => {
    const document = environment.read(path), [first] = document?.tree(plainParser).file.documents ?? []
    return document && first?.root ? new Tree({ path, text: document.text, document: first }, first.root) : null
  }
  const parent = rootOf(within(above, 'Chart.yaml')), values = rootOf(within(above, 'values.yaml'))
  if (!parent || !values) return null
  const aliases = each(at(parent, 'dependencies'), item => text(at(item, 'name')) === name ? text(at(item, 'alias')) : null).filter(alias => alias !== null && isKnown(alias)) as readonly string[]
  const own = at(values, aliases[0] ?? name), shared = at(values, 'global')
  const children = new Map(own instanceof Tree && own.kind === 'map' ? own.children : [])
  if (shared instanceof Tree && !children.has('global')) children.set('global', shared)
  return children.size > 0 ? values.with({ children, open: false, derived: true }) : null
}

/** The values files of a chart beside its values.yaml. */
function valuesFiles(folder: string, environment: Environment): readonly string[] {
  const name = (file: string): string => file.slice(file.lastIndexOf('/') + 1)
  return [
    ...environment.list(folder).filter(file => /^values[-._](?!schema\.).+\.ya?ml$/.test(name(file))),
    ...environment.list(within(folder, 'ci')).filter(file => /-values\.ya?ml$/.test(name(file))),
  ].sort()
}

/** The files of a chart's templates. */
interface Loaded {
  readonly documents: ReadonlyMap<string, Document>
  /** Everything that may define a template, and which of it prints manifests. */
  readonly files: readonly TemplateFile[]
  readonly printed: readonly TemplateFile[]
  /** Objects of `crds`, which no action touches. */
  readonly plain: readonly Manifest[]
}

function load(folder: string, environment: Environment, names: Set<string>): Loaded {
  const documents = new Map<string, Document>(), files: TemplateFile[] = [], printed: TemplateFile[] = [], plain: Manifest[] = []
  const walk = (at: string, depth: number, take: (file: string, document: Document) => void): void => {
    for (const file of environment.list(at)) { const document = /\.(?:ya?ml|json|tpl)$/.test(file) ? environment.read(file) : null; if (document) take(file, document) }
    if (depth < 8) for (const inner of environment.folders(at)) walk(inner, depth + 1, take)
  }
  const template = (file: string, document: Document): TemplateFile => {
    const one = { path: file, text: document.text, template: document.tree(templates) }
    documents.set(file, document)
    files.push(one)
    return one
  }
  // Charts that come along share their named templates.
  for (const chart of environment.folders(within(folder, 'charts'))) walk(within(chart, 'templates'), 0, (file, document) => { if (/\/_[^/]*$/.test(file)) template(file, document) })
  walk(within(folder, 'templates'), 0, (file, document) => {
    names.add(file)
    const one = template(file, document)
    if (!/\/_[^/]*$|\.tpl$/.test(file)) printed.push(one)
  })
  walk(within(folder, 'crds'), 0, (file, document) => {
    if (file.endsWith('.tpl')) return
    names.add(file)
    plain.push(...manifestsOf(file, document.text, fileOf(document, false).file))
  })
  return { documents, files, printed, plain }
}

/** What one set of values makes of a chart. */
interface Output {
  readonly given: Given
  readonly manifests: readonly Manifest[]
  /** All that is printed. */
  readonly print: string
  readonly switchedOff: ReadonlySet<string>
  readonly isOpen: boolean
  readonly rendered: readonly Rendered[]
  /** See `Evaluation`. */
  readonly prints: Evaluation['prints']
}

function evaluate(given: Given, { documents, files, printed, plain }: Loaded, chart: Tree | null): Output {
  const evaluation = new Evaluation(files, rootOf(given.values, chart)), manifests: Manifest[] = [], print: string[] = [], done: Rendered[] = []
  const places = new Map<string, ReadonlyMap<string, Tree>>()
  const written = (path: string): ReadonlyMap<string, Tree> | null => {
    const document = documents.get(path)
    if (!document) return null
    let found = places.get(path)
    if (!found) {
      const { file } = fileOf(document, true)
      places.set(path, found = byPlace(file.documents.flatMap(one => one.root ? [new Tree({ path, text: document.text, document: one }, one.root)] : [])))
    }
    return found
  }
  let isOpen = false
  for (const file of printed) {
    const rendered = file.template.isBroken ? null : evaluation.render(file)
    if (!rendered) {
      isOpen = true
      manifests.push(...unread(file, documents.get(file.path)!))
      continue
    }
    isOpen ||= rendered.isOpen
    print.push(rendered.text)
    done.push(rendered)
    treesOf(rendered, written, documents.get(file.path)!.tree(parses)).forEach((tree, i) => addManifests(tree, String(i), manifests))
  }
  return { given, manifests: [...manifests, ...plain], print: print.join('\0'), switchedOff: evaluation.switchedOff, isOpen, rendered: done, prints: evaluation.prints }
}

/** The objects of a half-typed template: what its actions may add is unknown, and what is missing may not be typed yet. */
function unread({ path, text }: TemplateFile, document: Document): readonly Manifest[] {
  const { file } = fileOf(document, true), span: Span = [0, text.length], found: Manifest[] = []
  file.documents.forEach((one, i) => {
    if (one.root) addManifests(new Tree({ path, text, document: { span: one.span, root: one.root, errors: [...one.errors, { code: 'syntax', message: '', span, related: null }], damagedSpans: [span] } }, one.root), String(i), found)
  })
  return found
}

/** What `helm template` calls a release of which nobody says the name. */
const releaseName = 'release-name'

/** May a name be one of others, once the release has its own name? */
function mayBe(name: string, names: readonly string[]): boolean {
  const fits = (pattern: string, other: string): boolean => { const [head, ...rest] = pattern.split(releaseName); return other.startsWith(head!) && other.endsWith(rest.at(-1)!) && other.length > head!.length + rest.at(-1)!.length }
  return names.some(other => other !== name && name.includes(releaseName) !== other.includes(releaseName) && (name.includes(releaseName) ? fits(name, other) : fits(other, name)))
}

/** What a template sees as `.`. */
export function rootOf(values: Tree | null | 'nowhere', chart: Tree | null): Value {
  const install = made(atInstall), fields = new Map<string, Value>(['Name', 'Version', 'AppVersion', 'APIVersion', 'Description', 'Type', 'Home', 'Icon', 'KubeVersion'].map(name => [name, made('')]))
  if (chart) for (const [name, child] of chart.children) fields.set(name === 'apiVersion' ? 'APIVersion' : name.slice(0, 1).toUpperCase() + name.slice(1), valueOf(child.kind === 'scalar' ? child.with({ value: child.value, derived: true }) : child))
  return made(new Map<string, Value>([
    ['Values', values === 'nowhere' ? made(lost) : values ? valueOf(values) : made(new Map())],
    ['Chart', made(fields)],
    ['Release', made(new Map([['Name', made(releaseName)], ['Service', made('Helm')], ['Namespace', install], ['Revision', install], ['IsInstall', install], ['IsUpgrade', install]]))],
    ['Capabilities', install], ['Files', install], ['Template', install], ['Subcharts', install],
  ]))
}

/** Kinds whose objects a look-up by something else than kind may yield. */
const workloads = /^(?:\*|Pod|Deployment|ReplicaSet|ReplicationController|StatefulSet|DaemonSet|Job|CronJob|Rollout|DeploymentConfig|\w*Set|Knative\w*)$/

/** May objects of some kinds answer for a key? */
function mayHold(key: string, kinds: ReadonlySet<string>): boolean {
  if (kinds.size === 0) return false
  const match = /^kubernetes:(?:object|kind|selects)\/([^/]+)/.exec(key)
  if (match) return kinds.has(match[1]!) || kinds.has('*')
  if (/^kubernetes:(?:label|workloads|runs)\b/.test(key)) return [...kinds].some(kind => workloads.test(kind))
  if (key.startsWith('kubernetes:scales/')) return ['*', 'HorizontalPodAutoscaler', 'ScaledObject', 'VerticalPodAutoscaler'].some(kind => kinds.has(kind))
  if (key.startsWith('kubernetes:binds/')) return ['*', 'RoleBinding', 'ClusterRoleBinding'].some(kind => kinds.has(kind))
  return true
}

/** The fact of a Chart.yaml. */
class ChartNode extends Node implements facts.Chart {
  readonly kind = 'kubernetes.Chart'
  constructor(tree: Tree, private readonly loaded: Loaded, private readonly given: readonly Given[], private readonly output: Output) { super(tree, 'Chart') }

  override locate(path: string): Place {
    const match = /^(misindented|unset)\[(\d+)\]$/.exec(path), place = match && (match[1] === 'unset' ? this.unsetPlaces : this.misplaced)[Number(match[2])]
    return place ? { path: place.path, span: place.span, missing: false } : super.locate(path)
  }

  private get misplaced(): readonly Misindented[] {
    return this.keep('misplaced', () => misindentedIn(this.loaded.files.filter(({ path, template }) => path.startsWith(within(parentOf(this.path), 'templates/')) && !template.isBroken), this.output.rendered))
  }

  get misindented() { return list(this.misplaced.map(({ key, column, keyColumn, how }, i) => ({ location: `misindented[${i}]`, key, column, keyColumn, how })), false) }

  private get unsetPlaces(): readonly { readonly name: string; readonly path: string; readonly span: Span }[] {
    return this.keep('unsetPlaces', () => {
      const { given, loaded, output } = this, guarded = guardedIn(loaded.files.map(({ template }) => template)), others = new Set<unknown>(['global'])
      for (const item of each(at(this.tree, 'dependencies'), item => item)) for (const field of ['name', 'alias']) others.add(text(at(item, field)))
      const found: { readonly name: string; readonly path: string; readonly span: Span }[] = []
      for (const [name, { path, span }] of output.prints) {
        const parts = name.split('.'), isThere = (values: Given['values']): boolean => {
          let tree: Tree | null = values instanceof Tree ? values : null
          if (values === 'nowhere') return true
          for (const part of parts) {
            if (!tree) return false
            if (tree.kind !== 'map') return !tree.isNull
            const next = tree.children.get(part)
            if (!next && tree.open) return true
            tree = next ?? null
          }
          return tree !== null
        }
        if (guarded.has(name) || others.has(parts[0]) || given.some(({ values, isDamaged }) => isDamaged || isThere(values))) continue
        const document = loaded.documents.get(path)!, from = document.text.slice(...span).indexOf(`.Values.${name}`)
        found.push({ name, path, span: from < 0 ? span : [span[0] + from, span[0] + from + `.Values.${name}`.length] })
      }
      return found
    })
  }

  get unset(): Maybe<List<facts.UnsetValue>> {
    const { values } = this.output.given
    if (values === 'nowhere') return new Unknown('values.yaml')
    if (each(at(this.tree, 'dependencies'), item => at(item, 'import-values') !== null).includes(true)) return new Unknown('import-values')
    return list(this.unsetPlaces.map(({ name }, i) => ({ location: `unset[${i}]`, name })), false)
  }

  get name() { return text(at(this.tree, 'name')) }
  get apiVersion() { return text(at(this.tree, 'apiVersion')) }
  get version() { return text(at(this.tree, 'version')) }
  get appVersion() { return text(at(this.tree, 'appVersion')) }
  get type() { return text(at(this.tree, 'type')) }
  get description() { return text(at(this.tree, 'description')) }
  get icon() { return text(at(this.tree, 'icon')) }
  get kubeVersion() { return text(at(this.tree, 'kubeVersion')) }
  get keys() { return list(this.tree.children.keys(), this.tree.open) }
  get scalars() { return this.keep('scalars', () => list(scalarsOf(this.tree, []), this.tree.open)) }
  get dependencies() { return each(at(this.tree, 'dependencies'), (item, i) => ({ location: `dependencies[${i}]`, name: text(at(item, 'name')), alias: text(at(item, 'alias')), version: text(at(item, 'version')), repository: text(at(item, 'repository')) })) }
}
