import type { Span } from '../../../core/span'
import { Layout } from './layout'
import { Scanner, wordEnd, type TokenKind } from './lex'
import { nest, outdent, trim, type Piece } from './template'
import { children, constantText } from './tree'
import type { Attribute, BinaryOperator, Block, Body, Expression, HclError, HclFile, Label, Name, ObjectItem, Template, TemplatePart } from './tree'

type Within = 'quoted' | 'heredoc' | 'bare'

const deepestNesting = 200, deepestTree = 1000

/**
 * Reads HCL's native syntax. Never throws; a text that does not parse yields the tree of what is whole in it.
 *
 * A text without errors is read once, and nothing is guessed. Else it is read again, top-level block by top-level block:
 * whatever parses keeps its meaning, and indentation says where a broken value or block ends.
 */
export function parseHcl(text: string): HclFile {
  const whole = new Parser(text)
  const body = whole.file()
  if (!whole.failed) return whole.result(body)
  const parts = new Parser(text, new Layout(text))
  return parts.result(parts.file())
}

/** Reads a template that stands bare, without quotes, heredoc or backslash escapes, as JSON strings hold them. */
export function parseTemplate(text: string, start = 0, end = text.length): { readonly parts: readonly TemplatePart[], readonly errors: readonly HclError[] } {
  const parser = new Parser(text, null, false)
  return { parts: parser.bareTemplate(start, end), errors: parser.errors }
}

const precedence: Partial<Record<TokenKind, number>> = {
  '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '<=': 4, '>': 4, '>=': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6,
}
const escapes: Partial<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }
const wellFormedNumber = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

class Parser extends Scanner {
  readonly errors: HclError[] = []
  /** Set by the first syntax error while `strict`; from then on every token is `end`. */
  failed = false
  private lastFailure = -1
  private depth = 0
  /** How many characters may still be read twice. Keeps hostile input linear. */
  private budget: number

  constructor(text: string, private readonly layout: Layout | null = null, private strict = layout === null) {
    super(text)
    this.budget = 6 * text.length + 10_000
  }

  result(body: Body): HclFile {
    return { syntax: 'native', text: this.text, body, comments: this.comments, errors: this.errors.sort((a, b) => a.span[0] - b.span[0]) }
  }

  file(): Body {
    const items: (Attribute | Block)[] = [], names = new Set<string>()
    this.next()
    for (;;) {
      while (this.is('newline')) this.next()
      if (this.is('end')) break
      const limit = this.limit
      if (this.layout) this.limit = this.layout.sectionEnd(this.start)
      const item = this.layout && this.attempt(() => this.statement(-1)) || this.statement(-1)
      this.release(limit)
      if (item) this.keep(item, items, names)
    }
    return { kind: 'body', span: [0, this.text.length], items }
  }

  private keep(item: Attribute | Block, items: (Attribute | Block)[], names: Set<string>): void {
    items.push(item)
    if (item.kind === 'block') return
    if (names.has(item.name)) this.report(`'${item.name}' is already set in this block.`, item.nameSpan)
    names.add(item.name)
  }

  // Errors and second tries

  /** The text says something it must not; how it is to be read is clear. */
  private report(message: string, span: Span): void { this.errors.push({ message, span }) }

  /** How the text goes on is not clear. Only the first such error at one place is kept. */
  private fail(message: string, span: Span = this.span): void {
    if (this.failed || span[0] === this.lastFailure) return
    this.lastFailure = span[0]
    this.errors.push({ message, span })
    if (!this.strict) return
    this.failed = true
    this.limit = this.end = this.start
    this.kind = 'end'
  }

  /** Reads as if no error were allowed; at the first one goes back and returns `null`. */
  private attempt<T>(read: () => T, accept: (result: T) => boolean = () => true): T | null {
    if (this.budget < 0) return null
    const { kind, start, end, lastEnd, limit, multiline, lastFailure, depth } = this, errors = this.errors.length, comments = this.comments.length
    this.strict = true
    const result = read(), reached = this.end
    this.strict = false
    if (!this.failed && accept(result)) return result
    this.budget -= reached - start
    this.failed = false
    this.errors.length = errors
    this.comments.length = comments
    Object.assign(this, { kind, start, end, lastEnd, limit, multiline, lastFailure, depth })
    return null
  }

