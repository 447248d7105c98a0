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

  it('are those of Cilium too, in its namespace or in all of them', () => {
    const count = (others: string): readonly [number, boolean] => { const found = of(others); return [found.length, found.open ?? false] }
    assert.deepEqual(count(policy('cilium.io/v2', 'CiliumNetworkPolicy', '  namespace: shop\n')), [1, false])
    assert.deepEqual(count(policy('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', '')), [1, false])
    assert.deepEqual(count(policy('cilium.io/v2', 'CiliumNetworkPolicy', '  namespace: other\n')), [0, false])
  })
})
