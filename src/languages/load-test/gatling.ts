import type { Span } from '../../core/span'
import { list } from '../../core/value'
import { argumentsOf, journeyAmong, targetName, targetOf, unsure, type Reading, type ScenarioReading, type TargetReading, type ThresholdReading } from './reading'
import { bracketsOf, javascript, jvm, tokensOf, type Token } from './tokens'

const fixedPercentiles: Readonly<Record<string, number>> = { percentile1: 50, percentile2: 75, percentile3: 95, percentile4: 99 }
const openSteps = /^(?:atOnceUsers|rampUsers|constantUsersPerSec|rampUsersPerSec|stressPeakUsers|heavisideUsers|incrementUsersPerSec|splitUsers)$/
const closedSteps = /^(?:constantConcurrentUsers|rampConcurrentUsers|incrementConcurrentUsers)$/
const outside = /^(?:getProperty|getenv|getInteger|getBoolean|getParameter|getEnvironmentVariable)$/

/** Reads a simulation of Gatling in Scala, Java, Kotlin or JavaScript; null where the file has none. */
export function readGatling(path: string, text: string): Reading | null {
  const tokens = tokensOf(text, /\.[jt]s$/.test(path) ? javascript : jvm), ends = bracketsOf(tokens)
  const at = tokens.findIndex(({ kind, text: word }, i) => kind === 'name' && (word === 'Simulation' && /^(?:extends|:)$/.test(tokens[i - 1]?.text ?? '') || word === 'simulation' && tokens[i + 1]?.text === '('))
  if (at < 0) return null
  const thresholds: ThresholdReading[] = [], scenarios: ScenarioReading[] = [], targets: TargetReading[] = []
  const requests: (string | null)[] = []
  let takes = false
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'name' && outside.test(token.text) || token.kind === 'name' && token.text === 'process' && tokens[i + 2]?.text === 'env' || token.kind === 'name' && token.text === 'sys' && /^(?:env|props)$/.test(tokens[i + 2]?.text ?? '')) {
      for (let j = i + 1; j < Math.min(tokens.length, i + 7); j++) if (tokens[j]!.kind !== 'sign' && targetName.test(tokens[j]!.text)) takes = true
    }
    if (token.kind === 'name' && tokens[i + 1]?.text === '(') {
      if (token.text === 'assertions') for (const [from, to] of argumentsOf(tokens, ends, i + 1)) thresholds.push(assertionOf(text, tokens, from, to))
      if (/^(?:inject|injectOpen|injectClosed)$/.test(token.text)) scenarios.push(injection(tokens, i, ends.get(i + 1) ?? tokens.length))
    }
    if (token.kind === 'name' && /^(?:get|post|put|patch|delete|head)$/.test(token.text) && tokens[i - 1]?.text === '.' && tokens[i + 1]?.text === '(') requests.push(tokens[i + 2]?.kind === 'string' && tokens[i + 3]?.text === ')' ? tokens[i + 2]!.text : null)
    if (token.kind === 'string') {
      const target = targetOf(token.text, [token.start, token.end])
      if (target && addresses(tokens, i)) targets.push(target)
    }
  }
  const start = tokens[at]!
  return { tool: 'gatling', place: [start.start, start.end], thresholds: list(thresholds), scenarios: list(scenarios, scenarios.length === 0), targets: list(targets, targets.length === 0), takesTarget: takes ? true : targets.length > 0 ? false : unsure, isJourney: journeyAmong(requests) }
}

function addresses(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= 8; i--) {
    const { kind, text } = tokens[i]!
    if (kind === 'sign' && (text === ';' || text === '{' || text === '}')) return false
    if (kind === 'name' && (targetName.test(text) || /^(?:get|post|put|patch|delete|head|connect)$/.test(text))) return true
  }
  return false
}

/** One assertion: `global().responseTime().percentile(95).lt(800)`. */
function assertionOf(text: string, tokens: readonly Token[], from: number, to: number): ThresholdReading {
  const part = tokens.slice(from, to), names = part.filter(({ kind }) => kind === 'name').map(one => one.text)
  const first = part[0], last = part.at(-1), span: Span = first ? [first.start, first.end] : [0, 0]
  const expression = first && last ? text.slice(first.start, Math.min(last.end, first.start + 200)).replace(/\s+/g, ' ') : ''
  const isTime = names.includes('responseTime'), behind = (name: RegExp): number | null => {
    const i = part.findIndex(({ kind, text: word }) => kind === 'name' && name.test(word))
    if (i < 0) return null
    const number = part[i + 1]?.text === '(' ? part[i + 2] : part[i + 1]
    return number?.kind === 'number' && part[i + 1]?.text !== '.' ? Number(number.text.replace(/[_LlfFdD]/g, '')) : null
  }
  const fixed = names.find(name => name in fixedPercentiles), percentile = fixed ? fixedPercentiles[fixed]! : names.includes('percentile') ? behind(/^percentile$/) ?? unsure : names.includes('max') ? 100 : null
  const limit = behind(/^(?:lt|lte|lessThan|between)$/)
  return {
    metric: names.slice(0, 3).join('.'), expression, span, isLatency: isTime && (percentile !== null || names.includes('mean')), isErrorRate: names.includes('failedRequests') || names.includes('successfulRequests'),
    percentile: isTime ? percentile : null, milliseconds: isTime && percentile !== null ? limit ?? unsure : null, isAverage: isTime && names.includes('mean'),
  }
}

function injection(tokens: readonly Token[], at: number, end: number): ScenarioReading {
  const token = tokens[at]!
  let hasOpen = false, hasClosed = false
  for (let i = at + 1; i < end; i++) if (tokens[i]!.kind === 'name') { hasOpen ||= openSteps.test(tokens[i]!.text); hasClosed ||= closedSteps.test(tokens[i]!.text) }
  const model = token.text === 'injectOpen' ? 'open' as const : token.text === 'injectClosed' ? 'closed' as const : hasOpen ? 'open' as const : hasClosed ? 'closed' as const : unsure
  const name = tokens[at - 2]?.kind === 'name' ? tokens[at - 2]!.text : 'scenario'
  return { name, executor: token.text, model, peak: unsure, seconds: unsure, shape: unsure, span: [token.start, token.end] }
}
