import type { Span } from '../../../core/span'

/** One Terraform or HCL text as a tree. Plain data; every span lies inside `text`, a child's span inside its parent's. */
export interface HclFile {
  readonly syntax: 'native' | 'json'
  readonly text: string
  readonly body: Body
  /** In the order of the text. Always empty in JSON, which has none. */
  readonly comments: readonly Comment[]
  /** What Terraform would refuse, in plain words and in the order of the text. */
  readonly errors: readonly HclError[]
}

export interface HclError { readonly message: string, readonly span: Span }

/** The span leaves out the line break. */
export interface Comment { readonly style: '#' | '//' | '/*', readonly span: Span }

/** The file, or what stands between a block's braces. Items are in the order of the text. */
export interface Body { readonly kind: 'body', readonly span: Span, readonly items: readonly (Attribute | Block)[] }

/** `name = value`. A value not yet typed is of kind `missing`; the next line is never taken for it. */
export interface Attribute {
  readonly kind: 'attribute', readonly span: Span
  readonly name: string, readonly nameSpan: Span
  /** The `=`, in JSON the `:`. */
  readonly equals: Span
  readonly value: Expression
}

/** `type "label" { … }`. A header without a brace yields no block. */
export interface Block {
  readonly kind: 'block', readonly span: Span
  readonly type: string, readonly typeSpan: Span
  readonly labels: readonly Label[]
  readonly open: Span
  readonly body: Body
  /** `null` when the brace is missing; the body then ends where the layout says so. */
  readonly close: Span | null
}

/** The span includes the quotes, `text` has neither quotes nor escapes. */
export interface Label { readonly kind: 'label', readonly span: Span, readonly text: string }

/** A word and where it stands. */
export interface Name { readonly text: string, readonly span: Span }

export type Expression = Literal | Template | Variable | GetAttribute | Index | Splat | SplatItem | Call
  | Tuple | ObjectLiteral | For | Conditional | Binary | Unary | Parentheses | Missing

/** A number, `true`, `false` or `null`; strings are templates. */
export interface Literal { readonly kind: 'literal', readonly span: Span, readonly value: number | boolean | null }

/** A string. The value of its parts is joined, except that a lone interpolation keeps its type. */
export interface Template {
  readonly kind: 'template', readonly span: Span
  readonly parts: readonly TemplatePart[]
  /** `null` for a string in quotes. */
  readonly heredoc: Heredoc | null
}

export interface Heredoc { readonly tag: Name, readonly indented: boolean, readonly close: Span | null }

export type TemplatePart = Text | Interpolation | IfDirective | ForDirective

/** `value` is what the text stands for: escapes resolved, indentation of `<<-` and what a `~` trims removed. One part a line in heredocs. */
export interface Text { readonly kind: 'text', readonly span: Span, readonly value: string }

/** `${ … }`. */
export interface Interpolation { readonly kind: 'interpolation', readonly span: Span, readonly expression: Expression }

/** `%{ if … }…%{ else }…%{ endif }`. */
export interface IfDirective {
  readonly kind: 'ifDirective', readonly span: Span
  readonly condition: Expression, readonly then: readonly TemplatePart[], readonly otherwise: readonly TemplatePart[] | null
}

/** `%{ for … in … }…%{ endfor }`. */
export interface ForDirective {
  readonly kind: 'forDirective', readonly span: Span
  readonly keyVariable: Name | null, readonly valueVariable: Name
  readonly collection: Expression, readonly body: readonly TemplatePart[]
}

/** The first word of a reference: `var` in `var.name`. */
export interface Variable { readonly kind: 'variable', readonly span: Span, readonly name: string }

/** `target.name`. */
export interface GetAttribute { readonly kind: 'getAttribute', readonly span: Span, readonly target: Expression, readonly name: string, readonly nameSpan: Span }

/** `target[key]`, or the old `target.0` (`legacy`). */
export interface Index { readonly kind: 'index', readonly span: Span, readonly target: Expression, readonly key: Expression, readonly legacy: boolean }

