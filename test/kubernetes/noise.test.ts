import assert from 'node:assert/strict'
import { join } from 'node:path'
import { readFactTypes } from '../../scripts/fact-types'
import { readPack } from '../../scripts/packs'
import { closureProgram } from '../../src/core/compile'
import { fold } from '../../src/core/fold'
import type { Fact } from '../../src/core/fact'
import type { Program } from '../../src/core/program'
import type { Check } from '../../src/core/rule'
import { language as docker } from '../../src/languages/docker/language'
import { language as kubernetes } from '../../src/languages/kubernetes/language'
import { linter } from '../../src/workspace/linter'
import type { Files } from './world'

const root = join(__dirname, '../..')
const pages = readPack(root, 'kubernetes').filter(({ page }) => page)
const types = readFactTypes(root)
const programs: { [id: string]: Program } = {}
for (const { id, page, code } of pages) {
  const { program } = closureProgram(page!, types, pattern => { const test = new RegExp(pattern, 'u'); return text => test.test(text) }, code ? (require(join(root, code)) as { default: Check<Fact> }).default : null)
  if (program) programs[id] = program
}
const library = { packs: ['kubernetes'], metadata: () => pages.map(({ page }) => page!.rule), programs: () => programs, pages: async () => ({}), compiler: () => { throw new Error('no rule pages in a workspace here') } }

/** The squiggles that an editor shows at a level, one text a line: the rules that each of them stands for. */
async function squiggles(files: Files, level: 'recommended' | 'strict' | 'essential' = 'recommended'): Promise<readonly string[]> {
  const findings = await linter({ languages: [docker, kubernetes], library, level }).lint(Object.entries(files).map(([path, text]) => ({ path, text })), { fixes: false })
  const paths = [...new Set(findings.map(({ path }) => path))]
  return paths.flatMap(path => fold(findings.filter(finding => finding.path === path)).map(({ main, also }) => [main, ...also].map(({ rule }) => rule.replace('kubernetes/', '')).sort().join(' ')))
}

const deployment = (spec: string, container: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
${spec}  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
${container}---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
`

describe('the noise of the rules for Kubernetes', () => {
  it('a bare Deployment with its Service shows at most five squiggles', async () => {
    const shown = await squiggles({ 'k8s/app.yaml': deployment('', '          image: registry.example.com/web\n          ports:\n            - containerPort: 8080\n') })
    assert.deepEqual([...shown].sort(), [
      'capabilities-not-dropped privilege-escalation-allowed root-user writable-root-filesystem',
      'latest-tag',
      'missing-cpu-request missing-memory-limit missing-memory-request',
      'missing-readiness-probe',
      'single-replica',
    ])
  })

  it('so does one with three replicas', async () => {
    const shown = await squiggles({ 'k8s/app.yaml': deployment('  replicas: 3\n', '          image: registry.example.com/web\n          ports:\n            - containerPort: 8080\n') })
    assert.ok(shown.length <= 5, shown.join('\n'))
    assert.ok(shown.includes('missing-pod-spreading'))
  })

  it('four alike show no more than one', async () => {
    const one = deployment('', '          image: registry.example.com/web\n          ports:\n            - containerPort: 8080\n')
    const four = ['web', 'shop', 'cart', 'mail'].map(name => one.replaceAll('web', name)).join('---\n')
    const shown = await squiggles({ 'k8s/app.yaml': four })
    assert.ok(shown.filter(rules => rules !== 'latest-tag' && !rules.startsWith('latest-tag ')).length <= 5, shown.join('\n'))
  })

  it('one that is ready shows none', async () => {
    const container = `          image: registry.example.com/web:1.4.2
          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet:
              path: /readyz
              port: 8080
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 128Mi
          securityContext:
            runAsNonRoot: true
            runAsUser: 10001
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: web
`
    assert.deepEqual(await squiggles({ 'k8s/app.yaml': deployment('  replicas: 3\n', container) }), [])
  })

  it('what only strict asks for stays silent before', async () => {
    const files = { 'k8s/app.yaml': deployment('  replicas: 3\n', '          image: registry.example.com/web:1.4.2\n') }
    const recommended = (await squiggles(files)).join(' '), strict = (await squiggles(files, 'strict')).join(' ')
    for (const rule of ['missing-network-policy', 'missing-pdb', 'service-account-token-automount']) {
      assert.ok(!recommended.includes(rule), rule)
      assert.ok(strict.includes(rule), rule)
    }
  })
})
