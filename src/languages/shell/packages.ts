import type { Span } from '../../core/span'
import { flags, operands, swallows, type Command, type Flag, type Word } from './command'
import { withAssigned } from './expand'

export type PackageManager =
  | 'apt-get' | 'apt' | 'aptitude' | 'apk' | 'yum' | 'dnf' | 'microdnf' | 'tdnf' | 'zypper' | 'pip' | 'pipx' | 'uv' | 'poetry' | 'npm' | 'yarn' | 'pnpm' | 'bun' | 'gem' | 'go' | 'cargo'
  | 'pacman' | 'pipenv' | 'bundle' | 'composer' | 'dotnet' | 'conda'

/** What a call does to what is installed; `refresh` renews only the lists of what could be. */
export type PackageEffect = 'install' | 'remove' | 'refresh' | 'upgrade' | 'clean' | 'other'

export interface Package {
  /** Null when only run time knows it, and for a file or address whose name is not written. */
  readonly name: string | null
  /** What follows the operator; null when nothing does or only run time knows it. */
  readonly version: string | null
  /** `=`, `==`, `@`, `>=` …, as written; a dash for `name-1.2.3`; null when no version is asked for. */
  readonly operator: string | null
  /** A version is asked for that later releases do not change; patterns such as `7.*` count, `>=1` and `@latest` do not. */
  readonly pinned: boolean
  readonly source: 'registry' | 'path' | 'url'
  readonly span: Span
  /** Part of it is not known before run time. */
  readonly unknown: boolean
}

/** One call of a package manager. `python -m pip` and `uv pip` are `pip`; `action` is the manager's full name for it (`npm i` is `install`). */
export interface PackageCall {
  readonly manager: PackageManager
  readonly action: string | null
  readonly actionSpan: Span
  readonly effect: PackageEffect
  readonly packages: readonly Package[]
  /** Packages are named elsewhere: in a requirements file, a lock file, or what `xargs` reads. */
  readonly elsewhere: boolean
  readonly global: boolean
  readonly flags: readonly Flag[]
  readonly command: Command
}

interface Spec { readonly name: string; readonly version: string | null; readonly operator: string | null; readonly pinned: boolean }

interface Syntax {
  readonly manager: PackageManager
  readonly actions: Readonly<Record<string, PackageEffect>>
  readonly aliases?: Readonly<Record<string, string>>
  readonly values: ReadonlySet<string>
  readonly spec: (text: string) => Spec
  /** What a call without an action does. */
  readonly bare?: string
  /** An install without operands takes its packages from the project. */
  readonly project?: boolean
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))
const effects = (groups: Partial<Record<PackageEffect, string>>): Record<string, PackageEffect> =>
  Object.fromEntries(Object.entries(groups).flatMap(([effect, names]) => names.split(' ').map(name => [name, effect as PackageEffect])))

const cut = (text: string, pattern: RegExp, isPinned: (operator: string, version: string) => boolean): Spec => {
  const found = pattern.exec(text)
  if (!found) return { name: text, version: null, operator: null, pinned: false }
  const operator = found[0], version = text.slice(found.index + operator.length).trim()
  return { name: text.slice(0, found.index).trim(), version, operator: operator.trim(), pinned: isPinned(operator.trim(), version) }
}

