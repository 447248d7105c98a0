import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { readCertificate } from '../../src/languages/terraform/certificate'
import { covers, isPrivateRange, parseRange } from '../../src/languages/terraform/cidr'
import { all, changed, only } from './world'

describe('Terraform networks', () => {
  it('know ranges within ranges and private ones', () => {
    const range = (text: string) => parseRange(text)!
    assert.ok(covers(range('10.0.0.0/8'), range('10.20.0.0/16')))
    assert.ok(!covers(range('10.20.0.0/16'), range('10.0.0.0/8')))
    assert.ok(!covers(range('::/0'), range('10.0.0.0/8')))
    assert.deepEqual(['10.0.0.0/8', '172.31.0.0/16', '172.32.0.0/16', '8.0.0.0/5', '100.64.1.0/24', 'fd00::/8', '2001:db8::/32', '0.0.0.0/0'].filter((text) => isPrivateRange(range(text))), ['10.0.0.0/8', '172.31.0.0/16', '100.64.1.0/24', 'fd00::/8'])
  })

  it('tell the ranges of a rule that can be read', () => {
    const { networks } = only('terraform.NetworkRule', 'variable "x" {}\nresource "aws_security_group_rule" "a" {\n  type        = "ingress"\n  cidr_blocks = ["10.0.0.0/8", var.x, "0.0.0.0/0"]\n}\n')
    assert.deepEqual(networks.map((one) => ({ ...one })), [{ cidr: '10.0.0.0/8', prefix: 8, isIPv6: false, isPrivate: true }, { cidr: '0.0.0.0/0', prefix: 0, isIPv6: false, isPrivate: false }])
    assert.equal(networks.open, true)
  })

  it('find the group of a rule', () => {
    const [rule] = all('terraform.NetworkRule', 'resource "aws_security_group" "web" {}\nresource "aws_vpc_security_group_ingress_rule" "a" {\n  security_group_id = aws_security_group.web.id\n}\n')
    assert.equal(rule!.groupResource?.address, 'aws_security_group.web')
  })

  const acl = (deny: string): string => `variable "n" {}
resource "aws_network_acl" "web" {}
resource "aws_network_acl_rule" "allow" {
  network_acl_id = aws_network_acl.web.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}
resource "aws_network_acl_rule" "deny" {
  network_acl_id = aws_network_acl.web.id
  rule_action    = "deny"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 23
  cidr_block     = "0.0.0.0/0"
${deny}
}
`
  const denied = (deny: string): unknown => { const { deniedPorts } = all('terraform.NetworkRule', acl(deny))[0]!; return [deniedPorts.map((one) => `${one.fromPort}-${one.toPort}`).join(), deniedPorts.open ?? false] }

  it('see what an earlier rule of the same network ACL denies', () => {
    assert.deepEqual(denied('  rule_number = 90'), ['22-23', false])
    assert.deepEqual(denied('  rule_number = 110'), ['', false])
    assert.deepEqual(denied('  rule_number = 90\n  egress = true'), ['', false])
    assert.deepEqual(denied('  rule_number = var.n'), ['', true])
  })

  it('read the routes of tables and single ones', () => {
    const table = only('terraform.Resource', `variable "to" {}
resource "aws_route_table" "a" {
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.out[0].id
  }
  route {
    ipv6_cidr_block = var.to
    gateway_id      = var.to
  }
  route {
    cidr_block  = "10.0.0.0/8"
    instance_id = null
  }
}
`)
    assert.deepEqual(table.routes.map((one) => [one.path, [...one.targets], one.targets.open ?? false, [...one.ranges], isUnknown(one.isDefault) ? '?' : one.isDefault]), [
      ['route[0]', ['nat_gateway_id'], false, ['cidr_block'], true],
      ['route[1]', [], true, ['ipv6_cidr_block'], '?'],
      ['route[2]', [], false, ['cidr_block'], false],
    ])
    const route = only('terraform.Resource', 'resource "aws_route" "a" {\n  destination_cidr_block = "0.0.0.0/0"\n  gateway_id = "igw-1"\n  nat_gateway_id = ""\n}\n')
    assert.deepEqual(route.routes.map((one) => [one.path, [...one.targets], one.isDefault]), [['', ['gateway_id'], true]])
  })

  it('know what a resource refers to, through locals too', () => {
    const [, subnet] = all('terraform.Resource', 'resource "aws_vpc" "a" {}\nresource "aws_subnet" "a" {\n  vpc_id = local.vpc\n}\nlocals {\n  vpc = aws_vpc.a.id\n}\n')
    assert.deepEqual([...subnet!.linked].map(([type, found]) => [type, found.map((one) => one.address)]), [['aws_vpc', ['aws_vpc.a']]])
  })

  it('take a companion that has the same name as text', () => {
    const [stage] = all('terraform.Resource', 'resource "aws_api_gateway_stage" "a" {\n  stage_name = "live"\n}\nresource "aws_api_gateway_method_settings" "a" {\n  stage_name = "live"\n}\nresource "aws_api_gateway_method_settings" "b" {\n  stage_name = "test"\n}\n')
    assert.deepEqual(stage!.companions.get('aws_api_gateway_method_settings')?.map((one) => one.name), ['a'])
  })

  it('do not read what is no certificate', () => {
    for (const text of ['', 'x', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----', '-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----', '-----BEGIN CERTIFICATE-----\nMIIB////\n-----END CERTIFICATE-----', '-----BEGIN CERTIFICATE-----\nMAAwADAA\n-----END CERTIFICATE-----']) assert.equal(readCertificate(text), null)
  })

  it('write a reference within a new block as it is', () => {
    assert.equal(changed('terraform.Resource', 'resource "aws_api_gateway_stage" "a" {\n  stage_name = "live"\n}\n', { kind: 'set', path: 'access_log_settings{}', value: { destination_arn: { raw: 'aws_cloudwatch_log_group.a.arn' } } as never }),
      'resource "aws_api_gateway_stage" "a" {\n  stage_name = "live"\n\n  access_log_settings {\n    destination_arn = aws_cloudwatch_log_group.a.arn\n  }\n}\n')
  })
})
