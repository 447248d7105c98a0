import { nearest } from '../../core/nearest'
import { isUnknown, type Plain } from '../../core/value'
import { allowedPatterns, allowedValues, argumentTypes, arnArguments, deprecations, families, instanceTypes, lengths, longestNames, ranges, typesWithPlainId, type Allowed } from './aws-values'
import { parseRange, printRange, type Range } from './cidr'
import type * as facts from './facts'
import type { Expression } from './hcl/tree'
import type { ResourceNode } from './nodes'
import { traversalText, type Section } from './source'

type Kind = facts.ValueFault['kind']
const fault = (kind: Kind, path: string, value: unknown, wants: string, suggestion: string | null = null): facts.ValueFault => ({ kind, path, value: String(value).length > 80 ? `${String(value).slice(0, 79)}…` : String(value), wants, suggestion })

/** The known scalars at a path, each with the path that leads to it. A step through a list goes to each of its elements. */
function* scalarsAt(value: Plain | undefined, steps: readonly string[], path: string): Generator<readonly [string, string | number | boolean]> {
  if (value === undefined || value === null || isUnknown(value)) return
  if (Array.isArray(value)) { for (const [i, item] of value.entries()) yield* scalarsAt(item as Plain, steps, `${path}[${i}]`); return }
  if (typeof value !== 'object') { if (!steps.length) yield [path, value as string | number | boolean]; return }
  const [first, ...rest] = steps
  if (first === undefined || !(value instanceof Map)) return
  yield* scalarsAt(value.get(first) as Plain | undefined, rest, `${path}.${first}`)
}

function* at(resource: ResourceNode, path: string): Generator<readonly [string, string | number | boolean]> {
  const [first, ...rest] = path.split('.')
  yield* scalarsAt(resource.attr.get(first!), rest, first!)
}

/** The values of a resource of AWS that its service refuses. */
export function faultsOf(resource: ResourceNode): readonly facts.ValueFault[] {
  if (!resource.type.startsWith('aws_') || resource.mode !== 'resource') return []
  return [...typeFaults(resource), ...valueFaults(resource, 'enum', allowedValues), ...valueFaults(resource, 'pattern', allowedPatterns), ...lengthFaults(resource), ...rangeFaults(resource), ...arnFaults(resource), ...instanceFaults(resource), ...regionFaults(resource)]
}

/** Arguments that are given a value of another type. */
function* typeFaults(resource: ResourceNode): Generator<facts.ValueFault> {
  for (const [path, type] of Object.entries(Object.hasOwn(argumentTypes, resource.type) ? argumentTypes[resource.type]! : {})) for (const [where, value] of at(resource, path)) {
    const [, last = ''] = /([^.]+)$/.exec(where) ?? []
    // A step into a list leaves its index behind.
    if (type === 'list' && !/\[\d+\]$/.test(last) && typeof value === 'string') yield fault('type', where, value, 'a list', `["${value}"]`)
    if (type === 'bool' && (typeof value === 'number' || typeof value === 'string' && !/^(?:true|false|0|1)$/.test(value))) yield fault('type', where, value, 'true or false', /^(?:yes|on|enabled|True|TRUE)$/.test(String(value)) ? 'true' : /^(?:no|off|disabled|False|FALSE)$/.test(String(value)) ? 'false' : null)
  }
}

/** Arguments of a resource that its provider has deprecated. Where nothing says which version it has, it is taken for a recent one. */
export function deprecationsOf(resource: ResourceNode): readonly facts.DeprecatedArgument[] {
  const table = Object.hasOwn(deprecations, resource.type) ? deprecations[resource.type]! : null, version = table && resource.providerVersion
  if (!table || resource.mode !== 'resource' || isUnknown(version)) return []
  return resource.keys.filter((name) => Object.hasOwn(table, name)).map((name) => ({ name, ...table[name]! })).filter(({ since }) => version === null || version >= since * 1_000_000)
    .map(({ name, since, replacement, advice }) => ({ name, since, replacement: replacement ?? null, advice }))
}

function* valueFaults(resource: ResourceNode, kind: 'enum' | 'pattern', table: typeof allowedValues): Generator<facts.ValueFault> {
  for (const [path, allowed] of Object.entries(Object.hasOwn(table, resource.type) ? table[resource.type]! : {})) for (const [where, value] of at(resource, path)) {
    if (isAllowed(value, allowed) || kind === 'pattern' && value === '') continue
    const { values, range, wants } = allowed
    const suggestion = values && typeof value === 'string' && !range ? values.map(String).find((one) => one.toLowerCase() === value.toLowerCase()) ?? nearest(value, values.map(String), 2) ?? (value === 'postgresql' && values.includes('postgres') ? 'postgres' : null) : null
    const list = values && !range ? values.filter((one) => one !== '').map(String) : []
    yield fault(kind, where, value, wants ?? (range ? `${values ? `${values.join(', ')} or ` : ''}${range[0]} to ${range[1]}` : list.length > 8 ? `${list.slice(0, 7).join(', ')} …` : list.join(', ')), suggestion)
  }
  if (kind === 'pattern' && (resource.type === 'aws_sqs_queue' || resource.type === 'aws_sns_topic')) {
    const name = resource.attr.get('name'), isFifo = resource.attr.get(resource.type === 'aws_sqs_queue' ? 'fifo_queue' : 'fifo_topic')
    if (typeof name !== 'string') return
    if (isFifo === true && !name.endsWith('.fifo')) yield fault('pattern', 'name', name, 'a name that ends in .fifo, since it keeps the order', `${name}.fifo`)
    if ((isFifo === false || isFifo === undefined) && name.endsWith('.fifo')) yield fault('pattern', 'name', name, 'no name that ends in .fifo unless it keeps the order')
  }
}

