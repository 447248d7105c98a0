import { readOutside } from '../../core/outside'
import { isUnknown, Unknown, type Maybe } from '../../core/value'
import { maybePublishers, publishedImages } from '../github-actions/exports'
import type { UnpublishedTag } from './facts'
import { isMovingTag, isValidReference, partsOf } from './image'
import type { World } from './object'

/** Names of files and folders by which something besides the workflows of GitHub may build and push images, or replace them in manifests. */
const otherBuilds = /^(?:(?:gnu)?makefile|taskfile\..+|justfile|jenkinsfile.*|tiltfile|earthfile|dagger\.json|\.gitlab-ci\.ya?ml|\.circleci|\.buildkite|\.tekton|\.drone\.ya?ml|\.woodpecker.*|\.travis\.yml|azure-pipelines.*|\.azure-pipelines|bitbucket-pipelines\.yml|cloudbuild.*|buildspec.*|skaffold.*|werf.*|devspace\.ya?ml|garden\.ya?ml|\.?goreleaser.*|docker-bake\..+|\.ko\.ya?ml|project\.toml|okteto\.ya?ml|(?:build|push|release|deploy|publish)[\w-]*\.sh)$/i

/** Words in place of a tag that something replaces before the manifest is applied. */
const isPlaceholder = (tag: string): boolean => /^[A-Z][A-Z0-9_]*$/.test(tag) || /__|replace|placeholder|change-?me|^(?:x+|tag|version|image-?tag)$/i.test(tag)

const quoted = (words: readonly string[]): string => {
  const all = words.map(word => `'${word}'`)
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

/** The tag of an image that the workflows of the repository push, where none of them gives it that tag. */
export function unpublishedTag(reference: string, path: string, { lookup, unit }: World): Maybe<UnpublishedTag | null> {
  const { registry, repository, tag: written, digest } = partsOf(reference), doubt = new Unknown(reference)
  if (digest !== null || !isValidReference(reference)) return null
  readOutside()
  const known = lookup.find(publishedImages(repository.slice(repository.lastIndexOf('/') + 1)))
  if (isUnknown(known)) return known
  const isSame = (name: string): boolean => { const other = partsOf(name); return other.registry === registry && other.repository === repository }
  const own = known.filter(({ name }) => name !== null && isSame(name)), [pushing] = own.filter(({ isPushed }) => isPushed)
  if (!pushing) return null
  const tag = written ?? 'latest', tags = new Set(own.flatMap(({ tags }) => tags)), isMoving = isMovingTag(tag)
  if (tags.has(tag)) return null
  if (own.some(({ isOpen }) => isOpen) || known.some(({ name, tags, isOpen }) => name === null && (isOpen || tags.includes(tag)))) return doubt
  // Who installs a chart, or builds upon a base, gives the tag.
  if (unit.source === 'chart' || unit.source === 'kustomization' && written === null || isPlaceholder(tag)) return doubt
  // An earlier version of the workflow may have pushed an earlier version of the image.
  if (!isMoving && [...tags].some(other => !isMovingTag(other))) return doubt
  const others = lookup.find(maybePublishers)
  if (isUnknown(others)) return others
  if (others.length > 0) return doubt
  for (let folder = path.slice(0, Math.max(0, path.lastIndexOf('/'))); ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const names = lookup.names(folder)
    if (isUnknown(names)) return names
    if (names.some(name => otherBuilds.test(name))) return doubt
    if (folder === '') break
  }
  return { tag, isMoving, pushed: quoted([...new Set(own.filter(({ isPushed }) => isPushed).flatMap(({ tags }) => tags))].sort().slice(0, 4)), workflow: pushing.path }
}
