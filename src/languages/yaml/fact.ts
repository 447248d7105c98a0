import type { TextEdit } from '../../core/edit'
import type { Change, Fact, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { parsePath } from '../../core/path'
import type { Span } from '../../core/span'
import { dictionary, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { append, insert, remove, set, written, type EditTarget } from './edit'
import { damaged } from './parse'
import { locate, tokenOf } from './path'
import type { YamlDocument, YamlNode, YamlScalar } from './tree'
import { asMap, asScalar, asSequence, entries, entry, isOpen, lookup, resolve } from './walk'

/** A document, and the file that it stands in. */
export interface Source { readonly path: string; readonly text: string; readonly document: YamlDocument }

/** Where a value is written: under which key, and in which collection at which step. */
export interface Site { readonly source: Source; readonly node: YamlNode; readonly key?: YamlNode | null; readonly holder?: YamlNode | null; readonly step?: string | number | null }

/** A value that a template or a variable of the deployment makes. */
const made = /\{\{|\$\{|\$\(|<%|%%/

/** A scalar's text; null where nothing is written, unknown where something else makes it. */
export function textOf(node: YamlNode | null): Maybe<string | null> {
  const at = resolve(node)
  if (!at) return node ? new Unknown('*') : null
  if (at.kind === 'alias' || at.unknown) return new Unknown('…')
  if (at.kind !== 'scalar' || at.value === null && at.style === 'plain') return null
  return typeof at.value === 'string' ? at.value : at.source
}

/** A scalar's text where no variable stands in it. */
export function plainText(node: YamlNode | null): Maybe<string | null> {
  const text = textOf(node)
  return typeof text === 'string' && made.test(text) ? new Unknown(text) : text
}

export function flagOf(node: YamlNode | null): Maybe<boolean | null> {
  const text = plainText(node)
  return typeof text !== 'string' ? text : /^(?:true|yes|on)$/i.test(text) ? true : /^(?:false|no|off)$/i.test(text) ? false : null
}

export function numberOf(node: YamlNode | null): Maybe<number | null> {
  const text = plainText(node)
  return typeof text !== 'string' ? text : text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null
}

/** The items of a list; open where more may be there. A scalar alone counts as one where `single`. */
export function itemsOf(node: YamlNode | null, single = false): List<YamlNode> {
  const sequence = asSequence(node)
  if (sequence) return list(sequence.items, isOpen(node))
  return single && asScalar(node) && textOf(node) !== null ? list([node!]) : list<YamlNode>([], node !== null && isOpen(node))
}

/** Texts of a list. */
export const textsOf = (node: YamlNode | null): List<Maybe<string>> => { const items = itemsOf(node, true); return list(items.map(item => textOf(item) ?? ''), items.open) }

/** Texts by key. */
export function pairsOf(node: YamlNode | null): Dictionary<Maybe<string | null>> {
  return dictionary([...entries(node)].flatMap(({ name, value }) => name === null ? [] : [[name, textOf(value)] as const]), node !== null && isOpen(node))
}

/** A fact over a value of a YAML or JSON file. Paths below it are keys and indices, then `@12:20` for characters of a scalar's text; paths that begin with a field which is a fact lead to that. */
export abstract class YamlFact implements Fact {
  private cache: Map<string, unknown> | null = null
  abstract readonly kind: string
  abstract readonly subject: string

  constructor(readonly site: Site) {}

  get path(): string { return this.site.source.path }

  protected keep<T>(name: string, compute: () => T): T {
    if (this.cache?.has(name)) return this.cache.get(name) as T
    const value = compute()
    ;(this.cache ??= new Map()).set(name, value)
    return value
  }

  get damaged(): boolean {
    const { source: { document }, key, node } = this.site
    if (document.errors.length === 0) return false
    const start = (key ?? node).span[0]
    return damaged(document, { span: [start, Math.max(start, node.span[1])] })
  }

  protected at(...path: readonly (string | number)[]): YamlNode | null { return lookup(this.site.node, ...path) }

  /** A value below with where it hangs. */
  protected siteAt(name: string): Site | null {
    const pair = entry(this.site.node, name)
    return pair && { source: this.site.source, node: pair.value, key: pair.key, holder: resolve(this.site.node), step: name }
  }

  protected items(name: string): Site[] {
    const node = entry(this.site.node, name)?.value ?? null, holder = asSequence(node)
    return holder ? holder.items.map((item, step) => ({ source: this.site.source, node: item, key: null, holder, step })) : []
  }

  /** The path that stands for the fact itself, such as its name. */
  protected get own(): string { return '' }

  private ownerOf(path: string): { readonly fact: YamlFact; readonly rest: string } | null {
    const match = /^([a-z]\w*)(?:\.(.*))?$/.exec(path)
    if (!match || asMap(this.site.node)?.pair(match[1]!)) return null
    const fact = match[1]! in this ? (this as unknown as Record<string, unknown>)[match[1]!] : null
    return fact instanceof YamlFact ? { fact, rest: match[2] ?? '' } : null
  }

  locate(path: string): Place {
    const characters = /^(.*)@(\d+):(\d+)$/.exec(path)
    if (characters) return this.charactersOf(characters[1]!, [Number(characters[2]), Number(characters[3])])
    const owner = this.ownerOf(path)
    if (owner) return owner.fact.locate(owner.rest)
    const { source, node, key } = this.site, steps = parsePath(path === '' ? this.own : path) ?? []
    let at: YamlNode | null = node, missing = false
    for (const step of steps) {
      at = lookup(at, step)
      if (!at) { missing = true; break }
    }
    if (path === '' && missing) return { path: this.path, span: tokenOf(node, key ?? null, source.text), missing: false }
    // What is missing of an item is shown at the item's own name.
    if (missing && steps.length === 1 && this.own !== '' && path !== this.own) return { ...this.locate(''), missing: true }
    return { path: this.path, span: steps.length === 0 ? tokenOf(node, key ?? null, source.text) : locate(node, steps, source.text), missing }
  }

  /** Characters of a scalar's text where they stand in the file. */
  private charactersOf(path: string, [from, to]: Span): Place {
    const node = asScalar(lookup(this.site.node, ...parsePath(path) ?? [])), { text } = this.site.source
    if (!node) return this.locate(path)
    const span = sourceSpan(node, text, [from, to])
    return { path: this.path, span, missing: false }
  }

  edit(change: Change): readonly Edit[] | null {
    const owner = this.ownerOf(change.path)
    if (owner) return owner.fact.edit({ ...change, path: owner.rest })
    if (change.kind === 'replace') {
      const place = this.locate(change.path)
      return place.missing ? null : [{ path: place.path, span: place.span, text: change.text }]
    }
    const segments = parsePath(change.path), { source, node, holder, step } = this.site
    if (!segments) return null
    const target: EditTarget = { document: source.document, text: source.text, node }
    const above = holder && step !== undefined && step !== null ? { target: { ...target, node: holder }, step } : null
    let edits: readonly TextEdit[] | null = null
    if (change.kind === 'remove') edits = segments.length > 0 ? remove(target, segments) : above && remove(above.target, [above.step])
    else if (change.kind === 'insert') {
      const last = segments.at(-1)
      edits = last === undefined ? null : written(change.value, value => insert(target, segments.slice(0, -1), last, value))
    } else if (segments.length === 0 && change.kind === 'set' && above) edits = written(change.value, value => set(above.target, [above.step], value))
    else edits = written(change.value, value => (change.kind === 'set' ? set : append)(target, segments, value))
    return edits && edits.map(edit => ({ path: this.path, ...edit }))
  }
}

/** Characters of a scalar's text in its file, cut at the end of their line. Text and source agree in all that is no blank, quote or escape. */
export function sourceSpan(node: YamlScalar, text: string, [from, to]: Span): Span {
  const value = typeof node.value === 'string' ? node.value : node.source, [start, end] = node.span
  let at = start
  if (node.style === 'literal' || node.style === 'folded') { const line = text.indexOf('\n', start); at = line < 0 || line > end ? end : line + 1 }
  else if (node.style !== 'plain') at++
  let first = -1, last = -1
  for (let i = 0; i < value.length && i < to && at < end; i++) {
    const character = value[i]!
    if (/\s/.test(character)) continue
    while (at < end && text[at] !== character) at++
    if (at >= end) break
    if (i >= from) { if (first < 0) first = at; last = at + 1 }
    at++
  }
  if (first < 0) return tokenOf(node, null, text)
  let stop = first
  while (stop < last && text[stop] !== '\n' && text[stop] !== '\r') stop++
  return [first, stop]
}
