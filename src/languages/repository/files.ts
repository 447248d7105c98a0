import type { Environment } from '../../core/language'
import { purposeOf } from '../../core/purpose'

export type RepositoryFile = 'codeowners' | 'ignore' | 'lefthook' | 'husky' | 'lint-staged' | 'overcommit' | 'renovate' | 'ruleset' | 'settings' | 'component' | 'commitlint' | 'commitizen' | 'gitlint' | 'conform' | 'gitleaks' | 'trufflehog' | 'detect-secrets'

const kinds: readonly (readonly [RepositoryFile, RegExp])[] = [
  ['codeowners', /(?:^|\/)CODEOWNERS$/], ['ignore', /(?:^|\/)\.gitignore$/],
  ['lefthook', /(?:^|\/)\.?lefthook(?:-local)?\.(?:ya?ml|json|toml)$/], ['husky', /(?:^|\/)\.husky\/(?:pre-commit|pre-push|commit-msg)$/], ['lint-staged', /(?:^|\/)\.lintstagedrc(?:\.(?:json|ya?ml))?$/], ['overcommit', /(?:^|\/)\.overcommit\.yml$/],
  ['renovate', /^(?:\.github\/|\.gitlab\/)?renovate\.json5?$|^\.renovaterc(?:\.json5?)?$/],
  ['ruleset', /(?:^|\/)\.github\/rulesets?\/[^/]+\.json$/], ['settings', /(?:^|\/)\.github\/settings\.ya?ml$/],
  ['component', /(?:^|\/)catalog-info\.ya?ml$/],
  ['commitlint', /(?:^|\/)(?:commitlint\.config\.[cm]?[jt]s|\.commitlintrc(?:\.(?:json|ya?ml|[cm]?[jt]s))?)$/], ['commitizen', /(?:^|\/)(?:\.czrc|\.cz\.(?:json|toml|ya?ml)|cz\.(?:json|toml|ya?ml))$/], ['gitlint', /(?:^|\/)\.gitlint$/], ['conform', /(?:^|\/)\.conform\.ya?ml$/],
  ['gitleaks', /(?:^|\/)\.gitleaks\.toml$/], ['trufflehog', /(?:^|\/)\.?trufflehog\.ya?ml$/], ['detect-secrets', /(?:^|\/)\.secrets\.baseline$/],
]

/** What a file of the repository is by its path; null where it is none of ours. */
export const repositoryFileOf = (path: string): RepositoryFile | null => kinds.find(([, pattern]) => pattern.test(path))?.[0] ?? null

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** A repository with more folders is not walked to its end. */
const mostFolders = 10_000

/** The files below a folder that the workspace knows. */
export function* filesBelow(environment: Environment, folder: string): Generator<string> {
  const waiting = [folder]
  for (let count = 0; waiting.length > 0 && count < mostFolders; count++) {
    const at = waiting.pop()!
    yield* environment.list(at)
    waiting.push(...environment.folders(at))
  }
}

/** Does a file's path say that it holds infrastructure: a Dockerfile, a manifest, Terraform, a workflow? */
export const isInfrastructure = (path: string): boolean => /(?:^|\/)(?:(?:Docker|Container)file(?:[.-][^/]*)?|(?:docker-)?compose[^/]*\.ya?ml|Chart\.ya?ml|kustomization\.ya?ml|Jenkinsfile[^/]*|\.gitlab-ci\.yml)$|\.(?:tf|tofu|tfvars|dockerfile)$|(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)(?:k8s|kubernetes|manifests|charts|helm|deploy|kustomize)\/(?:[^/]+\/)*[^/]+\.ya?ml$/i.test(path)

/** The ecosystem of a manifest as Dependabot names it, by the file's name. */
export function ecosystemOf(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return 'github-actions'
  return ecosystems.find(([, pattern]) => pattern.test(name))?.[0] ?? null
}

const ecosystems: readonly (readonly [string, RegExp])[] = [
  ['docker', /^(?:Docker|Container)file(?:[.-].*)?$|\.dockerfile$/i], ['terraform', /\.tf$/], ['npm', /^package\.json$/], ['maven', /^pom\.xml$/], ['gradle', /^build\.gradle(?:\.kts)?$/], ['gomod', /^go\.mod$/], ['pip', /^pyproject\.toml$/], ['cargo', /^Cargo\.toml$/], ['nuget', /\.(?:cs|fs|vb)proj$/],
]

/** Ecosystems of what production is made of, by the names of the workspace's files. */
export function ecosystemsIn(environment: Environment): ReadonlySet<string> {
  const found = new Set<string>()
  for (const path of filesBelow(environment, '')) {
    const name = ecosystemOf(path)
    if (name !== null && !found.has(name) && purposeOf(path, '') === 'production') found.add(name)
  }
  return found
}
