import { EventEmitter, l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, window, type Disposable, type TreeDataProvider, type TreeView } from 'vscode'
import { messages, type ReadinessList, type TopicFindings } from '../server/protocol'
import { lessons } from './lessons'
import { openCommand } from './places'
import type { Server } from './server'

/** A row with what hangs below it. */
interface Row { readonly item: TreeItem; readonly children: readonly Row[] }

/** Rows that are asked for when somebody looks, and again when the server has news. */
abstract class Tree implements TreeDataProvider<Row>, Disposable {
  private readonly changed = new EventEmitter<undefined>()
  readonly onDidChangeTreeData = this.changed.event
  protected readonly view: TreeView<Row>
  private readonly subscriptions: Disposable[] = []
  private timer: ReturnType<typeof setTimeout> | null = null
  private stale = false

  constructor(id: string, protected readonly server: Server) {
    this.view = window.createTreeView<Row>(id, { treeDataProvider: this, showCollapseAll: true })
    this.subscriptions.push(this.view, this.changed, server.onStatus(() => this.later()), this.view.onDidChangeVisibility(({ visible }) => { if (visible && this.stale) this.later() }))
  }

  private later(): void {
    this.stale = true
    if (!this.view.visible || this.timer) return
    this.timer = setTimeout(() => {
      this.timer = null
      this.stale = false
      this.changed.fire(undefined)
    }, 1000)
  }

  getTreeItem({ item }: Row): TreeItem { return item }
  async getChildren(row?: Row): Promise<Row[]> { return [...row ? row.children : await this.roots()] }
  protected abstract roots(): Promise<readonly Row[]>

  dispose(): void {
    if (this.timer) clearTimeout(this.timer)
    for (const one of this.subscriptions) one.dispose()
  }
}

function row(label: string, options: { readonly id: string; readonly icon: ThemeIcon; readonly description?: string; readonly tooltip?: string; readonly command?: TreeItem['command']; readonly open?: boolean }, children: readonly Row[] = []): Row {
  const item = new TreeItem(label, !children.length ? TreeItemCollapsibleState.None : options.open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed)
  item.id = options.id
  item.iconPath = options.icon
  item.description = options.description
  item.tooltip = options.tooltip
  item.command = options.command
  item.accessibilityInformation = { label: [label, options.description].filter(Boolean).join(', ') }
  return { item, children }
}

const learn = (topic: string): TreeItem['command'] => ({ title: l10n.t('Learn'), command: 'shipshape.learn', arguments: [topic, 'here'] })
const findings = (count: number): string | undefined => count === 0 ? undefined : count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count)

/** The lessons in their order, each with its sections and how many findings lead there. */
export class CurriculumTree extends Tree {
  constructor(server: Server) { super('shipshape.curriculum', server) }

  protected async roots(): Promise<readonly Row[]> {
    const topics = await this.server.request<readonly TopicFindings[]>(messages.topics).catch((): readonly TopicFindings[] => [])
    const counts = new Map(topics.map(({ topic, findings }) => [topic, findings.length]))
    const section = (under: string, topic: string, title: string): Row => {
      const count = counts.get(topic) ?? 0
      return row(title, { id: `${under}/${topic}`, icon: new ThemeIcon(count ? 'circle-filled' : 'circle-outline'), description: findings(count), command: learn(topic) })
    }
    const titles = new Map(lessons.flatMap((lesson) => lesson.anchors.map((anchor) => [`${lesson.id}#${anchor.id}`, anchor.title])))
    const most = [...counts].filter(([topic]) => titles.has(topic)).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 3)
    const start = most.length ? [row(l10n.t('Start here'), { id: 'start', icon: new ThemeIcon('star-empty'), open: true, tooltip: l10n.t('The sections that most findings lead to.') }, most.map(([topic]) => section('start', topic, titles.get(topic)!)))] : []
    return [...start, ...lessons.map((lesson) => {
      const count = lesson.anchors.reduce((sum, anchor) => sum + (counts.get(`${lesson.id}#${anchor.id}`) ?? 0), 0)
      return row(lesson.title, { id: lesson.id, icon: new ThemeIcon('book'), description: findings(count), tooltip: lesson.goal }, [
        row(l10n.t('The lesson'), { id: `${lesson.id}/lesson`, icon: new ThemeIcon('open-preview'), tooltip: lesson.goal, command: learn(lesson.id) }),
        ...lesson.anchors.map((anchor) => section('all', `${lesson.id}#${anchor.id}`, anchor.title)),
      ])
    })]
  }
}

type ItemResult = ReadinessList['items'][number]

export const stateIcons: { readonly [state in ItemResult['state']]: ThemeIcon } = {
  pass: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')), fail: new ThemeIcon('error', new ThemeColor('testing.iconFailed')),
  unknown: new ThemeIcon('question'), 'not-applicable': new ThemeIcon('circle-slash'), waived: new ThemeIcon('shield'),
}

/** The state of an item in words. */
export function stateText({ state, evidence, reason }: ItemResult): string {
  const words = { pass: l10n.t('passed'), fail: evidence.length > 1 ? l10n.t('failed in {0} places', evidence.length) : l10n.t('failed'), unknown: l10n.t('unknown'), 'not-applicable': l10n.t('not applicable'), waived: l10n.t('waived') }[state]
  return reason ? `${words}: ${reason}` : words
}

export const tierText = (tier: ItemResult['tier']): string => ({ 'launch-blocking': l10n.t('Launch-blocking'), standard: l10n.t('Standard'), critical: l10n.t('Critical') })[tier]

/** How many items of a list are in which state, worst first; what does not apply is not counted. */
export function counts(items: readonly ItemResult[]): string {
  const count = (state: ItemResult['state']): number => items.filter((item) => item.state === state).length
  return [[count('fail'), l10n.t('failed')], [count('unknown'), l10n.t('unknown')], [count('waived'), l10n.t('waived')], [count('pass'), l10n.t('passed')]].filter(([n]) => n).map(([n, word]) => `${n} ${word}`).join(', ') || l10n.t('not applicable')
}

/** The checklists, their items and the places that prove or refute them. */
export class ReadinessTree extends Tree {
  constructor(server: Server) { super('shipshape.readiness', server) }

  protected async roots(): Promise<readonly Row[]> {
    const lists = await this.server.request<readonly ReadinessList[]>(messages.readiness).catch((): readonly ReadinessList[] => [])
    const several = new Set(lists.map((list) => list.folder)).size > 1
    return lists.map((list) => {
      const id = `${list.folder} ${list.checklist}`
      const folder = several ? ` (${decodeURIComponent(list.folder.slice(list.folder.lastIndexOf('/') + 1))})` : ''
      return row(`${list.title}${folder}`, { id, icon: new ThemeIcon('checklist'), description: counts(list.items) }, list.items.map((item) => row(item.title, {
        id: `${id} ${item.id}`, icon: stateIcons[item.state], description: stateText(item), tooltip: tierText(item.tier), command: item.evidence.length ? undefined : learn(item.topic),
      }, item.evidence.map((evidence, i) => {
        const uri = Uri.parse(evidence.uri)
        return row(evidence.text, { id: `${id} ${item.id} ${i}`, icon: new ThemeIcon('location'), description: `${uri.path.slice(uri.path.lastIndexOf('/') + 1)}:${evidence.line + 1}`, tooltip: `${evidence.text}\n${uri.path}:${evidence.line + 1}`, command: openCommand(evidence) })
      }))))
    })
  }
}
