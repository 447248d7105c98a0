import { map, strings, type Importer, type Settings } from './taken'

/** The checks that are on where nothing is said: https://github.com/stackrox/kube-linter, as of 0.8. */
const defaults: ReadonlySet<string> = new Set(`
  dangling-service deprecated-service-account-field docker-sock drop-net-raw-capability duplicate-env-var env-var-secret host-ipc host-network host-pid
  invalid-target-ports latest-tag liveness-port mismatching-selector no-anti-affinity no-extensions-v1beta no-read-only-root-fs non-existent-service-account
  pdb-max-unavailable pdb-min-available pdb-unhealthy-pod-eviction-policy privilege-escalation-container privileged-container readiness-port run-as-non-root
  sensitive-host-mounts ssh-port startup-port unsafe-sysctls unset-cpu-requirements unset-memory-requirements job-ttl-seconds-after-finished
`.trim().split(/\s+/))

/** Parameters of a template that one of our rules may have as an option: the parameter, and the option. */
const parameters: Readonly<Record<string, readonly (readonly [parameter: string, option: string])[]>> = {
  'minimum-replicas': [['minReplicas', 'minimum']],
  'hpa-minimum-replicas': [['minReplicas', 'minimum']],
  'required-label': [['key', 'labels'], ['key', 'required']],
  'required-annotation': [['key', 'annotations'], ['key', 'required']],
}

/** A built-in check that is made from a template under another name. */
const builtIn: Readonly<Record<string, string>> = {
  'minimum-replicas': 'minimum-three-replicas', 'hpa-minimum-replicas': 'hpa-minimum-three-replicas', 'required-label': 'required-label-owner', 'required-annotation': 'required-annotation-email',
  'host-mounts': 'sensitive-host-mounts', ports: 'ssh-port', 'env-var': 'env-var-secret', 'verify-container-capabilities': 'drop-net-raw-capability', 'anti-affinity': 'no-anti-affinity',
  'cpu-requirements': 'unset-cpu-requirements', 'memory-requirements': 'unset-memory-requirements', 'liveness-probe': 'no-liveness-probe', 'readiness-probe': 'no-readiness-probe',
  privileged: 'privileged-container', 'privilege-escalation-on-containers': 'privilege-escalation-container', 'read-only-root-fs': 'no-read-only-root-fs', 'service-account': 'default-service-account',
  'forbidden-service-types': 'exposed-services', 'disallowed-api-obj': 'no-extensions-v1beta', 'update-configuration': 'no-rolling-update-strategy', 'target-port': 'invalid-target-ports',
}

const peers = ['kube-linter']

/** The configuration of kube-linter: https://docs.kubelinter.io/#/configuring-kubelinter, as of 0.8. */
export const kubeLinter: Importer = {
  files: ['.kube-linter.yaml', '.kube-linter.yml'],
  take(settings, taken) {
    const checks = map(settings.checks), include = strings(checks.include ?? []), exclude = strings(checks.exclude ?? [])
    const custom = (Array.isArray(settings.customChecks) ? settings.customChecks as readonly unknown[] : []).map(map), own = new Set(custom.map(({ name }) => String(name)))
    const isAll = checks.addAllBuiltIn === true, isBare = !isAll && checks.doNotAutoAddDefaults === true
    if (isAll) taken.set(peers, '*', 'on')
    for (const name of include) if (!own.has(name)) taken.set(peers, name, 'on')
    for (const name of exclude) if (!own.has(name)) taken.set(peers, name, 'off')
    if (isBare) {
      const wanted = new Set(include)
      for (const name of defaults) if (!wanted.has(name) && taken.rulesOf(peers, name).length) taken.set(peers, name, 'off')
      taken.notes.push('doNotAutoAddDefaults: the checks that kube-linter adds by itself are off here as well; rules that it does not know are left to the level.')
    }
    taken.ignore.push(...strings(checks.ignorePaths ?? []).flatMap((path) => {
      if (!/^(?:~|\/|\.\.)/.test(path)) return [path.replace(/^\.\//, '')]
      taken.left.push(`ignorePaths: ${path} is no path below the repository.`)
      return []
    }))
    const lists = new Map<string, string[]>(), off = new Set(exclude)
    for (const one of custom) takeCustom(one)
    for (const [name, value] of [...Object.entries(settings), ...Object.entries(checks)]) if (!known.has(name) && value !== undefined) taken.left.push(`${name}: no setting that is known.`)

    function takeCustom(one: Settings): void {
      const name = String(one.name), template = String(one.template), check = builtIn[template] ?? template, given = map(one.params)
      if (off.has(name)) return
      if (!taken.rulesOf(peers, check).length) { taken.left.push(`${name} (${template}): no rule answers for it; a page of your own under .shipshape/rules/ may.`); return }
      taken.set(peers, check, 'on')
      const missing = Object.keys(given).filter((parameter) => !(parameters[template] ?? []).some(([from, to]) => {
        const value = given[parameter], key = `${check} ${to}`
        if (from !== parameter) return false
        if (typeof value === 'number') return taken.option(peers, check, to, value)
        const all = lists.get(key) ?? []
        lists.set(key, all)
        all.push(...strings(value).filter((text) => !all.includes(text)))
        return taken.option(peers, check, to, all)
      }))
      if (missing.length) taken.left.push(`${name} (${template}): its parameters ${missing.join(', ')}.`)
      if (one.scope !== undefined) taken.left.push(`${name} (${template}): its scope; 'paths' chooses by file.`)
    }
  },
}

const known: ReadonlySet<string> = new Set(['checks', 'customChecks', 'include', 'exclude', 'addAllBuiltIn', 'doNotAutoAddDefaults', 'ignorePaths'])
