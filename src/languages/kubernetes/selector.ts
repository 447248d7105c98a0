import { isKnown, isUnknown, type Dictionary, type Maybe, Unknown } from '../../core/value'
import type { RequirementSummary, SelectorSummary } from './exports'
import { at, both, each, pairs, text, texts, type Found } from './tree'

type Labels = Dictionary<Maybe<string | null>>

/** A label selector as written, or null where none is. */
export function selectorOf(found: Found): SelectorSummary | null {
  if (found === null) return null
  return { matchLabels: pairs(at(found, 'matchLabels')), matchExpressions: each(at(found, 'matchExpressions'), item => ({ key: text(at(item, 'key')), operator: text(at(item, 'operator')), values: texts(at(item, 'values')) })) }
}

/** A plain map of labels as a selector. */
export const mapSelector = (labels: Labels): SelectorSummary => ({ matchLabels: labels, matchExpressions: [] })

export const isEmptySelector = ({ matchLabels, matchExpressions }: SelectorSummary): Maybe<boolean> =>
  matchLabels.size > 0 || matchExpressions.length > 0 ? false : matchLabels.open || matchExpressions.open ? new Unknown('…') : true

/** Does a selector take these labels? */
export function matches({ matchLabels, matchExpressions }: SelectorSummary, labels: Labels): Maybe<boolean> {
  let answer: Maybe<boolean> = matchLabels.open || matchExpressions.open ? new Unknown('…') : true
  for (const [name, wanted] of matchLabels) answer = both(same(labelOf(labels, name), wanted), answer)
  for (const requirement of matchExpressions) answer = both(meets(requirement, labels), answer)
  return answer
}

const labelOf = (labels: Labels, name: string): Maybe<string | null> | undefined => labels.has(name) ? labels.get(name)! : labels.open ? new Unknown('…') : undefined
const same = (value: Maybe<string | null> | undefined, wanted: Maybe<string | null>): Maybe<boolean> => value === undefined ? false : isUnknown(value) ? isUnknown(wanted) && value.source === wanted.source && value.source !== '…' ? true : value : isUnknown(wanted) ? wanted : (value ?? '') === (wanted ?? '')

function meets({ key, operator, values }: RequirementSummary, labels: Labels): Maybe<boolean> {
  if (!isKnown(key)) return key
  if (!isKnown(operator)) return operator
  const value = labelOf(labels, key ?? '')
  if (operator === 'Exists' || operator === 'DoesNotExist') return isUnknown(value) ? value : (value !== undefined) === (operator === 'Exists')
  if (operator !== 'In' && operator !== 'NotIn') return new Unknown(operator ?? '…')
  if (value === undefined) return operator === 'NotIn'
  if (isUnknown(value)) return value
  const found = values.includes(value ?? '')
  if (!found && (values.open || values.some(isUnknown))) return new Unknown('…')
  return found === (operator === 'In')
}

/** The pair by which a selector is found; `*` where it names none. */
export function pairOf({ matchLabels }: SelectorSummary): string {
  let least: string | null = null
  for (const [name, value] of matchLabels) {
    if (!isKnown(value)) continue
    const pair = `${name}=${value ?? ''}`
    if (least === null || rank(pair) < rank(least) || rank(pair) === rank(least) && pair < least) least = pair
  }
  return least ?? '*'
}

/** Labels that whole systems share are asked for last. */
const rank = (pair: string): number => /^app\.kubernetes\.io\/(?:part-of|managed-by|instance|version)=|^(?:tier|env|environment|release|version|chart|heritage|team)=/.test(pair) ? 1 : 0

/** The pairs under which selectors that may take these labels are found. */
export const pairsOf = (labels: Labels): readonly string[] => ['*', ...[...labels].filter(([, value]) => isKnown(value)).map(([name, value]) => `${name}=${(value as string | null) ?? ''}`)]
