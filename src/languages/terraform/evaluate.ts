import { functions } from './functions'
import type { Expression, For, TemplatePart } from './hcl/tree'
import { asBool, asNumber, asText, bool, equal, failure, listOf, longestText, mapOf, nothing, number, text, unknown, type ListValue, type MapValue, type Origin, type Piece, type SourceFile, type Value } from './value'

/** The names that an expression may use beside those of its module. */
export interface Scope {
  readonly file: SourceFile
  /** Variables of `for` and iterators of dynamic blocks. */
  readonly names: ReadonlyMap<string, Value>
  /** The element at hand in a splat. */
  readonly item: Value | null
  readonly each: { readonly key: Value; readonly value: Value } | null
  readonly count: Value | null
  /** Attributes of the resource at hand, for `self`. */
  readonly self: ((name: string) => Value) | null
}

/** A step behind the first word of a reference. */
export interface Step { readonly key: Value; readonly origin: Origin }

/** What expressions ask of the module that they stand in. */
export interface Host {
  /** Resolves a reference; says how many of the steps it has taken. Null where its first word is none that the module knows. */
  reference(word: string, steps: readonly Step[], origin: Origin, scope: Scope): { readonly value: Value; readonly taken: number } | null
  /** The text of a file by the path that an expression gives; null where there is none, undefined where it cannot be known. */
  fileText(path: string): string | null | undefined
  /** Counts one step of work; false when there has been enough. */
  spend(): boolean
}

export const scopeOf = (file: SourceFile): Scope => ({ file, names: new Map(), item: null, each: null, count: null, self: null })

export const sourceOf = (file: SourceFile, expression: { readonly span: readonly [number, number] }): string => file.hcl.text.slice(expression.span[0], Math.min(expression.span[1], expression.span[0] + 200)).replace(/\s+/g, ' ')

const deepest = 300
let depth = 0

/** The value of an expression. Never throws; what cannot be told is unknown. */
export function evaluate(expression: Expression, scope: Scope, host: Host): Value {
  const origin: Origin = { file: scope.file, span: expression.span, expression }
  if (depth >= deepest || !host.spend()) return unknown(sourceOf(scope.file, expression), origin)
  depth++
  try { return compute(expression, scope, host, origin) } finally { depth-- }
}

function compute(expression: Expression, scope: Scope, host: Host, origin: Origin): Value {
  const here = (): Value => unknown(sourceOf(scope.file, expression), origin)
  const failed = (): Value => failure(sourceOf(scope.file, expression), origin)
  switch (expression.kind) {
    case 'literal': return expression.value === null ? nothing(origin) : typeof expression.value === 'number' ? number(expression.value, origin) : bool(expression.value, origin)
    case 'template': return template(expression.parts, scope, host, origin, here)
    case 'parentheses': return evaluate(expression.inner, scope, host)
    case 'missing': return here()
    case 'splatItem': return scope.item ?? here()
    case 'variable': case 'getAttribute': case 'index': return reference(expression, scope, host, origin)
    case 'splat': {
      const target = evaluate(expression.target, scope, host)
      if (target.kind === 'unknown') return here()
      if (target.kind === 'null') return listOf([], origin)
      const items = target.kind === 'list' ? target.items : [target], open = target.kind === 'list' && target.open
      return listOf(items.map((item) => evaluate(expression.each, { ...scope, item }, host)), origin, open)
    }
    case 'call': return call(expression, scope, host, origin)
    case 'tuple': return listOf(expression.items.map((item) => evaluate(item, scope, host)), origin)
    case 'object': {
      const entries = new Map<string, Value>()
      let open = false
      for (const item of expression.items) {
        const key = item.name !== null ? null : asText(evaluate(item.key, scope, host))
        if (key && key.kind !== 'string') { open = true; continue }
        entries.set(item.name ?? (key as Value & { kind: 'string' }).value, evaluate(item.value, scope, host))
      }
      return mapOf(entries, origin, open)
    }
    case 'for': return loop(expression, scope, host, origin)
    case 'conditional': {
      const condition = asBool(evaluate(expression.condition, scope, host))
      if (!condition) return failed()
      if (condition.kind === 'bool') return evaluate(condition.value ? expression.then : expression.otherwise, scope, host)
      return either(evaluate(expression.then, scope, host), evaluate(expression.otherwise, scope, host), origin, here)
    }
    case 'unary': {
      const operand = evaluate(expression.operand, scope, host)
      const value = expression.operator === '!' ? asBool(operand) : asNumber(operand)
      return !value ? failed() : value.kind === 'bool' ? bool(!value.value, origin) : value.kind === 'number' ? number(-value.value, origin) : here()
    }
    case 'binary': {
      const left = evaluate(expression.left, scope, host)
      const { operator } = expression
      if (operator === '&&' || operator === '||') {
        const a = asBool(left), decides = operator === '||'
        if (!a) return failed()
        if (a.kind === 'bool' && a.value === decides) return bool(decides, origin)
        const b = asBool(evaluate(expression.right, scope, host))
        if (!b) return failed()
        if (b.kind === 'bool' && b.value === decides) return bool(decides, origin)
        return a.kind === 'bool' && b.kind === 'bool' ? bool(!decides, origin) : here()
      }
      const right = evaluate(expression.right, scope, host)
      if (operator === '==' || operator === '!=') {
        const same = equal(left, right)
        return same === null ? here() : bool(same === (operator === '=='), origin)
      }
      const a = asNumber(left), b = asNumber(right)
      if (!a || !b) return failed()
      if (a.kind !== 'number' || b.kind !== 'number') return here()
      const x = a.value, y = b.value
      switch (operator) {
        case '<': return bool(x < y, origin)
        case '<=': return bool(x <= y, origin)
        case '>': return bool(x > y, origin)
        case '>=': return bool(x >= y, origin)
        case '+': return number(x + y, origin)
        case '-': return number(x - y, origin)
        case '*': return number(x * y, origin)
        case '/': return y === 0 ? failed() : number(x / y, origin)
        case '%': return y === 0 ? failed() : number(x % y, origin)
      }
    }
  }
}

