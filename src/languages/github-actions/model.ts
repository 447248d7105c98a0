import type { Fact } from '../../core/fact'
import type { Environment, SyntaxError } from '../../core/language'
import { formatPath, type Segment } from '../../core/path'
import type { Span } from '../../core/span'
import { outsideReads, readOutside } from '../../core/outside'
import { list, type List, type Plain } from '../../core/value'
import type { YamlDocument, YamlFile, YamlNode, YamlScalar } from '../yaml/tree'
import { asScalar, resolve } from '../yaml/walk'
import { ActionNode, DependabotNode } from './action'
import { positionOf } from './contexts'
import { expressionsOf, type ExpressionNode } from './expressions'
import { imageUsesOf } from './image'
import type * as facts from './facts'
import type { JobNode } from './job'
import { LastingJobs, outsideOf } from './lasting'
import { lockEntries, lockedWorkflows, lockKey, lockPath, lockTable, type LockTable } from './lock'
import { isBlock, Node, textIn } from './node'
import { type FileKind, yamlParser } from './reader'
import { releaseParts } from './release'
import { type SectionNode, sectionsOf } from './section'
import { SourceNode } from './source'
import { type StepNode, wholeVersion } from './step'
import { Taint } from './taint'
import { hookRepositoriesIn, PreCommitNode } from './pre-commit'
import { WorkflowNode, type InputNode } from './workflow'

interface Found { readonly scalar: YamlScalar; readonly segments: readonly Segment[]; readonly isKey: boolean }

/** What pages of our own speak of. */
const ownErrors: ReadonlySet<string> = new Set(['duplicate-key', 'undefined-alias', 'circular-alias'])

/** All facts of one file. */
export class Model {
  readonly document: YamlDocument | null
  readonly root: YamlNode | null
  readonly workflow: WorkflowNode | null
  readonly action: ActionNode | null
  readonly dependabot: DependabotNode | null
  readonly preCommit: PreCommitNode | null
  private allExpressions: readonly ExpressionNode[] | null = null
  private byScalar: ReadonlyMap<YamlScalar, readonly ExpressionNode[]> | null = null
  private byOwner: ReadonlyMap<object, readonly ExpressionNode[]> | null = null
  private readNames: ReadonlySet<string> | null = null
  private allTaint: Taint | null = null
  private ownLasting: LastingJobs | null = null
  private allScalars: readonly Found[] | null = null
  private ownSource: SourceNode | null = null
  private allTexts: readonly TextNode[] | null = null
  private knownVersions: ReadonlyMap<string, readonly string[]> | null = null
  private knownLock: LockTable | null | undefined
  private remarks: ReadonlyMap<number, { readonly text: string; readonly span: Span }> | null = null

  readonly environment: Environment

  constructor(readonly path: string, readonly file: YamlFile, readonly kind: FileKind, environment: Environment) {
    this.environment = outsideOf(environment)
    this.document = file.documents.find(one => one.root !== null) ?? file.documents[0] ?? null
    this.root = this.document?.root ?? null
    this.workflow = kind === 'workflow' ? new WorkflowNode(this) : null
    this.action = kind === 'action' ? new ActionNode(this) : null
    this.preCommit = kind === 'pre-commit' ? new PreCommitNode(this) : null
    this.dependabot = kind === 'dependabot' ? new DependabotNode(this) : null
  }

  /** What of its jobs is known from before an edit. */
  get lasting(): LastingJobs { return this.ownLasting ??= new LastingJobs(this.workflow ? this.root : null) }
  /** What strangers write, and where it goes. */
  get taint(): Taint { return this.allTaint ??= new Taint(this) }
  /** The text, to take the parts of one's own node from. */
  get text(): string { return this.file.text }
  /** The text, to look through all of it. */
  get wholeText(): string { readOutside(); return this.file.text }
  get errors(): readonly SyntaxError[] { return this.file.errors.filter(error => this.kind === 'dependabot' || !ownErrors.has(error.code)).map(({ message, span }) => ({ path: this.path, span: [span[0], Math.min(span[1], lineEnd(this.text, span[0]))] as Span, message })) }

