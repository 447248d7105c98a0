import assert from 'node:assert/strict'
import { language } from '../../src/languages/terraform/language'
import { builtInLibrary } from '../../src/node/library'
import { linter } from '../../src/workspace/linter'

const library = builtInLibrary()

/** The rules that are reported of a file, of those that matter here. */
async function found(text: string, ...rules: readonly string[]): Promise<readonly string[]> {
  const findings = await linter({ languages: [language], library, level: 'all' }).lint([{ path: 'main.tf', text }], { fixes: false })
  return findings.map((one) => one.rule.replace('terraform/', '')).filter((rule) => rules.includes(rule))
}

const database = (above: string, inside = '', beside = ''): string => `${above}resource "aws_db_instance" "shop" {\n${inside}  engine = "postgres"\n  storage_encrypted = false${beside}\n  username = "shop"\n}\n`
const other = 'resource "aws_db_instance" "blog" {\n  storage_encrypted = false\n}\n'

describe('Comments of the peers in Terraform', () => {
  it('of checkov within a resource cover all of it, with or without a reason, and nothing else', async () => {
    assert.deepEqual(await found(database(''), 'aws-rds-unencrypted'), ['aws-rds-unencrypted'])
    for (const comment of ['  #checkov:skip=CKV_AWS_16:a copy of public data\n', '  # checkov:skip=CKV_AWS_16\n', '  # bridgecrew:skip=CKV_AWS_16: why\n', '  /* checkov:skip=CKV_AWS_17,CKV_AWS_16:why */\n']) assert.deepEqual(await found(database('', comment) + other, 'aws-rds-unencrypted'), ['aws-rds-unencrypted'], comment)
    assert.deepEqual(await found(database('', '  #checkov:skip=CKV_AWS_17:another\n'), 'aws-rds-unencrypted'), ['aws-rds-unencrypted'])
  })

  it('of checkov stand as deep as they like, and in other blocks', async () => {
    const text = 'module "network" {\n  source = "git::https://git.example.com/network.git"\n  # checkov:skip=CKV_TF_2:ours\n}\nprovider "aws" {\n  access_key = "AKIAZ7Q4MNR2TBX5WLKD"\n  # checkov:skip=CKV_AWS_41:an emulator\n}\n'
    assert.deepEqual(await found(text, 'unpinned-module-source', 'provider-hardcoded-credentials'), [])
    const group = 'resource "aws_security_group" "bastion" {\n  ingress {\n    # checkov:skip=CKV_AWS_24:the office\n    from_port   = 22\n    to_port     = 22\n    protocol    = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n'
    assert.deepEqual(await found(group, 'aws-sg-open-admin-port'), [])
    assert.deepEqual(await found(group.replace('checkov', 'x'), 'aws-sg-open-admin-port'), ['aws-sg-open-admin-port'])
  })

  it('of trivy and tfsec stand above the block, above the argument or beside it', async () => {
    for (const id of ['tfsec:ignore:aws-rds-encrypt-instance-storage-data', 'trivy:ignore:AVD-AWS-0080', 'trivy:ignore:AWS-0080', 'tfsec:ignore:AVD-AWS-0080', 'trivy:ignore:*', 'trivy:ignore:AWS-0001 trivy:ignore:AWS-0080']) {
      assert.deepEqual(await found(database(`#${id}\n`) + other, 'aws-rds-unencrypted'), ['aws-rds-unencrypted'], id)
      assert.deepEqual(await found(database('', '', ` # ${id}`), 'aws-rds-unencrypted'), [], id)
      assert.deepEqual(await found(database('').replace('  storage_encrypted', `  # ${id}\n  storage_encrypted`), 'aws-rds-unencrypted'), [], id)
    }
    assert.deepEqual(await found(database('#trivy:ignore:AWS-0177\n'), 'aws-rds-unencrypted'), ['aws-rds-unencrypted'])
  })

  it('of tflint cover one line, the one below or the file', async () => {
    const variable = 'variable "size" {\n  default = 1\n}\n'
    assert.deepEqual(await found(variable, 'missing-variable-type', 'unused-variable'), ['missing-variable-type', 'unused-variable'])
    assert.deepEqual(await found(`# tflint-ignore: terraform_typed_variables, terraform_unused_declarations\n${variable}`, 'missing-variable-type', 'unused-variable'), [])
    assert.deepEqual(await found(variable.replace('{', '{ # tflint-ignore: terraform_typed_variables'), 'missing-variable-type', 'unused-variable'), ['unused-variable'])
    assert.deepEqual(await found(`# tflint-ignore-file: terraform_unused_declarations\n${variable}${variable.replace('size', 'count_of')}`, 'unused-variable'), [])
    assert.deepEqual(await found('output "first" {\n  value = [1].0 # tflint-ignore: terraform_deprecated_index\n}\n', 'deprecated-index'), [])
    assert.deepEqual(await found(`# tflint-ignore: all\n${variable}`, 'missing-variable-type', 'unused-variable'), [])
  })

  it('of KICS cover the line below, the block or the file', async () => {
    assert.deepEqual(await found(database('').replace('  storage_encrypted', '  # kics-scan ignore-line\n  storage_encrypted'), 'aws-rds-unencrypted'), [])
    assert.deepEqual(await found(database('').replace('  username', '  # kics-scan ignore-line\n  username'), 'aws-rds-unencrypted'), ['aws-rds-unencrypted'])
    assert.deepEqual(await found(database('# kics-scan ignore-block\n') + other, 'aws-rds-unencrypted'), ['aws-rds-unencrypted'])
    assert.deepEqual(await found(`# kics-scan disable=db_instance_storage_not_encrypted\n${database('')}${other}`, 'aws-rds-unencrypted'), [])
    assert.deepEqual(await found(`# kics-scan disable=08bd0760-8752-44e1-9779-7bb369b2b4e4,fc5109bf-01fd-49fb-8bde-4492b543c34a\n${database('')}variable "x" {}\n`, 'aws-rds-unencrypted', 'missing-variable-type'), [])
    assert.deepEqual(await found(`# kics-scan ignore\n${database('')}${other}`, 'aws-rds-unencrypted'), [])
  })
})
