import { EventEmitter, type CancellationToken, type Uri, type WorkspaceEdit } from 'vscode'
import type { Status } from '../server/protocol'
import type { Connect, Connection } from './client'

/** The language server as the extension sees it: started when first asked, restarted on demand. */
export class Server {
  private connection: Promise<Connection> | null = null
  private readonly statusEmitter = new EventEmitter<Status | 'starting' | 'stopped'>()
  /** What the status item shows. */
  readonly onStatus = this.statusEmitter.event
  status: Status | 'starting' | 'stopped' = 'starting'
  /** The extensions to which schema findings are left, by file. */
  readonly withheld = new Map<string, string>()

  constructor(private readonly extension: Uri, private readonly load: () => Promise<Connect>, readonly mayPin: () => boolean) {}

  start(): Promise<Connection> {
    return this.connection ??= this.connect().catch((error: unknown) => {
      this.connection = null
      this.show('stopped')
      throw error
    })
  }

  private async connect(): Promise<Connection> {
    this.show('starting')
    const connect = await this.load()
    return connect(this.extension, { status: (status) => this.show(status), withheld: (uri, by) => this.withhold(uri, by), mayPin: () => this.mayPin(), running: (running) => { if (!running) this.show('stopped'); else if (this.status === 'stopped') this.show('starting') } })
  }

  private show(status: Status | 'starting' | 'stopped'): void {
    this.status = status
    this.statusEmitter.fire(status)
  }

  private withhold(uri: string, by: string | null): void {
    if ((this.withheld.get(uri) ?? null) === by) return
    if (by === null) this.withheld.delete(uri)
    else this.withheld.set(uri, by)
    this.show(this.status)
  }

  async stop(): Promise<void> {
    const running = this.connection
    this.connection = null
    await running?.then((connection) => connection.stop(), () => undefined)
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  async request<T>(method: string, params?: object, token?: CancellationToken): Promise<T> { return (await this.start()).request<T>(method, params, token) }
  async requestWithProgress<T>(method: string, params: object, report: (message: string | undefined, percentage: number | undefined) => void, token: CancellationToken): Promise<T> { return (await this.start()).requestWithProgress<T>(method, params, report, token) }
  async toEdit(edit: unknown): Promise<WorkspaceEdit> { return (await this.start()).toEdit(edit) }
  async filesChanged(uris: readonly Uri[]): Promise<void> { await (await this.start()).filesChanged(uris) }
}
