import { QuickPickItemKind, window, type QuickInputButton, type QuickPickItem } from 'vscode'

/** A line of a picker that does something. */
export interface Choice extends QuickPickItem { readonly run?: () => Promise<unknown> | unknown; readonly also?: readonly { readonly button: QuickInputButton; readonly run: () => Promise<unknown> | unknown }[] }

/** Lets the user pick one of several things to do, and does it. */
export async function choose(title: string, placeHolder: string, choices: readonly Choice[]): Promise<void> {
  const picker = window.createQuickPick<Choice>()
  picker.title = title
  picker.placeholder = placeHolder
  picker.matchOnDescription = picker.matchOnDetail = true
  picker.items = choices.map((choice) => ({ ...choice, buttons: choice.also?.map((one) => one.button) }))
  const run = await new Promise<Choice['run']>((resolve) => {
    picker.onDidAccept(() => { resolve(picker.selectedItems[0]?.run); picker.hide() })
    picker.onDidTriggerItemButton(({ item, button }) => { resolve(item.also?.find((one) => one.button === button)?.run); picker.hide() })
    picker.onDidHide(() => resolve(undefined))
    picker.show()
  })
  picker.dispose()
  await run?.()
}

export const separator = (label: string): Choice => ({ label, kind: QuickPickItemKind.Separator })

/** A word in the status bar, for five seconds. */
export const say = (text: string): void => { window.setStatusBarMessage(text, 5000) }

/** A command that a tree gives its row, and others what the row is of. */
export const ofRow = <T, R>(run: (value: T) => R) => (given: T | { readonly value: T }): R => run(given && typeof given === 'object' && 'value' in given ? given.value : given as T)
