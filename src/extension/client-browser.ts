import { Uri } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { connect, type Connect } from './client'

/** Runs the server in a web worker, which loads what else it needs from the folder that is its name. */
export const start: Connect = (extension, listener) =>
  connect((options) => new LanguageClient('shipshape', 'Shipshape', new Worker(Uri.joinPath(extension, 'dist/browser/server.js').toString(true), { name: Uri.joinPath(extension, 'dist').toString() }), options), listener)
