import { nearest } from '../../core/nearest'
import type { Span } from '../../core/span'
import { isUnknown, Unknown, type Maybe, type Plain } from '../../core/value'
import { statusFunctions } from './contexts'
import { constantOf, isFalsy, type Tree } from './expression'
import type { ExpressionNode } from './expressions'
import type { TypeProblem } from './facts'
import { contextType, eventsOf, isFlag } from './scope'
import { any, array, boolean, itemOf, mergeAll, nameOf, string, typeOfValue, type Type } from './types'

/** A problem whose span is still an offset into the expression's source. */
export type Problem = TypeProblem

/** What a context access leads to. */
export interface Target { readonly exists: Maybe<boolean>; readonly candidates: readonly string[]; readonly type: Type; /** The access with the nearest name in the place of one that is not there; '' where none is near. */ readonly suggestion: string }

/** What the checker says of an expression. */
export interface Checked { readonly type: Type; readonly problems: readonly Problem[]; /** By `start:end` of the access. */ readonly targets: ReadonlyMap<string, Target> }

/** Of what cannot be read, or asks for itself. */
export const unchecked: Checked = { type: any, problems: [], targets: new Map() }

/** How a part is used: whether `||` stands ready for its being empty, whether it is only compared with nothing, whether it is taken as true or false, and the events that can have led here. */
interface Use { readonly hasFallback: boolean; readonly isTested: boolean; readonly isTruth: boolean; readonly events: ReadonlySet<string> | null }

/** Types every part of an expression and collects what is wrong on the way. */
export function checkExpression(expression: ExpressionNode): Checked {
  const { tree } = expression
  if (!tree) return unchecked
  const checker = new Checker(expression)
  const type = checker.visit(tree, { hasFallback: false, isTested: false, isTruth: expression.sink === 'if', events: checker.events })
  checker.whole(tree, type)
  return { type, problems: checker.problems.sort((a, b) => a.span[0] - b.span[0]), targets: checker.targets }
}

const none: Use = { hasFallback: false, isTested: false, isTruth: false, events: null }

class Checker {
  readonly problems: Problem[] = []
  readonly targets = new Map<string, Target>()
  readonly source: string
  readonly events: ReadonlySet<string> | null

  constructor(readonly expression: ExpressionNode) {
    this.source = expression.hole.source
    let events = eventsOf(expression.workflow)
    for (const owner of [expression.job, expression.step]) {
      const condition = owner?.condition?.expression
      if (condition?.tree && condition !== expression) events = narrowed(condition.tree, events)
    }
    this.events = events
  }

  private add(kind: Problem['kind'], node: { readonly span: Span }, more: Partial<Problem> = {}): void {
    this.problems.push({ kind, text: this.text(node), actual: '', expected: '', replacement: '', isRisky: false, span: node.span, ...more })
  }
  private text({ span }: { readonly span: Span }): string { return this.source.slice(...span) }
  private constant(tree: Tree): Maybe<Plain> { return constantOf(tree, this.source) }

  visit(tree: Tree, use: Use): Type {
    if (use.isTruth) this.truth(tree)
    switch (tree.kind) {
      case 'literal': return typeOfValue(tree.value)
      case 'context': case 'index': return this.access(tree, use)
      case 'not': {
        const inner = tree.operand
        if (inner.kind === 'call' && /^(?:success|failure|always)$/i.test(inner.name)) this.add('status', tree, { actual: inner.name.toLowerCase(), replacement: inner.name.toLowerCase() === 'failure' ? 'success()' : inner.name.toLowerCase() === 'success' ? '(failure() || cancelled())' : '' })
        this.visit(inner, { ...none, events: use.events, isTested: true, isTruth: true })
        return boolean
      }
      case 'logical': return this.logical(tree, use)
      case 'compare': return this.compare(tree, use)
      case 'call': return this.call(tree, use)
    }
  }

