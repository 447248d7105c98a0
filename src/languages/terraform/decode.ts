import type { Span } from '../../core/span'
import { asMap, asScalar, asSequence, entries as entriesOf } from '../yaml/walk'
import { parseYaml } from '../yaml/parse'
import type { YamlNode } from '../yaml/tree'
import { bool, listOf, mapOf, nothing, number, text, unknown, type Origin, type Piece, type Value } from './value'

/** Stands for what is not known in a text that is decoded; one character for each part. */
const firstMark = 0xe000, lastMark = 0xf8ff

/** A text that encodes data, with the place of each of its characters. */
class Encoded {
  readonly text: string
  private readonly starts: readonly number[]
  private readonly unknowns: readonly Piece[]

  constructor(private readonly pieces: readonly Piece[], private readonly origin: Origin) {
    const starts: number[] = [], unknowns: Piece[] = []
    let joined = ''
    for (const piece of pieces) {
      starts.push(joined.length)
      if (piece.value?.kind === 'unknown' && firstMark + unknowns.length < lastMark) {
        joined += String.fromCharCode(firstMark + unknowns.length)
        unknowns.push(piece)
      } else joined += piece.text
    }
    this.text = joined
    this.starts = starts
    this.unknowns = unknowns
  }

  unknownAt(offset: number): Piece | null { return this.unknowns[this.text.charCodeAt(offset) - firstMark] ?? null }

  /** Where a part of the text stands in its file. */
  place(start: number, end: number): Origin {
    const { file } = this.origin
    const from = this.offset(start, false), to = this.offset(end, true)
    return { file, span: [from, Math.max(from, to)], expression: null }
  }

  private offset(at: number, isEnd: boolean): number {
    let low = 0, high = this.pieces.length - 1
    const before = isEnd ? at - 1 : at
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle]! <= before) low = middle
      else high = middle - 1
    }
    const piece = this.pieces[low]
    if (!piece) return this.origin.span[0]
    if (piece.value) return piece.span[isEnd ? 1 : 0]
    const source = this.origin.file.hcl.text.slice(...piece.span)
    if (source.endsWith(piece.text)) return piece.span[1] - piece.text.length + at - this.starts[low]!
    const newline = source.search(/[\r\n]/)
    return isEnd ? piece.span[0] + (newline < 0 ? source.length : newline) : piece.span[0]
  }

  /** A string of the data; unknown where a part of it is. */
  string(value: string, start: number, end: number): Value {
    const origin = this.place(start, end)
    if (!/[\ue000-\uf8ff]/.test(value) || !this.unknowns.length) return text(value, origin)
    return unknown(value.replace(/[\ue000-\uf8ff]/g, (mark) => { const piece = this.unknowns[mark.charCodeAt(0) - firstMark]; return piece ? `\${${(piece.value as { source: string }).source}}` : mark }), origin)
  }
}

function encodedOf(value: Value & { kind: 'string' | 'unknown' }): Encoded | null {
  if (value.pieces) return new Encoded(value.pieces, value.origin)
  if (value.kind !== 'string') return null
  const { expression } = value.origin
  if (expression?.kind === 'template' && expression.parts.every((part) => part.kind === 'text')) {
    const pieces = expression.parts.map((part): Piece => ({ text: part.kind === 'text' ? part.value : '', span: part.span, value: null }))
    if (pieces.map((piece) => piece.text).join('') === value.value) return new Encoded(pieces, value.origin)
  }
  return new Encoded([{ text: value.value, span: value.origin.span, value: null }], value.origin)
}

