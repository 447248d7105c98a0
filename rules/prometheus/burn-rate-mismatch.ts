import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/prometheus/facts'

const number = (value: number): string => String(Number(value.toPrecision(6)))

const check: Check<Facts['prometheus.Alert']> = function* ({ burns }, { unknown }) {
  if (burns.open) unknown('expr')
  for (const { fits, objective, factor, expected, threshold, isConsistent, at } of burns) {
    if (isUnknown(fits)) { unknown(fits.source); continue }
    if (fits || isUnknown(objective) || objective === null || factor === null || expected === null) continue
    yield {
      at, message: `${number(factor)} × (1 − ${number(objective.target)}) = ${number(expected)}, and the alert compares with ${number(threshold)}${isConsistent ? '' : ', in the short window with another number still'}.`,
      related: [{ path: objective.path, span: objective.span, message: `The objective is ${number(objective.target * 100)} %${objective.name === '' ? '' : ` (${objective.name})`}.` }],
    }
  }
}

export default check
