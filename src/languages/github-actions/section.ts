import { formatPath, type Segment } from '../../core/path'
import type { Span } from '../../core/span'
import { list, type List } from '../../core/value'
import { tokenOf } from '../yaml/path'
import type { YamlNode } from '../yaml/tree'
import { asMap, asScalar, entries, entry, resolve } from '../yaml/walk'
import type * as facts from './facts'
import type { Model } from './model'
import { isDynamic, namesIn, Node, textIn } from './node'
import type { Keys, Shape, Spec, ValueKind } from './schema'

const shapeOf = (node: YamlNode | null): Shape => {
  const resolved = resolve(node)
  return resolved?.kind === 'map' ? 'map' : resolved?.kind === 'sequence' ? 'list' : textIn(resolved) === null ? 'null' : 'text'
}

/** Every part of a file whose keys are laid down. */
export function sectionsOf(model: Model, root: YamlNode | null, spec: Spec): SectionNode[] {
  const found: SectionNode[] = [], seen = new Set<YamlNode>()
  const visit = (node: YamlNode | null, key: YamlNode | null, segments: readonly Segment[], one: Spec, depth: number): void => {
    const resolved = resolve(node)
    if (!node || depth > 12 || resolved && seen.has(resolved)) return
    if (resolved) seen.add(resolved)
    found.push(new SectionNode(model, node, key, segments, one))
    const { parts } = one
    if (!parts) return
    if (resolved?.kind === 'map') for (const pair of entries(resolved)) {
      const part = pair.name === null ? undefined : Object.hasOwn(parts, pair.name) ? parts[pair.name] : parts['*']
      if (part) visit(pair.value, pair.key, [...segments, pair.name!], part(keysOf(pair.value)), depth + 1)
    } else if (resolved?.kind === 'sequence' && parts['[]']) {
      resolved.items.forEach((item, i) => visit(item, null, [...segments, i], parts['[]']!(keysOf(item)), depth + 1))
    }
  }
  visit(root, null, [], spec, 0)
  return found
}

const keysOf = (node: YamlNode | null): Keys => ({ has: key => entry(node, key) !== null, text: key => textIn(entry(node, key)?.value ?? null) })

const expectations: Readonly<Record<string, string>> = { boolean: 'a boolean', positive: 'a positive number', number: 'a number' }

function isValid(node: YamlNode, kind: ValueKind): boolean {
  const text = textIn(node), scalar = asScalar(node)
  if (text === null || text.includes('${{')) return text !== null || scalar !== null
  if (kind === 'boolean') return typeof scalar!.value === 'boolean'
  if (kind === 'number') return typeof scalar!.value === 'number'
  return kind === 'positive' ? typeof scalar!.value === 'number' && scalar!.value > 0 : kind.includes(text)
}

export class SectionNode extends Node implements facts.Section {
  constructor(model: Model, value: YamlNode, key: YamlNode | null, private readonly segments: readonly Segment[], private readonly spec: Spec) { super(model, 'github-actions.Section', value, key) }

  get subject(): string { return `section/${this.where}` }
  get name(): string { return this.spec.name }
  get where(): string { return formatPath(this.segments) }
  get keys(): List<string> { return this.once('keys', () => list(namesIn(this.valueNode), isDynamic(this.valueNode))) }
  get knownKeys(): List<string> { return this.spec.keys ?? [] }
  get unexpectedKeys(): List<string> { return this.once('unexpectedKeys', () => this.spec.keys === null ? [] : this.keys.filter(key => !this.spec.keys!.includes(key) && !key.includes('${{'))) }
  get missingKeys(): List<string> { return this.once('missingKeys', () => !asMap(this.valueNode) || this.keys.open ? [] : (this.spec.required ?? []).filter(key => !this.keys.includes(key))) }
  get emptyKeys(): List<string> {
    return this.once('emptyKeys', () => (this.spec.filled ?? []).filter(key => {
      const node = this.get(key), resolved = resolve(node)
      return node !== null && (resolved?.kind === 'map' ? resolved.pairs.length === 0 && !resolved.open : resolved?.kind === 'sequence' ? resolved.items.length === 0 && !resolved.open : (textIn(node) ?? '').trim() === '')
    }))
  }
  get shape(): Shape { return shapeOf(this.valueNode) }
  get shapes(): List<string> { return this.spec.shapes }
  get hasWrongShape(): boolean { return !this.spec.shapes.includes(this.shape) && !(this.shape === 'text' && (textIn(this.valueNode) ?? '').includes('${{')) && !(this.shape === 'null') }
  get invalidValues(): List<facts.InvalidValue> {
    return this.once('invalidValues', () => Object.entries(this.spec.values ?? {}).flatMap(([key, kind]) => {
      const node = this.get(key)
      return node && !isValid(node, kind) ? { key, text: textIn(node) ?? '', expected: typeof kind === 'string' ? expectations[kind]! : `one of ${kind.join(', ')}` } : []
    }))
  }

  protected override token(path: string): Span | null | undefined {
    const match = /^(unexpectedKeys|emptyKeys|invalidValues|keys)\[(\d+)\]$/.exec(path)
    if (!match) return undefined
    const item = this[match[1] as 'keys' | 'invalidValues'][Number(match[2])], name = typeof item === 'object' ? item.key : item
    const pair = name === undefined ? null : entry(this.valueNode, name)
    return pair ? tokenOf(match[1] === 'invalidValues' ? pair.value : pair.key, pair.key, this.model.text) : null
  }
}
