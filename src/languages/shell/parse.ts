import {
  forEachChild, parse,
  type AndOr, type ArrayValue, type Assignment as AssignmentNode, type Command as CommandNode, type CompoundList, type Function as FunctionNode, type HereDoc, type ParsedScript,
  type PipelineNode, type Redirection, type Statement, type SyntaxNode, type Word as WordNode, type WordPart as PartNode,
} from 'unbash'
import type { Span } from '../../core/span'
import type { Assignment, Command, Context, Feature, FeatureKind, Pipeline, Quote, Redirect, Script, ShellError, ShellOptions, Word, WordPart, Wrapper } from './command'
import { derive, type Piece, type ShellSource } from './source'
import { innerCommand, innerScript, isShellOnStdin } from './wrappers'

/** What `sh` starts with. */
export const defaultOptions: ShellOptions = { errexit: false, pipefail: false, nounset: false, xtrace: false }

/** How deep scripts inside of scripts (`sh -c "sh -c …"`) and commands run by commands (`sudo env nice …`) are followed. */
const maxDepth = 8

/** How deep expansions inside of expansions are followed. */
const maxNesting = 12
const maxHeredocs = 2000

/** Reads a script. Never throws: what cannot be read is an error of the script. `options` are those the caller starts the shell with. */
export function parseShell(source: ShellSource, options: Partial<ShellOptions> = {}): Script {
  const reader = new Reader({ ...defaultOptions, ...options })
  let shebang: string | null = null
  try {
    shebang = reader.script(source)
  } catch (error) {
    reader.errors.push({ message: `the script cannot be read: ${error instanceof Error ? error.message : 'unknown error'}`, span: source.toFile([0, source.text.length]) })
  }
  return { commands: reader.commands, pipelines: reader.pipelines, errors: reader.errors, features: reader.features, loopNames: reader.loopNames, complete: reader.errors.length === 0, shebang }
}

interface Place { readonly inside: readonly Context[]; readonly tested: boolean; readonly background: boolean; readonly outer: readonly Redirect[] }
interface Stage { readonly operator: Command['operator']; readonly pipeline: Command['pipeline']; readonly negated: boolean }
/** The tree's own word for a word, where it has one. */
type ScriptNode = WordNode | null
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

class Reader {
  readonly commands: Command[] = []
  readonly pipelines: Pipeline[] = []
  readonly errors: ShellError[] = []
  readonly features: Feature[] = []
  readonly loopNames: string[] = []
  private pipelineCount = 0
  private depth = 0
  private source!: ShellSource
  private nesting = 0

  constructor(private options: ShellOptions) {}

