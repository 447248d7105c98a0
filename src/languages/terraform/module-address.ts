/** What a module's source says. */
export interface ModuleAddress {
  readonly kind: 'local' | 'registry' | 'git' | 'mercurial' | 'http' | 's3' | 'gcs' | 'unknown'
  readonly ref: string | null
  readonly isInsecure: boolean
  readonly hasCredentials: boolean
}

/** Branches that move under whoever names them. */
const branches: ReadonlySet<string> = new Set(['main', 'master', 'default', 'develop', 'development', 'dev', 'trunk', 'HEAD', 'latest', 'tip'])

export const isMovingRef = (ref: string): boolean => branches.has(ref.replace(/^refs\/heads\//, '')) || ref.startsWith('refs/heads/')
export const isCommitHash = (ref: string): boolean => /^[0-9a-f]{40}$/i.test(ref)

export function readModuleAddress(source: string): ModuleAddress {
  const query = source.indexOf('?'), parameters = new Map((query < 0 ? '' : source.slice(query + 1)).split('&').map((pair) => pair.split('=', 2) as [string, string]))
  const plain = query < 0 ? source : source.slice(0, query)
  const ref = parameters.get('ref') ?? parameters.get('rev') ?? null
  const url = plain.replace(/^(?:git|hg|s3|gcs|oci)::/, '')
  const shared = { ref, isInsecure: /^(?:http|git|svn):\/\//.test(url), hasCredentials: /^[a-z][a-z0-9+.-]*:\/\/[^/@\s:]+:[^/@\s]+@/i.test(url) || /^https:\/\/(?:gh[pousr]_|github_pat_|glpat-)[\w-]+@/.test(url) }
  const kind = /^\.\.?(?:\/|$)/.test(source) ? 'local' : /^git::|^git@|^(?:https?:\/\/)?(?:github\.com|bitbucket\.org)\/|\.git(?:\/\/|$)/.test(plain) ? 'git' : plain.startsWith('hg::') ? 'mercurial'
    : /^s3::|^s3-|\.s3[.-][\w.-]*amazonaws\.com\//.test(plain) ? 's3' : plain.startsWith('gcs::') ? 'gcs' : /^https?:\/\//.test(plain) ? 'http' : /^(?:git|ssh):\/\//.test(plain) ? 'git'
    : /^(?:[\w.-]+\.[\w.-]+(?::\d+)?\/)?[\w-]+\/[\w-]+\/[\w-]+(?:\/\/.*)?$/.test(plain) ? 'registry' : 'unknown'
  return { kind, ...shared }
}

/** What a remote source names apart from version, ref and folder within: `github.com/org/repo`; null for a local one. */
export function originOf(source: string): string | null {
  const { kind } = readModuleAddress(source)
  if (kind === 'local' || kind === 'unknown') return null
  const plain = source.split('?')[0]!.replace(/^(?:git|hg|s3|gcs|oci)::/, '').replace(/^[a-z+]+:\/\//, '').replace(/^[^@/]*@/, '').replace(/^([\w.-]+):(?=[^\d/])/, '$1/')
  return plain.replace(/\/\/.*$/, '').replace(/\.git$/, '').replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, '').toLowerCase()
}