  /** Lifts the limit back to `limit`; an `end` that only the limit made becomes what really stands there. */
  private release(limit: number): void {
    if (this.failed) return
    this.limit = limit
    if (!this.is('end')) return
    const { lastEnd } = this
    this.next()
    this.lastEnd = lastEnd
  }

  /** A method, so that the compiler does not hold `kind` fixed across `next`. */
  private is(kind: TokenKind): boolean { return this.kind === kind }

  private take(kind: TokenKind): Span | null {
    if (this.kind !== kind) return null
    const { span } = this
    this.next()
    return span
  }

  private skipLine(): void {
    if (!this.is('newline')) {
      this.end = Math.max(this.end, this.lineEnd(this.start))
      this.next()
    }
  }

  // Bodies

  /** An attribute or a block with the line break after it. `outer` is the indentation of the line that opened the body. */
  private statement(outer: number, oneLine = false): Attribute | Block | null {
    if (!this.is('identifier')) {
      this.fail(this.is('"') ? 'An argument\'s name is written without quotes.' : this.is('}') ? 'This brace closes nothing.' : 'An argument or a block is due here.')
      this.skipLine()
      return null
    }
    const nameSpan = this.span, name = this.text.slice(...nameSpan)
    this.next()
    if (!this.is('=')) return this.is('{') || this.is('"') || this.is('identifier') ? this.block(name, nameSpan, outer, oneLine) : this.notStatement(name)
    const equals = this.span
    this.next()
    let value = this.value(nameSpan[0], outer, `'${name}' has no value.`)
    if (!this.failed && value.span[1] - value.span[0] > deepestTree && isDeep(value)) {
      this.report('This value is nested too deeply.', nameSpan)
      value = { kind: 'missing', span: [equals[1], equals[1]] }
    }
    const attribute: Attribute = { kind: 'attribute', span: [nameSpan[0], value.span[1]], name, nameSpan, equals, value }
    if (this.is('}') && outer >= 0 && (oneLine || value.kind !== 'missing')) {
      if (!oneLine) this.report('The closing brace stands on a line of its own.', this.span)
    } else if (this.take('newline')) {
      if (oneLine) this.report('A block that starts on one line ends on it.', nameSpan)
    } else if (!this.is('end')) {
      this.fail(`After the value of '${name}' a line break is due.`)
      this.skipLine()
    }
    return attribute
  }

  private notStatement(name: string): null {
    this.fail(this.is(':') ? `'${name}' is set with '=', not with ':'.` : `After '${name}' an equals sign or a block is due.`, [this.lastEnd - name.length, this.lastEnd])
    this.skipLine()
    return null
  }

  private statementEnds(): boolean { return this.is('newline') || this.is('end') || this.is('}') }

  /** The value of an attribute or of an object's item that begins at `start`. */
  private value(start: number, outer: number, missing: string): Expression {
    const { layout, limit } = this
    let value: Expression
    if (!layout || this.strict || !layout.startsLine(start) || layout.indentOf(start) <= outer) value = this.expression(missing)
    else {
      const swallows = (read: Expression): boolean => layout.startsLine(read.span[1] - 1) && layout.indentOf(read.span[1] - 1) < layout.indentOf(start)
      const whole = this.attempt(() => {
        const read = this.expression(missing)
        if (!this.statementEnds() && !this.is(',')) this.fail('')
        return read
      }, (read) => !swallows(read))
      if (whole) value = whole
      else {
        const end = Math.max(this.start, Math.min(limit, layout.regionEnd(start)))
        this.limit = end
        value = this.expression(missing)
        this.limit = limit
        // What the layout cut off ends as if by a line break.
        if (this.is('end') && end < limit) Object.assign(this, { kind: 'newline', start: end, end })
      }
    }
    return value
  }

