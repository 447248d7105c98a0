import type { Fact } from '../../core/fact'
import { isKnown, isUnknown, Unknown, type List, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { ObjectNode } from './object'
import { at, each, first, isThere, number, text, when } from './tree'

const unsure = new Unknown('…')

/** An object with a fact of its own kind besides that of every object. */
abstract class EntryNode extends ObjectNode {
  override *facts(): Generator<Fact> {
    yield new ObjectNode(this.manifest, this.world)
    yield this
  }
}

/** A Gateway of the Gateway API. */
export class GatewayNode extends EntryNode implements facts.Gateway {
  override readonly kind = 'kubernetes.Gateway'

  get className() { return text(this.at('spec', 'gatewayClassName')) }
  get listeners(): List<facts.Listener> {
    return this.keep('listeners', () => {
      const names = new Set<string>(), places = new Set<string>()
      return each(this.at('spec', 'listeners'), item => {
        const name = text(at(item, 'name')), port = number(at(item, 'port')), hostname = text(at(item, 'hostname')), protocol = when(text(at(item, 'protocol')), protocol => protocol ?? 'HTTP')
        const isNamed = isKnown(name) && name !== null, isPlaced = isKnown(port) && isKnown(protocol) && isKnown(hostname)
        // Protocols that run on one socket may share a port only where their hosts differ.
        const place = isPlaced ? `${port} ${protocol === 'UDP' ? 'UDP' : 'TCP'} ${hostname ?? '*'}` : ''
        const isDuplicate: Maybe<boolean> = isNamed && names.has(name) || isPlaced && places.has(place) ? true : item.conditional || isUnknown(name) || !isPlaced ? unsure : false
        if (isNamed && !item.conditional) names.add(name)
        if (isPlaced && !item.conditional) places.add(place)
        return { name, port, protocol, hostname, hasTls: isThere(at(item, 'tls')), isDuplicate }
      })
    })
  }
}

/** A Route of OpenShift. */
export class RouteNode extends EntryNode implements facts.Route {
  override readonly kind = 'kubernetes.Route'

  get host() { return text(this.at('spec', 'host')) }
  get termination() { return first(() => text(this.at('spec', 'tls', 'termination')), () => when(isThere(this.at('spec', 'tls')), there => there ? 'edge' : null)) }
}
