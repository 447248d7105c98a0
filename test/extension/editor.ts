import assert from 'node:assert/strict'
import path from 'node:path'
import * as vscode from 'vscode'
import type { Api } from '../../src/extension/extension'

export const extension = (): vscode.Extension<Api> => {
  const found = vscode.extensions.getExtension<Api>('shipshape.shipshape')
  assert(found, 'the extension is not installed')
  return found
}

const folder = (): vscode.Uri => vscode.workspace.workspaceFolders![0]!.uri
export const uriOf = (file: string): vscode.Uri => vscode.Uri.joinPath(folder(), ...file.split('/'))

/** Repeats a check until it gives something that is neither null nor false. */
export async function until<T>(what: string, check: () => Promise<T | null | false> | T | null | false, timeout = 15_000): Promise<T> {
  const end = Date.now() + timeout
  for (;;) {
    const found = await check()
    if (found !== null && found !== false) return found
    if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Writes a file into the workspace and opens it. */
export async function openFile(file: string, text: string): Promise<vscode.TextEditor> {
  const uri = uriOf(file)
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text))
  const document = await vscode.workspace.openTextDocument(uri)
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One)
  if (document.getText() !== text) await replaceAll(editor, text)
  return editor
}

export async function replaceAll(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor
  await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), text))
}

export const findings = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter((one) => one.source === 'shipshape')
export const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code)

/** Waits for a finding of a rule, which may be folded into that of another. */
export const finding = (uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> =>
  until(`${rule} in ${path.posix.basename(uri.path)}, which has ${findings(uri).map(codeOf).join(', ') || 'nothing'}`, () => findings(uri).find((one) => codeOf(one) === rule) ?? null)

export const gone = (uri: vscode.Uri, rule: string): Promise<true> => until(`${rule} to go`, () => !findings(uri).some((one) => codeOf(one) === rule))

export async function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, vscode.CodeActionKind.QuickFix.value)
}

/** Applies the quick fix whose title matches. */
export async function applyFix(uri: vscode.Uri, range: vscode.Range, title: RegExp): Promise<void> {
  const actions = await quickFixes(uri, range)
  const action = actions.find((one) => title.test(one.title))
  assert(action?.edit, `no quick fix matches ${title}: ${actions.map((one) => one.title).join(', ')}`)
  assert(await vscode.workspace.applyEdit(action.edit))
}

export const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs)

/** Waits for a page of ours in the Markdown preview. */
export const page = (name: string): Promise<vscode.Tab> => until(`the page ${name}, among ${tabs().map((tab) => tab.label).join(', ')}`, () =>
  tabs().find(({ input }) => input instanceof vscode.TabInputCustom && input.viewType === 'vscode.markdown.preview.editor' && input.uri.scheme === 'shipshape' && input.uri.path.endsWith(name)) ?? null)

export const closeAll = async (): Promise<void> => { await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'); await vscode.commands.executeCommand('workbench.action.closeAllEditors') }

export const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
