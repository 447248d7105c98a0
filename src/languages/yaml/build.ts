import { Composer, Lexer, Parser } from 'yaml'
import type { Document, Node as ParsedNode, Pair as ParsedPair } from 'yaml'
import { maximumAliasedNodes, maximumDepth, tooDeep } from './guard'
import { AliasNode, ErrorNode, MapNode, PairNode, ScalarNode, SequenceNode } from './nodes'
import type { Base, Marks } from './nodes'
import { coreValue } from './scalar'
import type { TemplateMask, TemplateRegion } from './mask'
import type { ScalarStyle, YamlNode, YamlPair } from './tree'

/** A document as built from one parsed text; its nodes are counted from sections' bases. */
export interface Built {
  readonly start: number
  readonly root: YamlNode | null
  readonly errors: readonly ErrorNode[]
  readonly bases: readonly Base[]
  /** It holds an anchor or an alias. */
  readonly anchored: boolean
}

/** What a text of documents is built with. */
export interface Site {
  /** The text that is parsed, and from which scalars take their source. */
  readonly text: string
  readonly source: string
  /** Where the text starts in its file; the base of what is in no section. */
  readonly base: Base
  /** To how many levels of block maps each pair is a section of its own. */
  readonly sections: number
  readonly mask: TemplateMask | null
  readonly cap?: number
}

const options = {
  version: '1.2', schema: 'failsafe', resolveKnownTags: false, merge: false,
  uniqueKeys: false, prettyErrors: false, strict: true, keepSourceTokens: false, logLevel: 'silent',
} as const

/** The documents of a text, or the offset at which it nests too deep to be parsed. */
export function build(site: Site): readonly Built[] | { readonly tooDeepAt: number } {
  const lexemes = [...new Lexer().lex(site.text)], deep = tooDeep(lexemes, site.cap ?? maximumDepth)
  if (deep !== null) return { tooDeepAt: deep }
  const documents: Document.Parsed[] = []
  const parser = new Parser(), composer = new Composer(options)
  for (const lexeme of lexemes) for (const token of parser.next(lexeme)) for (const document of composer.next(token)) documents.push(document)
  for (const token of parser.end()) for (const document of composer.next(token)) documents.push(document)
  for (const document of composer.end(false, site.text.length)) documents.push(document)
  return documents.map(document => new Builder(site).document(document))
}

type Parsed = ParsedNode & { range?: readonly [number, number, number] | null; anchor?: string; tag?: string; flow?: boolean; type?: string; source?: string; value?: unknown; items?: unknown[] }

