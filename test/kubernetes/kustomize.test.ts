import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { all, factsOf, only, project, under, type Files } from './world'

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: shop/web:1.0.0
          env:
            - name: MODE
              value: base
`

const files: Files = {
  'k8s/base/deployment.yaml': deployment,
  'k8s/base/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n',
  'k8s/base/kustomization.yaml': 'resources:\n  - deployment.yaml\n  - service.yaml\nconfigMapGenerator:\n  - name: settings\n    literals:\n      - COLOUR=blue\n',
  'k8s/overlays/dev/kustomization.yaml': 'resources:\n  - ../../base\nnamespace: dev\n',
  'k8s/overlays/prod/kustomization.yaml': `resources:
  - ../../base
namespace: prod
namePrefix: prod-
images:
  - name: shop/web
    newTag: 2.0.0
replicas:
  - name: web
    count: 3
patches:
  - path: limits.yaml
  - target:
      kind: Deployment
    patch: |-
      - op: add
        path: /spec/template/spec/hostNetwork
        value: true
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        template:
          spec:
            priorityClassName: high
`,
  'k8s/overlays/prod/limits.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: app
          resources:
            limits:
              memory: 256Mi
          env:
            - name: MODE
              value: prod
`,
}

describe('a tree of kustomizations', () => {
  it('is one scope with a context for each overlay, whichever file is asked', () => {
    const { workspace } = project(files)
    for (const path of Object.keys(files)) assert.deepEqual(workspace.claimOf(path)?.scopes, ['k8s/base/kustomization.yaml'], path)
    assert.equal(all('kubernetes.Workload', files).length, 2)
  })

  it('shows every overlay its own values, each at its origin', () => {
    const [dev, prod] = all('kubernetes.Workload', files) as [ReturnType<typeof only<'kubernetes.Workload'>>, ReturnType<typeof only<'kubernetes.Workload'>>]
    assert.equal(dev.namespace, 'dev')
    assert.equal(prod.namespace, 'prod')
    assert.equal(under(files, prod.locate('metadata.namespace')), 'k8s/overlays/prod/kustomization.yaml: prod')
    assert.equal(dev.replicas, 1)
    assert.equal(prod.replicas, 3)
    assert.equal(under(files, dev.locate('spec.replicas')), 'k8s/base/deployment.yaml: 1')
    assert.equal(under(files, prod.locate('spec.replicas')), 'k8s/overlays/prod/kustomization.yaml: 3')
    const [old, fresh] = [dev.containers[0]!, prod.containers[0]!]
    assert.equal(old.image.tag, '1.0.0')
    assert.equal(fresh.image.tag, '2.0.0')
    assert.equal(under(files, fresh.image.locate('')), 'k8s/overlays/prod/kustomization.yaml: 2.0.0')
    assert.equal(old.limits.memory, null)
    assert.equal(fresh.limits.memory, '256Mi')
    assert.equal(under(files, fresh.locate('resources.limits.memory')), 'k8s/overlays/prod/limits.yaml: 256Mi')
    assert.deepEqual(fresh.env.map(({ name, value }) => [name, value]), [['MODE', 'prod']])
  })

  it('locates what is missing in the base, and mends it there', () => {
    const [dev, prod] = all('kubernetes.Container', files)
    for (const container of [dev!, prod!]) {
      const place = container.locate('livenessProbe')
      assert.equal(place.missing, true)
      assert.equal(place.path, 'k8s/base/deployment.yaml')
    }
    assert.equal(dev!.edit({ kind: 'set', path: 'resources.limits.memory', value: '1Gi' })![0]!.path, 'k8s/base/deployment.yaml')
    assert.deepEqual(prod!.edit({ kind: 'set', path: 'resources.limits.memory', value: '1Gi' })!.map(({ path }) => path), ['k8s/overlays/prod/limits.yaml'])
    assert.equal(prod!.image.edit({ kind: 'set', path: '', value: 'x' }), null)
  })

  it('applies patches written in the kustomization, with spans in their blocks', () => {
    const [dev, prod] = all('kubernetes.PodSpec', files)
    assert.equal(dev!.hostNetwork, false)
    assert.equal(prod!.hostNetwork, true)
    assert.equal(under(files, prod!.locate('hostNetwork')), 'k8s/overlays/prod/kustomization.yaml: true')
    assert.equal(prod!.priorityClassName, 'high')
    assert.equal(under(files, prod!.locate('priorityClassName')), 'k8s/overlays/prod/kustomization.yaml: high')
  })

  it('speaks of objects by their own names and finds what belongs together', () => {
    const prod = all('kubernetes.Workload', files)[1]!
    assert.equal(prod.name, 'web')
    assert.equal(prod.subject, 'Deployment/web')
    assert.equal(prod.isServing, true)
    assert.equal(prod.hasDuplicate, false)
    const config = all('kubernetes.ConfigMap', files)[0]!
    assert.equal(config.name, 'settings')
    assert.deepEqual(config.entries.map(({ key, value }) => [key, value]), [['COLOUR', 'blue']])
  })

  it('knows nothing for certain where a base is remote', () => {
    const remote: Files = { ...files, 'k8s/overlays/prod/kustomization.yaml': 'resources:\n  - ../../base\n  - https://example.com/base?ref=v1\n' }
    const [dev, prod] = all('kubernetes.Workload', remote)
    assert.deepEqual([...dev!.disruptionBudgets as []], [])
    assert.equal((dev!.disruptionBudgets as { open?: boolean }).open, undefined)
    assert.equal((prod!.disruptionBudgets as { open?: boolean }).open, true)
  })

  it('judges a base alone where nothing uses it, and ignores manifests that no kustomization names', () => {
    const alone: Files = { 'a/kustomization.yaml': 'resources: [d.yaml]\n', 'a/d.yaml': deployment, 'a/other.yaml': deployment.replaceAll('web', 'other') }
    const { workspace } = project(alone)
    assert.deepEqual(workspace.claimOf('a/d.yaml')?.scopes, ['a/kustomization.yaml'])
    assert.deepEqual(workspace.claimOf('a/other.yaml')?.scopes, ['a/other.yaml'])
  })

  it('applies components, labels and strategic deletions', () => {
    const tree: Files = {
      'base/kustomization.yaml': 'resources: [d.yaml]\n', 'base/d.yaml': deployment,
      'debug/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - path: p.yaml\n',
      'debug/p.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: null\n  template:\n    spec:\n      containers:\n        - name: app\n          env:\n            - name: MODE\n              $patch: delete\n',
      'over/kustomization.yaml': 'resources: [../base]\ncomponents: [../debug]\nlabels:\n  - pairs: {team: shop}\n    includeSelectors: true\n',
    }
    const { workspace } = project(tree)
    assert.deepEqual(workspace.claimOf('debug/p.yaml')?.scopes, ['base/kustomization.yaml'])
    const web = only('kubernetes.Workload', tree)
    assert.equal(web.replicas, null)
    assert.equal(web.containers[0]!.env.length, 0)
    assert.equal(web.labels.get('team'), 'shop')
    assert.equal(web.podLabels.get('team'), 'shop')
    assert.equal(web.selectsOwnPods, true)
  })

  it('tells of missing files, doubled entries and patches without a target', () => {
    const tree: Files = { 'kustomization.yaml': 'resources:\n  - d.yaml\n  - d.yaml\n  - gone.yaml\n  - https://example.com/x\n', 'd.yaml': deployment }
    const one = only('kubernetes.Kustomization', tree)
    assert.deepEqual(one.resources.map(({ exists }) => isUnknown(exists) ? '?' : exists), [true, true, false, '?'])
    assert.deepEqual(one.resources.map(({ isDuplicate }) => isDuplicate), [false, true, false, false])
    const patched = only('kubernetes.Kustomization', { 'kustomization.yaml': 'resources: [d.yaml]\npatches:\n  - target: {kind: Deployment, name: web}\n    patch: |\n      - {op: remove, path: /spec/replicas}\n  - target: {kind: StatefulSet}\n    patch: |\n      - {op: remove, path: /spec/replicas}\n', 'd.yaml': deployment })
    assert.deepEqual(patched.patches.map(({ hasTarget }) => hasTarget), [true, false])
  })

  it('is a tree of its own where its base cannot see it for all the folders', () => {
    const wide: { [path: string]: string } = { 'apps/base/kustomization.yaml': 'resources: [d.yaml]\n', 'apps/base/d.yaml': deployment, 'clusters/prod/kustomization.yaml': 'resources: [../../apps/base]\nreplicas: [{name: web, count: 5}]\n' }
    for (let i = 0; i < 120; i++) wide[`docs/${i}/x.txt`] = ''
    const { workspace } = project(wide)
    assert.deepEqual(workspace.claimOf('clusters/prod/kustomization.yaml')?.scopes, ['clusters/prod/kustomization.yaml'])
    assert.deepEqual(workspace.claimOf('apps/base/d.yaml')?.scopes, ['apps/base/kustomization.yaml'])
    assert.equal(only('kubernetes.Workload', wide, 'clusters/prod/kustomization.yaml').replicas, 5)
  })

  it('reads a tree that goes in circles', () => {
    const circle: Files = { 'a/kustomization.yaml': 'resources: [../b]\n', 'b/kustomization.yaml': 'resources: [../a, d.yaml]\n', 'b/d.yaml': deployment }
    assert.ok(factsOf(circle, 'b/d.yaml').length > 0)
  })
})
