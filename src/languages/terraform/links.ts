import { evaluate } from './evaluate'
import type { Model } from './model'
import type { ResourceNode } from './nodes'
import type { Use } from './references'
import type { Value } from './value'

/** What one resource is to another: an open answer has candidates that cannot be decided. */
export interface Linked { readonly items: readonly ResourceNode[]; readonly open: boolean }

/** Arguments by which resources of any type name themselves. */
const identityNames = ['bucket', 'name', 'id', 'identifier', 'function_name', 'cluster_identifier', 'global_cluster_identifier', 'domain_name', 'repository', 'replication_group_id', 'cluster_id']
const endings = ['', '_id', '_arn', '_name', '_identifier', '_ids', '_arns', '_names']
/** Arguments that are called otherwise than the type they name. */
const specialKeys: { readonly [type: string]: readonly string[] } = {
  aws_rds_cluster_parameter_group: ['db_cluster_parameter_group_name'],
  aws_db_parameter_group: ['parameter_group_name', 'db_parameter_group_name', 'db_instance_parameter_group_name'],
  aws_db_instance: ['db_instance_identifier', 'source_db_instance_identifier', 'source_db_instance_arn', 'replicate_source_db'],
  aws_rds_cluster: ['cluster_identifier', 'db_cluster_identifier'],
}

const namesByType = new Map<string, readonly string[]>()

/** The arguments by which others name a resource of a type, the plainest first: `bucket`, `bucket_id`, `s3_bucket_name`. */
function keyNamesOf(type: string): readonly string[] {
  let names = namesByType.get(type)
  if (!names) {
    const words = type.split('_').slice(1), stems: string[] = []
    for (let i = 0; i < words.length; i++) if (i === 0 || i === words.length - 1 || words.length - i >= 2) stems.push(words.slice(i).join('_'))
    namesByType.set(type, names = [...new Set([...specialKeys[type] ?? [], ...stems.reverse().flatMap((stem) => endings.map((ending) => `${stem}${ending}`))])])
  }
  return names
}

const ownNamesByType = new Map<string, readonly string[]>()

/** The arguments by which a resource of a type names itself: those of all, and those called after it, such as `stage_name` of a stage. */
function ownNamesOf(type: string): readonly string[] {
  let names = ownNamesByType.get(type)
  if (!names) ownNamesByType.set(type, names = [...new Set([...identityNames, ...keyNamesOf(type).filter((name) => name.endsWith('_name'))])])
  return names
}

/** Which resources of a module belong together: by reference, through locals, `each` and indices, or by the same name. Made once a module, so that asking is no search. */
export class Links {
  private readonly byAddress = new Map<string, ResourceNode[]>()
  private readonly byArgument = new Map<string, ResourceNode[]>()
  private readonly byKey = new Map<string, { readonly named: ReadonlyMap<string, readonly ResourceNode[]>; readonly loose: readonly ResourceNode[]; readonly exact: ReadonlyMap<string, readonly ResourceNode[]> }>()
  private readonly identities = new Map<ResourceNode, ReadonlySet<string>>()
  private readonly order = new Map<ResourceNode, number>()
  private named: ReadonlyMap<string, readonly ResourceNode[]> | null = null

  constructor(private readonly model: Model) {
    for (const node of model.resources) {
      this.order.set(node, this.order.size)
      push(this.byAddress, node.address, node)
      for (const { attribute } of node.section.attributes()) push(this.byArgument, attribute.name, node)
    }
  }

  /** Resources that are attached to one. */
  companionsOf(target: ResourceNode): ReadonlyMap<string, Linked> {
    const candidates = new Set(this.usersOf(target.address))
    for (const name of keyNamesOf(target.type)) {
      if (!this.byArgument.has(name)) continue
      const { named, loose, exact } = this.keyed(name)
      for (const identity of this.identitiesOf(target)) for (const node of named.get(identity) ?? []) candidates.add(node)
      for (const node of [...exact.get(target.address) ?? [], ...loose]) candidates.add(node)
    }
    return this.grouped(candidates, target, (node) => this.attaches(node, target))
  }

