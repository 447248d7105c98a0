import type { Span } from '../../../core/span'
import { parseTemplate } from './parse'
import type { Attribute, Block, Body, Expression, HclError, HclFile, ObjectItem, ObjectLiteral, TemplatePart } from './tree'

const deepestNesting = 200

/** How many labels each top-level block takes; in JSON each is a level of keys. */
const labelCounts: Readonly<Record<string, number>> = {
  resource: 2, data: 2, ephemeral: 2, action: 2, list: 2, provider: 1, variable: 1, output: 1, module: 1, check: 1, locals: 0, terraform: 0, moved: 0, import: 0, removed: 0,
}

/**
 * Reads Terraform's JSON syntax into the tree of the native one; never throws.
 *
 * Only top-level blocks become blocks. Whether `"ingress": [{ … }]` inside a resource is an attribute or blocks is for the
 * provider's schema to say, which no parser knows: it stays an attribute with an object or a list, and `blocksOf` shows it as blocks
 * to the reader who knows. `"//"` is a comment in a body. Strings that Terraform reads as bare references (`depends_on`, `type`) stay strings.
 */
export function parseHclJson(text: string): HclFile {
  const reader = new JsonReader(text), root = reader.document()
  const items: (Attribute | Block)[] = []
  for (const object of root.kind === 'tuple' ? root.items : [root]) {
    if (object.kind !== 'object') {
      if (object.kind !== 'missing') reader.errors.push({ message: 'A Terraform file in JSON is an object.', span: object.span })
      continue
    }
    for (const attribute of attributesOf(object)) {
      const labels = Object.hasOwn(labelCounts, attribute.name) ? labelCounts[attribute.name]! : null
      items.push(...labels === null ? [attribute] : blocksOf(attribute, labels))
    }
  }
  return { syntax: 'json', text, body: { kind: 'body', span: [0, text.length], items }, comments: [], errors: reader.errors }
}

/** An attribute whose value is an object, or a list of objects, shown as blocks of that type; the outer `labelCount` levels of keys are labels. */
export function blocksOf(attribute: Attribute, labelCount = 0): readonly Block[] {
  const blocks: Block[] = []
  const add = (value: Expression, start: number, labels: Block['labels']): void => {
    if (value.kind === 'tuple') for (const item of value.items) add(item, start, labels)
    else if (value.kind !== 'object') return
    else if (labels.length < labelCount) {
      for (const item of value.items) {
        if (item.name !== null && item.name !== '//') add(item.value, start, [...labels, { kind: 'label', span: item.key.span, text: item.name }])
      }
    } else {
      const [from, to] = value.span, open: Span = [from, from + 1], end = value.close ? value.close[0] : to
      const body: Body = { kind: 'body', span: [from + 1, Math.max(end, from + 1)], items: attributesOf(value) }
      blocks.push({ kind: 'block', span: [start, to], type: attribute.name, typeSpan: attribute.nameSpan, labels, open, body, close: value.close })
    }
  }
  add(attribute.value, attribute.span[0], [])
  return blocks
}

