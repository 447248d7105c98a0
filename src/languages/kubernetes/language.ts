import type { Environment, Language, Scope } from '../../core/language'
import { yamlComments } from '../yaml/comments'
import { chartOf, readChart } from './helm/chart'
import { errorsOf, fileOf, looksLikeManifest, manifestsOf } from './file'
import { connected, isKustomization, parentOf, Renderer, treeOf } from './kustomize/render'
import { joined, Model } from './model'
import { suppressionsOf } from './suppressions'
import { FolderUnit, RenderedUnit } from './unit'

/** Values of a chart, or of its tests. */
const isValues = /(?:^|\/)(?:values[^/]*|ci\/[^/]*-values)\.ya?ml$/

const nothing = (files: readonly string[]): Scope => ({ files, errors: [], contexts: [], exports: () => [] })

/** Manifests, trees of kustomizations, and Helm charts. */
export const language: Language = {
  id: 'kubernetes',
  guests: ['prometheus'],

  claims(path, head) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (name === '<stdin>' || isKustomization(path) || name === 'Chart.yaml' || isValues.test(path) || /(?:^|\/)templates\/(?:.*\/)?[^/]+\.tpl$/.test(path)) return true
    if (name.includes('.') && !/\.(?:ya?ml|json)$/.test(name) || /^(?:package(?:-lock)?|tsconfig[^/]*|docker-compose[^/]*|compose)\.(?:json|ya?ml)$/.test(name)) return false
    return looksLikeManifest(head())
  },

  scopesOf(path, environment) {
    const name = path.slice(path.lastIndexOf('/') + 1), chart = chartOf(path, environment)
    if (chart !== null) return [chart]
    const tree = treeOf(path, environment)
    if (tree !== null) return [tree]
    return name === 'Chart.yaml' || isKustomization(path) || name.endsWith('.tpl') ? [] : isValues.test(path) && !looksLikeManifest(environment.read(path)?.text.slice(0, 4096) ?? '') ? [] : [path]
  },

  read(scope, environment) {
    if (isKustomization(scope)) return readTree(scope, environment)
    return /(?:^|\/)Chart\.yaml$/.test(scope) ? readChart(scope, environment) : readManifest(scope, environment)
  },

  comments: document => yamlComments(fileOf(document, true).file),
}

function readManifest(path: string, environment: Environment): Scope {
  const document = environment.read(path)
  if (!document) return nothing([path])
  const { file, isTemplate } = fileOf(document, false)
  const model = new Model(manifestsOf(path, document.text, file), { unit: new FolderUnit(parentOf(path), environment, environment.setting(path, 'kubernetes.together') === true), lookup: environment, isDamaged: false })
  return { files: [path], errors: isTemplate ? [] : errorsOf(path, document.text, file), contexts: [{ name: null, facts: () => model.facts() }], suppressions: model.suppressions, exports: () => model.exports() }
}

function readTree(scope: string, environment: Environment): Scope {
  const tree = connected(parentOf(scope), environment)
  if (tree.size === 0) return nothing([scope])
  const renderer = new Renderer(tree, environment), leaves = renderer.leaves(), names = shortNames(leaves.map(({ folder }) => folder))
  const models = leaves.map(leaf => {
    const { manifests, isOpen, isDamaged, hasNamespace } = renderer.render(leaf.folder)
    const unit: RenderedUnit = new RenderedUnit(scope, 'kustomization', hasNamespace, isOpen, environment, () => model.exports())
    const model: Model = new Model(manifests, { unit, lookup: environment, isDamaged })
    return model
  })
  for (const one of tree.values()) {
    renderer.files.add(one.path)
    const document = environment.read(one.path)
    if (document) renderer.errors.push(...errorsOf(one.path, document.text, fileOf(document, false).file))
  }
  return {
    files: [...renderer.files], errors: renderer.errors,
    contexts: models.map((model, i) => ({ name: models.length > 1 ? names[i]! : null, files: renderer.filesBelow(leaves[i]!.folder), *facts() { yield* renderer.facts(leaves[i]!.folder); yield* model.facts() } })),
    suppressions: agreed(models),
    exports: () => joined(models),
  }
}

/** What every overlay leaves alone that has the object: an annotation that one of them adds says nothing of the others. */
function agreed(models: readonly Model[]): NonNullable<Scope['suppressions']> {
  if (models.length < 2) return models[0]?.suppressions ?? []
  const found = new Map<string, { readonly one: NonNullable<Scope['suppressions']>[number]; readonly object: string; count: number }>(), having = new Map<string, number>()
  for (const model of models) {
    const seen = new Set<string>()
    for (const node of model.nodes) {
      const object = `${node.path}\n${node.manifest.id}`
      if (seen.has(object)) continue
      seen.add(object)
      having.set(object, (having.get(object) ?? 0) + 1)
      for (const [key, one] of new Map([...suppressionsOf(node)].map(one => [`${object}\n${one.path}\n${one.suppression.peers}\n${one.suppression.names.map(({ name }) => name)}\n${one.suppression.covers}`, one] as const))) {
        const known = found.get(key)
        if (known) known.count++
        else found.set(key, { one, object, count: 1 })
      }
    }
  }
  return [...found.values()].filter(({ object, count }) => count === having.get(object)).map(({ one }) => one)
}

/** Folders by as little of their paths as tells them apart. */
function shortNames(folders: readonly string[]): readonly string[] {
  const split = folders.map(folder => folder.split('/'))
  for (let size = 1; size < 12; size++) {
    const names = split.map(parts => parts.slice(-size).join('/'))
    if (new Set(names).size === names.length) return names
  }
  return folders
}
