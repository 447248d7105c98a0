/** Folders of a host whose loss is the loss of the host; below them everything counts. From the Filesystem Hierarchy Standard 3.0. */
const folders = ['/etc', '/root', '/boot', '/dev', '/proc', '/sys', '/usr', '/bin', '/sbin', '/var/run', '/run', '/var/lib/docker', '/var/lib/containerd', '/var/lib/kubelet', '/var/spool/cron', '/lib', '/lib32', '/lib64']
/** Folders that count as a whole only: below them are the data of users and services. */
const wholes: ReadonlySet<string> = new Set(['/', '/var', '/home', '/opt', '/srv', '/var/lib', '/var/log', '/mnt', '/media'])
/** What may be read by anybody and is mounted for a good reason. */
const harmless = /^\/etc\/(?:localtime|timezone|machine-id|hostname|resolv\.conf|hosts|letsencrypt(?:\/.*)?|ssl(?:\/certs(?:\/.*)?)?|pki(?:\/.*)?|ca-certificates(?:\/.*)?)$|^\/dev\/(?:null|zero|u?random|shm|net\/tun|fuse|dri(?:\/.*)?|snd(?:\/.*)?|bus\/usb(?:\/.*)?|tty[A-Z]\w*|serial(?:\/.*)?|video\d*)$|^\/usr\/(?:share|local)(?:\/.*)?$|^\/usr\/lib\/(?:x86_64-linux-gnu|locale)(?:\/.*)?$|^\/run\/(?:udev|dbus|user|systemd\/journal|secrets)(?:\/.*)?$|^\/var\/run\/dbus(?:\/.*)?$/
const socket = /(?:^|\/)(?:docker|podman|containerd|crio|dockershim)\.sock$/
const personal = /^(?:~|\$\{?HOME\}?|\/home\/[^/]+|\/root)\/(?:\.ssh|\.aws|\.kube|\.gnupg|\.docker|\.config\/gcloud|\.azure)(?:\/.*)?$/

/** A path of the host without doubled and trailing slashes. */
export const normalised = (path: string): string => path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')

/** The path, if whoever has it has the host or somebody's keys; null where it is harmless, or a socket of which another rule speaks. */
export function sensitivePathOf(path: string, isReadOnly: boolean): string | null {
  const plain = normalised(path)
  if (personal.test(plain) || plain === '~') return plain
  if (!plain.startsWith('/') || socket.test(plain)) return null
  if (wholes.has(plain)) return plain === '/var/log' && isReadOnly || /^\/(?:opt|srv|mnt|media)$/.test(plain) ? null : plain
  if (harmless.test(plain)) return null
  return folders.some(folder => plain === folder || plain.startsWith(`${folder}/`)) ? plain : null
}

export const isDockerSocket = (path: string): boolean => socket.test(normalised(path))

const dangerous = /^\/dev$|^\/dev\/(?:(?:x?v?[sh]d[a-z]\d*|nvme\d.*|mmcblk\d.*|loop\d*|loop-control|dm-\d+|md\d+|disk(?:\/.*)?|mapper(?:\/.*)?|sr\d|sg\d+)|k?mem|port|kmsg|mem|kcore|bpf|msr.*|cpu(?:\/.*)?)$/

/** Does a device give its holder the host's disks or memory? */
export const isDangerousDevice = (path: string): boolean => dangerous.test(normalised(path))

/** Capabilities that lead out of a container, from capabilities(7). */
export const dangerousCapabilities: ReadonlySet<string> = new Set(['ALL', 'SYS_ADMIN', 'NET_ADMIN', 'SYS_PTRACE', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_BOOT', 'DAC_READ_SEARCH', 'BPF', 'PERFMON', 'SYSLOG', 'MAC_ADMIN', 'MAC_OVERRIDE'])
