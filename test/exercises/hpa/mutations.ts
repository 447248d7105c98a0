import type { Mutation } from '../exercises.test'

const path = 'k8s/app.yaml'

/** What each check is for, taken out. */
export const mutations: { readonly [check: string]: Mutation } = {
  'e2.01': { path, from: 'apiVersion: autoscaling/v2', to: 'apiVersion: autoscaling/v2beta2' },
  'e2.02': { path, from: '    kind: Deployment\n    name: checkout\n', to: '    kind: Deployment\n    name: check-out\n' },
  'e2.03': { path, from: 'spec:\n  selector:\n    matchLabels:\n      app: checkout\n  strategy', to: 'spec:\n  replicas: 3\n  selector:\n    matchLabels:\n      app: checkout\n  strategy' },
  'e2.04': { path, from: '              cpu: 250m\n', to: '' },
  'e2.05': { path, from: 'memory: 512Mi\n            limits', to: 'memory: 256Mi\n            limits' },
  'e2.06': { path, from: 'minReplicas: 3', to: 'minReplicas: 1' },
  'e2.07': { path, from: 'maxReplicas: 12', to: 'maxReplicas: 5' },
  'e2.08': { path, from: 'maxReplicas: 12', to: 'maxReplicas: 40' },
  'e2.09': { path, from: 'averageUtilization: 60', to: 'averageUtilization: 95' },
  'e2.10': { path, from: 'stabilizationWindowSeconds: 600', to: 'stabilizationWindowSeconds: 60' },
  'e2.11': { path, from: 'readinessProbe:', to: 'removedProbe:' },
  'e2.12': { path, from: 'path: /healthz\n              port: http\n            periodSeconds: 10', to: 'path: /ready\n              port: http\n            periodSeconds: 10' },
  'e2.13': { path, from: 'checkout:1.8.2', to: 'checkout:latest' },
  'e2.14': { path, from: '  maxUnavailable: 1\n  selector', to: '  maxUnavailable: 0\n  selector' },
  'e2.15': { path, from: '            matchLabels:\n              app: checkout', to: '            matchLabels:\n              app: check-out' },
  'e2.16': { path, from: 'readOnlyRootFilesystem: true', to: 'readOnlyRootFilesystem: false' },
  'e2.17': { path, from: '  selector:\n    app: checkout\n', to: '  selector:\n    app: checkout-api\n' },
  'e2.18': { path, from: 'maxUnavailable: 0', to: 'maxUnavailable: 1' },
}
