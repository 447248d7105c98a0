import { map, strings, type Importer } from './taken'

const peers = ['actionlint']

/** What a pattern over messages is about, and the check of that name. */
const about: readonly (readonly [pattern: RegExp, check: string])[] = [
  [/shellcheck|SC\\?\d|SC\(/i, 'shellcheck'], [/pyflakes/i, 'pyflakes'], [/label .*unknown|runner.?label/i, 'runner-label'], [/credential|password/i, 'credentials'], [/cron|schedule|event|filter/i, 'events'],
  [/input .*not defined|action is too old|the runner of/i, 'action'], [/glob/i, 'glob'], [/permission/i, 'permissions'], [/workflow call|reusable workflow/i, 'workflow-call'], [/deprecated.*command/i, 'deprecated-commands'],
]

/** The configuration of actionlint: https://github.com/rhysd/actionlint/blob/main/docs/config.md, as of 1.7. Its labels, variables and secrets are facts about the repository, and are read where they are. */
export const actionlint: Importer = {
  files: ['.github/actionlint.yaml', '.github/actionlint.yml'],
  take(settings, taken) {
    for (const [glob, one] of Object.entries(map(settings.paths))) {
      for (const pattern of strings(map(one).ignore ?? [])) {
        const check = about.find(([words]) => words.test(pattern))?.[1]
        if (check === undefined || !taken.rulesOf(peers, check).length) { taken.left.push(`paths: ${glob}: ${pattern} is a pattern over messages.`); continue }
        taken.setIn(glob, peers, check)
        if (check === 'shellcheck' && /SC\\?\(?\d/.test(pattern)) taken.notes.push(`paths: ${glob}: ${pattern} is one check of ShellCheck; here all that is said of scripts is off.`)
      }
    }
    for (const [name, key] of [['self-hosted-runner', 'labels'], ['config-variables', null], ['config-secrets', null]] as const) {
      const value = key === null ? settings[name] : map(settings[name])[key]
      if (value !== undefined && value !== null) taken.notes.push(`${name}: read where it is.`)
    }
    for (const name of Object.keys(settings)) if (!known.has(name)) taken.left.push(`${name}: no setting that is known.`)
  },
}

const known: ReadonlySet<string> = new Set(['self-hosted-runner', 'config-variables', 'config-secrets', 'paths'])
