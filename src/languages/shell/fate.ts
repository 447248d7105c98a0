import type { Command, Word } from './command'
import { nameOf, plain } from './fetch'

/** What becomes of a file that was fetched. */
export interface Fate {
  readonly isVerified: boolean
  /** The algorithm of the checksum that it is compared with: `sha256`. */
  readonly hash: string | null
  readonly use: 'executed' | 'unpacked' | 'installed' | null
  /** What runs its content, by name: `sh`, `./install.sh`. */
  readonly runBy: string | null
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh'])
const isInterpreter = (name: string): boolean => shells.has(name) || /^(?:python[\d.]*|perl|ruby|node|php[\d.]*)$/.test(name)
const unpackers: ReadonlySet<string> = new Set(['tar', 'bsdtar', 'gtar', 'unzip', 'funzip', 'gunzip', 'zcat', 'xz', 'unxz', 'xzcat', 'bunzip2', 'bzcat', 'bzip2', 'gzip', 'zstd', 'unzstd', 'zstdcat', 'lz4', 'cpio', '7z', '7za', '7zr', 'unrar', 'jar', 'ar', 'rpm2cpio'])
const filters: ReadonlySet<string> = new Set(['tr', 'sed', 'cat', 'tee', 'dos2unix', 'iconv', 'base64'])

/** Does an interpreter run what it reads from its standard input? */
export function runsInput(command: Command): boolean {
  const name = command.name ?? '', isShell = shells.has(name)
  if (!isInterpreter(name)) return false
  for (let i = 0; i < command.words.length; i++) {
    const word = command.words[i]!, text = word.value ?? word.prefix
    if (text === '-' || isShell && /^-[a-z]*s/.test(text)) return true
    if (text === '--') return !isShell || i === command.words.length - 1
    if (isShell ? /^-[a-z]*c/.test(text) : /^-[A-Za-z]*[cmenprEBFRS]|^--(?:eval|print)/.test(text) && !/^-[uBsSEIq]+$/.test(text)) return false
    if (isShell && /^[-+][a-z]*o$/.test(text) || /^-[WX]$/.test(text)) i++
    else if (!/^[-+]/.test(text) && text !== '') return /^\/dev\/(?:stdin|fd\/0)$/.test(text)
  }
  return true
}

/** The command that runs what another one prints, with what is piped between; null where none does. */
function runnerOf(command: Command, all: readonly Command[]): Command | null {
  const { id, index } = command.pipeline, rest = all.filter(other => other.pipeline.id === id && other.pipeline.index > index)
  for (const next of rest) {
    if (runsInput(next)) return next
    if (next.name === null || !filters.has(next.name)) return null
  }
  for (const other of all) {
    if (other.name === null || other === command) continue
    const parts = other.words.map(word => word.parts.find(part => part.kind === 'substitution' && part.commands.includes(command)))
    const at = parts.findIndex(part => part !== undefined)
    if (at < 0) {
      const input = other.redirects.find(({ target }) => target?.parts.some(part => part.kind === 'substitution' && part.commands.includes(command)))
      if (input && /^<(?:<<)?$/.test(input.operator) && runsInput(other)) return other
      continue
    }
    const word = other.words[at]!, opening = /^["']?(?:<\(|\$\(|`)/.exec(word.text)?.[0] ?? ''
    if (opening === '') continue
    const isProcess = opening.endsWith('<(')
    if (other.name === 'eval' && !isProcess && at === 0) return other
    if ((other.name === 'source' || other.name === '.') && isProcess) return other
    if (!isInterpreter(other.name)) continue
    const before = other.words.slice(0, at).map(({ value }) => value ?? '')
    if (isProcess ? before.every(text => text.startsWith('-')) : /^-[a-z]*[ce]$/.test(before.at(-1) ?? '')) return other
  }
  return null
}

/** Does a word name one of the files? A relative path is told by its last part, since the folder may have changed. */
function names(word: Word | string, files: ReadonlySet<string>): boolean {
  const text = typeof word === 'string' ? plain(word) : nameOf(word), base = lastPart(text)
  if (base === '') return false
  for (const file of files) {
    if (text === file) return true
    if (text.startsWith('/') && file.startsWith('/') && !/[*$]/.test(text)) continue
    const other = lastPart(file)
    if (base === other || base.includes('*') && matches(base, other)) return true
  }
  return false
}
const lastPart = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1)!

function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*')
  if (!text.startsWith(parts[0]!) || !text.endsWith(parts.at(-1)!)) return false
  let at = parts[0]!.length
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= text.length - parts.at(-1)!.length
}

