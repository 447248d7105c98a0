import { isKnown, isUnknown, Unknown } from '../../../core/value'
import { isNamed } from './target'
import { clusterScoped, kindOf, type Manifest } from '../object'
import { put } from './patch'
import { at, each, flag, number, raw, text, Tree } from '../tree'

const templatePaths: readonly (readonly string[])[] = [['spec', 'template'], ['spec', 'jobTemplate', 'spec', 'template']]

/** Kinds that keep their names, whatever is put around those of others. */
const unprefixed = /^(?:CustomResourceDefinition|APIService|Namespace)$/

/** What a kustomization does to all objects after its patches: namespace, names, labels, annotations, replicas, images. */
export function transform(tree: Tree, before: readonly Manifest[]): Manifest[] {
  const namespace = at(tree, 'namespace'), prefix = text(at(tree, 'namePrefix')), suffix = text(at(tree, 'nameSuffix'))
  const labels = [...each(at(tree, 'labels'), item => ({ pairs: at(item, 'pairs'), inSelectors: flag(at(item, 'includeSelectors')) === true, inTemplates: flag(at(item, 'includeTemplates')) === true }))]
  const common = at(tree, 'commonLabels'), annotations = at(tree, 'commonAnnotations')
  if (common !== null) labels.push({ pairs: common, inSelectors: true, inTemplates: true })
  const accounts = new Set(before.flatMap(({ tree, baseName }) => kindOf(tree) === 'ServiceAccount' && baseName !== null ? [baseName] : []))
  return before.map(manifest => {
    let now = manifest.tree
    const kind = kindOf(now) ?? ''
    if (namespace instanceof Tree) now = inNamespace(now, kind, namespace, accounts)
    else if (isUnknown(namespace) && !clusterScoped.test(kind)) now = put(now, ['metadata', 'namespace'], tree.with({ value: namespace, derived: true }))
    for (const { pairs, inSelectors, inTemplates } of labels) if (pairs instanceof Tree) for (const [name, value] of pairs.children) now = label(now, kind, name, value, inSelectors, inTemplates || inSelectors)
    if (annotations instanceof Tree) for (const [name, value] of annotations.children) now = annotate(now, name, value)
    now = withReplicas(tree, now, kind, manifest)
    now = withImages(tree, now)
    const fullName = manifest.fullName === null || unprefixed.test(kind) ? manifest.fullName : `${isKnown(prefix) ? prefix ?? '' : ''}${manifest.fullName}${isKnown(suffix) ? suffix ?? '' : ''}`
    if (now === manifest.tree && fullName === manifest.fullName) return manifest
    const written = namespace === null || 'baseNamespace' in manifest ? undefined : text(at(manifest.tree, 'metadata', 'namespace'))
    return { ...manifest, tree: now, fullName, ...written !== undefined && isKnown(written) && { baseNamespace: written } }
  })
}

function inNamespace(of: Tree, kind: string, namespace: Tree, accounts: ReadonlySet<string>): Tree {
  // A Namespace takes the name itself; it stays the object that its file calls by the old one.
  if (kind === 'Namespace') {
    const named = at(of, 'metadata', 'name')
    return named instanceof Tree ? put(of, ['metadata', 'name'], named.with({ value: namespace.value, derived: true })) : of
  }
  let now = clusterScoped.test(kind) ? of : put(of, ['metadata', 'namespace'], namespace)
  if (kind === 'RoleBinding' || kind === 'ClusterRoleBinding') {
    const subjects = at(now, 'subjects')
    if (subjects instanceof Tree) for (const [i, subject] of subjects.items.entries()) {
      const name = text(at(subject, 'name'))
      if (kindOf(subject) === 'ServiceAccount' && isKnown(name) && name !== null && (name === 'default' || accounts.has(name))) now = put(now, ['subjects', i, 'namespace'], namespace)
    }
  }
  if (/^(?:Validating|Mutating)WebhookConfiguration$/.test(kind)) {
    const hooks = at(now, 'webhooks')
    if (hooks instanceof Tree) for (const [i, hook] of hooks.items.entries()) if (at(hook, 'clientConfig', 'service') instanceof Tree) now = put(now, ['webhooks', i, 'clientConfig', 'service', 'namespace'], namespace)
  }
  return now
}

/** Where labels of selectors go, by kind; with `*` through all items of a list. What is not there is not made, save where `create` says so. */
const selectors: readonly { readonly kinds: RegExp; readonly path: readonly string[]; readonly create: boolean }[] = [
  { kinds: /^(?:Service|ReplicationController)$/, path: ['spec', 'selector'], create: true },
  { kinds: /^(?:Deployment|ReplicaSet|DaemonSet|StatefulSet)$/, path: ['spec', 'selector', 'matchLabels'], create: true },
  { kinds: /^(?:Job|PodDisruptionBudget)$/, path: ['spec', 'selector', 'matchLabels'], create: false },
  { kinds: /^CronJob$/, path: ['spec', 'jobTemplate', 'spec', 'selector', 'matchLabels'], create: false },
  { kinds: /^NetworkPolicy$/, path: ['spec', 'podSelector', 'matchLabels'], create: false },
  { kinds: /^NetworkPolicy$/, path: ['spec', 'ingress', '*', 'from', '*', 'podSelector', 'matchLabels'], create: false },
  { kinds: /^NetworkPolicy$/, path: ['spec', 'egress', '*', 'to', '*', 'podSelector', 'matchLabels'], create: false },
  ...['podAffinity', 'podAntiAffinity'].flatMap(field => [['requiredDuringSchedulingIgnoredDuringExecution', '*'], ['preferredDuringSchedulingIgnoredDuringExecution', '*', 'podAffinityTerm']].map(terms => ({ kinds: /^(?:Deployment|StatefulSet)$/, path: ['spec', 'template', 'spec', 'affinity', field, ...terms, 'labelSelector', 'matchLabels'], create: false }))),
  { kinds: /^(?:Deployment|StatefulSet)$/, path: ['spec', 'template', 'spec', 'topologySpreadConstraints', '*', 'labelSelector', 'matchLabels'], create: false },
]

