import type { Span } from '../../core/span'
import { overlaps } from '../../core/span'
import { build } from './build'
import type { Built } from './build'
import { maskTemplates } from './mask'
import type { TemplateMask } from './mask'
import { CommentNode, ErrorNode } from './nodes'
import type { Base } from './nodes'
import { scalars } from './walk'
import type { ParseOptions, YamlComment, YamlDocument, YamlError, YamlFile, YamlNode } from './tree'

/** Reads a file of any content; never throws. */
export function parseYaml(text: string, options: ParseOptions = {}): YamlFile {
  const mask = options.templates && text.includes('{{') ? maskTemplates(text) : null
  return new File(text, mask, mask ? [parseChunk(text, 0, text.length, mask)] : splitDocuments(text).map(([start, end]) => parseChunk(text, start, end, null)))
}

/** Is the node, to the ends of its lines, in a part of its document that may have been misread? What seems to be missing there may only be half-typed. */
export function damaged(document: YamlDocument, node: { readonly span: Span }): boolean {
  return document.damagedSpans.some(span => overlaps(span, node.span) || span[1] === node.span[0] || span[0] === node.span[1])
}

/** A run of whole documents that is parsed on its own: all of a template or of a file with directives, else one document. */
export class Chunk {
  private found: readonly YamlComment[] | null = null

  constructor(
    readonly base: Base,
    readonly text: string,
    readonly documents: readonly Document[],
    /** The bases of the sections, in order; those of a child behind that of its parent. */
    readonly bases: readonly Base[],
    readonly anchored: boolean,
    readonly mask: TemplateMask | null,
  ) {}

  get end(): number { return this.base.offset + this.text.length }

  get comments(): readonly YamlComment[] { return this.found ??= [...comments(this)] }
}

export class Document implements YamlDocument {
  private damage: readonly (readonly [number, number])[] | null = null

  constructor(readonly chunk: { readonly base: Base; readonly text: string }, private readonly from: number, private readonly to: number, readonly root: YamlNode | null, readonly errors: readonly ErrorNode[]) {}

  get span(): Span { return [this.chunk.base.offset + this.from, this.chunk.base.offset + this.to] }

  get damagedSpans(): readonly Span[] {
    if (this.errors.length === 0) return []
    this.damage ??= this.findDamage()
    const offset = this.chunk.base.offset
    return this.damage.map(([start, end]) => [start + offset, end + offset])
  }

  /** The lines of each syntax error with the line before, and the quoted scalars of several lines that touch them. */
  private findDamage(): readonly (readonly [number, number])[] {
    const { text } = this.chunk, offset = this.chunk.base.offset, lines: [number, number][] = []
    for (const error of this.errors) {
      if (error.code !== 'syntax' && error.code !== 'too-deep') continue
      const known = lines[lines.length - 1]
      if (known && known[0] <= error.span[0] - offset && error.span[1] - offset <= known[1]) continue
      let start = lineStart(text, error.span[0] - offset)
      while (start > this.from) {
        const before = lineStart(text, start - 1), blank = text.slice(before, start).trim() === ''
        start = before
        if (!blank) break
      }
      lines.push([start, lineEnd(text, Math.max(error.span[0], error.span[1] - 1) - offset)])
    }
    if (lines.length === 0) return []
    let merged = merge(lines)
    const quoted: [number, number][] = []
    for (const scalar of scalars(this.root)) {
      if (scalar.style !== 'double' && scalar.style !== 'single' || !scalar.source.includes('\n')) continue
      quoted.push([lineStart(text, scalar.span[0] - offset), lineEnd(text, scalar.span[1] - offset)])
    }
    let i = 0
    for (const span of quoted) {
      while (i < merged.length && merged[i]![1] < span[0]) i++
      if (i < merged.length && merged[i]![0] <= span[1]) lines.push(span)
    }
    merged = merge(lines)
    return merged
  }
}

