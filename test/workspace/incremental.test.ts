import assert from 'node:assert/strict'
import { join } from 'node:path'
import { builtInLibrary } from '../../src/node/library'
import { Project } from '../../src/workspace/project'
import { loadLanguages } from '../../scripts/languages'

const languages = loadLanguages(join(__dirname, '../..'))

const deployment = (name: string, resources = '', more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      securityContext:
        runAsNonRoot: true
      containers:
        - name: app
          image: registry.example.com/shop/${name}:1.0.0
${resources}${more}`
const request = '          resources:\n            requests:\n              cpu: 100m\n              memory: 128Mi\n'
const autoscaler = (target: string): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${target}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${target}
  minReplicas: 2
  maxReplicas: 5
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`

/** A workspace in which a hundred other manifests have nothing to do with ours. */
function workspace(files: { readonly [path: string]: string }): Project {
  const project = new Project({ languages, library: builtInLibrary(), level: 'all' })
  for (let i = 0; i < 100; i++) project.set(`other/${i}/app.yaml`, deployment(`other-${i}`, request))
  for (const [path, text] of Object.entries(files)) project.set(path, text)
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  return project
}

function change(project: Project, path: string, text: string): readonly string[] {
  project.set(path, text)
  return [...project.workspace.refreshNow().checked].sort()
}

const rules = (project: Project, path: string): readonly string[] => project.findings(path).map((finding) => finding.rule)

describe('a change in one file', () => {
  it('checks one scope again when nothing exported changes', () => {
    const project = workspace({ 'k8s/web.yaml': deployment('web', request), 'k8s/hpa.yaml': autoscaler('web') })
    assert.deepEqual(change(project, 'k8s/web.yaml', deployment('web', request, '          imagePullPolicy: IfNotPresent\n')), ['kubernetes:k8s/web.yaml'])
  })

  it('checks the autoscaler again when its Deployment is renamed, and nothing else', () => {
    const project = workspace({ 'k8s/web.yaml': deployment('web', request), 'k8s/hpa.yaml': autoscaler('web') })
    assert.ok(!rules(project, 'k8s/hpa.yaml').includes('kubernetes/dangling-hpa'))
    assert.deepEqual(change(project, 'k8s/web.yaml', deployment('shop', request)), ['kubernetes:k8s/hpa.yaml', 'kubernetes:k8s/web.yaml'])
    assert.ok(rules(project, 'k8s/hpa.yaml').includes('kubernetes/dangling-hpa'), rules(project, 'k8s/hpa.yaml').join())
    change(project, 'k8s/web.yaml', deployment('web', request))
    assert.ok(!rules(project, 'k8s/hpa.yaml').includes('kubernetes/dangling-hpa'))
  })

  it('updates the autoscaler when the request of its container goes away', () => {
    const project = workspace({ 'k8s/web.yaml': deployment('web', request), 'k8s/hpa.yaml': autoscaler('web') })
    assert.ok(!rules(project, 'k8s/hpa.yaml').includes('kubernetes/hpa-target-without-requests'))
    assert.deepEqual(change(project, 'k8s/web.yaml', deployment('web')), ['kubernetes:k8s/hpa.yaml', 'kubernetes:k8s/web.yaml'])
    assert.ok(rules(project, 'k8s/hpa.yaml').includes('kubernetes/hpa-target-without-requests'), rules(project, 'k8s/hpa.yaml').join())
  })

  it('updates the pod when its Dockerfile gets a user', () => {
    const dockerfile = 'FROM debian:12.9-slim\nCOPY server /usr/local/bin/\nUSER root\nCMD ["server"]\n'
    const project = workspace({ 'web/Dockerfile': dockerfile, 'web/k8s/web.yaml': deployment('web', request) })
    assert.ok(rules(project, 'web/k8s/web.yaml').includes('kubernetes/root-image-in-non-root-pod'), rules(project, 'web/k8s/web.yaml').join())
    assert.deepEqual(change(project, 'web/Dockerfile', dockerfile.replace('USER root', 'USER 10001')), ['docker:web/Dockerfile', 'kubernetes:web/k8s/web.yaml'])
    assert.ok(!rules(project, 'web/k8s/web.yaml').includes('kubernetes/root-image-in-non-root-pod'))
  })

  it('is seen by a scope that somebody asked for fixes in between', () => {
    const project = workspace({ 'k8s/web.yaml': deployment('web', request), 'k8s/hpa.yaml': autoscaler('web') })
    project.workspace.withFixes('k8s/hpa.yaml', () => true)
    project.workspace.inspect('k8s/hpa.yaml', {})
    change(project, 'k8s/web.yaml', deployment('shop', request))
    assert.ok(rules(project, 'k8s/hpa.yaml').includes('kubernetes/dangling-hpa'))
  })

  it('takes the findings of a deleted file away and tells those who asked for it', () => {
    const project = workspace({ 'k8s/web.yaml': deployment('web', request), 'k8s/shop.yaml': deployment('shop', request), 'k8s/hpa.yaml': autoscaler('web') })
    project.set('k8s/web.yaml', null)
    assert.deepEqual(project.workspace.refreshNow().checked, ['kubernetes:k8s/hpa.yaml'])
    assert.deepEqual(project.findings('k8s/web.yaml'), [])
    assert.ok(rules(project, 'k8s/hpa.yaml').includes('kubernetes/dangling-hpa'))
  })

  it('is not forgotten when a refresh is given up half way', () => {
    const project = workspace({ 'k8s/web.yaml': deployment('web', request), 'k8s/hpa.yaml': autoscaler('web') })
    project.set('k8s/web.yaml', deployment('shop', request))
    project.workspace.refresh().next()
    project.workspace.refreshNow()
    assert.ok(rules(project, 'k8s/hpa.yaml').includes('kubernetes/dangling-hpa'))
  })

  it('leaves look-ups unknown while the index is not complete', () => {
    const project = new Project({ languages, library: builtInLibrary(), level: 'all' })
    project.set('k8s/hpa.yaml', autoscaler('web'))
    project.workspace.refreshNow()
    assert.ok(!rules(project, 'k8s/hpa.yaml').includes('kubernetes/dangling-hpa'))
    project.set('k8s/other.yaml', deployment('other', request))
    project.workspace.finishIndexing()
    project.workspace.refreshNow()
    assert.ok(rules(project, 'k8s/hpa.yaml').includes('kubernetes/dangling-hpa'))
  })

  it('is judged by the new configuration, also where the old one found nothing', () => {
    const project = workspace({ 'k8s/app.yaml': autoscaler('web').replace('autoscaling/v2', 'autoscaling/v2beta2') + '---\n' + deployment('web', request) })
    project.set('.shipshape/config.yml', 'kubernetes:\n  version: "1.20"\n')
    project.workspace.refreshNow()
    project.set('k8s/app.yaml', project.workspace.text('k8s/app.yaml')! + '# more\n')
    project.workspace.refreshNow()
    const removed = (): boolean => project.findings('k8s/app.yaml').some(({ rule }) => rule === 'kubernetes/removed-api-version')
    assert.equal(removed(), false)
    project.set('.shipshape/config.yml', 'kubernetes:\n  version: "1.30"\n')
    project.workspace.refreshNow()
    assert.equal(removed(), true)
  })
})