  /** Reads a whole source as a script and returns its shebang. */
  script(source: ShellSource, place: Place = { inside: [], tested: false, background: false, outer: [] }): string | null {
    const outer = this.source
    this.source = source
    if (heredocCount(source.text) > maxHeredocs) throw new RangeError('too many heredocs')
    const tree = parse(source.text)
    if (this.depth === 0 && tree.shebang) this.options = withLetters(this.options, /\s-([a-z]+)/.exec(tree.shebang)?.[1] ?? '')
    this.parsed(tree, place)
    this.source = outer
    return tree.shebang?.replace(/^#!/, '').trim() ?? null
  }

  private parsed(tree: ParsedScript, place: Place): void {
    for (const { message, pos } of tree.errors ?? []) this.errors.push({ message, span: this.source.toFile([pos, pos + 1]) })
    this.statements(tree.commands, place)
  }

  private feature(kind: FeatureKind, pos: number, end: number): void {
    if (this.depth === 0) this.features.push({ kind, span: this.source.toFile([pos, end]) })
  }

  private statements(list: readonly Statement[], place: Place): void {
    list.forEach((statement, i) => {
      const operator = i === 0 ? null : list[i - 1]!.background ? '&' : ';'
      this.andOr(statement.command, operator, { ...place, background: place.background || statement.background === true })
    })
  }

  private andOr(node: PipelineNode | AndOr, operator: Command['operator'], place: Place): void {
    if (node.type !== 'AndOr') return this.pipeline(node, operator, place)
    const starts: number[] = []
    node.commands.forEach((command, i) => {
      const tested = place.tested || i < node.commands.length - 1
      starts.push(this.commands.length)
      this.pipeline(command, i === 0 ? operator : node.operators[i - 1] ?? '&&', { ...place, tested })
    })
    if (this.depth === 0 && node.operators.length === 2 && node.operators[0] === '&&' && node.operators[1] === '||') {
      const [question, then, otherwise] = starts.map(at => this.commands[at])
      if (question && then && otherwise && isQuestion(question) && !cannotFail.has(then.name ?? '') && !givesUp.has(otherwise.name ?? '') && then.name !== null) this.features.push({ kind: 'if by lists', span: otherwise.nameSpan })
    }
  }

  private pipeline(node: PipelineNode, operator: Command['operator'], place: Place): void {
    const id = this.pipelineCount++
    if (node.type !== 'Pipeline') return this.command(node, { operator, pipeline: { id, index: 0, length: 1 }, negated: false }, place)
    const negated = node.prefixes.filter(prefix => prefix.type === 'Negation').length % 2 === 1
    const inner = { ...place, tested: place.tested || negated }, length = node.commands.length
    const stages = node.commands.map((command, index) => {
      const from = this.commands.length
      this.command(command, { operator: index === 0 ? operator : node.operators[index - 1] ?? '|', pipeline: { id, index, length }, negated }, inner)
      return this.commands.slice(from)
    })
    if (length > 1) this.pipelines.push({ id, stages, span: this.source.toFile([node.pos, node.end]), negated })
  }

  private command(node: SyntaxNode, stage: Stage, place: Place): void {
    const within = (context: Context, more: Partial<Place> = {}): Place => ({ ...place, ...more, inside: [...place.inside, context] })
    switch (node.type) {
      case 'Command': return this.simple(node, stage, place)
      case 'Redirected':
        return this.command(node.command, stage, { ...place, outer: [...place.outer, ...node.redirects.map(redirect => this.redirect(redirect, place))] })
      case 'If':
        this.list(node.clause, within('if', { tested: true }))
        this.list(node.then, within('if'))
        for (const { clause, then } of node.elif) {
          this.list(clause, within('if', { tested: true }))
          this.list(then, within('if'))
        }
        if (node.else) this.list(node.else, within('if'))
        return
      case 'For': case 'Select':
        this.loopNames.push(node.name.value)
        if (node.type === 'Select') this.feature('select', node.pos, node.pos + 6)
        for (const word of node.wordlist ?? []) this.word(word, place)
        return this.list(node.body, within('for'))
      case 'ArithmeticFor':
        this.feature('arithmetic for', node.pos, node.pos + 3)
        for (const part of [node.initialize, node.test, node.update]) if (part) this.look(part, place)
        return this.list(node.body, within('for'))
      case 'While':
        this.list(node.clause, within('while', { tested: true }))
        return this.list(node.body, within('while'))
      case 'Case':
        this.word(node.word, place)
        for (const item of node.items) this.list(item.body, within('case'))
        return
      case 'Subshell': return this.scoped(() => this.list(node.body, within('subshell')))
      case 'BraceGroup': return this.list(node.body, within('group'))
      case 'Function':
        if (/^function\s/.test(this.source.text.slice(node.pos, node.pos + 9))) this.feature('function keyword', node.pos, node.pos + 8)
        else if (!/^[A-Za-z_]\w*$/.test(node.name.text)) this.feature('function name', node.name.pos, node.name.end)
        return this.scoped(() => this.body(node.body, stage, within('function', { tested: false })))
      case 'Coproc':
        this.feature('coproc', node.pos, node.pos + 6)
        return this.scoped(() => this.body(node.body, stage, { ...place, background: true }))
      case 'TestCommand': return this.test(node, stage, place)
      case 'ArithmeticCommand':
        this.feature('arithmetic command', node.pos, node.pos + 2)
        return this.look(node, place)
      default: return this.look(node, place)
    }
  }

  private body(node: FunctionNode['body'] | CommandNode, stage: Stage, place: Place): void {
    if (node.type === 'CompoundList') this.list(node, place)
    else if (node.type === 'BraceGroup') this.list(node.body, place)
    else this.command(node, stage, place)
  }

  private list(node: CompoundList, place: Place): void { this.statements(node.commands, place) }

  /** What `set` changes in a subshell ends with it. */
  private scoped(run: () => void): void {
    const { options } = this
    run()
    this.options = options
  }

  private simple(node: CommandNode, stage: Stage, place: Place): void {
    const assignments: Assignment[] = [], redirects: Redirect[] = [], all: Word[] = [], nodes: ScriptNode[] = []
    for (const child of node.prefix) {
      if (child.type === 'Assignment') assignments.push(this.assignment(child, place))
      else redirects.push(this.redirect(child, place))
    }
    if (node.name) {
      all.push(this.word(node.name, place))
      nodes.push(node.name)
    }
    for (const child of node.suffix) {
      if (child.type !== 'Word' && child.type !== 'Assignment') {
        redirects.push(this.redirect(child, place))
        continue
      }
      all.push(child.type === 'Word' ? this.word(child, place) : this.assignmentWord(child, place))
      nodes.push(child.type === 'Word' ? child : null)
    }
    const bodies = node.redirects.filter(redirect => redirect.type === 'HereDoc')
    this.emit(all, assignments, redirects, this.source.toFile([node.pos, node.end]), stage, place, nodes, bodies[0] ?? null)
  }

  /** `[[ … ]]` as a command of that name, its operands the words. */
  private test(node: SyntaxNode, stage: Stage, place: Place): void {
    this.feature('[[', node.pos, node.pos + 2)
    const words: Word[] = []
    const collect = (child: SyntaxNode): void => {
      if (child.type === 'Word') words.push(this.word(child, place))
      else forEachChild(child, collect)
    }
    forEachChild(node, collect)
    const name = this.literalWord(node.pos, node.pos + 2)
    this.emit([name, ...words], [], [], this.source.toFile([node.pos, node.end]), stage, place)
  }

  private emit(all: readonly Word[], assignments: Assignment[], redirects: readonly Redirect[], span: Span, stage: Stage, place: Place, nodes: readonly ScriptNode[] = [], heredoc: HereDoc | null = null): void {
    const wrappers: Wrapper[] = []
    let at = 0, open = false
    while (wrappers.length < maxDepth) {
      const name = nameOf(all[at]), inner = name === null ? null : innerCommand(name, all.slice(at + 1))
      if (!inner || name === null) break
      for (const word of inner.assignments) assignments.push(assignmentOf(word))
      wrappers.push({ name, nameSpan: all[at]!.span, words: all.slice(at + 1, at + 1 + inner.at) })
      at += 1 + inner.at
      open ||= inner.open
    }
    const nameWord = all[at] ?? null, name = nameOf(nameWord), words = all.slice(at + 1)
    const command: Command = {
      name, nameWord, nameSpan: nameWord?.span ?? [span[0], span[0]], words, open, wrappers, assignments, redirects, span,
      pipeline: stage.pipeline, operator: stage.operator, negated: stage.negated,
      inside: place.inside, outer: place.outer, tested: place.tested, background: place.background, options: this.options,
    }
    this.commands.push(command)
    if (name === 'set' && wrappers.length === 0) this.options = afterSet(this.options, words)
    const inner = innerScript(name, words)
    if (inner) {
      const script = nodes[all.indexOf(inner.script)]
      if (script && hasLiteral(inner.script)) this.inner(scriptPieces(script, this.source), { ...withLetters(defaultOptions, inner.letters), ...inner.pipefail ? { pipefail: true } : {} }, place)
    } else if (heredoc && isShellOnStdin(name, words)) this.inner(heredocPieces(heredoc, this.source), defaultOptions, place)
  }

  /** What another shell reads as its script. */
  private inner(pieces: readonly Piece[], options: ShellOptions, place: Place): void {
    if (pieces.length === 0 || this.depth >= maxDepth) return
    this.depth++
    this.scoped(() => {
      this.options = options
      this.script(derive(this.source, pieces), { ...place, inside: [...place.inside, 'shell'], tested: false })
    })
    this.depth--
  }

  private increment(pos: number, end: number): void {
    const found = /\w(?:\+\+|--)(?=[ \t]*[);,<>?])/.exec(this.source.text.slice(pos, end))
    if (found) this.feature('increment', pos + found.index + 1, pos + found.index + 3)
  }

