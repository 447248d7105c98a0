import { createColors } from 'picocolors'
import { isUntold, tiers, type ChecklistResult, type Evidence, type ItemResult, type ServiceReadiness, type State, type Tier } from '../readiness/checklist'
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

/** So many places of an item that fails are shown, one of others; all are in JSON. */
export const shownPlaces = 3

/** `Launch-blocking: 5 pass, 2 fail`, a line a tier: never a percentage. */
export const tally = (items: readonly ItemResult[]): readonly string[] => tiers.flatMap((tier) => {
  const own = items.filter((item) => item.tier === tier)
  return own.length ? [`${tierTitles[tier]}: ${stateCounts(own)}`] : []
})

/** `5 pass, 2 fail` */
const stateCounts = (items: readonly ItemResult[]): string => states.flatMap((state) => { const count = items.filter((item) => item.state === state).length; return count ? [`${count} ${state.replace('-', ' ')}`] : [] }).join(', ')

export const itemsOf = (service: ServiceReadiness): readonly ItemResult[] => service.checklists.flatMap((list) => list.items)

/** `orders: team-orders, promises 99.95 %` */
export function serviceTitle({ service, owner, availability }: ServiceReadiness): string {
  const more = [owner, availability === null ? null : `promises ${availability} %`].filter(Boolean)
  return `${service ?? 'This workspace'}${more.length ? `: ${more.join(', ')}` : ''}`
}

/** One part of a report: what is the same for all services, or what is a service's own. */
export interface Section {
  readonly title: string
  /** What all parts of this service's answers come to; null for the part that several share. */
  readonly service: ServiceReadiness | null
  readonly checklists: readonly ChecklistResult[]
}

/** A report as people read it: what comes out alike for every service that is asked is said once and first. */
export function sectionsOf({ services }: ReadinessReport): readonly Section[] {
  const answers = new Map<string, { readonly item: ItemResult; readonly key: string; asked: number; alike: number }>()
  for (const item of services.flatMap(itemsOf)) {
    const key = JSON.stringify(item), known = answers.get(item.id)
    if (!known) answers.set(item.id, { item, key, asked: 1, alike: 1 })
    else { known.asked++; if (known.key === key) known.alike++ }
  }
  const isShared = ({ id }: ItemResult): boolean => { const { asked, alike } = answers.get(id)!; return asked > 1 && asked === alike }
  const kept = (lists: readonly ChecklistResult[], keep: (item: ItemResult) => boolean): readonly ChecklistResult[] => lists.map((list) => ({ ...list, items: list.items.filter(keep) })).filter((list) => list.items.length)
  const widest = services.reduce<ServiceReadiness | null>((most, service) => most && itemsOf(most).length >= itemsOf(service).length ? most : service, null)
  const shared = widest ? kept(widest.checklists, isShared) : []
  return [
    ...shared.length ? [{ title: `All ${plural(services.length, 'service')}`, service: null, checklists: shared }] : [],
    ...services.map((service): Section => ({ title: serviceTitle(service), service, checklists: kept(service.checklists, (item) => !isShared(item)) })),
  ]
}

