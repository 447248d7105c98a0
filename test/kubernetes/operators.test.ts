import assert from 'node:assert/strict'
import { scheduleError } from '../../src/languages/kubernetes/cron'
import { goSeconds, prometheusSeconds } from '../../src/languages/kubernetes/problem'
import { isUnknown } from '../../src/core/value'
import { all, only } from './world'

const deployment = (requests: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      initContainers:
        - name: proxy
          image: registry.example.com/proxy:1
          restartPolicy: Always
          resources:
            limits:
              cpu: 250m
      containers:
        - name: web
          image: registry.example.com/web:1
          resources:
            requests:
${requests}
`
const autoscaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 2
  maxReplicas: 12
`
const quota = (hard: string, more = '') => `apiVersion: v1
kind: ResourceQuota
metadata:
  name: team
spec:
  hard:
    ${hard}
${more}`

describe('durations', () => {
  it('are read as Go reads them', () => assert.deepEqual(['1h30m', '0', '1.5h', '500ms', '-5s', '10', '1 m', 'm', '1d'].map(goSeconds), [5400, 0, 5400, 0.5, -5, null, null, null, null]))
  it('are read as Prometheus reads them', () => assert.deepEqual(['1d12h', '5m', '0', '5', '', '1h1d', '1.5h', '90s'].map(prometheusSeconds), [129_600, 300, 0, null, null, null, null, 90]))
})

it('a schedule says hour with its article', () => assert.equal(scheduleError('0 24 * * *'), `has an hour of '24'`))

describe('the quota against an autoscaler', () => {
  const excesses = (files: { readonly [path: string]: string }) => [...only('kubernetes.Autoscaler', files, 'k8s/hpa.yaml').quotaExcesses as readonly unknown[]]
  it('counts requests of app containers and sidecars, limits standing in for requests', () => {
    const files = { 'k8s/hpa.yaml': autoscaler, 'k8s/web.yaml': deployment('              cpu: 750m\n              memory: 1536Mi') }
    assert.deepEqual(excesses({ ...files, 'k8s/quota.yaml': quota('requests.cpu: "11"\n    memory: 10Gi\n    pods: "12"') }), [
      { resource: 'requests.cpu', needed: '12', allowed: '11', quota: 'team' }, { resource: 'memory', needed: '18Gi', allowed: '10Gi', quota: 'team' },
    ])
    assert.deepEqual(excesses({ ...files, 'k8s/quota.yaml': quota('requests.cpu: "12"') }), [])
  })
  it('leaves quotas aside that count only some pods, or another namespace', () => {
    const files = { 'k8s/hpa.yaml': autoscaler, 'k8s/web.yaml': deployment('              cpu: "4"') }
    assert.deepEqual(excesses({ ...files, 'k8s/quota.yaml': quota('cpu: "1"', '  scopes: [BestEffort]\n') }), [])
    assert.deepEqual(excesses({ ...files, 'k8s/quota.yaml': quota('cpu: "1"').replace('name: team', 'name: team\n  namespace: other') }), [])
  })
  it('leaves one elsewhere alone where it has room, and is not sure where it has none', () => {
    const files = { 'k8s/web/hpa.yaml': autoscaler, 'k8s/web/web.yaml': deployment('              cpu: 750m') }
    const open = (more: { readonly [path: string]: string }, hpa = autoscaler) => { const found = only('kubernetes.Autoscaler', { ...files, 'k8s/web/hpa.yaml': hpa, ...more }, 'k8s/web/hpa.yaml').quotaExcesses; return isUnknown(found) ? null : [found.length, found.open === true] }
    assert.deepEqual(open({ 'k8s/team/quota.yaml': quota('cpu: "12"') }), [0, false])
    assert.deepEqual(open({ 'k8s/team/quota.yaml': quota('cpu: "11"') }), [0, true])
    assert.deepEqual(open({ 'k8s/team/quota.yaml': quota('cpu: "11"').replace('name: team', 'name: team\n  namespace: other') }, autoscaler.replace('name: web\nspec', 'name: web\n  namespace: shop\nspec')), [0, false])
  })
  it('counts what an update adds', () => {
    const pods = (strategy: string) => { const found = only('kubernetes.Autoscaler', { 'k8s/hpa.yaml': autoscaler, 'k8s/quota.yaml': quota('pods: "1"'), 'k8s/web.yaml': deployment('              cpu: 1').replace('spec:\n  selector', `spec:\n${strategy}  selector`) }, 'k8s/hpa.yaml').updateQuotaExcesses; return isUnknown(found) ? null : found.map(({ needed }) => needed) }
    assert.deepEqual([pods(''), pods('  strategy: { rollingUpdate: { maxSurge: 1 } }\n'), pods('  strategy: { rollingUpdate: { maxSurge: 30% } }\n'), pods('  strategy: { type: Recreate }\n')], [['15'], ['13'], ['16'], ['12']])
  })
})

describe('an autoscaler', () => {
  const scaler = (more: string) => only('kubernetes.Autoscaler', { 'k8s/hpa.yaml': autoscaler + more, 'k8s/web.yaml': deployment('              cpu: 250m') }, 'k8s/hpa.yaml')
  it('aims at a share of the request, however it is written', () => {
    const aims = (target: string) => scaler(`  metrics:\n    - type: Resource\n      resource: { name: cpu, target: ${target} }\n`).metrics.map(({ aimedPercent }) => aimedPercent)
    assert.deepEqual([aims('{ type: Utilization, averageUtilization: 60 }'), aims('{ type: AverageValue, averageValue: 250m }'), aims('{ type: AverageValue }')], [[60], [50], [null]])
  })
  it('takes pods away at a pace', () => {
    const paces = scaler('  behavior:\n    scaleDown:\n      policies: [{ type: Pods, value: 1, periodSeconds: 120 }, { type: Percent, value: 100, periodSeconds: 15 }, { type: Pods, value: 1 }]\n').scaleDownPolicies
    assert.deepEqual(paces.map(({ type, perMinute }) => [type, perMinute]), [['Pods', 0.5], ['Percent', 400], ['Pods', null]])
  })
})

describe('the bounds of a rolling update', () => {
  const bounds = (spec: string, more = '') => {
    const { strategy } = only('kubernetes.Workload', { 'k8s/web.yaml': deployment('              cpu: 1').replace('spec:\n  selector', `spec:\n${spec}  selector`) + more })
    return [strategy.surgePods, strategy.unavailablePods]
  }
  it('are a quarter, surge rounded up and what may be away rounded down', () => assert.deepEqual(bounds('  replicas: 3\n'), [1, 0]))
  it('are of what the autoscaler keeps at least', () => assert.deepEqual(bounds('', `---\n${autoscaler.replace('minReplicas: 2', 'minReplicas: 8')}`), [2, 2]))
  it('are none where all pods are stopped at once', () => assert.deepEqual(bounds('  replicas: 3\n  strategy:\n    type: Recreate\n'), [null, null]))
})

describe('kinds that several makers share', () => {
  const kindsOf = (apiVersion: string, kind: string) => all('kubernetes.Object', { 'k8s/a.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\nspec: {}\n` }).length
  const has = (fact: 'kubernetes.Backup' | 'kubernetes.ChaosExperiment' | 'kubernetes.Delivery' | 'kubernetes.Rollout', apiVersion: string, kind: string) => all(fact, { 'k8s/a.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\nspec: {}\n` }).length
  it('are told apart by their group', () => {
    assert.deepEqual([has('kubernetes.Backup', 'velero.io/v1', 'Schedule'), has('kubernetes.ChaosExperiment', 'velero.io/v1', 'Schedule')], [1, 0])
    assert.deepEqual([has('kubernetes.Backup', 'chaos-mesh.org/v1alpha1', 'Schedule'), has('kubernetes.ChaosExperiment', 'chaos-mesh.org/v1alpha1', 'Schedule')], [0, 1])
    assert.deepEqual([has('kubernetes.ChaosExperiment', 'argoproj.io/v1alpha1', 'Workflow'), has('kubernetes.Delivery', 'app.k8s.io/v1beta1', 'Application'), has('kubernetes.Rollout', 'rollouts.kruise.io/v1beta1', 'Rollout')], [0, 0, 0])
    assert.equal(has('kubernetes.Rollout', 'argoproj.io/v1alpha1', 'Rollout'), 1)
  })
  it('have the fact of an object once', () => assert.deepEqual([kindsOf('velero.io/v1', 'Schedule'), kindsOf('argoproj.io/v1alpha1', 'Rollout'), kindsOf('argoproj.io/v1alpha1', 'Application')], [1, 1, 1]))
})

describe('a Rollout', () => {
  const rollout = (strategy: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
spec:
  workloadRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  selector:
    matchLabels:
      app: web
  strategy:
${strategy}`
  it('may take its pods from a Deployment', () => assert.deepEqual([...only('kubernetes.Rollout', { 'k8s/a.yaml': rollout('    canary: {}\n') }).problems], []))
  it('is not judged where a template makes its steps', () => {
    const { problems } = only('kubernetes.Rollout', { 'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n', 'chart/templates/a.yaml': rollout('    canary:\n      steps: {{ .Values.steps }}\n') }, 'chart/templates/a.yaml')
    assert.deepEqual([[...problems], problems.open], [[], true])
  })
})

describe('what experiments do', () => {
  const see = (text: string): unknown[] => all('kubernetes.ChaosExperiment', { 'k8s/a.yaml': text }).map(one => [[...one.faults], ...[one.targetsProduction, one.hasHypothesis, one.isRepeated, one.endsByItself, one.needsConsent].map(value => isUnknown(value) ? '?' : value)])
  const mesh = (kind: string, spec: string, namespace = 'staging'): string => `apiVersion: chaos-mesh.org/v1alpha1\nkind: ${kind}\nmetadata:\n  name: a\n  namespace: ${namespace}\nspec:\n${spec}`
  it('of Chaos Mesh', () => {
    assert.deepEqual(see(mesh('NetworkChaos', '  action: delay\n  mode: one\n  selector:\n    namespaces: [shop-prod]\n')), [[['delay'], true, '?', false, false, null]])
    assert.deepEqual(see(mesh('PodChaos', '  action: pod-kill\n  mode: one\n  selector:\n    labelSelectors: {app: product}\n', 'production')), [[['kill'], true, '?', false, true, null]])
    assert.deepEqual(see(mesh('PodChaos', '  action: pod-kill\n  mode: one\n  selector:\n    labelSelectors: {app: product}\n')), [[['kill'], false, '?', false, true, null]])
    assert.deepEqual(see(mesh('Schedule', '  schedule: "0 9 * * 2"\n  type: StressChaos\n  stressChaos:\n    mode: one\n    duration: 1m\n')), [[['stress'], false, '?', true, true, null]])
    assert.deepEqual(see(mesh('Workflow', '  entry: a\n  templates:\n    - name: a\n      templateType: StatusCheck\n    - name: b\n      templateType: NetworkChaos\n      deadline: 5m\n      networkChaos: {action: partition, mode: one}\n')), [[['partition'], false, true, false, true, null]])
  })
  it('of Litmus', () => {
    const engine = (more: string, probe: string): string => `apiVersion: litmuschaos.io/v1alpha1\nkind: ChaosEngine\nmetadata:\n  name: a\nspec:\n${more}  experiments:\n    - name: pod-network-latency\n      spec:\n${probe}        components: {}\n`
    assert.deepEqual(see(engine('  annotationCheck: "false"\n  appinfo: {appns: live}\n', '')), [[['delay'], true, false, false, true, false]])
    assert.deepEqual(see(engine('  appinfo: {appns: staging}\n', '        probe:\n          - name: answers\n')), [[['delay'], false, true, false, true, null]])
  })
})
