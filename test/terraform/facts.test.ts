import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'
import { all, changed, factsOf, only, rule, shown, under, workspace, type Files } from './world'

const publicAcl = rule('terraform.Resource', function* (fact) {
  const acl = fact.attr.get('acl')
  if (acl === 'public-read') yield { at: 'acl', message: `Bucket '${fact.name}' is public.` }
})

describe('Terraform modules', () => {
  it('are judged once for each call, and the finding names the call and stands at its argument', () => {
    const files: Files = {
      'modules/bucket/main.tf': 'variable "acl" {}\nresource "aws_s3_bucket" "b" {\n  acl = var.acl\n}\n',
      'main.tf': 'module "good" {\n  source = "./modules/bucket"\n  acl    = "private"\n}\nmodule "bad" {\n  source = "./modules/bucket"\n  acl    = "public-read"\n}\n',
    }
    const made = workspace(files, [publicAcl])
    assert.deepEqual(made.findings('modules/bucket/main.tf'), [])
    assert.deepEqual(shown(files, made.findings('main.tf')), [`main.tf: "public-read": Bucket 'b' is public (in module.bad).`])
    assert.deepEqual(made.findings('main.tf')[0]!.related.map((one) => `${under(files, one)}: ${one.message}`), [`modules/bucket/main.tf: var.acl: Used here as 'acl' of aws_s3_bucket.b.`])
  })

  it('are judged by the values of their callers, callers of callers included, and their own defaults', () => {
    const files: Files = {
      'main.tf': 'module "outer" {\n  source = "./outer"\n  level  = "public"\n}\n',
      'outer/main.tf': 'variable "level" {}\nmodule "inner" {\n  source = "../inner"\n  acl    = "${var.level}-read"\n}\n',
      'inner/main.tf': 'variable "acl" {}\nvariable "other" { default = "public-read" }\nresource "aws_s3_bucket" "a" {\n  acl = var.acl\n}\nresource "aws_s3_bucket" "b" {\n  acl = var.other\n}\n',
    }
    const made = workspace(files, [publicAcl])
    assert.deepEqual(shown(files, made.findings('outer/main.tf')), [`outer/main.tf: "\${var.level}-read": Bucket 'a' is public.`])
    assert.deepEqual(shown(files, made.findings('inner/main.tf')), [`inner/main.tf: "public-read": Bucket 'b' is public.`])
  })

  it('are not judged by examples and tests', () => {
    const files: Files = { 'main.tf': 'variable "acl" {}\nresource "aws_s3_bucket" "b" {\n  acl = var.acl\n}\n', 'examples/simple/main.tf': 'module "b" {\n  source = "../.."\n  acl = "public-read"\n}\n' }
    const made = workspace(files, [publicAcl])
    assert.deepEqual([...made.findings('main.tf'), ...made.findings('examples/simple/main.tf')], [])
    assert.equal(only('terraform.Module', files).isRoot, true)
  })

  it('that call each other come to an end', () => {
    const files: Files = { 'a/main.tf': 'module "b" {\n  source = "../b"\n}\n', 'b/main.tf': 'module "a" {\n  source = "../a"\n}\nmodule "self" {\n  source = "./"\n}\n' }
    assert.ok(factsOf(files).length && factsOf(files, 'b/main.tf').length)
  })

  it('get the outputs of modules they call', () => {
    const files: Files = {
      'main.tf': 'module "net" {\n  source = "./net"\n  base   = "10.0.0.0/8"\n}\nlocals {\n  cidr = module.net.cidr\n  none = module.net.nothing\n  far  = module.far.x\n}\nmodule "far" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n',
      'net/main.tf': 'variable "base" {}\noutput "cidr" {\n  value = cidrsubnet(var.base, 8, 1)\n}\n',
    }
    const [cidr, none, far] = all('terraform.Local', files)
    assert.equal(cidr!.value, '10.1.0.0/16')
    assert.ok(isUnknown(none!.value) && isUnknown(far!.value))
  })

  it('of a root are looked at once for each file of variables', () => {
    const files: Files = {
      'main.tf': 'variable "acl" { default = "private" }\nresource "aws_s3_bucket" "b" {\n  acl = var.acl\n}\n',
      'prod.tfvars': 'acl = "private"\n', 'dev.tfvars': 'acl = "public-read"\n',
    }
    const made = workspace(files, [publicAcl])
    assert.deepEqual(shown(files, made.findings('dev.tfvars')), [`dev.tfvars: "public-read": Bucket 'b' is public (in dev.tfvars).`])
    assert.deepEqual(workspace(files, [publicAcl], { 'terraform.tfvars': ['prod.tfvars'] }).findings('dev.tfvars'), [])
    const always: Files = { ...files, 'terraform.tfvars': 'acl = "private"\n', 'z.auto.tfvars': 'acl = "public-read"\n', 'prod.tfvars': '# none\n' }
    assert.deepEqual(shown(always, workspace(always, [publicAcl]).findings('z.auto.tfvars')), [`z.auto.tfvars: "public-read": Bucket 'b' is public (in prod.tfvars).`])
    const below: Files = { 'main.tf': files['main.tf']!, 'env/prod.tfvars': 'acl = "public-read"\n' }
    assert.equal(workspace(below, [publicAcl]).findings('env/prod.tfvars').length, 1)
  })

  it('stay silent about variables while the workspace is not read', () => {
    const made = workspace({}, [publicAcl])
    void made
    const fresh = new (made.constructor as new (options: unknown) => typeof made)((made as unknown as { options: unknown }).options)
    fresh.set('main.tf', 'variable "acl" { default = "public-read" }\nresource "aws_s3_bucket" "b" {\n  acl = var.acl\n}\n')
    fresh.refreshNow()
    assert.equal(fresh.findings('main.tf').length, 0)
    fresh.finishIndexing()
    fresh.refreshNow()
    assert.equal(fresh.findings('main.tf').length, 1)
  })

  it('are checked again when a caller changes, and nothing else is', () => {
    const files: Files = {
      'mod/main.tf': 'variable "acl" {}\nresource "aws_s3_bucket" "b" {\n  acl = var.acl\n}\n', 'other/main.tf': 'locals {\n  a = 1\n}\n',
      'main.tf': 'module "m" {\n  source = "./mod"\n  acl    = "private"\n}\n',
    }
    const made = workspace(files, [publicAcl])
    made.set('main.tf', files['main.tf']!.replace('private', 'public-read'))
    assert.deepEqual([...made.refreshNow().checked].sort(), ['terraform:', 'terraform:mod'])
    assert.equal(made.findings('main.tf').length, 1)
    made.set('other/main.tf', 'locals {\n  a = 2\n}\n')
    assert.deepEqual(made.refreshNow().checked, ['terraform:other'])
    made.set('second/main.tf', 'module "n" {\n  source = "../mod"\n  acl = "public-read"\n}\n')
    made.refreshNow()
    assert.match(made.findings('second/main.tf')[0]!.message, /module\.n/)
    made.set('mod/main.tf', files['mod/main.tf']!.replace('acl = var.acl', 'acl = "private"'))
    made.refreshNow()
    assert.deepEqual([...made.findings('main.tf'), ...made.findings('second/main.tf')], [])
  })

  it('claim their files and leave others alone', () => {
    const made = workspace({ 'a/main.tf': '', 'a/x.tf.json': '{}', 'a/y.tofu': '', 'a/z.tfvars': '', 'a/.terraform.lock.hcl': '', 'a/terragrunt.hcl': '', 'a/.terraform/modules/m/main.tf': '', 'a/b.json': '{}' })
    assert.deepEqual([...made.claimedPaths()].sort(), ['a/.terraform.lock.hcl', 'a/main.tf', 'a/x.tf.json', 'a/y.tofu', 'a/z.tfvars'])
    assert.deepEqual(made.claimOf('a/z.tfvars')?.scopes, ['a'])
  })

  it('show what versions, backend and lock file say', () => {
    const files: Files = {
      'main.tf': 'terraform {\n  required_version = ">= 1.10.2, < 2.0"\n  backend "s3" {\n    bucket = "b"\n    encrypt = true\n  }\n  required_providers {\n    aws = {\n      source  = "registry.terraform.io/hashicorp/aws"\n      version = "~> 5.0"\n    }\n    old = "1.0"\n  }\n}\nprovider "aws" {\n  region = "eu-west-1"\n}\nresource "random_id" "x" {}\nresource "aws_vpc" "v" {}\n',
      '.terraform.lock.hcl': 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "6.2.0"\n}\n',
    }
    const module = only('terraform.Module', files)
    assert.deepEqual([module.requiredVersion, module.minimumVersion, module.hasLockFile, module.lockedProviders.get('hashicorp/aws'), module.configuresProvider, module.isRoot], ['>= 1.10.2, < 2.0', 1010002, true, '6.2.0', true, true])
    assert.deepEqual([module.backend!.type, module.backend!.attr.get('encrypt')], ['s3', true])
    assert.deepEqual(module.requiredProviders.map((one) => [one.name, one.source, one.version, one.isDeclared, one.isUsed, one.isBounded, one.isLegacy]), [['aws', 'hashicorp/aws', '~> 5.0', true, true, true, false], ['old', null, '1.0', true, false, true, true], ['random', null, null, false, true, false, false]])
    assert.equal(all('terraform.Resource', files).find((one) => one.type === 'aws_vpc')!.providerVersion, 6002000)
  })
})

