import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyEdits } from '../../../src/core/edit'
import type { Change, Fact } from '../../../src/core/fact'
import { isUnknown } from '../../../src/core/value'
import { Evaluation } from '../../../src/languages/kubernetes/helm/evaluate'
import { parseTemplate } from '../../../src/languages/kubernetes/helm/template'
import { made, valueOf, type Value } from '../../../src/languages/kubernetes/helm/value'
import { Tree } from '../../../src/languages/kubernetes/tree'
import { parseYaml } from '../../../src/languages/yaml/parse'
import { all, factsOf, only, project, under, type Files } from '../world'

/** The files of the fixture, as a chart in the folder `harbour`. */
function fixture(changes: { readonly [path: string]: string | ((text: string) => string) } = {}): Files {
  const files: Record<string, string> = {}, root = join(__dirname, 'fixture')
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) if (entry.isFile()) files[`harbour/${join(entry.parentPath, entry.name).slice(root.length + 1)}`] = readFileSync(join(entry.parentPath, entry.name), 'utf8')
  for (const [path, change] of Object.entries(changes)) files[`harbour/${path}`] = typeof change === 'string' ? change : change(files[`harbour/${path}`]!)
  return files
}

const start = 'harbour/Chart.yaml'
const workload = (files: Files) => only('kubernetes.Workload', files, start)
const container = (files: Files) => only('kubernetes.Container', files, start)

/** A file after a change of a fact; null where the change cannot be made. */
function after(files: Files, fact: Fact | { edit: Fact['edit'] }, change: Change): { readonly path: string; readonly text: string } | null {
  const edits = fact.edit(change)
  if (!edits) return null
  const [first] = edits
  if (!first || edits.some(edit => !('span' in edit) || edit.path !== first.path)) return null
  return { path: first.path, text: applyEdits(files[first.path]!, edits as never) }
}

