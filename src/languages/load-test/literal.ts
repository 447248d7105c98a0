import type { Span } from '../../core/span'
import { bracketsOf, type Token } from './tokens'

/** A value that a script writes down; `unknown` is an expression. */
export type Literal =
  | { readonly kind: 'object'; readonly span: Span; readonly entries: ReadonlyMap<string, Entry>; readonly open: boolean }
  | { readonly kind: 'array'; readonly span: Span; readonly items: readonly Literal[]; readonly open: boolean }
  | { readonly kind: 'scalar'; readonly span: Span; readonly value: string | number | boolean | null }
  | { readonly kind: 'unknown'; readonly span: Span; readonly source: string }

/** A value under a key of an object. */
export interface Entry { readonly key: Span; readonly value: Literal }

const maximumDepth = 40

/** The object and array literals of a script, constants at its top put in. */
export class Literals {
  private readonly ends: ReadonlyMap<number, number>
  /** The token behind `=`, by the name that is declared at the top. */
  private readonly declared = new Map<string, number>()
  private readonly open = new Set<string>()
  private budget = 20_000

  constructor(readonly text: string, readonly tokens: readonly Token[]) {
    this.ends = bracketsOf(tokens)
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]!
      const end = token.kind === 'sign' ? this.ends.get(i) : undefined
      if (end !== undefined) { i = end; continue }
      const name = tokens[i + 1]
      if (token.kind === 'name' && /^(?:const|let|var)$/.test(token.text) && name?.kind === 'name') this.declare(name.text, i + 2)
      else if (token.kind === 'name' && token.text === 'options' && tokens[i - 1]?.text === '.') this.declare('options', i + 1)
    }
  }

  private declare(name: string, from: number): void {
    // A type may stand between the name and its value.
    for (let i = from; i < Math.min(from + 40, this.tokens.length); i++) {
      const { kind, text } = this.tokens[i]!
      if (kind === 'sign' && text === '=') { if (this.tokens[i + 1]?.text !== '=' && this.tokens[i + 1]?.text !== '>') this.declared.set(name, i + 1); return }
      if (kind === 'sign' && text === ';' || kind === 'name' && /^(?:const|let|var|export|function|import)$/.test(text)) return
    }
  }

  has(name: string): boolean { return this.declared.has(name) }

  /** The value of a name that is declared at the top; null where there is none. */
  constant(name: string, depth = 0): Literal | null {
    const at = this.declared.get(name)
    if (at === undefined || this.open.has(name) || depth > maximumDepth) return null
    this.open.add(name)
    const { value } = this.read(at, depth + 1)
    this.open.delete(name)
    return value
  }

  private unknown(from: number, to: number): { readonly value: Literal; readonly next: number } {
    const first = this.tokens[from], last = this.tokens[Math.max(from, to - 1)]
    const span: Span = first ? [first.start, first.end] : [this.text.length, this.text.length]
    return { value: { kind: 'unknown', span, source: first && last ? this.text.slice(first.start, Math.min(last.end, first.start + 80)) : '' }, next: Math.max(to, from + 1) }
  }

  /** The token behind an expression: a comma, a semicolon or a closing bracket of what is around it. */
  private endOf(from: number): number {
    for (let i = from; i < this.tokens.length; i++) {
      const { kind, text } = this.tokens[i]!
      if (kind !== 'sign') continue
      const end = this.ends.get(i)
      if (end !== undefined) { i = end; continue }
      if (text === ',' || text === ';' || text === ')' || text === ']' || text === '}') return i
    }
    return this.tokens.length
  }

  private read(from: number, depth: number): { readonly value: Literal; readonly next: number } {
    const token = this.tokens[from]
    if (!token || depth > maximumDepth || this.budget-- <= 0) return this.unknown(from, this.endOf(from))
    const simple = this.primary(from, depth)
    if (!simple) return this.unknown(from, this.endOf(from))
    const follower = this.tokens[simple.next]
    if (!follower || follower.kind === 'sign' && /^[,;)\]}]$/.test(follower.text) || follower.kind === 'name' && (/^(?:as|satisfies)$/.test(follower.text) || /[\r\n]/.test(this.text.slice(this.tokens[simple.next - 1]!.end, follower.start)))) {
      return follower?.kind === 'name' && /^(?:as|satisfies)$/.test(follower.text) ? { value: simple.value, next: this.endOf(simple.next) } : simple
    }
    return this.unknown(from, this.endOf(from))
  }

  private primary(from: number, depth: number): { readonly value: Literal; readonly next: number } | null {
    const token = this.tokens[from]!, span: Span = [token.start, token.end]
    const scalar = (value: string | number | boolean | null, next = from + 1): { readonly value: Literal; readonly next: number } => ({ value: { kind: 'scalar', span, value }, next })
    if (token.kind === 'string') return scalar(token.text)
    if (token.kind === 'number') { const value = Number(token.text.replace(/_/g, '')); return Number.isFinite(value) ? scalar(value) : null }
    if (token.kind === 'name') {
      if (token.text === 'true' || token.text === 'false') return scalar(token.text === 'true')
      if (token.text === 'null' || token.text === 'undefined') return scalar(null)
      const value = this.constant(token.text, depth)
      return value ? { value, next: from + 1 } : null
    }
    if (token.text === '-' && this.tokens[from + 1]?.kind === 'number') return scalar(-Number(this.tokens[from + 1]!.text), from + 2)
    const end = this.ends.get(from)
    if (end === undefined) return null
    if (token.text === '[') return this.array(from, end, span, depth)
    return token.text === '{' ? this.object(from, end, span, depth) : null
  }

  private array(from: number, end: number, span: Span, depth: number): { readonly value: Literal; readonly next: number } {
    const items: Literal[] = []
    let open = end >= this.tokens.length
    for (let i = from + 1; i < end;) {
      if (this.tokens[i]!.text === ',' && this.tokens[i]!.kind === 'sign') { i++; continue }
      if (this.isSpread(i)) {
        const { value, next } = this.read(i + 3, depth + 1)
        if (value.kind === 'array') { items.push(...value.items); open ||= value.open } else open = true
        i = next
        continue
      }
      const { value, next } = this.read(i, depth + 1)
      items.push(value)
      i = next
    }
    return { value: { kind: 'array', span, items, open }, next: end + 1 }
  }

  private isSpread(i: number): boolean { return [0, 1, 2].every(by => this.tokens[i + by]?.kind === 'sign' && this.tokens[i + by]!.text === '.') }

  private object(from: number, end: number, span: Span, depth: number): { readonly value: Literal; readonly next: number } {
    const entries = new Map<string, Entry>()
    let open = end >= this.tokens.length
    for (let i = from + 1; i < end;) {
      const key = this.tokens[i]!
      if (key.kind === 'sign' && key.text === ',') { i++; continue }
      if (this.isSpread(i)) {
        const { value, next } = this.read(i + 3, depth + 1)
        if (value.kind === 'object') { for (const [name, entry] of value.entries) entries.set(name, entry); open ||= value.open } else open = true
        i = next
        continue
      }
      const keySpan: Span = [key.start, key.end], follower = this.tokens[i + 1]
      if (key.kind !== 'sign' && key.kind !== 'template' && follower?.kind === 'sign' && follower.text === ':') {
        const { value, next } = this.read(i + 2, depth + 1)
        entries.set(key.text, { key: keySpan, value })
        i = next
      } else if (key.kind === 'name' && (!follower || follower.kind === 'sign' && (follower.text === ',' || follower.text === '}'))) {
        entries.set(key.text, { key: keySpan, value: this.constant(key.text, depth) ?? { kind: 'unknown', span: keySpan, source: key.text } })
        i++
      } else { open = true; i = Math.max(i + 1, this.endOf(i)) }
    }
    return { value: { kind: 'object', span, entries, open }, next: end + 1 }
  }
}

/** The value under a key; null where the object has none, undefined where nobody knows. */
export function member(of: Literal | null, name: string): Literal | null | undefined {
  if (!of) return null
  if (of.kind !== 'object') return of.kind === 'unknown' ? undefined : null
  return of.entries.get(name)?.value ?? (of.open ? undefined : null)
}