describe('Terraform resources', () => {
  it('expand dynamic blocks whose content is known and leave others open', () => {
    const text = 'variable "more" {}\nresource "aws_security_group" "a" {\n  ingress {\n    from_port = 1\n  }\n  dynamic "ingress" {\n    for_each = [22, 80]\n    iterator = it\n    content {\n      from_port = it.value\n    }\n  }\n  dynamic "egress" {\n    for_each = var.more\n    content {\n      from_port = egress.value\n      protocol  = "tcp"\n    }\n  }\n  dynamic "timeouts" {\n    for_each = []\n    content {}\n  }\n}\n'
    const { attr } = only('terraform.Resource', text)
    assert.deepEqual((attr.get('ingress') as unknown as Map<string, unknown>[]).map((block) => block.get('from_port')), [1, 22, 80])
    const egress = attr.get('egress') as unknown as Map<string, unknown>[] & { open?: boolean }
    assert.deepEqual([egress.open, isUnknown(egress[0]!.get('from_port')), egress[0]!.get('protocol')], [true, true, 'tcp'])
    assert.equal(attr.get('timeouts'), undefined)
  })

  it('are one fact for each instance that differs, none at count 0, and one where nobody knows', () => {
    const count = (text: string): number => all('terraform.Resource', `variable "x" {}\nresource "aws_s3_bucket" "b" {\n${text}\n}\n`).length
    assert.deepEqual(['', 'count = 3', 'count = 0', 'count = false ? 1 : 0', 'count = var.x', 'count = 3\nbucket = "b${count.index}"', 'for_each = toset(["a", "b"])\nbucket = each.key', 'for_each = {}', 'for_each = var.x\nbucket = each.key', 'count = 1000'].map(count), [1, 1, 0, 0, 1, 3, 2, 0, 1, 1])
  })

  it('report what is wrong with several instances once, where the bad value is written', () => {
    const files: Files = { 'main.tf': 'resource "aws_s3_bucket" "b" {\n  for_each = { a = "private", b = "public-read", c = "public-read" }\n  bucket   = each.key\n  acl      = each.value\n}\n' }
    assert.deepEqual(workspace(files, [publicAcl]).findings('main.tf').map((one) => files['main.tf']!.slice(...one.span)), ['"public-read"', '"public-read"'])
    const same: Files = { 'main.tf': 'resource "aws_s3_bucket" "b" {\n  count  = 3\n  bucket = "b${count.index}"\n  acl    = "public-read"\n}\n' }
    assert.equal(workspace(same, [publicAcl]).findings('main.tf').length, 1)
  })

  it('are no companions of one whose name is the same text when they refer to another', () => {
    const buckets = all('terraform.Resource', 'resource "aws_s3_bucket" "a" {\n  bucket = "same"\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "same"\n}\nresource "aws_s3_bucket_versioning" "b" {\n  bucket = aws_s3_bucket.b.id\n}\n')
    assert.deepEqual(buckets.filter((one) => one.type === 'aws_s3_bucket').map((one) => one.companions.get('aws_s3_bucket_versioning')?.length ?? 0), [0, 1])
  })

  it('take configuration_aliases for names', () => {
    assert.deepEqual(all('terraform.Reference', 'terraform {\n  required_providers {\n    aws = {\n      source                = "hashicorp/aws"\n      configuration_aliases = [aws.west]\n    }\n  }\n}\n'), [])
  })

  it('use a provider when a block or a called module does', () => {
    const used = (rest: string, more: Files = {}): unknown => all('terraform.RequiredProvider', { 'main.tf': `terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n${rest}`, ...more })[0]!.isUsed
    assert.equal(used(''), false)
    assert.equal(used('resource "aws_vpc" "a" {\n  count = 0\n}\n'), true)
    assert.equal(used('module "a" {\n  source = "./a"\n}\n', { 'a/main.tf': 'resource "aws_vpc" "a" {}\n' }), true)
    assert.ok(isUnknown(used('module "a" {\n  source  = "org/a/aws"\n  version = "1.0.0"\n}\n')))
  })

  it('open every port with -1 and narrow nothing by a principal of any account', () => {
    assert.equal(only('terraform.NetworkRule', 'resource "aws_security_group_rule" "a" {\n  type      = "ingress"\n  from_port = -1\n  to_port   = -1\n  protocol  = "tcp"\n}\n').isAllPorts, true)
    assert.equal(only('terraform.Statement', 'resource "aws_s3_bucket_policy" "a" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*", Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*" } } }] })\n}\n').isNarrowed, false)
  })

  it('know their companions by reference, by name, through locals and each', () => {
    const companions = (rest: string): string => {
      const made = only('terraform.Resource', `resource "aws_s3_bucket" "a" {\n  bucket = "named"\n}\nresource "aws_s3_bucket" "other" {}\nvariable "x" {}\nlocals {\n  id = aws_s3_bucket.a.id\n  all = { a = aws_s3_bucket.a.id }\n}\n${rest}`).companions
      return `${[...made].map(([type, list]) => `${type.slice(14)}:${list.length}${list.open ? '…' : ''}`).join()}${made.open ? '…' : ''}`
    }
    const versioning = (bucket: string, more = ''): string => `resource "aws_s3_bucket_versioning" "v" {\n${more}\n  bucket = ${bucket}\n}\n`
    assert.equal(companions(versioning('aws_s3_bucket.a.id')), 'versioning:1')
    assert.equal(companions(versioning('local.id')), 'versioning:1')
    assert.equal(companions(versioning('"named"')), 'versioning:1')
    assert.equal(companions(versioning('each.value', '  for_each = local.all')), 'versioning:1')
    assert.equal(companions(versioning('aws_s3_bucket.other.id')), '')
    assert.equal(companions(versioning('"another"')), '')
    assert.equal(companions(versioning('var.x')), 'versioning:0…')
    assert.equal(companions('resource "aws_s3_bucket_logging" "l" {\n  bucket        = aws_s3_bucket.other.id\n  target_bucket = aws_s3_bucket.a.id\n}\n'), '')
    assert.equal(companions('module "m" {\n  source = "./m"\n  bucket = aws_s3_bucket.a.id\n}\n'), '…')
  })

  it('know their companions by each, index and splat, one instance apart from the other', () => {
    const of = (text: string, type = 'aws_s3_bucket_versioning'): readonly (string | null)[] => all('terraform.Resource', text).filter((one) => one.type === 'aws_s3_bucket').map((one) => { const found = one.companions.get(type); return found ? found.map((other) => String((other.attr.get('versioning_configuration') as unknown as Map<string, unknown>[] | undefined)?.[0]?.get('status') ?? 'x')).join() + (found.open ? '…' : '') : one.companions.open ? '…' : null })
    const two = 'resource "aws_s3_bucket" "b" {\n  for_each = toset(["x", "y"])\n  bucket   = "shop-${each.key}"\n}\n', many = 'resource "aws_s3_bucket" "b" {\n  count  = 2\n  bucket = "shop-${count.index}"\n}\n'
    const versioning = (bucket: string, more: string, status = '"Enabled"'): string => `resource "aws_s3_bucket_versioning" "v" {\n  ${more}\n  bucket = ${bucket}\n  versioning_configuration {\n    status = ${status}\n  }\n}\n`
    assert.deepEqual(of(two + versioning('aws_s3_bucket.b[each.key].id', 'for_each = { x = "Enabled", y = "Suspended" }', 'each.value')), ['Enabled', 'Suspended'])
    assert.deepEqual(of(two + versioning('aws_s3_bucket.b[each.key].id', 'for_each = toset(["x", "y"])')), ['Enabled', 'Enabled'])
    assert.deepEqual(of(two + versioning('aws_s3_bucket.b["x"].id', '')), ['Enabled', null])
    assert.deepEqual(of(two + versioning('each.value.id', 'for_each = aws_s3_bucket.b')), ['Enabled', 'Enabled'])
    assert.deepEqual(of(many + versioning('aws_s3_bucket.b[1].id', '')), [null, 'Enabled'])
    assert.deepEqual(of(many + versioning('aws_s3_bucket.b[count.index].id', 'count = 2')), ['Enabled', 'Enabled'])
    assert.deepEqual(of(many + versioning('each.value', 'for_each = toset(aws_s3_bucket.b[*].id)')), ['Enabled', 'Enabled'])
    assert.deepEqual(of(many + 'variable "i" {}\n' + versioning('aws_s3_bucket.b[var.i].id', '')), ['Enabled', 'Enabled'])
    const pair = 'resource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket" "b" {}\n'
    assert.deepEqual(of(pair + versioning('each.value.id', 'for_each = { a = { id = aws_s3_bucket.a.id, status = "Suspended" }, b = { id = aws_s3_bucket.b.id, status = "Enabled" } }', 'each.value.status')), ['Suspended', 'Enabled'])
    assert.deepEqual(of(pair + versioning('each.value', 'for_each = { a = aws_s3_bucket.a.id }')), ['Enabled', null])
    assert.deepEqual(of(pair + 'variable "n" {}\n' + versioning('each.value', 'for_each = var.n')), ['…', '…'])
  })

  it('know their companions by the same unknown name, and those that a module hands back', () => {
    const of = (files: Files): readonly unknown[] => all('terraform.Resource', files).filter((one) => one.type === 'aws_s3_bucket').map((one) => { const found = one.companions.get('aws_s3_bucket_versioning'); return found?.length ?? (found?.open ? '…' : 0) })
    assert.deepEqual(of({ 'main.tf': 'variable "a" {}\nvariable "b" {}\nlocals {\n  name = var.a\n}\nresource "aws_s3_bucket" "a" {\n  bucket = local.name\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "${var.b}-logs"\n}\nresource "aws_s3_bucket" "c" {}\nresource "aws_s3_bucket_versioning" "a" {\n  bucket = var.a\n}\nresource "aws_s3_bucket_versioning" "b" {\n  bucket = "${var.b}-logs"\n}\n' }), [1, 1, 0])
    const other = { 'other/main.tf': 'variable "name" {}\nresource "aws_kms_key" "k" {}\noutput "id" {\n  value = var.name\n}\n' }
    const rest = 'resource "aws_s3_bucket_versioning" "v" {\n  bucket = module.other.id\n}\nresource "aws_s3_bucket" "a" {}\n'
    assert.deepEqual(of({ 'main.tf': `module "other" {\n  source = "org/other/aws"\n  name   = "x"\n}\n${rest}` }), [0])
    assert.deepEqual(of({ 'main.tf': `module "other" {\n  source = "./other"\n  name   = aws_s3_bucket.a.id\n}\n${rest}`, ...other }), [1])
  })

  it('may have companions elsewhere where a module that configures no provider hands them out', () => {
    const text = 'resource "aws_s3_bucket" "a" {}\noutput "id" {\n  value = aws_s3_bucket.a.id\n}\n'
    assert.equal(all('terraform.Resource', text)[0]!.companions.open, true)
    assert.equal(all('terraform.Resource', `provider "aws" {}\n${text}`)[0]!.companions.open, undefined)
  })

  it('know what they belong to', () => {
    const linked = (attribute: string): unknown => {
      const { linked } = all('terraform.Resource', `variable "x" {}\nresource "aws_db_instance" "a" {\n  ${attribute}\n}\nresource "aws_db_parameter_group" "p" {\n  name = "shop"\n}\nresource "aws_db_parameter_group" "q" {}\n`)[0]!
      return [...linked].map(([type, list]) => `${type}:${list.map((one) => one.name).join()}${list.open ? '…' : ''}`).join()
    }
    assert.equal(linked('parameter_group_name = aws_db_parameter_group.p.name'), 'aws_db_parameter_group:p')
    assert.equal(linked('parameter_group_name = aws_db_parameter_group.q.id'), 'aws_db_parameter_group:q')
    assert.equal(linked('parameter_group_name = "shop"'), 'aws_db_parameter_group:p')
    assert.equal(linked('parameter_group_name = "default.postgres17"'), '')
    assert.equal(linked('parameter_group_name = var.x'), '')
  })

  it('tell log buckets', () => {
    const logs = (rest: string): unknown => only('terraform.Resource', `resource "aws_s3_bucket" "a" {}\n${rest}`).receivesLogs
    assert.equal(logs(''), false)
    assert.equal(logs('locals {\n  id = aws_s3_bucket.a.id\n}\nresource "aws_lb" "l" {\n  access_logs {\n    bucket = local.id\n  }\n}\n'), true)
    assert.equal(logs('resource "aws_s3_bucket_logging" "l" {\n  bucket        = "x"\n  target_bucket = aws_s3_bucket.a.id\n}\n'), true)
    assert.equal(logs('resource "aws_s3_bucket_acl" "l" {\n  bucket = aws_s3_bucket.a.id\n  acl    = "log-delivery-write"\n}\n'), true)
  })

  it('have the tags of their provider too', () => {
    const { tags } = only('terraform.Resource', 'provider "aws" {\n  default_tags {\n    tags = { team = "a", env = "b" }\n  }\n}\nresource "aws_vpc" "v" {\n  tags = { env = "c" }\n}\n')
    assert.deepEqual([...tags], [['team', 'a'], ['env', 'c']])
  })

  it('read JSON as they read HCL', () => {
    const text = '{"resource": {"aws_s3_bucket": {"b": {"acl": "public-read", "versioning": [{"enabled": false}]}}}, "variable": {"x": {"default": "${1}"}}}\n'
    const files: Files = { 'main.tf.json': text }
    const bucket = only('terraform.Resource', files)
    assert.equal((bucket.attr.get('versioning') as unknown as Map<string, unknown>[])[0]!.get('enabled'), false)
    assert.equal(under(files, bucket.locate('acl')), 'main.tf.json: "public-read"')
    assert.equal(under(files, bucket.locate('versioning{}.enabled')), 'main.tf.json: false')
    assert.equal(bucket.edit({ kind: 'set', path: 'acl', value: 'private' }), null)
    assert.equal(bucket.edit({ kind: 'replace', path: 'acl', text: 'private' })?.length, 1)
  })

  it('let override files win', () => {
    const files: Files = { 'main.tf': 'resource "aws_s3_bucket" "b" {\n  acl = "public-read"\n}\n', 'main_override.tf': 'resource "aws_s3_bucket" "b" {\n  acl = "private"\n}\n' }
    assert.deepEqual(all('terraform.Resource', files).map((one) => one.attr.get('acl')), ['private'])
  })

  it('say of variables, locals and outputs who uses them and whether they are secret', () => {
    const text = 'variable "db_password" {\n  type = string\n  sensitive = true\n}\nvariable "unused" {\n  default = 1\n  validation {\n    condition = var.unused > 0\n    error_message = "x"\n  }\n}\nlocals {\n  a = var.db_password\n}\noutput "o" {\n  value = local.a\n}\n'
    assert.deepEqual(all('terraform.Variable', text).map((one) => [one.name, one.isUsed, one.isSecretName, one.isSensitive, one.type]), [['db_password', true, true, true, 'string'], ['unused', false, false, false, null]])
    assert.equal(only('terraform.Output', text).readsSensitive, true)
  })

  it('say of module calls where they lead', () => {
    const call = (source: string, more = ''): Facts['terraform.ModuleCall'] => only('terraform.ModuleCall', `module "m" {\n  source = "${source}"\n${more}\n}\n`)
    const kinds = ['./x', 'terraform-aws-modules/vpc/aws', 'app.terraform.io/a/b/c', 'git::https://x.org/y.git?ref=v1.0.0', 'github.com/a/b?ref=main', 'git@github.com:a/b.git', 'https://x.org/a.zip', 's3::https://s3-eu.amazonaws.com/b/m.zip', 'hg::http://x.org/y', 'git::http://u:p@x.org/y.git']
    assert.deepEqual(kinds.map((one) => { const { sourceKind, isPinned, isInsecure, hasCredentials } = call(one); return [sourceKind, isPinned, isInsecure, hasCredentials].join() }),
      ['local,true,false,false', 'registry,false,false,false', 'registry,false,false,false', 'git,true,false,false', 'git,false,false,false', 'git,false,false,false', 'http,true,false,false', 's3,true,false,false', 'mercurial,false,true,false', 'git,false,true,true'])
    const files: Files = { 'main.tf': 'module "m" {\n  source = "./m"\n  a = 1\n  z = 2\n}\n', 'm/main.tf': 'variable "a" {}\nvariable "b" {}\n' }
    const made = only('terraform.ModuleCall', files)
    assert.deepEqual([made.unknownInputs, made.missingInputs, made.isFound, made.dir], [['z'], ['b'], true, 'm'])
  })
})