/** The algorithm of a command that computes sums; null for any other. */
function algorithmOf({ name, words }: Command): string | null {
  const sum = /^(md5|sha1|sha224|sha256|sha384|sha512|b2)sum$/.exec(name ?? '')
  if (sum) return sum[1]!
  const texts = words.map(({ value }) => value ?? '')
  if (name === 'shasum') {
    const at = texts.findIndex(text => /^-\w*a$|^--algorithm$/.test(text)), glued = texts.find(text => /^(?:-a|--algorithm=)\d+$/.test(text))
    return 'sha' + (glued?.replace(/\D/g, '') ?? (at >= 0 ? texts[at + 1] : '1'))
  }
  if (name === 'openssl') return texts.map(text => /^-?(md5|sha1|sha224|sha256|sha384|sha512)$/.exec(text)?.[1]).find(Boolean) ?? null
  return name === 'cksum' ? texts.find(text => /^(?:sha\d+|md5|blake2b|sm3)$/.test(text)) ?? null : null
}

/** The algorithm by which a command compares sums with a list, `-c`; null for any other command. */
export function checkedHash(command: Command): string | null {
  return command.words.some(({ value }) => /^-[a-z]*c$|^--check$/.test(value ?? '')) && command.name !== 'openssl' ? algorithmOf(command) : null
}

const signature = /\.(?:asc|sig|sign|gpg|minisig|sigstore|pem|crt|bundle)$/

/** Does a command check one of the files, or a list or text that may tell of them? */
function verifies(command: Command, all: readonly Command[], files: ReadonlySet<string>): { readonly hash: string | null } | null {
  const { name, words } = command, texts = words.map(({ value, text }) => value ?? text)
  const mentions = words.some(word => names(word, files) || words.length > 0 && names(nameOf(word).replace(signature, ''), files))
  const hash = checkedHash(command)
  if (hash !== null) return mentionsIn(command, all, files) ? { hash } : null
  // A sum that is taken in a substitution is compared there.
  const sum = algorithmOf(command)
  if (sum !== null && name !== 'openssl') return command.inside.includes('substitution') && (mentions || command.pipeline.length > 1) || command.pipeline.length > 1 && mentions ? { hash: sum } : null
  if (name === 'openssl') return (texts.includes('dgst') || texts.includes('smime') || texts.includes('cms')) && mentions || sum !== null && mentions ? { hash: sum } : null
  const isSigned = /^gpg2?$/.test(name ?? '') ? texts.some(text => /^(?:--verify|-d|--decrypt)$/.test(text)) : name === 'cosign' ? texts.some(text => /^verify/.test(text)) : name === 'gh' ? texts[0] === 'attestation' : name === 'rpm' ? texts.some(text => /^(?:-K|--checksig)$/.test(text)) : /^(?:gpgv2?|minisign|signify|signify-openbsd|rsign|slsa-verifier|rpmkeys|dpkg-sig|debsig-verify|jarsigner|sigstore|verify_checksum)$/.test(name ?? '')
  if (isSigned) return mentions || words.some(word => word.value === null && !word.text.startsWith('-')) ? { hash: null } : null
  // A script or function of the author's own that says what it does.
  const written = command.nameWord?.text ?? ''
  return /verif|checksum|check[_-]?sum|sha\d|(?:check|validate)[_-]?(?:sig|hash|gpg)/i.test(written) && !isInterpreter(name ?? '') ? { hash: null } : null
}

