import type { Command, Word } from './command'
import { sortArguments } from './options'

/** A command that fetches something. Of `outputs`, null is a file whose name only run time knows. */
export interface Fetch {
  readonly tool: 'curl' | 'wget' | 'aria2c' | 'git'
  readonly urls: readonly Word[]
  /** The files that it writes, as `nameOf` spells them; empty where it writes to its standard output. */
  readonly outputs: readonly (string | null)[]
  /** What it fetches goes to its standard output. */
  readonly isStream: boolean
  /** Of `git clone`: the revision that is asked for. */
  readonly revision: Word | null
}

/** Options with a value, by the tools' manuals: curl 8.11, wget 1.25, aria2 1.37, git 2.47. */
const options: Readonly<Record<string, readonly [letters: string, longs: readonly string[]]>> = {
  curl: ['AbcCdDeEFHKmoPQrtTuUwxXyYz', ('abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation dns-interface dns-servers ' +
    'doh-url engine expect100-timeout form form-string ftp-port header hostpubmd5 hostpubsha256 interface keepalive-time key key-type limit-rate local-port login-options max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-cert proxy-header ' +
    'proxy-key proxy-pass proxy-user quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time socks4 socks4a socks5 socks5-hostname speed-limit speed-time stderr time-cond tls-max tls13-ciphers trace trace-ascii unix-socket upload-file url url-query user user-agent variable write-out').split(' ')],
  wget: ['aABDeiIloOPQRtTUwX', ('accept append-output base bind-address body-data body-file ca-certificate ca-directory certificate certificate-type ciphers compression config connect-timeout crl-file cut-dirs default-page dns-timeout domains exclude-directories exclude-domains execute header http-password http-user https-enforce ' +
    'include-directories input-file level limit-rate load-cookies local-encoding max-redirect method output-document output-file password pinnedpubkey post-data post-file prefer-family private-key progress proxy-password proxy-user quota read-timeout referer regex-type reject remote-encoding restrict-file-names retry-on-http-error save-cookies secure-protocol start-pos timeout tries user user-agent wait waitretry').split(' ')],
  aria2c: ['dijklmoOpstxT', ['dir', 'out', 'split', 'max-connection-per-server', 'header', 'input-file', 'checksum', 'max-tries', 'retry-wait', 'timeout', 'user-agent', 'referer']],
  git: ['bCcuoj', ['branch', 'depth', 'origin', 'upload-pack', 'reference', 'config', 'jobs', 'filter', 'revision', 'shallow-since', 'shallow-exclude', 'separate-git-dir', 'template', 'git-dir', 'work-tree', 'refmap', 'server-option']],
}

