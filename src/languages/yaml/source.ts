import type { TextEdit } from '../../core/edit'
import { build } from './build'
import { maximumDepth } from './guard'
import { MapNode, PairNode } from './nodes'
import type { Base, ErrorNode } from './nodes'
import { Chunk, Document, File, parseChunk, parseYaml, splitDocuments } from './parse'
import type { ParseOptions, YamlFile } from './tree'

const sentinel = 'shipshape'
/** Lines that would start or end a document, wherever they stand. */
const boundary = /(?:^|\n)(?:---|\.\.\.|%)|\uFEFF/
/** Nesting that the levels around a section can add to its own. */
const margin = 8

/**
 * A YAML file under edit. An edit is parsed again only in the section it touches (a pair of the root map, or of a map under one), else
 * in its document, else everywhere; the file is always what `parseYaml` would say. `file` is valid until the next edit. The pairs of
 * untouched sections stay the same objects, moved where the text before them grew: a cache may use them as keys, and read spans late.
 */
export class YamlSource {
  private current: File

  constructor(text: string, private readonly options: ParseOptions = {}) { this.current = parseYaml(text, options) as File }

  get file(): YamlFile { return this.current }

  get text(): string { return this.current.text }

  /** The file with the text under one span replaced. */
  edit({ span: [start, end], text }: TextEdit): YamlFile {
    const old = this.current.text, from = Math.max(0, Math.min(start, old.length)), to = Math.max(from, Math.min(end, old.length))
    const next = old.slice(0, from) + text + old.slice(to)
    if (this.current.mask || this.options.templates && next.includes('{{')) this.current = parseYaml(next, this.options) as File
    else this.current = this.inSection(next, from, to, text.length) ?? this.inDocuments(next, from, to, text.length)
    return this.current
  }

