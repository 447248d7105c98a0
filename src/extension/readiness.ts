import { extensions, l10n, ProgressLocation, ThemeIcon, Uri, window, workspace } from 'vscode'
import selections from '../../generated/selections.json'
import type { Selection } from '../readiness/checklist'
import { messages, type AnswerArguments, type FileEdit, type ReadinessList, type ReportArguments } from '../server/protocol'
import type { Answer } from '../workspace/readiness-file'
import { choose, ofRow, say, separator, type Choice } from './choices'
import { open } from './places'
import type { Server } from './server'
import { counts, readinessLists, serviceText, stateIcons, stateText, tierText, today, type ItemResult } from './states'

/** An item of a service, as a row of a tree or a picker hands it to a command. */
export interface ItemRow { readonly list: ReadinessList; readonly item: ItemResult }

const later = (days: number): string => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10)

/** The commands about checklists. */
export function readinessCommands(server: Server, learn: (topic: string, where?: 'here' | 'beside') => Promise<void>): { readonly [name: string]: (...words: never[]) => unknown } {
  async function write(argument: AnswerArguments): Promise<boolean> {
    const found = await server.request<FileEdit | null>(messages.answer, argument)
    if (!found) return false
    const uri = Uri.parse(found.uri)
    if (!found.edit) {
      await window.showTextDocument(uri)
      say(l10n.t('Shipshape: the answers cannot be read; mend them first'))
      return false
    }
    await workspace.applyEdit(await server.toEdit(found.edit))
    await (await workspace.openTextDocument(uri)).save()
    await server.filesChanged([uri])
    return true
  }
  const answer = (row: ItemRow, given: Answer | null): Promise<boolean> => write({ folder: row.list.folder, service: row.list.service, item: row.item.id, answer: given })

  async function tick(row: ItemRow): Promise<void> {
    const evidence = await window.showInputBox({ title: row.item.title, prompt: l10n.t('What proves it? A link, or a sentence. It counts for {0} days.', row.item.expires), validateInput: (text) => text.trim() ? null : l10n.t('Without evidence it does not count.') })
    if (!evidence?.trim()) return
    await answer(row, { kind: 'tick', by: await user(), on: today(), evidence: evidence.trim(), expires: later(row.item.expires) })
  }

  async function waive(row: ItemRow): Promise<void> {
    const reason = await window.showInputBox({ title: row.item.title, prompt: l10n.t('Why is it accepted that this is not fulfilled?'), validateInput: (text) => text.trim() ? null : l10n.t('A waiver has a reason.') })
    if (!reason?.trim()) return
    const owner = await window.showInputBox({ title: row.item.title, prompt: l10n.t('Who answers for it?'), value: await user() ?? '', validateInput: (text) => text.trim() ? null : l10n.t('A waiver has an owner.') })
    if (!owner?.trim()) return
    const until = await window.showInputBox({ title: row.item.title, prompt: l10n.t('Until which day?'), value: later(90), validateInput: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) && !Number.isNaN(Date.parse(text)) ? null : l10n.t('A day such as {0}', later(90)) })
    if (until) await answer(row, { kind: 'waiver', reason: reason.trim(), owner: owner.trim(), until: until.trim() })
  }

  async function doesNotApply(row: ItemRow): Promise<void> {
    const reason = await window.showInputBox({ title: row.item.title, prompt: l10n.t('Why does it not apply here?'), validateInput: (text) => text.trim() ? null : l10n.t('It needs a reason.') })
    if (reason?.trim()) await answer(row, { kind: 'not-applicable', reason: reason.trim() })
  }

  const takeBack = (row: ItemRow): Promise<boolean> => answer(row, null)

  /** The one question that sets the tier of a service. */
  async function promise(list?: ReadinessList): Promise<void> {
    const about = list ?? await pickService()
    if (!about) return
    const choices = [
      { availability: 99.99, label: '99.99 %', description: l10n.t('4 min 19 s of outage in 30 days'), detail: l10n.t('asks everything') },
      { availability: 99.9, label: '99.9 %', description: l10n.t('43 min 12 s of outage in 30 days'), detail: l10n.t('asks everything') },
      { availability: 99.5, label: '99.5 %', description: l10n.t('3 h 36 min of outage in 30 days'), detail: l10n.t('asks what is launch-blocking and the standard') },
      { availability: 99, label: '99 %', description: l10n.t('7 h 12 min of outage in 30 days'), detail: l10n.t('asks what is launch-blocking and the standard') },
      { availability: 95, label: '95 %', description: l10n.t('1 day 12 h of outage in 30 days'), detail: l10n.t('asks what is launch-blocking') },
    ]
    const chosen = await window.showQuickPick(choices, { title: l10n.t('What availability does {0} promise?', serviceText(about)), placeHolder: l10n.t('It decides which items are asked of it') })
    if (chosen) await write({ folder: about.folder, service: about.service, availability: chosen.availability })
  }

  async function pickService(): Promise<ReadinessList | undefined> {
    const lists = await readinessLists(server), services = [...new Map(lists.map((list) => [`${list.folder} ${list.service ?? ''}`, list])).values()]
    return services.length < 2 ? services[0] : (await window.showQuickPick(services.map((list) => ({ label: serviceText(list), list })), { placeHolder: l10n.t('Which service?') }))?.list
  }

  async function openChecklist(): Promise<void> {
    const lists = await window.withProgress({ location: ProgressLocation.Window, title: l10n.t('Shipshape: looking for evidence') }, () => readinessLists(server))
    const services = [...new Set(lists.map((list) => list.service))], named = services.length > 1
    const only = (keep: (item: ItemResult) => boolean): readonly ReadinessList[] => lists.map((list) => ({ ...list, items: list.items.filter(keep) })).filter((list) => list.items.length)
    const row = (label: string, description: string | undefined, found: readonly ReadinessList[]): Choice => ({ label, description: counts(found.flatMap((list) => list.items)), detail: description, run: () => showItems(label, found, named) })
    await choose(l10n.t('Checklists'), l10n.t('Choose a checklist'), [
      row(l10n.t('Review this workspace'), l10n.t('Everything that is open, the launch-blocking first.'), only((item) => item.state === 'fail' || item.state === 'unknown')),
      ...(selections as readonly Selection[]).map(({ title, description, items }) => row(title, description, only((item) => items.includes(item.id)))),
      { label: l10n.t('This change'), detail: l10n.t('Items whose evidence is in files with unsaved or uncommitted changes.'), run: () => showChange(lists, named) },
      separator(l10n.t('By topic')),
      ...[...new Map(lists.map((list) => [list.checklist, list.title]))].map(([checklist, title]) => row(title, undefined, lists.filter((list) => list.checklist === checklist))),
      separator(l10n.t('More')),
      { label: l10n.t('Export the report…'), run: exportReadiness },
      { label: l10n.t('Set what a service promises…'), run: () => promise() },
    ])
  }

  async function showChange(lists: readonly ReadinessList[], named: boolean): Promise<void> {
    const changed = await changedFiles(), found = lists.map((list) => ({ ...list, items: list.items.filter((item) => item.evidence.some(({ uri }) => changed.has(uri))) })).filter((list) => list.items.length)
    if (found.length) await showItems(l10n.t('This change'), found, named)
    else say(l10n.t('Shipshape: no checklist looks at what is changed'))
  }

  async function showItems(title: string, lists: readonly ReadinessList[], named: boolean): Promise<void> {
    const order = ['launch-blocking', 'standard', 'critical']
    await choose(title, l10n.t('Choose an item: its evidence opens, or its lesson where there is none'), lists.flatMap((list): Choice[] => [separator(named ? `${serviceText(list)} · ${list.title}` : list.title), ...[...list.items].sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier)).map((item): Choice => ({
      label: item.title, iconPath: stateIcons[item.state], description: stateText(item), detail: [tierText(item.tier), item.evidence[0]?.text].filter(Boolean).join(' · '),
      run: () => item.evidence[0] ? open(item.evidence[0]) : learn(item.topic, 'here'),
      also: [
        ...item.mode !== 'automatic' || item.state === 'unknown' ? [{ button: { iconPath: new ThemeIcon('check'), tooltip: l10n.t('Tick…') }, run: () => tick({ list, item }) }] : [],
        { button: { iconPath: new ThemeIcon('shield'), tooltip: l10n.t('Waive…') }, run: () => waive({ list, item }) },
        { button: { iconPath: new ThemeIcon('circle-slash'), tooltip: l10n.t('Does not apply…') }, run: () => doesNotApply({ list, item }) },
        { button: { iconPath: new ThemeIcon('book'), tooltip: l10n.t('Learn') }, run: () => learn(item.topic, 'here') },
      ],
    }))]))
  }

  async function exportReadiness(): Promise<void> {
    const folder = workspace.workspaceFolders?.length === 1 ? workspace.workspaceFolders[0] : await window.showWorkspaceFolderPick()
    if (!folder) return
    const formats = [{ label: 'HTML', description: l10n.t('for people, and for paper'), format: 'html', ending: 'html' }, { label: 'Markdown', description: l10n.t('for a review'), format: 'markdown', ending: 'md' }, { label: 'JSON', description: l10n.t('for programs'), format: 'json', ending: 'json' }] as const
    const chosen = await window.showQuickPick(formats, { title: l10n.t('Export the report'), placeHolder: l10n.t('In which format?') })
    if (!chosen) return
    const request: ReportArguments = { folder: folder.uri.toString(), format: chosen.format, day: today() }
    const text = await server.request<string | null>(messages.readinessReport, request)
    const target = text !== null && await window.showSaveDialog({ defaultUri: Uri.joinPath(folder.uri, `readiness-report.${chosen.ending}`), filters: { [chosen.label]: [chosen.ending] } })
    if (!target) return
    await workspace.fs.writeFile(target, new TextEncoder().encode(text))
    say(l10n.t('Shipshape: the report is in {0}', workspace.asRelativePath(target)))
  }

  return { openChecklist, exportReadiness, promise: ofRow(promise), tick: ofRow(tick), waive: ofRow(waive), doesNotApply: ofRow(doesNotApply), takeBack: ofRow(takeBack) }
}

/** Who sits here, as Git knows them; null where that cannot be told. */
async function user(): Promise<string | null> {
  const api = await git(), repository = api?.repositories[0]
  return await repository?.getConfig?.('user.name').then((name) => name.trim() || null, () => null) ?? null
}

/** Files that differ from the last commit, and those that are not saved. */
async function changedFiles(): Promise<ReadonlySet<string>> {
  const api = await git(), changes = api?.repositories.flatMap(({ state }) => [...state.workingTreeChanges, ...state.indexChanges, ...state.untrackedChanges ?? []]) ?? []
  return new Set([...changes.map(({ uri }) => uri.toString()), ...workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.toString())])
}

interface GitApi { readonly repositories: readonly { getConfig?(name: string): Promise<string>; readonly state: { readonly [list in 'workingTreeChanges' | 'indexChanges']: readonly { readonly uri: Uri }[] } & { readonly untrackedChanges?: readonly { readonly uri: Uri }[] } }[] }

/** The built-in Git extension, where it is there and on. */
async function git(): Promise<GitApi | null> {
  const extension = extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git')
  try { return (await extension?.activate())?.getAPI(1) ?? null } catch { return null }
}
