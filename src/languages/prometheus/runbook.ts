import type { Environment } from '../../core/language'
import type { Lookup } from '../../core/lookup'
import { nearest } from '../../core/nearest'
import { isUnknown, Unknown, type Maybe } from '../../core/value'
import { markdownPage } from '../markdown/exports'
import type { Runbook } from './facts'
import { folderOf, join, nameOf } from './paths'

/** What facts of rules ask of the workspace. */
export type World = Lookup & Pick<Environment, 'names'>

/** Where runbooks are kept: pages there are known by their paths. */
const isKept = (path: string): boolean => /(?:^|\/)runbooks?\/|(?:^|\/)[^/]*runbook[^/]*\.md$/i.test(path)

/** Pages that a site may show at an address: the end of its path, from the folder of runbooks on, in the repository or in its folder `docs`. */
function publishedAs(address: string): readonly string[] {
  const path = /^https?:\/\/[^/]+\/((?:[^/?]+\/)*(?:runbooks?|playbooks?)\/[^?]*[^/?])\/?(?:\?.*)?$/i.exec(address)?.[1]
  if (!path) return []
  const parts = path.replace(/\.html?$/i, '').split('/'), from = parts.findLastIndex((part) => /^(?:runbooks?|playbooks?)$/i.test(part))
  const end = parts.slice(from).join('/'), page = /\.(?:md|markdown)$/i.test(end) ? end : `${end}.md`
  return [page, `docs/${page}`]
}

/** The page of the workspace that an address in a rule file names; null where it names none: a page elsewhere. */
export function runbookOf(from: string, url: string, world: World): Runbook | null {
  const address = url.trim(), [place = '', anchor] = address.split('#', 2)
  let candidates: string[] = [], isSure = true, isSite = false
  if (/^[a-z][\w+.-]*:/i.test(place)) {
    // A page of a forge may be one of this repository; it is taken for one where there is one of that path.
    const inside = /^https?:\/\/[^/]+\/(?:[^/]+\/){1,6}?(?:-\/)?(?:blob|tree|raw|src\/branch|edit)\/[^/]+\/((?:[^/?]+\/)+[^/?]+\.(?:md|markdown))(?:\?.*)?$/i.exec(place)?.[1]
    candidates = inside ? [inside] : [...publishedAs(place)]
    isSure = false
    isSite = inside === undefined
  } else if (place === '' || /[\s{}$<>]/.test(place)) return null
  else {
    for (let folder = folderOf(from); ; folder = folderOf(folder)) {
      const path = join(folder, place.replace(/^\/+/, ''))
      if (path !== null && path !== '') candidates.push(path)
      if (folder === '') break
    }
    if (place.startsWith('/')) candidates = candidates.slice(-1)
  }
  candidates = candidates.filter(path => /\.\w+$/.test(path))
  if (candidates.length === 0) return null
  const written = anchor === undefined || anchor === '' ? null : decoded(anchor).toLowerCase()
  let doubt: Unknown | null = null
  for (const path of candidates) {
    const found = world.find(markdownPage(path))
    if (isUnknown(found)) { doubt = found; continue }
    const [page] = found
    if (page) {
      if (written === null) return { path, exists: true, anchor: null, headingExists: null, suggestion: null }
      const exists = page.headings.some(heading => heading.toLowerCase() === written)
      // A site names its headings in ways of its own.
      if (!exists && isSite) return { path, exists: true, anchor: written, headingExists: new Unknown(url), suggestion: null }
      return { path, exists: true, anchor: written, headingExists: exists, suggestion: exists ? null : nearest(written, page.headings) }
    }
    const names = world.names(folderOf(path))
    if (isUnknown(names)) { if (!isKept(path)) doubt = names; continue }
    if (names.includes(nameOf(path))) return { path, exists: true, anchor: written, headingExists: written === null ? null : new Unknown(url), suggestion: null }
  }
  if (isSite) return null
  const exists: Maybe<boolean> = !isSure ? new Unknown(url) : doubt ?? false
  return { path: candidates.findLast(isKept) ?? candidates[0]!, exists, anchor: written, headingExists: written === null ? null : new Unknown(url), suggestion: null }
}

function decoded(text: string): string { try { return decodeURIComponent(text) } catch { return text } }
