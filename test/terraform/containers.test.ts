import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { all, only, rule, shown, under, workspace } from './world'

const task = (definitions: string): string => `resource "aws_ecs_task_definition" "t" {\n  family = "t"\n  container_definitions = ${definitions}\n}\n`

describe('containers of task definitions', () => {
  it('are read from jsonencode, a heredoc, a file and a template', () => {
    const json = '[{ "name": "web", "image": "shop:1", "privileged": true, "environment": [{ "name": "DB_PASSWORD", "value": "x" }] }]'
    const ways = {
      encoded: { 'main.tf': task('jsonencode([{ name = "web", image = "shop:1", privileged = true, environment = [{ name = "DB_PASSWORD", value = "x" }] }])') },
      heredoc: { 'main.tf': task(`<<-JSON\n    ${json}\n  JSON`) },
      file: { 'main.tf': task('file("${path.module}/web.json")'), 'web.json': json },
      template: { 'main.tf': task('templatefile("web.tpl", { image = "shop:1" })'), 'web.tpl': json.replace('shop:1', '${image}') },
      capitals: { 'main.tf': task('jsonencode([{ Name = "web", Image = "shop:1", Privileged = true, Environment = [{ Name = "DB_PASSWORD", Value = "x" }] }])') },
    }
    for (const [way, files] of Object.entries(ways)) {
      const container = only('terraform.Container', files)
      assert.deepEqual([container.name, container.image, container.isPrivileged, container.hasReadonlyRoot, container.logDriver, container.user], ['web', 'shop:1', true, false, null, null], way)
      assert.deepEqual(container.environment.map((one) => [one.name, one.value, one.isSecretName]), [['DB_PASSWORD', 'x', true]], way)
      assert.equal(container.owner.containers.length, 1, way)
    }
  })

  it('are open where they cannot be read, and unknown where a part is', () => {
    const variable = 'variable "x" {}\n'
    assert.equal(only('terraform.Resource', { 'main.tf': variable + task('var.x') }).containers.open, true)
    const container = only('terraform.Container', { 'main.tf': variable + task('jsonencode([{ name = "web", image = var.x, privileged = var.x }])') })
    assert.ok(isUnknown(container.image) && isUnknown(container.isPrivileged) && isUnknown(container.isLatest))
  })

  it('say which image is whatever was pushed last', () => {
    const latest = (image: string): unknown => only('terraform.Container', { 'main.tf': 'variable "r" {}\n' + task(`jsonencode([{ name = "web", image = ${image} }])`) }).isLatest
    assert.deepEqual(['"shop"', '"shop:latest"', '"host:5000/shop"', '"${var.r}/shop:latest"'].map(latest), [true, true, true, true])
    assert.deepEqual(['"shop:1.2"', '"shop@sha256:0a1b"', '"shop:latest@sha256:0a1b"', '"${var.r}:v3"'].map(latest), [false, false, false, false])
  })

  it('of Batch jobs are read too, and are found where they are written', () => {
    const files = { 'main.tf': 'locals {\n  job = { image = "resize:1", privileged = true }\n}\nresource "aws_batch_job_definition" "j" {\n  name = "j"\n  container_properties = jsonencode(local.job)\n}\n' }
    const made = workspace(files, [rule('terraform.Container', function* (fact) { if (fact.isPrivileged === true) yield { at: 'privileged', message: 'Privileged.' } })])
    const found = made.findings('main.tf')
    assert.deepEqual(shown(files, found), ['main.tf: true: Privileged.'])
    assert.deepEqual(found[0]!.related.map((one) => `${under(files, one)}: ${one.message}`), ['main.tf: jsonencode(local.job): Used here by aws_batch_job_definition.j.'])
  })
})

describe('resources', () => {
  it('take "true" for a flag, and text in tags and values for text', () => {
    const { attr } = only('terraform.Resource', { 'main.tf': 'resource "aws_x" "x" {\n  encrypted = "true"\n  value = "true"\n  tags = { keep = "true" }\n  ebs {\n    encrypted = "false"\n  }\n  setting {\n    value = "true"\n  }\n}\n' })
    const inner = (name: string): unknown => (attr.get(name) as unknown as readonly Map<string, unknown>[])[0]
    assert.deepEqual([attr.get('encrypted'), attr.get('value')], [true, 'true'])
    assert.deepEqual([(attr.get('tags') as unknown as Map<string, unknown>).get('keep'), (inner('ebs') as Map<string, unknown>).get('encrypted'), (inner('setting') as Map<string, unknown>).get('value')], ['true', false, 'true'])
  })

  it('know what their role allows, through attachments and documents', () => {
    const statements = 'data "aws_iam_policy_document" "d" {\n  statement {\n    actions = ["*"]\n    resources = ["*"]\n  }\n}\nresource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}\nresource "aws_iam_role" "r" {\n  assume_role_policy = "{}"\n}\nresource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.r.name\n  policy_arn = aws_iam_policy.p.arn\n}\n'
    const found = all('terraform.Resource', { 'main.tf': `${statements}resource "aws_lambda_function" "f" {\n  role = aws_iam_role.r.arn\n}\nresource "aws_iam_instance_profile" "i" {\n  role = aws_iam_role.r.name\n}\nresource "aws_instance" "m" {\n  iam_instance_profile = aws_iam_instance_profile.i.name\n}\n` })
    for (const type of ['aws_lambda_function', 'aws_instance']) assert.deepEqual(found.find((one) => one.type === type)!.roleStatements.map((one) => one.allowsAllActions), [true], type)
  })
})
