import { Kept, readOutside } from '../../core/outside'
import { isKnown, type Plain } from '../../core/value'
import type { YamlNode } from '../yaml/tree'
import { asMap, asScalar, asSequence, entries } from '../yaml/walk'
import type { ActionNode } from './action'
import { contextProperties } from './contexts'
import { declaredFor } from './declared'
import { workflows } from './exports'
import type { ExpressionNode } from './expressions'
import type { JobNode } from './job'
import type { Model } from './model'
import { isDynamic, textIn } from './node'
import type { RunNode, StepNode } from './step'
import { any, array, boolean, itemOf, mapOf, merge, mergeAll, nothing, number, object, payloadOf, string, type ObjectType, type Type } from './types'
import type { InputNode, WorkflowNode } from './workflow'

/** The type of a context where an expression stands; null where there is none of that name. `events` are those that can have started it, null where they are not known. */
export function contextType(root: string, expression: ExpressionNode, events: ReadonlySet<string> | null): Type | null {
  const { model, job, step, action, workflow } = expression
  switch (root) {
    case 'github': return remembered(model, `github ${events ? [...events].join(' ') : '*'}`, () => githubType(model, events))
    case 'runner': return runner
    case 'job': return job ? remembered(job, 'job', () => jobTypeOf(job)) : jobType
    case 'strategy': return strategy
    case 'env': return remembered(step ?? job ?? workflow ?? model, 'env', () => environment(expression))
    case 'vars': {
      const names = declaredNames(model, 'variables')
      return names ? object(strings(names), null) : mapOf(string)
    }
    case 'secrets': return remembered(model, 'secrets', () => secretsType(model, workflow))
    case 'inputs': return remembered(model, 'inputs', () => inputsType(model))
    case 'matrix': return job ? remembered(job, 'matrix', () => matrixType(job)) : any
    case 'needs': return job ? remembered(job, 'needs', () => needsType(job)) : any
    case 'jobs': return workflow ? remembered(workflow, 'jobs', () => jobsType(workflow)) : any
    case 'steps': return job || action ? stepsType((job ?? action)!, step) : any
    default: return null
  }
}

const kept = new WeakMap<object, Map<string, Kept<Type>>>()
const unsettled = new Kept<Type>(() => any)
function remembered(owner: object, name: string, compute: () => Type): Type {
  const types = kept.get(owner) ?? new Map<string, Kept<Type>>(), known = types.get(name)
  kept.set(owner, types)
  if (known) return known.take()
  // What asks for itself while it is worked out is not known.
  types.set(name, unsettled)
  const type = new Kept(compute)
  types.set(name, type)
  return type.take()
}

const strings = (names: readonly string[]) => names.map(name => [name, string] as const)
const runner = object(strings(contextProperties.get('runner')!))
const strategy = object([['fail-fast', boolean], ['job-index', number], ['job-total', number], ['max-parallel', number]])
const service = object([['id', string], ['network', string], ['ports', mapOf(string)]])
const jobType = object([...strings(contextProperties.get('job')!), ['container', object([['id', string], ['network', string]])], ['services', mapOf(service)], ['check_run_id', number]])

/** With the services that the job has. */
function jobTypeOf(job: JobNode): Type {
  const { services } = job
  return services.open || services.length === 0 ? jobType : { ...jobType, get: name => name === 'services' ? object(services.map(one => [one.service!, service] as const)) : jobType.get(name) }
}

function githubType(model: Model, events: ReadonlySet<string> | null): Type {
  const { workflow } = model
  return object([...strings(contextProperties.get('github')!), ['ref_protected', boolean], ['event', () => eventType(workflow, events)]])
}

function eventType(workflow: WorkflowNode | null, events: ReadonlySet<string> | null): Type {
  if (!workflow || !events) return object([['inputs', mapOf(string)]], any)
  const types = [...events].map(event => {
    const payload = payloadOf(event)
    if (event !== 'workflow_dispatch' || payload?.kind !== 'object') return payload
    const inputs = object(strings(workflow.inputs.filter(input => input.source === 'workflow_dispatch').map(input => input.name)))
    return { ...payload, get: (name: string) => name === 'inputs' ? inputs : payload.get(name) }
  })
  return types.some(type => type === null) ? any : mergeAll(types as Type[])
}

/** The events that can start a workflow, null where others may. */
export function eventsOf(workflow: WorkflowNode | null): ReadonlySet<string> | null {
  return !workflow || workflow.isReusable || workflow.events.open || workflow.events.length === 0 || workflow.events.some(event => payloadOf(event) === null) ? null : new Set(workflow.events)
}

