import type { Document } from '../../core/document'
import type { Environment } from '../../core/language'
import type { Span } from '../../core/span'
import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import { preCommit, workflows } from '../github-actions/exports'
import { lintersIn, mentionsCommitCheck, mentionsSecretScan } from '../shell/linters'
import { dataParser, jsonParser, type Data } from '../text/data'
import { conflictIn } from '../text/conflict'
import { firstToken, TextFact } from '../text/fact'
import { tomlParser } from '../text/toml'
import { hooks, type HooksSummary } from './exports'
import type * as facts from './facts'
import { ecosystemsIn } from './files'

const dataOf = (document: Document): Data => document.tree(/\.toml$/.test(document.path) ? tomlParser : /\.json5?$/.test(document.path) ? jsonParser : dataParser)

/** The tokens of a file's values by path, as deep as rules point. */
function placesIn(data: Data, prefix = '', depth = 0, places = new Map<string, Span>()): ReadonlyMap<string, Span> {
  if (depth < 4) for (const [name, at] of data.entries) {
    const path = prefix === '' ? name : `${prefix}.${name}`
    places.set(path, at.span)
    placesIn(at, path, depth + 1, places)
  }
  return places
}

/** All texts of a value, keys left out. */
function* textsOf(data: Data, depth = 0): Generator<string> {
  if (data.text !== null) yield data.text
  if (depth < 20) for (const inner of [...data.items, ...data.entries.map(([, one]) => one)]) yield* textsOf(inner, depth + 1)
}

/** The linters that the workflows of a repository run; all that a hook runs where they run the hooks. */
export function lintersInWorkflows(environment: Environment, wanted: readonly string[]): Maybe<List<string>> {
  const found = environment.find(workflows)
  if (!isKnown(found)) return found
  const run = new Set(found.flatMap(one => one.linters)), shared = run.has('pre-commit') ? [...wanted] : wanted.filter(name => run.has(name))
  return shared.length === 0 && (found.length === 0 || found.some(one => one.runsMore)) ? new Unknown('workflows') : list(shared)
}