  private block(type: string, typeSpan: Span, outer: number, inLine: boolean): Block | null {
    const labels: Label[] = []
    for (;;) {
      if (this.is('identifier')) labels.push({ kind: 'label', span: this.span, text: this.text.slice(this.start, this.end) })
      else if (this.is('"')) {
        const template = this.quoted(true), text = constantText(template)
        labels.push({ kind: 'label', span: template.span, text: text ?? this.text.slice(template.span[0] + 1, template.span[1] - 1) })
        if (text === null) this.report('A block\'s label takes no ${ } and no %{ }.', template.span)
        continue
      } else break
      this.next()
    }
    const header: Span = [typeSpan[0], this.lastEnd]
    if (!this.is('{')) {
      this.fail(this.is('=') ? 'A block takes no equals sign; an argument takes no label.' : `The block '${type}' has no opening brace.`, this.is('=') ? this.span : header)
      if (this.strict || !this.is('newline') || !this.skipTo('{')) {
        this.skipLine()
        return null
      }
    }
    if (inLine) this.report('A block inside another starts on a line of its own.', header)
    const open = this.span
    if (++this.depth > deepestNesting) {
      this.fail('Blocks are nested too deeply.', typeSpan)
      this.depth--
      this.skipLine()
      return null
    }
    this.next()
    const { items, close } = this.bodyItems(typeSpan[0], outer)
    this.depth--
    const bodyEnd = close ? close[0] : Math.max(this.lastEnd, items.at(-1)?.span[1] ?? 0, open[1])
    if (close) {
      if (this.is('}') && outer >= 0) { if (!inLine) this.report('The closing brace stands on a line of its own.', this.span) }
      else if (this.is('identifier')) this.report('After a block a line break is due.', this.span)
      else if (!this.is('newline') && !this.is('end')) {
        this.fail('After a block a line break is due.')
        this.skipLine()
      }
      if (this.is('newline')) this.next()
    }
    return { kind: 'block', span: [typeSpan[0], close ? close[1] : bodyEnd], type, typeSpan, labels, open, body: { kind: 'body', span: [open[1], bodyEnd], items }, close }
  }

  /** From a line break on to the next token, if it is of `kind`. */
  private skipTo(kind: TokenKind): boolean {
    while (this.is('newline')) this.next()
    return this.is(kind)
  }

  /** What stands in a block whose header begins at `header`, with its closing brace if that is there. */
  private bodyItems(header: number, outer: number): { items: Body['items'], close: Span | null } {
    const items: (Attribute | Block)[] = [], names = new Set<string>()
    const layout = this.strict ? null : this.layout, indent = layout?.startsLine(header) ? layout.indentOf(header) : -1
    const oneLine = !this.is('newline')
    let end = this.lastEnd
    for (;;) {
      while (this.is('newline')) this.next()
      if (this.is('end')) break
      if (layout && indent >= 0 && layout.startsLine(this.start)) {
        const own = layout.indentOf(this.start)
        // Further out than the header: it belongs to a block around. In line with it: so, too, unless nothing here is indented.
        if (own < indent || own === indent && indent > outer && outer >= 0 && !this.is('}')) break
      }
      const close = this.take('}')
      if (close) return { items, close }
      const item = this.statement(Math.max(indent, 0), oneLine && items.length === 0)
      if (!item) continue
      this.keep(item, items, names)
      end = item.span[1]
    }
    this.fail('The closing brace of this block is missing.', [header, wordEnd(this.text, header, this.text.length)])
    this.lastEnd = end
    return { items, close: null }
  }

  // Expressions

  private expression(missing = 'A value is due here.'): Expression {
    if (++this.depth > deepestNesting) {
      this.fail('This is nested too deeply.')
      this.skipLine()
      this.depth--
      return this.missing()
    }
    const condition = this.binary(1, missing)
    let result = condition
    if (this.is('?')) {
      this.next()
      const then = this.expression('The value for \'true\' is missing.')
      let otherwise: Expression
      if (this.take(':')) otherwise = this.expression('The value for \'false\' is missing.')
      else {
        this.fail('A conditional goes on with \':\' and the value for \'false\'.')
        otherwise = this.missing()
      }
      result = { kind: 'conditional', span: [condition.span[0], otherwise.span[1]], condition, then, otherwise }
    }
    this.depth--
    return result
  }

