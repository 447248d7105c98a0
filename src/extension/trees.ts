import { commands, EventEmitter, l10n, ThemeIcon, TreeItem, TreeItemCheckboxState, TreeItemCollapsibleState, Uri, window, type Disposable, type TreeDataProvider, type TreeView } from 'vscode'
import { messages, type ReadinessList, type StartedExercise, type TopicFindings } from '../server/protocol'
import { exercises, startedExercises } from './exercises'
import { progressOf } from '../readiness/card'
import { lessons, startUri, type Lessons } from './lessons'
import { openCommand } from './places'
import type { Progress } from './progress'
import { canTick, canWaive, counts, readinessLists, serviceText, stateIcons, stateText, tierText } from './states'
import type { Server } from './server'

/** A row with what hangs below it. */
interface Row { readonly item: TreeItem; readonly children: readonly Row[]; readonly value: unknown }

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

  protected refresh(): void { this.changed.fire(undefined) }

  getTreeItem({ item }: Row): TreeItem { return item }
  async getChildren(row?: Row): Promise<Row[]> { return [...row ? row.children : await this.roots()] }
  protected abstract roots(): Promise<readonly Row[]>

  dispose(): void {
    if (this.timer) clearTimeout(this.timer)
    for (const one of this.subscriptions) one.dispose()
  }
}

function row(label: string, options: { readonly id: string; readonly icon: ThemeIcon; readonly description?: string; readonly tooltip?: string; readonly command?: TreeItem['command']; readonly open?: boolean; readonly context?: string; readonly checked?: boolean; readonly value?: unknown }, children: readonly Row[] = []): Row {
  const item = new TreeItem(label, !children.length ? TreeItemCollapsibleState.None : options.open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed)
  item.id = options.id
  item.iconPath = options.icon
  item.description = options.description
  item.tooltip = options.tooltip
  item.command = options.command
  item.accessibilityInformation = { label: [label, options.description].filter(Boolean).join(', ') }
  item.contextValue = options.context
  if (options.checked !== undefined) item.checkboxState = options.checked ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked
  return { item, children, value: options.value ?? null }
}

const learn = (topic: string): TreeItem['command'] => ({ title: l10n.t('Learn'), command: 'shipshape.learn', arguments: [topic, 'here'] })
const findings = (count: number): string | undefined => count === 0 ? undefined : count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count)

/** The lessons in their order, each with its sections and how many findings lead there. */
export class CurriculumTree extends Tree {
  private readonly progressed: Disposable

  constructor(server: Server, private readonly pages: Lessons, private readonly progress: Progress) {
    super('shipshape.curriculum', server)
    this.progressed = progress.onDidChange(() => this.refresh())
  }

  protected async roots(): Promise<readonly Row[]> {
    const topics = await this.server.request<readonly TopicFindings[]>(messages.topics).catch((): readonly TopicFindings[] => [])
    const counts = new Map(topics.map(({ topic, findings }) => [topic, findings.length]))
    const section = (under: string, topic: string, title: string): Row => {
      const count = counts.get(topic) ?? 0
      return row(title, { id: `${under}/${topic}`, icon: new ThemeIcon(count ? 'circle-filled' : 'circle-outline'), description: findings(count), command: learn(topic) })
    }
    const cards = await this.pages.cards()
    const countOf = (lesson: typeof lessons[number]): number => lesson.anchors.reduce((sum, anchor) => sum + (counts.get(`${lesson.id}#${anchor.id}`) ?? 0), 0)
    const most = lessons.map((lesson) => ({ lesson, count: countOf(lesson) })).filter(({ count }) => count).sort((a, b) => b.count - a.count).slice(0, 3)
    const start = [row(l10n.t('Start here'), { id: 'start', icon: new ThemeIcon('star-empty'), open: true, tooltip: l10n.t('What there is to learn, how long it takes, how far you are, and the lessons that most findings lead to.'), command: { title: l10n.t('Open'), command: 'vscode.open', arguments: [startUri] } }, most.map(({ lesson, count }) => row(lesson.title, { id: `start/${lesson.id}`, icon: new ThemeIcon('book'), description: findings(count), tooltip: lesson.goal, command: learn(lesson.id) },
      lesson.anchors.filter(({ id }) => counts.get(`${lesson.id}#${id}`)).sort((a, b) => counts.get(`${lesson.id}#${b.id}`)! - counts.get(`${lesson.id}#${a.id}`)!).map(({ id, title }) => section('start', `${lesson.id}#${id}`, title)))))]
    return [...start, await this.exercises(), ...lessons.map((lesson) => {
      const count = countOf(lesson)
      const { done, total } = progressOf(cards, lesson.id, this.progress.answered)
      return row(lesson.title, { id: lesson.id, icon: new ThemeIcon('book'), description: [findings(count), total ? l10n.t('{0} of {1} cards', done, total) : ''].filter(Boolean).join(' · '), context: total ? 'lesson' : undefined, value: lesson.id, tooltip: lesson.goal }, [
        row(l10n.t('The lesson'), { id: `${lesson.id}/lesson`, icon: new ThemeIcon('open-preview'), tooltip: lesson.goal, command: learn(lesson.id) }),
        ...lesson.anchors.map((anchor) => section('all', `${lesson.id}#${anchor.id}`, anchor.title)),
      ])
    })]
  }