  private assignment(node: AssignmentNode, place: Place): Assignment {
    if (node.append) this.feature('appending', node.pos + node.name.length, node.pos + node.name.length + 2)
    if (node.index) this.look(node.index, place)
    return {
      name: node.name, append: node.append === true, value: this.assigned(node.value, place),
      span: this.source.toFile([node.pos, node.end]), nameSpan: this.source.toFile([node.pos, node.pos + node.name.length]),
    }
  }

  private assigned(value: WordNode | ArrayValue, place: Place): Word | null {
    if (value.type === 'Word') return this.word(value, place)
    this.feature('array', value.pos, value.pos + 1)
    for (const element of value.elements) this.word(element, place)
    return null
  }

  /** `NAME=value` in argument position, as one word. */
  private assignmentWord(node: AssignmentNode, place: Place): Word {
    const value = this.assigned(node.value, place), { text, span } = this.written(node.pos, node.end)
    const head = this.source.text.slice(node.pos, node.value.pos)
    if (!value || !/^[A-Za-z_]\w*\+?=$/.test(head)) return { value: null, prefix: node.name, text, span, quoted: null, parts: value?.parts ?? [] }
    const parts: WordPart[] = []
    this.literal(parts, node.pos, node.value.pos, head, null)
    parts.push(...value.parts)
    const isKnown = value.value !== null && parts.every(part => part.kind !== 'hole')
    return { value: isKnown ? head + value.value : null, prefix: head + value.prefix, text, span, quoted: null, parts }
  }

