import type { Span } from '../../../core/span'
import { call } from './functions'
import { printedPaths } from './reads'
import { parseTemplate } from './template'
import type { Branch, Conditional, Define, Expression, Range, Template, TemplateNode } from './template'
import { atInstall, isList, isMap, Lost, lost, made, plainText, printed, Rich, sorted, truth, type Absent, type Frame, type Piece, type Value } from './value'

/** A file of a chart's templates folder. */
export interface TemplateFile { readonly path: string; readonly text: string; readonly template: Template }

/** What a template prints. Pieces have their places in the text beside them. */
export interface Rendered {
  readonly file: TemplateFile
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly hasHoles: boolean
  /** Something is left over that more than an installation decides. */
  readonly isOpen: boolean
}

/** How many steps, and how much text, one evaluation of a chart may take; how deep templates may call each other. */
const mostSteps = 200_000, mostText = 2_000_000, deepestCalls = 40

class Exhausted extends Error {}
/** A jump out of a loop of which nobody knows whether it is taken. */
class UnsureJump extends Error {}
class Jump extends Error { constructor(readonly kind: 'break' | 'continue') { super(kind) } }

class Scope {
  private readonly names = new Map<string, Value>()
  constructor(private readonly outer: Scope | null) {}
  get(name: string): Value | undefined { return this.names.get(name) ?? this.outer?.get(name) }
  declare(name: string, value: Value): void { this.names.set(name, value) }
  assign(name: string, value: Value): void { if (this.names.has(name) || !this.outer) this.names.set(name, value); else this.outer.assign(name, value) }
}

/** Text under way. Blanks that the next action may take are held back until it is known what becomes of that action. */
class Output {
  readonly pieces: Piece[] = []
  private held: Piece | null = null
  private keepsLeft = false
  hasOpenHole = false

  constructor(private readonly spend: (size: number) => void) {}

  text(frame: Frame, [from, to]: Span, trimsLeft: boolean, trimsRight: boolean): void {
    this.held = null
    let start = from, end = to
    const { text } = frame, blank = (at: number): boolean => ' \t\r\n'.includes(text[at]!)
    if (trimsLeft && !this.keepsLeft) while (start < end && blank(start)) start++
    if (trimsRight) while (end > start && blank(end - 1)) end--
    if (end > start) this.push({ form: 'text', text: text.slice(start, end), frame, span: [start, end], value: null })
    if (end < to) this.held = { form: 'text', text: text.slice(end, to), frame, span: [end, to], value: null }
    this.keepsLeft = false
  }

  /** An action did what it says. */
  known(): void { this.held = null; this.keepsLeft = false }

  /** An action stays in the text. */
  hole(frame: Frame, span: Span, why: Lost['why']): void {
    if (this.held) this.push(this.held)
    this.held = null
    this.keepsLeft = true
    if (why === 'lost') this.hasOpenHole = true
    this.push({ form: 'hole', text: frame.text.slice(...span), frame, span, value: null })
  }

  push(piece: Piece): void { this.spend(piece.text.length); this.pieces.push(piece) }

  /** Forgets what was printed since. */
  back(length: number): void { this.pieces.length = length; this.held = null }

  get rich(): Rich { return new Rich(this.pieces) }
}

interface At { readonly frame: Frame; readonly scope: Scope; readonly dot: Value; readonly depth: number }

/** One evaluation of a chart's templates with one set of values. */
export class Evaluation {
  private readonly named = new Map<string, { readonly define: Define; readonly file: TemplateFile }>()
  private steps = 0
  private size = 0
  /** In how many blocks we are that may not be printed. */
  private unsure = 0
  /** The same within the innermost loop. */
  private unsureInLoop = 0
  /** In how many values that are templates themselves we are: their spans are those of no file. */
  private inlined = 0
  /** The output of what is printed at the moment. */
  private output: Output
  /** Kinds of objects that other values may add; `*` is any. */
  readonly switchedOff = new Set<string>()
  /** The values that were printed as they are, by their paths, and where first. */
  readonly prints = new Map<string, { readonly path: string; readonly span: Span }>()

