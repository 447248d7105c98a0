import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { join } from 'node:path'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-languageserver-protocol/node'
import type { CodeAction, Diagnostic, Hover, InitializeResult } from 'vscode-languageserver-protocol'

export const root = join(__dirname, '../..')

export interface ClientSettings {
  readonly pull?: boolean
  readonly folder?: string
  readonly options?: object
  /** Takes edits whose placeholders are selected. */
  readonly snippets?: boolean
}

/** A language client over the standard streams of the built server. */
export class Client {
  readonly refreshes: number[] = []
  readonly pushed = new Map<string, Diagnostic[]>()
  readonly status: unknown[] = []
  readonly progress: { readonly token: string | number; readonly value: { readonly kind: string } }[] = []
  readonly shown: string[] = []
  private versions = new Map<string, number>()
  private readonly texts = new Map<string, string>()

  private constructor(readonly connection: MessageConnection, private readonly process: ChildProcessWithoutNullStreams, readonly initialized: InitializeResult, readonly folder: string | null) {}

  static async start({ pull = true, folder, options, snippets = false }: ClientSettings = {}): Promise<Client> {
    const child = spawn(process.execPath, [join(root, 'dist/server.cjs'), '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] })
    child.stderr.on('data', (chunk) => process.stderr.write(chunk))
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
    let client: Client | null = null
    connection.onRequest('workspace/diagnostic/refresh', () => { client?.refreshes.push(Date.now()); return null })
    connection.onRequest('client/registerCapability', () => null)
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null))
    connection.onRequest('window/workDoneProgress/create', () => null)
    connection.onRequest('window/showDocument', ({ uri }: { uri: string }) => { client?.shown.push(uri); return { success: true } })
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => { client?.pushed.set(uri, diagnostics) })
    connection.onNotification('shipshape/status', (status: unknown) => { client?.status.push(status) })
    connection.onNotification('$/progress', (progress: { readonly token: string; readonly value: { readonly kind: string } }) => { client?.progress.push(progress) })
    connection.listen()
    const result = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid, rootUri: null, workspaceFolders: folder ? [{ uri: `file://${folder}`, name: 'test' }] : null,
      capabilities: {
        textDocument: { ...pull && { diagnostic: { dynamicRegistration: false } }, publishDiagnostics: { relatedInformation: true } },
        workspace: { workspaceFolders: true, workspaceEdit: { documentChanges: true, snippetEditSupport: snippets }, diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
        window: { workDoneProgress: true, showDocument: { support: true } },
      },
      initializationOptions: options,
    })
    client = new Client(connection, child, result, folder ?? null)
    await connection.sendNotification('initialized', {})
    return client
  }

  uri(path: string): string { return path.includes(':') ? path : `file://${this.folder}/${path}` }

  async open(path: string, text: string, languageId = 'plaintext'): Promise<void> {
    this.texts.set(path, text)
    this.versions.set(path, 1)
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: this.uri(path), languageId, version: 1, text } })
  }

  /** Replaces one stretch of an open text. */
  async replace(path: string, from: string, to: string): Promise<void> {
    const text = this.texts.get(path)!, start = text.indexOf(from)
    if (start < 0) throw new Error(`'${from}' is not in ${path}`)
    const position = (offset: number): { line: number; character: number } => { const before = text.slice(0, offset).split('\n'); return { line: before.length - 1, character: before.at(-1)!.length } }
    const version = this.versions.get(path)! + 1
    this.versions.set(path, version)
    this.texts.set(path, text.slice(0, start) + to + text.slice(start + from.length))
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: this.uri(path), version }, contentChanges: [{ range: { start: position(start), end: position(start + from.length) }, text: to }] })
  }

  async close(path: string): Promise<void> { await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(path) } }) }

  async pull(path: string, previousResultId?: string): Promise<{ kind: string; resultId?: string; items?: Diagnostic[] }> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: this.uri(path) }, identifier: 'shipshape', previousResultId })
  }

  /** The codes of what is shown for a file. */
  async codes(path: string): Promise<readonly string[]> { return ((await this.pull(path)).items ?? []).map((item) => String(item.code)) }

  async actions(path: string, diagnostic: Diagnostic, only?: string[]): Promise<CodeAction[]> {
    return await this.connection.sendRequest<CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri: this.uri(path) }, range: diagnostic.range, context: { diagnostics: [diagnostic], only } }) ?? []
  }

  async hover(path: string, diagnostic: Diagnostic): Promise<string> {
    const hover = await this.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri: this.uri(path) }, position: diagnostic.range.start })
    return hover ? (hover.contents as { value: string }).value : ''
  }

  /** Waits until a condition holds; fails after ten seconds. */
  async until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    for (let i = 0; i < 200; i++) {
      if (await holds()) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`never: ${what}`)
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown')
    await this.connection.sendNotification('exit')
    this.connection.dispose()
    this.process.kill()
  }
}

/** Applies the edits of an action to one text. */
export function applyAction(text: string, action: CodeAction, uri: string): string {
  const lines = text.split('\n')
  const offset = ({ line, character }: { line: number; character: number }): number => lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character
  const edits = [...action.edit?.changes?.[uri] ?? []].sort((a, b) => offset(b.range.start) - offset(a.range.start))
  return edits.reduce((out, edit) => out.slice(0, offset(edit.range.start)) + edit.newText + out.slice(offset(edit.range.end)), text)
}