  /** What the file declares to be passed in. */
  get inputs(): readonly InputNode[] { return this.workflow ? [...this.workflow.inputs, ...this.workflow.secrets] : this.action?.inputs ?? [] }

  /** Every scalar with the path to it, in order; what aliases stand for is found where it is written. */
  private get scalars(): readonly Found[] {
    if (this.allScalars) return this.allScalars
    const found: Found[] = []
    const visit = (node: YamlNode, segments: readonly Segment[]): void => {
      if (node.kind === 'scalar') found.push({ scalar: node, segments, isKey: false })
      else if (node.kind === 'sequence') node.items.forEach((item, i) => visit(item, [...segments, i]))
      else if (node.kind === 'map') for (const pair of node.pairs) {
        const name = pair.name ?? this.text.slice(...pair.key.span)
        if (pair.key.kind === 'scalar') found.push({ scalar: pair.key, segments: [...segments, name], isKey: true })
        visit(pair.value, [...segments, name])
      }
    }
    if (this.root) visit(this.root, [])
    return this.allScalars = found
  }

  get expressions(): readonly ExpressionNode[] { readOutside(); return this.readExpressions() }
  private readExpressions(): readonly ExpressionNode[] {
    if (this.allExpressions) return this.allExpressions
    const jobs = new Map<string, JobNode>(this.workflow?.jobs.map(job => [job.id, job]))
    const isEmpty = this.kind === 'dependabot' || this.kind === 'pre-commit'
    return this.allExpressions = isEmpty ? [] : this.scalars.flatMap(({ scalar, segments, isKey }) => {
      const last = segments.at(-1), isCondition = last === 'if' || last === 'pre-if' || last === 'post-if'
      if (!isCondition && !scalar.source.includes('${{')) return []
      const [first, second, third, fourth] = segments
      const job = first === 'jobs' && typeof second === 'string' ? jobs.get(second) ?? null : null
      const step = job && third === 'steps' && typeof fourth === 'number' ? job.steps[fourth] ?? null : first === 'runs' && second === 'steps' && typeof third === 'number' ? this.action?.steps[third] ?? null : null
      return expressionsOf(this, { scalar, segments, isKey, position: positionOf(segments), workflow: this.workflow, action: this.action, job, step })
    })
  }

  /** The expressions of the scalar behind a node. */
  expressionsIn(node: YamlNode | null): readonly ExpressionNode[] {
    const scalar = asScalar(node)
    if (!scalar) return []
    if (!this.byScalar) {
      const grouped = new Map<YamlScalar, ExpressionNode[]>()
      for (const expression of this.readExpressions()) {
        const known = grouped.get(expression.site.scalar)
        if (known) known.push(expression)
        else grouped.set(expression.site.scalar, [expression])
      }
      this.byScalar = grouped
    }
    return this.byScalar.get(scalar) ?? []
  }

  /** The variables that expressions read of `env`, in lower case; `*` where one reads all. */
  get environmentNames(): ReadonlySet<string> {
    readOutside()
    return this.readNames ??= new Set(this.expressions.flatMap(one => one.contexts.flatMap(context => context.root === 'env' ? (context.properties[0] ?? '*').toLowerCase() : [])))
  }

  /** The expressions of a job, those of its steps included, or of a step. */
  expressionsOf(owner: JobNode | StepNode): readonly ExpressionNode[] {
    if (!this.byOwner) {
      const grouped = new Map<object, ExpressionNode[]>()
      for (const expression of this.readExpressions()) for (const one of [expression.job, expression.step]) {
        if (!one) continue
        const known = grouped.get(one)
        if (known) known.push(expression)
        else grouped.set(one, [expression])
      }
      this.byOwner = grouped
    }
    return this.byOwner.get(owner) ?? []
  }