describe('Terraform policies, networks and secrets', () => {
  const admin = (text: string): readonly string[] => all('terraform.Statement', text).filter((one) => one.isAllow === true && one.allowsAllActions === true && one.coversAllResources === true).map((one) => under(text, one.locate('actions')))

  it('read statements however they are written', () => {
    const forms = {
      'jsonencode': 'resource "aws_iam_policy" "p" {\n  policy = jsonencode({\n    Statement = [{ Effect = "Allow", Action = ["*"], Resource = "*" }]\n  })\n}\n',
      'heredoc': 'resource "aws_iam_policy" "p" {\n  policy = <<-EOF\n    {\n      "Statement": {"Effect": "Allow", "Action": "*", "Resource": ["*"], "Condition": {"StringEquals": {"a": "${aws_vpc.v.id}"}}}\n    }\n  EOF\n}\n',
      'document': 'data "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["*"]\n    resources = ["*"]\n  }\n}\nresource "aws_iam_role_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}\n',
    }
    for (const [form, text] of Object.entries(forms)) assert.deepEqual(admin(text), ['main.tf: "*"'], form)
    assert.deepEqual(all('terraform.Policy', forms.document).map((one) => [one.purpose, one.owner.address]), [['identity', 'data.aws_iam_policy_document.d']])
    const string = 'resource "aws_iam_policy" "p" {\n  policy = "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\"}]}"\n}\n'
    assert.equal(admin(string).length, 1)
  })

  it('know who a statement is for and what narrows it', () => {
    const text = 'data "aws_iam_policy_document" "d" {\n  statement {\n    sid = "A"\n    principals {\n      type        = "AWS"\n      identifiers = ["*"]\n    }\n    actions = ["s3:GetObject"]\n    resources = ["${aws_s3_bucket.b.arn}/*"]\n    condition {\n      test = "StringEquals"\n      variable = "aws:SourceAccount"\n      values = ["1"]\n    }\n  }\n  statement {\n    principals {\n      type        = "Service"\n      identifiers = ["ec2.amazonaws.com"]\n    }\n    actions = ["sts:AssumeRole"]\n  }\n}\nresource "aws_s3_bucket" "b" {}\nresource "aws_s3_bucket_policy" "p" {\n  bucket = aws_s3_bucket.b.id\n  policy = data.aws_iam_policy_document.d.json\n}\n'
    assert.deepEqual(all('terraform.Statement', text).map((one) => [one.sid, one.isPublic, one.isNarrowed, one.principals[0]!.type, one.policy.purpose, one.policy.service]), [['A', true, true, 'AWS', 'resource', 's3'], [null, false, false, 'Service', 'resource', 's3']])
    const [first] = all('terraform.Statement', text)
    assert.deepEqual(['principals[0]', 'conditions[0]', 'resources[0]', 'notActions', ''].map((path) => under(text, first!.locate(path))), ['main.tf: "*"', 'main.tf: "1"', 'main.tf: "${aws_s3_bucket.b.arn}/*"', 'main.tf: statement', 'main.tf: statement'])
  })

  it('say whether a policy is one', () => {
    const valid = (text: string): unknown => only('terraform.Policy', `variable "x" {}\nresource "aws_iam_policy" "p" {\n  policy = ${text}\n}\n`).isValid
    assert.deepEqual([valid('"{\\"Statement\\": []}"'), valid('"{"'), valid('"nothing"'), isUnknown(valid('var.x')), valid('jsonencode({ a = 1 })')], [true, false, false, true, false])
  })

  it('read the statements of JSON with a comma too many or too few, and say that it is none', () => {
    const text = 'resource "aws_iam_policy" "p" {\n  policy = <<P\n{"Statement": [{"Effect": "Allow" "Action": ["*",], "Resource": "*"}]}\nP\n}\n'
    assert.deepEqual(admin(text), ['main.tf: "*"'])
    assert.equal(only('terraform.Policy', text).isValid, false)
    assert.deepEqual(all('terraform.Policy', 'resource "aws_iam_policy" "p" {\n  policy = ""\n}\n'), [])
  })

  it('tell secret names from names about secrets', () => {
    const names = ['password', 'master_user_password', 'dbPassword', 'api_key', 'client_secret', 'GITHUB_TOKEN', 'password_length', 'secret_arn', 'manage_master_user_password', 'creation_token', 'token_validity', 'token.actions.githubusercontent.com:sub', 'kms_key_id', 'key']
    assert.deepEqual(names.filter((name) => all('terraform.Secret', `resource "a_b" "c" {\n  x = { "${name}" = "abcdefgh1234" }\n}\n`).length), names.slice(0, 6))
  })

  it('read network rules of every form', () => {
    const text = 'resource "aws_security_group" "g" {\n  ingress {\n    from_port   = 20\n    to_port     = 25\n    protocol    = "tcp"\n    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]\n  }\n  egress {\n    from_port = 0\n    to_port   = 0\n    protocol  = "-1"\n    ipv6_cidr_blocks = ["::/0"]\n  }\n}\nresource "aws_security_group_rule" "r" {\n  type              = "ingress"\n  security_group_id = aws_security_group.g.id\n  from_port         = 443\n  to_port           = 443\n  protocol          = "6"\n  cidr_blocks       = var.nobody\n}\nresource "aws_vpc_security_group_ingress_rule" "v" {\n  security_group_id = aws_security_group.g.id\n  ip_protocol       = "-1"\n  cidr_ipv4         = "0.0.0.0/1"\n}\nresource "google_compute_firewall" "f" {\n  source_ranges = ["0.0.0.0/0"]\n  allow {\n    protocol = "tcp"\n    ports    = ["22-23"]\n  }\n}\n'
    assert.deepEqual(all('terraform.NetworkRule', text).map((one) => [one.form, one.direction, one.fromPort, one.toPort, one.protocol, isUnknown(one.isPublic) ? '?' : one.isPublic, one.isAllPorts, one.group].join(' ')), [
      'inline ingress 20 25 tcp true false aws_security_group.g', 'inline egress 0 65535 all true true aws_security_group.g', 'rule ingress 443 443 tcp ? false aws_security_group.g',
      'rule ingress 0 65535 all true true aws_security_group.g', 'firewall ingress 22 23 tcp true false google_compute_firewall.f'])
    const rules = all('terraform.NetworkRule', text)
    assert.deepEqual([under(text, rules[0]!.locate('cidrs')), under(text, rules[3]!.locate('cidrs')), under(text, rules[4]!.locate('cidrs')), under(text, rules[0]!.locate('description'))], ['main.tf: "0.0.0.0/0"', 'main.tf: "0.0.0.0/1"', 'main.tf: "0.0.0.0/0"', 'main.tf: ingress'])
  })

  it('find literals that look like secrets', () => {
    const key = `AKIA${'QWERTYUIOPASDFGH'}`
    const text = `provider "aws" {\n  access_key = "${key}"\n  secret_key = "abcdefgh12345678"\n}\nresource "aws_db_instance" "d" {\n  password = "hunter2hunter2"\n  password_length = "20"\n  username = "admin"\n  kms_key_id = "alias/x"\n}\nvariable "api_token" {\n  default = "s3cr3ts3cr3t"\n}\nresource "aws_instance" "i" {\n  user_data = <<-EOF\n    export A=1\n    export AWS_ACCESS_KEY_ID=${key}\n  EOF\n}\nresource "x_y" "z" {\n  environment {\n    name  = "DB_PASSWORD"\n    value = "hunter2hunter2"\n  }\n  password = var.p\n  token = "changeme"\n}\n`
    assert.deepEqual(all('terraform.Secret', text).map((one) => `${one.address} ${one.name} ${one.format} ${under(text, one.locate('')).slice(9, 40)}`), [
      'aws_db_instance.d password null "hunter2hunter2"', `aws_instance.i user_data AWS access key ${key}`, 'x_y.z DB_PASSWORD null "hunter2hunter2"', `provider.aws access_key AWS access key "${key}"`, 'provider.aws secret_key null "abcdefgh12345678"', 'var.api_token api_token null "s3cr3ts3cr3t"'].sort((a, b) => order(a) - order(b)))
    function order(line: string): number { return ['var.', 'aws_db', 'aws_inst', 'x_y', 'provider'].findIndex((start) => line.startsWith(start)) }
  })

  it('find references, calls and pieces of old syntax', () => {
    const text = 'variable "region" {}\nlocals {\n  a = var.regoin\n  b = "${var.region}"\n  c = local.a.0\n  d = nosuch(1)\n  e = local.a == []\n  f = var.region ? true : false\n  g = { k = 1, k = 2 }\n  h = [for aws_x in local.c : aws_x.name]\n  i = aws_vpc.none.id\n  j = local.a.*.id\n}\n'
    assert.deepEqual(all('terraform.Reference', text).filter((one) => one.isDeclared !== true).map((one) => [one.address, one.suggestion]), [['var.regoin', 'region'], ['aws_vpc.none', null]])
    assert.deepEqual(all('terraform.Call', text).map((one) => [one.name, one.isKnown]), [['nosuch', false]])
    assert.deepEqual(all('terraform.Expression', text).map((one) => [one.form, one.replacement]), [['lone-interpolation', 'var.region'], ['legacy-index', 'local.a[0]'], ['empty-list-equality', 'length(local.a) == 0'], ['boolean-conditional', 'var.region'], ['duplicate-key', null], ['legacy-splat', 'local.a[*].id']])
  })
})

