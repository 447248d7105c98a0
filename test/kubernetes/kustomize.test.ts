import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { languages } from '../../src/node/languages'
import { builtInLibrary } from '../../src/node/library'
import { linter } from '../../src/workspace/linter'
import { all, factsOf, only, project, under, type Files } from './world'
import { processorTime } from '../processor-time'

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

/** A set that shows what a kustomization does to each kind of object. */
const many = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  annotations:
    host: a.example.com
spec:
  selector:
    matchLabels: {app: web}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {}
  template:
    metadata:
      labels: {app: web}
    spec:
      topologySpreadConstraints:
        - {topologyKey: zone, maxSkew: 1, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}}
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - {topologyKey: host, labelSelector: {matchLabels: {app: web}}}
      initContainers:
        - {name: init, image: 'shop/web:1.0.0'}
      containers:
        - name: app
          image: shop/web:1.0.0
          args: [a, b]
          env:
            - {name: HOST, value: none}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {matchLabels: {a: b}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
subjects:
  - {kind: ServiceAccount, name: web}
  - {kind: ServiceAccount, name: other}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
`

/** The fields of an object as the facts see them, under a kustomization. */
function rendered(kustomization: string, kind: string, more: Files = {}, objects = many): any {
  const files: Files = { 'kustomization.yaml': `resources: [all.yaml]\n${kustomization}`, 'all.yaml': objects, ...more }
  return all('kubernetes.Object', files).find(one => one.objectKind === kind)?.fields
}

const asText = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_, one: unknown) => isUnknown(one) ? `?${one.source}` : one) ?? 'null')

describe('what a kustomization does', () => {
  it('labels: selectors only of the kinds whose selectors it knows', () => {
    const labels = 'labels:\n  - pairs: {team: shop}\n    includeSelectors: true\n'
    const set = rendered(labels, 'StatefulSet')
    assert.deepEqual(set.spec.selector.matchLabels, { app: 'web', team: 'shop' })
    assert.deepEqual(set.spec.template.metadata.labels, { app: 'web', team: 'shop' })
    assert.deepEqual(set.spec.volumeClaimTemplates[0].metadata.labels, { team: 'shop' })
    assert.deepEqual(set.spec.template.spec.topologySpreadConstraints[0].labelSelector.matchLabels, { app: 'web', team: 'shop' })
    assert.deepEqual(set.spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels, { app: 'web', team: 'shop' })
    const policy = rendered(labels, 'NetworkPolicy')
    assert.deepEqual([policy.spec.podSelector, policy.spec.ingress[0].from[0].podSelector.matchLabels], [{}, { a: 'b', team: 'shop' }])
    assert.deepEqual(rendered(labels, 'ServiceMonitor').spec.selector.matchLabels, { app: 'web' })
    assert.deepEqual(rendered(labels, 'Service').spec.selector, { app: 'web', team: 'shop' })
  })

  it('labels: into templates, or on the objects alone', () => {
    const set = rendered('labels:\n  - pairs: {a: b}\n    includeTemplates: true\n  - pairs: {c: d}\n', 'StatefulSet')
    assert.deepEqual([set.metadata.labels, set.spec.template.metadata.labels, set.spec.selector.matchLabels], [{ a: 'b', c: 'd' }, { app: 'web', a: 'b' }, { app: 'web' }])
  })

  it('commonLabels and commonAnnotations', () => {
    const set = rendered('commonLabels: {team: shop}\ncommonAnnotations: {note: x}\n', 'StatefulSet')
    assert.deepEqual([set.spec.selector.matchLabels.team, set.metadata.annotations.note, set.spec.template.metadata.annotations.note], ['shop', 'x', 'x'])
  })

  it('namespace: of subjects that are there, and of the Namespace itself', () => {
    assert.deepEqual(rendered('namespace: prod\n', 'RoleBinding').subjects, [{ kind: 'ServiceAccount', name: 'web', namespace: 'prod' }, { kind: 'ServiceAccount', name: 'other' }])
    assert.equal(rendered('namespace: prod\n', 'Namespace').metadata.name, 'prod')
    assert.equal(rendered('namespace: prod\n', 'Namespace').metadata.namespace, undefined)
    assert.ok(isUnknown(all('kubernetes.Service', { 'kustomization.yaml': 'resources: [all.yaml]\nnamespace: ${NS}\n', 'all.yaml': many })[0]!.namespace))
  })

  it('images: name, tag and digest, each for all that it replaces', () => {
    const image = (entry: string): unknown => rendered(`images: [${entry}]\n`, 'StatefulSet').spec.template.spec.containers[0].image
    const digest = `sha256:${'e3b0c442'.repeat(8)}`
    assert.equal(image('{name: shop/web, newTag: "2"}'), 'shop/web:2')
    assert.equal(image(`{name: shop/web, digest: '${digest}'}`), `shop/web@${digest}`)
    assert.equal(image(`{name: shop/web, newTag: "2", digest: '${digest}'}`), `shop/web:2@${digest}`)
    assert.equal(image('{name: shop/web, newName: mirror/web}'), 'mirror/web:1.0.0')
    assert.equal(image('{name: shop/we, newTag: "2"}'), 'shop/web:1.0.0')
    assert.equal(rendered('images: [{name: shop/web, newTag: "2"}]\n', 'StatefulSet').spec.template.spec.initContainers[0].image, 'shop/web:2')
    const files: Files = { 'kustomization.yaml': 'resources: [all.yaml]\nimages: [{name: shop/web, newTag: latest}]\n', 'all.yaml': many }
    assert.equal(under(files, all('kubernetes.Container', files).find(({ name }) => name === 'app')!.image.locate('')), 'kustomization.yaml: latest')
  })

  it('generators: literals, files, env files, options, and what they merge into or replace', () => {
    const base = { 'base/kustomization.yaml': 'configMapGenerator:\n  - {name: gen, literals: [A=1, B=2]}\n' }
    const data = (entry: string): unknown => asText(rendered(`configMapGenerator:\n  - ${entry}\n`, 'ConfigMap', { 'e.properties': 'X=1\n# note\nY=a=b\n' })?.data)
    assert.deepEqual(data(`{name: gen, literals: ["Q='a b'", E=], files: [k=a/b.txt, c.txt]}`), { Q: 'a b', E: '', k: '?k=a/b.txt', 'c.txt': '?c.txt' })
    const over = (entry: string): unknown => all('kubernetes.ConfigMap', { ...base, 'over/kustomization.yaml': `resources: [../base]\nconfigMapGenerator:\n  - ${entry}\n` }, 'over/kustomization.yaml').map(({ entries }) => entries.map(({ key, value }) => `${key}=${String(value)}`))
    assert.deepEqual(over('{name: gen, behavior: merge, literals: [B=3, C=4]}'), [['A=1', 'B=3', 'C=4']])
    assert.deepEqual(over('{name: gen, behavior: replace, literals: [C=4]}'), [['C=4']])
    const made = rendered('secretGenerator:\n  - {name: s, type: kubernetes.io/tls, namespace: other, literals: [A=1], options: {labels: {c: d}}}\ngeneratorOptions: {labels: {a: b}, immutable: true}\n', 'Secret')
    assert.deepEqual([made.type, made.metadata.namespace, made.metadata.labels, made.immutable], ['kubernetes.io/tls', 'other', { a: 'b', c: 'd' }, true])
  })

  it('replacements: the value with its place, parts of texts, and what cannot be told is unknown', () => {
    const set = (replacement: string): any => asText(rendered(`replacements:\n${replacement}`, 'StatefulSet'))
    const to = (path: string, more = ''): string => `    targets:\n      - {select: {kind: StatefulSet}, fieldPaths: ['${path}']${more}}\n`
    assert.equal(set(`  - source: {kind: ServiceAccount, name: web}\n${to('spec.template.spec.serviceAccountName', ', options: {create: true}')}`).spec.template.spec.serviceAccountName, 'web')
    assert.equal(set(`  - source: {kind: ServiceAccount, name: web}\n${to('spec.template.spec.serviceAccountName')}`).spec.template.spec.serviceAccountName, undefined)
    assert.equal(set(`  - source: {kind: Service, fieldPath: spec.ports.0.port}\n${to('spec.template.spec.containers.[name=app].env.[name=HOST].value')}`).spec.template.spec.containers[0].env[0].value, '80')
    assert.deepEqual(set(`  - source: {kind: Service, fieldPath: metadata.name}\n${to('spec.template.spec.containers.*.args.1')}`).spec.template.spec.containers[0].args, ['a', 'web'])
    assert.equal(set(`  - source: {kind: Service, fieldPath: metadata.name}\n${to('metadata.annotations.host', ', options: {delimiter: ., index: 1}')}`).metadata.annotations.host, 'a.web.com')
    assert.equal(set(`  - source: {kind: Gone, name: web}\n${to('metadata.annotations.host')}`).metadata.annotations.host, '?…')
    assert.equal(set(`  - sourceValue: x\n${to('metadata.annotations.host', ', reject: [{name: w.*}]')}`).metadata.annotations.host, 'a.example.com')
    const files: Files = { 'kustomization.yaml': 'resources: [all.yaml]\nreplacements: [{path: r.yaml}]\n', 'all.yaml': many, 'r.yaml': "source: {kind: ServiceAccount, name: web}\ntargets:\n  - {select: {kind: StatefulSet}, fieldPaths: ['metadata.annotations.host']}\n" }
    assert.equal((all('kubernetes.Object', files).find(({ objectKind }) => objectKind === 'StatefulSet')!.fields as any).metadata.annotations.host, 'web')
  })

  it('patches: chosen by patterns, labels and annotations', () => {
    const touched = (target: string): readonly unknown[] => all('kubernetes.Object', { 'kustomization.yaml': `resources: [all.yaml]\npatches:\n  - target: ${target}\n    patch: '[{"op": "add", "path": "/metadata/labels", "value": {"x": "y"}}]'\n`, 'all.yaml': many })
      .filter(({ labels }) => labels.get('x') === 'y').map(({ objectKind }) => objectKind)
    assert.deepEqual(touched('{kind: "Service.*"}'), ['Service', 'ServiceMonitor', 'ServiceAccount'])
    assert.deepEqual(touched('{kind: Service}'), ['Service'])
    assert.deepEqual(touched('{group: apps, version: v1}'), ['StatefulSet'])
    assert.deepEqual(touched('{annotationSelector: host=a.example.com}'), ['StatefulSet'])
    assert.deepEqual(touched('{annotationSelector: "host in (a.example.com, b)"}'), ['StatefulSet'])
    assert.deepEqual(touched('{kind: StatefulSet, annotationSelector: "host notin (a.example.com)"}'), [])
    assert.deepEqual(touched('{kind: StatefulSet, annotationSelector: "!host"}'), [])
    assert.deepEqual(touched('{name: "w(eb"}'), [])
  })

  it('patches: directives, and operations that move', () => {
    const set = (patch: string): any => asText(rendered(`patches:\n  - target: {kind: StatefulSet}\n    patch: |\n${patch.replace(/^/gm, '      ')}\n`, 'StatefulSet'))
    const strategic = (spec: string): any => set(`apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: x}\nspec: ${spec}`).spec
    assert.deepEqual(strategic('{template: {spec: {containers: [{name: side, image: s}]}}}').template.spec.containers.map((one: any) => one.name), ['side', 'app'])
    assert.deepEqual(strategic('{template: {spec: {containers: [{$patch: replace}, {name: side, image: s}]}}}').template.spec.containers, [{ name: 'side', image: 's' }])
    assert.deepEqual(strategic('{template: {spec: {containers: [{name: app, $patch: delete}]}}}').template.spec.containers, [])
    assert.deepEqual(strategic('{selector: {$patch: replace, matchLabels: {a: b}}}').selector, { matchLabels: { a: 'b' } })
    assert.deepEqual(strategic('{selector: {$retainKeys: [other], other: x}}').selector, { matchLabels: '?…', other: 'x' })
    assert.equal(set('- {op: copy, from: /metadata/name, path: /metadata/generateName}').metadata.generateName, 'web')
    assert.deepEqual(set('- {op: move, from: /spec/template/spec/containers/0/args/0, path: /spec/template/spec/containers/0/args/-}').spec.template.spec.containers[0].args, ['b', 'a'])
    assert.equal(set('- {op: remove, path: /metadata/annotations/host}').metadata.annotations.host, undefined)
  })

  it('a whole object that a patch takes away', () => {
    assert.equal(rendered('patches:\n  - patch: |\n      $patch: delete\n      apiVersion: v1\n      kind: Service\n      metadata: {name: web}\n', 'Service'), undefined)
  })

  it('a name with its prefix is found as well as the one that is written', () => {
    const objects = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: b}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - {name: app, image: "a:1.0", envFrom: [{configMapRef: {name: NAME}}]}\n'
    const isThere = (name: string): unknown => all('kubernetes.PodSpec', { 'kustomization.yaml': 'resources: [all.yaml]\nnamePrefix: p-\n', 'all.yaml': objects.replace('NAME', name) })[0]!.references.map(({ target }) => target !== null && !isUnknown(target))
    assert.deepEqual([isThere('settings'), isThere('p-settings')], [[true], [true]])
  })

  it('chains of fifty levels and components that use each other are read in time', () => {
    const deep: { [path: string]: string } = { 'k0/kustomization.yaml': 'resources: [d.yaml]\n', 'k0/d.yaml': deployment }
    for (let i = 1; i < 50; i++) deep[`k${i}/kustomization.yaml`] = `resources: [../k${i - 1}]\nreplicas: [{name: web, count: ${i}}]\n`
    assert.equal(only('kubernetes.Workload', deep).replicas, 49)
    const wide: { [path: string]: string } = { 'base/kustomization.yaml': 'resources: [d.yaml]\ncomponents: [../c0, ../c0]\n', 'base/d.yaml': deployment }
    for (let i = 0; i < 24; i++) wide[`c${i}/kustomization.yaml`] = `kind: Component\ncomponents: [../c${i + 1}, ../c${i + 1}]\ncommonLabels: {l${i}: x}\n`
    const start = processorTime()
    assert.equal(only('kubernetes.Workload', wide, 'base/d.yaml').labels.get('l0'), 'x')
    assert.ok(processorTime() - start < 10_000)
  })
})

describe('a base and its overlays', () => {
  const base: Files = { 'base/deployment.yaml': deployment, 'base/kustomization.yaml': 'resources: [deployment.yaml]\n' }
  const limits = 'patches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: web}\n      spec: {template: {spec: {containers: [{name: app, resources: {limits: {memory: 256Mi}}}]}}}\n'
  const check = async (more: Files, rule = 'kubernetes/missing-memory-limit') => (await linter({ languages, library: builtInLibrary(), level: 'all' }).lint(Object.entries({ ...base, ...more }).map(([path, text]) => ({ path, text })), { fixes: true })).filter(finding => finding.rule === rule)

  it('report what one of two overlays lacks, by its name, and add it to the base, where the other one says its own', async () => {
    const found = await check({ 'overlays/dev/kustomization.yaml': 'resources: [../../base]\n', 'overlays/prod/kustomization.yaml': `resources: [../../base]\n${limits}` })
    assert.deepEqual(found.map(({ path, message }) => [path, message]), [['base/deployment.yaml', "Container 'app' has no memory limit (in dev)."]])
    assert.deepEqual(found[0]!.fixes.map(({ edits }) => edits.map(({ path }) => path)), [['base/deployment.yaml']])
  })

  it('change nothing in the base that is right for another overlay', async () => {
    const privileged = deployment.replace('image:', 'securityContext: {privileged: true}\n          image:'), not = limits.replace('resources: {limits: {memory: 256Mi}}', 'securityContext: {privileged: false}')
    const [found] = await check({ 'base/deployment.yaml': privileged, 'overlays/dev/kustomization.yaml': 'resources: [../../base]\n', 'overlays/prod/kustomization.yaml': `resources: [../../base]\n${not}` }, 'kubernetes/privileged-container')
    assert.match(found!.message, /\(in dev\)\.$/)
    assert.deepEqual([found!.fixes, found!.fixable], [[], null])
  })

  it('report nothing that every overlay adds', async () => {
    assert.deepEqual(await check({ 'overlays/dev/kustomization.yaml': `resources: [../../base]\n${limits}`, 'overlays/prod/kustomization.yaml': `resources: [../../base]\n${limits}` }), [])
  })

  it('report what all of them lack without naming them, and mend it in the base', async () => {
    const [found, ...more] = await check({ 'overlays/dev/kustomization.yaml': 'resources: [../../base]\n', 'overlays/prod/kustomization.yaml': 'resources: [../../base]\n' })
    assert.equal(more.length, 0)
    assert.equal(found!.message, "Container 'app' has no memory limit.")
    assert.deepEqual(found!.fixes.map(({ edits }) => edits.map(({ path }) => path)), [['base/deployment.yaml']])
  })

  it('name no overlay that is not made of the file', async () => {
    const [found] = await check({ 'overlays/dev/kustomization.yaml': 'resources: [../../base]\ncomponents: [../../common]\n', 'common/kustomization.yaml': 'kind: Component\n', 'other/kustomization.yaml': `resources: [o.yaml]\ncomponents: [../common]\n`, 'other/o.yaml': deployment.replaceAll('web', 'other') })
    assert.equal(found!.message, "Container 'app' has no memory limit.")
    assert.equal(found!.fixes.length, 1)
  })

  it('mend in an overlay what stands there', async () => {
    const found = await check({ 'overlays/dev/kustomization.yaml': 'resources: [../../base]\npatches: [{path: p.yaml}]\n', 'overlays/dev/p.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      hostNetwork: true\n', 'overlays/prod/kustomization.yaml': `resources: [../../base]\n${limits}` }, 'kubernetes/host-network')
    assert.deepEqual(found.map(({ path, message }) => [path, message.includes('(in dev)')]), [['overlays/dev/p.yaml', false]])
  })
})

