import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Document } from '../../src/core/document'
import type { Environment } from '../../src/core/language'
import { Unknown } from '../../src/core/value'
import { loadLanguages } from '../../scripts/languages'
import { readPack } from '../../scripts/packs'

const root = join(__dirname, '../..')

/** A workspace of these files in which nobody may ask for what others export. */
function closed(files: readonly { readonly path: string; readonly text: string }[]): Environment {
  const documents = new Map(files.map(({ path, text }) => [path, new Document(path, text)]))
  const under = (folder: string): readonly string[] => [...documents.keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`)).map((path) => folder === '' ? path : path.slice(folder.length + 1))
  const full = (folder: string, name: string): string => folder === '' ? name : `${folder}/${name}`
  return {
    read: (path) => documents.get(path) ?? null,
    list: (folder) => under(folder).filter((name) => !name.includes('/')).map((name) => full(folder, name)),
    folders: (folder) => [...new Set(under(folder).filter((name) => name.includes('/')).map((name) => full(folder, name.slice(0, name.indexOf('/')))))],
    names: (folder) => new Unknown(folder),
    setting: () => undefined,
    find: ({ name }) => { throw new Error(`asked for ${name}`) },
  }
}

describe('what a scope exports', () => {
  // It is gathered before the index is whole: an answer from then would be kept, and be wrong.
  for (const language of loadLanguages(root).filter(({ id }) => existsSync(join(root, 'rules', id)))) it(`is made without a look-up: ${language.id}`, function () {
    this.timeout(60_000)
    for (const { id, page } of readPack(root, language.id)) for (const { files } of page?.examples ?? []) {
      const environment = closed(files), scopes = new Set(files.flatMap(({ path }) => language.scopesOf(path, environment)))
      for (const scope of scopes) {
        const { exports } = language.read(scope, environment)
        try { for (const one of exports()) assert.ok(one) } catch (error) { assert.fail(`${id}: ${(error as Error).message}`) }
      }
    }
  })
})
