import { formatPath, type Segment } from '../../core/path'
import type { Report } from '../../core/rule'
import type { Span } from '../../core/span'
import { list, type List } from '../../core/value'
import { tokenOf } from '../yaml/path'
import type { YamlNode } from '../yaml/tree'
import { asMap, asScalar, asSequence, entries, entry, resolve } from '../yaml/walk'
import type * as facts from './facts'
import type { Model } from './model'
import { faultsOf } from './section-faults'
import { isDynamic, namesIn, Node, textIn } from './node'
import { choose, specOf, type Keys, type Kind, type Shape, type Spec } from './schema'

const shapeOf = (node: YamlNode | null): Shape => {
  const resolved = resolve(node)
  return resolved?.kind === 'map' ? 'map' : resolved?.kind === 'sequence' ? 'list' : resolved?.kind === 'alias' || textIn(resolved) === null ? 'null' : 'text'
}

const keysOf = (node: YamlNode | null): Keys => ({ has: key => entry(node, key) !== null, text: key => textIn(entry(node, key)?.value ?? null) })

/** Every mapping of a file whose keys are laid down, each where it is written. */
export function sectionsOf(model: Model, root: YamlNode | null, mapping: string): SectionNode[] {
  const found: SectionNode[] = [], seen = new Set<YamlNode>()
  const visit = (node: YamlNode, key: YamlNode | null, segments: readonly Segment[], kind: Kind, holder: Node['parent'] = null): void => {
    const resolved = resolve(node)
    if (!resolved || resolved.kind === 'scalar' || segments.length > 12 || seen.has(resolved)) return
    if (resolved.kind === 'sequence') {
      if (!kind.item) return
      seen.add(resolved)
      resolved.items.forEach((item, i) => visit(item, null, [...segments, i], kind.item!))
      return
    }
    if (kind.maps.length === 0) return
    seen.add(resolved)
    add(node, key, segments, specOf(choose(kind.maps, keysOf(resolved))), holder)
  }
  const add = (node: YamlNode, key: YamlNode | null, segments: readonly Segment[], spec: Spec, holder: Node['parent'] = null): void => {
    found.push(new SectionNode(model, node, key, segments, spec, holder))
    for (const pair of entries(node)) {
      const kind = pair.name === null ? null : spec.keys.get(pair.name) ?? spec.others
      if (kind) visit(pair.value, pair.key, [...segments, pair.name!], kind, { node, step: pair.name! })
    }
  }
  if (root) add(root, null, [], specOf(mapping))
  return found
}

