import type { Place } from '../../core/fact'
import { nearest } from '../../core/nearest'
import type { Segment } from '../../core/path'
import type { Span } from '../../core/span'
import { isKnown, list, type List, type Maybe, type Plain, Unknown } from '../../core/value'
import { tokenOf } from '../yaml/path'
import type { YamlNode, YamlScalar } from '../yaml/tree'
import { asMap, asScalar } from '../yaml/walk'
import type { ActionNode } from './action'
import { availability, contextProperties, type Control, functionArity, statusFunctions } from './contexts'
import { type Checked, checkExpression, type Target, truthOf, unchecked } from './check'
import { isPrompt } from './agents'
import { constantOf, parseExpression, readTree, type Access, type Parsed, type Tree } from './expression'
import { namesFor, referenceTo } from './environment-fix'
import type * as facts from './facts'
import type { JobNode } from './job'
import type { Model } from './model'
import { unmatched } from './hashes'
import { Node, stringIn, textIn } from './node'
import { isOneName } from './script-flow'
import { takesOptions } from './sources'
import { StepNode } from './step'
import type { Flow, Stake } from './taint'
import { bareHole, holesOf, trimmed, type Hole } from './template'
import { asksForBot } from './untrusted'
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
  get isAllowed(): boolean { return availability(this.position) !== null || this.source === 'insert' }
  get isMisplaced(): boolean {
    const { position } = this, { isKey } = this.site
    if (isKey) return availability(position) === null || this.source === 'insert' && !this.isWhole
    if (position === 'jobs.<job_id>.steps.shell' || position === 'defaults.run.shell') return false
    // What describes an action is not evaluated and may show an example.
    return availability(position) === null && (this.site.action === null || position.startsWith('runs.'))
  }
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

  get sink(): Sink { return this.once('sink', () => this.sinkOf()) }
  private sinkOf(): Sink {
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

  get isPrompt(): boolean { return this.sink === 'with' && isPrompt(this.step, this.key) }
  get optionsOf(): string | null {
    return this.once('optionsOf', () => {
      const uses = this.sink === 'with' ? this.step?.uses ?? null : null
      return uses?.slug && takesOptions(uses.slug, this.key) && this.tainted.some(context => !isOneName(context.flow)) ? uses.text.replace(/@.*/s, '') : null
    })
  }
  get executedBy(): string | null {
    return this.once('executedBy', () => {
      const uses = this.sink === 'with' ? (this.step ?? this.job)?.uses ?? null : null
      return uses && this.model.taint.executes(uses, this.key)
    })
  }

  get variableName(): string { return (this.step?.variableNames ?? namesFor(null, [this])).get(this.text) ?? namesFor(this.step, [this]).get(this.text)! }
  get variableReference(): string | null { return referenceTo(this.variableName, this) }

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

/** A context that an expression reads. */
export class ContextNode implements facts.ContextAccess {
  constructor(readonly expression: ExpressionNode, readonly access: Access) {}

  private ownName: string | null = null
  private ownRoot: string | null = null
  get name(): string { return this.ownName ??= [this.access.root, ...this.access.properties].join('.').toLowerCase() }
  get text(): string { return this.expression.hole.source.slice(...this.access.span) }
  get root(): string { return this.ownRoot ??= this.access.root.toLowerCase() }
  get properties(): List<string> { return this.access.properties }
  get span(): Span { return this.expression.hole.toFile(this.access.span) }
  get inFunction(): string { return this.access.call }
  get isKnown(): boolean { return contextProperties.has(this.root) }
  get isAvailable(): boolean { return availability(this.expression.position)?.contexts.has(this.root) ?? true }
  get isSecret(): boolean { return this.root === 'secrets' || this.name === 'github.token' }
  get control(): Control { return this.flow.control }
  get through(): string | null { return this.flow.through ?? (this.control === 'arbitrary' && this.flow.source !== this.name ? this.flow.source ?? this.name : null) }
  get stake(): Stake | null { return this.flow.stake }
  get flows(): boolean { return this.access.flows }
  get isTainted(): boolean { return this.flows && this.control === 'arbitrary' }
  get agent(): string | null {
    const [first, second, third] = this.access.properties.map(property => property.toLowerCase()), { step, job, action, workflow } = this.expression
    if (!this.flows) return null
    if (this.root === 'steps') return second === 'outputs' && third !== undefined ? (step?.previous ?? (job ?? action)?.steps ?? []).find(one => one.id?.toLowerCase() === first)?.agent?.name ?? null : null
    if (this.root === 'needs' && second === 'outputs' && third !== undefined) return this.agentIn(job?.dependencies.find(one => one.id.toLowerCase() === first)?.expressions.filter(one => one.sink === 'outputs' && one.key.toLowerCase() === third))
    if (this.root !== 'env' || first === undefined) return null
    return this.agentIn((step ?? job ?? workflow)?.variables.find(one => one.name.toLowerCase() === first)?.expressions)
  }
  private agentIn(expressions: Iterable<facts.Expression> | undefined): string | null {
    for (const expression of expressions ?? []) if (expression !== this.expression) for (const context of expression.contexts) if (context.root === 'steps' && context.agent !== null) return context.agent
    return null
  }
  get exists(): Maybe<boolean> { return this.target.exists }
  get candidates(): List<string> { return this.target.candidates }

  get flow(): Flow { return this.expression.model.taint.of(this) }

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
  get asksForBot(): boolean { return asksForBot(this.text) }
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

/** Actions that read no variables but those of the runner, and programs that read none or only those that begin with their own name. */
const deafActions = /^(?:actions\/(?:checkout|setup-[\w-]+|cache|upload-artifact|download-artifact|upload-pages-artifact|deploy-pages)|docker\/(?:login|metadata|build-push|setup-buildx|setup-qemu)-action)$/
const deafPrograms = /^(?:echo|printf|cd|mkdir|cp|mv|rm|ls|cat|touch|tar|zip|unzip|sleep|true|exit|test|\[|docker|kubectl)$/

/** All that the step runs is known, and none of it reads the variable. */
function isTransparent(step: StepNode, name: string): boolean {
  if (/^(?:CI|PATH|HOME|TZ|LANG|LC_|DEBUG|FORCE_|NO_COLOR|ACTIONS_|RUNNER_|GITHUB_|GH_|INPUT_|DOCKER|BUILDX|BUILDKIT|COMPOSE|KUBE|NODE_|HTTPS?_|SOURCE_DATE)/i.test(name)) return false
  if (step.uses) return deafActions.test(step.uses.slug ?? '')
  return step.run !== null && !step.run.commands.open && step.run.commands.every(command => isKnown(command.name) && deafPrograms.test(command.name) && !command.words.some(word => isKnown(word) && word === 'compose'))
}

/** A variable of an `env`. */
export class VariableNode extends Node implements facts.Variable {
  constructor(model: Model, readonly name: string, value: YamlNode, key: YamlNode, parent: YamlNode, readonly level: facts.Variable['level'], readonly workflow: WorkflowNode | null, readonly job: JobNode | null, readonly step: StepNode | null) {
    super(model, 'github-actions.Variable', value, key, { node: parent, step: name })
  }

  get subject(): string { return `${(this.step ?? this.job)?.subject ?? ''}/env.${this.name}` }
  protected override token(path: string): Span | null | undefined { return path === 'name' ? tokenOf(this.keyNode, null, this.model.text) : undefined }
  get isAlone(): boolean { return asMap(this.parent!.node)?.pairs.length === 1 }
  get value(): Maybe<string> { return stringIn(this.valueNode) ?? '' }
  get text(): string { return textIn(this.valueNode) ?? '' }
  get expressions(): List<ExpressionNode> { return this.once('expressions', () => list(this.model.expressionsIn(this.valueNode))) }
  get isTainted(): boolean { return this.model.taint.ofVariable(this).control === 'arbitrary' }
  get readsSecret(): boolean { return this.expressions.some(expression => expression.readsSecret) }
  get holdsSecret(): boolean { return this.expressions.some(expression => expression.contexts.some(context => context.isSecret && context.flows)) }
  get isUsed(): Maybe<boolean> {
    return this.once('isUsed', () => {
      const steps: readonly StepNode[] = this.step ? [this.step] : this.job ? this.job.steps : this.workflow?.jobs.flatMap(job => [...job.steps]) ?? []
      const name = this.name.toLowerCase()
      if (this.model.environmentNames.has(name)) return true
      if (steps.some(step => step.run?.text.includes(this.name))) return true
      return steps.every(step => isTransparent(step, this.name)) ? false : new Unknown(this.name)
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
