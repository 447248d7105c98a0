import {
  CodeActionKind, DiagnosticRefreshRequest, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, DocumentDiagnosticReportKind, MarkupKind, TextDocuments, TextDocumentSyncKind,
  type Connection, type Diagnostic, type InitializeParams, type InitializeResult, type TextEdit, type WorkspaceDiagnosticReport, type WorkspaceEdit, type WorkspaceFolder,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Checklist } from '../readiness/checklist'
import { evaluateReadiness, servicesIn } from '../readiness/evaluate'
import { grade, projectOf, solutionLines, startedExercises, type Exercise } from '../readiness/exercise'
import { readinessJson, readinessMarkdown } from '../reports/readiness'
import { readinessHtml } from '../reports/readiness-html'
import { readinessPath, withAnswer, withAvailability, withServices } from '../workspace/readiness-file'
import { slugOfTopic, titleOfTopic, type Lesson } from '../readiness/curriculum'
import { fold } from '../core/fold'
import { levels, type Finding, type Level } from '../core/finding'
import type { Fix } from '../core/fix'
import type { Language } from '../core/language'
import type { RuleLibrary } from '../core/library'
import { changeBetween } from '../core/edit'
import { lineEnd, lineStart } from '../core/lines'
import { LineIndex, overlaps } from '../core/span'
import { suppressEdit } from '../core/suppression'
import type { Entry, Files } from '../workspace/files'
import { setRule } from '../workspace/config-file'
import { explainFile } from '../workspace/explain'
import { changesOf, codeActions, fixAllKind, safelyFixed, toWorkspaceEdit } from './actions'
import { Folder } from './folder'
import { makePins, pinsAt, planPins, type Pinning, type Place } from './pin'
import { messages, type AnswerArguments, type ClientOptions, type FileEdit, type ReportArguments, type StartedExercise, type PinArguments, type PinPlan, type PinResult, type ReadinessList, type Status, type Summary, type TopicFindings } from './protocol'
import { hoverText, toDiagnostic, toRange, type RenderContext } from './render'

/** What differs between a server in Node and one in a browser's worker. */
export interface Host {
  readonly version: string
  readonly languages: readonly Language[]
  readonly library: RuleLibrary
  readonly checklists: readonly Checklist[]
  readonly exercises: readonly Exercise[]
  /** The files of a folder; null where this host has no such file system. */
  files(uri: string): Files | null
  readonly lessons: readonly Lesson[]
  /** Address of a packaged lesson; null where there is none that an editor could open. */
  lessonFile(lesson: string, slug: string | null): string | null
  /** Absent where there is no network, or none that may be used. */
  readonly pinning?: Pinning
  /** Lets other messages in. */
  pause(): Promise<void>
  /** An error that the client gets word by word. */
  refusal(message: string): Error
}

/** How long typing must rest before a finding about something missing, not shown before, is shown. */
const idle = 1000
/** How long push diagnostics wait for further typing. */
const pushDelay = 80

interface Shown { readonly missing: ReadonlySet<string>; readonly editedAt: number }