  private logical(tree: Tree & { kind: 'logical' }, use: Use): Type {
    const { operator, operands } = tree, types: Type[] = [], last = operands.length - 1
    let { events } = use
    operands.forEach((operand, i) => {
      const isLast = i === last
      types.push(this.visit(operand, operator === '&&'
        ? { hasFallback: use.hasFallback, isTested: !isLast || use.isTested, isTruth: use.isTruth || !isLast, events }
        : { hasFallback: !isLast || use.hasFallback, isTested: use.isTested, isTruth: use.isTruth, events }))
      if (operator === '&&') events = narrowed(operand, events)
      if (operator === '||' && !isLast && operand.kind === 'logical' && operand.operator === '&&') {
        const value = operand.operands.at(-1)!, folded = this.constant(value)
        if (!isUnknown(folded) && isFalsy(folded)) this.add('ternary', value, { actual: this.text(operands[i + 1]!) })
      }
    })
    return mergeAll(types)
  }

  private truth(tree: Tree): void {
    if (tree.kind !== 'index') return
    const access = accessOf(tree)
    if (!access || !access.names.every(name => name !== null)) return
    const names = (access.names as string[]).map(name => name.toLowerCase())
    if (!isFlag(this.expression, access.root, names)) return
    this.add(this.expression.action && access.root === 'inputs' ? 'flag-input' : 'flag', tree, { replacement: `${this.text(tree)} == 'true'` })
  }

  private compare(tree: Tree & { kind: 'compare' }, use: Use): Type {
    const { left, right, operator } = tree, isEquality = operator === '==' || operator === '!='
    const isEmpty = (side: Tree): boolean => side.kind === 'literal' && isFalsy(side.value)
    const isTest = isEquality && (isEmpty(left) || isEmpty(right))
    const inner = { ...none, events: use.events, isTested: isTest }, types = [this.visit(left, inner), this.visit(right, inner)] as const
    const [a, b] = types
    for (const [one, literal] of [[a, right], [b, left]] as const) {
      if (literal.kind !== 'literal') continue
      const { value } = literal
      if (one.kind === 'boolean' && typeof value === 'string' && value.trim() !== '' && Number.isNaN(Number(value))) {
        const word = value.toLowerCase()
        this.add('boolean', literal, { actual: 'a text', expected: 'a boolean', text: this.text(literal === right ? left : right), replacement: word === 'true' || word === 'false' ? word : '' })
      } else if (one.kind === 'string' && typeof value === 'boolean' && isEquality) {
        this.add('boolean', literal, { actual: 'a boolean', expected: 'a text', text: this.text(literal === right ? left : right), replacement: `'${value}'` })
      }
    }
    const isLarge = (type: Type): boolean => type.kind === 'array' || type.kind === 'object'
    if (isEquality ? !isTest && a.kind !== 'any' && b.kind !== 'any' && a.kind !== 'null' && b.kind !== 'null' && (isLarge(a) || isLarge(b)) && !(a.kind === b.kind && left.kind !== 'literal')
      : [a, b].some(type => isLarge(type) || type.kind === 'null' || type.kind === 'boolean')) this.add('compare', tree, { actual: nameOf(a), expected: nameOf(b) })
    return boolean
  }

  private call(tree: Tree & { kind: 'call' }, use: Use): Type {
    const name = tree.name.toLowerCase(), { arguments: given } = tree
    const isWanted = name === 'case'
    const types = given.map((argument, i) => this.visit(argument, { ...none, events: use.events, isTruth: isWanted && i % 2 === 0 && i < given.length - 1 }))
    const wrong = (i: number, expected: string): void => { this.add('argument', given[i]!, { actual: nameOf(types[i]!), expected }) }
    const isLarge = (i: number): boolean => types[i]?.kind === 'array' || types[i]?.kind === 'object'
    switch (name) {
      case 'contains':
        if (types[0]?.kind === 'object') wrong(0, 'a text or an array')
        if (isLarge(1)) wrong(1, 'a text, a number or a boolean')
        if (given.length === 2) this.membership(tree)
        return boolean
      case 'startswith': case 'endswith':
        for (const i of given.keys()) if (isLarge(i)) wrong(i, 'a text')
        return boolean
      case 'format':
        for (const i of given.keys()) if (isLarge(i)) wrong(i, 'a text')
        this.format(tree)
        return string
      case 'join':
        if (types[0]?.kind === 'object') wrong(0, 'an array')
        if (isLarge(1)) wrong(1, 'a text')
        return string
      case 'tojson': return string
      case 'fromjson': return this.json(tree, types)
      case 'hashfiles':
        for (const i of given.keys()) if (isLarge(i)) wrong(i, 'a text')
        return string
      case 'case': {
        for (let i = 0; i < given.length - 1; i += 2) if (types[i]!.kind !== 'any' && types[i]!.kind !== 'boolean') wrong(i, 'a boolean')
        return given.length >= 3 ? mergeAll(types.filter((_, i) => i % 2 === 1 || i === types.length - 1)) : any
      }
      default: return statusFunctions.has(name) ? boolean : any
    }
  }