function isAllowed(value: string | number | boolean, { values, range, pattern, ignoreCase }: Allowed): boolean {
  const text = String(value)
  if (values?.some((one) => String(one) === text || ignoreCase && String(one).toLowerCase() === text.toLowerCase())) return true
  if (pattern?.test(text)) return true
  return range !== undefined && Number(value) >= range[0] && Number(value) <= range[1]
}

function* lengthFaults(resource: ResourceNode): Generator<facts.ValueFault> {
  for (const [name, most] of Object.entries(longestNames[resource.type] ?? {})) {
    const value = resource.attr.get(name)
    if (typeof value === 'string' && value.length > most) yield fault('name', name, value, `${most} characters at most, and this has ${value.length}`)
  }
  for (const [name, [least, most]] of Object.entries(lengths[resource.type] ?? {})) {
    const value = resource.attr.get(name)
    if (typeof value !== 'string' || value.length >= least && value.length <= most) continue
    yield fault('length', name, value, value.length < least ? `${least} characters at least, and this has ${value.length}` : `${most} characters at most, and this has ${value.length}`)
  }
  if (resource.keys.includes('tags')) for (const [key, value] of resource.tags) {
    if (key.length > 128) yield fault('length', 'tags', key, `tags whose keys have 128 characters at most`)
    if (typeof value === 'string' && value.length > 256) yield fault('length', 'tags', key, `tags of 256 characters at most, and '${key}' has ${value.length}`)
  }
}

function* rangeFaults(resource: ResourceNode): Generator<facts.ValueFault> {
  const isNetwork = resource.type === 'aws_vpc' || resource.type === 'aws_subnet'
  for (const path of ranges[resource.type] ?? []) for (const [where, value] of at(resource, path)) {
    if (typeof value !== 'string' || value === '') continue
    const range = parseRange(value)
    if (!range || !value.includes('/')) { yield fault('cidr', where, value, 'an IP range such as 10.0.0.0/16'); continue }
    const plain = printRange(range)
    if (range.bits === 32 && plain !== value && parseRange(plain)) { yield fault('cidr', where, value, `${plain}, without the bits of a host`, plain); continue }
    if (isNetwork && range.bits === 32 && (range.prefix < 16 || range.prefix > 28)) yield fault('cidr', where, value, 'a range between /16 and /28')
  }
  if (resource.type === 'aws_subnet') yield* subnetFaults(resource)
}

const rangeOf = (resource: ResourceNode, name: string): Range | null => { const value = resource.attr.get(name); return typeof value === 'string' ? parseRange(value) : null }
const lastOf = ({ base, prefix, bits }: Range): bigint => base + (1n << BigInt(bits - prefix)) - 1n

/** A subnet lies within its network and apart from the others. */
function* subnetFaults(resource: ResourceNode): Generator<facts.ValueFault> {
  const range = rangeOf(resource, 'cidr_block'), vpc = networkOf(resource)
  if (!range || !vpc || range.bits !== 32) return
  const outer = rangeOf(vpc, 'cidr_block'), others = resource.model.resources
  const grows = others.some((one) => one.type === 'aws_vpc_ipv4_cidr_block_association')
  if (outer && !grows && (range.base < outer.base || lastOf(range) > lastOf(outer))) { yield fault('cidr', 'cidr_block', resource.attr.get('cidr_block'), `a range within ${vpc.attr.get('cidr_block') as string} of ${vpc.address}`); return }
  for (const other of others) {
    if (other === resource) break
    if (other.type !== 'aws_subnet' || networkOf(other) !== vpc) continue
    const range2 = rangeOf(other, 'cidr_block')
    if (range2 && range.base <= lastOf(range2) && range2.base <= lastOf(range)) { yield fault('cidr', 'cidr_block', resource.attr.get('cidr_block'), other.address === resource.address ? 'a range of its own, and another instance has it too' : `a range of its own, and ${other.address} has ${other.attr.get('cidr_block') as string}`); return }
  }
}

/** The network that a subnet names by reference; null where that is another module's. */
function networkOf(subnet: ResourceNode): ResourceNode | null {
  const entry = subnet.section.attribute('vpc_id'), name = entry && traversalText(entry.attribute.value)
  return name && /^aws_vpc\.[\w-]+\.id$/.test(name) && entry.attribute.value.kind === 'getAttribute' && entry.attribute.value.target.kind === 'getAttribute' ? subnet.model.resourceAt(name.slice(0, -3)) : null
}

