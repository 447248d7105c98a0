import { isUnknown } from '../../core/value'
import type { Marks } from '../yaml/nodes'
import { MapNode, PairNode, ScalarNode, SequenceNode } from '../yaml/nodes'
import type { YamlNode } from '../yaml/tree'
import type { Tree } from './tree'

const base = { offset: 0 }
const maximumDepth = 60

/** A value that a chart or a kustomization makes, as if it were written so: its parts stand where they come from. What may be absent is unknown. */
export function writtenNode(tree: Tree, depth = 0): YamlNode {
  const { path } = tree.source, span = tree.node.span
  const placeOf = (part: Tree): readonly [number, number] => part.source.path === path ? part.node.span : span
  const marks = (isUnknownValue: boolean): Marks => ({ anchor: null, tag: null, unknown: isUnknownValue, conditional: tree.conditional })
  if (depth > maximumDepth) return new ScalarNode(base, span[0], span[1], marks(true), null, '', 'plain')
  if (tree.kind === 'map') {
    const pairs = [...tree.children].map(([name, child]) => {
      const value = child.source.path === path ? writtenNode(child, depth + 1) : new ScalarNode(base, ...placeOf(child), marks(true), null, '', 'plain')
      const [from, to] = child.key && child.source.path === path ? child.key.span : placeOf(child)
      return new PairNode(base, new ScalarNode(base, from, to, marks(false), name, name, 'plain'), name, value, child.conditional)
    })
    return new MapNode(base, span[0], span[1], marks(false), 'flow', pairs, tree.open)
  }
  if (tree.kind === 'list') return new SequenceNode(base, span[0], span[1], marks(false), 'flow', tree.items.map(item => item.source.path === path ? writtenNode(item, depth + 1) : new ScalarNode(base, ...placeOf(item), marks(true), null, '', 'plain')), tree.open || tree.items.some(item => item.conditional))
  const value = tree.value
  if (isUnknown(value) || tree.conditional) return new ScalarNode(base, span[0], span[1], marks(true), null, isUnknown(value) ? value.source : '', 'plain')
  return new ScalarNode(base, span[0], span[1], marks(false), value, tree.written ?? String(value ?? ''), typeof value === 'string' ? 'double' : 'plain')
}
