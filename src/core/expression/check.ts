import { RE2JS } from '@bufbuild/re2'
import type { Span } from '../span'
import { sizeTest, type Call, type Checked, type Expression, type ExpressionError, type Macro } from './expression'
import { parse, type Node } from './parse'
import { toNative } from './pattern'
import { describe, fieldsOf, join, mayBeUnknown, nullable, present, shortName, unknownIf, type Type, type Variables } from './types'

/** How deep macros may be nested. */
const MACROS = 3

/** What an expression is for: a condition, a text, the list that a page goes over, or any value. */
export type Expected = 'bool' | 'string' | 'list' | 'any'

/**
 * Parses and checks an expression over the variables of a page. What passes neither throws nor reads a field of null.
 * `given` are conditions that are known to hold wherever the expression is evaluated.
 */
export function check(source: string, variables: Variables, expected: Expected, given: readonly Expression[] = []): Checked<Expression> {
  const node = parse(source)
  if ('message' in node) return { errors: [errorAt(node.message, node.span)] }
  const errors: ExpressionError[] = []
  const checker = new Checker(source, variables, errors)
  const result = checker.infer(node, given.reduce((sight, test) => narrow(sight, test, true), checker.page()), 0)
  if (errors.length === 0) checker.expect(result, expected)
  return errors.length === 0 ? { ok: result } : { errors }
}

const errorAt = (message: string, [start, end]: Span): ExpressionError => ({ message, offset: start, length: end - start })

const BOOL: Type = { kind: 'bool' }, NUMBER: Type = { kind: 'number' }, STRING: Type = { kind: 'string' }, DYN: Type = { kind: 'dyn' }
const TEXTS: Type = { kind: 'list', item: STRING }

/** The names in sight and the keys of the expressions that are known not to be null. */
interface Sight {
  readonly names: ReadonlyMap<string, { readonly type: Type; readonly id: number }>
  readonly present: ReadonlySet<string>
}

type Kind = Type['kind']
interface Signature {
  readonly call: Call
  /** What a method is called on comes first. */
  readonly operands: readonly (readonly Kind[])[]
  readonly optional?: number
  readonly result: Type
  /** Unknown where CEL has an error. */
  readonly partial?: boolean
  readonly global?: boolean
  readonly method?: boolean
}

const FUNCTIONS: { readonly [name: string]: Signature } = {
  size: { call: 'size', operands: [['string', 'list', 'map']], result: NUMBER, global: true, method: true },
  contains: { call: 'contains', operands: [['string'], ['string']], result: BOOL, method: true },
  startsWith: { call: 'startsWith', operands: [['string'], ['string']], result: BOOL, method: true },
  endsWith: { call: 'endsWith', operands: [['string'], ['string']], result: BOOL, method: true },
  lowerAscii: { call: 'lowerAscii', operands: [['string']], result: STRING, method: true },
  upperAscii: { call: 'upperAscii', operands: [['string']], result: STRING, method: true },
  trim: { call: 'trim', operands: [['string']], result: STRING, method: true },
  split: { call: 'split', operands: [['string'], ['string']], result: TEXTS, method: true },
  join: { call: 'join', operands: [['list'], ['string']], optional: 1, result: STRING, method: true },
  replace: { call: 'replace', operands: [['string'], ['string'], ['string']], result: STRING, method: true },
  substring: { call: 'substring', operands: [['string'], ['number'], ['number']], optional: 1, result: STRING, partial: true, method: true },
  string: { call: 'string', operands: [['string', 'number', 'bool']], result: STRING, global: true },
  int: { call: 'int', operands: [['number', 'string']], result: NUMBER, global: true },
  double: { call: 'double', operands: [['number', 'string']], result: NUMBER, global: true },
}

const COMPARISONS: { readonly [name: string]: Call } = { '_<_': 'less', '_<=_': 'lessOrEqual', '_>_': 'greater', '_>=_': 'greaterOrEqual' }
const ARITHMETIC: { readonly [name: string]: Call } = { '_+_': 'add', '_-_': 'subtract', '_*_': 'multiply', '_/_': 'divide', '_%_': 'remainder' }
const MACRO_NAMES: readonly string[] = ['exists', 'all', 'exists_one', 'filter', 'map'] satisfies Macro[]

class Checker {
  private ids = 0

  constructor(readonly source: string, readonly variables: Variables, readonly errors: ExpressionError[]) {}