  constructor(files: readonly TemplateFile[], private readonly root: Value) {
    for (const file of files) for (const [name, define] of file.template.defines) this.named.set(name, { define, file })
    this.output = new Output(size => this.spend(size))
  }

  private spend(size: number): void { this.size += size; if (this.size > mostText) throw new Exhausted() }

  /** What a template prints; null where it cannot be told within the bounds. */
  render(file: TemplateFile): Rendered | null {
    const output = this.output = new Output(size => this.spend(size)), frame: Frame = { path: file.path, text: file.text, caller: null }
    const scope = new Scope(null)
    scope.declare('$', this.root)
    this.unsure = this.unsureInLoop = 0
    try { this.run(file.template.body, { frame, scope, dot: this.root, depth: 0 }) } catch (error) {
      if (error instanceof Exhausted || error instanceof Jump || error instanceof UnsureJump || error instanceof RangeError) return null
      throw error
    }
    const { text, hasHoles } = output.rich
    return { file, text, pieces: output.pieces, hasHoles, isOpen: output.hasOpenHole }
  }

  private run(nodes: readonly TemplateNode[], at: At): void {
    const { frame } = at
    for (const node of nodes) {
      if (++this.steps > mostSteps) throw new Exhausted()
      switch (node.kind) {
        case 'text': this.output.text(frame, node.span, node.trimsLeft, node.trimsRight); break
        case 'output':
          if (this.inlined === 0) for (const { path, of } of printedPaths(node.value)) if (!this.prints.has(path) && this.value(of, at, node.span) === this.root) this.prints.set(path, { path: frame.path, span: node.span })
          this.print(this.value(node.value, at, node.span), node.span, at)
          break
        case 'template': this.print(this.include(node.name, node.value ? this.value(node.value, at, node.span) : made(null), node.span, at), node.span, at); break
        case 'assign': {
          const value = this.value(node.value, at, node.span)
          if (node.declares) at.scope.declare(node.name, value)
          else at.scope.assign(node.name, this.unsure > 0 ? made(lost) : value)
          this.output.known()
          break
        }
        case 'if': case 'with': this.choose(node, at); break
        case 'range': this.repeat(node, at); break
        case 'break': case 'continue': if (this.unsureInLoop > 0) throw new UnsureJump(); throw new Jump(node.kind)
        case 'define': case 'comment': this.output.known(); break
        case 'broken': this.output.hole(frame, node.span, 'lost'); break
      }
    }
  }

  private print(value: Value, span: Span, { frame }: At): void {
    const { data } = value
    if (data instanceof Lost) { this.output.hole(frame, span, data.why); return }
    this.output.known()
    if (data instanceof Rich) {
      if (data.pieces.some(piece => piece.form === 'hole')) this.output.hasOpenHole ||= this.openHoles.has(data)
      for (const piece of data.pieces) this.output.push(piece)
      return
    }
    const text = printed(data)
    if (text === null) this.output.hole(frame, span, 'lost')
    else this.output.push({ form: isMap(data) || isList(data) ? 'blank' : 'scalar', text, frame, span, value })
  }

  /** Texts with holes that more than an installation decides. */
  private readonly openHoles = new WeakSet<Rich>()

  private choose(node: Conditional, at: At): void {
    for (const [i, branch] of node.branches.entries()) {
      if (branch.value === null) { this.output.known(); this.inside(branch, at, at.dot); this.output.known(); return }
      const value = this.value(branch.value, at, branch.action), holds = truth(value.data)
      if (holds instanceof Lost) {
        this.leave(node, i, holds.why, at)
        return
      }
      this.output.known()
      if (holds) {
        for (const other of node.branches.slice(i + 1)) this.addKinds(other.span, at.frame.text)
        this.inside(branch, at, value, branch.keyword === 'with' ? value : at.dot)
        this.output.known()
        return
      }
      this.addKinds(branch.span, at.frame.text)
      const absent = value.tree && absentOf(branch, value.tree, at.frame.text)
      if (absent) this.output.push({ form: 'absent', text: '', frame: at.frame, span: branch.action, value, absent })
    }
    this.output.known()
  }

