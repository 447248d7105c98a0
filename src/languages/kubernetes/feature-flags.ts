import type { Fact } from '../../core/fact'
import { isUnknown } from '../../core/value'
import { flagFacts } from '../flags/exports'
import { ObjectNode } from './object'

/** A FeatureFlag of the OpenFeature operator, whose flags are those of a flagd file. */
export class FeatureFlagNode extends ObjectNode {
  override *facts(): Generator<Fact> {
    yield* super.facts()
    const spec = this.at('spec', 'flagSpec')
    if (spec !== null && !isUnknown(spec)) yield* flagFacts(spec.source, spec.node, this.subject, this.world.lookup)
  }
}
