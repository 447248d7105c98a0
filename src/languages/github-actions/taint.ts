import { Kept, outsideReads, readOutside } from '../../core/outside'
import { isKnown } from '../../core/value'
import { asMap, entries, entry } from '../yaml/walk'
import type { YamlNode } from '../yaml/tree'
import type { ActionNode } from './action'
import { contextProperties, githubControl, type Control } from './contexts'
import { actionIn, workflowAt, type Carried, type Pass } from './exports'
import type { ContextNode, ExpressionNode, VariableNode } from './expressions'
import type { JobNode } from './job'
import type { Model } from './model'
import { textIn } from './node'
import { resolveLocal } from './reader'
import { ScriptFlow } from './script-flow'
import { actionOutput, authorizers, carriers, exposing, isOneLine, runsInputOf } from './sources'
import type { RunNode, StepNode, UsesNode } from './step'
import type { WorkflowNode } from './workflow'

/** What a stranger who writes a text gets by it: a run with secrets, one without, whatever the caller of this file has. */
export type Stake = 'secrets' | 'run' | 'caller'

/** What is known of a value: how much of it strangers choose, and what it is made of. */
export interface Flow {
  readonly control: Control
  /** What passes it on; null where it is read directly. */
  readonly through: string | null
  /** The context that the text comes from; null where it comes from files or an action. */
  readonly source: string | null
  readonly stake: Stake | null
  /** It may have several lines. */
  readonly hasLines: boolean
  /** Inputs of this file that go into it, in lower case. */
  readonly inputs: readonly string[]
}

export const nothing: Flow = { control: 'none', through: null, source: null, stake: null, hasLines: false, inputs: [] }
const unknown: Flow = { ...nothing, control: 'unknown' }
const rank: Readonly<Record<Control, number>> = { none: 0, structured: 1, unknown: 2, input: 3, arbitrary: 4 }
const stakes: Readonly<Record<Stake, number>> = { run: 0, caller: 1, secrets: 2 }

/** What is known of a value into which several others go. */
export function joined(flows: Iterable<Flow>): Flow {
  let worst = nothing, inputs: readonly string[] = [], hasLines = false
  for (const flow of flows) {
    if (rank[flow.control] > rank[worst.control] || flow.control === 'arbitrary' && worst.control === 'arbitrary' && stakes[flow.stake ?? 'run'] > stakes[worst.stake ?? 'run']) worst = flow
    if (flow.inputs.length > 0) inputs = inputs.length === 0 ? flow.inputs : [...new Set([...inputs, ...flow.inputs])]
    hasLines ||= flow.control === 'arbitrary' && flow.hasLines
  }
  return worst.inputs === inputs && worst.hasLines === hasLines ? worst : { ...worst, inputs, hasLines }
}

/** What a script writes is not known where no stranger's text and no input goes into it. */
const told = (flow: Flow): Flow => flow.control === 'arbitrary' || flow.control === 'input' ? flow : unknown

const through = (flow: Flow, name: string): Flow => flow.control === 'arbitrary' ? { ...flow, through: flow.through ?? name } : flow

export interface Site { readonly workflow: WorkflowNode | null; readonly job: JobNode | null; readonly step: StepNode | null; readonly action: ActionNode | null }

/** A step as a place. */
export const siteOf = (step: StepNode): Site => ({ workflow: step.workflow, job: step.job, step, action: step.action })

/** Events that a condition leaves, where it is a plain comparison with them. */
function eventsOf(condition: string): readonly string[] | null {
  if (!condition.includes('github.event_name') || condition.includes('!=') || /\|\|/.test(condition) && /&&/.test(condition)) return null
  const found = [...condition.matchAll(/github\.event_name\s*==\s*'(\w+)'/g)].map(match => match[1]!)
  return found.length > 0 && (found.length === 1 && !condition.includes('||') || condition.split('||').length === found.length) ? found : null
}

