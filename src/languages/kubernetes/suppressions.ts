import type { Span } from '../../core/span'
import type { Suppression } from '../../core/suppression'
import { isKnown } from '../../core/value'
import type { ObjectNode } from './object'
import { at, raw, type Tree } from './tree'

/** An annotation by which a peer is told to leave an object alone: which names it gives, and why. */
interface Form { readonly peer: string; readonly key: RegExp; names(key: RegExpExecArray, value: string): readonly string[]; reason(value: string): string | null }

const words = (value: string): readonly string[] => value.split(/[\s,]+/).filter(word => word !== '')

const forms: readonly Form[] = [
  { peer: 'kube-linter', key: /^ignore-check\.kube-linter\.io\/(.+)$/, names: key => [key[1]!], reason: value => value || null },
  { peer: 'kube-linter', key: /^kube-linter\.io\/ignore-all$/, names: () => ['*'], reason: value => value || null },
  { peer: 'kube-score', key: /^kube-score\/ignore(?:\/.+)?$/, names: (_, value) => words(value), reason: () => null },
  { peer: 'polaris', key: /^polaris\.fairwinds\.com\/(.+)-exempt$/, names: (key, value) => value === 'true' ? [key[1]!] : [], reason: () => null },
  { peer: 'polaris', key: /^polaris\.fairwinds\.com\/exempt$/, names: (_, value) => value === 'true' ? ['*'] : [], reason: () => null },
  { peer: 'checkov', key: /^checkov\.io\/skip\d+$/, names: (_, value) => words(value.split('=', 1)[0]!), reason: value => value.includes('=') ? value.slice(value.indexOf('=') + 1) || null : null },
  { peer: 'datree', key: /^datree\.skip\/(.+)$/, names: key => [key[1]!], reason: value => value || null },
]

/** The annotations of an object that take rules of peers off it. */
export function* suppressionsOf(node: ObjectNode): Generator<{ readonly path: string; readonly suppression: Suppression }> {
  const annotations = at(node.tree, 'metadata', 'annotations')
  if (annotations === null || !('children' in annotations)) return
  for (const [name, value] of annotations.children) {
    const suppression = suppressionFrom(name, value, node)
    if (!suppression) continue
    yield { path: node.path, suppression }
    // What of the object is written in other files is the object's, too.
    for (const [path, covers] of foreign(node.tree, node.path)) yield { path, suppression: { ...suppression, covers, span: covers, names: suppression.names.map(({ name }) => ({ name, span: covers })) } }
  }
}

/** The parts of an object that are written in another file, and the values that would bring absent ones. */
function* foreign(tree: Tree, path: string): Generator<readonly [string, Span]> {
  const stack = [tree], spanOf = ({ key, node }: Tree): Span => [key ? Math.min(key.span[0], node.span[0]) : node.span[0], Math.max(node.span[1], key?.span[1] ?? 0)]
  for (let at = stack.pop(); at; at = stack.pop()) {
    for (const child of [...at.children.values(), ...at.items, ...at.absents]) {
      if (child.source.path === path) stack.push(child)
      else yield [child.source.path, spanOf(child)]
    }
  }
}

function suppressionFrom(name: string, value: Tree, node: ObjectNode): Suppression | null {
  for (const form of forms) {
    const key = form.key.exec(name)
    if (!key) continue
    const written = raw(value), text = isKnown(written) ? written ?? '' : '', { span } = value.source.path === node.path ? value.place(false) : node.tree.place(false)
    if (value.source.path !== node.path && node.source !== 'chart') return null
    const names = form.names(key, text).map(name => ({ name, span }))
    return names.length ? { own: false, peers: [form.peer], names, covers: node.tree.node.span, reason: form.reason(text), span } : null
  }
  return null
}