  private missing(): Expression { return { kind: 'missing', span: [this.lastEnd, this.lastEnd] } }

  private binary(level: number, missing: string): Expression {
    let left = this.unary(missing)
    for (;;) {
      const operator = this.kind, own = precedence[operator]
      if (own === undefined || own < level) return left
      this.next()
      const right = this.binary(own + 1, `After '${operator}' a value is due.`)
      left = { kind: 'binary', span: [left.span[0], right.span[1]], operator: operator as BinaryOperator, left, right }
    }
  }

  private unary(missing: string): Expression {
    const { kind, start } = this
    if (kind !== '-' && kind !== '!') return this.traversal(this.term(missing))
    if (++this.depth > deepestNesting) {
      this.depth--
      return this.term('This is nested too deeply.')
    }
    this.next()
    const operand = this.unary(`After '${kind}' a value is due.`)
    this.depth--
    return { kind: 'unary', span: [start, operand.span[1]], operator: kind, operand }
  }

  private term(missing: string): Expression {
    const { span, start } = this
    switch (this.kind) {
      case 'number': {
        const source = this.text.slice(...span)
        if (!wellFormedNumber.test(source)) this.report(`'${source}' is not a number.`, span)
        this.next()
        return { kind: 'literal', span, value: Number.parseFloat(source) }
      }
      case 'identifier': {
        const name = this.text.slice(...span)
        this.next()
        if (this.is('(') || this.is('::')) return this.call(name, span)
        if (name === 'true' || name === 'false') return { kind: 'literal', span, value: name === 'true' }
        return name === 'null' ? { kind: 'literal', span, value: null } : { kind: 'variable', span, name }
      }
      case '"': return this.quoted()
      case '<<': return this.heredoc()
      case '(': {
        const outside = this.enter(true)
        const inner = this.expression()
        const close = this.leave(')', outside, span)
        return { kind: 'parentheses', span: [start, this.lastEnd], inner, close }
      }
      case '[': return this.tuple()
      case '{': return this.object()
      default: {
        const at = this.missing()
        this.fail(missing, this.is('newline') || this.is('end') ? [start > 0 ? Math.max(this.lastEnd - 1, 0) : 0, this.lastEnd] : span)
        return at
      }
    }
  }

  /** Steps over an opening bracket. Returns what `leave` needs. */
  private enter(multiline: boolean): boolean {
    const outside = this.multiline
    this.multiline = multiline
    this.next()
    return outside
  }

  /** Steps over the closing bracket that belongs to `open`, if it is there. */
  private leave(kind: TokenKind, outside: boolean, open: Span): Span | null {
    if (this.is(kind)) {
      this.multiline = outside
      return this.take(kind)
    }
    if (this.is('end')) this.fail(`'${this.text.slice(...open)}' is never closed.`, open)
    else this.fail(`'${kind}' is due here.`)
    this.restore(outside)
    return null
  }

  /** Goes back to the blank space of `outside`: a line break that was skipped counts again. */
  private restore(outside: boolean): void {
    const changed = this.multiline && !outside
    this.multiline = outside
    if (!changed || this.failed) return
    const { lastEnd } = this
    this.end = lastEnd
    this.next()
    this.lastEnd = lastEnd
  }

  private traversal(target: Expression): Expression {
    let result = target
    for (;;) {
      const from = result.span[0]
      if (this.is('.')) {
        const dot = this.span
        this.next()
        if (this.is('*')) {
          this.next()
          let each: Expression = { kind: 'splatItem', span: [this.lastEnd, this.lastEnd] }
          while (this.is('.')) {
            const step = this.span
            this.next()
            if (this.is('*')) {
              this.fail('A splat inside another is written [*].')
              break
            }
            each = this.member(each, step)
          }
          result = { kind: 'splat', span: [from, this.lastEnd], target: result, full: false, each }
        } else result = this.member(result, dot)
      } else if (this.is('[')) {
        const open = this.span, outside = this.enter(true)
        if (this.is('*')) {
          this.next()
          this.leave(']', outside, open)
          const item: Expression = { kind: 'splatItem', span: [this.lastEnd, this.lastEnd] }
          if (++this.depth > deepestNesting) this.fail('This is nested too deeply.')
          const each = this.depth > deepestNesting ? item : this.traversal(item)
          this.depth--
          return { kind: 'splat', span: [from, each.span[1]], target: result, full: true, each }
        }
        const key = this.expression('An index is due here.')
        this.leave(']', outside, open)
        result = { kind: 'index', span: [from, this.lastEnd], target: result, key, legacy: false }
      } else return result
    }
  }

