import { isKnown, isUnknown, type List } from '../../core/value'
import type * as facts from './facts'
import { Problems } from './problem'
import { KindNode } from './resources'
import { at, boolean, each, isThere, known, when, type Found } from './tree'

/** A version of a chart that stands for several. */
const floating = /[*^~<>|]|(?:^|\.)[xX](?:\.|$)|^HEAD$/

/** What Argo CD or Flux delivers from. */
export class DeliveryNode extends KindNode implements facts.Delivery {
  override readonly kind = 'kubernetes.Delivery'
  get isFlux(): boolean { return /fluxcd\.io$/.test(known(this.group) ?? '') }

  /** Where the spec of an Application stands. */
  private get application(): string | null { return this.objectKind === 'Application' ? 'spec' : this.objectKind === 'ApplicationSet' ? 'spec.template.spec' : null }
  private get sources(): readonly { readonly tree: Found; readonly path: string }[] {
    const path = this.application
    if (path === null) return []
    const spec = this.at(...path.split('.')), many = each(at(spec, 'sources'), (tree, i) => ({ tree, path: `${path}.sources[${i}]` }))
    return at(spec, 'source') === null ? many : [{ tree: at(spec, 'source'), path: `${path}.source` }, ...many]
  }

  get risks(): List<facts.Problem> {
    return this.keep('risks', () => {
      const problems = new Problems(), kind = known(this.objectKind), path = this.application
      if (path !== null) {
        if (problems.text(at(this.tree, ...path.split('.'), 'project')) === 'default') problems.add(`${path}.project`, `belongs to the project 'default', which may deploy anything anywhere`)
        for (const { tree, path } of this.sources) {
          const chart = problems.text(at(tree, 'chart')), revision = problems.text(at(tree, 'targetRevision'))
          if (chart !== null && (problems.lacks(at(tree, 'targetRevision')) || revision !== null && floating.test(revision))) problems.add(revision === null ? `${path}.chart` : `${path}.targetRevision`, `takes whatever version of the chart '${chart}' is the newest`)
        }
        const automated = this.at(...path.split('.'), 'syncPolicy', 'automated')
        if (automated !== null && isKnown(automated)) problems.when(when(boolean(at(automated, 'allowEmpty')), allows => allows === true), `${path}.syncPolicy.automated.allowEmpty`, 'may delete everything when its source turns out empty')
      }
      if (kind === 'AppProject') {
        for (const [field, words] of [['sourceRepos', 'takes its manifests from any repository'], ['destinations', 'may deploy to any cluster and namespace'], ['clusterResourceWhitelist', 'may make any object outside of namespaces, roles of the cluster included']] as const) {
          each(this.at('spec', field), (item, i) => {
            const path = `spec.${field}[${i}]`
            if (field === 'sourceRepos') { if (problems.text(item) === '*') problems.add(path, words) }
            else if (field === 'destinations') { if (problems.text(at(item, 'namespace')) === '*' && ['*', null].includes(problems.text(at(item, 'server')) ?? problems.text(at(item, 'name')))) problems.add(`${path}.namespace`, words) }
            else if (problems.text(at(item, 'group')) === '*' && problems.text(at(item, 'kind')) === '*') problems.add(`${path}.kind`, words)
          })
        }
      }
      if (this.isFlux) this.fluxRisks(problems, kind)
      return problems.list
    })
  }

  private fluxRisks(problems: Problems, kind: string | null): void {
    const spec = this.at('spec')
    if (kind === 'GitRepository' || kind === 'OCIRepository') {
      if (problems.lacks(at(spec, 'verify'))) problems.add('spec.url', 'is not verified by a signature')
      const tag = problems.text(at(spec, 'ref', 'tag'))
      if (kind === 'OCIRepository' && (tag === 'latest' || problems.lacks(at(spec, 'ref')))) problems.add(tag === null ? 'spec.url' : 'spec.ref.tag', `takes whatever is 'latest'`)
    }
    if (kind === 'Bucket' || kind === 'OCIRepository' || kind === 'HelmRepository') problems.when(when(boolean(at(spec, 'insecure')), insecure => insecure === true), 'spec.insecure', 'is fetched without TLS')
    if (kind === 'HelmRelease') {
      for (const phase of ['install', 'upgrade']) if (problems.lacks(at(spec, phase, 'remediation')) && problems.lacks(at(spec, phase, 'strategy'))) problems.add(`spec.${phase}`, `is left as it is when its ${phase} fails`)
      const version = problems.text(at(spec, 'chart', 'spec', 'version'))
      if (at(spec, 'chart') !== null && (problems.lacks(at(spec, 'chart', 'spec', 'version')) || version !== null && floating.test(version))) problems.add(version === null ? 'spec.chart.spec.chart' : 'spec.chart.spec.version', 'takes whatever version of its chart is the newest')
    }
    if (kind === 'Kustomization') problems.when(when(isThere(at(spec, 'sourceRef')), has => !has), 'spec', 'has no source')
  }

  get movingRevisions(): List<facts.Problem> {
    return this.keep('movingRevisions', () => {
      const problems = new Problems()
      for (const { tree, path } of this.sources) {
        if (isUnknown(tree) || at(tree, 'chart') !== null) continue
        const revision = problems.text(at(tree, 'targetRevision'))
        if (problems.lacks(at(tree, 'targetRevision'))) problems.add(`${path}.repoURL`, `follows the default branch`)
        else if (revision !== null && !/^[0-9a-f]{40}$/.test(revision) && !/\d+\.\d+/.test(revision)) problems.add(`${path}.targetRevision`, `follows '${revision}'`)
      }
      if (this.objectKind === 'GitRepository') {
        const branch = problems.text(at(this.tree, 'spec', 'ref', 'branch'))
        const fixed = ['tag', 'semver', 'commit', 'name'].some(field => at(this.tree, 'spec', 'ref', field) !== null)
        if (!fixed && branch !== null) problems.add('spec.ref.branch', `follows '${branch}'`)
        else if (!fixed && problems.lacks(this.at('spec', 'ref'))) problems.add('spec.url', 'follows the default branch')
      }
      return problems.list
    })
  }
}
