import assert from 'node:assert/strict'
import { all, under, type Files } from './world'

const misfits = (type: string, value: string): string | null => all('terraform.Variable', `variable "it" {\n  type    = ${type}\n  default = ${value}\n}\n`)[0]!.defaultMisfit
const blocksOf = (files: Files | string): ReturnType<typeof all<'terraform.Block'>> => all('terraform.Block', files)

describe('Types of Terraform', () => {
  it('take what can be converted', () => {
    for (const [type, value] of [
      ['string', '5'], ['string', 'true'], ['number', '"5"'], ['number', '"1e3"'], ['bool', '"true"'], ['bool', '"1"'], ['any', '[1]'], ['list(string)', '[1, true]'], ['set(number)', '["1"]'], ['list(any)', '[]'],
      ['map(string)', '{ a = 1, b = "x" }'], ['object({ a = string })', '{ a = "x", more = 1 }'], ['object({ a = optional(string) })', '{}'], ['tuple([string, number])', '["a", 1]'], ['list(string)', 'null'],
      ['map(object({ a = optional(list(string), []) }))', '{ x = { a = ["b"] } }'], ['list', '["a"]'], ['"string"', '"a"'],
    ] as const) assert.equal(misfits(type, value), null, `${type} = ${value}`)
  })
  it('refuse the rest, and say why', () => {
    assert.deepEqual([
      ['string', '["a"]'], ['number', 'true'], ['number', '"many"'], ['bool', '"yes"'], ['bool', '1'], ['list(string)', '{ a = 1 }'], ['list(string)', '[["a"]]'], ['map(number)', '{ a = "x" }'], ['map(string)', '["a"]'],
      ['object({ a = string, b = number })', '{ a = "x" }'], ['object({ a = object({ b = number }) })', '{ a = { b = "x" } }'], ['tuple([string])', '["a", "b"]'], ['map(object({ a = string }))', '{ x = {} }'],
    ].map(([type, value]) => misfits(type!, value!)), [
      'not a string but a list', 'not a number but a boolean', `not a number but 'many'`, `not a boolean but 'yes'`, 'not a boolean but a number', 'not a list but a map', `'[0]' is not a string but a list`, `'a' is not a number but 'x'`, 'not a map but a list',
      `'b' is missing`, `'a.b' is not a number but 'x'`, 'not 1 elements but 2', `'x.a' is missing`,
    ])
  })
})

describe('Circles of references', () => {
  const cycles = (text: string): readonly (string | null)[] => all('terraform.Reference', text).map((one) => one.cycle).filter((one) => one !== null)
  it('are told once, through locals, depends_on and each other', () => {
    assert.deepEqual(cycles('locals {\n  a = local.b\n  b = local.c\n  c = local.a\n}\n'), ['local.a, local.b, local.c, local.a'])
    assert.deepEqual(cycles('resource "x_a" "a" {\n  depends_on = [x_b.b]\n}\nresource "x_b" "b" {\n  name = x_a.a.name\n}\n'), ['x_a.a, x_b.b, x_a.a'])
    assert.deepEqual(cycles('resource "x_a" "a" {\n  b = x_a.a[0].id\n}\n'), ['x_a.a, x_a.a'])
  })
  it('are none where modules, provisioners and triggers are between', () => {
    assert.deepEqual(cycles('module "a" {\n  source = "./a"\n  b = module.b.x\n}\nmodule "b" {\n  source = "./b"\n  a = module.a.x\n}\n'), [])
    assert.deepEqual(cycles('resource "x_a" "a" {\n  provisioner "local-exec" {\n    command = x_a.a.id\n  }\n}\nlocals {\n  a = [for a in local.b : a]\n  b = []\n}\n'), [])
  })
})

