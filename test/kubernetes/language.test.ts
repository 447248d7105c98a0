import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Document } from '../../src/core/document'
import type { Fact } from '../../src/core/fact'
import type { RunnableRule } from '../../src/core/program'
import { language as kubernetes } from '../../src/languages/kubernetes/language'
import { isUnknown } from '../../src/core/value'
import { Workspace } from '../../src/workspace/workspace'
import { factsOf, only, project, type Files } from './world'

const claims = (path: string, text: string): boolean => kubernetes.claims(path, () => text)
const object = 'apiVersion: v1\nkind: Pod\n'

describe('files of Kubernetes', () => {
  it('are known by the two keys at their edge, by their names, or by neither', () => {
    for (const [path, text] of [['a.yaml', object], ['a.yml', `# c\n---\n${object}`], ['a.yaml', 'foo: bar\n---\nkind: Pod\napiVersion: v1\n'], ['a.json', '{"kind": "Pod", "apiVersion": "v1"}'], ['a.yaml', object.replaceAll('\n', '\r\n')], ['x/kustomization.yaml', ''], ['Chart.yaml', ''], ['values.yaml', '']] as const) assert.equal(claims(path, text), true, `${path} ${text}`)
    for (const [path, text] of [['a.yaml', 'services:\n  web:\n    image: x\n'], ['ci.yml', 'on: push\njobs: {}\n'], ['a.yaml', 'x:\n  apiVersion: v1\n  kind: Pod\n'], ['skaffold.yaml', 'apiVersion: skaffold/v4beta6\nkind: Config\n'], ['a.yaml', 'apiVersion: v1\n'], ['a.md', object], ['package.json', '{"apiVersion": "v1", "kind": "x"}']] as const) assert.equal(claims(path, text), false, `${path} ${text}`)
  })

  it('of values without a chart belong to nothing', () => assert.equal(project({ 'values.yaml': 'a: 1\n' }).workspace.claimOf('values.yaml'), null))

  it('say what no reader could make sense of', () => {
    const { workspace } = project({ 'a.yaml': `${object}metadata: [\n` })
    assert.deepEqual(workspace.findings('a.yaml').map(({ rule }) => rule), ['shipshape/syntax-error'])
  })
})

const web = (name: string, rest = ''): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    metadata:\n      labels:\n        app: ${name}\n    spec:\n      containers:\n        - name: app\n          image: shop/web:1\n${rest}`

describe('a half-typed manifest', () => {
  it('says of its parts that they are damaged, where something may yet be missing', () => {
    for (const typed of ['          imag\n          ports:\n            - containerPort: 80\n', '          ports:\n            - containerPort: 80\n          livenessProb', '          image:x\n          command: ["a"\n']) {
      const container = only('kubernetes.Container', { 'a.yaml': web('a', typed) })
      assert.equal(container.damaged, true, typed)
      assert.equal(container.locate('livenessProbe').missing, true)
    }
    assert.equal(only('kubernetes.Container', { 'a.yaml': web('a') }).damaged, false)
  })

  it('knows nothing of a pod that is a list or a text', () => {
    for (const spec of ['\n        - name: a\n          image: a/b:1.0.1', ' later']) {
      const pod = only('kubernetes.PodSpec', { 'a.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    spec:${spec}\n` })
      assert.deepEqual([isUnknown(pod.hostNetwork), isUnknown(pod.mountsToken), pod.containers.open, pod.containers.length], [true, true, true, 0])
    }
  })

  it('leaves other documents of the file alone', () => {
    const files: Files = { 'a.yaml': `${web('a', '          imag\n          ports:\n')}---\n${web('b')}` }
    const found = factsOf(files).filter(({ kind }) => kind === 'kubernetes.Container')
    assert.deepEqual(found.map(({ damaged }) => damaged), [true, false])
  })
})

/** A rule that asks one thing of every fact of a kind. */
function asks(on: string, ask: (fact: never) => unknown): RunnableRule {
  return {
    id: 'kubernetes/asks', pack: 'kubernetes', title: '', why: '', topic: 'kubernetes#pods', level: 'essential', severity: 'warning', on, group: null, aliases: [], tags: [], links: [], options: {}, fixTitles: [], since: null, replacedBy: null,
    program: { check: function* (fact: Fact) { if (ask(fact as never) === null) yield { at: '', message: 'Nothing is there.' } }, cases: [], at: () => '', message: () => '', fixes: [], each: null },
  } as unknown as RunnableRule
}