const exact = new Set(['=', '==', '===', '~', '~=', '=~'])
const aptSpec = (text: string): Spec => cut(text, /[=/]/, operator => operator === '=')
/** A tag of a repository stands behind the name or behind the version: `a@edge`, `a=1@edge`. */
const apkSpec = (text: string): Spec => {
  const spec = cut(text.replace(/@[\w.-]+/, ''), /[<>=~]+/, operator => exact.has(operator)), tag = /@([\w.-]+)/.exec(text)
  return spec.operator === null && tag ? { ...spec, version: tag[1]!, operator: '@' } : spec
}
const zypperSpec = (text: string): Spec => /[<>=]/.test(text) ? cut(text, /[<>=]+/, operator => operator === '=' || operator === '==') : rpmSpec(text)
/** A dash may belong to the name (`java-11-openjdk`): a version has a dot, a star or a release after it, or is a number behind a name without dashes. */
const rpmSpec = (text: string): Spec => {
  const found = /^(.+?)-(\d[^-]*-\d[^-]*|\d[^-]*[.*:][^-]*)$/.exec(text) ?? /^([^-]+)-(\d+)$/.exec(text)
  return found ? { name: found[1]!, version: found[2]!, operator: '-', pinned: true } : { name: text, version: null, operator: null, pinned: false }
}
const pythonSpec = (text: string): Spec => {
  const spec = cut(text.replace(/;.*$/s, ''), /[<>=!~]=?=?|@/, (operator, version) => (exact.has(operator) || operator === '@') && /^[v\d]|^$/.test(version))
  return { ...spec, name: spec.name.replace(/\[.*\]$/, '') }
}
const isFixed = (version: string): boolean => version === '' || /^v?\d/.test(version) && !/\s|\|\||[xX*]$/.test(version)
const npmSpec = (text: string): Spec => cut(text, /(?<=.)@/, (_, version) => isFixed(version))
const goSpec = (text: string): Spec => cut(text, /@/, (_, version) => version === '' || /^v\d|^[0-9a-f]{7,40}$/.test(version))
const gemSpec = (text: string): Spec => cut(text, /:(?=[\d<>=~!'" ]|$)/, (_, version) => /^$|^=?\s*\d/.test(version))
const moduleSpec = (text: string): Spec => cut(text, /:/, () => true)
const composerSpec = (text: string): Spec => cut(text, /(?<=\/[\w.-]*)[:=]/, (_, version) => /^$|^v?\d+\.\d+\.\d+/.test(version))
const condaSpec = (text: string): Spec => cut(text.replace(/^[\w./-]+::/, ''), /[<>=!~]+/, operator => operator === '=' || operator === '==')
const bareSpec = (text: string): Spec => ({ name: text, version: null, operator: null, pinned: false })
const pacmanSpec = (text: string): Spec => cut(text, /[<>]?=/, operator => operator === '=')
const cargoSpec = (text: string): Spec => cut(text, /@/, (_, version) => isFixed(version))

const apt: Omit<Syntax, 'manager'> = {
  actions: effects({ install: 'install reinstall build-dep satisfy', remove: 'remove purge autoremove auto-remove autopurge', refresh: 'update', upgrade: 'upgrade dist-upgrade full-upgrade safe-upgrade', clean: 'clean autoclean auto-clean distclean dist-clean', other: 'download source list search show policy' }),
  values: set('-o -t -c -a --option --target-release --default-release --config-file --host-architecture'), spec: aptSpec,
}
const rpm: Omit<Syntax, 'manager'> = {
  actions: effects({ install: 'install reinstall localinstall groupinstall builddep downgrade swap', remove: 'remove erase autoremove groupremove', refresh: 'makecache check-update', upgrade: 'update upgrade distro-sync update-minimal upgrade-minimal', clean: 'clean', other: 'module group config-manager repolist list info search provides download versionlock' }),
  aliases: { in: 'install', rm: 'remove', up: 'upgrade', dsync: 'distro-sync', 'build-dep': 'builddep', rei: 'reinstall' },
  values: set('-c -e -d -x -R --config --enablerepo --disablerepo --enable-repo --disable-repo --exclude --setopt --installroot --releasever --repo --repoid --repofrompath --forcearch --comment --advisory --disableplugin --enableplugin --downloaddir --destdir'), spec: rpmSpec,
}
const python = '-r --requirement --requirements -c --constraint --constraints -e --editable -t --target -i --index-url --index --default-index --extra-index-url -f --find-links --trusted-host --proxy --prefix --root --src --platform --python-version --implementation --abi --timeout --retries --cache-dir --log --progress-bar --no-binary --only-binary --upgrade-strategy --install-option --global-option --config-settings -C --exists-action --cert --client-cert --report --use-feature --use-deprecated --root-user-action -p --python -G --group -E --extras --extra --source --with -d --dest -w --wheel-dir --directory --project --override'
const pip: Syntax = {
  manager: 'pip', values: set(python), spec: pythonSpec,
  actions: effects({ install: 'install sync', remove: 'uninstall', clean: 'cache', other: 'download wheel list freeze show check config compile index debug' }),
}

const syntaxes: Readonly<Record<string, Syntax>> = {
  'apt-get': { manager: 'apt-get', ...apt }, apt: { manager: 'apt', ...apt }, aptitude: { manager: 'aptitude', ...apt },
  apk: {
    manager: 'apk', spec: apkSpec, values: set('-X --repository -t --virtual -p --root --repositories-file --keys-dir --arch --cache-dir --cache-max-age --wait --progress-fd'),
    actions: effects({ install: 'add', remove: 'del', refresh: 'update', upgrade: 'upgrade', clean: 'cache', other: 'fix info list search fetch policy version' }),
  },
  yum: { manager: 'yum', ...rpm }, dnf: { manager: 'dnf', ...rpm }, dnf5: { manager: 'dnf', ...rpm }, microdnf: { manager: 'microdnf', ...rpm }, tdnf: { manager: 'tdnf', ...rpm },
  zypper: {
    manager: 'zypper', spec: zypperSpec, values: set('-r --repo --from -t --type -R --root -c --config -D --reposd-dir -C --cache-dir --plus-repo -p --plus-content --releasever --name'),
    actions: effects({ install: 'install source-install', remove: 'remove', refresh: 'refresh', upgrade: 'update dist-upgrade patch', clean: 'clean', other: 'addrepo removerepo modifyrepo search info list-updates addlock' }),
    aliases: { in: 'install', si: 'source-install', rm: 'remove', ref: 'refresh', up: 'update', dup: 'dist-upgrade', cc: 'clean', ar: 'addrepo', rr: 'removerepo', mr: 'modifyrepo', se: 'search' },
  },
  pacman: { manager: 'pacman', spec: pacmanSpec, values: set('-b --dbpath -r --root --cachedir --config --gpgdir --ignore --ignoregroup --overwrite --assume-installed --arch --hookdir --logfile'), actions: {} },
  pip,
  pipx: { manager: 'pipx', spec: pythonSpec, values: set('--spec --python --index-url -i --pip-args --suffix'), actions: effects({ install: 'install run inject', remove: 'uninstall uninstall-all', upgrade: 'upgrade upgrade-all reinstall' }) },
  uv: { manager: 'uv', spec: pythonSpec, values: set(python), project: true, actions: effects({ install: 'add sync', remove: 'remove', clean: 'cache', other: 'lock run venv build publish export init python tree' }) },
  poetry: { manager: 'poetry', spec: pythonSpec, values: set(python + ' --only --without'), project: true, actions: effects({ install: 'add install sync', remove: 'remove', upgrade: 'update', other: 'lock run build publish config export init env shell self' }) },
  npm: {
    manager: 'npm', spec: npmSpec, project: true, values: set('--prefix -C --registry -w --workspace --cache --userconfig --globalconfig --loglevel --tag --omit --include --only --install-strategy --script-shell --fetch-retries --fetch-timeout --cpu --os'),
    actions: effects({ install: 'install ci install-test install-ci-test', remove: 'uninstall', upgrade: 'update', clean: 'cache', other: 'run exec test start publish audit config pack version login link prune dedupe rebuild init set' }),
    aliases: { i: 'install', in: 'install', ins: 'install', inst: 'install', isntall: 'install', add: 'install', 'clean-install': 'ci', ic: 'ci', it: 'install-test', un: 'uninstall', r: 'uninstall', rm: 'uninstall', remove: 'uninstall', up: 'update', upgrade: 'update', 'run-script': 'run', x: 'exec', t: 'test' },
  },
  yarn: {
    manager: 'yarn', spec: npmSpec, bare: 'install', project: true, values: set('--cwd --registry --cache-folder --modules-folder --network-timeout --network-concurrency --mutex --prefix --global-folder'),
    actions: effects({ install: 'add install', remove: 'remove', upgrade: 'upgrade up', clean: 'cache', other: 'run exec dlx test build start set config workspace workspaces' }),
    aliases: { i: 'install' },
  },
  pnpm: {
    manager: 'pnpm', spec: npmSpec, project: true, values: set('-C --dir --filter -F --registry --store-dir --virtual-store-dir --reporter --loglevel --prefix --global-dir'),
    actions: effects({ install: 'add install fetch', remove: 'remove', upgrade: 'update', clean: 'store prune', other: 'run exec dlx test start build deploy publish config env setup' }),
    aliases: { i: 'install', rm: 'remove', uninstall: 'remove', un: 'remove', up: 'update', upgrade: 'update' },
  },
  pipenv: { manager: 'pipenv', spec: pythonSpec, project: true, values: set(python), actions: effects({ install: 'install sync', remove: 'uninstall', upgrade: 'update upgrade', other: 'lock run shell check graph clean requirements' }) },
  bundle: {
    manager: 'bundle', spec: bareSpec, bare: 'install', project: true, values: set('-j --jobs --path --without --with --gemfile --retry -P --trust-policy --version -v --source --group -g --binstubs'),
    actions: effects({ install: 'install add', remove: 'remove', upgrade: 'update', clean: 'clean', other: 'exec config check lock cache package pack show outdated init' }), aliases: { i: 'install' },
  },
  composer: {
    manager: 'composer', spec: composerSpec, project: true, values: set('-d --working-dir --prefer-install --repository --repository-url --stability -s --apcu-autoloader-prefix --ignore-platform-req --audit-format'),
    actions: effects({ install: 'install require create-project', remove: 'remove', upgrade: 'update', clean: 'clear-cache', other: 'dump-autoload run-script exec config init validate show self-update diagnose' }),
    aliases: { i: 'install', r: 'require', req: 'require', u: 'update', upgrade: 'update', rm: 'remove', clearcache: 'clear-cache', cc: 'clear-cache', dumpautoload: 'dump-autoload', run: 'run-script' },
  },
  dotnet: {
    manager: 'dotnet', spec: bareSpec, project: true, values: set('--version -v --verbosity -s --source --add-source --configfile --tool-path --framework -f -r --runtime -c --configuration -o --output --packages -a --arch --os --tool-manifest'),
    actions: effects({ install: 'restore', remove: 'remove', other: 'build publish run test pack clean tool add new nuget workload' }),
  },
  conda: {
    manager: 'conda', spec: condaSpec, values: set('-n --name -p --prefix -c --channel -f --file --platform --subdir --solver --experimental-solver --repodata-fn -r --root-prefix --rc-file'),
    actions: effects({ install: 'install create', remove: 'remove', upgrade: 'update', clean: 'clean', other: 'run activate config init info list search env shell' }), aliases: { uninstall: 'remove', upgrade: 'update' },
  },
  bun: { manager: 'bun', spec: npmSpec, project: true, values: set('--cwd --registry --cache-dir -c --config'), actions: effects({ install: 'add install ci', remove: 'remove', upgrade: 'update', other: 'run x test build pm' }), aliases: { i: 'install', a: 'add', rm: 'remove' } },
  gem: {
    manager: 'gem', spec: gemSpec, values: set('-v --version -i --install-dir -n --bindir -s --source -P --trust-policy -p --http-proxy -B --bulk-threshold --platform -u --build-root -w --wrappers -g --file'),
    actions: effects({ install: 'install', remove: 'uninstall', upgrade: 'update', clean: 'cleanup', other: 'build push list sources which env' }), aliases: { i: 'install' },
  },
  go: {
    manager: 'go', spec: goSpec, values: set('-ldflags -tags -gcflags -asmflags -mod -modfile -o -p -C -overlay -pkgdir -toolexec -compiler -buildmode'),
    actions: effects({ install: 'install get run', clean: 'clean', other: 'build test mod vet generate env tool version list work fmt' }),
  },
  cargo: {
    manager: 'cargo', spec: cargoSpec, values: set('--version --vers --git --branch --tag --rev --path --root --index --registry --features -F --target -j --jobs --profile --bin --example --target-dir --config -Z --color -C --manifest-path -p --package'),
    actions: effects({ install: 'install add binstall', remove: 'uninstall remove', upgrade: 'update', clean: 'clean', other: 'build run test check bench doc fetch publish fmt clippy' }),
  },
}

/** Programs that are one of the managers under another name. */
const otherNames: Readonly<Record<string, string>> = { yarnpkg: 'yarn', bundler: 'bundle', 'composer.phar': 'composer', mamba: 'conda', micromamba: 'conda', 'dnf-3': 'dnf', dnf4: 'dnf' }
/** Python packages that `python -m` runs as a manager. */
const modules: ReadonlySet<string> = new Set(['pip', 'pipx', 'pipenv', 'poetry', 'uv'])
const syntaxOf = (name: string): Syntax | undefined => {
  const known = Object.hasOwn(otherNames, name) ? otherNames[name]! : name
  return Object.hasOwn(syntaxes, known) ? syntaxes[known] : undefined
}

/**
 * The call a command makes of a package manager; null when it makes none. Variables that commands before it in the script assign are replaced.
 */
export function packageCall(written: Command, script: readonly Command[] = []): PackageCall | null {
  if (written.name === null) return null
  let name = written.name.slice(written.name.lastIndexOf('/') + 1), syntax = /^pip\d(?:\.\d+)?$/.test(name) ? pip : syntaxOf(name)
  if (!syntax && !/^(?:python[\d.]*|php\d*|corepack)$/.test(name)) return null
  const command = withAssigned(written, script)
  let { words } = command
  if (/^python(?:\d(?:\.\d+)?)?$/.test(name)) {
    const module = words.findIndex(word => word.value === '-m'), called = words[module + 1]?.value ?? ''
    if (module < 0 || !modules.has(called) || words.slice(0, module).some(word => !word.prefix.startsWith('-'))) return null
    syntax = syntaxOf(called)
    words = words.slice(module + 2)
  } else if (!syntax) {
    // `php composer.phar install`, `corepack pnpm@9 install`
    const at = words.findIndex(word => !word.prefix.startsWith('-')), called = words[at]?.value ?? ''
    name = name === 'corepack' ? called.replace(/@.*$/s, '') : called.slice(called.lastIndexOf('/') + 1)
    if (!/^(?:yarn|pnpm|npm|composer(?:\.phar)?)$/.test(name)) return null
    syntax = syntaxOf(name)
    words = words.slice(at + 1)
  }
  if (!syntax) return null
  // What follows `--` is for the compiler of the gem's extension.
  if (syntax.manager === 'gem') words = words.slice(0, (words.findIndex(word => word.value === '--') + words.length + 1) % (words.length + 1))
  return readCall(command, words, syntax)
}

function readCall(command: Command, words: readonly Word[], syntax: Syntax): PackageCall {
  let action = skip(words, 0, syntax), isTool = false
  if (syntax.manager === 'uv' && (words[action]?.value === 'pip' || words[action]?.value === 'tool')) {
    isTool = words[action]!.value === 'tool'
    if (!isTool) syntax = pip
    else syntax = { ...syntax, project: false, actions: effects({ install: 'install run', remove: 'uninstall', upgrade: 'upgrade' }) }
    words = words.slice(action + 1)
    action = skip(words, 0, syntax)
  }
  let isGlobal = isTool
  if ((syntax.manager === 'yum' || syntax.manager === 'dnf') && (words[action]?.value === 'module' || words[action]?.value === 'group')) {
    // `dnf module install nodejs:20`
    const kind = words[action]!.value!, below = skip(words, action + 1, syntax), inner = words[below]?.value ?? ''
    const does: PackageEffect = inner === 'install' || inner === 'remove' ? inner : inner === 'update' || inner === 'upgrade' ? 'upgrade' : 'other'
    syntax = { ...syntax, spec: kind === 'module' ? moduleSpec : bareSpec, aliases: { [inner]: `${kind} ${inner}` }, actions: { [`${kind} ${inner}`]: does } }
    words = [...words.slice(0, action), ...words.slice(action + 1)]
    action = skip(words, 0, syntax)
  }
  if ((syntax.manager === 'dotnet' || syntax.manager === 'conda') && /^(?:tool|add|env)$/.test(words[action]?.value ?? '')) {
    // `dotnet tool install X`, `dotnet add app.csproj package X`, `conda env create -f environment.yml`
    const kind = words[action]!.value!, inner = words.findIndex((word, i) => i > action && /^(?:install|update|restore|package|create)$/.test(word.value ?? ''))
    if (inner > 0) {
      isGlobal = kind === 'tool'
      const full = `${kind} ${words[inner]!.value!}`
      syntax = { ...syntax, aliases: { [words[inner]!.value!]: full }, actions: { [full]: 'install' } }
      words = [...words.slice(0, action), ...words.slice(inner)]
      action = skip(words, 0, syntax)
    }
  }
  if (syntax.manager === 'composer' && words[action]?.value === 'global') {
    isGlobal = true
    words = [...words.slice(0, action), ...words.slice(action + 1)]
    action = skip(words, 0, syntax)
  }
  if (syntax.manager === 'pacman') return pacmanCall(command, words, syntax)
  if (syntax.manager === 'yarn' && words[action]?.value === 'global') {
    isGlobal = true
    words = words.slice(action + 1)
    action = skip(words, 0, syntax)
  }
  // `yarn --version` installs nothing.
  const asks = words.some(each => /^(?:--version|-v|--help|-h)$/.test(each.value ?? ''))
  const word = words[action], written = word ? word.value : asks ? null : syntax.bare ?? null
  const name = written === null ? null : (syntax.aliases && Object.hasOwn(syntax.aliases, written) ? syntax.aliases[written]! : written)
  let effect: PackageEffect = name !== null && Object.hasOwn(syntax.actions, name) ? syntax.actions[name]! : 'other'
  // `yum clean metadata` leaves the packages, `yum clean packages` the metadata.
  if (effect === 'clean' && /^(?:yum|dnf|microdnf|tdnf)$/.test(syntax.manager) && words.slice(action + 1).every(each => each.value !== null) && !words.slice(action + 1).some(each => each.value === 'all')) effect = 'other'
  const rest = word ? [...words.slice(0, action), ...words.slice(action + 1)] : words
  const takesValue = valueTaker(syntax)
  const named = effect === 'install' || effect === 'remove' || effect === 'upgrade'
  const options = [...flags({ ...command, words: rest })]
  const operandWords = named && name !== 'ci' && name !== 'sync' && !(syntax.manager === 'poetry' && name === 'install') && !(syntax.manager === 'yarn' && name === 'install') && !(/^(?:bundle|composer)$/.test(syntax.manager) && name === 'install') && name !== 'restore'
    ? operands(words.slice(action + 1), takesValue) : []
  const given = optionVersion(syntax.manager, options, rest)
  const packages = operandWords.flatMap(operand => {
    // Of `pipx run`, `uv tool run` and the like only the first operand is a package.
    if (name === 'run' && operand !== operandWords[0]) return []
    if (syntax.manager === 'pipx' && name === 'inject' && operand === operandWords[0]) return []
    const read = packageOf(operand, syntax)
    return [given && read.operator === null ? { ...read, ...given } : read]
  })
  if (syntax.manager === 'go' && name === 'run' && packages[0]?.source !== 'registry') {
    effect = 'other'
    packages.length = 0
  }
  const isElsewhere = command.open || rest.some(option => /^(?:-r|--requirements?|-c|--constraints?|-e|--editable|-g|--file|--group)(?:$|=)/.test(option.value ?? '') && (syntax.spec === pythonSpec || syntax.manager === 'gem') || /^(?:-f|--file)(?:$|=)/.test(option.value ?? '') && syntax.manager === 'conda' || /^-[rc]\S/.test(option.prefix) && syntax.manager === 'pip')
    || effect === 'install' && packages.length === 0 && (syntax.project === true || name === 'sync')
  return {
    manager: syntax.manager, action: name, actionSpan: word?.span ?? command.nameSpan, effect, packages, elsewhere: isElsewhere,
    global: isGlobal || options.some(flag => flag.name === '-g' || flag.name === '--global' || flag.name === '--location' && flag.value === 'global'), flags: options, command,
  }
}

/** `pacman -Syu base-devel`: what it does is said by letters. */
function pacmanCall(command: Command, words: readonly Word[], syntax: Syntax): PackageCall {
  const long: Readonly<Record<string, string>> = { '--sync': 'S', '--remove': 'R', '--upgrade': 'U', '--query': 'Q', '--database': 'D', '--files': 'F', '--refresh': 'y', '--sysupgrade': 'u', '--clean': 'c', '--search': 's', '--info': 'i' }
  const word = words.find(each => /^-[A-Za-z]*[SRUQDFT]/.test(each.value ?? '') || /^--(?:sync|remove|upgrade|query|database|files)$/.test(each.value ?? ''))
  const letters = words.map(each => long[each.value ?? ''] ?? (/^-[A-Za-z]+$/.test(each.value ?? '') ? each.value!.slice(1) : '')).join('')
  const packages = operands(words, valueTaker(syntax)).map(operand => packageOf(operand, syntax))
  const effect: PackageEffect = letters.includes('R') ? 'remove' : letters.includes('U') ? 'install' : !letters.includes('S') || /[silp]/.test(letters) ? 'other'
    : letters.includes('c') ? 'clean' : packages.length ? 'install' : letters.includes('u') ? 'upgrade' : letters.includes('y') ? 'refresh' : 'other'
  return {
    manager: 'pacman', action: word?.value ?? null, actionSpan: word?.span ?? command.nameSpan, effect, packages: effect === 'install' || effect === 'remove' ? packages : [],
    elsewhere: command.open || words.some(each => each.value === '-'), global: false, flags: [...flags({ ...command, words })], command,
  }
}

/** The package calls among commands, in order. */
export function* packageCalls(commands: readonly Command[]): Generator<PackageCall> {
  for (const command of commands) {
    const call = packageCall(command, commands)
    if (call) yield call
  }
}

const valueTaker = (syntax: Syntax) => (flag: string): boolean => syntax.values.has(flag)

/** The first word at or after `i` that is neither an option nor an option's value. */
function skip(words: readonly Word[], i: number, syntax: Syntax): number {
  while (i < words.length && words[i]!.prefix.startsWith('-')) i += words[i]!.value !== null && swallows(words[i]!.value!, valueTaker(syntax)) ? 2 : 1
  return i
}

/** A version that an option gives to every package of the call. */
function optionVersion(manager: PackageManager, options: readonly Flag[], words: readonly Word[]): Pick<Package, 'version' | 'operator' | 'pinned'> | null {
  const names = manager === 'gem' ? ['-v', '--version'] : manager === 'cargo' ? ['--version', '--vers', '--rev', '--tag'] : []
  const flag = options.find(option => names.includes(option.name))
  if (!flag) return null
  const next = words[words.indexOf(flag.word) + 1], version = flag.value ?? (flag.word.value?.includes('=') ? null : next?.value ?? null)
  return { version, operator: flag.name, pinned: version === null || !/^\s*(?:>|~>|\^|\*)/.test(version) }
}

/** Longer than any package's name and version: what follows is not read. */
const maxSpec = 500

function packageOf(word: Word, syntax: Syntax): Package {
  const text = (word.value ?? word.prefix).slice(0, maxSpec), unknown = word.value === null, base = { span: word.span, unknown }
  const isUrl = /^(?:git\+|https?:|git:|ssh:|git@|github:|hg\+|svn\+)/.test(text) || /\s@\s*(?:git\+|https?:)/.test(text)
  const isPath = syntax.manager === 'go' ? /^\.{0,2}\/|^(?:\.{1,2}|tool)$|\.go$/.test(text) || !unknown && !/@|^[^/]*\./.test(text) : /^(?:\.{0,2}\/|~\/|file:)/.test(text) || /^\.{1,2}$/.test(text) || /\.(?:deb|rpm|apk|whl|tgz|tar\.gz|gem)$/.test(text)
  if (isUrl) return { ...base, name: /^([\w.-]+)(?:\[.*\])?\s*@\s/.exec(text)?.[1] ?? null, version: null, operator: null, pinned: /(?:@|#)[0-9a-f]{7,40}\b/.test(text) || !/^git|^ssh/.test(text) && /\d\.\d/.test(text), source: 'url' }
  if (isPath) return { ...base, name: null, version: null, operator: null, pinned: false, source: 'path' }
  const spec = syntax.spec(text)
  // The known beginning names the package only when it goes on to the operator.
  if (unknown && spec.operator === null) return { ...base, name: null, version: null, operator: null, pinned: false, source: 'registry' }
  if (unknown) return { ...base, name: spec.name || null, version: null, operator: spec.operator, pinned: spec.pinned || exact.has(spec.operator!), source: 'registry' }
  return { ...base, name: spec.name || null, version: spec.version || null, operator: spec.operator, pinned: spec.pinned && spec.version !== '', source: 'registry' }
}
