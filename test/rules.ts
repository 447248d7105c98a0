import { join } from 'node:path'
import { closureProgram } from '../src/core/compile'
import { toNative } from '../src/core/expression/pattern'
import type { Fact } from '../src/core/fact'
import type { RuleLibrary } from '../src/core/library'
import type { PageProblem } from '../src/core/page'
import type { Program } from '../src/core/program'
import type { Check, Rule } from '../src/core/rule'
import type { HarnessContext } from '../src/workspace/harness'
import { readFactTypes } from '../scripts/fact-types'
import { loadLanguages } from '../scripts/languages'
import { packNames, readPack, type RuleFile } from '../scripts/packs'
import { readTopics } from '../scripts/topics'

// The rules of the repository as its tests read them; RULES narrows them to ids that begin so.

export const root = join(__dirname, '..')
export const wanted = (process.env.RULES ?? '').split(',').filter(Boolean)
export const types = readFactTypes(root)
/** Patterns of our own pages are reviewed; a native expression answers as RE2 does. */
const matcher = (pattern: string): ((text: string) => boolean) => {
  const native = toNative(pattern)
  if (!('source' in native)) throw new Error(`not a pattern: ${pattern}`)
  const test = new RegExp(native.source, native.flags)
  return (text) => test.test(text)
}
export const all = packNames(root).flatMap((pack) => readPack(root, pack))
export const files = all.filter((file) => !wanted.length || wanted.some((name) => file.id.startsWith(name)))

export const checkOf = (file: RuleFile): Check<Fact> | null => file.code ? (require(join(root, file.code)) as { default: Check<Fact> }).default : null
const compiled = new Map<string, { readonly program: Program | null; readonly problems: readonly PageProblem[] }>()
export function compile(file: RuleFile): { readonly program: Program | null; readonly problems: readonly PageProblem[] } {
  if (!file.page || file.page.rule.on === 'engine') return { program: null, problems: [] }
  let made = compiled.get(file.id)
  if (!made) compiled.set(file.id, made = closureProgram(file.page, types, matcher, checkOf(file)))
  return made
}

/** The rules as a library, their programs made by one back end or the other. */
export function libraryOf(program: (file: RuleFile) => Program | null): RuleLibrary {
  const packs = new Map<string, { readonly metadata: readonly Rule[]; programs: { readonly [id: string]: Program } | null }>()
  for (const pack of packNames(root)) packs.set(pack, { metadata: all.flatMap((file) => file.page?.rule.pack === pack ? [file.page.rule] : []), programs: null })
  return {
    packs: [...packs.keys()],
    metadata: (pack) => packs.get(pack)!.metadata,
    programs: (pack) => packs.get(pack)!.programs ??= Object.fromEntries(all.filter((file) => file.page?.rule.pack === pack).flatMap((file) => { const made = program(file); return made ? [[file.id, made]] : [] })),
    pages: async () => ({}),
    compiler: () => { throw new Error('no rule pages in a workspace here') },
  }
}
export const library = libraryOf((file) => compile(file).program)
export const context: HarnessContext = { languages: loadLanguages(root), topics: readTopics(root), library }
