import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { covers, coveredBy } from '../../src/languages/terraform/actions'
import { all, only, under } from './world'
import { processorTime } from '../processor-time'

const policy = (owner: string, statements: string): string => `resource "aws_iam_role_policy" "${owner}" {\n  role = aws_iam_role.r.id\n  policy = jsonencode({ Statement = [${statements}] })\n}\n`
const allow = (actions: string, rest = 'Resource = "*"'): string => `{ Effect = "Allow", Action = ${actions}, ${rest} }`
const role = 'resource "aws_iam_role" "r" {\n  name = "r"\n}\n'

describe('Terraform permissions', () => {
  it('cover actions by wildcards, whatever the case', () => {
    assert.deepEqual(['*', 'iam:*', 'IAM:Pass*', 'iam:P?ssRole', 'iam:PassRole*', 'iam*role'].map((pattern) => covers(pattern, 'iam:PassRole')), [true, true, true, true, true, true])
    assert.deepEqual(['iam:Pass', 'xiam:*', 'iam:?', '', 'iam:PassRole?'].map((pattern) => covers(pattern, 'iam:PassRole')), [false, false, false, false, false])
    const time = processorTime()
    covers('*a'.repeat(200), 'a'.repeat(2000))
    assert.ok(processorTime() - time < 500)
    assert.deepEqual([...coveredBy([], ['s3:*'], ['s3:GetObject', 'iam:PassRole'])], ['iam:PassRole'])
  })

  it('of a role are those of all its policies, inline, attached and by documents', () => {
    const text = role + policy('a', allow('"iam:PassRole"')) + 'data "aws_iam_policy_document" "base" {\n  statement {\n    actions   = ["ec2:RunInstances"]\n    resources = ["*"]\n  }\n}\ndata "aws_iam_policy_document" "d" {\n  source_policy_documents = [data.aws_iam_policy_document.base.json]\n}\nresource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}\nresource "aws_iam_role_policy_attachment" "x" {\n  role       = "r"\n  policy_arn = aws_iam_policy.p.arn\n}\n'
    const made = only('terraform.Permissions', text)
    assert.deepEqual([made.owner.address, ...made.escalations], ['aws_iam_role.r', 'iam:PassRole with ec2:RunInstances'])
    assert.equal(under(text, made.locate('')), 'main.tf: "r"')
    assert.equal(made.locate('').related!.length, 2)
  })

  it('lead nowhere where a condition, a resource, a Deny or a boundary stands before', () => {
    const paths = (text: string): readonly string[] => all('terraform.Permissions', text).flatMap((one) => [...one.escalations, ...one.escalations.open ? ['?'] : []])
    assert.deepEqual(paths(role + policy('a', allow('"iam:PutRolePolicy"'))), ['iam:PutRolePolicy'])
    assert.deepEqual(paths(role + policy('a', allow('"iam:PutRolePolicy"', 'Resource = "arn:aws:iam::1:role/x"'))), [])
    assert.deepEqual(paths(role + policy('a', allow('"iam:PutRolePolicy"', 'Resource = "*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "b" } }'))), [])
    assert.deepEqual(paths(role + policy('a', `${allow('"iam:Put*"')}, { Effect = "Deny", Action = "iam:*", Resource = "*" }`)), [])
    assert.deepEqual(paths(role + policy('a', allow('"iam:*"'))), [])
    assert.deepEqual(paths(role + policy('a', allow('["s3:*", var.more]'))), ['?'])
    assert.deepEqual(paths(role + policy('a', allow('"s3:${var.verb}*"'))), [])
    assert.deepEqual(paths('resource "aws_iam_policy" "b" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "iam:Put*", Resource = "*" }] })\n}\nresource "aws_iam_role" "r" {\n  permissions_boundary = aws_iam_policy.b.arn\n}\n'), [])
  })

  it('of a document that nobody here takes stand for themselves', () => {
    const text = 'data "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["lambda:UpdateFunctionCode"]\n    resources = ["*"]\n  }\n}\n'
    const made = only('terraform.Permissions', text)
    assert.deepEqual([made.owner.address, ...made.escalations, under(text, made.locate(''))], ['data.aws_iam_policy_document.d', 'lambda:UpdateFunctionCode', 'main.tf: "lambda:UpdateFunctionCode"'])
  })
})

describe('Terraform policy documents', () => {
  it('replace statements of the same Sid by those that come later', () => {
    const document = (name: string, body: string): string => `data "aws_iam_policy_document" "${name}" {\n${body}}\n`
    const statement = (sid: string, action: string): string => `  statement {\n    sid       = "${sid}"\n    actions   = ["${action}"]\n    resources = ["*"]\n  }\n`
    const text = document('base', statement('A', 'iam:*') + statement('', 's3:GetObject')) + document('over', statement('A', 's3:PutObject')) + document('d', '  source_policy_documents   = [data.aws_iam_policy_document.base.json]\n  override_policy_documents = [data.aws_iam_policy_document.over.json]\n' + statement('B', 'sqs:*')) + 'resource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}\noutput "o" {\n  value = data.aws_iam_policy_document.d.json\n}\n'
    assert.deepEqual(all('terraform.Policy', text).map((one) => [one.owner.name, one.purpose]), [['base', 'identity'], ['over', 'identity'], ['d', 'identity']])
    const holder = all('terraform.Resource', text).find((one) => one.type === 'aws_iam_policy')!
    assert.deepEqual(holder.statements.map((one) => one.actions[0]).sort(), ['iam:*', 's3:GetObject', 's3:PutObject', 'sqs:*'])
  })

  it('have a length without white space, where the text is known', () => {
    const length = (value: string): unknown => only('terraform.Policy', `variable "x" {}\nresource "aws_iam_policy" "p" {\n  policy = ${value}\n}\n`).length
    assert.equal(length('"{ \\"Statement\\": [] }"'), 16)
    assert.ok(isUnknown(length('var.x')))
  })
})

describe('Terraform resources', () => {
  it('decode arguments that hold JSON or YAML', () => {
    const decoded = (value: string): unknown => only('terraform.Resource', `variable "x" {}\nresource "aws_ssm_document" "d" {\n  content = ${value}\n}\n`).decoded.get('content')
    assert.deepEqual(decoded('"{\\"a\\": 1}"'), new Map([['a', 1]]))
    assert.deepEqual(decoded('<<-Y\n    a:\n      - b\n  Y\n'), new Map([['a', ['b']]]))
    assert.deepEqual(decoded('"a text"'), undefined)
    assert.ok(isUnknown(decoded('var.x')))
  })

  it('find companions by the name of the resource as by its reference', () => {
    const bucket = only('terraform.Resource', { 'main.tf': 'resource "aws_s3_bucket" "b" {\n  bucket = "logs"\n}\n' })
    assert.equal(bucket.companions.has('aws_cloudtrail'), false)
    const [found] = all('terraform.Resource', 'resource "aws_s3_bucket" "b" {\n  bucket = "logs"\n}\nresource "aws_cloudtrail" "t" {\n  s3_bucket_name = "logs"\n}\n')
    assert.equal(found!.companions.get('aws_cloudtrail')!.length, 1)
  })
})
