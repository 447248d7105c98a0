import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { matchesGlob } from '../../src/languages/terraform/backups'
import { all, type Files } from './world'

const select = (body: string): string => `resource "aws_backup_selection" "s" {\n  name         = "s"\n  plan_id      = "p"\n  iam_role_arn = "r"\n${body}\n}\n`

function answers(files: Files | string): { readonly [name: string]: boolean | 'unknown' } {
  return Object.fromEntries(all('terraform.Resource', files).filter((one) => !one.type.startsWith('aws_backup')).map((one) => [one.name, isUnknown(one.isBackedUp) ? 'unknown' : one.isBackedUp]))
}

describe('What AWS Backup takes in', () => {
  it('is what a selection refers to, through locals and for_each too', () => {
    assert.deepEqual(answers(`locals {\n  stores = [aws_efs_file_system.a.arn]\n}\n${select('  resources = concat(local.stores, [aws_ebs_volume.b.arn])')}
      resource "aws_efs_file_system" "a" {}\nresource "aws_ebs_volume" "b" {}\nresource "aws_ebs_volume" "c" {}\n`), { a: true, b: true, c: false })
  })

  it('is what a pattern of ARNs covers', () => {
    assert.deepEqual(answers(`${select('  resources = ["arn:aws:rds:*:*:db:shop-*", "arn:aws:ec2:*:*:volume/*", "arn:aws:dynamodb:eu-west-1:*:table/*"]')}
      resource "aws_db_instance" "a" {\n  identifier = "shop-orders"\n}\nresource "aws_db_instance" "b" {\n  identifier = "sandbox"\n}\nresource "aws_db_instance" "c" {\n  identifier = var.name\n}
      resource "aws_ebs_volume" "d" {}\nresource "aws_dynamodb_table" "e" {\n  name = "x"\n}\nresource "aws_rds_cluster" "f" {}\nresource "aws_efs_file_system" "g" {}\n`), { a: true, b: false, c: 'unknown', d: true, e: 'unknown', f: false, g: false })
  })

  it('is what has one of the tags and fulfils all conditions', () => {
    const tagged = (name: string, tags: string): string => `resource "aws_ebs_volume" "${name}" {\n  tags = ${tags}\n}\n`
    assert.deepEqual(answers(`${select('  selection_tag {\n    type = "STRINGEQUALS"\n    key = "backup"\n    value = "daily"\n  }\n  condition {\n    string_not_equals {\n      key = "aws:ResourceTag/tier"\n      value = "scratch"\n    }\n  }')}
      ${tagged('a', '{ backup = "daily" }')}${tagged('b', '{ backup = "daily", tier = "scratch" }')}${tagged('c', '{ backup = "weekly" }')}${tagged('d', 'var.tags')}`), { a: true, b: false, c: false, d: 'unknown' })
  })

  it('has the tags of the provider too, and is not what is left out', () => {
    assert.deepEqual(answers(`provider "aws" {\n  default_tags {\n    tags = { backup = "daily" }\n  }\n}\n${select('  resources = ["*"]\n  not_resources = [aws_ebs_volume.b.arn]\n  condition {\n    string_like {\n      key = "aws:ResourceTag/backup"\n      value = "d*y"\n    }\n  }')}
      resource "aws_ebs_volume" "a" {}\nresource "aws_ebs_volume" "b" {}\n`), { a: true, b: false })
  })

  it('is unknown where a selection is an input, stands in another module, or is the organisation’s', () => {
    const volume = 'resource "aws_ebs_volume" "a" {}\n'
    assert.deepEqual(answers(volume), { a: false })
    assert.deepEqual(answers(volume + select('  resources = var.stores')), { a: 'unknown' })
    assert.deepEqual(answers({ 'main.tf': volume, 'other/main.tf': select('  resources = ["*"]') }), { a: 'unknown' })
    assert.deepEqual(answers({ 'main.tf': volume, 'org/main.tf': 'resource "aws_organizations_policy" "backup" {}\n' }), { a: 'unknown' })
    assert.deepEqual(answers(`${volume}module "backup" {\n  source  = "example/backup/aws"\n  version = "1.0.0"\n}\n`), { a: 'unknown' })
  })

  it('is a volume that a lifecycle policy copies, too', () => {
    const backed = (rest: string, tags = '{ Backup = "daily" }'): unknown => { const found = all('terraform.Resource', `resource "aws_ebs_volume" "a" {\n  tags = ${tags}\n}\n${rest}`).find((one) => one.name === 'a')!.isBackedUp; return isUnknown(found) ? '?' : found }
    const selection = (inner: string): string => `variable "x" {}\nresource "aws_backup_selection" "s" {\n  ${inner}\n}\n`
    assert.equal(backed(''), false)
    assert.equal(backed(selection('resources = [aws_ebs_volume.a.arn]')), true)
    assert.equal(backed(selection('resources = ["*"]')), true)
    assert.equal(backed(selection('resources = ["arn:aws:ec2:*:*:volume/*"]')), true)
    assert.equal(backed(selection('resources = ["arn:aws:rds:*:*:db:*"]')), false)
    assert.equal(backed(selection('resources = var.x')), '?')
    assert.equal(backed(selection('selection_tag {\n    type  = "STRINGEQUALS"\n    key   = "Backup"\n    value = "daily"\n  }')), true)
    assert.equal(backed(selection('selection_tag {\n    type  = "STRINGEQUALS"\n    key   = "Backup"\n    value = "weekly"\n  }')), false)
    assert.equal(backed('resource "aws_dlm_lifecycle_policy" "p" {\n  policy_details {\n    target_tags = { Backup = "daily" }\n  }\n}\n'), true)
    assert.equal(backed('module "backup" {\n  source  = "org/backup/aws"\n  version = "1.0.0"\n}\n'), '?')
    assert.equal(backed('resource "aws_dlm_lifecycle_policy" "p" {\n  policy_details {\n    target_tags = { Backup = "weekly" }\n  }\n}\n'), false)
    assert.equal(backed('variable "x" {}\nresource "aws_dlm_lifecycle_policy" "p" {\n  policy_details {\n    target_tags = var.x\n  }\n}\n'), '?')
  })

  it('matches patterns from both ends', () => {
    assert.deepEqual([['a*b', 'ab'], ['a*b', 'axxb'], ['a*b', 'a'], ['ab*ba', 'aba'], ['*', ''], ['a', 'ab'], ['*x*y*', 'axbyc']].map(([pattern, text]) => matchesGlob(pattern!, text!)), [true, true, false, false, true, false, true])
  })
})

describe('Arguments that change by themselves', () => {
  it('call a clock or a die, or read what each release sets anew, through locals too', () => {
    const [bucket] = all('terraform.Resource', 'variable "git_sha" {}\nvariable "name" {}\nlocals {\n  at = timestamp()\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "x-${uuid()}"\n  a = local.at\n  c = var.git_sha\n  d = var.name\n  e = data.aws_ami.base.id\n  f = plantimestamp()\n  lifecycle {\n    ignore_changes = [f]\n  }\n}\n')
    assert.deepEqual([...bucket!.volatile], [['bucket', 'uuid()'], ['a', 'timestamp()'], ['c', 'var.git_sha'], ['e', 'data.aws_ami.base']])
  })
})
