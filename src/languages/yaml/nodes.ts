import type { Span } from '../../core/span'
import type { ScalarStyle, YamlAlias, YamlComment, YamlError, YamlErrorCode, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSequence } from './tree'

/** Where a section of the file starts; moving it moves every node that is counted from it. */
export interface Base { offset: number }

/** What all nodes have beside their place. */
export interface Marks { readonly anchor: string | null; readonly tag: string | null; readonly unknown: boolean; readonly conditional: boolean }

class Placed {
  constructor(readonly base: Base, readonly from: number, readonly to: number) {}
  get span(): Span { return [this.base.offset + this.from, this.base.offset + this.to] }
}

class Marked extends Placed {
  readonly anchor: string | null
  readonly tag: string | null
  readonly unknown: boolean
  readonly conditional: boolean
  constructor(base: Base, from: number, to: number, marks: Marks) {
    super(base, from, to)
    this.anchor = marks.anchor
    this.tag = marks.tag
    this.unknown = marks.unknown
    this.conditional = marks.conditional
  }
}

export class ScalarNode extends Marked implements YamlScalar {
  readonly kind = 'scalar'
  constructor(base: Base, from: number, to: number, marks: Marks, readonly value: YamlScalar['value'], readonly source: string, readonly style: ScalarStyle) { super(base, from, to, marks) }
}

export class AliasNode extends Marked implements YamlAlias {
  readonly kind = 'alias'
  constructor(base: Base, from: number, to: number, marks: Marks, readonly name: string, readonly target: YamlNode | null) { super(base, from, to, marks) }
}

export class SequenceNode extends Marked implements YamlSequence {
  readonly kind = 'sequence'
  constructor(base: Base, from: number, to: number, marks: Marks, readonly style: 'block' | 'flow', readonly items: readonly YamlNode[], readonly open: boolean) { super(base, from, to, marks) }
}

export class PairNode implements YamlPair {
  constructor(readonly base: Base, readonly key: YamlNode, readonly name: string | null, readonly value: YamlNode, readonly conditional: boolean) {}
  get span(): Span {
    const start = this.key.span[0]
    return [start, Math.max(this.key.span[1], this.value.span[1])]
  }
}

/** A block map ends where its last pair ends, which may have moved on its own. */
export class MapNode extends Marked implements YamlMap {
  readonly kind = 'map'
  private index: Map<string, YamlPair> | null = null

  constructor(base: Base, from: number, to: number, readonly marks: Marks, readonly style: 'block' | 'flow', readonly pairs: readonly YamlPair[], readonly open: boolean) { super(base, from, to, marks) }

  override get span(): Span {
    const last = this.style === 'block' ? this.pairs[this.pairs.length - 1] : undefined
    return [this.base.offset + this.from, last ? last.span[1] : this.base.offset + this.to]
  }

  get(name: string): YamlNode | null { return this.pair(name)?.value ?? null }

  pair(name: string): YamlPair | null {
    if (this.pairs.length < 12) return this.pairs.find(pair => pair.name === name) ?? null
    if (!this.index) {
      this.index = new Map()
      for (const pair of this.pairs) if (pair.name !== null && !this.index.has(pair.name)) this.index.set(pair.name, pair)
    }
    return this.index.get(name) ?? null
  }

  /** The same map with one pair in another's place. */
  with(index: number, pair: YamlPair): MapNode {
    const pairs = this.pairs.slice()
    pairs[index] = pair
    return new MapNode(this.base, this.from, this.to, this.marks, this.style, pairs, this.open)
  }
}

export class CommentNode extends Placed implements YamlComment {
  constructor(base: Base, from: number, to: number, readonly text: string) { super(base, from, to) }
}

export class ErrorNode extends Placed implements YamlError {
  constructor(base: Base, from: number, to: number, readonly code: YamlErrorCode, readonly message: string, private readonly first: readonly [number, number] | null = null) { super(base, from, to) }
  get related(): Span | null { return this.first && [this.base.offset + this.first[0], this.base.offset + this.first[1]] }
  /** The same error counted from another base, `shift` further on. */
  on(base: Base, shift: number): ErrorNode {
    return new ErrorNode(base, this.from + shift, this.to + shift, this.code, this.message, this.first && [this.first[0] + shift, this.first[1] + shift])
  }
}
