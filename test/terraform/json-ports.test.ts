import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import type { Plain } from '../../src/core/value'
import { all, only } from './world'

const resource = (text: string): ReturnType<typeof only<'terraform.Resource'>> => only('terraform.Resource', text)
const step = (value: Plain | undefined, ...path: readonly string[]): unknown => path.reduce<unknown>((inner, key) => inner instanceof Map ? inner.get(key) : undefined, value)

describe('JSON in arguments of a resource', () => {
  it('is read from jsonencode, a heredoc and a text, with what is known of it', () => {
    for (const written of ['jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 5 })', '<<-JSON\n    { "deadLetterTargetArn": "${aws_sqs_queue.dead.arn}", "maxReceiveCount": 5 }\n  JSON', '"{\\"deadLetterTargetArn\\":\\"${aws_sqs_queue.dead.arn}\\",\\"maxReceiveCount\\":5}"']) {
      const { decoded } = resource(`resource "aws_sqs_queue" "q" {\n  redrive_policy = ${written}\n}\n`)
      assert.equal(step(decoded.get('redrive_policy'), 'maxReceiveCount'), 5, written)
      assert.ok(isUnknown(step(decoded.get('redrive_policy'), 'deadLetterTargetArn')), written)
    }
  })

  it('is where a path into it leads', () => {
    const at = (text: string, path: string): string => { const { span } = resource(text).locate(path); return text.slice(...span) }
    const encoded = 'resource "aws_sqs_queue" "q" {\n  redrive_policy = jsonencode({ maxReceiveCount = 5 })\n}\n'
    assert.equal(at(encoded, 'redrive_policy.maxReceiveCount'), '5')
    assert.equal(at(encoded, 'redrive_policy.deadLetterTargetArn'), 'jsonencode({ maxReceiveCount = 5 })')
    assert.equal(at('resource "aws_sqs_queue" "q" {\n  redrive_policy = <<-JSON\n    { "a": [{ "b": "here" }] }\n  JSON\n}\n', 'redrive_policy.a[0].b'), '"here"')
    assert.equal(at('resource "aws_sqs_queue" "q" {\n  name = "orders"\n}\n', 'name.x'), '"orders"')
  })

  it('is unknown where the argument is, and nothing where it is no JSON', () => {
    const { decoded } = resource('variable "policy" {}\nresource "aws_sqs_queue" "q" {\n  redrive_policy = var.policy\n  name           = "orders"\n  delay_seconds  = 5\n}\n')
    assert.ok(isUnknown(decoded.get('redrive_policy')))
    assert.deepEqual([decoded.has('name'), decoded.has('delay_seconds'), decoded.has('policy')], [false, false, false])
  })
})

describe('ports of a network rule', () => {
  const ports = (text: string): unknown => all('terraform.NetworkRule', text).map((one) => [...one.ports].map(({ from, to }) => isUnknown(from) ? '?' : `${String(from)}-${String(to)}`).join(' ') + (one.ports.open ? ' …' : ''))
  const azure = (ports: string): string => `variable "p" {}\nresource "azurerm_network_security_rule" "r" {\n  direction = "Inbound"\n  access = "Allow"\n  protocol = "Tcp"\n  source_address_prefix = "*"\n  ${ports}\n}\n`
  const google = (ports: string, protocol = 'tcp'): string => `variable "p" {}\nresource "google_compute_firewall" "f" {\n  source_ranges = ["0.0.0.0/0"]\n  allow {\n    protocol = "${protocol}"\n    ${ports}\n  }\n}\n`

  it('are all that a Google firewall or an Azure rule lists', () => {
    assert.deepEqual(ports(google('ports = ["80", "3380-3400"]')), ['80-80 3380-3400'])
    assert.deepEqual(ports(google('')), ['0-65535'])
    assert.deepEqual(ports(google('ports = ["80"]', 'all')), ['0-65535'])
    assert.deepEqual(ports(google('ports = var.p')), ['?'])
    assert.deepEqual(ports(google('ports = ["22", var.p]')), ['22-22 ?'])
    assert.deepEqual(ports(azure('destination_port_ranges = ["80", "22-23"]')), ['80-80 22-23'])
    assert.deepEqual(ports(azure('destination_port_range = "*"')), ['0-65535'])
    assert.deepEqual(ports(azure('destination_port_range = "443"')), ['443-443'])
    assert.deepEqual(ports(azure('destination_port_ranges = var.p')), [' …'])
  })

  it('are the one range of a security group rule', () => {
    assert.deepEqual(ports('resource "aws_security_group_rule" "r" {\n  type = "ingress"\n  from_port = 20\n  to_port = 30\n  protocol = "tcp"\n}\n'), ['20-30'])
  })

  it('decide whether all are open', () => {
    const isAll = (text: string): unknown => only('terraform.NetworkRule', text).isAllPorts
    assert.deepEqual([azure('destination_port_ranges = ["443", "0-65535"]'), azure('destination_port_ranges = ["443", "80"]'), google('ports = ["443", "1-65535"]'), google('')].map(isAll), [true, false, true, true])
    assert.ok(isUnknown(isAll(azure('destination_port_ranges = var.p'))))
  })

  it('are open to everybody by any of the names of the internet', () => {
    for (const [source, open] of [['*', true], ['Internet', true], ['0.0.0.0', true], ['0.0.0.0/0', true], ['VirtualNetwork', false], ['10.0.0.0/8', false]] as const) {
      assert.equal(only('terraform.NetworkRule', azure('destination_port_range = "22"').replace('"*"', JSON.stringify(source))).isPublic, open, source)
    }
  })
})

describe('a dynamic block over nothing', () => {
  it('is no block, within another block too', () => {
    const { attr } = resource('variable "none" { default = [] }\nresource "a_b" "c" {\n  dynamic "rule" {\n    for_each = var.none\n    content {}\n  }\n  outer {\n    dynamic "inner" {\n      for_each = {}\n      content {}\n    }\n  }\n  ingress = []\n}\n')
    assert.equal(attr.has('rule'), false)
    assert.equal(step((attr.get('outer') as readonly Plain[])[0], 'inner'), undefined)
    assert.deepEqual([...attr.get('ingress') as readonly Plain[]], [])
  })

  it('may be one where what it repeats over is unknown', () => {
    const rule = resource('variable "some" {}\nresource "a_b" "c" {\n  dynamic "rule" {\n    for_each = var.some\n    content {}\n  }\n}\n').attr.get('rule') as readonly Plain[] & { readonly open?: boolean }
    assert.ok(rule.open)
  })
})
