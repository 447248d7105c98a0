import assert from 'node:assert/strict'
import { only } from './world'

describe('the lifecycle of an object', () => {
  const of = (apiVersion: string, kind: string, rest = '', version?: string) =>
    only('kubernetes.Object', { 'k8s/app.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n${rest}`, ...version && { '.shipshape/config.yml': `kubernetes:\n  version: "${version}"\n` } }).lifecycle as Exclude<ReturnType<typeof all>['lifecycle'], { source: string }>
  const all = () => only('kubernetes.Object', {})

  it('tells when a version goes and what comes instead', () => {
    const found = of('policy/v1beta1', 'PodDisruptionBudget')!
    assert.deepEqual([found.deprecatedIn, found.removedIn, found.removedWith, found.replacement, found.isRemoved, found.isDeprecated, found.isCompatible], [21, 25, 'Kubernetes 1.25', 'policy/v1', true, false, true])
    assert.equal(of('policy/v1beta1', 'PodSecurityPolicy')!.replacement, null)
    assert.equal(of('cert-manager.io/v1alpha2', 'Issuer')!.removedWith, 'cert-manager 1.6')
  })

  it('goes by the configured version', () => {
    const old = of('policy/v1beta1', 'PodDisruptionBudget', '', '1.24')!
    assert.deepEqual([old.isRemoved, old.isDeprecated], [false, true])
    assert.deepEqual([of('policy/v1beta1', 'PodDisruptionBudget', '', 'v1.25.3')!.isRemoved], [true])
    const fresh = of('batch/v1beta1', 'CronJob', '', '1.20')!
    assert.deepEqual([fresh.isRemoved, fresh.isDeprecated, fresh.isCompatible], [false, false, false])
  })

  it('takes an object over only where the new version has its fields and it has what that one requires', () => {
    const web = 'spec:\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      containers: [{name: web, image: web:1}]\n'
    assert.equal(of('extensions/v1beta1', 'Deployment', web)!.isCompatible, false)
    assert.equal(of('extensions/v1beta1', 'Deployment', `${web}  selector:\n    matchLabels: {app: web}\n`)!.isCompatible, true)
    assert.equal(of('extensions/v1beta1', 'Ingress', 'spec:\n  backend: {serviceName: web, servicePort: 80}\n')!.isCompatible, false)
    assert.equal(of('networking.k8s.io/v1beta1', 'Ingress', 'spec:\n  ingressClassName: nginx\n')!.isCompatible, true)
    const scaler = 'spec:\n  maxReplicas: 3\n  scaleTargetRef: {kind: Deployment, name: web, apiVersion: apps/v1}\n  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        '
    assert.equal(of('autoscaling/v2beta1', 'HorizontalPodAutoscaler', `${scaler}targetAverageUtilization: 70\n`)!.isCompatible, false)
    assert.equal(of('autoscaling/v2beta2', 'HorizontalPodAutoscaler', `${scaler}target: {type: Utilization, averageUtilization: 70}\n`)!.isCompatible, true)
  })

  it('is null for what stays and for kinds of others', () => {
    assert.equal(of('apps/v1', 'Deployment'), null)
    assert.equal(of('example.com/v1beta1', 'CronJob'), null)
  })
})