/** A condition lets only people of the repository, or only its own branches, come further. */
const trusted = /author_association\s*==\s*'(?:OWNER|MEMBER|COLLABORATOR)'|contains\(\s*fromJSON\([^)]*(?:OWNER|MEMBER|COLLABORATOR)[^)]*\)\s*,\s*github\.event\.\w+\.author_association|head\.repo\.full_name\s*==\s*github\.repository|github\.repository\s*==\s*github\.event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\.full_name|head_repository\.full_name\s*==\s*github\.repository|head\.repo\.fork\s*==\s*false|(?:!|false\s*==\s*)github\.event\.pull_request\.head\.repo\.fork|(?:comment|review|issue|sender)(?:\.user)?\.login\s*==\s*'|github\.(?:triggering_)?actor\s*==\s*'(?!dependabot|renovate)/i

/**
 * Follows what strangers write, and what callers pass, through one file: variables, `GITHUB_ENV`, outputs of steps and jobs, the matrix, actions and workflows of the repository.
 * One that does not ask others stays within the file; it is for what the file exports.
 */
export class Taint {
  private readonly contexts = new Map<ContextNode, Kept<Flow>>()
  private readonly expressions = new Map<ExpressionNode, Kept<Flow>>()
  private readonly variables = new Map<VariableNode, Kept<Flow>>()
  private readonly runs = new Map<RunNode, Kept<ScriptFlow>>()
  private readonly busy = new Set<object | string>()
  private readonly outputs = new Map<StepNode, Map<string, Kept<Flow>>>()
  private readonly environments = new Map<object, { next: number; isOutside: boolean; readonly written: Map<string, { readonly index: number; readonly flow: Flow }[]> }>()
  private readonly exposures = new Map<object, { readonly events: readonly string[] | null; readonly isGuarded: boolean }>()

  constructor(readonly model: Model, private readonly asks = true) {}

  /** Nothing where it is being found out already. */
  private guarded(key: object | string, compute: () => Flow): Flow {
    if (this.busy.has(key) || this.busy.size > 200) return unknown
    this.busy.add(key)
    try { return compute() } finally { this.busy.delete(key) }
  }

  of(context: ContextNode): Flow {
    const known = this.contexts.get(context)
    if (known) return known.take()
    if (this.busy.has(context)) return unknown
    const flow = new Kept(() => this.guarded(context, () => this.contextFlow(context)))
    this.contexts.set(context, flow)
    return flow.take()
  }

  /** What an expression says. */
  ofExpression(expression: ExpressionNode): Flow {
    const known = this.expressions.get(expression)
    if (known) return known.take()
    const isSettled = this.busy.size === 0, flow = new Kept(() => this.expressionFlow(expression))
    if (isSettled) this.expressions.set(expression, flow)
    return flow.take()
  }
  private expressionFlow(expression: ExpressionNode): Flow {
    const { type } = expression
    if (type === 'boolean' || type === 'number' || type === 'null') return nothing
    return joined(expression.contexts.filter(context => context.flows).map(context => { const flow = this.of(context as ContextNode); return flow.control === 'arbitrary' ? { ...flow, through: flow.through ?? context.name } : flow }))
  }
  ofExpressions(expressions: Iterable<ExpressionNode>): Flow { return joined([...expressions].map(one => this.ofExpression(one))) }
  private ofNode(node: YamlNode | null): Flow { return this.ofExpressions(this.model.expressionsIn(node)) }

  ofVariable(variable: VariableNode): Flow {
    const known = this.variables.get(variable)
    if (known) return known.take()
    const flow = new Kept(() => this.guarded(variable, () => this.ofExpressions(variable.expressions as Iterable<ExpressionNode>)))
    if (this.busy.size === 0) this.variables.set(variable, flow)
    return flow.take()
  }

  /** The text of a context that a stranger writes, at a place. */
  source(name: string, site: Site): Flow {
    const control = githubControl(name.split('.').slice(1))
    return control === 'none' || control === 'structured' || site.action && site.action.form !== 'composite' ? { ...nothing, control: site.action && site.action.form !== 'composite' ? 'none' : control } : { ...nothing, control, source: name, stake: this.stakeOf(name, site), hasLines: !isOneLine(name) }
  }
  /** Files that a stranger has brought, or what GitHub's API tells of them. */
  foreign(site: Site, isApi = false): Flow { return { ...nothing, control: 'arbitrary', hasLines: true, stake: isApi ? this.stakeOfApi(site) : site.workflow?.isOnlyReusable ? 'caller' : 'secrets' } }