  /** What follows the dot: a name, or the number of the old index syntax. */
  private member(target: Expression, dot: Span): Expression {
    const { span } = this
    if (this.is('identifier')) {
      this.next()
      return { kind: 'getAttribute', span: [target.span[0], span[1]], target, name: this.text.slice(...span), nameSpan: span }
    }
    if (this.is('number')) {
      const source = this.text.slice(...span)
      if (!wellFormedNumber.test(source) || source.includes('.')) this.report('Indexes that follow each other are written [0][1].', span)
      this.next()
      return { kind: 'index', span: [target.span[0], span[1]], target, key: { kind: 'literal', span, value: Number.parseFloat(source) }, legacy: true }
    }
    this.fail('After the dot a name is due.', dot)
    return { kind: 'getAttribute', span: [target.span[0], dot[1]], target, name: '', nameSpan: [dot[1], dot[1]] }
  }

  private call(first: string, start: Span): Expression {
    let name = first
    while (this.take('::')) {
      name += '::'
      if (!this.is('identifier')) {
        this.fail('After \'::\' a name is due.')
        break
      }
      name += this.text.slice(this.start, this.end)
      this.next()
    }
    const nameSpan: Span = [start[0], this.lastEnd], open = this.span, list: Expression[] = []
    if (!this.is('(')) {
      this.fail(`The arguments of '${name}' are missing.`, nameSpan)
      return { kind: 'call', span: nameSpan, name, nameSpan, arguments: list, expand: false, close: null }
    }
    const outside = this.enter(true)
    let expand = false
    while (!this.is(')') && !this.is('end')) {
      list.push(this.expression('An argument is due here.'))
      if (this.take('...')) {
        expand = true
        break
      }
      if (!this.separated(')')) break
    }
    const close = this.leave(')', outside, open)
    return { kind: 'call', span: [start[0], this.lastEnd], name, nameSpan, arguments: list, expand, close }
  }

  /** After an item of a list: does another one follow? */
  private separated(close: TokenKind): boolean {
    if (this.take(',')) return true
    if (this.is(close) || this.is('end')) return false
    this.fail('A comma is due here.')
    // Without the comma, what starts on the next line is taken for an item nevertheless; the rest of a line is not.
    if (!this.text.slice(this.lastEnd, this.start).includes('\n')) {
      while (!this.is(',') && !this.is(close) && !this.is('end')) this.next()
      return this.take(',') !== null
    }
    return this.is('"') || this.is('identifier') || this.is('number')
  }

  private tuple(): Expression {
    const open = this.span, outside = this.enter(true), items: Expression[] = []
    if (this.isWord('for')) return this.forExpression(open, ']', outside)
    while (!this.is(']') && !this.is('end')) {
      items.push(this.expression('An item is due here.'))
      if (!this.separated(']')) break
    }
    const close = this.leave(']', outside, open)
    return { kind: 'tuple', span: [open[0], this.lastEnd], items, close }
  }

  private isWord(word: string): boolean { return this.is('identifier') && this.end - this.start === word.length && this.text.startsWith(word, this.start) }

