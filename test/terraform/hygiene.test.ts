import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { unformattedIn } from '../../src/languages/terraform/layout'
import { originOf } from '../../src/languages/terraform/module-address'
import { parseHcl } from '../../src/languages/terraform/hcl/parse'
import { admits, highestMajorOf, isSatisfiable, mayBeSame } from '../../src/languages/terraform/versions'
import { all, only } from './world'

describe('Terraform version constraints', () => {
  it('admit what Terraform takes', () => {
    for (const [constraint, version, expected] of [
      ['~> 6.2', '6.9.1', true], ['~> 6.2', '7.0.0', false], ['~> 6.2', '6.1.9', false], ['~> 1.9.3', '1.9.9', true], ['~> 1.9.3', '1.10.0', false], ['~> 1', '2.0.0', true], ['>= 1, < 2', '1.99.0', true], ['< 2', '2.0.0', false],
      ['> 1.2.3', '1.2.3', false], ['!= 1.2.3', '1.2.3', false], ['!= 1.2.3', '1.2.4', true], ['1.2.3', 'v1.2.3', true], ['no constraint', '1.0.0', true],
    ] as const) assert.equal(admits(constraint, version), expected, `${constraint} ${version}`)
  })

  it('may contradict themselves, overlap and end', () => {
    assert.deepEqual(['>= 2, < 1', '~> 1.2, >= 2', '> 1, < 1.0.2', '= 1.0.0, = 1.0.1', 'x'].map(isSatisfiable), [false, false, true, false, true])
    assert.deepEqual([mayBeSame('4.0.0', '~> 4.0'), mayBeSame('v4.0.0', 'v4.0.1'), mayBeSame('main', 'main'), mayBeSame('main', 'v1.0.0')], [true, false, true, false])
    assert.deepEqual(['~> 3.76', '>= 3', '< 4', '3.76.0', '~> 3.76.1'].map(highestMajorOf), [3, null, 3, 3, 3])
  })
})

describe('Terraform modules', () => {
  it('of a repository are the same by whatever address they are fetched', () => {
    assert.deepEqual(['git::https://github.com/org/Net.git//sub?ref=v1', 'git@github.com:org/net.git', 'github.com/org/net?ref=v2', 'git::ssh://git@github.com/org/net.git'].map(originOf), Array(4).fill('github.com/org/net'))
    assert.deepEqual(['terraform-aws-modules/vpc/aws//modules/x', 'registry.terraform.io/terraform-aws-modules/vpc/aws', './x', '/abs'].map(originOf), ['terraform-aws-modules/vpc/aws', 'terraform-aws-modules/vpc/aws', null, null])
  })

  it('tell what a lock file holds and lacks', () => {
    const files = { 'main.tf': 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      version = "~> 6.2"\n    }\n    time = {\n      source = "hashicorp/time"\n      version = "~> 0.12"\n    }\n  }\n}\n', '.terraform.lock.hcl': 'provider "registry.opentofu.org/hashicorp/aws" {\n  version = "5.9.0"\n  hashes = [\n    "h1:a",\n    "zh:b",\n    "zh:c",\n  ]\n}\n' }
    assert.deepEqual(all('terraform.RequiredProvider', files).map((one) => [one.name, one.lockedVersion, one.isLockAdmitted]), [['aws', '5.9.0', false], ['time', null, true]])
    const locked = only('terraform.LockedProvider', files)
    assert.deepEqual([locked.source, locked.version, locked.platformHashes, locked.archiveHashes], ['hashicorp/aws', '5.9.0', 1, 2])
    const module = only('terraform.Module', files)
    assert.deepEqual([module.isOpenTofu, module.isLockMissing], [true, false])
  })

  it('know which secrets an argument reads, through locals too', () => {
    const text = 'variable "api_token" {\n  sensitive = true\n}\nlocals {\n  url = "https://x/${random_password.p.result}"\n}\nresource "random_password" "p" {}\nresource "aws_ssm_parameter" "plain" {\n  type = "String"\n}\nresource "aws_ssm_parameter" "kept" {\n  type = "SecureString"\n}\ndata "http" "a" {\n  url = local.url\n  request_headers = { a = var.api_token, b = aws_ssm_parameter.plain.value, c = aws_ssm_parameter.kept.value, d = aws_ssm_parameter.kept.name }\n}\n'
    assert.deepEqual([...only('terraform.Data', text).secretsIn].map(([name, all]) => [name, [...all].sort()]).sort(), [['request_headers', ['aws_ssm_parameter.kept.value', 'var.api_token']], ['url', ['random_password.p.result']]])
  })

  it('leave stray files to a repository that is known', () => {
    const found = only('terraform.Module', { 'main.tf': 'variable "x" {}\n' }).strayFiles
    assert.ok(isUnknown(found) || found.length === 0)
  })
})

describe('the layout of Terraform files', () => {
  const first = (text: string): string | null => { const span = unformattedIn({ path: 'main.tf', hcl: parseHcl(text) }); return span && text.slice(span[0] - 2, span[1]) }

  it('is that of terraform fmt', () => {
    for (const text of ['a = 1\n', 'a   = 1\nbcd = 2\n', 'a = 1\n\nbcd = 2\n', 'a = 1\n# c\nbcd = 2\n', 'a = {\n  b = 1\n}\nbcd = 2\n', 'a   = <<E\nx\nE\nbcd = 2\n', 'x {\n  y = f({\n    z = 1\n  })\n}\n', 'l = [\n  1,\n  2,\n]\n', 'a = { b = 1, c = 2 }\n', 'm = {\n  a : 1\n  bcd : 2\n}\n', 'a = "é"\nbcd = 1\n', '']) assert.equal(first(text), null, text)
  })

  it('is wrong where indentation or equals signs are', () => {
    for (const [text, place] of [['ab  = 1\n', '  ='], ['ab = 1\nbcd = 2\n', 'b ='], ['x {\n   y = 1\n}\n', '  y'], ['x {\n\ty = 1\n}\n', '\n\ty'], ['l = [\n    1,\n]\n', '  1'], ['ab =1\n', 'b ='], ['ab = <<E\nx\nE\nbcd = 2\n', 'b =']] as const) assert.equal(first(text), place, text)
  })
})
