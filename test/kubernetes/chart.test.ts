import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { only, project, under, type Files } from './world'

const files: Files = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
  'chart/values.yaml': 'replicas: 1\n',
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
  'chart/templates/_helpers.tpl': '{{ define "shop.fullname" }}x{{ end }}\n',
}

describe('a Helm chart', () => {
  it('is one scope of templates, values and Chart.yaml', () => {
    const { workspace } = project(files)
    for (const path of ['chart/Chart.yaml', 'chart/values.yaml', 'chart/templates/deployment.yaml']) assert.deepEqual(workspace.claimOf(path)?.scopes, ['chart/Chart.yaml'], path)
    assert.deepEqual(workspace.findings('chart/templates/deployment.yaml'), [])
    assert.equal(only('kubernetes.Chart', files).version, '0.1.0')
  })

  it('knows what stands there and nothing of what an action may print', () => {
    const web = only('kubernetes.Workload', files), [app, log] = web.containers
    assert.ok(isUnknown(web.name))
    assert.ok(isUnknown(web.replicas))
    assert.equal(web.labels.open, true)
    assert.equal(web.pod.hostPID, true)
    assert.ok(isUnknown(web.pod.securityContext.runAsNonRoot))
    assert.equal(app!.securityContext.privileged, true)
    assert.ok(isUnknown(app!.securityContext.readOnlyRootFilesystem))
    assert.ok(isUnknown(app!.securityContext.runAsNonRoot))
    assert.ok(isUnknown(app!.limits.memory))
    assert.ok(isUnknown(app!.image.isLatest))
    assert.equal(app!.livenessProbe, null)
    assert.equal(log!.image.isLatest, true)
    assert.equal(log!.limits.memory, null)
    assert.equal(under(files, log!.image.locate('')), 'chart/templates/deployment.yaml: busybox:latest')
    assert.equal(web.isServing, true)
  })

  it('finds nothing to be absent that another template may hold', () => {
    const web = only('kubernetes.Workload', files)
    assert.ok(isUnknown(web.disruptionBudgets) || web.disruptionBudgets.open)
    assert.ok(isUnknown(web.autoscalers) || web.autoscalers.open)
  })

  it('takes its own subcharts as charts of their own', () => {
    const nested: Files = { ...files, 'chart/charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n', 'chart/charts/db/templates/s.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\n' }
    assert.deepEqual(project(nested).workspace.claimOf('chart/charts/db/templates/s.yaml')?.scopes, ['chart/charts/db/Chart.yaml'])
  })

  it('reads templates that stand outside of a chart as templates', () => {
    const loose: Files = { 'deploy.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: {{ image }}\n      {% raw %}\n' }
    assert.ok(isUnknown(only('kubernetes.Image', loose).reference))
    assert.deepEqual(project(loose).workspace.findings('deploy.yaml'), [])
  })
})
