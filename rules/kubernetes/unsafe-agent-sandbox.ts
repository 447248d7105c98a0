import type { Check } from '../../src/core/rule'
import { isUnknown, type Plain } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

type Fields = { readonly [name: string]: Plain }
const isMap = (of: Plain): of is Fields => typeof of === 'object' && of !== null && !Array.isArray(of) && !isUnknown(of)
const field = (of: Plain, name: string): Plain => isMap(of) ? of[name] ?? null : isUnknown(of) ? of : null
const items = (of: Plain): readonly Plain[] => Array.isArray(of) ? of as readonly Plain[] : []

/** Does a peer of a rule take everything? */
function isWide(peer: Plain): boolean {
  if (!isMap(peer)) return !isUnknown(peer)
  const block = peer.ipBlock ?? null, namespaces = peer.namespaceSelector ?? null, pods = peer.podSelector ?? null
  if (block !== null) return isMap(block) && (block.cidr === undefined || /^(?:0\.0\.0\.0\/0|::\/0|0:0:0:0:0:0:0:0\/0)$/.test(String(block.cidr)) && items(block.except ?? null).length === 0)
  const isEmpty = (selector: Plain): boolean => isMap(selector) && items(selector.matchExpressions ?? null).length === 0 && (!isMap(selector.matchLabels ?? null) || Object.keys(selector.matchLabels as Fields).length === 0)
  return namespaces !== null ? isEmpty(namespaces) && (pods === null || isEmpty(pods)) : pods === null
}

function egressProblem(spec: Plain): { readonly at: string; readonly what: string } | null {
  const management = field(spec, 'networkPolicyManagement'), policy = field(spec, 'networkPolicy')
  if (management === 'Unmanaged') return { at: 'spec.networkPolicyManagement', what: 'has no policy for its network' }
  if (isUnknown(policy)) return null
  if (policy === null || !isMap(policy)) return { at: policy === null ? 'spec' : 'spec.networkPolicy', what: 'has no policy for its network' }
  const egress = policy.egress ?? null
  if (egress === null || isUnknown(egress)) return null
  if (!Array.isArray(egress)) return { at: 'spec.networkPolicy.egress', what: 'has a policy for its network that is none' }
  for (const [index, rule] of (egress as readonly Plain[]).entries()) {
    const at = `spec.networkPolicy.egress[${index}]`, to = field(rule, 'to')
    if (isUnknown(rule) || isUnknown(to)) continue
    if (!Array.isArray(to) || to.length === 0) return { at, what: 'may reach any address' }
    const wide = (to as readonly Plain[]).findIndex(isWide)
    if (wide >= 0) return { at: `${at}.to[${wide}]`, what: 'may reach any address' }
  }
  return null
}

const check: Check<Facts['kubernetes.Object']> = function* (object, { unknown, options }) {
  const { group, objectKind } = object
  if (isUnknown(group) || isUnknown(objectKind)) { unknown('kind'); return }
  if (!/(?:^|\.)agents\.x-k8s\.io$/.test(group) || objectKind !== 'SandboxTemplate' && objectKind !== 'Sandbox') return
  const spec = field(object.fields, 'spec')
  if (isUnknown(spec)) { unknown(String(spec)); return }
  const egress = objectKind === 'SandboxTemplate' ? egressProblem(spec) : null
  if (egress) yield { at: egress.at, values: { what: egress.what } }
  const pod = field(field(spec, 'podTemplate'), 'spec'), path = 'spec.podTemplate.spec'
  if (pod === null) return
  if (isUnknown(pod)) { unknown(String(pod)); return }
  const runtime = field(pod, 'runtimeClassName')
  if (isUnknown(runtime)) unknown(String(runtime))
  else if (runtime === null || runtime === 'runc') yield { at: `${path}.runtimeClassName`, values: { what: 'shares the kernel of its node' } }
  for (const [index, container] of items(field(pod, 'containers')).entries()) {
    const at = `${path}.containers[${index}]`, image = field(container, 'image'), limits = field(field(container, 'resources'), 'limits')
    if (isUnknown(image) || typeof image === 'string' && image.includes('${')) unknown(String(image))
    else if (typeof image === 'string') {
      const name = image.slice(image.lastIndexOf('/') + 1), registries = options.registries as readonly string[]
      if (!image.includes('@') && (!name.includes(':') || name.endsWith(':latest'))) yield { at: `${at}.image`, values: { what: `runs the image '${image}', whose version nobody knows` } }
      if (registries.length && !registries.some(registry => image.startsWith(`${registry}/`))) yield { at: `${at}.image`, values: { what: `runs the image '${image}' of another registry` } }
    }
    if (isUnknown(limits)) { unknown(String(limits)); continue }
    for (const resource of ['cpu', 'memory']) if (field(limits, resource) === null) yield { at: `${at}.resources`, values: { what: `may take all the ${resource === 'cpu' ? 'CPU' : 'memory'} of its node` } }
  }
}

export default check