  private redirect(node: Redirection, place: Place): Redirect {
    const descriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : null, span = this.source.toFile([node.pos, node.end])
    if (node.type !== 'HereDoc' && (node.operator === '<<<' || node.operator === '&>' || node.operator === '&>>')) {
      const at = this.source.text.indexOf(node.operator, node.pos)
      this.feature(node.operator === '<<<' ? 'here-string' : 'redirection of both', at, at + node.operator.length)
    }
    if (node.type !== 'HereDoc') return { operator: node.operator, descriptor, target: node.target ? this.word(node.target, place) : null, body: null, span }
    const { delimiter, body } = node
    const target = delimiter ? this.literalWord(delimiter.pos, delimiter.end, delimiter.value) : null
    return { operator: node.operator, descriptor, target, body: this.heredoc(body.pos, body.end, delimiter?.quoted === true ? undefined : body.parts, place), span }
  }

  private heredoc(pos: number, end: number, nodes: readonly PartNode[] | undefined, place: Place): Word {
    const text = this.source.text.slice(pos, end)
    return this.word({ type: 'Word', pos, end, text, value: text, parts: nodes }, place)
  }

  private written(pos: number, end: number): { text: string; span: Span } {
    const span = this.source.toFile([pos, end])
    return { span, text: this.holesIn(pos, end).length ? this.source.file.slice(span[0], span[1]) : this.source.text.slice(pos, end) }
  }

  private literalWord(pos: number, end: number, value = this.source.text.slice(pos, end)): Word {
    const { text, span } = this.written(pos, end)
    return { value, prefix: value, text, span, quoted: null, parts: [{ kind: 'literal', value, span, quoted: null }] }
  }

  private word(node: WordNode, place: Place): Word {
    const { text, span } = this.written(node.pos, node.end), parts: WordPart[] = []
    if (isOvernested(node.text)) {
      this.errors.push({ message: 'expansions are nested too deeply', span })
      return { value: null, prefix: '', text, span, quoted: null, parts: [{ kind: 'hole', span, quoted: null }] }
    }
    const nodes = node.parts
    if (nodes) for (const part of nodes) this.part(parts, part, null, place)
    else this.literal(parts, node.pos, node.end, node.value, null)
    const only = nodes?.length === 1 ? nodes[0]!.type : null
    const quoted: Quote = only === 'SingleQuoted' || only === 'AnsiCQuoted' ? 'single' : only === 'DoubleQuoted' || only === 'LocaleString' ? 'double' : null
    let prefix = '', value: string | null = ''
    for (const part of parts) {
      if (part.kind === 'literal' || part.kind === 'glob') prefix += part.value
      else {
        value = null
        break
      }
    }
    if (value !== null) value = prefix
    return { value, prefix, text, span, quoted, parts }
  }

