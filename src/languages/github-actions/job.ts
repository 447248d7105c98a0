import type { Place } from '../../core/fact'
import type { Segment } from '../../core/path'
import type { Span } from '../../core/span'
import { deepEqual } from '../../core/equal'
import { nearest } from '../../core/nearest'
import { dictionary, isKnown, list, Unknown, type Dictionary, type List, type Maybe, type Plain } from '../../core/value'
import { tokenOf } from '../yaml/path'
import type { YamlNode, YamlPair } from '../yaml/tree'
import { asMap, asScalar, asSequence, entries, entry, resolve } from '../yaml/walk'
import { isDeployName } from '../shell/activities'
import { type Build, buildsOf, deployedImagesIn, type DeploymentNode, deploymentOf, rebuildIn, wordsOf } from './deployment'
import { chainOf, exceeded, isTooDeep, mismatched } from './calls'
import { workflowAt, type WorkflowSummary } from './exports'
import { declaredFor, isDeclared } from './declared'
import { ConditionNode, VariableNode, type ExpressionNode } from './expressions'
import type * as facts from './facts'
import { firstRefresh } from './gh'
import { imageIn } from './image'
import { booleanIn, dictionaryIn, isDynamic, Node, numberIn, plainIn, stringIn, stringsIn, textIn } from './node'
import { leastOf, missingOf, needsOfJob } from './permissions'
import { resolveLocal } from './reader'
import { sendsBack } from './release'
import { isHostedLabel, isHostedMachine, looksHosted, presetLabels, retirementOf } from './runners'
import { argumentsIn, stepsIn, UsesNode, type RunNode, type StepNode } from './step'
import { guardsOfJob } from './untrusted'
import { concurrencyIn, permissionsIn, variablesIn, type ConcurrencyNode, type PermissionsNode, type WorkflowNode } from './workflow'

export class JobNode extends Node implements facts.Job {
  constructor(readonly workflow: WorkflowNode, readonly id: string, pair: YamlPair, parent: YamlNode, readonly index: number) {
    super(workflow.model, 'github-actions.Job', pair.value, pair.key, { node: parent, step: id })
  }

