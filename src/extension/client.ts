import { extensions, FileType, Uri, workspace, type CancellationToken, type WorkspaceEdit } from 'vscode'
import { RevealOutputChannelOn, State, vsdiag, WorkDoneProgress, type BaseLanguageClient, type LanguageClientOptions, type WorkspaceEdit as ProtocolEdit } from 'vscode-languageclient'
import { levels } from '../core/finding'
import { messages, type ClientOptions, type Status } from '../server/protocol'
import type { Entry } from '../workspace/files'
import { maximumBytes } from '../workspace/limits'
import { withoutSchema } from './schemas'
import { lessonScheme } from './scheme'
import { documentSelector } from './selector'

/** A running server. */
export interface Connection {
  request<T>(method: string, params?: object, token?: CancellationToken): Promise<T>
  /** Asks for something long; `report` gets what the server says meanwhile. */
  requestWithProgress<T>(method: string, params: object, report: (message: string | undefined, percentage: number | undefined) => void, token: CancellationToken): Promise<T>
  /** Tells of files that we wrote ourselves, for file systems that nobody watches. */
  filesChanged(uris: readonly Uri[]): Promise<void>
  toEdit(edit: unknown): Promise<WorkspaceEdit>
  stop(): Promise<void>
}

export interface Listener {
  status(status: Status): void
  running(running: boolean): void
  /** Pinning may be offered: the workspace is trusted, and this is no browser. */
  mayPin(): boolean
  /** Schema findings of a file are left to another extension, or to none. */
  withheld(uri: string, by: string | null): void
}

export type Connect = (extension: Uri, listener: Listener) => Promise<Connection>

/** Starts a client that `create` makes, and says what it is told. */
export async function connect(create: (options: LanguageClientOptions) => BaseLanguageClient, listener: Listener): Promise<Connection> {
  const settings = workspace.getConfiguration('shipshape')
  const options: ClientOptions = {
    level: levels.find((level) => level === settings.get('level')), scope: settings.get('scope') === 'workspace' ? 'workspace' : 'openFiles',
    lessonLink: `${lessonScheme}:/curriculum/{topic}.md#{anchor}`, commands: true, clientFiles: true, pin: listener.mayPin(),
  }
  const shown = <D extends object>(uri: Uri, diagnostics: readonly D[]): D[] => {
    const { shown, by } = withoutSchema(diagnostics, (id) => extensions.getExtension(id)?.isActive ?? false)
    listener.withheld(uri.toString(), by)
    return shown
  }
  const client = create({
    documentSelector: documentSelector as LanguageClientOptions['documentSelector'],
    initializationOptions: options,
    diagnosticPullOptions: { onChange: true, onSave: true },
    middleware: {
      handleDiagnostics(uri, diagnostics, next) { next(uri, shown(uri, diagnostics)) },
      async provideDiagnostics(document, previous, token, next) {
        const unsaved = previous !== undefined && !(document instanceof Uri) && document.isDirty && !document.isUntitled
        if (unsaved && workspace.getConfiguration('shipshape').get('run') === 'onSave') return { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId: previous }
        const report = await next(document, previous, token)
        return report?.kind === vsdiag.DocumentDiagnosticReportKind.full ? { ...report, items: shown(document instanceof Uri ? document : document.uri, report.items) } : report
      },
    },
    markdown: { isTrusted: { enabledCommands: ['shipshape.learn', 'shipshape.explainRule'] } },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  })
  const subscriptions = [
    client.onDidChangeState(({ newState }) => { if (newState !== State.Starting) listener.running(newState === State.Running) }),
    client.onNotification(messages.status, (status: Status) => listener.status(status)),
    client.onRequest(messages.readFile, ({ uri }: { uri: string }) => readFile(Uri.parse(uri))),
    client.onRequest(messages.listFolder, ({ uri }: { uri: string }) => listFolder(Uri.parse(uri))),
  ]
  await client.start()
  return {
    request: (method, params, token) => client.sendRequest(method, params, token),
    async requestWithProgress(method, params, report, token) {
      const workDoneToken = `shipshape-${Date.now()}`
      const progress = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => { if (value.kind !== 'end') report(value.message, value.percentage) })
      try { return await client.sendRequest(method, { ...params, workDoneToken }, token) }
      finally { progress.dispose() }
    },
    filesChanged: (uris) => client.sendNotification('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri: client.code2ProtocolConverter.asUri(uri), type: 2 })) }),
    toEdit: (edit) => client.protocol2CodeConverter.asWorkspaceEdit(edit as ProtocolEdit),
    async stop() {
      for (const one of subscriptions) one.dispose()
      await client.dispose(2000)
    },
  }
}

async function readFile(uri: Uri): Promise<string | null> {
  try {
    if ((await workspace.fs.stat(uri)).size > maximumBytes) return null
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri))
    return text.includes('\0') ? null : text
  } catch { return null }
}

async function listFolder(uri: Uri): Promise<readonly Entry[]> {
  try {
    return (await workspace.fs.readDirectory(uri)).flatMap(([name, type]): Entry[] => type & FileType.File ? [{ name, kind: 'file' }] : type === FileType.Directory ? [{ name, kind: 'folder' }] : [])
  } catch { return [] }
}

