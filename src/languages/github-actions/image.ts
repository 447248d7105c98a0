import type { Span } from '../../core/span'
import { isKnown, Unknown, type Maybe } from '../../core/value'
import { tokenOf } from '../yaml/path'
import type { YamlNode } from '../yaml/tree'
import { asScalar, entry } from '../yaml/walk'
import type { ActionNode } from './action'
import type * as facts from './facts'
import type { ContainerNode, JobNode } from './job'
import { Node, textIn } from './node'
import type { StepNode, UsesNode } from './step'
import type { WorkflowNode } from './workflow'

/** The parts of an image reference; unknown where an expression may be part of them. */
export function imageOf(text: string, span: facts.Image['span']): facts.Image {
  // Expressions may contain any of the separators.
  const hidden = text.replace(/\$\{\{.*?(?:\}\}|$)/gs, match => '\0'.repeat(match.length))
  const at = hidden.indexOf('@'), end = at < 0 ? hidden.length : at, colon = hidden.lastIndexOf(':', end - 1)
  const hasTag = colon > hidden.lastIndexOf('/', end - 1), nameEnd = hasTag ? colon : end
  const part = (from: number, to: number): Maybe<string> => hidden.slice(from, to).includes('\0') ? new Unknown(text.slice(from, to)) : text.slice(from, to)
  const name = part(0, nameEnd)
  const rest = isKnown(name) || nameEnd < hidden.length ? null : new Unknown(text)
  return { text, span, name, tag: hasTag ? part(colon + 1, end) : rest, digest: at >= 0 ? part(at + 1, hidden.length) : rest ?? (hidden.endsWith('\0') ? new Unknown(text) : null) }
}

/** The images that a container, a `docker://` reference or an action leads to. */
export function* imageUsesOf(owner: ContainerNode | UsesNode | ActionNode): Generator<ImageUseNode> {
  if (owner.kind === 'github-actions.Uses') {
    const { image, step, job } = owner as UsesNode
    if (image) yield new ImageUseNode(owner, 'step', image, job, step, null)
  } else if (owner.kind === 'github-actions.Action') {
    const node = entry(owner.child('runs'), 'image')?.value ?? null, text = textIn(node)
    if (text !== null && /^docker:\/\//i.test(text)) yield new ImageUseNode(owner, 'action', imageOf(text.slice(9), tokenOf(asScalar(node), null, owner.model.text)), null, null, null)
  } else {
    const { imageNode, service, job } = owner as ContainerNode, role = service === null ? 'container' : 'service'
    const images = imagesIn(imageNode, job)
    for (const [i, image] of images.entries()) yield new ImageUseNode(owner, role, image, job, null, images.length > 1 ? i : null)
  }
}

class ImageUseNode extends Node implements facts.ImageUse {
  constructor(private readonly owner: ContainerNode | UsesNode | ActionNode, readonly role: facts.ImageUse['role'], readonly image: facts.Image, readonly job: JobNode | null, readonly step: StepNode | null, private readonly index: number | null) { super(owner.model, 'github-actions.ImageUse', owner.valueNode, owner.keyNode) }

  get workflow(): WorkflowNode | null { return this.job?.workflow ?? null }
  get subject(): string { return `${this.owner.subject}/image${this.index === null ? '' : `/${this.image.text}`}` }
  protected override token(path: string): Span | null | undefined { return path === '' || path === 'image' ? this.image.span : undefined }
}

/** The images in a scalar: one, or one for each value of the matrix, where that is written. */
function imagesIn(node: YamlNode | null, job: JobNode): readonly facts.Image[] {
  const text = textIn(node), name = text === null ? undefined : matrixValue.exec(text)?.[1]
  const values = name === undefined ? [] : job.matrix?.written(name) ?? []
  if (values.length > 0) return values.map(({ text, span }) => imageOf(text, span))
  const image = imageIn(node, job)
  return image ? [image] : []
}

const matrixValue = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/

/** The image in a scalar, static matrix values put in where there is just one. */
export function imageIn(node: YamlNode | null, job: JobNode): facts.Image | null {
  const text = textIn(node)
  if (text === null || text === '') return null
  const values = matrixValue.exec(text)?.[1], all = values === undefined ? null : job.matrix?.valuesOf(values) ?? null
  const span = tokenOf(asScalar(node), null, job.model.text)
  return imageOf(all && isKnown(all) && all.length === 1 && typeof all[0] === 'string' ? all[0] : text, span)
}