  /** The comment behind a place on its line. */
  commentBehind(end: number): { readonly text: string; readonly span: Span } | null {
    this.remarks ??= new Map(this.file.comments.map(({ text, span }) => [span[0], { text, span }]))
    let at = end
    while (this.text[at] === ' ' || this.text[at] === '\t') at++
    return this.remarks.get(at) ?? null
  }

  /** What the repository's `actions.lock` says; null where there is none. */
  get lock(): LockTable | null {
    readOutside()
    if (this.knownLock !== undefined) return this.knownLock
    const document = this.environment.read(lockPath(this.path))
    return this.knownLock = document ? lockTable(document.tree(yamlParser).file) : null
  }

  /** The versions that comments in this file give to each pinned commit, by `lockKey`. */
  get statedVersions(): ReadonlyMap<string, readonly string[]> {
    readOutside()
    if (this.knownVersions) return this.knownVersions
    const found = new Map<string, string[]>(), steps = [...this.action?.steps ?? [], ...this.workflow?.jobs.flatMap(job => [...job.steps]) ?? []]
    for (const uses of [...steps.map(step => step.uses), ...this.workflow?.jobs.map(job => job.uses) ?? []]) {
      const version = uses?.refKind === 'sha' ? wholeVersion(uses.comment) : null
      if (!uses || version === null) continue
      const key = lockKey(uses.slug!, uses.ref!.toLowerCase()), known = found.get(key)
      if (!known) found.set(key, [version])
      else if (!known.includes(version)) known.push(version)
    }
    return this.knownVersions = found
  }

  /** Every fact, each once. */
  *facts(isWanted: (kind: string) => boolean = () => true): Generator<Fact> {
    if (!this.root) return
    if (this.kind === 'lock') {
      yield* lockEntries(this)
      yield* lockedWorkflows(this)
      return
    }
    if (!this.root || this.kind === 'actionlint') return
    const { lasting } = this
    lasting.restart()
    if (this.workflow) {
      yield* this.ofWorkflow(this.workflow, lasting)
      if (isWanted('release.Step')) yield* releaseParts(this.workflow)
    }
    if (this.action) {
      yield this.action
      yield* imageUsesOf(this.action)
      yield* this.action.inputs
      for (const step of this.action.steps) yield* this.ofStep(step)
    }
    if (this.dependabot) {
      yield this.dependabot
      yield* this.dependabot.updates
      return
    }
    yield this.source
    if (this.preCommit) { yield this.preCommit; yield* hookRepositoriesIn(this); return }
    for (const expression of this.expressions) yield lasting.mark(expression, expression.site.segments)
    for (const section of this.sections) yield lasting.mark(section, section.segments)
    for (const text of this.texts) yield lasting.mark(text, text.segments)
    for (const { text, span } of this.file.comments) yield new CommentNode(this, text, span)
  }

  private *ofWorkflow(workflow: WorkflowNode, lasting: LastingJobs): Generator<Fact> {
    yield workflow
    yield* workflow.triggers
    yield* workflow.inputs
    yield* workflow.secrets
    if (workflow.permissions) yield workflow.permissions
    if (workflow.concurrency) yield workflow.concurrency
    yield* workflow.variables
    const seen = new Set<YamlNode>()
    for (const job of workflow.jobs) {
      const reads = outsideReads(), facts = [...this.ofJob(job, seen)]
      // Which facts there are may hang on other files.
      if (outsideReads() === reads) for (const fact of facts) lasting.mark(fact, ['jobs', job.id])
      yield* facts
    }
  }

