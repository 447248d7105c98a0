import { createColors } from 'picocolors'
import { tiers, type Evidence, type ItemResult, type ServiceReadiness, type State, type Tier } from '../readiness/checklist'
import { plural, printable, regionsOf, type Report } from './report'
import { lineStart } from './text'

/** Checklists as judged over one workspace folder, service by service. */
export interface ReadinessReport {
  readonly version: string
  /** What was asked: the title of a topic or selection. */
  readonly title: string
  /** The day on which it was judged. */
  readonly day: string
  readonly services: readonly ServiceReadiness[]
  text: Report['text']
}

export const tierTitles: { readonly [tier in Tier]: string } = { 'launch-blocking': 'Launch-blocking', standard: 'Standard', critical: 'Critical' }
export const states: readonly State[] = ['fail', 'unknown', 'waived', 'pass', 'not-applicable']
const stateTitles: { readonly [state in State]: string } = { pass: 'pass', fail: 'FAIL', unknown: 'unknown', waived: 'waived', 'not-applicable': 'n/a' }

/** So many places of an item are shown; all are in JSON. */
export const shownPlaces = 3

/** `Launch-blocking: 5 pass, 2 fail`, a line a tier: never a percentage. */
export function tally(items: readonly ItemResult[]): readonly string[] {
  return tiers.flatMap((tier) => {
    const counted = states.flatMap((state) => { const count = items.filter((item) => item.tier === tier && item.state === state).length; return count ? [`${count} ${state.replace('-', ' ')}`] : [] })
    return counted.length ? [`${tierTitles[tier]}: ${counted.join(', ')}`] : []
  })
}

export const itemsOf = (service: ServiceReadiness): readonly ItemResult[] => service.checklists.flatMap((list) => list.items)

/** `orders: team-orders, promises 99.95 %` */
export function serviceTitle({ service, owner, availability }: ServiceReadiness): string {
  const more = [owner, availability === null ? null : `promises ${availability} %`].filter(Boolean)
  return `${service ?? 'This workspace'}${more.length ? `: ${more.join(', ')}` : ''}`
}

/** For people: checklists by tier, each item with its state, its reason and the places that prove or refute it. */
export function readinessText(report: ReadinessReport, options: { readonly color: boolean; shown(path: string): string } = { color: false, shown: (path) => path }): string {
  const colors = createColors(options.color), region = regionsOf(report)
  const paint: { readonly [state in State]: (text: string) => string } = { pass: colors.green, fail: colors.red, unknown: colors.yellow, waived: colors.blue, 'not-applicable': colors.dim }
  const place = ({ path, span, text }: Evidence): string => { const { line, column } = region(path, span); return `            ${lineStart(options.shown(path))}:${line}:${column} ${printable(text).replace(/\s+/g, ' ').slice(0, 120)}` }
  const lines: string[] = []
  for (const service of report.services) {
    if (report.services.length > 1 || service.service !== null) lines.push(colors.bold(colors.underline(printable(serviceTitle(service)))), '')
    for (const { title, checklist, items } of service.checklists) {
      if (!items.length) continue
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
    lines.push(...tally(itemsOf(service)), '')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/** For a document or a comment: a table a checklist. */
export function readinessMarkdown(report: ReadinessReport): string {
  const region = regionsOf(report)
  const cell = (text: string): string => printable(text).replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/\s+/g, ' ')
  const place = ({ path, span }: Evidence): string => `\`${printable(path).replace(/[`|]/g, "'")}:${region(path, span).line}\``
  const lines = ['## Production readiness']
  for (const service of report.services) {
    if (report.services.length > 1 || service.service !== null) lines.push('', `### ${cell(serviceTitle(service))}`)
    lines.push('', ...tally(itemsOf(service)).map((line) => `- ${line}`))
    for (const { title, items } of service.checklists) {
      if (!items.length) continue
      lines.push('', `#### ${title}`, '', '| Tier | Item | State | Where and why |', '|---|---|---|---|')
      for (const tier of tiers) for (const item of items.filter((one) => one.tier === tier)) {
        const more = item.evidence.length - shownPlaces
        lines.push(`| ${tierTitles[tier]} | ${cell(item.title)} | ${stateTitles[item.state]} | ${[...item.reason ? [cell(item.reason)] : [], ...item.evidence.slice(0, shownPlaces).map(place), ...more > 0 ? [`${more} more`] : []].join(', ')} |`)
      }
    }
  }
  return lines.join('\n') + '\n'
}

/** Everything, for programs. */
export function readinessJson(report: ReadinessReport): string {
  const region = regionsOf(report)
  const services = report.services.map((service) => ({ ...service, checklists: service.checklists.map((list) => ({ ...list, items: list.items.map((item) => ({ ...item, evidence: item.evidence.map((one) => ({ ...one, ...region(one.path, one.span) })) })) })) }))
  return JSON.stringify({ tool: { name: 'shipshape', version: report.version }, title: report.title, day: report.day, services }, null, 2) + '\n'
}
