import assert from 'node:assert/strict'
import { partsOf } from '../../src/cli/rendered'
import { TestFolder } from './harness'

const deployment = (name: string, image: string, head = ''): string => `---
${head}apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    helm.sh/chart: shop-1.0.0
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
      containers:
        - name: app
          image: ${image}
`

const template = '{{- if .Values.on }}\n# the web shop\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n{{- end }}\n'
const twice = 'apiVersion: apps/v1\nkind: Deployment # one\n---\napiVersion: apps/v1\nkind: "Deployment" # two\n'

const chart = {
  'charts/web/Chart.yaml': 'apiVersion: v2\nname: shop # ours\nversion: 1.0.0\n', 'charts/web/templates/web.yaml': template, 'charts/web/templates/two.yaml': twice,
  'charts/web/templates/list.yaml': '{{- range .Values.all }}\n{{ include "one" . }}\n{{- end }}\n', 'charts/web/charts/redis/Chart.yaml': 'name: cache\n', 'charts/web/charts/redis/templates/sts.yaml': 'kind: StatefulSet\n',
}

describe('Rendered output on standard input', () => {
  let folder: TestFolder
  afterEach(() => folder.remove())

  /** Findings of one rule as `path:line:column`. */
  async function found(files: { readonly [path: string]: string }, stdin: string, { cwd, args = [], rule = 'kubernetes/latest-tag' }: { cwd?: string; args?: readonly string[]; rule?: string } = {}): Promise<readonly string[]> {
    folder = new TestFolder(files)
    const { out, err, code } = await folder.run(['check', '-', '--fail-on', 'never', '--quiet', ...args], { stdin, cwd, whole: true })
    assert.equal(code, 0, err)
    return out.split('\n').filter((line) => line.includes(rule)).map((line) => line.split(' ')[0]!)
  }

  it('is checked as one deployable, whatever lies around it', async () => {
    const service = '---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: wep\n  ports:\n    - port: 80\n'
    assert.deepEqual(await found({ 'k8s/other.yaml': deployment('wep', 'a/b:1') }, deployment('web', 'shop/web:latest') + service, { rule: 'kubernetes/dangling-service' }), ['<stdin>:27:3'])
  })

  it('is the list that kubectl prints', async () => {
    const item = deployment('web', 'shop/web:latest').slice(4).replace(/^/gm, '    ').replace('    apiVersion', '  - apiVersion').trimEnd()
    assert.deepEqual(await found({}, `apiVersion: v1\nitems:\n${item}\nkind: List\nmetadata:\n  resourceVersion: ""\n`), ['<stdin>:21:22'])
    assert.deepEqual(await found({}, '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": "a", "image": "a/b:latest"}]}}'), ['<stdin>:1:111'])
  })

  it('tells the template that a document comes from, at its kind', async () => {
    const stream = deployment('web', 'shop/web:latest', '# Source: shop/templates/web.yaml\n') + deployment('other', 'shop/web:latest', '# Source: gone/templates/web.yaml\n') + deployment('more', 'shop/web:latest')
    assert.deepEqual(await found(chart, stream), ['<stdin>:42:18', '<stdin>:62:18', 'charts/web/templates/web.yaml:4:7'])
    assert.deepEqual(await found(chart, stream, { cwd: 'charts/web/charts' }), ['<stdin>:21:18', '<stdin>:42:18', '<stdin>:62:18'], 'the chart is not below the folder')
  })

  it('finds each of several documents of a template, parts of a chart, and first lines', async () => {
    const two = '# Source: shop/templates/two.yaml\n'
    assert.deepEqual(await found(chart, deployment('a', 'a/b:1', two) + deployment('b', 'a/b:latest', two)), ['charts/web/templates/two.yaml:5:8'])
    assert.deepEqual(await found(chart, deployment('a', 'a/b:latest', '# Source: shop/templates/list.yaml\n')), ['charts/web/templates/list.yaml:1:1'])
    assert.deepEqual(await found(chart, deployment('a', 'a/b:latest', '# Source: shop/charts/cache/templates/sts.yaml\n').replace('Deployment', 'StatefulSet')), ['charts/web/charts/redis/templates/sts.yaml:1:7'])
    assert.deepEqual(await found({ ...chart, 'old/Chart.yaml': 'name: shop\n', 'old/templates/two.yaml': twice }, deployment('a', 'a/b:latest', two)), ['<stdin>:21:18'], 'two charts have the name')
    assert.deepEqual(await found(chart, deployment('a', 'a/b:latest', '# Source: shop/templates/../../../x.yaml\n')), ['<stdin>:21:18'])
  })

  it('says the same in every format, without fixes', async () => {
    folder = new TestFolder(chart)
    const { out } = await folder.run(['check', '-', '--format', 'json', '--level', 'all'], { stdin: deployment('web', 'shop/web:latest', '# Source: shop/templates/web.yaml\n'), whole: true })
    const findings = (JSON.parse(out) as { findings: { path: string; rule: string; message: string; fixable: string | null; fixes?: unknown[] }[] }).findings
    assert.ok(findings.length > 3)
    assert.ok(findings.every(({ path, fixes }) => path === 'charts/web/templates/web.yaml' && !fixes?.length))
    assert.equal(findings.find(({ rule }) => rule === 'kubernetes/missing-memory-limit')?.message, "Container 'app' has no memory limit.")
  })

  it('honours the configuration of where it comes from', async () => {
    const stream = deployment('web', 'shop/web:latest', '# Source: shop/templates/web.yaml\n')
    assert.deepEqual(await found({ ...chart, '.shipshape/config.yml': 'ignore: [charts/**]\n' }, stream), [])
    assert.deepEqual(await found({ ...chart, '.shipshape/config.yml': 'paths:\n  - match: charts/**\n    rules: { kubernetes/latest-tag: off }\n' }, stream), [])
    assert.deepEqual(await found({ ...chart, '.shipshape/config.yml': 'rules: { kubernetes/latest-tag: off }\n' }, deployment('web', 'shop/web:latest')), [])
    assert.deepEqual(await found(chart, deployment('web', 'shop/web:latest', '# shipshape-ignore-file kubernetes/latest-tag -- mirrored\n')), [])
  })

  it('cannot be mended, and must be manifests', async () => {
    folder = new TestFolder()
    for (const [args, stdin, message] of [[['check', '-', '--fix'], deployment('a', 'b'), '--fix needs the files'], [['check', '-'], 'FROM debian:12\n', "'-' needs --stdin-filename"], [['check', '-'], '', "'-' needs --stdin-filename"]] as const) {
      const ran = await folder.run(args, { stdin, whole: true })
      assert.deepEqual([ran.code, ran.out], [2, ''])
      assert.ok(ran.err.includes(message), ran.err)
    }
  })

  it('is told apart by its marks', () => {
    folder = new TestFolder()
    assert.deepEqual(partsOf('---\n# Source: a/b.yaml\nkind: X\n---\nkind: X\n--- # more\n# Source: a/b.yaml\r\nkind: X\n').map(({ source, kind, count }) => [source, kind, count]), [['a/b.yaml', 'X', 0], [null, 'X', 0], ['a/b.yaml', 'X', 1]])
  })
})
