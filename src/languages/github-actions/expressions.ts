import type { Place } from '../../core/fact'
import { nearest } from '../../core/nearest'
import type { Segment } from '../../core/path'
import type { Span } from '../../core/span'
import { isKnown, list, Unknown, type List, type Maybe, type Plain } from '../../core/value'
import type { YamlNode, YamlScalar } from '../yaml/tree'
import { asScalar } from '../yaml/walk'
import type { ActionNode } from './action'
import { availability, contextProperties, functionArity, githubControl, statusFunctions, type Control } from './contexts'
import { checkExpression, truthOf, unchecked, type Checked, type Target } from './check'
import { constantOf, parseExpression, readTree, type Access, type Parsed, type Tree } from './expression'
import type * as facts from './facts'
import type { JobNode } from './job'
import type { Model } from './model'
import { unmatched } from './hashes'
import { Node, stringIn, textIn } from './node'
import { StepNode } from './step'
import { bareHole, holesOf, trimmed, type Hole } from './template'
import type { WorkflowNode } from './workflow'

type Sink = facts.Expression['sink']

/** Where an expression stands: the scalar, the path to it and whose it is. */
export interface Site {
  readonly scalar: YamlScalar
  readonly isKey: boolean
  readonly segments: readonly Segment[]
  readonly position: string
  readonly workflow: WorkflowNode | null
  readonly job: JobNode | null
  readonly step: StepNode | null
  readonly action: ActionNode | null
}

export class ExpressionNode extends Node implements facts.Expression {
  private readonly parsed: Parsed
  readonly source: string

  constructor(model: Model, readonly site: Site, readonly hole: Hole, readonly ordinal: number) {
    super(model, 'github-actions.Expression', site.scalar)
    this.source = hole.source.trim()
    this.parsed = hole.isClosed ? parseExpression(hole.source) : { tree: null, fault: { kind: 'syntax', message: 'the expression has no }} behind it', span: [0, hole.source.length] } }
  }

