import { severities, type Finding, type Related } from './finding'

/** One squiggle: a finding and those folded into it. Folding is presentation; every finding stays its own for suppression, baseline and reports. */
export interface Squiggle {
  readonly main: Finding
  /** Folded into the main one: others of its group on the same fact, or the same rule on siblings. */
  readonly also: readonly Finding[]
  readonly message: string
  readonly related: readonly Related[]
}

/** So many findings of one rule about something missing make one squiggle. */
const siblings = 3

const rank = (finding: Finding): number => severities.indexOf(finding.severity)

/** Folds the findings of one file: those of one group on one fact, then of facts that have one origin, then one rule over siblings where something is missing. */
export function fold(findings: readonly Finding[]): readonly Squiggle[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = finding.group === null ? `${groups.size}` : `${finding.group}\n${finding.subject}`
    const known = groups.get(key)
    if (known) known.push(finding)
    else groups.set(key, [finding])
  }
  const places = new Map<string, Finding[][]>()
  for (const group of groups.values()) {
    const key = group.map(({ rule, span }) => `${rule} ${span.join()}`).sort().join(' '), known = places.get(key)
    if (known) known.push(group)
    else places.set(key, [group])
  }
  const byRules = new Map<string, Finding[][]>(), squiggles: Squiggle[] = []
  for (const alike of places.values()) {
    const [group] = alike as [Finding[]]
    if (alike.length > 1) { squiggles.push(squiggle(alike.flat(), alike.length, 'here')); continue }
    const key = group.every((finding) => finding.missing) ? group.map((finding) => finding.rule).sort().join(' ') : `${byRules.size}`
    const known = byRules.get(key)
    if (known) known.push(group)
    else byRules.set(key, [group])
  }
  for (const alike of byRules.values()) {
    if (alike.length < siblings) squiggles.push(...alike.map((group) => squiggle(group, 1, 'here')))
    else squiggles.push(squiggle(alike.flat(), alike.length, 'in this file'))
  }
  return squiggles.sort((a, b) => a.main.span[0] - b.main.span[0])
}

function squiggle(findings: readonly Finding[], count: number, where: string): Squiggle {
  const main = findings.reduce((best, finding) => rank(finding) < rank(best) ? finding : best)
  const also = findings.filter((finding) => finding !== main)
  const rules = new Set(also.filter((finding) => finding.rule !== main.rule).map((finding) => finding.rule))
  const extras = [...rules].map((rule) => also.find((finding) => finding.rule === rule)!)
  const lines = [count > 1 ? `${main.message} ${count - 1} more ${where}.` : main.message, ...extras.map((finding) => finding.message)]
  const others: Related[] = also.filter((finding) => finding.rule === main.rule || finding.span[0] !== main.span[0]).map((finding) => ({ path: finding.path, span: finding.span, message: finding.message }))
  return { main, also, message: lines.join('\n'), related: [...main.related, ...extras.flatMap((finding) => finding.related), ...others] }
}
