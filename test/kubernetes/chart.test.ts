import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { only, project, under, type Files } from './world'

const files: Files = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
  'chart/values.yaml': 'enabled: true\nreplicas: 1\nreadOnly: true\n',
  'chart/templates/deployment.yaml': `{{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  template:
    metadata:
      labels:
        app: shop
    spec:
      hostPID: true
      {{- with .Values.podSecurityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: app
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          securityContext:
            privileged: true
            {{- if .Values.readOnly }}
            readOnlyRootFilesystem: false
            {{- end }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
          ports:
            - name: http
              containerPort: 8080
        - name: log
          image: busybox:latest
          resources:
            limits:
              cpu: 1
{{- end }}
`,
  'chart/templates/_helpers.tpl': '{{ define "shop.fullname" }}x{{ end }}\n{{ define "shop.labels" }}team: {{ lookup "v1" "ConfigMap" "" "team" }}{{ end }}\n',
}

describe('a Helm chart', () => {
  it('is one scope of templates, values and Chart.yaml', () => {
    const { workspace } = project(files)
    for (const path of ['chart/Chart.yaml', 'chart/values.yaml', 'chart/templates/deployment.yaml']) assert.deepEqual(workspace.claimOf(path)?.scopes, ['chart/Chart.yaml'], path)
    assert.deepEqual(workspace.findings('chart/templates/deployment.yaml'), [])
    assert.equal(only('kubernetes.Chart', files).version, '0.1.0')
  })

  it('knows what its templates print with its values, and nothing of what only an installation decides', () => {
    const web = only('kubernetes.Workload', files), [app, log] = web.containers
    assert.equal(web.name, 'x')
    assert.equal(web.replicas, 1)
    assert.equal(under(files, web.locate('spec.replicas')), 'chart/values.yaml: 1')
    assert.equal(web.pod.hostPID, true)
    assert.ok(isUnknown(web.labels.get('team')))
    assert.equal(web.pod.securityContext.runAsNonRoot, null)
    assert.equal(app!.securityContext.privileged, true)
    assert.equal(app!.securityContext.readOnlyRootFilesystem, false)
    assert.equal(app!.limits.memory, null)
    // Helm itself refuses to look into an image that no values file has.
    assert.ok(isUnknown(app!.image.isLatest))
    assert.equal(app!.livenessProbe, null)
    assert.equal(log!.image.isLatest, true)
    assert.equal(under(files, log!.image.locate('')), 'chart/templates/deployment.yaml: busybox:latest')
    assert.equal(web.isServing, true)
  })

  it('finds nothing to be absent that a template it does not understand may print', () => {
    const web = only('kubernetes.Workload', files)
    assert.ok(isUnknown(web.disruptionBudgets) || web.disruptionBudgets.open)
    assert.ok(isUnknown(web.autoscalers) || web.autoscalers.open)
  })

  it('leaves a template as it stands while its blocks do not close', () => {
    const broken: Files = { ...files, 'chart/templates/deployment.yaml': files['chart/templates/deployment.yaml']!.replace(/\{\{- end \}\}\n$/, '') }
    const web = only('kubernetes.Workload', broken), [app] = web.containers
    assert.ok(isUnknown(web.name))
    assert.equal(app!.damaged, true)
    assert.deepEqual(project(broken).workspace.findings('chart/templates/deployment.yaml'), [])
  })

  it('takes its own subcharts as charts of their own', () => {
    const nested: Files = { ...files, 'chart/charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n', 'chart/charts/db/templates/s.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\n' }
    assert.deepEqual(project(nested).workspace.claimOf('chart/charts/db/templates/s.yaml')?.scopes, ['chart/charts/db/Chart.yaml'])
  })

  it('keeps what follows a conditional first entry, with values, without, and outside of a chart', () => {
    const text = (print: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  {{- with .Values.imagePullSecrets }}\n  imagePullSecrets:${print}\n  {{- end }}\n  containers:\n    {{- if .Values.log }}\n    - name: log\n      image: log:1\n    {{- end }}\n    - name: app\n      image: nginx:1\n`
    for (const print of [' {{ toYaml . | nindent 4 }}', '\n    {{- toYaml . | nindent 4 }}']) {
      const head = { 'chart/Chart.yaml': files['chart/Chart.yaml']! }, template = { 'chart/templates/pod.yaml': text(print) }
      for (const [some, count] of [[{ ...head, 'chart/values.yaml': 'log: false\n', ...template }, 1], [{ ...head, 'chart/values.yaml': 'imagePullSecrets: [{ name: a }]\n', ...template }, 1], [{ ...head, ...template }, 2], [{ 'pod.yaml': text(print) }, 2]] as readonly (readonly [Files, number])[]) {
        const pod = only('kubernetes.Workload', some)
        assert.equal(pod.containers.length, count)
        assert.equal(pod.containers[count - 1]!.name, 'app')
        assert.equal(pod.containers[count - 1]!.image.reference, 'nginx:1')
      }
    }
  })

  it('reads templates that stand outside of a chart as templates', () => {
    const loose: Files = { 'deploy.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: {{ image }}\n      {% raw %}\n' }
    assert.ok(isUnknown(only('kubernetes.Image', loose).reference))
    assert.deepEqual(project(loose).workspace.findings('deploy.yaml'), [])
  })
})
