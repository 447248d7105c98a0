import { formatPath } from '../../core/path'
import { isUnknown, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { any, at, text, when } from './tree'
import type { ContainerNode, PodSpecNode } from './workload'

/** Capabilities that the baseline level lets a container add; as of Kubernetes 1.37. */
export const baselineCapabilities: ReadonlySet<string> = new Set(['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'])

/** Kernel parameters that only touch their own pod, each with the minor version since which the baseline level allows it; Kubernetes, pkg/.../policy/check_sysctls.go as of 1.37. */
const safeSysctls: ReadonlyMap<string, number> = new Map([
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range'].map(name => [name, 0] as const),
  ['net.ipv4.ip_local_reserved_ports', 27],
  ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'].map(name => [name, 29] as const),
  ...['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'].map(name => [name, 32] as const),
  ...['net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'].map(name => [name, 37] as const),
])

/** Types of SELinux that the levels allow, each with the minor version since which they do. */
const seLinuxTypes: ReadonlyMap<string, number> = new Map([['', 0], ['container_t', 0], ['container_init_t', 0], ['container_kvm_t', 0], ['container_engine_t', 31]])

const isSince = (known: ReadonlyMap<string, number>, name: string, minor: number): boolean => { const since = known.get(name); return since !== undefined && since <= minor }

/** The baseline level of a minor version allows a kernel parameter, written with dots or with slashes. */
export const isSafeSysctl = (name: string, minor: number): boolean => isSince(safeSysctls, name.replaceAll('/', '.'), minor)

const restrictedVolumes: ReadonlySet<string> = new Set(['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'])

/** Volume types that the restricted level allows. */
export const isRestrictedVolume = (type: string): boolean => restrictedVolumes.has(type)

/** The minor number of `1.31`, `v1.31` or `v1.31.2`; infinity for `latest` and where nothing is written; null for anything else. */
export function minorOf(version: string | number | null | undefined): number | null {
  if (version === null || version === undefined || version === '' || version === 'latest') return Infinity
  const match = /^v?1\.(\d{1,3})(?:\.|$)/.exec(String(version))
  return match ? Number(match[1]) : null
}

/** A control of which it cannot be told whether the pod breaks it; '' where that holds for all. */
export interface Doubt { readonly level: null; readonly control: string }

type Level = facts.PodSecurityBreach['level']
type Handlers = 'livenessProbe' | 'readinessProbe' | 'startupProbe' | 'preStop' | 'postStart'

const handlers: readonly (readonly [Handlers, string])[] = [['livenessProbe', 'livenessProbe'], ['readinessProbe', 'readinessProbe'], ['startupProbe', 'startupProbe'], ['preStop', 'lifecycle.preStop'], ['postStart', 'lifecycle.postStart']]

/** What a pod has that the levels of the Pod Security Standards forbid, in their order, and a doubt for what cannot be told. All nineteen checks, with the relaxations of the version. */
export function* breachesOf(pod: PodSpecNode, minor = Infinity): Generator<facts.PodSecurityBreach | Doubt> {
  const osName = text(at(pod.spec, 'os', 'name')), isWindows: Maybe<boolean> = minor < 25 ? false : when(osName, name => name === 'windows')
  const { hostUsers } = pod, ownsUsers: Maybe<boolean> = minor < 35 ? false : when(hostUsers, value => value === false)
  const containers: readonly { readonly container: ContainerNode; readonly where: string }[] = pod.allContainers.map(container => ({ container, where: `${container.listName}[${container.index}]` }))
  if (pod.allContainers.open) yield doubt('')

  function* found(level: Level, control: string, verdict: Maybe<boolean>, path: string, text: () => string): Generator<facts.PodSecurityBreach | Doubt> {
    if (isUnknown(verdict)) yield doubt(control)
    else if (verdict) yield { level, control, path, text: text() }
  }
  const unless = (relaxed: Maybe<boolean>, verdict: Maybe<boolean>): Maybe<boolean> => relaxed === true || verdict === false ? false : isUnknown(relaxed) ? relaxed : verdict
  const named = ({ container }: { readonly container: ContainerNode }): string => `container '${show(container.name)}'`

  // Baseline.
  yield* found('baseline', 'host namespaces', pod.hostNetwork, 'hostNetwork', () => 'the pod shares the network of its node')
  yield* found('baseline', 'host namespaces', pod.hostPID, 'hostPID', () => 'the pod shares the processes of its node')
  yield* found('baseline', 'host namespaces', pod.hostIPC, 'hostIPC', () => 'the pod shares the memory of its node')
  for (const one of containers) yield* found('baseline', 'privileged', when(one.container.securityContext.privileged, value => value === true), `${one.where}.securityContext.privileged`, () => `${named(one)} is privileged`)
  for (const one of containers) {
    const { additions } = one.container.securityContext
    for (const [i, { written }] of additions.entries()) yield* found('baseline', 'capabilities', when(written, name => name !== null && !baselineCapabilities.has(name)), `${one.where}.securityContext.capabilities.add[${i}]`, () => `${named(one)} adds ${show(written)}`)
    if (additions.open) yield doubt('capabilities')
  }
  for (const [i, volume] of pod.volumes.entries()) yield* found('baseline', 'hostPath volumes', when(volume.type, type => type === 'hostPath'), `volumes[${i}].hostPath`, () => `volume '${show(volume.name)}' is a folder of the node`)
  if (pod.volumes.open) yield doubt('hostPath volumes')
  for (const one of containers) {
    for (const [i, { hostPort }] of one.container.ports.entries()) yield* found('baseline', 'host ports', when(hostPort, port => port !== null && port !== 0), `${one.where}.ports[${i}].hostPort`, () => `${named(one)} takes port ${show(hostPort)} of the node`)
    if (one.container.ports.open) yield doubt('host ports')
  }
  if (minor >= 34) {
    for (const one of containers) for (const [name, path] of handlers) {
      const handler = one.container[name]
      if (handler) yield* found('baseline', 'probe hosts', isUnknown(handler.type) ? handler.type : when(handler.host, host => host !== null && host !== ''), `${one.where}.${path}.${show(handler.type)}.host`, () => `${named(one)} probes the host ${show(handler.host)}`)
    }
  }
  yield* appArmor(pod, found, named, containers)
  const contexts = [{ where: '', context: at(pod.spec, 'securityContext'), who: 'the pod' }, ...containers.map(one => ({ where: `${one.where}.`, context: at(one.container.tree, 'securityContext'), who: named(one) }))]
  for (const { where, context, who } of contexts) {
    const options = at(context, 'seLinuxOptions'), type = text(at(options, 'type')), path = `${where}securityContext.seLinuxOptions`
    yield* found('baseline', 'SELinux', when(type, type => type !== null && !isSince(seLinuxTypes, type, minor)), `${path}.type`, () => `${who} has the SELinux type ${show(type)}`)
    for (const field of ['user', 'role'] as const) {
      const value = text(at(options, field))
      yield* found('baseline', 'SELinux', when(value, value => value !== null && value !== ''), `${path}.${field}`, () => `${who} sets the SELinux ${field} ${show(value)}`)
    }
  }
  for (const one of containers) {
    const { procMount } = one.container.securityContext, verdict = when(procMount, value => value !== null && value !== 'Default')
    const path = `${one.where}.securityContext.procMount`, what = (): string => `${named(one)} mounts /proc ${show(procMount)}`
    const isRelaxed = minor >= 35 && verdict !== false && ownsUsers !== false
    yield* found('baseline', 'proc mount', unless(ownsUsers, verdict), path, what)
    if (isRelaxed) yield* found('restricted', 'proc mount', verdict, path, what)
  }
  for (const { where, context, who } of contexts) {
    const type = text(at(context, 'seccompProfile', 'type'))
    yield* found('baseline', 'seccomp', when(type, type => type !== null && type !== 'RuntimeDefault' && type !== 'Localhost'), `${where}securityContext.seccompProfile.type`, () => `${who} has the seccomp profile ${show(type)}`)
  }
  for (const [i, { name }] of pod.securityContext.sysctls.entries()) yield* found('baseline', 'sysctls', when(name, name => name !== null && !isSafeSysctl(name, minor)), `securityContext.sysctls[${i}].name`, () => `the pod sets ${show(name)}`)
  if (pod.securityContext.sysctls.open) yield doubt('sysctls')
  for (const { where, context, who } of contexts) yield* found('baseline', 'host process', when(text(at(context, 'windowsOptions', 'hostProcess')), value => value === 'true'), `${where}securityContext.windowsOptions.hostProcess`, () => `${who} is a process of the Windows host`)

  // Restricted.
  for (const one of containers) yield* found('restricted', 'privilege escalation', unless(isWindows, when(one.container.securityContext.allowPrivilegeEscalation, value => value !== false)), `${one.where}.securityContext.allowPrivilegeEscalation`, () => `${named(one)} does not set allowPrivilegeEscalation to false`)
  for (const one of containers) {
    const { dropped, additions } = one.container.securityContext
    yield* found('restricted', 'capabilities', unless(isWindows, when(any(dropped, name => when(name, name => name === 'ALL')), dropsAll => !dropsAll)), `${one.where}.securityContext.capabilities.drop`, () => `${named(one)} does not drop ALL`)
    for (const [i, { written }] of additions.entries()) yield* found('restricted', 'capabilities', unless(isWindows, when(written, name => name !== null && name !== 'NET_BIND_SERVICE' && baselineCapabilities.has(name))), `${one.where}.securityContext.capabilities.add[${i}]`, () => `${named(one)} adds ${show(written)}`)
  }
  for (const [i, volume] of pod.volumes.entries()) yield* found('restricted', 'volume types', when(volume.type, type => type !== 'hostPath' && !isRestrictedVolume(type)), `volumes[${i}].${show(volume.type)}`, () => `volume '${show(volume.name)}' has the type ${show(volume.type)}`)
  for (const one of containers) {
    const { runAsNonRoot, runAsUser } = one.container.securityContext
    yield* found('restricted', 'running as non-root', unless(ownsUsers, when(runAsNonRoot, value => value !== true)), `${one.where}.securityContext.runAsNonRoot`, () => `${named(one)} does not set runAsNonRoot to true`)
    yield* found('restricted', 'running as non-root', unless(ownsUsers, when(runAsUser, user => user === 0)), `${one.where}.securityContext.runAsUser`, () => `${named(one)} runs as user 0`)
  }
  for (const one of containers) yield* found('restricted', 'seccomp', unless(isWindows, when(one.container.securityContext.seccompProfile, type => type === null)), `${one.where}.securityContext.seccompProfile`, () => `${named(one)} has no seccomp profile`)
}

const doubt = (control: string): Doubt => ({ level: null, control })

const show = (value: Maybe<unknown>): string => isUnknown(value) ? value.source : String(value ?? '')

const annotations: readonly (readonly [string, 'seccompProfile' | 'appArmorProfile'])[] = [['container.apparmor.security.beta.kubernetes.io/', 'appArmorProfile'], ['container.seccomp.security.alpha.kubernetes.io/', 'seccompProfile']]

/** What an annotation of older clusters sets: the profile of a container, or that of the pod; null for other annotations. */
export function profileOf(name: string): { readonly field: 'seccompProfile' | 'appArmorProfile'; readonly container: string | null } | null {
  if (name === 'seccomp.security.alpha.kubernetes.io/pod') return { field: 'seccompProfile', container: null }
  for (const [prefix, field] of annotations) if (name.startsWith(prefix)) return { field, container: name.slice(prefix.length) }
  return null
}

/** AppArmor is in a field since 1.30; annotations before count as well. */
function* appArmor(
  pod: PodSpecNode, found: (level: Level, control: string, verdict: Maybe<boolean>, path: string, text: () => string) => Generator<facts.PodSecurityBreach | Doubt>,
  named: (one: { readonly container: ContainerNode }) => string, containers: readonly { readonly container: ContainerNode; readonly where: string }[],
): Generator<facts.PodSecurityBreach | Doubt> {
  const isBad = (type: string | null): boolean => type !== null && type !== 'RuntimeDefault' && type !== 'Localhost'
  const ofPod = pod.securityContext.appArmorProfile
  yield* found('baseline', 'AppArmor', when(ofPod, isBad), 'securityContext.appArmorProfile.type', () => `the pod has the AppArmor profile ${show(ofPod)}`)
  for (const one of containers) {
    const own = text(at(one.container.tree, 'securityContext', 'appArmorProfile', 'type'))
    yield* found('baseline', 'AppArmor', when(own, isBad), `${one.where}.securityContext.appArmorProfile.type`, () => `${named(one)} has the AppArmor profile ${show(own)}`)
  }
  const { podAnnotations } = pod.workload
  for (const [name, value] of podAnnotations) {
    const profile = profileOf(name)
    if (profile?.field !== 'appArmorProfile') continue
    const { container } = profile
    const verdict = when(value, value => value !== null && value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/'))
    yield* found('baseline', 'AppArmor', verdict, formatPath(['metadata', 'annotations', name]), () => `container '${container ?? ''}' has the AppArmor profile ${show(value)}`)
  }
}