  private readonly authorized = new Map<object, number>()
  /** An earlier step of the job asks who started the run. */
  private isAuthorized(step: StepNode): boolean {
    if (!step.job) return false
    let first = this.authorized.get(step.job)
    if (first === undefined) this.authorized.set(step.job, first = step.job.steps.findIndex(one => authorizers.test(one.uses?.slug ?? '') || one.uses?.slug === 'actions/github-script' && /getCollaboratorPermissionLevel|getMembershipForUser/.test(textIn(entry(one.child('with'), 'script')?.value ?? null) ?? '')))
    return first >= 0 && first < step.index
  }

  private exposure(owner: JobNode | StepNode): { readonly events: readonly string[] | null; readonly isGuarded: boolean } {
    let found = this.exposures.get(owner)
    if (!found) {
      const above = 'job' in owner && owner.job ? this.exposure(owner.job) : { events: null, isGuarded: false }, text = owner.condition?.text ?? ''
      found = { events: eventsOf(text) ?? above.events, isGuarded: above.isGuarded || trusted.test(text) && !text.includes('||') || 'job' in owner && this.isAuthorized(owner as StepNode) }
      this.exposures.set(owner, found)
    }
    return found
  }
  private eventsAt({ workflow, job, step }: Site): { readonly events: readonly string[]; readonly isGuarded: boolean } {
    const owner = step ?? job, { events, isGuarded } = owner ? this.exposure(owner) : { events: null, isGuarded: false }, all = [...workflow?.events ?? []]
    return { events: events ? all.filter(event => events.includes(event)) : all, isGuarded }
  }
  private stakeOf(name: string, site: Site): Stake {
    const { workflow } = site
    if (!workflow || workflow.isOnlyReusable) return 'caller'
    const { events, isGuarded } = this.eventsAt(site)
    if (isGuarded) return 'run'
    const carrying = carriers(name), relevant = carrying ? events.filter(event => carrying.includes(event)) : events
    if (relevant.length === 0 && workflow.isReusable) return 'caller'
    const exposes = (event: string): boolean => event === 'workflow_run' ? !workflow.triggers.some(trigger => trigger.event === event && trigger.branches !== null)
      : exposing.has(event) || (event === 'pull_request_review' || event === 'pull_request_review_comment') && /^github\.event(?:$|\.(?:review|comment)\b)|^github$/.test(name)
    return relevant.some(exposes) ? 'secrets' : 'run'
  }
  private stakeOfApi(site: Site): Stake {
    if (!site.workflow || site.workflow.isOnlyReusable) return 'caller'
    const { events, isGuarded } = this.eventsAt(site)
    return !isGuarded && events.some(event => exposing.has(event) || event === 'workflow_dispatch' || event === 'schedule') ? 'secrets' : 'run'
  }

  private contextFlow(context: ContextNode): Flow {
    const { expression } = context, properties = context.access.properties.map(property => property.toLowerCase()), [first, second, third] = properties
    switch (context.root) {
      case 'github': {
        if (first === 'event' && second === 'inputs') return this.input(third)
        // Printing the whole of an object prints the texts in it; anything else cannot.
        if (properties.length === 0 && context.inFunction !== 'tojson') return nothing
        return this.source(context.name, expression)
      }
      case 'inputs': return this.input(first)
      case 'env': return first === undefined || first === '*' ? unknown : this.ofEnvironment(first, expression)
      case 'matrix': return this.ofMatrix(first, expression)
      case 'steps': {
        if (second !== 'outputs' || third === undefined) return /^(?:outcome|conclusion)$/.test(second ?? '') ? nothing : unknown
        const { step, job, action } = expression, before = step ? step.previous : (job ?? action)?.steps ?? []
        const target = before.findLast(one => one.id?.toLowerCase() === first) as StepNode | undefined
        return target ? this.ofOutput(target, third) : unknown
      }
      case 'needs': case 'jobs': {
        if (second !== 'outputs' || third === undefined) return second === 'result' ? nothing : unknown
        const target = expression.workflow?.jobs.find(one => one.id.toLowerCase() === first)
        return target ? through(this.ofJobOutput(target, third), context.name) : unknown
      }
      default: return contextProperties.has(context.root) ? nothing : unknown
    }
  }

