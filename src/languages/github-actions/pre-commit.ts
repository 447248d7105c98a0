import { list, type List, type Maybe } from '../../core/value'
import type { YamlNode } from '../yaml/tree'
import { asSequence } from '../yaml/walk'
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
  get secureAddress(): string | null { return textIn(this.get('repo'))?.replace(/^(?:http|git):/i, 'https:') ?? null }
  get isRemote(): boolean { return /^[a-z+]+:\/\/|^git@/i.test(textIn(this.get('repo')) ?? '') }
  get revKind(): facts.HookRepository['revKind'] {
    const rev = textIn(this.get('rev'))?.trim() ?? ''
    if (rev === '') return 'none'
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(rev)) return 'sha'
    return /^(?:HEAD|main|master|trunk|develop|dev|next|stable|latest|release)$/.test(rev) || rev.startsWith('refs/heads/') ? 'branch' : /\d/.test(rev) ? 'version' : 'other'
  }
}