  private object(): Expression {
    const open = this.span, outside = this.enter(true), items: ObjectItem[] = []
    if (this.isWord('for')) return this.forExpression(open, '}', outside)
    this.multiline = false
    this.end = open[1]
    this.next()
    const outer = this.layout && !this.strict ? this.layout.indentOf(open[0]) : -1
    for (;;) {
      while (this.is('newline')) this.next()
      if (this.is('}') || this.is('end')) break
      const at = this.start, item = this.objectItem(outer)
      if (item) items.push(item)
      if (this.is('}') && item?.value.kind === 'missing' && this.text.slice(open[1], at).includes('\n')) {
        // A brace in the place of a value closes nothing.
        this.fail('A value is due here.')
        this.skipLine()
        continue
      }
      if (this.is('newline') || this.take(',') || this.is('}') || this.is('end')) continue
      this.fail('After an item a comma or a line break is due.')
      if (this.is(']') || this.is(')')) break
      // On with the next line: what is left of this one belongs to nothing.
      this.skipLine()
      if (this.start === at) break
    }
    this.multiline = outside
    const close = this.take('}')
    if (!close) this.fail('\'{\' is never closed.', open)
    if (!close) this.restore(outside)
    return { kind: 'object', span: [open[0], close ? close[1] : items.at(-1)?.span[1] ?? open[1]], items, close }
  }

  private objectItem(outer: number): ObjectItem | null {
    const key = this.expression('A key is due here.'), equals = this.is('=') || this.is(':') ? this.span : null
    if (!equals) {
      this.fail('After a key \'=\' and a value are due.')
      return null
    }
    this.next()
    const value = this.value(key.span[0], outer, 'This key has no value.')
    return { kind: 'objectItem', span: [key.span[0], Math.max(value.span[1], equals[1])], key, name: this.keyName(key), equals, value }
  }

  private keyName(key: Expression): string | null {
    return key.kind === 'variable' ? key.name : key.kind === 'literal' ? typeof key.value === 'number' ? String(key.value) : this.text.slice(...key.span) : constantText(key)
  }

  private variableName(): Name {
    const { span } = this
    if (this.take('identifier')) return { text: this.text.slice(...span), span }
    this.fail('A variable\'s name is due here.')
    return { text: '', span: [this.lastEnd, this.lastEnd] }
  }

  /** `for` and what follows up to the collection, in expressions and directives alike. */
  private forHeader(): { keyVariable: Name | null, valueVariable: Name, collection: Expression } {
    this.next()
    const first = this.variableName(), second = this.take(',') ? this.variableName() : null
    if (this.isWord('in')) this.next()
    else this.fail('\'in\' and a collection are due here.')
    const collection = this.expression('A collection is due here.')
    return { keyVariable: second && first, valueVariable: second ?? first, collection }
  }

  private forExpression(open: Span, bracket: ']' | '}', outside: boolean): Expression {
    const header = this.forHeader()
    if (!this.take(':')) this.fail('\':\' and a value are due here.')
    let value = this.expression(), key: Expression | null = null, grouped = false, condition: Expression | null = null
    if (this.is('=>')) {
      if (bracket === ']') this.report('In a list no key is given.', this.span)
      this.next()
      key = value
      value = this.expression()
    } else if (bracket === '}') {
      this.fail('In a map the value has a key: \'key => value\'.')
      key = this.missing()
    }
    if (this.is('...')) {
      if (bracket === ']') this.report('In a list values cannot be grouped.', this.span)
      this.next()
      grouped = true
    }
    if (this.isWord('if')) {
      this.next()
      condition = this.expression('A condition is due here.')
    }
    if (bracket === '}' && key!.kind === 'missing') [key, value] = [{ kind: 'missing', span: [value.span[0], value.span[0]] }, value]
    const close = this.leave(bracket, outside, open)
    return { kind: 'for', span: [open[0], this.lastEnd], ...header, key, value, grouped, condition, close }
  }

  // Templates

  /** A string in quotes. The current token is its opening quote. A string ends with its line at the latest. */
  private quoted(label = false): Template {
    const open = this.start, pieces: Piece[] = []
    let i: number | null = this.end
    for (;;) {
      i = this.plain(i, 'quoted', pieces)
      if (this.text[i] !== '$' && this.text[i] !== '%' || i >= this.limit) break
      i = this.sequence(i, pieces, 'quoted')
      if (i !== null) continue
      i = this.lineEnd(this.lastEnd)
      break
    }
    const closed = this.text[i] === '"' && i < this.limit
    if (!closed) this.fail(label ? 'The closing quote of this label is missing.' : 'The closing quote of this string is missing.', [open, open + 1])
    this.end = closed ? i + 1 : i
    this.next()
    return { kind: 'template', span: [open, this.lastEnd], parts: this.parts(pieces), heredoc: null }
  }

