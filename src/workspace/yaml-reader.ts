import { nearest } from '../core/nearest'
import type { Severity } from '../core/finding'
import type { Span } from '../core/span'
import type { YamlMap, YamlNode, YamlPair } from '../languages/yaml/tree'
import { resolve } from '../languages/yaml/walk'
import type { ConfigProblem } from './config-file'

/** Reads a file of ours: keeps what is valid and says where the rest is wrong. */
export abstract class YamlReader {
  constructor(private readonly path: string, private readonly problems: ConfigProblem[]) {}

  report(node: { readonly span: Span }, message: string, severity: Severity = 'error'): null {
    this.problems.push({ path: this.path, span: node.span, message, severity })
    return null
  }

  wrong(node: { readonly span: Span }, what: string, problem: string): null { return this.report(node, `${what} ${problem}.`) }

  protected *entries(map: YamlMap | null, known: readonly string[], of: string): Generator<readonly [name: string, value: YamlNode, pair: YamlPair]> {
    for (const pair of map?.pairs ?? []) {
      const value = resolve(pair.value)
      if (pair.name === null || !known.includes(pair.name)) {
        const meant = nearest(pair.name ?? '', known)
        this.report(pair.key, `'${shorten(pair.name ?? '')}' is no setting of ${of}${meant ? `; did you mean '${meant}'?` : '.'}`, 'warning')
      } else if (value && !(value.kind === 'scalar' && value.value === null)) yield [pair.name, value, pair]
    }
  }

  protected map(node: YamlNode, at: YamlPair, what: string): YamlMap | null {
    return node.kind === 'map' ? node : this.wrong(node.span[0] === node.span[1] ? at.key : node, what, 'must be a map')
  }

  protected sequence(node: YamlNode, at: YamlPair, what: string): readonly YamlNode[] {
    if (node.kind === 'sequence') return node.items
    this.wrong(place(node, at), what, 'must be a list')
    return []
  }

  protected text(node: YamlNode, at: YamlPair, what: string): string | null {
    if (node.kind !== 'scalar' || node.value === null) return this.wrong(place(node, at), what, 'must be a text')
    return (typeof node.value === 'string' ? node.value : node.source).trim() || null
  }

  protected boolean(node: YamlNode, at: YamlPair, what: string): boolean | null {
    return node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : this.wrong(place(node, at), what, 'must be true or false')
  }

  protected oneOf<T extends string>(node: YamlNode, at: YamlPair, what: string, values: readonly T[]): T | null {
    const text = node.kind === 'scalar' ? String(node.value) : null
    if (text !== null && (values as readonly string[]).includes(text)) return text as T
    return this.wrong(place(node, at), what, `must be one of ${values.join(', ')}`)
  }

  protected strings(node: YamlNode, at: YamlPair, what: string): readonly string[] {
    if (node.kind === 'scalar' && typeof node.value === 'string') return [node.value]
    if (node.kind !== 'sequence') { this.wrong(place(node, at), what, 'must be a list of strings'); return [] }
    return node.items.flatMap((item) => {
      const value = resolve(item)
      if (value?.kind === 'scalar' && typeof value.value === 'string') return [value.value]
      if (!(value?.kind === 'scalar' && value.value === null)) this.wrong(item, `An entry of ${what}`, 'must be a string')
      return []
    })
  }
}

/** Where to say that a value is wrong: one token, never a block. */
export function place(node: YamlNode, at: YamlPair): { readonly span: Span } {
  return node.kind === 'scalar' && node.span[1] > node.span[0] && node.style !== 'literal' && node.style !== 'folded' ? node : at.key
}

/** A text that a message can hold. */
export const shorten = (text: string): string => text.length > 60 ? `${text.slice(0, 59)}…` : text
