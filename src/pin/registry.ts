import { createHash } from 'node:crypto'
import type { Credentials } from './credentials'
import { originOf, PinError, type Answer, type Connections } from './http'

/** Where an image is: the registry's host and the repository there. */
export interface ImagePlace { readonly host: string; readonly repository: string }

const hub = 'registry-1.docker.io'

/** The place that the name of an image stands for. */
export function placeOf(name: string): ImagePlace {
  const slash = name.indexOf('/'), first = slash < 0 ? '' : name.slice(0, slash)
  const hasHost = /[.:]/.test(first) || first === 'localhost'
  const host = hasHost ? first.toLowerCase().replace(/:443$/, '') : 'docker.io', repository = hasHost ? name.slice(slash + 1) : name
  const isHub = /^(?:(?:www\.|index\.|registry-1\.)?docker\.io|registry\.hub\.docker\.com)$/.test(host)
  return isHub ? { host: hub, repository: repository.includes('/') ? repository : `library/${repository}` } : { host, repository }
}

/** Hosts that hand out the tokens of a registry, where it does not do so itself. */
const tokenHosts: Readonly<Record<string, string>> = { [hub]: 'auth.docker.io', 'registry.gitlab.com': 'gitlab.com' }

/** Every host that is asked for an image of a registry. */
export const hostsOfRegistry = (host: string): readonly string[] => [host, ...tokenHosts[host] ? [tokenHosts[host]] : []]

const accepted = ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json', 'application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'].join(', ')
const digestPattern = /^sha256:[0-9a-f]{64}$/
const manifestLimit = 4 * 1024 * 1024, tokenLimit = 256 * 1024

/** Asks registries for digests. Tokens live as long as this object and are kept nowhere. */
export class Registries {
  private readonly tokens = new Map<string, Promise<string | null>>()

  constructor(private readonly connections: Connections, private readonly credentials: Credentials) {}

  /** The digest of what a tag, or a digest, names; for several platforms that of their index. */
  async digestOf(place: ImagePlace, tag: string): Promise<string> {
    const url = `${originOf(place.host)}/v2/${place.repository}/manifests/${tag}`
    // Registries count what is fetched, and not what is only looked at.
    const head = await this.ask(place, url, 'HEAD'), told = head.headers.get('docker-content-digest')
    if (head.status === 200 && told !== null && digestPattern.test(told)) return told
    if (head.status === 404) throw new PinError(`${place.host} has no '${place.repository}:${tag}'`)
    const answer = await this.ask(place, url, 'GET')
    this.check(answer, place, tag)
    const type = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
    if (!accepted.split(', ').includes(type)) throw new PinError(`${place.host} answers with ${/^[\w.+/-]{1,80}$/.test(type) ? type : 'something'} that is no image`)
    const counted = `sha256:${createHash('sha256').update(answer.body).digest('hex')}`, stated = answer.headers.get('docker-content-digest')
    if (stated !== null && stated !== counted) throw new PinError(`${place.host} names another digest than that of what it sends`)
    return counted
  }

  private check(answer: Answer, { host, repository }: ImagePlace, tag: string): void {
    if (answer.status === 200) return
    if (answer.status === 401 || answer.status === 403) throw new PinError(`${host} lets nobody read '${repository}' without credentials that it accepts`)
    if (answer.status === 404) throw new PinError(`${host} has no '${repository}:${tag}'`)
    throw new PinError(answer.status === 429 ? `${host} is asked too often` : `${host} answers with status ${answer.status}`)
  }

  private async ask(place: ImagePlace, url: string, method: 'GET' | 'HEAD'): Promise<Answer> {
    const ask = (authorization: string | null): Promise<Answer> => this.connections.request(url, { method, headers: { Accept: accepted }, limit: manifestLimit, ...authorization !== null && { authorization } })
    const known = this.tokens.get(`${place.host}/${place.repository}`)
    const answer = await ask(known ? await known : null)
    if (answer.status !== 401 || known) return answer
    const token = this.authorize(place, answer.headers.get('www-authenticate') ?? '')
    this.tokens.set(`${place.host}/${place.repository}`, token)
    token.catch(() => this.tokens.delete(`${place.host}/${place.repository}`))
    const authorization = await token
    return authorization === null ? answer : ask(authorization)
  }

  /** What to send instead of nothing; null where nothing is known that could help. */
  private async authorize(place: ImagePlace, challenge: string): Promise<string | null> {
    const own = this.credentials.of(place.host)
    if (/^basic\b/i.test(challenge)) return own
    if (!/^bearer\b/i.test(challenge)) return null
    const parameters = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1]!.toLowerCase(), match[2]!]))
    let realm: URL
    try { realm = new URL(parameters.get('realm') ?? '') } catch { throw new PinError(`${place.host} does not say where it hands out tokens`) }
    realm.searchParams.set('scope', `repository:${place.repository}:pull`)
    const service = parameters.get('service')
    if (service !== undefined) realm.searchParams.set('service', service)
    const mayKnow = realm.host === place.host || tokenHosts[place.host] === realm.host
    const ask = (authorization: string | null): Promise<Answer> => this.connections.request(realm.href, { limit: tokenLimit, headers: { Accept: 'application/json' }, ...authorization !== null && { authorization } })
    const answer = await ask(mayKnow ? own : null)
    if (answer.status !== 200) throw new PinError(answer.status === 401 || answer.status === 403 ? `${realm.host} gives no token for '${place.repository}'` : `${realm.host} answers with status ${answer.status}`)
    let token: unknown
    try {
      const read = JSON.parse(Buffer.from(answer.body).toString('utf8')) as { token?: unknown; access_token?: unknown } | null
      token = read?.token ?? read?.access_token
    } catch { throw new PinError(`${realm.host} answers with no token`) }
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw new PinError(`${realm.host} answers with no token`)
    return `Bearer ${token}`
  }
}