function* arnFaults(resource: ResourceNode): Generator<facts.ValueFault> {
  const own = arnArguments[resource.type] ?? []
  const stack: { readonly section: Section; readonly path: string }[] = [{ section: resource.section, path: '' }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    for (const { attribute, file } of top.section.attributes()) {
      const isOwn = top.path === '' && own.includes(attribute.name)
      if (!isOwn && !/_arns?$/.test(attribute.name)) continue
      const path = `${top.path}${attribute.name}`, { value } = attribute
      const items: readonly (readonly [string, Expression])[] = value.kind === 'tuple' ? value.items.map((item, i) => [`${path}[${i}]`, item] as const) : [[path, value]]
      for (const [where, item] of items) {
        if (item.kind === 'getAttribute' && (item.name === 'id' || item.name === 'name')) {
          const address = traversalText(item.target), type = address?.split('.')[0]
          if (address && type && address.split('.').length === 2 && typesWithPlainId.has(type)) yield fault('arn', where, file.hcl.text.slice(...item.span), 'an ARN', item === value ? `${file.hcl.text.slice(item.span[0], item.nameSpan[0])}arn` : null)
        }
      }
      if (top.path === '') for (const [where, text] of at(resource, attribute.name)) if (typeof text === 'string' && text !== '' && !isArn(text)) yield fault('arn', where, text, 'an ARN, arn:aws:service:region:account:resource')
    }
    if (resource.section.file.hcl.syntax === 'native') for (const type of top.section.blockTypes) for (const [i, block] of top.section.blocks(type).entries()) stack.push({ section: block, path: `${top.path}${type}{${i}}.` })
  }
}

const isArn = (text: string): boolean => /^arn:[\w-]+:[\w-]+:[\w-]*:(?:\d{12}|aws|aws-managed|aws-marketplace|third-party|cloudfront|cw.{10}|):.+/s.test(text) || !/^arn:/.test(text) && /[${}*]/.test(text)

const sizes = /^(?:nano|micro|small|medium|large|\d*xlarge|metal(?:-\d+xl)?)$/, smallSizes = /^(?:nano|micro|small)$/

function* instanceFaults(resource: ResourceNode): Generator<facts.ValueFault> {
  for (const [path, prefix] of Object.entries(instanceTypes[resource.type] ?? {})) for (const [where, value] of at(resource, path)) {
    if (typeof value !== 'string' || value === 'db.serverless' || value === '') continue
    if (prefix && !value.startsWith(prefix)) { yield fault('instance', where, value, `a type that begins with ${prefix}`, isInstanceType(value) === true ? `${prefix}${value}` : null); continue }
    const bare = value.slice(prefix.length), known = isInstanceType(bare)
    if (known === true || known === null) continue
    const [family = '', size = ''] = bare.split('.')
    const better = known === 'family' ? nearest(family, families, 1) : nearest(size, ['nano', 'micro', 'small', 'medium', 'large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge', '24xlarge', 'metal'], 2)
    const guess = known === 'form' ? bare.replace(/^([a-z][0-9][a-z]*)[-_ ]/, '$1.') : better && (known === 'family' ? `${better}.${size}` : `${family}.${better}`)
    yield fault('instance', where, value, 'a family and a size that exist', guess && guess !== bare && isInstanceType(guess) === true ? `${prefix}${guess}` : null)
  }
}

/** Is there such an instance type? Null where it may be newer than the table; else what is wrong with it. */
function isInstanceType(text: string): true | null | 'form' | 'family' | 'size' {
  const match = /^([a-z][a-z0-9-]*)\.([a-z0-9-]+)(?:\.tpc\d\.mem\d+x)?$/.exec(text)
  if (!match) return 'form'
  const [, family, size] = match
  if (!sizes.test(size!)) return 'size'
  if (!families.has(family!)) {
    const [, letters, generation] = /^([a-z]+)-?(\d+)/.exec(family!) ?? []
    if (letters === undefined) return 'family'
    if (letters === 'u' || letters === 'mac') return null
    const highest = Math.max(0, ...[...families].map((one) => /^([a-z]+)-?(\d+)/.exec(one)).filter((one) => one?.[1] === letters).map((one) => Number(one![2])))
    return highest === 0 || Number(generation) >= highest ? null : 'family'
  }
  return smallSizes.test(size!) && !family!.startsWith('t') && text !== 'm1.small' ? 'size' : true
}

function* regionFaults(resource: ResourceNode): Generator<facts.ValueFault> {
  const provider = resource.model.providers.find((one) => one.name === resource.provider && one.alias === resource.providerAlias), region = resource.attr.get('region') ?? provider?.attr.get('region')
  if (typeof region !== 'string') return
  for (const path of ['availability_zone', 'availability_zones', 'azs']) for (const [where, value] of at(resource, path)) {
    if (typeof value === 'string' && /^[a-z]{2}(?:-[a-z]+)+-\d[a-z]?/.test(value) && !value.startsWith(region)) yield fault('region', where, value, `a zone of ${region}`)
  }
}