describe('Repetition', () => {
  const problem = (text: string): readonly [string | null, string | null] => { const one = blocksOf(`resource "x_y" "it" {\n  for_each = ${text.split('\n')[0]}\n}\n${text.split('\n').slice(1).join('\n')}`)[0]!; return [one.forEachProblem, one.forEachReplacement] }
  it('goes over maps and sets of texts', () => {
    for (const text of ['toset(["a"])', '{ a = 1 }', 'var.x', 'var.x ? toset(["a"]) : []', 'local.x\nlocals {\n  x = { for k in ["a"] : k => k }\n}\n', 'x_z.all', 'module.a.b', 'try(var.a, [])', 'var.x\nvariable "x" {\n  type = set(string)\n}\n', 'toset(["a", 1])', 'setproduct(["a"], ["b"])', 'fileset(path.module, "*")']) assert.deepEqual(problem(text), [null, null], text)
  })
  it('refuses lists, single values, secrets and sets of anything else', () => {
    assert.deepEqual(problem('["a", "b"]'), ['a list', 'toset(["a", "b"])'])
    assert.deepEqual(problem('[for x in var.a : x]'), ['a list', null])
    assert.deepEqual(problem('var.x\nvariable "x" {\n  type = list(string)\n}\n'), ['a list', 'toset(var.x)'])
    assert.deepEqual(problem('"a"'), ['a single value', null])
    assert.deepEqual(problem('toset([1, 2])'), ['a set that holds no texts', null])
    assert.deepEqual(problem('toset(var.x)\nvariable "x" {\n  type = list(string)\n  sensitive = true\n}\n'), ['a sensitive value', null])
  })
  it('waits for nothing that is known after the apply only', () => {
    const computed = (each: string): string | null => blocksOf(`resource "x_y" "it" {\n  ${each}\n}\nresource "aws_vpc" "a" {\n  for_each = { b = 1 }\n}\nresource "aws_kms_key" "k" {\n  key_id = "known"\n}\ndata "aws_vpc" "d" {}\n`)[0]!.computedKey
    assert.deepEqual(['for_each = toset([aws_kms_key.k.id])', 'for_each = toset(values(aws_vpc.a)[*].id)', 'for_each = { for v in aws_vpc.a : v.id => v }', 'for_each = { (aws_kms_key.k.arn) = 1 }', 'count = aws_kms_key.k.id != "" ? 1 : 0'].map(computed), ['aws_kms_key.k.id', null, 'aws_vpc.a.id', 'aws_kms_key.k.arn', 'aws_kms_key.k.id'])
    for (const each of ['for_each = aws_vpc.a', 'for_each = toset([data.aws_vpc.d.id])', 'for_each = { a = aws_kms_key.k.id }', 'for_each = { for k, v in aws_vpc.a : k => v.id }', 'for_each = toset([aws_kms_key.k.key_id])', 'count = length(aws_vpc.a)']) assert.equal(computed(each), null, each)
  })
})

describe('Blocks that tell what became of a resource', () => {
  const problems = (text: string): readonly string[] => blocksOf(text).flatMap((one) => one.problem ?? [])
  it('are refused where they contradict the configuration or each other', () => {
    assert.deepEqual(problems('moved {\n  from = x_a.a\n  to   = x_a.b\n}\nmoved {\n  from = x_a.b\n  to   = x_a.a\n}\n'), [`The moves lead back to 'x_a.a'`, `The moves lead back to 'x_a.b'`])
    assert.deepEqual(problems('moved {\n  from = x_a.a\n  to   = x_a.c\n}\nmoved {\n  from = x_a.b\n  to   = x_a.c\n}\n'), [`Two blocks move something to 'x_a.c'`])
    assert.deepEqual(problems('moved {\n  from = x_a.a\n  to   = module.a\n}\n'), ['A resource cannot become a module'])
    assert.deepEqual(problems('moved {\n  from = "x_a.a"\n  to   = x_a.b\n}\n'), ['This is no address of a resource or module'])
    assert.deepEqual(problems('removed {\n  from = x_a.a\n}\nresource "x_a" "a" {}\n'), [`'x_a.a' is still declared`])
    assert.deepEqual(problems('import {\n  to = data.x_a.a\n  id = "1"\n}\nimport {\n  to = x_a.b\n}\n'), ['A data source cannot be imported', 'The import says neither id nor identity'])
  })
  it('may give a key, lead into a module, and move what is declared under other keys', () => {
    assert.deepEqual(problems('resource "x_a" "a" {\n  count = 1\n}\nmoved {\n  from = x_a.a\n  to   = x_a.a[0]\n}\nmoved {\n  from = x_b.b\n  to   = module.m["k"].x_b.b\n}\nremoved {\n  from = module.old\n}\nimport {\n  for_each = var.all\n  to = x_a.a[each.key]\n  id = each.value\n}\n'), [])
  })
})

