import { list, type List, type Maybe } from '../../core/value'
import { asSequence, entries, entry, isOpen } from '../yaml/walk'
import type * as facts from './facts'
import type { IncludeNode } from './include'
import { cloudKey } from '../shell/cloud-keys'
import type { JobNode } from './job'
import { textOf, type Model } from './model'
import { Node } from './node'
import { isMain } from './reader'
import { letsChanges, rulesIn } from './rules'

const defaultStages = ['build', 'test', 'deploy']

export class PipelineNode extends Node implements facts.Pipeline {
  readonly kind = 'gitlab-ci.Pipeline'
  readonly subject = ''
  constructor(model: Model) {
    const source = model.sources?.[0] ?? { path: model.path, text: '', document: null }
    super(model, { source, node: source.document?.root ?? nothing, key: null })
  }

  get fileName(): string { return this.path.slice(this.path.lastIndexOf('/') + 1) }
  get isMain(): boolean { return isMain(this.path) }
  get stages(): List<string> {
    return this.once('stages', () => {
      const site = this.model.top('stages'), names = site ? (asSequence(site.node)?.items ?? []).flatMap(item => textOf(item) ?? []) : defaultStages
      return list(['.pre', ...names.filter(name => name !== '.pre' && name !== '.post'), '.post'], site ? isOpen(site.node) : this.model.isOpen)
    })
  }
  get includes(): List<IncludeNode> { return list(this.model.includes, this.model.isOpen) }
  get jobs(): List<JobNode> { return list(this.model.jobs, this.model.isOpen) }
  get workflowRules(): List<facts.Rule> | null {
    return this.once('workflowRules', () => {
      const site = this.model.top('workflow'), rules = site && entry(site.node, 'rules')
      return rules ? rulesIn(this.model, rules.value) : null
    })
  }
  get runsOnChanges(): Maybe<boolean> { return this.workflowRules ? letsChanges(this.workflowRules) : true }
  get mixesRulesAndOnly(): boolean { return this.model.jobs.some(job => job.rules !== null) && this.model.jobs.some(job => job.hasOnly) }
  get cloudKeys(): List<string> {
    const variables = this.model.top('variables'), own = [...entries(variables?.node ?? null)].flatMap(({ name }) => name !== null && cloudKey.test(name) ? name : [])
    return list(new Set([...own, ...this.model.jobs.flatMap(job => [...job.cloudKeys])]))
  }
}

/** Stands where a file says nothing at all. */
const nothing = { kind: 'scalar', span: [0, 0], anchor: null, tag: null, unknown: false, conditional: false, value: null, source: '', style: 'plain' } as const
