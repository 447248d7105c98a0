import type { Change, Fact } from '../../core/fact'
import type { Edit } from '../../core/fix'
import type { Environment } from '../../core/language'
import { afterLine, lineEnd, lineStart } from '../../core/lines'
import { nearest } from '../../core/nearest'
import { readNear, readOutside } from '../../core/outside'
import type { ShellProblem } from '../shell/problems'
import { problemsOf } from './script'
import type { Span } from '../../core/span'
import type { Comment, Suppression } from '../../core/suppression'
import { dictionary, isKnown, list, Unknown, type Dictionary, type List, type Maybe } from '../../core/value'
import { Build, isAbsolutePath, isDamaged, isPredefined, joinPath, keywords, listOf, maxValue, type BuildStage, type Entry } from './build'
import { editFact } from './edit'
import { expanding, faultsOf, isBeyond, isKnownFlag, repeatable, takesFlags } from './grammar'
import { BuildContext } from './context'
import { isDeployedToKubernetes } from './deployed'
import { downloadOfAdd } from './download'
import type * as facts from './facts'
import { isIgnored, ignorePatterns } from './ignore'
import { defaultUserOf, distributionOf, isPlainImage, isValidReference, partsOf, splitName } from './image'
import { expand, flagsOf, jsonStrings, looksLikeJson, type Lookup, type Pair, type Reference, type Token, tokens } from './line'
import { endOfLifeOf, retiredOf } from './lifecycle'
import { chained, crowding, joins, rightPlace } from './join'
import { formatsOf, labelKeyProblem } from './labels'
import { commentsOf, countCode, hasReason, saidIn, type Spacing, spacingsOf, suppressionsOf } from './layout'
import { indexIn, keyIn, memo, Node } from './node'
import { commandsOf, packageFacts, pipesOf, readScript, type CommandNode, type PackageCallNode } from './run'
import type { InstructionText, RawFile } from './reader'
import { isHarmlessValue, isSecretFile, isSecretName, secretIn, secretsIn, type Secret } from './secrets'
import { accountsOf, fixedPlatform, idleUsersOf, isScriptForTheImage, mayHoldPasswd, stateFolderOf } from './users'
import { readShellPragmas, ShellPragmas } from './shell-pragma'
import type { Script } from '../shell/command'
import { readMode } from '../shell/modes'
import { conflictIn } from '../text/conflict'

/** All facts of one Dockerfile. */
export class Model {
  readonly build: Build
  readonly file: FileNode
  readonly stages: readonly StageNode[]
  readonly context: BuildContext | null
  private readonly nodes = new Map<Entry, InstructionNode>()

  constructor(readonly path: string, readonly raw: RawFile, readonly environment: Environment | null) {
    this.build = new Build(raw)
    this.stages = this.build.stages.map(stage => new StageNode(this, stage))
    this.file = new FileNode(this)
    this.context = environment && new BuildContext(path, environment, () => this.copied(null))
  }

  get text(): string { return this.raw.text }
  get escape(): '\\' | '`' { return this.raw.escape }

  stageOf(stage: BuildStage | null): StageNode | null { return stage ? this.stages[stage.index]! : null }

  /** The fact of an instruction by its own kind; those of several variables, labels or ports are their first. */
  node(entry: Entry): InstructionNode {
    let node = this.nodes.get(entry)
    if (!node) this.nodes.set(entry, node = this.create(entry))
    return node
  }

  private create(entry: Entry): InstructionNode {
    switch (entry.raw.keyword) {
      case 'RUN': return new RunNode(this, entry, 'docker.Run')
      case 'COPY': return new CopyNode(this, entry, 'docker.Copy')
      case 'ADD': return new CopyNode(this, entry, 'docker.Add')
      case 'USER': return new UserNode(this, entry, 'docker.User')
      case 'WORKDIR': return new WorkdirNode(this, entry, 'docker.Workdir')
      case 'CMD': return new ProgramNode(this, entry, 'docker.Cmd')
      case 'ENTRYPOINT': return new ProgramNode(this, entry, 'docker.Entrypoint')
      case 'HEALTHCHECK': return new HealthcheckNode(this, entry, 'docker.Healthcheck')
      case 'SHELL': return new ShellNode(this, entry, 'docker.Shell')
      case 'STOPSIGNAL': return new StopsignalNode(this, entry, 'docker.Stopsignal')
      case 'MAINTAINER': return new InstructionNode(this, entry, 'docker.Maintainer')
      default: return new InstructionNode(this, entry, 'docker.Instruction')
    }
  }

  /** Every fact, each once. */
  *facts(): Generator<Fact> {
    yield this.file
    if (this.raw.isTemplate) return
    yield* this.comments(null)
    for (const stage of this.stages) {
      yield stage
      yield stage.image
    }
    for (const entry of this.build.entries) {
      const node = this.node(entry)
      yield node.kind === 'docker.Instruction' ? node : this.generic(entry)
      if (node.kind !== 'docker.Instruction') yield node
      for (const part of this.parts(entry)) {
        yield part
        if (part instanceof VariableNode) yield new VariableNode(this, entry, 'docker.Variable', part.pair)
        if (part instanceof LabelNode) yield new LabelNode(this, entry, 'docker.Pair', part.pair)
        else if (part.kind === 'docker.Env') yield new VariableNode(this, entry, 'docker.Pair', (part as VariableNode).pair)
      }
      if (node instanceof CopyNode) yield new CopyNode(this, entry, 'docker.Transfer')
      if (node instanceof CopyNode && node.fromImage) yield node.fromImage
      const added = node instanceof CopyNode ? downloadOfAdd(node) : null
      if (added) yield added
      if (node instanceof ProgramNode) for (const { download } of node.commands) if (download) yield download
      if (node instanceof RunNode) {
        yield* node.commands
        for (const call of node.packageCalls as List<PackageCallNode>) {
          yield call
          if (call.effect === 'install') yield call.asInstall
        }
        for (const { download } of node.commands) if (download) yield download
        yield* node.mountImages
      }
    }
  }

  edit(node: Node, change: Change): readonly Edit[] | null { return editFact(node, change) }

  /** One fact for each variable, label, port or path of an instruction. */
  readonly parts = memo((entry: Entry): readonly InstructionNode[] => {
    const { keyword, content } = entry.raw
    switch (keyword) {
      case 'ENV': return this.build.pairsOf(entry).map(pair => new VariableNode(this, entry, 'docker.Env', pair))
      case 'ARG': return this.build.pairsOf(entry).map(pair => new VariableNode(this, entry, 'docker.Arg', pair))
      case 'LABEL': return this.build.pairsOf(entry).map(pair => new LabelNode(this, entry, 'docker.Label', pair))
      case 'EXPOSE': return content.once('ports', () => [...tokens(content.text, 0, true, content.escape)]).map(token => new PortNode(this, entry, 'docker.Expose', token))
      case 'VOLUME': return content.once('arguments', () => listOf(content.text, 0, true, content.escape)).map(token => new VolumeNode(this, entry, 'docker.Volume', token))
      default: return []
    }
  })

  readonly generic = memo((entry: Entry): InstructionNode => {
    const node = this.node(entry)
    return node.kind === 'docker.Instruction' ? node : new InstructionNode(this, entry, 'docker.Instruction')
  })

  private readonly shellPragmas = memo((_: null) => new ShellPragmas(readShellPragmas(this.text), this.build.stages))

  /** The words of the shell before an instruction or at the end of a stage; null where neither a SHELL nor a comment names one. */
  shellAt(place: Entry | BuildStage): List<string> | null {
    const pragmas = this.shellPragmas(null), found = 'entries' in place ? pragmas.atEnd(place) : pragmas.before(place.stage, place.shell, place.raw.span[0])
    return found === null ? null : 'argv' in found ? found.argv : (this.node(found) as ShellNode).argv
  }

  /** What some FROM or COPY --from names may be a stage or not. */
  readonly isVague = memo((_: null): boolean => this.stages.some(({ image }) => !isKnown(image.isStage)))

  /** The first instruction of a stage, those of its base stages included, that puts another shell in the place of `/bin/sh`; its index, or Infinity. */
  readonly replacesSh = memo((stage: BuildStage): number => Math.min(
    stage.base ? this.replacesSh(stage.base) : Infinity,
    stage.entries.find(({ raw }) => raw.keyword === 'RUN' && /\b(?:ln|mv|cp|update-alternatives|dpkg-divert)\b[^;&|]{0,200}\/bin\/sh\b|dpkg-reconfigure\s[^;&|]{0,200}\bdash\b/.test(raw.content.source))?.index ?? Infinity,
  ))

  /**
   * What determines a stage and all that stands in it, as long as nothing else is read: an object that an edit elsewhere leaves as it is.
   * Null where a comment may name the shell of any place.
   */
  readonly surroundingsOf = memo((stage: BuildStage): object | null => this.shellPragmas(null).isEmpty ? this.build.traceOf(stage).as(stage.index === this.build.stages.length - 1, this.shipped(null).has(stage)) : null)

  /** The final stage and those that it is FROM. */
  readonly shipped = memo((_: null): ReadonlySet<BuildStage> => {
    const found = new Set<BuildStage>()
    for (let stage = this.build.stages.at(-1) ?? null; stage; stage = stage.base) found.add(stage)
    return found
  })

  /** Names that a text of the file mentions as variables, with the instructions that do. */
  readonly mentions = memo((_: null): ReadonlyMap<string, readonly Entry[]> => {
    const found = new Map<string, Entry[]>()
    for (const entry of this.build.entries) {
      const text = this.text.slice(...entry.raw.span)
      for (const [, name] of text.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
        const known = found.get(name!)
        if (!known) found.set(name!, [entry])
        else if (known.at(-1) !== entry) known.push(entry)
      }
    }
    return found
  })

  /** For each stage the last RUN in it, or in a stage that is FROM it, that starts a program of the build's own; -1 where none does. */
  readonly lastPrograms = memo((_: null): readonly number[] => {
    const last = this.build.stages.map(stage => stage.entries.findLast(entry => entry.raw.keyword === 'RUN' && !isPlainRun(this.node(entry) as RunNode))?.index ?? -1)
    for (const { index, base } of [...this.build.stages].reverse()) if (base) last[base.index] = Math.max(last[base.index]!, last[index]!)
    return last
  })

  readonly readComments = memo((_: null): readonly Comment[] => commentsOf(this.text))
  readonly suppressions = memo((_: null): ReadonlyMap<number, readonly Suppression[]> => suppressionsOf(this.text))
  readonly comments = memo((_: null): readonly CommentNode[] => this.readComments(null).map((comment, i) => new CommentNode(this, comment, i)))

  /** The last label of each name that a stage sets itself; those of ONBUILD apart. */
  readonly lastLabels = memo((stage: BuildStage): ReadonlyMap<string, Pair> => {
    const found = new Map<string, Pair>()
    for (const entry of stage.entries) if (entry.raw.keyword === 'LABEL') for (const { name, pair } of this.parts(entry) as readonly LabelNode[]) if (isKnown(name)) found.set(`${entry.raw.onbuild} ${name}`, pair)
    return found
  })

