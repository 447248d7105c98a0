import type { Fact, Place } from '../../core/fact'
import { nearest } from '../../core/nearest'
import type { Span } from '../../core/span'
import { asMap, asScalar, asSequence, entries, entry, resolve } from '../yaml/walk'
import type { YamlNode, YamlPair } from '../yaml/tree'
import type * as facts from './facts'
import type { Model } from './model'
import { Node, type Parent } from './node'
import { choices, isDuration, isSize, tables, wordsOf, type Shape } from './schema'
import { textOf, View } from './view'

export class ProblemNode extends Node implements facts.Problem {
  readonly kind = 'compose.Problem'
  constructor(model: Model, view: View, parent: Parent | null, readonly form: facts.Problem['form'], readonly key: string, readonly where: string, readonly expected: string, readonly suggestion: string | null, private readonly span: Span) { super(model, view, parent) }
  get subject(): string { return `${this.where}/${this.key}` }
  override locate(_path: string): Place { return { path: this.path, span: this.span, missing: false } }
}

/** What of a file the specification does not know. */
export function* problemsOf(model: Model): Generator<Fact> {
  const root = model.source.document?.root ?? null
  yield* check(model, root, 'project', 'the file')
  for (const error of model.source.document?.errors ?? []) if (error.code === 'duplicate-key') yield new ProblemNode(model, new View([{ source: model.source, node: root!, key: null, depth: 0 }]), null, 'duplicate-key', model.source.text.slice(...error.span), 'the map', '', null, error.span)
  for (const [section, table, noun] of [['services', 'service', 'service'], ['networks', 'network', 'network'], ['volumes', 'volume', 'volume'], ['secrets', 'secret', 'secret'], ['configs', 'config', 'config']] as const) {
    for (const pair of entries(entry(root, section)?.value ?? null)) {
      if (pair.name === null || pair.name.startsWith('x-')) continue
      if (section === 'services' && !asMap(pair.value)) { yield* wrong(model, pair, { node: entry(root, section)!.value, step: pair.name }, 'services', 'a map'); continue }
      yield* check(model, pair.value, table, `${noun} '${pair.name}'`)
      if (section === 'services') for (const [list, inner] of [['ports', 'port'], ['volumes', 'mount']] as const) for (const item of asSequence(entry(pair.value, list)?.value ?? null)?.items ?? []) if (asMap(item)) yield* check(model, item, inner, `an entry under ${list} of service '${pair.name}'`)
    }
  }
}

function* wrong(model: Model, pair: YamlPair, parent: Parent, where: string, expected: string): Generator<Fact> {
  const scalar = asScalar(pair.value), span = scalar && scalar.span[1] > scalar.span[0] ? scalar.span : pair.key.span
  yield new ProblemNode(model, new View([{ source: model.source, node: pair.value, key: pair.key, depth: 0 }]), parent, scalar && expected !== 'a map' && expected !== 'a list' ? 'bad-value' : 'wrong-type', pair.name!, where, expected, null, firstLine(span, model.source.text))
}

function* check(model: Model, node: YamlNode | null, name: string, where: string, depth = 0): Generator<Fact> {
  const table = tables[name], map = asMap(node)
  if (!table || !map || depth > 6) return
  // What an anchor brings is looked at where it is merged, once, and only the own keys of the file's map are.
  for (const pair of map.pairs) {
    if (pair.name === null || pair.name === '<<' || pair.name.startsWith('x-') || pair.key.unknown) continue
    const shape = Object.hasOwn(table, pair.name) ? table[pair.name]! : null, parent: Parent = { node: map, step: pair.name }
    if (shape === null) {
      yield new ProblemNode(model, new View([{ source: model.source, node: pair.value, key: pair.key, depth: 0 }]), parent, 'unknown-key', pair.name, where, '', nearest(pair.name, Object.keys(table)), pair.key.span)
      continue
    }
    if (pair.value.tag === '!reset' || pair.value.tag === '!override') continue
    const inner = /\{(\w+)\}/.exec(shape)?.[1]
    if (!fits(pair.value, shape)) { yield* wrong(model, pair, parent, where, wordsOf(shape)); continue }
    const allowed = choices[`${name}.${pair.name}`], text = textOf(pair.value)
    if (allowed && text !== null && !text.includes('$') && !allowed.includes(text)) yield* wrong(model, pair, parent, where, `one of ${allowed.join(', ')}`)
    if (inner) yield* check(model, pair.value, inner, `${pair.name} of ${where}`, depth + 1)
  }
}

function fits(node: YamlNode, shape: Shape): boolean {
  const resolved = resolve(node)
  if (!resolved || resolved.kind === 'alias' || resolved.unknown) return true
  if (resolved.kind === 'map') return /[m{]/.test(shape)
  if (resolved.kind === 'sequence') return shape.includes('l')
  const text = textOf(resolved)
  // Nothing behind a key is half-typed, or a default.
  if (text === null || text.includes('$')) return true
  const plain = shape.replace(/\{\w+\}/, '')
  if (plain.includes('s')) return true
  if (plain.includes('b') && /^(?:true|false|yes|no|on|off|y|n)$/i.test(text)) return true
  if (plain.includes('n') && /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(text.trim())) return true
  if (plain.includes('d') && isDuration(text.trim())) return true
  return plain.includes('z') && isSize(text.trim())
}

const firstLine = ([start, end]: Span, text: string): Span => { const at = text.slice(start, end).search(/[\r\n]/); return [start, at < 0 ? end : start + at] }
