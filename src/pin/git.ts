import { PinError, type Answer, type Connections } from './http'

/** The branches and tags of a repository, and the commits that they lead to. */
export interface Refs {
  readonly tags: ReadonlyMap<string, string>
  readonly branches: ReadonlyMap<string, string>
  /** Where the repository is now, if it moved. */
  readonly movedTo: string | null
}

const limit = 32 * 1024 * 1024
const commitPattern = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** A line of Git's wire format; flush and delimiter are null. */
export function* packetLines(bytes: Uint8Array): Generator<string | null> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < text.length;) {
    const head = text.toString('latin1', at, at + 4)
    if (!/^[0-9a-f]{4}$/i.test(head)) throw new PinError('the answer is none of Git')
    const length = Number.parseInt(head, 16)
    if (length < 4) { yield null; at += 4; continue }
    if (at + length > text.length) throw new PinError('the answer of Git ends too early')
    yield text.toString('utf8', at + 4, at + length).replace(/\n$/, '')
    at += length
  }
}

const packet = (line: string): string => `${(Buffer.byteLength(line) + 5).toString(16).padStart(4, '0')}${line}\n`

function lines(answer: Answer, type: string): readonly (string | null)[] {
  const sent = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  if (sent !== type) throw new PinError(`${new URL(answer.url).host} answers like a web page and not like a Git server`)
  const found = [...packetLines(answer.body)]
  const error = found.find((line) => line?.startsWith('ERR '))
  if (error) throw new PinError(`Git says: ${error.slice(4, 200)}`)
  return found
}

function check(answer: Answer): void {
  if (answer.status === 200) return
  const { host } = new URL(answer.url)
  if ([401, 403, 404, 410].includes(answer.status)) throw new PinError(`${host} has no such repository that anybody may read`)
  throw new PinError(answer.status === 429 ? `${host} is asked too often` : `${host} answers with status ${answer.status}`)
}

/** Asks a Git server for the branches and tags of a repository: smart HTTP, protocol 2, or what an old server answers instead. */
export async function refsOf(connections: Connections, repository: string): Promise<Refs> {
  const first = await connections.request(`${repository}/info/refs?service=git-upload-pack`, { headers: { 'Git-Protocol': 'version=2', Accept: 'application/x-git-upload-pack-advertisement' }, limit })
  check(first)
  const moved = first.url.replace(/\/info\/refs(?:\?.*)?$/, ''), movedTo = moved === repository ? null : moved.replace(/\.git$/, '')
  const advertised = lines(first, 'application/x-git-upload-pack-advertisement').filter((line): line is string => line !== null && !line.startsWith('# service='))
  if (advertised[0] !== 'version 2') return { ...readAdvertisement(advertised), movedTo }
  const format = advertised.find((line) => line.startsWith('object-format='))
  const body = `${packet('command=ls-refs')}${packet('agent=shipshape')}${format ? packet(format) : ''}0001${packet('peel')}${packet('ref-prefix refs/tags/')}${packet('ref-prefix refs/heads/')}0000`
  const second = await connections.request(`${moved}/git-upload-pack`, {
    method: 'POST', body: Buffer.from(body), headers: { 'Git-Protocol': 'version=2', 'Content-Type': 'application/x-git-upload-pack-request', Accept: 'application/x-git-upload-pack-result' }, limit,
  })
  check(second)
  const found = new Found()
  for (const line of lines(second, 'application/x-git-upload-pack-result')) {
    if (line === null) continue
    const [commit = '', name = '', ...attributes] = line.split(' ')
    found.add(name, attributes.find((one) => one.startsWith('peeled:'))?.slice(7) ?? commit)
  }
  return { ...found, movedTo }
}

class Found {
  readonly tags = new Map<string, string>()
  readonly branches = new Map<string, string>()
  add(name: string, commit: string): void {
    if (!commitPattern.test(commit)) throw new PinError('a commit that is none came back')
    if (name.startsWith('refs/tags/')) this.tags.set(name.slice(10), commit)
    else if (name.startsWith('refs/heads/')) this.branches.set(name.slice(11), commit)
  }
}

/** Protocols 0 and 1 list everything at once, what an annotated tag leads to on a line of its own. */
function readAdvertisement(advertised: readonly string[]): Found {
  const found = new Found()
  for (const line of advertised) {
    if (line === 'version 1') continue
    const [commit = '', name = ''] = (line.split('\0')[0] ?? '').split(' ')
    if (name === '' || name === 'capabilities^{}' || commit === 'shallow') continue
    found.add(name.replace(/\^\{\}$/, ''), commit)
  }
  return found
}

const versionPattern = /^v?(\d+(?:\.\d+)*)(-[\w.-]+)?(?:\+[\w.-]+)?$/i

/** The tag that says most exactly which version a commit is: v4.2.2 rather than v4. Null where no tag on it is a version. */
export function exactVersion(refs: Refs, commit: string, written: string): string | null {
  let best: { readonly tag: string; readonly rank: readonly number[] } | null = null
  const wanted = versionPattern.exec(written)?.[1]
  for (const [tag, target] of refs.tags) {
    const match = target === commit ? versionPattern.exec(tag) : null
    if (!match) continue
    const numbers = match[1]!.split('.').map(Number)
    const belongs = wanted !== undefined && (match[1] === wanted || match[1]!.startsWith(`${wanted}.`))
    const rank = [belongs ? 1 : 0, match[2] === undefined ? 1 : 0, numbers.length, ...numbers]
    if (!best || compare(rank, best.rank) > 0) best = { tag, rank }
  }
  return best?.tag ?? null
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if ((a[i] ?? -1) !== (b[i] ?? -1)) return (a[i] ?? -1) - (b[i] ?? -1)
  return 0
}
