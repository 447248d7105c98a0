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

const patterns: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, /\bgh[pousr]_[A-Za-z0-9]{36,}\b/, /\bgithub_pat_\w{50,}\b/, /\bglpat-[\w-]{20,}\b/, /\bxox[abprs]-[A-Za-z0-9-]{10,}/, /\b[sr]k_live_[A-Za-z0-9]{16,}\b/,
  /\bAIza[\w-]{35}\b/, /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, /\bnpm_[A-Za-z0-9]{36}\b/, /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/, /\bdckr_pat_[\w-]{20,}/, /\bhvs\.[\w-]{20,}/, /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  /\bya29\.[\w-]{20,}/, /\bGOCSPX-[\w-]{20,}/, /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}/, /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"'$]{1,100}:[^\s:/@"'${}]{3,200}@/i,
]

/** The first credential in a text, by the look of the value alone; null where there is none. */
export function secretIn(text: string): readonly [number, number] | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)
    if (found) return [found.index, found.index + found[0].length]
  }
  return null
}

/** A value that no name makes a secret: empty, a path, a URL without password, a boolean, a number, a placeholder. */
export const isHarmlessValue = (value: string): boolean =>
  /^\s*$|^(?:\/|\.{1,2}\/|~\/|[A-Za-z]:[\\/])|^(?:true|false|yes|no|on|off|none|null|disabled|enabled)$|^\d{1,4}$|^<.*>$|^\*+$/i.test(value) || /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(value) && !secretIn(value)

/** A file of this name holds credentials. */
export const isSecretFile = (path: string): boolean => {
  const name = path.replace(/[\\/]+$/, '').split(/[\\/]/).at(-1)!.toLowerCase()
  if (/\.(?:example|sample|template|dist|pub)$/.test(name)) return false
  return /^\.env(?:\..+)?$|^(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.npmrc|\.pypirc|\.netrc|_netrc|\.git-credentials|\.htpasswd|\.aws|\.ssh|\.kube|kubeconfig)$|\.(?:pem|key|p12|pfx|jks|keystore|ppk|kdbx)$|^(?:credentials|service-?account)[\w.-]*\.json$/.test(name)
    || /(?:^|\/)(?:\.docker\/config\.json|\.aws\/credentials|\.kube\/config)$/.test(path.toLowerCase())
}
