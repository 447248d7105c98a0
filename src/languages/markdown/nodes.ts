import { clock, daysBetween } from '../../core/clock'
import type { Document } from '../../core/document'
import type { Environment } from '../../core/language'
import { nearest } from '../../core/nearest'
import type { Span } from '../../core/span'
import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import { alertNamed } from '../prometheus/exports'
import { dataParser, type Data } from '../text/data'
import { firstToken, TextFact } from '../text/fact'
import { backups } from '../terraform/exports'
import { existenceOf, type Existence } from './exists'
import { markdownPage, type MarkdownPageSummary } from './exports'
import type * as facts from './facts'
import { failoverIn } from './failover'
import { duration, isCadence, isCall, isEscalation, partsOf, signsOf, wantedParts } from './parts'
import { pageParser, plain, type Blocks, type FenceBlock, type HeadingBlock, type ItemBlock, type LinkBlock, type Piece, type TableBlock } from './reader'
import { isIssueForm, isTemplatePath, type Role } from './role'
import { madeIn, ownWords, targetsOf, type Named } from './targets'
import { dayIn, daysIn, secondsIn } from './time'
import { commandsIn, isCommand, isShell, withVariables, type Line } from './words'

/** What somebody did with a page who read it. */
const reviewed = '(?:(?:date of )?(?:the )?(?:last|latest)[-_ ]?)?(?:reviewed|read|review|verified|checked|tested|drilled|drill|rehearsed|rehearsal|exercised|practi[sc]ed|validated|proven|updated|revised)'

/** What a page may say of itself, by the keys of front matter and the words before a colon. */
const fields = {
  owner: /^(?:(?:page |runbook |service |document )?owners?(?: team)?|owned[-_ ]by|(?:owning[-_ ]|responsible[-_ ])?team|maintainers?|maintained[-_ ]by|responsible|belongs to)$/i,
  service: /^(?:(?:affected )?services?|systems?|components?|applies to|scope)$/i,
  severity: /^(?:(?:default |usual |incident )?severity(?: level)?|sev|priority)$/i,
  lastReviewed: new RegExp(String.raw`^(?:${reviewed}(?:(?:,| and| &)? ${reviewed})*[-_ ]?(?:on|at|by|date)?|review[-_ ]?(?:ed)?[-_ ]?date|lastReviewed)$`, 'i'),
} as const
type Field = keyof typeof fields

/** The same in a sentence. */
const sentences: { readonly [field in Field]?: RegExp } = {
  owner: /\b(?:[Oo]wned by|[Mm]aintained by|[Bb]elongs to|[Oo]wner is|[Oo]wners are)\b:?[ \t]+([^\s.,;\n][^.,;\n]{1,60})/,
  lastReviewed: new RegExp(String.raw`\b(?:[Ll]ast|was|been)[ \t]+${reviewed}\b[^.\n]{0,60}?((?:\d{4}-\d\d-\d\d)|(?:\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4})|(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}))`),
}

interface Written { readonly value: string; readonly span: Span }

/** Blocks that stand in a stretch of the text. */
function within<T extends { readonly span: Span }>(blocks: readonly T[], start: number, end: number): readonly T[] {
  let low = 0, high = blocks.length
  while (low < high) { const middle = (low + high) >> 1; if (blocks[middle]!.span[0] < start) low = middle + 1; else high = middle }
  let last = low
  while (last < blocks.length && blocks[last]!.span[0] < end) last++
  return blocks.slice(low, last)
}

const emptyBlocks: Omit<Blocks, 'text'> = { front: null, headings: [], fences: [], tables: [], items: [], links: [], sayings: [], slugs: [] }

