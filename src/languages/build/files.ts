import type { Manifest } from './facts'

/** What a build file is by its path; null where it is none. */
export type BuildFile = { readonly form: 'manifest'; readonly tool: Manifest['tool'] } | { readonly form: 'wrapper'; readonly tool: 'maven' | 'gradle' } | { readonly form: 'settings'; readonly tool: string }

const manifests: readonly (readonly [Manifest['tool'], RegExp])[] = [
  ['maven', /^pom\.xml$/], ['gradle', /^build\.gradle(?:\.kts)?$/], ['npm', /^package\.json$/], ['go', /^go\.mod$/], ['python', /^pyproject\.toml$/], ['cargo', /^Cargo\.toml$/], ['dotnet', /^[^/]+\.(?:cs|fs|vb)proj$/],
]
const settings: readonly (readonly [string, RegExp])[] = [
  ['jest', /^jest\.config\.(?:[cm]?[jt]s|json)$/], ['vitest', /^vitest\.config\.[cm]?[jt]s$/], ['nyc', /^\.nycrc(?:\.(?:json|ya?ml))?$/], ['c8', /^\.c8rc(?:\.json)?$/],
  ['codecov', /^\.?codecov\.ya?ml$/], ['coverage.py', /^(?:\.coveragerc|setup\.cfg|tox\.ini|pytest\.ini)$/], ['stryker', /^stryker(?:[.-]conf(?:ig)?)?\.(?:[cm]?js|json)$/],
]

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export const below = (folder: string, name: string): string => folder === '' ? name : `${folder}/${name}`

export function buildFileOf(path: string): BuildFile | null {
  const name = nameOf(path)
  const manifest = manifests.find(([, pattern]) => pattern.test(name))
  if (manifest) return { form: 'manifest', tool: manifest[0] }
  if (name === 'gradle-wrapper.properties') return { form: 'wrapper', tool: 'gradle' }
  if (name === 'maven-wrapper.properties') return { form: 'wrapper', tool: 'maven' }
  const setting = settings.find(([, pattern]) => pattern.test(name))
  return setting ? { form: 'settings', tool: setting[0] } : null
}

/** The folder itself and those above it, the root last. */
export function* foldersUp(folder: string): Generator<string> {
  for (let at = folder; ; at = folderOf(at)) {
    yield at
    if (at === '') return
  }
}
