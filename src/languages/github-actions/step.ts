import type { Place } from '../../core/fact'
import { Kept } from '../../core/outside'
import type { Segment } from '../../core/path'
import type { Span } from '../../core/span'
import { nearest } from '../../core/nearest'
import { dictionary, isKnown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { flags as shellFlags, hasFlag, type Command, type Quote, type Script, type Word } from '../shell/command'
import { commandKinds, isDeployName } from '../shell/activities'
import { checkedHash } from '../shell/fate'
import { packageCall, type Package, type PackageCall } from '../shell/packages'
import { parseShell } from '../shell/parse'
import type { ShellProblem } from '../shell/problems'
import { fromYamlScalar } from '../shell/source'
import { tokenOf } from '../yaml/path'
import type { YamlNode, YamlPair, YamlScalar } from '../yaml/tree'
import { asScalar, asSequence, entries, entry } from '../yaml/walk'
import type { ActionNode } from './action'
import { backgroundFaultsOf, targetsOf } from './background'
import { actionKinds } from './activity'
import { agentOf } from './agents'
import { actionIn, type ActionSummary } from './exports'
import { namesFor } from './environment-fix'
import { ConditionNode, VariableNode, type ExpressionNode } from './expressions'
import type * as facts from './facts'
import { toolInputs } from './data/action-news'
import { imageOf } from './image'
import { joined, type JobNode } from './job'
import { launchesOf, launchesOfPowerShell } from './launches'
import type { Model } from './model'
import { booleanIn, dictionaryIn, isBlock, isDynamic, Node, numberIn, stringIn, textIn, valueIn } from './node'
import { homelessCall, tokenlessCall } from './gh'
import { pythonProblems } from './python'
import { repositoryOf, resolveLocal } from './reader'
import { needsOf, quietEventOf } from './permissions'
import { publicationOf } from './registries'
import { lateMasks, printedSecrets, severalLinesOf } from './secrets'
import { shellProblemsOf } from './shell'
import { lockKey } from './lock'
import { advisoriesFor, archivedInFavourOf, disabledSince, meantBy, nodeOf, popularAction, preinstalledFor, successorOf } from './popular'
import { callersCheckoutOf, checkoutOf, foreignArtifactOf, mergeIn, savesWorkspace, strangersEnvironmentOf } from './untrusted'
import { filesOf, type ScriptFlow, type Written } from './script-flow'
import { joined as joinedFlows } from './taint'
import { uploadedSecret, uploadOf } from './artifacts'
import { cacheOf } from './caches'
import { isDeepForNothing, setupIn, starvedBy } from './setup'
import { variablesIn, type WorkflowNode } from './workflow'

export function stepsIn(model: Model, node: YamlNode | null, job: JobNode | null, action: ActionNode | null): List<StepNode> {
  const sequence = asSequence(node)
  const steps: StepNode[] = []
  for (const [i, item] of (sequence?.items ?? []).entries()) {
    steps.push(new StepNode(model, item, sequence!, i, job, action))
  }
  return list(steps, isDynamic(node))
}

export function argumentsIn(model: Model, node: YamlNode | null): List<facts.Argument> {
  return list([...entries(node)].flatMap((pair): facts.Argument[] => pair.name === null ? [] : [{
    name: pair.name, value: valueIn(pair.value, model.text), text: textIn(pair.value) ?? '', expressions: list(model.expressionsIn(pair.value)),
    span: tokenOf(pair.value, pair.key, model.text), nameSpan: tokenOf(pair.key, null, model.text),
  }]), isDynamic(node))
}

export class StepNode extends Node implements facts.Step {
  constructor(model: Model, value: YamlNode, sequence: YamlNode, readonly index: number, readonly job: JobNode | null, readonly action: ActionNode | null) {
    super(model, 'github-actions.Step', value, null, { node: sequence, step: index })
  }

  get subject(): string { return this.once('subject', () => `${this.job?.subject ?? 'runs'}/${namesOf(this.siblings)[this.index] ?? this.plainName}`) }
  /** What it is called before those of the same name are told apart. */
  get plainName(): string { return this.id ?? textIn(this.child('name')) ?? textIn(this.child('uses'))?.replace(/@.*/s, '') ?? textIn(this.child('run'))?.trim().split('\n')[0] ?? 'step' }
  private get siblings(): List<StepNode> { return (this.job ?? this.action)?.steps ?? [] }
  get workflow(): WorkflowNode | null { return this.job?.workflow ?? null }
  get id(): string | null { return textIn(this.get('id')) }
  /** It has an id that is not seen. */
  get hasUnknownId(): boolean { return isDynamic(this.valueNode) || this.get('parallel') !== null }
  get name(): Maybe<string | null> { return stringIn(this.get('name')) }
  get title(): string { return textIn(this.get('name')) ?? this.id ?? textIn(this.get('uses')) ?? textIn(this.get('run'))?.trim().split(/\r?\n/)[0]!.slice(0, 60) ?? `step ${this.index + 1}` }
  get condition(): ConditionNode | null {
    return this.once('condition', () => {
      const pair = entry(this.valueNode, 'if')
      return pair && (textIn(pair.value) !== null || asScalar(pair.value)?.tag?.startsWith('!')) ? new ConditionNode(this.model, pair.value, pair.key, this) : null
    })
  }
  get uses(): UsesNode | null {
    return this.once('uses', () => {
      const pair = entry(this.valueNode, 'uses')
      return pair && textIn(pair.value) !== null ? new UsesNode(this.model, pair, this.job, this) : null
    })
  }
  get run(): RunNode | null {
    return this.once('run', () => {
      const pair = entry(this.valueNode, 'run')
      return pair && textIn(pair.value) !== null ? new RunNode(this, pair) : null
    })
  }
  get with(): Dictionary<Maybe<string>> { return this.once('with', () => dictionaryIn(this.get('with'), this.model.text)) }
  get arguments(): List<facts.Argument> { return this.once('arguments', () => argumentsIn(this.model, this.get('with'))) }
  get ownVariables(): List<VariableNode> { return this.once('ownVariables', () => variablesIn(this.model, this.get('env'), 'step', this.workflow, this.job, this)) }
  get variables(): List<VariableNode> { return this.once('variables', () => this.job ? joined(this.ownVariables, this.job.variables) : this.ownVariables) }
  get env(): Dictionary<Maybe<string>> { return this.once('env', () => dictionary([...this.job?.env ?? [], ...dictionaryIn(this.get('env'), this.model.text)], this.variables.open)) }
  get shell(): Maybe<string | null> { return stringIn(this.get('shell')) ?? this.job?.defaultShell ?? null }
  get hasOwnShell(): boolean { return this.get('shell') !== null }
  get workingDirectory(): Maybe<string | null> { return stringIn(this.get('working-directory')) ?? this.job?.defaultWorkingDirectory ?? null }
  get timeoutMinutes(): Maybe<number | null> { return numberIn(this.get('timeout-minutes')) }
  get continueOnError(): Maybe<boolean> { return booleanIn(this.get('continue-on-error'), false) }
  get isBackground(): boolean { return this.get('background') !== null && booleanIn(this.get('background'), false) === true }
  get backgroundFaults(): List<facts.BackgroundFault> {
    return this.once('backgroundFaults', () => !this.job || !['wait', 'wait-all', 'cancel', 'parallel'].some(key => this.get(key)) ? [] : list(backgroundFaultsOf(this.valueNode, this.previous.flatMap(step => [...step.valueNode ? [step.valueNode] : []]))))
  }
  get isReadUnawaited(): boolean {
    const { id, job } = this
    if (!job || id === null || !this.isBackground) return false
    return this.once('isReadUnawaited', () => {
      const name = id.toLowerCase(), following = this.following, waits = (step: StepNode): boolean => step.get('wait-all') !== null || targetsOf(step.valueNode).some(target => target.id.toLowerCase() === name)
      const first = following.findIndex(waits), before = first < 0 ? following : following.slice(0, first)
      const reads = (expressions: readonly ExpressionNode[]): boolean => expressions.some(expression => expression.contexts.some(context => context.root === 'steps' && context.properties[0]?.toLowerCase() === name))
      return !following.open && before.some(step => reads(step.expressions))
    })
  }
  get expressions(): List<ExpressionNode> { return this.once('expressions', () => this.model.expressionsOf(this)) }
  /** Names for what its scripts expand. */
  get variableNames(): ReadonlyMap<string, string> { return this.once('variableNames', () => namesFor(this, this.expressions.filter(one => one.sink === 'run' || one.sink === 'script'))) }
  get previous(): List<StepNode> { return this.once('previous', () => list(this.siblings.slice(0, this.index), this.siblings.open)) }
  get following(): List<StepNode> { return this.once('following', () => list(this.siblings.slice(this.index + 1), this.siblings.open)) }
  /** An earlier step, or this one, passes a test; each test has a name and is made once a step. */
  isAfter(name: string, test: (step: StepNode) => boolean, orSelf = false): boolean {
    let known = firsts.get(this.siblings)
    if (!known) firsts.set(this.siblings, known = new Map())
    let first = known.get(name)
    if (!first) known.set(name, first = new Kept(() => this.siblings.findIndex(test)))
    const index = first.take()
    return index >= 0 && (index < this.index || orSelf && index === this.index)
  }
  get needs(): List<facts.TokenNeed> { return this.once('needs', () => needsOf(this)) }
  get isFollowedByGit(): boolean { return (this.job ?? this.action)!.lastGitStep > this.index }
  get publication(): facts.RegistryPublication | null { return this.once('publication', () => publicationOf(this)) }
  get quietEvent(): Maybe<facts.QuietEvent | null> { return this.once('quietEvent', () => quietEventOf(this)) }
  get hasDuplicateId(): boolean { return this.id !== null && this.previous.some(step => step.id?.toLowerCase() === this.id!.toLowerCase()) }
  get similarId(): string | null {
    const { id } = this
    return id === null || id.length < 5 ? null : this.once('similarId', () => nearest(id, this.previous.flatMap(step => step.id !== null && step.id.toLowerCase() !== id.toLowerCase() && step.id.replace(/\d/g, '').toLowerCase() !== id.replace(/\d/g, '').toLowerCase() ? step.id : []), 1))
  }
  /** What `steps.x.outputs` offers, where it is known. */
  get outputNames(): Maybe<readonly string[]> {
    const { uses } = this
    return uses && isKnown(uses.declares) && uses.declares?.hasAllOutputs ? uses.declares.outputs : new Unknown(`${this.id}.outputs`)
  }
  /** It talks to the remote repository by git, with the credentials that are there. */
  get usesRemote(): boolean {
    return remoteActions.test(this.uses?.slug ?? '') || this.run !== null && (this.run.script ? this.run.commands.some(command => command.name === 'git' && command.words.some(word => isKnown(word) && remoteVerbs.has(word))) : /\bgit\b.*\b(?:push|pull|fetch|clone|submodule|ls-remote)\b/.test(this.run.text))
  }
  get checkout(): facts.Checkout | null { return this.once('checkout', () => checkoutOf(this)) }
  get merges(): string | null { return this.once('merges', () => mergeIn(this)) }
  get isForBotByActor(): boolean { return [this.condition, this.job?.condition].some(condition => condition?.asksForBot === true) }
  get savesStrangersFiles(): boolean { return this.workflow?.writesSharedCache === true && savesWorkspace(this) && this.previous.some(step => step.strangersCode !== null) }
  get usesCache(): Maybe<boolean> { return this.once('usesCache', () => cacheOf(this)) }
  get hasOptionalCache(): boolean { return !isKnown(this.usesCache) }
  get upload(): facts.Step['upload'] { return this.once('upload', () => uploadOf(this)) }
  get uploadsSecret(): string | null { return this.once('uploadsSecret', () => uploadedSecret(this)) }
  get foreignArtifact(): facts.ForeignArtifact | null { return this.once('foreignArtifact', () => foreignArtifactOf(this)) }
  get strangersCode(): string | null { return this.checkout && this.checkout.guards.length === 0 ? this.checkout.text : null }
  get hasStrangersFiles(): boolean { return this.once('hasStrangersFiles', () => this.previous.some(step => step.strangersCode !== null || step.foreignArtifact !== null)) }
  get strangersEnvironment(): string | null { return this.once('strangersEnvironment', () => strangersEnvironmentOf(this)) }
  get callersCheckout(): facts.Step['callersCheckout'] { return this.once('callersCheckout', () => callersCheckoutOf(this)) }
  get agent(): facts.Agent | null { return this.once('agent', () => agentOf(this)) }
  get agentBefore(): facts.Agent | null { return this.once('agentBefore', () => { const last = this.siblings[this.index - 1]; return last ? last.agentBefore ?? last.agent : null }) }
  get activities(): List<facts.Activity> {
    return this.once('activities', () => {
      const found: facts.Activity[] = [], { uses, run } = this
      const isClosing = uses?.slug === 'azure/static-web-apps-deploy' && this.with.get('action') === 'close'
      if (uses?.fullName && !isClosing) for (const kind of actionKinds(uses.fullName)) found.push({ kind, evidence: uses.text.replace(/@.*/s, ''), span: uses.locate('').span })
      // docker/build-push-action publishes only where it is told to push.
      if (uses?.slug === 'docker/build-push-action' && this.with.get('push') !== undefined && this.with.get('push') !== 'false') found.push({ kind: 'publish', evidence: uses.text.replace(/@.*/s, ''), span: uses.locate('').span })
      for (const command of run?.commands ?? []) {
        const text = [isKnown(command.name) ? command.name : '', ...command.words.map(word => isKnown(word) ? word : word.source)].join(' ')
        // What makes a namespace or a secret deploys nothing.
        const isPreparing = command.pipedFrom !== null && /\bcreate\s+(?:secret|configmap|namespace|ns|serviceaccount)\b/.test(command.pipedFrom.text)
        for (const kind of commandKinds(text)) if (!(isPreparing && kind === 'deploy')) found.push({ kind, evidence: text.split(' ').slice(0, 3).join(' '), span: command.locate('').span })
      }
      const name = textIn(this.get('name')) ?? ''
      if (!found.some(one => one.kind === 'deploy') && (run || uses?.form === 'local') && isDeployName(name)) found.push({ kind: 'deploy', evidence: `step '${name}'`, span: this.locate('name').span })
      return found
    })
  }

  protected override token(path: string): Span | null | undefined {
    const name = /^arguments\[(\d+)\]\.name$/.exec(path)?.[1]
    if (name !== undefined) return this.arguments[Number(name)]?.nameSpan ?? null
    if (path === 'publication') return this.publication?.span ?? null
    if (path === 'setup') return this.setup?.span ?? null
    if (path === 'quietEvent') return isKnown(this.quietEvent) ? this.quietEvent?.span ?? null : null
    const match = /^backgroundFaults\[(\d+)\]$/.exec(path)
    return match ? tokenOf(this.backgroundFaults[Number(match[1])]?.node ?? null, null, this.model.text) : undefined
  }
  get setup(): facts.Setup | null { return this.once('setup', () => setupIn(this)) }
  get missesHistory(): string | null { return this.once('missesHistory', () => starvedBy(this)) }
  get hasUnreadHistory(): boolean { return this.once('hasUnreadHistory', () => isDeepForNothing(this)) }
  protected override inherited(path: string, segments: readonly Segment[]): Place | null {
    const from = segments[0] === 'env' ? path : segments[0] === 'shell' || segments[0] === 'working-directory' ? `defaults.run.${path}` : null
    const place = from === null ? undefined : this.job?.locate(from)
    return place && !place.missing ? place : null
  }
}

/** Everything in a job that may name a version: scripts, arguments, expressions, and the values of variables that its scripts read. */
export function stepsText(job: JobNode): string {
  const written = [...job.steps.flatMap(step => [step.run?.text ?? '', ...step.arguments.map(({ text }) => text)]), ...job.expressions.map(({ text }) => text)].join('\n')
  const variables = [...job.variables, ...job.steps.flatMap(step => [...step.ownVariables])]
  return [written, ...variables.filter(({ name }) => new RegExp(`\\$\\{?${name.replace(/\W/g, '.')}\\b|\\benv\\.${name.replace(/\W/g, '.')}\\b`).test(written)).map(variable => `${variable.name}=${textIn(variable.valueNode) ?? ''}`)].join('\n')
}

const stepNames = new WeakMap<List<StepNode>, readonly string[]>()

/** The names of a job's or action's steps, each once. */
function namesOf(steps: List<StepNode>): readonly string[] {
  let names = stepNames.get(steps)
  if (!names) {
    const counts = new Map<string, number>()
    stepNames.set(steps, names = steps.map(({ plainName }) => {
      const count = (counts.get(plainName) ?? 0) + 1
      counts.set(plainName, count)
      return count > 1 ? `${plainName}#${count}` : plainName
    }))
  }
  return names
}

/** Of the steps of a job or action, the first one that passes a test. */
const firsts = new WeakMap<List<StepNode>, Map<string, Kept<number>>>()

const remoteVerbs: ReadonlySet<string> = new Set(['push', 'pull', 'fetch', 'clone', 'submodule', 'ls-remote', 'lfs', 'remote', 'send-email'])
const remoteActions = /^(?:peter-evans\/create-pull-request|stefanzweifel\/git-auto-commit-action|endbug\/add-and-commit|ad-m\/github-push-action|changesets\/action|jamesives\/github-pages-deploy-action|goreleaser\/goreleaser-action|cycjimmy\/semantic-release-action|rubygems\/release-gem)$/

const branchNames = /^(?:main|master|head|latest|develop|dev|trunk|next|nightly|edge|stable|release)$|\//i

/** The version that a comment consists of: `v1.2`, `tag=v1.2`, `@v1.2`; null where it says something else, or more. */
export const wholeVersion = (comment: string | null): string | null => /^(?:(?:tag|pin|version)?[=:@]\s*)?(v?\d+(?:\.\d+)*)$/i.exec(comment ?? '')?.[1] ?? null

/** Both versions can be of one commit: v4 and v4.2.2. */
function agree(a: string, b: string): boolean {
  const one = a.replace(/^v/i, '').split('.'), other = b.replace(/^v/i, '').split('.')
  return one.slice(0, Math.min(one.length, other.length)).every((part, i) => part === other[i])
}

export class UsesNode extends Node implements facts.Uses {
  readonly text: string
  private readonly parts: RegExpExecArray | null
  constructor(model: Model, pair: YamlPair, readonly job: JobNode | null, readonly step: StepNode | null) {
    super(model, 'github-actions.Uses', pair.value, pair.key, null)
    this.text = textIn(pair.value) ?? ''
    this.parts = /^([\w.-]+)\/([\w.-]+)((?:\/[^@]*)?)(?:@(.*))?$/s.exec(this.text.trim())
  }

  get workflow(): WorkflowNode | null { return this.job?.workflow ?? null }
  get action(): ActionNode | null { return this.step?.action ?? null }
  get subject(): string { return `${(this.step ?? this.job)?.subject ?? ''}/uses` }
  get form(): facts.Uses['form'] { return this.once('form', () => this.formOf()) }
  private formOf(): facts.Uses['form'] {
    const text = this.text.trim()
    if (text.includes('${{')) return 'expression'
    if (text.startsWith('docker://')) return 'docker'
    const isReusable = this.step === null || /(?:^|\/)\.github\/workflows\/[^/@]+\.ya?ml(?:@|$)/.test(text)
    if (/^(?:\.\/|\$\/|\.$)/.test(text)) return isReusable ? 'local-reusable' : 'local'
    return !this.parts ? 'invalid' : isReusable ? 'reusable' : 'action'
  }
  get isRemote(): boolean { return this.form === 'action' || this.form === 'reusable' }
  private part(i: number): string | null { return this.isRemote ? this.parts![i] || null : null }
  get owner(): string | null { return this.part(1) }
  get repository(): string | null { return this.part(2) }
  get subpath(): string | null { return this.isRemote ? this.part(3)?.replace(/^\/+|\/+$/g, '') || null : this.form === 'local' || this.form === 'local-reusable' ? this.text.trim().replace(/^[.$]\/?/, '').replace(/\/+$/, '') || null : null }
  get slug(): string | null { return this.once('slug', () => this.isRemote ? `${this.owner}/${this.repository}`.toLowerCase() : null) }
  get fullName(): string | null { return this.once('fullName', () => this.slug === null ? null : this.subpath === null ? this.slug : `${this.slug}/${this.subpath.toLowerCase()}`) }
  get ref(): string | null { return this.part(4) }
  get refKind(): facts.Uses['refKind'] { return this.once('refKind', () => this.refKindOf()) }
  private refKindOf(): facts.Uses['refKind'] {
    const { ref } = this
    if (ref === null) return 'none'
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref)) return 'sha'
    if (/^(?=.*\d)[0-9a-f]{7,39}$/i.test(ref) && !/^\d{1,8}$/.test(ref)) return 'short-sha'
    if (/^(?:v|version-?|release-?)?\d+(?:\.\d+)*(?:[-+._][\w.+-]+)?$/i.test(ref) || /^(?:[\w-]+[-/@])?v\d+(?:\.\d+)*/i.test(ref)) return 'version'
    return branchNames.test(ref) ? 'branch' : 'other'
  }
  get lockedCommit(): string | null {
    const { lock } = this.model, key = this.slug === null || this.ref === null ? null : lockKey(this.slug, this.ref)
    if (!lock || key === null || this.workflow && !lock.workflows.get(this.pathInRepository)?.has(key)) return null
    return lock.commits.get(key) ?? null
  }
  get isMissingInLock(): boolean {
    const locked = this.workflow ? this.model.lock?.workflows.get(this.pathInRepository) : undefined
    return locked !== undefined && this.slug !== null && this.ref !== null && !locked.has(lockKey(this.slug, this.ref))
  }
  private get pathInRepository(): string { const folder = repositoryOf(this.path); return folder === '' ? this.path : this.path.slice(folder.length + 1) }
  get contradiction(): string | null {
    const { slug, ref, refKind } = this, stated = wholeVersion(this.comment)
    if (slug === null || ref === null || stated === null) return null
    if (refKind === 'version') return /^v?\d+(?:\.\d+)*$/i.test(ref) && !agree(ref, stated) ? ref : null
    return refKind === 'sha' ? this.model.statedVersions.get(lockKey(slug, ref.toLowerCase()))?.find(one => !agree(one, stated)) ?? null : null
  }
  get isPinned(): boolean { return this.refKind === 'sha' || this.lockedCommit !== null || this.form === 'local' || this.form === 'local-reusable' || this.form === 'docker' && this.image !== null && this.image.digest !== null }
  get major(): number | null {
    const from = this.refKind === 'version' ? this.ref : this.refKind === 'sha' || this.refKind === 'short-sha' ? this.commentVersion : null
    const match = from === null ? null : /(\d+)/.exec(from.replace(/^.*[-/@](?=v\d)/, ''))
    return match ? Number(match[1]) : null
  }
  private get remark(): { readonly text: string; readonly span: Span } | null {
    return this.once('remark', () => {
      const comment = this.model.commentBehind(this.valueNode!.span[1])
      return comment && { text: comment.text.replace(/^#\s*/, '').trim(), span: comment.span }
    })
  }
  get comment(): string | null { return this.remark?.text ?? null }
  get commentVersion(): string | null { return /(?:^|[\s@=:/(-])(v?\d+(?:\.\d+)*(?:[-+][\w.+-]+)?)(?=$|[\s,;)])/i.exec(this.comment ?? '')?.[1] ?? null }
  get isFirstParty(): boolean { return /^(?:actions|github)$/i.test(this.owner ?? '') }
  get image(): facts.Image | null { return this.once('image', () => this.form === 'docker' ? imageOf(this.text.trim().slice(9), this.span(9, this.text.trim().length)) : null) }
  get declares(): Maybe<ActionSummary | null> {
    return this.once('declares', () => {
      if (this.form === 'action') return popularAction(this.fullName!, this.major) ?? new Unknown(this.text)
      if (this.form === 'expression') return new Unknown(this.text)
      if (this.form !== 'local') return null
      const folder = resolveLocal(this.path, this.subpath ?? '')
      const found = folder === null ? [] : this.model.environment.find(actionIn(folder))
      return isKnown(found) ? found[0] ?? null : found
    })
  }
  get nodeVersion(): number | null {
    if (this.form === 'action') return nodeOf(this.fullName!, this.major)
    const using = this.form === 'local' && isKnown(this.declares) ? /^node(\d+)$/i.exec(this.declares?.using ?? '')?.[1] : undefined
    return using === undefined ? null : Number(using)
  }
  get advisories(): List<facts.Advisory> {
    return this.once('advisories', () => list(this.slug === null ? [] : advisoriesFor(this.slug, this.refKind === 'version' ? this.ref : this.refKind === 'sha' ? this.commentVersion : null, this.refKind === 'sha' ? this.ref : null)))
  }
  get archivedFor(): string | null { return this.slug === null ? null : archivedInFavourOf(this.slug) }
  get disabledSince(): string | null { return this.form === 'action' ? disabledSince(this.fullName!, this.major) : null }
  get meant(): string | null { return this.once('meant', () => this.slug === null ? null : meantBy(this.slug)) }
  get preinstalled(): string | null { return this.form === 'action' ? preinstalledFor(this.fullName!) : null }
  get successor(): string | null { return this.slug === null ? null : successorOf(this.slug) }
  get toolInput(): string | null { return this.form === 'action' ? toolInputs.get(this.fullName!) ?? null : null }
  get unpinnedInside(): List<string> {
    return this.once('unpinnedInside', () => {
      const inside = this.form === 'local' && isKnown(this.declares) ? this.declares?.uses ?? [] : this.action && this.form === 'action' ? [this.text] : []
      return list(inside.filter(text => !/^[.$]\/|@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$|\$\{\{/i.test(text.trim())))
    })
  }
  get exists(): Maybe<boolean> {
    return this.once('exists', () => {
      if (this.form === 'local-reusable') {
        const calls = this.job?.calls ?? null
        return isKnown(calls) ? calls !== null : calls
      }
      if (this.form !== 'local') return new Unknown(this.text)
      const { declares } = this
      if (!isKnown(declares)) return declares
      if (declares) return true
      const folder = resolveLocal(this.path, this.subpath ?? '')
      // What lies beside the checkout, a step has put there.
      if (folder === null) return new Unknown(this.text)
      return this.model.environment.list(folder).some(path => /(?:^|\/)(?:Dockerfile|action\.ya?ml)$/.test(path))
    })
  }

  get normalized(): string | null {
    const text = this.text.trim(), { form } = this, at = form === 'action' || form === 'reusable' ? text.lastIndexOf('@') : text.length, path = at < 0 ? text : text.slice(0, at)
    if (form !== 'action' && form !== 'reusable' && form !== 'local' && form !== 'local-reusable') return null
    const isLocal = form.startsWith('local'), parts: string[] = [], written = path.split('/'), least = isLocal ? 1 : 2
    // A slash at the end of a local path is a habit, and no harm.
    if (isLocal && written.at(-1) === '') written.pop()
    for (const [i, part] of written.entries()) {
      if (i < least) parts.push(part)
      else if (part === '..') { if (parts.length <= least) return null; parts.pop() } else if (part !== '' && part !== '.') parts.push(part)
    }
    return parts.length === written.length ? null : parts.join('/') + text.slice(path.length)
  }
  get precedesCheckout(): boolean {
    if (this.form !== 'local' || !this.step?.job || !this.text.trim().startsWith('./')) return false
    return this.once('precedesCheckout', () => !this.step!.previous.open && this.step!.previous.every(({ uses, run }) => uses
      ? uses.form === 'action' && uses.isFirstParty && uses.slug !== 'actions/checkout' && !/download|cache|script/.test(uses.slug!)
      : run !== null && !/\b(?:git|gh|svn|hg|tar|unzip|curl|wget|cp|mv|rsync|cat|tee|aws|gsutil|az|mkdir|ln|docker|actions?\/checkout)\b|>/.test(run.text)))
  }

  /** The place of a part of the text; the whole token where it is written with escapes or over several lines. */
  private span(from: number, to: number): Span {
    const scalar = asScalar(this.valueNode), whole = tokenOf(scalar, null, this.model.text)
    if (!scalar || isBlock(scalar) || scalar.source.includes('\n')) return whole
    const start = scalar.source.indexOf(this.text.trim())
    return start < 0 ? whole : [scalar.span[0] + start + from, scalar.span[0] + start + to]
  }
  get refSpan(): Span | null { return this.ref === null ? null : this.span(this.text.trim().length - this.ref.length, this.text.trim().length) }
  get commentSpan(): Span | null { return this.remark?.span ?? null }
  protected override token(path: string): Span | null | undefined {
    switch (path) {
      case '': return tokenOf(this.valueNode, null, this.model.text)
      case 'ref': return this.refSpan
      case 'comment': case 'commentVersion': return this.commentSpan
      case 'name': return this.span(0, this.text.trim().length - (this.ref === null ? 0 : this.ref.length + 1))
      case 'image': return this.image?.span ?? null
      case 'commit': return this.refKind === 'sha' ? this.refSpan : null
      default: return undefined
    }
  }
}

const shellKinds: ReadonlySet<string> = new Set(['bash', 'sh', 'pwsh', 'powershell', 'cmd', 'python'])
const harmless: ReadonlySet<string | null> = new Set(['echo', 'printf', 'yes', 'true', ':', 'seq'])

const scripts = new WeakMap<YamlScalar, { readonly start: number; readonly errexit: boolean; readonly pipefail: boolean; readonly script: Script }>()

/** The script of a scalar. One that an edit has neither touched nor moved is read once. */
function scriptIn(text: string, scalar: YamlScalar | null, errexit: boolean, pipefail: boolean): Script | null {
  if (!scalar) return null
  const start = scalar.span[0], known = scripts.get(scalar)
  if (known && known.start === start && known.errexit === errexit && known.pipefail === pipefail) return known.script
  const script = parseShell(fromYamlScalar(text, scalar.span), { errexit, pipefail })
  scripts.set(scalar, { start, errexit, pipefail, script })
  return script
}

export class RunNode extends Node implements facts.Run {
  readonly text: string
  constructor(readonly step: StepNode, pair: YamlPair) {
    super(step.model, 'github-actions.Run', pair.value, pair.key, null)
    this.text = textIn(pair.value) ?? ''
  }

  get subject(): string { return `${this.step.subject}/run` }
  get job(): JobNode | null { return this.step.job }
  get workflow(): WorkflowNode | null { return this.step.workflow }
  get action(): ActionNode | null { return this.step.action }
  get span(): Span { return this.valueNode!.span }
  get lineCount(): number { return this.text.trimEnd() === '' ? 0 : this.text.trimEnd().split(/\r?\n/).length }
  get isShellImplicit(): boolean { return this.step.shell === null }
  get shell(): Maybe<string> {
    const { shell } = this.step
    if (shell !== null) return shell
    const os = this.job?.runner.os ?? new Unknown('runs-on')
    // Containers run Linux; a runner that says nothing most often does.
    if (this.job?.container) return 'sh'
    return !isKnown(os) ? os : os === 'windows' ? 'pwsh' : 'bash'
  }
  get shellKind(): facts.Run['shellKind'] { return this.once('shellKind', () => this.shellKindOf()) }
  private shellKindOf(): facts.Run['shellKind'] {
    const { shell } = this
    if (!isKnown(shell)) return 'unknown'
    const name = /^(?:\S*\/)?([\w.-]+?)(?:\.exe)?(?:\s|$)/.exec(shell.trim())?.[1]?.toLowerCase() ?? ''
    return shellKinds.has(name) ? name as 'bash' : name === 'python3' ? 'python' : 'other'
  }
  private get isPosix(): boolean {
    if (this.shellKind !== 'unknown') return this.shellKind === 'bash' || this.shellKind === 'sh'
    // Where the system is not known the script is read as what most are, unless it may be Windows'.
    const labels = this.job?.runner
    return !labels || !labels.resolved.some(label => /windows/i.test(label))
  }
  private option(word: RegExp, byDefault: boolean): Maybe<boolean> {
    const { shell } = this.step
    if (shell instanceof Unknown) return shell
    if (!this.isPosix) return false
    return shell === null || shellKinds.has(shell.trim()) ? byDefault : word.test(shell)
  }
  get hasPipefail(): Maybe<boolean> { return this.option(/pipefail/, this.step.shell === 'bash') }
  get hasErrexit(): Maybe<boolean> { return this.option(/\s-[a-z]*e|errexit/, true) }
  get script(): Script | null { return this.once('script', () => this.isPosix ? scriptIn(this.model.text, asScalar(this.valueNode), this.hasErrexit === true, this.hasPipefail === true) : null) }
  get commands(): List<CommandNode> {
    return this.once('commands', () => this.script ? list(this.script.commands.map((command, i) => new CommandNode(this, command, i)), !this.script.complete) : list<CommandNode>([], this.text.trim() !== ''))
  }
  /** The commands of each pipeline that has several, by its id. */
  get stages(): ReadonlyMap<number, readonly CommandNode[]> {
    return this.once('stages', () => {
      const found = new Map<number, CommandNode[]>()
      for (const node of this.commands) {
        const { id, length } = node.command.pipeline, known = found.get(id)
        if (known) known.push(node)
        else if (length > 1) found.set(id, [node])
      }
      return found
    })
  }
  get packageCalls(): List<PackageCallNode> { return this.once('packageCalls', () => list(this.commands.flatMap(command => command.packageCall ?? []), this.commands.open)) }
  /** The quotes around a hole of the script; undefined where the shell sees no word there. */
  quoteAt([start, end]: Span): Quote | undefined {
    const within = (word: Word | null): Quote | undefined => {
      if (!word || word.span[0] > start || word.span[1] < end) return undefined
      for (const part of word.parts) {
        if (part.span[0] > start || part.span[1] < end) continue
        if (part.kind === 'hole' || part.kind === 'literal' || part.kind === 'glob') return part.quoted
        return undefined
      }
      return word.quoted ?? undefined
    }
    // Commands of substitutions come before the command around them.
    for (const { nameWord, words, assignments, redirects } of this.script?.commands ?? []) {
      for (const word of [nameWord, ...words, ...assignments.map(one => one.value), ...redirects.map(one => one.target)]) {
        const quote = within(word)
        if (quote !== undefined) return quote
      }
      // What a heredoc expands needs no quotes.
      for (const { body, target } of redirects) if (body && body.span[0] <= start && end <= body.span[1]) return target?.quoted || /["'\\]/.test(target?.text ?? '') ? 'single' : 'double'
    }
    return undefined
  }
  get pipes(): List<facts.Pipe> {
    return this.once('pipes', () => {
      const byCommand = new Map(this.commands.map(node => [node.command, node]))
      return list((this.script?.pipelines ?? []).flatMap(({ stages }): facts.Pipe[] => {
        const first = byCommand.get(stages[0]?.[0]!), last = byCommand.get(stages.at(-1)?.at(-1)!)
        if (!first || !last) return []
        const cannotFail = stages.slice(0, -1).every(stage => stage.every(command => harmless.has(command.name)))
        return [{ first, last, isGuarded: first.command.options.pipefail || cannotFail || first.command.inside.includes('substitution') || last.command.tested }]
      }), this.commands.open)
    })
  }
  get printedSecrets(): List<facts.PrintedSecret> { return this.once('printedSecrets', () => printedSecrets(this)) }
  get lateMasks(): List<facts.LateMask> { return this.once('lateMasks', () => lateMasks(this)) }
  get shellProblems(): List<ShellProblem> { return this.once('shellProblems', () => this.script ? shellProblemsOf(this, this.script) : []) }
  get pythonProblems(): List<facts.PythonProblem> { return this.once('pythonProblems', () => this.shellKind === 'python' ? pythonProblems(this.model.text, asScalar(this.valueNode)) : []) }
  get tokenlessCall(): Maybe<facts.GithubCall | null> { return this.once('tokenlessCall', () => tokenlessCall(this)) }
  get homelessCall(): Maybe<facts.GithubCall | null> { return this.once('homelessCall', () => homelessCall(this)) }
  get expressions(): List<ExpressionNode> { return this.once('expressions', () => list(this.model.expressionsIn(this.valueNode))) }
  private get flow(): ScriptFlow { return this.model.taint.ofRun(this) }
  get environmentFiles(): List<facts.EnvironmentFile> {
    return this.once('environmentFiles', () => {
      const found = new Map<number, facts.EnvironmentFile>(), { writes } = this.flow, byPlace = new Map<number, Written[]>(), names = new Map<string, Set<string>>()
      for (const one of writes) {
        if (one.span) {
          const known = byPlace.get(one.span[0])
          if (known) known.push(one)
          else byPlace.set(one.span[0], [one])
        }
        if (one.name !== null) names.set(one.file, (names.get(one.file) ?? new Set<string>()).add(one.name))
      }
      for (const command of this.commands) for (const { file: name, operator, target } of filesOf(command.command)) {
        if (found.has(target.span[0])) continue
        const here = byPlace.get(target.span[0]) ?? [], written = here.filter(one => one.flow.control === 'arbitrary' && !one.isFenced && (name !== 'GITHUB_ENV' || one.flow.hasLines || one.flow.source !== null || one.name === null || steering.test(one.name))), flow = joinedFlows(written.map(one => one.flow))
        const own = new Set(here.map(one => one.name)), others = written.length > 0 ? [...names.get(name) ?? []].filter(other => !own.has(other)) : []
        found.set(target.span[0], {
          name, command, overwrites: operator === '>' || operator === '>|' || operator === '&>', isQuoted: target.quoted === 'double', span: target.span,
          severalLines: severalLinesOf(command, this.model.text), isTainted: written.length > 0, stake: flow.stake, hasLines: flow.hasLines, others: list(others),
        })
      }
      return list([...found.values(), ...this.script ? [] : writes.filter(one => one.flow.control === 'arbitrary').map((one): facts.EnvironmentFile => ({ name: one.file, command: null, overwrites: false, isQuoted: true, severalLines: null, isTainted: true, stake: one.flow.stake, hasLines: one.flow.hasLines, others: list<string>([], true), span: this.here }))], this.commands.open)
    })
  }
  get strangersTexts(): List<facts.StrangersText> {
    return this.once('strangersTexts', () => list(this.flow.uses.map(({ command, kind, text, flow, span }): facts.StrangersText => ({ kind, command: command.name ?? text, text, from: flow.source ?? flow.through, stake: flow.stake, span })), this.commands.open))
  }
  get launches(): List<facts.Launch> {
    return this.once('launches', () => list(this.script ? launchesOf(this.script) : this.shellKind === 'pwsh' || this.shellKind === 'powershell' ? launchesOfPowerShell(this.model.text.slice(...this.span), this.span[0]) : [], this.commands.open))
  }
  /** The command of the script around a place. */
  private printer(at: number): Command | null {
    const all = this.script?.commands ?? []
    let low = 0, high = all.length
    while (low < high) { const middle = (low + high) >> 1; if (all[middle]!.span[0] <= at) low = middle + 1; else high = middle }
    const found = all[low - 1]
    return found && found.span[1] > at ? found : null
  }
  get workflowCommands(): List<facts.WorkflowCommand> {
    return this.once('workflowCommands', () => {
      const source = this.model.text.slice(...this.span)
      return list([...source.matchAll(/::(set-output|save-state|set-env|add-path|add-mask|stop-commands|debug|notice|warning|error|group|endgroup|echo)\b[^:\n]*::/g)].map(match => {
        const start = this.span[0] + match.index + 2
        const command = this.printer(start), rewritten = command && rewrittenCommand(command, this.model.text)
        return { name: match[1]!, rewritten, commandSpan: rewritten === null ? null : command!.span, span: [start, start + match[1]!.length] as Span }
      }))
    })
  }

  protected override get here(): Span { return isBlock(asScalar(this.valueNode)) ? tokenOf(this.keyNode, null, this.model.text) : tokenOf(this.valueNode, this.keyNode, this.model.text) }
  protected override token(path: string): Span | null | undefined {
    if (path === '') return this.here
    const printed = /^workflowCommands\[(\d+)\]\.command$/.exec(path)
    if (printed) return this.workflowCommands[Number(printed[1])]?.commandSpan ?? null
    const call = path === 'tokenlessCall' ? this.tokenlessCall : path === 'homelessCall' ? this.homelessCall : undefined
    if (call !== undefined) return isKnown(call) ? call?.span ?? null : null
    const match = /^(\w+)\[(\d+)\]$/.exec(path), all = match && Object.hasOwn(RunNode.prototype, match[1]!) ? this[match[1] as 'commands'] as unknown : null
    if (!Array.isArray(all)) return undefined
    const item = all[Number(match![2])] as CommandNode | facts.Pipe | { readonly span: Span } | undefined, first = item && 'first' in item ? item.first as CommandNode : item
    return first instanceof CommandNode ? first.command.nameSpan : first?.span ?? null
  }
}

/** Variables whose value alone decides what runs. */
const steering = /^(?:LD_PRELOAD|LD_LIBRARY_PATH|BASH_ENV|ENV|PATH|NODE_OPTIONS|PYTHONPATH|PYTHONSTARTUP|PERL5OPT|RUBYOPT|JAVA_TOOL_OPTIONS|MAVEN_OPTS|GIT_\w+|npm_config_\w+)$/

const commandFiles: Readonly<Record<string, string>> = { 'set-output': 'GITHUB_OUTPUT', 'save-state': 'GITHUB_STATE', 'set-env': 'GITHUB_ENV', 'add-path': 'GITHUB_PATH' }

/** What writes to the runner's file what a plain `echo` prints as a command to it; null where it is anything else. */
function rewrittenCommand({ name, words, wrappers, redirects, outer, pipeline, assignments }: Command, text: string): string | null {
  if (name !== 'echo' || wrappers.length + redirects.length + outer.length + assignments.length > 0 || pipeline.length > 1 || words.length === 0) return null
  const written = text.slice(words[0]!.span[0], words.at(-1)!.span[1]), quote = /^["']/.exec(written)?.[0] ?? ''
  const inside = quote && words.length === 1 && words[0]!.quoted !== null ? written.slice(1, -1) : !quote && !/["'\\`*?]/.test(written) && !/\$\(/.test(written) ? written : null
  const match = inside === null || /[\r\n]|%0A/i.test(inside) ? null : /^::(?:(set-output|save-state|set-env) +name=([\w.-]+)|(add-path))::(.*)$/.exec(inside)
  if (!match || /^\s|\s$|  /.test(match[4]!)) return null
  const around = quote || '"', value = match[2] === undefined ? match[4]! : `${match[2]}=${match[4]}`
  return `echo ${around}${value}${around} >> "$${commandFiles[match[1] ?? match[3]!]}"`
}

const maybe = (word: Word): Maybe<string> => word.value ?? new Unknown(word.text)
const output = /^(?:>|>>|>\||&>|&>>)$/

export class CommandNode extends Node implements facts.Command {
  constructor(readonly run: RunNode, readonly command: Command, readonly index: number) { super(run.model, 'github-actions.Command', run.valueNode) }

  get subject(): string { return `${this.run.subject}/${this.index}` }
  override get damaged(): boolean { return this.run.script?.complete !== true || this.run.damaged }
  get step(): StepNode { return this.run.step }
  get job(): JobNode | null { return this.run.job }
  get workflow(): WorkflowNode | null { return this.run.workflow }
  get name(): Maybe<string> { return this.command.name ?? (this.command.nameWord ? new Unknown(this.command.nameWord.text) : '') }
  get prefixes(): List<string> { return this.once('prefixes', () => this.command.wrappers.map(wrapper => wrapper.name)) }
  get text(): string { return this.model.text.slice(...this.command.span) }
  get words(): List<Maybe<string>> { return this.once('words', () => list(this.command.words.map(maybe), this.command.open)) }
  private get operandWords(): readonly Word[] { return this.command.words.filter(word => !word.prefix.startsWith('-') || word.value === '-') }
  get operands(): List<Maybe<string>> { return this.once('operands', () => list(this.operandWords.map(maybe), this.command.open)) }
  get flags(): List<string> { return this.once('flags', () => list(new Set([...shellFlags(this.command)].map(flag => flag.name)), this.command.open || hasFlag(this.command, ' ') === null)) }
  get assignments(): Dictionary<Maybe<string>> { return this.once('assignments', () => dictionary(this.command.assignments.map(({ name, value }) => [name, value ? maybe(value) : ''] as const))) }
  private get urlWords(): readonly Word[] { return this.command.words.filter(word => /^[a-z][a-z0-9+.-]*:\/\//i.test(word.prefix || word.text.replace(/^["']/, ''))) }
  get urls(): List<string> { return this.once('urls', () => this.urlWords.map(word => word.value ?? word.text.replace(/^["']|["']$/g, ''))) }
  get after(): '&&' | '||' | ';' | '|' | '|&' | '&' | null { return this.command.operator }
  private sibling(step: 1 | -1): CommandNode | null {
    const { id, index, length } = this.command.pipeline
    if (length < 2) return null
    const others = this.run.stages.get(id)!.filter(({ command }) => command.pipeline.index === index + step)
    return (step > 0 ? others[0] : others.at(-1)) ?? null
  }
  get pipesTo(): CommandNode | null { return this.sibling(1) }
  get pipedFrom(): CommandNode | null { return this.sibling(-1) }
  get secrets(): List<string> {
    return this.once('secrets', () => {
      const { text, step } = this, [start, end] = this.command.span
      const holes = text.includes('secrets') ? this.run.expressions.filter(expression => expression.readsSecret && expression.span[0] >= start && expression.span[1] <= end) : []
      const read = text.includes('$') ? step.variables.filter(variable => variable.readsSecret && new RegExp(`\\$\\{?${variable.name.replace(/\W/g, '.')}\\b`).test(text)) : []
      return list(new Set([...holes, ...read.flatMap(variable => [...variable.expressions])].flatMap(expression => expression.contexts.filter(context => context.isSecret).map(context => context.text))))
    })
  }
  get isFirst(): boolean { return this.index === 0 }
  get isTopLevel(): boolean { return this.command.inside.every(context => context === 'shell' || context === 'group') }
  get isTested(): boolean { return this.command.tested }
  private get redirectWords(): readonly Word[] { return this.command.redirects.flatMap(({ operator, target }) => output.test(operator) && target ? [target] : []) }
  get redirects(): List<Maybe<string>> { return this.once('redirects', () => this.redirectWords.map(maybe)) }
  get packageCall(): PackageCallNode | null {
    return this.once('packageCall', () => {
      const call = packageCall(this.command)
      return call && new PackageCallNode(this, call)
    })
  }

  get checkedHash(): string | null { return checkedHash(this.command) }

  protected override token(path: string): Span | null | undefined {
    const { command } = this, match = /^(words|operands|prefixes|flags|urls|redirects)\[(?:(\d+)|"([^"]*)")\]$/.exec(path), at = Number(match?.[2])
    if (path === '' || path === 'name') return command.nameSpan
    switch (match?.[1]) {
      case 'words': return command.words[at]?.span ?? null
      case 'operands': return this.operandWords[at]?.span ?? null
      case 'prefixes': return command.wrappers[at]?.nameSpan ?? null
      case 'urls': return this.urlWords[at]?.span ?? null
      case 'redirects': return this.redirectWords[at]?.span ?? null
      case 'flags': return [...shellFlags(command)].find(flag => flag.name === (match[3] ?? this.flags[at]))?.span ?? null
    }
    const variable = /^assignments(?:\.(\w+)|\["(\w+)"\])$/.exec(path)
    if (variable) return command.assignments.find(({ name }) => name === (variable[1] ?? variable[2]))?.span ?? null
    return /^(?:step|job|workflow)\b/.test(path) ? undefined : null
  }
}

const lockNames = new Set(['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', '.yarnrc.yml', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb', 'Gemfile.lock', 'poetry.lock', 'uv.lock', 'Cargo.lock', 'composer.lock', 'Pipfile.lock'])

export class PackageCallNode extends Node implements facts.PackageCall {
  constructor(readonly command: CommandNode, readonly call: PackageCall) { super(command.model, 'github-actions.PackageCall', command.valueNode) }

  get subject(): string { return this.command.subject }
  override get damaged(): boolean { return this.command.damaged }
  get step(): StepNode { return this.command.step }
  get job(): JobNode | null { return this.command.job }
  get workflow(): WorkflowNode | null { return this.command.workflow }
  get manager(): string { return this.call.manager }
  get action(): Maybe<string | null> { return this.call.action ?? (this.call.command.words.some(word => word.value === null) ? new Unknown(this.command.text) : null) }
  get effect(): facts.PackageCall['effect'] { return this.call.effect }
  get packages(): List<facts.Package> { return this.once('packages', () => list(this.call.packages.map(found => this.packageOf(found)), this.call.command.open)) }
  private packageOf({ span, name, version, operator, pinned, source, unknown }: Package): facts.Package {
    const text = this.model.text.slice(...span), hidden = new Unknown(text)
    return { text, source, name: name ?? (unknown ? hidden : null), version: version ?? (unknown ? hidden : null), isPinned: unknown && operator === null && !pinned ? hidden : pinned }
  }
  get flags(): List<string> { return this.command.flags }
  get isElsewhere(): boolean { return this.call.elsewhere }
  get isGlobal(): boolean { return this.call.global }
  get isIndexFresh(): Maybe<boolean> {
    const { step } = this, owner = step.job ?? step.action, first = owner?.firstRefresh ?? null
    if (first && (first.step < step.index || first.step === step.index && first.command < this.command.index)) return true
    return step.job === null || owner!.steps.open || step.isAfter('local', one => one.uses?.form === 'local') ? new Unknown(this.command.text) : false
  }
  get lockFiles(): List<string> {
    return this.once('lockFiles', () => {
      const { step } = this, folder = step.workingDirectory ?? ''
      if (!isKnown(folder) || this.flags.some(flag => /^(?:--prefix|-C|--cwd|--dir|--directory)$/.test(flag)) || step.run!.commands.some(({ name }) => name === 'cd' || name === 'pushd')) return list<string>([], true)
      // Sources of another repository, or in another folder, are not these.
      if (step.previous.some(({ uses, with: given }) => uses?.slug === 'actions/checkout' && (given.has('path') || given.has('repository')))) return list<string>([], true)
      const path = resolveLocal(this.path, folder.replace(/^\.\//, ''))
      return list(path === null ? [] : this.model.environment.list(path).map(file => file.replace(/^.*\//, '')).filter(name => lockNames.has(name)))
    })
  }

  protected override token(path: string): Span | null | undefined {
    if (path === '' || path === 'manager') return this.command.command.nameSpan
    if (path === 'action' || path === 'effect') return this.call.actionSpan
    const match = /^packages\[(\d+)\]$/.exec(path)
    if (match) return this.call.packages[Number(match[1])]?.span ?? null
    return /^(?:step|job|workflow)\b/.test(path) ? undefined : path.startsWith('flags') ? this.command.locate(path).span : null
  }
}