/** For people: checklists by tier. What fails has its reason and places; of the rest, the first place tells. */
export function readinessText(report: ReadinessReport, options: { readonly color: boolean; shown(path: string): string } = { color: false, shown: (path) => path }): string {
  const colors = createColors(options.color), region = regionsOf(report)
  const paint: { readonly [state in State]: (text: string) => string } = { pass: colors.green, fail: colors.red, unknown: colors.yellow, waived: colors.blue, 'not-applicable': colors.dim }
  const place = ({ path, span, text }: Evidence): string => { const { line, column } = region(path, span); return `            ${lineStart(options.shown(path))}:${line}:${column} ${printable(text).replace(/\s+/g, ' ').slice(0, 120)}` }
  const lines: string[] = [], several = report.services.length > 1
  for (const { title, service, checklists } of sectionsOf(report)) {
    if (several || service?.service !== null) lines.push(colors.bold(colors.underline(printable(title))), '')
    for (const { title, checklist, items } of checklists) {
      lines.push(colors.bold(`${title} (${checklist})`))
      for (const tier of tiers) {
        const own = items.filter((item) => item.tier === tier)
        if (own.length) lines.push(`  ${tierTitles[tier]}`)
        for (const item of own) {
          lines.push(`    ${paint[item.state](stateTitles[item.state].padEnd(7))} ${item.title} ${colors.dim(item.id)}`)
          if (item.reason && !isUntold(item)) lines.push(`            ${printable(item.reason)}`)
          const shown = item.state === 'fail' ? shownPlaces : 1
          lines.push(...item.evidence.slice(0, shown).map(place))
          if (item.evidence.length > shown) lines.push(`            and ${plural(item.evidence.length - shown, 'more place')}`)
        }
      }
      lines.push('')
    }
  }
  for (const service of report.services) {
    if (several) lines.push(colors.bold(printable(serviceTitle(service))))
    lines.push(...tally(itemsOf(service)), '')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/** For a document or a comment: how each service stands, what fails, and folded what does not. */
export function readinessMarkdown(report: ReadinessReport): string {
  const region = regionsOf(report), several = report.services.length > 1
  const cell = (text: string): string => printable(text).replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/\s+/g, ' ')
  const place = ({ path, span }: Evidence): string => `\`${printable(path).replace(/[`|]/g, "'")}:${region(path, span).line}\``
  const row = (item: ItemResult): string => {
    const places = [...new Set(item.evidence.map(place))], shown = item.state === 'fail' ? shownPlaces : 1, more = places.length - shown
    const why = item.reason ?? (item.state === 'fail' && item.evidence[0]?.text.endsWith('.') ? item.evidence[0].text : null)
    return `| ${tierTitles[item.tier]} | ${cell(item.title)} | ${stateTitles[item.state]} | ${[why ? cell(why) + (places.length && !/[.!?]$/.test(why) ? ',' : '') : '', [...places.slice(0, shown), ...more > 0 ? [`${more} more`] : []].join(', ')].filter(Boolean).join(' ')} |`
  }
  const table = (items: readonly ItemResult[]): readonly string[] => ['| Tier | Item | State | Where and why |', '|---|---|---|---|', ...tiers.flatMap((tier) => items.filter((item) => item.tier === tier).map(row))]
  const lines = [`## ${cell(report.title)}`, '']
  for (const service of report.services) lines.push(...several || service.service !== null ? [`**${cell(serviceTitle(service))}**`, ''] : [], ...tally(itemsOf(service)).map((line) => `- ${line}`), '')
  for (const { title, service, checklists } of sectionsOf(report)) {
    if (!checklists.length) continue
    if (several || service?.service !== null) lines.push(`### ${cell(title)}`, '')
    const failed = checklists.flatMap(({ items }) => items.filter(({ state }) => state === 'fail'))
    if (failed.length) lines.push(...table(failed), '')
    for (const { title, items } of checklists) {
      const told = items.filter((item) => item.state !== 'fail' && !isUntold(item)), open = items.filter(isUntold)
      if (told.length || open.length) lines.push(`<details><summary>${cell(title)}: ${stateCounts(items)}</summary>`, '', ...told.length ? [...table(told), ''] : [], ...open.length ? ['Nothing in this workspace tells of these:', '', ...open.map((item) => `- ${cell(item.title)} (${tierTitles[item.tier].toLowerCase()})`), ''] : [], '</details>', '')
    }
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/** Everything, for programs. */
export function readinessJson(report: ReadinessReport): string {
  const region = regionsOf(report)
  const services = report.services.map((service) => ({ ...service, checklists: service.checklists.map((list) => ({ ...list, items: list.items.map((item) => ({ ...item, evidence: item.evidence.map((one) => ({ ...one, ...region(one.path, one.span) })) })) })) }))
  return JSON.stringify({ tool: { name: 'shipshape', version: report.version }, title: report.title, day: report.day, services }, null, 2) + '\n'
}