const shapesOf = (kind: Kind): Shape[] => [...kind.maps.length > 0 ? ['map' as const] : [], ...kind.item ? ['list' as const] : [], ...kind.text || kind.filled || kind.boolean || kind.number || kind.words.length > 0 ? ['text' as const] : []]
const shapeNames: Readonly<Record<Shape, string>> = { map: 'a mapping', list: 'a list', text: 'a single value', null: 'nothing' }
const isWhole = (text: string): boolean => /^\s*\$\{\{/.test(text) && text.indexOf('}}') === text.trimEnd().length - 2

/** What a value has to be and is not; null where it may be what it is. */
function literalFault(node: YamlNode, kind: Kind): string | null {
  const scalar = asScalar(node), text = textIn(node)
  if (!scalar || text === null || kind.any || kind.text || kind.filled && text !== '') return null
  const isPlain = kind.boolean || kind.number
  if (text.includes('${{')) return isPlain && !isWhole(text) ? expected(kind) : null
  if (kind.boolean && typeof scalar.value === 'boolean' || kind.number && typeof scalar.value === 'number' && (!kind.positive || scalar.value > 0) || kind.words.includes(text)) return null
  return isPlain || kind.words.length > 0 ? expected(kind) : null
}
const expected = (kind: Kind): string => kind.words.length > 0 ? `one of ${kind.words.join(', ')}` : kind.boolean ? 'a boolean' : kind.positive ? 'a positive number' : 'a number'

/** Ports and options of a container that the runner does not take. */
function containerFault(key: string, value: YamlNode): facts.InvalidValue | null {
  if (key === 'options') {
    const option = /(?:^|\s)(--network|--net|--entrypoint)(?=[=\s]|$)/.exec(textIn(value) ?? '')?.[1]
    return option ? { key, text: option, expected: 'an option that a container may have here' } : null
  }
  if (key !== 'ports') return null
  const port = asSequence(value)?.items.map(textIn).find(text => text !== null && !text.includes('${{') && !/^(?:(?:\d+\.\d+\.\d+\.\d+|\[[\da-f:]+\]|localhost):)?(?:\d*(?:-\d+)?:)?\d+(?:-\d+)?(?:\/(?:tcp|udp|sctp))?$/i.test(text))
  return port ? { key, text: port, expected: 'a port such as 8080, 8080:80 or 53/udp' } : null
}

const isEmpty = (node: YamlNode): boolean => {
  const resolved = resolve(node)
  return resolved?.kind === 'map' ? resolved.pairs.length === 0 && !resolved.open : resolved?.kind === 'sequence' ? resolved.items.length === 0 && !resolved.open : resolved?.kind === 'scalar' && (textIn(resolved) ?? '').trim() === ''
}

export class SectionNode extends Node implements facts.Section {
  constructor(model: Model, value: YamlNode, key: YamlNode | null, readonly segments: readonly Segment[], private readonly spec: Spec, holder: Node['parent'] = null) { super(model, 'github-actions.Section', value, key, holder) }

  get subject(): string { return `section/${this.where}` }
  get name(): string { return this.spec.name }
  get where(): string { return formatPath(this.segments) }
  get area(): facts.Section['area'] {
    const { name, segments } = this
    if (this.model.kind === 'action') return segments[0] !== 'runs' ? 'metadata' : segments[1] === 'steps' ? 'steps' : 'runs'
    return name === 'environment' ? 'environment' : name === 'container' || name === 'service' || name === 'credentials' ? 'container' : 'workflow'
  }
  get keys(): List<string> { return this.once('keys', () => list(namesIn(this.valueNode), isDynamic(this.valueNode))) }
  get knownKeys(): List<string> { return this.spec.isOpen || this.spec.others ? [] : [...this.spec.keys.keys()] }
  get unexpectedKeys(): List<string> { return this.once('unexpectedKeys', () => this.knownKeys.length === 0 ? [] : this.keys.filter(key => !this.spec.keys.has(key) && !key.includes('${{'))) }
  get foreignKeys(): List<string> {
    const other = this.name === 'call' ? 'job-factory' : this.name === 'job' ? 'workflow-job' : null
    return other === null ? [] : this.unexpectedKeys.filter(key => specOf(other).keys.has(key))
  }
  get missingKeys(): List<string> { return this.once('missingKeys', () => !asMap(this.valueNode) || this.keys.open ? [] : this.spec.required.filter(key => !this.keys.includes(key))) }
  private get pairs(): readonly { readonly key: string; readonly value: YamlNode; readonly kind: Kind }[] {
    return this.once('pairs', () => [...entries(this.valueNode)].flatMap(pair => {
      const kind = pair.name === null || pair.name.includes('${{') ? null : this.spec.keys.get(pair.name) ?? this.spec.others
      return kind ? { key: pair.name!, value: pair.value, kind } : []
    }))
  }
  get emptyKeys(): List<string> {
    return this.once('emptyKeys', () => this.pairs.flatMap(({ key, value, kind }) => {
      if (!isEmpty(value)) return []
      const isCollection = shapeOf(value) === 'map' || shapeOf(value) === 'list'
      return this.spec.filled.includes(key) && !(kind.any && !isCollection) || !isCollection && !kind.any && !kind.text && !kind.nothing && !(kind.words.length > 0 && shapeOf(value) === 'text') ? key : []
    }))
  }
  get mismatches(): List<facts.Mismatch> {
    return this.once('mismatches', () => {
      const found: facts.Mismatch[] = []
      const look = (node: YamlNode, kind: Kind, name: string, path: string): void => {
        const shape = shapeOf(node), shapes = shapesOf(kind), key = path.includes('[') ? path : name
        if (kind.any || resolve(node)?.kind === 'alias' || !resolve(node) || this.model.workflow?.isTemplate || shape === 'text' && textIn(node)!.includes('${{') || shapes.length === 0) return
        if (shape === 'null') { if (path.includes('[') && !kind.text && !kind.nothing) found.push({ key, path, actual: 'empty', expected: shapes.map(one => shapeNames[one]).join(' or '), canWrap: false, text: '' }) }
        else if (!shapes.includes(shape)) found.push({ key, path, actual: shapeNames[shape], expected: shapes.map(one => shapeNames[one]).join(' or '), canWrap: shape === 'text' && kind.item !== null && (kind.item.text || kind.item.filled), text: this.model.text.slice(...node.span) })
        else if (shape === 'list' && kind.item) asSequence(node)!.items.forEach((item, i) => look(item, kind.item!, name, `${path}[${i}]`))
      }
      if (this.segments.length === 0 && !asMap(this.valueNode)) found.push({ key: 'the file', path: '', actual: shapeNames[shapeOf(this.valueNode)], expected: 'a mapping', canWrap: false, text: '' })
      // Another rule speaks of permissions that are neither.
      for (const { key, value, kind } of this.pairs) if (key !== 'permissions') look(value, kind, key, formatPath([key]))
      return found
    })
  }
  get invalidValues(): List<facts.InvalidValue> {
    return this.once('invalidValues', () => this.spec.isOpen || this.spec.name === 'event' || this.spec.name === 'branding' ? [] : this.pairs.flatMap(({ key, value, kind }) => {
      const fault = key === 'on' || key === 'permissions' || key === 'using' ? null : literalFault(value, kind)
      if (this.area === 'container' && fault === null) return containerFault(key, value) ?? []
      return fault === null ? [] : { key, text: textIn(value) ?? '', expected: fault }
    }))
  }

  faultsIn(file: string): Iterable<Report> { return faultsOf(this, file) }

  protected override token(path: string): Span | null | undefined {
    const match = /^(unexpectedKeys|emptyKeys|invalidValues|keys)\[(\d+)\]$/.exec(path)
    if (path === '') return this.segments.length === 0 ? super.here : undefined
    if (!match) return undefined
    const item = this[match[1] as 'keys' | 'invalidValues'][Number(match[2])], name = typeof item === 'object' ? item.key : item
    const pair = name === undefined ? null : entry(this.valueNode, name)
    return pair ? tokenOf(match[1] === 'invalidValues' ? pair.value : pair.key, pair.key, this.model.text) : null
  }
}
