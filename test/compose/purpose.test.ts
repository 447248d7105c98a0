import assert from 'node:assert/strict'
import { builtInLibrary } from '../../src/node/library'
import { loadLanguages } from '../../scripts/languages'
import { Project } from '../../src/workspace/project'
import { join } from 'node:path'

const root = join(__dirname, '../..')

/** Ids of the findings of a file in a workspace of these files. */
function rulesAt(path: string, files: { readonly [path: string]: string }): string[] {
  const project = new Project({ languages: loadLanguages(root), library: builtInLibrary() })
  for (const [name, text] of Object.entries(files)) project.set(name, text)
  project.workspace.finishIndexing()
  for (const _ of project.refresh());
  return project.findings(path).map(finding => finding.rule)
}

describe('compose: what a file is for', () => {
  const compose = 'services:\n  web:\n    image: nginx\n    privileged: true\n', manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n'
  it('alone it is production', () => assert.deepEqual(rulesAt('compose.yaml', { 'compose.yaml': compose }).sort(), ['compose/floating-tag', 'compose/privileged-container']))
  it('beside manifests it is development', () => assert.deepEqual(rulesAt('compose.yaml', { 'compose.yaml': compose, 'k8s/web.yaml': manifest }), ['compose/privileged-container']))
  it('an override is development', () => assert.deepEqual(rulesAt('compose.override.yaml', { 'compose.override.yaml': compose }), ['compose/privileged-container']))
  it('a plain file of a web server and a database is quiet', () => assert.deepEqual(rulesAt('compose.yaml', {
    'compose.yaml': 'services:\n  web:\n    image: shop/web:1.4.2\n    ports: ["8080:80"]\n    environment:\n      DATABASE_URL: postgres://shop:${PASSWORD}@db/shop\n    depends_on: [db]\n  db:\n    image: postgres:17.2\n    environment:\n      POSTGRES_PASSWORD: ${PASSWORD}\n    volumes: ["db:/var/lib/postgresql/data"]\nvolumes:\n  db:\n' }), []))
})
