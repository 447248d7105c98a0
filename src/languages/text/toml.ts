import type { Parser } from '../../core/document'
import type { Span } from '../../core/span'
import { Data } from './data'

type Table = Map<string, Data>

/** TOML, read tolerantly: what cannot be read is left out. Entries of an array of tables are the elements of a list. */
export const tomlParser: Parser<Data> = { parse: text => new Reader(text).read() }

const bare = /[A-Za-z0-9_-]/

class Reader {
  private at = 0
  private depth = 0
  private readonly root: Table = new Map()
  constructor(private readonly text: string) {}

  read(): Data {
    let table = this.root
    while (this.at < this.text.length) {
      this.blanks()
      const c = this.text[this.at]
      if (c === undefined) break
      if (c === '[') {
        const isArray = this.text[this.at + 1] === '['
        this.at += isArray ? 2 : 1
        const keys = this.keys()
        if (keys) table = this.open(keys, isArray) ?? new Map()
        this.skipLine()
      } else if (c === '#' || c === '\n' || c === '\r') this.skipLine()
      else {
        const keys = this.keys()
        if (keys && this.text[this.at] === '=') {
          this.at++
          const last = keys[keys.length - 1]!, value = this.value(last.span), inner = this.descend(table, keys.slice(0, -1))
          if (value && inner && !inner.has(last.name)) inner.set(last.name, value)
        }
        this.skipLine()
      }
    }
    return new Data(this.root, [0, 0])
  }

  private open(keys: readonly Key[], isArray: boolean): Table | null {
    const last = keys[keys.length - 1]!, outer = this.descend(this.root, keys.slice(0, -1))
    if (!outer) return null
    const known = outer.get(last.name)
    if (!isArray) return known ? tableOf(known) : add(outer, last)
    const table: Table = new Map(), element = new Data(table, last.span)
    if (!known) outer.set(last.name, new Data([element], last.span))
    else if (Array.isArray(known.value)) (known.value as Data[]).push(element)
    return table
  }

  private descend(table: Table, keys: readonly Key[]): Table | null {
    let at: Table | null = table
    for (const key of keys) {
      if (!at) return null
      const known: Data | undefined = at.get(key.name)
      at = known ? tableOf(known) : add(at, key)
    }
    return at
  }

  /** Dotted keys; null where there are none. */
  private keys(): readonly Key[] | null {
    const keys: Key[] = []
    for (;;) {
      this.blanks()
      const start = this.at, c = this.text[start]
      if (c === '"' || c === "'") {
        const name = this.string()
        keys.push({ name: name ?? '', span: [start, this.at] })
      } else {
        while (this.at < this.text.length && bare.test(this.text[this.at]!)) this.at++
        if (this.at === start) return null
        keys.push({ name: this.text.slice(start, this.at), span: [start, this.at] })
      }
      this.blanks()
      if (this.text[this.at] !== '.') return keys
      this.at++
    }
  }

  private value(key: Span): Data | null {
    this.blanks()
    const start = this.at, c = this.text[start]
    if (c === '"' || c === "'") {
      const text = this.string()
      return text === null ? null : new Data(text, this.token(start))
    }
    if (c === '[' || c === '{') {
      if (this.depth >= 20) return null
      this.depth++
      const data = c === '[' ? this.list(key) : this.inline(key)
      this.depth--
      return data
    }
    while (this.at < this.text.length && !/[\s,\]}#]/.test(this.text[this.at]!)) this.at++
    const word = this.text.slice(start, this.at)
    if (word === '') return null
    return new Data(word === 'true' ? true : word === 'false' ? false : /^[+-]?\d[\d_]*(?:\.\d[\d_]*)?$/.test(word) ? Number(word.replaceAll('_', '')) : word, [start, this.at])
  }

  private list(key: Span): Data {
    const items: Data[] = []
    this.at++
    for (;;) {
      this.spaces()
      const c = this.text[this.at]
      if (c === undefined || c === ']') { this.at++; break }
      if (c === ',') { this.at++; continue }
      const before = this.at, item = this.value(key)
      if (item) items.push(item)
      if (this.at === before) this.at++
    }
    return new Data(items, key)
  }

  private inline(span: Span): Data {
    const table: Table = new Map()
    this.at++
    for (;;) {
      this.spaces()
      const c = this.text[this.at]
      if (c === undefined || c === '}') { this.at++; break }
      const before = this.at, keys = c === ',' ? null : this.keys()
      if (keys && this.text[this.at] === '=') {
        this.at++
        const last = keys[keys.length - 1]!, value = this.value(last.span), inner = this.descend(table, keys.slice(0, -1))
        if (value && inner && !inner.has(last.name)) inner.set(last.name, value)
      }
      if (this.at === before) this.at++
    }
    return new Data(table, span)
  }

  private string(): string | null {
    const quote = this.text[this.at]!, triple = quote.repeat(3)
    if (this.text.startsWith(triple, this.at)) {
      const end = this.text.indexOf(triple, this.at + 3), from = this.at + 3
      this.at = end < 0 ? this.text.length : end + 3
      return end < 0 ? null : this.text.slice(from, end)
    }
    const start = ++this.at
    while (this.at < this.text.length && this.text[this.at] !== quote) {
      if (this.text[this.at] === '\n') return null
      this.at += quote === '"' && this.text[this.at] === '\\' ? 2 : 1
    }
    const inner = this.text.slice(start, this.at++)
    return quote === '"' ? inner.replace(/\\(["\\])/g, '$1') : inner
  }

  /** From a place to here, as far as it is one line. */
  private token(start: number): Span {
    const end = Math.min(this.at, this.text.length), line = this.text.slice(start, end).indexOf('\n')
    return [start, line < 0 ? end : start + line]
  }

  private blanks(): void { while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++ }
  private spaces(): void {
    for (;;) {
      while (this.at < this.text.length && /\s/.test(this.text[this.at]!)) this.at++
      if (this.text[this.at] !== '#') return
      this.skipLine()
    }
  }
  private skipLine(): void {
    const end = this.text.indexOf('\n', this.at)
    this.at = end < 0 ? this.text.length : end + 1
  }
}

interface Key { readonly name: string; readonly span: Span }

function add(table: Table, key: Key): Table {
  const inner: Table = new Map()
  table.set(key.name, new Data(inner, key.span))
  return inner
}

/** The table that a value is; of an array of tables the last one. */
const tableOf = (data: Data): Table | null => data.value instanceof Map ? data.value as Table : Array.isArray(data.value) ? tableOf(data.value.at(-1) ?? new Data(null, [0, 0])) : null
