import { commands, l10n, QuickPickItemKind, window, workspace, type QuickInputButton, type QuickPickItem } from 'vscode'

/** A line of a picker that does something. */
export interface Choice extends QuickPickItem {
  readonly run?: () => Promise<unknown> | unknown
  readonly also?: readonly { readonly button: QuickInputButton; readonly run: () => Promise<unknown> | unknown }[]
  /** It is there to be read: choosing it does nothing. */
  readonly isText?: boolean
}

/** Lets the user pick one of several things to do, and does it. `stays`: a click elsewhere does not close it. */
export async function choose(title: string, placeHolder: string, choices: readonly Choice[], stays = false): Promise<void> {
  const picker = window.createQuickPick<Choice>()
  picker.title = title
  picker.placeholder = placeHolder
  picker.matchOnDescription = picker.matchOnDetail = true
  picker.ignoreFocusOut = stays
  picker.items = choices.map((choice) => ({ ...choice, buttons: choice.also?.map((one) => one.button) }))
  const first = choices[0]?.isText ? picker.items.find((choice) => choice.run) : undefined
  if (first) picker.activeItems = [first]
  const run = await new Promise<Choice['run']>((resolve) => {
    picker.onDidAccept(() => {
      const [chosen] = picker.selectedItems
      if (chosen?.isText) return
      resolve(chosen?.run)
      picker.hide()
    })
    picker.onDidTriggerItemButton(({ item, button }) => { resolve(item.also?.find((one) => one.button === button)?.run); picker.hide() })
    picker.onDidHide(() => resolve(undefined))
    picker.show()
  })
  picker.dispose()
  await run?.()
}

export const separator = (label: string): Choice => ({ label, kind: QuickPickItemKind.Separator })

/** A text over as many lines as it needs: a line of a picker, and its title, cut what is longer than they are wide. */
export function lines(text: string, width = 78): Choice[] {
  const rows: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = rows.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) rows.push(word)
    else rows[rows.length - 1] = `${last} ${word}`
  }
  return rows.map((label) => ({ label, isText: true, alwaysShow: true }))
}

/** A word in the status bar, for five seconds. */
export const say = (text: string): void => { window.setStatusBarMessage(text, 5000) }

/** Is a folder open? Where none is, the user is told, and may open one. */
export async function hasFolder(): Promise<boolean> {
  if (workspace.workspaceFolders?.length) return true
  const openFolder = l10n.t('Open Folder')
  if (await window.showInformationMessage(l10n.t('Shipshape: no folder is open. Open the folder of your system first.'), openFolder) === openFolder) await commands.executeCommand('workbench.action.files.openFolder')
  return false
}

/** A command that a tree gives its row, and others what the row is of. */
export const ofRow = <T, R>(run: (value: T) => R) => (given: T | { readonly value: T }): R => run(given && typeof given === 'object' && 'value' in given ? given.value : given as T)