  /** The instruction that begins at each line, by the offset of the line. */
  readonly byLine = memo((_: null): ReadonlyMap<number, Entry> => new Map(this.build.entries.map(entry => [lineStart(this.text, entry.raw.span[0]), entry])))
  /** The paths that the file takes from the build context, as far as they are known. */
  readonly copied = memo((_: null): readonly string[] => this.stages.flatMap(stage => stage.copies.flatMap(copy => copy.contextPaths)))

  readonly ignore = memo((_: null): Maybe<facts.IgnoreFile | null> => {
    const { environment } = this
    if (!environment) return new Unknown('.dockerignore')
    const candidates = this.context!.ignoreFiles
    if (candidates instanceof Unknown) return candidates
    for (const path of candidates) {
      const document = environment.read(path)
      if (!document) continue
      const patterns = ignorePatterns(document.text)
      return {
        path, patterns: list(patterns), hasExceptions: patterns.some(pattern => pattern.startsWith('!')),
        excludesGit: isIgnored(patterns, '.git'), excludesEnv: isIgnored(patterns, '.env'), excludesNodeModules: isIgnored(patterns, 'node_modules'),
      }
    }
    return null
  })
}

export class FileNode extends Node implements facts.File {
  constructor(model: Model) { super(model, 'docker.File') }

  get subject(): string { return this.name }
  get damaged(): boolean { return this.once('damaged', () => this.isTemplate || this.model.build.entries.some(({ raw }) => isDamaged(raw))) }
  get name(): string { return this.path.slice(this.path.lastIndexOf('/') + 1) }
  get stages(): List<StageNode> { return this.model.stages }
  get final(): StageNode | null { return this.model.stages.at(-1) ?? null }
  get instructions(): List<InstructionNode> { return this.once('instructions', () => this.model.build.entries.map(this.model.generic)) }
  get args(): List<VariableNode> { return this.once('args', () => this.model.build.entries.filter(entry => !entry.stage && entry.raw.keyword === 'ARG').flatMap(this.model.parts) as VariableNode[]) }
  get directives(): List<facts.Directive> {
    return this.once('directives', () => this.model.raw.directives.map(({ name, value, written }, i, all) => ({ name, value, written, isDuplicate: all.slice(0, i).some(other => other.name === name) })))
  }
  private directive(name: string): string | null { return this.model.raw.directives.find(directive => directive.name === name)?.value ?? null }
  get syntax(): string | null { return this.directive('syntax') }
  get check(): string | null { return this.directive('check') }
  get hasNewerSyntax(): boolean { return isBeyond(this.syntax) }
  get escape(): string { return this.model.escape }
  get hasConflict(): boolean { return conflictIn(this.model.text) !== null }
  get isTemplate(): boolean { return this.model.raw.isTemplate }
  get stray(): InstructionNode | null {
    const entry = this.model.build.entries.find(({ stage, raw }) => !stage && raw.keyword !== 'ARG')
    return entry ? this.model.generic(entry) : null
  }
  get casing(): 'upper' | 'lower' {
    return this.once('casing', () => {
      let upper = 0, lower = 0
      for (const { raw } of this.model.build.entries) {
        if (raw.written === raw.keyword) upper++
        else if (raw.written === raw.keyword.toLowerCase()) lower++
      }
      return lower > upper ? 'lower' : 'upper'
    })
  }
  get lineBreak(): '\n' | '\r\n' | '\r' { return (/\r\n|\n|\r/.exec(this.model.text)?.[0] ?? '\n') as '\n' | '\r\n' | '\r' }
  get needsSyntax(): boolean {
    return this.once('needsSyntax', () => this.newSyntax !== null)
  }
  get ignore(): Maybe<facts.IgnoreFile | null> { return this.model.ignore(null) }
  get contextNames(): Maybe<List<string>> { return this.once('contextNames', () => this.model.context?.contextNames ?? list<string>([])) }
  get unwanted(): Maybe<List<string>> { return this.once('unwanted', () => this.model.context?.unwanted ?? new Unknown('context')) }
  get comments(): List<CommentNode> { return this.model.comments(null) }
  get spacings(): List<Spacing> { return this.once('spacings', () => this.isTemplate ? [] : spacingsOf(this.model.raw, this.lineBreak)) }
  get codeLines(): number { return this.once('codeLines', () => countCode(this.model.text, this.model.readComments(null))) }
  /** The first place that needs a syntax directive. */
  private get newSyntax(): Span | null {
    for (const { raw } of this.model.build.entries) {
      const flag = /^(?:RUN|COPY|ADD)$/.test(raw.keyword) ? flagsOf(raw.line.text, this.model.escape).flags.find(({ text }) => newFlag.test(text)) : undefined
      if (flag) return raw.line.span(flag.start, flag.end)
    }
    return null
  }

  token(path: string): Span | null {
    const { raw, build } = this.model
    if (path === '') return this.final?.token('') ?? build.entries[0]?.raw.keywordSpan ?? firstToken(raw.text)
    const spacing = indexIn(path, 'spacings'), comment = indexIn(path, 'comments'), name = /^directives\[(\d+)\]\.name$/.exec(path)
    if (spacing >= 0) return this.spacings[spacing]?.span ?? null
    if (comment >= 0) return this.comments[comment]?.token('') ?? null
    if (name) return raw.directives[Number(name[1])]?.nameSpan ?? null
    if (path === 'needsSyntax') return this.newSyntax
    const at = indexIn(path, 'directives'), directive = at >= 0 ? raw.directives[at] : raw.directives.find(({ name }) => name === path)
    return directive?.valueSpan ?? null
  }
}

/** Flags that the frontend bundled with Docker 23 (February 2023) does not know (docs.docker.com/reference/dockerfile, July 2026). */
const newFlag = /^--(?:parents|exclude|checksum|unpack|device)\b/

export class CommentNode extends Node implements facts.Comment {
  constructor(model: Model, readonly comment: Comment, readonly index: number) { super(model, 'docker.Comment') }

  get subject(): string { return `# ${this.text.slice(0, 60)}` }
  get damaged(): boolean { return false }
  get file(): FileNode { return this.model.file }
  get text(): string { return saidIn(this.comment) }
  get isDirective(): boolean { return this.model.raw.directives.some(({ nameSpan }) => nameSpan[0] > this.comment.span[0] && nameSpan[1] <= this.comment.span[1]) }
  private get parts(): RegExpExecArray | null { return /^#[ \t]*(syntax|escape|check)[ \t]*=[ \t]*(.*)$/i.exec(this.comment.text) }
  get directive(): string | null { return this.parts?.[1]!.toLowerCase() ?? null }
  get directiveValue(): string { return this.parts?.[2]!.trim() ?? '' }
  get isSuppression(): boolean { return this.model.suppressions(null).has(this.comment.span[0]) }
  get hasReason(): boolean { return this.once('hasReason', () => hasReason(this.model.text, this.model.readComments(null), this.model.suppressions(null), this.index)) }
  get defines(): List<string> {
    return this.once('defines', () => {
      const { text } = this.model, entry = this.model.byLine(null).get(afterLine(text, lineEnd(text, this.comment.span[1])))
      if (!entry || entry.raw.onbuild || this.comment.span[1] >= entry.raw.span[0]) return []
      if (entry.raw.keyword === 'ARG') return this.model.build.pairsOf(entry).map(({ name }) => name.text)
      const stage = entry.raw.keyword === 'FROM' ? this.model.stageOf(entry.stage) : null
      return stage?.name ? [stage.name] : []
    })
  }

  token(path: string): Span | null { return path === '' || path === 'text' ? [this.comment.span[0], this.comment.span[0] + this.comment.text.trimEnd().length] : null }
}

const firstToken = (text: string): Span => {
  const found = /[^\s\uFEFF]+/.exec(text)
  return found ? [found.index, found.index + found[0].length] : [0, 0]
}

export class StageNode extends Node implements facts.Stage {
  constructor(model: Model, readonly built: BuildStage) { super(model, 'docker.Stage') }

