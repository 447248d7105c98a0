import type { Change } from '../../../core/fact'
import type { Segment } from '../../../core/path'
import type { Span } from '../../../core/span'
import { isPlainString } from '../../yaml/render'
import { yaml11 } from '../../yaml/scalar'
import { parseYaml } from '../../yaml/parse'
import type { ScalarStyle, YamlDocument, YamlError, YamlFile, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSequence } from '../../yaml/tree'
import { entries, isOpen, resolve } from '../../yaml/walk'
import { Tree, type Given, type Source } from '../tree'
import type { Rendered } from './evaluate'
import { isList, isMap, plainText, type Data, type Frame, type Piece, type Value } from './value'

/** Where something that was printed stands in a file. */
interface Spot { readonly frame: Frame; readonly span: Span }

/** The nodes of a file as the masking parser sees them, by where their keys, items and roots begin. */
export type Written = (path: string) => ReadonlyMap<string, Tree> | null

/** All trees below some roots by the places of their keys (`k12`), items (`i20`) and roots (`r0`). */
export function byPlace(roots: Iterable<Tree>): ReadonlyMap<string, Tree> {
  const found = new Map<string, Tree>(), stack: Tree[] = []
  for (const root of roots) { found.set(`r${root.node.span[0]}`, root); stack.push(root) }
  for (let tree = stack.pop(); tree; tree = stack.pop()) {
    for (const child of tree.children.values()) { if (child.key) found.set(`k${child.key.span[0]}`, child); stack.push(child) }
    for (const item of tree.items) { found.set(`i${item.node.span[0]}`, item); stack.push(item) }
  }
  return found
}

/** Of how many printed texts of one template the nodes are kept, since most edits elsewhere change none of them. */
const mostParses = 16

/** What a template prints as trees whose places are in the files that it came from. */
export function treesOf(rendered: Rendered, written: Written, parses: Map<string, YamlFile>): readonly Tree[] {
  const key = `${rendered.hasHoles ? '{' : ' '}${rendered.text}`
  let file = parses.get(key)
  if (!file) {
    if (parses.size >= mostParses) parses.clear()
    parses.set(key, file = parseYaml(rendered.text, { templates: rendered.hasHoles }))
  }
  const reader = new Reader(rendered, file, written)
  return file.documents.flatMap(({ root }) => root ? [reader.root(root)] : [])
}

class Reader {
  private readonly starts: number[] = []
  private readonly pieces: readonly Piece[]
  private readonly sources = new Map<string, Source>()
  private readonly absents: { readonly at: number; readonly piece: Piece }[] = []
  private readonly text: string

  constructor(private readonly rendered: Rendered, file: YamlFile, private readonly written: Written) {
    const pieces: Piece[] = []
    let at = 0
    for (const piece of rendered.pieces) {
      if (piece.absent) this.absents.push({ at, piece })
      else { this.starts.push(at); pieces.push(piece) }
      at += piece.text.length
    }
    this.pieces = pieces
    this.text = rendered.text
    const { path, text } = rendered.file, errors = file.errors.flatMap(error => this.errorOf(error))
    const damagedSpans = file.documents.flatMap(document => document.damagedSpans.flatMap(span => this.coverOf(span)))
    this.sources.set(path, { path, text, document: documentOf(text, errors, damagedSpans) })
  }

  root(node: YamlNode): Tree { return this.tree(node, null, null, null, 'r') }

  /** The piece that prints the character at an offset. */
  private pieceAt(offset: number): number {
    let low = 0, high = this.starts.length
    while (high - low > 1) { const middle = (low + high) >> 1; if (this.starts[middle]! <= offset) low = middle; else high = middle }
    // Pieces of no width begin where the next one does: the last of them is it.
    return low
  }

  /** The characters of a frame that print the one at an offset; null where the frame does not print it. */
  private placeIn(frame: Frame, offset: number): Span | null {
    const index = this.pieceAt(offset), piece = this.pieces[index]
    if (!piece) return null
    if (piece.frame === frame) {
      if (piece.form !== 'text' && piece.form !== 'hole') return piece.span
      const at = Math.min(piece.span[0] + offset - this.starts[index]!, piece.span[1])
      return [at, Math.min(at + 1, piece.span[1])]
    }
    for (let { caller } = piece.frame; caller; caller = caller.frame.caller) if (caller.frame === frame) return caller.span
    return null
  }

