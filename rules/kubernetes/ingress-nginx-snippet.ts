import { formatPath } from '../../src/core/path'
import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const prefix = 'nginx.ingress.kubernetes.io/'
/** Annotations whose values the controller before 1.11.5 and 1.12.1 wrote into its configuration as they were, and what a harmless value looks like. */
const written: ReadonlyMap<string, RegExp> = new Map([
  ['auth-url', /^[\w.~:/?@!$&'()*+,=%[\]{}-]*$/], ['auth-signin', /^[\w.~:/?@!$&'()*+,=%[\]{}-]*$/], ['mirror-target', /^[\w.~:/?@!$&'()*+,=%[\]{}-]*$/], ['mirror-host', /^[\w.~:/?@!$&'()*+,=%[\]{}-]*$/],
  ['auth-tls-match-cn', /^CN=[\w.~/ *-]*$/],
])
/** Words of a snippet that run code or hand out files of the controller. */
const worst = /\b(?:(?:content|access|rewrite|set|header_filter|body_filter|log|init)_by_lua\w*|alias|root|load_module|serviceaccount)\b/

const check: Check<Facts['kubernetes.Object']> = function* (object, { unknown }) {
  if (object.objectKind === 'ConfigMap') {
    for (const { path, key, value } of object.scalars) {
      if (key !== 'allow-snippet-annotations') continue
      if (isUnknown(value)) unknown(value.source)
      else if (value === 'true') yield { at: path, values: { text: 'The controller takes configuration from annotations of every namespace' } }
    }
    return
  }
  if (object.objectKind !== 'Ingress') return
  if (object.annotations.open) unknown('metadata.annotations')
  for (const [key, value] of object.annotations) {
    if (!key.startsWith(prefix)) continue
    const short = key.slice(prefix.length), harmless = written.get(short), isSnippet = short.endsWith('-snippet') || short.endsWith('-snippets')
    if (!isSnippet && !harmless) continue
    if (isUnknown(value)) { unknown(value.source); continue }
    const name = isUnknown(object.name) ? object.name.source : object.name ?? '', at = formatPath(['metadata', 'annotations', key])
    if (isSnippet) yield { at, values: { text: `Ingress '${name}' writes into the configuration of nginx${worst.test(value ?? '') ? ', and hands out files or runs code there' : ''}` } }
    else if (value !== null && !harmless!.test(value)) yield { at, values: { text: `The value of ${short} in Ingress '${name}' can break out of its place in the configuration of nginx` } }
  }
}

export default check
