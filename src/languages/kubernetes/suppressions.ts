import type { Suppression } from '../../core/suppression'
import type { Span } from '../../core/span'
import { isKnown } from '../../core/value'
import { kindOf, type ObjectNode } from './object'
import { at, raw, text, type Tree } from './tree'

/** An annotation or label by which a peer is told to leave something alone: which names it gives, and why. */
interface Form { readonly peer: string; readonly key: RegExp; names(key: RegExpExecArray, value: string): readonly string[]; reason(value: string): string | null; container?(key: RegExpExecArray): string }

const words = (value: string): readonly string[] => value.split(/[\s,]+/).filter(word => word !== '')
const isTrue = (value: string): boolean => value.trim().toLowerCase() === 'true'

const annotations: readonly Form[] = [
  { peer: 'kube-linter', key: /^ignore-check\.kube-linter\.io\/(.+)$/, names: key => [key[1]!], reason: value => value || null },
  { peer: 'kube-linter', key: /^kube-linter\.io\/ignore-all$/, names: () => ['*'], reason: value => value || null },
  { peer: 'kube-score', key: /^kube-score\/ignore(?:\/.+)?$/, names: (_, value) => words(value), reason: () => null },
  { peer: 'polaris', key: /^polaris\.fairwinds\.com\/(.+)-exempt$/, names: (key, value) => isTrue(value) ? [key[1]!] : [], reason: () => null },
  { peer: 'polaris', key: /^polaris\.fairwinds\.com\/exempt$/, names: (_, value) => isTrue(value) ? ['*'] : [], reason: () => null },
  { peer: 'checkov', key: /^(?:checkov|bridgecrew)\.io\/skip\d*$/, names: (_, value) => words(value.split('=', 1)[0]!), reason: value => value.includes('=') ? value.slice(value.indexOf('=') + 1).trim() || null : null },
  { peer: 'datree', key: /^datree\.skip\/(.+)$/, names: key => [key[1]!], reason: value => value || null },
]

/** The labels that kubeaudit reads: of a container by its name, else of the whole pod. */
const labels: readonly Form[] = [
  { peer: 'kubeaudit', key: /^container\.(?:kubeaudit\.io|audit\.kubernetes\.io)\/(.+)\.(allow-[\w-]+)$/, names: key => [key[2]!], container: key => key[1]!, reason: value => value || null },
  { peer: 'kubeaudit', key: /^(?:kubeaudit\.io|audit\.kubernetes\.io)\/(?:pod\.|namespace\.)?(allow-[\w-]+)$/, names: key => [key[1]!], reason: value => value || null },
]

const templatePaths: readonly (readonly string[])[] = [[], ['spec', 'template'], ['spec', 'jobTemplate'], ['spec', 'jobTemplate', 'spec', 'template']]
const containerFields = ['containers', 'initContainers', 'ephemeralContainers']

export interface Declared { readonly path: string; readonly suppression: Suppression }

/** The annotations and labels of an object and of its pod template that take rules of peers off it, off the template, or off one container. */
export function* suppressionsOf(node: ObjectNode): Generator<Declared> {
  const holders = templatePaths.map(path => at(node.tree, ...path)).filter((holder): holder is Tree => holder !== null && 'children' in holder)
  const enabled = enabledBelow(holders.slice(1))
  for (const [i, holder] of holders.entries()) {
    for (const [field, forms] of [['annotations', annotations], ['labels', labels]] as const) {
      const written = at(holder, 'metadata', field)
      if (written === null || !('children' in written)) continue
      for (const [name, value] of written.children) for (const form of forms) {
        const key = form.key.exec(name)
        if (!key) continue
        const found = raw(value), content = isKnown(found) ? found ?? '' : '', place = value.place(false), names = form.names(key, content)
        const covered = form.container ? containersOf(holder, form.container(key)) : [holder]
        // What is annotated from elsewhere, by a patch or a common annotation, is said where the object stands.
        const span = place.path === node.path ? place.span : node.locate('').span
        const make = (path: string, covers: Span, names: readonly string[]): Declared => ({ path, suppression: { own: false, peers: [form.peer], names: names.map(name => ({ name, span: path === node.path ? span : covers })), covers, reason: form.reason(content), span: path === node.path ? span : covers } })
        for (const tree of covered) {
          const wanted = i === 0 && form.peer === 'kube-score' ? names.filter(name => enabled.names.has(name)) : [], others = names.filter(name => !wanted.includes(name))
          for (const { path, covers } of form.container ? [{ path: tree.source.path, covers: tree.node.span }] : placesOf(tree, node)) {
            if (others.length) yield make(path, covers, others)
            for (const part of wanted.length ? without(covers, path === node.path ? enabled.span : null) : []) yield make(path, part, wanted)
          }
        }
        break
      }
    }
  }
}

/** What kube-score is told to check on a pod template though the object leaves it out. */
function enabledBelow(templates: readonly Tree[]): { readonly names: ReadonlySet<string>; readonly span: Span | null } {
  for (const template of templates) {
    const value = text(at(template, 'metadata', 'annotations', 'kube-score/enable'))
    if (isKnown(value) && value !== null) return { names: new Set(words(value)), span: template.node.span }
  }
  return { names: new Set(), span: null }
}

const without = ([start, end]: Span, hole: Span | null): readonly Span[] => hole ? [[start, hole[0] - 1], [hole[1] + 1, end]] : [[start, end]]

const containersOf = (holder: Tree, name: string): readonly Tree[] => containerFields.flatMap(field => {
  const found = at(holder, 'spec', field)
  return found !== null && 'items' in found ? found.items.filter(item => text(at(item, 'name')) === name) : []
})

/** Where something stands: its own text, and the patches that add to it. */
function placesOf(tree: Tree, node: ObjectNode): readonly { readonly path: string; readonly covers: Span }[] {
  const places = [{ path: tree.source.path, covers: tree.node.span }], seen = new Set([tree.source.document])
  const visit = (one: Tree): void => {
    const { document, path } = one.source
    if (!seen.has(document)) {
      seen.add(document)
      if (document.root && document.root.kind === 'map' && document.root.pairs.some(({ name, value }) => name === 'kind' && value.kind === 'scalar' && value.value === kindOf(node.tree))) places.push({ path, covers: document.root.span })
    }
    one.children.forEach(visit)
    one.items.forEach(visit)
  }
  visit(tree)
  if (node.source === 'chart') for (const [path, covers] of foreign(tree, tree.source.path)) places.push({ path, covers })
  return places
}

/** The parts of a chart's object that are written in another file, and the values that would bring absent ones. */
function* foreign(tree: Tree, path: string): Generator<readonly [string, Span]> {
  const stack = [tree], spanOf = ({ key, node }: Tree): Span => [key ? Math.min(key.span[0], node.span[0]) : node.span[0], Math.max(node.span[1], key?.span[1] ?? 0)]
  for (let at = stack.pop(); at; at = stack.pop()) {
    for (const child of [...at.children.values(), ...at.items, ...at.absents]) {
      if (child.source.path === path) stack.push(child)
      else yield [child.source.path, spanOf(child)]
    }
  }
}