  private input(name: string | undefined): Flow {
    const declared = this.model.inputs.filter(input => input.name.toLowerCase() === name)
    return declared.length > 0 && declared.every(input => input.type === 'boolean' || input.type === 'number' || input.type === 'choice') ? nothing : { ...nothing, control: 'input', inputs: name === undefined || name === '*' ? [] : [name] }
  }

  private ofMatrix(name: string | undefined, { job }: ExpressionNode): Flow {
    const matrix = job?.matrix
    if (!matrix || name === undefined) return unknown
    const vector = matrix.vectors.find(one => one.name.toLowerCase() === name)
    if (vector && isKnown(vector.values) && vector.values.every(isKnown)) return nothing
    const written = job!.expressions.filter(one => one.sink === 'matrix' && (one.site.segments[4] === undefined || String(one.site.segments[4]).toLowerCase() === name || one.site.segments[4] === 'include'))
    const flow = this.guarded(`matrix ${job!.id} ${name}`, () => this.ofExpressions(written))
    return flow.control === 'arbitrary' ? through(flow, `matrix.${name}`) : unknown
  }

  /** A variable in force at a place: the step's own, then what earlier steps wrote, then the job's and the workflow's. */
  ofEnvironment(name: string, site: Site): Flow {
    const { step, job, workflow } = site, lower = name.toLowerCase()
    const own = step?.ownVariables.find(one => one.name.toLowerCase() === lower)
    if (own) return through(this.ofVariable(own), `env.${own.name}`)
    const written = step && this.writtenBefore(step, lower)
    if (written) return through(written, `env.${name}`)
    const above = (job ?? workflow)?.variables.find(one => one.name.toLowerCase() === lower) as VariableNode | undefined
    return above ? this.ofVariable(above) : unknown
  }

  /** What earlier steps of the job wrote to `GITHUB_ENV` under a name. */
  private writtenBefore(step: StepNode, lower: string): Flow | null {
    const written = this.environment(step).get(lower)
    const last = written?.findLast(one => one.index < step.index)
    return last ? told(last.flow) : null
  }
  /** An earlier step wrote a stranger's text, or a caller's, to `GITHUB_ENV`. */
  hasWritten(step: StepNode): boolean { return this.environment(step).size > 0 }
  private environment(step: StepNode): ReadonlyMap<string, readonly { readonly index: number; readonly flow: Flow }[]> {
    const owner = step.job ?? step.action ?? step
    let state = this.environments.get(owner)
    if (!state) this.environments.set(owner, state = { next: 0, isOutside: false, written: new Map() })
    if (state.isOutside) readOutside()
    const steps = (step.job ?? step.action)?.steps ?? [], reads = outsideReads()
    while (state.next < step.index && state.next < steps.length) {
      const one = steps[state.next++]!
      if (!one.run?.text.includes('GITHUB_ENV') && !one.run?.text.includes('::set-env')) continue
      for (const { file, name, flow } of this.ofRun(one.run).writes) {
        if (file !== 'GITHUB_ENV' || name === null) continue
        const entry = { index: one.index, flow }, list = state.written.get(name.toLowerCase())
        if (!list && flow.control !== 'arbitrary' && flow.control !== 'input') continue
        if (list) list.push(entry)
        else state.written.set(name.toLowerCase(), [entry])
      }
    }
    if (outsideReads() !== reads) state.isOutside = true
    return state.written
  }

  ofRun(run: RunNode): ScriptFlow {
    const known = this.runs.get(run)
    if (known) return known.take()
    const flow = new ScriptFlow(this, run)
    // What asks for it while it is read gets what is read so far.
    this.runs.set(run, new Kept(() => flow))
    this.runs.set(run, new Kept(() => { flow.read(); return flow }))
    return flow
  }

  /** Have strangers brought files before a step? What is exported says nothing of it. */
  hasStrangersFiles(step: StepNode): boolean { return this.asks && step.hasStrangersFiles }
  /** Does a script bring such files itself? */
  bringsStrangersFiles(step: StepNode): boolean { return this.asks && (step.strangersCode !== null || step.foreignArtifact !== null) }

