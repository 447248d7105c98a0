import { createColors } from 'picocolors'
import { tiers, type ChecklistResult, type Evidence, type ItemResult, type State, type Tier } from '../readiness/checklist'
import { plural, printable, regionsOf, type Report } from './report'
import { lineStart } from './text'

/** Checklists as judged over one workspace folder. */
export interface ReadinessReport {
  readonly version: string
  readonly checklists: readonly ChecklistResult[]
  text: Report['text']
}

export const tierTitles: { readonly [tier in Tier]: string } = { 'launch-blocking': 'Launch-blocking', standard: 'Standard', critical: 'Critical' }
const states: readonly State[] = ['pass', 'fail', 'unknown', 'waived', 'not-applicable']
const stateTitles: { readonly [state in State]: string } = { pass: 'pass', fail: 'FAIL', unknown: 'unknown', waived: 'waived', 'not-applicable': 'n/a' }

/** So many places of an item are shown; all are in JSON. */
const shownPlaces = 3

/** `Launch-blocking: 5 pass, 2 fail`, a line a tier: never a percentage. */
function tally(items: readonly ItemResult[]): readonly string[] {
  return tiers.flatMap((tier) => {
    const counted = states.flatMap((state) => { const count = items.filter((item) => item.tier === tier && item.state === state).length; return count ? [`${count} ${state.replace('-', ' ')}`] : [] })
    return counted.length ? [`${tierTitles[tier]}: ${counted.join(', ')}`] : []
  })
}

/** For people: checklists by tier, each item with its state, its reason and the places that prove or refute it. */
export function readinessText(report: ReadinessReport, options: { readonly color: boolean; shown(path: string): string } = { color: false, shown: (path) => path }): string {
  const colors = createColors(options.color), region = regionsOf(report)
  const paint: { readonly [state in State]: (text: string) => string } = { pass: colors.green, fail: colors.red, unknown: colors.yellow, waived: colors.blue, 'not-applicable': colors.dim }
  const place = ({ path, span, text }: Evidence): string => { const { line, column } = region(path, span); return `            ${lineStart(options.shown(path))}:${line}:${column} ${printable(text).replace(/\s+/g, ' ').slice(0, 120)}` }
  const lines: string[] = []
  for (const { title, checklist, items } of report.checklists) {
    lines.push(colors.bold(`${title} (${checklist})`))
    for (const tier of tiers) {
      const own = items.filter((item) => item.tier === tier)
      if (own.length) lines.push(`  ${tierTitles[tier]}`)
      for (const item of own) {
        lines.push(`    ${paint[item.state](stateTitles[item.state].padEnd(7))} ${item.title} ${colors.dim(item.id)}`)
        if (item.reason) lines.push(`            ${printable(item.reason)}`)
        lines.push(...item.evidence.slice(0, shownPlaces).map(place))
        if (item.evidence.length > shownPlaces) lines.push(`            and ${plural(item.evidence.length - shownPlaces, 'more place')}`)
      }
    }
    lines.push('')
  }
  return [...lines, ...tally(report.checklists.flatMap((list) => list.items))].join('\n') + '\n'
}

/** For a document or a comment: a table a checklist. */
export function readinessMarkdown(report: ReadinessReport): string {
  const region = regionsOf(report)
  const cell = (text: string): string => printable(text).replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/\s+/g, ' ')
  const place = ({ path, span }: Evidence): string => `\`${printable(path).replace(/[`|]/g, "'")}:${region(path, span).line}\``
  const lines = ['## Production readiness', '', ...tally(report.checklists.flatMap((list) => list.items)).map((line) => `- ${line}`)]
  for (const { title, items } of report.checklists) {
    lines.push('', `### ${title}`, '', '| Tier | Item | State | Where and why |', '|---|---|---|---|')
    for (const tier of tiers) for (const item of items.filter((one) => one.tier === tier)) {
      const more = item.evidence.length - shownPlaces
      lines.push(`| ${tierTitles[tier]} | ${cell(item.title)} | ${stateTitles[item.state]} | ${[...item.reason ? [cell(item.reason)] : [], ...item.evidence.slice(0, shownPlaces).map(place), ...more > 0 ? [`${more} more`] : []].join(', ')} |`)
    }
  }
  return lines.join('\n') + '\n'
}

/** Everything, for programs. */
export function readinessJson(report: ReadinessReport): string {
  const region = regionsOf(report)
  const checklists = report.checklists.map((list) => ({ ...list, items: list.items.map((item) => ({ ...item, evidence: item.evidence.map((one) => ({ ...one, ...region(one.path, one.span) })) })) }))
  return JSON.stringify({ tool: { name: 'shipshape', version: report.version }, checklists }, null, 2) + '\n'
}
