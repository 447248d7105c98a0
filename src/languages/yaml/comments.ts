import { commentSyntax, type Construct } from '../../core/comment-syntax'
import { afterLine, lineEnd, lineStart } from '../../core/lines'
import { contains, type Span } from '../../core/span'
import type { Comment, CommentSyntax } from '../../core/suppression'
import type { YamlFile, YamlNode, YamlPair } from './tree'

/** The comments of a YAML file. Text that is JSON has none and takes none. */
export function yamlComments(file: YamlFile): CommentSyntax {
  const { text } = file
  const syntax = commentSyntax({
    text,
    marker: /^\uFEFF?\s*(\{(?!\{)|\[)/.test(text) ? null : '#',
    comments: file.comments,
    prefix: /^\uFEFF?(---[ \t]+)?[ \t]*(([-?:]|[&!]\S*)[ \t]+)*$/,
    constructs: () => constructs(file),
    head: (first) => headOf(text, first),
    block: (comment) => file.documents.find((document) => contains(document.span, comment.span))?.span ?? [0, text.length],
  })
  return {
    ...syntax,
    get head() { return syntax.head },
    // Above the first line of a document, a peer that speaks of blocks means the document.
    covers(comment, reach) {
      if (reach === 'item') return itemAround(file, comment) ?? syntax.covers(comment, 'statement')
      const document = reach === 'whole' ? file.documents.find(({ span }) => contains(span, comment.span)) : undefined
      return document?.root && comment.span[1] <= document.root.span[0] ? [comment.span[0], document.root.span[1]] : syntax.covers(comment, reach)
    },
  }
}

/** Pairs and items in block style, and roots that are neither. What begins with an action that trims could take a comment above into the line before. */
function* constructs(file: YamlFile): Generator<Construct> {
  for (const { root } of file.documents) {
    if (!root) continue
    const stack: Construct[] = []
    const nodes: YamlNode[] = [root]
    const push = (node: YamlNode, span: Construct['span']): void => { stack.push({ span, kind: isLeaf(node) ? 'leaf' : 'branch' }); nodes.push(node) }
    stack.push({ span: root.span, kind: isLeaf(root) ? 'leaf' : 'branch' })
    for (let first = true; nodes.length; first = false) {
      const node = nodes.pop()!, construct = stack.pop()!
      if ((!first || construct.kind === 'leaf') && !file.text.startsWith('{{-', construct.span[0])) yield construct
      if (node.kind === 'map' && node.style === 'block') for (let i = node.pairs.length - 1; i >= 0; i--) push(node.pairs[i]!.value, node.pairs[i]!.span)
      else if (node.kind === 'sequence' && node.style === 'block') for (let i = node.items.length - 1; i >= 0; i--) push(node.items[i]!, node.items[i]!.span)
    }
  }
}

const isLeaf = (node: YamlNode): boolean => node.kind === 'scalar' || node.kind === 'alias' || node.style === 'flow'

/** Below a first line that a reader looks for by its place; in a template below the actions that begin it, since they may trim what stands around them. */
function headOf(text: string, firstConstruct: number): number {
  const start = text.startsWith('\uFEFF') ? 1 : 0
  let at = start
  while (at < text.length && /^[ \t]*(#.*)?$/.test(text.slice(at, lineEnd(text, at)))) at = afterLine(text, lineEnd(text, at))
  if (/^[ \t]*\{\{/.test(text.slice(at, at + 200))) return Math.max(firstConstruct, start)
  return /^#(!|cloud-config)/.test(text.slice(start, start + 20)) ? afterLine(text, lineEnd(text, start)) : start
}

/** The innermost item of a list in block style that a comment stands in or trails. */
function itemAround(file: YamlFile, comment: Comment): Span | null {
  const { text } = file, start = lineStart(text, comment.span[0]), isTrailing = text.slice(start, comment.span[0]).trim() !== ''
  let at: YamlNode | null = file.documents.find(({ span }) => contains(span, comment.span))?.root ?? null, found: YamlNode | null = null
  const holds = ({ span }: YamlNode | YamlPair): boolean => span[0] <= comment.span[0] && (isTrailing ? span[1] >= start : span[1] > comment.span[1])
  while (at && (at.kind === 'map' || at.kind === 'sequence')) {
    const next: YamlNode | null = at.kind === 'map' ? at.pairs.findLast(holds)?.value ?? null : at.items.findLast(holds) ?? null
    if (at.kind === 'sequence' && at.style === 'block' && next) found = next
    at = next
  }
  return found && [lineStart(text, found.span[0]), Math.max(lineEnd(text, comment.span[0]), lineEnd(text, found.span[1]))]
}
