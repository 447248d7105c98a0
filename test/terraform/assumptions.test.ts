import assert from 'node:assert/strict'
import { rule, workspace, type Files } from './world'

const open = rule('terraform.Resource', function* (resource) {
  if (resource.type === 'aws_db_instance' && resource.attr.get('storage_encrypted') === false) yield { at: resource.locate('storage_encrypted'), message: 'Not encrypted.' }
})
const messages = (files: Files, path = 'main.tf'): readonly string[] => workspace(files, [open]).findings(path).map((one) => one.message)
const module = 'variable "encrypted" {\n  default = false\n}\n\nresource "aws_db_instance" "shop" {\n  storage_encrypted = var.encrypted\n}\n'

describe('A finding that rests on the default of a variable', () => {
  it('says so where whoever applies the module may give another value', () => {
    assert.deepEqual(messages({ 'main.tf': module }), ['Not encrypted (with the default of var.encrypted).'])
    assert.deepEqual(messages({ 'main.tf': module.replace('= var.encrypted', '= local.encrypted') + 'locals {\n  encrypted = var.encrypted\n}\n' }), ['Not encrypted (with the default of var.encrypted).'])
  })

  it('does not where the value is given, written out, or left by a caller', () => {
    assert.deepEqual(messages({ 'main.tf': module, 'terraform.tfvars': 'encrypted = false\n' }, 'terraform.tfvars'), ['Not encrypted.'])
    assert.deepEqual(messages({ 'main.tf': 'resource "aws_db_instance" "shop" {\n  storage_encrypted = false\n}\n' }), ['Not encrypted.'])
    assert.deepEqual(messages({ 'main.tf': 'module "db" {\n  source = "./db"\n}\n', 'db/main.tf': module }, 'db/main.tf'), ['Not encrypted.'])
  })
})
