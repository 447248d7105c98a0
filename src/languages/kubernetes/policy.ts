import type { Exported } from '../../core/lookup'
import { dictionary, isKnown, isUnknown, list, Unknown, type Maybe } from '../../core/value'
import { keys, type PolicySummary, type SelectorSummary } from './exports'
import { ObjectNode } from './object'
import { pairOf, selectorOf } from './selector'
import { at, each, type Found } from './tree'

const unsure = new Unknown('…')
const anything: SelectorSummary = { matchLabels: dictionary([], true), matchExpressions: list([], true) }

/** A key of Cilium without the source of the label; null where it is none of a pod's own labels. */
function plainKey(key: string): string | null {
  const bare = /^(?:k8s|any)[:.](?!io\.kubernetes)/.test(key) ? key.slice(key.search(/[:.]/) + 1) : key
  return bare.includes(':') || bare.startsWith('io.kubernetes.pod.') || bare.startsWith('io.cilium.') ? null : bare
}

/** What an endpoint selector of Cilium takes, in the words of a label selector. */
function endpoints(found: Found): SelectorSummary | null {
  if (found === null) return null
  if (isUnknown(found)) return anything
  const { matchLabels, matchExpressions } = selectorOf(found)!
  let open = matchLabels.open === true || matchExpressions.open === true
  const labels: [string, Maybe<string | null>][] = []
  for (const [key, value] of matchLabels) {
    const bare = plainKey(key)
    if (bare === null) open = true
    else labels.push([bare, value])
  }
  const expressions = matchExpressions.map(requirement => {
    const bare = isKnown(requirement.key) && requirement.key !== null ? plainKey(requirement.key) : null
    if (bare === null) open = true
    return { ...requirement, key: bare }
  })
  return { matchLabels: dictionary(labels, open), matchExpressions: list(expressions.filter(({ key }) => key !== null), open) }
}

/** A CiliumNetworkPolicy, of a namespace or of the cluster: pods that it selects count as selected by a NetworkPolicy. */
export class CiliumPolicyNode extends ObjectNode {
  override *exports(): Generator<Exported> {
    yield* super.exports()
    const base = super.summary()
    if (!base) return
    const isWide = base.objectKind === 'CiliumClusterwideNetworkPolicy', specs: Found[] = [at(this.tree, 'spec'), ...each(at(this.tree, 'specs'), item => item)]
    for (const [i, spec] of specs.entries()) {
      const selector = spec === null ? null : endpoints(at(spec, 'endpointSelector'))
      if (selector === null) continue
      const summary: PolicySummary = { ...base, id: i === 0 ? base.id : `${base.id}#${i}`, namespace: isWide ? null : base.namespace, selector, allowsDns: unsure, deniesByDefault: unsure }
      yield { key: keys.kind('NetworkPolicy'), summary }
      yield { key: keys.selects('NetworkPolicy', pairOf(selector)), summary }
    }
  }
}