  ofOutput(step: StepNode, name: string): Flow {
    const lower = name.toLowerCase()
    let known = this.outputs.get(step)
    if (!known) this.outputs.set(step, known = new Map())
    let flow = known.get(lower)?.take()
    if (!flow) {
      if (this.busy.has(step)) return unknown
      const kept = new Kept(() => {
        const found = this.guarded(step, () => this.outputFlow(step, lower))
        return found.control === 'arbitrary' ? { ...found, through: `steps.${step.id}` } : found
      })
      known.set(lower, kept)
      flow = kept.take()
    }
    return flow
  }
  private outputFlow(step: StepNode, name: string): Flow {
    const { run, uses } = step
    if (run) {
      const written = this.ofRun(run).writes.filter(one => one.file === 'GITHUB_OUTPUT' && (one.name === null ? one.flow.control === 'arbitrary' : one.name.toLowerCase() === name))
      return told(joined(written.map(one => one.flow)))
    }
    if (!uses) return unknown
    if (uses.form === 'local') return this.ofCall(actionIn, uses, name, input => this.ofArgument(step.child('with'), input), step)
    if (uses.slug === 'actions/github-script') return this.ofGithubScript(step, name)
    const known = actionOutput(step, name)
    if (!known) return /(?:^|\/)[\w-]*read-file[\w-]*$/.test(uses.slug ?? '') && this.hasStrangersFiles(step) ? this.foreign(siteOf(step)) : unknown
    if (!known.from) return this.foreignOf(step, known.isApi, uses.slug ?? '')
    const { from } = known
    return joined([...entries(step.child('with'))].filter(pair => from.test(pair.name ?? '')).map(pair => this.ofNode(pair.value)))
  }
  /** Outputs of actions that read the event have its stake. */
  private foreignOf(step: StepNode, isApi: boolean, slug: string): Flow {
    if (isApi) return this.foreign(siteOf(step), true)
    return { ...this.foreign(siteOf(step)), stake: this.stakeOf('github.event', siteOf(step)), hasLines: !/branch|refs/.test(slug) }
  }
  private ofGithubScript(step: StepNode, name: string): Flow {
    const script = textIn(entry(step.child('with'), 'script')?.value ?? null) ?? ''
    const written = name === 'result' ? [...script.matchAll(/\breturn\b([^;\n]*)/g)].map(match => match[1]!) : [...script.matchAll(/setOutput\(\s*['"`]([\w-]+)['"`]\s*,([^;\n]*)/g)].filter(match => match[1]!.toLowerCase() === name).map(match => match[2]!)
    const found = written.some(text => text.split(/\b(?:includes|startsWith|endsWith|test|match|indexOf)\(|[=!]==|\?/).length === 1 && /\b(?:title|body|head\.ref|head_ref|head_branch|label|message)\b\W*$|\b(?:comment|issue|pull_request|review)\.(?:title|body)\b/.test(text.replace(/\.(?:trim|toLowerCase|toString)\(\)/g, '')) && /context\.payload|\bdata\b|\b(?:pr|pull|pullRequest|issue|comment)\.|process\.env/.test(text))
    return found ? { ...this.foreign(siteOf(step)), stake: this.stakeOf('github.event', siteOf(step)) } : unknown
  }

  ofJobOutput(job: JobNode, name: string): Flow {
    if (job.uses) return job.uses.form === 'local-reusable' ? this.ofCall(workflowAt, job.uses, name, input => this.ofArgument(job.child('with'), input), job) : unknown
    const node = [...entries(job.child('outputs'))].find(pair => pair.name?.toLowerCase() === name.toLowerCase())?.value ?? null
    return node ? this.guarded(`output ${job.id} ${name}`, () => this.ofNode(node)) : unknown
  }
  private ofArgument(node: YamlNode | null, input: string): Flow { return this.ofNode([...entries(node)].find(pair => pair.name?.toLowerCase() === input.toLowerCase())?.value ?? null) }

  /** What an action or workflow of the repository gives back. */
  private ofCall(key: typeof actionIn | typeof workflowAt, uses: UsesNode, output: string, argument: (input: string) => Flow, owner: StepNode | JobNode): Flow {
    if (!this.asks) return unknown
    const path = resolveLocal(this.model.path, uses.subpath ?? ''), found = path === null ? [] : this.model.environment.find<{ readonly outputFlows: ReadonlyMap<string, Carried> }>(key(path))
    const carried = isKnown(found) ? found[0]?.outputFlows.get(output.toLowerCase()) : undefined
    if (!carried) return unknown
    const site: Site = { workflow: owner.workflow, job: 'steps' in owner ? owner : owner.job, step: 'steps' in owner ? null : owner, action: 'steps' in owner ? null : owner.action }
    return joined([...carried.inputs.map(argument), ...carried.source === null ? [] : [carried.source.startsWith('github.') ? this.source(carried.source, site) : { ...this.foreign(site), stake: this.stakeOf('github.event', site) }]])
  }

  /** What runs the value of an input of a call: the action's or workflow's name; null where nothing is known to. */
  executes(uses: UsesNode, input: string): string | null {
    if (uses.slug !== null && runsInputOf(uses.slug, input)) return uses.text.replace(/@.*/s, '')
    if (!this.asks || uses.form !== 'local' && uses.form !== 'local-reusable') return null
    const path = resolveLocal(this.model.path, uses.subpath ?? '')
    return path !== null && this.injects(uses.form === 'local' ? 'action' : 'workflow', path, input.toLowerCase(), 0) ? uses.text.trim() : null
  }
  private injects(kind: 'action' | 'workflow', path: string, input: string, depth: number): boolean {
    const found = kind === 'action' ? this.model.environment.find(actionIn(path)) : this.model.environment.find(workflowAt(path)), summary = isKnown(found) ? found[0] : undefined
    if (!summary || depth > 4) return false
    return summary.injectedInputs.some(name => name.toLowerCase() === input) || summary.passes.some(pass => pass.inputs.includes(input) && this.injects(pass.kind, pass.path, pass.to, depth + 1))
  }
}

/** What goes into the outputs and scripts of a file that others call, without a look at any other file. */
export function carriedBy(model: Model): { readonly outputFlows: ReadonlyMap<string, Carried>; readonly injectedInputs: readonly string[]; readonly passes: readonly Pass[] } {
  const taint = new Taint(model, false), { workflow, action } = model
  const outputFlows = new Map<string, Carried>(), injected = new Set<string>(), passes: Pass[] = []
  if (!action && !workflow?.isReusable) return { outputFlows, injectedInputs: [], passes }
  for (const pair of entries(action ? action.child('outputs') : entry(asMap(entry(workflow?.child('on') ?? null, 'workflow_call')?.value ?? null), 'outputs')?.value ?? null)) {
    const flow = taint.ofExpressions(model.expressionsIn(entry(pair.value, 'value')?.value ?? null))
    if (pair.name !== null && (flow.inputs.length > 0 || flow.control === 'arbitrary')) outputFlows.set(pair.name.toLowerCase(), { inputs: flow.inputs, source: flow.control === 'arbitrary' ? flow.source ?? 'files' : null })
  }
  for (const step of action ? action.steps : workflow?.jobs.flatMap(job => [...job.steps]) ?? []) {
    for (const expression of step.expressions) if (expression.sink === 'run' || expression.sink === 'script') for (const input of taint.ofExpression(expression).inputs) injected.add(input)
    pass('action', step.uses, step.child('with'))
  }
  for (const job of workflow?.jobs ?? []) pass('workflow', job.uses, job.child('with'))
  return { outputFlows, injectedInputs: [...injected], passes }

  function pass(kind: 'action' | 'workflow', uses: UsesNode | null, node: YamlNode | null): void {
    if (uses?.form !== 'local' && uses?.form !== 'local-reusable') {
      if (uses?.slug) for (const pair of entries(node)) if (runsInputOf(uses.slug, pair.name ?? '')) for (const input of taint.ofExpressions(model.expressionsIn(pair.value)).inputs) injected.add(input)
      return
    }
    const path = resolveLocal(model.path, uses.subpath ?? '')
    if (path !== null) for (const pair of entries(node)) {
      const { inputs } = taint.ofExpressions(model.expressionsIn(pair.value))
      if (pair.name !== null && inputs.length > 0) passes.push({ kind, path, to: pair.name.toLowerCase(), inputs })
    }
  }
}
