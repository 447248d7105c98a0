import type { Place } from '../../core/fact'
import { isKnown } from '../../core/value'
import { tokenOf } from '../yaml/path'
import { raw, type Tree } from './tree'

/** A name that Kubernetes has given up, or will. */
export interface Outdated {
  readonly name: string
  /** What is used instead, behind the name: `is topology.kubernetes.io/zone now`. */
  readonly instead: string
  /** The name that takes its place where nothing else has to change. */
  readonly replacement: string | null
  readonly place: Place
}

/** Labels that nodes have under another name, too. By the well-known labels of kubernetes.io, 2026-08. */
const labels: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/os', 'kubernetes.io/os'], ['beta.kubernetes.io/arch', 'kubernetes.io/arch'], ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type'],
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'], ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
  ['node-role.kubernetes.io/master', 'node-role.kubernetes.io/control-plane'],
])

/** Annotations that became fields. By the well-known annotations of kubernetes.io, 2026-08. */
const annotations: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io/ingress.class', "is the field 'spec.ingressClassName' now"],
  ['scheduler.alpha.kubernetes.io/critical-pod', "is not read any more; 'priorityClassName' is"], ['scheduler.alpha.kubernetes.io/tolerations', "is not read any more; the field 'tolerations' is"],
  ['scheduler.alpha.kubernetes.io/affinity', "is not read any more; the field 'affinity' is"],
  ['seccomp.security.alpha.kubernetes.io/pod', "is not read any more since Kubernetes 1.27; 'securityContext.seccompProfile' is"],
  ['volume.beta.kubernetes.io/storage-class', "is the field 'spec.storageClassName' now"], ['service.alpha.kubernetes.io/tolerate-unready-endpoints', "is the field 'spec.publishNotReadyAddresses' now"],
])

const perContainer: readonly (readonly [RegExp, string])[] = [
  [/^container\.seccomp\.security\.alpha\.kubernetes\.io\//, "is not read any more since Kubernetes 1.27; 'securityContext.seccompProfile' is"],
  [/^container\.apparmor\.security\.beta\.kubernetes\.io\//, "is the field 'securityContext.appArmorProfile' since Kubernetes 1.30"],
]

const kinds: ReadonlyMap<string, string> = new Map([['v1/Endpoints', 'is outdated since Kubernetes 1.33; EndpointSlice takes its place'], ['v1/ComponentStatus', 'is outdated since Kubernetes 1.19; nothing takes its place']])

/** Names in an object that Kubernetes has given up, or will. */
export function* outdatedNames(object: Tree, apiVersion: string, kind: string): Generator<Outdated> {
  const of = kinds.get(`${apiVersion}/${kind}`), kindTree = object.children.get('kind')
  if (of && kindTree) yield { name: kind, instead: of, replacement: null, place: kindTree.place(false) }
  const address = kind === 'Service' && apiVersion === 'v1' ? object.children.get('spec')?.children.get('loadBalancerIP') : undefined
  if (address && !address.isNull) yield { name: 'loadBalancerIP', instead: "is outdated since Kubernetes 1.24; annotations of the cloud's own take its place", replacement: null, place: keyOf(address) }
  const found = [...names(object, '')], isDone = found.some(({ name }) => name === 'node-role.kubernetes.io/control-plane')
  for (const { name, isAnnotation, place } of found) {
    const replacement = isAnnotation ? undefined : labels.get(name)
    if (replacement !== undefined) { if (!isDone || !name.endsWith('/master')) yield { name, instead: `is ${replacement} now`, replacement, place } }
    else {
      const instead = isAnnotation ? annotations.get(name) ?? perContainer.find(([pattern]) => pattern.test(name))?.[1] : undefined
      if (instead !== undefined) yield { name, instead, replacement: null, place }
    }
  }
}

const keyOf = (tree: Tree): Place => ({ path: tree.source.path, span: tokenOf(tree.key ?? tree.node, null, tree.source.text), missing: false })

/** Names of labels and annotations where they are asked for: keys of nodeSelector and annotations, values of key and topologyKey. */
function* names(tree: Tree, above: string): Generator<{ readonly name: string; readonly isAnnotation: boolean; readonly place: Place }> {
  if (tree.kind === 'list') { for (const item of tree.items) yield* names(item, above); return }
  if (tree.kind !== 'map') return
  for (const [name, value] of tree.children) {
    if (above === 'nodeSelector' || above === 'annotations') yield { name, isAnnotation: above === 'annotations', place: keyOf(value) }
    else if ((name === 'key' || name === 'topologyKey') && value.kind === 'scalar') {
      const text = raw(value)
      if (isKnown(text) && text !== null) yield { name: text, isAnnotation: false, place: value.place(false) }
    } else if (name !== 'data' && name !== 'stringData') yield* names(value, name)
  }
}
