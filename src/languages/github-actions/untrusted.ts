import { Kept } from '../../core/outside'
import { isKnown, list } from '../../core/value'
import type { Tree } from './expression'
import { workflows, type WorkflowSummary } from './exports'
import type { ConditionNode, ContextNode, ExpressionNode } from './expressions'
import type * as facts from './facts'
import type { JobNode } from './job'
import { textIn } from './node'
import { resolveLocal } from './reader'
import { dotenvLoader } from './sources'
import type { CommandNode, RunNode, StepNode } from './step'
import type { WorkflowNode } from './workflow'

type Guard = facts.Checkout['guards'][number]

/** What names the head of a pull request or of a fork's run. */
const strangersRef = /^github\.(?:head_ref$|event\.(?:pull_request\.(?:head(?:\.|$)|merge_commit_sha)|workflow_run\.(?:head_(?:sha|branch|commit|repository)|pull_requests)))/
/** Of these, what its author moves by a push. */
const movingRef = /^github\.(?:head_ref$|event\.(?:pull_request\.head\.ref|workflow_run\.(?:head_branch|pull_requests)))/

/** Actions whose outputs name the branch of a pull request that a comment asks for. */
const refActions = /^(?:xt0rted\/pull-request-comment-branch|alessbell\/pull-request-comment-branch|gotson\/pull-request-comment-branch|eficode\/resolve-pr-refs|potiuk\/get-workflow-origin|refs\/pull)$/

/** Somebody, an action or a script, asks whether the one who started the run may do so. */
const asksPermission = /getCollaboratorPermissionLevel|checkCollaborator|\/collaborators\/|author_association|user-permission|repo-permission|actor-permission|repository-permission|team-membership|teams-membership|checkMembershipForUser|slash-command-action|github\/branch-deploy/i
/** Actions that fail the job of somebody who may not. */
const refusing = /^(?:prince-chrismc\/check-actor-permissions-action|lannonbr\/repo-permission-check-action|xt0rted\/slash-command-action|themoddinginquisition\/actions-team-membership)$/

/** What a step checks out of a pull request in the name of this repository; null where it is nothing of that kind. */
export function checkoutOf(step: StepNode): facts.Checkout | null {
  const { workflow } = step
  if (!workflow || !workflow.isPrivileged && !workflow.isReusable || !step.uses && !step.run) return null
  if (isSkippedFor(step.condition, workflow) || isSkippedFor(step.job?.condition ?? null, workflow)) return null
  const found = foreignRef(step)
  if (!found || !runsForStrangers(workflow, found.isExplicit)) return null
  const guards = new Set(guardsOf(step))
  const folder = step.uses ? step.with.get('path') ?? '' : ''
  const runs = isKnown(folder) ? executionAfter(step, found.command, cleanPath(folder)) : null
  const reach = runs === null ? 'nothing' : !canOnlyRead(step.job!) ? 'secrets' : workflow.writesSharedCache ? 'cache' : 'nothing'
  return { text: found.text, key: found.key, guards: list(guards), isMutable: found.isMutable, runs, reach, isApart: !isKnown(folder) || cleanPath(folder) !== '' }
}

interface Found { readonly text: string; readonly key: string; readonly isMutable: boolean; readonly isExplicit: boolean; readonly command: CommandNode | null }

const foreignRefs = new WeakMap<StepNode, Kept<Found | null>>()
function foreignRef(step: StepNode): Found | null {
  let found = foreignRefs.get(step)
  if (!found) foreignRefs.set(step, found = new Kept(() => readForeignRef(step)))
  return found.take()
}

