/**
 * Keys of compose files and what they take, from the documentation of the Compose specification, 2026-11.
 * `s` text or number, `b` boolean, `n` number, `l` list, `m` map, `d` duration, `z` size, `0` nothing; a name in braces is a table below.
 */
export type Shape = string

const blkio = 'ml'
export const tables: { readonly [name: string]: { readonly [key: string]: Shape } } = {
  project: { version: 's', name: 's', services: 'm0', networks: 'm0', volumes: 'm0', secrets: 'm0', configs: 'm0', include: 'l', models: 'm0' },
  service: {
    annotations: 'ml', attach: 'b', build: 's{build}', blkio_config: blkio, cap_add: 'l', cap_drop: 'l', cgroup: 's', cgroup_parent: 's', command: 'sl0', configs: 'l', container_name: 's', cpu_count: 'n', cpu_percent: 'n', cpu_period: 'd', cpu_quota: 'd',
    cpu_rt_period: 'd', cpu_rt_runtime: 'd', cpu_shares: 'n', cpus: 'n', cpuset: 's', credential_spec: 'm', depends_on: 'ml', deploy: '{deploy}0', develop: 'm0', device_cgroup_rules: 'l', devices: 'l', dns: 'sl', dns_opt: 'l', dns_search: 'sl', domainname: 's', driver_opts: 'm',
    entrypoint: 'sl0', env_file: 'sl', environment: 'ml0', expose: 'l', extends: 's{extends}', external_links: 'l', extra_hosts: 'ml', gpus: 'sl', group_add: 'l', healthcheck: '{healthcheck}', hostname: 's', image: 's', init: 'b', ipc: 's', isolation: 's', labels: 'ml0',
    label_file: 'sl', links: 'l', logging: '{logging}', mac_address: 's', mem_limit: 'z', mem_reservation: 'z', mem_swappiness: 'n', memswap_limit: 'z', models: 'ml', network_mode: 's', networks: 'ml0', oom_kill_disable: 'b', oom_score_adj: 'n', pid: 's', pids_limit: 'n', platform: 's',
    ports: 'l0', post_start: 'l', pre_stop: 'l', privileged: 'b', profiles: 'l', provider: 'm', pull_policy: 's', pull_refresh_after: 's', read_only: 'b', restart: 's', runtime: 's', scale: 'n', secrets: 'l', security_opt: 'l', shm_size: 'z', stdin_open: 'b', stop_grace_period: 'd', stop_signal: 's',
    storage_opt: 'm', sysctls: 'ml', tmpfs: 'sl', tty: 'b', ulimits: 'm', use_api_socket: 'b', user: 's', userns_mode: 's', uts: 's', volume_driver: 's', volumes: 'l0', volumes_from: 'l', working_dir: 's',
  },
  build: {
    additional_contexts: 'ml', args: 'ml0', cache_from: 'l', cache_to: 'l', context: 's', dockerfile: 's', dockerfile_inline: 's', entitlements: 'l', extra_hosts: 'ml', isolation: 's', labels: 'ml', network: 's', no_cache: 'b', no_cache_filter: 'sl', platforms: 'l', privileged: 'b', provenance: 'sb', pull: 'b',
    sbom: 'sb', secrets: 'l', shm_size: 'z', ssh: 'slmb', tags: 'l', target: 's', ulimits: 'm',
  },
  extends: { service: 's', file: 's' },
  healthcheck: { disable: 'b', interval: 'd', retries: 'n', test: 'sl', timeout: 'd', start_period: 'd', start_interval: 'd' },
  logging: { driver: 's', options: 'm0' },
  deploy: { mode: 's', endpoint_mode: 's', replicas: 'n', labels: 'ml', rollback_config: '{update}', update_config: '{update}', resources: '{resources}0', restart_policy: '{restart_policy}', placement: 'm' },
  update: { parallelism: 'n', delay: 'd', failure_action: 's', monitor: 'd', max_failure_ratio: 'n', order: 's' },
  resources: { limits: '{limits}0', reservations: '{reservations}0' },
  limits: { cpus: 'n', memory: 'z', pids: 'n' },
  reservations: { cpus: 'n', memory: 'z', generic_resources: 'l', devices: 'l', pids: 'n' },
  restart_policy: { condition: 's', delay: 'd', max_attempts: 'n', window: 'd' },
  network: { name: 's', driver: 's', driver_opts: 'm', ipam: 'm', external: 'bm', internal: 'b', enable_ipv4: 'b', enable_ipv6: 'b', attachable: 'b', labels: 'ml' },
  volume: { name: 's', driver: 's', driver_opts: 'm', external: 'bm', labels: 'ml' },
  secret: { name: 's', environment: 's', file: 's', external: 'bm', labels: 'ml', driver: 's', driver_opts: 'm', template_driver: 's' },
  config: { name: 's', content: 's', environment: 's', file: 's', external: 'bm', labels: 'ml', template_driver: 's' },
  port: { name: 's', mode: 's', host_ip: 's', target: 's', published: 's', protocol: 's', app_protocol: 's' },
  mount: { type: 's', source: 's', target: 's', read_only: 'b', consistency: 's', bind: 'm', volume: 'm', tmpfs: 'm', image: 'm' },
}

/** The values that a key takes, where they are few. `service.cgroup` */
export const choices: { readonly [key: string]: readonly string[] } = {
  'service.cgroup': ['host', 'private'], 'deploy.endpoint_mode': ['vip', 'dnsrr'], 'deploy.mode': ['global', 'replicated', 'replicated-job', 'global-job'], 'restart_policy.condition': ['none', 'on-failure', 'any'],
  'update.failure_action': ['continue', 'rollback', 'pause'], 'update.order': ['start-first', 'stop-first'], 'mount.type': ['bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'],
}

const duration = /^(?:-?\d+(?:\.\d+)?|(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w|M|y))+)$/
const size = /^-?\d+(?:\.\d+)?\s*(?:[kmgtp]i?b?|b)?$/i

export const isDuration = (text: string): boolean => text.length < 60 && duration.test(text)
export const isSize = (text: string): boolean => text.length < 60 && size.test(text)

const words: { readonly [letter: string]: string } = { s: 'a text', b: 'a boolean', n: 'a number', l: 'a list', m: 'a map', d: 'a duration such as 30s', z: 'a size such as 256m' }

/** What a key takes, in words. */
export const wordsOf = (shape: Shape): string => {
  const parts = [...new Set([...shape.replace(/\{\w+\}/, 'm').replace('0', '')].map(letter => words[letter]!))]
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}` : parts[0] ?? 'empty'
}
