import { nearest } from '../../core/nearest'
import type { Span } from '../../core/span'
import { asMap, asScalar, asSequence, entries, entry, resolve } from '../yaml/walk'
import type { YamlNode, YamlPair } from '../yaml/tree'
import type * as facts from './facts'
import type { Model } from './model'
import { choices, isDuration, isSize, tables, wordsOf, type Shape } from './schema'
import { textOf } from './view'

/** What of a file the specification does not know. */
export function* problemsOf(model: Model): Generator<facts.Problem> {
  const root = model.source.document?.root ?? null
  yield* check(model, root, 'project', 'the file')
  for (const error of model.source.document?.errors ?? []) if (error.code === 'duplicate-key') yield problem(model, 'duplicate-key', model.source.text.slice(...error.span), 'the map', '', null, error.span)
  for (const [section, table, noun] of [['services', 'service', 'service'], ['networks', 'network', 'network'], ['volumes', 'volume', 'volume'], ['secrets', 'secret', 'secret'], ['configs', 'config', 'config']] as const) {
    for (const pair of entries(entry(root, section)?.value ?? null)) {
      if (pair.name === null || pair.name.startsWith('x-')) continue
      if (section === 'services' && !asMap(pair.value)) { yield* wrong(model, pair, 'services', 'a map'); continue }
      yield* check(model, pair.value, table, `${noun} '${pair.name}'`)
      if (section === 'services') for (const [list, inner] of [['ports', 'port'], ['volumes', 'mount']] as const) for (const item of asSequence(entry(pair.value, list)?.value ?? null)?.items ?? []) if (asMap(item)) yield* check(model, item, inner, `an entry under ${list} of service '${pair.name}'`)
    }
  }
}

const problem = (model: Model, form: facts.Problem['form'], key: string, where: string, expected: string, suggestion: string | null, span: Span): facts.Problem => ({ form, key, where, expected, suggestion, place: { path: model.path, span, missing: false } })

function* wrong(model: Model, pair: YamlPair, where: string, expected: string): Generator<facts.Problem> {
  const scalar = asScalar(pair.value), span = scalar && scalar.span[1] > scalar.span[0] ? scalar.span : pair.key.span
  yield problem(model, scalar && expected !== 'a map' && expected !== 'a list' ? 'bad-value' : 'wrong-type', pair.name!, where, expected, null, firstLine(span, model.source.text))
}

function* check(model: Model, node: YamlNode | null, name: string, where: string, depth = 0): Generator<facts.Problem> {
  const table = tables[name], map = asMap(node)
  if (!table || !map || depth > 6) return
  // What an anchor brings is looked at where it is merged, once, and only the own keys of the file's map are.
  for (const pair of map.pairs) {
    if (pair.name === null || pair.name === '<<' || pair.name.startsWith('x-') || pair.key.unknown) continue
    const shape = Object.hasOwn(table, pair.name) ? table[pair.name]! : null
    if (shape === null) {
      yield problem(model, 'unknown-key', pair.name, where, '', nearest(pair.name, Object.keys(table)), pair.key.span)
      continue
    }
    if (pair.value.tag === '!reset' || pair.value.tag === '!override') continue
    const inner = /\{(\w+)\}/.exec(shape)?.[1]
    if (!fits(pair.value, shape)) { yield* wrong(model, pair, where, wordsOf(shape)); continue }
    const allowed = choices[`${name}.${pair.name}`], text = textOf(pair.value)
    if (allowed && text !== null && !text.includes('$') && !allowed.includes(text)) yield* wrong(model, pair, where, `one of ${allowed.join(', ')}`)
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