describe('changes of Terraform facts', () => {
  const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "x" # kept\n\n  versioning {\n    enabled = false\n  }\n}\n'
  const set = (path: string, value: unknown, text = bucket): string | null => changed('terraform.Resource', text, { kind: 'set', path, value: value as string })

  it('set attributes in place, in the block that lacks them, and in new blocks', () => {
    assert.equal(set('versioning{}.enabled', true), bucket.replace('false', 'true'))
    assert.equal(set('versioning[0].enabled', true), bucket.replace('false', 'true'))
    assert.equal(set('versioning{}.mfa', 1), bucket.replace('enabled = false\n', 'enabled = false\n    mfa     = 1\n'))
    assert.equal(set('force_destroy', false), bucket.replace('# kept\n', '# kept\n  force_destroy = false\n').replace('  bucket = "x"', '  bucket        = "x"'))
    assert.equal(set('logging{}.target', 'l'), bucket.replace(/\}\n\}\n$/, '}\n\n  logging {\n    target = "l"\n  }\n}\n'))
    assert.equal(set('rule{}', { id: 'a', 'expiry{}': { days: 1 } }), bucket.replace(/\}\n\}\n$/, '}\n\n  rule {\n    id = "a"\n\n    expiry {\n      days = 1\n    }\n  }\n}\n'))
    assert.equal(set('logging[0].inner[0].target', 'l'), bucket.replace(/\}\n\}\n$/, '}\n\n  logging {\n    inner {\n      target = "l"\n    }\n  }\n}\n'))
    assert.equal(set('kms_key', { raw: 'aws_kms_key.k.arn' }, 'resource "a_b" "c" {}\n'), 'resource "a_b" "c" {\n  kms_key = aws_kms_key.k.arn\n}\n')
    assert.equal(set('tags.a', 'b', 'resource "a_b" "c" {\n  tags = { x = "y" }\n}\n'), 'resource "a_b" "c" {\n  tags = { x = "y", a = "b" }\n}\n')
  })

  it('do not override what a variable or a dynamic block gives', () => {
    assert.equal(set('acl', 'private', 'variable "a" { default = "x" }\nresource "a_b" "c" {\n  acl = var.a\n}\n'), null)
    assert.equal(set('acl', 'private', 'variable "a" {}\nresource "a_b" "c" {\n  acl = var.a ? "x" : "y"\n}\n'), null)
    assert.equal(set('ingress{}.port', 1, 'resource "a_b" "c" {\n  dynamic "ingress" {\n    for_each = [1]\n    content {}\n  }\n}\n'), null)
  })

  it('replace a value where it was written', () => {
    const text = 'variable "acl" { default = "public-read" }\nresource "aws_s3_bucket" "b" {\n  acl = var.acl\n}\n'
    assert.equal(changed('terraform.Resource', text, { kind: 'replace', path: 'acl', text: 'private' }), text.replace('public-read', 'private'))
    assert.equal(changed('terraform.Resource', bucket, { kind: 'replace', path: 'versioning{}.enabled', text: 'true' }), bucket.replace('false', 'true'))
  })

  it('remove, append and put companions behind', () => {
    assert.equal(changed('terraform.Resource', bucket, { kind: 'remove', path: 'versioning{}' }), 'resource "aws_s3_bucket" "b" {\n  bucket = "x" # kept\n}\n')
    assert.equal(changed('terraform.Resource', bucket, { kind: 'remove', path: 'versioning{}.enabled' }), bucket.replace('    enabled = false\n', ''))
    assert.equal(changed('terraform.Resource', 'resource "a_b" "c" {\n  l = ["x"]\n}\n', { kind: 'append', path: 'l', value: 'y' }), 'resource "a_b" "c" {\n  l = ["x", "y"]\n}\n')
    assert.equal(changed('terraform.Resource', 'resource "a_b" "c" {}\nlocals {}\n', { kind: 'insert', path: '', value: { raw: 'resource "d_e" "f" {\n  x = 1\n}' } }), 'resource "a_b" "c" {}\n\nresource "d_e" "f" {\n  x = 1\n}\n\nlocals {}\n')
    assert.equal(changed('terraform.Statement', 'resource "aws_iam_policy" "p" {\n  policy = jsonencode({ Statement = [{ Action = "*" }] })\n}\n', { kind: 'replace', path: 'actions', text: 's3:GetObject' }), 'resource "aws_iam_policy" "p" {\n  policy = jsonencode({ Statement = [{ Action = "s3:GetObject" }] })\n}\n')
  })

  it('write the terraform block', () => {
    assert.equal(changed('terraform.Module', 'resource "a_b" "c" {}\n', { kind: 'set', path: 'required_version', value: '>= 1.5' }), 'terraform {\n  required_version = ">= 1.5"\n}\n\nresource "a_b" "c" {}\n')
    assert.equal(changed('terraform.Module', 'terraform {\n}\n', { kind: 'set', path: 'required_version', value: '>= 1.5' }), 'terraform {\n  required_version = ">= 1.5"\n}\n')
    assert.equal(changed('terraform.RequiredProvider', 'terraform {\n  required_version = "1"\n}\nresource "aws_vpc" "v" {}\n', { kind: 'set', path: '', value: { source: 'hashicorp/aws', version: '~> 6.0' } }), 'terraform {\n  required_version = "1"\n\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 6.0"\n    }\n  }\n}\nresource "aws_vpc" "v" {}\n')
    assert.equal(changed('terraform.RequiredProvider', 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n', { kind: 'set', path: 'version', value: '~> 6.0' }), 'terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 6.0"\n    }\n  }\n}\n')
  })
})