function environment({ step, job, workflow, action }: ExpressionNode): Type {
  const variables = (step ?? job ?? workflow)?.variables ?? []
  const known = new Set(variables.map(variable => variable.name.toLowerCase())), names = variables.map(variable => variable.name)
  const elsewhere = step && !variables.open && !action ? hiddenFrom(step) : null
  return {
    kind: 'object', rest: string, names: () => names,
    get: name => known.has(name) ? string : null, ...elsewhere && { lacks: elsewhere },
  }
}

const settles = /GITHUB_ENV|set-env|(?:^|[\s;&|(])(?:\.{1,2}\/|source\s|\.\s|npm\s|yarn\s|pnpm\s|make\b|bash\s|sh\s|python3?\s|node\s)/
/** Where the first step stands that may set variables for those behind it; -1 where none does. */
const settled = new WeakMap<JobNode, number>()
const declared = new WeakMap<Model, ReadonlyMap<string, ReadonlySet<object>>>()

/** Is a name set by steps of this file, but neither for this step nor by anything that ran before it? */
function hiddenFrom(step: StepNode): (name: string) => boolean {
  return name => {
    const { model, job } = step
    readOutside()
    let owners = declared.get(model)
    if (!owners) {
      const found = new Map<string, Set<object>>()
      for (const one of model.workflow?.jobs ?? []) for (const other of one.steps) for (const variable of other.ownVariables) {
        const key = variable.name.toLowerCase()
        found.set(key, (found.get(key) ?? new Set()).add(other))
      }
      declared.set(model, owners = found)
    }
    if (!job || !owners.has(name) || job.container) return false
    let first = settled.get(job)
    if (first === undefined) {
      first = job.steps.findIndex(one => one.run === null || settles.test(one.run.text))
      settled.set(job, first)
    }
    return first < 0 || step.index <= first
  }
}

/** The names that `.github/actionlint.yaml` says there are; null where it says nothing. */
function declaredNames(model: Model, list: 'secrets' | 'variables'): readonly string[] | null {
  const said = declaredFor(model)
  return isKnown(said) ? said?.[list] ?? null : null
}

function secretsType(model: Model, workflow: WorkflowNode | null): Type {
  const names = workflow?.secrets.map(secret => secret.name) ?? [], declared = workflow?.isReusable ? null : declaredNames(model, 'secrets')
  if (declared) return object(strings([...names, ...declared, 'GITHUB_TOKEN']), null)
  const isClosed = workflow !== null && workflow.isOnlyReusable && workflow.declaresSecrets && !workflow.secrets.open && !inheritsFromCaller(workflow)
  return object(strings([...names, 'GITHUB_TOKEN']), isClosed ? null : string)
}

/** A workflow of the repository hands it all its secrets, declared or not. */
function inheritsFromCaller(workflow: WorkflowNode): boolean {
  const all = workflow.model.environment.find(workflows)
  return isKnown(all) && all.some(one => one.inheriting.includes(workflow.path))
}

function typeOfInput(input: InputNode): Type {
  if (!isKnown(input.type)) return any
  return input.source === 'action' ? string : input.type === 'boolean' ? boolean : input.type === 'number' ? number : string
}

function inputsType(model: Model): Type {
  const types = new Map<string, readonly [string, Type]>()
  for (const input of model.inputs) {
    if (input.source === 'secret') continue
    const key = input.name.toLowerCase(), before = types.get(key)
    types.set(key, [input.name, before ? merge(before[1], typeOfInput(input)) : typeOfInput(input)])
  }
  return object(types.values(), model.workflow?.isOpen || model.workflow?.inputs.open || model.action?.inputs.open ? any : null)
}

function matrixType(job: JobNode): Type {
  const { matrix } = job
  if (!matrix) return job.hasUnknownMatrix ? any : object([])
  const { model } = job
  const text = textIn(matrix.valueNode)
  if (text !== null) { const type = typeOfNode(matrix.valueNode, model); return type.kind === 'object' ? matrixOf(type) : any }
  const properties = new Map<string, { readonly name: string; readonly types: (() => Type)[] }>()
  const add = (name: string, type: () => Type): void => {
    const key = name.toLowerCase(), known = properties.get(key)
    if (known) known.types.push(type)
    else properties.set(key, { name, types: [type] })
  }
  let isOpen = matrix.isDynamic
  for (const pair of entries(matrix.valueNode)) {
    if (pair.name === null || pair.name === 'exclude') continue
    if (pair.name !== 'include') { add(pair.name, () => itemOf(typeOfNode(pair.value, model))); continue }
    const sequence = asSequence(pair.value)
    if (!sequence) {
      const item = itemOf(typeOfNode(pair.value, model))
      if (item.kind === 'object' && !item.rest) for (const name of item.names()) add(name, () => item.get(name.toLowerCase()) ?? any)
      else isOpen ||= textIn(pair.value) !== null
      continue
    }
    isOpen ||= sequence.open
    for (const entryNode of sequence.items) {
      if (!asMap(entryNode)) {
        const type = textIn(entryNode) === null ? null : typeOfNode(entryNode, model)
        if (type?.kind === 'object' && !type.rest) for (const name of type.names()) add(name, () => type.get(name.toLowerCase()) ?? any)
        else isOpen ||= type !== null
        continue
      }
      isOpen ||= isDynamic(entryNode)
      for (const inner of entries(entryNode)) if (inner.name !== null) add(inner.name, () => typeOfNode(inner.value, model))
    }
  }
  return object([...properties.values()].map(({ name, types }) => [name, () => mergeAll(types.map(type => type()))] as const), isOpen ? any : null)
}

/** What `matrix` is where the whole of it is a value. */
function matrixOf(type: ObjectType): Type {
  if (type.rest) return any
  const include = type.get('include'), own = type.names().filter(name => name !== 'include' && name !== 'exclude').map(name => [name, itemOf(type.get(name.toLowerCase()) ?? any)] as const)
  const added = include ? itemOf(include) : object([])
  return added.kind === 'object' ? merge(object(own), added) : any
}

/** The type of a value as it is written, expressions in it worked out. */
function typeOfNode(node: YamlNode | null, model: Model, depth = 0): Type {
  if (depth > 12) return any
  const map = asMap(node), sequence = asSequence(node), scalar = asScalar(node)
  if (map) return object([...entries(map)].flatMap(pair => pair.name === null ? [] : [[pair.name, () => typeOfNode(pair.value, model, depth + 1)] as const]), isDynamic(map) ? any : null)
  if (sequence) return array(sequence.open ? any : mergeAll(sequence.items.map(item => typeOfNode(item, model, depth + 1))))
  if (!scalar) return any
  if (scalar.source.includes('${{')) {
    const [expression] = model.expressionsIn(scalar)
    return expression?.isWhole ? expression.checked.type : string
  }
  const value: Plain = scalar.value
  return value === null ? nothing : typeof value === 'boolean' ? boolean : typeof value === 'number' ? number : string
}

const outputsOf = (names: readonly string[] | null): Type => names ? object(strings(names)) : mapOf(string)

function resultOf(job: JobNode): Type {
  const names = job.outputNames
  return object([['result', string], ['outputs', outputsOf(isKnown(names) ? names : null)]])
}

function needsType(job: JobNode): Type {
  const names = job.needs.filter(isKnown), targets = new Map(job.dependencies.map(target => [target.id.toLowerCase(), target]))
  return object(names.map(name => { const target = targets.get(name.toLowerCase()); return [name, target ? () => resultOf(target) : any] as const }), job.needs.open || job.needs.length > names.length ? any : null)
}

const jobsType = (workflow: WorkflowNode): Type => object(workflow.jobs.map(job => [job.id, () => resultOf(job)] as const), workflow.jobs.open ? any : null)

interface Ids { readonly steps: ReadonlyMap<string, StepNode>; readonly isOpen: boolean }
const ids = new WeakMap<object, Ids>()

function stepsType(owner: JobNode | ActionNode, before: StepNode | null): Type {
  let known = ids.get(owner)
  if (!known) {
    const steps = new Map<string, StepNode>()
    for (const step of owner.steps) if (step.id !== null && !steps.has(step.id.toLowerCase())) steps.set(step.id.toLowerCase(), step)
    known = { steps, isOpen: owner.steps.open === true || owner.steps.some(step => step.id === null && step.hasUnknownId) }
    ids.set(owner, known)
  }
  const { steps, isOpen } = known, isThere = (step: StepNode): boolean => !before || step.index < before.index
  return {
    kind: 'object', rest: isOpen ? any : null, names: () => [...steps.values()].filter(isThere).map(step => step.id!),
    get(name) {
      const step = steps.get(name)
      return step && isThere(step) ? remembered(step, 'step', () => stepType(step)) : null
    },
  }
}

function stepType(step: StepNode): Type {
  const names = step.run ? writtenOutputs(step.run) : step.outputNames
  return object([['outcome', string], ['conclusion', string], ['outputs', outputsOf(names !== null && isKnown(names) ? names : null)]])
}

/** Programs that write no outputs of their own. */
const plainPrograms: ReadonlySet<string> = new Set('echo printf true false : test [ [[ set cd pwd ls cat tac head tail cut tr sed grep egrep awk sort uniq wc jq yq date mkdir rm cp mv touch basename dirname realpath git curl wget tee export local read shift exit return sleep seq sha256sum shasum md5sum base64 tar gzip unzip zip uname whoami id which type'.split(' '))

/** The outputs of a script all of whose writes are written out; null where there may be others, or none is. */
function writtenOutputs(run: RunNode): readonly string[] | null {
  const { script, text } = run
  if (!script?.complete || text.includes('::set-output') || run.commands.open) return null
  const names: string[] = []
  for (const command of run.commands) if (!isKnown(command.name) || command.name !== '' && !plainPrograms.has(command.name)) return null
  const writers = run.environmentFiles.filter(file => file.name === 'GITHUB_OUTPUT')
  if ((text.match(/GITHUB_OUTPUT/g)?.length ?? 0) !== writers.length) return null
  for (const { command } of writers) {
    if (!command) return null
    const isOne = (isKnown(command.name) && (command.name === 'echo' || command.name === 'printf')) && command.pipedFrom === null && command.pipesTo === null
    const name = isOne ? /^(?:echo|printf)\s+(?:-[enE]+\s+)?["']?([A-Za-z_][\w-]*)=/.exec(command.text)?.[1] : undefined
    if (name === undefined || /\\n/.test(command.text) || command.text.includes('\n')) return null
    names.push(name)
  }
  return names.length > 0 ? names : null
}

/** Actions whose answers are 'true' and 'false', by the names of these. */
const answers: readonly (readonly [action: RegExp, output: RegExp])[] = [
  [/^actions\/(?:cache(?:\/restore)?|setup-(?:node|python|go|java|dotnet))$/, /^cache-hit$/], [/^dorny\/paths-filter$/, /^(?!changes$)(?!.*_(?:count|files)$)/], [/^tj-actions\/changed-files$/, /^(?:any|only)_/],
]

/** A text that says 'true' or 'false', and is read as true in both cases. `properties` in lower case. */
export function isFlag(expression: ExpressionNode, root: string, properties: readonly string[], depth = 0): boolean {
  const { job, step, action, model, workflow } = expression, [first, second, third] = properties
  if (depth > 4 || first === undefined) return false
  const isWord = (value: unknown): boolean => value === 'true' || value === 'false' || typeof value === 'boolean'
  const isPassedOn = (expressions: readonly ExpressionNode[]): boolean => {
    const [one] = expressions
    if (expressions.length !== 1 || !one!.isWhole) return false
    const [access] = one!.contexts
    return one!.checked.type.kind === 'boolean' || one!.contexts.length === 1 && access!.text === one!.source && isFlag(one!, access!.root, access!.properties.map(property => property.toLowerCase()), depth + 1)
  }
  switch (root) {
    case 'inputs': return properties.length === 1 && model.inputs.some(input => input.name.toLowerCase() === first && input.source !== 'secret') && model.inputs.every(input => input.name.toLowerCase() !== first || typeOfInput(input) === string && (isWord(input.default) || input.type === 'boolean'))
    case 'github': return properties.length === 3 && first === 'event' && second === 'inputs' && model.inputs.some(input => input.source === 'workflow_dispatch' && input.name.toLowerCase() === third && input.type === 'boolean')
    case 'env': {
      const variable = (step ?? job ?? workflow)?.variables.find(one => one.name.toLowerCase() === first)
      return variable !== undefined && properties.length === 1 && (isWord(variable.value) || isPassedOn(variable.expressions))
    }
    case 'steps': {
      const source = third === undefined || second !== 'outputs' || properties.length !== 3 ? undefined : (job ?? action)?.steps.find(one => one.id?.toLowerCase() === first)
      if (!source) return false
      if (source.uses) return answers.some(([name, output]) => name.test(source.uses!.fullName ?? '') && output.test(third!))
      const text = source.run?.text ?? '', written = text.includes('GITHUB_OUTPUT') || text.includes('::set-output') ? writesOf(text, third!) : []
      return written.length > 0 && written.every(value => value === 'true' || value === 'false') && written.includes('false')
    }
    case 'needs': {
      const target = second === 'outputs' && properties.length === 3 ? job?.dependencies.find(one => one.id.toLowerCase() === first) : undefined
      const value = target && [...entries(target.child('outputs'))].find(pair => pair.name?.toLowerCase() === third)?.value
      return target !== undefined && value !== undefined && (isWord(textIn(value)) || isPassedOn(model.expressionsIn(value)))
    }
    default: return false
  }
}

/** The values that a script writes to an output, as they stand. */
function writesOf(text: string, output: string): string[] {
  const found: string[] = [], lower = text.toLowerCase()
  for (let at = lower.indexOf(output); at >= 0; at = lower.indexOf(output, at + 1)) {
    if (/[\w-]/.test(text[at - 1] ?? ' ')) continue
    const value = /^(?:=|::|<<)\s*([^\s"'`]*)/.exec(text.slice(at + output.length, at + output.length + 80))
    if (value) found.push(value[1]!)
  }
  return found
}