  /** The file with all its text replaced; what is the same at the beginning and the end counts as untouched. */
  update(text: string): YamlFile {
    const old = this.current.text, most = Math.min(old.length, text.length)
    if (old === text) return this.current
    let start = 0, tail = 0
    while (start < most && old.charCodeAt(start) === text.charCodeAt(start)) start++
    while (tail < most - start && old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++
    return this.edit({ span: [start, old.length - tail], text: text.slice(start, text.length - tail) })
  }

  private inSection(next: string, from: number, to: number, inserted: number): File | null {
    const index = this.current.chunks.findIndex(chunk => chunk.base.offset <= from && to <= chunk.end)
    const chunk = this.current.chunks[index]
    if (!chunk || chunk.documents.length !== 1) return null
    const document = chunk.documents[0]!, root = document.root as MapNode | null
    if (root?.kind !== 'map' || root.style !== 'block') return null
    const top = sectionAt(root, chunk.end, this.current.text, from, to)
    if (!top) return null
    const value = (root.pairs[top.index] as PairNode).value
    const change = { next, delta: inserted - (to - from), chunk, document, old: this.current.text }
    let replaced: { pair: PairNode; bases: readonly Base[]; errors: readonly ErrorNode[]; section: Section } | null = null, newRoot: MapNode | null = null
    if (value instanceof MapNode && value.style === 'block' && root.anchor === null && value.anchor === null) {
      const child = sectionAt(value, top.end, this.current.text, from, to)
      const pair = child && reparse(change, value.pairs[child.index] as PairNode, child, 1)
      if (pair) {
        const around = root.pairs[top.index] as PairNode
        replaced = { ...pair, section: child }
        newRoot = root.with(top.index, new PairNode(around.base, around.key, around.name, value.with(child.index, pair.pair), around.conditional))
      }
    }
    if (!replaced && root.anchor === null) {
      const pair = reparse(change, root.pairs[top.index] as PairNode, top, 2)
      if (pair) { replaced = { ...pair, section: top }; newRoot = root.with(top.index, pair.pair) }
    }
    if (!replaced || !newRoot) return null

    const { section, errors } = replaced, delta = change.delta
    const bases: Base[] = []
    let placed = false
    for (const base of chunk.bases) {
      if (base.offset >= section.start && base.offset < section.end) {
        if (!placed) { bases.push(...replaced.bases); placed = true }
      } else {
        if (base.offset >= section.end) base.offset += delta
        bases.push(base)
      }
    }
    const text = next.slice(chunk.base.offset, chunk.end + delta), place = { base: chunk.base, text }
    const span = document.span
    const documents = [new Document(place, span[0] - chunk.base.offset, span[1] - chunk.base.offset + delta, newRoot, errors)]
    const changed = new Chunk(chunk.base, text, documents, bases, chunk.anchored, null)
    const chunks = this.current.chunks.slice()
    chunks[index] = changed
    shift(chunks, index + 1, delta)
    return new File(next, null, chunks)
  }

  private inDocuments(next: string, from: number, to: number, inserted: number): File {
    const old = this.current.chunks, delta = inserted - (to - from), spans = splitDocuments(next)
    let head = 0, tail = 0
    while (head < old.length && head < spans.length && old[head]!.end < from && old[head]!.base.offset === spans[head]![0] && old[head]!.end === spans[head]![1]) head++
    while (tail < old.length - head && tail < spans.length - head) {
      const chunk = old[old.length - 1 - tail]!, span = spans[spans.length - 1 - tail]!
      if (chunk.base.offset <= to || chunk.base.offset + delta !== span[0] || chunk.end + delta !== span[1]) break
      tail++
    }
    const kept = old.slice(old.length - tail)
    shift(kept, 0, delta)
    return new File(next, null, [...old.slice(0, head), ...spans.slice(head, spans.length - tail).map(([start, end]) => parseChunk(next, start, end, null)), ...kept])
  }
}

function shift(chunks: readonly Chunk[], first: number, delta: number): void {
  if (delta === 0) return
  for (let i = first; i < chunks.length; i++) {
    chunks[i]!.base.offset += delta
    for (const base of chunks[i]!.bases) base.offset += delta
  }
}

/** The lines of one pair of a block map: up to the line of the next pair's key. */
interface Section { readonly index: number; readonly start: number; readonly end: number; readonly indent: number; readonly last: boolean }

/** The section of a map that holds an edit, where the keys around it stand alone at the start of their lines. */
function sectionAt(map: MapNode, mapEnd: number, text: string, from: number, to: number): Section | null {
  let low = 0, high = map.pairs.length
  if (high === 0) return null
  while (high - low > 1) { const middle = (low + high) >> 1; if (map.pairs[middle]!.key.span[0] <= from) low = middle; else high = middle }
  // An edit in the indentation of a key belongs to no section.
  const key = map.pairs[low]!.key
  if (key.kind !== 'scalar' || key.source === '' || key.span[0] > from || key.anchor !== null || key.tag !== null) return null
  const start = lineStart(text, key.span[0]), indent = key.span[0] - start
  if (!blank(text, start, key.span[0]) || map.span[0] - lineStart(text, map.span[0]) !== indent) return null
  const next = map.pairs[low + 1]
  if (!next) return to <= mapEnd ? { index: low, start, end: mapEnd, indent, last: true } : null
  const [keyStart] = next.key.span, end = lineStart(text, keyStart)
  if (next.key.kind !== 'scalar' || next.key.source === '' || end <= key.span[0] || keyStart - end !== indent || !blank(text, end, keyStart) || to > end) return null
  return { index: low, start, end, indent, last: false }
}

interface Change { readonly next: string; readonly delta: number; readonly chunk: Chunk; readonly document: Document; readonly old: string }

interface Reparsed { readonly pair: PairNode; readonly bases: readonly Base[]; readonly errors: readonly ErrorNode[] }

/** The pair that an edited section says now; `null` where something refers across the section's edges, or reading it reaches over them. */
function reparse({ chunk, document, delta, next, old: text }: Change, old: PairNode, section: Section, sections: number): Reparsed | null {
  if (chunk.anchored || old.key.kind !== 'scalar') return null
  for (const error of document.errors) if (error.span[0] <= section.start + section.indent || error.span[1] > section.end || error.span[0] >= section.end && !section.last) return null
  // Where the old section was broken, what follows it may have been misread with it.
  if (document.errors.length > 0 && !parseSection(text, section, section.end, chunk, old, 0)) return null
  return parseSection(next, section, section.end + delta, chunk, old, sections)
}

/** A key appended behind the section proves that the parser comes out of it where it went in. */
function parseSection(next: string, section: Section, end: number, chunk: Chunk, old: PairNode, sections: number): Reparsed | null {
  const text = next.slice(section.start, end), atEnd = section.end === chunk.end
  if (boundary.test(text) || end < next.length && !text.endsWith('\n') || leaves(text, section.indent)) return null
  const parsed = atEnd ? text : `${text}${' '.repeat(section.indent)}${sentinel}:\n`
  const built = build({ text: parsed, source: text, base: { offset: section.start }, sections, mask: null, cap: maximumDepth - margin })
  if ('tooDeepAt' in built || built.length !== 1) return null
  const { root, anchored, bases, errors } = built[0]!
  if (anchored || !(root instanceof MapNode) || root.style !== 'block' || root.pairs.length !== (atEnd ? 1 : 2)) return null
  const pair = root.pairs[0] as PairNode, key = pair.key, was = old.key
  if (key.kind !== 'scalar' || was.kind !== 'scalar' || key.source !== was.source || key.style !== was.style || key.span[0] !== section.start + section.indent || key.tag !== null) return null
  const limit = section.start + text.length
  if (!atEnd) {
    const { key: guard, value } = root.pairs[1]!
    if (guard.kind !== 'scalar' || guard.value !== sentinel || guard.span[0] !== limit + section.indent || value.span[0] !== value.span[1]) return null
  }
  // At the end of a document nothing proves that a parser which lost its way came back.
  if (errors.length > 0 && atEnd || errors.some(error => error.span[0] >= limit || error.span[1] > limit)) return null
  return { pair, bases: bases.filter(base => base.offset < limit), errors: errors.map(error => error.on(chunk.base, section.start - chunk.base.offset)) }
}

/** Does a line behind the first one, comments aside, stand no deeper than the section's key? Items of a sequence may stand below it. */
function leaves(text: string, indent: number): boolean {
  for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; at = text.indexOf('\n', at) + 1) {
    let i = at
    while (text.charCodeAt(i) === 32) i++
    const code = text.charCodeAt(i)
    if (i - at <= indent && i < text.length && code !== 10 && code !== 13 && code !== 35 && !(code === 45 && i - at === indent)) return true
  }
  return false
}

const lineStart = (text: string, at: number): number => at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1

function blank(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) !== 32) return false
  return true
}
