import { deepEqual } from '../core/equal'
import { checkScope, CheckMemory, type CheckOptions, type RuleSetting, type RulesByKind } from '../core/engine'
import type { Finding } from '../core/finding'
import type { Document } from '../core/document'
import type { Fact } from '../core/fact'
import type { Environment, Language, Scope } from '../core/language'
import type { Key } from '../core/lookup'
import type { RunnableRule } from '../core/program'
import type { CommentSyntax, Suppressed, Suppression } from '../core/suppression'
import { Unknown } from '../core/value'
import { Questions } from './questions'
import { FileTree, folderOf, nameOf } from './tree'

/** What `WorkspaceOptions.heldText` is where nobody says: room for all but the largest repositories. */
const heldText = 16_000_000

/** How the files of a workspace are judged. */
export interface Policy {
  /** How a rule is set for a file; null where it is off. */
  setting(rule: RunnableRule, path: string): RuleSetting | null
  /** A setting that a language reads, for a path. */
  languageSetting(path: string, name: string): unknown
  /** Last word on the findings of one file: suppressions, ignored files. */
  judge(file: JudgedFile, findings: readonly Finding[]): Judged
}

/** What the last word on a file's findings is said from. */
export interface JudgedFile {
  readonly path: string
  readonly text: string
  readonly syntax: CommentSyntax | null
  /** Suppressions that are not comments. */
  readonly declared: readonly Suppression[]
}

export interface Judged { readonly kept: readonly Finding[]; readonly suppressed: readonly Suppressed[] }

export interface WorkspaceOptions {
  readonly languages: readonly Language[]
  /** The rules of a language's pack. */
  rules(language: Language): RulesByKind
  readonly policy: Policy
  /** Characters of text whose trees are kept, which take fifty times their room; what is beyond is parsed again when it is needed. */
  readonly heldText?: number
}

/** A scope that is known, and what was last found in it. */
interface ScopeState {
  readonly id: string
  readonly language: Language
  readonly name: string
  /** Held from reading until the check; read again when needed. */
  scope: Scope | null
  exports: ReadonlyMap<string, readonly unknown[]>
  findings: ReadonlyMap<string, readonly Finding[]>
  suppressions: NonNullable<Scope['suppressions']>
  /** Made for the second check: most scopes are checked once. */
  memory: CheckMemory | null
}

/** A file and the language that claims it. */
interface Claim {
  readonly path: string
  readonly scopes: ReadonlySet<string>
}

type Asker = ScopeState | Claim

/** What one refresh did. */
export interface Refreshed {
  /** Names of the scopes whose rules ran again: `kubernetes:k8s/app.yaml`. */
  readonly checked: readonly string[]
  /** Files whose findings may have changed. */
  readonly paths: ReadonlySet<string>
}

const noExports: ReadonlyMap<string, readonly unknown[]> = new Map()
const noFindings: ReadonlyMap<string, readonly Finding[]> = new Map()

/**
 * The files of a workspace folder, their scopes, who defines and who asks for which name, and what was found.
 * A change checks again exactly the scopes that read what changed or asked for a name whose answer changed.
 */
export class Workspace {
  private readonly files = new FileTree()
  private readonly scopes = new Map<string, ScopeState>()
  /** How many scopes a language has. */
  private readonly counts = new Map<string, number>()
  private readonly claims = new Map<string, Claim>()
  private readonly owners = new Map<string, Set<string>>()
  private readonly questions = new Questions<Asker>()
  private readonly definitions = new Map<string, Map<string, readonly unknown[]>>()
  private readonly scopesAt = new Map<string, Set<ScopeState>>()
  private readonly results = new Map<string, Judged>()
  private readonly changedFiles = new Set<string>()
  private readonly changedQuestions = new Set<string>()
  private readonly pendingReads = new Set<ScopeState>()
  private readonly pendingChecks = new Set<ScopeState>()
  private readonly changedPaths = new Set<string>()
  private complete = false
  /** What is in folders that somebody asked for, files of no language among it; null where that cannot be told. */
  private readonly listings = new Map<string, readonly string[] | null>()
  private readonly wantedListings = new Set<string>()
  private readonly heldText: number
  /** Files whose trees may be there, the latest read last, with the sizes of their texts. */
  private readonly held = new Map<string, number>()
  private heldSize = 0

