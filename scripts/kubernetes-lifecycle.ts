import { readFileSync, writeFileSync } from 'node:fs'
import { fieldTable } from '../src/languages/kubernetes/schema'

/** A version of a kind: when it came, is deprecated and gone, and what replaces it, by the tags of kubernetes/api and by pluto. */
export interface Entry { readonly apiVersion: string; readonly kind: string; readonly dep: string | null; readonly rem: string | null; readonly rep: string | null; readonly pluto?: readonly [string, string, string] }

/** What cert-manager has given up with 1.6, by its release notes. */
const certManager: readonly Entry[] = ['v1alpha2', 'v1alpha3', 'v1beta1'].flatMap(version => ['Certificate', 'CertificateRequest', 'ClusterIssuer', 'Issuer'].map(kind => ({ apiVersion: `cert-manager.io/${version}`, kind, dep: null, rem: 'cert-manager/1.6', rep: 'cert-manager.io/v1' })))

/** Objects that only programs send. */
const requests = /Review$|^(?:DeploymentRollback|Scale|Eviction|APIGroupDiscovery)$|^audit\.k8s\.io/

/** The lines of the table, sorted: apiVersion, deprecated in, gone in, replacement, kinds. */
export function linesOf(entries: readonly Entry[]): readonly string[] {
  const known = new Map(entries.map(entry => [`${entry.apiVersion}/${entry.kind}`, entry])), lines = new Map<string, string[]>(), fields = fieldTable()
  const replacement = (entry: Entry, depth = 0): string | null => {
    const rank = (version: string): number => { const [, major, stage, minor] = /v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version)!; return Number(major) * 1e4 + (stage === undefined ? 9e3 : stage === 'beta' ? 5e3 : 0) + Number(minor ?? 0) }
    const group = entry.apiVersion.split('/')[0]!, served = [...new Set([...known.keys(), ...versionsOf(group)].filter(name => name.startsWith(`${group}/`)).map(name => name.split('/').slice(0, 2).join('/')))]
      .filter(version => (fields.kind(version, entry.kind)?.until ?? 0) === fields.newest && rank(version) > rank(entry.apiVersion)).sort((a, b) => rank(b) - rank(a))
    const told = (entry.rep ?? entry.pluto?.[2] ?? '').replace(/\/[A-Z]\w*$/, '')
    const next = served[0] ?? (told === '' ? null : told)
    const after = next === null ? undefined : known.get(`${next}/${entry.kind}`)
    return after && depth < 5 && served.length === 0 ? replacement(after, depth + 1) : next
  }
  for (const entry of entries) {
    if (requests.test(entry.kind) || requests.test(entry.apiVersion) || entry.rem === null || entry.kind === 'FlowControl') continue
    const minor = (version: string | null): string => version === null ? '-' : version.startsWith('1.') ? version.slice(2) : version
    const line = `${entry.apiVersion} ${minor(entry.dep)} ${minor(entry.rem)} ${replacement(entry) ?? '-'}`
    lines.set(line, [...lines.get(line) ?? [], entry.kind])
  }
  return [...lines].map(([line, kinds]) => `${line} ${[...new Set(kinds)].sort().join(',')}`).sort()
}

const versionsOf = (group: string): readonly string[] => ['v1', 'v1beta1', 'v1beta2', 'v1beta3', 'v2', 'v2beta1', 'v2beta2', 'v1alpha1', 'v1alpha2', 'v1alpha3'].map(version => `${group}/${version}`)

if (require.main === module) {
  const [from, to] = process.argv.slice(2)
  if (!from || !to) throw new Error('usage: kubernetes-lifecycle.ts IN OUT')
  const lines = linesOf([...JSON.parse(readFileSync(from, 'utf8')) as readonly Entry[], ...certManager])
  writeFileSync(to, `/**
 * Versions of kinds that Kubernetes has given up or will: apiVersion, the minor versions of 1.x in which it is deprecated and gone, the
 * newest apiVersion that replaces it, kinds. From the lifecycle tags of kubernetes/api at 10b39a3 (1.37.0-beta.0), completed by pluto for what has
 * left the tree; those of cert-manager from its release notes. Made by scripts/kubernetes-lifecycle.ts, ${new Date().toISOString().slice(0, 7)}.
 */
export const lifecycle = \`
${lines.join('\n')}
\`
`)
  console.log(`${lines.length} lines`)
}
