import assert from 'node:assert/strict'
import { join } from 'node:path'
import { Unknown } from '../../src/core/value'
import type { Stage } from '../../src/languages/docker/facts'
import { builtInLibrary } from '../../src/node/library'
import { loadLanguages } from '../../scripts/languages'
import { Project } from '../../src/workspace/project'

const options = { languages: loadLanguages(join(__dirname, '../..')), library: builtInLibrary() }
const pod = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ${image}\n`

/** Whether Kubernetes runs what a Dockerfile builds, in a workspace of these files. */
function deployed(path: string, files: { readonly [path: string]: string }, complete = true): unknown {
  const project = new Project(options)
  for (const [name, text] of Object.entries({ [path]: 'FROM node:22.14-slim AS build\nFROM node:22.14-slim\nCMD ["node"]\n', ...files })) project.set(name, text)
  if (complete) project.workspace.finishIndexing()
  project.workspace.refreshNow()
  const answers: unknown[] = []
  project.workspace.inspect(path, { onFact: (fact) => { if (fact.kind === 'docker.Stage') { const { isFinal, isDeployedToKubernetes } = fact as unknown as Stage; if (isFinal) answers.push(isDeployedToKubernetes instanceof Unknown ? 'unknown' : isDeployedToKubernetes) } } })
  return answers[0]
}

describe('An image that Kubernetes runs', () => {
  it('is that of a folder with its name', () => {
    assert.equal(deployed('services/web/Dockerfile', { 'k8s/app.yaml': pod('registry.example.com/shop/web:1.0.0') }), true)
    assert.equal(deployed('services/web/Dockerfile', {}), false)
    assert.equal(deployed('services/web/Dockerfile', { 'k8s/app.yaml': pod('registry.example.com/shop/api:1.0.0') }), 'unknown')
  })

  it('may be that of a Dockerfile whose place tells no name', () => {
    assert.equal(deployed('Dockerfile', { 'k8s/app.yaml': pod('registry.example.com/shop/web:1.0.0') }), 'unknown')
    assert.equal(deployed('Dockerfile', {}), false)
  })

  it('is unknown until all manifests are read', () => assert.equal(deployed('services/web/Dockerfile', {}, false), 'unknown'))
})