  private *ofJob(job: JobNode, seen: Set<YamlNode>): Generator<Node> {
    yield job
    for (const part of [job.ownPermissions, job.concurrency, job.environment, job.matrix, job.condition, job.uses, job.container]) if (part) yield part
    yield* this.first(job.ownVariables, seen)
    for (const container of [...job.container ? [job.container] : [], ...job.services]) yield* this.first(container.variables, seen)
    yield* job.services
    for (const container of [...job.container ? [job.container] : [], ...job.services]) yield* imageUsesOf(container)
    for (const step of this.first(job.steps, seen)) yield* this.ofStep(step)
  }

  /** Those whose node was not seen before: what an alias repeats is looked at once, where it is written. */
  private *first<T extends Node>(facts: Iterable<T>, seen: Set<YamlNode>): Generator<T> {
    for (const fact of facts) {
      const node = resolve(fact.valueNode)
      if (node && seen.has(node)) continue
      if (node) seen.add(node)
      yield fact
    }
  }

  private *ofStep(step: StepNode): Generator<Node> {
    yield step
    if (step.uses) yield step.uses
    if (step.uses?.form === 'docker') yield* imageUsesOf(step.uses)
    if (step.condition) yield step.condition
    yield* step.ownVariables
    if (!step.run) return
    yield step.run
    yield* step.run.commands
    yield* step.run.packageCalls
  }

  private get sections(): readonly SectionNode[] { return sectionsOf(this, this.root, this.workflow ? 'workflow-root-strict' : 'action/action-root-strict') }
  get source(): SourceNode { readOutside(); return this.ownSource ??= new SourceNode(this) }
  get texts(): readonly TextNode[] { readOutside(); return this.allTexts ??= this.scalars.filter(found => !found.isKey && found.scalar.span[0] < found.scalar.span[1]).map(({ scalar, segments }) => new TextNode(this, scalar, segments)) }
}

function lineEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}

class TextNode extends Node implements facts.Text {
  constructor(model: Model, readonly scalar: YamlScalar, readonly segments: readonly Segment[]) { super(model, 'github-actions.Text', scalar) }

  get subject(): string { return `text/${this.where}` }
  get key(): string { return String(this.segments.findLast(segment => typeof segment === 'string') ?? '') }
  get where(): string { return formatPath(this.segments) }
  get value(): Plain { return this.scalar.value }
  get text(): string { return textIn(this.scalar) ?? '' }
  get style(): YamlScalar['style'] { return this.scalar.style }
  get endsWithLineBreak(): boolean { return isBlock(this.scalar) && !/^.\d?\+/.test(this.scalar.source) && /[\n]$/.test(this.text) }
  get tag(): string | null { return this.scalar.tag }
  get losesDigits(): boolean { return this.style === 'plain' && typeof this.value === 'number' && String(this.value) !== this.scalar.source }
  protected override token(path: string): Span | null | undefined { return path === 'indicator' ? isBlock(this.scalar) ? [this.scalar.span[0], this.scalar.span[0] + 1] : null : undefined }
  get printed(): string { return String(this.value) }
  get lineCount(): number { return this.text.split('\n').filter(line => line.trim() !== '').length }
  get expressions(): List<ExpressionNode> { return this.once('expressions', () => list(this.model.expressionsIn(this.scalar))) }
}

export class CommentNode extends Node implements facts.Comment {
  constructor(model: Model, private readonly source: string, private readonly whole: Span) { super(model, 'github-actions.Comment', null) }

  get subject(): string { return `comment/${this.text.slice(0, 60)}` }
  get text(): string { return this.source.replace(/^#+\s*/, '').trim() }
  get marker(): string | null { return /(?:^|[^\w-])(TODO|FIXME|XXX|HACK)(?![\w-])/.exec(this.source)?.[1] ?? null }
  protected override get here(): Span { return this.whole }
  protected override token(path: string): Span | null | undefined {
    const { marker } = this, at = marker === null ? -1 : this.source.indexOf(marker)
    return path === 'marker' && at >= 0 ? [this.whole[0] + at, this.whole[0] + at + marker!.length] : path === '' ? this.whole : undefined
  }
}
