import type { Span } from '../../core/span'
import { list, type List } from '../../core/value'
import { tokenOf } from '../yaml/path'
import type { YamlFile, YamlNode, YamlPair } from '../yaml/tree'
import { asMap, asSequence, entries, entry } from '../yaml/walk'
import type * as facts from './facts'
import type { Model } from './model'
import { Node, textIn } from './node'
import { repositoryOf } from './reader'

// The format is GitHub's public preview as `gh actions-lock` writes it, schema v0.0.2 (October 2026).

/** Where a repository keeps the commits that its workflows are locked to. */
export const lockPath = (path: string): string => {
  const folder = repositoryOf(path)
  return `${folder === '' ? '' : `${folder}/`}.github/workflows/actions.lock`
}

/** What a lockfile says: the references of each workflow that it governs, and the commit of each reference. Keys are as `lockKey` makes them. */
export interface LockTable {
  readonly workflows: ReadonlyMap<string, ReadonlySet<string>>
  readonly commits: ReadonlyMap<string, string>
}

/** A reference as the lockfile writes it: the folder within the repository does not count, nor the case of owner and repository. */
export const lockKey = (slug: string, ref: string): string => `${slug.toLowerCase()}@${ref}`

const normalized = (key: string): string => {
  const at = key.indexOf('@')
  return at < 0 ? key.toLowerCase() : lockKey(key.slice(0, at), key.slice(at + 1))
}

const commitOf = (text: string | null): string | null => /^(?:sha1-([0-9a-f]{40})|sha256-([0-9a-f]{64}))$/i.exec(text ?? '')?.[0].replace(/^\w+-/, '').toLowerCase() ?? null

const tables = new WeakMap<YamlFile, LockTable>()

/** The table of a lockfile that was read. */
export function lockTable(file: YamlFile): LockTable {
  const known = tables.get(file)
  if (known) return known
  const root = file.documents.find(document => document.root !== null)?.root ?? null
  const workflows = new Map<string, ReadonlySet<string>>(), commits = new Map<string, string>()
  for (const pair of entries(entry(root, 'workflows')?.value ?? null)) if (pair.name !== null) workflows.set(pair.name, new Set((asSequence(pair.value)?.items ?? []).flatMap(item => textIn(item) ?? []).map(normalized)))
  for (const pair of entries(entry(root, 'dependencies')?.value ?? null)) {
    const commit = commitOf(textIn(entry(pair.value, 'commit')?.value ?? null))
    if (pair.name !== null && commit !== null) commits.set(normalized(pair.name), commit)
  }
  const table = { workflows, commits }
  tables.set(file, table)
  return table
}

/** The entries of a lockfile. */
export function* lockEntries(model: Model): Generator<LockEntryNode> {
  const dependencies = entry(model.root, 'dependencies')?.value ?? null
  for (const pair of entries(dependencies)) if (pair.name !== null) yield new LockEntryNode(model, pair, dependencies!)
}

/** The workflows of a lockfile, each with what it uses. */
export function* lockedWorkflows(model: Model): Generator<LockedWorkflowNode> {
  const workflows = entry(model.root, 'workflows')?.value ?? null
  for (const pair of entries(workflows)) if (pair.name !== null) yield new LockedWorkflowNode(model, pair, workflows!)
}

const textsIn = (node: YamlNode | null): readonly string[] => (asSequence(node)?.items ?? []).map(item => textIn(item) ?? '')

const allKeys = new WeakMap<Model, ReadonlySet<string>>()

/** What has an entry. */
function keysIn(model: Model): ReadonlySet<string> {
  const before = allKeys.get(model)
  if (before) return before
  const names = new Set([...entries(entry(model.root, 'dependencies')?.value ?? null)].flatMap(pair => pair.name === null ? [] : normalized(pair.name)))
  allKeys.set(model, names)
  return names
}

class LockEntryNode extends Node implements facts.LockEntry {
  readonly key: string
  constructor(model: Model, pair: YamlPair, parent: YamlNode) {
    super(model, 'github-actions.LockEntry', pair.value, pair.key, { node: parent, step: pair.name! })
    this.key = pair.name!
  }

  get subject(): string { return `dependencies/${this.key}` }
  get job(): null { return null }
  get step(): null { return null }
  get workflow(): null { return null }
  private get parts(): RegExpExecArray | null { return /^([\w.-]+\/[\w.-]+)@([^\s@]+)$/.exec(this.key) }
  get isWellFormed(): boolean { return this.parts !== null && asMap(this.valueNode) !== null }
  get ref(): string | null { return this.parts?.[2] ?? null }
  get commit(): string | null { return textIn(this.get('commit')) }
  get hasValidCommit(): boolean { return commitOf(this.commit) !== null }
  get contradictsRef(): boolean {
    const { ref } = this, commit = commitOf(this.commit)
    return commit !== null && ref !== null && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref) && ref.toLowerCase() !== commit
  }
  get unknownUses(): List<string> {
    return this.once('unknownUses', () => {
      const names = keysIn(this.model)
      return list(textsIn(this.get('uses')).filter(key => !names.has(normalized(key))))
    })
  }
  protected override token(path: string): Span | null | undefined {
    if (path === '' || path === 'key') return tokenOf(this.keyNode, this.keyNode, this.model.text)
    const index = /^unknownUses\[(\d+)\]$/.exec(path)?.[1]
    return index === undefined ? undefined : itemToken(this.model, this.get('uses'), this.unknownUses[Number(index)])
  }
}

class LockedWorkflowNode extends Node implements facts.LockedWorkflow {
  readonly file: string
  constructor(model: Model, pair: YamlPair, parent: YamlNode) {
    super(model, 'github-actions.LockedWorkflow', pair.value, pair.key, { node: parent, step: pair.name! })
    this.file = pair.name!
  }

  get subject(): string { return `workflows/${this.file}` }
  get job(): null { return null }
  get step(): null { return null }
  get workflow(): null { return null }
  get uses(): List<string> { return this.once('uses', () => textsIn(this.valueNode)) }
  get unknownUses(): List<string> {
    return this.once('unknownUses', () => {
      const names = keysIn(this.model)
      return list(this.uses.filter(key => !names.has(normalized(key))))
    })
  }
  get isMissing(): boolean {
    const folder = repositoryOf(this.path), path = `${folder === '' ? '' : `${folder}/`}${this.file}`
    return this.model.environment.read(path) === null
  }
  protected override token(path: string): Span | null | undefined {
    if (path === '' || path === 'file') return tokenOf(this.keyNode, this.keyNode, this.model.text)
    const index = /^unknownUses\[(\d+)\]$/.exec(path)?.[1]
    return index === undefined ? undefined : itemToken(this.model, this.valueNode, this.unknownUses[Number(index)])
  }
}

function itemToken(model: Model, sequence: YamlNode | null, text: string | undefined): Span | null {
  const item = (asSequence(sequence)?.items ?? []).find(one => textIn(one) === text)
  return item ? tokenOf(item, null, model.text) : null
}
