import { children, type Expression, type HclNode } from './hcl/tree'
import type { Instance } from './module'
import { traversalText, type Section } from './source'
import type { SourceFile } from './value'

/** What kind of value an expression has; null where the text does not tell. */
export type Kind = 'list' | 'set' | 'map' | 'scalar' | null

const kindsOfFunctions: Readonly<Record<string, Kind>> = {
  toset: 'set', setunion: 'set', setintersection: 'set', setsubtract: 'set', fileset: 'set',
  tolist: 'list', concat: 'list', flatten: 'list', distinct: 'list', keys: 'list', values: 'list', split: 'list', sort: 'list', compact: 'list', range: 'list', slice: 'list', reverse: 'list', chunklist: 'list', formatlist: 'list', cidrsubnets: 'list', regexall: 'list', csvdecode: 'list',
  tomap: 'map', merge: 'map', zipmap: 'map', transpose: 'map',
  tostring: 'scalar', tonumber: 'scalar', tobool: 'scalar', length: 'scalar', join: 'scalar', format: 'scalar', jsonencode: 'scalar', lower: 'scalar', upper: 'scalar', trimspace: 'scalar',
}

/** The kind that a type constraint names. */
function kindOfType(type: Expression | undefined): Kind {
  const name = type?.kind === 'call' || type?.kind === 'variable' ? type.name : null
  return name === 'list' || name === 'tuple' ? 'list' : name === 'set' ? 'set' : name === 'map' || name === 'object' ? 'map' : name === 'string' || name === 'number' || name === 'bool' ? 'scalar' : null
}

/** What a template holds that is one interpolation and nothing else. */
function lone(expression: Expression): Expression | null {
  const [only, more] = expression.kind === 'template' ? expression.parts : []
  return only?.kind === 'interpolation' && !more ? only.expression : null
}

/** The kind of an expression by its text, through locals, variables and module outputs of the same module. */
export function kindOf(expression: Expression, file: SourceFile, instance: Instance, depth = 0): Kind {
  if (depth > 12) return null
  const { source } = instance, inner = (one: Expression): Kind => kindOf(one, file, instance, depth + 1)
  switch (expression.kind) {
    case 'parentheses': return inner(expression.inner)
    case 'tuple': case 'splat': return 'list'
    case 'object': return 'map'
    case 'for': return expression.key ? 'map' : 'list'
    case 'template': return lone(expression) ? inner(lone(expression)!) : 'scalar'
    case 'literal': return expression.value === null ? null : 'scalar'
    // A tuple becomes what the other side is.
    case 'conditional': { const a = inner(expression.then), b = inner(expression.otherwise); return a === b ? a : null }
    case 'call': {
      if (expression.name === 'sensitive' || expression.name === 'nonsensitive') return expression.arguments[0] ? inner(expression.arguments[0]) : null
      return Object.hasOwn(kindsOfFunctions, expression.name) ? kindsOfFunctions[expression.name]! : null
    }
    case 'getAttribute': {
      if (expression.target.kind !== 'variable') return null
      if (expression.target.name === 'local') { const entry = source.locals.get(expression.name)?.[0]; return entry ? kindOf(entry.attribute.value, entry.file, instance, depth + 1) : null }
      if (expression.target.name === 'var') return kindOfType(source.variables.get(expression.name)?.[0]?.attribute('type')?.attribute.value)
      return null
    }
    default: return null
  }
}

/** What is wrong with a `for_each`, and what to write instead where that is plain. */
export function problemOf(section: Section, instance: Instance): { readonly problem: string; readonly replacement: string | null } | null {
  const entry = section.attribute('for_each')
  if (!entry || entry.file.hcl.syntax === 'json') return null
  const { value: expression } = entry.attribute, source = entry.file.hcl.text.slice(...expression.span), kind = kindOf(expression, entry.file, instance)
  if (readsSensitive(expression, instance)) return { problem: 'a sensitive value', replacement: null }
  const value = instance.entry(entry)
  if (kind === 'list') {
    const isOfTexts = isListOfStrings(expression, instance) || value.kind === 'list' && value.items.length > 0 && value.items.every((item) => item.kind === 'string')
    return { problem: 'a list', replacement: isOfTexts ? `toset(${source})` : null }
  }
  if (kind === 'scalar') return { problem: value.kind === 'string' || value.kind === 'unknown' ? 'a single value' : `the value ${source}`, replacement: null }
  if (kind === 'set' && value.kind === 'list' && value.items.length) {
    if (value.items.some((item) => item.kind === 'null')) return { problem: 'a set that holds null', replacement: null }
    if (value.items.every((item) => item.kind === 'number' || item.kind === 'bool')) return { problem: 'a set that holds no texts', replacement: null }
    if (value.items.some((item) => item.kind === 'list' || item.kind === 'map')) return { problem: 'a set that holds no texts', replacement: null }
  }
  return null
}