/** Serves the Language Server Protocol over a connection. */
export function serve(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument)
  const folders: Folder[] = []
  const items = host.checklists.flatMap((list) => list.items.map((item) => item.id))
  const loose = new Map<string, Folder>()
  const shown = new Map<string, Shown>()
  const pushed = new Set<string>()
  /** Open files of which a check of the workspace told; they are told of again when they close. */
  const told = new Set<string>()
  let client: ClientOptions = {}
  let capabilities: InitializeParams['capabilities'] = {}
  let canPull = false, ready = false
  let initialFolders: readonly WorkspaceFolder[] = []
  const waiting = new Set<() => void>()

  const pathIn = (folder: Folder, uri: string): string | null => uri.startsWith(`${folder.uri}/`) ? decodeURIComponent(uri.slice(folder.uri.length + 1)) : null
  const uriOf = (folder: Folder, path: string): string => {
    for (const [uri, one] of loose) if (one === folder) return uri
    return `${folder.uri}/${path.split('/').map((part) => encodeURIComponent(part)).join('/')}`
  }

  /** The folder and path of a document; a document outside every folder is a world of its own. */
  function locate(uri: string): { readonly folder: Folder; readonly path: string } | null {
    let best: { folder: Folder; path: string } | null = null
    for (const folder of folders) {
      const path = pathIn(folder, uri)
      if (path !== null && (!best || folder.uri.length > best.folder.uri.length)) best = { folder, path }
    }
    if (best) return best
    const document = documents.get(uri)
    if (!document) return null
    let folder = loose.get(uri)
    if (!folder) loose.set(uri, folder = new Folder(uri, { languages: host.languages, library: host.library, items, atLeast: client.level, files: null }))
    return { folder, path: loosePath(uri, document.languageId) }
  }

  const filesOf = (uri: string): Files | null => host.files(uri) ?? (client.clientFiles ? {
    read: (path) => connection.sendRequest<string | null>(messages.readFile, { uri: `${uri}/${path.split('/').map(encodeURIComponent).join('/')}` }),
    list: (folder) => connection.sendRequest<readonly Entry[]>(messages.listFolder, { uri: folder ? `${uri}/${folder.split('/').map(encodeURIComponent).join('/')}` : uri }),
  } : null)

  const lesson = (topic: string): string | null => {
    const found = slugOfTopic(host.lessons, topic)
    if (!found) return null
    return client.lessonLink ? client.lessonLink.replaceAll('{topic}', found.lesson.id).replaceAll('{anchor}', found.slug ?? '') : host.lessonFile(found.lesson.id, found.slug)
  }

  function renderContext(folder: Folder, path: string): RenderContext {
    const indexes = new Map<string, LineIndex>()
    const linesOf = (of: string): LineIndex | null => {
      const text = folder.text(of)
      if (text === null) return null
      let lines = indexes.get(of)
      if (!lines) indexes.set(of, lines = new LineIndex(text))
      return lines
    }
    return {
      lines: linesOf(path) ?? new LineIndex(''), lesson, rule: (id) => folder.project.rule(id),
      other(of) { const lines = linesOf(of); return lines && { uri: uriOf(folder, of), lines } },
    }
  }

  const key = (finding: Finding): string => `${finding.rule} ${finding.subject}`

  /** What to show of a file. What is missing since a moment ago may just be on its way, so it waits until typing rests. */
  function visible(folder: Folder, path: string, uri: string): readonly Finding[] {
    const findings = folder.findings(path)
    const known = shown.get(uri)
    if (!known) { shown.set(uri, { missing: new Set(findings.filter((one) => one.missing).map(key)), editedAt: 0 }); return findings }
    const resting = performance.now() - known.editedAt >= idle
    const kept = resting ? findings : findings.filter((finding) => !finding.missing || known.missing.has(key(finding)))
    shown.set(uri, { missing: new Set(kept.filter((one) => one.missing).map(key)), editedAt: known.editedAt })
    if (kept.length < findings.length) setTimeout(() => refreshSoon([uri]), Math.max(10, known.editedAt + idle - performance.now() + 5))
    return kept
  }

  function diagnostics(folder: Folder, path: string, uri: string): Diagnostic[] {
    const context = renderContext(folder, path)
    return fold(visible(folder, path, uri)).map((squiggle) => toDiagnostic(squiggle, context))
  }

  let refreshing = false
  /** Asks a pulling client to pull again, or pushes to one that cannot. */
  function refreshSoon(uris: Iterable<string>): void {
    for (const resolve of waiting) resolve()
    waiting.clear()
    if (!canPull) { for (const uri of uris) void push(uri); return }
    if (refreshing || !capabilities.workspace?.diagnostics?.refreshSupport) return
    refreshing = true
    setTimeout(() => { refreshing = false; connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined) }, 10)
  }

  async function push(uri: string): Promise<void> {
    const place = locate(uri)
    if (!place || !documents.get(uri)) return
    await update(place.folder)
    await connection.sendDiagnostics({ uri, version: documents.get(uri)?.version, diagnostics: diagnostics(place.folder, place.path, uri) })
  }

  /** Pushes the findings of a file that is not open. */
  async function tell(folder: Folder, path: string, uri: string, findings: readonly Finding[]): Promise<void> {
    if (findings.length) pushed.add(uri)
    else pushed.delete(uri)
    await connection.sendDiagnostics({ uri, diagnostics: fold(findings).map((squiggle) => toDiagnostic(squiggle, renderContext(folder, path))) })
  }

  /** Brings a folder up to date and tells the client about open files that changed without being typed in. */
  async function update(folder: Folder, asking?: string, isCancelled?: () => boolean): Promise<void> {
    await folder.update(host.pause, undefined, isCancelled)
    const others = [...folder.takeChanged()].filter((path) => folder.isOpen(path)).map((path) => uriOf(folder, path)).filter((uri) => uri !== asking)
    if (others.length) refreshSoon(others)
    if (ready) sendStatus()
  }

  let statusTimer: ReturnType<typeof setTimeout> | null = null
  function sendStatus(): void {
    if (!client.commands || statusTimer) return
    statusTimer = setTimeout(() => {
      statusTimer = null
      let fresh = 0, accepted = 0, problems = 0
      for (const folder of folders) {
        const all = folder.all()
        fresh += all.fresh.length
        accepted += all.accepted.length
        problems += all.fresh.filter((finding) => finding.rule === 'shipshape/invalid-configuration' || finding.rule === 'shipshape/invalid-rule').length
      }
      const status: Status = { state: ready ? 'ready' : 'indexing', fresh, accepted, problems, level: client.level ?? 'recommended' }
      void connection.sendNotification(messages.status, status)
    }, 200)
  }

  async function addFolder(uri: string): Promise<void> {
    const clean = uri.replace(/\/+$/, '')
    if (folders.some((folder) => folder.uri === clean)) return
    const folder = new Folder(clean, { languages: host.languages, library: host.library, items, atLeast: client.level, files: filesOf(clean) })
    folders.push(folder)
    for (const document of documents.all()) {
      const path = pathIn(folder, document.uri)
      if (path !== null) { loose.delete(document.uri); folder.edit(path, document.getText()) }
    }
    const progress = capabilities.window?.workDoneProgress ? await connection.window.createWorkDoneProgress() : null
    progress?.begin('Shipshape', 0, 'reading files', true)
    const cancelled = (): boolean => progress?.token.isCancellationRequested ?? false
    try {
      await folder.index(host.pause, cancelled, (files) => { if (files % 50 === 0) progress?.report(`${files} files`) })
      await folder.update(host.pause, (done, total) => { if (done % 50 === 0) progress?.report(Math.round(100 * done / total)) }, cancelled)
    } finally { progress?.done() }
    folder.takeChanged()
    refreshSoon([...folder.openPaths].map((path) => uriOf(folder, path)))
  }

  async function configure(): Promise<void> {
    if (!capabilities.workspace?.configuration) return
    const settings = await connection.workspace.getConfiguration('shipshape').catch(() => null) as { level?: unknown; scope?: unknown } | null
    const level = levels.find((one) => one === settings?.level)
    if (level === client.level) return
    client = { ...client, level: level as Level | undefined }
    const uris = folders.splice(0).map((folder) => folder.uri)
    loose.clear()
    for (const uri of uris) await addFolder(uri)
  }

  connection.onInitialize((params): InitializeResult => {
    capabilities = params.capabilities
    client = (params.initializationOptions ?? {}) as ClientOptions
    canPull = capabilities.textDocument?.diagnostic !== undefined
    initialFolders = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri, name: '' }] : [])
    return {
      serverInfo: { name: 'shipshape', version: host.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        ...canPull && { diagnosticProvider: { identifier: 'shipshape', interFileDependencies: true, workspaceDiagnostics: client.scope === 'workspace' } },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
        hoverProvider: true,
        ...!client.commands && { executeCommandProvider: { commands: ['shipshape.learn'] } },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    }
  })

  connection.onInitialized(async () => {
    if (capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) void connection.client.register(DidChangeConfigurationNotification.type, { section: 'shipshape' })
    if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] })
    if (capabilities.workspace?.workspaceFolders) connection.workspace.onDidChangeWorkspaceFolders(async (event) => {
      for (const { uri } of event.removed) {
        const index = folders.findIndex((folder) => folder.uri === uri.replace(/\/+$/, ''))
        if (index >= 0) folders.splice(index, 1)
      }
      for (const { uri } of event.added) await addFolder(uri)
    })
    await configure().catch(() => undefined)
    for (const { uri } of initialFolders) await addFolder(uri).catch((error: Error) => connection.console.error(`Reading ${uri} failed: ${error.message}`))
    ready = true
    sendStatus()
  })

  connection.onDidChangeConfiguration(() => configure())

  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const touched = new Set<Folder>()
    for (const { uri } of changes) for (const folder of folders) {
      const path = pathIn(folder, uri)
      if (path === null) continue
      await folder.reload(path)
      // While a folder is being read, its own update comes at the end.
      if (folder.isComplete) touched.add(folder)
    }
    for (const folder of touched) await update(folder)
  })

  documents.onDidChangeContent(({ document }) => {
    const place = locate(document.uri)
    if (!place) return
    const known = shown.get(document.uri)
    if (known) shown.set(document.uri, { missing: known.missing, editedAt: performance.now() })
    place.folder.edit(place.path, document.getText())
    if (pushed.delete(document.uri)) {
      told.add(document.uri)
      void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] })
    }
    if (!canPull) {
      const { uri, version } = document
      setTimeout(() => { if (documents.get(uri)?.version === version) void push(uri) }, known ? pushDelay : 0)
    }
  })

  documents.onDidSave(({ document }) => {
    const known = shown.get(document.uri)
    if (!known) return
    shown.set(document.uri, { missing: known.missing, editedAt: 0 })
    refreshSoon([document.uri])
  })

  documents.onDidClose(async ({ document }) => {
    const place = locate(document.uri) ?? (loose.has(document.uri) ? { folder: loose.get(document.uri)!, path: '' } : null)
    shown.delete(document.uri)
    loose.delete(document.uri)
    if (place && folders.includes(place.folder)) {
      await place.folder.close(place.path)
      if (told.delete(document.uri)) {
        await update(place.folder)
        if (!documents.get(document.uri)) { await tell(place.folder, place.path, document.uri, place.folder.findings(place.path)); return }
      }
    }
    if (!canPull) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] })
  })

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const place = locate(textDocument.uri)
    if (!place) return { kind: DocumentDiagnosticReportKind.Full, items: [] }
    await update(place.folder, textDocument.uri, () => token.isCancellationRequested)
    const items = diagnostics(place.folder, place.path, textDocument.uri)
    const resultId = contentId(items)
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items }
  })

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    const previous = new Map(previousResultIds.map((one) => [one.uri, one.value]))
    for (;;) {
      const items: WorkspaceDiagnosticReport['items'] = []
      for (const folder of folders) {
        await update(folder)
        const paths = new Set(folder.project.paths())
        for (const path of paths) {
          const uri = uriOf(folder, path)
          const found = folder.isOpen(path) ? diagnostics(folder, path, uri) : fold(folder.findings(path)).map((squiggle) => toDiagnostic(squiggle, renderContext(folder, path)))
          const resultId = contentId(found)
          if (previous.get(uri) !== resultId && (found.length || previous.has(uri))) items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: documents.get(uri)?.version ?? null, resultId, items: found })
          previous.delete(uri)
        }
      }
      for (const uri of previous.keys()) items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId: contentId([]), items: [] })
      if (items.length || token.isCancellationRequested) return { items }
      await new Promise<void>((resolve) => {
        waiting.add(resolve)
        token.onCancellationRequested(() => resolve())
      })
      if (token.isCancellationRequested) return { items: [] }
    }
  })

  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const place = locate(textDocument.uri), document = documents.get(textDocument.uri)
    if (!place || !document) return null
    await update(place.folder, textDocument.uri)
    return codeActions({
      folder: place.folder, path: place.path, uri: textDocument.uri, span: [document.offsetAt(range.start), document.offsetAt(range.end)], only: context.only ?? null,
      diagnostics: context.diagnostics, commands: client.commands ?? false, snippets: capabilities.workspace?.workspaceEdit?.snippetEditSupport ?? false, uriOf: (path) => uriOf(place.folder, path), titleOf: (topic) => titleOfTopic(host.lessons, topic),
      pins: (span, found) => client.pin && client.commands && host.pinning ? pinsAt(place.folder, place.path, span, found, host.pinning) : [],
    })
  })

  connection.onHover(async ({ textDocument, position }) => {
    const place = locate(textDocument.uri), document = documents.get(textDocument.uri)
    if (!place || !document) return null
    await update(place.folder, textDocument.uri)
    const offset = document.offsetAt(position)
    const here = place.folder.findings(place.path).filter((finding) => overlaps(finding.span, [offset, offset]) || finding.span[0] <= offset && offset < finding.span[1])
    if (!here.length) return null
    const context = renderContext(place.folder, place.path)
    return { contents: { kind: MarkupKind.Markdown, value: hoverText(here, context, { commands: client.commands ?? false }) }, range: toRange(context.lines, here[0]!.span) }
  })

  connection.onExecuteCommand(async ({ command, arguments: [topic] = [] }) => {
    if (command !== 'shipshape.learn' || typeof topic !== 'string') return
    const uri = lesson(topic)
    if (uri) await connection.window.showDocument({ uri, takeFocus: true })
  })

  connection.onRequest(messages.checkWorkspace, async (params: { workDoneToken?: string | number }, token): Promise<Summary> => {
    const progress = connection.window.attachWorkDoneProgress(params?.workDoneToken)
    progress.begin('Checking the workspace', 0, undefined, true)
    const rules = new Map<string, { rule: string; title: string; severity: Finding['severity']; count: number; fixable: number; safe: number }>()
    let files = 0, count = 0, accepted = 0
    const cancelled = (): boolean => token.isCancellationRequested
    try {
      for (const folder of folders) {
        // Events of files get lost; whoever asks for everything gets what is there.
        await folder.index(host.pause, cancelled, (read) => { if (read % 50 === 0) progress.report(`${read} files read`) })
        await folder.update(host.pause, (done, total) => { if (done % 20 === 0) progress.report(Math.round(100 * done / total)) }, cancelled)
        if (cancelled()) break
        const all = folder.all()
        accepted += all.accepted.length
        const byPath = new Map<string, Finding[]>()
        for (const finding of all.fresh) byPath.set(finding.path, [...byPath.get(finding.path) ?? [], finding])
        for (const path of folder.project.paths()) {
          files++
          const uri = uriOf(folder, path), found = byPath.get(path) ?? []
          for (const finding of found) {
            count++
            let row = rules.get(finding.rule)
            if (!row) rules.set(finding.rule, row = { rule: finding.rule, title: folder.project.rule(finding.rule)?.title ?? finding.rule, severity: finding.severity, count: 0, fixable: 0, safe: 0 })
            row.count++
            if (finding.fixable) row.fixable++
            if (finding.fixable === 'safe') row.safe++
          }
          if (client.scope === 'workspace') continue
          if (folder.isOpen(path)) told.add(uri)
          else if (found.length || pushed.has(uri)) await tell(folder, path, uri, found)
        }
      }
    } finally { progress.done() }
    return { files, findings: count, accepted, rules: [...rules.values()].sort((a, b) => b.count - a.count) }
  })

  /** What pins, the server that is asked for actions, and what is to be pinned. */
  async function toPin({ uri, offset, server: address }: PinArguments): Promise<{ readonly pinning: Pinning; readonly server: string; readonly place: Place | null }> {
    if (!host.pinning || !client.pin) throw host.refusal('Nothing is pinned in a workspace that is not trusted, nor in a browser.')
    const server = host.pinning.serverOf(address ?? host.pinning.defaultServer)
    if (server === null) throw host.refusal(`'${address}' is no address of a Git server.`)
    const place = uri === undefined ? null : locate(uri)
    if (uri !== undefined && (!place || offset === undefined)) throw host.refusal('There is nothing to pin.')
    for (const folder of place ? [place.folder] : folders) await update(folder)
    return { pinning: host.pinning, server, place: place && { ...place, offset: offset! } }
  }

  connection.onRequest(messages.pinPlan, async (params: PinArguments): Promise<PinPlan> => {
    const { pinning, server, place } = await toPin(params)
    return planPins(folders, place, server, pinning)
  })

  connection.onRequest(messages.pin, async (params: PinArguments & { readonly hosts: readonly string[]; readonly workDoneToken?: string | number }, token): Promise<PinResult> => {
    const { pinning, server, place } = await toPin(params)
    const progress = connection.window.attachWorkDoneProgress(params.workDoneToken), abort = new AbortController()
    token.onCancellationRequested(() => abort.abort())
    progress.begin('Pinning', 0, undefined, true)
    try { return await makePins(folders, place, { server, hosts: new Set(params.hosts), signal: abort.signal, onProgress: (done, total) => progress.report(Math.round(100 * done / total)) }, pinning, uriOf) } finally { progress.done() }
  })

  connection.onRequest(messages.baseline, async () => {
    for (const folder of folders) await folder.update(host.pause)
    return folders.map((folder) => ({ uri: `${folder.uri}/.shipshape/baseline.json`, text: folder.newBaseline() }))
  })

  connection.onRequest(messages.fixWorkspace, async () => {
    const changes: { [uri: string]: TextEdit[] } = {}
    for (const folder of folders) {
      await folder.update(host.pause)
      for (const path of folder.project.paths()) {
        if (!folder.findings(path).some((finding) => finding.fixable === 'safe')) continue
        const before = folder.text(path)!, after = safelyFixed(folder, path)
        if (after !== before) changes[uriOf(folder, path)] = changesOf(before, after)
        await host.pause()
      }
    }
    return { changes }
  })

  connection.onRequest(messages.topics, async (): Promise<readonly TopicFindings[]> => {
    const topics = new Map<string, TopicFindings['findings'][number][]>()
    for (const folder of folders) {
      await folder.update(host.pause)
      for (const finding of folder.all().fresh) {
        const text = folder.text(finding.path) ?? '', at = new LineIndex(text).positionAt(finding.span[0]), line = text.slice(lineStart(text, finding.span[0]), lineEnd(text, finding.span[0])).trim().slice(0, 200)
        const list = topics.get(finding.topic) ?? []
        list.push({ rule: finding.rule, uri: uriOf(folder, finding.path), line: at.line, column: at.column, message: finding.message, severity: finding.severity, text: line })
        topics.set(finding.topic, list)
      }
    }
    return [...topics].map(([topic, findings]) => ({ topic, findings }))
  })

  connection.onRequest(messages.readiness, async ({ day }: { readonly day: string }): Promise<readonly ReadinessList[]> => {
    const lists: ReadinessList[] = []
    for (const folder of folders) {
      await folder.update(host.pause)
      const lines = new Map<string, LineIndex>()
      for (const { service, availability, tiers, checklists } of evaluateReadiness(folder.project, host.checklists, day)) for (const { checklist, title, items } of checklists) {
        lists.push({ folder: folder.uri, service, availability, tiers, checklist, title, items: items.map((item) => ({
          ...item,
          evidence: item.evidence.map(({ path, span, text }) => {
            let index = lines.get(path)
            if (!index) lines.set(path, index = new LineIndex(folder.text(path) ?? ''))
            const { line, column } = index.positionAt(span[0])
            return { uri: uriOf(folder, path), line, column, text }
          }),
        })) })
      }
    }
    return lists
  })

  connection.onRequest(messages.answer, async ({ folder: folderUri, service, item, answer, availability }: AnswerArguments): Promise<FileEdit | null> => {
    const folder = folders.find((one) => one.uri === folderUri.replace(/\/+$/, ''))
    if (!folder) return null
    await folder.update(host.pause)
    const uri = uriOf(folder, readinessPath), before = folder.text(readinessPath), guessed = folder.project.readiness.services.length ? [] : servicesIn(folder.project)
    // Once one service is named, the file says which services there are: so those that were guessed are written down with it.
    let after: string | null = before ?? ''
    if (service !== null && answer !== null) after = withServices(after, guessed.flatMap(({ name, paths }) => name === null ? [] : [{ name, paths }]))
    if (after !== null && availability !== undefined) {
      const name = service ?? decodeURIComponent(folder.uri.slice(folder.uri.lastIndexOf('/') + 1))
      if (service === null) after = withServices(after, [{ name, paths: ['**'] }])
      after = after && withAvailability(after, name, availability)
    }
    if (after !== null && item !== undefined) {
      const written: string = after
      after = withAnswer(written, service, item, answer ?? null)
      // What no service says is said of all of them.
      if (after === written && service !== null && !answer) after = withAnswer(written, null, item, null)
    }
    if (after === null) return { uri, edit: null }
    const fix: Fix = { title: '', safety: 'review', edits: [before === null ? { path: readinessPath, create: after } : { path: readinessPath, ...changeBetween(before, after) }] }
    return { uri, edit: toWorkspaceEdit({ folder, uriOf: (of) => uriOf(folder, of) }, [fix]) }
  })

  connection.onRequest(messages.exercises, async ({ day }: { readonly day: string }): Promise<readonly StartedExercise[]> => {
    const started: StartedExercise[] = []
    for (const folder of folders) {
      await folder.update(host.pause)
      for (const { exercise, prefix, project } of startedExercises(folder.project, host.exercises, { languages: host.languages, library: host.library })) {
        started.push({ exercise: exercise.id, title: exercise.title, uri: uriOf(folder, prefix.replace(/\/$/, '')), checks: grade(project, exercise, day).map(({ evidence: [first], ...check }) => {
          const at = first && new LineIndex(project.workspace.text(first.path) ?? '').positionAt(first.span[0])
          return { ...check, place: first && at ? { uri: uriOf(folder, prefix + first.path), line: at.line, column: at.column } : null }
        }) })
      }
    }
    return started
  })

  connection.onRequest(messages.solutionLines, ({ exercise, check, files, day }: { readonly exercise: string; readonly check: string; readonly files: { readonly [path: string]: string }; readonly day: string }) => {
    const known = host.exercises.find((one) => one.id === exercise)
    return known ? solutionLines(projectOf(Object.entries(files), { languages: host.languages, library: host.library }), known, check, day) : null
  })

  connection.onRequest(messages.readinessReport, async ({ folder: folderUri, format, day }: ReportArguments): Promise<string | null> => {
    const folder = folders.find((one) => one.uri === folderUri.replace(/\/+$/, ''))
    if (!folder) return null
    await folder.update(host.pause)
    return { html: readinessHtml, markdown: readinessMarkdown, json: readinessJson }[format]({ version: host.version, title: 'Production readiness', day, services: evaluateReadiness(folder.project, host.checklists, day), text: (path) => folder.text(path) })
  })

  connection.onRequest(messages.explainFile, async ({ uri }: { uri: string }) => {
    const place = locate(uri)
    if (!place) return 'Shipshape does not read this file.'
    await update(place.folder)
    return explainFile(place.folder.project, place.path)
  })

  connection.onRequest(messages.rulePage, async ({ rule }: { rule: string }) => (await host.library.pages())[rule] ?? null)

  connection.onRequest(messages.suppressEdit, async ({ uri, offset, rule, reason, scope }: { uri: string; offset: number; rule: string; reason: string | null; scope: 'line' | 'file' }) => {
    const place = locate(uri)
    const text = place?.folder.text(place.path)
    const syntax = place?.folder.project.workspace.commentSyntax(place.path)
    if (!place || text === null || text === undefined || !syntax) return null
    const edit = suppressEdit(syntax, text, [offset, offset], rule, reason, scope)
    return edit && toWorkspaceEdit({ folder: place.folder, uriOf: (path) => uriOf(place.folder, path) }, [{ title: '', safety: 'review', edits: [{ path: place.path, ...edit }] }])
  })

  connection.onRequest(messages.ruleSetting, ({ folder: folderUri, rule, setting }: { folder: string; rule: string; setting: string }): { uri: string; edit: WorkspaceEdit | null } | null => {
    const folder = folders.find((one) => one.uri === folderUri.replace(/\/+$/, ''))
    if (!folder) return null
    const path = ['.shipshape/config.yml', '.shipshape/config.yaml'].find((one) => folder.text(one) !== null) ?? '.shipshape/config.yml'
    const uri = uriOf(folder, path), text = folder.text(path)
    const edit = setRule(text ?? '', rule, setting)
    if (!edit) return { uri, edit: null }
    const fix: Fix = { title: '', safety: 'review', edits: [text === null ? { path, create: edit.text } : { path, ...edit }] }
    return { uri, edit: toWorkspaceEdit({ folder, uriOf: (of) => uriOf(folder, of) }, [fix]) }
  })

  documents.listen(connection)
  connection.listen()
}

/** Names a file's path by what the editor takes it for, where the address does not tell. */
function loosePath(uri: string, languageId: string): string {
  const path = decodeURIComponent(uri.replace(/^[\w+.-]+:(\/\/[^/]*)?/, '').replace(/^\/+/, '').replace(/[?#].*$/, ''))
  const tail = path.split('/').slice(-4).join('/')
  if (!uri.startsWith('untitled:')) return tail
  return { dockerfile: 'Dockerfile', terraform: 'main.tf', 'github-actions-workflow': '.github/workflows/untitled.yml', dockercompose: 'compose.yaml', yaml: 'untitled.yaml', json: 'untitled.json' }[languageId] ?? tail
}

/** A short name of what is shown: equal content has an equal name. */
function contentId(items: readonly Diagnostic[]): string {
  const text = JSON.stringify(items)
  let a = 0x811c9dc5, b = 5381
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b, 33) ^ code
  }
  return `${text.length}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`
}
