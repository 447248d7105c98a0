import type { Environment } from '../../core/language'
import { Unknown, type Maybe } from '../../core/value'
import { keys } from '../kubernetes/exports'
import { mayBeBuiltAt, serviceOf } from './exports'

/**
 * Does a workload of the workspace run the image of a Dockerfile? By the name of the Dockerfile's folder, where it stands beside the
 * manifest's folder or one above; unknown for a Dockerfile whose place tells no name where there are workloads at all.
 */
export function isDeployedToKubernetes(path: string, environment: Environment): Maybe<boolean> {
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