  get subject(): string { return this.name ?? `stage ${this.index}` }
  get damaged(): boolean { return this.built.isDamaged }
  get file(): FileNode { return this.model.file }
  get name(): string | null { return this.built.name?.text ?? null }
  get index(): number {
    readOutside()
    return this.built.index
  }
  get substance(): object | null { return this.origin.surroundingsOf(this.built) }
  override get surroundings(): object | null { return this.substance }
  get isFinal(): boolean { return this.built.index === this.near.stages.length - 1 }
  get reachesFinal(): boolean { return this.model.file.final!.reach.has(this) }
  get isNeeded(): Maybe<boolean> {
    if (this.reachesFinal) return true
    const targets = this.model.context?.targets ?? new Unknown('target')
    if (!isKnown(targets)) return targets
    const names = new Set(targets)
    if (this.model.isVague(null)) return new Unknown(this.name ?? this.image.text)
    return names.size > 0 && this.model.stages.some(stage => (names.has(stage.name?.toLowerCase() ?? '') || names.has(String(stage.index))) && stage.reach.has(this))
  }
  get ships(): boolean { return this.near.shipped(null).has(this.built) }
  /** Every stage that this one needs, itself included. */
  get reach(): ReadonlySet<StageNode> {
    return this.once('reach', () => {
      const found = new Set<StageNode>([this]), todo: StageNode[] = [this]
      const add = (stage: StageNode | null): void => {
        if (!stage || found.has(stage)) return
        found.add(stage)
        todo.push(stage)
      }
      for (let stage; (stage = todo.pop());) {
        add(stage.base)
        for (const entry of stage.built.entries) {
          const node = this.near.node(entry)
          if (node instanceof CopyNode) add(node.fromStage)
          else if (node instanceof RunNode) for (const mount of node.mounts) add(mount.fromStage as StageNode | null)
        }
      }
      return found
    })
  }
  get base(): StageNode | null { return this.near.stageOf(this.built.base) }
  get image(): ImageNode {
    return this.once('image', () => {
      const { image, from } = this.built
      return new ImageNode(this.origin, from, this, 'from', image ?? { text: '', start: from.raw.line.text.length, end: from.raw.line.text.length }, this.near.build.globalLookup, this.base)
    })
  }
  get root(): ImageNode { return this.near.stageOf(this.built.root)!.image }
  get platform(): Maybe<string | null> { return this.fromInstruction.flagValue('platform') }
  get fromInstruction(): InstructionNode { return this.near.node(this.built.from) }
  get duplicateOf(): StageNode | null {
    const name = this.name?.toLowerCase()
    return name === undefined ? null : this.once('duplicateOf', () => this.model.stages.slice(0, this.index).find(stage => stage.name?.toLowerCase() === name) ?? null)
  }
  get isEmpty(): Maybe<boolean> {
    return this.once('isEmpty', () => {
      for (let stage: BuildStage | null = this.built; stage; stage = stage.base) if (stage.isDamaged || stage.entries.some(({ raw }) => /^(?:RUN|COPY|ADD|WORKDIR)$/.test(raw.keyword) && !raw.onbuild)) return false
      return this.root.isScratch
    })
  }
  /** Where its name is written, each with the instruction that writes it. */
  private get mentionPlaces(): readonly { readonly entry: Entry; readonly token: Token }[] {
    const { name } = this
    return name === null ? [] : this.once('mentions', () => {
      const found: { entry: Entry; token: Token }[] = [{ entry: this.built.from, token: this.built.name! }]
      const isName = (text: string): boolean => text.toLowerCase() === name.toLowerCase()
      for (const stage of this.model.stages.slice(this.index + 1)) {
        if (stage.base === this && stage.built.image && isName(stage.built.image.text)) found.push({ entry: stage.built.from, token: stage.built.image })
        for (const entry of stage.built.entries) {
          const node = this.near.node(entry)
          if (node instanceof CopyNode && node.fromStage === this) {
            const flag = node.flagToken('from')!, text = flag.text.slice('--from='.length), quote = /^["']/.test(text) ? 1 : 0
            if (isName(text.slice(quote, text.length - quote))) found.push({ entry, token: { text: text.slice(quote, text.length - quote), start: flag.end - text.length + quote, end: flag.end - quote } })
          } else if (node instanceof RunNode) found.push(...node.mountsFrom(this).filter(token => isName(token.text)).map(token => ({ entry, token })))
        }
      }
      return found
    })
  }
  get mentions(): List<string> { return this.mentionPlaces.map(({ token }) => token.text) }
  get as(): string | null { return this.built.as?.text ?? null }
  get hasValidName(): boolean { return this.name === null || /^[a-z][a-z0-9-_.]*$/i.test(this.name) }
  get instructions(): List<InstructionNode> { return this.once('instructions', () => this.built.entries.map(this.near.generic)) }
  private own<T extends InstructionNode>(name: string, type: new (...parameters: never[]) => T): List<T> {
    return this.once(name, () => this.built.entries.filter(entry => !entry.raw.onbuild).map(entry => this.near.node(entry)).filter((node): node is T => node instanceof type))
  }
  get runs(): List<RunNode> { return this.own('runs', RunNode) }
  get copies(): List<CopyNode> { return this.own('copies', CopyNode) }

  get userInstruction(): UserNode | null { return this.built.user ? this.near.node(this.built.user) as UserNode : null }
  get user(): Maybe<string> { return this.userInstruction ? this.userInstruction.whole : this.root.defaultUser }
  get userIsRoot(): Maybe<boolean> { return isRootUser(this.user) }
  get dropsPrivileges(): boolean {
    return this.once('dropsPrivileges', () => {
      for (let stage: BuildStage | null = this.built; stage; stage = stage.base) {
        for (const { raw } of stage.entries) if (/^(?:RUN|CMD|ENTRYPOINT|COPY|ADD)$/.test(raw.keyword) && letsGoOfRoot(this.near.text.slice(...raw.span))) return true
      }
      return this.startScripts.some(letsGoOfRoot)
    })
  }
  /** Texts of the scripts that CMD and ENTRYPOINT start, where they are copied from files that can be read. */
  private get startScripts(): readonly string[] {
    const { environment } = this.model, path = this.model.path, folder = path.slice(0, path.lastIndexOf('/') + 1)
    const names = new Set([this.entrypoint, this.cmd].flatMap(program => program ? program.argv.slice(0, 3) : []).filter((word): word is string => typeof word === 'string' && /\.\w*sh$|entry_?-?point/i.test(word)).map(word => word.split('/').at(-1)!))
    if (!environment || names.size === 0) return []
    const found: string[] = []
    for (let stage: StageNode | null = this; stage; stage = stage.base) for (const copy of stage.copies) {
      if (!copy.isFromContext) continue
      for (const source of copy.sources) {
        if (!isKnown(source.path) || source.isUrl === true || source.isGlob === true) continue
        const written = source.path.replace(/^(?:\.?\/)+/, ''), base = written.split('/').at(-1)!
        const inside = source.isContextRoot === true ? [...names] : names.has(base) ? [written] : typeof copy.destination === 'string' && names.has(copy.destination.split('/').at(-1)!) ? [written] : [...names].map(name => `${written.replace(/\/+$/, '')}/${name}`)
        // The context is the Dockerfile's folder or the workspace's.
        for (const file of inside) for (const place of new Set([folder + file, file])) {
          const text = environment.read(place)?.text
          if (text !== undefined) found.push(text.slice(0, 1 << 16))
        }
      }
    }
    return found
  }
  get isInteractive(): boolean {
    const program = this.entrypoint ?? this.cmd
    return program !== null && isBareProgram(program)
  }
  get isBaseForOthers(): boolean {
    return this.once('isBaseForOthers', () => {
      const { entrypoint, cmd } = this
      if (!entrypoint && !cmd) return false
      if (entrypoint && !isBareProgram(entrypoint) && !(cmd && isBareProgram(cmd) && /\.sh$|entrypoint/.test(String(entrypoint.program ?? '')))) return false
      if (!entrypoint && !isBareProgram(cmd!)) return false
      for (let stage: StageNode | null = this; stage; stage = stage.base) if (!stage.copies.every(isScriptForTheImage)) return false
      return true
    })
  }
  get accounts(): List<facts.Account> { return this.once('accounts', () => accountsOf(this)) }
  get idleUsers(): List<facts.Account> { return this.once('idleUsers', () => idleUsersOf(this)) }
  get createdUser(): string | null {
    const made = this.accounts.findLast(account => account.kind === 'user' && account.name !== 'root' && account.uid !== 0)
    return made ? made.uid === null ? made.name : String(made.uid) : null
  }
  get platformText(): string | null { return this.fromInstruction.flagToken('platform')?.text.slice('--platform='.length) ?? null }
  get hasFixedPlatform(): boolean { return fixedPlatform(this.platformText, this.name) }
  get hasNoPasswd(): Maybe<boolean> {
    return this.once('hasNoPasswd', () => {
      if (this.root.isScratch !== true) return this.root.isScratch
      if (this.built.shell) return false
      for (let stage: StageNode | null = this; stage; stage = stage.base) {
        if (stage.runs.length > 0 || stage.copies.some(mayHoldPasswd)) return false
      }
      return true
    })
  }
  get stateFolder(): string | null { return this.once('stateFolder', () => stateFolderOf(this)) }
  get isDeployedToKubernetes(): Maybe<boolean> {
    const { environment, path } = this.model
    return this.once('isDeployedToKubernetes', () => !this.isFinal ? false : environment ? isDeployedToKubernetes(path, environment) : new Unknown(path))
  }
  get workdir(): Maybe<string | null> { return this.built.workdir ? this.near.build.workdirOf(this.built.workdir) : null }
  private get mayHaveMore(): boolean { return this.root.isScratch !== true }
  get env(): Dictionary<Maybe<string>> { return this.once('env', () => dictionary(this.near.build.declared(this.built, 'env'), this.mayHaveMore)) }
  get args(): Dictionary<Maybe<string>> { return this.once('args', () => dictionary(this.near.build.declared(this.built, 'args'))) }
  /** What the instructions of a keyword say, here and in base stages, from the base on. */
  private inherited<T extends InstructionNode>(keyword: string): T[] {
    const chain: BuildStage[] = []
    for (let stage: BuildStage | null = this.built; stage; stage = stage.base) chain.push(stage)
    return chain.reverse().flatMap(stage => stage.entries.filter(({ raw }) => raw.keyword === keyword && !raw.onbuild).flatMap(this.near.parts)) as T[]
  }
  get labels(): Dictionary<Maybe<string>> {
    return this.once('labels', () => {
      let isOpen = this.mayHaveMore
      const entries: [string, Maybe<string>][] = []
      for (const { name, value } of this.inherited<LabelNode>('LABEL')) {
        if (isKnown(name)) entries.push([name, value ?? ''])
        else isOpen = true
      }
      return dictionary(entries, isOpen)
    })
  }
  get labelNames(): List<string> {
    return this.once('labelNames', () => {
      const found: string[] = []
      let isOpen = false
      for (let stage: BuildStage | null = this.built; stage; stage = stage.base) {
        for (const entry of stage.entries) if (entry.raw.keyword === 'LABEL') for (const { name } of this.near.parts(entry) as readonly LabelNode[]) {
          if (isKnown(name)) found.push(name)
          else isOpen = true
        }
      }
      return list(found, isOpen)
    })
  }
  get ports(): List<PortNode> { return this.once('ports', () => list(this.inherited<PortNode>('EXPOSE'), this.mayHaveMore)) }
  get exposes(): boolean { return this.ports.length > 0 }
  get volumes(): List<VolumeNode> { return this.once('volumes', () => list(this.inherited<VolumeNode>('VOLUME'), this.mayHaveMore)) }
  get shellInstruction(): ShellNode | null { return this.built.shell ? this.near.node(this.built.shell) as ShellNode : null }
  get shell(): List<string> { return this.once('shell', () => this.near.shellAt(this.built) ?? defaultShell(this)) }
  get shellKind(): facts.ShellKind { return kindOfShell(this.shell) }
  get healthcheck(): HealthcheckNode | null { return this.built.healthcheck ? this.near.node(this.built.healthcheck) as HealthcheckNode : null }
  get entrypoint(): ProgramNode | null { return this.built.entrypoint ? this.near.node(this.built.entrypoint) as ProgramNode : null }
  get cmd(): ProgramNode | null { return this.built.cmd ? this.near.node(this.built.cmd) as ProgramNode : null }
  get stopsignal(): StopsignalNode | null { return this.built.stopsignal ? this.near.node(this.built.stopsignal) as StopsignalNode : null }
  get isWindows(): Maybe<boolean> {
    return this.once('isWindows', () => {
      if (this.distribution === 'windows') return true
      if (this.near.escape === '`' || this.built.shell && /powershell|pwsh|cmd/i.test(this.built.shell.raw.line.text)) return true
      return this.distribution === 'unknown' && isKnown(this.root.reference) === false ? new Unknown(this.root.text) : false
    })
  }
  get hasNoShell(): Maybe<boolean> {
    return this.once('hasNoShell', () => {
      if (this.built.shell) return false
      const { root } = this
      if (root.isScratch instanceof Unknown) return root.isScratch
      // A shell may have been copied into an empty image.
      if (root.isScratch) return this.hasFilesFromElsewhere ? new Unknown('scratch') : true
      if (root.registry !== 'gcr.io' || !isKnown(root.repository) || !root.repository.startsWith('distroless/')) return false
      return isKnown(root.tag) ? !/debug/.test(root.tag ?? '') : new Unknown(root.text)
    })
  }
  private get hasFilesFromElsewhere(): boolean {
    for (let stage: BuildStage | null = this.built; stage; stage = stage.base) {
      for (const entry of stage.entries) if (/^(?:COPY|ADD)$/.test(entry.raw.keyword) && /busybox|\bsh\b|\bbash\b|rootfs|\.tar|\/bin|\s\/\s*$/.test(entry.raw.line.text)) return true
    }
    return false
  }
  get distribution(): 'debian' | 'alpine' | 'redhat' | 'suse' | 'windows' | 'none' | 'unknown' {
    return this.once('distribution', () => {
      const { registry, repository, tag, isScratch } = this.root
      if (isScratch === true) return 'none'
      if (!isKnown(registry) || !isKnown(repository)) return 'unknown'
      return distributionOf(registry, repository, isKnown(tag) ? tag : null)
    })
  }

  token(path: string): Span | null {
    const { from, name, as, image } = this.built, { line } = from.raw, at = indexIn(path, 'mentions'), mention = at < 0 ? undefined : this.mentionPlaces[at]
    if (mention) return mention.entry.raw.line.span(mention.token.start, mention.token.end)
    switch (path) {
      case '': case 'from': return from.raw.keywordSpan
      case 'name': return name ? line.span(name.start, name.end) : null
      case 'as': return as ? line.span(as.start, as.end) : null
      case 'image': return image ? line.span(image.start, image.end) : null
      case 'user': case 'userIsRoot': return this.userInstruction?.token('name') ?? null
      case 'workdir': return this.built.workdir ? (this.near.node(this.built.workdir) as WorkdirNode).token('directory') : null
      case 'platform': return this.fromInstruction.token('flags.platform')
      case 'base': return this.base ? this.token('image') : null
      case 'shell': return this.shellInstruction?.token('') ?? null
      case 'platformText': case 'hasFixedPlatform': return this.token('platform')
      default: {
        const idle = indexIn(path, 'idleUsers')
        return idle >= 0 ? (this.idleUsers[idle]?.command as CommandNode | null | undefined)?.token('account') ?? null : null
      }
    }
  }
}

const letsGoOfRoot = (text: string): boolean => /(?:^|[\s"'/[,=])(?:gosu|su-exec|setpriv|runuser|setuidgid|chpst|s6-setuidgid|suexec|step-down)(?=$|[\s"',;&)\]])|\bsudo\s+-u\b|\bsu\s+(?:-\s+)?\S+\s+-c\b|\bsu\s+-\w*c\b/m.test(text)

/** A shell or an interpreter without a script to run. */
function isBareProgram(program: ProgramNode): boolean {
  if (program.argv.length === 0 || program.argv.length > 2) return false
  const [first, second] = program.argv
  return typeof first === 'string' && /^(?:sh|bash|ash|zsh|dash|fish|python[\d.]*|ipython|node|irb|php|julia|R|ghci|psql|mysql|redis-cli|pwsh|powershell|cmd|jshell|perl|lua|iex|erl|scala|clojure|clj|swift|deno|bun|ruby|pypy[\d.]*|sbcl|ghc|rakudo|groovysh|groovy|nim|crystal|guile|racket)(?:\.exe)?$/.test(first.split(/[\\/]/).at(-1)!) && (second === undefined || /^-(?:l|i|a|-login|-interactive)$/.test(String(second)))
}

const rootNames: ReadonlySet<string> = new Set(['root', '0', 'containeradministrator'])
const isRootUser = (user: Maybe<string>): Maybe<boolean> => user instanceof Unknown ? user : rootNames.has(user.split(':')[0]!.toLowerCase())

const defaultShell = (stage: StageNode): List<string> => stage.isWindows === true ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c']

const setsPipefail = (argv: readonly string[]): boolean => argv.some((word, i) => /^-\w*o$/.test(word) && argv[i + 1] === 'pipefail')

function kindOfShell(argv: readonly string[]): facts.ShellKind {
  const name = (argv[0] ?? '').split(/[\\/]/).at(-1)!.toLowerCase().replace(/\.exe$/, '')
  if (name === 'pwsh' || name === 'powershell') return 'powershell'
  if (name === 'env') return kindOfShell(argv.slice(1).filter(word => !word.startsWith('-')))
  return name === 'sh' || name === 'dash' ? 'sh' : name === 'bash' || name === 'ash' || name === 'zsh' || name === 'cmd' ? name : 'other'
}

export class ImageNode extends Node implements facts.Image {
  constructor(model: Model, readonly entry: Entry, readonly stage: StageNode, readonly source: 'from' | 'copy' | 'mount', readonly written: Token, private readonly lookup: Lookup, private readonly target: StageNode | null) { super(model, 'docker.Image') }

  /** Images of COPY and mounts are many in one instruction. */
  get substance(): object | null { return this.source === 'from' ? this.entry.raw.content : null }
  override get surroundings(): object | null { return this.source === 'from' ? this.stage.surroundings : null }
  get subject(): string { return this.source === 'from' ? `${this.stage.subject}/image` : `${this.stage.subject}/${this.source}/${this.text}` }
  get damaged(): boolean { return isDamaged(this.entry.raw) }
  get text(): string { return this.written.text }
  get reference(): Maybe<string> { return this.once('reference', () => this.text === '' ? new Unknown('') : expand(this.text, this.lookup, this.near.escape)) }
  /** The parts: of the reference when that is known, else of the text, each as far as it is known. */
  private get parts(): { readonly name: Maybe<string>; readonly tag: Maybe<string | null>; readonly digest: Maybe<string | null> } {
    return this.once('parts', () => {
      const { reference } = this
      if (isKnown(reference)) {
        const { name, tag, digest } = partsOf(reference)
        return { name: reference.slice(...name), tag: tag && reference.slice(...tag), digest: digest && reference.slice(...digest) }
      }
      const { name, tag, digest } = partsOf(this.text)
      const value = (range: readonly [number, number]): Maybe<string> => expand(this.text.slice(...range), this.lookup, this.near.escape)
      const named = value(name)
      const ends = (range: readonly [number, number]): boolean => /(?:\}|\$\w+)$/.test(this.text.slice(...range))
      const isNameOpen = named instanceof Unknown && (ends(name) || this.text === '')
      const tagged: Maybe<string | null> = tag ? value(tag) : isNameOpen ? new Unknown(this.text) : null
      const isTagOpen = tag ? tagged instanceof Unknown && ends(tag) : isNameOpen
      return { name: named, tag: tagged, digest: digest ? value(digest) : isTagOpen ? new Unknown(this.text) : null }
    })
  }
  get name(): Maybe<string> { return this.parts.name }
  private get split(): { readonly registry: Maybe<string>; readonly repository: Maybe<string> } {
    const { name } = this.parts
    if (isKnown(name)) return splitName(name)
    // A literal host before the first slash tells the registry whatever follows.
    const host = /^([\w.-]+\.[\w.-]+(?::\d+)?|localhost(?::\d+)?)\//.exec(this.text)
    return { registry: host ? host[1]! : name, repository: name }
  }
  get registry(): Maybe<string> { return this.split.registry }
  get repository(): Maybe<string> { return this.split.repository }
  get shortName(): Maybe<string> { return isKnown(this.repository) ? this.repository.split('/').at(-1)! : this.repository }
  get tag(): Maybe<string | null> { return this.parts.tag }
  get digest(): Maybe<string | null> { return this.parts.digest }
  get isScratch(): Maybe<boolean> { return this.target ? false : isKnown(this.reference) ? this.reference === 'scratch' : isKnown(this.name) ? false : this.reference }
  get isStage(): Maybe<boolean> { return this.target ? true : isKnown(this.reference) ? false : this.text.includes('/') || this.text.includes(':') && !/^\$\{[^}]*\}$/.test(this.text) ? false : this.reference }
  get isExternal(): Maybe<boolean> {
    const { isScratch, isStage } = this
    if (isScratch === true || isStage === true) return false
    return isScratch instanceof Unknown ? isScratch : isStage instanceof Unknown ? isStage : true
  }
  get isValid(): Maybe<boolean> { return this.target ? true : isKnown(this.reference) ? isValidReference(this.reference) : this.reference }
  private get references(): readonly { readonly name: string; readonly operator: string | null }[] {
    return this.once('references', () => {
      const found: { name: string; operator: string | null }[] = []
      expand(this.text, this.lookup, this.near.escape, reference => found.push(reference))
      return found
    })
  }
  get isOverridable(): boolean { return this.references.some(({ name }) => this.near.build.isGlobalArg(name)) }
  get undeclared(): List<string> { return this.once('undeclared', () => [...new Set(this.references.filter(({ name, operator }) => this.lookup(name) === undefined && !/^:?[-+]$/.test(operator ?? '')).map(({ name }) => name))]) }
  get isInvalidByDefault(): Maybe<boolean> {
    if (this.source !== 'from' || this.target || this.undeclared.length > 0 || !this.isOverridable) return false
    // An image that is an argument as a whole is asked for on purpose.
    if (/^\$(?:\w+|\{\w+\})$/.test(this.text) && !isKnown(this.reference)) return false
    return this.once('isInvalidByDefault', () => {
      // What a build without arguments puts in: nothing for an ARG without default, anything for the platform's own.
      const whole = expand(this.text, name => {
        const value = this.lookup(name)
        if (isKnown(value)) return value
        return value === undefined ? undefined : !this.near.build.isGlobalArg(name) || isPredefined(name, true) ? 'x' : ''
      }, this.near.escape)
      return isKnown(whole) ? !isValidReference(whole) : whole
    })
  }
  get defaultUser(): Maybe<string> { return this.once('defaultUser', () => this.findUser()) }
  private findUser(): Maybe<string> {
    if (this.isScratch === true) return 'root'
    if (this.target) return this.target.user
    const { registry, repository, tag } = this
    if (!isKnown(registry) || !isKnown(repository)) return new Unknown(this.text)
    // A tag that is not known may be the one that runs as another user.
    if (!isKnown(tag)) {
      const user = defaultUserOf(registry, repository, null)
      return isKnown(user) && registry === 'docker.io' && !repository.includes('/') ? user : new Unknown(this.text)
    }
    return defaultUserOf(registry, repository, tag)
  }

  /** What a table says of a pulled image. */
  private known<T>(of: (registry: string, repository: string, tag: string | null) => T): Maybe<T | null> {
    const { registry, repository, tag, isExternal } = this
    if (isExternal === false) return null
    if (!isKnown(registry) || !isKnown(repository) || !isKnown(tag) || isExternal !== true) return new Unknown(this.text)
    return of(registry, repository, tag)
  }
  get endOfLife(): Maybe<facts.EndOfLife | null> { return this.once('endOfLife', () => this.known((registry, repository, tag) => retiredOf(registry, repository, tag) ? null : endOfLifeOf(registry, repository, tag))) }
  get retired(): Maybe<facts.Retired | null> { return this.once('retired', () => this.known(retiredOf)) }
  get isPlain(): Maybe<boolean> { return this.once('isPlain', () => this.isScratch === true ? true : this.isExternal === false ? false : this.known(isPlainImage) ?? false) }
  get trusted(): List<string> {
    return this.once('trusted', () => {
      const value = this.model.environment?.setting(this.path, 'registries')
      return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
    })
  }

  private range(range: readonly [number, number] | null): Span | null {
    return range && range[1] > range[0] ? this.entry.raw.line.span(this.written.start + range[0], this.written.start + range[1]) : null
  }
  token(path: string): Span | null {
    const { raw } = this.entry
    switch (path) {
      case '': return this.text === '' ? raw.keywordSpan : raw.line.span(this.written.start, this.written.end)
      case 'text': case 'reference': return this.range([0, this.text.length])
      case 'name': case 'registry': case 'repository': case 'shortName': return this.range(partsOf(this.text).name)
      case 'tag': return this.range(partsOf(this.text).tag)
      case 'digest': return this.range(partsOf(this.text).digest)
      default: return null
    }
  }
}


export class InstructionNode extends Node implements facts.Instruction {
  constructor(model: Model, private readonly own: Entry, kind: string) { super(model, kind) }

