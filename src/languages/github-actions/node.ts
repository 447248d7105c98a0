import type { Change, Fact, Lasting, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { outsideReads, readOutside } from '../../core/outside'
import { parsePath, type Segment } from '../../core/path'
import type { Span } from '../../core/span'
import type { TextEdit } from '../../core/edit'
import { dictionary, list, Unknown, type Dictionary, type List, type Maybe, type Plain } from '../../core/value'
import { append, insert, remove, set, written, type EditTarget } from '../yaml/edit'
import { damaged } from '../yaml/parse'
import { tokenOf } from '../yaml/path'
import type { YamlNode, YamlScalar } from '../yaml/tree'
import { asScalar, asSequence, entries, entry, isOpen, resolve } from '../yaml/walk'
import type { Model } from './model'

/** Where a fact's node hangs, so that the whole of it can be removed. */
export interface Parent { readonly node: YamlNode; readonly step: string | number }

/** A fact that stands for a node of the file. Paths below it are keys and indices as written; `step.`, `job.` and `workflow.` lead to its owners. */
export abstract class Node implements Fact, Lasting {
  private cache: Map<string, unknown> | null = null
  /** Names of what was computed from more than the fact's job and the workflow's heading. */
  private outside: Set<string> | null = null
  /** See `keepJobs`. */
  substance: object | null = null

  constructor(readonly model: Model, readonly kind: string, readonly valueNode: YamlNode | null, readonly keyNode: YamlNode | null = null, readonly parent: Parent | null = null) {}

  get path(): string { return this.model.path }
  abstract get subject(): string

  protected once<T>(name: string, compute: () => T): T {
    const known = this.cache?.get(name)
    if (known !== undefined) {
      if (this.outside?.has(name)) readOutside()
      return known as T
    }
    const reads = outsideReads(), value = compute()
    if (outsideReads() !== reads) (this.outside ??= new Set()).add(name)
    ;(this.cache ??= new Map()).set(name, value)
    return value
  }

  get damaged(): boolean {
    const { document } = this.model, at = this.keyNode ?? this.valueNode
    if (!document || !at || document.errors.length === 0) return false
    return damaged(document, { span: [at.span[0], Math.max(at.span[1], this.valueNode?.span[1] ?? 0)] })
  }

  /** The value under a key of the fact's own node. */
  protected get(...path: readonly (string | number)[]): YamlNode | null {
    let at = this.valueNode
    for (const step of path) at = typeof step === 'string' ? entry(at, step)?.value ?? null : asSequence(at)?.items[step] ?? null
    return at
  }

  /** `get` for facts of the same file. */
  child(name: string): YamlNode | null { return this.get(name) }

  protected place(span: Span, missing = false): Place { return { path: this.path, span: firstLine(span, this.model.text), missing } }

  /** The token of a part that is no YAML node of its own; undefined for what is one. */
  protected token(_path: string): Span | null | undefined { return undefined }
  /** Where a value that is not written here comes from. */
  protected inherited(_path: string, _segments: readonly Segment[]): Place | null { return null }

  private ownerOf(segments: readonly Segment[]): { readonly fact: Fact } | null {
    const [first] = segments
    if (first !== 'step' && first !== 'job' && first !== 'workflow' && first !== 'action') return null
    const fact = (this as unknown as Record<string, unknown>)[first]
    return fact instanceof Node ? { fact } : null
  }

  locate(path: string): Place {
    const segments = path === '' ? [] : parsePath(path) ?? [], owner = path === '' ? null : this.ownerOf(segments)
    if (owner) return owner.fact.locate(restOf(path))
    const token = this.token(path)
    if (token !== undefined) return token ? this.place(token) : this.place(this.token('') ?? this.here, true)
    let at = this.valueNode, key = this.keyNode
    for (const segment of segments) {
      const inner = resolve(at), pair = typeof segment === 'string' ? entry(inner, segment) : null
      const item = typeof segment === 'number' ? asSequence(inner)?.items[segment] ?? null : null
      if (!pair && !item) return this.inherited(path, segments) ?? this.place(tokenOf(key ?? at, null, this.model.text), true)
      key = pair?.key ?? null
      at = pair?.value ?? item
    }
    return this.place(tokenOf(at, key, this.model.text))
  }

  protected get here(): Span { return tokenOf(this.valueNode, this.keyNode, this.model.text) }

  edit(change: Change): readonly Edit[] | null {
    const segments = parsePath(change.path)
    if (!segments) return null
    const owner = this.ownerOf(segments)
    if (owner) return owner.fact.edit({ ...change, path: restOf(change.path) })
    if (change.kind === 'replace') {
      const place = this.locate(change.path)
      return place.missing ? null : [{ path: place.path, span: place.span, text: change.text }]
    }
    const { document, text } = this.model
    if (!document || !this.valueNode) return null
    const target: EditTarget = { document, text, node: this.valueNode }
    let edits: readonly TextEdit[] | null = null
    if (change.kind === 'remove') edits = segments.length > 0 ? remove(target, segments) : this.parent && remove({ ...target, node: this.parent.node }, [this.parent.step])
    else if (change.kind === 'insert') {
      const last = segments.at(-1)
      edits = last === undefined ? null : written(change.value, value => insert(target, segments.slice(0, -1), last, value))
    } else edits = written(change.value, value => (change.kind === 'set' ? set : append)(target, segments, value))
    return edits && edits.map(edit => ({ path: this.path, ...edit }))
  }
}

/** What follows the first segment of a path. */
const restOf = (path: string): string => path.replace(/^[^.[]+\.?/, '')

function firstLine([start, end]: Span, text: string): Span {
  let to = start
  while (to < end && text[to] !== '\n' && text[to] !== '\r') to++
  return [start, to]
}

/** A scalar's value as the runner reads it; null for what is no scalar, or empty. */
export function textIn(node: YamlNode | null): string | null {
  const scalar = asScalar(node)
  if (!scalar || scalar.value === null && scalar.style === 'plain') return null
  return typeof scalar.value === 'string' ? scalar.value : scalar.source
}

const isTemplate = (text: string): boolean => text.includes('${{')

export function stringIn(node: YamlNode | null): Maybe<string | null> {
  const text = textIn(node)
  return text !== null && isTemplate(text) ? new Unknown(text) : text
}

/** A value that is there, whatever it is. */
export function valueIn(node: YamlNode, file: string): Maybe<string> {
  const resolved = resolve(node)
  if (resolved?.kind === 'scalar') return stringIn(resolved) ?? ''
  return new Unknown(file.slice(...node.span))
}

export function numberIn(node: YamlNode | null): Maybe<number | null> {
  const scalar = asScalar(node), text = textIn(node)
  if (text === null) return resolve(node)?.kind === 'scalar' || node === null ? null : new Unknown('')
  if (typeof scalar?.value === 'number') return scalar.value
  return /^\s*[-+]?\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : new Unknown(text)
}

export function booleanIn(node: YamlNode | null, absent: boolean): Maybe<boolean> {
  const scalar = asScalar(node), text = textIn(node)
  if (text === null) return absent
  if (typeof scalar?.value === 'boolean') return scalar.value
  const whole = /^\s*\$\{\{\s*(true|false)\s*\}\}\s*$/.exec(text)
  return text === 'true' || whole?.[1] === 'true' ? true : text === 'false' || whole?.[1] === 'false' ? false : new Unknown(text)
}

/** A list of strings, or one string for a list of one; null where nothing is written. */
export function stringsIn(node: YamlNode | null, file: string): List<Maybe<string>> | null {
  const sequence = asSequence(node)
  if (sequence) return list(sequence.items.map(item => valueIn(item, file)), sequence.open)
  const one = stringIn(node)
  return one === null ? null : one instanceof Unknown ? list([one], true) : list([one])
}

export function dictionaryIn(node: YamlNode | null, file: string): Dictionary<Maybe<string>> {
  const found: [string, Maybe<string>][] = []
  for (const pair of entries(node)) if (pair.name !== null) found.push([pair.name, valueIn(pair.value, file)])
  return dictionary(found, isDynamic(node))
}

/** Keys of a map. */
export function namesIn(node: YamlNode | null): string[] {
  const names: string[] = []
  for (const { name } of entries(node)) if (name !== null) names.push(name)
  return names
}

/** More may be there than is seen: it is an expression, or a merge leads nowhere. */
export function isDynamic(node: YamlNode | null): boolean {
  if (isOpen(node) || isTemplate(textIn(node) ?? '')) return true
  for (const { name } of entries(node)) if (name !== null && isTemplate(name)) return true
  return false
}

/** Any value as data; unknown where it contains an expression. */
export function plainIn(node: YamlNode | null, depth = 0): Maybe<Plain> {
  const resolved = resolve(node)
  if (!resolved || depth > 20) return node ? new Unknown('') : null
  if (resolved.kind === 'scalar') {
    const { value } = resolved
    return typeof value === 'string' && isTemplate(value) ? new Unknown(value) : value
  }
  if (resolved.kind === 'alias') return new Unknown(resolved.name)
  if (resolved.kind === 'sequence') {
    const items: Plain[] = []
    for (const item of resolved.items) {
      const value = plainIn(item, depth + 1)
      if (value instanceof Unknown) return value
      items.push(value)
    }
    return items
  }
  const record: { [key: string]: Plain } = {}
  for (const pair of entries(resolved)) {
    const value = plainIn(pair.value, depth + 1)
    if (value instanceof Unknown) return value
    if (pair.name !== null) Object.defineProperty(record, pair.name, { value, enumerable: true, configurable: true, writable: true })
  }
  return record
}

export const isBlock = (scalar: YamlScalar | null): boolean => scalar?.style === 'literal' || scalar?.style === 'folded'