  /** Reads text up to a sequence or the end of the template: a quote, a line's end, or (after it) a line of a heredoc. */
  private plain(from: number, within: Within, pieces: Piece[]): number {
    const { text, limit } = this
    let value = '', start = from, i = from
    for (; i < limit; i++) {
      const c = text.charCodeAt(i)
      if (c === 36 || c === 37) {
        const next = i + 1 < limit ? text.charCodeAt(i + 1) : 0
        if (next === 123) break
        if (next !== c || text.charCodeAt(i + 2) !== 123 || i + 2 >= limit) continue
        value += text.slice(start, i + 1)
        start = i + 2
        i += 2
      } else if (within === 'quoted') {
        if (c === 34 || c === 10 || c === 13 && text.charCodeAt(i + 1) === 10) break
        if (c !== 92) continue
        const [character, next] = this.escape(i)
        value += text.slice(start, i) + character
        start = next
        i = next - 1
      } else if (c === 10 && within === 'heredoc') {
        i++
        break
      }
    }
    if (i > from) pieces.push({ kind: 'text', span: [from, i], value: start === from ? text.slice(from, i) : value + text.slice(start, i) })
    return i
  }

  private parts(pieces: readonly Piece[], indented = false): readonly TemplatePart[] {
    if (pieces.length > 1) trim(pieces)
    if (indented) outdent(pieces)
    return nest(pieces, (message, span) => this.report(message, span))
  }

