import { lineStart } from '../../core/lines'
import type { Span } from '../../core/span'
import { dictionary, isKnown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { accountOf } from '../shell/accounts'
import { flags as shellFlags, hasFlag, type Command, type Script, type Word } from '../shell/command'
import { modeChangeOf, type ModeChange } from '../shell/modes'
import { packageCall, type Package, type PackageCall } from '../shell/packages'
import { parseShell } from '../shell/parse'
import { fromDockerfile, fromHeredoc, type ShellSource } from '../shell/source'
import { checkedHash } from '../shell/fate'
import { downloadOf, type DownloadNode } from './download'
import type * as facts from './facts'
import { isSorted, manifestsOf } from './join'
import { jsonStrings } from './line'
import { cacheFolders, isProjectInstall, omitsDev, runsScripts, type ProjectCall } from './installs'
import { indexIn, keyIn, Node } from './node'
import type { InstructionNode, ProgramNode, RunNode, StageNode } from './nodes'

const posix: ReadonlySet<facts.ShellKind> = new Set(['sh', 'bash', 'ash', 'zsh'])

const isRun = (node: RunNode | ProgramNode): node is RunNode => node.kind === 'docker.Run'

/** What a shell of the POSIX family reads of an instruction; null where it is another kind of shell, or no shell's text at all. Spans count from where the instruction begins. */
export function readScript(node: RunNode | ProgramNode, from = node.parsedFlags.rest): Script | null {
  const { content } = node
  if (content.text.slice(from).trim() === '') return null
  const options = isRun(node) ? { pipefail: node.hasPipefail === true, errexit: node.hasErrexit } : { pipefail: false, errexit: false }
  const strings = jsonStrings(content.text, from)
  if (!strings && !posix.has(node.shellKind)) return null
  const { raw } = node.entry, { source, escape } = content, base = raw.span[0]
  const found = content.once(`script ${from} ${options.pipefail} ${options.errexit}`, () => {
    const start = raw.line.at(from) - base, headEnd = raw.headEnd - base
    if (strings) return parseShell(execSource(fromDockerfile(source, [start, headEnd], escape)), options)
    if (isRun(node) && node.form === 'heredoc') {
      const { body, stripTabs } = raw.heredocs[0]!
      return parseShell(fromHeredoc(source, [body[0] - base, body[1] - base], stripTabs), options)
    }
    return parseShell(fromDockerfile(source, [start, raw.heredocs.length ? source.length : headEnd], escape), options)
  })
  return found.shebang === null || strings || !isRun(node) || node.form !== 'heredoc' || /(?:^|[/\s])(?:ba|da|a|z|k)?sh\b/.test(found.shebang) ? found : null
}

/** A span of an instruction's script, in the file. */
function placed(node: InstructionNode, span: Span | null): Span | null {
  const base = node.entry.raw.span[0]
  return span && [span[0] + base, span[1] + base]
}

/** A part of a script with its spans counted from elsewhere. */
function moved<T>(part: T, by: number): T {
  if (Array.isArray(part)) return part.map(one => moved<unknown>(one, by)) as T
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, isSpanKey.has(key) ? [value[0] + by, value[1] + by] : moved<unknown>(value, by)])) as T
}
const isSpanKey: ReadonlySet<string> = new Set(['span', 'nameSpan', 'actionSpan'])

/** An exec form as a shell command of the same length: brackets and commas become blanks, strings become words. */
function execSource(source: ShellSource): ShellSource {
  const text = source.text.replace(/"((?:[^"\\]|\\[^])*)"|[[\],]/g, (match, content?: string) =>
    content === undefined ? ' ' : /^[\w./:@%+=,-]+$/.test(content) ? ` ${content} ` : /['\\]/.test(content) ? match : `'${content}'`)
  return { ...source, text }
}

/** Facts for the commands of a script; open where the script is not read whole or not read at all. */
export function commandsOf(node: RunNode | ProgramNode, script: Script | null): List<CommandNode> {
  return script ? list(script.commands.map((command, i) => new CommandNode(node, command, i, script.commands)), !script.complete) : list<CommandNode>([], node.text !== '')
}

