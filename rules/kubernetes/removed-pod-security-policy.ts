import type { Check } from '../../src/core/rule'
import { isUnknown, type Plain } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Object']> = function* ({ objectKind, name, fields, annotations }, { unknown }) {
  if (isUnknown(objectKind)) { unknown(objectKind.source); return }
  if (objectKind !== 'PodSecurityPolicy') return
  const spec = valueOf(fields, 'spec'), holes: string[] = []
  const isTrue = (field: string): boolean => valueOf(spec, field) === true
  const named = (field: string): readonly string[] => { const value = valueOf(spec, field); return Array.isArray(value) ? value.map(String) : [] }
  if (isTrue('privileged')) holes.push('privileged pods')
  for (const field of ['hostPID', 'hostIPC', 'hostNetwork']) if (isTrue(field)) holes.push(field)
  if (isTrue('allowPrivilegeEscalation')) holes.push('privilege escalation')
  if (named('allowedCapabilities').length || named('defaultAddCapabilities').length) holes.push('added capabilities')
  if (!named('requiredDropCapabilities').some(one => /^(?:ALL|NET_RAW)$/i.test(one))) holes.push('raw sockets')
  if (mayBeRoot(spec, 'runAsUser', 'MustRunAsNonRoot') || mayBeRoot(spec, 'supplementalGroups') || mayBeRoot(spec, 'fsGroup')) holes.push('root')
  if (named('volumes').includes('*') || openPaths(spec)) holes.push('any host path')
  if (named('allowedProcMountTypes').includes('Unmasked')) holes.push('an unmasked /proc')
  const profiles = annotations.get('seccomp.security.alpha.kubernetes.io/allowedProfileNames'), profile = annotations.get('seccomp.security.alpha.kubernetes.io/defaultProfileName')
  if (!annotations.open && (profile === undefined || profile === null) && (typeof profiles !== 'string' || profiles.includes('*'))) holes.push('pods without a seccomp profile')
  if (holes.length) yield { at: 'metadata.name', values: { name: isUnknown(name) ? name.source : name ?? '', holes: `allows ${holes.join(', ')}` } }
}

function valueOf(value: Plain, field: string): Plain {
  return value === null || typeof value !== 'object' || Array.isArray(value) || isUnknown(value) ? null : (value as { readonly [field: string]: Plain })[field] ?? null
}

/** May an identity be 0? */
function mayBeRoot(spec: Plain, field: string, safe = ''): boolean {
  const strategy = valueOf(spec, field), rule = valueOf(strategy, 'rule'), ranges = valueOf(strategy, 'ranges')
  if (rule === safe) return false
  if (rule === 'RunAsAny') return true
  return Array.isArray(ranges) && ranges.some(range => valueOf(range, 'min') === 0)
}

const openPaths = (spec: Plain): boolean => {
  const paths = valueOf(spec, 'allowedHostPaths')
  return Array.isArray(paths) && paths.some(path => valueOf(path, 'readOnly') !== true)
}

export default check
