import type { Fact } from '../../core/fact'
import { isKnown, isUnknown, Unknown, type List, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { Node, substanceOf } from './node'
import type { ObjectNode } from './object'
import { at, each, known, number, raw, text, when, type Tree } from './tree'
import { WorkloadNode } from './workload'

const unsure = new Unknown('…')

/** What is wrong with a name of a port: of containers by RFC 6335, of Services by DNS. */
function nameProblem(name: string, isService: boolean): string | null {
  if (isService) return name.length > 63 ? 'has more than 63 characters' : /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name) ? null : 'is not made of small letters, digits and inner dashes'
  if (name.length > 15) return 'has more than 15 characters'
  if (!/^[a-z0-9-]*$/.test(name)) return 'is not made of small letters, digits and dashes'
  if (!/[a-z]/.test(name)) return 'has no letter'
  return /^-|-$|--/.test(name) || name === '' ? 'has a dash at its edge or two in a row' : null
}

const numberProblem = (port: number): string | null => Number.isInteger(port) && port >= 1 && port <= 65535 ? null : 'is not between 1 and 65535'

/** Ports that were there before, of the same Service or pod. */
interface Earlier { readonly names: Set<string>; readonly numbers: Set<string> }

/** A port of a container or a Service. */
class PortNode extends Node implements facts.Port {
  readonly kind = 'kubernetes.Port'
  override get substance(): object | null { return this.object.lasts ? substanceOf(this.tree) : null }
  readonly isDuplicateName: Maybe<boolean>
  readonly isDuplicateNumber: Maybe<boolean>

  constructor(readonly object: ObjectNode, readonly owner: Maybe<string | null>, readonly of: 'container' | 'service', tree: Tree, id: string, readonly isAlone: Maybe<boolean>, earlier: Earlier) {
    super(tree, `${object.subject}/port/${id}`, object.world.isDamaged)
    const { name, number, protocol } = this, isUnsure = tree.conditional
    const mark = isKnown(number) && number !== null && isKnown(protocol) ? `${number}/${protocol}` : null
    this.isDuplicateName = isUnknown(name) ? name : name === null ? false : isUnsure ? unsure : earlier.names.has(name)
    this.isDuplicateNumber = mark === null ? unsure : isUnsure ? unsure : earlier.numbers.has(mark)
    if (tree.conditional) return
    if (isKnown(name) && name !== null) earlier.names.add(name)
    if (mark !== null) earlier.numbers.add(mark)
  }

  get name() { return text(at(this.tree, 'name')) }
  get number() { return number(at(this.tree, this.of === 'service' ? 'port' : 'containerPort')) }
  get targetPort(): Maybe<string | null> { return this.of === 'service' ? text(at(this.tree, 'targetPort')) : null }
  get protocol(): Maybe<string> { return when(text(at(this.tree, 'protocol')), protocol => protocol ?? 'TCP') }
  get appProtocol(): Maybe<string | null> { return this.of === 'service' ? text(at(this.tree, 'appProtocol')) : null }

  get nameProblem(): Maybe<string | null> { return when(this.name, name => name === null ? null : nameProblem(name, this.of === 'service')) }
  get numberProblem(): Maybe<string | null> { return when(this.number, number => number === null ? null : numberProblem(number)) }
  get targetPortProblem(): Maybe<string | null> {
    const found = at(this.tree, 'targetPort'), isNumber = found !== null && isKnown(found) && typeof found.value === 'number'
    return when(this.targetPort, target => target === null ? null : isNumber ? numberProblem(Number(target)) : nameProblem(target, false))
  }
}

const isAlone = (items: List<Tree>): Maybe<boolean> => items.length > 1 ? false : items.open ? unsure : true

/** The ports of a Service, or of the containers of a pod; containers that run one after the other may have the same. */
export function* portsOf(node: ObjectNode): Generator<Fact> {
  if (node instanceof WorkloadNode) {
    const earlier: Earlier = { names: new Set(), numbers: new Set() }
    for (const container of node.containers) {
      const items = each(at(container.tree, 'ports'), item => item)
      for (const [i, item] of items.entries()) yield new PortNode(node, container.name, 'container', item, `${known(raw(at(container.tree, 'name'))) ?? container.index}/${i}`, isAlone(items), earlier)
    }
    return
  }
  if (node.objectKind !== 'Service' || node.group !== '') return
  const items = each(at(node.tree, 'spec', 'ports'), item => item), earlier: Earlier = { names: new Set(), numbers: new Set() }
  for (const [i, item] of items.entries()) yield new PortNode(node, node.name, 'service', item, String(i), isAlone(items), earlier)
}
