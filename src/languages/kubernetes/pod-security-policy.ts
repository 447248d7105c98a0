import { list, type List } from '../../core/value'
import type { PolicyHole } from './facts'
import { at, each, flag, known, number, pairs, text, texts, type Tree } from './tree'

/** What a PodSecurityPolicy lets through; what is unknown lets nothing through. */
export function holesOf(policy: Tree): List<PolicyHole> {
  const spec = at(policy, 'spec'), holes: PolicyHole[] = []
  const add = (name: PolicyHole['name'], path: string, isOpen: boolean): void => { if (isOpen) holes.push({ name, path: `spec.${path}` }) }
  const isTrue = (field: string): boolean => flag(at(spec, field)) === true
  const named = (field: string): List<string> => { const found = texts(at(spec, field)); return list(found.map(one => known(one) ?? ''), found.open) }
  add('privileged', 'privileged', isTrue('privileged'))
  for (const field of ['hostPID', 'hostIPC', 'hostNetwork'] as const) add(field, field, isTrue(field))
  add('escalation', 'allowPrivilegeEscalation', isTrue('allowPrivilegeEscalation'))
  for (const field of ['allowedCapabilities', 'defaultAddCapabilities']) add('added-capabilities', field, named(field).length > 0)
  const dropped = named('requiredDropCapabilities')
  add('kept-capabilities', 'requiredDropCapabilities', !dropped.open && !dropped.some(one => /^(?:ALL|NET_RAW)$/i.test(one)))
  for (const [field, safe] of [['runAsUser', 'MustRunAsNonRoot'], ['supplementalGroups', ''], ['fsGroup', '']] as const) {
    const rule = text(at(spec, field, 'rule')), ranges = each(at(spec, field, 'ranges'), range => number(at(range, 'min')))
    add('root', `${field}.rule`, rule !== safe && (rule === 'RunAsAny' || ranges.includes(0)))
  }
  const volumes = named('volumes'), isWritable = each(at(spec, 'allowedHostPaths'), path => flag(at(path, 'readOnly')) === false).includes(true)
  add('host-path', isWritable ? 'allowedHostPaths' : 'volumes', volumes.includes('*') || isWritable)
  add('proc', 'allowedProcMountTypes', named('allowedProcMountTypes').includes('Unmasked'))
  const annotations = pairs(at(policy, 'metadata', 'annotations')), of = (name: string) => annotations.get(`seccomp.security.alpha.kubernetes.io/${name}ProfileName`) ?? annotations.get(`seccomp.security.alpha.kubernetes.io/${name}ProfileNames`) ?? null
  const allowed = of('allowed')
  if (!annotations.open && of('default') === null && (typeof allowed !== 'string' || allowed.includes('*'))) holes.push({ name: 'seccomp', path: 'metadata.annotations' })
  return list(holes)
}
