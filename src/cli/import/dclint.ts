import { map, strings, type Importer } from './taken'

const severities: Readonly<Record<string, 'off' | 'warning' | 'error'>> = { 0: 'off', 1: 'warning', 2: 'error', off: 'off', warn: 'warning', error: 'error' }

/** The configuration of dclint: https://github.com/zavoloklom/docker-compose-linter, as of 3.1. */
export const dclint: Importer = {
  files: ['.dclintrc', '.dclintrc.json', '.dclintrc.yaml', '.dclintrc.yml'],
  take(settings, taken) {
    for (const [name, value] of Object.entries(map(settings.rules))) {
      const [level, options] = Array.isArray(value) ? value as readonly unknown[] : [value]
      const severity = severities[String(level)]
      if (severity) taken.set(['dclint'], name, severity)
      else taken.left.push(`${name}: ${String(level)} is no severity.`)
      const names = Object.keys(map(options))
      if (names.length && severity !== 'off') taken.left.push(`${name}: its options ${names.join(', ')}.`)
    }
    taken.ignore.push(...strings(settings.exclude ?? []))
    for (const name of Object.keys(settings)) if (!['rules', 'exclude', 'quiet', 'debug'].includes(name)) taken.left.push(`${name}: no setting that is known.`)
  },
}
