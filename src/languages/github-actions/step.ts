import type { Place } from '../../core/fact'
import type { Segment } from '../../core/path'
import type { Span } from '../../core/span'
import { dictionary, isKnown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { flags as shellFlags, hasFlag, type Command, type Quote, type Script, type Word } from '../shell/command'
import { packageCall, type Package, type PackageCall } from '../shell/packages'
import { parseShell } from '../shell/parse'
import type { ShellProblem } from '../shell/problems'
import { fromYamlScalar } from '../shell/source'
import { tokenOf } from '../yaml/path'
import type { YamlNode, YamlPair, YamlScalar } from '../yaml/tree'
import { asScalar, asSequence, entries, entry } from '../yaml/walk'
import type { ActionNode } from './action'
import { actionKinds, commandKinds, isDeployName } from './activity'
import { actionIn, type ActionSummary } from './exports'
import { ConditionNode, VariableNode, type ExpressionNode } from './expressions'
import type * as facts from './facts'
import { imageOf } from './image'
import { joined, type JobNode } from './job'
import type { Model } from './model'
import { booleanIn, dictionaryIn, isBlock, isDynamic, Node, numberIn, stringIn, textIn, valueIn } from './node'
import { homelessCall, tokenlessCall } from './gh'
import { pythonProblems } from './python'
import { needsOf, quietEventOf } from './permissions'
import { resolveLocal } from './reader'
import { publicationOf } from './registries'
import { lateMasks, printedSecrets, severalLinesOf } from './secrets'
import { shellProblemsOf } from './shell'
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
      return pair && textIn(pair.value) !== null ? new ConditionNode(this.model, pair.value, pair.key, this) : null
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
  get expressions(): List<ExpressionNode> { return this.once('expressions', () => this.model.expressionsOf(this)) }
  get previous(): List<StepNode> { return this.once('previous', () => list(this.siblings.slice(0, this.index), this.siblings.open)) }
  get following(): List<StepNode> { return this.once('following', () => list(this.siblings.slice(this.index + 1), this.siblings.open)) }
  /** An earlier step, or this one, passes a test; each test has a name and is made once a step. */
  isAfter(name: string, test: (step: StepNode) => boolean, orSelf = false): boolean {
    let known = firsts.get(this.siblings)
    if (!known) firsts.set(this.siblings, known = new Map())
    let first = known.get(name)
    if (first === undefined) {
      first = this.siblings.findIndex(test)
      known.set(name, first)
    }
    return first >= 0 && (first < this.index || orSelf && first === this.index)
  }
  get needs(): List<facts.TokenNeed> { return this.once('needs', () => needsOf(this)) }
  get isFollowedByGit(): boolean { return (this.job ?? this.action)!.lastGitStep > this.index }
  get publication(): facts.RegistryPublication | null { return this.once('publication', () => publicationOf(this)) }
  get quietEvent(): Maybe<facts.QuietEvent | null> { return this.once('quietEvent', () => quietEventOf(this)) }
  get hasDuplicateId(): boolean { return this.id !== null && this.previous.some(step => step.id?.toLowerCase() === this.id!.toLowerCase()) }
  /** What `steps.x.outputs` offers, where it is known. */
  get outputNames(): Maybe<readonly string[]> {
    const { uses } = this
    return uses && isKnown(uses.declares) && uses.declares ? uses.declares.outputs : new Unknown(`${this.id}.outputs`)
  }
  get strangersCode(): string | null {
    return this.once('strangersCode', () => {
      const { workflow, uses, run } = this
      if (!workflow || !workflow.isPrivileged && !workflow.isOnlyReusable || this.isGuarded) return null
      const isOf = (text: string, expressions: readonly ExpressionNode[]): boolean =>
        expressions.some(expression => expression.contexts.some(context => context.flows && (strangersRef.test(context.name) || context.through !== null && strangersRef.test(context.through)))) || /refs\/pull\//.test(text)
      if (workflow.isOnlyReusable && !/pull_request\.head|head_ref|workflow_run\.head|refs\/pull\//.test((uses ?? run)?.text + [...this.with.values()].map(value => isKnown(value) ? value : value.source).join(' '))) return null
      if (uses?.slug === 'actions/checkout') return this.arguments.find(argument => /^(?:ref|repository)$/i.test(argument.name) && isOf(argument.text, argument.expressions as readonly ExpressionNode[]))?.text ?? null
      for (const { text, name, words } of run?.commands ?? []) {
        const [first, second] = words
        if (name === 'gh' && first === 'pr' && second === 'checkout') return 'gh pr checkout'
        if (name === 'hub' && first === 'pr') return 'hub pr'
        if (name !== 'git' || typeof first !== 'string' || !/^(?:fetch|pull|checkout|clone|switch|merge)$/.test(first)) continue
        const variables = [...text.matchAll(/\$\{?(\w+)/g)].map(match => this.variables.find(variable => variable.name === match[1])), inside = (run?.expressions ?? []).filter(expression => text.includes(expression.text))
        if (isOf(text, [...inside, ...variables.flatMap(variable => [...variable?.expressions ?? []])] as ExpressionNode[]) || /\bpull\/\S*\/(?:head|merge)/.test(text)) return `git ${first}`
      }
      return null
    })
  }
  get hasStrangersFiles(): boolean { return this.once('hasStrangersFiles', () => this.previous.some(step => step.strangersCode !== null || step.bringsArtifact)) }
  private get bringsArtifact(): boolean {
    const { workflow, uses, run } = this
    if (!workflow?.events.includes('workflow_run')) return false
    return uses?.slug === 'dawidd6/action-download-artifact' || uses?.slug === 'actions/download-artifact' && this.with.has('run-id') || uses?.slug === 'actions/github-script' && /downloadArtifact/.test(textIn(this.get('with', 'script')) ?? '')
      || run !== null && run.commands.some(({ name, words }) => name === 'gh' && words[0] === 'run' && words[1] === 'download')
  }
  /** One of its outputs holds what a stranger wrote. */
  givesTainted(output: string): boolean {
    const { run, uses } = this
    if (run) return run.setsTainted(output)
    const name = uses?.slug ?? ''
    if (/^(?:tj-actions\/(?:changed-files|branch-names)|trilom\/file-changes-action|jitterbit\/get-changed-files|xt0rted\/pull-request-comment-branch)$/.test(name)) return /files|branch|ref|added|modified|removed|renamed|all$/i.test(output) && this.with.get('format') !== 'json' && this.with.get('json') !== 'true'
    if (/(?:replace|find)[\w-]*string|read-file|regex-match/.test(name)) return this.hasStrangersFiles || this.arguments.some(argument => (argument.expressions as List<ExpressionNode>).some(expression => expression.isTainted))
    return false
  }
  /** It talks to the remote repository by git, with the credentials that are there. */
  get usesRemote(): boolean {
    return remoteActions.test(this.uses?.slug ?? '') || this.run !== null && (this.run.script ? this.run.commands.some(command => command.name === 'git' && command.words.some(word => isKnown(word) && remoteVerbs.has(word))) : /\bgit\b.*\b(?:push|pull|fetch|clone|submodule|ls-remote)\b/.test(this.run.text))
  }
  /** Somebody or something stands before strangers: a protected environment, or a condition on where the code comes from, on a label or on who asks. */
  private get isGuarded(): boolean {
    return this.job?.environment != null || [this.condition, this.job?.condition].some(condition => condition && !/!\s*contains\(/.test(condition.text) && condition.contexts.some(context => guards.test(context.name)))
  }
  get activities(): List<facts.Activity> {
    return this.once('activities', () => {
      const found: facts.Activity[] = [], { uses, run } = this
      if (uses?.fullName) for (const kind of actionKinds(uses.fullName)) found.push({ kind, evidence: uses.text.replace(/@.*/s, ''), span: uses.locate('').span })
      // docker/build-push-action publishes only where it is told to push.
      if (uses?.slug === 'docker/build-push-action' && this.with.get('push') !== undefined && this.with.get('push') !== 'false') found.push({ kind: 'publish', evidence: uses.text.replace(/@.*/s, ''), span: uses.locate('').span })
      for (const command of run?.commands ?? []) {
        const text = [isKnown(command.name) ? command.name : '', ...command.words.map(word => isKnown(word) ? word : word.source)].join(' ')
        for (const kind of commandKinds(text)) found.push({ kind, evidence: text.split(' ').slice(0, 3).join(' '), span: command.locate('').span })
      }
      const name = textIn(this.get('name')) ?? ''
      if (!found.some(one => one.kind === 'deploy') && (run || uses?.form === 'local') && isDeployName(name)) found.push({ kind: 'deploy', evidence: `step '${name}'`, span: this.locate('name').span })
      return found
    })
  }

  protected override token(path: string): Span | null | undefined {
    if (path === 'publication') return this.publication?.span ?? null
    if (path !== 'quietEvent') return undefined
    return isKnown(this.quietEvent) ? this.quietEvent?.span ?? null : null
  }
  protected override inherited(path: string, segments: readonly Segment[]): Place | null {
    const from = segments[0] === 'env' ? path : segments[0] === 'shell' || segments[0] === 'working-directory' ? `defaults.run.${path}` : null
    const place = from === null ? undefined : this.job?.locate(from)
    return place && !place.missing ? place : null
  }
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
const firsts = new WeakMap<List<StepNode>, Map<string, number>>()

const remoteVerbs: ReadonlySet<string> = new Set(['push', 'pull', 'fetch', 'clone', 'submodule', 'ls-remote', 'lfs', 'remote', 'send-email'])
const remoteActions = /^(?:peter-evans\/create-pull-request|stefanzweifel\/git-auto-commit-action|endbug\/add-and-commit|ad-m\/github-push-action|changesets\/action|jamesives\/github-pages-deploy-action|goreleaser\/goreleaser-action|cycjimmy\/semantic-release-action|rubygems\/release-gem)$/

/** What names the head of a pull request or of a fork's run. */
const strangersRef = /^github\.(?:head_ref$|event\.(?:pull_request\.(?:head(?:\.|$)|merge_commit_sha)|workflow_run\.(?:head_(?:sha|branch|commit|repository)|pull_requests)))/

const guards = /pull_request\.head\.repo\.(?:full_name|fork|owner\.login|id)$|head_repository\.(?:full_name|fork|id)$|author_association$|^github\.event\.(?:pull_request\.labels|issue\.labels|label\.name)/

const branchNames = /^(?:main|master|head|latest|develop|dev|trunk|next|nightly|edge|stable|release)$|\//i

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
  get form(): facts.Uses['form'] {
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
  get slug(): string | null { return this.isRemote ? `${this.owner}/${this.repository}`.toLowerCase() : null }
  get fullName(): string | null { return this.slug === null ? null : this.subpath === null ? this.slug : `${this.slug}/${this.subpath.toLowerCase()}` }
  get ref(): string | null { return this.part(4) }
  get refKind(): facts.Uses['refKind'] {
    const { ref } = this
    if (ref === null) return 'none'
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref)) return 'sha'
    if (/^(?=.*\d)[0-9a-f]{7,39}$/i.test(ref) && !/^\d{1,8}$/.test(ref)) return 'short-sha'
    if (/^(?:v|version-?|release-?)?\d+(?:\.\d+)*(?:[-+._][\w.+-]+)?$/i.test(ref) || /^(?:[\w-]+[-/@])?v\d+(?:\.\d+)*/i.test(ref)) return 'version'
    return branchNames.test(ref) ? 'branch' : 'other'
  }
  get isPinned(): boolean { return this.refKind === 'sha' || this.form === 'local' || this.form === 'local-reusable' || this.form === 'docker' && this.image !== null && this.image.digest !== null }
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
      if (this.form === 'action' || this.form === 'expression') return new Unknown(this.text)
      if (this.form !== 'local') return null
      const folder = resolveLocal(this.path, this.subpath ?? '')
      const found = folder === null ? [] : this.model.environment.find(actionIn(folder))
      return isKnown(found) ? found[0] ?? null : found
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
      return folder !== null && this.model.environment.list(folder).some(path => /(?:^|\/)(?:Dockerfile|action\.ya?ml)$/.test(path))
    })
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
  get shellKind(): facts.Run['shellKind'] {
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
  get environmentFiles(): List<facts.EnvironmentFile> {
    return this.once('environmentFiles', () => list(this.commands.flatMap(command => command.command.redirects.flatMap(({ target, operator }): facts.EnvironmentFile[] => {
      const name = target && /^["']?\$\{?(GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY))\}?["']?$/.exec(target.text)?.[1]
      return name ? [{ name, command, overwrites: operator === '>' || operator === '>|' || operator === '&>', isTainted: this.isTaintedText(command.text), isQuoted: target!.quoted === 'double', severalLines: severalLinesOf(command, this.model.text), span: target!.span }] : []
    })), this.commands.open))
  }
  /** Shell variables that hold what a stranger wrote: those of `env`, and those of the script that are made of them or of a stranger's files. */
  private get taintedNames(): ReadonlySet<string> {
    return this.once('taintedNames', () => {
      const names = new Set(this.step.variables.filter(variable => variable.isTainted).map(variable => variable.name))
      for (let before = -1; before < names.size;) {
        before = names.size
        for (const match of this.text.matchAll(/(?:^|[\s;({])(?:export |local |readonly )?([A-Za-z_]\w*)=("[^"\n]*"|\$\([^\n]*\)|`[^`\n]*`|[^\s;]*)/g)) if (this.isTaintedBy(match[2]!, names)) names.add(match[1]!)
      }
      return names
    })
  }
  private isTaintedBy(text: string, names: ReadonlySet<string>): boolean {
    return [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].some(match => names.has(match[1]!)) || this.expressions.some(expression => expression.isTainted && text.includes(expression.text))
      || this.step.hasStrangersFiles && (/\$\(|`|\$\{\{\s*steps\./.test(text) && !/\$\((?:date|pwd|mktemp|whoami|uname|hostname|nproc|id|wc|sha256sum|git (?:rev-parse|merge-base|rev-list))\b/.test(text))
  }
  /** An output that it sets holds what a stranger wrote. */
  setsTainted(output: string): boolean {
    const named = new RegExp(`(?:^|\\W)${output.replace(/[^\w-]/g, '.')}(?:=|<<|::)`, 'i')
    return this.environmentFiles.some(file => file.name === 'GITHUB_OUTPUT' && file.isTainted && named.test(file.command.text))
      || this.text.includes('::set-output') && this.text.split('\n').some(line => line.includes('::set-output') && named.test(line) && this.isTaintedText(line))
  }
  private isTaintedText(text: string): boolean { return this.isTaintedBy(text, this.taintedNames) || this.step.hasStrangersFiles && /^\s*(?:cat|jq|yq|sed|grep|awk|head|tail|cut|tr|sort|unzip -p)\b/.test(text) }
  get workflowCommands(): List<facts.WorkflowCommand> {
    return this.once('workflowCommands', () => {
      const source = this.model.text.slice(...this.span)
      return list([...source.matchAll(/::(set-output|save-state|set-env|add-path|add-mask|stop-commands|debug|notice|warning|error|group|endgroup|echo)\b[^:\n]*::/g)].map(match => {
        const start = this.span[0] + match.index + 2
        return { name: match[1]!, span: [start, start + match[1]!.length] as Span }
      }))
    })
  }

  protected override get here(): Span { return isBlock(asScalar(this.valueNode)) ? tokenOf(this.keyNode, null, this.model.text) : tokenOf(this.valueNode, this.keyNode, this.model.text) }
  protected override token(path: string): Span | null | undefined {
    if (path === '') return this.here
    const call = path === 'tokenlessCall' ? this.tokenlessCall : path === 'homelessCall' ? this.homelessCall : undefined
    if (call !== undefined) return isKnown(call) ? call?.span ?? null : null
    const match = /^(commands|environmentFiles|workflowCommands|expressions|pipes|printedSecrets|lateMasks|shellProblems|pythonProblems)\[(\d+)\]$/.exec(path), at = Number(match?.[2])
    if (!match) return undefined
    if (match[1] === 'printedSecrets' || match[1] === 'lateMasks' || match[1] === 'shellProblems' || match[1] === 'pythonProblems') return this[match[1]][at]?.span ?? null
    if (match[1] === 'commands') return this.commands[at]?.command.nameSpan ?? null
    if (match[1] === 'pipes') return (this.pipes[at]?.first as CommandNode | undefined)?.command.nameSpan ?? null
    return (match[1] === 'expressions' ? this.expressions : match[1] === 'environmentFiles' ? this.environmentFiles : this.workflowCommands)[at]?.span ?? null
  }
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
    const others = this.run.commands.filter(({ command }) => command.pipeline.id === id && command.pipeline.index === index + step)
    return (step > 0 ? others[0] : others.at(-1)) ?? null
  }
  get pipesTo(): CommandNode | null { return this.sibling(1) }
  get pipedFrom(): CommandNode | null { return this.sibling(-1) }
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

  protected override token(path: string): Span | null | undefined {
    if (path === '' || path === 'manager') return this.command.command.nameSpan
    if (path === 'action' || path === 'effect') return this.call.actionSpan
    const match = /^packages\[(\d+)\]$/.exec(path)
    if (match) return this.call.packages[Number(match[1])]?.span ?? null
    return /^(?:step|job|workflow)\b/.test(path) ? undefined : path.startsWith('flags') ? this.command.locate(path).span : null
  }
}

