import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../src/core/language'

/** Folders of `src/languages/` that are file kinds: those that have a `language.ts`. */
export const languageNames = (root: string): readonly string[] =>
  readdirSync(join(root, 'src/languages'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && existsSync(join(root, 'src/languages', entry.name, 'language.ts'))).map((entry) => entry.name).sort()

/** The module that lists all languages. Imports are relative to `generated/`. */
export function languagesModule(root: string): string {
  const names = languageNames(root)
  return [...names.map((name, i) => `import { language as language${i} } from '../src/languages/${name}/language'`), `export const languages = [${names.map((_, i) => `language${i}`).join(', ')}]`, ''].join('\n')
}

/** The module that lists their names alone, in the same order. */
export const languageIdsModule = (root: string): string => `export const languageIds = ${JSON.stringify(languageNames(root))} as const\n`

/** Loads all languages from source, for scripts and tests. */
export const loadLanguages = (root: string): readonly Language[] => languageNames(root).map((name) => (require(join(root, 'src/languages', name, 'language.ts')) as { language: Language }).language)