export class HooksNode extends TextFact implements facts.Hooks {
  readonly kind = 'repository.Hooks'
  private readonly commands: string
  constructor(document: Document, readonly tool: facts.Hooks['tool'], private readonly environment: Environment) {
    super(document.path, firstToken(document.text))
    const own = tool === 'husky' ? document.text.replace(/^[ \t]*#.*$/gm, '') : [...textsOf(dataOf(document)), ...dataOf(document).entries.map(([name]) => name)].join('\n')
    this.commands = /\blint-staged\b/.test(own) ? `${own}\n${this.lintStaged()}` : own
  }
  get subject(): string { return this.path.slice(this.path.lastIndexOf('/') + 1) }
  private lintStaged(): string {
    const document = this.environment.read('package.json'), section = document && document.text.length < 1_000_000 ? document.tree(jsonParser).at('lint-staged') : null
    return section ? [...textsOf(section)].join('\n') : ''
  }
  get linters(): List<string> { return this.once('linters', () => list(lintersIn(this.commands).filter(name => name !== 'pre-commit'))) }
  get lintersInWorkflows(): Maybe<List<string>> { return this.once('lintersInWorkflows', () => lintersInWorkflows(this.environment, this.linters)) }
  get checksCommits(): boolean { return mentionsCommitCheck(this.commands) }
  get findsSecrets(): boolean { return mentionsSecretScan(this.commands) }
  get summary(): HooksSummary { return { path: this.path, checksCommits: this.checksCommits, findsSecrets: this.findsSecrets, linters: [...this.linters] } }
}

export class CommitConventionNode extends TextFact implements facts.CommitConvention {
  readonly kind = 'repository.CommitConvention'
  constructor(document: Document, readonly tool: string, private readonly environment: Environment) { super(document.path, firstToken(document.text)) }
  get subject(): string { return this.tool }
  get isRun(): Maybe<boolean> {
    return this.once('isRun', (): Maybe<boolean> => {
      const own = this.environment.find(hooks), others = this.environment.find(preCommit), all = this.environment.find(workflows)
      if (!isKnown(own) || !isKnown(others) || !isKnown(all)) return new Unknown(this.tool)
      if ([...own, ...others, ...all].some(one => one.checksCommits)) return true
      return all.some(one => one.runsMore) || all.length + own.length + others.length === 0 ? new Unknown(this.tool) : false
    })
  }
}

/** Renovate's managers by Dependabot's names. */
const renovateManagers: { readonly [ecosystem: string]: readonly string[] } = { docker: ['dockerfile'], 'github-actions': ['github-actions'], terraform: ['terraform'], npm: ['npm', 'bun'], maven: ['maven'], gradle: ['gradle'], gomod: ['gomod'], pip: ['pep621', 'poetry', 'pip_requirements'], cargo: ['cargo'], nuget: ['nuget'] }

export class UpdateBotNode extends TextFact implements facts.UpdateBot {
  readonly kind = 'repository.UpdateBot'
  readonly tool = 'renovate'
  readonly subject = 'renovate'
  private readonly data: Data
  constructor(document: Document, private readonly environment: Environment) {
    const data = dataOf(document)
    super(document.path, firstToken(document.text), placesIn(data), data.isBroken)
    this.data = data
  }
  get isEnabled(): boolean { return this.data.at('enabled')?.value !== false }
  get enabledManagers(): List<string> { return list(this.data.at('enabledManagers')?.texts ?? []) }
  get extends(): List<string> { return list(this.data.at('extends')?.texts ?? []) }
  get missingEcosystems(): List<string> {
    return this.once('missingEcosystems', () => {
      const off = (name: string): boolean => renovateManagers[name]!.every(manager => this.data.at(manager, 'enabled')?.value === false), only = this.enabledManagers
      return list([...ecosystemsIn(this.environment)].filter(name => !this.isEnabled || (only.length > 0 && !renovateManagers[name]!.some(manager => only.includes(manager))) || off(name)).sort())
    })
  }
}

export class ProtectionNode extends TextFact implements facts.Protection {
  readonly kind = 'repository.Protection'
  private readonly data: Data
  constructor(document: Document, readonly form: 'ruleset' | 'settings') {
    const data = dataOf(document)
    super(document.path, firstToken(document.text), placesIn(data), data.isBroken)
    this.data = data
  }
  get subject(): string { return this.data.at('name')?.text ?? this.form }
  private get rules(): readonly Data[] { return this.data.at('rules')?.items ?? [] }
  private rule(type: string): Data | null { return this.rules.find(one => one.at('type')?.text === type) ?? null }
  private get protections(): readonly Data[] { return this.data.at('branches')?.items.flatMap(one => one.at('protection')?.value instanceof Map ? one.at('protection')! : []) ?? [] }
  get branches(): List<string> { return list(this.form === 'ruleset' ? this.data.at('conditions', 'ref_name', 'include')?.texts ?? [] : (this.data.at('branches')?.items ?? []).filter(one => one.at('protection')?.value instanceof Map).flatMap(one => one.at('name')?.text ?? [])) }
  get requiresReview(): boolean {
    const reviews = this.form === 'ruleset' ? this.rule('pull_request')?.at('parameters') : this.protections.map(one => one.at('required_pull_request_reviews')).find(one => one?.value instanceof Map)
    return (reviews?.at('required_approving_review_count')?.number ?? (this.form === 'settings' && reviews ? 1 : 0)) > 0
  }
  get requiresOwners(): boolean { return this.form === 'ruleset' ? this.rule('pull_request')?.at('parameters', 'require_code_owner_review')?.value === true : this.protections.some(one => one.at('required_pull_request_reviews', 'require_code_owner_reviews')?.value === true) }
  get requiresChecks(): boolean { return this.form === 'ruleset' ? this.rule('required_status_checks') !== null : this.protections.some(one => one.at('required_status_checks')?.value instanceof Map) }
  get blocksForcePush(): boolean { return this.form === 'ruleset' ? this.rule('non_fast_forward') !== null : this.protections.some(one => one.at('allow_force_pushes')?.value !== true) }
  get isActive(): boolean { return this.form === 'ruleset' ? (this.data.at('enforcement')?.text ?? 'active') === 'active' && this.data.at('target')?.text !== 'tag' : this.protections.length > 0 }
  get mergeMethods(): List<string> | null {
    if (this.form === 'ruleset') { const methods = this.rule('pull_request')?.at('parameters', 'allowed_merge_methods'); return methods ? list(methods.texts) : null }
    const settings = this.data.at('repository'), written = (['merge_commit', 'squash_merge', 'rebase_merge'] as const).map(name => settings?.at(`allow_${name}`)?.value)
    return written.every(one => one === undefined) ? null : list(['merge', 'squash', 'rebase'].filter((_, i) => written[i] !== false))
  }
  get deletesMergedBranches(): boolean | null { const at = this.data.at('repository', 'delete_branch_on_merge')?.value; return typeof at === 'boolean' ? at : null }
}

export class IgnoreNode extends TextFact implements facts.Ignore {
  readonly kind = 'repository.Ignore'
  readonly subject = '.gitignore'
  constructor(private readonly document: Document) { super(document.path, firstToken(document.text)) }
  get patterns(): List<string> { return this.once('patterns', () => list(this.document.text.split(/\r?\n/).map(line => line.trim()).filter(line => line !== '' && !line.startsWith('#')))) }
  get keepsOutEnv(): boolean { return this.patterns.some(pattern => /^\/?(?:\*\*\/)?(?:\.env\*?|\*\.env|\.env\.\*)$/.test(pattern)) }
  get hasConflict(): boolean { return conflictIn(this.document.text) !== null }
}

export class ComponentNode extends TextFact implements facts.Component {
  readonly kind = 'repository.Component'
  constructor(path: string, private readonly data: Data, at: Span) { super(path, at, placesIn(data), data.isBroken) }
  private get spec(): Data | null { return this.data.at('spec') }
  get subject(): string { return `${this.entity}/${this.name ?? ''}` }
  get entity(): string { return this.data.at('kind')?.text ?? '' }
  get name(): string | null { return this.data.at('metadata', 'name')?.text ?? null }
  get description(): string | null { return this.data.at('metadata', 'description')?.text ?? null }
  get owner(): string | null { return this.spec?.at('owner')?.text ?? null }
  get lifecycle(): string | null { return this.spec?.at('lifecycle')?.text ?? null }
  get type(): string | null { return this.spec?.at('type')?.text ?? null }
  get system(): string | null { return this.spec?.at('system')?.text ?? null }
  get dependsOn(): List<string> { return list(this.spec?.at('dependsOn')?.texts ?? []) }
  get annotations(): List<string> { return list((this.data.at('metadata', 'annotations')?.entries ?? []).map(([name]) => name)) }
  get links(): List<facts.ComponentLink> { return list((this.data.at('metadata', 'links')?.items ?? []).map(one => ({ url: one.at('url')?.text ?? '', title: one.at('title')?.text ?? null, type: one.at('type')?.text ?? null }))) }
}

export class SecretScannerNode extends TextFact implements facts.SecretScanner {
  readonly kind = 'repository.SecretScanner'
  constructor(document: Document, readonly tool: string) { super(document.path, firstToken(document.text)) }
  get subject(): string { return this.tool }
}
