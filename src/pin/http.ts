/** The only file of the product that opens a connection, and only to hosts that its user was told of first. */

export interface Request {
  readonly method?: 'GET' | 'HEAD' | 'POST'
  readonly headers?: { readonly [name: string]: string }
  readonly body?: Uint8Array
  /** The value of `Authorization`. It is not sent on when another host answers in this one's stead. */
  readonly authorization?: string
  /** How many bytes of an answer are read at most. */
  readonly limit: number
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
  /** Where the answer came from, after redirects. */
  readonly url: string
}

/** What went wrong, in words for the user. Never holds credentials. */
export class PinError extends Error {}

export interface Connections {
  request(url: string, request: Request): Promise<Answer>
}

export interface ConnectionOptions {
  /** `host` or `host:port`. */
  readonly hosts: ReadonlySet<string>
  /** Milliseconds that one request may take in all. */
  readonly timeout?: number
  /** How many requests run at a time. */
  readonly atOnce?: number
  readonly signal?: AbortSignal
}

const maximumRedirects = 5

/** Hosts of this machine, the only ones that are spoken to without encryption. */
const isLocal = (hostname: string): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)

/** `https://` in front of a host, `http://` where it is this machine. */
export const originOf = (host: string): string => `${isLocal(host.replace(/:\d+$/, '')) ? 'http' : 'https'}://${host}`

function checked(url: string, hosts: ReadonlySet<string>): URL {
  let parsed: URL
  try { parsed = new URL(url) } catch { throw new PinError('an address that is none came back') }
  if (parsed.username !== '' || parsed.password !== '') throw new PinError(`an address of ${parsed.host} holds credentials`)
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && isLocal(parsed.hostname))) throw new PinError(`${parsed.host} is not asked without encryption`)
  if (!hosts.has(parsed.host)) throw new PinError(`it leads to ${parsed.host}, which was not agreed to; '--host ${parsed.host}' allows it`)
  return parsed
}

/** Connections to some hosts, a few at a time, each with a limit of time and of size. */
export function connections({ hosts, timeout = 20_000, atOnce = 4, signal }: ConnectionOptions): Connections {
  let running = 0
  const waiting: (() => void)[] = []
  const enter = async (): Promise<void> => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
  }
  const leave = (): void => { running--; waiting.shift()?.() }

  async function once(url: URL, { method = 'GET', headers = {}, body, limit }: Request, authorization: string | undefined, abort: AbortSignal): Promise<Answer> {
    const response = await fetch(url, {
      method, redirect: 'manual', signal: abort, headers: { 'User-Agent': 'shipshape', ...headers, ...authorization !== undefined && { Authorization: authorization } }, ...body && { body: Buffer.from(body) },
    })
    return { status: response.status, headers: response.headers, body: method === 'HEAD' ? new Uint8Array() : await bounded(response, limit, url.host), url: url.href }
  }

  return {
    async request(address, request) {
      await enter()
      const abort = AbortSignal.any([AbortSignal.timeout(timeout), ...signal ? [signal] : []])
      let url = checked(address, hosts), { authorization } = request
      try {
        for (let i = 0; i <= maximumRedirects; i++) {
          const answer = await once(url, request, authorization, abort)
          const location = [301, 302, 303, 307, 308].includes(answer.status) ? answer.headers.get('location') : null
          if (location === null) return answer
          let next: string
          try { next = new URL(location, url).href } catch { throw new PinError(`${url.host} leads to an address that is none`) }
          const to = checked(next, hosts)
          if (to.origin !== url.origin) authorization = undefined
          url = to
        }
        throw new PinError(`${url.host} leads in a circle`)
      } catch (error) {
        if (error instanceof PinError) throw error
        if (signal?.aborted) throw new PinError('it was cancelled')
        if (abort.aborted) throw new PinError(`${url.host} did not answer within ${timeout / 1000} seconds`)
        const { code } = ((error as Error).cause ?? {}) as { code?: unknown }
        throw new PinError(`${url.host} cannot be reached${typeof code === 'string' ? ` (${code})` : ''}`)
      } finally { leave() }
    },
  }
}

async function bounded(response: Response, limit: number, host: string): Promise<Uint8Array> {
  if (!response.body) return new Uint8Array()
  const parts: Uint8Array[] = [], reader = response.body.getReader()
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(parts)
    size += value.length
    if (size > limit) {
      await reader.cancel().catch(() => undefined)
      throw new PinError(`${host} answers with more than ${Math.round(limit / 1024)} KiB`)
    }
    parts.push(value)
  }
}
