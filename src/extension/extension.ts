import { commands, Disposable, Uri, window, workspace, type ExtensionContext } from 'vscode'
import type { Status } from '../server/protocol'
import type { Connect } from './client'
import { commandsOf } from './commands'
import { continueExercise } from './exercises'
import { Lessons, lessonUri, ruleUri, showPage } from './lessons'
import { Progress } from './progress'
import { lessonScheme } from './scheme'
import { Server } from './server'
import { statusItem } from './status'
import { CurriculumTree, ReadinessTree } from './trees'

/** What other extensions, and tests, may ask of this one. */
export interface Api {
  /** The server runs and has been told of the workspace. */
  ready(): Promise<void>
  status(): Status | 'starting' | 'stopped'
  /** How long activation took, in milliseconds. */
  readonly activation: number
}

/** Registers everything that needs no server, and starts the server afterwards. */
export function start(context: ExtensionContext, load: () => Promise<Connect>, hasNetwork: boolean): Api {
  const begin = performance.now()
  const server = new Server(context.extensionUri, load, () => hasNetwork && workspace.isTrusted)
  const progress = new Progress(context.globalState), pages = new Lessons(context.extensionUri, server, progress)
  context.subscriptions.push(
    workspace.registerFileSystemProvider(lessonScheme, pages, { isCaseSensitive: true, isReadonly: true }),
    window.registerUriHandler({ handleUri: (uri) => handleUri(uri) }),
    statusItem(server), new ReadinessTree(server), new CurriculumTree(server, pages, progress), refreshed(server, pages, progress),
    ...Object.entries(commandsOf(server, pages, progress, context.globalState)).map(([name, run]) => commands.registerCommand(`shipshape.${name}`, run as (...words: unknown[]) => unknown)),
    workspace.onDidChangeConfiguration((event) => { if (event.affectsConfiguration('shipshape.scope')) void server.restart() }),
    workspace.onDidGrantWorkspaceTrust(() => { if (hasNetwork) { offerPins(server); void server.restart() } }),
    { dispose: () => server.stop() },
  )
  offerPins(server)
  const timer = setTimeout(() => { server.start().catch((error: Error) => console.error(`Shipshape's server did not start: ${error.message}`)) }, 0)
  context.subscriptions.push({ dispose: () => clearTimeout(timer) })
  void continueExercise(context.globalState)
  return { ready: async () => { await server.start() }, status: () => server.status, activation: performance.now() - begin }
}

/** Lessons that are open quote what is found now. */
function refreshed(server: Server, pages: Lessons, progress: Progress): Disposable {
  let timer: ReturnType<typeof setTimeout> | null = null
  const later = (): void => { timer ??= setTimeout(() => { timer = null; pages.refreshLessons() }, 2000) }
  return Disposable.from(server.onStatus(later), progress.onDidChange(later), { dispose: () => { if (timer) clearTimeout(timer) } })
}

/** Shows the command that pins where it may run. */
const offerPins = (server: Server): void => { void commands.executeCommand('setContext', 'shipshape.mayPin', server.mayPin()) }

/** Links from outside: `…/learn/kubernetes/probes` and `…/rule/docker/root-user`. */
async function handleUri({ path }: Uri): Promise<void> {
  const [, kind, ...rest] = path.split('/')
  const uri = kind === 'learn' ? lessonUri(rest.slice(0, 2).filter(Boolean).join('#')) : kind === 'rule' && rest.every((part) => /^[\w-]+$/.test(part)) ? ruleUri(rest.join('/')) : null
  if (uri) await showPage(uri, 'here')
}
