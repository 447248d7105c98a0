import { loadLanguages } from '../../scripts/languages'
import type { Fact } from '../../src/core/fact'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/markdown/facts'
import { Project } from '../../src/workspace/project'
import { builtInLibrary } from '../../src/node/library'

const languages = loadLanguages(`${__dirname}/../..`)

/** A value as tests write it: `?` where it is unknown. */
export const shown = (value: unknown): unknown => isUnknown(value) ? '?' : value

/** The language that claims a file, of all there are. */
export const claimedBy = (path: string): string | null => languages.find((one) => one.claims(path, () => ''))?.id ?? null

/** The facts of a kind in the first of some files, which are all that there are. */
export function look<K extends keyof Facts, T>(texts: { readonly [path: string]: string }, kind: K, see: (fact: Facts[K]) => T): T[] {
  const project = new Project({ languages, library: builtInLibrary() })
  for (const [path, text] of Object.entries(texts)) project.set(path, text)
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  const found = (): readonly Fact[] => [...project.workspace.facts(Object.keys(texts)[0]!)].filter((fact) => fact.kind === kind)
  for (const fact of found()) for (const name of ['resolves', 'exists']) void (fact as unknown as { readonly [name: string]: unknown })[name]
  for (let wanted; (wanted = project.workspace.takeWantedFolders()).length;) {
    for (const folder of wanted) project.workspace.setNames(folder, [...new Set(Object.keys(texts).filter((path) => folder === '' || path.startsWith(`${folder}/`)).map((path) => path.slice(folder === '' ? 0 : folder.length + 1).split('/')[0]!))])
    project.workspace.refreshNow()
    for (const fact of found()) void (fact as unknown as { readonly resolves: unknown }).resolves
  }
  return found().map((fact) => see(fact as unknown as Facts[K]))
}
