import type { Parser } from '../../core/document'
import { YamlSource } from '../yaml/source'

/** YAML that is read again only where an edit touched it. */
export const yamlParser: Parser<YamlSource> = {
  parse(text, previous) {
    if (!previous) return new YamlSource(text)
    previous.update(text)
    return previous
  },
}

export type FileKind = 'workflow' | 'action' | 'dependabot' | 'pre-commit' | 'lock' | 'actionlint'

const extension = /\.ya?ml$/i

/** What a file is by its path, and by its first lines where the path does not tell; null where it is none of ours. */
export function kindOf(path: string, head: () => string): FileKind | null {
  if (/(?:^|\/)\.github\/workflows\/actions\.lock$/.test(path)) return 'lock'
  if (!extension.test(path)) return null
  if (/(?:^|\/)\.github\/workflows\/[^/]+$/.test(path)) return 'workflow'
  if (/(?:^|\/)\.github\/actionlint\.ya?ml$/.test(path)) return 'actionlint'
  if (/(?:^|\/)\.github\/dependabot\.ya?ml$/.test(path) || /^dependabot\.ya?ml$/.test(path) && /^updates[ \t]*:/m.test(head())) return 'dependabot'
  if (/(?:^|\/)\.pre-commit-config\.ya?ml$/.test(path)) return 'pre-commit'
  if (/(?:^|\/)action\.ya?ml$/.test(path)) {
    if (!path.includes('/') || /(?:^|\/)\.github\/actions\//.test(path)) return 'action'
    if (/^(?:runs|inputs|outputs|branding)[ \t]*:/m.test(head()) || /^name[ \t]*:/m.test(head()) && /^description[ \t]*:/m.test(head())) return 'action'
  }
  if (/(?:^|\/)workflow-templates\/[^/]+$/.test(path)) return 'workflow'
  const text = head()
  return /^(?:on|"on"|'on')[ \t]*:/m.test(text) && /^jobs[ \t]*:/m.test(text) ? 'workflow' : null
}

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export const fileNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The repository's folder that a file under `.github` belongs to; the workspace's where it stands elsewhere. */
export function repositoryOf(path: string): string {
  const at = path.startsWith('.github/') ? 0 : path.indexOf('/.github/')
  return at > 0 ? path.slice(0, at) : ''
}

/** A path of the repository from what follows `./`, or null where it leads out of it. */
export function resolveLocal(from: string, local: string): string | null {
  const parts = repositoryOf(from).split('/').filter(Boolean), depth = parts.length
  for (const part of local.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > depth) parts.pop()
    else return null
  }
  return parts.join('/')
}
