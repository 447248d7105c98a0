import ignore, { type Ignore } from 'ignore'
import { roleOf } from '../languages/markdown/role'
import { listedModules } from '../languages/terraform/modules-json'
import type { Files } from './files'

/** Files that some language reads: by their ending or name. What is in them decides later. Pages are told by their role. */
const candidates = [
  /(^|\/)(Dockerfile|Containerfile)([.-][^/]*)?$/i,
  /(^|\/)Jenkinsfile([._-][^/]*)?$|\.jenkinsfile$/i,
  /\.(dockerfile|containerfile|ya?ml|json|tf|tofu|tfvars|hcl|tpl|tftpl|dockerignore|gitignore|env)$/i,
  /(^|\/)\.shipshape\/[^/]+(\/[^/]+\.md)?$/i,
  /(^|\/)\.github\/workflows\/actions\.lock$/i,
  /\.jmx$/i,
  /(^|[/._-])(k6|load(s|[-_.]?test[a-z]*)?|perf(ormance)?([-_]?tests?)?|stress|soak|spike|smoke|breakpoint|benchmarks?)[/._-](.*\.)?[cm]?[jt]s$/i,
  /(gatling.*|simulation)\.(scala|java|kt|[cm]?[jt]s)$/i,
  /(^|[/._-])locust[^/]*(\/.*)?\.py$/i,
  /(^|\/)(\.?lighthouserc(\.(json|ya?ml|c?js))?|\.size-limit\.[cm]?[jt]s|\.?bundle(size|watch)(\.config)?\.c?js)$/,
  /(^|\/)(pom\.xml|build\.gradle(\.kts)?|go\.mod|pyproject\.toml|Cargo\.toml|[^/]+\.(cs|fs|vb)proj|(gradle|maven)-wrapper\.properties|libs\.versions\.toml)$/,
  /(^|\/)((jest|vitest|stryker)\.config\.[cm]?[jt]s|stryker[.-]conf\.[cm]?js|\.nycrc|\.c8rc|\.coveragerc|setup\.cfg|tox\.ini|pytest\.ini)$/,
  /(^|\/)(CODEOWNERS|\.?lefthook(-local)?\.toml|\.husky\/(pre-commit|pre-push|commit-msg)|\.lintstagedrc|\.renovaterc|commitlint\.config\.[cm]?[jt]s|\.commitlintrc(\.[cm]?[jt]s)?|\.czrc|\.?cz\.toml|\.gitlint|\.gitleaks\.toml|\.secrets\.baseline|renovate\.json5|\.renovaterc\.json5)$/,
]
const neverCandidate = /(^|\/)((package-lock|npm-shrinkwrap|tsconfig[^/]*|composer|angular|\.eslintrc|deno)\.json|(pnpm-lock|yarn\.lock)\.ya?ml|[^/]*\.(min|map)\.json)$/i
/** Folders that hold other people's or generated files, or nothing of ours. */
const skippedFolders = new Set(['.git', '.hg', '.svn', 'node_modules', '.terraform', '.terragrunt-cache', '.venv', '__pycache__', '.idea', '.vscode-test', '.next', '.tox', '.gradle', '.cache'])

/** Might a language read this file? */
export const isCandidate = (path: string): boolean => (candidates.some((pattern) => pattern.test(path)) || roleOf(path) !== null) && !neverCandidate.test(path)

/** May files below this folder matter? */
export const isFolderWanted = (name: string): boolean => !skippedFolders.has(name)

/** How deep folders may nest, so that a loop of mounts ends. */
const maximumDepth = 40

/**
 * The files of a workspace folder that a language might read, `.gitignore`d ones left out, in order of folders.
 * `from` limits the walk to a subfolder; `.gitignore`s above it still count.
 */
export async function* discover(files: Files, from = ''): AsyncGenerator<string> {
  const above: Layer[] = []
  const parts = from ? from.split('/') : []
  for (let i = 0; i < parts.length; i++) {
    const folder = parts.slice(0, i).join('/')
    above.push(...await layerOf(files, folder, await files.list(folder)))
  }
  yield* walk(files, from, above, 0)
}

interface Layer { readonly folder: string; readonly ignore: Ignore }

async function layerOf(files: Files, folder: string, entries: readonly { readonly name: string }[]): Promise<readonly Layer[]> {
  if (!entries.some((entry) => entry.name === '.gitignore')) return []
  const text = await files.read(folder ? `${folder}/.gitignore` : '.gitignore')
  return text ? [{ folder, ignore: ignore().add(text) }] : []
}

async function* walk(files: Files, folder: string, above: readonly Layer[], depth: number): AsyncGenerator<string> {
  if (depth > maximumDepth) return
  const entries = [...await files.list(folder)].sort((a, b) => a.name < b.name ? -1 : 1)
  if (entries.some((entry) => entry.kind === 'folder' && entry.name === '.terraform')) yield* installedModules(files, folder)
  const layers = [...above, ...await layerOf(files, folder, entries)]
  for (const entry of entries) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.kind === 'folder') {
      if (isFolderWanted(entry.name) && !isIgnored(layers, `${path}/`)) yield* walk(files, path, layers, depth + 1)
    } else if (isCandidate(path) && !isIgnored(layers, path)) yield path
  }
}

/** The files of the modules that `terraform init` has put beside a root module. Nobody keeps them in Git, and nothing in them is reported; what their callers give them is judged by them. */
async function* installedModules(files: Files, folder: string): AsyncGenerator<string> {
  const at = (path: string): string => folder ? `${folder}/${path}` : path
  const list = at('.terraform/modules/modules.json'), text = await files.read(list)
  if (text === null) return
  yield list
  for (const dir of new Set(listedModules(text).map((one) => one.dir))) for (const entry of await files.list(at(dir))) if (entry.kind !== 'folder' && /\.(?:tf|tofu)(?:\.json)?$/.test(entry.name)) yield `${at(dir)}/${entry.name}`
}

/** The nearest `.gitignore` that says something decides. */
function isIgnored(layers: readonly Layer[], path: string): boolean {
  for (let i = layers.length - 1; i >= 0; i--) {
    const { folder, ignore } = layers[i]!
    const verdict = ignore.test(folder ? path.slice(folder.length + 1) : path)
    if (verdict.ignored) return true
    if (verdict.unignored) return false
  }
  return false
}