  /** Where printed characters stand, in a frame where it prints them, else in that of the first one. */
  private spotOf(from: number, to: number, wanted: Frame | null): Spot {
    const piece = this.pieces[this.pieceAt(from)]
    let frame = wanted && this.placeIn(wanted, from) ? wanted : piece?.frame
    if (!frame) return { frame: { path: this.rendered.file.path, text: this.rendered.file.text, caller: null }, span: [0, 0] }
    const start = this.placeIn(frame, from)!
    if (to <= from) return { frame, span: [start[0], start[0]] }
    let end = start
    for (let at = to - 1, tries = 0; at >= from && tries < 200; tries++) {
      const found = this.placeIn(frame, at)
      if (found && found[1] >= start[0]) { end = found; break }
      at = Math.min(at - 1, this.starts[this.pieceAt(at)]! - 1)
    }
    return { frame, span: [start[0], Math.max(end[1], start[0])] }
  }

  private sourceAt({ path, text }: Frame): Source {
    let source = this.sources.get(path)
    if (!source) this.sources.set(path, source = { path, text, document: documentOf(text, [], []) })
    return source
  }

  /** An error of the printed text where it is an error of the template's. */
  private errorOf(error: YamlError): readonly YamlError[] {
    if (error.code !== 'duplicate-key' || !error.related) return []
    const span = this.literal(...error.span), related = this.literal(...error.related), { path } = this.rendered.file
    return span && related && span.frame.path === path && related.frame.path === path && span.span[0] !== related.span[0] ? [{ ...error, code: error.code, message: error.message, span: span.span, related: related.span }] : []
  }

  /** The lines of the template that print some characters. */
  private coverOf([from, to]: Span): readonly Span[] {
    let start = Infinity, end = -1
    for (let i = this.pieceAt(from); i < this.pieces.length && this.starts[i]! < Math.max(to, from + 1); i++) {
      let { frame, span }: { frame: Frame; span: Span } = this.pieces[i]!
      while (frame.caller) { span = frame.caller.span; frame = frame.caller.frame }
      start = Math.min(start, span[0])
      end = Math.max(end, span[1])
    }
    return end < 0 ? [] : [[start, end]]
  }

  /** Where characters stand that are a template's own text; null where something else prints one of them. */
  private literal(from: number, to: number): Spot | null {
    let index = this.pieceAt(from)
    const first = this.pieces[index]
    if (first?.form !== 'text') return null
    const start = first.span[0] + from - this.starts[index]!
    for (let expected = first.span[1], piece: Piece = first; this.starts[index]! + piece.text.length < to; piece = this.pieces[index]!) {
      const next = this.pieces[++index]
      if (!next) return null
      // Indentation that was put in.
      if (next.form === 'blank' && next.text.trim() === '') { if (this.starts[index]! + next.text.length >= to) return null; continue }
      if (next.form !== 'text' || next.frame !== first.frame || next.span[0] !== expected) return null
      expected = next.span[1]
    }
    const end = this.placeIn(first.frame, to - 1)
    return end && { frame: first.frame, span: [start, Math.max(start, to > from ? end[1] : start)] }
  }

  /** The value of which some characters are all that is printed. */
  private pure(from: number, to: number): Value | null {
    for (let i = this.pieceAt(from); i < this.pieces.length && this.starts[i]! <= from; i++) {
      const piece = this.pieces[i]!
      if (piece.form === 'scalar' && this.starts[i] === from && piece.text.length === to - from && piece.value?.tree) return piece.value
    }
    return null
  }

  /** The value whose YAML an offset is in. */
  private printedAt(offset: number): { readonly piece: Piece; readonly index: number; readonly data: Data } | null {
    const index = this.pieceAt(offset), piece = this.pieces[index]
    return piece?.form === 'yaml' && piece.value ? { piece, index, data: piece.value.data } : null
  }

