import type { Parser } from '../../core/document'
import { YamlSource } from '../yaml/source'

/** YAML that is read again only where an edit touched it. */
export const yamlParser: Parser<YamlSource> = {
  parse(text, previous) {
    if (!previous) return new YamlSource(text)
    previous.update(text)
    return previous
  },
}

const main = /(?:^|\/)\.gitlab-ci\.ya?ml$/, own = /(?:^|\/)(?:[^/]*[.-])?gitlab-ci\.ya?ml$/i, included = /(?:^|\/)\.gitlab\/ci\/(?:[^/]+\/)*[^/]+\.ya?ml$/

/** Larger files are made by programs and tell nothing. */
const mostCharacters = 1_000_000

/** The pipeline that GitLab runs. */
export const isMain = (path: string): boolean => main.test(path)

/** Is the file a pipeline, or a part of one, by its name? */
export const isPipeline = (path: string): boolean => own.test(path) || included.test(path)

/** May a file of this length be read? */
export const isReadable = (text: string): boolean => text.length <= mostCharacters

/** The pipeline that a file below `.gitlab/ci/` is likely to be a part of: its repository's. */
export function mainOf(path: string): string | null {
  const at = path.lastIndexOf('.gitlab/ci/')
  return at < 0 || at > 0 && path[at - 1] !== '/' ? null : `${path.slice(0, at)}.gitlab-ci.yml`
}

/** A path of an `include: local`, from the repository's root. */
export function resolveLocal(pipeline: string, location: string): string | null {
  const root = pipeline.includes('/') ? pipeline.slice(0, pipeline.lastIndexOf('/') + 1) : '', parts: string[] = []
  for (const part of location.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') return null
    parts.push(part)
  }
  return parts.length > 0 ? root + parts.join('/') : null
}