/** `target[*]` (`full`) or `target.*`. `each` is evaluated per element, which it reaches as its innermost `splatItem`. */
export interface Splat { readonly kind: 'splat', readonly span: Span, readonly target: Expression, readonly full: boolean, readonly each: Expression }

/** The element at hand inside `each` of a splat. Its span is empty. */
export interface SplatItem { readonly kind: 'splatItem', readonly span: Span }

/** `name(a, b...)`. `name` is written without spaces: `provider::aws::arn_parse`. */
export interface Call {
  readonly kind: 'call', readonly span: Span
  readonly name: string, readonly nameSpan: Span
  readonly arguments: readonly Expression[]
  /** Does `...` spread the last argument? */
  readonly expand: boolean
  readonly close: Span | null
}

export interface Tuple { readonly kind: 'tuple', readonly span: Span, readonly items: readonly Expression[], readonly close: Span | null }

export interface ObjectLiteral { readonly kind: 'object', readonly span: Span, readonly items: readonly ObjectItem[], readonly close: Span | null }

/** `key = value` or `key : value`. `name` is the key when it is written out: a bare word, a number or a string without `${}`; else `null`. */
export interface ObjectItem {
  readonly kind: 'objectItem', readonly span: Span
  readonly key: Expression, readonly name: string | null
  /** The `=` or `:`. A key without one yields no item. */
  readonly equals: Span
  readonly value: Expression
}

/** `[for k, v in collection : value if condition]` (`key` is `null`) or `{for … : key => value...}`. */
export interface For {
  readonly kind: 'for', readonly span: Span
  readonly keyVariable: Name | null, readonly valueVariable: Name
  readonly collection: Expression
  readonly key: Expression | null, readonly value: Expression
  /** Does `...` gather the values of one key in a list? */
  readonly grouped: boolean
  readonly condition: Expression | null
  readonly close: Span | null
}

export interface Conditional { readonly kind: 'conditional', readonly span: Span, readonly condition: Expression, readonly then: Expression, readonly otherwise: Expression }

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%'

export interface Binary { readonly kind: 'binary', readonly span: Span, readonly operator: BinaryOperator, readonly left: Expression, readonly right: Expression }

export interface Unary { readonly kind: 'unary', readonly span: Span, readonly operator: '-' | '!', readonly operand: Expression }

export interface Parentheses { readonly kind: 'parentheses', readonly span: Span, readonly inner: Expression, readonly close: Span | null }

/** Where an expression is due and none stands. Its span is empty; its value is unknown. */
export interface Missing { readonly kind: 'missing', readonly span: Span }

export type HclNode = Body | Attribute | Block | Label | ObjectItem | Expression | TemplatePart

/** The nodes directly below one, in the order of the text. */
export function children(node: HclNode): readonly HclNode[] {
  switch (node.kind) {
    case 'body': case 'tuple': case 'object': return node.items
    case 'attribute': return [node.value]
    case 'block': return [...node.labels, node.body]
    case 'objectItem': return [node.key, node.value]
    case 'template': return node.parts
    case 'interpolation': return [node.expression]
    case 'ifDirective': return [node.condition, ...node.then, ...node.otherwise ?? []]
    case 'forDirective': return [node.collection, ...node.body]
    case 'getAttribute': return [node.target]
    case 'index': return [node.target, node.key]
    case 'splat': return [node.target, node.each]
    case 'call': return node.arguments
    case 'for': return [node.collection, ...node.key ? [node.key] : [], node.value, ...node.condition ? [node.condition] : []]
    case 'conditional': return [node.condition, node.then, node.otherwise]
    case 'binary': return [node.left, node.right]
    case 'unary': return [node.operand]
    case 'parentheses': return [node.inner]
    case 'label': case 'literal': case 'text': case 'variable': case 'splatItem': case 'missing': return []
  }
}

/** The text of a template that has no interpolation and no directive, else `null`. */
export function constantText(expression: Expression): string | null {
  if (expression.kind !== 'template') return null
  let text = ''
  for (const part of expression.parts) {
    if (part.kind !== 'text') return null
    text += part.value
  }
  return text
}
