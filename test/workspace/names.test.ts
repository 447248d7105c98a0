import assert from 'node:assert/strict'
import { join } from 'node:path'
import { builtInLibrary } from '../../src/node/library'
import { loadLanguages } from '../../scripts/languages'
import { linter } from '../../src/workspace/linter'
import { listAround, listWanted } from '../../src/workspace/names'
import type { Files } from '../../src/workspace/files'
import { Project } from '../../src/workspace/project'

const options = { languages: loadLanguages(join(__dirname, '../..')), library: builtInLibrary() }
const dockerfile = 'FROM node:22.14-slim\nCOPY package.json start.sh /app/\nUSER node\nCMD ["node"]\n'
const dangling = (project: Project): readonly string[] => project.findings('Dockerfile').filter(({ rule }) => rule === 'docker/dangling-copy-source').map(({ span }) => dockerfile.slice(...span))

/** A disk of which only the names are told. */
function disk(...paths: string[]): Files & { readonly paths: Set<string> } {
  const all = new Set(paths)
  return {
    paths: all, read: async () => null, list: async () => [],
    names: async (folder) => [...new Set([...all].filter((path) => folder === '' || path.startsWith(`${folder}/`)).map((path) => path.slice(folder === '' ? 0 : folder.length + 1).split('/')[0]!))],
  }
}

async function open(files: Files): Promise<Project> {
  const project = new Project(options)
  project.set('Dockerfile', dockerfile)
  for (let i = 0; i < 20; i++) project.set(`other/${i}/Dockerfile`, 'FROM node:22.14-slim\nUSER node\nCMD ["node"]\n')
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  while (await listWanted(project.workspace, files)) project.workspace.refreshNow()
  return project
}

describe('Files of no language', () => {
  it('are known by name where the disk can be asked', async () => {
    assert.deepEqual(dangling(await open(disk('Dockerfile', 'package.json'))), ['start.sh'])
    assert.deepEqual(dangling(await open(disk('Dockerfile', 'package.json', 'start.sh'))), [])
  })

  it('are checked for again when one comes or goes, by those who asked alone', async () => {
    const files = disk('Dockerfile', 'package.json'), project = await open(files)
    files.paths.add('start.sh')
    await listAround(project.workspace, files, 'start.sh')
    assert.deepEqual(project.workspace.refreshNow().checked, ['docker:Dockerfile'])
    assert.deepEqual(dangling(project), [])
    files.paths.delete('package.json')
    await listAround(project.workspace, files, 'package.json')
    project.workspace.refreshNow()
    assert.deepEqual(dangling(project), ['package.json'])
    await listAround(project.workspace, files, 'docs/elsewhere.md')
    assert.deepEqual(project.workspace.refreshNow().checked, [])
  })

  it('are unknown where nobody can be asked', async () => {
    const { names: _, ...partial } = disk('Dockerfile', 'package.json')
    assert.deepEqual(dangling(await open(partial)), [])
    assert.deepEqual(dangling(await open({ ...partial, names: async () => null })), [])
    const found = await linter(options).lint([{ path: 'Dockerfile', text: dockerfile }, { path: 'package.json', text: '{}' }])
    assert.deepEqual(found.filter(({ rule }) => rule === 'docker/dangling-copy-source'), [])
  })
})
