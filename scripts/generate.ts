import { mkdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Rule } from '../src/core/rule'
import { factReference, readFactTypes } from './fact-types'
import { checklistsModule } from './checklists'
import { exercisesModule } from './exercises'
import { languageIdsModule, languagesModule } from './languages'
import { readLessons } from './topics'
import { libraryModule, packModule, packNames, readPack } from './packs'

/** Writes `generated/`: the languages, the fact types, and a module and metadata for each rule pack. Throws with every problem of every page. */
export function generate(root: string): { readonly packs: readonly string[]; readonly rules: readonly Rule[]; readonly pages: { readonly [id: string]: string } } {
  const write = (path: string, text: string): void => {
    const file = join(root, 'generated', path)
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const types = readFactTypes(root)
  write('languages.ts', languagesModule(root))
  write('language-ids.ts', languageIdsModule(root))
  write('fact-types.json', JSON.stringify(types, (key, value: unknown) => key === 'doc' && typeof value === 'string' ? undefined : value))
  const problems: string[] = [], rules: Rule[] = [], pages: { [id: string]: string } = {}
  const packs = packNames(root)
  for (const pack of packs) {
    const made = packModule(readPack(root, pack), types)
    for (const problem of made.problems) problems.push(`${problem.file}:${problem.line} ${problem.message}`)
    write(`packs/${pack}.ts`, made.source)
    rules.push(...made.metadata)
    Object.assign(pages, made.pages)
  }
  write('library.ts', libraryModule(packs))
  write('facts.md', factReference(types))
  write('lessons.json', JSON.stringify(readLessons(root)))
  const checklists = checklistsModule(root, types, new Set(rules.map(({ id }) => id)))
  problems.push(...checklists.problems)
  write('checklists.ts', checklists.source)
  const exercises = exercisesModule(root, types, new Set(rules.map(({ id }) => id)))
  problems.push(...exercises.problems)
  write('exercises.ts', exercises.source)
  write('exercise-files.json', JSON.stringify(exercises.files))
  write('exercise-list.json', JSON.stringify(exercises.list))
  write('selections.json', JSON.stringify(checklists.selections))
  if (problems.length) throw new Error(`rule pages and checklists:\n${problems.join('\n')}`)
  return { packs, rules, pages }
}
