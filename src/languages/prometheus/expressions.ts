import { list, type List } from '../../core/value'
import type { ReadQuery } from '../promql/query'
import { YamlFact } from '../yaml/fact'
import type * as facts from './facts'
import type { ObjectiveNode } from './objectives'

/** A query of an objective's indicator. */
export class ExpressionOfObjective extends YamlFact implements facts.Expression {
  override readonly kind = 'prometheus.Expression'
  readonly subject: string
  readonly role = 'objective'
  readonly isObject = false
  constructor(private readonly objective: ObjectiveNode, private readonly index: number) { super(objective.site); this.subject = `${objective.subject}/query/${index}` }
  get name(): string { const { name } = this.objective; return typeof name === 'string' ? name : '' }
  get query(): ReadQuery { return this.objective.queries[this.index]! }
  get ratesOfSums(): List<facts.RateOfSum> { return list(this.query.ratesOfSums.filter(one => !one.isRecorded).map(one => ({ function: one.function, of: one.of, isSum: true, at: one.at }))) }
}