  page(): Sight {
    return { names: new Map(Object.entries(this.variables.variables).map(([name, type]) => [name, { type, id: 0 }])), present: new Set() }
  }

  expect(result: Expression, expected: Expected): void {
    const { type, span } = result
    if (expected === 'any') return
    if (expected === 'string' && type.kind !== 'null') this.printable(result)
    else if (type.nullable || type.kind === 'null') this.error(`${this.quote(result)} may be null; ${this.remedy(result)}.`, span)
    else if (expected === 'bool' && type.kind !== 'bool') this.error(`A condition is true or false; this is ${describe(wide(type))}.`, span)
    else if (expected === 'list' && type.kind !== 'list') this.error(`This must be a list; it is ${describe(wide(type))}.`, span)
  }

  /** Only what has an obvious text can stand in one; of null nothing is shown. */
  private printable({ type, span }: Expression): void {
    const item = type.kind === 'list' ? type.item : type
    if (type.kind === 'list' && item.nullable) this.error(`A text cannot show a list whose elements may be null.`, span)
    else if (item.kind === 'object' || item.kind === 'map' || item.kind === 'list') this.error(`A text cannot show ${describe(type)}; name a field of it.`, span)
  }

  infer(node: Node, sight: Sight, depth: number): Expression {
    const { span } = node
    switch (node.op) {
      case 'literal': {
        const { value } = node
        const type: Type = value === null ? { kind: 'null', nullable: true } : typeof value === 'string' ? STRING : typeof value === 'number' ? NUMBER : BOOL
        return { op: 'literal', value, type, span }
      }
      case 'variable': {
        const known = sight.names.get(node.id)
        if (!known) return this.fail(`There is no '${node.id}' here${suggest(node.id, sight.names.keys())}.`, node.name, span)
        return this.refine({ op: 'variable', name: node.id, id: known.id, type: known.type, span }, sight)
      }
      case 'select': return this.select(node.of, node.field, node.name, span, sight, depth)
      case 'has': return this.fail(`Facts are total: write '${this.source.slice(...node.of.span)} != null' instead of 'has'.`, node.name, span)
      case 'list': {
        const items = node.items.map(item => this.infer(item, sight, depth))
        const item = this.common(items)
        return { op: 'list', items, type: { kind: 'list', item }, span }
      }
      case 'map': {
        const entries = node.entries.map(([key, value]) => [this.operand(this.infer(key, sight, depth), ['string'], 'A key of a map'), this.infer(value, sight, depth)] as const)
        const value = this.common(entries.map(([, value]) => value))
        return { op: 'map', entries, type: { kind: 'map', value, open: entries.some(([key]) => mayBeUnknown(key.type)) }, span }
      }
      case 'macro': return this.macro(node, sight, depth)
      case 'call': return this.call(node, sight, depth)
    }
  }

  /** The type of the elements of a literal. Mixed ones are plain data, which facts are not. */
  private common(elements: readonly Expression[]): Type {
    return elements.reduce<Type>((type, element) => {
      const joined = join(type, element.type)
      if (!joined && (type.kind === 'object' || element.type.kind === 'object')) this.error('Facts are not mixed with other values; name a field of them.', element.span)
      return joined ?? DYN
    }, { kind: 'null', nullable: false })
  }

  private select(ofNode: Node, field: string, name: Span, span: Span, sight: Sight, depth: number): Expression {
    const of = this.infer(ofNode, sight, depth), { type } = of
    if (type.kind === 'dyn' || type.kind === 'map') return this.index(of, { op: 'literal', value: field, type: STRING, span: name }, span, sight)
    this.operand(of, ['object'], `What '.${field}' is read from`)
    const fields = fieldsOf(type, this.variables.types)
    if (type.kind !== 'object' || !fields) return this.stand(span)
    if (!Object.hasOwn(fields, field)) return this.fail(`${shortName(type.name)} has no field '${field}'${suggest(field, Object.keys(fields))}.`, name, span)
    return this.refine({ op: 'select', of, field, type: unknownIf(fields[field]!.type, type.unknown), span }, sight)
  }

