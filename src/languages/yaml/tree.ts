import type { Span } from '../../core/span'

/**
 * One YAML file as read. Plain data in every respect but one: spans are computed when read, because a `YamlSource` moves
 * the untouched sections of a file after an edit. A file and its nodes are valid until their source's next edit.
 */
export interface YamlFile {
  readonly text: string
  readonly documents: readonly YamlDocument[]
  /** Every comment, in order, from its `#` to the end of its line. */
  readonly comments: readonly YamlComment[]
  /** The errors of all documents, in order. */
  readonly errors: readonly YamlError[]
}

export interface YamlDocument {
  /** From its `---` (or what stands before its content) to the next document, comments included. */
  readonly span: Span
  /** `null` where the document says nothing at all, or was too deep to be read. */
  readonly root: YamlNode | null
  readonly errors: readonly YamlError[]
  /** Whole lines in which text may have been misread: what seems to be missing there may only be half-typed. Sorted, disjoint. */
  readonly damagedSpans: readonly Span[]
}

export interface YamlComment { readonly span: Span; readonly text: string }

/** What the reader refused or could not make sense of; never empty-handed, the tree around it exists. */
export interface YamlError {
  readonly code: YamlErrorCode
  readonly message: string
  readonly span: Span
  /** For a duplicate key: the first one. */
  readonly related: Span | null
}

export type YamlErrorCode = 'syntax' | 'duplicate-key' | 'undefined-alias' | 'circular-alias' | 'too-deep' | 'too-many-aliases'

export type YamlNode = YamlMap | YamlSequence | YamlScalar | YamlAlias
export type YamlCollection = YamlMap | YamlSequence

interface Node {
  /** The node's own characters: without anchor and tag, without the comment and the line end behind it. */
  readonly span: Span
  readonly anchor: string | null
  readonly tag: string | null
  /** Its value contains a template action, so that nobody knows it here. */
  readonly unknown: boolean
  /** It stands inside an `if`, `with` or `range` of a template, so that it may be absent. */
  readonly conditional: boolean
}

export interface YamlMap extends Node {
  readonly kind: 'map'
  readonly style: 'block' | 'flow'
  /** As written and in order: duplicates and `<<` included. */
  readonly pairs: readonly YamlPair[]
  /** There may be more entries than are seen (templates). */
  readonly open: boolean
  /** The value written under a key in this map itself (the first one), or `null`. `lookup` also follows aliases and `<<`. */
  get(name: string): YamlNode | null
  /** The pair written under a key in this map itself (the first one), or `null`. */
  pair(name: string): YamlPair | null
}

export interface YamlPair {
  /** From the start of the key to the end of the value. */
  readonly span: Span
  readonly key: YamlNode
  /** The key as a string (`80:` is '80', `on:` is 'on'), or `null` where it is not a scalar. */
  readonly name: string | null
  /** What is left out (`key:`) is a null scalar of no width behind the colon. */
  readonly value: YamlNode
  readonly conditional: boolean
}

export interface YamlSequence extends Node {
  readonly kind: 'sequence'
  readonly style: 'block' | 'flow'
  readonly items: readonly YamlNode[]
  /** There may be more items than are seen (templates). */
  readonly open: boolean
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'

export interface YamlScalar extends Node {
  readonly kind: 'scalar'
  /** By the core schema of YAML 1.2, whatever the file's directives say; `yaml11` gives the older reading. */
  readonly value: string | number | boolean | null
  /** The characters of the file, quotes and block indicators included. */
  readonly source: string
  readonly style: ScalarStyle
}

export interface YamlAlias extends Node {
  readonly kind: 'alias'
  readonly name: string
  /** The anchored node; `null` where undefined, circular or over the budget. Following targets always ends. */
  readonly target: YamlNode | null
}

export interface ParseOptions {
  /** The file may contain `{{ … }}` actions (Helm): they are masked, and what they touch is `unknown`, `open` or `conditional`. */
  readonly templates?: boolean
}
