import assert from 'node:assert/strict'
import { withoutSchema } from '../../src/extension/schemas'

describe('schema findings in VS Code', () => {
  const schema = { message: 'field', data: { rules: ['kubernetes/schema-violation'], isSchema: true } }, other = { message: 'limit', data: { rules: ['kubernetes/missing-memory-limit'] } }, bare = { message: 'bare' }

  it('are shown where no other extension shows them', () => assert.deepEqual(withoutSchema([schema, other, bare], () => false), { shown: [schema, other, bare], by: null }))
  it('are left to the extension that does, which is named', () => {
    assert.deepEqual(withoutSchema([schema, other, bare], (id) => id.endsWith('kubernetes-tools')), { shown: [other, bare], by: 'Kubernetes' })
    assert.deepEqual(withoutSchema([schema, other], (id) => id === 'hashicorp.terraform'), { shown: [schema, other], by: null })
    assert.deepEqual(withoutSchema([other], () => true), { shown: [other], by: null })
  })
})
