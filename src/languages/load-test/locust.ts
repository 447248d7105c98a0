import { list } from '../../core/value'
import { journeyAmong, targetOf, unsure, type Reading, type TargetReading, type ThresholdReading } from './reading'
import { bracketsOf, python, tokensOf } from './tokens'

/** Reads a locustfile; null where it defines no users. */
export function readLocust(text: string): Reading | null {
  const tokens = tokensOf(text, python), ends = bracketsOf(tokens)
  const at = tokens.findIndex(({ kind, text: word }, i) => kind === 'name' && word === 'class' && tokens[i + 2]?.text === '(' && tokens.slice(i + 3, ends.get(i + 2) ?? i + 3).some(one => /(?:User|Locust|TaskSet|LoadTestShape)$/.test(one.text)))
  if (at < 0) return null
  const thresholds: ThresholdReading[] = [], targets: TargetReading[] = []
  const requests: (string | null)[] = []
  let hasHost = false, setsExit = false
  for (const [i, { kind, text: word, start, end }] of tokens.entries()) {
    if (kind !== 'name') continue
    if (/^(?:get|post|put|patch|delete|head|request)$/.test(word) && tokens[i - 1]?.text === '.' && tokens[i - 2]?.text === 'client' && tokens[i + 1]?.text === '(') { const first = tokens[i + (word === 'request' ? 4 : 2)]; requests.push(first?.kind === 'string' ? first.text : null) }
    if (word === 'process_exit_code' && tokens[i + 1]?.text === '=') setsExit = true
    if (word === 'host' && tokens[i + 1]?.text === '=' && tokens[i - 1]?.text !== ',' && tokens[i - 1]?.text !== '(') {
      hasHost = true
      const value = tokens[i + 2], target = value?.kind === 'string' ? targetOf(value.text, [value.start, value.end]) : null
      if (target) targets.push(target)
    }
    if (/^get_(?:current_)?response_time_percentile$/.test(word) && tokens[i + 1]?.text === '(') {
      const close = ends.get(i + 1) ?? tokens.length, share = tokens[i + 2], limit = tokens[close + 1]?.text === '>' ? tokens[close + 2]?.text === '=' ? tokens[close + 3] : tokens[close + 2] : undefined
      const percentile = share?.kind === 'number' ? Math.round(Number(share.text) * 1e6) / 1e4 : null, milliseconds = limit?.kind === 'number' ? Number(limit.text) : null
      thresholds.push({ metric: word, expression: percentile === null ? word : `p${percentile}${milliseconds === null ? '' : ` > ${milliseconds}`}`, isLatency: true, isErrorRate: false, percentile: percentile ?? unsure, milliseconds: milliseconds ?? unsure, isAverage: false, span: [start, end] })
    }
    if (word === 'avg_response_time') thresholds.push({ metric: word, expression: word, isLatency: true, isErrorRate: false, percentile: null, milliseconds: null, isAverage: true, span: [start, end] })
    if (word === 'fail_ratio') thresholds.push({ metric: word, expression: word, isLatency: false, isErrorRate: true, percentile: null, milliseconds: null, isAverage: false, span: [start, end] })
  }
  const inForce = setsExit ? thresholds : [], start = tokens[at + 1]!
  return {
    tool: 'locust', place: [start.start, start.end], thresholds: list(inForce), boundsErrors: true, boundsLatency: inForce.some(one => one.isLatency === true),
    scenarios: list([{ name: start.text, executor: null, model: 'closed' as const, peak: unsure, seconds: unsure, shape: unsure, span: [start.start, start.end] as const }]),
    targets: list(targets, targets.length === 0 && hasHost), takesTarget: targets.length > 0 ? false : hasHost ? unsure : true, isJourney: journeyAmong(requests),
  }
}