  get subject(): string { return `jobs.${this.id}` }
  get name(): Maybe<string | null> { return stringIn(this.get('name')) }
  get needs(): List<Maybe<string>> { return this.once('needs', () => stringsIn(this.get('needs'), this.model.text) ?? []) }
  get dependencies(): List<JobNode> {
    return this.once('dependencies', () => list(this.needs.flatMap(need => this.workflow.jobs.find(job => isKnown(need) && job.id.toLowerCase() === need.toLowerCase()) ?? []), this.needs.open || this.needs.some(need => !isKnown(need))))
  }
  get ancestors(): List<JobNode> {
    return this.once('ancestors', () => {
      const found = new Set<JobNode>(), stack = [...this.dependencies]
      let open = this.dependencies.open === true
      for (let job = stack.pop(); job; job = stack.pop()) {
        if (found.has(job)) continue
        found.add(job)
        open ||= job.dependencies.open === true
        stack.push(...job.dependencies)
      }
      return list(this.workflow.jobs.filter(job => found.has(job)), open)
    })
  }
  get dependents(): List<JobNode> { return this.once('dependents', () => list(this.workflow.jobs.filter(job => job.dependencies.includes(this)), this.workflow.jobs.open)) }
  get unknownNeeds(): List<string> {
    return this.once('unknownNeeds', () => this.workflow.jobs.open ? [] : this.needs.filter(isKnown).filter(need => !this.workflow.jobs.some(job => job.id.toLowerCase() === need.toLowerCase())))
  }
  get isInCycle(): boolean { return this.ancestors.includes(this) }
  /** All its labels are GitHub's, whatever the workspace says of others. */
  get isSurelyHosted(): boolean { return !this.runner.resolved.open && this.runner.group === null && this.runner.resolved.every(label => isHostedMachine(label)) }
  get runner(): facts.Runner { return this.once('runner', () => runnerOf(this, this.get('runs-on'))) }
  get timeoutMinutes(): Maybe<number | null> { return numberIn(this.get('timeout-minutes')) }
  get ownPermissions(): PermissionsNode | null { return this.once('ownPermissions', () => permissionsIn(this.workflow, this, this.valueNode)) }
  get permissions(): PermissionsNode | null { return this.ownPermissions ?? this.workflow.permissions }
  get hasOwnPermissions(): boolean { return this.ownPermissions !== null }
  get environment(): EnvironmentNode | null {
    return this.once('environment', () => {
      const pair = entry(this.valueNode, 'environment')
      return pair && (textIn(pair.value) !== null || asMap(pair.value)) ? new EnvironmentNode(this, pair) : null
    })
  }
  get concurrency(): ConcurrencyNode | null { return this.once('concurrency', () => concurrencyIn(this.workflow, this, this.valueNode)) }
  get matrix(): MatrixNode | null {
    return this.once('matrix', () => {
      const pair = entry(this.get('strategy'), 'matrix')
      return pair && (asMap(pair.value) || textIn(pair.value) !== null) ? new MatrixNode(this, pair) : null
    })
  }
  get hasUnknownMatrix(): boolean { return isDynamic(this.get('strategy')) || isDynamic(this.valueNode) }
  get failFast(): Maybe<boolean> { return booleanIn(this.get('strategy', 'fail-fast'), true) }
  get container(): ContainerNode | null {
    return this.once('container', () => {
      const pair = entry(this.valueNode, 'container')
      return pair && (textIn(pair.value) !== null || asMap(pair.value)) ? new ContainerNode(this, null, pair, asMap(this.valueNode)!) : null
    })
  }
  get services(): List<ContainerNode> {
    return this.once('services', () => {
      const node = this.get('services'), map = asMap(node)
      return list([...entries(node)].flatMap(pair => pair.name === null || !map ? [] : [new ContainerNode(this, pair.name, pair, map)]), isDynamic(node))
    })
  }
  /** Index of the last step that talks to the remote repository by git; -1 where none does. */
  get lastGitStep(): number { return this.once('lastGitStep', () => this.steps.findLastIndex(step => step.usesRemote)) }
  /** Where a step first fetches the list of packages of the system. */
  get firstRefresh(): { readonly step: number; readonly command: number } | null { return this.once('firstRefresh', () => firstRefresh(this.steps)) }
  get steps(): List<StepNode> { return this.once('steps', () => stepsIn(this.model, this.get('steps'), this, null)) }
  get runs(): List<RunNode> { return this.once('runs', () => list(this.steps.flatMap(step => step.run ?? []), this.steps.open)) }
  get condition(): ConditionNode | null {
    return this.once('condition', () => {
      const pair = entry(this.valueNode, 'if')
      return pair && (textIn(pair.value) !== null || asScalar(pair.value)?.tag?.startsWith('!')) ? new ConditionNode(this.model, pair.value, pair.key, this) : null
    })
  }
  get uses(): UsesNode | null {
    return this.once('uses', () => {
      const pair = entry(this.valueNode, 'uses')
      return pair && textIn(pair.value) !== null ? new UsesNode(this.model, pair, this, null) : null
    })
  }
  get calls(): Maybe<WorkflowSummary | null> {
    return this.once('calls', () => {
      const { uses } = this
      if (!uses) return null
      if (uses.form !== 'local-reusable') return new Unknown(uses.text)
      const path = resolveLocal(this.path, uses.text.replace(/^[.$]\//, ''))
      const found = path === null ? [] : this.model.environment.find(workflowAt(path))
      return isKnown(found) ? found[0] ?? null : found
    })
  }
  get callChain(): List<string> { return this.once('callChain', () => this.chain.files) }
  private get chain() { return this.once('chain', () => chainOf(this)) }
  get callsInCircle(): boolean { return this.chain.isCircle }
  get callsTooDeep(): boolean { return isTooDeep(this.chain) }
  get exceededPermissions(): Maybe<List<facts.ExceededPermission>> { return this.once('exceededPermissions', () => exceeded(this)) }
  get mismatchedArguments(): Maybe<List<facts.MismatchedArgument>> { return this.once('mismatchedArguments', () => mismatched(this)) }
  get lostVariables(): List<string> {
    return this.once('lostVariables', () => {
      const calls = this.uses && isKnown(this.calls) ? this.calls : null
      return calls ? this.workflow.variables.map(variable => variable.name).filter(name => calls.missingVariables.includes(name)) : []
    })
  }
  get with(): Dictionary<Maybe<string>> { return this.once('with', () => dictionaryIn(this.get('with'), this.model.text)) }
  get arguments(): List<facts.Argument> { return this.once('arguments', () => argumentsIn(this.model, this.get('with'))) }
  get inheritsSecrets(): boolean { return textIn(this.get('secrets')) === 'inherit' }
  get secrets(): Dictionary<Maybe<string>> { return this.once('secrets', () => asMap(this.get('secrets')) ? dictionaryIn(this.get('secrets'), this.model.text) : dictionary<Maybe<string>>([])) }
  get continueOnError(): Maybe<boolean> { return booleanIn(this.get('continue-on-error'), false) }
  get outputs(): Dictionary<Maybe<string>> { return this.once('outputs', () => dictionaryIn(this.get('outputs'), this.model.text)) }
  /** What `needs.x.outputs` offers. */
  get outputNames(): Maybe<readonly string[]> {
    if (!this.uses) return this.outputs.open ? new Unknown(`${this.id}.outputs`) : [...this.outputs.keys()]
    return isKnown(this.calls) ? this.calls ? this.calls.outputs : new Unknown(this.uses.text) : this.calls
  }
  get ownVariables(): List<VariableNode> { return this.once('ownVariables', () => variablesIn(this.model, this.get('env'), 'job', this.workflow, this, null)) }
  get variables(): List<VariableNode> { return this.once('variables', () => joined(this.ownVariables, this.workflow.variables)) }
  get env(): Dictionary<Maybe<string>> { return this.once('env', () => dictionary([...this.workflow.env, ...dictionaryIn(this.get('env'), this.model.text)], this.variables.open)) }
  get defaultShell(): Maybe<string | null> { return stringIn(this.get('defaults', 'run', 'shell')) ?? this.workflow.defaultShell }
  get defaultWorkingDirectory(): Maybe<string | null> { return stringIn(this.get('defaults', 'run', 'working-directory')) ?? this.workflow.defaultWorkingDirectory }
  get expressions(): List<ExpressionNode> { return this.once('expressions', () => this.model.expressionsOf(this)) }
  private get deployName(): { readonly evidence: string; readonly span: Span } | null {
    if (this.uses && isDeployName(this.uses.text.replace(/@.*/, ''))) return { evidence: this.uses.text, span: this.uses.locate('').span }
    if (this.steps.some(step => step.run?.commands.some(command => /^gh workflow run\b/.test(wordsOf(command))))) return null
    return isDeployName(this.id) ? { evidence: `job '${this.id}'`, span: this.here } : null
  }
  get redundantNeeds(): List<string> {
    return this.once('redundantNeeds', () => {
      const read = (id: string): boolean => this.expressions.some(expression => expression.errorKind !== null || expression.contexts.some(context => context.root === 'needs' && ['*', id.toLowerCase()].includes((context.properties[0] ?? '*').toLowerCase())))
      return list(this.dependencies.filter(one => this.dependencies.some(other => other !== one && other.ancestors.includes(one)) && !one.isInCycle && !read(one.id)).map(job => job.id))
    })
  }
  get activities(): List<facts.Activity> {
    return this.once('activities', () => {
      const found = this.steps.flatMap(step => [...step.activities]), named = this.deployName
      if (named && !found.some(one => one.kind === 'deploy')) found.push({ kind: 'deploy', ...named })
      return found
    })
  }
  /** What is deployed for a test, into a cluster that the job itself makes, goes nowhere. */
  private get isTrial(): boolean {
    return /(?:^|[^a-z])(?:e2e|tests?|testing|integration|smoke|lint|validate|conformance|diff)(?:$|[^a-z])/i.test(`${this.id} ${textIn(this.get('name')) ?? ''}`.replace(/([a-z])([A-Z])/g, '$1 $2'))
      || this.steps.some(({ uses, run }) => /^(?:helm\/kind-action|engineerd\/setup-kind|medyagh\/setup-minikube|manusa\/actions-setup-minikube|abdennour\/setup-k3d|absaoss\/k3d-action)/.test(uses?.fullName ?? '') || run?.commands.some(({ name }) => name === 'kind' || name === 'minikube' || name === 'k3d') === true)
  }
  get deployment(): DeploymentNode | null { return this.once('deployment', () => this.isTrial ? null : deploymentOf(this, this.deployName)) }
  get sendsBack(): boolean { return sendsBack(this) }
  get builds(): readonly Build[] { return this.once('builds', () => [...buildsOf(this.steps)]) }
  get rebuild(): facts.Rebuild | null { return this.once('rebuild', () => rebuildIn(this)) }
  get deployedImages(): List<facts.DeployedImage> { return this.once('deployedImages', () => this.deployment ? deployedImagesIn(this) : []) }
  get isUnguardedInForks(): Maybe<boolean> {
    const { workflow } = this
    if (workflow.isOnlyReusable || workflow.isOpen) return new Unknown('on')
    if (!workflow.events.includes('schedule') && !workflow.events.includes('push') || this.environment !== null) return false
    return ![this, ...this.ancestors].some(job => [job.condition, ...job === this ? job.steps.map(step => step.condition) : []].some(condition => condition !== null && /\bgithub\.(?:repository|event\.repository)|\bvars\.|\bsecrets\./.test(condition.text)))
  }
  get publication(): facts.Activity | null { return this.activities.find(one => one.kind === 'publish') ?? null }
  get guards(): List<facts.Checkout['guards'][number]> { return this.once('guards', () => list(new Set(guardsOfJob(this)))) }
  get unusedOutputs(): List<string> {
    return this.once('unusedOutputs', () => {
      const id = this.id.toLowerCase(), read = new Set<string>()
      for (const expression of this.model.expressions) for (const { root, access } of expression.contexts) {
        if (root !== 'needs' && root !== 'jobs') continue
        const [job = '*', what = '*', name = '*'] = access.properties.map(property => property.toLowerCase())
        if (job === id || job === '*') read.add(what === 'outputs' || what === '*' ? name : '')
      }
      return read.has('*') || this.model.expressions.some(({ errorKind }) => errorKind !== null) ? [] : [...this.outputs.keys()].filter(name => !read.has(name.toLowerCase()))
    })
  }
  /** What its first steps say, for others that say the same. */
  get beginning(): string | null {
    return this.once('beginning', () => this.steps.length < 4 ? null : this.steps.slice(0, 4).map(step => this.model.text.slice(...(step.valueNode?.span ?? [0, 0])).replace(/\s+/g, ' ')).join('\n'))
  }
  get twins(): List<string> {
    const { beginning } = this
    return beginning === null ? [] : this.workflow.jobsByBeginning.get(beginning) ?? []
  }
  get usesSecrets(): boolean { return this.once('usesSecrets', () => this.inheritsSecrets || this.expressions.some(expression => expression.contexts.some(context => context.root === 'secrets' && context.name !== 'secrets.github_token'))) }

  get tokenNeeds(): List<facts.TokenNeed> { return this.once('tokenNeeds', () => needsOfJob(this)) }
  /** The scopes that its steps write, those that would do as well included; null where there may be others. */
  get writeNeeds(): ReadonlySet<string> | null {
    return this.model.lasting.value(this.id, 'writeNeeds', () => this.tokenNeeds.open ? null : new Set(this.tokenNeeds.flatMap(need => need.level === 'write' ? [need.scope, need.alternative ?? need.scope] : [])))
  }
  get missingScopes(): List<facts.MissingScopes> { return this.once('missingScopes', () => missingOf(this)) }
  get leastPermissions(): Dictionary<string> | null { return this.once('leastPermissions', () => this.model.lasting.value(this.id, 'leastPermissions', () => leastOf(this))) }
  get scans(): boolean { return this.model.lasting.value(this.id, 'scans', () => this.steps.some(step => step.activities.some(({ kind }) => kind === 'scan'))) }
  get deploys(): boolean { return this.model.lasting.value(this.id, 'deploys', () => this.deployment !== null) }
  get publishes(): boolean { return this.model.lasting.value(this.id, 'publishes', () => this.publication !== null) }

  protected override token(path: string): Span | null | undefined {
    if (path === 'id') return this.here
    if (path === '') return this.keyNode!.span
    const missing = /^missingScopes\[(\d+)\]$/.exec(path)
    if (missing) return this.missingScopes[Number(missing[1])]?.span ?? null
    if (path === 'deployment') return this.deployment?.span ?? null
    const output = /^unusedOutputs\[(\d+)\]$/.exec(path), unused = output ? entry(this.get('outputs'), this.unusedOutputs[Number(output[1])] ?? '') : null
    if (output) return unused ? tokenOf(unused.key, null, this.model.text) : null
    if (path === 'rebuild') return this.rebuild?.span ?? null
    const image = /^deployedImages\[(\d+)\]$/.exec(path)
    if (image) return this.deployedImages[Number(image[1])]?.span ?? null
    const redundant = /^redundantNeeds\[(\d+)\]$/.exec(path), id = redundant ? this.redundantNeeds[Number(redundant[1])] : undefined
    if (id !== undefined) {
      const item = asSequence(this.get('needs'))?.items.find(one => textIn(one) === id) ?? null
      return item ? tokenOf(item, null, this.model.text) : null
    }
    const need = /^needs\[(\d+)\]$/.exec(path)
    return need && textIn(this.get('needs')) !== null && need[1] === '0' ? tokenOf(this.get('needs'), null, this.model.text) : undefined
  }
  protected override get here(): Span { return this.keyNode!.span }
  protected override inherited(path: string, segments: readonly Segment[]): Place | null {
    if (segments[0] !== 'permissions' && segments[0] !== 'env' && segments[0] !== 'defaults' || segments[0] === 'permissions' && this.ownPermissions) return null
    const place = this.workflow.locate(path)
    return place.missing ? null : place
  }
}

/** Variables of the nearest level first; a name that is set nearer hides those behind. */
export function joined(own: List<VariableNode>, outer: List<VariableNode>): List<VariableNode> {
  const names = new Set(own.map(variable => variable.name))
  return list([...own, ...outer.filter(variable => !names.has(variable.name))], own.open || outer.open)
}

const systems: readonly (readonly [RegExp, string])[] = [[/^(?:ubuntu|linux)(?:-|$)/i, 'linux'], [/^windows(?:-|$)/i, 'windows'], [/^macos(?:-|$)/i, 'macos']]

function runnerOf(job: JobNode, node: YamlNode | null): facts.Runner {
  const map = asMap(node), labelNode = map ? entry(map, 'labels')?.value ?? null : node
  const file = job.model.text
  const written = asSequence(labelNode)?.items.map(item => textIn(item) ?? file.slice(...item.span)) ?? (textIn(labelNode) === null ? [] : [textIn(labelNode)!])
  let open = isDynamic(node) && map !== null
  // Labels of one alternative each: the labels of a job stand together, those of a matrix in turn.
  const resolved = new Set<string>()
  for (const label of written) {
    if (!label.includes('${{')) { resolved.add(label); continue }
    const name = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(label)?.[1]
    const values = name === undefined ? null : job.matrix?.valuesOf(name) ?? null
    if (!values || !isKnown(values)) { open = true; continue }
    for (const value of values) {
      if (typeof value === 'string') resolved.add(value)
      else if (Array.isArray(value)) for (const item of value) resolved.add(String(item))
      else open = true
    }
  }
  const labels = [...resolved], source = written.join(', '), found = new Set(labels.flatMap(label => systems.find(([pattern]) => pattern.test(label))?.[1] ?? []))
  const group = map ? stringIn(entry(map, 'group')?.value ?? null) : null
  const own = labels.filter(label => !isHostedLabel(label) && !presetLabels.includes(label.toLowerCase()))
  const named = labels.some(label => label.toLowerCase() === 'self-hosted')
  // Asked for when it is needed, for what others see of a workflow is read before anything can be looked up.
  let declared: List<string> | null = null
  return {
    labels: list(written), resolved: list(labels, open), group,
    os: open || found.size > 1 ? new Unknown(source) : [...found][0] ?? null,
    retirements: list(labels.flatMap(label => retirementOf(label) ?? []), open), ownLabels: list(own, open), misspelled: list(own.filter(looksHosted), open), hosted: list(labels.filter(isHostedLabel), open),
    get declared(): List<string> {
      if (declared) return declared
      const others = named || labels.every(label => isHostedMachine(label)) ? null : declaredFor(job.model)
      return declared = others !== null && isKnown(others) ? labels.filter(label => !isHostedMachine(label) && isDeclared(others.labels, label)) : []
    },
    get isSelfHosted(): Maybe<boolean> {
      if (named || this.declared.length > 0) return true
      return open || group !== null ? new Unknown(source || 'runs-on') : labels.length > 0 && labels.every(label => isHostedMachine(label)) ? false : labels.length === 0 ? false : new Unknown(source)
    },
  }
}

class EnvironmentNode extends Node implements facts.Environment {
  constructor(readonly job: JobNode, pair: YamlPair) { super(job.model, 'github-actions.Environment', pair.value, pair.key, { node: asMap(job.valueNode)!, step: 'environment' }) }
  get subject(): string { return `${this.job.subject}/environment` }
  get workflow(): WorkflowNode { return this.job.workflow }
  private get nameNode(): YamlNode | null { return asMap(this.valueNode) ? this.get('name') : this.valueNode }
  get name(): Maybe<string | null> { return stringIn(this.nameNode) }
  get nameText(): string { return textIn(this.nameNode) ?? '' }
  get url(): Maybe<string | null> { return stringIn(this.get('url')) }
  protected override token(path: string): Span | null | undefined { return path === 'name' && !asMap(this.valueNode) ? this.here : undefined }
}

class MatrixNode extends Node implements facts.Matrix {
  constructor(readonly job: JobNode, pair: YamlPair) { super(job.model, 'github-actions.Matrix', pair.value, pair.key, { node: asMap(job.child('strategy'))!, step: 'matrix' }) }
  get subject(): string { return `${this.job.subject}/matrix` }
  get workflow(): WorkflowNode { return this.job.workflow }
  get isDynamic(): boolean { return !asMap(this.valueNode) || isDynamic(this.valueNode) }
  get vectors(): List<facts.Vector> {
    return this.once('vectors', () => list([...entries(this.valueNode)].filter(pair => pair.name !== null && pair.name !== 'include' && pair.name !== 'exclude').map((pair): facts.Vector => {
      const sequence = asSequence(pair.value), items = sequence?.items.map(item => plainIn(item))
      const values: Maybe<List<Maybe<Plain>>> = sequence ? list(items!, sequence.open) : new Unknown(textIn(pair.value) ?? pair.name!)
      const name = pair.name!
      return { name, values, isEmpty: sequence !== null && !sequence.open && sequence.items.length === 0, isUsed: this.isRead(name) || this.selects(name), span: tokenOf(pair.key, null, this.model.text) }
    }), this.isDynamic))
  }
  get duplicates(): List<facts.MatrixPart> {
    return this.once('duplicates', () => {
      const found: facts.MatrixPart[] = []
      for (const { name } of this.vectors.length > 0 ? this.vectors : [{ name: 'include' }]) {
        const seen = new Set<string>()
        for (const item of asSequence(this.get(name))?.items ?? []) {
          const value = plainIn(item)
          if (!isKnown(value)) continue
          const text = JSON.stringify(value, sorted)
          if (seen.has(text)) found.push({ name, text: this.model.text.slice(...item.span).replace(/\s+/g, ' ').slice(0, 60), span: tokenOf(item, null, this.model.text) })
          seen.add(text)
        }
      }
      return list(found)
    })
  }
  get misspelled(): List<facts.MatrixPart> {
    return this.once('misspelled', () => {
      const own = this.vectors.map(vector => vector.name), found: facts.MatrixPart[] = []
      if (this.vectors.open) return list(found)
      for (const item of asSequence(this.get('include'))?.items ?? []) for (const { name, key } of entries(item)) {
        if (name === null || own.includes(name) || this.isRead(name)) continue
        const near = nearest(name, own.filter(one => !entry(item, one)), name.length > 4 ? 2 : 1)
        if (near !== null) found.push({ name: near, text: name, span: tokenOf(key, null, this.model.text) })
      }
      return list(found)
    })
  }
  /** An entry of include names a value of it, to which it adds others. */
  private selects(name: string): boolean { return (asSequence(this.get('include'))?.items ?? []).some(item => entry(item, name) !== null) }
  private isRead(name: string): boolean {
    return this.job.expressions.some(expression => expression.errorKind !== null || expression.contexts.some(context => context.root === 'matrix' && ['*', name.toLowerCase()].includes((context.properties[0] ?? '*').toLowerCase())))
  }
  private entriesOf(name: string): List<facts.Entry> {
    return this.once(name, () => {
      const node = this.get(name), sequence = asSequence(node)
      return list((sequence?.items ?? []).map((item): facts.Entry => {
        const values = dictionary([...entries(item)].flatMap(pair => pair.name === null ? [] : [[pair.name, plainIn(pair.value)] as const]), isDynamic(item))
        const text = [...entries(item)].map(pair => this.model.text.slice(...pair.span).replace(/\s+/g, ' ')).join(', ').slice(0, 80)
        return { names: list(values.keys(), values.open), values, text, matchesNothing: name === 'exclude' ? this.excludesNothing(values) : false, span: tokenOf(item, null, this.model.text) }
      }), sequence ? sequence.open : node !== null && textIn(node) !== null)
    })
  }
  private excludesNothing(values: Dictionary<Maybe<Plain>>): Maybe<boolean> {
    if (values.open || this.vectors.open) return new Unknown('exclude')
    for (const [name, value] of values) {
      const vector = this.vectors.find(one => one.name === name)
      if (!vector) return true
      if (!isKnown(value) || !isKnown(vector.values) || vector.values.open || vector.values.some(one => !isKnown(one))) return new Unknown(name)
      if (!vector.values.some(one => matches(one as Plain, value))) return true
    }
    return false
  }
  get includes(): List<facts.Entry> { return this.entriesOf('include') }
  get excludes(): List<facts.Entry> { return this.entriesOf('exclude') }
  get names(): List<string> { return this.once('names', () => list(new Set([...this.vectors.map(vector => vector.name), ...this.includes.flatMap(one => [...one.names])]), this.isDynamic || this.includes.open || this.includes.some(one => one.names.open))) }
  /** Every value that `matrix.name` takes. */
  valuesOf(name: string): Maybe<readonly Plain[]> | null {
    const vector = this.vectors.find(one => one.name.toLowerCase() === name.toLowerCase()), found: Plain[] = []
    if (this.isDynamic || this.includes.open || vector && !isKnown(vector.values)) return new Unknown(`matrix.${name}`)
    const isExcluded = (value: Maybe<Plain>): boolean => this.excludes.some(one => one.values.size === 1 && one.values.has(name) && isKnown(value) && deepEqual(one.values.get(name), value))
    const values: Maybe<Plain>[] = vector && isKnown(vector.values) ? vector.values.filter(value => !isExcluded(value)) : []
    for (const { values: entry } of this.includes) if (entry.has(name)) values.push(entry.get(name)!)
    for (const value of values) {
      if (!isKnown(value)) return value
      found.push(value)
    }
    return found.length > 0 ? found : null
  }
  /** The texts that are written for `matrix.name`, with their places. */
  written(name: string): readonly { readonly text: string; readonly span: Span }[] {
    const nodes = [...asSequence(this.get(name))?.items ?? [], ...(asSequence(this.get('include'))?.items ?? []).flatMap(item => entry(item, name)?.value ?? [])]
    return nodes.flatMap(node => { const text = textIn(node); return text === null || text === '' ? [] : { text, span: tokenOf(node, null, this.model.text) } })
  }
  get count(): Maybe<number> {
    return this.once('count', () => {
      const unknown = new Unknown('matrix')
      if (this.isDynamic || this.includes.open || this.excludes.open) return unknown
      let combinations: ReadonlyMap<string, Plain>[] = [new Map()], product = this.vectors.length > 0 ? 1 : 0
      for (const { values } of this.vectors) {
        if (!isKnown(values) || values.open) return unknown
        product *= values.length
      }
      if (this.includes.length + this.excludes.length === 0) return product
      if (product > 5000) return unknown
      for (const { name, values } of this.vectors) {
        combinations = combinations.flatMap(one => (values as List<Maybe<Plain>>).map(value => new Map([...one, [name, isKnown(value) ? value : `\0${value.source}`] as const])))
      }
      if (this.vectors.length === 0) return this.includes.length
      if (this.excludes.some(one => one.values.open || [...one.values.values()].some(value => !isKnown(value)))) return unknown
      const left = combinations.filter(one => !this.excludes.some(exclude => [...exclude.values].every(([name, value]) => one.has(name) && matches(one.get(name) ?? null, value as Plain))))
      const own = new Set(this.vectors.map(vector => vector.name))
      // An include that contradicts every combination is a job of its own.
      return left.length + this.includes.filter(include => {
        const shared = [...include.values].filter(([name]) => own.has(name))
        return shared.length > 0 && !left.some(one => shared.every(([name, value]) => isKnown(value) && deepEqual(one.get(name), value)))
      }).length
    })
  }
  protected override token(path: string): Span | null | undefined {
    const match = /^(vectors|includes|excludes|duplicates|misspelled)\[(\d+)\]$/.exec(path)
    return match ? this[match[1] as 'vectors'][Number(match[2])]?.span ?? null : undefined
  }
}

/** Keys of records in one order. */
const sorted = (_: string, value: unknown): unknown => typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value

/** Does a value of a vector have what an exclude asks for? */
function matches(value: Plain, wanted: Plain): boolean {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return deepEqual(value, wanted)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const record = value as { readonly [key: string]: Plain }
  return Object.entries(wanted as typeof record).every(([name, inner]) => Object.hasOwn(record, name) && matches(record[name]!, inner))
}

export class ContainerNode extends Node implements facts.Container {
  constructor(readonly job: JobNode, readonly service: string | null, pair: YamlPair, parent: YamlNode) { super(job.model, 'github-actions.Container', pair.value, pair.key, { node: parent, step: pair.name! }) }
  get subject(): string { return `${this.job.subject}/${this.service === null ? 'container' : `services.${this.service}`}` }
  get workflow(): WorkflowNode { return this.job.workflow }
  get imageNode(): YamlNode | null { return asMap(this.valueNode) ? this.get('image') : resolve(this.valueNode) }
  get image(): facts.Image | null { return this.once('image', () => imageIn(this.imageNode, this.job)) }
  get env(): Dictionary<Maybe<string>> { return this.once('env', () => dictionaryIn(this.get('env'), this.model.text)) }
  get variables(): List<VariableNode> { return this.once('variables', () => variablesIn(this.model, this.get('env'), 'container', this.workflow, this.job, null)) }
  get ports(): List<Maybe<string>> { return this.once('ports', () => stringsIn(this.get('ports'), this.model.text) ?? []) }
  get volumes(): List<Maybe<string>> { return this.once('volumes', () => stringsIn(this.get('volumes'), this.model.text) ?? []) }
  get options(): Maybe<string | null> { return stringIn(this.get('options')) }
  get username(): Maybe<string | null> { return stringIn(this.get('credentials', 'username')) }
  get password(): Maybe<string | null> { return stringIn(this.get('credentials', 'password')) }
  get hasCredentials(): boolean { return this.get('credentials') !== null }
  get hasHealthcheck(): Maybe<boolean> {
    const text = textIn(this.get('options')) ?? ''
    return text.includes('--health-cmd') ? true : text.includes('${{') ? new Unknown(text) : false
  }
  protected override token(path: string): Span | null | undefined {
    if (path === 'image') return this.image?.span ?? null
    return undefined
  }
}