  get entry(): Entry {
    readNear()
    return this.own
  }
  override get surroundings(): object | null { return this.own.stage ? this.origin.surroundingsOf(this.own.stage) : null }
  /** What it says, wherever it stands. Fields of it alone are read from here, so that they outlive an edit elsewhere. */
  get content(): InstructionText { return this.own.raw.content }
  get substance(): object { return this.content }

  get subject(): string { return `${this.stage?.subject ?? 'global'}/${this.keyword} ${this.text.trim().slice(0, 60)}`.trimEnd() }
  get damaged(): boolean { return isDamaged(this.entry.raw) }
  get file(): FileNode { return this.model.file }
  get stage(): StageNode | null { return this.near.stageOf(this.entry.stage) }
  get keyword(): string { return this.content.keyword }
  get written(): string { return this.content.written }
  get text(): string { return this.content.text.trim() }
  get index(): number { return this.entry.index }
  get onbuild(): boolean { return this.content.onbuild }
  get onbuildWritten(): string | null { return this.onbuild ? /^[a-z]+/i.exec(this.content.source)?.[0] ?? null : null }
  get isKnown(): boolean { return keywords.has(this.keyword) }
  get suggestion(): string | null { return this.isKnown ? null : this.once('suggestion', () => nearest(this.keyword, keywords)) }
  get parsedFlags(): ReturnType<typeof flagsOf> { return this.content.once('flags', () => takesFlags(this.keyword) ? flagsOf(this.content.text, this.content.escape) : { flags: [], rest: 0 }) }
  get lookup(): Lookup { return name => this.near.build.lookup(this.entry, name) }
  expand(text: string): Maybe<string> { return expand(text, this.lookup, this.content.escape) }
  get flags(): List<facts.Flag> {
    return this.once('flags', () => {
      const seen = new Set<string>()
      return this.parsedFlags.flags.map(({ text }) => {
        const equals = text.indexOf('='), name = text.slice(2, equals < 0 ? undefined : equals)
        const isDuplicate = seen.has(name) && !repeatable.has(name)
        seen.add(name)
        return { name, value: equals < 0 ? null : this.expandFlag(text.slice(equals + 1)), isKnown: isKnownFlag(this.keyword, name), isDuplicate }
      })
    })
  }
  private expandFlag(text: string): Maybe<string> { return this.keyword === 'FROM' ? expand(text, name => this.near.build.globalLookup(name), this.content.escape) : this.expand(text) }
  flagValue(name: string): Maybe<string | null> { return this.flags.find(flag => flag.name === name)?.value ?? null }
  get arguments(): readonly (Token & { readonly value: string | null })[] { return this.content.once('arguments', () => listOf(this.content.text, this.parsedFlags.rest, true, this.content.escape)) }
  get words(): List<string> { return this.content.once('words', () => this.arguments.map(({ text, value }) => value ?? text)) }
  get isJson(): boolean { return this.content.once('isJson', () => jsonStrings(this.content.text, this.parsedFlags.rest) !== null) }
  get isBrokenJson(): boolean { return this.content.once('isBrokenJson', () => !this.isJson && looksLikeJson(this.content.text.slice(this.parsedFlags.rest))) }
  get undeclared(): List<string> {
    return this.once('undeclared', () => {
      if (!expanding.has(this.keyword) || this.keyword === 'ARG') return []
      const inFrom = this.keyword === 'FROM', lookup: Lookup = inFrom ? name => this.near.build.globalLookup(name) : this.lookup, names = new Set<string>()
      expand(this.content.text, lookup, this.content.escape, ({ name, operator }) => {
        if (lookup(name) === undefined && !isPredefined(name, inFrom) && !/^:?[-+]$/.test(operator ?? '') && name !== 'PATH') names.add(name)
      })
      return [...names]
    })
  }
  get faults(): List<facts.Fault> { return faultsOf(this.content) }
  get hasEmptyContinuation(): boolean { return this.content.hasEmptyContinuation }
  get heredocs(): List<facts.Heredoc> { return this.content.heredocs }
  get credentials(): List<Secret> { return this.content.once('credentials', () => secretsIn(this.content.source)) }
  get previous(): InstructionNode | null { return this.entry.previous ? this.near.generic(this.entry.previous) : null }
  get next(): InstructionNode | null { return this.entry.next ? this.near.generic(this.entry.next) : null }
  get joinsPrevious(): boolean { return this.previous !== null && joins(this.near.node(this.entry.previous!), this.near.node(this.entry)) }
  get isMisplaced(): boolean { return rightPlace(this.entry) !== null }
  get user(): Maybe<string> { return this.entry.user ? (this.near.node(this.entry.user) as UserNode).whole : this.stage ? this.stage.root.defaultUser : new Unknown('') }
  get userIsRoot(): Maybe<boolean> { return isRootUser(this.user) }
  get workdir(): Maybe<string | null> { return this.entry.workdir ? this.near.build.workdirOf(this.entry.workdir) : null }
  /** The shell that reads shell forms here. */
  get shellArgv(): List<string> { return this.near.shellAt(this.entry) ?? (this.stage ? defaultShell(this.stage) : ['/bin/sh', '-c']) }
  get isOverriddenInStage(): boolean { return this.entry.stage?.entries.some(other => other.index > this.index && other.raw.keyword === this.keyword && !other.raw.onbuild) === true && !this.onbuild }

