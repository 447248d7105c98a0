import { commands, l10n, Uri, window, workspace } from 'vscode'
import exercises from '../../generated/exercise-list.json'
import { messages, type StartedExercise } from '../server/protocol'
import { choose, ofRow, type Choice } from './choices'
import type { Lessons } from './lessons'
import type { Server } from './server'
import { today } from './states'

export { exercises }

/** The exercises of this workspace, graded. */
export const startedExercises = (server: Server): Promise<readonly StartedExercise[]> => server.request(messages.exercises, { day: today() })

/** Puts an exercise into a folder that the user picks, and opens what is wanted. */
export function exerciseCommands(server: Server, pages: Lessons, learn: (topic: string, where?: 'here' | 'beside') => Promise<void>): { readonly [name: string]: (...words: never[]) => unknown } {
  async function startExercise(id?: string): Promise<void> {
    const wanted = exercises.find((one) => one.id === id) ?? (await window.showQuickPick(exercises.map((one) => ({ label: one.title, description: l10n.t('{0} min', one.minutes), detail: one.goal, id: one.id })), { title: l10n.t('Start exercise'), placeHolder: l10n.t('Choose an exercise') }))
    if (!wanted) return
    const parent = await pickParent()
    if (!parent) return
    const folder = await freeFolder(parent, wanted.id)
    const starter = (await pages.exerciseTexts())[wanted.id]!.starter
    for (const [path, text] of Object.entries(starter)) await workspace.fs.writeFile(Uri.joinPath(folder, path), new TextEncoder().encode(text))
    const readme = Uri.joinPath(folder, 'README.md')
    if (workspace.getWorkspaceFolder(folder)) {
      await server.filesChanged(Object.keys(starter).map((path) => Uri.joinPath(folder, path)))
      await commands.executeCommand('vscode.open', readme)
      await commands.executeCommand('shipshape.curriculum.focus')
    } else await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: false })
  }

  async function pickParent(): Promise<Uri | undefined> {
    const here = (workspace.workspaceFolders ?? []).map((folder) => ({ label: l10n.t('In {0}', folder.name), description: 'exercises/', uri: Uri.joinPath(folder.uri, 'exercises') as Uri | null }))
    const chosen = here.length ? await window.showQuickPick([...here, { label: l10n.t('In another folder…'), description: '', uri: null }], { title: l10n.t('Start exercise'), placeHolder: l10n.t('Where?') }) : { uri: null }
    if (!chosen) return undefined
    return chosen.uri ?? (await window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: l10n.t('Put the exercise here') }))?.[0]
  }

  /** A check that is not done: its hints one after the other. */
  async function hint({ check, exercise }: { readonly check: StartedExercise['checks'][number]; readonly exercise: string }): Promise<void> {
    const steps: Choice[] = [
      { label: l10n.t('1. Read the section'), run: () => learn(check.topic, 'beside') },
      { label: l10n.t('2. A hint'), run: () => choose(check.title, check.hint, [{ label: check.hint }]) },
      { label: l10n.t('3. Show the lines of a solution'), run: async () => { await window.showTextDocument(await workspace.openTextDocument({ content: await solution(exercise, check.id) }), { preview: true }) } },
    ]
    await choose(check.title, l10n.t('How much help?'), steps)
  }

  async function solution(exercise: string, check: string): Promise<string> {
    const shown = await server.request<{ readonly path: string; readonly text: string } | null>(messages.solutionLines, { exercise, check, files: (await pages.exerciseTexts())[exercise]!.solution, day: today() })
    return shown ? `${shown.path}\n\n${shown.text}\n` : ''
  }

  return { startExercise: ofRow(startExercise), hint: ofRow(hint) }
}

async function freeFolder(parent: Uri, name: string): Promise<Uri> {
  for (let i = 1; ; i++) {
    const folder = Uri.joinPath(parent, i === 1 ? name : `${name}-${i}`)
    if (!await workspace.fs.stat(folder).then(() => true, () => false)) return folder
  }
}
