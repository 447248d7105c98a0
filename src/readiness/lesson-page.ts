import type { Rule } from '../core/rule'
import { tiers, type ItemResult, type State } from './checklist'
import type { Lesson } from './curriculum'

/** A finding of this workspace, as a lesson quotes it. */
export interface QuotedFinding {
  readonly topic: string
  readonly message: string
  /** `k8s/app.yaml:12` */
  readonly place: string
  /** The user's own line. */
  readonly line: string
  /** Where a click leads; null where nothing can be opened. */
  readonly link: string | null
}

/** What is put into a lesson when it is shown. */
export interface LessonContext {
  readonly rules: readonly Pick<Rule, 'id' | 'title' | 'topic' | 'level'>[]
  readonly items: readonly (Pick<ItemResult, 'title' | 'topic' | 'tier'> & { readonly state: State | null })[]
  readonly findings: readonly QuotedFinding[]
  /** Where the page of a rule is; null where it cannot be opened. */
  ruleLink(id: string): string | null
}

/** No more than a reader looks at. */
const shownFindings = 5, shownRules = 8

const inline = (text: string): string => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&').replace(/\s+/g, ' ')
const code = (text: string): string => {
  const line = text.trim().slice(0, 160), fence = '`'.repeat(Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length)) + 1)
  return line ? `${fence}${line.startsWith('`') || line.endsWith('`') ? ` ${line} ` : line}${fence}` : ''
}
const linked = (text: string, link: string | null): string => link ? `[${text}](${link})` : text

/** A lesson as it reads here: what Shipshape checks, the checklist, and under each section the findings of this workspace. `text` is without front matter. */
export function lessonPage(text: string, lesson: Lesson, context: LessonContext): string {
  const parts = text.split(/^(?=<a id="[\w-]+"><\/a>$)/m), quoted = new Map(lesson.anchors.map(({ id }) => [id, context.findings.filter(({ topic }) => topic === `${lesson.id}#${id}`)]))
  const pages = parts.map((part) => {
    const found = quoted.get(/^<a id="([\w-]+)">/.exec(part)?.[1] ?? '') ?? []
    return found.length ? `${part.trimEnd()}\n\n${findingsText(found)}\n\n` : part
  })
  const at = pages.findIndex((part) => part.startsWith('<a id="go-deeper">')), own = generatedSections(lesson, context)
  pages.splice(at < 0 ? pages.length : at, 0, own)
  return pages.join('')
}

function findingsText(findings: readonly QuotedFinding[]): string {
  const more = findings.length - shownFindings
  return [`**In this workspace:** ${findings.length === 1 ? 'one finding' : `${findings.length} findings`}`, '', ...findings.slice(0, shownFindings).map(({ message, place, line, link }) => `- ${linked(inline(place), link)} ${code(line)}: ${inline(message)}`), ...more > 0 ? [`- and ${more} more`] : []].join('\n')
}

const signs: { readonly [state in State]: string } = { pass: '✓ passed', fail: '✗ failed', unknown: '? unknown', waived: '◐ waived', 'not-applicable': '– not applicable' }
const tierTitles = { 'launch-blocking': 'Launch-blocking', standard: 'Standard', critical: 'Critical' } as const

function generatedSections(lesson: Lesson, { rules, items, ruleLink }: LessonContext): string {
  const lines: string[] = []
  const checked = lesson.anchors.map((anchor) => ({ anchor, rules: rules.filter(({ topic }) => topic === `${lesson.id}#${anchor.id}`) })).filter((one) => one.rules.length)
  if (checked.length) {
    lines.push('<a id="checked-here"></a>', '', '## What Shipshape checks here', '')
    for (const { anchor, rules: own } of checked) {
      const more = own.length - shownRules, first = [...own].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level)).slice(0, shownRules)
      lines.push(`- **${inline(anchor.title)}:** ${first.map(({ id, title }) => linked(inline(title), ruleLink(id))).join('; ')}${more > 0 ? `; and ${more} more` : ''}`)
    }
    lines.push('')
  }
  const own = items.filter(({ topic }) => topic.startsWith(`${lesson.id}#`))
  if (own.length) {
    lines.push('<a id="checklist"></a>', '', '## Checklist', '')
    for (const tier of tiers) {
      const listed = own.filter((item) => item.tier === tier)
      if (listed.length) lines.push(`**${tierTitles[tier]}**`, '', ...listed.map(({ title, state }) => `- ${inline(title)}${state ? ` (${signs[state]})` : ''}`), '')
    }
  }
  return lines.length ? `${lines.join('\n')}\n` : ''
}

const levels = ['essential', 'recommended', 'strict', 'all']