  /** A printed node; `place` tells how the template's own nodes are found: by key, item or root. */
  private tree(written: YamlNode, key: YamlScalar | null, keyAt: Spot | null, step: string | number | null, place: 'k' | 'i' | 'r', conditional = false, keyEnd = 0): Tree {
    const node = resolve(written) ?? written, frame = keyAt?.frame ?? null
    if (node.kind === 'map' || node.kind === 'sequence') return this.collection(node, key, keyAt, step, place, conditional)
    const [start, end] = node.span, isQuoted = node.kind === 'scalar' && (node.style === 'single' || node.style === 'double')
    const value = start === end ? this.emptyAt(keyEnd) : this.pure(start, end) ?? (isQuoted ? this.pure(start + 1, end - 1) : null)
    const known: Given = node.kind === 'scalar' && !node.unknown ? { value: yaml11(node), written: node.style === 'plain' ? node.source : undefined } : {}
    if (value?.tree && node.kind === 'scalar' && !node.unknown) {
      const origin = value.tree, isPlain = node.style === 'plain' && !this.text.slice(start, end).startsWith('"')
      // `toYaml` prints whatever is put there, a plain action only what is still a scalar of the same type.
      const isYaml = origin.isNull && this.text.slice(start, end) === 'null'
      const edited = (change: Change, rest: readonly Segment[]): Tree | null => origin.derived ? null : isYaml && (change.kind === 'set' || change.kind === 'append') ? origin : rest.length > 0 || change.kind !== 'set' && change.kind !== 'replace' ? null
        : change.kind === 'set' && (typeof change.value === 'object' && change.value !== null || isPlain && typeof change.value === 'string' && !isPlainString(change.value)) ? null : origin
      return new Tree(origin.source, origin.node, origin.key, origin.holder, origin.step, conditional, { ...known, edited, derived: origin.derived })
    }
    if (start === end && node.kind === 'scalar' && !node.unknown) {
      const at: Span = keyAt ? [keyAt.span[1], keyAt.span[1]] : this.spotOf(start, end, null).span, source = this.sourceAt(keyAt?.frame ?? this.spotOf(start, end, null).frame)
      return new Tree(source, new ScalarSpot(source.text, at, node), key, null, step, conditional, { ...known, edited: this.editor(place, keyAt, null, 'scalar') })
    }
    const literal = node.kind === 'scalar' && !node.unknown ? this.literal(start, end) : null, spot = literal ?? this.spotOf(start, Math.max(end, start), frame), source = this.sourceAt(spot.frame)
    const isUnknown = node.kind === 'alias' || node.unknown, own = new ScalarSpot(source.text, spot.span, node, isUnknown)
    if (isUnknown) return new Tree(source, own, spot.frame === frame ? key : null, null, step, conditional, { derived: true })
    return new Tree(source, own, spot.frame === frame ? key : null, null, step, conditional, literal ? { ...known, edited: this.editor(place, keyAt, spot, 'scalar') } : { ...known, derived: true })
  }

  /** The value of no width that is printed between the end of a key and that of its line. */
  private emptyAt(keyEnd: number): Value | null {
    for (let i = this.pieceAt(keyEnd); i < this.pieces.length; i++) {
      const at = this.starts[i]!, piece = this.pieces[i]!
      if (at > keyEnd + 200 || this.text.slice(keyEnd, at).includes('\n')) break
      if (at >= keyEnd && piece.form === 'scalar' && piece.text === '' && piece.value?.tree) return piece.value
    }
    return null
  }

  /** How the template's own text is changed: the node as the masking parser has it, where that is the same one. */
  private editor(place: 'k' | 'i' | 'r', key: Spot | null, own: Spot | null, kind: Tree['kind']): NonNullable<Given['edited']> {
    return (change, rest) => {
      const at = place === 'k' ? key : own
      if (!at || at.frame.caller || at.frame.path !== this.rendered.file.path) return null
      const found = this.written(at.frame.path)?.get(`${place}${at.span[0]}`)
      if (!found || found.kind !== kind || found.isUnknown && kind === 'scalar' || found.node.unknown || own && kind === 'scalar' && (found.node.span[0] !== own.span[0] || found.node.span[1] !== own.span[1])) return null
      const [next] = rest
      // What the template writes there under a condition must not be written twice.
      if (typeof next === 'string' && found.children.has(next) || typeof next === 'number' && next < found.items.length) return null
      return change.kind === 'insert' && found.conditional ? null : found
    }
  }

