import { commands, l10n, Range, Uri, type Command } from 'vscode'

/** A place as the server names it: lines and columns count from zero. */
export interface Place { readonly uri: string; readonly line: number; readonly column: number }

/** The command that shows a place. */
export const openCommand = ({ uri, line, column }: Place): Command => ({ title: l10n.t('Open'), command: 'vscode.open', arguments: [Uri.parse(uri), { selection: new Range(line, column, line, column), preview: true }] })

export async function open(place: Place): Promise<void> {
  const { command, arguments: all = [] } = openCommand(place)
  await commands.executeCommand(command, ...all)
}