export const packageFacts = (commands: List<CommandNode>): List<PackageCallNode> => list(commands.flatMap(command => command.packageCall ?? []), commands.open)

/** Commands that cannot fail usefully: they print what is written, or they look at what is in the image, where a failure mostly means that nothing was found. */
const harmless: ReadonlySet<string | null> = new Set([
  'echo', 'printf', 'yes', 'true', ':', 'seq',
  'find', 'ls', 'stat', 'file', 'du', 'df', 'grep', 'egrep', 'fgrep', 'ldd', 'readelf', 'objdump', 'scanelf', 'dpkg-query', 'apt-mark', 'which', 'type', 'getent', 'id', 'uname', 'arch', 'nproc', 'date', 'env', 'printenv', 'hostname', 'getconf', 'lsb_release', 'ps', 'pwd',
  'awk', 'gawk', 'mawk', 'sed', 'cut', 'tr', 'sort', 'uniq', 'head', 'tail', 'wc', 'tac', 'rev', 'nl', 'paste', 'fold', 'basename', 'dirname', 'tee', 'sleep',
])
const checksums: ReadonlySet<string | null> = new Set(['sha256sum', 'sha384sum', 'sha512sum', 'shasum'])

/** Pipefail would gain nothing from a command's failure. */
function isHarmless({ name, words, redirects }: Command): boolean {
  if (harmless.has(name)) return true
  if (name === 'cat') return words.length === 0 && redirects.some(({ body }) => body !== null) || words.length > 0 && words.every(({ value }) => value !== null && /^\/(?:etc|proc|sys)\//.test(value))
  if (name === 'dpkg') return words.some(({ value }) => /^(?:-[lLsS]|--(?:list|listfiles|status|search|get-selections|print-architecture))$/.test(value ?? ''))
  if (name === 'apk') return words[0]?.value === 'info'
  return name === 'rpm' && /^(?:-q|--query)/.test(words[0]?.value ?? '')
}

/** The pipes of a script. */
export function pipesOf(commands: List<CommandNode>, script: Script | null): List<facts.Pipe> {
  if (!script) return list([], commands.open)
  const byCommand = new Map(commands.map(node => [node.read, node]))
  return list(script.pipelines.flatMap(({ stages, negated }): facts.Pipe[] => {
    const first = byCommand.get(stages[0]?.[0]!), last = byCommand.get(stages.at(-1)?.at(-1)!)
    if (!first || !last) return []
    const next = commands[last.index + 1]?.read, isJoined = next?.operator === '&&' || next?.operator === '||', { inside, tested } = last.read
    const isExcused = next?.operator === '||' && (next.name === 'true' || next.name === ':')
    const cannotFail = stages.slice(0, -1).every(stage => stage.every(command => command.inside.includes('substitution') || isHarmless(command)))
    // The status of a substitution is lost whatever pipefail says, and a test reads the last command on purpose.
    const isAsked = negated || tested && !isJoined && (inside.includes('if') || inside.includes('while'))
    // Nothing, or half of it, does not pass a check of checksums.
    const isChecked = checksums.has(last.read.name) && last.read.words.some(({ value }) => /^(?:-\w*c\w*|--check)$/.test(value ?? ''))
    return [{ first, last, isGuarded: first.read.options.pipefail || isExcused || cannotFail || isAsked || isChecked || first.read.inside.includes('substitution') }]
  }), commands.open)
}

/** The offset behind what precedes one, continuations, comments and blanks left out. */
function beforeContinuation(source: string, from: number): number {
  for (let at = from;;) {
    while (at > 0 && (source[at - 1] === ' ' || source[at - 1] === '\t')) at--
    if (at === 0 || source[at - 1] !== '\n' && source[at - 1] !== '\r') return at
    let stop = at - (source.startsWith('\r\n', at - 2) ? 2 : 1)
    const start = lineStart(source, stop), isComment = source.slice(start, stop).trimStart().startsWith('#')
    while (stop > start && (source[stop - 1] === ' ' || source[stop - 1] === '\t')) stop--
    at = isComment ? start : stop > start && (source[stop - 1] === '\\' || source[stop - 1] === '`') ? stop - 1 : stop
    if (at === stop && !isComment) return at
  }
}

/** Commands whose failure nobody waits for. */
const cannotFail: ReadonlySet<string> = new Set(['echo', 'printf', 'true', ':', 'set', 'export', 'unset', 'shopt', 'sleep', 'sync', 'umask', 'trap', 'alias', 'readonly', 'local'])

const maybe = (word: Word): Maybe<string> => word.value ?? new Unknown(word.text)

export class CommandNode extends Node implements facts.Command {
  constructor(readonly owner: RunNode | ProgramNode, readonly read: Command, readonly index: number, private readonly script: readonly Command[]) { super(owner.near, 'docker.Command') }

  get substance(): object { return this.read }
  override get surroundings(): object | null { return this.owner.surroundings }
  /** What is read, with its places in the file. */
  get command(): Command { return this.once('command', () => moved(this.read, this.owner.entry.raw.span[0])) }

  get subject(): string { return `${this.owner.subject}/${this.index}` }
  get damaged(): boolean { return this.owner.script?.complete !== true }
  get instruction(): InstructionNode { return this.owner }
  get stage(): StageNode | null { return this.owner.stage }
  get name(): Maybe<string> { return this.read.name ?? (this.read.nameWord ? new Unknown(this.read.nameWord.text) : '') }
  get prefixes(): List<string> { return this.once('prefixes', () => this.read.wrappers.map(wrapper => wrapper.name)) }
  get text(): string { return this.owner.content.source.slice(...this.read.span) }
  get words(): List<Maybe<string>> { return this.once('words', () => list(this.read.words.map(maybe), this.read.open)) }
  get operandWords(): readonly Word[] { return this.read.words.filter(word => !word.prefix.startsWith('-') || word.value === '-') }
  get operands(): List<Maybe<string>> { return this.once('operands', () => list(this.operandWords.map(maybe), this.read.open)) }
  get flags(): List<string> { return this.once('flags', () => list([...new Set([...shellFlags(this.read)].map(flag => flag.name))], this.read.open || hasFlag(this.read, ' ') === null)) }
  get assignments(): Dictionary<Maybe<string>> { return this.once('assignments', () => dictionary(this.read.assignments.map(({ name, value }) => [name, value ? maybe(value) : ''] as const))) }
  get urlWords(): readonly Word[] { return this.read.words.filter(word => /^[a-z][a-z0-9+.-]*:\/\//i.test(word.prefix || word.text.replace(/^["']/, ''))) }
  get urls(): List<string> { return this.once('urls', () => this.urlWords.map(word => word.value ?? word.text.replace(/^["']|["']$/g, ''))) }
  get after(): '&&' | '||' | ';' | '|' | '|&' | '&' | null { return this.read.operator }
  private sibling(step: 1 | -1): CommandNode | null {
    const { id, index } = this.read.pipeline, others = this.owner.commands.filter(({ read }) => read.pipeline.id === id && read.pipeline.index === index + step)
    return (step > 0 ? others[0] : others.at(-1)) ?? null
  }
  get pipesTo(): CommandNode | null { return this.read.pipeline.length > 1 ? this.sibling(1) : null }
  get pipedFrom(): CommandNode | null { return this.read.pipeline.length > 1 ? this.sibling(-1) : null }
  get isFirst(): boolean { return this.index === 0 }
  get ignoresFailure(): boolean {
    if (this.read.operator !== ';' || this.read.inside.length || this.semicolon === null) return false
    return this.once('ignoresFailure', () => {
      let at = this.index - 1
      while (at >= 0 && this.owner.commands[at]!.read.inside.includes('substitution')) at--
      const before = this.owner.commands[at]?.read
      if (!before || before.options.errexit || before.inside.length) return false
      return before.name !== null && !cannotFail.has(before.name) && !(before.name === 'exit' || before.name === 'exec')
    })
  }
  /** The `;` before it, counted from where the instruction begins. */
  private get semicolon(): number | null {
    const { source, heredocs } = this.owner.content
    if (heredocs.length) return null
    const at = beforeContinuation(source, this.read.span[0])
    return source[at - 1] === ';' && source[at - 2] !== ';' ? at - 1 : null
  }
  get isTopLevel(): boolean { return this.read.inside.every(context => context === 'shell' || context === 'group') }
  get redirects(): List<Maybe<string>> { return this.once('redirects', () => this.read.redirects.filter(({ operator, target }) => /^(?:>|>>|>\||&>|&>>)$/.test(operator) && target).map(({ target }) => maybe(target!))) }
  get packageCall(): PackageCallNode | null {
    return this.once('packageCall', () => {
      const call = this.owner.content.once(this.read, () => ({ call: packageCall(this.read, this.script) })).call
      return call && new PackageCallNode(this, call, 'docker.PackageCall')
    })
  }

  get download(): DownloadNode | null { return this.once('download', () => downloadOf(this)) }
  get otherFetcher(): 'curl' | 'wget' | null {
    const { name, stage } = this
    if (!stage || name !== 'curl' && name !== 'wget') return null
    return this.once('otherFetcher', () => {
      const before = (stage.runs as List<RunNode>).flatMap(({ index, commands }) => index > this.owner.index ? [] : commands.filter(command => index < this.owner.index || command.index < this.index).map(command => command.name))
      const other = name === 'curl' ? 'wget' : 'curl'
      return before.includes(other) && !before.includes(name) ? other : null
    })
  }
  get checkedHash(): string | null { return checkedHash(this.read) }

  get account(): facts.Account | null {
    return this.once('account', () => {
      const read = accountOf(this.read)
      if (!read) return null
      const number = (text: string | null | undefined): number | null => text && /^\d{1,10}$/.test(text) ? Number(text) : null
      return { kind: read.kind, tool: read.tool, name: read.name, uid: number(read.uid?.value), gid: number(read.gid?.value), group: read.group, groups: read.groups, isSystem: read.isSystem, isShared: read.isShared, skipsLog: read.skipsLog, command: this }
    })
  }
  private get modeChange(): { readonly change: ModeChange | null } { return this.once('modeChange', () => ({ change: modeChangeOf(this.read) })) }
  get mode(): facts.Mode | null { return this.modeChange.change }
  get modeTargets(): List<Maybe<string>> { return this.modeChange.change?.targets.map(target => target ?? new Unknown(this.text)) ?? [] }

  token(path: string): Span | null { return placed(this.owner, this.spanOf(path)) }
  private spanOf(path: string): Span | null {
    const command = this.read
    if (path === '' || path === 'name') return command.nameSpan
    if (path === 'account') return accountOf(command)?.nameWord?.span ?? null
    if (path === 'mode') return this.modeChange.change?.span ?? null
    if (path === 'ignoresFailure') {
      const at = this.semicolon
      return at === null ? null : [at, at + 1]
    }
    const word = indexIn(path, 'words'), operand = indexIn(path, 'operands'), prefix = indexIn(path, 'prefixes'), flag = keyIn(path, 'flags'), flagAt = indexIn(path, 'flags'), url = indexIn(path, 'urls'), redirect = indexIn(path, 'redirects')
    if (word >= 0) return command.words[word]?.span ?? null
    if (operand >= 0) return this.operandWords[operand]?.span ?? null
    if (path === 'prefixes' || prefix >= 0) return command.wrappers[Math.max(0, prefix)]?.nameSpan ?? null
    if (flag !== null || flagAt >= 0) {
      const name = flag ?? this.flags[flagAt]
      return [...shellFlags(command)].find(found => found.name === name)?.span ?? null
    }
    if (path === 'urls' || url >= 0) return this.urlWords[Math.max(0, url)]?.span ?? null
    if (redirect >= 0) return command.redirects.filter(({ operator, target }) => /^(?:>|>>|>\||&>|&>>)$/.test(operator) && target)[redirect]?.target?.span ?? null
    const assignment = keyIn(path, 'assignments')
    return assignment === null ? null : command.assignments.find(({ name }) => name === assignment)?.span ?? null
  }
}

/** Where managers keep what a layer need not: a mount over one of these, or its removal, keeps the layer clean. */
const caches: Readonly<Record<string, readonly string[]>> = {
  'apt-get': ['/var/lib/apt', '/var/lib/apt/lists'], apt: ['/var/lib/apt', '/var/lib/apt/lists'], aptitude: ['/var/lib/apt', '/var/lib/apt/lists'],
  apk: ['/var/cache/apk', '/etc/apk/cache'], yum: ['/var/cache/yum', '/var/cache/dnf'], dnf: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5'], microdnf: ['/var/cache/yum', '/var/cache/dnf'], tdnf: ['/var/cache/tdnf'], zypper: ['/var/cache/zypp'],
  pip: ['/root/.cache/pip', '/root/.cache', '~/.cache/pip'], npm: ['/root/.npm', '~/.npm'], yarn: ['/usr/local/share/.cache/yarn', '/root/.cache/yarn', '~/.cache/yarn', '/root/.yarn', '/usr/local/share/.cache'], pnpm: ['/pnpm/store', '/root/.local/share/pnpm/store'],
  go: ['/go/pkg/mod', '/root/.cache/go-build'], cargo: ['/usr/local/cargo/registry', '/root/.cargo/registry'], gem: ['/root/.gem'], bundle: ['/usr/local/bundle/cache', '/root/.bundle/cache'], composer: ['/root/.composer/cache', '/root/.cache/composer', '/tmp/cache', '/composer/cache'], dotnet: ['/root/.nuget/packages', '/root/.nuget'], conda: ['/opt/conda/pkgs', '/root/.conda/pkgs'], pacman: ['/var/cache/pacman/pkg', '/var/cache/pacman'],
  pipenv: ['/root/.cache/pipenv', '/root/.cache/pip', '/root/.cache'],
  uv: ['/root/.cache/uv', '/root/.cache'], poetry: ['/root/.cache/pypoetry', '/root/.cache'], bun: ['/root/.bun/install/cache'], pipx: ['/root/.cache'],
}
/** The managers whose leftovers are looked for. */
const leaving: ReadonlySet<string> = new Set(['apt-get', 'apt', 'aptitude', 'apk', 'yum', 'dnf', 'microdnf', 'tdnf', 'zypper', 'pip', 'npm', 'yarn', 'pnpm', 'gem', 'uv', 'poetry', 'bun', 'pipx'])
/** The folders that variables move a manager's cache to. */
const cacheVariables: Readonly<Record<string, readonly string[]>> = { npm: ['npm_config_cache', 'NPM_CONFIG_CACHE'], pnpm: ['PNPM_HOME'], yarn: ['YARN_CACHE_FOLDER'], bun: ['BUN_INSTALL_CACHE_DIR'], pip: ['PIP_CACHE_DIR'], uv: ['UV_CACHE_DIR'], poetry: ['POETRY_CACHE_DIR'], go: ['GOMODCACHE', 'GOCACHE'], cargo: ['CARGO_HOME'], composer: ['COMPOSER_CACHE_DIR', 'COMPOSER_HOME'], dotnet: ['NUGET_PACKAGES'] }
const movedCaches = (call: PackageCallNode): string[] => (cacheVariables[call.manager] ?? []).flatMap(name => {
  const value = call.environment(name)
  return typeof value === 'string' && value.startsWith('/') ? [value.replace(/\/+$/, '')] : []
})
const familyOf = (manager: string): string => manager === 'apt' || manager === 'aptitude' ? 'apt-get' : manager

export class PackageCallNode extends Node implements facts.PackageCall {
  constructor(readonly command: CommandNode, readonly read: PackageCall, kind: string) { super(command.near, kind) }

  get substance(): object { return this.read }
  override get surroundings(): object | null { return this.command.surroundings }
  /** What is read, with its places in the file. */
  get call(): PackageCall { return this.once('call', () => moved(this.read, this.instruction.entry.raw.span[0])) }

  /** The same call as a `docker.PackageInstall`. */
  get asInstall(): PackageCallNode { return this.once('asInstall', () => new PackageCallNode(this.command, this.read, 'docker.PackageInstall')) }
  get subject(): string { return `${this.command.owner.subject}/${this.command.index}` }
  get damaged(): boolean { return this.command.damaged }
  get instruction(): InstructionNode { return this.command.owner }
  get stage(): StageNode | null { return this.command.stage }
  get manager(): string { return this.read.manager }
  get action(): Maybe<string | null> { return this.read.action ?? (this.read.command.words.some(word => word.value === null) ? new Unknown(this.command.text) : null) }
  get effect(): PackageCall['effect'] { return this.read.effect }
  get packages(): List<facts.Package> { return this.once('packages', () => list(this.read.packages.map(found => this.packageOf(found)), this.read.command.open)) }
  private packageOf({ span, name, version, operator, pinned, source, unknown }: Package): facts.Package {
    const text = this.instruction.content.source.slice(...span), hidden = new Unknown(text)
    return {
      text, source, operator, name: name ?? (unknown ? hidden : null), version: version ?? (unknown ? hidden : null),
      isPinned: unknown && operator === null && !pinned ? hidden : pinned,
    }
  }
  get flags(): List<string> { return this.once('flags', () => list([...new Set(this.read.flags.map(flag => flag.name))], hasFlag(this.read.command, ' ') === null)) }
  private has(...names: string[]): Maybe<boolean> { return hasFlag(this.read.command, ...names) ?? new Unknown(this.command.text) }
  private get run(): RunNode | null { return isRun(this.command.owner) ? this.command.owner : null }
  /** An environment variable as this call sees it: its own assignment, else ENV and ARG. */
  environment(name: string): Maybe<string> | undefined {
    const own = this.command.assignments.get(name)
    return own ?? this.instruction.lookup(name)
  }

  get isUnattended(): Maybe<boolean> {
    return this.once('isUnattended', () => {
      const words = this.read.command.words
      switch (this.manager) {
        case 'apt-get': case 'apt': case 'aptitude': {
          if (words.some(word => /^-q=[2-9]$|^-\w*qq|^-[a-z]*y[a-z]*$/.test(word.value ?? '') || /^(?:APT::Get::Assume-Yes|APT::Get::assume-yes)=/i.test(word.value ?? '')) || words.filter(word => word.value === '-q' || word.value === '--quiet').length > 1) return true
          // `yes | apt-get install` answers for the user.
          if (this.command.pipedFrom?.name === 'yes') return true
          return this.hasOrConfigured(['y', 'yes', 'assume-yes', 'force-yes'], /Assume-Yes\s*"?(?:true|1|yes)/i)
        }
        case 'yum': case 'dnf': case 'microdnf': case 'tdnf': return this.command.pipedFrom?.name === 'yes' || this.hasOrConfigured(['y', 'yes', 'assumeyes'], /assumeyes\s*=\s*(?:1|true|yes)/i)
        case 'zypper': return this.has('n', 'non-interactive', 'y', 'no-confirm')
        default: return true
      }
    })
  }
  get skipsRecommends(): Maybe<boolean> {
    return this.once('skipsRecommends', () => {
      const isOff = this.read.command.words.some(word => /APT::Install-Recommends=(?:["']?)(?:0|false|no)/i.test(word.value ?? ''))
      return isOff || this.hasOrConfigured(['no-install-recommends', 'without-recommends', 'R'], /Install-Recommends["'\s]*(?:=|\s)?\s*["']?(?:0|false|no)\b/i)
    })
  }
  /** A flag, or a configuration that this stage or a base stage has written before. */
  private hasOrConfigured(names: string[], configured: RegExp): Maybe<boolean> {
    const found = this.has(...names)
    if (found === true) return true
    for (let stage = this.instruction.entry.stage, limit = this.instruction.index; stage; stage = stage.base, limit = Infinity) {
      if (stage.entries.some(({ index, raw }) => index <= limit && /^(?:RUN|COPY|ADD)$/.test(raw.keyword) && configured.test(this.near.text.slice(...raw.span)))) return true
    }
    return found
  }
  get hasCacheMount(): Maybe<boolean> {
    return this.once('hasCacheMount', () => this.isMounted([...caches[this.manager] ?? [], ...movedCaches(this), ...familyOf(this.manager) === 'apt-get' ? ['/var/cache/apt'] : []]))
  }
  /** Is one of these folders a cache or tmpfs mount, in whole or in part? */
  private isMounted(targets: readonly string[]): Maybe<boolean> {
    let result: Maybe<boolean> = false
    for (const { type, target } of this.run?.mounts ?? []) {
      if (isKnown(type) && type !== 'cache' && type !== 'tmpfs') continue
      if (!isKnown(type) || !isKnown(target)) result = new Unknown(this.command.text)
      else if (target && targets.some(cache => cache === target.replace(/\/+$/, '') || cache.startsWith(target.replace(/\/*$/, '/')) || target.endsWith(cache.replace(/^(?:\/root|~)/, '')) || target.startsWith(cache + '/'))) return true
    }
    return result
  }
  get leavesCache(): Maybe<boolean> {
    return this.once('leavesCache', () => {
      const { effect, manager } = this
      if (!leaving.has(manager) || manager === 'npm' && effect !== 'install') return false
      const isApt = familyOf(manager) === 'apt-get'
      // The index that `apk update` fetches goes unnoticed beside an `apk add` that keeps nothing itself.
      const isIndex = manager === 'apk' && effect === 'refresh' && this.isFollowedByInstall && !this.later(call => call.manager === 'apk' && call.effect === 'install' && call.leavesCache !== false)
      if (isIndex && this.has('no-cache') === true) return false
      if (!isIndex && (isApt ? effect !== 'refresh' && !(effect === 'install' && this.later(call => call.effect === 'refresh', true)) : effect !== 'install' && effect !== 'upgrade')) return false
      // Of apt it is the lists that stay, which a mount over its archives does not cover.
      const isMounted = isApt ? this.isMounted(caches[manager]!) : this.hasCacheMount
      if (isMounted !== false) return isMounted === true ? false : isMounted
      let isOff: Maybe<boolean> = false
      if (manager === 'apk') isOff = this.has('no-cache')
      else if (manager === 'pip') isOff = this.offByVariable('PIP_NO_CACHE_DIR') ?? this.has('no-cache-dir')
      else if (manager === 'uv') isOff = this.offByVariable('UV_NO_CACHE') ?? this.has('no-cache', 'n')
      if (isOff !== false) return isOff === true ? false : isOff
      if (this.later(call => familyOf(call.manager) === familyOf(manager) && call.effect === 'clean') && !isApt) return false
      return !this.removesCache
    })
  }
  private offByVariable(name: string): true | null {
    const value = this.environment(name)
    return value !== undefined && !(typeof value === 'string' && /^(?:|0|off|no|false)$/i.test(value)) ? true : null
  }
  /** Does a later call of the same RUN, or with `before` an earlier one, hold a test? */
  private later(test: (call: PackageCallNode) => boolean, before = false): boolean {
    return (this.command.owner.commands as List<CommandNode>).some(({ index, packageCall: call }) => call !== null && (before ? index < this.command.index : index > this.command.index) && test(call))
  }
  get refresh(): PackageCallNode | null {
    return (this.command.owner.commands as List<CommandNode>).findLast(({ index, packageCall: call }) => index < this.command.index && call !== null && familyOf(call.manager) === familyOf(this.manager) && call.effect === 'refresh')?.packageCall ?? null
  }
  private get removesCache(): boolean {
    const targets = caches[this.manager] ?? []
    return (this.command.owner.commands as List<CommandNode>).some(other => other.index > this.command.index && (other.name === 'rm' || other.name === 'find') && other.read.words.some(word => {
      const folder = (word.value ?? word.prefix).replace(/\/?\**$/, '').replace(/\/+$/, '')
      return folder !== '' && targets.some(cache => cache === folder || cache.startsWith(folder + '/') && folder !== '/var' || folder.startsWith(cache))
    }))
  }
  get isFollowedByInstall(): boolean { return this.later(call => familyOf(call.manager) === familyOf(this.manager) && (call.effect === 'install' || call.effect === 'upgrade')) || familyOf(this.manager) === 'apt-get' && this.command.owner.commands.some(({ index, name }) => index > this.command.index && (name === 'gdebi' || name === 'dpkg-buildpackage' || name === 'mk-build-deps')) }
  private get project(): ProjectCall {
    const { words } = this.read.command
    return { manager: this.manager, action: this.action, effect: this.effect, names: this.read.packages.length, isGlobal: this.isGlobal, words: words.map(maybe), variable: name => this.environment(name) }
  }
  get omitsDev(): Maybe<boolean> { return this.once('omitsDev', () => omitsDev(this.project)) }
  get includesDev(): Maybe<boolean> {
    return this.once('includesDev', () => {
      if (!isProjectInstall(this.project)) return false
      const omits = this.omitsDev
      if (!isKnown(omits)) return omits
      if (omits) return false
      if (this.manager === 'bundle' && this.configured(/\bwithout\b|BUNDLE_WITHOUT|\bonly\b/)) return false
      return !this.laterOnes().some(call => call.manager === this.manager && (call.action === 'prune' || call.effect === 'install' || call.action === 'workspaces') && call.omitsDev !== false) && !this.removesModules
    })
  }
  /** The calls after it in its stage. */
  private laterOnes(): readonly PackageCallNode[] {
    const { stage, instruction } = this
    return stage ? (stage.runs as List<RunNode>).flatMap(run => run.index < instruction.index ? [] : (run.packageCalls as List<PackageCallNode>).filter(call => run.index > instruction.index || call.command.index > this.command.index)) : []
  }
  private get removesModules(): boolean {
    const { stage, instruction } = this
    return stage !== null && (stage.runs as List<RunNode>).some(run => run.index >= instruction.index && run.commands.some(command => command.name === 'rm' && command.words.some(word => typeof word === 'string' && /(?:^|\/)(?:node_modules|vendor)\/?$/.test(word))))
  }
  /** `bundle config` before it says so. */
  private configured(pattern: RegExp): boolean {
    for (let stage = this.stage; stage; stage = stage.base) {
      if ((stage.runs as List<RunNode>).some(run => (run.packageCalls as List<PackageCallNode>).some(call => call.manager === 'bundle' && call.action === 'config' && pattern.test(call.command.text)))) return true
    }
    return false
  }
  get isRemovedLater(): boolean { return this.later(call => familyOf(call.manager) === familyOf(this.manager) && call.effect === 'remove') }
  get runsScripts(): Maybe<boolean> { return this.once('runsScripts', () => runsScripts(this.project)) }
  get cacheFolder(): string | null { return movedCaches(this)[0] ?? cacheFolders[this.manager] ?? null }
  get isElsewhere(): boolean { return this.read.elsewhere }
  get manifests(): List<string> { return this.once('manifests', () => manifestsOf(this)) }
  get isSorted(): boolean { return this.once('isSorted', () => isSorted(this)) }
  get isGlobal(): boolean { return this.read.global }

  token(path: string): Span | null {
    if (path === '' || path === 'manager') return this.command.token('name')
    if (path === 'action' || path === 'effect') return placed(this.instruction, this.read.actionSpan)
    const at = indexIn(path, 'packages')
    if (path === 'packages' || at >= 0) return placed(this.instruction, this.read.packages[Math.max(0, at)]?.span ?? null)
    return path.startsWith('flags') ? this.command.token(path) : null
  }
}

