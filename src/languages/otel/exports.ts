import type { Fact } from '../../core/fact'
import type { Source } from '../yaml/fact'
import type { YamlNode } from '../yaml/tree'
import { CollectorNode } from './nodes'

/** Facts of a Collector that stands in an object of another language. */
export const collectorFacts = (source: Source, root: YamlNode): Iterable<Fact> => new CollectorNode({ source, node: root }, false).facts()