const styles: Readonly<Record<string, ScalarStyle>> = { QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double', BLOCK_LITERAL: 'literal', BLOCK_FOLDED: 'folded' }
const coreTags = /^tag:yaml\.org,2002:(?:int|float|bool|null)$/
const plainMarks: Marks = { anchor: null, tag: null, unknown: false, conditional: false }

interface Place { readonly base: Base; readonly region: TemplateRegion | null; readonly level: number }

/** Turns one parsed document into our nodes. */
class Builder {
  private readonly text: string
  private readonly errors: ErrorNode[] = []
  private readonly bases: Base[] = []
  private readonly anchors = new Map<string, { node: YamlNode | null; size: number }>()
  private anchored = false
  private aliased = 0
  /** Nodes seen so far, aliases counted with all they stand for. */
  private size = 0

  constructor(private readonly site: Site) { this.text = site.text }

  document(document: Document.Parsed): Built {
    const contents = document.contents as Parsed | null
    for (const error of document.errors) this.error('syntax', error.message, error.pos[0], error.pos[1])
    const start = document.range[0]
    const mask = this.site.mask, from = contents?.range?.[0] ?? start
    const around = mask ? outermost(mask.regionAt(from), document.range[1]) : null
    let root = contents ? this.node(contents, { base: this.site.base, region: around, level: 0 }, from) : null
    if (root?.kind === 'scalar' && root.source === '' && root.anchor === null && root.tag === null && !root.unknown) root = null
    this.errors.sort((a, b) => a.from - b.from || a.to - b.to)
    return { start, root, errors: this.errors, bases: this.bases, anchored: this.anchored }
  }

  private error(code: ErrorNode['code'], message: string, start: number, end: number, first: readonly [number, number] | null = null): void {
    const from = Math.min(start, this.text.length), to = Math.max(from, Math.min(end, this.text.length))
    this.errors.push(new ErrorNode(this.site.base, from, to, code, message, first))
  }

  private node(parsed: Parsed | null, place: Place, at: number): YamlNode {
    this.size++
    const { base } = place, origin = base.offset - this.site.base.offset, mask = this.site.mask
    const range = parsed?.range
    const start = range ? range[0] : at, end = range ? Math.max(range[1], start) : at
    let region = mask?.regionAt(start) ?? null
    if (region && region !== place.region && Array.isArray(parsed?.items)) region = this.around(region, place.region, start, end)
    let marks = plainMarks
    if (parsed && (parsed.anchor !== undefined || parsed.tag !== undefined) || region !== place.region) {
      marks = { anchor: parsed?.anchor ?? null, tag: parsed?.tag ?? null, unknown: false, conditional: region !== place.region }
    }
    if (!parsed) return this.empty(place, at, marks)
    const anchor = parsed.anchor, slot: { node: YamlNode | null; size: number } = { node: null, size: 0 }, sizeBefore = this.size
    if (anchor !== undefined) { this.anchored = true; this.anchors.set(anchor, slot) }
    let node: YamlNode
    if (Array.isArray(parsed.items)) {
      node = isMap(parsed) ? this.map(parsed, place, marks, start, end) : this.sequence(parsed, place, marks, start, end)
    } else if (isAlias(parsed)) {
      return this.alias(String(parsed.source), base, start - origin, end - origin, marks, start, end)
    } else {
      const style = styles[parsed.type ?? ''] ?? 'plain', value = typeof parsed.value === 'string' ? parsed.value : ''
      if (start === end && style === 'plain') node = this.empty(place, anchor === undefined && marks.tag === null ? at : start, marks)
      else {
        let to = end
        if (style === 'literal' || style === 'folded') while (to > start && isSpace(this.text.charCodeAt(to - 1))) to--
        const core = style === 'plain' && (marks.tag === null || coreTags.test(marks.tag)) || marks.tag !== null && coreTags.test(marks.tag)
        if (mask && (mask.unknownIn(start, to) || (style === 'literal' || style === 'folded') && this.printsBehind(mask, start, to))) marks = { ...marks, unknown: true }
        node = new ScalarNode(base, start - origin, to - origin, marks, core ? coreValue(value) : value, this.site.source.slice(start, to), style)
      }
    }
    slot.node = node
    slot.size = this.size - sizeBefore + 1
    return node
  }

  /** The branch that all of a collection is in: its first entry may be in one of its own. */
  private around(first: TemplateRegion, outer: TemplateRegion | null, start: number, end: number): TemplateRegion | null {
    let last = end
    while (last > start && isSpace(this.text.charCodeAt(last - 1))) last--
    let region: TemplateRegion | null = first
    while (region && region !== outer && region.span[1] < last) region = region.parent
    return region
  }

  /** A value left out, which stands for nothing or for what an action prints below. */
  private empty({ base }: Place, at: number, marks: Marks): ScalarNode {
    const from = at - (base.offset - this.site.base.offset), mask = this.site.mask
    if (mask && this.printsInto(mask, at)) marks = { ...marks, unknown: true }
    return new ScalarNode(base, from, from, marks, marks.tag === 'tag:yaml.org,2002:str' ? '' : null, '', 'plain')
  }

  private printsInto(mask: TemplateMask, at: number): boolean {
    const action = mask.outputsIn(at, nextContent(this.text, at))[0]
    return action !== undefined && action.span[0] >= at
  }

  /** Does an action print text that belongs to the block scalar from `start` to `end`? */
  private printsBehind(mask: TemplateMask, start: number, end: number): boolean {
    const source = this.site.source, lineStart = (at: number): number => source.lastIndexOf('\n', at - 1) + 1
    const indent = /^ */.exec(source.slice(lineStart(start), start))![0].length
    return mask.outputsIn(end, nextContent(this.text, end)).some(action => action.span[0] >= end && (action.column ?? action.span[0] - lineStart(action.span[0])) > indent)
  }

  private alias(name: string, base: Base, from: number, to: number, marks: Marks, start: number, end: number): AliasNode {
    this.anchored = true
    const anchor = this.anchors.get(name)
    let target = anchor?.node ?? null
    if (!anchor) this.error('undefined-alias', `The alias '*${name}' has no anchor before it.`, start, end)
    else if (!target) this.error('circular-alias', `The alias '*${name}' stands inside the node it refers to.`, start, end)
    else if (this.aliased + anchor.size > maximumAliasedNodes) {
      target = null
      this.error('too-many-aliases', `The aliases of this document stand for more than ${maximumAliasedNodes} nodes.`, start, end)
    } else {
      this.aliased += anchor.size
      this.size += anchor.size
    }
    return new AliasNode(base, from, to, target ? marks : { ...marks, unknown: true }, name, target)
  }

  private map(parsed: Parsed, place: Place, marks: Marks, start: number, end: number): MapNode {
    const origin = place.base.offset - this.site.base.offset, mask = this.site.mask
    const style = parsed.flow ? 'flow' : 'block', pairs: YamlPair[] = [], seen = new Map<string, YamlPair>()
    const sectioned = style === 'block' && place.level < this.site.sections
    let at = style === 'flow' ? start + 1 : start, open = false
    for (const pair of parsed.items as ParsedPair<Parsed, Parsed | null>[]) {
      const range = pair.key?.range
      // A key left out is right before its colon, wherever the parser has it.
      const keyAt = range && range[1] > range[0] ? range[0] : skipBlank(this.text, Math.max(at, range?.[0] ?? 0))
      let base = place.base
      if (sectioned) { base = { offset: this.site.base.offset + keyAt }; this.bases.push(base) }
      const region = mask?.regionAt(keyAt) ?? null
      const key = this.node(pair.key, { base, region: place.region, level: 99 }, keyAt)
      const keyEnd = key.span[1] - this.site.base.offset
      const value = this.node(pair.value, { base, region, level: sectioned ? place.level + 1 : 99 }, style === 'flow' && !pair.value ? keyEnd : afterColon(this.text, keyEnd))
      const name = key.kind === 'scalar' ? key.value === null || key.style === 'plain' ? key.source.includes('\n') ? String(key.value) : key.source : String(key.value) : null
      const built = new PairNode(base, key, name, value, key.conditional)
      pairs.push(built)
      at = Math.max(at, value.span[1] - this.site.base.offset, keyEnd)
      if (key.unknown) open = true
      if (region !== place.region && region?.keyword === 'range') open = true
      if (name === null || name === '<<' || key.unknown) continue
      const first = seen.get(name)
      if (!first) { seen.set(name, built); continue }
      if (key.conditional || first.conditional) continue
      const [from, to] = first.key.span, offset = this.site.base.offset
      this.error('duplicate-key', `The key '${name}' is there twice in this map.`, keyAt, keyEnd, [from - offset, to - offset])
    }
    const to = style === 'flow' ? end : at
    return new MapNode(place.base, start - origin, to - origin, marks, style, pairs, open || this.opens(start, to, pairs.map(pair => pair.span)))
  }

  private sequence(parsed: Parsed, place: Place, marks: Marks, start: number, end: number): SequenceNode {
    const origin = place.base.offset - this.site.base.offset, mask = this.site.mask
    const style = parsed.flow ? 'flow' : 'block', items: YamlNode[] = []
    let at = style === 'flow' ? start + 1 : start, open = false
    for (const item of parsed.items as (Parsed | null)[]) {
      const itemAt = style === 'flow' ? skipBlank(this.text, at) : afterDash(this.text, at)
      const dash = style === 'flow' ? item?.range?.[0] ?? itemAt : itemAt - 1
      const region = mask?.regionAt(dash) ?? null
      const node = this.node(item, { base: place.base, region: place.region, level: 99 }, itemAt)
      items.push(node)
      at = Math.max(itemAt, node.span[1] - this.site.base.offset)
      if (region !== place.region && region?.keyword === 'range') open = true
    }
    const to = style === 'flow' ? end : at
    return new SequenceNode(place.base, start - origin, to - origin, marks, style, items, open || this.opens(start, to, items.map(item => item.span)))
  }

  /** May an action print entries of the collection from `start` to `end`? It does where it stands between entries, or just outside the first or last, and at their column where it names one. */
  private opens(start: number, end: number, children: readonly (readonly [number, number])[]): boolean {
    const mask = this.site.mask
    if (!mask) return false
    const column = start - (this.site.source.lastIndexOf('\n', start - 1) + 1), offset = this.site.base.offset
    const first = previousContent(mask, start), last = nextContent(this.text, end)
    return mask.outputsIn(first, last).some(action => {
      if (action.column !== null && action.column !== column) return false
      if (action.span[0] < start || action.span[0] >= end) return true
      let low = 0, high = children.length
      while (high - low > 1) { const middle = (low + high) >> 1; if (children[middle]![0] - offset <= action.span[0]) low = middle; else high = middle }
      return !(children[low] && children[low]![1] - offset > action.span[0])
    })
  }
}

const isMap = (parsed: Parsed): boolean => parsed.items!.length > 0 ? isPair(parsed.items![0]) : mapSymbol in parsed && (parsed as unknown as Record<symbol, unknown>)[mapSymbol] === mapKind
const mapSymbol = Symbol.for('yaml.node.type'), mapKind = Symbol.for('yaml.map'), pairKind = Symbol.for('yaml.pair'), aliasKind = Symbol.for('yaml.alias')
const kindOf = (value: unknown): unknown => typeof value === 'object' && value !== null ? (value as Record<symbol, unknown>)[mapSymbol] : null
const isPair = (value: unknown): boolean => kindOf(value) === pairKind
const isAlias = (value: unknown): boolean => kindOf(value) === aliasKind

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9

/** The next character that is neither blank nor in a comment. */
function skipBlank(text: string, at: number): number {
  let i = at
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 35) { i = text.indexOf('\n', i); if (i < 0) return text.length } else if (!isSpace(code) && code !== 44) break
  }
  return i
}

const nextContent = skipBlank

function previousContent(mask: TemplateMask, start: number): number {
  let i = start
  while (i > 0 && isSpace(mask.text.charCodeAt(i - 1))) i--
  return i
}

/** Behind the colon that follows a key on its line. */
function afterColon(text: string, keyEnd: number): number {
  let at = keyEnd
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  return text.charCodeAt(at) === 58 ? at + 1 : keyEnd
}

/** Behind the dash of the next item. */
function afterDash(text: string, at: number): number {
  const dash = skipBlank(text, at)
  return text.charCodeAt(dash) === 45 ? dash + 1 : at
}

function outermost(region: TemplateRegion | null, end: number): TemplateRegion | null {
  for (let around = region; around; around = around.parent) if (around.span[1] >= end) return around
  return null
}
