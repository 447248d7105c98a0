import { passwordsIn, tokensIn } from '../../core/credential'

const secretWords: ReadonlySet<string> = new Set(['key', 'apikey', 'token', 'secret', 'secrets', 'password', 'passwd', 'pword', 'pass', 'passphrase', 'pwd', 'auth', 'credential', 'credentials', 'private'])
/** Words that say that the value is about a secret and not one. */
const harmlessWords: ReadonlySet<string> = new Set([
  'public', 'pub', 'file', 'files', 'path', 'dir', 'directory', 'version', 'name', 'id', 'url', 'uri', 'host', 'endpoint', 'size', 'length', 'len', 'expiry', 'expiration', 'expires', 'ttl', 'timeout',
  'alias', 'mode', 'enabled', 'enable', 'disabled', 'disable', 'required', 'prompt', 'type', 'server', 'fingerprint', 'ring', 'keyring', 'gpg', 'issuer', 'audience', 'method', 'provider', 'scheme', 'header', 'service', 'algorithm', 'count', 'max', 'min', 'port', 'user', 'username', 'domain', 'store', 'cache', 'limit', 'limits',
  'no', 'skip', 'use', 'allow', 'dummy', 'fake', 'primary', 'foreign', 'partition', 'sort', 'index', 'prefix', 'suffix', 'format', 'policy', 'rotation', 'lifetime', 'checksum', 'sha256',
])
const ambiguous: ReadonlySet<string> = new Set(['key', 'auth', 'private', 'pass'])

/** Is a variable of this name a credential? By its first and last word, unless another word says that it is only about one. */
export function isSecretName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split(/[_.-]+/).filter(Boolean)
  if (words.length === 0 || words.some(word => harmlessWords.has(word))) return false
  const first = words[0]!, last = words.at(-1)!
  return secretWords.has(last) || secretWords.has(first) && (words.length === 1 || !ambiguous.has(first)) || /(?:^|_)(?:api|access|secret|private|encryption|signing)_?key(?:_|$)/.test(words.join('_'))
}

/** A credential in a text. */
export interface Secret {
  /** What it is, without giving it away: `GitHub token 'ghp_…'`. */
  readonly what: string
  /** Offsets in the text. */
  readonly span: readonly [number, number]
}

/** The credentials in a text, by the look of the values alone, in order. */
export function secretsIn(text: string): readonly Secret[] {
  const found: Secret[] = []
  for (const { kind, value, span } of tokensIn(text)) found.push({ what: kind === 'private key' || kind === 'Slack webhook' ? kind : `${kind} '${value.slice(0, 4)}…'`, span })
  for (const { user, span: [start, end] } of passwordsIn(text)) {
    if (!found.some(({ span }) => span[0] < end && start < span[1])) found.push({ what: `password of '${user}'`, span: [start, end] })
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

/** The first credential in a text, by the look of the value alone; null where there is none. */
export const secretIn = (text: string): readonly [number, number] | null => secretsIn(text)[0]?.span ?? null

/** A value that no name makes a secret: empty, a path, a URL without password, a boolean, a number, a placeholder. */
export const isHarmlessValue = (value: string): boolean =>
  /^\s*$|^(?:\/|\.{1,2}\/|~\/|[A-Za-z]:[\\/])|^(?:true|false|yes|no|on|off|none|null|disabled|enabled)$|^\d{1,4}$|^<.*>$|^\*+$/i.test(value) || /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(value) && !secretIn(value)

const publicFile = /(?:^|[._-])(?:ca|cacerts?|cert|certs|certificates?|chain|fullchain|bundle|public|pub|dh|dhparams?|gpg|apt|rpm|repo|release|archive|keyring)\d*(?=[._-])/

/** A file of this name holds credentials. */
export const isSecretFile = (path: string): boolean => {
  const name = path.replace(/[\\/]+$/, '').split(/[\\/]/).at(-1)!.toLowerCase()
  if (/[._-](?:example|sample|template|tmpl|dist|defaults?|pub)$/.test(name)) return false
  // Certificates and keys to verify with are public.
  if (/\.(?:pem|key)$/.test(name) && !/priv/.test(name) && publicFile.test(name)) return false
  return /^\.env(?:\..+)?$|^id_(?:rsa|dsa|ecdsa|ed25519)(?:[._-][\w.-]*)?$|^(?:\.npmrc|\.pypirc|\.netrc|_netrc|\.git-credentials|\.htpasswd|\.aws|\.ssh|\.kube|kubeconfig)$|\.kubeconfig$|\.(?:pem|key|p12|pfx|jks|keystore|ppk|kdbx)$|^(?:credentials|service-?account)[\w.-]*\.json$/.test(name)
    || /(?:^|\/)(?:\.docker\/config\.json|\.aws\/credentials|\.kube\/config)$/.test(path.toLowerCase())
}