function merge(spans: readonly (readonly [number, number])[]): [number, number][] {
  const merged: [number, number][] = []
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged[merged.length - 1]
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

const lineStart = (text: string, at: number): number => at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
const lineEnd = (text: string, at: number): number => { const end = text.indexOf('\n', at); return end < 0 ? text.length : end }

export class File implements YamlFile {
  private allComments: readonly YamlComment[] | null = null
  private allErrors: readonly YamlError[] | null = null
  readonly documents: readonly YamlDocument[]

  constructor(readonly text: string, readonly mask: TemplateMask | null, readonly chunks: readonly Chunk[]) {
    this.documents = chunks.length === 1 ? chunks[0]!.documents : chunks.flatMap(chunk => chunk.documents)
  }

  get comments(): readonly YamlComment[] { return this.allComments ??= this.chunks.length === 1 ? this.chunks[0]!.comments : this.chunks.flatMap(chunk => chunk.comments) }
  get errors(): readonly YamlError[] { return this.allErrors ??= this.documents.flatMap(document => document.errors) }
}

const marker = /(?:^|\n)(---(?=[ \t\r\n]|$))/g

/** Where documents start and end: no scalar can hold a line that begins with `---`. A file with directives stays whole. */
export function splitDocuments(text: string): (readonly [number, number])[] {
  if (text === '') return []
  if (/^\uFEFF?%|\n%/.test(text)) return [[0, text.length]]
  const starts = [0]
  marker.lastIndex = 0
  for (let match = marker.exec(text); match; match = marker.exec(text)) {
    const at = match.index + match[0].length - 3
    if (at > 0) starts.push(at)
  }
  return starts.map((start, i) => [start, starts[i + 1] ?? text.length] as const)
}

/** Parses the documents between two offsets of a file. */
export function parseChunk(text: string, start: number, end: number, mask: TemplateMask | null): Chunk {
  const source = text.slice(start, end), base: Base = { offset: start }
  const built = build({ text: mask ? mask.text : source, source, base, sections: mask ? 0 : 2, mask })
  const chunk = { base, text: source }
  if ('tooDeepAt' in built) {
    const error = new ErrorNode(base, built.tooDeepAt, Math.min(built.tooDeepAt + 1, source.length), 'too-deep', 'The document nests too deep to be read.')
    return new Chunk(base, source, [new Document(chunk, 0, source.length, null, [error])], [], false, mask)
  }
  const documents = built.map((one: Built, i) => new Document(chunk, i === 0 ? 0 : one.start, built[i + 1]?.start ?? source.length, one.root, one.errors))
  return new Chunk(base, source, documents, built.flatMap(one => one.bases), built.some(one => one.anchored), mask)
}

/** Every `#` that follows a blank and stands in no scalar starts a comment. */
function* comments(chunk: Chunk): Generator<YamlComment> {
  const text = chunk.mask ? chunk.mask.text : chunk.text, offset = chunk.base.offset
  let at = text.indexOf('#')
  if (at < 0 || chunk.documents.some(document => document.errors.some(error => error.code === 'too-deep'))) return
  const inside: { start: number; end: number }[] = []
  for (const document of chunk.documents) {
    for (const scalar of scalars(document.root)) {
      const [start, end] = scalar.span
      const header = scalar.style === 'literal' || scalar.style === 'folded' ? lineEnd(text, start - offset) : start - offset
      if (end - offset > header) inside.push({ start: header, end: end - offset })
    }
  }
  for (let i = 0; at >= 0;) {
    while (i < inside.length && inside[i]!.end <= at) i++
    const before = at === 0 ? 10 : text.charCodeAt(at - 1), span = inside[i]
    if (span && span.start <= at) at = text.indexOf('#', span.end)
    else if (before !== 32 && before !== 9 && before !== 10 && before !== 0xFEFF) at = text.indexOf('#', at + 1)
    else {
      let end = lineEnd(text, at)
      if (text.charCodeAt(end - 1) === 13) end--
      yield new CommentNode(chunk.base, at, end, chunk.text.slice(at, end))
      at = text.indexOf('#', end)
    }
  }
}
