import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { encode, verify, type Source } from '../../scripts/kubernetes-fields'
import { fields } from '../../src/languages/kubernetes/data/fields'
import { FieldTable } from '../../src/languages/kubernetes/fields'
import { all, only, under, type Files } from './world'

const config = (version: string): Files => ({ '.shipshape/config.yml': `kubernetes:\n  version: "${version}"\n` })
const found = (text: string, more: Files = {}): readonly string[] => {
  const files = { 'k8s/app.yaml': text, ...more }
  return all('kubernetes.Object', files).flatMap(({ violations }) => violations.map(({ message, place }) => `${under(files, place).slice('k8s/app.yaml: '.length)}: ${message}`))
}
const pod = (container: string, spec = ''): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${spec}  containers:\n    - name: web\n      image: web:1\n${container}`

describe('the schema of an object', () => {
  it('tells an unknown field by its key, and what was meant', () => {
    assert.deepEqual(found(pod('      imagePullPolcy: Always\n')), ["imagePullPolcy: 'spec.containers[0]' has no field 'imagePullPolcy'; 'imagePullPolicy' is one."])
    assert.deepEqual(found(pod('      runAsUser: 1000\n')), ["runAsUser: 'spec.containers[0]' has no field 'runAsUser'; it is one of 'securityContext'."])
    assert.deepEqual(found(pod('      ReadinessProbe: {}\n')), ["ReadinessProbe: 'spec.containers[0]' has no field 'ReadinessProbe'; 'readinessProbe' is one."])
  })

  it('tells a wrong type by its value', () => {
    assert.deepEqual(found(pod('      args: [8080, "9090"]\n')), ["8080: 'spec.containers[0].args[0]' takes a text and is a number."])
    assert.deepEqual(found(pod('      command: run\n')), ["run: 'spec.containers[0].command' takes a list and is a text."])
    assert.deepEqual(found(pod('      tty: "yes"\n')), ["\"yes\": 'spec.containers[0].tty' takes true or false and is a text."])
    assert.deepEqual(found(pod('      resources:\n        limits: {memory: 256MB, cpu: 1}\n')), ["256MB: 'spec.containers[0].resources.limits.memory' takes a quantity such as 500m or 256Mi and is a text."])
    assert.deepEqual(found(pod('', '  terminationGracePeriodSeconds: 30s\n')), ["30s: 'spec.terminationGracePeriodSeconds' takes a whole number and is a text."])
  })

  it('takes a number or a text where both fit', () => {
    assert.deepEqual(found(pod('      ports: [{name: http, containerPort: 80}]\n      readinessProbe:\n        httpGet: {path: /, port: http}\n      livenessProbe:\n        httpGet: {path: /, port: 80}\n')), [])
  })

  it('tells a value that is spelt otherwise, and leaves values alone that may be newer than its table', () => {
    assert.deepEqual(found(pod('      imagePullPolicy: always\n')), ["always: 'spec.containers[0].imagePullPolicy' is 'always'; 'Always' is the value."])
    assert.deepEqual(found(pod('      imagePullPolicy: WhenTheMoonIsFull\n')), [])
  })

  it('tells what is missing by the key of what lacks it', () => {
    assert.deepEqual(found('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 1\n'), ["spec: 'spec' lacks 'selector' and 'template'."])
    assert.deepEqual(found('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n'), ["web: Deployment lacks 'spec'."])
    assert.deepEqual(found('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n'), [])
  })

  it('says nothing of what a template or another program fills in', () => {
    assert.deepEqual(found('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: ${REPLICAS}\n  paused: MAYBE_PAUSED\n  selector: {matchLabels: {app: web}}\n  template:\n    spec:\n      containers: [{name: web, image: web}]\n'), [])
    const chart: Files = { 'chart/templates/web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: {{ .Values.replicas }}\n  {{- include "web.selector" . | nindent 2 }}\n', 'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n' }
    assert.deepEqual(all('kubernetes.Object', chart).flatMap(({ violations }) => [...violations]), [])
  })

  it('says nothing of a document that is half typed', () => {
    assert.deepEqual(found(pod('      imagePul\n      bad: [\n')), [])
  })

  it('judges custom resources by their metadata only, and a Rollout by its pods', () => {
    assert.deepEqual(found('apiVersion: example.com/v1\nkind: Shop\nmetadata:\n  name: web\n  label: {a: b}\nspec:\n  anything: goes\n'), ["label: 'metadata' has no field 'label'; 'labels' is one."])
    assert.deepEqual(found('apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata:\n  name: web\nspec:\n  steps: 3\n  template:\n    spec:\n      containers:\n        - name: web\n          imgae: web:1\n'), ["imgae: 'spec.template.spec.containers[0]' has no field 'imgae'; 'image' is one."])
  })

  it('leaves the metadata of files alone that only look like objects', () => {
    assert.deepEqual(found('apiVersion: tool.example.com/v1\nkind: Component\nmetadata:\n  title: Web\n  labels: [a, b]\n'), [])
  })

  it('reads the items of a List', () => {
    assert.deepEqual(found('apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: web}\n    dat: {}\n'), ["dat: ConfigMap has no field 'dat'; 'data' is one."])
  })

  it('takes a field for known when any version has it, and for what the configured version has', () => {
    const text = pod('', '  hostUsers: false\n')
    assert.deepEqual(found(text), [])
    assert.deepEqual(found(text, config('1.24')), ["hostUsers: 'spec' has no field 'hostUsers' before Kubernetes 1.25."])
    assert.deepEqual(found(text, config('1.25')), [])
    assert.deepEqual(found(text, config('1.99')), [])
  })

  it('judges what a kustomization renders: a patch is no object of its own', () => {
    const files: Files = {
      'k8s/kustomization.yaml': 'resources: [app.yaml]\npatches:\n  - path: more.yaml\n',
      'k8s/app.yaml': pod(''),
      'k8s/more.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      imgae: web:2\n',
    }
    assert.deepEqual(all('kubernetes.Object', files, 'k8s/app.yaml').flatMap(({ violations }) => violations.map(({ place }) => under(files, place))), ['k8s/more.yaml: imgae'])
  })

  it('leaves texts without quotes in settings, and misplaced security settings, to rules of their own', () => {
    const text = pod('      env: [{name: PORT, value: 8080}, {name: DEBUG, value: on}]\n      securityContext: {fsGroup: 1000}\n')
    assert.deepEqual(found(text), [])
    const object = only('kubernetes.Object', { 'k8s/app.yaml': text })
    assert.deepEqual(object.unquoted.map(({ path, text, type }) => [path, text, type]), [['spec.containers[0].env[0].value', '8080', 'number'], ['spec.containers[0].env[1].value', 'on', 'boolean']])
    assert.deepEqual(object.misplacedSecurity.map(({ path }) => path), ['spec.containers[0].securityContext.fsGroup'])
  })

  it('follows anchors without end', () => {
    assert.deepEqual(found('apiVersion: v1\nkind: ConfigMap\nmetadata: &a\n  name: web\n  labels: *a\n').length < 10, true)
  })
})

/** Numbers that look drawn at random and are the same each time. */
const draw = (seed: number) => (most: number): number => { seed = Math.imul(seed, 1664525) + 1013904223 >>> 0; return Math.floor(seed / 2 ** 32 * most) }

function anySource(seed: number): Source {
  const random = draw(seed), names = Array.from({ length: 2 + random(12) }, (_, i) => `group.v1.T${i}`), words = ['string', 'integer', 'boolean', 'number', 'quantity', 'int-or-string', 'any', '[]string', '{}quantity', '{}[]string', 'string=A|B']
  const range = (from: number, to: number): readonly [number, number | null] => { const since = from + random(to - from + 1), until = since + random(to - since + 1); return [since, until === 20 ? null : until] }
  const type = (): string => random(3) === 0 ? `${['', '[]', '{}'][random(3)]}@${random(20) === 0 ? 'elsewhere.T' : names[random(names.length)]}${random(4) === 0 ? '!' : ''}` : words[random(words.length)]!.replace(/^([^=]*)/, random(4) === 0 ? '$1!' : '$1')
  const types = Object.fromEntries(names.map((name, i) => [name, {
    ...i % 3 === 0 && { apiVersion: [['string', 14, null]] as const, kind: [[`string=T${i}`, 14, null]] as const, status: [['any', 14, null]] as const },
    ...Object.fromEntries(Array.from({ length: random(8) + 1 }, (_, j) => [`field${j}`, random(4) ? [[type(), ...range(14, 20)] as const] : [[type(), 14, 16] as const, [type(), 17, null] as const]])),
  }]))
  return { versions: ['1.14', '1.15', '1.16', '1.17', '1.18', '1.19', '1.20'], kinds: Object.fromEntries(names.filter((_, i) => i % 3 === 0).map((name, i) => [i % 2 ? `v1/K${i}` : `group/v1/K${i}`, [[name, ...range(14, 20)] as const]])), types }
}

describe('the table of fields', () => {
  it('says what its source says, whatever that is', () => { for (let seed = 1; seed <= 100; seed++) { const source = anySource(seed); verify(source, encode(source)) } })

  it('knows all kinds that people write', () => {
    const table = new FieldTable(fields)
    assert.deepEqual([table.oldest, table.newest], [14, 36])
    for (const [version, kind] of [['v1', 'Pod'], ['apps/v1', 'Deployment'], ['batch/v1', 'CronJob'], ['networking.k8s.io/v1', 'Ingress'], ['autoscaling/v2', 'HorizontalPodAutoscaler'], ['policy/v1', 'PodDisruptionBudget'], ['rbac.authorization.k8s.io/v1', 'ClusterRole'], ['apiextensions.k8s.io/v1', 'CustomResourceDefinition']] as const) assert.ok(table.kind(version, kind), `${version} ${kind}`)
    assert.equal(table.kind('apps/v1', 'Deploymnet'), null)
    assert.equal(table.kind('extensions/v1beta1', 'Deployment')?.until, 17)
  })

  const source = process.env.SHIPSHAPE_KUBERNETES_FIELDS
  it('says what the published schemas say (SHIPSHAPE_KUBERNETES_FIELDS names their file)', function () {
    if (!source || !existsSync(source)) { this.skip(); return }
    verify(JSON.parse(readFileSync(source, 'utf8')) as Source, fields)
  })
})
