import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A web server of a test on this machine. */
export interface Served { readonly host: string; readonly url: string; stop(): Promise<void> }

/** What was asked of a server. */
export interface Asked { readonly method: string; readonly path: string; readonly authorization: string | undefined }

export async function serveWith(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Served> {
  const server: Server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { host, url: `http://${host}`, stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() }) }
}

const environment = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' }

/** Repositories on the disk, and Git's own HTTP server in front of them. */
export class GitServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'shipshape-git-'))
  readonly asked: Asked[] = []
  private served: Served | null = null
  /** Speak the protocol of old servers. */
  isOld = false

  get url(): string { return this.served!.url }
  get host(): string { return this.served!.host }

  git(repository: string, ...args: readonly string[]): string { return execFileSync('git', ['-C', join(this.folder, `${repository}.git`), ...args], { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() }

  create(repository: string): void {
    mkdirSync(join(this.folder, `${repository}.git`), { recursive: true })
    this.git(repository, 'init', '--bare', '--quiet', '-b', 'main')
  }

  /** A new commit on a branch. */
  commit(repository: string, branch: string, message: string): string {
    const tree = execFileSync('git', ['-C', join(this.folder, `${repository}.git`), 'mktree'], { env: environment, input: '', encoding: 'utf8' }).trim()
    let parent: string[] = []
    try { parent = ['-p', this.git(repository, 'rev-parse', '--verify', `refs/heads/${branch}`)] } catch { /* The first one. */ }
    const commit = this.git(repository, 'commit-tree', tree, ...parent, '-m', message)
    this.git(repository, 'update-ref', `refs/heads/${branch}`, commit)
    return commit
  }

  async start(): Promise<void> {
    this.served = await serveWith((request, response) => {
      const url = new URL(request.url!, 'http://localhost')
      this.asked.push({ method: request.method!, path: url.pathname, authorization: request.headers.authorization })
      const child = spawn('git', ['http-backend'], { env: {
        ...environment, GIT_PROJECT_ROOT: this.folder, GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: url.pathname, QUERY_STRING: url.search.slice(1), REQUEST_METHOD: request.method!, CONTENT_TYPE: request.headers['content-type'] ?? '', REMOTE_ADDR: '127.0.0.1',
        ...!this.isOld && { GIT_PROTOCOL: String(request.headers['git-protocol'] ?? '') },
      } })
      request.pipe(child.stdin)
      const chunks: Buffer[] = []
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
      child.on('close', () => {
        const all = Buffer.concat(chunks), end = all.indexOf('\r\n\r\n')
        const headers = all.subarray(0, end).toString('latin1').split('\r\n').map((line) => line.split(/:\s*/, 2) as [string, string])
        response.statusCode = Number(headers.find(([name]) => name === 'Status')?.[1]?.slice(0, 3) ?? 200)
        for (const [name, value] of headers) if (name !== 'Status') response.setHeader(name, value)
        response.end(all.subarray(end + 4))
      })
    })
  }

  async stop(): Promise<void> {
    await this.served?.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

const indexType = 'application/vnd.oci.image.index.v1+json'

/** The text of an image that has nothing in it, and its digest. */
export const emptyImage = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests: [] })
export const emptyDigest = `sha256:${createHash('sha256').update(emptyImage).digest('hex')}`

/** A registry that behaves as a test wants. */
export class FakeRegistry {
  readonly asked: Asked[] = []
  private served: Served | null = null
  /** Says something else than a registry would; true where it has answered. */
  instead: (request: IncomingMessage, response: ServerResponse) => boolean = () => false

  get host(): string { return this.served!.host }
  get url(): string { return this.served!.url }

  async start(): Promise<void> {
    this.served = await serveWith((request, response) => {
      this.asked.push({ method: request.method!, path: request.url!, authorization: request.headers.authorization })
      if (this.instead(request, response)) return
      response.setHeader('Content-Type', indexType)
      response.setHeader('Docker-Content-Digest', emptyDigest)
      response.end(request.method === 'HEAD' ? undefined : emptyImage)
    })
  }

  async stop(): Promise<void> { await this.served?.stop() }
}

/** Debian's registry, unpacked where the machine has none; null where it cannot be had. */
export function findRegistry(root: string): string | null {
  const paths = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'docker-registry')), unpacked = join(root, '.tmp/docker-registry/usr/bin/docker-registry')
  const found = [...paths, unpacked].find((path) => existsSync(path))
  if (found) return found
  const folder = join(root, '.tmp/docker-registry')
  mkdirSync(folder, { recursive: true })
  spawnSync('apt-get', ['download', 'docker-registry'], { cwd: folder, timeout: 60_000 })
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.deb'))
  if (file) spawnSync('dpkg', ['-x', file, '.'], { cwd: folder, timeout: 60_000 })
  return existsSync(unpacked) ? unpacked : null
}

/** A real registry on a folder of its own. */
export class RealRegistry {
  private readonly folder = mkdtempSync(join(tmpdir(), 'shipshape-registry-'))
  private child: ChildProcess | null = null
  host = ''

  async start(program: string): Promise<void> {
    const free = await serveWith(() => undefined)
    this.host = free.host
    await free.stop()
    const config = join(this.folder, 'config.yml')
    writeFileSync(config, `version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: ${this.folder}/data\nhttp:\n  addr: ${this.host}\n`)
    this.child = spawn(program, ['serve', config], { stdio: 'ignore' })
    for (let i = 0; i < 100; i++) {
      if (await fetch(`http://${this.host}/v2/`).then((answer) => answer.ok, () => false)) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('the registry did not start')
  }

  async push(repository: string, tag: string, text: string): Promise<void> {
    const answer = await fetch(`http://${this.host}/v2/${repository}/manifests/${tag}`, { method: 'PUT', headers: { 'Content-Type': indexType }, body: text })
    if (answer.status !== 201) throw new Error(`the registry answers ${answer.status}: ${await answer.text()}`)
  }

  stop(): void {
    this.child?.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