describe('look-ups between manifests', () => {
  const scaler = 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h}\nspec: {scaleTargetRef: {kind: Deployment, name: web}}\n'

  it('check again who asked for what changed, and nobody else', () => {
    const rule = asks('kubernetes.Autoscaler', ({ target }: { target: unknown }) => target)
    const workspace = new Workspace({ languages: [kubernetes], rules: () => new Map([['kubernetes.Autoscaler', [rule]]]), policy: { setting: () => ({ severity: null, options: {} }), languageSetting: () => undefined, judge: (_, findings) => ({ kept: findings, suppressed: [] }) } })
    for (const [path, text] of Object.entries({ 'k8s/web.yaml': web('web'), 'k8s/other.yaml': web('other'), 'k8s/hpa.yaml': scaler, 'k8s/hpa2.yaml': scaler.replaceAll('web', 'other') })) workspace.set(path, text)
    workspace.finishIndexing()
    workspace.refreshNow()
    assert.equal(workspace.findings('k8s/hpa.yaml').length, 0)
    workspace.set('k8s/web.yaml', web('renamed'))
    assert.deepEqual([...workspace.refreshNow().checked].sort(), ['kubernetes:k8s/hpa.yaml', 'kubernetes:k8s/web.yaml'])
    assert.equal(workspace.findings('k8s/hpa.yaml').length, 1)
    workspace.set('k8s/web.yaml', `# moved\n${web('renamed')}`)
    assert.deepEqual([...workspace.refreshNow().checked], ['kubernetes:k8s/web.yaml'])
    workspace.set('k8s/web.yaml', web('web'))
    workspace.refreshNow()
    assert.equal(workspace.findings('k8s/hpa.yaml').length, 0)
  })

  it('take a file into a kustomization once that names it', () => {
    const made = project({ 'k8s/web.yaml': web('web') })
    assert.deepEqual(made.workspace.claimOf('k8s/web.yaml')?.scopes, ['k8s/web.yaml'])
    made.set('k8s/kustomization.yaml', 'resources: [web.yaml]\n')
    made.workspace.refreshNow()
    assert.deepEqual(made.workspace.claimOf('k8s/web.yaml')?.scopes, ['k8s/kustomization.yaml'])
    made.set('k8s/kustomization.yaml', null)
    made.workspace.refreshNow()
    assert.deepEqual(made.workspace.claimOf('k8s/web.yaml')?.scopes, ['k8s/web.yaml'])
  })
})

/** Reads every field of a value, however deep, and tells of spans that lie outside. */
function touch(value: unknown, depth: number, seen: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || seen.has(value) || depth > 5) return
  seen.add(value)
  if (value instanceof Map) { for (const one of value.values()) touch(one, depth + 1, seen); return }
  if (Array.isArray(value)) { for (const one of value) touch(one, depth + 1, seen); return }
  for (const one of Object.values(value)) if (typeof one === 'object' && Object.getPrototypeOf(value) === Object.prototype) touch(one, depth + 1, seen)
  for (let of: object | null = value; of && of !== Object.prototype; of = Object.getPrototypeOf(of) as object | null) for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(of))) if (get && name !== '__proto__') touch((value as Record<string, unknown>)[name], depth + 1, seen)
}

const paths = ['', 'metadata.name', 'spec.replicas', 'spec.template.spec', 'securityContext.runAsNonRoot', 'resources.limits.memory', 'image', 'containers[0].name', 'ports[0]', 'livenessProbe', 'metadata.labels["a.b/c"]']

function survives(files: Files): void {
  const { workspace } = project(files)
  for (const path of Object.keys(files)) {
    const seen = new Set<unknown>()
    const inside = (place: { readonly path: string; readonly span: readonly [number, number] }): void => {
      const text = files[place.path]
      assert.ok(text !== undefined && place.span[0] >= 0 && place.span[0] <= place.span[1] && place.span[1] <= text.length && !/[\r\n]/.test(text.slice(...place.span)), `${place.path} ${place.span.join('-')}`)
    }
    const found = workspace.inspect(path, { onFact(fact) {
      touch(fact, 0, seen)
      for (const at of paths) inside(fact.locate(at))
      for (const change of [{ kind: 'set', path: 'resources.limits.memory', value: '1Gi' }, { kind: 'remove', path: 'image' }] as const) for (const edit of fact.edit(change) ?? []) if ('span' in edit) assert.ok(edit.span[1] <= files[edit.path]!.length)
    } })
    for (const finding of found) {
      assert.notEqual(finding.rule, 'shipshape/internal-error', finding.message)
      inside(finding)
    }
  }
}