  private part(parts: WordPart[], node: PartNode, quoted: Quote, place: Place): void {
    const span = this.source.toFile([node.pos, node.end])
    switch (node.type) {
      case 'Literal': return this.literal(parts, node.pos, node.end, node.value, quoted)
      case 'SingleQuoted': case 'AnsiCQuoted':
        if (node.type === 'AnsiCQuoted') this.feature('dollar quote', node.pos, node.pos + 2)
        return this.literal(parts, node.pos, node.end, node.value, 'single')
      case 'DoubleQuoted': case 'LocaleString':
        if (node.parts.length === 0) parts.push({ kind: 'literal', value: '', span, quoted: 'double' })
        for (const child of node.parts) this.part(parts, child, 'double', place)
        return
      case 'SimpleExpansion':
        if (this.holesIn(node.pos, node.end).length) parts.push({ kind: 'hole', span, quoted })
        else parts.push({ kind: 'variable', name: node.text.slice(1), operator: null, words: [], span, quoted })
        return
      case 'ParameterExpansion': {
        if (this.holesIn(node.parameterPos, node.parameterEnd).length) {
          parts.push({ kind: 'hole', span, quoted })
          return
        }
        const words: Word[] = []
        this.nested(node.pos, () => forEachChild(node, child => this.each(child, word => words.push(this.word(word, place)), place)))
        if (node.prefix === '!') this.feature('indirection', node.pos, node.end)
        const operation = node.operation?.type ?? ''
        if (operation === 'Slice') this.feature('substring', node.pos, node.end)
        else if (operation === 'Replace') this.feature('replacement', node.pos, node.end)
        else if (operation === 'CaseModification') this.feature('case change', node.pos, node.end)
        else if (node.index) this.feature('array', node.pos, node.end)
        const operator = node.operation && 'operator' in node.operation ? node.operation.operator : null
        parts.push({ kind: 'variable', name: node.parameter, operator: operator ?? node.prefix ?? null, words, span, quoted })
        return
      }
      case 'CommandExpansion': case 'ProcessSubstitution': {
        const from = this.commands.length
        if (node.type === 'ProcessSubstitution') this.feature('process substitution', node.pos, node.pos + 2)
        else if (/^\$\(\s*<(?![<&(])/.test(this.source.text.slice(node.pos, node.pos + 8)) && !node.script?.commands.some(({ command }) => command.type === 'Command' && command.name)) this.feature('file substitution', node.pos, node.pos + 3)
        if (node.script) this.substitution(node.script, node.pos, node.end, place)
        parts.push({ kind: 'substitution', commands: this.commands.slice(from), span, quoted })
        return
      }
      case 'ArithmeticExpansion':
        if (/`|\$\(/.test(node.text.slice(3))) this.look(node, place)
        this.increment(node.pos, node.end)
        parts.push({ kind: 'arithmetic', span, quoted })
        return
      case 'BraceExpansion':
        for (const child of node.parts ?? []) this.look(child, place)
        parts.push({ kind: 'brace', span, quoted })
        return
      case 'Glob': case 'ExtendedGlob':
        if (this.holesIn(node.pos, node.end).length || this.isDynamic(node)) parts.push({ kind: 'hole', span, quoted })
        else parts.push({ kind: 'glob', value: node.type === 'Glob' ? node.value : node.text, span, quoted })
        for (const child of node.parts ?? []) this.look(child, place)
        return
    }
  }

  private isDynamic(node: SyntaxNode): boolean {
    let found = false
    forEachChild(node, child => { found ||= /Expansion|Substitution|Script/.test(child.type) || this.isDynamic(child) })
    return found
  }

  private substitution(script: ParsedScript, pos: number, end: number, place: Place): void {
    const inner: Place = { ...place, inside: [...place.inside, 'substitution'], outer: [] }
    this.nested(pos, () => this.scoped(() => {
      if (script.source === undefined) return this.parsed(script, inner)
      const outer = this.source, pieces = unescaped(outer, pos + 1, end, script.source)
      if (!pieces) return
      this.source = derive(outer, pieces)
      this.parsed(script, inner)
      this.source = outer
    }))
  }

  /** The parser scans an expansion anew at each level of nesting, so an unclosed nest would cost its length times its depth. */
  private nested(pos: number, run: () => void): void {
    if (this.nesting >= maxNesting) {
      this.errors.push({ message: 'expansions are nested too deeply', span: this.source.toFile([pos, pos + 1]) })
      return
    }
    this.nesting++
    run()
    this.nesting--
  }

  /** Substitutions in places that have no data of their own, such as arithmetic. */
  private look(node: SyntaxNode, place: Place): void { this.each(node, word => this.word(word, place), place) }

  private each(node: SyntaxNode, onWord: (word: WordNode) => void, place: Place): void {
    if (node.type === 'Word') onWord(node)
    else if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution' || node.type === 'ArithmeticCommandExpansion') {
      if (node.script) this.substitution(node.script, node.pos, node.end, place)
    } else if (node.type === 'ArithmeticExpansion' || node.type === 'ParameterExpansion') this.nested(node.pos, () => forEachChild(node, child => this.each(child, onWord, place)))
    else forEachChild(node, child => this.each(child, onWord, place))
  }

  private holesIn(pos: number, end: number): readonly Span[] {
    const { holes } = this.source
    if (holes.length === 0) return holes
    let low = 0, high = holes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (holes[middle]![1] <= pos) low = middle + 1
      else high = middle
    }
    let last = low
    while (last < holes.length && holes[last]![0] < end) last++
    return holes.slice(low, last)
  }

  /** A literal, cut at the holes in it. */
  private literal(parts: WordPart[], pos: number, end: number, value: string, quoted: Quote): void {
    const toFile = (from: number, to: number): Span => this.source.toFile([from, to]), holes = this.holesIn(pos, end)
    if (holes.length === 0) {
      parts.push({ kind: 'literal', value, span: toFile(pos, end), quoted })
      return
    }
    const raw = this.source.text.slice(pos, end), lead = raw === value ? 0 : raw.slice(1, 1 + value.length) === value ? 1 : -1
    if (lead < 0) {
      parts.push({ kind: 'hole', span: toFile(pos, end), quoted })
      return
    }
    let at = pos + lead
    const stop = at + value.length
    for (const hole of holes) {
      const from = Math.max(at, hole[0]), to = Math.min(stop, hole[1])
      if (from > at) parts.push({ kind: 'literal', value: this.source.text.slice(at, from), span: toFile(at, from), quoted })
      parts.push({ kind: 'hole', span: toFile(from, to), quoted })
      at = to
    }
    if (at < stop) parts.push({ kind: 'literal', value: this.source.text.slice(at, stop), span: toFile(at, stop), quoted })
  }
}

/** Commands whose status is an answer. */
const questions: ReadonlySet<string | null> = new Set(['[', 'test', '[[', 'grep', 'command', 'which', 'id', 'getent'])
const isQuestion = (command: Command): boolean => questions.has(command.name)
const cannotFail: ReadonlySet<string> = new Set(['echo', 'printf', 'true', ':', 'export', 'exit', 'return', 'false'])
const givesUp: ReadonlySet<string> = new Set(['true', ':', 'exit', 'return', 'false', 'echo', 'printf', 'die', 'fail', 'kill', 'continue', 'break'])

/** The name a command goes by: without the directory of a system's or a virtual environment's programs. */
function nameOf(word: Word | null | undefined): string | null {
  return word?.value ? word.value.replace(/^(?:~?\/(?:.*\/)?|(?:.*\/)?\.?v?env\/)s?bin\/(?=[^/]+$)/, '') : null
}

function assignmentOf(word: Word): Assignment {
  const name = /^\w+/.exec(word.prefix)![0], head = /^\w+\+?=/.exec(word.prefix)![0]
  // The value's own span needs the name to be written as it reads, which it is but for continuations.
  const value = word.text.startsWith(head) && word.span[1] - word.span[0] >= head.length
    ? { ...word, value: word.value?.slice(head.length) ?? null, prefix: word.prefix.slice(head.length), text: word.text.slice(head.length), span: [word.span[0] + head.length, word.span[1]] as Span, parts: word.parts.filter(part => part.kind !== 'literal') }
    : null
  return { name, append: head.endsWith('+='), value, span: word.span, nameSpan: [word.span[0], Math.min(word.span[1], word.span[0] + name.length)] }
}

const withLetters = (options: ShellOptions, letters: string): ShellOptions => ({
  ...options,
  ...letters.includes('e') ? { errexit: true } : {}, ...letters.includes('u') ? { nounset: true } : {}, ...letters.includes('x') ? { xtrace: true } : {},
})

const optionNames: ReadonlySet<string> = new Set(Object.keys(defaultOptions))

function afterSet(options: ShellOptions, words: readonly Word[]): ShellOptions {
  const next: Mutable<ShellOptions> = { ...options }
  for (let i = 0; i < words.length; i++) {
    const value = words[i]!.value
    if (value === null || value === '--' || !/^[-+][A-Za-z]/.test(value)) break
    const isOn = value.startsWith('-')
    for (const letter of value.slice(1)) {
      if (letter === 'e') next.errexit = isOn
      else if (letter === 'u') next.nounset = isOn
      else if (letter === 'x') next.xtrace = isOn
      else if (letter === 'o') {
        const name = words[++i]?.value
        if (name && optionNames.has(name)) next[name as keyof ShellOptions] = isOn
      }
    }
  }
  return next
}

/** Unclosed `${` inside of each other cost the parser the square of their number. */
function isOvernested(text: string): boolean {
  if (text.length < 1000) return false
  let depth = 0
  for (let i = text.indexOf('${'); i >= 0 && i < text.length; i++) {
    if (text[i] === '$' && text[i + 1] === '{' && ++depth > 200) return true
    if (text[i] === '}' && depth > 0) depth--
  }
  return false
}

/** So do heredocs that wait for their bodies. */
function heredocCount(text: string): number {
  let count = 0
  for (let i = text.indexOf('<<'); i >= 0; i = text.indexOf('<<', i + 2)) count++
  return count
}

const hasLiteral = (word: Word): boolean => word.parts.some(part => part.kind === 'literal')

const heredocPieces = ({ body, delimiter }: HereDoc, source: ShellSource): Piece[] =>
  scriptPieces({ ...body, type: 'Word', value: body.text, parts: delimiter?.quoted ? undefined : body.parts }, source, true)

/** The stretches of a word that make up its value, each with its place; what only run time knows is a hole. */
function scriptPieces(node: WordNode, source: ShellSource, isHeredoc = false): Piece[] {
  const pieces: Piece[] = []
  const copy = (from: number, to: number): void => {
    // A hole of the outer text stays one.
    for (const hole of source.holes) {
      if (hole[1] <= from || hole[0] >= to) continue
      if (hole[0] > from) pieces.push({ text: source.text.slice(from, hole[0]), origin: [from, hole[0]] })
      from = Math.min(to, hole[1])
      const start = Math.max(hole[0], pieces.at(-1)?.origin[1] ?? hole[0])
      pieces.push({ text: '_'.repeat(from - start), origin: [start, from], isHole: true })
    }
    if (to > from) pieces.push({ text: source.text.slice(from, to), origin: [from, to] })
  }
  const literal = (pos: number, end: number, escapable: RegExp): void => {
    let plain = pos
    for (let i = pos; i < end - 1; i++) {
      if (source.text[i] !== '\\' || !escapable.test(source.text[i + 1]!)) continue
      copy(plain, i)
      if (source.text[i + 1] !== '\n') pieces.push({ text: source.text[i + 1]!, origin: [i, i + 2] })
      plain = i + 2
      i++
    }
    copy(plain, end)
  }
  const part = (child: PartNode, isDouble: boolean): void => {
    if (child.type === 'Literal') literal(child.pos, child.end, isDouble ? /[$`"\\\n]/ : /[^]/)
    else if (child.type === 'SingleQuoted') copy(child.pos + 1, child.pos + 1 + child.value.length)
    else if (child.type === 'DoubleQuoted') for (const inner of child.parts) part(inner, true)
    else pieces.push({ text: '_'.repeat(child.end - child.pos), origin: [child.pos, child.end], isHole: child.type !== 'Glob' })
  }
  if (node.parts) for (const child of node.parts) part(child, isHeredoc)
  else if (node.value === source.text.slice(node.pos, node.end)) copy(node.pos, node.end)
  else literal(node.pos, node.end, /[^]/)
  return pieces
}

/** How a backtick script with escapes was written; null when the two do not line up. */
function unescaped(source: ShellSource, pos: number, end: number, decoded: string): Piece[] | null {
  const pieces: Piece[] = []
  let i = pos
  for (let j = 0; j < decoded.length;) {
    if (source.text[i] === '\\' && i + 1 < end && source.text[i + 1] === decoded[j] && (decoded[j] !== '\\' || source.text[i + 1] === '\\')) {
      pieces.push({ text: decoded[j]!, origin: [i, i + 2] })
      i += 2
      j++
      continue
    }
    let run = 0
    while (j + run < decoded.length && i + run < end && source.text[i + run] === decoded[j + run] && (run === 0 || source.text[i + run] !== '\\')) run++
    if (run === 0) return null
    const isHole = source.holes.some(hole => hole[0] < i + run && i < hole[1])
    pieces.push({ text: decoded.slice(j, j + run), origin: [i, i + run], isHole })
    i += run
    j += run
  }
  return pieces
}
