import { readdirSync, readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { emitProgram } from '../src/core/compile'
import type { FactTypes } from '../src/core/expression/types'
import { readPage, type Page } from '../src/core/page'
import type { Rule } from '../src/core/rule'

/** Where a rule page is wrong. */
export interface PackProblem { readonly file: string; readonly line: number; readonly message: string }

export interface RuleFile {
  readonly id: string
  /** Relative to the project's root. */
  readonly file: string
  readonly page: Page | null
  readonly problems: readonly PackProblem[]
  /** The TypeScript file beside the page, without its extension. */
  readonly code: string | null
}

/** Names of the packs: the folders of `rules/`. */
export const packNames = (root: string): readonly string[] => readdirSync(join(root, 'rules'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()

/** Every rule page of a pack, in order of their names. */
export function readPack(root: string, pack: string): readonly RuleFile[] {
  const folder = join(root, 'rules', pack)
  return readdirSync(folder).filter((name) => name.endsWith('.md')).sort().map((name) => {
    const id = `${pack}/${name.slice(0, -3)}`, file = `rules/${id}.md`
    const { page, problems } = readPage(id, readFileSync(join(root, file), 'utf8'), (text) => load(text))
    const code = existsSync(join(root, `rules/${id}.ts`)) ? `rules/${id}` : null
    const found = problems.map((problem) => ({ file, ...problem }))
    if (page && page.rule.on !== 'engine') {
      if (code && page.check.cases.length) found.push({ file, line: 1, message: `The page has 'when' or 'cases' and a TypeScript file beside it; one of them does the check.` })
      if (!code && !page.check.cases.length) found.push({ file, line: 1, message: `The page has neither 'when' nor 'cases' nor a TypeScript file beside it.` })
    }
    return { id, file, page, problems: found, code }
  })
}

/** The module of one pack: its programs by rule id. Imports are relative to `generated/packs/`. */
export function packModule(rules: readonly RuleFile[], types: FactTypes): { source: string; metadata: readonly Rule[]; pages: { [id: string]: string }; problems: readonly PackProblem[] } {
  const problems: PackProblem[] = [], imports: string[] = [], programs: string[] = [], metadata: Rule[] = [], pages: { [id: string]: string } = {}
  for (const { id, file, page, code, problems: own } of rules) {
    problems.push(...own)
    if (!page) continue
    metadata.push(page.rule)
    pages[id] = page.text
    if (page.rule.on === 'engine') continue
    const name = `check${imports.length}`
    if (code) imports.push(`import ${name} from '../../${code}'`)
    const program = emitProgram(page, types, code ? name : null)
    problems.push(...program.problems.map((problem) => ({ file, ...problem })))
    if (program.source) programs.push(`  ${JSON.stringify(id)}: ${program.source},`)
  }
  const source = [`// @ts-nocheck`, `import * as op from '../../src/core/expression/operators'`, `import { readPrograms } from '../../src/core/program'`, ...imports, `export const programs = readPrograms({`, ...programs, `})`, ''].join('\n')
  return { source, metadata, pages, problems }
}

/** The module that names the packs, for those that cannot list a folder. */
export const libraryModule = (packs: readonly string[]): string => `export const packs: readonly string[] = ${JSON.stringify(packs)}\n`
