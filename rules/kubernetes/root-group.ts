import type { Check } from '../../src/core/rule'
import { isUnknown, type Maybe } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.PodSpec']> = function* (pod, { unknown }) {
  const { hostUsers, securityContext, name } = pod, of = (name: Maybe<string | null>): string => isUnknown(name) ? name.source : name ?? ''
  if (isUnknown(hostUsers)) { unknown(hostUsers.source); return }
  if (hostUsers === false) return
  const who = `Pod of '${of(name)}'`
  const { runAsGroup, fsGroup, supplementalGroups } = securityContext
  if (isUnknown(runAsGroup)) unknown(runAsGroup.source)
  else if (runAsGroup === 0) yield { at: 'securityContext.runAsGroup', values: { who, what: 'runs in the group of root' } }
  if (isUnknown(fsGroup)) unknown(fsGroup.source)
  else if (fsGroup === 0) yield { at: 'securityContext.fsGroup', values: { who, what: 'gives its volumes to the group of root' } }
  for (const [i, group] of supplementalGroups.entries()) {
    if (isUnknown(group)) unknown(group.source)
    else if (group === 0) yield { at: `securityContext.supplementalGroups[${i}]`, values: { who, what: 'has the group of root among its groups' } }
  }
  for (const container of pod.allContainers) {
    const place = container.locate('securityContext.runAsGroup'), group = container.securityContext.runAsGroup
    if (isUnknown(group)) { if (!isUnknown(runAsGroup)) unknown(group.source) }
    else if (group === 0 && runAsGroup !== 0) yield { at: place, values: { who: `Container '${of(container.name)}'`, what: 'runs in the group of root' } }
  }
}

export default check
