import { isKnown, Unknown, type Maybe } from '../../core/value'

/** What is asked of a call that installs what a project's files name. */
export interface ProjectCall {
  readonly manager: string
  readonly action: Maybe<string | null>
  readonly effect: string
  /** The flags as written, with their values: `--omit=dev`. */
  readonly words: readonly Maybe<string>[]
  readonly isGlobal: boolean
  readonly names: number
  variable(name: string): Maybe<string> | undefined
}

const isTrue = (value: string): boolean => !/^(?:|0|off|no|false)$/i.test(value)

/** What keeps development dependencies out, by manager: a flag, or a variable with a value. From the managers' references, 2026-11. */
const without: Readonly<Record<string, { readonly flags: RegExp; readonly variables?: readonly (readonly [string, (value: string) => boolean])[] }>> = {
  npm: { flags: /^(?:--omit(?:=(?:.*,)?dev\b.*)?|--production(?:=true)?|--prod|--only(?:=prod.*)?)$/, variables: [['NODE_ENV', value => value === 'production'], ['NPM_CONFIG_PRODUCTION', isTrue], ['npm_config_production', isTrue], ['NPM_CONFIG_OMIT', value => value.includes('dev')], ['npm_config_omit', value => value.includes('dev')]] },
  yarn: { flags: /^(?:--production(?:=true)?|--prod|focus)$/, variables: [['NODE_ENV', value => value === 'production']] },
  pnpm: { flags: /^(?:--prod|-P|--production)$/, variables: [['NODE_ENV', value => value === 'production'], ['NPM_CONFIG_PRODUCTION', isTrue], ['npm_config_production', isTrue]] },
  composer: { flags: /^--no-dev$/, variables: [['COMPOSER_NO_DEV', isTrue]] },
  bundle: { flags: /^--without(?:=.*)?$/, variables: [['BUNDLE_WITHOUT', value => /development|test/.test(value)], ['BUNDLE_ONLY', isTrue]] },
}

const installs: Readonly<Record<string, ReadonlySet<string>>> = { npm: new Set(['install', 'ci', 'install-test', 'install-ci-test']), yarn: new Set(['install']), pnpm: new Set(['install']), composer: new Set(['install']), bundle: new Set(['install']) }

/** Is this a manager's install of what the project's files name? */
export const isProjectInstall = (call: ProjectCall): boolean => typeof call.action === 'string' && call.names === 0 && !call.isGlobal && installs[call.manager]?.has(call.action) === true

/** Does the call say that it leaves development dependencies out? */
export function omitsDev(call: ProjectCall): Maybe<boolean> {
  const known = without[call.manager]
  if (!known) return false
  let hidden: Unknown | null = null
  for (const [name, test] of known.variables ?? []) {
    const value = call.variable(name)
    if (value === undefined) continue
    if (!isKnown(value)) hidden ??= value
    else if (test(value)) return true
  }
  for (const word of call.words) {
    if (!isKnown(word)) hidden ??= word
    else if (known.flags.test(word)) return true
  }
  return hidden ?? false
}

/** Do scripts of the packages run when the call installs them? False where the manager runs none unless told so. */
export function runsScripts(call: ProjectCall): Maybe<boolean> {
  if (call.effect !== 'install' || !/^(?:npm|yarn|pnpm)$/.test(call.manager)) return false
  let hidden: Unknown | null = null
  for (const [name, isOff] of [['NPM_CONFIG_IGNORE_SCRIPTS', isTrue], ['npm_config_ignore_scripts', isTrue], ['YARN_ENABLE_SCRIPTS', (value: string) => !isTrue(value)]] as const) {
    const value = call.variable(name)
    if (value === undefined) continue
    if (!isKnown(value)) hidden ??= value
    else if (isOff(value)) return false
  }
  for (const word of call.words) {
    if (!isKnown(word)) hidden ??= word
    else if (/^--ignore-scripts(?:=true)?$|^--mode=skip-build$/.test(word)) return false
  }
  return hidden ?? true
}

/** Where a manager keeps its downloads for root in the images that most people build on, for a cache mount. */
export const cacheFolders: Readonly<Record<string, string>> = {
  'apt-get': '/var/cache/apt', apt: '/var/cache/apt', aptitude: '/var/cache/apt', apk: '/var/cache/apk', yum: '/var/cache/yum', dnf: '/var/cache/dnf', microdnf: '/var/cache/yum', tdnf: '/var/cache/tdnf', zypper: '/var/cache/zypp', pacman: '/var/cache/pacman/pkg',
  pip: '/root/.cache/pip', uv: '/root/.cache/uv', poetry: '/root/.cache/pypoetry', pipenv: '/root/.cache/pipenv', npm: '/root/.npm', yarn: '/usr/local/share/.cache/yarn', pnpm: '/root/.local/share/pnpm/store', bun: '/root/.bun/install/cache',
  go: '/go/pkg/mod', cargo: '/usr/local/cargo/registry', composer: '/root/.composer/cache', bundle: '/usr/local/bundle/cache', dotnet: '/root/.nuget/packages', conda: '/opt/conda/pkgs',
}
