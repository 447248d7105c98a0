import type { Change, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { dictionary, list, Unknown, type Dictionary, type List, type Maybe, type Plain } from '../../core/value'
import { decodeJson } from './decode'
import type * as facts from './facts'
import { remove, renderHcl, setItem, type Value as Literal } from './hcl/edit'
import type { Model } from './model'
import { Node } from './node'
import type { ResourceNode } from './nodes'
import { placeOfValue, replaceOrigin, tokenOfOrigin } from './place'
import { isSecretName } from './secret-names'
import { formatOf } from './secrets'
import { flag, toPlain, words, type MapValue, type Value } from './value'

/** The arguments that hold container definitions as JSON, by type. */
const holders: Readonly<Record<string, string>> = { aws_ecs_task_definition: 'container_definitions', aws_batch_job_definition: 'container_properties' }

/** The containers of an ECS task or a Batch job; open where some of them, or all, cannot be read. */
export function containersOf(model: Model, owner: ResourceNode): List<ContainerNode> {
  const attribute = holders[owner.type], held = attribute === undefined ? null : owner.argument(attribute)
  if (attribute === undefined || !held || held.kind === 'null') return []
  const document = held.kind === 'list' || held.kind === 'map' ? held : decodeJson(held, true)
  if (!document || document.kind !== 'list' && document.kind !== 'map') return list<ContainerNode>([], true)
  const all: readonly Value[] = document.kind === 'list' ? document.items : [document]
  const open = document.kind === 'list' && document.open || all.some((one) => one.kind !== 'map')
  return list(all.flatMap((one, i) => one.kind === 'map' ? [new ContainerNode(model, owner, attribute, one, i)] : []), open)
}

/** Keys as the API writes them; the provider takes `Image` for `image`. */
const keyOf = (key: string): string => key.slice(0, 1).toLowerCase() + key.slice(1)

export class ContainerNode extends Node implements facts.Container {
  private readonly entries: ReadonlyMap<string, Value>

  constructor(model: Model, readonly owner: ResourceNode, private readonly attribute: string, private readonly held: MapValue, private readonly index: number) {
    super(model, 'terraform.Container')
    this.entries = new Map([...held.entries].map(([key, value]) => [keyOf(key), value]))
  }

  get path(): string { return this.owner.path }
  get subject(): string { const { name } = this; return `${this.owner.address}/${typeof name === 'string' ? name : this.index}` }
  get damaged(): boolean { return this.owner.damaged }

  private field(name: string): Value | null {
    return this.entries.get(name) ?? (this.held.open ? { kind: 'unknown', source: name, origin: this.held.origin } : null)
  }

  get attr(): Dictionary<Plain> { return this.once('attr', () => dictionary([...this.entries].map(([key, value]) => [key, toPlain(value)] as const), this.held.open)) }
  get name(): Maybe<string | null> { return words(this.field('name')) }
  get label(): string { const { name } = this; return typeof name === 'string' ? name : this.owner.name }
  get image(): Maybe<string | null> { return words(this.field('image')) }
  get isLatest(): Maybe<boolean> {
    const { image } = this
    if (image === null) return false
    const source = typeof image === 'string' ? image : image.source.replace(/^"|"$/g, ''), tag = /:([\w.-]+)$/.exec(source)?.[1]
    if (tag !== undefined) return tag === 'latest' && !source.includes('@')
    return typeof image === 'string' ? image !== '' && !image.includes('@') : image
  }

  get user(): Maybe<string | null> { return words(this.field('user')) }
  get isPrivileged(): Maybe<boolean> { return flag(this.field('privileged'), false) as Maybe<boolean> }
  get hasReadonlyRoot(): Maybe<boolean> { return flag(this.field('readonlyRootFilesystem'), false) as Maybe<boolean> }

  get logDriver(): Maybe<string | null> {
    const configuration = this.field('logConfiguration')
    if (!configuration || configuration.kind === 'null') return null
    if (configuration.kind !== 'map') return new Unknown(configuration.kind === 'unknown' ? configuration.source : 'logConfiguration')
    return words(configuration.entries.get('logDriver') ?? configuration.entries.get('LogDriver') ?? (configuration.open ? { kind: 'unknown', source: 'logDriver', origin: configuration.origin } : null))
  }

  get environment(): List<facts.ContainerVariable> { return this.once('environment', () => this.variables('environment', 'value')) }
  get secrets(): List<facts.ContainerVariable> { return this.once('secrets', () => this.variables('secrets', 'valueFrom')) }

  private variables(key: string, of: string): List<facts.ContainerVariable> {
    const value = this.field(key)
    if (!value || value.kind === 'null') return []
    if (value.kind !== 'list') return list<facts.ContainerVariable>([], true)
    return list(value.items.map((item): facts.ContainerVariable => {
      const part = (name: string): Value | null => item.kind !== 'map' ? item : item.entries.get(name) ?? item.entries.get(name.slice(0, 1).toUpperCase() + name.slice(1)) ?? null
      const name = words(part('name')) ?? '', content = words(part(of))
      return { name, value: content, isSecretName: typeof name === 'string' && isSecretName(name), format: typeof content === 'string' ? formatOf(content)?.name ?? null : null }
    }), value.open)
  }

  /** The value that a path leads to, and whether all of the path is there. */
  private find(path: string): { readonly value: Value; readonly missing: boolean } {
    let value: Value = this.held
    const steps = path.match(/[\w-]+/g) ?? []
    for (const [i, step] of steps.entries()) {
      const next: Value | undefined = value.kind === 'list' ? value.items[Number(step)] : value.kind === 'map' ? value === this.held ? this.entries.get(step) : value.entries.get(step) : undefined
      if (!next) return { value: i === 0 && this.entries.get('name') ? this.entries.get('name')! : value, missing: true }
      value = next
    }
    return { value, missing: false }
  }

  locate(path: string): Place {
    const { value, missing } = this.find(path), { section } = this.owner, place = placeOfValue(value, null, '', missing)
    const isOwn = value.origin.file === section.file && section.block !== null && value.origin.span[0] >= section.block.span[0] && value.origin.span[1] <= section.block.span[1]
    if (isOwn) return { ...place, span: tokenOfOrigin(value.origin) }
    return { ...place, related: [{ path: this.path, span: this.owner.locate(this.attribute).span, message: `Used here by ${this.owner.address}.` }] }
  }

  edit(change: Change): readonly Edit[] | null {
    const { value, missing } = this.find(change.path), { origin } = this.held
    if (change.kind === 'replace') return missing ? null : replaceOrigin(value.origin, change.text)
    if (change.kind === 'set' && !missing) {
      const { expression } = value.origin
      return typeof change.value === 'object' ? null : expression && expression.kind !== 'literal' && expression.kind !== 'template' ? null : replaceOrigin(value.origin, typeof change.value === 'string' ? change.value : renderHcl(change.value as Literal))
    }
    const object = origin.expression?.kind === 'object' ? origin.expression : null
    if (!object || origin.file.hcl.syntax === 'json' || !/^\w+$/.test(change.path)) return null
    const item = object.items.find((one) => one.name !== null && keyOf(one.name) === change.path)
    if (change.kind === 'remove') return item ? remove(origin.file.hcl, item).map(({ span, text }) => ({ path: origin.file.path, span, text })) : null
    if (change.kind !== 'set' || item) return null
    const raw = typeof change.value === 'object' && change.value !== null && 'raw' in change.value ? String((change.value as { raw: string }).raw) : renderHcl(change.value as Literal, '', /\r?\n/.exec(origin.file.hcl.text)?.[0] ?? '\n')
    return setItem(origin.file.hcl, object, change.path, raw).map(({ span, text }) => ({ path: origin.file.path, span, text }))
  }
}
