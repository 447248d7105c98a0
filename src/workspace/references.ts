import type { Fact } from '../core/fact'
import type { TextEdit } from '../core/edit'
import type { Span } from '../core/span'
import { isKnown, type Maybe } from '../core/value'
import type { Workspace } from './workspace'

/** What a file takes from elsewhere and can pin: an action or a workflow by its commit, an image by its digest. */
export type Reference = ActionReference | ImageReference

interface Common {
  readonly path: string
  /** The reference itself within the file, without `docker://`. */
  readonly span: Span
  /** As written. */
  readonly text: string
  readonly isPinned: boolean
}

export interface ActionReference extends Common {
  readonly kind: 'action'
  readonly owner: string
  readonly repository: string
  readonly ref: string
  readonly refSpan: Span
  /** The comment behind it without its `#`. */
  readonly comment: string | null
  readonly commentSpan: Span | null
  /** The version in that comment. */
  readonly commentVersion: string | null
}

export interface ImageReference extends Common {
  readonly kind: 'image'
  /** Registry and repository as written. */
  readonly name: string
  readonly tag: string | null
  readonly digest: string | null
}

/** As far as this file needs to know the facts of the languages. */
interface UsesLike extends Fact { readonly text: string; readonly isRemote: boolean; readonly owner: string | null; readonly repository: string | null; readonly ref: string | null; readonly refKind: string; readonly lockedCommit: string | null; readonly refSpan: Span | null; readonly comment: string | null; readonly commentSpan: Span | null; readonly commentVersion: string | null }
interface ImageUseLike extends Fact { readonly image: { readonly text: string; readonly span: Span } }
interface DockerImageLike extends Fact { readonly reference: Maybe<string>; readonly isExternal: Maybe<boolean> }
interface ServiceLike extends Fact { readonly image: { readonly text: Maybe<string>; readonly isBuilt: boolean } | null }
interface KubernetesImageLike extends Fact { readonly reference: Maybe<string | null> }

/** The references of a file that are written out in it, in order, each place once. */
export function referencesIn(workspace: Workspace, path: string): readonly Reference[] {
  const text = workspace.text(path), found = new Map<number, Reference>()
  if (text === null) return []
  const add = (reference: Reference | null): void => { if (reference && !found.has(reference.span[0])) found.set(reference.span[0], reference) }
  const addAt = (fact: Fact, at: string, image: Maybe<string | null>): void => {
    const place = fact.locate(at)
    if (place.path === path && !place.missing) add(imageIn(path, text, place.span, image))
  }
  for (const fact of workspace.facts(path)) switch (fact.kind) {
    case 'github-actions.Uses': add(actionOf(fact as UsesLike, text)); break
    case 'github-actions.ImageUse': { const { image } = fact as ImageUseLike; add(imageIn(path, text, image.span, image.text)); break }
    case 'docker.Image': { const { reference, isExternal } = fact as DockerImageLike; if (isKnown(isExternal) && isExternal) addAt(fact, '', reference); break }
    case 'compose.Service': { const { image } = fact as ServiceLike; if (image && !image.isBuilt) addAt(fact, 'image', image.text); break }
    case 'kubernetes.Image': addAt(fact, 'image', (fact as KubernetesImageLike).reference); break
  }
  return [...found.values()].sort((a, b) => a.span[0] - b.span[0])
}

/** What reads its own ref and does not run, or not the same, by a commit: the toolchain's name, the builder's version that the provenance is checked against. */
const byName: ReadonlySet<string> = new Set(['dtolnay/rust-toolchain', 'slsa-framework/slsa-github-generator'])

function actionOf(uses: UsesLike, text: string): ActionReference | null {
  const { owner, repository, ref, refSpan } = uses
  // What the repository's lockfile pins keeps its tag.
  if (!uses.isRemote || uses.lockedCommit !== null || owner === null || repository === null || ref === null || !refSpan || byName.has(`${owner}/${repository}`.toLowerCase()) || text.slice(...refSpan) !== ref) return null
  const written = uses.text.trim()
  return {
    kind: 'action', path: uses.path, span: [refSpan[1] - written.length, refSpan[1]], text: written, isPinned: uses.refKind === 'sha', owner, repository, ref, refSpan,
    comment: uses.comment, commentSpan: uses.commentSpan, commentVersion: uses.commentVersion,
  }
}

const imagePattern = /^((?:[\w.-]+(?::\d+)?\/)?[\w./-]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha(?:256|512):[0-9a-f]{64,128}))?$/

/** An image whose text stands once, as it is, under a span. */
function imageIn(path: string, text: string, [start, end]: Span, reference: Maybe<string | null>): ImageReference | null {
  if (!isKnown(reference) || reference === null) return null
  const at = text.slice(start, end).indexOf(reference), match = imagePattern.exec(reference)
  if (at < 0 || !match || /^scratch$/i.test(reference)) return null
  return { kind: 'image', path, span: [start + at, start + at + reference.length], text: reference, isPinned: match[3] !== undefined, name: match[1]!, tag: match[2] ?? null, digest: match[3] ?? null }
}

/** Comments that speak to a program keep their beginning. */
const directive = /^[\w-]+\s*:|ignore|nosem|nosonar|noqa|\bdisable\b/i

/** The edits that pin an action to a commit and write its version behind it; whatever else the comment says stays. */
export function pinAction(text: string, reference: ActionReference, commit: string, version: string | null): readonly TextEdit[] {
  const edits: TextEdit[] = reference.ref === commit ? [] : [{ span: reference.refSpan, text: commit }]
  if (version === null) return edits
  const { comment, commentSpan, commentVersion } = reference
  if (comment !== null && commentSpan) {
    if (commentVersion === version) return edits
    const written = text.slice(...commentSpan)
    if (commentVersion !== null) {
      const at = commentSpan[0] + written.indexOf(commentVersion)
      return [...edits, { span: [at, at + commentVersion.length], text: version }]
    }
    if (directive.test(comment)) return [...edits, { span: [commentSpan[1], commentSpan[1]], text: ` ${version}` }]
    const at = commentSpan[0] + (/^#\s*/.exec(written)?.[0].length ?? 0)
    return [...edits, { span: [at, at], text: `${version} ` }]
  }
  let end = reference.refSpan[1]
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++
  const rest = text.slice(reference.refSpan[1], end)
  if (!/^['"]?[ \t]*[\]}]*[ \t]*$/.test(rest)) return edits
  const at = end - (/[ \t]*$/.exec(rest)?.[0].length ?? 0)
  return [...edits, { span: [at, at], text: ` # ${version}` }]
}

/** The edits that pin an image to a digest. Its tag stays, and one that is only implied is written, so that people and bots can follow it. */
export function pinImage(reference: ImageReference, digest: string): readonly TextEdit[] {
  const end = reference.span[1]
  return [{ span: [end, end], text: `${reference.tag === null ? ':latest' : ''}@${digest}` }]
}
