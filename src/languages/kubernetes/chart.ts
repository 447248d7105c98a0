import type { Environment, Scope } from '../../core/language'
import type { Fact } from '../../core/fact'
import { list } from '../../core/value'
import { each, at, text, Tree } from './tree'
import type * as facts from './facts'
import { errorsOf, fileOf, manifestsOf } from './file'
import { parentOf } from './kustomize'
import { Model } from './model'
import { Node } from './node'
import { scalarsOf, type Manifest } from './object'
import { RenderedUnit } from './unit'
import { valuesOf } from './values'

const within = (folder: string, name: string): string => folder === '' ? name : `${folder}/${name}`

/** The Chart.yaml of the chart that a file is part of; null where it is part of none. */
export function chartOf(path: string, environment: Environment): string | null {
  for (let folder = parentOf(path); ; folder = parentOf(folder)) {
    const chart = within(folder, 'Chart.yaml')
    if (environment.read(chart)) {
      const inside = folder === '' ? path : path.slice(folder.length + 1)
      return inside === 'Chart.yaml' || /^(?:templates|crds)\/|^values[^/]*\.ya?ml$/.test(inside) ? chart : null
    }
    if (folder === '') return null
  }
}

/** A chart: its templates as they stand, what actions may add unknown. */
export function readChart(path: string, environment: Environment): Scope {
  const folder = parentOf(path), files: string[] = [path], manifests: Manifest[] = [], own: Fact[] = []
  const errors: ReturnType<typeof errorsOf>[number][] = []
  const chart = environment.read(path)
  if (chart) {
    const { file } = fileOf(chart, false), [document] = file.documents
    errors.push(...errorsOf(path, chart.text, file))
    if (document?.root) own.push(new ChartNode(new Tree({ path, text: chart.text, document }, document.root), 'Chart'))
  }
  own.push(...valuesOf(folder, own[0] instanceof ChartNode ? own[0].tree : null, environment))
  for (const name of environment.list(folder)) if (/^values[^/]*\.ya?ml$/.test(name.slice(folder === '' ? 0 : folder.length + 1))) files.push(name)
  const read = (at: string, inChart: boolean, depth: number): void => {
    for (const file of environment.list(at)) {
      if (!/\.(?:ya?ml|json)$/.test(file)) continue
      const document = environment.read(file)
      if (!document) continue
      files.push(file)
      manifests.push(...manifestsOf(file, document.text, fileOf(document, inChart).file))
    }
    if (depth < 8) for (const inner of environment.folders(at)) read(inner, inChart, depth + 1)
  }
  read(within(folder, 'templates'), true, 0)
  read(within(folder, 'crds'), false, 0)
  const unit = new RenderedUnit(path, 'chart', true, true, environment, () => model.exports())
  const model: Model = new Model(manifests, { unit, lookup: environment, isDamaged: false })
  return { files, errors, contexts: [{ name: null, *facts() { yield* own; yield* model.facts() } }], suppressions: model.suppressions, exports: () => model.exports() }
}

/** The fact of a Chart.yaml. */
class ChartNode extends Node implements facts.Chart {
  readonly kind = 'kubernetes.Chart'
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
