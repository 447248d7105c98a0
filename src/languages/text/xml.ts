import type { Parser } from '../../core/document'
import type { Span } from '../../core/span'

/** An element of an XML file. */
export class Element {
  readonly children: Element[] = []
  readonly attributes = new Map<string, { readonly value: string; readonly span: Span }>()
  /** Its own text, trimmed; '' where it has none. */
  text = ''
  /** Of its text where it has one in one line, else of its name. */
  span: Span
  constructor(readonly name: string, readonly nameSpan: Span) { this.span = nameSpan }

  /** The first child at the end of some names, or null. */
  at(...path: readonly string[]): Element | null {
    let at: Element | null = this
    for (const name of path) at = at?.children.find(child => child.name === name) ?? null
    return at
  }
  all(name: string): readonly Element[] { return this.children.filter(child => child.name === name) }
  /** The text of the first child of a name; null where there is none. */
  get(...path: readonly string[]): string | null { return this.at(...path)?.text ?? null }
  /** Every element of a name below it, in order. */
  *below(name: string): Generator<Element> {
    const stack: Element[] = [...this.children].reverse()
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (next.name === name) yield next
      for (let i = next.children.length - 1; i >= 0; i--) stack.push(next.children[i]!)
    }
  }
}

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decode = (text: string): string => text.includes('&') ? text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!) : text

/** XML, read tolerantly and without namespaces: an end tag without a beginning is passed over, what is never ended ends with the file. */
export const xmlParser: Parser<Element> = { parse: readXml }

function readXml(text: string): Element {
  const root = new Element('', [0, 0]), open: Element[] = [root]
  let at = 0
  const add = (from: number, to: number): void => {
    const inner = text.slice(from, to), trimmed = inner.trim(), element = open[open.length - 1]!
    if (trimmed === '' || element === root || element.text !== '') return
    element.text = decode(trimmed)
    const start = from + inner.indexOf(trimmed)
    if (!/[\r\n]/.test(trimmed)) element.span = [start, start + trimmed.length]
  }
  while (at < text.length) {
    const next = text.indexOf('<', at)
    if (next < 0) break
    add(at, next)
    if (text.startsWith('<!--', next)) { at = after(text, '-->', next + 4); continue }
    if (text.startsWith('<![CDATA[', next)) {
      const end = text.indexOf(']]>', next)
      add(next + 9, end < 0 ? text.length : end)
      at = end < 0 ? text.length : end + 3
      continue
    }
    if (text[next + 1] === '?' || text[next + 1] === '!') { at = after(text, '>', next); continue }
    if (text[next + 1] === '/') {
      const end = text.indexOf('>', next), name = localName(text.slice(next + 2, end < 0 ? text.length : end).trim())
      for (let i = open.length - 1, tries = 0; i > 0 && tries < 50; i--, tries++) if (open[i]!.name === name) { open.length = i; break }
      at = end < 0 ? text.length : end + 1
      continue
    }
    let i = next + 1
    while (i < text.length && /[\w.:-]/.test(text[i]!)) i++
    if (i === next + 1) { at = i; continue }
    const written = text.slice(next + 1, i), element = new Element(localName(written), [next + 1, i])
    const end = attributes(text, i, element)
    const parent = open[open.length - 1]!
    parent.children.push(element)
    if (text[end - 1] !== '/' && open.length < 200) open.push(element)
    at = Math.min(end + 1, text.length)
  }
  return root
}

/** Reads attributes up to the tag's end; gives the place of its `>`. */
function attributes(text: string, from: number, element: Element): number {
  let i = from
  while (i < text.length && text[i] !== '>') {
    if (text[i] === '<') return i - 1
    if (!/[\w:]/.test(text[i]!)) { i++; continue }
    const start = i
    while (i < text.length && /[\w.:-]/.test(text[i]!)) i++
    const name = localName(text.slice(start, i))
    while (i < text.length && /\s/.test(text[i]!)) i++
    if (text[i] !== '=') continue
    i++
    while (i < text.length && /\s/.test(text[i]!)) i++
    const quote = text[i]
    if (quote !== '"' && quote !== "'") continue
    const end = text.indexOf(quote, i + 1)
    if (end < 0) return text.length
    element.attributes.set(name, { value: decode(text.slice(i + 1, end)), span: /[\r\n]/.test(text.slice(i, end)) ? [start, start + name.length] : [i + 1, end] })
    i = end + 1
  }
  return i
}

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1)

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from)
  return at < 0 ? text.length : at + end.length
}