  /** Resources that one is attached to. */
  targetsOf(node: ResourceNode): ReadonlyMap<string, Linked> {
    const { references } = this.model, candidates = new Set<ResourceNode>()
    for (const address of references.resolve(references.of(node.address))) for (const other of this.byAddress.get(address) ?? []) candidates.add(other)
    for (const { attribute } of node.section.attributes()) {
      const identity = identityOf(node.argument(attribute.name))
      if (identity !== null) for (const other of this.byIdentity.get(identity) ?? []) if (keyNamesOf(other.type).includes(attribute.name)) candidates.add(other)
    }
    return this.grouped(candidates, node, (other) => this.attaches(node, other))
  }

  private grouped(candidates: Iterable<ResourceNode>, self: ResourceNode, answerOf: (other: ResourceNode) => boolean | null): ReadonlyMap<string, Linked> {
    const found = new Map<string, { items: ResourceNode[]; open: boolean }>()
    for (const other of [...candidates].sort((a, b) => this.order.get(a)! - this.order.get(b)!)) {
      if (other.address === self.address || other.provider !== self.provider) continue
      const answer = answerOf(other)
      if (answer === false) continue
      let entry = found.get(other.type)
      if (!entry) found.set(other.type, entry = { items: [], open: false })
      if (answer) entry.items.push(other)
      else entry.open = true
    }
    return found
  }

