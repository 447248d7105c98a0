import { nearest } from '../../core/nearest'
import { lifecycle } from './data/api-lifecycle'
import type { KindProblem, Lifecycle } from './facts'
import { fieldTable, mismatches } from './schema'
import { isPlaceholder, type Tree } from './tree'

/** The oldest and the newest minor version of Kubernetes 1.x that its makers supported in 2026-08 (kubernetes.io/releases). */
export const oldestSupported = 34, newestSupported = 36

interface Entry { readonly deprecatedIn: number | null; readonly removedIn: number | null; readonly removedWith: string; readonly replacement: string | null }

let entries: ReadonlyMap<string, Entry> | null = null

function read(): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>()
  for (const line of lifecycle.trim().split('\n')) {
    const [version, deprecated, removed, replacement, kinds] = line.split(' ') as [string, string, string, string, string], [maker, release] = removed.includes('/') ? removed.split('/') as [string, string] : ['Kubernetes', `1.${removed}`]
    for (const kind of kinds.split(',')) found.set(`${version} ${kind}`, { deprecatedIn: deprecated === '-' ? null : Number(deprecated), removedIn: maker === 'Kubernetes' ? Number(removed) : null, removedWith: `${maker} ${release}`, replacement: replacement === '-' ? null : replacement })
  }
  return found
}

/** Does the table know an apiVersion of a kind? */
export const hasLifecycle = (apiVersion: string, kind: string): boolean => (entries ??= read()).has(`${apiVersion} ${kind}`)

/**
 * What becomes of the apiVersion of an object at a minor version of Kubernetes 1.x; null where nothing is known to. Without a version it is
 * gone where no supported version serves it, and deprecated where the newest one says so.
 */
export function lifecycleOf(object: Tree, apiVersion: string, kind: string, minor: number | null): Lifecycle | null {
  const entry = (entries ??= read()).get(`${apiVersion} ${kind}`)
  if (!entry) return null
  const { deprecatedIn, removedIn, replacement } = entry
  const isRemoved = removedIn === null || removedIn <= (minor ?? oldestSupported)
  return {
    ...entry, isRemoved, isDeprecated: !isRemoved && (deprecatedIn !== null && deprecatedIn <= (minor ?? newestSupported) || removedIn! <= (minor ?? newestSupported)),
    get isCompatible() { return replacement !== null && fits(object, replacement, kind, minor) },
  }
}

/** Is an object, as it is, one of another apiVersion too? */
function fits(object: Tree, apiVersion: string, kind: string, minor: number | null): boolean {
  const known = fieldTable().kind(apiVersion, kind)
  return known !== null && known.since <= (minor ?? known.since) && mismatches(object, apiVersion, kind, minor).length === 0
}

/** Groups that are Kubernetes' own; the others are those of custom resources. */
const ownGroups = /^(?:apps|batch|autoscaling|policy|extensions|(?:admissionregistration|apiextensions|apiregistration|certificates|coordination|discovery|events|networking|node|rbac\.authorization|resource|scheduling|storage|flowcontrol\.apiserver)\.k8s\.io)$/

/** Why no cluster knows a kind in an apiVersion; null where one does, and for kinds of others. */
export function kindProblem(apiVersion: string, kind: string, minor: number | null): KindProblem | null {
  const table = fieldTable(), known = table.kind(apiVersion, kind), slash = apiVersion.indexOf('/'), group = slash < 0 ? '' : apiVersion.slice(0, slash)
  if (known) return minor !== null && minor < known.since ? { message: `${kind} of '${apiVersion}' comes with Kubernetes 1.${known.since}; the configuration names 1.${minor}`, apiVersion: null, kind: null } : null
  if (kind === '' || kind.endsWith('List') || isPlaceholder(kind) || isPlaceholder(apiVersion) || hasLifecycle(apiVersion, kind) || (slash < 0 ? !/^v\d/.test(apiVersion) : !ownGroups.test(group))) return null
  const [version, ...others] = [...table.versionsOf(kind)].filter(one => table.kind(one, kind)!.until === table.newest).reverse().sort((a, b) => Number(/alpha|beta/.test(a)) - Number(/alpha|beta/.test(b)))
  if (version !== undefined) return { message: `'${apiVersion}' has no ${kind}; ${[version, ...others].find(one => one.startsWith(`${group}/`)) ?? version} has`, apiVersion: [version, ...others].find(one => one.startsWith(`${group}/`)) ?? version, kind: null }
  const near = nearest(kind, table.kindsOf(apiVersion), 2)
  return near === null ? null : { message: `'${apiVersion}' has no ${kind}; it has ${near}`, apiVersion: null, kind: near }
}
