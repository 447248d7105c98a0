import assert from 'node:assert/strict'
import { applyFix, closeAll, extension, finding, openFile, until } from './editor'

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports:
            - containerPort: 8080
      terminationGracePeriodSeconds: 45
`

describe('a manifest', () => {
  before(async () => (await extension().activate()).ready())
  afterEach(closeAll)

  it('gets a probe whose invented path is left selected', async () => {
    const editor = await openFile('k8s/probe.yaml', manifest), { document } = editor
    const found = await finding(document.uri, 'kubernetes/missing-readiness-probe')
    await applyFix(document.uri, found.range, /\/readyz/)
    assert.equal(document.getText(), manifest.replace('            - containerPort: 8080\n', '            - containerPort: 8080\n          readinessProbe:\n            httpGet:\n              path: /readyz\n              port: 8080\n'))
    await until('the path to be selected', () => document.getText(editor.selection) === '/readyz')
  })
})