  flagToken(name: string): Token | null { return this.parsedFlags.flags.find(({ text }) => text === `--${name}` || text.startsWith(`--${name}=`)) ?? null }
  token(path: string): Span | null {
    const { raw } = this.entry, flag = keyIn(path, 'flags')
    if (path === '' || path === 'keyword' || path === 'written') return raw.keywordSpan
    if (path === 'onbuildWritten') return this.onbuildWritten === null ? null : [raw.span[0], raw.span[0] + this.onbuildWritten.length]
    if (flag !== null) {
      const token = this.flagToken(flag)
      return token ? raw.line.span(token.start, token.end) : null
    }
    const flagAt = indexIn(path, 'flags'), wordAt = indexIn(path, 'words'), heredocAt = indexIn(path, 'heredocs')
    const token = flagAt >= 0 ? this.parsedFlags.flags[flagAt] : wordAt >= 0 ? this.arguments[wordAt] : path === 'text' || path === 'words' || path === 'arguments' ? this.arguments[0] : undefined
    if (token) return raw.line.span(token.start, token.end)
    const fault = faultsOf(this.content)[indexIn(path, 'faults')]
    if (fault) return fault.start < 0 ? raw.keywordSpan : raw.line.span(fault.start, fault.end)
    const credential = this.credentials[indexIn(path, 'credentials')]
    if (credential) return [raw.span[0] + credential.span[0], raw.span[0] + credential.span[1]]
    const undeclaredAt = indexIn(path, 'undeclared')
    if (undeclaredAt >= 0) return this.referenceSpan(this.undeclared[undeclaredAt])
    return heredocAt >= 0 ? raw.heredocs[heredocAt]?.span ?? null : null
  }
  /** The first reference to each variable. */
  private get references(): ReadonlyMap<string, Reference> {
    return this.once('references', () => {
      const found = new Map<string, Reference>()
      expand(this.content.text, this.lookup, this.content.escape, reference => { if (!found.has(reference.name)) found.set(reference.name, reference) })
      return found
    })
  }
  private referenceSpan(name: string | undefined): Span | null {
    const found = name === undefined ? undefined : this.references.get(name)
    return found ? this.entry.raw.line.span(found.start, found.end) : null
  }
}

export class RunNode extends InstructionNode implements facts.Run {
  get form(): 'shell' | 'exec' | 'heredoc' { return this.isJson ? 'exec' : this.content.heredocs.length && /^<<-?\S+\s*$/.test(this.content.text.slice(this.parsedFlags.rest)) ? 'heredoc' : 'shell' }
  get shellKind(): facts.ShellKind { return kindOfShell(this.shellArgv) }
  get script(): Script | null { return this.once('script', () => readScript(this)) }
  override get damaged(): boolean { return super.damaged || this.script?.complete === false }
  get commands(): List<CommandNode> { return this.once('commands', () => commandsOf(this, this.script)) }
  get packageCalls(): List<PackageCallNode> { return this.once('packageCalls', () => packageFacts(this.commands)) }
  get pipes(): List<facts.Pipe> { return this.once('pipes', () => pipesOf(this.commands, this.script)) }
  get riskyPipe(): facts.Pipe | null { return this.pipes.find(pipe => pipe.isGuarded === false) ?? null }
  get launches(): List<facts.Download | null> {
    return this.once('launches', () => {
      const launched = (download: facts.Download | null): facts.Download | null => download?.runBy ? download : null
      const piped = this.pipes.map(({ first }) => launched(first.download)), others = this.commands.flatMap(({ download }) => launched(download) ?? [])
      return list([...piped, ...others.filter(one => !piped.includes(one))], this.commands.open)
    })
  }
  get shellProblems(): List<ShellProblem> { return this.once('shellProblems', () => problemsOf(this)) }
  get ignoresErrors(): boolean {
    const { script, form } = this
    if (form !== 'heredoc' || !script?.complete || this.hasErrexit) return false
    const top = script.commands.filter(({ inside }) => inside.length === 0), first = top.findIndex(({ name }) => name !== 'set')
    return first >= 0 && top.slice(first + 1).some(({ operator, options }) => operator === ';' && !options.errexit) && !top.some(({ options }) => options.errexit)
  }
  get mounts(): List<facts.Mount> {
    return this.once('mounts', () => this.parsedFlags.flags.filter(({ text }) => text.startsWith('--mount')).map(({ text }) => {
      const options = new Map<string, Maybe<string | null>>()
      for (const option of mountOptions(text)) options.set(option.name, option.value === null ? null : this.expand(option.value))
      const get = (...names: string[]): Maybe<string | null> => {
        for (const name of names) if (options.has(name)) return options.get(name)!
        return null
      }
      const type = get('type') ?? 'bind', from = get('from'), stageNamed = (name: Maybe<string | null>): StageNode | null => this.stageNamed(name)
      return {
        type, target: get('target', 'dst', 'destination'), source: get('source', 'src'), from, get fromStage() { return stageNamed(from) }, id: get('id'), mode: get('mode'), options: dictionary(options),
      }
    }))
  }
  private stageNamed(name: Maybe<string | null>): StageNode | null { return typeof name === 'string' ? stageNamed(this.stage, name) : null }
  get mountImages(): readonly ImageNode[] {
    const { stage } = this
    if (!stage) return []
    return this.once('mountImages', () => this.parsedFlags.flags.filter(({ text }) => text.startsWith('--mount')).flatMap(flag => {
      const option = mountOptions(flag.text).find(({ name, value }) => name === 'from' && value)
      if (!option || this.stageNamed(this.expand(option.value!))) return []
      const start = flag.start + option.valueAt
      return [new ImageNode(this.model, this.entry, stage, 'mount', { text: option.value!, start, end: start + option.value!.length }, this.lookup, null)]
    }))
  }
  /** The names of a stage as the mounts write it. */
  mountsFrom(stage: StageNode): readonly Token[] {
    return this.parsedFlags.flags.filter(({ text }) => text.startsWith('--mount')).flatMap(flag => mountOptions(flag.text).flatMap(({ name, value, valueAt }) =>
      name === 'from' && value && this.stageNamed(value) === stage ? [{ text: value, start: flag.start + valueAt, end: flag.start + valueAt + value.length }] : []))
  }
  get network(): Maybe<string | null> { return this.flagValue('network') }
  get security(): Maybe<string | null> { return this.flagValue('security') }
  get hasPipefail(): Maybe<boolean> { return setsPipefail(this.shellArgv) }
  get hasErrexit(): boolean { return this.entry.shell ? (this.near.node(this.entry.shell) as ShellNode).hasErrexit : false }
  get previousRun(): RunNode | null { return this.entry.previous?.raw.keyword === 'RUN' ? this.near.node(this.entry.previous) as RunNode : null }
  get hasFlags(): boolean { return this.parsedFlags.flags.length > 0 }
  get longestLine(): number {
    const { content } = this
    return content.once('longestLine', () => {
      // A heredoc's lines are its own; an address cannot be broken.
      const lines = content.source.split(/\r\n|\n|\r/), body = content.heredocs.length ? lines.length - content.heredocs.reduce((sum, { text }) => sum + text.split(/\r\n|\n|\r/).length, 0) : lines.length
      return Math.max(0, ...lines.slice(0, Math.max(1, body)).filter(line => !/^\s*#/.test(line)).map(line => line.trimEnd().length))
    })
  }
  get crowding(): number { return this.once('crowding', () => crowding(this)) }

  override token(path: string): Span | null {
    const mount = indexIn(path, 'mounts'), pipe = indexIn(path, 'pipes'), option = /^mounts\[(\d+)\]\.mode$/.exec(path)
    if (option) {
      const token = this.parsedFlags.flags.filter(({ text }) => text.startsWith('--mount'))[Number(option[1])], found = token && mountOptions(token.text).find(({ name }) => name === 'mode')
      return found?.value ? this.entry.raw.line.span(token!.start + found.valueAt, token!.start + found.valueAt + found.value.length) : null
    }
    if (path === 'crowding') {
      const first = chained(this)[0], base = this.entry.raw.span[0]
      return first ? [base + first.at, base + first.at + 2] : null
    }
    if (mount >= 0) {
      const token = this.parsedFlags.flags.filter(({ text }) => text.startsWith('--mount'))[mount]
      return token ? this.entry.raw.line.span(token.start, token.end) : null
    }
    if (path === 'riskyPipe') return (this.riskyPipe?.first as CommandNode | undefined)?.token('name') ?? null
    if (pipe >= 0) return (this.pipes[pipe]?.first as CommandNode | undefined)?.token('name') ?? null
    if (path === 'network' || path === 'security') return super.token(`flags.${path}`)
    const problem = indexIn(path, 'shellProblems')
    if (problem >= 0) {
      const span = this.shellProblems[problem]?.span, base = this.entry.raw.span[0]
      return span ? [span[0] + base, span[1] + base] : null
    }
    return super.token(path)
  }
}

function mountOptions(text: string): readonly { readonly name: string; readonly value: string | null; readonly valueAt: number }[] {
  const equals = text.indexOf('=')
  if (equals < 0) return []
  let at = equals + 1
  return text.slice(at).split(',').map(option => {
    const cut = option.indexOf('='), start = at
    at += option.length + 1
    return cut < 0 ? { name: option, value: null, valueAt: start } : { name: option.slice(0, cut), value: option.slice(cut + 1), valueAt: start + cut + 1 }
  })
}

/** The stage before this one that a name, or a number, stands for. */
function stageNamed(stage: StageNode | null, name: string): StageNode | null {
  if (!stage) return null
  const before = stage.model.stages.slice(0, stage.index)
  return before.findLast(other => other.name?.toLowerCase() === name.toLowerCase()) ?? (/^\d+$/.test(name) ? before[Number(name)] ?? null : null)
}

/** A pattern, or a path of Windows. */
const unreadable = /[*?[\\]/

const archive = /\.(?:tar|tar\.\w+|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst|Z)$/

export class CopyNode extends InstructionNode implements facts.Copy {
  private get paths(): readonly (Token & { readonly value: string | null })[] { return this.content.once('arguments', () => listOf(this.content.text, this.parsedFlags.rest, true, this.content.escape)) }
  private get sourceTokens(): readonly (Token & { readonly value: string | null })[] { return this.paths.slice(0, this.paths.length > 1 ? -1 : undefined) }
  get sources(): List<facts.Source> {
    return this.once('sources', () => {
      const isLocal = this.from === null, isOnbuild = this.onbuild, exists = (path: string): Maybe<boolean> => this.exists(path), ignored = (path: string): Maybe<boolean> => this.isIgnored(path)
      const meant = (path: string): Maybe<string | null> => unreadable.test(path) ? null : this.model.context?.meant(path) ?? null
      return this.sourceTokens.map(({ text, value }): facts.Source => {
        const isHeredoc = value === null && this.entry.raw.heredocs.some(heredoc => heredoc.span[0] === heredoc.span[1] ? false : this.near.text.slice(...heredoc.span) === text)
        const path = isHeredoc ? text : this.expand(value ?? text)
        const of = <T>(test: (path: string) => T): T | Unknown => isKnown(path) ? test(path) : path
        const isUrl = /^(?:https?|ftp):\/\/|^git@|^(?:git|ssh):\/\//i.test(text) ? true : of(p => /^(?:https?|ftp):\/\/|^git@|^(?:git|ssh):\/\//i.test(p))
        const isElsewhere = isHeredoc || !isLocal || isUrl === true
        const ofLocal = (test: (path: string) => Maybe<boolean>): Maybe<boolean> => isElsewhere ? false : of(test)
        return {
          text, path, isHeredoc, isUrl: isHeredoc ? false : isUrl,
          isGit: isHeredoc ? false : of(p => /^(?:git|ssh):\/\/|^git@|^https?:\/\/[^?#]*\.git(?:[#?]|$)/i.test(p)),
          isArchive: isHeredoc ? false : archive.test(text) ? isUrl !== true : of(p => isUrl !== true && archive.test(p)),
          isGlob: isHeredoc ? false : of(p => /[*?[]/.test(p)),
          isContextRoot: ofLocal(p => /^(?:\.?\/*|\.\/\.|(?:\.?\/)?\*+|(?:[\w-]+\/)+\.\.\/?)$/.test(p) && p !== ''),
          leavesContext: ofLocal(leavesRoot),
          looksSecret: ofLocal(isSecretFile),
          get isIgnored(): Maybe<boolean> { return ofLocal(ignored) },
          get exists(): Maybe<boolean> { return isElsewhere ? true : isUrl instanceof Unknown ? isUrl : of(exists) },
          get meant(): Maybe<string | null> { return isElsewhere || isOnbuild ? null : of(meant) },
        }
      })
    })
  }
  private isIgnored(path: string): Maybe<boolean> {
    const { ignore } = this.model.file
    if (ignore instanceof Unknown) return ignore
    if (!ignore || /[*?[]/.test(path)) return false
    if (ignore.hasExceptions || this.model.context?.isElsewhere(ignore.path, path)) return new Unknown(path)
    return /^\.?\/*$/.test(path) ? ignore.patterns.some(pattern => pattern === '*' || pattern === '**') : isIgnored(ignore.patterns, path)
  }
  /** Paths of the build context, as far as they are known. */
  get contextPaths(): readonly string[] {
    return this.once('contextPaths', () => this.from !== null ? [] : this.sourceTokens.flatMap(({ text, value }) => {
      const path = this.expand(value ?? text)
      return isKnown(path) && !unreadable.test(path) && !/^<<|:\/\/|^git@/.test(path) ? [path] : []
    }))
  }
  /** Of a trigger nobody knows the context, nor what a pattern is to match. */
  private exists(path: string): Maybe<boolean> {
    const { context } = this.model
    if (!context || this.onbuild || unreadable.test(path)) return new Unknown(path)
    return context.has(path)
  }
  private get destinationToken(): (Token & { readonly value: string | null }) | null { return this.paths.length > 1 ? this.paths.at(-1)! : null }
  get destination(): Maybe<string | null> {
    const token = this.destinationToken
    return token ? this.once('destination', () => this.expand(token.value ?? token.text)) : null
  }
  get isAbsolute(): Maybe<boolean> {
    const { destination } = this
    if (destination instanceof Unknown) return /^["']?(?:\/|[A-Za-z]:[\\/])/.test(this.destinationToken!.text) ? true : destination
    return destination !== null && isAbsolutePath(destination)
  }
  get target(): Maybe<string> {
    const { destination, workdir } = this
    if (destination === null || destination instanceof Unknown) return destination ?? new Unknown('')
    if (isAbsolutePath(destination)) return destination
    return typeof workdir === 'string' ? joinPath(workdir, destination) : new Unknown(destination)
  }
  get from(): Maybe<string | null> {
    const token = this.flagToken('from')
    if (!token || !token.text.includes('=')) return null
    const text = token.text.slice('--from='.length)
    return text.includes('$') ? new Unknown(text) : text.replace(/^(["'])(.*)\1$/, '$2')
  }
  get fromStage(): StageNode | null {
    const { from, stage } = this
    return typeof from === 'string' ? this.once('fromStage', () => stageNamed(stage, from)) : null
  }
  get fromImage(): ImageNode | null {
    return this.once('fromImage', () => {
      const { from, stage } = this, token = this.flagToken('from')
      if (from === null || !stage || !token || this.fromStage || this.isFromIndex || this.isFromSelf || this.isFromLater) return null
      const start = token.start + '--from='.length, quote = /^["']/.test(token.text.slice('--from='.length)) ? 1 : 0
      const text = token.text.slice('--from='.length + quote, token.text.length - quote)
      return text === '' ? null : new ImageNode(this.model, this.entry, stage, 'copy', { text, start: start + quote, end: token.end - quote }, this.lookup, null)
    })
  }
  get isFromIndex(): boolean { return typeof this.from === 'string' && /^\d+$/.test(this.from) && !this.fromStage?.name?.match(/^\d+$/) }
  get isFromSelf(): boolean {
    const { from, stage, fromStage } = this
    return typeof from === 'string' && stage !== null && !fromStage && (stage.name?.toLowerCase() === from.toLowerCase() || /^\d+$/.test(from) && Number(from) === stage.index)
  }
  get isFromLater(): boolean {
    const { from, stage, fromStage } = this
    return typeof from === 'string' && stage !== null && !fromStage && this.model.stages.slice(stage.index + 1).some(other => other.name?.toLowerCase() === from.toLowerCase() || String(other.index) === from)
  }
  get isCircular(): boolean {
    const { from, stage } = this
    if (!this.isFromLater || !stage) return false
    return this.once('isCircular', () => this.model.stages.slice(stage.index + 1).find(other => other.name?.toLowerCase() === String(from).toLowerCase() || String(other.index) === from)!.reach.has(stage))
  }
  get chown(): Maybe<string | null> { return this.flagValue('chown') }
  get chmod(): Maybe<string | null> { return this.flagValue('chmod') }
  get mode(): facts.Mode | null {
    return this.once('mode', () => {
      const { chmod } = this, grants = typeof chmod === 'string' ? readMode(chmod) : null
      return grants && { ...grants, text: chmod as string }
    })
  }
  get checksum(): Maybe<string | null> { return this.flagValue('checksum') }
  get isLinked(): boolean { return this.flags.some(flag => flag.name === 'link' && flag.value !== 'false') }
  get hasUrl(): Maybe<boolean> { return anyOf(this.sources.map(source => source.isUrl)) }
  get hasArchive(): Maybe<boolean> { return anyOf(this.sources.map(source => source.isArchive)) }
  get nextRun(): RunNode | null { return this.entry.next?.raw.keyword === 'RUN' && !this.onbuild ? this.near.node(this.entry.next) as RunNode : null }
  get isFromContext(): boolean { return this.from === null && this.sources.some(source => !source.isHeredoc && source.isUrl !== true) }

  override token(path: string): Span | null {
    const { line } = this.entry.raw, source = indexIn(path, 'sources')
    const token = path === 'destination' || path === 'target' ? this.destinationToken : source >= 0 ? this.sourceTokens[source] : path === 'sources' ? this.sourceTokens[0] : undefined
    if (token) return line.span(token.start, token.end)
    if (path === 'mode') {
      const flag = this.flagToken('chmod')
      return flag && flag.text.includes('=') ? line.span(flag.start + '--chmod='.length, flag.end) : null
    }
    if (/^(?:from|chown|chmod|checksum|link|isLinked)$/.test(path)) return super.token(`flags.${path === 'isLinked' ? 'link' : path}`)
    return super.token(path)
  }
}

const anyOf = (values: readonly Maybe<boolean>[]): Maybe<boolean> => values.some(value => value === true) ? true : values.find(value => value instanceof Unknown) ?? false

function leavesRoot(path: string): boolean {
  let depth = 0
  for (const part of path.split('/')) {
    if (part === '..') depth--
    else if (part !== '' && part !== '.') depth++
    if (depth < 0) return true
  }
  return false
}

/** Programs that read no build argument from their environment. */
const plainPrograms = /^(?:apt-get|apt|apk|yum|dnf|microdnf|tdnf|zypper|mkdir|rm|rmdir|cp|mv|ln|chmod|chown|chgrp|touch|echo|printf|cat|cd|ls|true|set|adduser|addgroup|useradd|groupadd|usermod|tar|unzip|gunzip|curl|wget|sha256sum|test|\[|sed|grep|cut|tr|head|tail|sort|find|which|update-ca-certificates|locale-gen|ldconfig)$/
const isPlainRun = (run: RunNode): boolean => !run.commands.open && run.commands.length > 0 && run.heredocs.length === 0 && run.commands.every(({ name }) => typeof name === 'string' && plainPrograms.test(name))

/** Arguments that tools read from the environment, so that no text needs to mention them. */
const ambient = /^(?:DEBIAN_FRONTEND|.*_PROXY|(?:npm_config|NPM_CONFIG|PIP|UV|POETRY|CARGO|RUST|GO|CGO|NODE|MAVEN|GRADLE|COMPOSER|BUNDLE|BUILDKIT)_?\w*|SOURCE_DATE_EPOCH|\w*CACHE_?BUST\w*|TZ|LANG|LC_\w+|PATH)$/i

/** `name value`; where nothing or a `=` follows the name, something else is wrong. */
const isLegacyPair = ({ isLegacy, value }: Pair): boolean => isLegacy && value !== null && !value.text.startsWith('=')

export class VariableNode extends InstructionNode implements facts.Variable {
  constructor(model: Model, entry: Entry, kind: string, readonly pair: Pair) { super(model, entry, kind) }

  override get substance(): object { return this.pair }

  override get subject(): string { return `${this.stage?.subject ?? 'global'}/${this.keyword} ${this.name}` }
  get name(): string { return this.pair.name.text.replace(/^(["'])(.*)\1$/, '$2') }
  get valueText(): string | null { return this.pair.value?.text ?? null }
  get value(): Maybe<string | null> {
    return this.once('value', () => {
      if (!this.pair.value) return null
      const value = expand(this.pair.value.text, name => (this.stage ? this.lookup : this.near.build.globalLookup)(name), this.content.escape)
      return isKnown(value) && value.length > maxValue ? new Unknown(this.pair.value.text) : value
    })
  }
  get isLegacy(): boolean { return isLegacyPair(this.pair) }
  get isGlobal(): boolean { return this.stage === null }
  get isSecretName(): boolean { return isSecretName(this.name) }
  get looksSecret(): Maybe<boolean> {
    const { value } = this
    return value === null ? false : value instanceof Unknown ? secretIn(value.source) !== null || value : secretIn(value) !== null
  }
  get isHarmless(): Maybe<boolean> { return this.value === null ? false : this.value instanceof Unknown ? this.value : isHarmlessValue(this.value) }
  get isUsed(): boolean {
    if (this.keyword === 'ENV' || this.onbuild || ambient.test(this.name) || isPredefined(this.name, true)) return true
    return this.once('isUsed', () => {
      const own = this.entry
      return (this.model.mentions(null).get(this.name) ?? []).some(other => other.index > own.index)
        || this.isGlobal && this.model.build.entries.some(other => other.stage && other.raw.keyword === 'ARG' && this.model.build.pairsOf(other).some(({ name }) => name.text === this.name))
    })
  }

  get mayBeInherited(): boolean {
    if (this.keyword === 'ENV' || this.stage === null) return false
    return this.once('mayBeInherited', () => {
      const { stage, index } = this.entry
      return this.model.lastPrograms(null)[stage!.index]! > index
    })
  }
  /** The first use of it in another pair of the same ENV, where nothing has set it before. */
  private get earlyUse(): Reference | null {
    if (this.keyword !== 'ENV' || this.pair.isLegacy) return null
    const { name } = this, isSet = name === 'PATH' || this.lookup(name) !== undefined
    for (const { pair, reference } of this.pairReferences.get(name) ?? []) {
      // The same variable once more, with what it is meant to hold by then.
      const isSame = pair.name.text === this.pair.name.text
      if (isSame ? pair.name.start > this.pair.name.start : !isSet) return reference
    }
    return null
  }
  /** Every variable that a value of this ENV uses, and where. */
  private get pairReferences(): ReadonlyMap<string, readonly { readonly pair: Pair; readonly reference: Reference }[]> {
    const { entry, content } = this
    return content.once('pairReferences', () => {
      const found = new Map<string, { pair: Pair; reference: Reference }[]>()
      for (const pair of this.model.build.pairsOf(entry)) if (pair.value) {
        const offset = pair.value.start
        expand(pair.value.text, () => undefined, content.escape, reference => {
          const one = { pair, reference: { ...reference, start: offset + reference.start, end: offset + reference.end } }, known = found.get(reference.name)
          if (known) known.push(one)
          else found.set(reference.name, [one])
        })
      }
      return found
    })
  }
  get isReadTooEarly(): boolean { return this.earlyUse !== null }

  override token(path: string): Span | null {
    const { line } = this.entry.raw
    if (path === 'isReadTooEarly') {
      const use = this.earlyUse
      return use && line.span(use.start, use.end)
    }
    if (path === '' || path === 'name') return line.span(this.pair.name.start, this.pair.name.end)
    if (path === 'value' || path === 'valueText') return this.pair.value && this.pair.value.end > this.pair.value.start ? line.span(this.pair.value.start, this.pair.value.end) : null
    return super.token(path)
  }
}

export class LabelNode extends InstructionNode implements facts.Label {
  constructor(model: Model, entry: Entry, kind: string, readonly pair: Pair) { super(model, entry, kind) }

  override get substance(): object { return this.pair }

  override get subject(): string { return `${this.stage?.subject ?? 'global'}/LABEL ${this.pair.name.text}` }
  get name(): Maybe<string> { return this.expand(this.pair.name.text) }
  get value(): Maybe<string | null> { return this.once('value', () => this.pair.value ? this.expand(this.pair.value.text) : null) }
  get isLegacy(): boolean { return isLegacyPair(this.pair) }
  get valueText(): string | null { return this.pair.value?.text ?? null }
  get formats(): Maybe<List<string>> { return this.once('formats', () => this.value instanceof Unknown ? this.value : formatsOf(this.value ?? '')) }
  get nameProblem(): Maybe<string | null> { return this.name instanceof Unknown ? this.name : labelKeyProblem(this.name) }
  get isOverridden(): boolean {
    const { name, entry } = this
    return isKnown(name) && entry.stage !== null && this.model.lastLabels(entry.stage).get(`${entry.raw.onbuild} ${name}`) !== this.pair
  }

  override token(path: string): Span | null {
    const { line } = this.entry.raw
    if (path === '' || path === 'name') return line.span(this.pair.name.start, this.pair.name.end)
    if (path === 'value' || path === 'valueText') return this.pair.value && this.pair.value.end > this.pair.value.start ? line.span(this.pair.value.start, this.pair.value.end) : null
    return super.token(path)
  }
}

export class PortNode extends InstructionNode implements facts.Port {
  constructor(model: Model, entry: Entry, kind: string, readonly item: Token) { super(model, entry, kind) }

  override get substance(): object { return this.item }

  override get subject(): string { return `${this.stage?.subject ?? 'global'}/EXPOSE ${this.port}` }
  get port(): string { return this.item.text }
  private get parsed(): Maybe<{ readonly number: number | null; readonly end: number | null; readonly protocol: string | null; readonly hasHost: boolean }> {
    return this.once('parsed', () => {
      const value = this.expand(this.item.text)
      if (value instanceof Unknown) return value
      const slash = value.indexOf('/'), ports = slash < 0 ? value : value.slice(0, slash), hasHost = ports.includes(':')
      const range = /^(\d+)(?:-(\d+))?$/.exec(hasHost ? ports.slice(ports.lastIndexOf(':') + 1) : ports)
      const first = range ? Number(range[1]) : null
      return { number: first, end: range ? Number(range[2] ?? range[1]) : null, protocol: slash < 0 ? null : value.slice(slash + 1), hasHost }
    })
  }
  get number(): Maybe<number | null> { return this.parsed instanceof Unknown ? this.parsed : this.parsed.number }
  get end(): Maybe<number | null> { return this.parsed instanceof Unknown ? this.parsed : this.parsed.end }
  get protocol(): Maybe<string> { return this.parsed instanceof Unknown ? this.parsed : (this.parsed.protocol ?? 'tcp').toLowerCase() }
  get writtenProtocol(): Maybe<string | null> { return this.parsed instanceof Unknown ? this.parsed : this.parsed.protocol }
  get hasHost(): Maybe<boolean> { return this.parsed instanceof Unknown ? this.parsed : this.parsed.hasHost }
  get isValid(): Maybe<boolean> {
    const { parsed, protocol } = this
    if (parsed instanceof Unknown || protocol instanceof Unknown) return new Unknown(this.port)
    return !parsed.hasHost && parsed.number !== null && parsed.end !== null && parsed.number <= parsed.end && parsed.end <= 65535 && /^(?:tcp|udp|sctp)$/.test(protocol)
  }

  override token(path: string): Span | null {
    const { line } = this.entry.raw, { start, end, text } = this.item, slash = text.indexOf('/')
    if (path === '' || path === 'port') return line.span(start, end)
    if (path === 'number') return line.span(start, slash < 0 ? end : start + slash)
    if (path === 'protocol' || path === 'writtenProtocol') return slash < 0 || slash + 1 >= text.length ? null : line.span(start + slash + 1, end)
    return super.token(path)
  }
}

export class VolumeNode extends InstructionNode implements facts.Volume {
  constructor(model: Model, entry: Entry, kind: string, readonly item: Token & { readonly value: string | null }) { super(model, entry, kind) }

  override get substance(): object { return this.item }

  override get subject(): string { return `${this.stage?.subject ?? 'global'}/VOLUME ${this.item.text}` }
  get target(): Maybe<string> { return this.once('target', () => this.expand(this.item.value ?? this.item.text)) }

  override token(path: string): Span | null { return path === '' || path === 'target' ? this.entry.raw.line.span(this.item.start, this.item.end) : super.token(path) }
}

/** The whole of the arguments as one value, as USER, WORKDIR and STOPSIGNAL read them. */
const wholeArgument = (node: InstructionNode): Token => {
  const { text } = node.content, trimmed = text.trim(), start = trimmed === '' ? text.length : text.indexOf(trimmed)
  return { text: trimmed, start, end: start + trimmed.length }
}

export class UserNode extends InstructionNode implements facts.User {
  /** User and group as one value. */
  get whole(): Maybe<string> { return this.once('whole', () => this.text === '' ? new Unknown('') : this.expand(wholeArgument(this).text)) }
  get name(): Maybe<string> { return isKnown(this.whole) ? this.whole.split(':')[0]! : this.prefixOrUnknown }
  private get prefixOrUnknown(): Maybe<string> {
    const colon = this.text.lastIndexOf(':')
    return colon > 0 && !/\$\{[^}]*$/.test(this.text.slice(0, colon)) ? this.expand(this.text.slice(0, colon)) : this.whole
  }
  get group(): Maybe<string | null> { return isKnown(this.whole) ? this.whole.includes(':') ? this.whole.slice(this.whole.indexOf(':') + 1) : null : this.whole }
  get isRoot(): Maybe<boolean> { return isRootUser(this.name) }
  get isNumeric(): Maybe<boolean> { return isKnown(this.name) ? /^\d+$/.test(this.name) : this.name }
  get isLast(): boolean { return !this.isOverriddenInStage }
  private get made(): readonly facts.Account[] { return this.stage && isKnown(this.name) ? this.stage.accounts.filter(account => account.name === this.name && account.kind !== 'group') : [] }
  get uid(): number | null { return this.once('uid', () => ({ uid: this.made.findLast(account => account.uid !== null)?.uid ?? null })).uid }
  get droppedGroups(): List<string> {
    return this.once('droppedGroups', () => {
      const { group } = this
      return typeof group === 'string' ? [...new Set(this.made.flatMap(account => account.groups))].filter(other => other !== group) : []
    })
  }

  override token(path: string): Span | null {
    const { text, start, end } = wholeArgument(this), { line } = this.entry.raw
    if (/^(?:name|isRoot|isNumeric|group|whole)$/.test(path)) {
      const colon = /^[^${}]*$/.test(text) ? text.indexOf(':') : -1
      if (path === 'whole') return text === '' ? null : line.span(start, end)
      if (path === 'group') return colon < 0 || colon + 1 >= text.length ? null : line.span(start + colon + 1, end)
      return text === '' ? null : line.span(start, colon > 0 ? start + colon : end)
    }
    return super.token(path)
  }
}

export class WorkdirNode extends InstructionNode implements facts.Workdir {
  get directory(): Maybe<string> { return this.once('directory', () => this.text === '' ? new Unknown('') : this.expand(wholeArgument(this).text)) }
  get isAbsolute(): Maybe<boolean> { return isKnown(this.directory) ? isAbsolutePath(this.directory) || /^["']?[A-Za-z]:\\/.test(this.text) : /^["']?(?:\/|[A-Za-z]:[\\/])/.test(this.text) ? true : this.directory }
  get followsAbsolute(): boolean { return this.once('followsAbsolute', () => {
    const before = this.entry.workdir
    if (!before) return false
    const folder = this.near.build.workdirOf(before)
    return isKnown(folder) ? isAbsolutePath(folder) : (this.near.node(before) as WorkdirNode).isAbsolute === true
  }) }

  override token(path: string): Span | null {
    if (path !== 'directory' && path !== 'isAbsolute') return super.token(path)
    const { text, start, end } = wholeArgument(this)
    return text === '' ? null : this.entry.raw.line.span(start, end)
  }
}

export class ProgramNode extends InstructionNode implements facts.Program {
  /** Where the command begins in the line. */
  protected get commandAt(): number { return 0 }
  private get strings(): ReturnType<typeof jsonStrings> { return this.content.once('strings', () => jsonStrings(this.content.text, this.commandAt)) }
  get form(): 'shell' | 'exec' { return this.strings ? 'exec' : 'shell' }
  get argv(): List<Maybe<string>> {
    return this.once('argv', () => {
      const { strings } = this
      if (strings) return strings.map(({ value }) => value)
      const first = this.commands[0]
      if (!first) return []
      // With its folder, and with what runs it, except an exec, which means the same without a shell.
      const { nameSpan, wrappers } = first.command, written = (span: Span) => this.model.text.slice(...span)
      const name = typeof first.name === 'string' && /^[\w./+-]+$/.test(written(nameSpan)) ? written(nameSpan) : first.name
      const before = wrappers.filter(wrapper => wrapper.name !== 'exec')
      if (before.length > 0) {
        const all = this.content.text.slice(this.commandAt).trim().replace(/^exec\s+/, '').split(/\s+/)
        return this.needsShell || all.some(word => /["']/.test(word)) ? list([name, ...first.words]) : all
      }
      return list([name, ...first.words])
    })
  }
  get program(): Maybe<string | null> {
    const first = this.argv[0] ?? null
    return typeof first === 'string' ? first.split(/[\\/]/).at(-1)! : first
  }
  get script(): Script | null { return this.once('script', () => readScript(this, this.commandAt)) }
  get commands(): List<CommandNode> { return this.once('commands', () => commandsOf(this, this.script)) }
  get shellKind(): facts.ShellKind { return kindOfShell(this.shellArgv) }
  get needsShell(): boolean {
    return this.once('needsShell', () => this.form === 'shell' && (/[$|;&<>*?`(){}~[\]\\]|^\s*\w+=/.test(this.content.text.slice(this.commandAt)) || this.heredocs.length > 0))
  }
  get isOverridden(): boolean { return this.isOverriddenInStage }

  override token(path: string): Span | null {
    const at = indexIn(path, 'argv')
    if (at < 0 && path !== 'argv' && path !== 'program' && path !== 'form') return super.token(path)
    const token = listOf(this.entry.raw.line.text, this.commandAt, true, this.model.escape)[Math.max(0, at)]
    return token ? this.entry.raw.line.span(token.start, token.end) : null
  }
}

export class HealthcheckNode extends ProgramNode implements facts.Healthcheck {
  private get type(): RegExpExecArray | null { return /^(\s*)(CMD|NONE)(?=\s|\[|$)/i.exec(this.content.text.slice(this.parsedFlags.rest)) }
  protected override get commandAt(): number { return this.isNone ? this.content.text.length : this.parsedFlags.rest + (this.type?.[0].length ?? 0) }
  get isNone(): boolean { return this.type?.[2]!.toUpperCase() === 'NONE' }
  get interval(): Maybe<string | null> { return this.flagValue('interval') }
  get timeout(): Maybe<string | null> { return this.flagValue('timeout') }
  get startPeriod(): Maybe<string | null> { return this.flagValue('start-period') }
  get retries(): Maybe<string | null> { return this.flagValue('retries') }

  override token(path: string): Span | null { return super.token(/^(?:interval|timeout|retries)$/.test(path) ? `flags.${path}` : path === 'startPeriod' ? 'flags.start-period' : path) }
}

export class ShellNode extends InstructionNode implements facts.ShellInstruction {
  get argv(): List<string> { return this.words }
  get shellKind(): facts.ShellKind { return kindOfShell(this.argv) }
  get hasPipefail(): boolean { return setsPipefail(this.argv) }
  get hasErrexit(): boolean { return this.argv.some(word => /^-[a-z]*e[a-z]*$/.test(word)) }

  override token(path: string): Span | null { return super.token(path.replace(/^argv(?=\[|$)/, 'words')) }
}

const signals: readonly (string | null)[] = [null, 'HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL', 'USR1', 'SEGV', 'USR2', 'PIPE', 'ALRM', 'TERM', 'STKFLT', 'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'XCPU', 'XFSZ', 'VTALRM', 'PROF', 'WINCH', 'IO', 'PWR', 'SYS']

export class StopsignalNode extends InstructionNode implements facts.Stopsignal {
  get signal(): Maybe<string> { return this.text === '' ? new Unknown('') : this.expand(wholeArgument(this).text) }
  get canonical(): Maybe<string | null> {
    const { signal } = this
    if (!isKnown(signal)) return signal
    const name = signal.toUpperCase().replace(/^SIG/, '')
    if (/^\d+$/.test(signal)) return signals[Number(signal)] ? `SIG${signals[Number(signal)]}` : signal === '32' || signal === '33' ? signal : Number(signal) >= 34 && Number(signal) <= 64 ? `SIGRTMIN+${Number(signal) - 34}` : null
    return signals.includes(name) || /^RTM(?:IN(?:\+\d{1,2})?|AX(?:-\d{1,2})?)$/.test(name) || /^(?:POLL|CLD|UNUSED|IOT)$/.test(name) ? `SIG${name}` : null
  }

  override token(path: string): Span | null {
    if (path !== 'signal' && path !== 'canonical') return super.token(path)
    const { text, start, end } = wholeArgument(this)
    return text === '' ? null : this.entry.raw.line.span(start, end)
  }
}