  private inside(branch: Branch, at: At, value: Value, dot = at.dot): void {
    const scope = new Scope(at.scope)
    if (branch.variable !== null) if (branch.declares) scope.declare(branch.variable, value); else scope.assign(branch.variable, value)
    this.run(branch.body, { ...at, scope, dot })
  }

  /** Keeps the branches from one on as they are, what is in them evaluated as far as it can be. */
  private leave(node: Conditional, from: number, why: Lost['why'], at: At): void {
    const { frame } = at
    this.unsure++
    this.unsureInLoop++
    for (const [i, branch] of node.branches.slice(from).entries()) {
      this.addKinds(branch.span, frame.text)
      const value = i === 0 || branch.value === null ? made(why === 'lost' ? lost : atInstall) : this.value(branch.value, at, branch.action)
      // What opens the block must not be an `else`, whose block is not there.
      const isFirst = i === 0
      this.output.hole(frame, isFirst && from > 0 ? node.branches[0]!.action : branch.action, why)
      this.inside(branch, at, value, branch.keyword === 'with' ? value : at.dot)
    }
    this.unsure--
    this.unsureInLoop--
    this.output.hole(frame, node.end, why)
  }

  private repeat(node: Range, at: At): void {
    const { frame } = at, value = this.value(node.value, at, node.action), { data } = value
    const items: (readonly [Value, Value])[] | Lost = data instanceof Lost ? data : data === null ? [] : isMap(data) ? sorted(data).map(([name, item]) => [made(name), item] as const) : isList(data) ? data.map((item, i) => [made(i), item] as const)
      : typeof data === 'number' && data <= 1000 ? Array.from({ length: Math.max(0, data) }, (_, i) => [made(i), made(i)] as const) : lost
    const each = ([key, item]: readonly [Value, Value]): void => {
      const scope = new Scope(at.scope), set = (name: string, value: Value): void => { if (node.declares) scope.declare(name, value); else scope.assign(name, value) }
      if (node.variables.length === 1) set(node.variables[0]!, item)
      if (node.variables.length === 2) { set(node.variables[0]!, key); set(node.variables[1]!, item) }
      this.run(node.body, { ...at, scope, dot: item })
    }
    const leave = (why: Lost['why']): void => {
      const unknown = made(why === 'lost' ? lost : atInstall)
      this.addKinds(node.span, frame.text)
      this.unsure++
      this.unsureInLoop++
      this.output.hole(frame, node.action, why)
      try { each([unknown, unknown]) } catch (error) { if (!(error instanceof UnsureJump)) throw error }
      if (node.otherwise) { this.output.hole(frame, node.otherwise.action, why); this.run(node.otherwise.body, { ...at, scope: new Scope(at.scope) }) }
      this.unsure--
      this.unsureInLoop--
      this.output.hole(frame, node.end, why)
    }
    if (items instanceof Lost) { leave(items.why); return }
    if (items.length === 0) {
      this.output.known()
      this.addKinds(node.span, frame.text)
      if (node.otherwise) this.run(node.otherwise.body, { ...at, scope: new Scope(at.scope) })
      this.output.known()
      return
    }
    const before = this.output.pieces.length, unsure = this.unsureInLoop
    try {
      // A jump is sure inside of this loop where only what is around it is unsure.
      this.unsureInLoop = 0
      for (const item of items) {
        this.output.known()
        try { each(item) } catch (error) { if (error instanceof Jump) { if (error.kind === 'break') break } else throw error }
      }
      this.unsureInLoop = unsure
    } catch (error) {
      this.unsureInLoop = unsure
      if (!(error instanceof UnsureJump)) throw error
      this.output.back(before)
      leave('lost')
      return
    }
    this.output.known()
  }

