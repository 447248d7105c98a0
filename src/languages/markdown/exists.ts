import type { Lookup } from '../../core/lookup'
import { nearest } from '../../core/nearest'
import { isUnknown, Unknown, type Maybe } from '../../core/value'
import { keys, type ObjectSummary } from '../kubernetes/exports'
import { identifiedResources, remoteModules } from '../terraform/exports'
import type { Named } from './targets'

/** Is an object of the workspace; and if not, what may be meant. */
export interface Existence { readonly exists: Maybe<boolean>; readonly suggestion: string | null }

/** So many objects of a kind are a system's, where a name is like none of them. */
const enough = 3

const workloads = /^(?:Deployment|StatefulSet|DaemonSet|CronJob|Rollout)$/

/** Looks a command's object up. What is not there is missing only where the workspace shows others of its kind, all of them by name, and one is like it or they are many. */
export function existenceOf(named: Named, world: Lookup): Existence {
  return named.objectKind.includes('_') ? resource(named, world) : object(named, world)
}

const unsure = (named: Named): Existence => ({ exists: new Unknown(named.name), suggestion: null })

function object(named: Named, world: Lookup): Existence {
  const { objectKind, name, namespace } = named
  const same = world.find(keys.object(objectKind, name)), all = world.find(keys.workloads), present = world.find(keys.present(objectKind)), makers = world.find(keys.present('maker'))
  if (isUnknown(same) || isUnknown(all) || isUnknown(present) || isUnknown(makers)) return unsure(named)
  const fits = (one: ObjectSummary): boolean => namespace === null || isUnknown(one.namespace) || one.namespace === null || one.namespace === namespace
  const others = all.filter(one => one.objectKind === objectKind)
  if (same.some(fits) || others.some(one => one.fullName === name && fits(one))) return { exists: true, suggestion: null }
  if (same.length > 0) {
    const [first] = same
    return present.some(one => isUnknown(one.namespace)) || makers.length > 0 ? unsure(named) : { exists: false, suggestion: typeof first!.namespace === 'string' ? `${name}' in the namespace '${first!.namespace}` : null }
  }
  const units = new Set(others.map(one => one.unit))
  // Workloads of a chart whose names are made when it is installed.
  if (makers.length > 0 || present.length === 0 || workloads.test(objectKind) && present.some(one => !units.has(one.unit))) return unsure(named)
  const names = [...new Set(others.map(one => one.fullName))]
  // One or two beside it may be what stands beside the application, whose own manifests are kept elsewhere.
  if (names.length < enough && nearest(name, names) === null) return unsure(named)
  return { exists: false, suggestion: likely(name, names) }
}

function resource(named: Named, world: Lookup): Existence {
  const found = world.find(identifiedResources(named.objectKind)), remote = world.find(remoteModules)
  if (isUnknown(found) || isUnknown(remote)) return unsure(named)
  if (found.some(one => one.identifier === named.name)) return { exists: true, suggestion: null }
  if (found.length === 0 || remote.length > 0 || found.some(one => one.identifier === null)) return unsure(named)
  return { exists: false, suggestion: likely(named.name, found.map(one => one.identifier!)) }
}

/** The name that was most likely meant: one letter or two away, or the only one that has it in it. */
function likely(name: string, others: readonly string[]): string | null {
  const around = [...new Set(others)].filter(other => other.includes(name) || name.includes(other))
  return nearest(name, others) ?? (around.length === 1 ? around[0]! : null)
}