  private json(tree: Tree & { kind: 'call' }, types: readonly Type[]): Type {
    const [argument] = tree.arguments
    if (!argument || tree.arguments.length !== 1) return any
    if (types[0]!.kind === 'array' || types[0]!.kind === 'object') this.add('argument', argument, { actual: nameOf(types[0]!), expected: 'a text' })
    if (argument.kind === 'call' && argument.name.toLowerCase() === 'tojson' && argument.arguments.length === 1) return any
    if (argument.kind !== 'literal') return any
    if (typeof argument.value !== 'string') return argument.value === null ? any : typeOfValue(argument.value)
    try {
      return typeOfValue(JSON.parse(argument.value) as Plain)
    } catch {
      this.add('json', argument, { actual: argument.value.trim() === '' ? 'it is empty' : '' })
      return any
    }
  }

  private format(tree: Tree & { kind: 'call' }): void {
    const [pattern, ...values] = tree.arguments
    if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return
    const text = pattern.value, used = new Set<number>()
    const fault = (actual: string): void => { this.add('format', pattern, { actual }) }
    for (let i = 0; i < text.length; i++) {
      if (text[i] !== '{' && text[i] !== '}') continue
      if (text[i + 1] === text[i]) { i++; continue }
      if (text[i] === '}') return fault("has a '}' without '{'; '}}' prints one")
      const close = text.indexOf('}', i), inner = close < 0 ? '' : text.slice(i + 1, close)
      if (close < 0) return fault("has a '{' without '}'; '{{' prints one")
      if (!/^\d{1,3}$/.test(inner)) return fault(`has '{${inner}}', which is no number of an argument; '{{' prints a brace`)
      used.add(Number(inner))
      i = close
    }
    const highest = Math.max(-1, ...used)
    if (highest >= values.length) return fault(`asks for '{${highest}}', but ${values.length === 0 ? 'nothing follows it' : values.length === 1 ? "only '{0}' is given" : `only '{0}' to '{${values.length - 1}}' are given`}`)
    values.forEach((value, i) => { if (!used.has(i)) this.add('format-unused', value, { actual: `{${i}}` }) })
  }