/** What is known of a value that is one of two. */
export function either(a: Value, b: Value, origin: Origin, here: () => Value): Value {
  if (equal(a, b) === true) return a
  if (a.kind === 'list' && b.kind === 'list') return listOf(a.items.filter((item) => b.items.some((other) => equal(item, other) === true)), origin, true)
  if (a.kind === 'map' && b.kind === 'map') {
    const shared = [...a.entries].flatMap(([key, item]): [string, Value][] => { const other = b.entries.get(key); return other ? [[key, either(item, other, origin, here)]] : [] })
    return mapOf(new Map(shared), origin, true)
  }
  return here()
}

function template(parts: readonly TemplatePart[], scope: Scope, host: Host, origin: Origin, here: () => Value): Value {
  const only = parts.length === 1 ? parts[0]! : null
  if (only?.kind === 'interpolation') return evaluate(only.expression, scope, host)
  if (only?.kind === 'text') return text(only.value, origin)
  const pieces: Piece[] = []
  const joined = join(parts, scope, host, pieces)
  const encodes = pieces.length > 1 && /^\s*[{[]/.test(pieces[0]!.text) ? { pieces } : {}
  if (joined === null) return { ...here() as Value & { kind: 'unknown' }, ...encodes }
  return { ...text(joined, origin), ...encodes } as Value
}

/** The text of a template's parts; null where one is unknown. */
function join(parts: readonly TemplatePart[], scope: Scope, host: Host, pieces: Piece[]): string | null {
  let joined: string | null = ''
  const put = (part: string | null): void => { joined = joined === null || part === null || joined.length > longestText ? null : joined + part }
  for (const part of parts) {
    switch (part.kind) {
      case 'text':
        pieces.push({ text: part.value, span: part.span, value: null })
        put(part.value)
        break
      case 'interpolation': {
        const value = asText(evaluate(part.expression, scope, host))
        const known = value?.kind === 'string' ? value.value : null
        pieces.push({ text: known ?? '', span: part.span, value: value ?? unknown(sourceOf(scope.file, part.expression), { file: scope.file, span: part.span, expression: part.expression }) })
        put(known)
        break
      }
      case 'ifDirective': {
        const condition = asBool(evaluate(part.condition, scope, host))
        if (condition?.kind === 'bool') put(join(condition.value ? part.then : part.otherwise ?? [], scope, host, pieces))
        else put(null)
        break
      }
      case 'forDirective': {
        const collection = evaluate(part.collection, scope, host)
        const elements = collection.kind === 'list' || collection.kind === 'map' ? elementsOf(collection) : null
        if (!elements || (collection as ListValue).open) { put(null); break }
        for (const [key, value] of elements) {
          if (joined === null) break
          const names = new Map(scope.names).set(part.valueVariable.text, value)
          if (part.keyVariable) names.set(part.keyVariable.text, key)
          put(join(part.body, { ...scope, names }, host, pieces))
        }
      }
    }
  }
  return joined
}

/** Keys and values of a collection, as `for` goes over them. */
export function elementsOf(collection: ListValue | MapValue): readonly (readonly [Value, Value])[] {
  if (collection.kind === 'list') return collection.items.map((item, i) => [collection.isSet ? item : number(i, item.origin), item] as const)
  return sorted(collection.entries.keys()).map((key) => [text(key, collection.entries.get(key)!.origin), collection.entries.get(key)!] as const)
}

export const sorted = (keys: Iterable<string>): readonly string[] => [...keys].sort((a, b) => a < b ? -1 : a > b ? 1 : 0)

function loop(expression: For, scope: Scope, host: Host, origin: Origin): Value {
  const collection = evaluate(expression.collection, scope, host)
  const here = (): Value => unknown(sourceOf(scope.file, expression), origin)
  if (collection.kind === 'unknown') return here()
  if (collection.kind !== 'list' && collection.kind !== 'map') return failure(sourceOf(scope.file, expression), origin)
  let { open } = collection
  const items: Value[] = [], entries = new Map<string, Value>(), groups = new Map<string, Value[]>()
  for (const [key, value] of elementsOf(collection)) {
    const names = new Map(scope.names).set(expression.valueVariable.text, value)
    if (expression.keyVariable) names.set(expression.keyVariable.text, key)
    const inner: Scope = { ...scope, names }
    if (expression.condition) {
      const condition = asBool(evaluate(expression.condition, inner, host))
      if (condition?.kind !== 'bool') { open = true; continue }
      if (!condition.value) continue
    }
    const result = evaluate(expression.value, inner, host)
    if (!expression.key) { items.push(result); continue }
    const name = asText(evaluate(expression.key, inner, host))
    if (name?.kind !== 'string') { open = true; continue }
    if (expression.grouped) {
      const group = groups.get(name.value)
      if (group) group.push(result)
      else groups.set(name.value, [result])
    } else entries.set(name.value, result)
  }
  if (!expression.key) return listOf(items, origin, open)
  for (const [key, group] of groups) entries.set(key, listOf(group, origin, open))
  return mapOf(entries, origin, open)
}

function reference(expression: Expression, scope: Scope, host: Host, origin: Origin): Value {
  // From the last step to the first word, without recursion: chains are long in generated files.
  const chain: Expression[] = []
  let root: Expression = expression
  while (root.kind === 'getAttribute' || root.kind === 'index') { chain.push(root); root = root.target }
  const steps = chain.reverse().map((step): Step => {
    const at: Origin = { file: scope.file, span: step.span, expression: step }
    return { origin: at, key: step.kind === 'getAttribute' ? text(step.name, at) : evaluate((step as Expression & { kind: 'index' }).key, scope, host) }
  })
  let value: Value, taken = 0
  const named = root.kind === 'variable' ? scope.names.get(root.name) : undefined
  if (named) value = named
  else if (root.kind === 'variable') {
    const found = host.reference(root.name, steps, origin, scope)
    if (!found) return unknown(sourceOf(scope.file, expression), origin)
    ;({ value, taken } = found)
  } else value = evaluate(root, scope, host)
  for (const step of steps.slice(taken)) value = member(value, step.key, step.origin)
  return value
}

/** `of[key]` and `of.key`. */
export function member(of: Value, key: Value, origin: Origin): Value {
  const source = sourceOf(origin.file, origin)
  if (of.kind === 'unknown') return of.failed ? of : unknown(source, origin)
  if (key.kind === 'unknown') return unknown(source, origin)
  if (of.kind === 'list') {
    const index = asNumber(key)
    if (index?.kind !== 'number') return failure(source, origin)
    return of.items[index.value] ?? (of.open ? unknown(source, origin) : failure(source, origin))
  }
  if (of.kind === 'map') {
    const name = asText(key)
    if (name?.kind !== 'string') return failure(source, origin)
    return of.entries.get(name.value) ?? (of.open ? unknown(source, origin) : failure(source, origin))
  }
  return failure(source, origin)
}

function call(expression: Expression & { kind: 'call' }, scope: Scope, host: Host, origin: Origin): Value {
  const here = unknown(sourceOf(scope.file, expression), origin)
  const name = expression.name.replace(/^core::/, ''), known = Object.hasOwn(functions, name) ? functions[name]! : null
  if (!known) return here
  if (name === 'try' || name === 'can') {
    for (const argument of expression.arguments) {
      const value = evaluate(argument, scope, host)
      const failed = value.kind === 'unknown' && value.failed === true
      if (name === 'can') return failed ? bool(false, origin) : value.kind === 'unknown' ? here : bool(true, origin)
      if (!failed) return value
    }
    return { ...here, failed: true }
  }
  let values = expression.arguments.map((argument) => evaluate(argument, scope, host))
  if (expression.expand) {
    const last = values.at(-1)
    if (last?.kind !== 'list') return here
    if (last.open && name !== 'concat' && name !== 'merge' && name !== 'setunion') return here
    values = [...values.slice(0, -1), ...last.items]
    if (last.open) values.push(unknown('…', last.origin))
  }
  if (values.length < known.least || values.length > known.most) return { ...here, failed: true }
  for (const value of values) if (value.kind === 'unknown' && value.failed) return { ...here, failed: true }
  if (!known.partial && values.some((value) => value.kind === 'unknown')) return here
  // A text or list may be more than the machine holds.
  try { return known.run(values, { origin, here, host }) } catch (error) { if (error instanceof RangeError) return here; throw error }
}
