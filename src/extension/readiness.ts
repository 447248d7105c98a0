import { DiagnosticSeverity, env, extensions, l10n, languages, ProgressLocation, ThemeIcon, UIKind, Uri, window, workspace } from 'vscode'
import selections from '../../generated/selections.json'
import { isDay } from '../core/day'
import type { Selection } from '../readiness/checklist'
import { messages, type AnswerArguments, type FileEdit, type ReadinessList, type ReportArguments } from '../server/protocol'
import type { Answer } from '../workspace/readiness-file'
import { choose, hasFolder, ofRow, say, separator, type Choice } from './choices'
import { open } from './places'
import type { Server } from './server'
import { canTick, canWaive, counts, readinessLists, serviceText, stateIcons, stateText, tierText, today, type ItemResult } from './states'

/** An item of a service, as a row of a tree or a picker hands it to a command. */
export interface ItemRow { readonly list: ReadinessList; readonly item: ItemResult }

const later = (days: number): string => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10)

/** The commands about checklists. */
export function readinessCommands(server: Server, learn: (topic: string, where?: 'here' | 'beside') => Promise<void>): { readonly [name: string]: (...words: never[]) => unknown } {
  async function write(argument: AnswerArguments): Promise<boolean> {
    const found = await server.request<FileEdit | null>(messages.answer, argument)
    if (!found) return false
    const uri = Uri.parse(found.uri)
    if (!found.edit) return unreadable(uri)
    await workspace.applyEdit(await server.toEdit(found.edit))
    if (!await (await workspace.openTextDocument(uri)).save()) {
      void window.showErrorMessage(l10n.t('{0} cannot be saved.', workspace.asRelativePath(uri)))
      return false
    }
    await server.filesChanged([uri])
    return true
  }

  async function unreadable(uri: Uri): Promise<false> {
    const selection = languages.getDiagnostics(uri).find(({ severity }) => severity === DiagnosticSeverity.Error)?.range
    await window.showTextDocument(uri, { selection })
    void window.showErrorMessage(l10n.t('Mend {0} first: it cannot be read.', workspace.asRelativePath(uri)))
    return false
  }

  /** Can an answer be written? Asked before the user says anything, so that nothing is said in vain. */
  async function isWritable({ list, item }: ItemRow): Promise<boolean> {
    const found = await server.request<FileEdit | null>(messages.answer, { folder: list.folder, service: null, item: item.id, answer: null } satisfies AnswerArguments)
    return found !== null && (found.edit !== null || unreadable(Uri.parse(found.uri)))
  }

  /** Writes an answer, for one service or for all; where there is but one, nobody is asked. */
  async function answer({ list, item }: ItemRow, given: Answer): Promise<boolean> {
    let { service } = list
    if (service !== null) {
      const scopes = [{ label: l10n.t('Only {0}', service), service: service as string | null }, { label: l10n.t('The whole repository'), description: l10n.t('all its services'), service: null }]
      const chosen = await window.showQuickPick(scopes, { title: item.title, placeHolder: l10n.t('For what does it hold?'), ignoreFocusOut: true })
      if (!chosen) return false
      service = chosen.service
    }
    return write({ folder: list.folder, service, item: item.id, answer: given })
  }

  /** Asks for a text that must be there. */
  async function ask(row: ItemRow, prompt: string, missing: string, value = ''): Promise<string | undefined> {
    return (await window.showInputBox({ title: row.item.title, prompt, value, ignoreFocusOut: true, validateInput: (text) => text.trim() ? null : missing }))?.trim() || undefined
  }

  async function tick(row: ItemRow): Promise<boolean> {
    if (!await isWritable(row)) return false
    const evidence = await ask(row, l10n.t('What proves it? A link, or a sentence. It counts for {0} days, until {1}.', row.item.expires, later(row.item.expires)), l10n.t('Without evidence it does not count.'))
    return evidence !== undefined && answer(row, { kind: 'tick', by: await user(), on: today(), evidence, expires: later(row.item.expires) })
  }

  async function waive(row: ItemRow): Promise<boolean> {
    if (!await isWritable(row)) return false
    const reason = await ask(row, l10n.t('Why is it accepted that this is not so?'), l10n.t('A waiver has a reason.'))
    const owner = reason && await ask(row, l10n.t('Who answers for it?'), l10n.t('A waiver has an owner.'), await user() ?? '')
    if (!reason || !owner) return false
    const wrong = (day: string): string | null => !isDay(day) ? l10n.t('A day such as {0}', later(90)) : day < today() ? l10n.t('That day is over.') : null
    const until = (await window.showInputBox({ title: row.item.title, prompt: l10n.t('Until which day, that day included?'), value: later(90), ignoreFocusOut: true, validateInput: (text) => wrong(text.trim()) }))?.trim()
    return !!until && answer(row, { kind: 'waiver', reason, owner, until })
  }

  async function doesNotApply(row: ItemRow): Promise<boolean> {
    if (!await isWritable(row)) return false
    const reason = await ask(row, l10n.t('Why does it not apply here?'), l10n.t('It needs a reason.'))
    return reason !== undefined && answer(row, { kind: 'not-applicable', reason })
  }

  const takeBack = ({ list, item }: ItemRow): Promise<boolean> => write({ folder: list.folder, service: list.service, item: item.id, answer: null })

  /** The one question that sets the tier of a service. */
  async function promise(list?: ReadinessList): Promise<void> {
    if (!await hasFolder()) return
    const about = list ?? await pickService()
    if (!about) return
    const choices = [
      { availability: 99.99, label: '99.99 %', description: l10n.t('4 min 19 s of outage in 30 days'), detail: l10n.t('everything is asked') },
      { availability: 99.9, label: '99.9 %', description: l10n.t('43 min 12 s of outage in 30 days'), detail: l10n.t('everything is asked') },
      { availability: 99.5, label: '99.5 %', description: l10n.t('3 h 36 min of outage in 30 days'), detail: l10n.t('the launch-blocking and the standard items are asked') },
      { availability: 99, label: '99 %', description: l10n.t('7 h 12 min of outage in 30 days'), detail: l10n.t('the launch-blocking and the standard items are asked') },
      { availability: 95, label: '95 %', description: l10n.t('1 day 12 h of outage in 30 days'), detail: l10n.t('only the launch-blocking items are asked') },
    ]
    const now = l10n.t('as it is now'), shown = choices.map((choice) => choice.availability === about.availability ? { ...choice, description: `${choice.description} · ${now}` } : choice)
    const chosen = await window.showQuickPick(shown, { title: l10n.t('What availability does {0} promise?', serviceText({ ...about, availability: null })), placeHolder: l10n.t('It decides which items are asked of it') })
    if (chosen && await write({ folder: about.folder, service: about.service, availability: chosen.availability })) say(l10n.t('Shipshape: {0} promises {1}, {2}', serviceText({ ...about, availability: null }), chosen.label, chosen.detail))
  }

  async function pickService(): Promise<ReadinessList | undefined> {
    const lists = await readinessLists(server), services = [...new Map(lists.map((list) => [`${list.folder} ${list.service ?? ''}`, list])).values()]
    return services.length < 2 ? services[0] : (await window.showQuickPick(services.map((list) => ({ label: serviceText(list), list })), { placeHolder: l10n.t('Which service?') }))?.list
  }

  const look = (): Promise<readonly ReadinessList[]> => Promise.resolve(window.withProgress({ location: ProgressLocation.Window, title: l10n.t('Shipshape: looking for evidence') }, () => readinessLists(server)))

  async function openChecklist(): Promise<void> {
    if (!await hasFolder()) return
    const lists = await look()
    const row = (label: string, description: string | undefined, keep: Keep): Choice => ({ label, description: counts(kept(lists, keep).flatMap((list) => list.items)), detail: description, run: () => showItems(label, lists, keep) })
    await choose(l10n.t('Checklists'), l10n.t('Choose a checklist'), [
      row(l10n.t('Review this workspace'), l10n.t('Everything that is open, the launch-blocking first.'), (item) => item.state === 'fail' || item.state === 'unknown'),
      ...(selections as readonly Selection[]).map(({ title, description, items }) => row(title, description, (item) => items.includes(item.id))),
      { label: l10n.t('This change'), detail: l10n.t('Items whose evidence is in files with unsaved or uncommitted changes.'), run: () => showChange(lists) },
      separator(l10n.t('By topic')),
      ...[...new Map(lists.map((list) => [list.checklist, list.title]))].map(([checklist, title]) => row(title, undefined, (_, list) => list.checklist === checklist)),
      separator(l10n.t('More')),
      { label: l10n.t('Export the report…'), run: exportReadiness },
      { label: l10n.t('Set what a service promises…'), run: () => promise() },
    ])
  }

  async function showChange(lists: readonly ReadinessList[]): Promise<void> {
    const changed = await changedFiles(), keep: Keep = (item) => item.evidence.some(({ uri }) => changed.has(uri))
    if (kept(lists, keep).length) await showItems(l10n.t('This change'), lists, keep)
    else void window.showInformationMessage(changed.size ? l10n.t('No checklist looks at what is changed.') : l10n.t('Nothing is changed: every file is saved and committed, or Git does not know this folder.'))
  }

  async function showItems(title: string, lists: readonly ReadinessList[], keep: Keep): Promise<void> {
    const order = ['launch-blocking', 'standard', 'critical'], named = new Set(lists.map((list) => list.service)).size > 1
    /** Whoever answers one item answers the next, too. */
    const then = (change: (row: ItemRow) => Promise<boolean>, row: ItemRow) => async (): Promise<void> => { if (await change(row)) await showItems(title, await look(), keep) }
    await choose(title, l10n.t('Choose an item: its evidence opens, or its lesson where there is none'), kept(lists, keep).flatMap((list): Choice[] => [separator(named ? `${serviceText(list)} · ${list.title}` : list.title), ...[...list.items].sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier)).map((item): Choice => ({
      label: item.title, iconPath: stateIcons[item.state], description: stateText(item), detail: [tierText(item.tier), item.evidence[0]?.text].filter(Boolean).join(' · '),
      run: () => item.evidence[0] ? open(item.evidence[0]) : learn(item.topic, 'here'),
      also: [
        ...canTick(item) ? [{ button: { iconPath: new ThemeIcon('check'), tooltip: l10n.t('Tick…') }, run: then(tick, { list, item }) }] : [],
        ...canWaive(item) ? [{ button: { iconPath: new ThemeIcon('shield'), tooltip: l10n.t('Waive…') }, run: then(waive, { list, item }) }] : [],
        { button: { iconPath: new ThemeIcon('circle-slash'), tooltip: l10n.t('Does not apply…') }, run: then(doesNotApply, { list, item }) },
        ...item.answer ? [{ button: { iconPath: new ThemeIcon('discard'), tooltip: l10n.t('Take the answer back') }, run: then(takeBack, { list, item }) }] : [],
        { button: { iconPath: new ThemeIcon('book'), tooltip: l10n.t('Learn') }, run: () => learn(item.topic, 'here') },
      ],
    }))]))
  }

  async function exportReadiness(): Promise<void> {
    if (!await hasFolder()) return
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
    const inBrowser = l10n.t('Open in the Browser'), isPage = chosen.format === 'html'
    // A browser opens no file of the machine that it looks at.
    if (!isPage || env.uiKind === UIKind.Web) await window.showTextDocument(target)
    else if (await window.showInformationMessage(l10n.t('The report is in {0}.', workspace.asRelativePath(target)), inBrowser) === inBrowser) await env.openExternal(target)
  }

  return { openChecklist, exportReadiness, promise: ofRow(promise), tick: ofRow(tick), waive: ofRow(waive), doesNotApply: ofRow(doesNotApply), takeBack: ofRow(takeBack) }
}

/** Which items of the checklists are shown. */
type Keep = (item: ItemResult, list: ReadinessList) => boolean

const kept = (lists: readonly ReadinessList[], keep: Keep): readonly ReadinessList[] => lists.map((list) => ({ ...list, items: list.items.filter((item) => keep(item, list)) })).filter((list) => list.items.length)

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