  /** A text with several words as the list, a context as what is looked for. */
  private membership(tree: Tree & { kind: 'call' }): void {
    const [list, item] = tree.arguments as [Tree, Tree], access = accessOf(item)
    let text: string | null = list.kind === 'literal' && typeof list.value === 'string' ? list.value : null
    const place = accessOf(list)
    if (place?.root === 'env' && place.names.length === 1 && place.names[0] !== null) {
      const { step, job, workflow } = this.expression, value = (step ?? job ?? workflow)?.variables.find(one => one.name.toLowerCase() === place.names[0]!.toLowerCase())?.value
      text = typeof value === 'string' ? value : null
    }
    if (text === null || !access || !/^(?:github|env|needs|steps|inputs|matrix|runner|job|vars)$/.test(access.root) || !/[^\s,;|][\s,;|]+[^\s,;|]/.test(text)) return
    const words = /^[^"'[\]{}]*$/.test(text) ? text.split(/[\s,;|]+/).filter(Boolean) : []
    const isRisky = access.root === 'github' && /^(?:actor|base_ref|head_ref|ref|ref_name|triggering_actor|event)$/.test(access.names[0]?.toLowerCase() ?? '') && access.names[1]?.toLowerCase() !== 'inputs' || access.root === 'env' && /^github_(?:actor|base_ref|head_ref|ref|ref_name|triggering_actor)$/i.test(access.names[0] ?? '')
    this.add('contains', list, { actual: this.text(item), isRisky, replacement: list.kind === 'literal' && words.length > 1 ? `fromJSON('${JSON.stringify(words).replaceAll('","', '", "')}')` : '' })
  }

  private access(tree: Tree, use: Use): Type {
    const links: (Tree & { kind: 'index' })[] = []
    let root: Tree = tree
    for (; root.kind === 'index'; root = root.object) links.unshift(root)
    let type = root.kind === 'context' ? contextType(root.name.toLowerCase(), this.expression, use.events) ?? any : this.visit(root, { ...none, events: use.events })
    const isEvent = root.kind === 'context' && root.name.toLowerCase() === 'github'
    let exists: Maybe<boolean> = type.kind === 'any' && links.length > 0 ? new Unknown(this.text(tree)) : true, candidates: readonly string[] = [], suggestion = ''
    const done = (result: Type): Type => {
      if (root.kind === 'context') this.targets.set(`${tree.span[0]}:${tree.span[1]}`, { exists, candidates, type: result, suggestion })
      return result
    }
    for (const [depth, link] of links.entries()) {
      const index = link.index, isFilter = type.kind === 'array' && type.isFilter, from = type
      const held = isFilter ? itemOf(type) : type
      let next: Type | null
      if (index === null) {
        if (held.kind !== 'any' && held.kind !== 'array' && held.kind !== 'object') next = null
        else next = array(itemOf(held), true)
      } else if (index.kind === 'literal') next = this.property(held, index)
      else {
        const indexType = this.visit(index, { ...none, events: use.events })
        if (held.kind === 'object' && !held.rest && held.names().length > 0 && (indexType.kind === 'boolean' || indexType.kind === 'number' || indexType.kind === 'array' || indexType.kind === 'object') || held.kind === 'array' && !isFilter && (indexType.kind === 'boolean' || indexType.kind === 'array' || indexType.kind === 'object' || indexType.kind === 'string' && from.kind === 'array')) {
          if (indexType.kind !== 'string') this.add('index', index, { actual: nameOf(indexType), expected: held.kind === 'array' ? 'a number' : 'a text' })
        }
        next = held.kind === 'array' ? held.item : any
      }
      if (next === null) {
        exists = false
        candidates = held.kind === 'object' ? held.names() : []
        const near = index?.kind === 'literal' && typeof index.value === 'string' ? nearest(index.value, candidates) : null
        if (near !== null && index && index.span[1] <= link.span[1]) suggestion = this.source.slice(tree.span[0], index.span[0]) + (/^['"]/.test(this.text(index)) ? `'${near}'` : near) + this.source.slice(index.span[1], tree.span[1])
        if (root.kind !== 'context') this.add('property', tree, { actual: nameOf(held) })
        else if (isEvent && links[0]!.index?.kind === 'literal' && String(links[0]!.index.value).toLowerCase() === 'event' && depth > 0 && !use.hasFallback && !use.isTested && !(links[1]?.index?.kind === 'literal' && String(links[1].index.value).toLowerCase() === 'inputs')) this.add('event', tree, { actual: [...use.events ?? []].join(', ') })
        return done(any)
      }
      if (next.kind === 'any') { exists = new Unknown(this.text(tree)); for (const rest of links.slice(depth + 1)) if (rest.index && rest.index.kind !== 'literal') this.visit(rest.index, { ...none, events: use.events }); return done(any) }
      if (index?.kind === 'literal' && held.kind === 'object' && held.get(String(index.value).toLowerCase()) === null) exists = new Unknown(this.text(tree))
      type = isFilter && index !== null ? array(next, true) : next
    }
    if (isEvent && links.length === 1 && use.events && !use.hasFallback && !use.isTested && /\.(?:head_ref|base_ref)$/i.test(this.text(tree)) && ![...use.events].some(event => event.startsWith('pull_request'))) this.add('event', tree, { actual: [...use.events].join(', ') })
    return done(type)
  }

  /** What a written name or number reads; null where there is nothing. */
  private property(held: Type, index: Tree & { kind: 'literal' }): Type | null {
    const { value } = index
    if (held.kind === 'any') return any
    if (held.kind === 'array') {
      if (typeof value === 'number' || typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) return held.item
      return null
    }
    if (held.kind !== 'object') return null
    const name = String(value).toLowerCase()
    return held.get(name) ?? (held.lacks?.(name) ? null : held.rest)
  }

  /** What the place makes of the value, and parts that say the same whatever happens. */
  whole(tree: Tree, type: Type): void {
    const { expression } = this, wanted = wantedAt(expression)
    if (expression.isAllowed && expression.sink !== 'if') {
      const isLarge = type.kind === 'object' || type.kind === 'array', span = trimmedSpan(this.source)
      if (wanted && (!expression.isWhole || type.kind !== 'any' && !wanted.includes(type.kind))) {
        if (expression.isWhole || !wanted.includes('string')) this.add('assign', { span }, { actual: expression.isWhole ? nameOf(type) : 'a text around an expression', expected: wanted.map(kind => nameOf({ kind } as Type)).join(' or '), text: expression.key })
      }
      if (!(wanted && expression.isWhole) && (isLarge || type.kind === 'null') && !takesAnything(expression)) this.add('template', { span }, { actual: nameOf(type), replacement: isLarge ? `toJSON(${this.source.slice(...span)})` : '' })
    }
    if (expression.sink !== 'if' && tree.kind === 'literal' ? typeof tree.value !== 'string' || !/[{}$]/.test(tree.value) : false) this.add('constant', tree, { replacement: tree.kind === 'literal' && typeof tree.value === 'string' && expression.sink !== 'key' ? tree.value : '' })
    else this.constants(tree, true)
  }

  private constants(tree: Tree, isWhole: boolean): void {
    const isIf = isWhole && this.expression.sink === 'if'
    if (tree.kind === 'call' || tree.kind === 'logical' || tree.kind === 'compare' || tree.kind === 'not') {
      const value = this.constant(tree), name = tree.kind === 'call' ? tree.name.toLowerCase() : ''
      if (name === 'fromjson') {
        const [inner] = tree.kind === 'call' ? tree.arguments : []
        if (inner?.kind === 'call' && inner.name.toLowerCase() === 'tojson') return this.add('constant', tree, { replacement: inner.arguments.length === 1 ? this.text(inner.arguments[0]!) : '' })
      } else if (!isUnknown(value) && !isIf) return this.add('constant', tree, { replacement: typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : typeof value === 'object' && value !== null ? '' : String(value) })
    }
    switch (tree.kind) {
      case 'index': this.constants(tree.object, false); if (tree.index) this.constants(tree.index, false); return
      case 'call': for (const argument of tree.arguments) this.constants(argument, false); return
      case 'not': this.constants(tree.operand, false); return
      case 'compare': this.constants(tree.left, false); this.constants(tree.right, false); return
      case 'logical':
        for (const [i, operand] of tree.operands.entries()) {
          const isLast = i === tree.operands.length - 1
          if (operand.kind === 'literal' && (tree.operator === '&&' ? !isLast || operand.value === true : operand.value === false || operand.value === true && !isLast)) this.add('constant', operand)
          else this.constants(operand, false)
        }
    }
  }
}

const trimmedSpan = (source: string): Span => { const start = source.length - source.trimStart().length; return [start, Math.max(start, source.trimEnd().length)] }

interface Place { readonly root: string; /** Null for what is not written as a name. */ readonly names: readonly (string | null)[] }

/** A context and the names behind it. */
function accessOf(tree: Tree): Place | null {
  const names: (string | null)[] = []
  let at = tree
  for (; at.kind === 'index'; at = at.object) names.unshift(at.index?.kind === 'literal' ? String(at.index.value) : null)
  return at.kind === 'context' ? { root: at.name.toLowerCase(), names } : null
}

/** Whether a condition holds whatever its contexts are; unknown where it depends on them. */
export function truthOf(tree: Tree, source: string): Maybe<boolean> {
  if (tree.kind === 'not') { const inner = truthOf(tree.operand, source); return isUnknown(inner) ? inner : !inner }
  if (tree.kind === 'logical') {
    const all = tree.operands.map(operand => truthOf(operand, source)), end = tree.operator === '||'
    return all.some(one => one === end) ? end : all.find(isUnknown) ?? !end
  }
  const value = constantOf(tree, source)
  return isUnknown(value) ? value : !isFalsy(value)
}

/** The events that are left where a condition holds. */
function narrowed(tree: Tree, events: ReadonlySet<string> | null): ReadonlySet<string> | null {
  if (!events) return events
  if (tree.kind === 'logical' && tree.operator === '&&') return tree.operands.reduce((left, operand) => narrowed(operand, left), events as ReadonlySet<string> | null)
  const named = namedEvents(tree)
  if (!named) return events
  const left = new Set([...events].filter(event => named.has(event)))
  // Where none of them gets to, anything can be.
  return left.size > 0 ? left : null
}

/** The events that a test of `github.event_name` lets through; null for what is no such test. */
function namedEvents(tree: Tree): ReadonlySet<string> | null {
  const isName = (side: Tree): boolean => { const access = accessOf(side); return access?.root === 'github' && access.names.length === 1 && access.names[0]?.toLowerCase() === 'event_name' }
  if (tree.kind === 'compare' && tree.operator === '==') {
    const literal = isName(tree.left) ? tree.right : isName(tree.right) ? tree.left : null
    return literal?.kind === 'literal' && typeof literal.value === 'string' ? new Set([literal.value.toLowerCase()]) : null
  }
  if (tree.kind === 'logical' && tree.operator === '||') {
    const all = new Set<string>()
    for (const operand of tree.operands) {
      const named = namedEvents(operand)
      if (!named) return null
      for (const name of named) all.add(name)
    }
    return all
  }
  if (tree.kind === 'logical') for (const operand of tree.operands) { const named = namedEvents(operand); if (named) return named }
  if (tree.kind === 'call' && tree.name.toLowerCase() === 'contains' && tree.arguments.length === 2 && isName(tree.arguments[1]!)) {
    const value = constantOf(tree.arguments[0]!, '')
    return Array.isArray(value) ? new Set((value as readonly Plain[]).map(item => String(item).toLowerCase())) : null
  }
  return null
}

type Kind = Type['kind']
const places: readonly (readonly [RegExp, readonly Kind[]])[] = [
  [/(?:^|\.)(?:env|with|credentials|defaults)$/, ['object']], [/^jobs\.<job_id>\.strategy(?:\.matrix)?$/, ['object']], [/^jobs\.<job_id>\.strategy\.matrix\.[^.]+$/, ['array']],
  [/^jobs\.<job_id>\.strategy\.fail-fast$|continue-on-error$|cancel-in-progress$/, ['boolean']], [/^jobs\.<job_id>\.strategy\.max-parallel$|timeout-minutes$/, ['number']],
  [/^jobs\.<job_id>\.services$/, ['object']], [/^jobs\.<job_id>\.(?:container|environment|concurrency)$|^concurrency$/, ['string', 'object']], [/^jobs\.<job_id>\.services\.<service_id>$/, ['string', 'object']],
  [/^jobs\.<job_id>\.runs-on$/, ['string', 'array', 'object']], [/^jobs\.<job_id>\.runs-on\.labels$/, ['string', 'array']], [/\.(?:ports|volumes)$/, ['array', 'string', 'number']],
]

/** What a place takes where an expression is the whole of its value; null for a text. An item of a list is a text. */
function wantedAt({ position, site }: ExpressionNode): readonly Kind[] | null {
  const last = site.segments.at(-1)
  if (typeof last === 'number' && !/\.(?:ports|volumes)$/.test(position)) return null
  return places.find(([pattern]) => pattern.test(position))?.[1] ?? null
}

/** Values of a matrix and arguments of a called workflow are no texts. */
const takesAnything = ({ position, sink, isWhole, job }: ExpressionNode): boolean => sink === 'key' || isWhole && (position.startsWith('jobs.<job_id>.strategy.matrix') || position.startsWith('jobs.<job_id>.with') && job?.uses != null)