function label(tree: Tree, kind: string, name: string, value: Tree, inSelectors: boolean, inTemplates: boolean): Tree {
  let now = put(tree, ['metadata', 'labels', name], value)
  if (inTemplates) {
    for (const path of templatePaths) if (at(now, ...path) instanceof Tree) now = put(now, [...path, 'metadata', 'labels', name], value)
    if (at(now, 'spec', 'jobTemplate') instanceof Tree) now = put(now, ['spec', 'jobTemplate', 'metadata', 'labels', name], value)
    const claims = at(now, 'spec', 'volumeClaimTemplates')
    if (claims instanceof Tree && kind === 'StatefulSet') for (const i of claims.items.keys()) now = put(now, ['spec', 'volumeClaimTemplates', i, 'metadata', 'labels', name], value)
  }
  if (inSelectors) for (const { kinds, path, create } of selectors) if (kinds.test(kind)) for (const found of expand(now, path, create)) now = put(now, [...found, name], value)
  return now
}

function annotate(tree: Tree, name: string, value: Tree): Tree {
  let now = put(tree, ['metadata', 'annotations', name], value)
  for (const path of templatePaths) if (at(now, ...path) instanceof Tree) now = put(now, [...path, 'metadata', 'annotations', name], value)
  return at(now, 'spec', 'jobTemplate') instanceof Tree ? put(now, ['spec', 'jobTemplate', 'metadata', 'annotations', name], value) : now
}

/** The places that a path with `*` leads to; those that are not there only where they may be made. */
function expand(of: Tree, path: readonly string[], create: boolean): readonly (readonly (string | number)[])[] {
  let found: { readonly tree: Tree; readonly path: readonly (string | number)[] }[] = [{ tree: of, path: [] }]
  for (const step of path) found = found.flatMap(({ tree, path }) => {
    if (step === '*') return tree.items.map((item, i) => ({ tree: item, path: [...path, i] }))
    const next = tree.children.get(step)
    return next ? [{ tree: next, path: [...path, step] }] : []
  })
  return found.length === 0 && create && !path.includes('*') ? [path] : found.map(({ path }) => path)
}

function withReplicas(tree: Tree, of: Tree, kind: string, manifest: Manifest): Tree {
  if (!/^(?:Deployment|StatefulSet|ReplicaSet|ReplicationController)$/.test(kind)) return of
  let now = of
  each(at(tree, 'replicas'), item => {
    const name = text(at(item, 'name')), count = at(item, 'count')
    if (isKnown(name) && name !== null && isNamed(manifest, name) && count instanceof Tree && number(count) !== null) now = put(now, ['spec', 'replicas'], count)
  })
  return now
}

const podPaths: readonly (readonly string[])[] = [['spec'], ['spec', 'template', 'spec'], ['spec', 'jobTemplate', 'spec', 'template', 'spec']]

function withImages(tree: Tree, of: Tree): Tree {
  const entries = at(tree, 'images')
  if (!(entries instanceof Tree)) return of
  let now = of
  for (const path of podPaths) for (const field of ['containers', 'initContainers']) {
    const containers = at(now, ...path, field)
    if (!(containers instanceof Tree) || containers.kind !== 'list') continue
    for (const [index, container] of containers.items.entries()) {
      const image = at(container, 'image'), value = raw(image)
      if (!(image instanceof Tree) || !isKnown(value) || value === null) continue
      const changed = newImage(entries, value, image)
      if (changed) now = put(now, [...path, field, index, 'image'], changed)
    }
  }
  return now
}

/** The image after the entries of `images`, at the place of what changed it; null where none does. */
function newImage(entries: Tree, image: string, of: Tree): Tree | null {
  const at_ = image.indexOf('@'), whole = at_ < 0 ? image : image.slice(0, at_), colon = whole.indexOf(':', whole.lastIndexOf('/') + 1)
  let name = colon < 0 ? whole : whole.slice(0, colon), tag = colon < 0 ? null : whole.slice(colon + 1), digest = at_ < 0 ? null : image.slice(at_ + 1)
  let origin: Tree | null = null, isSure = true
  for (const entry of entries.items) {
    const wanted = text(at(entry, 'name'))
    if (wanted !== name) { if (isUnknown(wanted)) isSure = false; continue }
    const pieces = ['newName', 'newTag', 'digest', 'tagSuffix'].map(field => [field, at(entry, field)] as const).filter(([, found]) => found !== null && text(found) !== '')
    // Whatever says which version runs takes the place of all that said it before.
    if (pieces.some(([field]) => field === 'newTag' || field === 'digest')) tag = digest = null
    for (const [field, found] of pieces) {
      const value = text(found)
      if (value === null) continue
      if (isUnknown(value) || !(found instanceof Tree)) { isSure = false; origin ??= entry; continue }
      origin = found
      if (field === 'newName') name = value
      else if (field === 'newTag') tag = value
      else if (field === 'digest') digest = value
      else tag = `${tag ?? ''}${value}`
    }
  }
  if (!origin) return isSure ? null : of.with({ value: new Unknown(image), derived: true })
  return origin.with({ value: isSure ? `${name}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}` : new Unknown(image), derived: true })
}
