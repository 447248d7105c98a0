import type { Fact } from '../../src/core/fact'
import type { Language } from '../../src/core/language'
import { language as kubernetes } from '../../src/languages/kubernetes/language'
import type { Facts } from '../../src/languages/kubernetes/facts'
import { Project } from '../../src/workspace/project'

export type Files = { readonly [path: string]: string }

/** A workspace of these files, with no rules in it. */
export function project(files: Files, languages: readonly Language[] = [kubernetes]): Project {
  const made = new Project({ languages, library: { packs: [], metadata: () => [], programs: () => ({}), pages: async () => ({}), compiler: () => () => ({ rule: null, problems: [] }) } })
  for (const [path, text] of Object.entries(files)) made.set(path, text)
  made.workspace.finishIndexing()
  made.workspace.refreshNow()
  return made
}

/** The facts of the scopes of a file, by default the first one. */
export function factsOf(files: Files, path = Object.keys(files)[0]!, languages?: readonly Language[]): readonly Fact[] {
  const found: Fact[] = []
  const failures = project(files, languages).workspace.inspect(path, { onFact: fact => { found.push(fact) } }).filter(({ rule }) => rule === 'shipshape/internal-error')
  if (failures.length) throw new Error(failures[0]!.message)
  return found
}

/** The facts of one kind. */
export const all = <K extends keyof Facts>(kind: K, files: Files, path?: string): readonly Facts[K][] => factsOf(files, path).filter(fact => fact.kind === `${kind}`) as unknown as readonly Facts[K][]

/** The first fact of a kind. */
export function only<K extends keyof Facts>(kind: K, files: Files, path?: string): Facts[K] {
  const [first] = all(kind, files, path)
  if (!first) throw new Error(`no ${kind}`)
  return first
}

/** The text under a place. */
export const under = (files: Files, place: { readonly path: string; readonly span: readonly [number, number] }): string => `${place.path}: ${files[place.path]!.slice(...place.span)}`