  /** Remembers the kinds of the objects that a part of a template would print. */
  private addKinds(span: Span, text: string, depth = 0): void {
    const part = text.slice(...span)
    for (const match of part.matchAll(/^kind:[ \t]*(\S+)/gm)) this.switchedOff.add(match[1]!.startsWith('{{') ? '*' : match[1]!.replace(/['"]/g, ''))
    for (const match of part.matchAll(/\b(?:include|template)[ \t]+"([^"]+)"/g)) {
      const found = depth < 5 ? this.named.get(match[1]!) : undefined
      if (found && !this.scanned.has(found.define)) { this.scanned.add(found.define); this.addKinds(found.define.span, found.file.text, depth + 1) }
    }
  }

  private readonly scanned = new Set<Define>()

  private include(name: string, dot: Value, span: Span, { frame, depth }: At): Value {
    const found = this.named.get(name)
    if (!found || depth >= deepestCalls) return made(lost)
    const outer = this.output, output = this.output = new Output(size => this.spend(size)), scope = new Scope(null)
    scope.declare('$', dot)
    try { this.run(found.define.body, { frame: { path: found.file.path, text: found.file.text, caller: { frame, span } }, scope, dot, depth: depth + 1 }) } finally { this.output = outer }
    const rich = output.rich
    if (output.hasOpenHole) this.openHoles.add(rich)
    return { data: rich, tree: null }
  }

  /** A value that is a template itself, as what it prints. */
  private inline(value: Value, text: string, dot: Value, span: Span, { frame, depth }: At): Value {
    this.spend(text.length)
    const template = parseTemplate(text)
    if (depth >= deepestCalls || template.isBroken || template.defines.size > 0) return made(lost)
    const outer = this.output, output = this.output = new Output(size => this.spend(size)), scope = new Scope(null)
    scope.declare('$', dot)
    this.inlined++
    try { this.run(template.body, { frame: { path: frame.path, text, caller: { frame, span } }, scope, dot, depth: depth + 1 }) } finally { this.output = outer; this.inlined-- }
    const { text: result, hasHoles } = output.rich, { tree } = value
    return hasHoles ? made(output.hasOpenHole ? lost : atInstall) : { data: result, tree: tree?.kind === 'scalar' ? tree.with({ value: result, derived: true }) : null }
  }

  private value(expression: Expression, at: At, span: Span): Value {
    if (++this.steps > mostSteps) throw new Exhausted()
    switch (expression.kind) {
      case 'literal': return made(expression.value)
      case 'dot': return at.dot
      case 'variable': return at.scope.get(expression.name) ?? made(lost)
      case 'field': return expression.names.reduce(fieldOf, this.value(expression.of, at, span))
      case 'method': {
        const of = this.value(expression.of, at, span)
        return of.data instanceof Lost ? of : made(lost)
      }
      case 'call': return this.call(expression.name, expression.arguments, at, span)
    }
  }

  private call(name: string, given: readonly Expression[], at: At, span: Span): Value {
    switch (name) {
      // These look at no more than they need.
      case 'and': case 'or': {
        let value: Value = made(lost)
        for (const one of given) {
          value = this.value(one, at, span)
          const holds = truth(value.data)
          if (holds instanceof Lost) {
            // What comes behind may decide it alone.
            const rest = given.slice(given.indexOf(one) + 1).map(other => this.value(other, at, span))
            return rest.find(({ data }) => truth(data) === (name === 'or') && (typeof data === 'boolean' || name === 'and')) ?? made(holds)
          }
          if (holds === (name === 'or')) return value
        }
        return value
      }
      case 'include': {
        const [named, dot] = given.map(one => this.value(one, at, span)), text = named && plainText(named.data)
        if (named?.data instanceof Lost) return named
        if (text?.endsWith('.yaml') || text?.endsWith('.yml')) return made(atInstall)
        return typeof text === 'string' && dot ? this.include(text, dot, span, at) : made(lost)
      }
      case 'tpl': {
        const [value, dot] = given.map(one => this.value(one, at, span)), text = value ? plainText(value.data) : null
        if (value?.data instanceof Lost) return value
        return !value || text === null ? made(lost) : !text.includes('{{') ? value : dot ? this.inline(value, text, dot, span, at) : made(lost)
      }
      case 'set': case 'unset': {
        const [map, key, value] = given.map(one => this.value(one, at, span)), text = key && plainText(key.data)
        if (!map || !isMap(map.data) || typeof text !== 'string') return map?.data instanceof Lost ? map : made(lost)
        if (this.unsure > 0) map.data.set(text, made(lost))
        else if (name === 'unset') map.data.delete(text)
        else map.data.set(text, value ?? made(lost))
        return made(map.data)
      }
    }
    const values = given.map(one => this.value(one, at, span)), result = call(name, values, { frame: at.frame, span })
    // Text that still has its holes is indented with them.
    if (result.data instanceof Rich && values.some(({ data }) => data instanceof Rich && this.openHoles.has(data))) this.openHoles.add(result.data)
    return result
  }
}

function fieldOf(of: Value, name: string): Value {
  const { data } = of
  if (data instanceof Lost) return of
  return isMap(data) ? data.get(name) ?? made(null) : made(lost)
}

const absents = new WeakMap<Branch, Omit<Absent, 'tree'> | null>()

/** What a branch would have written at its first level; null where that is not a few keys. */
function absentOf(branch: Branch, tree: NonNullable<Value['tree']>, text: string): Absent | null {
  let found = absents.get(branch)
  if (found === undefined) absents.set(branch, found = firstLevel(branch, text))
  return found && { ...found, tree }
}

function firstLevel(branch: Branch, text: string): Omit<Absent, 'tree'> | null {
  const body = text.slice(branch.action[1], branch.body.at(-1)?.span[1] ?? branch.action[1]), names: string[] = []
  let column = -1
  for (const line of body.slice(0, 20_000).split('\n')) {
    if (/^\s*(?:$|#|\{\{)/.test(line)) continue
    const width = /^ */.exec(line)![0].length, key = /^ *([\w./-]+):(?=\s|$)/.exec(line)?.[1]
    if (column < 0) column = width
    if (width < column || width === column && key === undefined) return null
    if (width === column) names.push(key!)
  }
  if (names.length === 0) return null
  const nodes = branch.body.filter(node => node.kind !== 'text' || text.slice(...node.span).trim() !== '')
  const [lead, printed] = nodes, isWhole = nodes.length === 2 && lead?.kind === 'text' && text.slice(...lead.span).trim() === `${names[0]}:` && printed?.kind === 'output' && printsAll(printed.value, branch)
  return { names, column, isWhole }
}

/** Does an expression print all of a branch's value as YAML? */
function printsAll(value: Expression, branch: Branch): boolean {
  let inner = value
  if (inner.kind === 'call' && (inner.name === 'nindent' || inner.name === 'indent') && inner.arguments.length === 2) inner = inner.arguments[1]!
  if (inner.kind === 'call' && inner.name === 'tpl' && inner.arguments.length === 2) inner = inner.arguments[0]!
  if (inner.kind !== 'call' || inner.name !== 'toYaml' || inner.arguments.length !== 1) return false
  const what = inner.arguments[0]!
  return what.kind === 'dot' ? branch.keyword === 'with' : what.kind === 'variable' ? what.name === branch.variable : JSON.stringify(what) === JSON.stringify(branch.value)
}
