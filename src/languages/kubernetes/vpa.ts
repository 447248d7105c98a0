import type { Exported, Key } from '../../core/lookup'
import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { keys, type ObjectSummary, type ScalerSummary, type WorkloadSummary } from './exports'
import type * as facts from './facts'
import { KindNode } from './resources'
import { any, at, each, text, texts, when } from './tree'

const both = ['cpu', 'memory']

/** A VerticalPodAutoscaler. */
export class VerticalAutoscalerNode extends KindNode implements facts.VerticalAutoscaler {
  override readonly kind = 'kubernetes.VerticalAutoscaler'

  get updateMode(): Maybe<string> { return when(text(this.at('spec', 'updatePolicy', 'updateMode')), mode => mode ?? 'Auto') }
  get isActive(): Maybe<boolean> { return when(this.updateMode, mode => mode !== 'Off' && mode !== 'Initial') }
  get targetKind() { return text(this.at('spec', 'targetRef', 'kind')) }
  get targetName() { return text(this.at('spec', 'targetRef', 'name')) }
  get target(): Maybe<WorkloadSummary | null> {
    return this.keep('target', () => { const { targetKind } = this; return isUnknown(targetKind) ? targetKind : targetKind === null ? null : this.named<WorkloadSummary>(targetKind, this.targetName) })
  }

  /** Open where policies name containers and leave others to the default. */
  get controls(): List<string> {
    return this.keep('controls', () => {
      const policies = each(this.at('spec', 'resourcePolicy', 'containerPolicies'), item => {
        const name = text(at(item, 'containerName')), mode = text(at(item, 'mode')), resources = at(item, 'controlledResources')
        const sets = mode === 'Off' ? list<string>([]) : resources === null ? list(both) : texts(resources)
        return { name, sets: list(sets.flatMap(resource => isKnown(resource) && resource !== null ? [resource] : []), isUnknown(mode) || sets.open || sets.some(isUnknown)) }
      })
      if (policies.length === 0) return list(policies.open ? [] : both, policies.open ?? false)
      return list(new Set(policies.flatMap(({ sets }) => sets.open ? [] : [...sets])), policies.open || policies.some(({ name, sets }) => isUnknown(name) || sets.open === true) || !policies.some(({ name }) => name === '*'))
    })
  }

  get conflicts(): Maybe<List<ScalerSummary>> {
    return this.keep('conflicts', () => this.others(keys.scales, scaler => any(scaler.resources, resource => this.controls.includes(resource) ? true : this.controls.open ? new Unknown('resourcePolicy') : false)))
  }

  get rivals(): Maybe<List<ObjectSummary>> { return this.keep('rivals', () => this.others(keys.sizes, () => true)) }

  private others<S extends ObjectSummary>(key: (kind: string, name: string) => Key<S>, test: (summary: S) => Maybe<boolean>): Maybe<List<S>> {
    const { targetKind, targetName } = this
    if (!isKnown(targetKind)) return targetKind
    if (!isKnown(targetName)) return targetName
    return targetKind === null || targetName === null ? list<S>([]) : this.some<S>([key(targetKind, targetName)], test)
  }

  override *exports(): Generator<Exported> {
    yield* super.exports()
    const summary = this.summary(), { targetKind, targetName } = this
    if (summary && isKnown(targetKind) && isKnown(targetName) && targetKind !== null && targetName !== null) yield { key: keys.sizes(targetKind, targetName), summary }
  }
}