  get subject(): string { return `${(this.step ?? this.job)?.subject ?? ''}/${this.site.segments.slice(this.step ? 4 : this.job ? 2 : 0).join('.')}/${this.ordinal}` }
  get workflow(): WorkflowNode | null { return this.site.workflow }
  get job(): JobNode | null { return this.site.job }
  get step(): StepNode | null { return this.site.step }
  get action(): ActionNode | null { return this.site.action }
  get text(): string { return this.model.text.slice(...this.span) }
  get position(): string { return this.site.position }
  get key(): string { return String(this.site.segments.findLast(segment => typeof segment === 'string') ?? '') }
  get span(): Span { return this.hole.span }
  get sourceSpan(): Span { return trimmed(this.hole.source, this.hole.toFile) }
  get isWhole(): boolean { return this.hole.isWhole }
  get tree(): Tree | null { return this.parsed.tree }
  get error(): string | null { return this.parsed.fault?.message ?? null }
  get errorRepair(): string {
    const { fault } = this.parsed, text = fault ? this.hole.source.slice(...fault.span) : ''
    if (/^"[^"'\\]*"$/.test(text)) return `'${text.slice(1, -1)}'`
    return text === '=' ? '==' : text === '&' ? '&&' : text === '|' ? '||' : ''
  }
  get errorKind(): 'syntax' | 'unclosed' | 'limit' | null { return this.parsed.fault ? this.hole.isClosed ? this.parsed.fault.kind : 'unclosed' : null }
  get isAllowed(): boolean { return !this.site.isKey && availability(this.position) !== null || this.source === 'insert' }
  get constant(): Maybe<Plain> { return this.once('constant', () => this.tree ? constantOf(this.tree, this.hole.source) : new Unknown(this.source)) }
  /** What the type checker says of it. */
  get checked(): Checked {
    if (this.isBeingChecked) return unchecked
    this.isBeingChecked = true
    try {
      return this.once('checked', () => checkExpression(this))
    } finally {
      this.isBeingChecked = false
    }
  }
  private isBeingChecked = false
  get type(): facts.Expression['type'] { return this.checked.type.kind }
  get typeProblems(): List<facts.TypeProblem> { return this.once('typeProblems', () => list(this.checked.problems.map(problem => ({ ...problem, span: this.hole.toFile(problem.span) })), !this.tree)) }

  private get unmatchedArguments() { return this.once('unmatchedArguments', () => unmatched(this)) }
  get unmatchedPatterns(): List<string> { return this.unmatchedArguments.map(tree => this.hole.source.slice(...tree.span)) }

  get sink(): Sink {
    if (this.site.isKey) return 'key'
    const { position } = this, last = this.site.segments.at(-1)
    const rest = position.replace(/^jobs\.<job_id>\.steps\.|^jobs\.<job_id>\.|^runs\.steps\.|^runs\./, '')
    if (rest === 'run') return 'run'
    if (rest.startsWith('with.')) return last === 'script' && this.step?.uses?.slug === 'actions/github-script' ? 'script' : 'with'
    if (/(?:^|\.)env\./.test(rest) || rest === 'env') return 'env'
    if (/^(?:if|pre-if|post-if|snapshot\.if)$/.test(rest)) return 'if'
    if (/^(?:name|run-name)$/.test(rest)) return 'name'
    const sinks: readonly Sink[] = ['uses', 'runs-on', 'concurrency', 'environment', 'container', 'secrets', 'outputs']
    if (rest.startsWith('strategy')) return 'matrix'
    if (rest.startsWith('services')) return 'container'
    return sinks.find(sink => rest === sink || rest.startsWith(sink + '.')) ?? 'other'
  }

  private get read() { return this.once('read', () => this.tree ? readTree(this.tree) : { accesses: [], calls: [] }) }
  get contexts(): List<ContextNode> { return this.once('contexts', () => list(this.read.accesses.map(access => new ContextNode(this, access)), !this.tree)) }
  get functions(): List<facts.FunctionCall> {
    return this.once('functions', () => list(this.read.calls.map((call): facts.FunctionCall => {
      const name = call.name.toLowerCase(), arity = functionArity.get(name), offered = availability(this.position)
      const special = name === 'hashfiles' || statusFunctions.has(name), [minimum, maximum] = arity ?? [0, 255]
      const count = call.arguments.length
      return {
        name, text: call.name, isKnown: arity !== undefined, isAvailable: !special || !offered || offered.functions.has(name), count, minimum, maximum,
        hasWrongCount: arity !== undefined && (count < minimum || count > maximum || name === 'case' && count % 2 === 0),
        arguments: call.arguments.map(argument => this.hole.source.slice(...argument.span)), span: this.hole.toFile(call.nameSpan),
        suggestion: arity ? '' : nearest(call.name, functionNames) ?? '',
      }
    }), !this.tree))
  }
  get tainted(): List<ContextNode> { return this.once('tainted', () => list(this.contexts.filter(context => context.isTainted), this.contexts.open)) }
  get isTainted(): boolean { return this.tainted.length > 0 }
  get readsSecret(): boolean { return this.contexts.some(context => context.isSecret) }

  get variableName(): string {
    return this.once('variableName', () => {
      const variables = this.step?.variables ?? [], read = /^env\.(\w+)$/i.exec(this.source)?.[1]?.toLowerCase()
      const same = variables.find(variable => variable.name.toLowerCase() === read || variable.text === this.text)
      if (same) return same.name
      const context = this.tainted[0] ?? this.contexts[0], parts = (context?.access.properties ?? []).filter(part => part !== '*' && part !== 'event' && !/^\d+$/.test(part))
      const base = (parts.slice(-2).join('_') || context?.root || 'value').replace(/\W+/g, '_').replace(/^(?=\d)/, '_').toUpperCase()
      const name = /^(?:GITHUB|RUNNER)_|^(?:PATH|HOME|CI)$/.test(base) ? `VALUE_${base}` : base
      let unique = name
      for (let i = 2; variables.some(variable => variable.name === unique); i++) unique = `${name}_${i}`
      return unique
    })
  }
  get variableReference(): string | null {
    const run = this.sink === 'run' ? this.step?.run ?? null : null, name = this.variableName
    switch (run?.shellKind) {
      case 'pwsh': case 'powershell': return isInSingleQuotes(this.model.text, this.span[0]) ? null : `\${env:${name}}`
      case 'bash': case 'sh': {
        const quoted = run.quoteAt(this.span)
        return quoted === 'double' ? `\${${name}}` : quoted === null ? `"\${${name}}"` : null
      }
      default: return null
    }
  }

  protected override token(path: string): Span | null | undefined {
    if (path === '') return this.span
    if (path === 'source') return this.sourceSpan
    if (path === 'error') return this.parsed.fault ? this.hole.isClosed ? this.hole.toFile(this.parsed.fault.span) : this.span : null
    const pattern = /^unmatchedPatterns\[(\d+)\]$/.exec(path)
    if (pattern) { const tree = this.unmatchedArguments[Number(pattern[1])]; return tree ? this.hole.toFile(tree.span) : null }
    const match = /^(contexts|tainted|functions|typeProblems)\[(\d+)\]$/.exec(path)
    if (!match) return undefined
    return (match[1] === 'typeProblems' ? this.typeProblems[Number(match[2])] : match[1] === 'functions' ? this.functions[Number(match[2])] : match[1] === 'tainted' ? this.tainted[Number(match[2])] : this.contexts[Number(match[2])])?.span ?? null
  }
  protected override inherited(): Place | null { return this.place(this.span, true) }
}

const functionNames = ['contains', 'startsWith', 'endsWith', 'format', 'join', 'toJSON', 'fromJSON', 'case', 'hashFiles', 'always', 'cancelled', 'success', 'failure']

/** Is there a single quote open before a place on its line? */
const isInSingleQuotes = (text: string, at: number): boolean => (text.slice(text.lastIndexOf('\n', at - 1) + 1, at).match(/'/g)?.length ?? 0) % 2 === 1

/** A context that an expression reads. */
export class ContextNode implements facts.ContextAccess {
  private controlled: { readonly control: Control; readonly through: string | null } | null = null

  constructor(readonly expression: ExpressionNode, readonly access: Access) {}

  get name(): string { return [this.access.root, ...this.access.properties].join('.').toLowerCase() }
  get text(): string { return this.expression.hole.source.slice(...this.access.span) }
  get root(): string { return this.access.root.toLowerCase() }
  get properties(): List<string> { return this.access.properties }
  get span(): Span { return this.expression.hole.toFile(this.access.span) }
  get inFunction(): string { return this.access.call }
  get isKnown(): boolean { return contextProperties.has(this.root) }
  get isAvailable(): boolean { return availability(this.expression.position)?.contexts.has(this.root) ?? true }
  get isSecret(): boolean { return this.root === 'secrets' || this.name === 'github.token' }
  get control(): Control { return this.taint.control }
  get through(): string | null { return this.taint.through }
  get flows(): boolean { return this.access.flows }
  get isTainted(): boolean { return this.flows && this.control === 'arbitrary' }
  get exists(): Maybe<boolean> { return this.target.exists }
  get candidates(): List<string> { return this.target.candidates }

  private get taint(): { readonly control: Control; readonly through: string | null } {
    return this.controlled ??= this.computeTaint(0)
  }

  private computeTaint(depth: number): { readonly control: Control; readonly through: string | null } {
    const direct = (control: Control) => ({ control, through: null }), properties = this.access.properties.map(property => property.toLowerCase())
    switch (this.root) {
      // Printing the whole of an object prints the texts in it; anything else cannot.
      case 'github': {
        const inputs = properties[0] === 'event' && properties[1] === 'inputs'
        return inputs ? direct(this.inputControl(properties[2])) : properties.length === 0 && this.inFunction !== 'tojson' ? direct('none') : direct(githubControl(properties))
      }
      case 'inputs': return direct(this.inputControl(properties[0]))
      case 'env': {
        const variable = (this.expression.step ?? this.expression.job ?? this.expression.workflow)?.variables.find(one => one.name.toLowerCase() === properties[0])
        if (!variable || depth > 4) return direct('unknown')
        let control: Control = 'none'
        for (const expression of variable.expressions) {
          for (const context of expression.contexts as List<ContextNode>) {
            if (expression === this.expression) continue
            const inner = context.computeTaint(depth + 1)
            if (inner.control === 'arbitrary') return { control: 'arbitrary', through: inner.through ?? context.name }
            if (inner.control !== 'none') control = inner.control
          }
        }
        return direct(control)
      }
      case 'matrix': {
        const vector = this.expression.job?.matrix?.vectors.find(one => one.name.toLowerCase() === properties[0])
        return direct(vector && isKnown(vector.values) && vector.values.every(isKnown) ? 'none' : 'unknown')
      }
      case 'steps': {
        const { step, job, action } = this.expression, before = step ? step.previous : (job ?? action)?.steps ?? []
        const target = properties[1] === 'outputs' && properties[2] !== undefined ? before.find(one => one.id?.toLowerCase() === properties[0]) : undefined
        if (target?.givesTainted(properties[2]!)) return { control: 'arbitrary', through: `steps.${target.id}` }
        return direct(/^(?:outcome|conclusion|result)$/.test(properties[1] ?? '') ? 'none' : 'unknown')
      }
      case 'needs': case 'jobs': return direct(/^(?:outcome|conclusion|result)$/.test(properties[1] ?? '') ? 'none' : 'unknown')
      default: return direct(contextProperties.has(this.root) ? 'none' : 'unknown')
    }
  }

  private inputControl(name: string | undefined): Control {
    const declared = this.expression.model.inputs.filter(input => input.name.toLowerCase() === name)
    return declared.length > 0 && declared.every(input => input.type === 'boolean' || input.type === 'number' || input.type === 'choice') ? 'none' : 'input'
  }

  get suggestion(): string {
    const near = this.isKnown ? null : nearest(this.access.root, contextProperties.keys(), 2)
    return this.isKnown ? this.target.suggestion : near === null ? '' : near + this.text.slice(this.access.root.length)
  }

  private get target(): Pick<Target, 'exists' | 'candidates' | 'suggestion'> {
    return this.isKnown ? this.expression.checked.targets.get(this.access.span.join(':')) ?? { exists: new Unknown(this.text), candidates: [], suggestion: '' } : { exists: false, candidates: [], suggestion: '' }
  }
}

/** An `if`. */
export class ConditionNode extends Node implements facts.Condition {
  constructor(model: Model, value: YamlNode, key: YamlNode | null, readonly owner: JobNode | StepNode) { super(model, 'github-actions.Condition', value, key) }

  get subject(): string { return `${this.owner.subject}/if` }
  get job(): JobNode | null { return this.owner instanceof StepNode ? this.owner.job : this.owner }
  get step(): StepNode | null { return this.owner instanceof StepNode ? this.owner : null }
  get text(): string { return textIn(this.valueNode) ?? '' }
  get all(): readonly ExpressionNode[] { return this.once('all', () => this.model.expressionsIn(this.valueNode)) }
  get expression(): ExpressionNode | null { return this.all.length === 1 ? this.all[0]! : null }
  get isFenced(): boolean { return this.text.includes('${{') }
  /** Where a condition stands that YAML reads as a tag, from its `!` to the end. */
  private get taggedSpan(): Span | null {
    const scalar = asScalar(this.valueNode)
    if (!scalar?.tag?.startsWith('!') || scalar.tag.startsWith('!!')) return null
    const start = this.model.text.lastIndexOf('!', scalar.span[0]), end = Math.max(scalar.span[1], start + scalar.tag.length)
    return start < 0 || /[\r\n]/.test(this.model.text.slice(start, end)) ? null : [start, end]
  }
  get negation(): string | null { return this.taggedSpan && this.model.text.slice(...this.taggedSpan).trim() }
  get hasTextOutside(): boolean {
    if (!this.isFenced) return false
    const holes = this.all.map(one => one.hole)
    return holes.length !== 1 || !holes[0]!.isWhole || /[\r\n]$/.test(this.text) || /^\s|\s$/.test(this.text)
  }
  get contexts(): List<ContextNode> { return this.once('contexts', () => list(this.all.flatMap(one => [...one.contexts]), this.all.some(one => one.contexts.open))) }
  get functions(): List<facts.FunctionCall> { return this.once('functions', () => list(this.all.flatMap(one => [...one.functions]), this.all.some(one => one.functions.open))) }
  get hasStatusFunction(): boolean { return this.functions.some(call => statusFunctions.has(call.name)) }
  get callsAlways(): boolean { return this.functions.some(call => call.name === 'always') }
  get constant(): Maybe<Plain> { return this.hasTextOutside ? true : this.expression?.constant ?? stringIn(this.valueNode) ?? null }
  get truth(): Maybe<boolean | null> {
    if (this.hasTextOutside) return true
    const { expression } = this
    if (expression && !expression.tree) return new Unknown(this.text)
    const truth = expression?.tree ? truthOf(expression.tree, expression.hole.source) : null
    return isKnown(truth) ? truth : null
  }
  get error(): string | null { return this.all.find(one => one.error !== null)?.error ?? null }

  protected override token(path: string): Span | null | undefined {
    if (path === 'expression') return this.expression?.span ?? null
    if (path === 'negation') return this.taggedSpan
    const match = /^(contexts|functions)\[(\d+)\]$/.exec(path)
    return match ? (match[1] === 'contexts' ? this.contexts[Number(match[2])] : this.functions[Number(match[2])])?.span ?? null : undefined
  }
}

/** A variable of an `env`. */
export class VariableNode extends Node implements facts.Variable {
  constructor(model: Model, readonly name: string, value: YamlNode, key: YamlNode, parent: YamlNode, readonly level: facts.Variable['level'], readonly workflow: WorkflowNode | null, readonly job: JobNode | null, readonly step: StepNode | null) {
    super(model, 'github-actions.Variable', value, key, { node: parent, step: name })
  }

  get subject(): string { return `${(this.step ?? this.job)?.subject ?? ''}/env.${this.name}` }
  get value(): Maybe<string> { return stringIn(this.valueNode) ?? '' }
  get text(): string { return textIn(this.valueNode) ?? '' }
  get expressions(): List<ExpressionNode> { return this.once('expressions', () => list(this.model.expressionsIn(this.valueNode))) }
  get isTainted(): boolean { return this.expressions.some(expression => expression.isTainted) }
  get readsSecret(): boolean { return this.expressions.some(expression => expression.readsSecret) }
  get isUsed(): Maybe<boolean> {
    return this.once('isUsed', () => {
      const steps: readonly StepNode[] = this.step ? [this.step] : this.job ? this.job.steps : this.workflow?.jobs.flatMap(job => [...job.steps]) ?? []
      const name = this.name.toLowerCase()
      if (this.model.expressions.some(one => one.contexts.some(context => context.root === 'env' && (context.properties[0] ?? '*').toLowerCase() === name))) return true
      if (steps.some(step => step.run?.text.includes(this.name))) return true
      return steps.some(step => step.uses || step.run) ? new Unknown(this.name) : false
    })
  }
}

/** The expressions of one scalar. */
export function expressionsOf(model: Model, site: Site): ExpressionNode[] {
  const { scalar, position, isKey } = site
  // `!` begins a tag: what is left of the condition is none.
  if (scalar.tag?.startsWith('!') && !scalar.tag.startsWith('!!') && /(?:^|\.)if$/.test(position)) return []
  if (!isKey && /(?:^|\.)(?:if|pre-if|post-if)$/.test(position) && availability(position) !== null && !scalar.source.includes('${{')) {
    return scalar.span[0] === scalar.span[1] ? [] : [new ExpressionNode(model, site, bareHole(model.text, scalar), 0)]
  }
  return holesOf(model.text, scalar).map((hole, i) => new ExpressionNode(model, site, hole, i))
}

export type { Sink }
