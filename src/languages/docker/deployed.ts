import type { Environment } from '../../core/language'
import { Unknown, type Maybe } from '../../core/value'
import { keys } from '../kubernetes/exports'
import { mayBeBuiltAt, serviceOf, workflowBuild } from './exports'

/**
 * Does a workload of the workspace run the image of a Dockerfile? By the name that a workflow gives to the image, or that of the
 * Dockerfile's folder, where it stands beside the manifest's folder or one above; unknown for a Dockerfile whose place tells no name where there are workloads at all.
 */
export function isDeployedToKubernetes(path: string, environment: Environment): Maybe<boolean> {
  const builds = environment.find(workflowBuild(path))
  if (builds instanceof Unknown) return builds
  for (const name of new Set(builds.flatMap(({ images }) => images.map(bare)))) {
    const runs = environment.find(keys.runs(name.slice(name.lastIndexOf('/') + 1)))
    if (runs instanceof Unknown) return runs
    if (runs.some(({ image }) => bare(image) === name)) return true
  }
  const service = serviceOf(path)
  if (service !== null) {
    const runs = environment.find(keys.runs(service))
    if (runs instanceof Unknown) return runs
    if (runs.some((one) => mayBeBuiltAt(path, one.path, service))) return true
    if (runs.length) return new Unknown(path)
  }
  const workloads = environment.find(keys.workloads)
  return workloads instanceof Unknown ? workloads : workloads.length > 0 && new Unknown(path)
}

/** A reference without tag, digest and the registry that is implied. */
const bare = (reference: string): string => reference.replace(/@.*/s, '').replace(/:[^:/]*$/, '').replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '')
