import type { Change, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import { isPrivateRange, isWholeInternet, parseRange } from './cidr'
import type * as facts from './facts'
import type { Model } from './model'
import { Node } from './node'
import type { ResourceNode } from './nodes'
import { traversalText } from './source'
import { asNumber, flag, words, type MapValue, type Value } from './value'

type Form = facts.NetworkRule['form']

/** How a kind of rule names its parts. */
interface Shape {
  readonly form: Form
  readonly direction: 'ingress' | 'egress' | null
  readonly cidrs: readonly string[]
  readonly protocol: readonly string[]
  readonly from: string
  readonly to: string
  readonly group: string | null
}

const groupCidrs = ['cidr_blocks', 'ipv6_cidr_blocks'], singleCidrs = ['cidr_ipv4', 'cidr_ipv6'], aclCidrs = ['cidr_block', 'ipv6_cidr_block']
const ports = { from: 'from_port', to: 'to_port' }

/** Names of protocols by number. */
const protocols: Readonly<Record<string, string>> = { '-1': 'all', all: 'all', '*': 'all', '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' }

/** What Azure calls the whole internet. */
const everywhere = /^(?:\*|internet|any|0\.0\.0\.0|\/0)$/i

export function networkRulesOf(model: Model): readonly NetworkRuleNode[] {
  return model.resources.flatMap((owner): NetworkRuleNode[] => {
    const inline = (types: readonly ('ingress' | 'egress')[], shape: Omit<Shape, 'direction'>): NetworkRuleNode[] => types.flatMap((type) => blocksOf(owner, type).map(([rule, i]) => new NetworkRuleNode(owner, `${type}[${i}]`, rule, { ...shape, direction: type })))
    switch (owner.type) {
      case 'aws_security_group': case 'aws_default_security_group': return inline(['ingress', 'egress'], { form: 'inline', cidrs: groupCidrs, protocol: ['protocol'], ...ports, group: null })
      case 'aws_network_acl': case 'aws_default_network_acl': return inline(['ingress', 'egress'], { form: 'acl', cidrs: aclCidrs, protocol: ['protocol'], ...ports, group: null })
      case 'aws_security_group_rule': return [new NetworkRuleNode(owner, '', owner.arguments, { form: 'rule', direction: null, cidrs: groupCidrs, protocol: ['protocol'], ...ports, group: 'security_group_id' })]
      case 'aws_vpc_security_group_ingress_rule': case 'aws_vpc_security_group_egress_rule': return [new NetworkRuleNode(owner, '', owner.arguments, { form: 'rule', direction: owner.type.includes('ingress') ? 'ingress' : 'egress', cidrs: singleCidrs, protocol: ['ip_protocol'], ...ports, group: 'security_group_id' })]
      case 'aws_network_acl_rule': return [new NetworkRuleNode(owner, '', owner.arguments, { form: 'acl', direction: null, cidrs: aclCidrs, protocol: ['protocol'], ...ports, group: 'network_acl_id' })]
      case 'azurerm_network_security_rule': return [new NetworkRuleNode(owner, '', owner.arguments, { form: 'firewall', direction: null, cidrs: ['source_address_prefix', 'source_address_prefixes'], protocol: ['protocol'], from: 'destination_port_range', to: 'destination_port_range', group: 'network_security_group_name' })]
      case 'azurerm_network_security_group': return blocksOf(owner, 'security_rule').map(([rule, i]) => new NetworkRuleNode(owner, `security_rule[${i}]`, rule, { form: 'firewall', direction: null, cidrs: ['source_address_prefix', 'source_address_prefixes'], protocol: ['protocol'], from: 'destination_port_range', to: 'destination_port_range', group: null }))
      case 'google_compute_firewall': return (['allow', 'deny'] as const).flatMap((type) => blocksOf(owner, type).map(([rule, i]) => new NetworkRuleNode(owner, `${type}[${i}]`, { ...owner.arguments, entries: new Map([...owner.arguments.entries, ...rule.entries, ['access', { kind: 'string', value: type, origin: rule.origin }]]) }, { form: 'firewall', direction: null, cidrs: ['source_ranges', 'destination_ranges'], protocol: ['protocol'], from: 'ports', to: 'ports', group: null })))
      default: return []
    }
  })
}

function blocksOf(owner: ResourceNode, type: string): readonly (readonly [MapValue, number])[] {
  const value = owner.arguments.entries.get(type)
  if (value?.kind === 'map') return [[value, 0]]
  return value?.kind === 'list' ? value.items.flatMap((item, i): [MapValue, number][] => item.kind === 'map' ? [[item, i]] : []) : []
}

export class NetworkRuleNode extends Node implements facts.NetworkRule {
  constructor(readonly owner: ResourceNode, private readonly base: string, private readonly held: MapValue, private readonly shape: Shape) { super(owner.model, 'terraform.NetworkRule') }

  get path(): string { return this.owner.path }
  get subject(): string { return this.base ? `${this.owner.address}/${this.base}` : this.owner.address }
  get damaged(): boolean { return this.owner.damaged }
  get form(): Form { return this.shape.form }

  private get(name: string): Value | null {
    const value = this.held.entries.get(name) ?? null
    return value?.kind === 'null' ? null : value ?? (this.held.open ? { kind: 'unknown', source: name, origin: this.held.origin } : null)
  }

  get group(): string | null {
    const { group } = this.shape, entry = group === null ? null : this.owner.section.attribute(group)
    if (group === null) return this.owner.address
    const written = entry && traversalText(entry.attribute.value)
    return written?.replace(/\.(?:id|name|arn)$/, '') ?? null
  }
  get direction(): Maybe<'ingress' | 'egress'> {
    if (this.shape.direction) return this.shape.direction
    const value = words(this.get('direction') ?? this.get('type')), egress = this.get('egress')
    if (this.owner.type === 'aws_network_acl_rule') { const answer = flag(egress, false); return isKnown(answer) ? answer ? 'egress' : 'ingress' : answer }
    if (!isKnown(value)) return value
    return value !== null && /^(?:egress|outbound)$/i.test(value) ? 'egress' : 'ingress'
  }
  get isAllow(): Maybe<boolean> {
    const value = words(this.get('access') ?? (this.form === 'acl' ? this.get('action') ?? this.get('rule_action') : null))
    return isKnown(value) ? value === null || /^allow$/i.test(value) : value
  }
  get protocol(): Maybe<string> {
    const value = words(this.shape.protocol.map((name) => this.get(name)).find((one) => one !== null) ?? null)
    return !isKnown(value) ? value : value === null ? 'all' : protocols[value.toLowerCase()] ?? value.toLowerCase()
  }

  private portsOf(): readonly [Maybe<number>, Maybe<number>] {
    return this.once('ports', (): readonly [Maybe<number>, Maybe<number>] => {
      const { protocol, shape } = this, isIcmp = isKnown(protocol) && protocol.startsWith('icmp')
      if (protocol === 'all') return [0, 65535]
      const from = this.get(shape.from) ?? (shape.from === shape.to ? this.get(`${shape.from}s`) : null), to = this.get(shape.to)
      if (shape.from === shape.to) {
        const all = from?.kind === 'list' ? from : null, value = words(all ? all.items[0] ?? null : from)
        if (!isKnown(value) || all?.open) return [new Unknown('ports'), new Unknown('ports')]
        if (value === null || value === '*') return [0, 65535]
        const [low, high] = value.split('-').map(Number)
        return [low!, high ?? low!]
      }
      const read = (value: Value | null, otherwise: number): Maybe<number> => { const port = value && asNumber(value); return !value ? otherwise : port?.kind === 'number' ? port.value : new Unknown(port?.kind === 'unknown' ? port.source : 'port') }
      const both = [read(from, 0), read(to, from ? Number.NaN : 65535)].map((one, _, all) => typeof one === 'number' && Number.isNaN(one) ? all[0]! : one) as [Maybe<number>, Maybe<number>]
      return both[0] === -1 && !isIcmp ? [0, 65535] : both
    })
  }
  get ports(): List<facts.Ports> {
    return this.once('allPorts', () => {
      const named = this.get(`${this.shape.from}s`), all = named?.kind === 'list' ? named : this.get(this.shape.from), single = this.get(this.shape.from)
      if (this.shape.from !== this.shape.to || this.protocol === 'all' || all?.kind !== 'list' && named?.kind !== 'unknown') return [{ from: this.fromPort, to: this.toPort }]
      if (all?.kind !== 'list') return list<facts.Ports>([], true)
      const values = single && single !== all ? [...all.items, single] : all.items
      if (!values.length && !all.open) return [{ from: 0, to: 65535 }]
      return list(values.map((item): facts.Ports => {
        const value = words(item)
        if (!isKnown(value)) return { from: value, to: value }
        if (value === null || value === '*') return { from: 0, to: 65535 }
        const [low, high] = value.split('-').map(Number)
        return { from: low!, to: high ?? low! }
      }), all.open)
    })
  }
  get fromPort(): Maybe<number> { return this.portsOf()[0] }
  get toPort(): Maybe<number> { return this.portsOf()[1] }
  get isAllPorts(): Maybe<boolean> {
    const { protocol, fromPort, toPort } = this
    if (protocol === 'all') return true
    if (!isKnown(protocol)) return protocol
    if (protocol.startsWith('icmp')) return false
    if (this.form === 'firewall' && this.ports.some((range) => isKnown(range.from) && isKnown(range.to) && range.from <= 1 && range.to >= 65535)) return true
    if (typeof fromPort === 'number' && fromPort > 1 || typeof toPort === 'number' && toPort < 65535) return false
    return isKnown(fromPort) ? isKnown(toPort) ? true : toPort : fromPort
  }

  /** The ranges as values, with their places. */
  private get ranges(): { readonly items: readonly { readonly value: Value; readonly path: string }[]; readonly open: boolean } {
    return this.once('ranges', () => {
      let open = false
      const items = this.shape.cidrs.flatMap((name): { value: Value; path: string }[] => {
        const value = this.get(name)
        if (!value) return []
        if (value.kind !== 'list') return [{ value, path: this.pathOf(name) }]
        open ||= value.open
        return value.items.map((item, i) => ({ value: item, path: `${this.pathOf(name)}[${i}]` }))
      })
      return { items, open }
    })
  }
  get cidrs(): List<Maybe<string>> { return this.once('cidrs', () => list(this.ranges.items.map(({ value }) => { const text = words(value); return text === null ? '' : !isKnown(text) ? text : this.form === 'firewall' && everywhere.test(text) ? '0.0.0.0/0' : text }), this.ranges.open)) }
  get isPublic(): Maybe<boolean> {
    const { cidrs } = this
    if (cidrs.some((one) => isKnown(one) && isWholeInternet(one))) return true
    const unknown = cidrs.find((one): one is Unknown => !isKnown(one))
    if (unknown) return unknown
    if (cidrs.open) return new Unknown('the ranges')
    // A Google firewall without a source is for everybody.
    return this.owner.type === 'google_compute_firewall' && !cidrs.length && this.direction === 'ingress' && !this.get('source_tags') && !this.get('source_service_accounts')
  }
  get description(): Maybe<string | null> { return words(this.get('description')) }
  get number(): Maybe<number | null> {
    const value = this.get('rule_no') ?? this.get('rule_number') ?? this.get('priority'), number = value && asNumber(value)
    return !value ? null : number?.kind === 'number' ? number.value : new Unknown('number')
  }

  get groupResource(): facts.Resource | null { const { group } = this; return group === null ? null : group === this.owner.address ? this.owner : this.owner.model.resourceAt(group) }
  get networks(): List<facts.Network> {
    return this.once('networks', () => {
      const { cidrs } = this
      let open = cidrs.open ?? false
      const networks = cidrs.flatMap((cidr): facts.Network[] => {
        const range = isKnown(cidr) ? parseRange(cidr) : null
        if (!isKnown(cidr) || !range) { open ||= !isKnown(cidr); return [] }
        return [{ cidr, prefix: range.prefix, isIPv6: range.bits === 128, isPrivate: isPrivateRange(range) }]
      })
      return list(networks, open)
    })
  }
  get deniedPorts(): List<facts.PortRange> {
    return this.once('denied', () => {
      const denied: facts.PortRange[] = [], { number, direction, protocol } = this
      let open = false
      if (this.form === 'acl') for (const other of this.owner.model.networkRules) {
        if (other === this || other.form !== 'acl' || other.group !== this.group || other.isAllow === true) continue
        const { isAllow, isPublic, fromPort, toPort } = other, before = other.number
        if (isPublic === false || isKnown(direction) && isKnown(other.direction) && direction !== other.direction || isKnown(before) && isKnown(number) && before !== null && number !== null && before >= number) continue
        // What is denied for another protocol alone is not denied for this one.
        if (isKnown(other.protocol) && isKnown(protocol) && other.protocol !== 'all' && other.protocol !== protocol && !(protocol === 'all' && other.protocol === 'tcp')) continue
        if (isAllow === false && isPublic === true && isKnown(fromPort) && isKnown(toPort) && isKnown(before) && isKnown(number) && isKnown(other.protocol) && isKnown(protocol)) denied.push({ fromPort, toPort })
        else open = true
      }
      return list(denied, open)
    })
  }

  private pathOf(name: string): string {
    const isShared = this.owner.type === 'google_compute_firewall' && !/^(?:protocol|ports)$/.test(name)
    return this.base && !isShared ? `${this.base}.${name}` : name
  }

  /** The argument that a field's name stands for. */
  private argumentOf(path: string): string {
    const index = /^cidrs\[(\d+)\]$/.exec(path)
    if (index) return this.ranges.items[Number(index[1])]?.path ?? this.base
    if (path === '') return this.base
    const { shape } = this
    switch (path) {
      case 'cidrs': {
        const open = this.ranges.items.find(({ value }) => value.kind === 'string' && (isWholeInternet(value.value) || everywhere.test(value.value)))
        return open?.path ?? this.pathOf(shape.cidrs.find((name) => this.get(name)) ?? shape.cidrs[0]!)
      }
      case 'fromPort': return this.pathOf(shape.from)
      case 'toPort': return this.pathOf(shape.to)
      case 'protocol': return this.pathOf(shape.protocol[0]!)
      default: return this.pathOf(path)
    }
  }

  locate(path: string): Place { return this.owner.locate(this.argumentOf(path)) }
  edit(change: Change): readonly Edit[] | null { return this.owner.edit({ ...change, path: this.argumentOf(change.path) }) }
}