function readForeignRef(step: StepNode): Found | null {
  const { uses, run, workflow } = step
  if (uses?.slug === 'actions/checkout') {
    const given = step.arguments.filter(argument => /^(?:ref|repository)$/i.test(argument.name))
    const ref = given.find(({ name }) => name.toLowerCase() === 'ref')
    const source = [...ref ? [ref] : [], ...given].find(argument => isForeign(step, argument.text, argument.expressions as readonly ExpressionNode[]))
    if (!source) return null
    const expressions = (ref?.expressions ?? []) as readonly ExpressionNode[]
    const isMutable = !comparesTimes(step) && (!ref || /refs\/pull\//.test(ref.text) || expressions.some(one => one.contexts.some(context => context.flows && (movingRef.test(context.name) || context.through !== null && movingRef.test(context.through))))
      || workflow!.events.includes('issue_comment') && expressions.some(one => one.contexts.some(context => context.root === 'steps' || context.root === 'needs' || context.root === 'env')))
    return { text: source.text, key: `with.${source.name}`, isMutable, isExplicit: /pull_request\.head|head_ref|workflow_run\.head|refs\/pull\//.test(source.text), command: null }
  }
  if (!run) return null
  for (const command of run.commands) {
    const { name, words } = command, [first, second] = words, what = typeof first === 'string' ? first : ''
    if (name === 'gh' && first === 'pr' && second === 'checkout') return { text: 'gh pr checkout', key: 'run', isMutable: true, isExplicit: true, command }
    if (name === 'hub' && first === 'pr') return { text: 'hub pr', key: 'run', isMutable: true, isExplicit: true, command }
    if (name !== 'git' || !/^(?:fetch|pull|checkout|clone|switch|merge)$/.test(what)) continue
    const { text } = command
    const variables = [...text.matchAll(/\$\{?(\w+)/g)].flatMap(match => step.variables.find(variable => variable.name === match[1]) ?? []), inside = run.expressions.filter(expression => text.includes(expression.text))
    const expressions = [...inside, ...variables.flatMap(variable => [...variable.expressions])] as ExpressionNode[]
    const isPull = /\bpull\/\S*\/(?:head|merge)/.test(text)
    if (!isPull && !isForeign(step, text, expressions)) continue
    return { text: `git ${what}`, key: 'run', isMutable: isPull || expressions.some(one => one.contexts.some(context => movingRef.test(context.name))), isExplicit: /pull_request\.head|head_ref|workflow_run\.head|refs\/pull\//.test(run.text), command }
  }
  return null
}

function isForeign(step: StepNode, text: string, expressions: readonly ExpressionNode[]): boolean {
  if (/refs\/pull\//.test(text)) return true
  return expressions.some(expression => !isForOtherEvents(expression, step.workflow!) && expression.contexts.some(context => context.flows && namesForeign(context as ContextNode, step, 0)))
}

/** A context says which commit, branch or fork of a stranger's to take, or whatever a stranger wrote. */
function namesForeign(context: ContextNode, site: StepNode | JobNode, depth: number): boolean {
  if (depth > 4) return false
  if (strangersRef.test(context.name) || context.through !== null && strangersRef.test(context.through) || context.isTainted && context.stake === 'secrets') return true
  const [first, second, third] = context.properties.map(one => String(one).toLowerCase()), step = 'steps' in site ? null : site, job = 'steps' in site ? site : site.job
  const among = (expressions: Iterable<facts.Expression>, at: StepNode | JobNode): boolean => [...expressions].some(one => one.contexts.some(inner => inner.flows && namesForeign(inner as ContextNode, at, depth + 1)))
  switch (context.root) {
    case 'inputs': return isHanded((step?.workflow ?? job!.workflow)!, first ?? '')
    case 'steps': return context.properties.length > 1 && givesRef(step ? step.previous : job!.steps, first!, context.properties.slice(2).join('.'), depth)
    case 'needs': {
      const needed = second === 'outputs' ? job?.dependencies.find(one => one.id.toLowerCase() === first) as JobNode | undefined : undefined
      return needed !== undefined && among(needed.expressions.filter(one => one.sink === 'outputs' && one.key.toLowerCase() === third), needed)
    }
    case 'env': {
      if (first === undefined) return false
      const own = step?.ownVariables.find(one => one.name.toLowerCase() === first)
      if (own) return among(own.expressions, site)
      const writer = step && lastWriter(step, first)
      if (writer) return writesRef(writer, 'GITHUB_ENV', first, depth)
      const above = job?.variables.find(one => one.name.toLowerCase() === first)
      return above !== undefined && among(above.expressions, job!)
    }
    default: return false
  }
}

/** A workflow that strangers start passes what they made under the name of an input. */
const isHanded = (workflow: WorkflowNode, input: string): boolean => workflow.isReusable && callersOf(workflow).some(one => one.handedRefs.some(({ path, name }) => path === workflow.path && name === input.toLowerCase()))

function callersOf(workflow: WorkflowNode): readonly WorkflowSummary[] {
  const all = workflow.model.environment.find(workflows)
  return isKnown(all) ? all.filter(one => one.calls.includes(workflow.path)) : []
}

/** Inputs under which a workflow passes a stranger's branch or commit to one of the repository. */
export function handedRefsOf(workflow: WorkflowNode): WorkflowSummary['handedRefs'] {
  if (!workflow.isPrivileged) return []
  return workflow.jobs.flatMap(job => {
    const path = job.uses?.form === 'local-reusable' && !isSkippedFor(job.condition, workflow) ? resolveLocal(workflow.path, job.uses.subpath ?? '') : null
    if (path === null || guardsOfJob(job).length > 0) return []
    return job.arguments.filter(({ text, expressions }) => /refs\/pull\//.test(text) || (expressions as readonly ExpressionNode[]).some(one => !isForOtherEvents(one, workflow) && one.contexts.some(context => context.access.flows && strangersRef.test(context.name)))).map(({ name }) => ({ path, name: name.toLowerCase() }))
  })
}

/** The checkout of a commit that only the caller of a workflow chooses, and what then runs it, beside a token that writes, or secrets; null where the callers are known, or it is nothing of that kind. */
export function callersCheckoutOf(step: StepNode): facts.CallersCheckout | null {
  const { workflow, job } = step
  if (!workflow?.isReusable || !job || step.uses?.slug !== 'actions/checkout' || step.checkout) return null
  const ref = step.arguments.find(({ name }) => name.toLowerCase() === 'ref')
  const context = ref?.expressions.flatMap(one => [...one.contexts]).find(one => one.root === 'inputs' && one.flows && workflow.inputs.some(input => input.source === 'workflow_call' && input.name.toLowerCase() === String(one.properties[0] ?? '').toLowerCase()))
  const folder = step.with.get('path') ?? ''
  if (!context || !isKnown(folder) || canOnlyRead(job) || callersOf(workflow).length > 0 || guardsOf(step).length > 0) return null
  return { text: context.text, runs: executionAfter(step, null, cleanPath(folder)) }
}

/** The file of variables that an action loads from among what strangers have brought; null where it loads none, or ours. */
export function strangersEnvironmentOf(step: StepNode): string | null {
  const inputs = dotenvLoader(step)
  if (!inputs || !step.hasStrangersFiles) return null
  const given = inputs.map(input => cleanPath(step.arguments.find(({ name }) => name.toLowerCase() === input)?.text ?? '')).filter(Boolean), file = given.join('/')
  let folders: string[] = []
  for (const one of step.previous) {
    const folder = one.uses ? cleanPath(one.arguments.find(({ name }) => name === 'path')?.text ?? '') : ''
    if (one.strangersCode !== null || one.foreignArtifact !== null && !one.foreignArtifact.guards.includes('repository')) folders.push(folder)
    // A checkout clears its folder.
    else if (one.uses?.slug === 'actions/checkout') folders = folders.filter(other => folder !== '' && other !== folder && !other.startsWith(`${folder}/`))
  }
  const isOutside = /^(?:\/|~|\$)/.test(file)
  return folders.some(folder => folder === '' ? !isOutside : file === folder || file.startsWith(`${folder}/`)) ? file || '.env' : null
}

/** An output of an earlier step is a pull request's branch or commit. */
function givesRef(steps: Iterable<facts.Step>, id: string, rest: string, depth: number): boolean {
  const source = ([...steps] as StepNode[]).find(one => one.id?.toLowerCase() === id.toLowerCase())
  if (!source || depth > 3) return false
  const slug = source.uses?.slug ?? '', output = rest.toLowerCase()
  if (refActions.test(slug)) return !/^base|target/.test(output)
  // Its `sha` is the commit that was approved.
  if (slug === 'github/branch-deploy') return output === 'ref'
  if (slug === 'actions/github-script') {
    const script = textIn(source.child('with')) ?? source.arguments.find(one => one.name === 'script')?.text ?? ''
    return /pulls\.get\b|pulls\/|pullRequest/.test(script) && (/\bhead\b/.test(script) || /\bhead\b/.test(output))
  }
  if (slug === 'octokit/request-action') return /\bhead\b/.test(output) || /pull_request\.url|\/pulls\//.test(source.arguments.find(one => one.name === 'route')?.text ?? '') && /data/.test(output)
  return writesRef(source, 'GITHUB_OUTPUT', output.split('.')[0]!, depth)
}

const writers = new WeakMap<object, Map<string, StepNode[]>>()
/** The last step before one that writes a variable to `GITHUB_ENV`. */
function lastWriter(step: StepNode, name: string): StepNode | undefined {
  const owner = step.job ?? step.action
  if (!owner) return undefined
  let byName = writers.get(owner)
  if (!byName) {
    writers.set(owner, byName = new Map())
    for (const one of owner.steps) for (const line of one.run ? writingLines(one.run, 'GITHUB_ENV') : []) for (const match of line.matchAll(/([\w-]+)(?:=|<<|::)/g)) {
      const written = match[1]!.toLowerCase(), steps = byName.get(written)
      if (!steps) byName.set(written, [one])
      else if (steps.at(-1) !== one) steps.push(one)
    }
  }
  return byName.get(name)?.findLast(one => one.index < step.index)
}

/** The lines of a script that may write variables or outputs. */
function writingLines(run: RunNode, file: 'GITHUB_OUTPUT' | 'GITHUB_ENV'): string[] {
  const isWriting = file === 'GITHUB_ENV' ? /GITHUB_ENV|::set-env/ : /GITHUB_OUTPUT|::set-output/
  if (!isWriting.test(run.text)) return []
  const lines = run.text.split('\n')
  return lines.some(line => /^\s*\}\s*(?:>>|\|)/.test(line)) ? lines : lines.filter(line => isWriting.test(line))
}

/** A script writes a pull request's branch or commit under a name. */
function writesRef(source: StepNode, file: 'GITHUB_OUTPUT' | 'GITHUB_ENV', name: string, depth: number): boolean {
  const { run } = source, named = new RegExp(`(?:^|[^\\w-])${name.replace(/[^\w-]/g, '.')}(?:=|<<|::)`, 'i'), writing = run ? writingLines(run, file).filter(line => named.test(line)) : []
  if (!run || writing.length === 0) return false
  const words = new Set(writing.flatMap(line => [...line.matchAll(/\$\{?(\w+)/g)].map(match => match[1]!)))
  if (words.has('GITHUB_HEAD_REF') || writing.some(line => /refs\/pull\//.test(line)) || run.text.split('\n').some(line => words.has(/^\s*(?:export\s+)?(\w+)=["']?refs\/pull\//.exec(line)?.[1] ?? ''))) return true
  return /\.head\.(?:ref|sha|label)|head(?:Ref(?:Name|Oid)|RefOid)|\.head_(?:ref|sha)/.test(run.text) && /\/pulls\b|gh pr view|gh api|issue\.pull_request|curl/.test(run.text)
    || source.variables.some(variable => words.has(variable.name) && (variable.expressions as Iterable<ExpressionNode> as ExpressionNode[]).some(one => one.contexts.some(context => context.flows && namesForeign(context as ContextNode, source, depth + 1))))
    || run.expressions.some(expression => expression.contexts.some(context => strangersRef.test(context.name) || context.root === 'steps' && context.properties.length > 1 && (/\bhead\b/.test(expression.source) ? givesRef(source.previous, String(context.properties[0]), `${context.properties.slice(2).join('.')}.head`, depth + 1) : false)))
}

/** A script before it compares the time of the last push with that of the comment or label. */
const comparesTimes = (step: StepNode): boolean => step.job !== null && (comparisonIn(step.job) < step.index || step.job.dependencies.some(job => comparisonIn(job) < Infinity))

const comparisons = new WeakMap<JobNode, number>()
/** The index of a job's first step that compares such times; Infinity where none does. */
function comparisonIn(job: JobNode): number {
  let found = comparisons.get(job)
  if (found === undefined) {
    const at = job.steps.findIndex(one => /pushed_at|pushedDate|committedDate|committer\.date/.test(one.run?.text ?? one.arguments.find(({ name }) => name === 'script')?.text ?? ''))
    comparisons.set(job, found = at < 0 ? Infinity : at)
  }
  return found
}

/** An event starts it for strangers with this repository's secrets, itself or through a workflow that calls it. */
function runsForStrangers(workflow: WorkflowNode, isExplicit: boolean): boolean {
  if (workflow.isPrivileged) return true
  if (!workflow.isReusable) return false
  const callers = callersOf(workflow)
  // Where no caller is seen, a ref that exists for pull requests only tells what it is made for.
  return callers.length === 0 ? isExplicit && workflow.isOnlyReusable : callers.some(one => one.events.some(event => privileged.has(event)))
}
const privileged: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run', 'issue_comment', 'issues', 'discussion', 'discussion_comment', 'fork', 'watch', 'gollum'])

const nameOf = (tree: Tree): string => tree.kind === 'context' ? tree.name.toLowerCase() : tree.kind === 'index' ? `${nameOf(tree.object)}.${tree.index === null ? '*' : tree.index.kind === 'literal' ? String(tree.index.value).toLowerCase() : '*'}` : ''
const names = (tree: Tree): string[] => tree.kind === 'context' || tree.kind === 'index' ? [nameOf(tree)] : tree.kind === 'call' ? tree.arguments.flatMap(names) : tree.kind === 'logical' ? tree.operands.flatMap(names) : tree.kind === 'not' ? names(tree.operand) : tree.kind === 'compare' ? [...names(tree.left), ...names(tree.right)] : []

/** The condition asks for events that are not a stranger's with our secrets. */
function isForOthers(tree: Tree, workflow: WorkflowNode): boolean {
  if (tree.kind === 'logical') return tree.operator === '&&' ? tree.operands.some(one => isForOthers(one, workflow)) : tree.operands.every(one => isForOthers(one, workflow))
  if (tree.kind !== 'compare') return false
  const [left, right] = [tree.left, tree.right].map(nameOf), literal = tree.left.kind === 'literal' ? tree.left.value : tree.right.kind === 'literal' ? tree.right.value : null
  const asked = left || right
  if (typeof literal !== 'string') return false
  if (asked === 'github.event_name') return tree.operator === '==' ? !privileged.has(literal) : privileged.has(literal) && workflow.events.filter(event => privileged.has(event)).every(event => event === literal)
  return asked === 'github.event.workflow_run.event' && (tree.operator === '==' ? !/^pull_request/.test(literal) : false)
}
function isSkippedFor(condition: ConditionNode | null, workflow: WorkflowNode): boolean {
  const tree = condition?.expression?.tree
  return tree ? isForOthers(tree, workflow) : false
}
/** `github.event_name == 'pull_request' && … || …`: the ref is a stranger's only where there are no secrets. */
function isForOtherEvents(expression: ExpressionNode, workflow: WorkflowNode): boolean {
  const { tree } = expression
  if (tree?.kind !== 'logical') return false
  const parts = tree.operator === '||' ? tree.operands : [tree]
  const foreign = parts.filter(part => names(part).some(name => strangersRef.test(name)))
  return foreign.length > 0 && foreign.every(part => isForOthers(part, workflow))
}

/** What stands between a stranger and the step. */
function guardsOf(step: StepNode): Guard[] {
  const { job } = step
  const own = conditionGuards(step.condition, step.previous)
  const refused = step.previous.some(one => refuses(one)) ? ['permission' as const] : []
  return [...own, ...refused, ...job ? jobGuards(job, new Set()) : []]
}

/** What stands between a stranger and a job, its own steps that ask who it is included. */
export function guardsOfJob(job: JobNode): Guard[] {
  const asks = job.steps.some(step => refuses(step) || asksPermission.test(`${step.uses?.text ?? ''} ${step.run?.text ?? ''} ${step.arguments.find(one => one.name === 'script')?.text ?? ''}`))
  return [...jobGuards(job, new Set()), ...asks ? ['permission' as const] : []]
}

function jobGuards(job: JobNode, seen: Set<JobNode>): Guard[] {
  if (seen.has(job)) return []
  seen.add(job)
  const found: Guard[] = [...conditionGuards(job.condition, [], job)]
  if (job.environment) found.push('environment')
  // Where a job that it needs is refused, it is skipped, unless it says that it runs anyway.
  if (!job.condition?.hasStatusFunction) for (const needed of job.dependencies) {
    found.push(...jobGuards(needed, seen))
    if (needed.steps.some(refuses)) found.push('permission')
  }
  return found
}

/** It ends the job of somebody who may not. */
function refuses(step: StepNode): boolean {
  const slug = step.uses?.slug ?? ''
  if (refusing.test(slug)) return true
  if (slug === 'actions/github-script') {
    const script = step.arguments.find(one => one.name === 'script')?.text ?? ''
    return asksPermission.test(script) && /setFailed|throw\b|process\.exit/.test(script)
  }
  return step.run !== null && asksPermission.test(step.run.text) && /\bexit [1-9]/.test(step.run.text)
}

function conditionGuards(condition: ConditionNode | null, previous: readonly StepNode[], job: JobNode | null = null): Guard[] {
  const tree = condition?.expression?.tree
  if (!condition || !tree || condition.hasTextOutside) return []
  const asksStep = (name: string): boolean => {
    const [root, id] = name.split('.')
    if (root === 'steps') return previous.some(step => step.id?.toLowerCase() === id && asksPermission.test(`${step.uses?.text ?? ''} ${step.run?.text ?? ''} ${step.arguments.find(one => one.name === 'script')?.text ?? ''}`))
    const needed = root === 'needs' ? job?.dependencies.find(one => one.id.toLowerCase() === id) : undefined
    return needed !== undefined && (needed.steps.some(step => asksPermission.test(`${step.uses?.text ?? ''} ${step.run?.text ?? ''} ${step.arguments.find(one => one.name === 'script')?.text ?? ''}`)) || /permission|authori[sz]|member/i.test(name))
  }
  return guardsIn(tree, false, asksStep, condition)
}

/** The guards that have to hold for a condition to be true. */
function guardsIn(tree: Tree, negated: boolean, asksStep: (name: string) => boolean, condition: ConditionNode): Guard[] {
  switch (tree.kind) {
    case 'not': return guardsIn(tree.operand, !negated, asksStep, condition)
    case 'logical': {
      const parts = tree.operands.map(one => ({ one, guards: guardsIn(one, negated, asksStep, condition) }))
      if ((tree.operator === '&&') !== negated) return parts.flatMap(({ guards }) => guards)
      const rest = parts.filter(({ one, guards }) => guards.length > 0 || !isForOthers(one, condition.job!.workflow))
      return rest.length > 0 && rest.every(({ guards }) => guards.length > 0) ? rest.flatMap(({ guards }) => guards) : []
    }
    case 'compare': {
      const all = names(tree), kind = all.map(name => guardKind(name)).find(one => one !== null) ?? null
      const isEqual = (tree.operator === '==') !== negated, literal = tree.left.kind === 'literal' ? tree.left.value : tree.right.kind === 'literal' ? tree.right.value : undefined
      if (all.some(asksStep)) return ['permission']
      if (kind === 'fork') return (literal === false || literal === 'false') === isEqual ? ['repository'] : []
      if (kind === 'association') return isEqual || literal === 'NONE' ? ['association'] : []
      return kind && isEqual && literal !== '' && literal !== null && !isStaleLabel(all, kind, condition) ? [kind] : []
    }
    case 'call': {
      if (negated) return []
      const all = names(tree)
      if (all.some(asksStep)) return ['permission']
      if (!/^(?:contains|startswith|endswith)$/.test(tree.name.toLowerCase())) return []
      const kind = all.map(name => guardKind(name)).find(one => one !== null && one !== 'fork') ?? null
      return kind && !isStaleLabel(all, kind, condition) ? [kind as Guard] : []
    }
    case 'context': case 'index': {
      const name = nameOf(tree)
      if (asksStep(name)) return ['permission']
      return negated && guardKind(name) === 'fork' ? ['repository'] : []
    }
    default: return []
  }
}

/** A label of an issue says nothing of who comments on it. */
const isStaleLabel = (asked: readonly string[], kind: Guard | 'fork', condition: ConditionNode): boolean => kind === 'label' && asked.some(name => name.startsWith('github.event.issue.labels')) && condition.job?.workflow.events.includes('issue_comment') === true

function guardKind(name: string): Guard | 'fork' | null {
  if (/(?:head\.repo|head_repository)\.fork$/.test(name)) return 'fork'
  if (/(?:pull_request\.head\.repo\.(?:full_name|owner\.login|id|name)|pull_request\.head\.user\.login|head_repository\.(?:full_name|id|owner\.login)|head_repository_owner\.login)$/.test(name)) return 'repository'
  if (name.endsWith('.author_association')) return 'association'
  if (/^github\.event\.(?:pull_request\.labels|issue\.labels|label\.name)/.test(name)) return 'label'
  return /^github\.(?:actor|triggering_actor|actor_id|event\.(?:sender|comment\.user|pull_request\.user|issue\.user|review\.user|workflow_run\.actor)\.(?:login|id))$/.test(name) ? 'actor' : null
}

const cleanPath = (path: string): string => path.trim().replace(/^\.\//, '').replace(/\/+$/, '').replace(/^\.$/, '')

/** What runs files of the workspace behind a checkout into a folder: the first command or action, as it reads; null where nothing is known to. */
function executionAfter(step: StepNode, from: CommandNode | null, folder: string): string | null {
  if (from) {
    const behind = executionIn(step, folder, from.index)
    if (behind) return behind
  }
  for (const next of step.following) {
    if (next.workflow && isSkippedFor(next.condition, next.workflow)) continue
    // A second checkout to the same place brings other files.
    if (next.uses?.slug === 'actions/checkout' && !isSkippedBy(next, step)) {
      const path = next.with.get('path') ?? ''
      if (isKnown(path) && cleanPath(path) === folder && foreignRef(next) === null) return null
      continue
    }
    const found = executionOf(next, folder)
    if (found) return found
  }
  return null
}
/** Two steps that never run both: each asks for what the other denies. */
const isSkippedBy = (a: StepNode, b: StepNode): boolean => a.condition !== null && b.condition !== null && a.condition.text !== b.condition.text

/** Written from knowledge on 2026-11-28, not compared with the tools' own documentation: commands that run what the files in the folder say. */
const tools = /^(?:(?:npm|pnpm|yarn|bun)(?: (?!config|cache|--version|-v|version|login|whoami|view|set|audit|help|init\b|dist-tag|ping|-g\b|--global\b)\S+.*)?|npx(?: .*)?|bunx .*|n?make\b.*|cmake\b.*|ninja\b.*|meson\b.*|gradle\b.*|mvn\b.*|ant\b.*|sbt\b.*|lein\b.*|mix \S+.*|cargo (?!login|search|install (?!--path|\.))\S+.*|go (?:generate|run|test|tool|vet)\b.*|dotnet (?:build|test|run|restore|publish|pack|tool run|msbuild)\b.*|msbuild\b.*|bazel(?:isk)? (?:build|test|run)\b.*|buck2? \S+.*|swift (?:build|test|run)\b.*|xcodebuild\b.*|fastlane\b.*|flutter (?:build|test|run|pub)\b.*|dart (?:run|test|pub)\b.*|bundle (?:install|exec|check)?\b.*|rake\b.*|rails\b.*|rspec\b.*|composer (?:install|update|run|test|exec)\b.*|php artisan.*|phpunit\b.*|poetry (?:install|run|build)\b.*|uv (?:sync|run|build|pip install)\b.*|pdm (?:install|run|build)\b.*|hatch\b.*|tox\b.*|nox\b.*|pytest\b.*|pre-commit run\b.*|eslint\b.*|prettier\b.*|stylelint\b.*|jest\b.*|vitest\b.*|mocha\b.*|webpack\b.*|vite\b.*|rollup\b.*|gulp\b.*|grunt\b.*|ng (?:build|test|lint)\b.*|nx \S+.*|turbo \S+.*|lerna \S+.*|flake8\b.*|pylint\b.*|mypy\b.*|golangci-lint\b.*|terraform (?:init|plan|apply|validate)\b.*|tofu (?:init|plan|apply)\b.*|terragrunt\b.*|pulumi (?:preview|up)\b.*|cdk (?:synth|diff|deploy)\b.*|sls\b.*|serverless\b.*|ansible-playbook\b.*|goreleaser\b.*|just\b.*|task\b.*|mage\b.*|stack (?:build|test)\b.*|cabal (?:build|test|run)\b.*|docker(?:-compose| compose) (?:up|run)\b.*|act\b.*|earthly\b.*|sphinx-build\b.*|mkdocs (?:build|gh-deploy)\b.*|jekyll (?:build|serve)\b.*|hugo\b.*|asv\b.*|tree-sitter (?:generate|test)\b.*)$/

const interpreters = /^(?:bash|sh|zsh|dash|source|\.|node|deno|python[\d.]*|ruby|perl|php|pwsh|powershell|Rscript|julia|lua|groovy|ts-node|tsx)$/

/** Written from knowledge on 2026-11-28, not compared with the actions' own documentation: actions that run what the workspace's files say. */
const executing = /^(?:actions\/jekyll-build-pages|pre-commit\/action|bridgecrewio\/checkov-action|golangci\/golangci-lint-action|(?:github|super-linter)\/super-linter|oxsecurity\/megalinter|megalinter\/megalinter|sonarsource\/.+|cypress-io\/github-action|borales\/actions-yarn|bahmutov\/npm-install|goreleaser\/goreleaser-action|pyo3\/maturin-action|pypa\/cibuildwheel|actions-rs\/.+|andresz1\/size-limit-action|preactjs\/compressed-size-action|chromaui\/action|treosh\/lighthouse-ci-action|wagoid\/commitlint-github-action|reviewdog\/action-(?:eslint|rubocop|stylelint|golangci-lint)|burrunan\/gradle-cache-action|tauri-apps\/tauri-action|electron-userland\/electron-builder-action|samuelmeuli\/action-electron-builder|cachix\/.*nix-build|shivammathur\/composer-install|ramsey\/composer-install|hashicorp\/terraform-github-actions|dflook\/(?:terraform|tofu)-.+|pulumi\/actions|serverless\/github-action|changesets\/action|cycjimmy\/semantic-release-action|withastro\/action|danger\/.+|microsoft\/playwright-github-action|nwtgck\/.+build.*)$/

const executions = new WeakMap<StepNode, Map<string, Kept<string | null>>>()
/** `executionIn` for the whole step, which every checkout before it asks. */
function executionOf(step: StepNode, folder: string): string | null {
  const known = executions.get(step) ?? new Map<string, Kept<string | null>>()
  executions.set(step, known)
  let found = known.get(folder)
  if (!found) known.set(folder, found = new Kept(() => executionIn(step, folder)))
  return found.take()
}

function executionIn(step: StepNode, folder: string, behind = -1): string | null {
  const { uses, run } = step
  if (uses) {
    if (uses.form === 'local') return folder === '' || uses.subpath === folder || (uses.subpath ?? '').startsWith(`${folder}/`) ? uses.text : null
    const slug = uses.slug ?? '', mentions = (): boolean => folder === '' || step.arguments.some(one => one.text.includes(folder))
    if (executing.test(slug)) return mentions() ? uses.text.replace(/@.*/s, '') : null
    if (slug === 'ruby/setup-ruby' && step.with.get('bundler-cache') === 'true') return mentions() ? 'ruby/setup-ruby with bundler-cache' : null
    if (/^gradle\/(?:gradle-build-action|actions)$/.test(slug) && step.with.has('arguments')) return mentions() ? uses.text.replace(/@.*/s, '') : null
    if (slug === 'actions/github-script') {
      const script = step.arguments.find(one => one.name === 'script')?.text ?? ''
      return /(?:require|import)\s*\(\s*[`'"](?:\.\/|\$\{\s*process\.env\.GITHUB_WORKSPACE|\$\{\{\s*github\.workspace)/.test(script) && (folder === '' || script.includes(`${folder}/`)) ? 'github-script, which loads a file of the workspace' : null
    }
    return null
  }
  if (!run) return null
  const working = step.workingDirectory, at = isKnown(working) ? cleanPath(working ?? '') : null
  let isInside = folder === '' ? !at?.startsWith('/') : at === folder || at?.startsWith(`${folder}/`) === true
  for (const command of run.commands) {
    const { name, words } = command
    if (command.index <= behind) continue
    if (name === 'cd' || name === 'pushd') {
      const to = words[0]
      if (isKnown(to) && typeof to === 'string') isInside = folder === '' ? !/^(?:\/|~|\.\.)/.test(to) : isInside ? !to.startsWith('..') && !to.startsWith('/') : cleanPath(to) === folder || cleanPath(to).startsWith(`${folder}/`)
      continue
    }
    const shown = runsFiles(command, isInside, folder)
    if (shown) return shown
  }
  return null
}

/** The command as it reads where it runs files of the folder. */
function runsFiles(command: CommandNode, isInside: boolean, folder: string): string | null {
  const { name } = command, text = command.text
  const program = isKnown(name) ? name : ''
  const shown = (): string => command.model.text.slice((command.command.wrappers[0]?.nameSpan ?? command.command.nameSpan)[0], command.command.span[1]).split(/\s+/).slice(0, 3).join(' ').slice(0, 60)
  const isOurs = (path: string): boolean => {
    const clean = cleanPath(path)
    return !/^(?:\/|~|\$|-|https?:)/.test(path) && path !== '' && (isInside || folder !== '' && (clean === folder || clean.startsWith(`${folder}/`)))
  }
  // The shell model takes the folder off a program's name.
  const written = command.command.nameWord?.text.replace(/^["']|["']$/g, '') ?? program
  if (/^\.{0,2}\//.test(written) ? /^\.\.?\//.test(written) : /^[\w.-]+\//.test(written)) return isOurs(written) ? shown() : null
  if (interpreters.test(program)) {
    const words = command.words.map(word => isKnown(word) ? word : word.source)
    const module = words.indexOf('-m')
    if (/^python/.test(program) && module >= 0) {
      const rest = words.slice(module + 1)
      return rest[0] === 'pip' ? rest.some(word => word === '-r' || word === '.' || word === '-e' || word.startsWith('./')) && isInside ? shown() : null : /^(?:venv|ensurepip|site|json\.tool|http\.server)$/.test(rest[0] ?? '') ? null : isInside ? shown() : null
    }
    if (words.some(word => word === '-c' || word === '-e' || word === '-p' || word === '--version')) return null
    const file = words.find(word => !word.startsWith('-') && word !== 'run')
    return file !== undefined && isOurs(file) ? shown() : null
  }
  if (!isInside && !(folder !== '' && new RegExp(`(?:^|[\\s=/'"])${folder.replace(/[^\w-]/g, '\\$&')}(?:$|[\\s/'"])`).test(text))) return null
  if (/^(?:pip3?|pipx)$/.test(program)) return /\s(?:-r|--requirement|-e|--editable|\.|\.\/\S*|\.\[\S*|-c)(?:\s|$|\[|=)/.test(text) && / install\b/.test(text) ? shown() : null
  const line = [program, ...command.words.map(word => isKnown(word) ? word : word.source)].join(' ')
  if (/^(?:npm|pnpm|yarn)\b/.test(line) && /--ignore-scripts|(?:^| )(?:-g|--global)(?: |$)/.test(line)) return null
  if (/^(?:make|npm|yarn|go|cargo|task|act|ant|hugo|just) (?:--version|-v|version|help)$/.test(line)) return null
  return tools.test(line) ? shown() : null
}

/** What an artifact of the run that started this one brings, and what then runs it. */
export function foreignArtifactOf(step: StepNode): facts.ForeignArtifact | null {
  const { workflow, uses, run } = step
  if (!workflow?.events.includes('workflow_run') || isSkippedFor(step.condition, workflow) || isSkippedFor(step.job?.condition ?? null, workflow)) return null
  let folder: string | null = '', command: CommandNode | null = null
  const from = (name: string): string | null => {
    const path = step.with.get(name) ?? ''
    return isKnown(path) ? cleanPath(path) : null
  }
  const script = uses?.slug === 'actions/github-script' ? step.arguments.find(one => one.name === 'script')?.text ?? '' : ''
  if (uses?.slug === 'dawidd6/action-download-artifact' || uses?.slug === 'levonet/action-download-last-artifact' || uses?.slug === 'ishworkh/docker-image-artifact-download' || uses?.slug === 'aochmann/actions-download-artifact' || uses?.slug === 'blablacar/action-download-last-artifact' || uses?.slug === 'marcofaggian/action-download-multiple-artifacts') folder = from('path')
  else if (uses?.slug === 'actions/download-artifact' && step.with.has('run-id')) folder = from('path')
  else if (/downloadArtifact/.test(script)) folder = ''
  else {
    command = run?.commands.find(({ name, words, text }) => name === 'gh' && (words[0] === 'run' && words[1] === 'download' || words[0] === 'api' && /artifacts?\b/.test(text) && /zip|archive_download/.test(run.text))) ?? null
    if (!command) return null
    const named = /(?:--dir|-D)[ =]["']?([^\s"']+)/.exec(command.text)?.[1] ?? ''
    folder = cleanPath(named)
  }
  if (folder !== null && /^\$\{?\{?\s*(?:runner\.temp|RUNNER_TEMP)|^\/|\$\{\{\s*runner\.temp/.test(folder)) folder = null
  // Archives are unpacked somewhere else: everything behind is looked at as if it lay in the workspace.
  const isPacked = script !== '' || command !== null
  return { text: uses ? uses.text.replace(/@.*/s, '') : 'gh run download', runs: folder === null ? null : executionAfter(step, command, isPacked ? '' : folder), guards: list(new Set(guardsOf(step))) }
}

/** The step saves folders of the workspace, where a checkout lies, in a cache. */
export function savesWorkspace(step: StepNode): boolean {
  if (step.uses?.fullName !== 'actions/cache' && step.uses?.fullName !== 'actions/cache/save') return false
  const path = step.arguments.find(one => one.name === 'path')?.text.trim() ?? ''
  return path.split('\n').some(one => one.trim() !== '' && !/^\s*(?:\/|~|!|\$\{\{\s*(?:runner\.temp|env\.))/.test(one))
}

/** Actions that approve or merge a pull request. */
const merging = /^(?:hmarr\/auto-approve-action|juliangruber\/approve-pull-request-action|cognitedata\/auto-approve-dependabot-action|pascalgn\/automerge-action|ahmadnassri\/action-dependabot-auto-merge|fastify\/github-action-merge-dependabot|peter-evans\/enable-pull-request-automerge|alexwilson\/enable-github-automerge-action|ridedott\/merge-me-action|reitermarkus\/automerge|actions-ecosystem\/action-merge-pull-request|gautamkrishnar\/.*auto-merge.*|koj-co\/dependabot-pr-action|tjenkinson\/gh-action-auto-merge-dependency-updates|plm9606\/automerge_actions)$/

export function mergeIn(step: StepNode): string | null {
  if (step.uses) return merging.test(step.uses.slug ?? '') ? step.uses.text.replace(/@.*/s, '') : null
  for (const { name, words, text } of step.run?.commands ?? []) {
    if (name === 'gh' && words[0] === 'pr' && (words[1] === 'merge' || words[1] === 'review' && /\s(?:--approve|-a)\b/.test(text))) return `gh pr ${words[1] as string}`
  }
  return null
}

/** It compares who acted last with a bot. */
export const asksForBot = (condition: string): boolean => /(?:actor|sender\.login)\b[^&|!]*\bbot\b|\[bot\][^&|!]*(?:actor|sender\.login)|(?:actor_id|sender\.id)\b[^&|!]*\d{7,}/i.test(condition)

/** A cache that a job of it writes is read by runs of the default branch. */
export function writesSharedCache(workflow: WorkflowNode): boolean {
  return workflow.triggers.some(trigger => {
    if (!privileged.has(trigger.event)) return false
    if (trigger.event !== 'pull_request_target') return true
    const main = (names: facts.Trigger['branches']): boolean => names?.some(name => !isKnown(name) || /^(?:main|master|default|develop|trunk)$|\*/.test(name)) === true
    return trigger.branches === null || main(trigger.branches)
  })
}

/** The token of the job can only read, and no secret is handed to it. */
function canOnlyRead(job: JobNode): boolean {
  const { permissions } = job
  if (!permissions || permissions.form === 'invalid' || permissions.writes.open || permissions.writes.length > 0 || job.usesSecrets) return false
  return ![...job.workflow.variables].some(variable => (variable.expressions as readonly ExpressionNode[]).some(one => one.contexts.some(context => context.root === 'secrets' && context.name !== 'secrets.github_token')))
}