/** The data that a text encodes, as JSON or YAML, with the places of its parts; null where it is none or not known. `lenient` bears with commas that are missing or too many. */
export function decodeData(value: Value, lenient = false): Value | null {
  if (value.kind !== 'string' && value.kind !== 'unknown') return null
  if (value.decoded) return value.decoded
  const encoded = encodedOf(value)
  if (!encoded) return null
  return /^\s*[[{]/.test(encoded.text) ? new JsonDecoder(encoded, lenient).document() ?? decodeYaml(encoded, value.origin) : decodeYaml(encoded, value.origin)
}

/** Is it known that a text is no JSON? */
export function isBrokenJson(value: Value): boolean {
  if (value.kind !== 'string' || value.decoded) return false
  const encoded = encodedOf(value)
  return encoded !== null && new JsonDecoder(encoded).document() === null
}

/** The data of a JSON text; null for anything else. `lenient` bears with commas that are missing or too many. */
export function decodeJson(value: Value, lenient = false): Value | null {
  if (value.kind !== 'string' && value.kind !== 'unknown') return null
  if (value.decoded) return value.decoded
  const encoded = encodedOf(value)
  return encoded && new JsonDecoder(encoded, lenient).document()
}

function decodeYaml(encoded: Encoded, origin: Origin): Value | null {
  if (encoded.text.length > 100_000) return null
  const documents = parseYaml(encoded.text).documents
  if (documents.length !== 1 || documents[0]!.errors.length) return null
  let left = 20_000
  const read = (node: YamlNode | null, depth: number): Value => {
    const span: Span = node ? node.span : [0, 0], at = encoded.place(...span)
    const map = asMap(node), sequence = asSequence(node), scalar = asScalar(node)
    if (depth > 50 || --left < 0) return unknown('…', origin)
    if (map) return mapOf(new Map([...entriesOf(map)].flatMap((pair): [string, Value][] => { const key = asScalar(pair.key); return key ? [[String(key.value), read(pair.value, depth + 1)]] : [] })), at)
    if (sequence) return listOf(sequence.items.map((item) => read(item, depth + 1)), at)
    const plain = scalar?.value
    return plain === undefined || plain === null ? nothing(at) : typeof plain === 'number' ? number(plain, at) : typeof plain === 'boolean' ? bool(plain, at) : encoded.string(String(plain), ...span)
  }
  return read(documents[0]!.root, 0)
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

class JsonDecoder {
  private at = 0
  private broken = false
  private depth = 0
  constructor(private readonly encoded: Encoded, private readonly lenient = false) {}

  document(): Value | null {
    const value = this.value()
    this.blank()
    return this.broken || this.at < this.encoded.text.length ? null : value
  }

  private blank(): void { while (' \t\r\n'.includes(this.encoded.text[this.at] ?? '.')) this.at++ }
  private fail(): Value { this.broken = true; return nothing(this.encoded.place(0, 0)) }

  private value(): Value {
    const { encoded } = this, { text } = encoded
    this.blank()
    const start = this.at, c = text[start]
    if (this.broken || c === undefined || this.depth > 100) return this.fail()
    const piece = encoded.unknownAt(start)
    if (piece) {
      this.at++
      const { value } = piece
      return (value?.kind === 'unknown' && value.decoded) || value!
    }
    if (c === '"') return this.string() ?? this.fail()
    if (c === '{' || c === '[') {
      this.depth++
      const value = c === '{' ? this.object() : this.array()
      this.depth--
      return value
    }
    numberPattern.lastIndex = start
    const digits = numberPattern.exec(text)?.[0]
    if (digits) { this.at += digits.length; return number(Number(digits), encoded.place(start, this.at)) }
    for (const word of ['true', 'false', 'null']) if (text.startsWith(word, start)) {
      this.at += word.length
      const origin = encoded.place(start, this.at)
      return word === 'null' ? nothing(origin) : bool(word === 'true', origin)
    }
    return this.fail()
  }

  private string(): Value | null {
    const { text } = this.encoded, start = this.at
    let end = start + 1
    for (; end < text.length && text[end] !== '"'; end++) if (text[end] === '\\') end++
    if (end >= text.length) return null
    this.at = end + 1
    const raw = text.slice(start + 1, end)
    let value = raw
    if (/[\\\u0000-\u001f]/.test(raw)) try { value = JSON.parse(`"${raw}"`) as string } catch { return null }
    return this.encoded.string(value, start, end + 1)
  }

  private separated(close: string, one: () => void): void {
    this.at++
    this.blank()
    if (this.encoded.text[this.at] === close) { this.at++; return }
    for (;;) {
      one()
      this.blank()
      const c = this.encoded.text[this.at++]
      if (this.broken || c === close) return
      if (c !== ',' && this.lenient && (c === '"' || c === '{')) this.at--
      else if (c !== ',') { this.broken = true; return }
      if (!this.lenient) continue
      this.blank()
      if (this.encoded.text[this.at] === close) { this.at++; return }
    }
  }

  private array(): Value {
    const start = this.at, items: Value[] = []
    this.separated(']', () => { items.push(this.value()) })
    return listOf(items, this.encoded.place(start, this.at))
  }

  private object(): Value {
    const start = this.at, entries = new Map<string, Value>()
    let open = false
    this.separated('}', () => {
      this.blank()
      const key = this.encoded.text[this.at] === '"' ? this.string() : null
      this.blank()
      if (!key || this.encoded.text[this.at++] !== ':') { this.broken = true; return }
      const value = this.value()
      if (key.kind === 'string') entries.set(key.value, value)
      else open = true
    })
    return mapOf(entries, this.encoded.place(start, this.at), open)
  }
}
