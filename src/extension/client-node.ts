import { Uri } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { connect, type Connect } from './client'

/** Runs the server in a process of its own, with the editor's Node. */
export const start: Connect = (extension, listener) => {
  const module = Uri.joinPath(extension, 'dist/server.cjs').fsPath
  return connect((options) => new LanguageClient('shipshape', 'Shipshape', { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy'] } } }, options), listener)
}