/** The lines of a file that a change of a fact writes, and which file. */
function written(files: Files, fact: Fact | { edit: Fact['edit'] }, change: Change): string | null {
  const done = after(files, fact, change)
  if (!done) return null
  const before = files[done.path]!.split('\n'), now = done.text.split('\n')
  let head = 0, tail = 0
  while (head < before.length && before[head] === now[head]) head++
  while (tail < Math.min(before.length, now.length) - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  return `${done.path}: ${now.slice(head, now.length - tail).join('\n')}`
}

describe('the origins of what a chart prints', () => {
  it('are its values and the text of its templates', () => {
    const files = fixture({ 'values.yaml': text => text.replace('podLabels: {}', 'podLabels:\n  team: sea').replace('resources: {}', 'resources:\n  limits:\n    memory: 1Gi') })
    const web = workload(files), app = container(files)
    const table: readonly (readonly [Fact | typeof app, string, string])[] = [
      [web, 'apiVersion', 'templates/deployment.yaml: apps/v1'],
      [web, 'metadata.name', 'templates/deployment.yaml: {{ include "harbour.fullname" . }}'],
      [web, 'metadata.labels', 'templates/deployment.yaml: labels'],
      [web, 'metadata.labels["app.kubernetes.io/name"]', 'Chart.yaml: harbour'],
      [web, 'metadata.labels["app.kubernetes.io/managed-by"]', 'templates/_helpers.tpl: {{ .Release.Service }}'],
      [web, 'metadata.labels["app.kubernetes.io/version"]', 'Chart.yaml: "1.16.0"'],
      [web, 'spec.replicas', 'values.yaml: 1'],
      [web, 'spec.template.metadata.labels.team', 'values.yaml: sea'],
      [web, 'spec.template.metadata.annotations', 'values.yaml: podAnnotations'],
      [web, 'spec.template.spec.securityContext.fsGroup', 'values.yaml: podSecurityContext'],
      [web, 'spec.template.spec.hostNetwork', 'templates/deployment.yaml: spec'],
      [app, 'name', 'Chart.yaml: harbour'],
      [app, 'image', 'templates/deployment.yaml: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"'],
      [app, 'imagePullPolicy', 'values.yaml: IfNotPresent'],
      [app, 'ports[0].containerPort', 'values.yaml: 80'],
      [app, 'ports[0].protocol', 'templates/deployment.yaml: TCP'],
      [app, 'livenessProbe', 'values.yaml: livenessProbe'],
      [app, 'livenessProbe.httpGet.path', 'values.yaml: /'],
      [app, 'livenessProbe.periodSeconds', 'values.yaml: livenessProbe'],
      [app, 'resources.limits.memory', 'values.yaml: 1Gi'],
      [app, 'resources.requests.cpu', 'values.yaml: resources'],
      [app, 'securityContext.privileged', 'values.yaml: securityContext'],
      [app, 'volumeMounts', 'values.yaml: volumeMounts'],
      [app, 'startupProbe', 'templates/deployment.yaml: name'],
    ]
    for (const [fact, path, expected] of table) assert.equal(under(files, fact.locate(path)), `harbour/${expected}`, path)
    assert.equal(app.locate('resources.requests').missing, true)
    assert.equal(app.locate('securityContext').missing, true)
    assert.equal(app.locate('resources.limits.memory').missing, false)
  })

  it('are the values below a map or list that is printed as YAML', () => {
    const files = fixture({ 'values.yaml': text => `${text.replace('volumes: []', 'volumes:\n  - name: data\n    emptyDir: {}').replace('ingress:\n  enabled: false', 'ingress:\n  enabled: true')}`, 'templates/extra.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\ndata: {{ .Values.image | toJson }}\n' })
    const web = workload(files), [ingress] = all('kubernetes.Ingress', files, start), config = (factsOf(files, start) as readonly (Fact & { readonly name?: unknown })[]).find(({ name }) => name === 'extra')!
    assert.equal(under(files, web.locate('spec.template.spec.volumes[0].name')), 'harbour/values.yaml: data')
    assert.equal(under(files, web.locate('spec.template.spec.volumes[0].emptyDir.medium')), 'harbour/values.yaml: emptyDir')
    assert.equal(under(files, ingress!.locate('spec.rules[0].host')), 'harbour/values.yaml: chart-example.local')
    assert.equal(under(files, ingress!.locate('spec.rules[0].http.paths[0].pathType')), 'harbour/values.yaml: ImplementationSpecific')
    assert.equal(under(files, ingress!.locate('spec.rules[0].http.paths[0].backend.service.port.number')), 'harbour/values.yaml: 80')
    assert.equal(under(files, ingress!.locate('spec.tls')), 'harbour/values.yaml: tls')
    assert.equal(under(files, config.locate('data.pullPolicy')), 'harbour/values.yaml: IfNotPresent')
  })

  it('are for an absent part the switch that leaves it out', () => {
    const files = fixture({ 'templates/deployment.yaml': text => text.replace('{{- with .Values.livenessProbe }}', '{{- if .Values.probes.enabled }}'), 'values.yaml': text => `${text}\nprobes:\n  enabled: false\n` })
    const app = container(files)
    assert.equal(app.livenessProbe, null)
    assert.equal(under(files, app.locate('livenessProbe')), 'harbour/values.yaml: false')
    assert.equal(app.edit({ kind: 'set', path: 'livenessProbe.periodSeconds', value: 3 }), null)
  })

  it('are the values that a loop goes through', () => {
    const files = fixture({
      'templates/deployment.yaml': text => text.replace('          ports:\n', '          env:\n            {{- range $name, $value := .Values.env }}\n            - name: {{ $name }}\n              value: {{ $value | quote }}\n            {{- end }}\n            {{- with .Values.moreEnv }}\n            {{- tpl (toYaml .) $ | nindent 12 }}\n            {{- end }}\n          ports:\n'),
      'values.yaml': text => `${text}\nenv:\n  MODE: fast\n  LEVEL: 3\nmoreEnv:\n  - name: KEY\n    value: abc\n`,
    }), app = container(files)
    assert.deepEqual(app.env.map(({ name, value }) => [name, value]), [['LEVEL', '3'], ['MODE', 'fast'], ['KEY', 'abc']])
    assert.deepEqual([0, 1, 2].map(i => under(files, app.locate(`env[${i}].value`))), ['harbour/values.yaml: 3', 'harbour/values.yaml: fast', 'harbour/values.yaml: abc'])
    assert.deepEqual([0, 2].map(i => under(files, app.locate(`env[${i}].name`))), ['harbour/templates/deployment.yaml: {{ $name }}', 'harbour/values.yaml: KEY'])
    assert.equal(written(files, app, { kind: 'set', path: 'env[1].value', value: 'slow' }), 'harbour/values.yaml:   MODE: slow')
  })

  it('never are positions of printed text', () => {
    const files = fixture()
    for (const fact of factsOf(files, start)) for (const path of ['', 'metadata.name', 'spec', 'spec.template', 'spec.selector.matchLabels', 'name', 'image', 'ports[0].containerPort', 'data', 'nowhere.at.all']) {
      const { path: file, span } = fact.locate(path)
      assert.ok(files[file] !== undefined && span[0] <= span[1] && span[1] <= files[file].length && !files[file].slice(...span).includes('\n'), `${fact.subject} ${path}`)
    }
  })
})

describe('a change of what a chart prints', () => {
  it('is made in the values where they are printed', () => {
    const files = fixture(), web = workload(files), app = container(files)
    assert.equal(written(files, app, { kind: 'set', path: 'resources.limits.memory', value: '256Mi' }), 'harbour/values.yaml: resources:\n  limits:\n    memory: 256Mi')
    assert.equal(written(files, app, { kind: 'set', path: 'securityContext.readOnlyRootFilesystem', value: true }), 'harbour/values.yaml: securityContext:\n  readOnlyRootFilesystem: true')
    assert.equal(written(files, web, { kind: 'set', path: 'spec.replicas', value: 2 }), 'harbour/values.yaml: replicaCount: 2')
    assert.equal(written(files, app, { kind: 'set', path: 'imagePullPolicy', value: 'Always' }), 'harbour/values.yaml:   pullPolicy: Always')
    assert.equal(written(files, app, { kind: 'set', path: 'livenessProbe.failureThreshold', value: 9 }), 'harbour/values.yaml:   failureThreshold: 9')
    assert.equal(written(files, app, { kind: 'remove', path: 'livenessProbe.httpGet.path' }), 'harbour/values.yaml: ')
    assert.deepEqual(app.edit({ kind: 'remove', path: 'resources' }), [])
  })

  it('is made in the values where they are still empty', () => {
    const files = fixture({
      'templates/deployment.yaml': text => text.replace(/ {10}\{\{- with \.Values\.securityContext \}\}\n {10}securityContext:\n {12}\{\{- toYaml \. \| nindent 12 \}\}\n {10}\{\{- end \}\}\n/, '          securityContext:\n            {{- toYaml .Values.securityContext | nindent 12 }}\n'),
      'values.yaml': text => text.replace('\nsecurityContext: {}', '\nsecurityContext:').replace('resources: {}', 'resources:'),
    }), app = container(files)
    assert.equal(under(files, app.locate('securityContext.runAsNonRoot')), 'harbour/values.yaml: securityContext')
    assert.equal(written(files, app, { kind: 'set', path: 'securityContext.runAsNonRoot', value: true }), 'harbour/values.yaml:   runAsNonRoot: true')
    assert.equal(written(files, app, { kind: 'set', path: 'resources.limits.memory', value: '1Gi' }), 'harbour/values.yaml:   limits:\n    memory: 1Gi')
  })

  it('is made in the template where its own text says so', () => {
    const files = fixture(), web = workload(files), app = container(files)
    assert.equal(written(files, app, { kind: 'set', path: 'ports[0].protocol', value: 'UDP' }), 'harbour/templates/deployment.yaml:               protocol: UDP')
    assert.equal(written(files, app, { kind: 'set', path: 'ports[0].name', value: 'web' }), 'harbour/templates/deployment.yaml:             - name: web')
    assert.equal(written(files, web, { kind: 'set', path: 'spec.template.spec.priorityClassName', value: 'high' }), null)
    assert.equal(written(files, app, { kind: 'append', path: 'ports', value: { name: 'x', containerPort: 1 } }), null)
    const plain = fixture({ 'templates/deployment.yaml': text => text.replace(/ {10}\{\{- with \.Values\.livenessProbe[\s\S]*$/, '') })
    assert.equal(written(plain, container(plain), { kind: 'set', path: 'terminationMessagePolicy', value: 'File' }), 'harbour/templates/deployment.yaml:           terminationMessagePolicy: File')
    assert.equal(written(plain, container(plain), { kind: 'append', path: 'ports', value: { containerPort: 1 } }), 'harbour/templates/deployment.yaml:             - containerPort: 1')
  })

  it('is not made where the text is mixed, comes from a named template, or would not be what is printed', () => {
    const files = fixture(), web = workload(files), app = container(files)
    assert.equal(app.edit({ kind: 'set', path: 'image', value: 'nginx:1' }), null)
    assert.equal(web.edit({ kind: 'set', path: 'metadata.name', value: 'x' }), null)
    assert.equal(web.edit({ kind: 'remove', path: 'metadata.labels["app.kubernetes.io/name"]' }), null)
    assert.equal(web.edit({ kind: 'remove', path: 'metadata.labels["app.kubernetes.io/version"]' }), null)
    assert.equal(app.edit({ kind: 'remove', path: 'imagePullPolicy' }), null)
    assert.equal(app.edit({ kind: 'remove', path: 'livenessProbe' }), null)
    // Printed without quotes, it would not be a string.
    assert.equal(app.edit({ kind: 'set', path: 'imagePullPolicy', value: 'true' }), null)
  })
})

describe('the values files of a chart', () => {
  it('are a context each where they change what is printed', () => {
    const files = fixture({ 'values-prod.yaml': 'replicaCount: 3\nresources:\n  limits:\n    memory: 2Gi\n', 'values-same.yaml': 'service:\n  port: 80\nunread: true\n', 'ci/more-values.yaml': 'autoscaling:\n  enabled: true\n' })
    for (const path of Object.keys(files)) if (!path.endsWith('.txt')) assert.deepEqual(project(files).workspace.claimOf(path)?.scopes, [start], path)
    const [base, ci, prod, ...others] = all('kubernetes.Workload', files, start).filter(({ objectKind }) => objectKind === 'Deployment')
    assert.deepEqual([others.length, base!.replicas, ci!.replicas, prod!.replicas], [0, 1, null, 3])
    assert.equal(under(files, prod!.locate('spec.replicas')), 'harbour/values-prod.yaml: 3')
    assert.equal(under(files, prod!.containers[0]!.locate('resources.limits.memory')), 'harbour/values-prod.yaml: 2Gi')
    assert.equal(under(files, base!.containers[0]!.locate('resources.limits.memory')), 'harbour/values.yaml: resources')
    assert.equal(under(files, prod!.containers[0]!.locate('livenessProbe.httpGet.port')), 'harbour/values.yaml: http')
    assert.equal(under(files, ci!.locate('spec.replicas')), 'harbour/templates/deployment.yaml: spec')
    assert.equal(all('kubernetes.Autoscaler', files, start).length, 1)
  })
})

describe('a chart without values of its own', () => {
  const bare = (more: Files): Files => ({ 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', 'c/templates/d.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: d\nspec:\n  replicas: {{ .Values.replicas }}\n', ...more })

  it('gets them from somewhere, or from the files that it has', () => {
    assert.ok(isUnknown(only('kubernetes.Workload', bare({})).replicas))
    assert.equal(only('kubernetes.Workload', bare({ 'c/values.yaml': '' })).replicas, null)
    assert.deepEqual(all('kubernetes.Workload', bare({ 'c/values-a.yaml': 'replicas: 2\n', 'c/values-b.yaml': 'replicas: 3\n', 'c/values.schema.yaml': 'replicas: 4\n' })).map(({ replicas }) => replicas), [2, 3])
  })
})

describe('a chart within another one', () => {
  it('is judged with what that sets for it', () => {
    const inner = Object.fromEntries(Object.entries(fixture()).map(([path, text]) => [path.replace('harbour/', 'town/charts/harbour/'), text]))
    const files: Files = { ...inner, 'town/Chart.yaml': 'apiVersion: v2\nname: town\nversion: 1.0.0\ndependencies:\n  - name: harbour\n    alias: port\n    version: 0.1.0\n', 'town/values.yaml': 'port:\n  replicaCount: 3\n  resources:\n    limits:\n      memory: 1Gi\n' }
    const web = only('kubernetes.Workload', files, 'town/charts/harbour/Chart.yaml'), [app] = web.containers
    assert.equal(web.replicas, 3)
    assert.equal(under(files, web.locate('spec.replicas')), 'town/values.yaml: 3')
    assert.equal(app!.limits.memory, '1Gi')
    assert.equal(under(files, app!.locate('resources.limits.memory')), 'town/values.yaml: 1Gi')
    assert.equal(under(files, app!.locate('livenessProbe.httpGet.path')), 'town/charts/harbour/values.yaml: /')
    assert.equal(written(files, web, { kind: 'set', path: 'spec.replicas', value: 2 }), 'town/values.yaml:   replicaCount: 2')
  })
})

describe('what is open in a chart', () => {
  const answer = (files: Files) => { const { disruptionBudgets, autoscalers } = workload(files); return [disruptionBudgets, autoscalers].map(found => isUnknown(found) || found.open === true) }

  it('is what other values may add', () => {
    assert.deepEqual(answer(fixture()), [false, true])
    assert.deepEqual(answer(fixture({ 'templates/pdb.yaml': '{{- if .Values.pdb }}\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: x\n{{- end }}\n' })), [true, true])
  })

  it('is everything where something is not understood, or other charts come along', () => {
    assert.deepEqual(answer(fixture({ 'templates/x.yaml': 'a: {{ mystery }}\n' })), [true, true])
    assert.deepEqual(answer(fixture({ 'templates/x.yaml': 'a: {{ .Release.Namespace }}\n' })), [false, true])
    assert.deepEqual(answer(fixture({ 'Chart.yaml': text => `${text}dependencies:\n  - name: db\n    version: 1.0.0\n` })), [true, true])
    assert.deepEqual(answer(fixture({ 'templates/x.yaml': '{{ if .Values.x }}\n' })), [true, true])
  })
})

describe('a large chart', () => {
  it('of more than thirty templates is evaluated in no time', function () {
    this.timeout(60_000)
    const texts = Object.entries(fixture({ 'values.yaml': text => text.replaceAll('enabled: false', 'enabled: true') })).filter(([path]) => /templates\/.*\.(?:ya?ml|tpl)$/.test(path))
    const files = texts.flatMap(([path, text]) => Array.from({ length: 5 }, (_, i) => ({ path: `${path}${i}`, text, template: parseTemplate(text) })))
    const values = fixture({ 'values.yaml': text => text.replaceAll('enabled: false', 'enabled: true') })['harbour/values.yaml']!, document = parseYaml(values).documents[0]!
    let best = Infinity
    for (let i = 0; i < 20 && best > 50; i++) {
      const start = process.cpuUsage(), evaluation = new Evaluation(files, made(new Map<string, Value>([['Values', valueOf(new Tree({ path: 'values.yaml', text: values, document }, document.root!))], ['Chart', made(new Map([['Name', made('harbour')], ['Version', made('1')], ['AppVersion', made('1')]]))], ['Release', made(new Map([['Name', made('x')], ['Service', made('Helm')]]))]])))
      for (const file of files) assert.ok(evaluation.render(file))
      const { user, system } = process.cpuUsage(start)
      best = Math.min(best, (user + system) / 1000)
    }
    assert.ok(best < 50, `${best} ms`)
  })
})

describe('a damaged chart', () => {
  it('has no syntax errors in its templates, but in its values', () => {
    const broken = fixture({ 'templates/service.yaml': text => text.replace('type:', 'type'), 'templates/deployment.yaml': text => `${text}{{ if` })
    for (const path of Object.keys(broken)) assert.deepEqual(project(broken).workspace.findings(path), [], path)
    const values = fixture({ 'values.yaml': text => text.replace('pullPolicy: IfNotPresent', 'pullPolicy: "IfNot') })
    assert.ok(project(values).workspace.findings('harbour/values.yaml').length > 0)
    assert.ok(container(values).damaged)
  })

  it('is damaged where it is half-typed only', () => {
    const files = fixture({ 'templates/deployment.yaml': text => text.replace('protocol: TCP', 'protocol: TCP\n          res') })
    assert.equal(container(files).damaged, true)
    assert.equal(only('kubernetes.Service', files, start).damaged, false)
  })

  it('finds keys that are there twice in a template, and not those of two branches', () => {
    const twice = fixture({ 'templates/service.yaml': text => `${text}metadata: {}\n` }), service = only('kubernetes.Service', twice, start)
    assert.deepEqual(service.duplicateKeys.map(({ key, place }) => [key, place.span[0]]), [['metadata', twice['harbour/templates/service.yaml']!.lastIndexOf('metadata')]])
    const branches = fixture({ 'templates/service.yaml': text => text.replace('  type: {{ .Values.service.type }}', '  {{- if .Values.x }}\n  type: A\n  {{- else }}\n  type: B\n  {{- end }}') })
    assert.equal(only('kubernetes.Service', branches, start).duplicateKeys.length, 0)
  })

  /** A small generator, so that failures can be had again. */
  const random = (seed: number) => () => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed / 0x7fffffff }

  it('is read however its files are cut and shuffled', function () {
    this.timeout(600_000)
    const whole = fixture(), paths = Object.keys(whole).filter(path => /\.(?:ya?ml|tpl)$/.test(path))
    for (let seed = 1; seed <= Number(process.env.SHIPSHAPE_SEEDS ?? 40); seed++) {
      const next = random(seed), pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!, files: Record<string, string> = { ...whole }
      for (let n = 0; n < 3; n++) {
        const path = pick(paths), text = files[path]!, at = Math.floor(next() * text.length), other = files[pick(paths)]!, from = Math.floor(next() * other.length)
        files[path] = [() => text.slice(0, at), () => text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * 20)), () => text.slice(0, at) + pick(['{{', '}}', '{{ end }}', '{{- else }}', '"', '\n', ': ', '- ', '|', '{{ .Values.x }}', '{{ if .Capabilities.x }}', '\t']) + text.slice(at), () => text.slice(0, at) + other.slice(from, from + 60) + text.slice(at), () => text.split('\n').sort(() => next() - 0.5).join('\n')][Math.floor(next() * 5)]!()
      }
      for (const fact of factsOf(files, start)) for (const path of ['', 'metadata.labels', 'resources.limits.memory', 'spec.template.spec.containers[0].image', 'securityContext']) {
        const place = fact.locate(path)
        assert.ok(files[place.path] !== undefined && place.span[0] >= 0 && place.span[0] <= place.span[1] && place.span[1] <= files[place.path]!.length, `seed ${seed}: ${fact.subject} ${path} ${place.path} ${place.span.join()}`)
        for (const edit of fact.edit({ kind: 'set', path: path || 'metadata.name', value: 'x' }) ?? []) assert.ok('span' in edit && edit.span[0] >= 0 && edit.span[1] <= files[edit.path]!.length && edit.span[0] <= edit.span[1], `seed ${seed}`)
      }
    }
  })
})

describe('the name of a release', () => {
  const chart = (target: string, name: string): Files => ({
    'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', 'c/values.yaml': 'a: 1\n',
    'c/templates/a.yaml': `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: a\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: ${target}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n`,
  })
  const found = (target: string, name: string) => { const { target: found } = only('kubernetes.Autoscaler', chart(target, name)); return isUnknown(found) ? 'unknown' : found === null ? 'nothing' : 'found' }

  it('is any, so that what only it keeps apart may be the same', () => {
    assert.equal(found('{{ .Release.Name }}-web', '{{ .Release.Name }}-web'), 'found')
    assert.equal(found('{{ .Release.Name }}-web', '{{ .Release.Name }}-app'), 'nothing')
    assert.equal(found('{{ .Release.Name }}-web', 'web'), 'nothing')
    assert.equal(found('web', '{{ .Release.Name }}'), 'unknown')
    assert.equal(found('{{ .Release.Name }}-web', 'shop-web'), 'unknown')
    assert.equal(found('web', '{{ .Release.Name }}-app'), 'nothing')
  })
})
