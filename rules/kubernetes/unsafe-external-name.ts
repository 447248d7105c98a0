import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const loopback = /^(?:localhost\.?|localhost\.localdomain\.?|(?:.+\.)?localtest\.me|ip6-localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1\]?)$/i
const local = /^(?:169\.254\.\d+\.\d+|fe80:.*|metadata\.google\.internal\.?)$/i

/** Where an address leads that only a node itself may ask; null for all others. */
const danger = (address: string): string | null => loopback.test(address) ? 'the machine that asks' : local.test(address) ? 'the metadata of the cloud or the neighbours of a node' : null

const check: Check<Facts['kubernetes.Object']> = function* (object, { unknown }) {
  const { objectKind, name } = object
  if (objectKind !== 'Service' && objectKind !== 'Endpoints' && objectKind !== 'EndpointSlice') return
  const isService = objectKind === 'Service'
  for (const { path, value } of object.scalars) {
    if (!(isService ? path === 'spec.externalName' : objectKind === 'Endpoints' ? /^subsets\[\d+\]\.(?:a|notReadyA)ddresses\[\d+\]\.ip$/.test(path) : /^endpoints\[\d+\]\.addresses\[\d+\]$/.test(path))) continue
    if (isUnknown(value)) { unknown(value.source); continue }
    const where = danger(value)
    if (where !== null) yield { at: path, values: { kind: objectKind, name: isUnknown(name) ? name.source : name ?? '', address: value, where } }
  }
}

export default check
