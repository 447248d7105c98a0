import type { Parser } from '../../core/document'
import { YamlSource } from '../yaml/source'
import { nameOf } from './paths'

/** YAML that is read again only where an edit touched it. */
export const yamlParser: Parser<YamlSource> = {
  parse(text, previous) {
    if (!previous) return new YamlSource(text)
    previous.update(text)
    return previous
  },
}

const own = /^(?:docker-)?compose(?:[._-].+)?\.ya?ml$|^.+[._-](?:docker-)?compose\.ya?ml$|^(?:docker-)?stack\.ya?ml$/i
const base = /^(?:docker-)?compose\.ya?ml$/i
const overlay = /^(?:docker-)?compose[._-].+\.ya?ml$/i
const other = /^(?:values[^/]*|Chart|kustomization|\.gitlab-ci|action|pnpm-.*)\.ya?ml$/

/** Keys that may stand at the top of a compose file. */
export const topKeys: readonly string[] = ['version', 'name', 'services', 'networks', 'volumes', 'secrets', 'configs', 'include', 'models']

/** Is the file a compose file: by its name, else by what stands at its top? */
export function isCompose(path: string, head: () => string): boolean {
  if (!/\.ya?ml$/i.test(path) || /(?:^|\/)\.github\/(?:workflows|actions)\//.test(path)) return false
  const name = nameOf(path)
  if (own.test(name)) return !/^(?:apiVersion|kind)[ \t]*:/m.test(head())
  return !other.test(name) && looksLikeCompose(head())
}

function looksLikeCompose(head: string): boolean {
  if (!/^services[ \t]*:[ \t]*(?:#.*)?\r?$/m.test(head)) return false
  for (const match of head.matchAll(/^([\w."'-]+)[ \t]*:/gm)) {
    const key = match[1]!.replace(/["']/g, '')
    if (!topKeys.includes(key) && !key.startsWith('x-')) return false
  }
  return /^[ \t]+(?:image[ \t]*:[ \t]*["']?[\w$]|build[ \t]*:)/m.test(head)
}

/** A file that Compose reads by itself. */
export const isBase = (path: string): boolean => base.test(nameOf(path))
/** A file that is laid over such a one. */
export const isOverlay = (path: string): boolean => overlay.test(nameOf(path))
