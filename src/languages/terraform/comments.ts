import { commentSyntax, type Construct } from '../../core/comment-syntax'
import type { CommentSyntax } from '../../core/suppression'
import { children, type HclFile, type HclNode } from './hcl/tree'

/** The comments of an HCL file. JSON has none and takes none. */
export function hclComments(file: HclFile): CommentSyntax {
  const { text, body } = file
  return commentSyntax({
    text,
    marker: file.syntax === 'json' ? null : '#',
    comments: file.comments.map(({ span }) => ({ span, text: text.slice(span[0], span[1]) })),
    prefix: /^\uFEFF?[ \t]*$/,
    constructs: () => constructs(body),
    head: () => text.startsWith('\uFEFF') ? 1 : 0,
    block: (comment) => body.items.find((item) => item.span[1] >= comment.span[0])?.span ?? [0, text.length],
  })
}

/** Attributes, blocks and the items of object values. Nothing within a template is one. */
function* constructs(body: HclNode): Generator<Construct> {
  const stack: HclNode[] = [body]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'template') continue
    if (node.kind === 'block') yield { span: node.span, kind: 'block' }
    else if (node.kind === 'attribute' || node.kind === 'objectItem') yield { span: node.span, kind: node.value.kind === 'object' ? 'branch' : 'leaf' }
    const below = children(node)
    for (let i = below.length - 1; i >= 0; i--) stack.push(below[i]!)
  }
}
