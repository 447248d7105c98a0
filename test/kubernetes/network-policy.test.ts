import assert from 'node:assert/strict'
import { isUnknown, type List } from '../../src/core/value'
import { only } from './world'

const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\n  labels:\n    app: web\nspec:\n  containers:\n    - name: web\n      image: web:1\n'
const policy = (apiVersion: string, kind: string, namespace: string): string => `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: deny\n${namespace}spec:\n  endpointSelector: {}\n`

describe('the network policies of a workload', () => {
  const of = (others: string) => {
    const { networkPolicies } = only('kubernetes.Workload', { 'k8s/app.yaml': pod + others })
    assert.ok(!isUnknown(networkPolicies))
    return networkPolicies as List<unknown>
  }

  it('are none where nothing selects it', () => {
    assert.equal(of('').length, 0)
    assert.equal(of('').open ?? false, false)
  })

  it('may be those of Cilium, in its namespace or in all of them', () => {
    assert.equal(of(policy('cilium.io/v2', 'CiliumNetworkPolicy', '  namespace: shop\n')).open, true)
    assert.equal(of(policy('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', '')).open, true)
    assert.equal(of(policy('cilium.io/v2', 'CiliumNetworkPolicy', '  namespace: other\n')).open ?? false, false)
  })
})