function isListOfStrings(expression: Expression, { source }: Instance): boolean {
  const name = traversalText(expression)
  const type = name?.startsWith('var.') ? source.variables.get(name.slice(4))?.[0]?.attribute('type')?.attribute.value : undefined
  const [inner] = type?.kind === 'call' ? type.arguments : []
  return inner?.kind === 'variable' && inner.name === 'string'
}

/** Does it go over a sensitive variable of the module? */
function readsSensitive(expression: Expression, { source }: Instance): boolean {
  let inner = expression
  while (inner.kind === 'parentheses' || inner.kind === 'call' && /^(?:toset|keys|values|tomap|tolist|sensitive)$/.test(inner.name) && inner.arguments[0]) {
    if (inner.kind === 'call' && inner.name === 'sensitive') return true
    inner = inner.kind === 'parentheses' ? inner.inner : inner.arguments[0]!
  }
  const name = traversalText(inner)
  if (!name?.startsWith('var.')) return false
  const flag = source.variables.get(name.slice(4))?.[0]?.attribute('sensitive')?.attribute.value
  return flag?.kind === 'literal' && flag.value === true
}

/** The attribute of a managed resource of this module that decides how often a block is repeated, and that no plan knows before the resource is there: `aws_vpc.main.id`. */
export function computedKey(section: Section, instance: Instance): { readonly address: string; readonly expression: Expression; readonly file: SourceFile } | null {
  const forEach = section.attribute('for_each'), count = section.attribute('count'), entry = forEach ?? count
  if (!entry || entry.file.hcl.syntax === 'json') return null
  for (const one of forEach ? keysOf(forEach.attribute.value, entry.file, instance) : conditionsOf(count!.attribute.value)) {
    const address = computed(one, instance)
    if (address) return { address, expression: one, file: entry.file }
  }
  return null
}

/** The expressions whose values become keys. */
function* keysOf(expression: Expression, file: SourceFile, instance: Instance, depth = 0): Generator<Expression> {
  if (depth > 8) return
  switch (expression.kind) {
    case 'parentheses': yield* keysOf(expression.inner, file, instance, depth + 1); return
    case 'conditional': yield* conditionsOf(expression.condition); yield* keysOf(expression.then, file, instance, depth + 1); yield* keysOf(expression.otherwise, file, instance, depth + 1); return
    case 'call':
      if (expression.name === 'toset' && expression.arguments[0]) yield* elementsOf(expression.arguments[0])
      if (expression.name === 'merge') for (const one of expression.arguments) yield* keysOf(one, file, instance, depth + 1)
      return
    case 'object': for (const item of expression.items) if (item.name === null) yield item.key
      return
    case 'for': {
      // `for s in aws_subnet.all : s.id => s`: what the variable stands for is written in its place.
      const { key, collection, valueVariable } = expression, of = key && withoutParentheses(key), over = traversalText(collection)
      if (of?.kind === 'getAttribute' && of.target.kind === 'variable' && of.target.name === valueVariable.text && over && instance.source.resources.has(over)) yield { ...of, target: collection }
      return
    }
    default:
  }
}

const withoutParentheses = (expression: Expression): Expression => expression.kind === 'parentheses' ? withoutParentheses(expression.inner) : lone(expression) ?? expression

function* elementsOf(expression: Expression): Generator<Expression> {
  switch (expression.kind) {
    case 'tuple': yield* expression.items; return
    case 'splat': {
      if (expression.each.kind === 'getAttribute' && expression.each.target.kind === 'splatItem') yield { ...expression.each, target: expression.target, span: expression.span }
      return
    }
    case 'call': if (expression.name === 'concat' || expression.name === 'compact' || expression.name === 'distinct') for (const one of expression.arguments) yield* elementsOf(one)
      return
    case 'for': {
      const { value, key, collection, valueVariable } = expression, over = traversalText(collection)
      if (!key && value.kind === 'getAttribute' && value.target.kind === 'variable' && value.target.name === valueVariable.text && over) yield { ...value, target: collection }
      return
    }
    default:
  }
}

/** What a condition compares. */
function* conditionsOf(expression: Expression): Generator<Expression> {
  const stack: HclNode[] = [expression]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'conditional') stack.push(node.condition)
    else if (node.kind === 'binary' && (node.operator === '==' || node.operator === '!=')) yield* [node.left, node.right]
    else if (node.kind === 'binary' || node.kind === 'parentheses' || node.kind === 'unary') stack.push(...children(node))
  }
}

/** `aws_vpc.main.id` of a managed resource that does not configure the attribute itself. */
function computed(expression: Expression, instance: Instance): string | null {
  let inner = withoutParentheses(expression)
  if (inner.kind !== 'getAttribute' || !/^(?:id|arn|self_link|unique_id)$|_(?:id|arn)$/.test(inner.name)) return null
  const attribute = inner.name
  inner = inner.target
  while (inner.kind === 'index') inner = inner.target
  const address = traversalText(inner), section = address === null || address.startsWith('data.') ? null : instance.source.resources.get(address)?.[0]
  if (!section || section.labels[0] === 'terraform_data' || section.attribute(attribute)) return null
  return `${address}.${attribute}`
}

