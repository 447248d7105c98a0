import type { Fact } from '../../src/core/fact'
import { isUnknown } from '../../src/core/value'
import { builtInLibrary } from '../../src/node/library'
import { Project } from '../../src/workspace/project'
import { loadLanguages } from '../../scripts/languages'

const languages = loadLanguages(`${__dirname}/../..`)

/** What is seen of the facts of a kind in a workspace of these files. Unknowns show as '?'. */
export function look(files: { readonly [path: string]: string }, kind: string, see: (fact: any) => unknown): unknown[] {
  const project = new Project({ languages, library: builtInLibrary() })
  for (const [path, text] of Object.entries(files)) project.set(path, text)
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  const found: unknown[] = []
  for (const path of Object.keys(files)) for (const fact of project.workspace.facts(path)) if (fact.kind === kind) found.push(shown(see(fact)))
  return found
}

export const shown = (value: unknown): unknown => isUnknown(value) ? '?' : Array.isArray(value) ? value.map(shown) : value

/** Reads every field of a fact and looks at what its paths lead to. */
export function exercise(facts: Iterable<Fact>, text: string, paths: readonly string[]): number {
  let count = 0
  for (const fact of facts) {
    count++
    for (let at = Object.getPrototypeOf(fact) as object; at !== Object.prototype; at = Object.getPrototypeOf(at) as object) {
      for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(at))) if (property.get && (fact as unknown as { [name: string]: unknown })[name] === undefined) throw new Error(`${fact.kind}.${name} is undefined`)
    }
    for (const path of paths) {
      const { span: [start, end] } = fact.locate(path)
      if (start < 0 || start > end || end > text.length || /[\r\n]/.test(text.slice(start, end))) throw new Error(`${fact.kind} ${path}: ${start}-${end}`)
    }
  }
  return count
}
