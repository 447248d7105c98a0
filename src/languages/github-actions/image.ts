import { isKnown, Unknown, type Maybe } from '../../core/value'
import { tokenOf } from '../yaml/path'
import type { YamlNode } from '../yaml/tree'
import { asScalar } from '../yaml/walk'
import type * as facts from './facts'
import type { JobNode } from './job'
import { textIn } from './node'

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

/** The image in a scalar, static matrix values put in where there is just one. */
export function imageIn(node: YamlNode | null, job: JobNode): facts.Image | null {
  const text = textIn(node)
  if (text === null || text === '') return null
  const values = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(text)?.[1], all = values === undefined ? null : job.matrix?.valuesOf(values) ?? null
  const span = tokenOf(asScalar(node), null, job.model.text)
  return imageOf(all && isKnown(all) && all.length === 1 && typeof all[0] === 'string' ? all[0] : text, span)
}
