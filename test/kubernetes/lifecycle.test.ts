import assert from 'node:assert/strict'
import { lifecycleOf } from '../../src/languages/kubernetes/data/api-lifecycle'
import { only } from './world'

describe('the lifecycle of an object', () => {
  const of = (apiVersion: string, kind: string) => only('kubernetes.Object', { 'k8s/app.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n` }).lifecycle

  it('tells when a version goes and what comes instead', () => {
    assert.deepEqual(of('batch/v1beta1', 'CronJob'), { deprecatedIn: 21, removedIn: 25, replacement: 'batch/v1', isCompatible: true })
    assert.deepEqual(of('policy/v1beta1', 'PodSecurityPolicy'), { deprecatedIn: 21, removedIn: 25, replacement: null, isCompatible: false })
  })

  it('knows that some kinds have other fields in the new version', () => {
    assert.equal(lifecycleOf('extensions/v1beta1', 'Ingress')?.isCompatible, false)
    assert.equal(lifecycleOf('autoscaling/v2beta1', 'HorizontalPodAutoscaler')?.isCompatible, false)
    assert.equal(lifecycleOf('autoscaling/v2beta2', 'HorizontalPodAutoscaler')?.isCompatible, true)
  })

  it('is null for what stays and for kinds of others', () => {
    assert.equal(of('apps/v1', 'Deployment'), null)
    assert.equal(of('example.com/v1beta1', 'CronJob'), null)
  })
})
