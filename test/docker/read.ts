import type { Fact } from '../../src/core/fact'
import { Document } from '../../src/core/document'
import type { Environment, Scope } from '../../src/core/language'
import { Unknown } from '../../src/core/value'
import type { Facts, File, Stage } from '../../src/languages/docker/facts'
import { language as docker } from '../../src/languages/docker/language'

/** A workspace of these files alone. */
export function workspace(files: Record<string, string>): Environment {
  const below = (folder: string): string[] => Object.keys(files).filter(path => folder === '' || path.startsWith(folder + '/')).map(path => folder === '' ? path : path.slice(folder.length + 1))
  return {
    read: path => Object.hasOwn(files, path) ? new Document(path, files[path]!) : null,
    list: folder => below(folder).filter(path => !path.includes('/')).map(path => folder === '' ? path : `${folder}/${path}`),
    folders: folder => [...new Set(below(folder).filter(path => path.includes('/')).map(path => path.split('/')[0]!))],
    names: folder => [...new Set(below(folder).map(path => path.split('/')[0]!))],
    setting: () => undefined,
    find: () => [],
  }
}

export const readScope = (text: string, others: Record<string, string> = {}, path = 'Dockerfile'): Scope => docker.read(path, workspace({ [path]: text, ...others }))

export const factsOf = (text: string, others: Record<string, string> = {}, path = 'Dockerfile'): readonly Fact[] => [...readScope(text, others, path).contexts[0]!.facts()]

/** The facts of a kind, in order. */
export const all = <K extends keyof Facts>(text: string, kind: K, others: Record<string, string> = {}): readonly Facts[K][] => factsOf(text, others).filter(fact => fact.kind === kind) as unknown as Facts[K][]

export const fileOf = (text: string, others: Record<string, string> = {}): File => all(text, 'docker.File', others)[0]!
export const finalOf = (text: string): Stage => fileOf(text).final!

/** The text that a path of a fact stands at; in brackets when only an ancestor is written. */
export function at(text: string, fact: Fact, path: string): string {
  const { span, missing } = fact.locate(path)
  return missing ? `(${text.slice(...span)})` : text.slice(...span)
}

export const isUnknown = (value: unknown): boolean => value instanceof Unknown
