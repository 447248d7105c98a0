import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { all } from './world'

const deployment = (name: string, labels: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    matchLabels: ${labels}\n  template:\n    metadata:\n      labels: ${labels}\n    spec:\n      containers:\n        - name: app\n          image: registry.example.com/app:1.0.0\n---\n`
const rollout = (blueGreen: string): string => `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels: {app: shop}\n  template:\n    metadata:\n      labels: {app: shop}\n    spec:\n      containers:\n        - name: app\n          image: registry.example.com/app:1.0.0\n  strategy:\n    blueGreen: ${blueGreen}\n`
const scaler = (spec: string): string => `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: shop\nspec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}\n  maxReplicas: 4\n${spec}`

describe('kubernetes: releases and scaling', () => {
  it('the other colour', () => {
    const files = { 'k8s/app.yaml': deployment('blue', '{app: shop, version: blue}') + deployment('green', '{app: shop, version: green}') + deployment('cart', '{app: cart, version: blue, tier: a}') }
    assert.deepEqual(all('kubernetes.Workload', files).map(one => isUnknown(one.counterparts) ? '?' : one.counterparts.map(other => other.name).join()), ['green', 'blue', ''])
  })
  it('the Services of a Rollout, and who decides', () => {
    const see = (blueGreen: string): unknown => all('kubernetes.Rollout', { 'k8s/app.yaml': rollout(blueGreen) }).map(one => [one.activeService, one.previewService, one.promotesByItself, one.scaleDownDelaySeconds])[0]
    assert.deepEqual(see('{activeService: shop, previewService: next}'), ['shop', 'next', true, null])
    assert.deepEqual(see('{activeService: shop, autoPromotionEnabled: false, scaleDownDelaySeconds: 300}'), ['shop', null, false, 300])
    assert.deepEqual(see('{activeService: shop, prePromotionAnalysis: {templates: [{templateName: x}]}}'), ['shop', null, false, null])
  })
  it('what an autoscaler aims at, and how slowly it takes pods away', () => {
    const see = (spec: string): unknown => all('kubernetes.Autoscaler', { 'k8s/app.yaml': scaler(spec) }).map(one => [one.metrics.map(metric => metric.averageUtilization).join(), one.scaleDownWindowSeconds])[0]
    assert.deepEqual(see('  metrics:\n    - type: Resource\n      resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}\n  behavior: {scaleDown: {stabilizationWindowSeconds: 600}}\n'), ['60', 600])
    assert.deepEqual(see('  targetCPUUtilizationPercentage: 70\n'), ['70', null])
  })
})
