import { passwordsIn, tokensIn } from '../../core/credential'

/** What documentation, templates and tests write for a credential. */
const placeholder = /INSERT|CHANGE.{0,2}ME|REPLACE|YOUR(?:[-_ ]|PASSWORD|TOKEN|KEY|SECRET)|<[^>]*>|PLACEHOLDER|TODO|FIXME|XXX|EXAMPLE|DUMMY|REDACTED|\*\*\*|^(?:MY|SOME|THE|A)[-_ ](?:SUPER[-_ ])?(?:PASSWORD|SECRET|TOKEN|KEY)/
const secretName = /(?:^|[_.-])(?:PASSWORD|PASSWD|PASS|PWD|PASSPHRASE|SECRET|TOKEN|APIKEY|(?:API|ACCESS|SECRET|PRIVATE|ACCOUNT|STORAGE|ENCRYPTION|SIGNING|BATCH|TLS|SSL|SSH|SERVER|CLIENT)[_.-]?KEY|CREDENTIALS?)(?:[_.-]|[0-9]*$)/
const secretEnding = /(?:^|[_.-])(?:PASSWORD|PASSWD|PASS|PWD|PASSPHRASE|SECRET|TOKEN|APIKEY|(?:API|ACCESS|SECRET|PRIVATE|ACCOUNT|STORAGE|ENCRYPTION|SIGNING|BATCH)[_-]?KEY|CREDENTIALS?)[0-9]*$/
const about = /(?:FILE|PATH|DIR|NAME|ARN|URL|URI|ENDPOINT|HOST|TTL|EXPIRY|EXPIRATION|EXPIRES|DURATION|TIMEOUT|ENABLED|DISABLED|LENGTH|SIZE|TYPE|ALGORITHM|ISSUER|HEADER|ID|PREFIX|SUFFIX|POLICY|PROVIDER|REALM|COUNT|LIMIT|VERSION|REQUIRED|MODE|STORE|BACKEND|REF|USER|USERNAME|CRT|CERT)[0-9]*$/
const harmless = /^(?:\s*$|\/|\$\(|\$\{|[0-9.]+$|(?:[Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|[Nn]o|null|none)$|https?:\/\/[^@]*$|file:|vault:|arn:|\{\{)/

const upper = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()

/** A value that no name makes a credential: empty, a path, a reference, a number, a word of a setting, a URL without a password. */
export const isHarmless = (value: string): boolean => harmless.test(value)
/** A word that stands where a credential will be. */
export const isPlaceholder = (value: string): boolean => placeholder.test(value.toUpperCase())

/** A value is a credential by its form: a token of a provider, a private key, an address with a password. */
export const looksSecret = (value: string): boolean => tokensIn(value).length > 0 || /:\/\/[^/:@ $]{1,200}:[^/@ $]{1,200}@/.test(value) || /(?:^|[^A-Za-z0-9])AKIA[0-9A-Z]{16}/.test(value)

/** A name that says that its value is a credential. In a file of settings only its end counts. */
export const isSecretName = (name: string, onlyEnding = false): boolean => { const text = upper(name); return (onlyEnding ? secretEnding : secretName).test(text) && !about.test(text) }

/** The first credential in a text that its form betrays, without giving it away, and where in the text. */
export function credentialIn(text: string): { readonly what: string; readonly span: readonly [number, number] } | null {
  const token = tokensIn(text).find(({ value }) => !isPlaceholder(value))
  if (token) return { what: token.kind === 'private key' || token.kind === 'Slack webhook' ? token.kind : `${token.kind} '${token.value.slice(0, 4)}…'`, span: token.span }
  const password = passwordsIn(text).find(({ span }) => !isPlaceholder(text.slice(...span)) && !/^(?:\$|%|pass(?:word)?$|pwd$|secret$)/i.test(text.slice(...span)))
  return password ? { what: `password of '${password.user}'`, span: password.span } : null
}

/** Is an entry of a Secret a credential that somebody uses? Words that wait for one are none. */
export function isCommitted(key: string, value: string): boolean {
  if (isHarmless(value) || /\$\{|\$\(|\{\{|^ENC\[|^(?:vault|ref\+|op|ssm|awssm):/.test(value)) return false
  if (key === '.dockerconfigjson' || key === '.dockercfg') return /"(?:auth|password)"\s{0,9}:\s{0,9}"[^"]{3}/.test(value)
  if (value.length < 4096 && isPlaceholder(value) || /^(?:pass(?:word)?|secret|token|key|test|foo|bar|baz|string|value|na|n\/a)\d*$/i.test(value.trim())) return false
  if (tokensIn(value).length > 0 || passwordsIn(value).length > 0) return true
  return !value.includes('-----BEGIN') && isSecretName(key)
}
