export const purposes = ['production', 'development', 'test', 'example', 'vendored'] as const
/** What a file is for. Only production files are judged at the configured level, vendored and generated ones not at all, the rest at `essential`. */
export type Purpose = typeof purposes[number]

export interface PurposeContext {
  /** The file is a compose file in a repository that deploys by manifests, so it serves developers only. */
  readonly besideManifests?: boolean
}

const folders: ReadonlyMap<string, Purpose> = new Map<string, Purpose>([
  ...['.terraform', 'node_modules', 'vendor', 'vendored', 'third_party', 'third-party', 'bower_components', 'cdktf.out', 'cdk.out'].map((name) => [name, 'vendored'] as const),
  ...['.devcontainer', '.gitpod', '.vagrant'].map((name) => [name, 'development'] as const),
  ...['test', 'tests', 'testing', 'testdata', 'test-data', 'test_data', '__tests__', 'fixture', 'fixtures', '__fixtures__', 'e2e'].map((name) => [name, 'test'] as const),
  ...['example', 'examples', 'sample', 'samples', 'demo', 'demos', 'doc', 'docs'].map((name) => [name, 'example'] as const),
])

const words: ReadonlyMap<string, Purpose> = new Map<string, Purpose>([
  ...['dev', 'devel', 'development', 'local', 'debug', 'gitpod', 'devcontainer'].map((name) => [name, 'development'] as const),
  ...['test', 'tests', 'testing', 'e2e'].map((name) => [name, 'test'] as const),
  ...['example', 'sample', 'demo'].map((name) => [name, 'example'] as const),
])

/**
 * The purpose of a file as far as its path and the beginning of its text tell. The path is relative to the workspace
 * folder, so a folder of examples that is opened on its own is production. What GitHub runs from `.github` is judged by
 * the folders above `.github` alone.
 */
export function purposeOf(path: string, head: string, context: PurposeContext = {}): Purpose {
  const segments = path.split('/')
  const name = segments.pop()!.toLowerCase()
  const github = segments.indexOf('.github')
  const above = (github < 0 ? segments : segments.slice(0, github)).map((segment) => segment.toLowerCase())
  // A lockfile is written by a tool, and decides what runs.
  const isLock = github >= 0 && name === 'actions.lock'
  // The host reads it there too.
  if (name === 'codeowners' && above.length === 1 && above[0] === 'docs') return 'production'
  if (above.some((segment) => folders.get(segment) === 'vendored') || !isLock && generated(head)) return 'vendored'
  // Load tests stand in folders of tests, and are judged there.
  const isProgram = /\.(?:jmx|[cm]?[jt]s|scala|java|kt|py)$/.test(name)
  // Pages are kept among documents, and operations live by them.
  const isPage = /\.(?:md|markdown)$/.test(name)
  for (const segment of above) {
    const purpose = isPage && /^docs?$/.test(segment) ? undefined : folders.get(segment)
    if (purpose && !(isProgram && purpose === 'test')) return purpose
  }
  if (github >= 0) return isFixture(segments.slice(github + 1), name) ? 'development' : 'production'
  return purposeOfName(name) ?? (context.besideManifests ? 'development' : 'production')
}

/** Manifests and packages that an action keeps beside itself, for the clusters of its tests: GitHub runs neither. */
const isFixture = ([folder, ...below]: readonly string[], name: string): boolean => below.length > 0 && folder === 'actions' && /\.(?:ya?ml|json|tf)$/.test(name) && !/^action\.ya?ml$/.test(name)

function purposeOfName(name: string): Purpose | null {
  if (/\.(?:tftest|tofutest)\.(?:hcl|json)$/.test(name)) return 'test'
  const dockerfile = /^(?:docker|container)file[.\-_](.+)$/.exec(name) ?? /^(.+)[.\-_](?:docker|container)file$/.exec(name) ?? /^(.*)\.dockerfile$/.exec(name)
  const compose = /^(?:docker-)?compose[.\-_](.+)\.ya?ml$/.exec(name)
  const part = (dockerfile ?? compose)?.[1]
  if (part === undefined) return null
  if (compose && part === 'override') return 'development'
  for (const word of part.split(/[.\-_]/)) {
    const purpose = words.get(word)
    if (purpose) return purpose
  }
  return null
}

/** Does the text say that a tool wrote it: in the comments before its first line of content, or as what a chart was rendered to? */
function generated(head: string): boolean {
  for (const match of head.matchAll(/^[^\r\n]*/gm)) {
    const line = match[0].trim()
    if (line === '' || line === '---' || line.startsWith('%')) continue
    if (!/^(#|\/\/|\/\*|\*|\{\{-?\s*\/\*)/.test(line)) break
    if (/\bdo\s+not\s+(manually\s+)?(edit|modify)\b/i.test(line) && (/DO NOT (EDIT|MODIFY)/.test(line) || /generated|directly|by hand|manually/i.test(line)) || /@generated\b/.test(line)) return true
  }
  return rendered(head)
}

const chartLabel = /^[ \t]*["']?helm\.sh\/chart["']?[ \t]*:[ \t]*["']?[\w.+-]+["']?[ \t]*,?[ \t]*(#.*)?$/m

/**
 * Is it what a chart was rendered to: labelled so from its first document on, or with the comments that Helm writes above each? Where an
 * object of a chart was pasted behind one of the team's own, the file is the team's.
 */
function rendered(head: string): boolean {
  if (!chartLabel.test(head)) return false
  if (/^# Source: [\w.-]+\/(?:templates|charts|crds)\//m.test(head)) return true
  const first = head.split(/^---.*$/m).find((part) => /^[^#\s%]/m.test(part))
  return first !== undefined && chartLabel.test(first)
}
