import { list, type List } from '../../core/value'
import type * as facts from './facts'
import type { CopyNode, StageNode } from './nodes'
import type { CommandNode } from './run'

/** The stages that a stage grows from, the first first, itself last. */
function chainOf(stage: StageNode): readonly StageNode[] {
  const chain: StageNode[] = []
  for (let at: StageNode | null = stage; at; at = at.base) chain.push(at)
  return chain.reverse()
}

/** Users that a PowerShell or cmd text makes. */
function* windowsAccounts(text: string): Generator<facts.Account> {
  const of = (tool: string, name: string): facts.Account => ({ kind: 'user', tool, name, uid: null, gid: null, group: null, groups: [], isSystem: false, isShared: false, skipsLog: false, command: null })
  for (const match of text.matchAll(/\bnet(?:\.exe)?\s+user\s+([\w.-]+)[^&|;]*?\/add\b/gi)) yield of('net', match[1]!)
  for (const match of text.matchAll(/\bNew-LocalUser\s+(?:-Name\s+)?["']?([\w.-]+)/gi)) if (!match[1]!.startsWith('-')) yield of('New-LocalUser', match[1]!)
}

/** What a stage and its base stages do to users and groups, in order. */
export function accountsOf(stage: StageNode): List<facts.Account> {
  const found: facts.Account[] = []
  let isOpen = false
  for (const { runs } of chainOf(stage)) for (const run of runs) {
    if (run.shellKind === 'powershell' || run.shellKind === 'cmd') found.push(...windowsAccounts(run.text))
    isOpen ||= run.commands.open === true
    for (const command of run.commands as List<CommandNode>) if (command.account) found.push(command.account)
  }
  return list(found, isOpen)
}

/** Programs that are started as root and change to a user of their own configuration. */
const changesUser = /^(?:nginx|openresty|httpd|httpd-foreground|apache2|apache2-foreground|apache2ctl|apachectl|php-fpm[\d.]*|sshd|dovecot|postfix|haproxy|squid|named|unbound|chronyd|vsftpd|mysqld|mysqld_safe|mariadbd|postgres|mosquitto|memcached|supervisord|s6-svscan|runsvdir|init|my_init|systemd|crond?|rsyslogd|slapd|dnsmasq|tor)$/

/** Users that nothing uses after they were made. */
export function idleUsersOf(stage: StageNode): List<facts.Account> {
  if ([stage.entrypoint, stage.cmd].some(program => program && (changesUser.test(String(program.program)) || program.commands.some(command => changesUser.test(String(command.name)))))) return []
  const users = stage.accounts.filter(account => account.kind === 'user' && account.name !== null && account.name !== 'root' && account.uid !== 0)
  if (users.length === 0) return []
  const named = new Set<string>()
  const read = (text: string): void => { for (const word of text.split(/[^\w.-]+/)) named.add(word) }
  for (const { instructions, runs } of chainOf(stage)) {
    for (const instruction of instructions) {
      if (instruction.onbuild || instruction.keyword === 'RUN') continue
      if (/^(?:USER|COPY|ADD|CMD|ENTRYPOINT|ENV|LABEL|ARG)$/.test(instruction.keyword)) read(instruction.text + instruction.flags.map(flag => ` ${String(flag.value)}`).join(''))
      for (const { text } of instruction.heredocs) read(text)
    }
    for (const run of runs) for (const command of run.commands as List<CommandNode>) {
      if (command.account || /^(?:echo|groupadd|addgroup|mkdir|passwd|chpasswd|usermod)$/.test(String(command.name)) && command.redirects.length === 0) continue
      read(command.text)
    }
  }
  return users.filter(({ name, uid }) => !named.has(name!) && (uid === null || !named.has(String(uid))))
}

const os = /^(?:linux|windows|darwin|freebsd|wasi|wasip1|js)$/

/** A platform written outright. A stage that is named after it says that this is meant. */
export function fixedPlatform(text: string | null, name: string | null): boolean {
  if (text === null || text.includes('$')) return false
  const parts = text.replace(/^["']|["']$/g, '').toLowerCase().split('/')
  if (parts.length < 1 || !parts.every(part => /^[a-z0-9_.]+$/.test(part)) || !parts.some(part => os.test(part) || /^(?:amd64|x86_64|x86-64|arm64|aarch64|arm|386|i386|ppc64le|s390x|riscv64|mips\w*|wasm)$/.test(part))) return false
  const said = name?.toLowerCase() ?? ''
  return !parts.some(part => part !== '' && said.includes(part))
}

/** A shell script, a key, a whole file system or a tool for a system folder: what an image for others brings with it, and no application. */
export function isScriptForTheImage(copy: CopyNode): boolean {
  if (copy.from !== null) return typeof copy.target === 'string' && /^\/(?:usr|opt|s?bin|lib\w*|etc)\//.test(copy.target) && !/^\/usr\/src\//.test(copy.target)
  if (copy.keyword === 'ADD' && copy.destination === '/' && copy.hasArchive === true) return true
  return !copy.isFromContext || copy.sources.every(({ text, isContextRoot }) => isContextRoot !== true && /(?:\.sh|\.bash|entrypoint[\w.-]*|entry_?point\w*|[\w-]*healthcheck[\w.-]*|\.gpg|\.asc|\.patch|\.list|\.repo|\.pub)$/i.test(text))
}

/** Could this copy bring `/etc/passwd`? */
export function mayHoldPasswd(copy: CopyNode): boolean {
  const { target } = copy
  if (typeof target !== 'string') return copy.destination === null || typeof copy.destination !== 'string' || !/\w/.test(copy.destination) || copy.hasArchive !== false
  if (/^\/(?:etc(?:\/(?:passwd)?)?)?\/*$/.test(target)) return true
  return copy.hasArchive !== false && copy.keyword === 'ADD'
}

const state = /^\/(?:data|srv|var\/(?:lib|log|cache|run|spool))(?:\/|$)/

/** The first folder for data, of volumes, the working directory and destinations. */
export function stateFolderOf(stage: StageNode): string | null {
  const volume = stage.volumes.map(({ target }) => target).find(target => typeof target === 'string')
  if (typeof volume === 'string') return volume
  const { workdir } = stage
  if (typeof workdir === 'string' && state.test(workdir)) return workdir
  for (const { copies, runs } of chainOf(stage)) {
    for (const { target } of copies) if (typeof target === 'string' && state.test(target)) return target
    for (const run of runs) for (const command of run.commands) {
      if (command.name !== 'mkdir') continue
      const made = command.operands.find(operand => typeof operand === 'string' && state.test(operand) && !/^\/var\/(?:cache|lib)\/(?:apt|apk|dnf|yum|dpkg)/.test(operand))
      if (typeof made === 'string') return made
    }
  }
  return null
}
