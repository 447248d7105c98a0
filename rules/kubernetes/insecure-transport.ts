import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const url = /\b(http|ftp|telnet|ldap|ws):\/\/(?:[^\s/@'"]*@)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)/
/** Ends of names that only the public DNS has. */
const publicEnd = /\.(?:com|net|org|io|dev|app|cloud|ai|co|eu|uk|de|fr|nl|ch|at|es|it|se|pl|us|ca|au|jp|in|br|cn|ru|info|biz|me|tech|xyz|gov|edu)$/i
/** Names that are no addresses: of XML, of schemas, of licences. */
const named = /^(?:www\.w3\.org|schemas?\.|xmlns\.|json-schema\.org$|java\.sun\.com$|www\.apache\.org$)/i
const unchecked = /^--?(?:insecure|insecure-skip-tls-verify|tls-skip-verify|skip-tls-verify|insecure-skip-verify|no-check-certificate|tls-insecure)(?:=(?:true|1))?$/

/** What of a text crosses open networks readable, in words; null where nothing does. */
function exposed(text: string): string | null {
  const [, scheme, host] = url.exec(text) ?? []
  if (scheme === undefined || host === undefined || named.test(host)) return null
  return publicEnd.test(host) || /^(?!10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.)\d+\.\d+\.\d+\.\d+$/.test(host) ? `talks ${scheme} to ${host} without encryption` : null
}

const check: Check<Facts['kubernetes.Container']> = function* (container, { unknown }) {
  const name = isUnknown(container.name) ? container.name.source : container.name ?? ''
  for (const [i, { name: variable, value }] of container.env.entries()) {
    if (isUnknown(value)) { unknown(value.source); continue }
    if (value === null || isUnknown(variable) || variable !== null && /proxy|xmlns|namespace|schema/i.test(variable)) continue
    const what = exposed(value)
    if (what !== null) yield { at: `env[${i}].value`, values: { name, what } }
  }
  for (const list of ['command', 'args'] as const) for (const [i, word] of container[list].entries()) {
    if (isUnknown(word)) { unknown(word.source); continue }
    const what = unchecked.test(word) ? `takes any certificate (${word})` : exposed(word)
    if (what !== null) yield { at: `${list}[${i}]`, values: { name, what } }
  }
}

export default check
