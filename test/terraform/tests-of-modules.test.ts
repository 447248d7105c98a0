import assert from 'node:assert/strict'
import { all, shown, rule, under, workspace, type Files } from './world'

const files: Files = {
  'main.tf': 'variable "size" {\n  type = number\n}\nresource "aws_sqs_queue" "orders" {\n  name = "orders-${var.size}"\n}\n',
  'tests/orders.tftest.hcl': 'variables {\n  region = "eu"\n}\nrun "plans" {\n  command = plan\n  variables {\n    size = 2\n  }\n  assert {\n    condition     = aws_sqs_queue.orders.name == "orders-2" && var.region == "eu" && var.sise == 2\n    error_message = "Named otherwise."\n  }\n}\nrun "other" {\n  module {\n    source = "./other"\n  }\n  assert {\n    condition     = aws_sqs_queue.elsewhere.name == run.plans.name\n    error_message = "Named otherwise."\n  }\n}\n',
}
const undeclared = rule('terraform.Reference', function* (fact) { if (fact.isDeclared === false) yield { at: 'name', message: `There is no ${fact.address}.` } })

describe('Tests of Terraform modules', () => {
  it('belong to the module that they test, and read its names and their own', () => {
    const made = workspace(files, [undeclared])
    assert.deepEqual(shown(files, made.findings('tests/orders.tftest.hcl')), ['tests/orders.tftest.hcl: sise: There is no var.sise.'])
    assert.deepEqual(made.findings('main.tf'), [])
  })

  it('are no part of it: nothing in them is a resource, a variable or a use of one', () => {
    assert.deepEqual(all('terraform.Variable', files).map((one) => [one.name, one.isUsed]), [['size', true]])
    const unused: Files = { ...files, 'main.tf': 'variable "size" {}\n' }
    assert.equal(all('terraform.Variable', unused)[0]!.isUsed, false)
  })

  it('have blocks of their own', () => {
    const text: Files = { 'main.tf': '', 'a.tofutest.hcl': 'run {\n}\nresource "aws_vpc" "a" {}\nrun "x" {\n  asert {\n  }\n}\n' }
    const blocks = all('terraform.Block', text).filter((one) => one.file === 'tests')
    assert.deepEqual(blocks.map((one) => [under(text, one.locate('type')), one.isKnown, one.labels.length < one.expectedLabels, one.suggestion]), [
      ['a.tofutest.hcl: run', true, true, null], ['a.tofutest.hcl: resource', false, false, null], ['a.tofutest.hcl: run', true, false, null], ['a.tofutest.hcl: asert', false, false, 'assert'],
    ])
  })

  it('report what does not parse', () => {
    const made = workspace({ 'main.tf': 'locals {}\n', 'a.tftest.hcl': 'run "x" {\n  command = \n' })
    assert.equal(made.findings('a.tftest.hcl').every((one) => one.rule.startsWith('shipshape/')), true)
    assert.notEqual(made.findings('a.tftest.hcl').length, 0)
  })
})