  constructor(private readonly options: WorkspaceOptions) { this.heldText = options.heldText ?? heldText }

  /** Sets, changes or (null) removes a file. Takes effect at the next refresh. */
  set(path: string, text: string | null): void {
    if (this.files.get(path)?.text === text) return
    for (const folder of this.files.set(path, text)) this.changedQuestions.add(`folder:${folder}`)
    this.changedFiles.add(path)
    this.changedQuestions.add(`file:${path}`)
  }

  text(path: string): string | null { return this.files.get(path)?.text ?? null }
  paths(): Iterable<string> { return this.files.paths() }

  /** Forgets a file's trees until somebody reads them again. */
  drop(path: string): void { this.files.get(path)?.drop() }

  /** Says that every file of the workspace has been set: from now on a name that nobody defines is known to be undefined. */
  finishIndexing(): void {
    if (this.complete) return
    this.complete = true
    this.changedQuestions.add('complete')
  }

  get isComplete(): boolean { return this.complete }

  /** Folders whose names were asked for and are not known, each once. Whoever can list them says so by `setNames`; until then they are unknown. */
  takeWantedFolders(): readonly string[] {
    const wanted = [...this.wantedListings].filter((folder) => !this.listings.has(folder))
    this.wantedListings.clear()
    return wanted
  }

  /** Says what is in a folder; null where that cannot be told. Takes effect at the next refresh. */
  setNames(folder: string, names: readonly string[] | null): void {
    const before = this.listings.get(folder), sorted = names && [...names].sort()
    if (before !== undefined && deepEqual(before, sorted)) return
    this.listings.set(folder, sorted)
    this.changedQuestions.add(`names:${folder}`)
  }

  /** Folders whose names are known and may be others now that something happened to a path. */
  foldersAround(path: string): readonly string[] {
    const parent = folderOf(path)
    return [...this.listings.keys()].filter((folder) => folder === parent || folder === path || folder.startsWith(`${path}/`))
  }

  /** Checks everything again, for instance because the configuration changed. */
  invalidate(): void {
    this.results.clear()
    // What was found under another configuration proves nothing.
    for (const state of this.scopes.values()) state.memory = null
    for (const path of this.files.paths()) { this.changedFiles.add(path); this.changedQuestions.add(`file:${path}`) }
  }

  /**
   * Brings the findings up to date; yields after every scope so that the caller may pause, or give up and go on with a
   * later refresh, which begins where this one was left.
   */
  *refresh(): Generator<{ readonly done: number; readonly total: number }, Refreshed> {
    for (const state of this.takeOwners()) this.pendingReads.add(state)
    let done = 0, held = 0
    const total = 2 * this.pendingReads.size + this.pendingChecks.size
    for (const state of this.pendingReads) {
      this.read(state)
      for (const key of this.publish(state, exportsOf(state.scope!))) this.recheckAskers(`key:${key}`)
      this.pendingReads.delete(state)
      this.pendingChecks.add(state)
      held += this.sizeOf(state)
      if (held > this.heldText) this.release(state)
      yield { done: ++done, total }
    }
    if (this.changedQuestions.delete('complete')) this.recheckAskers('complete')
    const checked: string[] = []
    for (const state of this.pendingChecks) {
      this.check(state, this.changedPaths)
      state.scope = null
      this.dropOldest()
      this.pendingChecks.delete(state)
      checked.push(state.id)
      yield { done: ++done, total: Math.max(total, done + this.pendingChecks.size) }
    }
    const paths = new Set(this.changedPaths)
    this.changedPaths.clear()
    for (const path of paths) this.results.delete(path)
    return { checked, paths }
  }

  private recheckAskers(question: string): void {
    for (const asker of this.questions.askers(question)) if ('language' in asker) this.pendingChecks.add(asker)
  }

  private sizeOf(state: ScopeState): number {
    let size = 0
    for (const path of state.scope?.files ?? []) size += this.files.get(path)?.text.length ?? 0
    return size
  }

  /** Lets go of a scope's trees; they are read again when needed. */
  private release(state: ScopeState): void {
    for (const path of state.scope?.files ?? []) this.files.get(path)?.drop()
    state.scope = null
  }