/** Does what a check of sums reads tell of one of the files? Where the text is not known, it does. */
function mentionsIn(command: Command, all: readonly Command[], files: ReadonlySet<string>): boolean {
  let text = checkTexts.get(command)
  if (text === undefined) checkTexts.set(command, text = checkText(command, all))
  return text === null || tells(text, files)
}
const checkTexts = new WeakMap<Command, string | null>()

/** What a check of sums reads; null where it is not known. */
function checkText(command: Command, all: readonly Command[]): string | null {
  const { id, index } = command.pipeline, before = command.pipeline.length > 1 ? all.filter(other => other.pipeline.id === id && other.pipeline.index < index) : []
  const input = command.redirects.find(({ operator }) => operator.startsWith('<'))
  if (input && input.operator !== '<') return plain(input.operator === '<<<' ? input.target ? nameOf(input.target) : '' : input.body?.text ?? '')
  const texts = (ones: readonly Command[]): string | null => ones.some(({ name }) => name !== 'echo' && name !== 'printf') ? null : plain(ones.flatMap(({ words }) => words.map(word => word.value ?? word.text)).join(' '))
  if (before.length > 0) return texts(before)
  const lists = command.words.filter(({ prefix }) => !prefix.startsWith('-')), list = input?.target ?? lists[0]
  if (!list) return null
  const writers = all.filter(({ redirects }) => redirects.some(({ operator, target }) => /^>>?$/.test(operator) && target && nameOf(target) === nameOf(list)))
  return writers.length === 0 ? null : texts(writers)
}