  private collection(node: Exclude<YamlNode, YamlScalar | { readonly kind: 'alias' }>, key: YamlScalar | null, keyAt: Spot | null, step: string | number | null, place: 'k' | 'i' | 'r', conditional: boolean): Tree {
    const [start, end] = node.span, printed = this.printedAt(start)
    // All of it is one value.
    if (printed && end <= this.starts[printed.index]! + printed.piece.text.length && this.isWhole(printed, node)) {
      const { value } = printed.piece
      if (value?.tree) return value.tree.with({ ...givenOf(value.tree), edited: (change, rest) => rest.length === 0 && change.kind === 'remove' ? null : value.tree!.edited(change, rest) })
    }
    const first = node.kind === 'map' ? node.pairs[0]?.key.span[0] ?? start : start
    const spot = this.spotOf(Math.min(first, start), end, keyAt?.frame ?? null), source = this.sourceAt(spot.frame)
    const open = isOpen(node)
    if (node.kind === 'sequence') {
      const items: Tree[] = [], counts = new Map<Piece, number>()
      for (const [i, item] of node.items.entries()) {
        const from = this.printedAt(item.span[0])
        if (from && isList(from.data)) {
          const count = counts.get(from.piece) ?? 0, value = from.data[count]
          counts.set(from.piece, count + 1)
          if (value) { items.push(this.valueTree(value, from.piece, i, item.conditional)); continue }
        }
        items.push(this.tree(item, null, null, i, 'i', item.conditional))
      }
      return new Tree(source, new SequenceSpot(spot.span, node.style, node.unknown, node.conditional), key, null, step, conditional, { items, open, edited: this.editor(place, keyAt, spot, 'list') })
    }
    const children = new Map<string, Tree>()
    let firstKey: YamlScalar | null = null
    for (const pair of entries(node)) {
      const { name } = pair
      if (name === null) continue
      const isConditional = pair.conditional || pair.value.conditional, [from, to] = pair.key.span, value = this.printedAt(from), inner = value && isMap(value.data) ? value.data.get(name) : undefined
      if (value && inner) { children.set(name, this.valueTree(inner, value.piece, name, isConditional)); continue }
      const at = this.literal(from, to) ?? this.spotOf(from, to, keyAt?.frame ?? spot.frame), own = new ScalarSpot(at.frame.text, at.span, null)
      if (at.frame === spot.frame) firstKey ??= own
      children.set(name, this.tree(pair.value, own, at, name, 'k', isConditional, to))
    }
    return new Tree(source, new MapSpot(spot.span, node.style, node.unknown, node.conditional, firstKey), key, null, step, conditional, { children, open, absent: this.absentOf(node), edited: this.editor(place, keyAt, spot, 'map') })
  }

  /** Is a node all that a piece prints? */
  private isWhole({ piece, index, data }: { readonly piece: Piece; readonly index: number; readonly data: Data }, node: YamlNode): boolean {
    const [start, end] = node.span, at = this.starts[index]!
    return (isMap(data) && node.kind === 'map' || isList(data) && node.kind === 'sequence') && this.text.slice(at, start).trim() === '' && this.text.slice(end, at + piece.text.length).trim() === ''
  }

  /** A value printed as YAML, at its origin; at the action where it has none. */
  private valueTree({ data, tree }: Value, piece: Piece, step: string | number, conditional: boolean): Tree {
    if (tree && !conditional && isUnchanged(data, tree)) return tree
    if (tree && !isMap(data) && !isList(data)) return new Tree(tree.source, tree.node, tree.key, tree.holder, tree.step, conditional, givenOf(tree))
    const source = this.sourceAt(piece.frame), own = new ScalarSpot(piece.frame.text, piece.span, null), at = tree ?? null
    const place = (node: YamlNode, given: Given): Tree => at ? new Tree(at.source, at.node, at.key, at.holder, at.step, conditional, { ...given, derived: true }) : new Tree(source, node, null, null, step, conditional, { ...given, derived: true })
    if (isMap(data)) return place(new MapSpot(piece.span, 'block', false, false, own), { children: new Map([...data].map(([name, value]) => [name, this.valueTree(value, piece, name, false)])), open: false })
    if (isList(data)) return place(new SequenceSpot(piece.span, 'block', false, false), { items: data.map((value, i) => this.valueTree(value, piece, i, false)), open: false })
    const known = typeof data === 'object' && data !== null ? plainText(data) : data
    return place(own, { value: known })
  }