  /** Where blocks refer to an address, through locals too. */
  usesOf(address: string): readonly Use[] {
    const seen = new Set<string>(), pending = [address], found: Use[] = []
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
      if (seen.has(one)) continue
      seen.add(one)
      for (const use of this.model.references.to(one)) {
        if (use.owner.startsWith('local.')) pending.push(use.owner)
        else found.push(use)
      }
    }
    return found
  }

  private usersOf(address: string): readonly ResourceNode[] { return this.usesOf(address).flatMap(({ owner }) => this.byAddress.get(owner) ?? []) }

  /** Resources by what they give to an argument; `loose` are those that give what cannot be told and names no resource. */
  private keyed(name: string): { readonly named: ReadonlyMap<string, readonly ResourceNode[]>; readonly loose: readonly ResourceNode[]; readonly exact: ReadonlyMap<string, readonly ResourceNode[]> } {
    let known = this.byKey.get(name)
    if (!known) {
      const named = new Map<string, ResourceNode[]>(), loose: ResourceNode[] = [], exact = new Map<string, ResourceNode[]>()
      const { references } = this.model, told = new Set<string>()
      for (const node of this.byArgument.get(name) ?? []) {
        const value = node.argument(name), identity = identityOf(value)
        if (identity !== null) push(named, identity, node)
        const address = value && this.resourceIn(value)
        if (address) push(exact, address, node)
        else if (value && isLoose(value)) {
          // What is said of one is said of all that are given the same.
          const given = `${node.type} ${value.kind === 'unknown' ? value.source : this.order.get(node)} ${[...references.resolve(references.of(node.address).filter((use) => use.under === name || use.under === 'for_each'))].join()}`
          if (told.has(given)) continue
          told.add(given)
          loose.push(node)
        }
      }
      this.byKey.set(name, known = { named, loose, exact })
    }
    return known
  }

  private get byIdentity(): ReadonlyMap<string, readonly ResourceNode[]> {
    if (!this.named) {
      const named = new Map<string, ResourceNode[]>()
      for (const node of this.model.resources) for (const identity of this.identitiesOf(node)) push(named, identity, node)
      this.named = named
    }
    return this.named
  }

  private identitiesOf(node: ResourceNode): ReadonlySet<string> {
    let known = this.identities.get(node)
    if (!known) this.identities.set(node, known = new Set(ownNamesOf(node.type).flatMap((name) => (node.section.attribute(name) && identityOf(node.argument(name))) ?? [])))
    return known
  }

  /** Does a node name the target? By the argument that is called after the target's type if there is one, else by any. Null where that cannot be told. */
  private attaches(node: ResourceNode, target: ResourceNode): boolean | null {
    const { references } = this.model, uses = references.of(node.address)
    const keyName = keyNamesOf(target.type).find((name) => node.section.attribute(name))
    if (keyName === undefined) return references.resolve(uses).has(target.address)
    const value = node.argument(keyName), hasEach = mentionsEach(node, keyName)
    if (!value || value.kind === 'null') return false
    const exact = this.resourceIn(value)
    if (exact !== null && exact !== target.address) return false
    if (hasEach && value.kind === 'string' && this.identitiesOf(target).has(value.value)) return true
    const relevant = uses.filter((use) => use.under === keyName || use.under === 'for_each' && hasEach)
    const addresses = references.resolve(relevant)
    if (exact !== null || addresses.has(target.address)) return this.picks(node, target, relevant.filter((use) => use.address === target.address))
    // It names another one of that type, whose name may be the same text.
    if ([...addresses].some((address) => address.startsWith(`${target.type}.`))) return false
    if (value.kind === 'string') return this.identitiesOf(target).has(value.value)
    const identity = identityOf(value)
    if (identity !== null) {
      if (this.identitiesOf(target).has(identity)) return true
      // The same unknown is the name of another one.
      if ((this.byIdentity.get(identity) ?? []).some((other) => other.type === target.type)) return false
    }
    if (!isLoose(value)) return false
    const named = [...addresses]
    if (named.some((address) => this.byAddress.has(address))) return false
    // What a module gives back is its own, unless it was given the target.
    if (named.length > 0 && named.every((address) => address.startsWith('module.'))) return named.some((address) => this.mayPass(address, target)) ? null : false
    return null
  }

  private mayPass(call: string, target: ResourceNode): boolean {
    const { references } = this.model, given = references.resolve(references.of(call))
    if (given.has(target.address)) return true
    const own = references.resolve(references.of(target.address).filter((use) => ownNamesOf(target.type).includes(use.under)))
    return [...own].some((address) => given.has(address))
  }

  /** `x[each.key].id` picks an instance; without an index, or with one that cannot be told, it may be any. */
  private picks(node: ResourceNode, target: ResourceNode, uses: readonly Use[]): boolean {
    const keys = target.alike.map((one) => one.key)
    if (keys.includes(null) || !uses.length || uses.some((use) => use.index === null)) return true
    return uses.some((use) => node.alike.some((one) => {
      const key = evaluate(use.index!, { ...one.scope, file: use.file }, this.model.instance)
      return key.kind === 'string' || key.kind === 'number' ? keys.some((known) => String(known) === String(key.value)) : true
    }))
  }

  /** The resource of this module whose attribute a value is. */
  private resourceIn(value: Value): string | null {
    if (value.kind !== 'unknown' || !this.model.source.files.includes(value.origin.file)) return null
    const address = /^([a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)(?:\[[^\]]*\])?\.\w+$/.exec(value.source)?.[1]
    return address !== undefined && this.byAddress.has(address) ? address : null
  }
}

/** A text, or the source of what is not known but the same each time. */
function identityOf(value: Value | null): string | null {
  if (value?.kind === 'string') return value.value
  return value?.kind === 'unknown' && /^[\w.$"{}-]+$/.test(value.source) && !/\b(?:each|count|self)\./.test(value.source) ? `\0${value.source}` : null
}

const isLoose = (value: Value): boolean => value.kind === 'unknown' || value.kind === 'list' && (value.open || value.items.some((item) => item.kind === 'unknown'))

function mentionsEach(node: ResourceNode, name: string): boolean {
  const entry = node.section.attribute(name)
  return entry !== null && /\beach\.(?:key|value)\b/.test(entry.file.hcl.text.slice(...entry.attribute.value.span))
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
