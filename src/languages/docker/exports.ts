import type { Key } from '../../core/lookup'
import type { Span } from '../../core/span'
import type { Maybe } from '../../core/value'

/** What a Dockerfile builds, for those who build or run it. Frozen plain data. */
export interface DockerfileSummary {
  readonly path: string
  /** Every stage in order. */
  readonly stages: readonly StageSummary[]
  /** The last stage; null where there is no FROM. */
  readonly final: StageSummary | null
  /** Names of the arguments that an ARG anywhere in it declares. */
  readonly args: readonly string[]
}

/** The outcome of a build stage, base stages included. */
export interface StageSummary {
  readonly name: string | null
  readonly index: number
  /** The keyword of its FROM. */
  readonly span: Span
  /** The image at the end of its base stages, as written. */
  readonly image: string
  readonly user: Maybe<string | null>
  readonly userKind: 'root' | 'non-root' | 'unknown'
  /** Where the USER that decides is written; null where it is the base image's default. */
  readonly userSpan: Span | null
  /** Every EXPOSE in the file could be read; a base image may have more. */
  readonly exposesAreKnown: boolean
  readonly exposes: readonly { readonly port: number; readonly end: number; readonly protocol: string; readonly span: Span }[]
  /** `none` is a HEALTHCHECK NONE; null where nothing is written. */
  readonly healthcheck: 'set' | 'none' | null
  /** The elements of an exec form or the words of a shell form; null where nothing is written. */
  readonly entrypoint: readonly Maybe<string>[] | null
  readonly cmd: readonly Maybe<string>[] | null
  readonly workdir: Maybe<string | null>
}

/** The name under which a Dockerfile is found, by its workspace path. */
export const dockerfile = (path: string): Key<DockerfileSummary> => ({ name: `docker:${path}` })

/** The name under which the Dockerfiles of a folder's name are found: `web` for `services/web/Dockerfile` and `web/src/Dockerfile`. */
export const dockerfileOf = (service: string): Key<DockerfileSummary> => ({ name: `docker-of:${service}` })

/** Somebody builds an image from a Dockerfile: a service of Compose, a step of a workflow. */
export interface BuildUse {
  /** The file that says so. */
  readonly path: string
  /** The folder of the build context as a workspace path, '' for the root; null where it is none of the workspace. */
  readonly context: Maybe<string | null>
  readonly target: Maybe<string | null>
  /** Build arguments that are given; null is one whose value comes from the environment. */
  readonly args: readonly { readonly name: string; readonly value: Maybe<string | null> }[]
  /** Names under which it hands in further contexts, for FROM and COPY --from. */
  readonly contexts: readonly string[]
  /** Names that it gives to the image, without tags, as far as they are written out. */
  readonly images: readonly string[]
}

/** Builds of a Dockerfile, by its workspace path, that Compose files ask for. */
export const composeBuild = (dockerfile: string): Key<BuildUse> => ({ name: `compose-build:${dockerfile}` })
/** Builds of a Dockerfile, by its workspace path, that steps of workflows ask for. */
export const workflowBuild = (dockerfile: string): Key<BuildUse> => ({ name: `workflow-build:${dockerfile}` })

/** What a Dockerfile's folder calls the service that it builds; null where the file has another name or stands at the root. */
export function serviceOf(path: string): string | null {
  const parts = path.split('/')
  if (parts.pop() !== 'Dockerfile') return null
  const folder = parts.pop()
  return (folder === 'src' ? parts.pop() : folder) ?? null
}

/** Folders in which services keep their Dockerfiles. */
const buildFolders = ['', 'src/', 'services/', 'apps/', 'app/', 'cmd/', 'packages/', 'docker/', 'images/', 'build/', 'containers/', 'backend/']

/** May a manifest's image of this last name be built from a Dockerfile? Where its folder is named so, beside the manifest's folder or one above it. */
export function mayBeBuiltAt(dockerfile: string, manifest: string, service: string): boolean {
  for (let folder = manifest.slice(0, Math.max(0, manifest.lastIndexOf('/'))); ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const above = folder === '' ? '' : `${folder}/`
    if (dockerfile.startsWith(above) && buildFolders.some((inner) => [`${inner}${service}/Dockerfile`, `${inner}${service}/src/Dockerfile`].includes(dockerfile.slice(above.length)))) return true
    if (folder === '') return false
  }
}

export { isValidReference, partsOf, splitName } from './image'
export { isHarmlessValue, isSecretName, secretIn } from './secrets'