  private index(of: Expression, at: Expression, span: Span, sight: Sight): Expression {
    const { type } = of
    if (type.kind === 'list') this.operand(at, ['number'], 'The index of a list')
    else if (type.kind === 'map') this.operand(at, ['string'], 'The key of a map')
    this.operand(of, ['list', 'map'], 'What is indexed')
    const element = type.kind === 'list' ? type.item : type.kind === 'map' ? type.value : DYN
    const unknown = type.unknown || mayBeUnknown(at.type) || (type.kind === 'list' || type.kind === 'map') && type.open
    return this.refine({ op: 'call', name: 'index', args: [of, at], type: unknownIf(nullable(element), unknown), span }, sight)
  }

  private macro(node: Node & { readonly op: 'macro' }, sight: Sight, depth: number): Expression {
    const { macro, span } = node
    const over = this.operand(this.infer(node.over, sight, depth), ['list', 'map'], `What '${macro}' goes over`), { type } = over
    if (depth >= MACROS) return this.fail(`Macros are nested more than ${MACROS} deep.`, node.name, span)
    const element = type.kind === 'list' ? type.item : type.kind === 'map' ? STRING : DYN
    const id = ++this.ids
    let inside: Sight = { ...sight, names: new Map(sight.names).set(node.variable, { type: element, id }) }
    const condition = (node: Node) => this.operand(this.infer(node, inside, depth + 1), ['bool'], 'A condition')
    let test: Expression | null = null
    if (macro === 'map' && node.args.length === 2) {
      test = condition(node.args[0]!)
      inside = narrow(inside, test, true)
    }
    const last = node.args.at(-1)!
    const body = macro === 'map' ? this.infer(last, inside, depth + 1) : condition(last)
    const open = (type.kind === 'list' || type.kind === 'map') && type.open
    const undecided = (tested: Expression | null): boolean => open || tested !== null && mayBeUnknown(tested.type)
    const made = { op: 'macro', macro, over, name: node.variable, id, test, body, span } as const
    const known = mayBeUnknown(type)
    if (macro === 'map') return { ...made, type: unknownIf({ kind: 'list', item: body.type, open: undecided(test) }, known) }
    if (macro !== 'filter') return { ...made, type: unknownIf(BOOL, known || undecided(body)) }
    const kept = narrow(inside, body, true).present.has(`${node.variable}#${id}`) ? present(element) : element
    return { ...made, type: unknownIf({ kind: 'list', item: kept, open: undecided(body) }, known) }
  }

