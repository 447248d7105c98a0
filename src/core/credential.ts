/** A credential that its own form betrays. */
export interface Token {
  /** `GitHub token`, `private key`. */
  readonly kind: string
  readonly value: string
  readonly span: readonly [number, number]
}

/** What credentials look like whatever they are called, by the prefixes that the providers publish; as of November 2025. */
const patterns: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['AWS access key', /\b(?:AKIA|ASIA)(?![0-9A-Z]{9}EXAMPLE)[0-9A-Z]{16}\b/g], ['GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g], ['GitHub token', /\bgithub_pat_\w{50,}\b/g], ['GitLab token', /\bgl(?:pat|dt|rt|ptt|ft|soat)-[\w-]{20,}\b/g],
  ['Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}/g], ['Slack webhook', /\bhooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{16,}/g], ['Stripe key', /\b[sr]k_live_[A-Za-z0-9]{16,}\b/g],
  ['Google API key', /\bAIza[\w-]{35}\b/g], ['Google access token', /\bya29\.[\w-]{20,}/g], ['Google client secret', /\bGOCSPX-[\w-]{20,}/g], ['private key', /-----BEGIN (?:[A-Z]{1,20} )?PRIVATE KEY(?: BLOCK)?-----/g],
  ['JSON Web Token', /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,}/g], ['npm token', /\bnpm_[A-Za-z0-9]{36}\b/g], ['PyPI token', /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/g], ['Docker Hub token', /\bdckr_pat_[\w-]{20,}/g],
  ['Vault token', /\bhv[sb]\.[\w-]{20,}/g], ['SendGrid key', /\bSG\.[\w-]{16,100}\.[\w-]{16,}/g], ['API key', /\bsk-(?:proj-|ant-)?(?=[A-Za-z_-]{0,60}[0-9])[A-Za-z0-9_-]{32,}/g],
  ['Azure storage key', /\bAccountKey=[A-Za-z0-9+/]{80,}={0,2}/g], ['Twilio key', /\bSK[0-9a-f]{32}\b/g], ['Terraform Cloud token', /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,}/g], ['New Relic key', /\bNR(?:AK|II|JS|RA)-[A-Za-z0-9-]{19,}/g],
  ['LaunchDarkly key', /\b(?:sdk|api)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g], ['Heroku key', /\bHRKU-[\w-]{30,}/g], ['Bitbucket token', /\bATBB[A-Za-z0-9_-]{28,}/g], ['Atlassian token', /\bATATT3[\w=-]{50,}/g],
  ['Square token', /\bsq0(?:atp|csp)-[\w-]{22,}/g], ['Facebook token', /\bEAACEdEose0cBA[0-9A-Za-z]{10,}/g], ['Mailgun key', /\bkey-[0-9a-f]{32}\b/g], ['Mailchimp key', /\b[0-9a-f]{32}-us\d{1,2}\b/g],
  ['Braintree token', /\baccess_token\$production\$[0-9a-z]{16}\$[0-9a-f]{32}\b/g], ['DigitalOcean token', /\bdo[por]_v1_[0-9a-f]{64}\b/g], ['Grafana token', /\bgl(?:sa|c)_[A-Za-z0-9]{32,}/g], ['Hugging Face token', /\bhf_[A-Za-z0-9]{34}\b/g], ['Databricks token', /\bdapi[0-9a-f]{32}\b/g],
]
/** One of these stands in every one of them. */
const hints = /A[KS]IA|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|ft|soat)-|xox|slack|k_live_|AIza|ya29|GOCSPX|PRIVATE KEY|eyJ|npm_|pypi-|dckr_|hv[sb]\.|SG\.|sk-|AccountKey|SK[0-9a-f]|atlasv1|NR(?:AK|II|JS|RA)-|(?:sdk|api)-|HRKU|ATBB|ATATT|_v1_|gl(?:sa|c)_|hf_|dapi|sq0|EAACE|key-|-us\d|\$production\$/

/** The credentials in a text that their form betrays, kind by kind. */
export function tokensIn(text: string): readonly Token[] {
  if (text.length < 16 || !hints.test(text)) return []
  const found: Token[] = []
  for (const [kind, pattern] of patterns) for (const match of text.matchAll(pattern)) found.push({ kind, value: match[0], span: [match.index, match.index + match[0].length] })
  return found
}

/** A URL with a user and a password that is written out. A server on this machine and an address of an example have nothing to lose. */
const address = /\b[a-z][a-z0-9+.-]{0,20}:\/\/([^\s:/@"'$]{1,100}):([^\s:/@"'${}]{3,200})@(?!(?:localhost|127\.0\.0\.1|\[::1\]|(?:[\w-]{1,63}\.)?example\.(?:com|net|org))(?![\w.-]))/gi
const stars = /^(?:<.*>|\*+|x+|\.+|your[-_].*|change[-_]?me)$/i

/** The passwords that stand in addresses, each with its user. A comment shows how an address is written. */
export function passwordsIn(text: string): readonly { readonly user: string; readonly span: readonly [number, number] }[] {
  if (!text.includes('@')) return []
  const found: { readonly user: string; readonly span: readonly [number, number] }[] = []
  for (const match of text.matchAll(address)) {
    const [whole, user, password] = match, end = match.index + whole.length - 1
    if (!stars.test(password!) && !/^[ \t]*#/.test(text.slice(text.lastIndexOf('\n', match.index) + 1, match.index))) found.push({ user: user!, span: [end - password!.length, end] })
  }
  return found
}
