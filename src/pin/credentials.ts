import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What the Docker configuration holds for a registry, as the value of `Authorization`; null where it holds nothing. */
export interface Credentials { of(host: string): string | null }

export const noCredentials: Credentials = { of: () => null }

const hubNames = ['https://index.docker.io/v1/', 'index.docker.io', 'docker.io', 'registry-1.docker.io']

/** The keys under which Docker keeps the credentials of a registry. */
const credentialHosts = (host: string): readonly string[] => host === 'registry-1.docker.io' ? hubNames : [host, `https://${host}`, `https://${host}/`, `https://${host}/v1/`, `https://${host}/v2/`]

/**
 * The passwords that are written in the Docker configuration itself (`auths`). Those in credential stores stay there: asking a store
 * means to start a program.
 */
export function dockerCredentials(env: { readonly [name: string]: string | undefined }): Credentials {
  const folder = env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker')
  let auths: ReadonlyMap<string, string>
  try {
    const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as { auths?: { [key: string]: { auth?: unknown; username?: unknown; password?: unknown } | null } } | null
    auths = new Map(Object.entries(config?.auths ?? {}).flatMap(([key, value]) => {
      const encoded = typeof value?.auth === 'string' && value.auth !== '' ? value.auth : typeof value?.username === 'string' && typeof value.password === 'string' ? Buffer.from(`${value.username}:${value.password}`).toString('base64') : null
      return encoded !== null && /^[A-Za-z0-9+/=]+$/.test(encoded) ? [[key, `Basic ${encoded}`] as const] : []
    }))
  } catch { return noCredentials }
  return { of: (host) => credentialHosts(host).map((key) => auths.get(key)).find((one) => one !== undefined) ?? null }
}