  private call(node: Node & { readonly op: 'call' }, sight: Sight, depth: number): Expression {
    const { span, function: name } = node
    if (node.target === null) {
      const [first, second, third] = node.args as [Node, Node, Node]
      if (name === '_&&_' || name === '_||_') {
        const and = name === '_&&_'
        const left = this.operand(this.infer(first, sight, depth), ['bool'], `What stands beside '${and ? '&&' : '||'}'`)
        const right = this.operand(this.infer(second, narrow(sight, left, and), depth), ['bool'], `What stands beside '${and ? '&&' : '||'}'`)
        return { op: and ? 'and' : 'or', left, right, type: unknownIf(BOOL, mayBeUnknown(left.type) || mayBeUnknown(right.type)), span }
      }
      if (name === '_?_:_') {
        const test = this.operand(this.infer(first, sight, depth), ['bool'], 'A condition')
        const yes = this.infer(second, narrow(sight, test, true), depth), no = this.infer(third, narrow(sight, test, false), depth)
        const type = join(yes.type, no.type)
        if (!type) return this.fail(`The two sides of ':' differ: ${describe(wide(yes.type))} and ${describe(wide(no.type))}.`, span, span)
        return { op: 'conditional', test, yes, no, type: unknownIf(type, mayBeUnknown(test.type)), span }
      }
      if (name === '!_') return this.made('not', [this.operand(this.infer(first, sight, depth), ['bool'], `What '!' stands before`)], BOOL, span)
      if (name === '-_') return this.made('negate', [this.operand(this.infer(first, sight, depth), ['number'], `What '-' stands before`)], NUMBER, span)
      if (name === '_[_]') return this.index(this.infer(first, sight, depth), this.infer(second, sight, depth), span, sight)
      if (name === '@in') return this.within(this.infer(first, sight, depth), this.infer(second, sight, depth), span, node.name)
      if (name === '_==_' || name === '_!=_') {
        const left = this.infer(first, sight, depth), right = this.infer(second, sight, depth)
        this.comparable(left, right, node.name)
        return { op: 'call', name: name === '_==_' ? 'equals' : 'differs', args: [left, right], type: unknownIf(BOOL, deepUnknown(left.type) || deepUnknown(right.type)), span }
      }
      if (Object.hasOwn(COMPARISONS, name) || Object.hasOwn(ARITHMETIC, name)) return this.binary(name, this.infer(first, sight, depth), this.infer(second, sight, depth), span, node.name)
    }
    if (name === 'matches') return this.matches(node.target ? [node.target, ...node.args] : node.args, sight, depth, node)
    const signature = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]! : null
    if (!signature || !(node.target ? signature.method : signature.global)) {
      const method = node.target !== null
      if (MACRO_NAMES.includes(name)) return this.fail(`'${name}' is written 'list.${name}(x, …)' with a name first.`, node.name, span)
      if (signature) return this.fail(method ? `Write '${name}(x)' instead of 'x.${name}()'.` : `Write 'x.${name}(…)' instead of '${name}(x, …)'.`, node.name, span)
      return this.fail(`There is no function '${name}'${suggest(name, [...Object.keys(FUNCTIONS).filter(name => method ? FUNCTIONS[name]!.method : FUNCTIONS[name]!.global), 'matches', ...method ? MACRO_NAMES : []])}.`, node.name, span)
    }
    const nodes = node.target ? [node.target, ...node.args] : node.args
    const most = signature.operands.length, least = most - (signature.optional ?? 0), written = nodes.length
    if (written > most || written < least) {
      const offset = node.target ? 1 : 0, count = least === most ? `${most - offset}` : `${least - offset} or ${most - offset}`
      return this.fail(`'${name}' takes ${count} ${count === '1' ? 'argument' : 'arguments'}, not ${written - offset}.`, node.name, span)
    }
    const args = nodes.map((node, i) => this.operand(this.infer(node, sight, depth), signature.operands[i]!, i === 0 ? `What '${name}' is called on` : `An argument of '${name}'`))
    const [first] = args as [Expression]
    let unknown = signature.partial
    if (first.type.kind === 'list') {
      unknown ||= first.type.open
      if (name === 'join') {
        const { item } = first.type
        if (item.kind !== 'string' && item.kind !== 'dyn' && item.kind !== 'null') this.error(`'join' joins strings; this is ${describe(first.type)}. Use 'map(x, string(x))' first.`, first.span)
        else if (item.nullable) this.error(`'join' joins strings; an element of ${this.quote(first)} may be null.`, first.span)
        unknown ||= mayBeUnknown(item)
      }
    }
    if (first.type.kind === 'map') unknown ||= first.type.open
    if ((name === 'int' || name === 'double') && first.type.kind === 'string') unknown = true
    return this.made(signature.call, args, unknownIf(signature.result, unknown), span)
  }

  private binary(name: string, left: Expression, right: Expression, span: Span, at: Span): Expression {
    const symbol = name.slice(1, -1), comparison = COMPARISONS[name]
    const kinds: readonly Kind[] = comparison ? ['number', 'string'] : name === '_+_' ? ['number', 'string', 'list'] : ['number']
    const before = this.errors.length
    this.operand(left, kinds, `What stands beside '${symbol}'`)
    this.operand(right, kinds, `What stands beside '${symbol}'`)
    const kind = left.type.kind === 'dyn' ? right.type.kind : left.type.kind
    if (this.errors.length === before && right.type.kind !== 'dyn' && right.type.kind !== kind) this.error(`'${symbol}' between ${describe(wide(left.type))} and ${describe(wide(right.type))}.`, at)
    if (comparison) return this.made(comparison, [left, right], BOOL, span)
    const call = ARITHMETIC[name]!
    const nonzero = right.op === 'literal' && right.value !== 0
    if (call === 'divide' || call === 'remainder') return this.made(call, [left, right], unknownIf(NUMBER, !nonzero), span)
    const type: Type = left.type.kind === 'dyn' && right.type.kind === 'dyn' ? DYN : kind === 'list' ? present(join(left.type, right.type) ?? { kind: 'list', item: DYN }) : kind === 'string' ? STRING : NUMBER
    return this.made(call, [left, right], type, span)
  }

  private within(item: Expression, of: Expression, span: Span, at: Span): Expression {
    this.operand(of, ['list', 'map'], `What stands behind 'in'`)
    const { type } = of
    if (type.kind === 'map') this.operand(item, ['string'], 'A key')
    else if (of.op === 'list') for (const element of of.items) this.comparable(item, element, element.span)
    else if (type.kind === 'list') this.comparableTypes(item, of, item.type, type.item, at)
    const unknown = mayBeUnknown(type) || deepUnknown(item.type) || type.kind === 'list' && deepUnknown(type) || type.kind === 'map' && type.open
    return { op: 'call', name: 'within', args: [item, of], type: unknownIf(BOOL, unknown), span }
  }

  private matches(nodes: readonly Node[], sight: Sight, depth: number, { name, span }: Node): Expression {
    const [subject, literal] = nodes
    if (!subject || !literal || nodes.length > 2) return this.fail(`'matches' takes a text and a pattern.`, name, span)
    const text = this.operand(this.infer(subject, sight, depth), ['string'], `What 'matches' is called on`)
    if (literal.op !== 'literal' || typeof literal.value !== 'string') return this.fail(`The pattern of 'matches' is a literal string.`, literal.span, span)
    const native = toNative(literal.value)
    if ('message' in native) return this.fail(native.message, literal.span, span)
    try {
      RE2JS.compile(literal.value)
    } catch {
      return this.fail('The pattern is not valid in RE2 syntax.', literal.span, span)
    }
    return { op: 'matches', text, pattern: literal.value, type: unknownIf(BOOL, mayBeUnknown(text.type)), span }
  }

  /** Holds an operand to its kinds; plain data passes and is tested when evaluated. */
  private operand(expression: Expression, kinds: readonly Kind[], what: string): Expression {
    const { type, span } = expression
    if (type.kind === 'dyn') return expression
    if (type.kind === 'null') this.error(`${what} is null.`, span)
    else if (!kinds.includes(type.kind)) this.error(`${what} must be ${kinds.length > 1 ? `${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1)}` : kinds[0]}; ${this.quote(expression)} is ${describe(wide(type))}.`, span)
    else if (type.nullable) this.error(`${this.quote(expression)} may be null; ${this.remedy(expression)}.`, span)
    return expression
  }

  private comparable(left: Expression, right: Expression, at: Span): void {
    this.comparableTypes(left, right, left.type, right.type, at)
  }

  private comparableTypes(left: Expression, right: Expression, a: Type, b: Type, at: Span): void {
    if (a.kind === 'null' || b.kind === 'null' || a.kind === 'dyn' || b.kind === 'dyn') return
    if (a.kind === 'object' || b.kind === 'object') return this.error(`Whole facts are not compared; compare a field of them.`, at)
    if (a.kind !== b.kind) return this.error(`${describe(wide(a))} and ${describe(wide(b))} are never equal.`, at)
    if (a.kind === 'list' && b.kind === 'list') return this.comparableTypes(left, right, a.item, b.item, at)
    if (a.kind === 'map' && b.kind === 'map') return this.comparableTypes(left, right, a.value, b.value, at)
    if (a.kind !== 'string' || b.kind !== 'string') return
    this.possible(left, a, right)
    this.possible(right, b, left)
    if (a.literals && b.literals && !a.literals.some(literal => b.literals!.includes(literal))) this.error(`These strings are never equal.`, at)
  }

  /** A literal must be one of the strings that what it is compared with can be. */
  private possible(subject: Expression, { literals }: Type & { readonly kind: 'string' }, other: Expression): void {
    if (!literals || other.op !== 'literal' || typeof other.value !== 'string' || literals.includes(other.value)) return
    this.error(`${this.quote(subject)} is never '${other.value}'${suggest(other.value, literals) || `; it is one of ${literals.map(each => `'${each}'`).join(', ')}`}.`, other.span)
  }

  private made(name: Call, args: readonly Expression[], type: Type, span: Span): Expression {
    return { op: 'call', name, args, type: unknownIf(type, args.some(arg => mayBeUnknown(arg.type))), span }
  }

  private refine(expression: Expression, sight: Sight): Expression {
    return expression.type.nullable && sight.present.size > 0 && sight.present.has(keyOf(expression)) ? { ...expression, type: present(expression.type) } : expression
  }

  private quote(expression: Expression): string {
    const text = this.source.slice(...expression.span)
    return /^(['"])[^'"]*\1$/.test(text) ? text : `'${text.length > 60 ? `${text.slice(0, 57)}…` : text}'`
  }

  private remedy(expression: Expression): string {
    return expression.type.kind === 'bool' ? `compare it with true or false` : `test '${this.source.slice(...expression.span)} != null' first`
  }

  private error(message: string, span: Span): void { this.errors.push(errorAt(message.replace(/\?\.$/, '?'), span)) }

  private fail(message: string, at: Span, span: Span): Expression {
    this.error(message, at)
    return this.stand(span)
  }

  /** Stands for what is wrong, so that one mistake is one error. */
  private stand(span: Span): Expression { return { op: 'literal', value: null, type: DYN, span } }
}

/** Names an expression: two of one key have one value, as nothing here has side effects. */
function keyOf(expression: Expression): string {
  switch (expression.op) {
    case 'literal': return JSON.stringify(expression.value)
    case 'variable': return `${expression.name}#${expression.id}`
    case 'select': return `${keyOf(expression.of)}.${expression.field}`
    case 'list': return `[${expression.items.map(keyOf).join()}]`
    case 'map': return `{${expression.entries.map(([key, value]) => `${keyOf(key)}:${keyOf(value)}`).join()}}`
    case 'and': case 'or': return `${expression.op}(${keyOf(expression.left)},${keyOf(expression.right)})`
    case 'conditional': return `if(${keyOf(expression.test)},${keyOf(expression.yes)},${keyOf(expression.no)})`
    case 'call': return `${expression.name}(${expression.args.map(keyOf).join()})`
    case 'matches': return `matches(${keyOf(expression.text)},${JSON.stringify(expression.pattern)})`
    case 'macro': return `${expression.macro}#${expression.id}`
  }
}

const narrow = (sight: Sight, test: Expression, holds: boolean): Sight => {
  const keys = presentIf(test, holds)
  return keys.length === 0 ? sight : { ...sight, present: new Set([...sight.present, ...keys]) }
}

/**
 * Keys of what is not null where a test came out other than `!holds`. "Other than" and not "as": what follows an unknown
 * test is evaluated too, so nothing may be concluded from a comparison that is unknown for another operand's sake.
 */
function presentIf(test: Expression, holds: boolean): readonly string[] {
  if (test.op === 'and' || test.op === 'or') {
    const left = presentIf(test.left, holds), right = presentIf(test.right, holds)
    return (test.op === 'and') === holds ? [...left, ...right] : left.filter(key => right.includes(key))
  }
  if (test.op !== 'call') return []
  const size = sizeTest(test)
  if (size && size.negated !== holds) {
    const { type } = size.of
    return type.kind === 'list' && !type.item.nullable ? Array.from({ length: Math.min(size.least + 1, 10) }, (_, i) => `index(${keyOf(size.of)},${i})`) : []
  }
  const [left, right] = test.args as [Expression, Expression]
  if (test.name === 'not') return presentIf(left, !holds)
  if (test.name === 'equals' || test.name === 'differs') {
    const isNull = (expression: Expression) => expression.op === 'literal' && expression.value === null
    if (isNull(left) || isNull(right)) return (test.name === 'differs') === holds ? [keyOf(isNull(left) ? right : left)] : []
    if ((test.name === 'equals') !== holds) return []
    const never = (other: Expression) => !other.type.nullable && other.type.kind !== 'null' && !deepUnknown(other.type)
    return [...never(right) ? [keyOf(left)] : [], ...never(left) ? [keyOf(right)] : []]
  }
  if (test.name === 'within' && holds) {
    const { type } = right
    if (type.kind === 'map' && !type.value.nullable) return [`index(${keyOf(right)},${keyOf(left)})`]
    if (type.kind === 'list' && !type.item.nullable && type.item.kind !== 'null' && !deepUnknown(type)) return [keyOf(left)]
  }
  return []
}

/** The type without its flags and literals, for messages. */
const wide = (type: Type): Type => type.kind === 'string' ? STRING : { ...type, nullable: false, unknown: false }

/** May comparing a value of this type be undecided? */
function deepUnknown(type: Type): boolean {
  return mayBeUnknown(type) || type.kind === 'list' && (type.open || deepUnknown(type.item)) || type.kind === 'map' && (type.open || deepUnknown(type.value))
}

function suggest(word: string, among: Iterable<string>): string {
  let best = '', least = Math.max(2, Math.floor(word.length / 3)) + 0.5
  for (const name of among) {
    const distance = name.toLowerCase() === word.toLowerCase() ? 0 : editDistance(word, name)
    if (distance < least) [best, least] = [name, distance]
  }
  return best && `; did you mean '${best}'?`
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}
