import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import { lintersIn, mentionsCommitCheck, mentionsSecretScan } from '../shell/linters'
import type { YamlNode } from '../yaml/tree'
import { asSequence, entry } from '../yaml/walk'
import { workflows, type PreCommitSummary } from './exports'
import type * as facts from './facts'
import type { Model } from './model'
import { isDynamic, Node, stringIn, textIn } from './node'

/** The repositories that a pre-commit configuration takes hooks from. */
export function hookRepositoriesIn(model: Model): List<HookRepositoryNode> {
  const at = model.root?.kind === 'map' ? model.root.pairs.find(pair => pair.name === 'repos')?.value ?? null : null
  const items = asSequence(at)?.items ?? []
  return list(items.map((item, i) => new HookRepositoryNode(model, item, at!, i)), isDynamic(at))
}

class HookRepositoryNode extends Node implements facts.HookRepository {
  constructor(model: Model, value: YamlNode, sequence: YamlNode, readonly index: number) { super(model, 'github-actions.HookRepository', value, null, { node: sequence, step: index }) }
  get subject(): string { return `repos.${textIn(this.get('repo')) ?? this.index}` }
  get repo(): Maybe<string | null> { return stringIn(this.get('repo')) }
  get rev(): Maybe<string | null> { return stringIn(this.get('rev')) }
  get hooks(): List<string> { return this.once('hooks', () => list((asSequence(this.get('hooks'))?.items ?? []).flatMap(hook => textIn(entry(hook, 'id')?.value ?? null) ?? []))) }
  /** The address and its hooks, with what local ones run. */
  get text(): string { return [textIn(this.get('repo')) ?? '', ...(asSequence(this.get('hooks'))?.items ?? []).flatMap(hook => ['id', 'entry', 'name'].map(key => textIn(entry(hook, key)?.value ?? null) ?? ''))].join('\n') }
  get secureAddress(): string | null { return textIn(this.get('repo'))?.replace(/^(?:http|git):/i, 'https:') ?? null }
  get isRemote(): boolean { return /^[a-z+]+:\/\/|^git@/i.test(textIn(this.get('repo')) ?? '') }
  get revKind(): facts.HookRepository['revKind'] {
    const rev = textIn(this.get('rev'))?.trim() ?? ''
    if (rev === '') return 'none'
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(rev)) return 'sha'
    return /^(?:HEAD|main|master|trunk|develop|dev|next|stable|latest|release)$/.test(rev) || rev.startsWith('refs/heads/') ? 'branch' : /\d/.test(rev) ? 'version' : 'other'
  }
}

/** A configuration of pre-commit as a whole. */
export class PreCommitNode extends Node implements facts.PreCommit {
  constructor(model: Model) { super(model, 'github-actions.PreCommit', model.root) }
  readonly subject = 'pre-commit'
  private get text(): string { return this.once('text', () => hookRepositoriesIn(this.model).map(one => one.text).join('\n')) }
  get hooks(): List<string> { return this.once('hooks', () => { const found = hookRepositoriesIn(this.model); return list(found.flatMap(one => [...one.hooks]), found.open) }) }
  get linters(): List<string> { return this.once('linters', () => list(lintersIn(this.text).filter(name => name !== 'pre-commit'))) }
  get lintersInWorkflows(): Maybe<List<string>> {
    return this.once('lintersInWorkflows', () => {
      const found = this.model.environment.find(workflows)
      if (!isKnown(found)) return found
      const run = new Set(found.flatMap(one => one.linters))
      // With `ci` pre-commit's own service runs them.
      if (run.has('pre-commit') || entry(this.model.root, 'ci')) return this.linters
      const shared = this.linters.filter(name => run.has(name))
      return shared.length === 0 && (found.length === 0 || found.some(one => one.runsMore)) ? new Unknown('workflows') : list(shared)
    })
  }
  get checksCommits(): boolean { return mentionsCommitCheck(this.text) }
  get findsSecrets(): boolean { return mentionsSecretScan(this.text) }
  get summary(): PreCommitSummary { return { path: this.path, checksCommits: this.checksCommits, findsSecrets: this.findsSecrets, linters: [...this.linters] } }
}