  /** Reads a file for a scope, and remembers that its trees are wanted. */
  private hold(path: string): Document | null {
    const document = this.files.get(path)
    this.heldSize -= this.held.get(path) ?? 0
    this.held.delete(path)
    if (!document) return null
    this.held.set(path, document.text.length)
    this.heldSize += document.text.length
    return document
  }

  /** Drops the trees that were wanted longest ago, as far as there is no room for them. */
  private dropOldest(): void {
    for (const [path, size] of this.held) {
      if (this.heldSize <= this.heldText || this.held.size === 1) return
      this.files.get(path)?.drop()
      this.held.delete(path)
      this.heldSize -= size
    }
  }

  /** Runs a whole refresh at once. */
  refreshNow(): Refreshed {
    const steps = this.refresh()
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
    }
  }

  /** The findings located in a file, in order. */
  findings(path: string): readonly Finding[] { return this.judged(path).kept }

  /** The findings of a file that a suppression covers. */
  suppressed(path: string): readonly Suppressed[] { return this.judged(path).suppressed }

  private judged(path: string): Judged {
    let judged = this.results.get(path)
    if (!judged) {
      const all: Finding[] = []
      for (const state of this.scopesAt.get(path) ?? []) all.push(...state.findings.get(path) ?? [])
      this.results.set(path, judged = this.judge(path, all))
    }
    return judged
  }

  private judge(path: string, findings: readonly Finding[]): Judged {
    const document = this.files.get(path)
    if (!document) return { kept: [], suppressed: [] }
    const states = [...this.claims.get(path)?.scopes ?? []].map((id) => this.scopes.get(id)).filter((state) => state !== undefined)
    const syntax = this.commentSyntax(path)
    const declared = states.flatMap((state) => state.suppressions.filter((one) => one.path === path).map((one) => one.suppression))
    const judged = this.options.policy.judge({ path, text: document.text, syntax, declared }, distinct(findings))
    return { kept: inOrder(judged.kept), suppressed: judged.suppressed }
  }

  /** Where comments stand and may stand in a file; null where its format has none or no language claims it. */
  commentSyntax(path: string): CommentSyntax | null {
    const document = this.files.get(path), [id] = this.claims.get(path)?.scopes ?? []
    try { return (document && id !== undefined ? this.scopes.get(id)?.language.comments(document) : null) ?? null } catch { return null }
  }

  /** Paths that a language claims. */
  claimedPaths(): readonly string[] { return [...this.claims.keys()].filter((path) => this.claims.get(path)!.scopes.size) }

  /** Has the workspace anything of a language? */
  hasScopesOf(language: string): boolean { return (this.counts.get(language) ?? 0) > 0 }

  /** The language of a file and the scopes that it is part of. */
  claimOf(path: string): { readonly language: string; readonly scopes: readonly string[] } | null {
    const states = [...this.claims.get(path)?.scopes ?? []].map((id) => this.scopes.get(id)).filter((state) => state !== undefined)
    return states.length ? { language: states[0]!.language.id, scopes: states.map((state) => state.name) } : null
  }

  /** The findings of a file that `wanted` picks, with their fixes. */
  withFixes(path: string, wanted: (finding: Finding) => boolean): readonly Finding[] {
    const all: Finding[] = []
    for (const state of this.scopesAt.get(path) ?? []) all.push(...this.runAside(state, { wantFixes: (finding) => finding.path === path && wanted(finding) }).filter((finding) => finding.path === path && wanted(finding)))
    return this.judge(path, all).kept.filter(wanted)
  }

  /** Runs the rules over the scopes of a file once more, for one who wants to look on: which facts, which unknowns. */
  inspect(path: string, listener: Pick<CheckOptions, 'onUnknown' | 'onSilent' | 'onFact'>): readonly Finding[] {
    const all: Finding[] = []
    for (const id of this.claims.get(path)?.scopes ?? []) {
      const state = this.scopes.get(id)
      if (state) all.push(...this.runAside(state, { wantFixes: () => false, ...listener }))
    }
    return distinct(all.filter((finding) => finding.path === path))
  }

  /** The facts of a file, for one who looks for something else than findings. */
  *facts(path: string): Generator<Fact> {
    for (const id of this.claims.get(path)?.scopes ?? []) {
      const state = this.scopes.get(id)
      if (!state) continue
      const held = state.scope
      if (!held) this.read(state)
      for (const context of state.scope!.contexts) for (const fact of context.facts()) if (fact.path === path) yield fact
      if (!held) state.scope = null
    }
  }

  /** Runs other rules than the configured ones over every scope, for one who gathers evidence. Nothing of it is kept. */
  *survey(rules: (language: Language) => RulesByKind, setting: CheckOptions['setting'], listener: Pick<CheckOptions, 'onUnknown' | 'onSilent' | 'onFact'>): Generator<Finding> {
    for (const state of this.scopes.values()) {
      const held = state.scope
      if (!held) this.read(state)
      yield* checkScope(state.scope!, { rules: rules(state.language), lookup: this.environment(state), setting, ...listener })
      if (!held) state.scope = null
    }
  }

  /** Works out which scopes must be read again, and who owns the changed files. */
  private takeOwners(): Set<ScopeState> {
    const dirty = new Set<ScopeState>()
    const claimPaths = new Set(this.changedFiles)
    const doubtful = new Set<string>()
    for (const question of this.changedQuestions) for (const asker of this.questions.askers(question)) {
      if ('language' in asker) dirty.add(asker)
      else claimPaths.add(asker.path)
    }
    for (const path of claimPaths) {
      const before = this.claims.get(path)
      const document = this.files.get(path)
      const after = new Set<string>()
      if (before) this.questions.forget(before)
      if (!document) {
        this.claims.delete(path)
        this.results.delete(path)
        this.changedPaths.add(path)
      } else {
        const claim: Claim = { path, scopes: after }
        this.claims.set(path, claim)
        for (const language of this.options.languages) {
          if (!language.claims(path, () => document.text.slice(0, 4096))) continue
          for (const name of language.scopesOf(path, this.environment(claim))) {
            const id = `${language.id}:${name}`
            after.add(id)
            let owners = this.owners.get(id)
            if (!owners) this.owners.set(id, owners = new Set())
            owners.add(path)
            if (this.scopes.has(id)) { if (!before?.scopes.has(id)) dirty.add(this.scopes.get(id)!); continue }
            const state: ScopeState = { id, language, name, scope: null, exports: noExports, findings: noFindings, suppressions: [], memory: null }
            this.scopes.set(id, state)
            this.counts.set(language.id, (this.counts.get(language.id) ?? 0) + 1)
            dirty.add(state)
          }
          break
        }
      }
      for (const id of before?.scopes ?? []) {
        if (after.has(id)) continue
        this.owners.get(id)?.delete(path)
        doubtful.add(id)
      }
    }
    for (const id of doubtful) {
      const state = this.scopes.get(id)
      if (!state) continue
      if (this.owners.get(id)?.size) { dirty.add(state); continue }
      this.owners.delete(id)
      this.scopes.delete(id)
      this.counts.set(state.language.id, this.counts.get(state.language.id)! - 1)
      dirty.delete(state)
      this.pendingReads.delete(state)
      this.pendingChecks.delete(state)
      this.questions.forget(state)
      for (const key of this.publish(state, noExports)) this.recheckAskers(`key:${key}`)
      for (const path of state.findings.keys()) { this.scopesAt.get(path)?.delete(state); this.results.delete(path); this.changedPaths.add(path) }
    }
    const stillComplete = this.changedQuestions.has('complete')
    this.changedFiles.clear()
    this.changedQuestions.clear()
    if (stillComplete) this.changedQuestions.add('complete')
    return dirty
  }

  private read(state: ScopeState): void {
    this.questions.forget(state)
    try { state.scope = state.language.read(state.name, this.environment(state)) } catch (error) { state.scope = brokenScope(state.name, error) }
  }

  /** Makes a scope's exports known. Returns the keys whose answer changed. */
  private publish(state: ScopeState, exports: ReadonlyMap<string, readonly unknown[]>): readonly string[] {
    const changed: string[] = []
    for (const [key, summaries] of exports) {
      if (deepEqual(state.exports.get(key), summaries)) continue
      changed.push(key)
      let defined = this.definitions.get(key)
      if (!defined) this.definitions.set(key, defined = new Map())
      defined.set(state.id, summaries)
    }
    for (const key of state.exports.keys()) {
      if (exports.has(key)) continue
      changed.push(key)
      const defined = this.definitions.get(key)
      defined?.delete(state.id)
      if (!defined?.size) this.definitions.delete(key)
    }
    state.exports = exports
    return changed
  }

  private check(state: ScopeState, paths: Set<string>): void {
    const findings = new Map<string, Finding[]>()
    if (state.findings !== noFindings) state.memory ??= new CheckMemory()
    for (const finding of this.run(state, {})) {
      const known = findings.get(finding.path)
      if (known) known.push(finding)
      else findings.set(finding.path, [finding])
    }
    for (const path of state.findings.keys()) {
      paths.add(path)
      if (!findings.has(path)) this.scopesAt.get(path)?.delete(state)
    }
    for (const path of state.scope?.files ?? []) paths.add(path)
    for (const path of findings.keys()) {
      paths.add(path)
      let states = this.scopesAt.get(path)
      if (!states) this.scopesAt.set(path, states = new Set())
      states.add(state)
    }
    state.findings = findings
    state.suppressions = state.scope?.suppressions ?? []
  }

  /** Runs a scope between refreshes; what it read is not kept, for look-ups may be answered otherwise at the next. */
  private runAside(state: ScopeState, extra: Pick<CheckOptions, 'wantFixes' | 'onUnknown' | 'onSilent' | 'onFact'>): readonly Finding[] {
    const held = state.scope, findings = this.run(state, extra)
    if (!held) state.scope = null
    return findings
  }

  private run(state: ScopeState, extra: Pick<CheckOptions, 'wantFixes' | 'onUnknown' | 'onSilent' | 'onFact'>): readonly Finding[] {
    if (!state.scope) this.read(state)
    const scope = state.scope!
    const syntax = scope.errors.map((error): Finding => ({
      rule: 'shipshape/syntax-error', topic: 'debugging#stack-traces', severity: 'error', path: error.path, span: error.span, message: error.message,
      fixes: [], fixable: null, related: [], missing: false, group: null, subject: '',
    }))
    const findings = checkScope(scope, {
      rules: this.options.rules(state.language), lookup: this.environment(state), setting: (rule, path) => this.options.policy.setting(rule, path), ...state.memory && { memory: state.memory }, ...extra,
    })
    return [...syntax, ...findings]
  }

  private environment(asker: Asker): Environment {
    return {
      read: (path) => { this.questions.record(asker, `file:${path}`); return this.hold(path) },
      list: (folder) => { this.questions.record(asker, `folder:${folder}`); return this.files.files(folder) },
      folders: (folder) => { this.questions.record(asker, `folder:${folder}`); return this.files.folders(folder) },
      names: (folder) => {
        this.questions.record(asker, `names:${folder}`)
        const names = this.listings.get(folder)
        if (names === undefined) this.wantedListings.add(folder)
        if (!names) return new Unknown(folder)
        this.questions.record(asker, `folder:${folder}`)
        return [...new Set([...names, ...this.files.files(folder).map(nameOf), ...this.files.folders(folder).map(nameOf)])]
      },
      setting: (path, name) => this.options.policy.languageSetting(path, name),
      find: <S>(key: Key<S>) => {
        this.questions.record(asker, `key:${key.name}`)
        if (!this.complete) { this.questions.record(asker, 'complete'); return new Unknown(key.name) }
        const defined = this.definitions.get(key.name)
        return defined ? [...defined.values()].flat() as S[] : []
      },
    }
  }
}

function exportsOf(scope: Scope): ReadonlyMap<string, readonly unknown[]> {
  const map = new Map<string, unknown[]>()
  try {
    for (const { key, summary } of scope.exports()) {
      const known = map.get(key.name)
      if (known) known.push(summary)
      else map.set(key.name, [summary])
    }
  } catch { /* The same failure shows as an internal error when the scope is checked. */ }
  return map
}

/** Stands for a scope whose reader threw: the check reports it, the rest goes on. */
function brokenScope(name: string, error: unknown): Scope {
  return { files: [name], errors: [], contexts: [{ name: null, *facts() { throw error } }], exports: () => [] }
}

/** The same finding may come from several scopes that share a file. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings
  const seen = new Set<string>()
  return findings.filter((finding) => {
    const key = `${finding.rule} ${finding.span[0]} ${finding.span[1]} ${finding.subject}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const inOrder = (findings: readonly Finding[]): readonly Finding[] => [...findings].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1] || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0))