describe('any text', () => {
  const sample = `apiVersion: v1\nkind: Service\nmetadata: {name: web, labels: {app: *a}}\nspec:\n  selector: {app: web}\n  ports: [{port: 80, targetPort: http}]\n---\n${web('web', '          ports: [{name: http, containerPort: 80}]\n          env:\n            - {name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}\n          lifecycle: {preStop: {exec: {command: [sleep, "5"]}}}\n          securityContext: &s\n            capabilities: {drop: [ALL]}\n          volumeMounts: [{name: v, mountPath: /x}]\n      volumes: [{name: v, emptyDir: {}}]\n')}---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {minAvailable: 50%, selector: {matchLabels: {app: web}}}\n`

  it('is read at every length without a fault', () => { for (let end = 0; end <= sample.length; end += 7) survives({ 'a/app.yaml': sample.slice(0, end) }) }).timeout(60_000)

  it('is read as a kustomization and as a chart at every length', () => {
    const kustomization = 'resources: [app.yaml]\nnamespace: x\nimages: [{name: shop/web, newTag: "2"}]\npatches:\n  - target: {kind: Deployment}\n    patch: |\n      - op: add\n        path: /spec/template/spec/containers/0/env/-\n        value: {name: X}\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: web}\n      spec: {replicas: 3}\n'
    for (let end = 0; end <= kustomization.length; end += 9) survives({ 'kustomization.yaml': kustomization.slice(0, end), 'app.yaml': sample })
    const template = `{{- if .Values.on }}\n${web('{{ .Release.Name }}', '          resources:\n            {{- toYaml .Values.resources | nindent 12 }}\n          {{- with .Values.env }}\n          env:\n            {{- range . }}\n            - name: {{ . }}\n            {{- end }}\n          {{- end }}\n')}{{- end }}\n`
    for (let end = 0; end <= template.length; end += 9) survives({ 'c/Chart.yaml': 'name: c\n', 'c/templates/a.yaml': template.slice(0, end) })
  }).timeout(60_000)

  it('may hold values of any shape anywhere', () => {
    const shapes = ['null', '1', 'text', '[]', '{}', '[1, [2]]', '{a: {b: c}}', '"${X}"', '*none', 'true']
    const fields = ['metadata', 'spec', 'containers', 'name', 'image', 'ports', 'env', 'securityContext', 'resources', 'labels', 'selector', 'template', 'limits', 'livenessProbe', 'volumes', 'minAvailable', 'httpGet', 'command']
    for (const field of fields) for (const shape of shapes) survives({ 'a.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, labels: {x: y}, ${field}: ${shape}}\nspec:\n  ${field}: ${shape}\n  selector: {${field}: ${shape}}\n  template:\n    ${field}: ${shape}\n    spec:\n      ${field}: ${shape}\n      containers:\n        - ${field}: ${shape}\n          livenessProbe: {${field}: ${shape}}\n          env: [{${field}: ${shape}}]\n` })
    for (const kind of ['Service', 'Ingress', 'HorizontalPodAutoscaler', 'ScaledObject', 'PodDisruptionBudget', 'NetworkPolicy', 'Role', 'RoleBinding', 'ConfigMap', 'Secret', 'Namespace', 'LimitRange', 'MutatingWebhookConfiguration', 'CronJob', 'List']) for (const shape of shapes) for (const field of ['spec', 'data', 'rules', 'subjects', 'webhooks', 'items', 'metadata']) survives({ 'a.yaml': `apiVersion: v1\nkind: ${kind}\n${field}: ${shape}\n` })
  }).timeout(60_000)
})

const corpus = '/work/shared/corpus'
describe('manifests of other people', function () {
  this.timeout(60_000)
  before(function () { if (!existsSync(corpus)) this.skip() })
  for (const repository of existsSync(corpus) ? readdirSync(corpus) : []) it(`are read: ${repository}`, () => {
    const files: { [path: string]: string } = {}
    const gather = (folder: string): void => { for (const name of readdirSync(folder)) { const path = join(folder, name); if (statSync(path).isDirectory()) gather(path); else if (/\.(?:ya?ml|json)$|^Kustomization$/.test(name) && statSync(path).size < 200_000) files[relative(corpus, path)] = readFileSync(path, 'utf8') } }
    gather(join(corpus, repository))
    survives(Object.fromEntries(Object.entries(files).filter(([path, text]) => kubernetes.claims(path, () => text.slice(0, 4096))).slice(0, 400)))
  })
})

describe('annotations by which peers are told to be silent', () => {
  it('are suppressions of the object that they stand on', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    ignore-check.kube-linter.io/no-read-only-root-fs: needs it\n    checkov.io/skip1: CKV_K8S_20=known\n    other: x\n'
    const made = project({ 'a.yaml': text }), document = { 'a.yaml': text }
    const scope = kubernetes.read('a.yaml', { read: path => new Document(path, document[path as 'a.yaml']), list: () => [], folders: () => [], names: () => [], setting: () => undefined, find: () => [] })
    assert.deepEqual(scope.suppressions!.map(({ suppression }) => [suppression.peers[0], suppression.names[0]!.name, suppression.reason]), [['kube-linter', 'no-read-only-root-fs', 'needs it'], ['checkov', 'CKV_K8S_20', 'known']])
    assert.deepEqual(made.workspace.findings('a.yaml'), [])
  })
})
