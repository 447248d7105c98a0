import { emptyConfig, type Config, type ConfigurableRule } from '../core/config'
import type { Finding, Level } from '../core/finding'
import type { RulesByKind } from '../core/engine'
import type { Language } from '../core/language'
import { RuleIndex, type RuleLibrary } from '../core/library'
import { RuleNames } from '../core/rule-names'
import type { RunnableRule } from '../core/program'
import type { Rule } from '../core/rule'
import { LineIndex, type Span } from '../core/span'
import type { Suppressed } from '../core/suppression'
import { readConfig, type ConfigProblem } from './config-file'
import { WorkspacePolicy } from './policy'
import { emptyReadiness, readinessPath, readReadiness, type ReadinessFile } from './readiness-file'
import { Workspace, type Refreshed } from './workspace'

export interface ProjectOptions {
  readonly languages: readonly Language[]
  readonly library: RuleLibrary
  /** The level where no configuration states one; `recommended` if left out. */
  readonly level?: Level
  /** The level that no configuration may undercut: an editor may only be stricter than the team. */
  readonly atLeast?: Level
  /** A configuration beneath those of the workspace. */
  readonly config?: Config
  /** The ids of all checklist items; where nobody says, any id is taken. */
  readonly items?: readonly string[]
  /** Characters of text whose trees are kept; see `WorkspaceOptions`. */
  readonly heldText?: number
}

const configFile = /(^|\/)\.shipshape\/config\.ya?ml$/
const ruleFile = /^\.shipshape\/rules\/([^/]+)\.md$/

/** Is this a file of ours, which configures rather than being checked? */
export const isOwnFile = (path: string): boolean => configFile.test(path) || ruleFile.test(path) || path === readinessPath

/** One workspace folder with its configuration, rules and findings: what the command line, the server and `lint` share. */
export class Project {
  readonly workspace: Workspace
  readonly policy: WorkspacePolicy
  private index: RuleIndex
  private ruleNames: RuleNames | null = null
  private byId: Map<string, Rule> | null = null
  private readonly configTexts = new Map<string, string>()
  private readonly own = new Map<string, RunnableRule>()
  private readonly problems = new Map<string, readonly Finding[]>()
  private answered: ReadinessFile = emptyReadiness

  constructor(private readonly options: ProjectOptions) {
    this.index = new RuleIndex(options.library)
    const base = options.config ?? emptyConfig('')
    this.policy = new WorkspacePolicy({
      base: options.level && !base.level ? { ...base, level: options.level } : base, atLeast: options.atLeast,
      text: (path) => this.workspace.text(path), hasManifests: () => this.workspace.hasScopesOf('kubernetes'), names: () => this.ruleNames ??= new RuleNames(this.rules), rule: (id) => this.rule(id),
    })
    this.workspace = new Workspace({ languages: options.languages, rules: (language) => this.index.of(language), policy: this.policy, heldText: options.heldText })
  }

  get rules(): readonly Rule[] { return this.index.rules }

  rule(id: string): (Rule & ConfigurableRule) | null {
    this.byId ??= new Map(this.rules.map((rule) => [rule.id, rule]))
    return this.byId.get(id) ?? null
  }

  /** Sets, changes or (null) removes a file. Takes effect at the next refresh. */
  set(path: string, text: string | null): void {
    if (configFile.test(path)) this.configure(path, text)
    else if (ruleFile.test(path)) this.setRule(path, text)
    else if (path === readinessPath) this.answer(text)
    this.policy.forget(path)
    this.workspace.set(path, text)
  }

  /** Brings the findings up to date; see `Workspace.refresh`. */
  refresh(): Generator<{ readonly done: number; readonly total: number }, Refreshed> { return this.workspace.refresh() }

  /** The findings of a file, and what is wrong with a configuration or rule page. */
  findings(path: string): readonly Finding[] { return this.problems.get(path) ?? this.workspace.findings(path) }

  suppressed(path: string): readonly Suppressed[] { return this.workspace.suppressed(path) }

  /** Paths that may have findings: those that a language claims and those of ours that are wrong. */
  paths(): readonly string[] { return [...this.workspace.claimedPaths(), ...[...this.problems.keys()].filter((path) => this.problems.get(path)!.length)].sort() }

  /** The rules of a language that may be run, whatever the configuration says. */
  runnable(language: Language): RulesByKind { return this.index.of(language) }

  /** What `.shipshape/readiness.yml` says of services and checklist items. */
  get readiness(): ReadinessFile { return this.answered }

  private answer(text: string | null): void {
    const { file, problems } = text === null ? { file: emptyReadiness, problems: [] } : readReadiness(text, this.options.items ?? null)
    this.answered = file
    if (text === null) this.problems.delete(readinessPath)
    else this.problems.set(readinessPath, problems.map(invalid))
  }

  private configure(path: string, text: string | null): void {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('.shipshape/') - 1))
    if (text === null) {
      this.configTexts.delete(path)
      this.problems.delete(path)
      this.policy.configure(folder, null)
    } else {
      this.configTexts.set(path, text)
      const { config, problems } = readConfig(path, text, this.rules)
      this.policy.configure(folder, config)
      this.problems.set(path, problems.map(invalid))
    }
    this.workspace.invalidate()
  }

  private setRule(path: string, text: string | null): void {
    const id = `workspace/${ruleFile.exec(path)![1]!}`
    this.own.delete(id)
    this.problems.delete(path)
    if (text !== null) {
      const { rule, problems } = this.options.library.compiler()(id, text)
      if (rule && !problems.length) this.own.set(id, rule)
      const lines = new LineIndex(text)
      this.problems.set(path, problems.map((problem) => {
        const start = lines.startOf(problem.line - 1), end = text.indexOf('\n', start)
        return engineFinding('shipshape/invalid-rule', path, [start, end < 0 ? text.length : end], problem.message, 'error')
      }))
    }
    this.index = new RuleIndex(this.options.library, [...this.own.values()])
    this.ruleNames = null
    this.byId = null
    for (const [config, source] of this.configTexts) this.configure(config, source)
    this.workspace.invalidate()
  }
}

const invalid = ({ path, span, message, severity }: ConfigProblem): Finding => engineFinding('shipshape/invalid-configuration', path, span, message, severity)

const engineFinding = (rule: string, path: string, span: Span, message: string, severity: Finding['severity']): Finding => ({
  rule, topic: 'git#code-review', severity, path, span, message: message.split('\n')[0]!, fixes: [], fixable: null, related: [], missing: false, group: null, subject: '',
})
