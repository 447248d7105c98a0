import type { Key, Lookup } from '../../core/lookup'
import { readOutside } from '../../core/outside'
import { isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { keys, type ObjectSummary } from './exports'

/** What a unit knows of a name: the answers that count for it, and whether there may be others. */
export interface Answer<S> {
  readonly near: readonly S[]
  /** What the workspace has elsewhere. */
  readonly far: readonly S[]
  /** Something that counts may be where nobody sees it: a remote base, a template. */
  readonly isOpen: boolean
  /** There may be others: far ones, or unseen ones. */
  readonly more: boolean
}

/** Where an object looks for others: the folder of a plain manifest with its parents, or all that is rendered together. */
export interface Unit {
  readonly name: string
  readonly source: 'manifest' | 'kustomization' | 'chart'
  /** The namespace comes, or may come, from outside of the objects. */
  readonly hasOuterNamespace: boolean
  ask<S extends ObjectSummary>(key: Key<S>): Answer<S> | Unknown
}

/** Is a folder the other one or above it? */
const holds = (folder: string, other: string): boolean => folder === '' || folder === other || other.startsWith(`${folder}/`)

/** The unit of plain manifests: their folder, then its parents; what is elsewhere may or may not be meant. */
export class FolderUnit implements Unit {
  readonly source = 'manifest'
  readonly hasOuterNamespace = false
  /** `isTogether`: all plain manifests are applied together, wherever they lie. */
  constructor(readonly name: string, private readonly lookup: Lookup, private readonly isTogether = false) {}

  ask<S extends ObjectSummary>(key: Key<S>): Answer<S> | Unknown {
    readOutside()
    const found = this.lookup.find(key)
    if (isUnknown(found)) return found
    const near = found.filter(({ unit }) => holds(unit, this.name)).sort((a, b) => b.unit.length - a.unit.length)
    if (this.isTogether) return { near: [...near, ...found.filter(({ unit }) => !holds(unit, this.name))], far: [], isOpen: false, more: false }
    return { near, far: found.filter(({ unit }) => !holds(unit, this.name)), isOpen: false, more: near.length < found.length }
  }
}

/** The unit of objects that are rendered together: what they export, and in doubt what the workspace has elsewhere. */
export class RenderedUnit implements Unit {
  private index: ReadonlyMap<string, readonly unknown[]> | null = null

  constructor(
    readonly name: string,
    readonly source: 'kustomization' | 'chart',
    readonly hasOuterNamespace: boolean,
    /** Something of it is not seen: a remote base, a generator, a template; of a chart that may be objects of some kinds only. */
    private readonly isOpen: boolean | ((key: Key<unknown>) => boolean),
    private readonly lookup: Lookup,
    private readonly exports: () => Iterable<{ readonly key: Key<unknown>; readonly summary: unknown }>,
  ) {}

  ask<S extends ObjectSummary>(key: Key<S>): Answer<S> | Unknown {
    if (!this.index) {
      const index = new Map<string, unknown[]>()
      for (const { key, summary } of this.exports()) {
        const known = index.get(key.name)
        if (known) known.push(summary)
        else index.set(key.name, [summary])
      }
      this.index = index
    }
    const near = (this.index.get(key.name) ?? []) as readonly S[]
    if (typeof this.isOpen === 'boolean' ? this.isOpen : this.isOpen(key)) return { near, far: [], isOpen: true, more: true }
    const found = this.lookup.find(key)
    if (isUnknown(found)) return near.length ? { near, far: [], isOpen: true, more: true } : found
    const far = found.filter(({ unit }) => unit !== this.name)
    return { near, far, isOpen: false, more: far.length > 0 }
  }
}

/** Are two namespaces the same? One that is not written is that of the unit. */
export const sameNamespace = (a: Maybe<string | null>, b: Maybe<string | null>): Maybe<boolean> =>
  a === null || b === null ? true : isUnknown(a) ? isUnknown(b) && a.source === b.source ? true : a : isUnknown(b) ? b : a === b

/** The object that a name means: the nearest one in the namespace; null where nothing of the workspace has the name. */
export function one<S extends ObjectSummary>(unit: Unit, key: Key<S>, namespace: Maybe<string | null>, fits: (summary: S) => boolean = () => true): Maybe<S | null> {
  const answer = unit.ask(key)
  if (isUnknown(answer)) return answer
  let doubt: Unknown | null = answer.more ? new Unknown(key.name) : null
  for (const summary of answer.near) {
    if (!fits(summary)) continue
    const same = sameNamespace(summary.namespace, namespace)
    if (same === true) return summary
    if (isUnknown(same)) doubt = same
  }
  return doubt
}

/** The objects under some keys that are in the namespace and pass a test; open where there may be more. */
export function some<S extends ObjectSummary>(unit: Unit, keys: Iterable<Key<S>>, namespace: Maybe<string | null>, test: (summary: S) => Maybe<boolean>): Maybe<List<S>> {
  const found = new Set<S>()
  let open = false
  for (const key of keys) {
    const answer = unit.ask(key)
    if (isUnknown(answer)) return answer
    open ||= answer.more
    for (const summary of answer.near) {
      const same = sameNamespace(summary.namespace, namespace)
      const passes = same === false ? false : test(summary)
      if (passes === false) continue
      if (isUnknown(passes) || isUnknown(same)) open = true
      else found.add(summary)
    }
  }
  return list(found, open)
}

/** Namespaces in which the cluster, or who runs it, has objects of its own: those of Kubernetes, OpenShift and the managed add-ons of GKE and AKS (their documentation, November 2026). */
const ofSystem = /^kube-(?:system|public|node-lease)$|^openshift-|^gke-|^gmp-(?:system|public)$|^aks-|^app-routing-system$/

/**
 * The unit has objects of a kind or sort in the namespace, and no operator may make more of them: what it lacks is absent. One that
 * names no namespace counts for any, but not from a folder above, nor where a far namespace is asked for.
 */
export function isClosed(unit: Unit, kind: string, namespace: Maybe<string | null>, isFar = false): boolean {
  if (isUnknown(namespace) || namespace !== null && ofSystem.test(namespace)) return false
  const near = (kind: string): readonly ObjectSummary[] => { const answer = unit.ask(keys.present(kind)); return isUnknown(answer) ? [] : answer.near }
  const isWitness = (one: ObjectSummary): boolean => isFar ? one.namespace === namespace : namespace === null || clusterWide.test(kind) || one.namespace === namespace || one.namespace === null && one.unit === unit.name
  return near(kind).some(isWitness) && near('maker').length === 0
}

/** Kinds whose objects stand in no namespace. */
export const clusterWide = /^(?:ClusterRole|GatewayClass|ClusterIssuer|ClusterSecretStore|IngressClass|StorageClass|PriorityClass|Namespace|PersistentVolume)$/

/** Is there any? */
export const hasAny = (found: Maybe<List<unknown>>): Maybe<boolean> => isUnknown(found) ? found : found.length > 0 ? true : found.open ? new Unknown('…') : false