  /** The keys that blocks beside the entries of a map would have written. */
  private absentOf(node: YamlMap): ReadonlyMap<string, Tree> | undefined {
    if (this.absents.length === 0 || node.style !== 'block') return undefined
    const [start, end] = node.span, column = start - (this.text.lastIndexOf('\n', start - 1) + 1), from = this.previousContent(start), to = this.nextContent(end)
    let found: Map<string, Tree> | undefined
    let low = 0, high = this.absents.length
    while (low < high) { const middle = (low + high) >> 1; if (this.absents[middle]!.at < from) low = middle + 1; else high = middle }
    for (let i = low; i < this.absents.length && this.absents[i]!.at <= to; i++) {
      const { at, piece } = this.absents[i]!, { column: wanted, names, tree, isWhole } = piece.absent!
      // Right before a map it is that of the map before, if one of this column ends there.
      if (wanted !== column || at < start && this.isInside(at, column, start)) continue
      found ??= new Map()
      for (const name of names) if (!found.has(name)) found.set(name, isWhole ? tree : tree.with({ ...givenOf(tree), edited: () => null }))
    }
    return found
  }

  /** Does the line of the content before an offset stand at a column, or in an item whose content does? */
  private isInside(at: number, column: number, start: number): boolean {
    const end = this.previousContent(Math.min(at, start)), line = this.text.lastIndexOf('\n', end - 1) + 1
    return /^(?: |- )*/.exec(this.text.slice(line, end))![0].length >= column && end > line
  }

  private previousContent(at: number): number { let i = at; while (i > 0 && ' \t\r\n-'.includes(this.text[i - 1]!)) i--; return i }
  private nextContent(at: number): number { let i = at; while (i < this.text.length && ' \t\r\n'.includes(this.text[i]!)) i++; return i }
}

/** What a tree of a values file shows, to be given to another one at its place. */
const givenOf = (tree: Tree): Given => ({ ...tree.kind === 'map' ? { children: tree.children } : tree.kind === 'list' ? { items: tree.items } : { value: tree.value, ...tree.written === null ? {} : { written: tree.written } }, open: tree.open, derived: tree.derived })

/** Is data all that its origin says, so that no function put something in? */
const isUnchanged = (data: Data, tree: Tree): boolean => {
  if (isMap(data)) { if (tree.kind !== 'map' || tree.children.size !== data.size) return false; for (const [name, value] of data) if (!value.tree || !isUnchanged(value.data, value.tree) || tree.children.get(name) !== value.tree) return false; return true }
  return !isList(data) || tree.kind === 'list' && data.every(({ tree, data }) => tree !== null && isUnchanged(data, tree))
}

/** A stand-in for a scalar: where it is in its file, and how it was printed. */
class ScalarSpot implements YamlScalar {
  readonly kind = 'scalar'
  readonly anchor = null
  readonly tag = null
  readonly conditional: boolean
  readonly style: ScalarStyle
  constructor(private readonly text: string, readonly span: Span, like: YamlNode | null, readonly unknown = like?.unknown ?? false) {
    this.conditional = like?.conditional ?? false
    this.style = like?.kind === 'scalar' ? like.style : 'plain'
  }
  get source(): string { return this.text.slice(this.span[0], this.span[1]) }
  get value(): string { return this.source }
}

/** A stand-in for a list: where it is. */
class SequenceSpot implements YamlSequence {
  readonly kind = 'sequence'
  readonly anchor = null
  readonly tag = null
  readonly items = []
  readonly open = false
  constructor(readonly span: Span, readonly style: 'block' | 'flow', readonly unknown: boolean, readonly conditional: boolean) {}
}

/** A stand-in for a map: where it is, and its first key. */
class MapSpot implements YamlMap {
  readonly kind = 'map'
  readonly anchor = null
  readonly tag = null
  readonly open = false
  constructor(readonly span: Span, readonly style: 'block' | 'flow', readonly unknown: boolean, readonly conditional: boolean, private readonly first: YamlScalar | null) {}
  get pairs(): readonly YamlPair[] { const { first } = this; return first ? [{ span: first.span, key: first, name: first.source, value: first, conditional: false }] : [] }
  get(): null { return null }
  pair(): null { return null }
}

function documentOf(text: string, errors: readonly YamlError[], damagedSpans: readonly Span[]): YamlDocument {
  const sorted = [...damagedSpans].sort((a, b) => a[0] - b[0])
  const damage: YamlError[] = sorted.map(span => ({ code: 'syntax', message: '', span, related: null }))
  return { span: [0, text.length], root: null, errors: [...errors, ...damage], damagedSpans: sorted }
}