/** A word as files are compared: quotes and `./` off, `${A}` as `$A`. */
export function nameOf(word: Word): string {
  let name = nameOfWord.get(word)
  if (name === undefined) nameOfWord.set(word, name = plain(word.value ?? word.text))
  return name
}
const nameOfWord = new WeakMap<Word, string>()
export const plain = (text: string): string => text.replace(/["']/g, '').replace(/\$\{(\w+)\}/g, '$$$1').replace(/^(?:\.\/+)+/, '')

/** The name behind the last slash; null where there is none, or an expansion hides it. */
export function baseOf(path: string): string | null {
  const base = path.replace(/\/+$/, '').split('/').at(-1)!
  // `${A##*/}` has slashes of its own.
  return base === '' || base.includes('}') || /[`(]/.test(path) ? null : base
}

const isUrl = (word: Word): boolean => word.value === null && !/^[\w+.-]+:\/\//.test(word.prefix) ? !word.prefix.startsWith('-') && /^["']?(?:\$|`|[\w.-]+\.[a-z]{2,}\/)/.test(word.text) || /:\/\//.test(word.text) : /^[a-z][a-z0-9+.-]*:\/\/|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?\/|^git@/i.test(word.prefix)

function urlBase(word: Word, keepsQuery: boolean): string | null {
  const text = plain(word.value ?? word.text).replace(/#.*$/, ''), cut = keepsQuery ? text : text.replace(/\?.*$/, '')
  const rest = cut.replace(/^[\w+.-]+:\/\//, '')
  return rest.includes('/') ? cut.endsWith('/') ? 'index.html' : baseOf(cut) : null
}

const join = (folder: string | null, name: string | null): string | null => name === null ? null : folder === null ? name : folder.replace(/\/*$/, '/') + name

/** What a command fetches and where it goes; null where it fetches nothing. */
export function fetchOf(command: Command): Fetch | null {
  const { name } = command
  if (name !== 'curl' && name !== 'wget' && name !== 'aria2c' && name !== 'git') return null
  const [letters, longs] = options[name]!, { options: given, operands } = sortArguments(command, letters, longs)
  const valueOf = (...names: string[]): Word | null | undefined => {
    for (const one of names) if (given.has(one)) return given.get(one)!.valueWord
    return undefined
  }
  // The value may begin within the word, `-o/tmp/x`, `--output=x`.
  const textOf = (...names: string[]): string | null | undefined => {
    for (const one of names) {
      const option = given.get(one)
      if (option) return option.valueWord ? plain((option.valueWord.value ?? option.valueWord.text.replace(/["']/g, '')).slice(option.at)) : null
    }
    return undefined
  }
  if (name === 'git') {
    const action = operands[0]?.value
    if (action !== 'clone' && action !== 'fetch' && action !== 'pull') return null
    const urls = operands.slice(1).filter(word => isUrl(word)).slice(0, 1)
    if (urls.length === 0 || action !== 'clone' && urls[0]!.value === null) return null
    const folder = operands[operands.indexOf(urls[0]!) + 1]
    return { tool: name, urls, outputs: [action === 'clone' ? folder ? nameOf(folder) : urlBase(urls[0]!, false)?.replace(/\.git$/, '') ?? null : null], isStream: false, revision: valueOf('--revision') ?? valueOf('-b', '--branch') ?? (action === 'clone' ? null : folder ?? null) }
  }
  const named = valueOf('--url'), urls = [...named ? [named] : [], ...operands.filter(isUrl)]
  if (urls.length === 0 || name === 'curl' && (given.has('-I') || given.has('--head'))) return null
  const redirect = command.redirects.findLast(({ operator, descriptor, target }) => target && (descriptor === null || descriptor === 1) && /^(?:>|>>|>\||&>|&>>)$/.test(operator))?.target
  const stream = (): Pick<Fetch, 'outputs' | 'isStream'> => redirect ? { outputs: nameOf(redirect) === '/dev/null' ? [] : [nameOf(redirect)], isStream: false } : { outputs: [], isStream: true }
  const isStdout = (text: string | null | undefined): boolean => text === '-' || text === '/dev/stdout'
  const done = (written: Pick<Fetch, 'outputs' | 'isStream'>): Fetch => ({ tool: name, urls, revision: null, ...written })
  if (name === 'curl') {
    const out = outputsOfCurl(command, letters), folder = textOf('--output-dir') ?? null
    if (given.has('-O') || given.has('--remote-name') || given.has('--remote-name-all')) return done({ outputs: [...out, ...urls.map(url => urlBase(url, false))].map(file => join(folder, file)), isStream: false })
    if (out.length === 0 || out.every(isStdout)) return done(stream())
    return done({ outputs: out.filter(file => file !== '/dev/null').map(file => join(folder, file)), isStream: false })
  }
  if (name === 'wget') {
    const out = textOf('-O', '--output-document'), folder = textOf('-P', '--directory-prefix') ?? null
    if (given.has('--spider') || out === '/dev/null') return done({ outputs: [], isStream: false })
    if (isStdout(out)) return done(stream())
    return done({ outputs: out !== undefined ? [out] : urls.map(url => join(folder, urlBase(url, true))), isStream: false })
  }
  const out = textOf('-o', '--out'), folder = textOf('-d', '--dir') ?? null
  return done({ outputs: out !== undefined ? [join(folder, out)] : urls.map(url => join(folder, urlBase(url, false))), isStream: false })
}

/** All values of -o: curl takes one for each URL. */
function outputsOfCurl(command: Command, letters: string): string[] {
  const found: string[] = [], { words } = command
  const add = (word: Word | undefined, at: number): void => { if (word) found.push(plain((word.value ?? word.text.replace(/["']/g, '')).slice(at))) }
  for (let i = 0; i < words.length; i++) {
    const text = words[i]!.value ?? words[i]!.prefix
    if (text === '--output') add(words[++i], 0)
    else if (text.startsWith('--output=')) add(words[i], '--output='.length)
    else if (/^-[A-Za-z0-9#]/.test(text)) {
      for (let at = 1; at < text.length; at++) {
        if (!letters.includes(text[at]!)) continue
        const isOutput = text[at] === 'o', isLast = at === text.length - 1 && words[i]!.value !== null
        if (isOutput) add(words[isLast ? i + 1 : i], isLast ? 0 : at + 1)
        if (isLast) i++
        break
      }
    }
  }
  return found
}

/** The scheme of a URL in lower case; null where none is written or an expansion hides it. */
export const schemeOf = (text: string): string | null => /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]!.toLowerCase() ?? null

/** The host of a URL without user and port; null where an expansion hides it. */
export function hostOf(text: string): string | null {
  const authority = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)/i.exec(text)?.[1] ?? '', behind = authority.slice(authority.lastIndexOf('@') + 1)
  const host = (/^\[[^\]]*\]/.exec(behind)?.[0] ?? behind.split(':')[0]!).toLowerCase()
  return host === '' || /[$`(){}]/.test(host) ? null : host
}

/** Is a host the own machine or one of a private network: loopback, RFC 1918, RFC 4193, link-local, the names reserved for such (RFC 6761, 6762, 9476), or a name without a dot? */
export function isPrivateHost(host: string): boolean {
  if (host.startsWith('[')) return /^\[(?:::1?\]|f[cd]|fe80:)/.test(host)
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1).map(Number)
  if (parts) return parts[0] === 127 || parts[0] === 0 || parts[0] === 10 || parts[0] === 192 && parts[1] === 168 || parts[0] === 172 && parts[1]! >= 16 && parts[1]! <= 31 || parts[0] === 169 && parts[1] === 254
  return !host.includes('.') || /\.(?:local|internal|localhost|test|lan|home\.arpa|invalid)\.?$/.test(host)
}