describe('Features of the language', () => {
  const newer = (text: string, required = '>= 1.0'): readonly string[] => all('terraform.Feature', `terraform {\n  required_version = "${required}"\n}\n${text}`).filter((one) => one.isNewer === true).map((one) => `${one.name} ${one.since} ${one.raisedVersion}`)
  it('are measured by the version that the module requires', () => {
    assert.deepEqual(newer('check "a" {}\ncheck "b" {}\nlocals {\n  a = startswith("a", "b")\n  b = provider::x::y()\n}\n'), [`startswith() 1.3 >= 1.3`, 'Functions of providers 1.8 >= 1.8', `'check' blocks 1.5 >= 1.5`])
    assert.deepEqual(newer('check "a" {}\n', '>= 1.5'), [])
    assert.deepEqual(newer('check "a" {}\n', '~> 1.2'), [`'check' blocks 1.5 ~> 1.5`])
    assert.deepEqual(newer('check "a" {}\n', '= 1.2.3'), [`'check' blocks 1.5 null`])
    assert.deepEqual(newer('check "a" {}\n', '< 2.0'), [])
  })
  it('are left alone in modules of OpenTofu', () => {
    assert.deepEqual(all('terraform.Feature', { 'main.tofu': 'terraform {\n  required_version = ">= 1.0"\n}\ncheck "a" {}\n' }), [])
  })
})

describe('Double declarations', () => {
  it('are told at the later one, of every kind, and not of override files', () => {
    const files: Files = {
      'a.tf': 'variable "v" {}\nmodule "m" {\n  source = "./x"\n}\nlocals {\n  l = 1\n}\nprovider "aws" {}\noutput "o" {\n  value = 1\n}\n',
      'b.tf': 'variable "v" {}\nmodule "m" {\n  source = "./x"\n}\nlocals {\n  l = 2\n}\nprovider "aws" {}\nprovider "aws" {\n  alias = "x"\n}\noutput "o" {\n  value = 2\n}\n',
      'c_override.tf': 'variable "v" {\n  default = 1\n}\n',
    }
    assert.deepEqual(blocksOf(files).flatMap((one) => one.duplicates.map(({ address, at }) => `${address} ${under(files, one.locate(at))}`)), ['var.v b.tf: "v"', 'module.m b.tf: "m"', 'local.l b.tf: l', 'provider aws b.tf: "aws"', 'output.o b.tf: "o"'])
  })
})

describe('JSON configuration', () => {
  it('names its backend and provisioners', () => {
    const files: Files = { 'main.tf.json': '{"terraform": {"required_version": ">= 1.0", "backend": {"remote": {"organization": "shop"}}}, "resource": {"x_y": {"a": {"provisioner": [{"local-exec": {"command": "true"}}], "w": "${terraform.workspace}"}}}}' }
    assert.equal(all('terraform.Backend', files)[0]!.type, 'remote')
    assert.deepEqual(all('terraform.Resource', files)[0]!.provisioners, ['local-exec'])
    assert.deepEqual(all('terraform.Expression', files).map((one) => [one.form, one.module.backend?.type, one.module.admitsTerraform10]), [['workspace', 'remote', true]])
  })
})

describe('A variable that is not declared', () => {
  it('is declared in the file of variables, by the type that its use tells', () => {
    const files: Files = { 'main.tf': 'resource "aws_subnet" "a" {\n  count = var.many\n  tags  = var.tags\n  ids   = var.subnet_ids\n  on    = !var.off\n  name  = "x-${var.name}"\n  each  = [for x in var.all : x]\n}\n', 'variables.tf': 'variable "region" {}\n' }
    const uses = all('terraform.Reference', files)
    assert.deepEqual(uses.map((one) => `${one.name} ${one.inferredType}`).sort(), ['all any', 'many number', 'name string', 'off bool', 'subnet_ids list(string)', 'tags map(string)'])
    assert.deepEqual(uses.find((one) => one.name === 'many')!.edit({ kind: 'insert', path: 'declaration', value: { raw: 'variable "many" {\n  type = number\n}' } }), [{ path: 'variables.tf', span: [20, 20], text: '\n\nvariable "many" {\n  type = number\n}' }])
  })
})