/** The headings of a form for issues are the labels of its fields. */
function formBlocks(document: Document): Blocks {
  const data = document.tree(dataParser), headings: HeadingBlock[] = []
  for (const field of data.at('body')?.items ?? []) {
    const label = field.at('attributes', 'label') ?? field.at('attributes', 'value')
    if (label?.text) headings.push({ level: 2, text: plain(label.text.split('\n')[0]!.replace(/^#+ */, '')), slug: '', span: label.span, start: label.span[0], end: label.span[1] })
  }
  return { ...emptyBlocks, text: document.text, headings }
}

export class PageNode extends TextFact implements facts.Page {
  readonly kind = 'markdown.Page'
  readonly isTemplate: boolean

  constructor(readonly document: Document, readonly role: Role, readonly environment: Environment) {
    super(document.path, firstToken(document.text))
    this.isTemplate = isTemplatePath(document.path) || role === 'change-template'
  }

  get blocks(): Blocks { return this.once('blocks', () => isIssueForm(this.path) ? formBlocks(this.document) : this.document.tree(pageParser)) }
  get subject(): string { return this.title ?? this.path.slice(this.path.lastIndexOf('/') + 1) }
  override locate(path: string): ReturnType<TextFact['locate']> {
    const { headings } = this.blocks, title = headings.find(one => one.level === 1) ?? headings[0]
    const written = path in fields ? this.written(path as Field) : path === 'reviewedDaysAgo' ? this.written('lastReviewed') : null
    if (written) return { path: this.path, span: written.span, missing: false }
    return { path: this.path, span: title && title.text !== '' ? title.span : this.at, missing: path !== '' && path !== 'title' }
  }

  /** The front matter; null where there is none. */
  get front(): Data | null {
    return this.once<Data | false>('front', () => {
      const { text, front } = this.blocks
      // Blanks in front keep the places of the file.
      return front === null ? false : dataParser.parse(text.slice(0, front[0]).replace(/[^\n]/g, ' ') + text.slice(...front))
    }) || null
  }

  /** A field of the front matter, else a line or a row near the beginning of the text. */
  private written(field: Field): Written | null {
    return this.once<Written | false>(`written ${field}`, () => {
      for (const [key, data] of this.front?.entries ?? []) if (fields[field].test(key)) { const value = data.texts.join(', '); return value.trim() === '' ? false : { value, span: data.span } }
      const { text, tables, front } = this.blocks
      for (const { header, rows } of tables.slice(0, 3)) {
        for (const row of [header, ...rows]) if (row.length === 2 && row[1]!.text !== '' && fields[field].test(plain(row[0]!.text).replace(/:$/, ''))) return { value: plain(row[1]!.text), span: row[1]!.span }
        const cell = rows.length === 1 ? rows[0]![header.findIndex(head => fields[field].test(plain(head.text)))] : undefined
        if (cell && cell.text !== '') return { value: plain(cell.text), span: cell.span }
      }
      const from = front ? front[1] : 0
      for (const match of text.slice(from, from + 4000).matchAll(/(?:^[ \t>*_-]*|[ \t][|·•;,/—–-][ \t]*[*_]{0,3}|[·•|;,][ \t]+[*_]{0,3}|\.[ \t]+[*_]{0,3})([A-Za-z][A-Za-z -]{1,30}?)[*_]*:[*_]*[ \t]+((?:(?![.,][ \t]+[*_]{0,3}[A-Za-z][\w -]{1,30}:)[^\r\n|·•;])+)/gm)) {
        const value = plain(match[2]!), left = from + match.index + match[0].length - match[2]!.length
        if (value !== '' && fields[field].test(match[1]!.trim())) return { value, span: [left, left + match[2]!.trimEnd().length] }
      }
      const sentence = sentences[field]?.exec(text.slice(from, from + 4000)) ?? (field === 'lastReviewed' ? sentences[field]!.exec(text.slice(-1500)) : null), value = sentence && plain(sentence[1]!)
      if (value) { const left = text.indexOf(sentence[0], from) + sentence[0].lastIndexOf(sentence[1]!); return { value, span: [left, left + sentence[1]!.length] } }
      return false
    }) || null
  }

  get title(): string | null {
    const own = this.front?.at('title')?.text ?? (isIssueForm(this.path) ? this.document.tree(dataParser).at('name')?.text : null)
    return own ?? this.blocks.headings.find(one => one.level === 1)?.text ?? null
  }
  get owner(): string | null { return this.written('owner')?.value ?? null }
  get service(): string | null { return this.written('service')?.value ?? null }
  get severity(): string | null { return this.written('severity')?.value.split(/\.\s/)[0] ?? null }
  get lastReviewed(): string | null { 
    const written = this.written('lastReviewed')
    for (const { day, at } of daysIn(written?.value ?? '')) if (!/\b(?:next|due|until|again)\b[^,;.|]*$/i.test(written!.value.slice(0, at))) return day
    return null
  }
  get reviewedDaysAgo(): number | null { const day = this.lastReviewed; return day === null ? null : daysBetween(day, clock.today()) }
  get lastRecord(): string | null {
    const today = clock.today()
    return this.once<string | false>(`lastRecord ${today}`, () => {
      const { text, front, fences } = this.blocks
      const named = (this.front?.entries ?? []).filter(([key]) => !fields.lastReviewed.test(key)).map(([, data]) => dayIn(data.text ?? ''))
      const skipped = fences.flatMap(({ lines }): Span[] => lines.length > 0 ? [[lines[0]!.span[0], lines.at(-1)!.span[1]]] : [])
      const review = this.written('lastReviewed')?.span
      for (const { day, at } of daysIn(text.slice(front ? front[1] : 0))) {
        const place = at + (front ? front[1] : 0)
        if (!(review && place >= review[0] && place < review[1]) && !skipped.some(([start, end]) => start <= place && place < end)) named.push(day)
      }
      return named.filter((day): day is string => day !== null && day <= today).sort().at(-1) ?? false
    }) || null
  }
  get recordedDaysAgo(): number | null { const day = this.lastRecord; return day === null ? null : daysBetween(day, clock.today()) }
  get text(): string { const { text, front } = this.blocks; return front ? text.slice(front[1]) : text }

  get sections(): List<SectionNode> { return this.once('sections', () => list(this.blocks.headings.map(block => new SectionNode(this, block)))) }
  /** What labels name, as sections below those of headings. */
  private get labels(): readonly HeadingBlock[] {
    return this.once('labels', () => {
      const { sayings, text } = this.blocks, found: HeadingBlock[] = []
      for (const [i, { form, label, indent, start, span }] of sayings.entries()) {
        if (label === '' || form !== 'text' && form !== 'point') continue
        let j = i + 1
        for (; j < sayings.length; j++) {
          const next = sayings[j]!
          if (next.form === 'heading' || form === 'text' && next.form === 'text' && next.label !== '' && next.indent <= indent || form === 'point' && next.form !== 'row' && next.indent <= indent) break
        }
        found.push({ level: form === 'text' ? 7 : 8, text: label, slug: '', span, start, end: sayings[j]?.start ?? text.length })
      }
      return found
    })
  }
  get stretches(): List<SectionNode> { return this.once('stretches', () => list([...this.sections, ...this.labels.map(block => new SectionNode(this, block))])) }
  /** What stretches of the text are about, the title aside. */
  private get zones(): readonly { readonly start: number; readonly end: number; readonly level: number; readonly heading: string; readonly parts: readonly string[] }[] {
    return this.once('zones', () => {
      const { headings } = this.blocks, title = headings[0]?.level === 1 ? headings[0] : null
      return [...headings, ...this.labels].filter(block => block !== title).map(({ start, end, level, text }) => ({ start, end, level, heading: text, parts: partsOf(text, this.role) })).filter(({ parts }) => parts.length > 0).sort((a, b) => a.start - b.start)
    })
  }
  get statements(): List<facts.Statement> {
    return this.once('statements', () => {
      const found: facts.Statement[] = [], { zones } = this
      let open: (typeof zones)[number][] = [], next = 0
      for (const { text, form, start } of this.blocks.sayings) {
        while (next < zones.length && zones[next]!.start <= start) open.push(zones[next++]!)
        open = open.filter(({ end }) => end > start)
        const parts = list(new Set(open.flatMap(one => one.parts)))
        for (const sentence of form === 'row' || form === 'heading' ? [plain(text)] : plain(text).split(/(?<=[.!?;])\s+|\s[—–]\s/)) if (sentence !== '') found.push({ text: sentence, isRow: form === 'row', parts })
      }
      return list(found)
    })
  }
  /** Does a place stand under a heading or a label that is about one of these? */
  private isUnder(place: number, parts: readonly string[], isAside = false): boolean {
    const spans = this.once(`under ${parts.join()} ${isAside}`, () => {
      const found: [number, number][] = []
      for (const { start, end, level, heading, parts: own } of this.zones) {
        if (!own.some(part => parts.includes(part)) || isAside && (level === 8 || own.includes('steps') && /\band\b|[&/,+]/.test(heading))) continue
        const last = found.at(-1)
        if (last && start <= last[1]) last[1] = Math.max(last[1], end)
        else found.push([start, end])
      }
      return found
    })
    let low = 0, high = spans.length
    while (low < high) { const middle = (low + high) >> 1; if (spans[middle]![1] <= place) low = middle + 1; else high = middle }
    return low < spans.length && spans[low]![0] <= place
  }
  /** The same, labels of points aside; what is about the steps too counts as steps. */
  private isAside(place: number, parts: readonly string[]): boolean { return this.isUnder(place, parts, true) }
  get parts(): List<string> { return this.once('parts', () => list(new Set([...this.blocks.headings, ...this.labels].flatMap(({ text }) => partsOf(text, this.role))))) }
  get tells(): List<string> {
    return this.once('tells', () => {
      const found = new Set([...this.parts, ...this.statements.flatMap(({ text }) => signsOf(text, this.role))])
      if (this.dashboards.length > 0 || this.alerts.length > 0) found.add('detection')
      if (this.steps.length >= 3) found.add('steps')
      if (this.hasCadence) found.add('communication')
      if (this.hasEscalation) found.add('escalation')
      return list(found)
    })
  }
  get hasCadence(): boolean { return this.once('hasCadence', () => [this.statements.some(({ text, parts }) => isCadence(text, parts.includes('communication')))])[0]! }
  get failover(): facts.Failover { return this.once('failover', () => failoverIn(this.statements, this.script, this.text)) }
  get hasEscalation(): boolean {
    return this.once('hasEscalation', () => {
      const isTimed = (text: string): boolean => duration.test(text) || /\b(?:at once|immediately|right away|now)\b/i.test(text)
      const timed = this.blocks.tables.map(({ header, rows, span }) => ({
        header, span, rows: rows.map(row => ({ text: row.map(cell => cell.text).join(' '), isTimed: row.some((cell, i) => isTimed(cell.text) || /^\D{0,4}\d+\D{0,2}$/.test(cell.text) && /\bmin(?:utes?)?\b/i.test(header[i]?.text ?? '')) })),
      })).filter(({ rows }) => rows.length > 0)
      const isOnCalls = ({ header, span }: typeof timed[number]): boolean => this.isUnder(span[0], ['escalation']) || header.some(cell => /\b(?:who|whom|contact|call|page|escalat\w*|phone|person|people|name|role|level|on-?call)\b/i.test(cell.text)) && header.some(cell => /\b(?:after|when|time|minutes?|min)\b/i.test(cell.text))
      return [timed.some(table => isOnCalls(table) ? table.rows.every(row => row.isTimed) : table.rows.some(row => row.isTimed && isCall(row.text))) || this.statements.some(({ text, isRow, parts }) => !isRow && isEscalation(text, parts.includes('escalation')))]
    })[0]!
  }
  get steps(): List<string> {
    return this.once('steps', () => {
      const { items, headings, sayings, tables, fences } = this.blocks, isOn = (place: number): boolean => !this.isAside(place, ['rollback', 'afterwards', 'escalation'])
      const number = /^(?:step|phase|stage)?\s*(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?:[.):/]|\s*[–—-]\s|\s+\S|$)/i
      const shown = items.filter(item => isOn(item.span[0])), texts = sayings.filter(({ form, start }) => (form === 'text' || form === 'point') && isOn(start))
      const kinds: readonly (readonly string[])[] = [
        shown.filter(item => item.isOrdered && !item.isInner).map(item => item.text), shown.filter(item => item.isOrdered && item.isInner).map(item => item.text), shown.filter(item => item.isDone !== null).map(item => item.text),
        headings.filter(({ text, span }) => number.test(text) && isOn(span[0])).map(({ text }) => text),
        texts.filter(({ text, start }) => /^(?:\*\*|__|<)/.test(text) && this.isUnder(start, ['steps'])).map(({ label }) => label).filter(label => label !== ''),
        texts.filter(({ text, form }) => form === 'text' && (number.test(plain(text)) || /^(?:first|second|third|then|next|now|after that|finally|lastly)\b/i.test(plain(text)))).map(({ text }) => text),
        ...tables.filter(({ span }) => isOn(span[0])).map(({ rows }) => rows.filter(row => /^(?:step )?\d{1,2}[.)]?$/i.test(plain(row[0]?.text ?? ''))).map(row => row.map(cell => cell.text).join(' '))),
        fences.filter(({ span }) => isOn(span[0])).flatMap(({ lines }) => lines.filter(({ text }) => /^\s*#+ ?(?:step ?)?\d{1,2}[.):]? /i.test(text)).map(({ text }) => text)),
        ...headings.filter(({ text, level }, i) => (i > 0 || level > 1) && partsOf(text, this.role).includes('steps')).map(outer => within(headings, outer.start + 1, outer.end).filter(({ level, start }) => level === outer.level + 1 && isOn(start)).map(({ text }) => text)),
      ]
      return list(kinds.reduce((most, one) => one.length > most.length ? one : most).map(plain))
    })
  }
  get instructions(): List<string> {
    return this.once('instructions', () => {
      const aside = ['rollback', 'afterwards', 'escalation', 'communication', 'verification'], lines = new Set<number>(), { text } = this.document
      const found = this.commands.filter(({ start, name }) => {
        const line = text.lastIndexOf('\n', start)
        if (!isCommand(name) || lines.has(line) && text[start - 1] !== '`' || this.isAside(start, aside)) return false
        lines.add(line)
        return true
      }).map(command => ({ at: command.start, text: command.text }))
      for (const { language, lines, span } of this.blocks.fences) if (/sql/.test(language) && lines.some(line => line.text.trim() !== '') && !this.isAside(span[0], aside)) found.push({ at: span[0], text: lines.map(line => line.text).join('\n') })
      return list(found.sort((a, b) => a.at - b.at).map(one => one.text))
    })
  }
  /** Code that stands in a line of text. */
  private get inlines(): readonly Piece[] {
    return this.once('inlines', () => {
      const { text, fences, front } = this.blocks, found: Piece[] = []
      let at = front ? front[1] : 0
      const scan = (end: number): void => { for (const match of text.slice(at, end).matchAll(/`([^`\n]+)`/g)) found.push({ text: match[1]!, span: [at + match.index + 1, at + match.index + 1 + match[1]!.length] }) }
      for (const { span, lines } of fences) { scan(span[0]); at = lines.at(-1)?.span[1] ?? span[1] }
      scan(text.length)
      return found
    })
  }
  get script(): string { return this.once('script', () => [...this.blocks.fences.flatMap(({ lines }) => lines), ...this.inlines].sort((a, b) => a.span[0] - b.span[0]).map(({ text }) => text).join('\n')) }
  get alerts(): List<string> { return this.once('alerts', () => alertsIn(this.document.text, this.environment)) }
  get dashboards(): List<string> {
    return this.once('dashboards', () => {
      const { text, headings } = this.blocks, found = new Set<string>()
      let at = 0, heading = 0
      for (const line of text.split('\n')) {
        while (heading < headings.length && headings[heading]!.start <= at) heading++
        at += line.length + 1
        if (line.length > 4000) continue
        const isAbout = /dash-?boards?\b/i.test(line.replace(/https?:\/\/\S+/g, '')) || heading > 0 && /dash-?board/i.test(headings[heading - 1]!.text)
        for (const { 0: address, index } of line.matchAll(/https?:\/\/[^\s<>)\]"'`|]+/g)) if (isAbout && !/\b(?:curl|wget)\b/.test(line.slice(0, index)) || /\/d(?:-solo)?\/|\/goto\/|dashboards?[/:#=?]|\/dash\//i.test(address)) found.add(address)
        for (const [, address] of line.matchAll(/(?:^|[\s(|"'`<:])((?:[\w-]+\.)+[a-z]+\/d\/[\w-]+|[\w./-]*\bdashboards?\/[\w./-]+|\/d\/[\w-]+)/gi)) found.add(address!)
      }
      return list(found)
    })
  }
  get missingParts(): List<string> { return list(wantedParts(this.role).filter(part => !this.parts.includes(part))) }
  get tables(): List<facts.Table> { return this.once('tables', () => list(this.blocks.tables.map(tableOf))) }
  get links(): List<LinkNode> { return this.once('links', () => list(this.blocks.links.map(block => new LinkNode(this, block)))) }
  get commands(): List<CommandNode> { return this.once('commands', () => list(this.lines.filter(line => ownWords(line).length > 0).map(line => new CommandNode(this, line)))) }
  private get lines(): readonly Line[] {
    return this.once('lines', () => {
      const found = this.blocks.fences.filter(fence => isShell(fence.language, fence.lines)).flatMap(fence => commandsIn(fence.language, fence.lines))
      if (this.role === 'runbook') found.push(...this.inlines.filter(({ text }) => /\s/.test(text) && isCommand(text.split(' ')[0]!)).flatMap(piece => commandsIn('sh', [piece])))
      return withVariables(found.sort((a, b) => a.span[0] - b.span[0]))
    })
  }
  /** Names of objects that its own commands make. */
  get made(): ReadonlySet<string> { return this.once('made', () => new Set(this.lines.flatMap(madeIn))) }
  get severities(): List<facts.Severity> { return this.once('severities', () => list(this.blocks.tables.flatMap(severitiesIn))) }
  get severityWords(): readonly string[] { return this.isTemplate ? [] : [...new Set(this.blocks.tables.filter(table => severitiesIn(table).length > 1).flatMap(({ header, rows }) => [header, ...rows].flatMap(row => row.flatMap(cell => plain(cell.text).toLowerCase().match(/[a-z][\w-]*/g) ?? []))))] }
  get recoveries(): List<RecoveryNode> { return this.once('recoveries', () => list(recoveriesIn(this))) }
  get actions(): List<ActionNode> { return this.once('actions', () => list(this.role === 'postmortem' && !this.isTemplate ? actionsIn(this) : [])) }

  get summary(): MarkdownPageSummary { return { path: this.path, headings: [...this.blocks.slugs] } }
}

const tableOf = ({ header, rows }: TableBlock): facts.Table => ({ header: list(header.map(cell => plain(cell.text))), rows: list(rows.map(row => list(row.slice(0, header.length).map(cell => plain(cell.text))))) })

function alertsIn(text: string, environment: Environment): List<string> {
  const words = [...new Set(text.match(/\b[A-Za-z_]\w{3,}\b/g) ?? [])].sort((a, b) => Number(/[a-z][A-Z]|_/.test(b)) - Number(/[a-z][A-Z]|_/.test(a))).slice(0, 1000), found = words.map(name => environment.find(alertNamed(name)))
  return list(words.filter((_, i) => { const one = found[i]!; return isKnown(one) && one.length > 0 }), found.some(isUnknown))
}

export class SectionNode extends TextFact implements facts.Section {
  readonly kind = 'markdown.Section'
  constructor(readonly page: PageNode, private readonly block: HeadingBlock) { super(page.path, block.span) }
  private within<T extends { readonly span: Span }>(blocks: readonly T[]): readonly T[] { return within(blocks, this.block.start, this.block.end) }
  get subject(): string { return this.block.slug || this.heading }
  get heading(): string { return this.block.text }
  get slug(): string { return this.block.slug }
  get level(): number { return this.block.level }
  get text(): string { const { text } = this.page.document, end = text.indexOf('\n', this.block.span[1]); return end < 0 || end + 1 > this.block.end ? '' : text.slice(end + 1, this.block.end) }
  get parts(): List<string> { return list(partsOf(this.heading, this.page.role)) }
  get steps(): List<string> { return list(this.within(this.page.blocks.items).filter(item => item.isOrdered && !item.isInner).map(item => plain(item.text))) }
  get points(): List<string> { return list(this.within(this.page.blocks.items).filter(item => !item.isOrdered && !item.isInner).map(item => plain(item.text))) }
  get fences(): List<facts.Fence> { return list(this.within(this.page.blocks.fences).map((fence: FenceBlock) => ({ language: fence.language, text: fence.lines.map(line => line.text).join('\n'), isShell: isShell(fence.language, fence.lines) }))) }
  get tables(): List<facts.Table> { return list(this.within(this.page.blocks.tables).map(tableOf)) }
  get alerts(): List<string> { return alertsIn(this.text, this.page.environment) }
  get commands(): List<CommandNode> { return list(this.page.commands.filter(command => command.start >= this.block.start && command.start < this.block.end)) }
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** A path from a folder of the workspace; null where it leads out of it. */
function joined(folder: string, path: string): string | null {
  const parts = path.startsWith('/') || folder === '' ? [] : folder.split('/')
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}

function decoded(text: string): string { try { return decodeURIComponent(text) } catch { return text } }

export class LinkNode extends TextFact implements facts.Link {
  readonly kind = 'markdown.Link'
  constructor(readonly page: PageNode, private readonly block: LinkBlock) { super(page.path, block.span) }
  get subject(): string { return this.target }
  get target(): string { return this.block.target }
  get text(): string { return plain(this.block.text) }
  get isLocal(): boolean { return !/^(?:[a-z][\w+.-]*:|\/\/)/i.test(this.target) && !/[{}<>$\s]/.test(this.target) }
  get file(): string | null {
    if (!this.isLocal) return null
    const place = decoded(this.target.replace(/[#?].*$/s, ''))
    return place === '' ? this.path : joined(folderOf(this.path), place)
  }
  get anchor(): string | null { const at = this.target.indexOf('#'); return this.isLocal && at >= 0 && at + 1 < this.target.length ? decoded(this.target.slice(at + 1)).toLowerCase() : null }

  private get found(): { readonly resolves: Maybe<boolean>; readonly missing: 'file' | 'heading' | null; readonly suggestion: string | null } {
    return this.once('found', () => {
      const { file, anchor } = this, { environment, blocks } = this.page
      const unsure = { resolves: new Unknown(this.target), missing: null, suggestion: null }, there = { resolves: true, missing: null, suggestion: null } as const
      if (file === null) return unsure
      const pages = file === this.path ? [{ path: file, headings: blocks.slugs }] : environment.find(markdownPage(file))
      if (isUnknown(pages)) return unsure
      if (pages.length > 0) {
        if (anchor === null || /^l\d+|^user-content-/.test(anchor)) return there
        const { headings } = pages[0]!
        return headings.some(heading => heading.toLowerCase() === anchor) ? there : { resolves: false, missing: 'heading' as const, suggestion: nearest(anchor, headings) }
      }
      // A site's own addresses have no ending; a file's have one.
      if (this.target.startsWith('/') && !/\.\w+$/.test(file)) return unsure
      const isThere = this.stands(file)
      if (!isKnown(isThere)) return unsure
      return !isThere ? { resolves: false, missing: 'file' as const, suggestion: null } : anchor === null ? there : unsure
    })
  }
  /** Does a file or a folder have the path? */
  private stands(path: string): Maybe<boolean> {
    if (path === '') return true
    const { environment } = this.page
    if (environment.read(path)) return true
    let folder = ''
    for (const part of path.split('/')) {
      const names = environment.names(folder)
      if (!isKnown(names)) return names
      if (!names.includes(part)) return false
      folder = folder === '' ? part : `${folder}/${part}`
    }
    return true
  }
  get resolves(): Maybe<boolean> { return this.found.resolves }
  get missing(): 'file' | 'heading' | null { return this.found.missing }
  get suggestion(): string | null { return this.found.suggestion }
}

export class CommandNode extends TextFact implements facts.Command {
  readonly kind = 'markdown.Command'
  constructor(readonly page: PageNode, private readonly line: Line) { super(page.path, ownWords(line)[0]!.span) }
  get start(): number { return this.line.span[0] }
  get subject(): string { return this.text.slice(0, 80) }
  get text(): string { return this.line.text }
  get name(): string { return ownWords(this.line)[0]!.text }
  get under(): List<string> { return list(this.page.blocks.headings.filter(({ start, end }) => start <= this.start && this.start < end).map(({ text }) => text)) }
  get targets(): List<TargetNode> { return this.once('targets', () => list(targetsOf(this.line).map(named => new TargetNode(this, named)))) }
}

export class TargetNode extends TextFact implements facts.CommandTarget {
  readonly kind = 'markdown.CommandTarget'
  constructor(private readonly of: CommandNode, private readonly named: Named) { super(of.path, named.span) }
  get page(): PageNode { return this.of.page }
  get subject(): string { return `${this.objectKind}/${this.name}` }
  get command(): string { return this.of.text }
  get objectKind(): string { return this.named.objectKind }
  get name(): string { return this.named.name }
  get namespace(): string | null { return this.named.namespace }
  private get found(): Existence {
    return this.once('found', () => {
      const here = existenceOf(this.named, this.page.environment)
      return here.exists === false && this.page.made.has(this.named.name) ? { exists: new Unknown(this.named.name), suggestion: null } : here
    })
  }
  get exists(): Maybe<boolean> { return this.found.exists }
  get suggestion(): string | null { return this.found.suggestion }
}

const column = (header: readonly Piece[], pattern: RegExp): number => header.findIndex(cell => pattern.test(plain(cell.text)))
const filled = (row: readonly Piece[], at: number): boolean => at >= 0 && /[\p{L}\p{N}]/u.test(row[at]?.text ?? '') && !/^(?:tbd|todo|n\/?a|<.*>|\?+)$/i.test(plain(row[at]!.text))

function severitiesIn({ header, rows }: TableBlock): readonly facts.Severity[] {
  const others = header.slice(1), of = (pattern: RegExp): number => { const at = column(others, pattern); return at < 0 ? -1 : at + 1 }
  const updates = of(/updat|cadence|news|status/i), response = of(/respon|ack|react|within|\bsoon\b/i), audience = of(/\bwho\b|told|tell|inform|notif|audience|stakeholder|page[sd]?\b|escalat/i), definition = of(/defin|mean|descri|criteri|impact|when|example/i)
  return rows.filter(row => /^\W*(?:sev(?:erity)?|s|p)[\s_-]?\d\b/i.test(row[0]?.text ?? '')).map(row => ({ name: plain(row[0]!.text), hasDefinition: filled(row, definition), hasResponse: filled(row, response), hasUpdates: filled(row, updates), hasAudience: filled(row, audience) }))
}

interface RecoveryParts { readonly store: string | null; readonly span: Span; readonly rto: string | null; readonly rpo: string | null; readonly strategy: string | null; readonly measured: string | null }

export class RecoveryNode extends TextFact implements facts.Recovery {
  readonly kind = 'markdown.Recovery'
  constructor(readonly page: PageNode, private readonly parts: RecoveryParts) { super(page.path, parts.span) }
  get subject(): string { return this.store ?? this.page.subject }
  get store(): string | null { return this.parts.store }
  get rtoSeconds(): number | null { return this.parts.rto === null ? null : secondsIn(this.parts.rto) }
  get rpoSeconds(): number | null { return this.parts.rpo === null ? null : secondsIn(this.parts.rpo) }
  get measuredSeconds(): number | null { return this.parts.measured === null ? null : secondsIn(this.parts.measured) }
  get keepsRpo(): Maybe<boolean | null> {
    const { rpoSeconds, store } = this, found = this.page.environment.find(backups)
    if (rpoSeconds === null) return null
    if (isUnknown(found)) return found
    if (found.length === 0) return null
    const word = store === null ? null : /[a-z][a-z0-9]{2,}/.exec(store.toLowerCase())?.[0] ?? null
    const own = found.filter(one => !one.isPlan && (word === null || one.name.toLowerCase().includes(word))), all = [...own, ...found.filter(one => one.isPlan)]
    if (all.some(one => one.seconds !== null && one.seconds <= rpoSeconds)) return true
    return all.length === 0 || all.some(one => one.seconds === null) || own.length === 0 && found.some(one => !one.isPlan) ? new Unknown(this.subject) : false
  }
  get strategy(): string | null { return this.parts.strategy && strategyIn(this.parts.strategy) }
  get strategyFits(): boolean | null {
    const { strategy, rtoSeconds } = this
    return strategy === null || rtoSeconds === null ? null : rtoSeconds >= (fastest[strategy] ?? 0)
  }
}

/** No recovery of the kind is faster, in seconds. */
const fastest: { readonly [strategy: string]: number } = { 'backup-restore': 3600, 'pilot-light': 600, 'warm-standby': 60 }
const strategies: readonly (readonly [string, RegExp])[] = [['backup-restore', /back-?ups?[ -]*(?:and|&|\/|\+)?[ -]*restore|restore from (?:a )?back-?up|cold standby/i], ['pilot-light', /pilot[ -]light/i], ['warm-standby', /(?:warm|hot)[ -]standby/i], ['active-active', /active ?[-/–]? ?active|multi-?site/i], ['active-passive', /active ?[-/–]? ?(?:passive|standby)/i]]
const strategyIn = (text: string): string | null => strategies.find(([, pattern]) => pattern.test(text))?.[0] ?? null

const objective = /\b(RTO|RPO|recovery time objective|recovery point objective)\b/i
const rto = /\bRTO\b|recovery time objective/i, rpo = /\bRPO\b|recovery point objective/i

function recoveriesIn(page: PageNode): readonly RecoveryNode[] {
  const { front, blocks } = page, found: RecoveryNode[] = [], fronted = { rto: front?.at('rto'), rpo: front?.at('rpo') }
  if (fronted.rto?.text || fronted.rpo?.text) found.push(new RecoveryNode(page, { store: page.service, span: (fronted.rto ?? fronted.rpo)!.span, rto: fronted.rto?.text ?? null, rpo: fronted.rpo?.text ?? null, strategy: front?.at('strategy')?.text ?? page.text, measured: front?.at('measured')?.text ?? null }))
  for (const { header, rows } of blocks.tables) {
    const at = { rto: column(header, rto), rpo: column(header, rpo), strategy: column(header, /strateg|pattern/i), measured: column(header, /measur|actual|last (?:drill|restore|recovery|failover|time)|took|achieved/i) }
    if (at.rto < 0 && at.rpo < 0) continue
    const store = header.findIndex((_, i) => !Object.values(at).includes(i)), cell = (row: readonly Piece[], i: number): string | null => i < 0 || !row[i]?.text ? null : plain(row[i].text)
    for (const row of rows) {
      const named = row[Math.max(0, store)]
      if (named && row.some(one => one.text !== '')) found.push(new RecoveryNode(page, { store: cell(row, store), span: named.text === '' ? header[0]!.span : named.span, rto: cell(row, at.rto), rpo: cell(row, at.rpo), strategy: at.strategy < 0 ? page.text : cell(row, at.strategy), measured: cell(row, at.measured) }))
    }
  }
  if (found.length > 0) return found
  for (const [i, heading] of blocks.headings.entries()) {
    const end = blocks.headings[i + 1]?.start ?? page.document.text.length, text = page.document.text.slice(heading.start, end)
    const lines = text.split('\n').filter(line => line.length < 1000 && objective.test(line) && /\d/.test(line))
    const named = (pattern: RegExp): string | null => { for (const line of lines) { const at = pattern.exec(line); if (at) return line.slice(at.index + at[0].length).replace(objective, '\n').split('\n')[0]! } return null }
    if (lines.length > 0) found.push(new RecoveryNode(page, { store: heading.level === 1 || objective.test(heading.text) ? page.service : heading.text, span: heading.span, rto: named(rto), rpo: named(rpo), strategy: page.text, measured: /(?:measured|took|last (?:drill|restore|failover))[^\n]{0,80}/i.exec(text)?.[0] ?? null }))
  }
  return found
}

interface ActionParts { readonly text: string; readonly span: Span; readonly owner: string | null; readonly due: string | null; readonly ticket: string | null; readonly isDone: boolean }

export class ActionNode extends TextFact implements facts.Action {
  readonly kind = 'markdown.Action'
  constructor(readonly page: PageNode, private readonly parts: ActionParts) { super(page.path, parts.span) }
  get subject(): string { return this.text.slice(0, 60) }
  get text(): string { return this.parts.text }
  get owner(): string | null { return this.parts.owner }
  get due(): string | null { return this.parts.due }
  get ticket(): string | null { return this.parts.ticket }
  get isDone(): boolean { return this.parts.isDone }
  get isOverdue(): boolean { return !this.isDone && this.due !== null && this.due < clock.today() }
}

const ticketIn = (text: string): string | null => /https?:\/\/[^\s)>\]]+|\b[A-Z][A-Z0-9]+-\d+\b|(?:^|[^\w&])(#\d+)\b/.exec(text)?.[0].trim() ?? null
const doneWord = /\b(?:done|closed|complete[d]?|fixed|resolved|merged|shipped)\b|✅|\[x\]/i

function actionsIn(page: PageNode): readonly ActionNode[] {
  const { blocks } = page, found: ActionNode[] = []
  for (const heading of blocks.headings) {
    if (!partsOf(heading.text, page.role).includes('actions')) continue
    for (const { header, rows } of within(blocks.tables, heading.start, heading.end)) {
      const at = { what: column(header, /action|task|item|what|description/i), owner: column(header, /owner|who|assign|responsib/i), due: column(header, /due|date|when|deadline|by\b/i), ticket: column(header, /ticket|issue|link|tracking|jira|\bid\b/i), state: column(header, /status|state|done/i) }
      for (const row of rows) {
        const what = row[Math.max(0, at.what)]
        if (!what || what.text === '') continue
        const cell = (i: number): string | null => filled(row, i) ? plain(row[i]!.text) : null
        found.push(new ActionNode(page, { text: plain(what.text), span: what.span, owner: cell(at.owner), due: dayIn(cell(at.due) ?? ''), ticket: at.ticket >= 0 && filled(row, at.ticket) ? ticketIn(row[at.ticket]!.text) ?? cell(at.ticket) : ticketIn(row.map(one => one.text).join(' ')), isDone: at.state >= 0 && doneWord.test(row[at.state]?.text ?? '') }))
      }
    }
    for (const item of within(blocks.items, heading.start, heading.end) as readonly ItemBlock[]) {
      if (item.isInner || item.text === '') continue
      found.push(new ActionNode(page, { text: plain(item.text), span: item.span, owner: /(?:^|[\s(])(@[\w/-]+)/.exec(item.text)?.[1] ?? /\bowner:?\**\s*([\w @.-]{2,40})/i.exec(item.text)?.[1]?.trim() ?? null, due: dayIn(item.text), ticket: ticketIn(item.text), isDone: item.isDone ?? doneWord.test(item.text) }))
    }
    if (found.length > 0) break
  }
  return found
}