function attributesOf(object: ObjectLiteral): readonly Attribute[] {
  return object.items.flatMap((item): readonly Attribute[] => item.name === null || item.name === '//' ? []
    : [{ kind: 'attribute', span: item.span, name: item.name, nameSpan: item.key.span, equals: item.equals, value: item.value }])
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y, word = /[A-Za-z_]+/y
const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

class JsonReader {
  readonly errors: HclError[] = []
  private at = 0
  private depth = 0
  private lastFailure = -1

  constructor(private readonly text: string) { if (text.charCodeAt(0) === 0xFEFF) this.at = 1 }

  document(): Expression {
    const value = this.value()
    this.blank()
    if (this.at < this.text.length) this.fail('Nothing can follow the end of the document.')
    return value
  }

  private fail(message: string, span: Span = [this.at, Math.min(this.at + 1, this.text.length)]): void {
    if (span[0] !== this.lastFailure) this.errors.push({ message, span })
    this.lastFailure = span[0]
  }

  private blank(): void { while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at]!)) this.at++ }

  private take(mark: string): Span | null {
    this.blank()
    return this.text[this.at] === mark ? [this.at, ++this.at] : null
  }

  private value(): Expression {
    this.blank()
    const start = this.at, c = this.text[start]
    if (c === '"') return this.string()
    if (c === '{' || c === '[') {
      if (this.depth >= deepestNesting) {
        this.fail('This is nested too deeply.')
        this.at = this.text.length
        return { kind: 'missing', span: [start, start] }
      }
      this.depth++
      const value = c === '{' ? this.object() : this.array()
      this.depth--
      return value
    }
    for (const pattern of [number, word]) {
      pattern.lastIndex = start
      const match = pattern.exec(this.text)?.[0]
      if (match === undefined) continue
      const span: Span = [start, this.at = start + match.length]
      if (pattern === number) return { kind: 'literal', span, value: Number(match) }
      if (match === 'true' || match === 'false' || match === 'null') return { kind: 'literal', span, value: match === 'null' ? null : match === 'true' }
      this.fail(`'${match}' is no JSON; a string stands in quotes.`, span)
      return { kind: 'missing', span: [start, start] }
    }
    this.fail('A value is due here.')
    return { kind: 'missing', span: [start, start] }
  }

  /** After a member: does another one follow? Steps over what belongs to nothing, up to the next line. */
  private another(close: string): boolean {
    if (this.take(',')) {
      this.blank()
      if (this.text[this.at] !== close) return true
      this.fail('After the last comma a value is due.', [this.at - 1, this.at])
      return false
    }
    if (this.at >= this.text.length || this.text[this.at] === close) return false
    this.fail(`A comma or '${close}' is due here.`)
    if (this.text[this.at] === '"') return true
    if (this.text[this.at] === '}' || this.text[this.at] === ']') return false
    const lineBreak = this.text.indexOf('\n', this.at)
    this.at = lineBreak < 0 ? this.text.length : lineBreak
    this.blank()
    return this.at < this.text.length && this.text[this.at] !== close
  }

  private array(): Expression {
    const start = this.at++, items: Expression[] = []
    this.blank()
    if (this.text[this.at] !== ']' && this.at < this.text.length) do items.push(this.value()); while (this.another(']'))
    return { kind: 'tuple', items, ...this.closed(start, ']', items.at(-1)) }
  }

  private object(): Expression {
    const start = this.at++, items: ObjectItem[] = [], names = new Set<string>()
    this.blank()
    if (this.text[this.at] !== '}' && this.at < this.text.length) {
      do {
        this.blank()
        if (this.text[this.at] !== '"') {
          this.fail('A name in double quotes is due here.')
          continue
        }
        const key = this.string(), equals = this.take(':')
        const name = key.parts.every((part) => part.kind === 'text') ? key.parts.map((part) => part.kind === 'text' ? part.value : '').join('') : null
        if (!equals) {
          this.fail('After a name a colon and a value are due.', key.span)
          continue
        }
        const value: Expression = this.keyFollows(equals) ? { kind: 'missing', span: [equals[1], equals[1]] } : this.value()
        if (value.kind === 'missing') this.fail('This name has no value.', key.span)
        if (name !== null && name !== '//') {
          if (names.has(name)) this.errors.push({ message: `'${name}' is already set in this object.`, span: key.span })
          names.add(name)
        }
        items.push({ kind: 'objectItem', span: [key.span[0], Math.max(value.span[1], equals[1])], key, name, equals, value })
      } while (this.another('}'))
    }
    return { kind: 'object', items, ...this.closed(start, '}', items.at(-1)) }
  }

  /** Is what stands on a later line the next name, the value not yet typed? */
  private keyFollows(equals: Span): boolean {
    this.blank()
    return this.text.slice(equals[1], this.at).includes('\n') && /^"[^"\n\\]*"[ \t]*:/.test(this.text.slice(this.at, this.at + 200))
  }

  private closed(start: number, mark: '}' | ']', last: { readonly span: Span } | undefined): { span: Span, close: Span | null } {
    const close = this.take(mark)
    if (!close) this.fail(`'${this.text[start]}' is never closed.`, [start, start + 1])
    return { span: [start, close ? close[1] : Math.max(start + 1, last?.span[1] ?? 0)], close }
  }

  private string(): Expression & { kind: 'template' } {
    const { text } = this, start = this.at++, from = this.at
    // `offsets[i]` is where the i-th character of the decoded text stands; kept only where the two differ.
    let decoded = '', offsets: number[] | null = null, plain = from
    const put = (part: string, at: (i: number) => number): void => { for (let i = 0; i < part.length; i++) offsets!.push(at(i)); decoded += part }
    for (; this.at < text.length; this.at++) {
      const c = text.charCodeAt(this.at)
      if (c === 34 || c === 10) break
      if (c < 32) this.fail('A string in JSON writes this character as an escape.')
      if (c !== 92) continue
      const base = plain
      offsets ??= []
      put(text.slice(plain, this.at), (i) => base + i)
      const at = this.at, selector = text[at + 1] ?? '', code = /^[0-9a-fA-F]{4}$/.exec(text.slice(at + 2, at + 6))?.[0]
      const value = selector === 'u' && code ? String.fromCharCode(Number.parseInt(code, 16)) : escapes[selector]
      if (value === undefined) this.fail('This escape does not exist in JSON.', [at, at + 1])
      put(value ?? '\\', () => at)
      this.at += value === undefined ? 0 : selector === 'u' ? 5 : 1
      plain = this.at + 1
    }
    const end = Math.min(this.at, text.length), closed = text[end] === '"'
    this.at = closed ? end + 1 : end
    if (!closed) this.fail('The closing quote of this string is missing.', [start, start + 1])
    const span: Span = [start, this.at]
    if (offsets) {
      const base = plain
      put(text.slice(plain, end), (i) => base + i)
      offsets.push(end)
    }
    return { kind: 'template', span, parts: from === end ? [] : this.parts(from, end, decoded, offsets), heredoc: null }
  }

  private parts(from: number, end: number, decoded: string, offsets: readonly number[] | null): readonly TemplatePart[] {
    const value = offsets ? decoded : this.text.slice(from, end)
    if (!value.includes('{')) return [{ kind: 'text', span: [from, end], value }]
    const { parts, errors } = offsets ? parseTemplate(decoded) : parseTemplate(this.text, from, end)
    const moved = offsets ? moveSpans({ parts, errors }, offsets) : { parts, errors }
    this.errors.push(...moved.errors)
    return moved.parts
  }
}

/** A copy of plain data in which each span is one of the encoded text. */
function moveSpans<T>(data: T, offsets: readonly number[]): T {
  if (Array.isArray(data)) {
    return (data.length === 2 && typeof data[0] === 'number' ? data.map((offset: number) => offsets[offset]!) : data.map((item) => moveSpans(item, offsets))) as T
  }
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, moveSpans(value, offsets)])) as T
}