function tells(text: string, files: ReadonlySet<string>): boolean {
  const known = text.replace(/\\[nt]/g, ' ')
  if ([...files].some(file => known.includes(lastPart(file)))) return true
  // `$SUM  $FILE`, `$SUMS`: the file's name is hidden; `$SUM  other.tgz` is about another one.
  const behind = known.trim().replace(/^%s[^$\s]*\s*/, '').replace(/^\S+\s+/, '')
  return behind === known.trim() ? !/^[0-9a-f]{32,}$/i.test(behind) : /[$%`]|^-?$|\/dev\/stdin/.test(behind)
}

const isProgramFolder = (path: string): boolean => /(?:^|\/)s?bin\/[^/]+$/.test(path)
const copiers: ReadonlySet<string> = new Set(['mv', 'cp', 'install', 'ln'])

/**
 * What becomes of what a command fetched, by the script it stands in (null for what was fetched before) and the scripts that follow.
 * `files` holds the names it was given.
 */
export function fateOf(command: Command | null, isStream: boolean, outputs: readonly string[], scripts: readonly (readonly Command[])[]): Fate {
  const files = new Set(outputs)
  let use: Fate['use'] = null, runBy: string | null = null, hash: string | null = null, isVerified = false
  const own = scripts[0] ?? []
  if (command && (isStream || outputs.length === 0)) {
    const runner = runnerOf(command, own)
    const chain = own.filter(other => command.pipeline.length > 1 && other.pipeline.id === command.pipeline.id && other.pipeline.index > command.pipeline.index)
    if (runner) [use, runBy] = ['executed', runner.name]
    else if (chain.some(({ name }) => name !== null && unpackers.has(name))) use = 'unpacked'
    else if (chain.some(other => isInstaller(other))) use = 'installed'
    for (const { name, words } of chain) if (name === 'tee') for (const word of words) if (!word.prefix.startsWith('-')) files.add(nameOf(word))
    // What the pipe writes in the end: `gunzip > /usr/local/bin/tool`.
    for (const { redirects } of chain) for (const { operator, target } of redirects) if (/^>>?$/.test(operator) && target && nameOf(target) !== '/dev/null') files.add(nameOf(target))
    for (const other of chain) {
      const check = checkedHash(other) ?? (other.name === 'gpg' && other.words.some(({ value }) => value === '--verify' || value === '-d' || value === '--decrypt') ? '' : null)
      if (check !== null) [isVerified, hash] = [true, check || null]
    }
  } else if (outputs.some(isProgramFolder)) use = 'executed'
  if (files.size > 0) scripts.forEach((script, number) => {
    const start = number === 0 && command ? script.indexOf(command) + 1 : 0
    for (const other of script.slice(start)) {
      const check = verifies(other, script, files)
      if (check) [isVerified, hash] = [true, hash ?? check.hash]
      const found = useOf(other, files)
      use ??= found
      if (found === 'executed' && number === 0) runBy ??= runningName(other, files)
    }
  })
  return { isVerified, hash, use, runBy }
}

const isInstaller = ({ name, words }: Command): boolean => {
  const texts = words.map(({ value, text }) => value ?? text)
  return name === 'dpkg' ? texts.some(text => /^-[a-zA-Z]*i$|^--install$|^--unpack$/.test(text)) : name === 'rpm' ? texts.some(text => /^-[a-zA-Z]*[iU][a-zA-Z]*$|^--(?:install|upgrade)$/.test(text)) : name === 'gdebi' || /^(?:apt|apt-get|yum|dnf|microdnf|zypper|pip[\d.]*|npm|gem|luarocks)$/.test(name ?? '') && texts.some(text => text === 'install' || text === 'localinstall') || name === 'apk' && texts.includes('add')
}

/** What a command does with one of the files; a move adds to them. */
function useOf(command: Command, files: Set<string>): Fate['use'] {
  const { name, words } = command
  if (name === null) return command.nameWord && runningName(command, files) !== null ? 'executed' : null
  const isNamed = words.some(word => names(word, files)) || command.redirects.some(({ operator, target }) => operator === '<' && target && names(target, files))
  if (!isNamed) return runningName(command, files) !== null ? 'executed' : null
  if (copiers.has(name)) {
    const from = words.find(word => names(word, files)), to = words.at(-1)!
    const grants = name === 'install' && !words.some(word => /^(?:-d|-m=?0?[0-6]44|--mode=0?644)$/.test(word.value ?? '') || /^0?644$/.test(word.value ?? ''))
    if (from && from !== to) {
      files.add(nameOf(to))
      files.add(nameOf(to).replace(/\/*$/, '/') + lastPart(nameOf(from)))
      if (grants) return 'executed'
    }
    return null
  }
  if (unpackers.has(name)) return (name === 'tar' || name === 'bsdtar') && /^-?[a-zA-Z]*c/.test(words[0]?.value ?? '') && !/x/.test(words[0]?.value ?? '') ? null : 'unpacked'
  if (isInstaller(command)) return 'installed'
  if (name === 'chmod') return words.some(({ value }) => /^[ugoa]*[+=][rwst]*[xX]|^0?[0-7]?[1357][0-7]{2}$/.test(value ?? '')) ? 'executed' : null
  return runningName(command, files) !== null ? 'executed' : null
}

/** What runs one of the files here, by name; null where it is not run. */
function runningName(command: Command, files: ReadonlySet<string>): string | null {
  const { name, words, nameWord } = command
  if (nameWord && (/\//.test(nameWord.text) || nameWord.value === null) && names(nameWord, files)) return nameWord.text
  if (name === null) return null
  if (name === 'source' || name === '.') return words[0] && names(words[0], files) ? name : null
  if (name === 'java') return words.some(({ value }, i) => value === '-jar' && words[i + 1] && names(words[i + 1]!, files)) ? name : null
  if (!isInterpreter(name)) return null
  if (command.redirects.some(({ operator, target }) => operator === '<' && target && names(target, files)) && runsInput(command)) return name
  for (let i = 0; i < words.length; i++) {
    const text = words[i]!.value ?? words[i]!.prefix
    if (shells.has(name) ? /^-[a-z]*c/.test(text) : /^-[A-Za-z]*[cmer]$/.test(text)) return null
    if (shells.has(name) && /^[-+][a-z]*o$/.test(text)) i++
    else if (!/^[-+]/.test(text)) return names(words[i]!, files) ? name : null
  }
  return null
}