  /** The exercises: those of this workspace with their checks, the others to be started. */
  private async exercises(): Promise<Row> {
    const started = await startedExercises(this.server).catch((): readonly StartedExercise[] => [])
    const running = started.map(({ exercise, title, uri, checks }) => row(title, { id: `exercise ${uri}`, icon: new ThemeIcon('beaker'), open: true, description: l10n.t('{0} of {1} checks', checks.filter(({ isDone }) => isDone).length, checks.length), tooltip: Uri.parse(uri).path }, checks.map((check) => row(check.title, {
      id: `exercise ${uri} ${check.id}`, icon: check.isDone ? stateIcons.pass : new ThemeIcon('circle-large-outline'), description: check.isDone ? l10n.t('done') : check.reason ?? '', tooltip: check.title, context: check.isDone ? undefined : 'check', value: { check, exercise },
      command: check.isDone && check.place ? openCommand(check.place) : { title: l10n.t('Hint'), command: 'shipshape.hint', arguments: [{ check, exercise }] },
    }))))
    const others = exercises.filter(({ id }) => !started.some((one) => one.exercise === id)).map(({ id, title, goal, minutes }) => row(title, { id: `exercise ${id}`, icon: new ThemeIcon('beaker'), description: l10n.t('{0} min', minutes), tooltip: goal, context: 'exercise', value: id, command: { title: l10n.t('Start exercise'), command: 'shipshape.startExercise', arguments: [id] } }))
    return row(l10n.t('Exercises'), { id: running.length ? 'exercises running' : 'exercises', icon: new ThemeIcon('beaker'), open: running.length > 0 }, [...running, ...others])
  }

  override dispose(): void {
    this.progressed.dispose()
    super.dispose()
  }
}

/** The checklists of each service, their items and the places that prove or refute them. What a person decides has a checkbox. */
export class ReadinessTree extends Tree {
  private readonly boxes: Disposable

  constructor(server: Server) {
    super('shipshape.readiness', server)
    this.boxes = this.view.onDidChangeCheckboxState(async ({ items }) => {
      for (const [row, state] of items) if (row.value) await commands.executeCommand(state === TreeItemCheckboxState.Checked ? 'shipshape.tick' : 'shipshape.takeBack', row.value)
      this.refresh()
    })
  }

  protected async roots(): Promise<readonly Row[]> {
    const lists = await readinessLists(this.server).catch((): readonly ReadinessList[] => [])
    const services = new Map<string, ReadinessList[]>()
    for (const list of lists) {
      const key = `${list.folder} ${list.service ?? ''}`, known = services.get(key)
      if (known) known.push(list)
      else services.set(key, [list])
    }
    if (services.size < 2) return lists.map((list) => this.list(list))
    return [...services].map(([key, own]) => row(serviceText(own[0]!), { id: key, icon: new ThemeIcon('server-process'), description: counts(own.flatMap((list) => list.items)), context: 'service', value: own[0]! }, own.map((list) => this.list(list))))
  }

  private list(list: ReadinessList): Row {
    const id = `${list.folder} ${list.service ?? ''} ${list.checklist}`
    return row(list.title, { id, icon: new ThemeIcon('checklist'), description: counts(list.items) }, list.items.map((item) => row(item.title, {
      id: `${id} ${item.id}`, icon: stateIcons[item.state], description: stateText(item), tooltip: [`${tierText(item.tier)}: ${item.why}`, item.reason, item.answer?.until ? l10n.t('Counts until {0}.', item.answer.until) : ''].filter(Boolean).join('\n\n'), command: item.evidence.length ? undefined : learn(item.topic),
      context: ['item', canTick(item) && 'tick', canWaive(item) && 'waive', item.answer && 'answered'].filter(Boolean).join(' '), value: { list, item }, checked: item.mode === 'automatic' ? undefined : item.state === 'pass',
    }, item.evidence.map((evidence, i) => {
      const uri = Uri.parse(evidence.uri)
      return row(evidence.text, { id: `${id} ${item.id} ${i}`, icon: new ThemeIcon('location'), description: `${uri.path.slice(uri.path.lastIndexOf('/') + 1)}:${evidence.line + 1}`, tooltip: `${evidence.text}\n${uri.path}:${evidence.line + 1}`, command: openCommand(evidence) })
    }))))
  }

  override dispose(): void {
    this.boxes.dispose()
    super.dispose()
  }
}
