import type { Severity } from '../../core/finding'
import { map, strings, type Importer } from './taken'

const severities: Readonly<Record<string, Severity | 'off'>> = { error: 'error', warning: 'warning', info: 'info', style: 'hint', ignore: 'off', none: 'off' }
const peers = ['hadolint', 'shellcheck']
const labelRules = ['DL3049', 'DL3051', 'DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058']

/** The configuration of hadolint: https://github.com/hadolint/hadolint#configure, as of 2.15. */
export const hadolint: Importer = {
  files: ['.hadolint.yaml', '.hadolint.yml', '.config/hadolint.yaml', '.config/hadolint.yml'],
  take(settings, taken) {
    for (const name of strings(settings.ignored)) taken.set(peers, name, 'off')
    for (const [word, names] of Object.entries(map(settings.override))) {
      const severity = severities[word]
      for (const name of strings(names)) if (severity) taken.set(peers, name, severity)
      if (!severity) taken.left.push(`override: ${word} is no severity.`)
    }
    taken.registries.push(...strings(settings.trustedRegistries))
    const schema = Object.entries(map(settings['label-schema'])).map(([name, type]) => `${name}:${String(type)}`)
    const strict = settings['strict-labels'] === true
    if (schema.length) {
      const isTaken = labelRules.map((name) => taken.option(peers, name, 'labels', schema)).includes(true)
      if (!isTaken) taken.left.push(`label-schema: ${schema.join(', ')}`)
    }
    if (strict) {
      taken.set(peers, 'DL3050', 'on')
      if (schema.length) taken.option(peers, 'DL3050', 'labels', schema)
    }
    const threshold = settings['failure-threshold'], failOn = typeof threshold === 'string' ? { ...severities, ignore: 'never', none: 'never' }[threshold] : undefined
    if (settings['no-fail'] === true) taken.notes.push("no-fail: said on the command line, 'shipshape check --fail-on never'.")
    else if (failOn) taken.notes.push(`failure-threshold: said on the command line, 'shipshape check --fail-on ${failOn}' (error if not given).`)
    else if (threshold !== undefined) taken.left.push(`failure-threshold: ${String(threshold)}`)
    if (settings['disable-ignore-pragma'] === true) taken.left.push('disable-ignore-pragma: comments that ignore a rule are always honoured; a report in JSON or SARIF lists what they hide.')
    if (typeof settings.format === 'string') taken.notes.push("format: said on the command line, 'shipshape check --format …'.")
    for (const name of Object.keys(settings)) if (!known.has(name)) taken.left.push(`${name}: no setting that is known.`)
  },
}

const known: ReadonlySet<string> = new Set(['ignored', 'override', 'trustedRegistries', 'label-schema', 'strict-labels', 'failure-threshold', 'no-fail', 'no-color', 'disable-ignore-pragma', 'format', 'verbose'])
