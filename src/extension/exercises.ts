import { commands, l10n, Uri, window, workspace, type Memento } from 'vscode'
import exercises from '../../generated/exercise-list.json'
import { messages, type StartedExercise } from '../server/protocol'
import { choose, lines, ofRow, separator, type Choice } from './choices'
import { showPage, solutionUri, type Lessons } from './lessons'
import { open } from './places'
import type { Server } from './server'
import { today } from './states'

export { exercises }

/** The exercises of this workspace, graded. */
export const startedExercises = (server: Server): Promise<readonly StartedExercise[]> => server.request(messages.exercises, { day: today() })

/** Puts an exercise into a folder that the user picks, and opens what is wanted. */
export function exerciseCommands(server: Server, pages: Lessons, memento: Memento, learn: (topic: string, where?: 'here' | 'beside') => Promise<void>): { readonly [name: string]: (...words: never[]) => unknown } {
  async function startExercise(id?: string): Promise<void> {
    const wanted = exercises.find((one) => one.id === id) ?? (await window.showQuickPick(exercises.map((one) => ({ label: one.title, description: l10n.t('{0} min', one.minutes), detail: one.goal, id: one.id })), { title: l10n.t('Start exercise'), placeHolder: l10n.t('Choose an exercise') }))
    if (!wanted) return
    const parent = await pickParent()
    if (!parent) return
    const folder = await freeFolder(parent, wanted.id)
    const starter = (await pages.exerciseTexts())[wanted.id]!.starter
    for (const [path, text] of Object.entries(starter)) await workspace.fs.writeFile(Uri.joinPath(folder, path), new TextEncoder().encode(text))
    if (workspace.getWorkspaceFolder(folder)) {
      await server.filesChanged(Object.keys(starter).map((path) => Uri.joinPath(folder, path)))
      await showTask(folder)
    } else {
      await memento.update(startedKey, folder.toString())
      await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: false })
    }
  }

  async function pickParent(): Promise<Uri | undefined> {
    const here = (workspace.workspaceFolders ?? []).map((folder) => ({ label: l10n.t('In {0}', folder.name), description: 'exercises/', uri: Uri.joinPath(folder.uri, 'exercises') as Uri | null }))
    const chosen = here.length ? await window.showQuickPick([...here, { label: l10n.t('In another folder…'), description: '', uri: null }], { title: l10n.t('Start exercise'), placeHolder: l10n.t('Where?') }) : { uri: null }
    if (!chosen) return undefined
    return chosen.uri ?? (await window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: l10n.t('Put the exercise here') }))?.[0]
  }

  /** A check that is not done: why, and its hints one after the other. */
  async function hint({ check, exercise }: { readonly check: StartedExercise['checks'][number]; readonly exercise: string }): Promise<void> {
    const { place } = check
    const section: Choice = { label: l10n.t('1. Read the section'), run: () => learn(check.topic, 'beside') }
    const lastStep: Choice = { label: l10n.t('3. Show the lines of a solution'), run: () => showPage(solutionUri(exercise, check), 'beside') }
    await choose(check.title, l10n.t('How much help?'), [
      section, { label: l10n.t('2. A hint'), run: () => choose(check.title, l10n.t('More help?'), [...lines(check.hint), separator(''), section, lastStep]) }, lastStep,
      ...place || check.reason ? [separator(l10n.t('Not done yet'))] : [], ...check.reason ? lines(check.reason) : [],
      ...place ? [{ label: l10n.t('Show what was looked at'), description: `${place.uri.slice(place.uri.lastIndexOf('/') + 1)}:${place.line + 1}`, run: () => open(place) }] : [],
    ])
  }

  return { startExercise: ofRow(startExercise), hint: ofRow(hint) }
}

const startedKey = 'startedExercise'

/** What is to be done, as a page, and its checks. */
async function showTask(folder: Uri): Promise<void> {
  await commands.executeCommand('vscode.openWith', Uri.joinPath(folder, 'README.md'), 'vscode.markdown.preview.editor')
  await commands.executeCommand('shipshape.curriculum.focus')
}

/** Shows the task of the exercise for which this window was opened. */
export async function continueExercise(memento: Memento): Promise<void> {
  const started = memento.get<string>(startedKey), folder = workspace.workspaceFolders?.[0]?.uri
  if (!started || folder?.toString() !== started) return
  await memento.update(startedKey, undefined)
  await showTask(folder)
}

async function freeFolder(parent: Uri, name: string): Promise<Uri> {
  for (let i = 1; ; i++) {
    const folder = Uri.joinPath(parent, i === 1 ? name : `${name}-${i}`)
    if (!await workspace.fs.stat(folder).then(() => true, () => false)) return folder
  }
}