  /** What the backslash at `i` begins, and where that ends. */
  private escape(i: number): readonly [string, number] {
    const selector = this.text[i + 1] ?? '', known = escapes[selector]
    if (known !== undefined && i + 1 < this.limit) return [known, i + 2]
    const digits = selector === 'u' ? 4 : selector === 'U' ? 8 : 0, hex = this.text.slice(i + 2, i + 2 + digits)
    if (digits && hex.length === digits && /^[0-9a-fA-F]+$/.test(hex) && i + 2 + digits <= this.limit) {
      const code = Number.parseInt(hex, 16)
      if (code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF)) return [String.fromCodePoint(code), i + 2 + digits]
      this.report('This escape is no character.', [i, i + 2 + digits])
      return ['\uFFFD', i + 2 + digits]
    }
    this.report(digits ? `\\${selector} takes ${digits} hexadecimal digits.` : 'Only \\n, \\r, \\t, \\", \\\\, \\u and \\U can follow a backslash.', [i, Math.min(i + 2, this.limit)])
    return ['\\', i + 1]
  }

  /** Reads `${ … }` or `%{ … }` at `i`; returns where it ends, `null` when its brace is missing. */
  private sequence(i: number, pieces: Piece[], within: Within): number | null {
    const trimBefore = this.text.charCodeAt(i + 2) === 126 && i + 2 < this.limit, outside = this.multiline
    this.multiline = true
    this.end = i + (trimBefore ? 3 : 2)
    this.next()
    let kind: Exclude<Piece['kind'], 'text'> = 'interpolation', expression: Expression | null = null, header: ReturnType<Parser['forHeader']> | null = null
    if (this.text[i] === '$') expression = this.expression()
    else {
      const word = this.is('identifier') ? this.text.slice(this.start, this.end) : ''
      if (word === 'for') {
        kind = word
        header = this.forHeader()
        expression = header.collection
      } else if (word === 'if' || word === 'else' || word === 'endif' || word === 'endfor') {
        kind = word
        this.next()
        if (word === 'if') expression = this.expression('A condition is due here.')
      } else {
        this.fail('A directive is one of if, else, endif, for and endfor.')
        expression = this.missing()
      }
    }
    this.multiline = outside
    const trimAfter = this.is('~}')
    const piece = (end: number): number => {
      pieces.push({ kind, span: [i, end], trimBefore, trimAfter, expression, keyVariable: header?.keyVariable ?? null, valueVariable: header?.valueVariable ?? null })
      return end
    }
    if (trimAfter || this.is('}')) return piece(this.end)
    this.fail(within === 'quoted' && this.is('"') ? 'The closing brace of this sequence is missing.' : '\'}\' is due here.', this.is('end') ? [i, i + 2] : this.span)
    if (this.failed) return null
    // On this line, the sequence ends at the next brace or before the next quote; else with what was read of it.
    const end = this.lineEnd(this.lastEnd)
    for (let j = this.lastEnd; j < end; j++) {
      if (this.text[j] === '}') return piece(j + 1)
      if (this.text[j] === '"' && within === 'quoted') return piece(j)
    }
    piece(Math.max(this.lastEnd, i + 2))
    return within === 'quoted' ? null : Math.max(this.lastEnd, i + 2)
  }

  /** A heredoc. The current token is its `<<`. */
  private heredoc(): Template {
    const open = this.start, { text, limit } = this
    const indented = text[this.end] === '-', tagStart = this.end + (indented ? 1 : 0), tagEnd = wordEnd(text, tagStart, limit), lineEnd = this.lineEnd(tagEnd)
    const tag: Name = { text: text.slice(tagStart, tagEnd), span: [tagStart, tagEnd] }, pieces: Piece[] = []
    if (tagEnd === tagStart) {
      this.fail('A heredoc begins with << and a tag, without a space or quotes.', [open, tagStart])
      this.end = lineEnd
      this.next()
      return { kind: 'template', span: [open, this.lastEnd], parts: [], heredoc: { tag, indented, close: null } }
    }
    if (lineEnd > tagEnd) this.report('Nothing can follow the tag of a heredoc on its line.', [tagEnd, lineEnd])
    let i = Math.min(text[lineEnd] === '\r' ? lineEnd + 2 : lineEnd + 1, limit), close: Span | null = null, lineStart = true
    // The layout knows the closing line already: a broken sequence cannot run over it, nor an unclosed heredoc take another one's.
    const bound = this.layout ? this.layout.heredocClose(open) ?? limit : 0
    if (this.layout) this.limit = Math.max(i, Math.min(bound, limit))
    for (;;) {
      if (lineStart && i >= bound && i < limit) {
        const lineBreak = text.indexOf('\n', i), line = text.slice(i, lineBreak < 0 || lineBreak > limit ? limit : lineBreak)
        if (line.trim() === tag.text) {
          const at = i + line.indexOf(tag.text)
          close = [at, at + tag.text.length]
          break
        }
      }
      if (i >= this.limit) break
      const from = i
      i = this.plain(i, 'heredoc', pieces)
      lineStart = i > from && text[i - 1] === '\n'
      if (!lineStart && i < this.limit) i = this.sequence(i, pieces, 'heredoc') ?? this.limit
    }
    if (!this.failed) this.limit = limit
    if (!close) this.fail(`The closing line '${tag.text}' of this heredoc is missing.`, [open, tagEnd])
    else if (!text.includes('\n', close[1])) this.report('After the closing tag of a heredoc a line break is due.', close)
    this.end = close ? close[1] : i
    this.next()
    return { kind: 'template', span: [open, this.lastEnd], parts: this.parts(pieces, indented), heredoc: { tag, indented, close } }
  }

  bareTemplate(start: number, end: number): readonly TemplatePart[] {
    const pieces: Piece[] = []
    this.limit = end
    for (let i = start; i < end;) {
      i = this.plain(i, 'bare', pieces)
      if (i < end) i = this.sequence(i, pieces, 'bare') ?? end
    }
    return this.parts(pieces)
  }
}

/** Is this tree too high for a reader that recurses? Looks with a list of its own, not with the stack. */
function isDeep(root: Expression): boolean {
  let level: readonly Parameters<typeof children>[0][] = [root]
  for (let height = 0; level.length; height++) {
    if (height > deepestTree) return true
    level = level.flatMap(children)
  }
  return false
}
