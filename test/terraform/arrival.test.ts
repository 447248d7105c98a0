import assert from 'node:assert/strict'
import { join } from 'node:path'

/** A fault, as `${type} { … argument = value … }` with the value that is wrong. */
interface Fault {
  readonly rule: string
  readonly type: string
  /** The argument's path; a step before the last is a block. */
  readonly path: readonly string[]
  readonly bad: string
  readonly good: string
  readonly variable: string
  /** Other arguments that the resource has. */
  readonly beside?: string
}

const faults: readonly Fault[] = [
  { rule: 'aws-rds-unencrypted', type: 'aws_db_instance', path: ['storage_encrypted'], bad: 'false', good: 'true', variable: 'bool' },
  { rule: 'aws-rds-public-instance', type: 'aws_db_instance', path: ['publicly_accessible'], bad: 'true', good: 'false', variable: 'bool' },
  { rule: 'aws-rds-short-backup-retention', type: 'aws_db_instance', path: ['backup_retention_period'], bad: '0', good: '14', variable: 'number' },
  { rule: 'aws-rds-missing-deletion-protection', type: 'aws_db_instance', path: ['deletion_protection'], bad: 'false', good: 'true', variable: 'bool' },
  { rule: 'aws-efs-unencrypted', type: 'aws_efs_file_system', path: ['encrypted'], bad: 'false', good: 'true', variable: 'bool' },
  { rule: 'aws-ebs-unencrypted-volume', type: 'aws_ebs_volume', path: ['encrypted'], bad: 'false', good: 'true', variable: 'bool' },
  { rule: 'aws-kms-missing-rotation', type: 'aws_kms_key', path: ['enable_key_rotation'], bad: 'false', good: 'true', variable: 'bool' },
  { rule: 'aws-s3-public-acl', type: 'aws_s3_bucket', path: ['acl'], bad: '"public-read"', good: '"private"', variable: 'string' },
  { rule: 'aws-ec2-missing-imdsv2', type: 'aws_instance', path: ['metadata_options', 'http_tokens'], bad: '"optional"', good: '"required"', variable: 'string' },
  { rule: 'aws-ec2-unencrypted-volume', type: 'aws_instance', path: ['root_block_device', 'encrypted'], bad: 'false', good: 'true', variable: 'bool', beside: 'metadata_options {\n    http_tokens = "required"\n  }' },
]

/** The resource with its argument set to an expression; `make` writes the innermost block. */
function resource({ type, path, beside }: Fault, value: string, head = '', dynamic = ''): string {
  const [first, second] = path
  const body = second === undefined ? `${first} = ${value}` : dynamic ? `dynamic "${first}" {\n    for_each = ${dynamic}\n    content {\n      ${second} = ${value}\n    }\n  }` : `${first} {\n    ${second} = ${value}\n  }`
  return `resource "${type}" "it" {\n  ${[head, body, beside].filter(Boolean).join('\n  ')}\n}\n`
}

type Files = { readonly [path: string]: string }

/** The ways in which a value comes to where it is used. */
const ways: { readonly [way: string]: (fault: Fault, value: string) => Files } = {
  'where it is used': (fault, value) => ({ 'main.tf': resource(fault, value) }),
  'by the default of a variable': (fault, value) => ({ 'main.tf': `variable "it" {\n  type    = ${fault.variable}\n  default = ${value}\n}\n${resource(fault, 'var.it')}` }),
  'by a local value': (fault, value) => ({ 'main.tf': `locals {\n  settings = { it = ${value} }\n}\n${resource(fault, 'local.settings.it')}` }),
  'by a file of variables': (fault, value) => ({ 'main.tf': `variable "it" {\n  type = ${fault.variable}\n}\n${resource(fault, 'var.it')}`, 'terraform.tfvars': `it = ${value}\n` }),
  'by a map of for_each': (fault, value) => ({ 'main.tf': resource(fault, 'each.value.it', `for_each = { a = { it = ${fault.good} }, b = { it = ${value} } }`) }),
  'by an input of a module': (fault, value) => ({ 'main.tf': `module "it" {\n  source = "./it"\n  it     = ${value}\n}\n`, 'it/main.tf': `variable "it" {\n  type = ${fault.variable}\n}\n${resource(fault, 'var.it')}` }),
  'by the output of a module': (fault, value) => ({ 'main.tf': `module "settings" {\n  source = "./settings"\n}\n${resource(fault, 'module.settings.it')}`, 'settings/main.tf': `output "it" {\n  value = ${value}\n}\n` }),
  'by a condition that is known': (fault, value) => ({ 'main.tf': `variable "environment" {\n  default = "production"\n}\n${resource(fault, `var.environment == "test" ? ${fault.good} : ${value}`)}` }),
}

const inBlocks: typeof ways = {
  'by a dynamic block': (fault, value) => ({ 'main.tf': resource(fault, `${fault.path[0]}.value.it`, '', `[{ it = ${value} }]`) }),
  'by a dynamic block over a variable': (fault, value) => ({ 'main.tf': `variable "all" {\n  default = [${value}]\n}\n${resource(fault, `${fault.path[0]}.value`, '', 'var.all')}` }),
}

describe('A fault is found however its value arrives:', function () {
  this.timeout(60_000)
  const { createLinter } = require(join(__dirname, '../../dist/index.cjs')) as typeof import('../../src/index')
  const linter = createLinter({ level: 'all' })
  const found = async (fault: Fault, files: Files): Promise<readonly string[]> => {
    const findings = await (await linter).lint(Object.entries(files).map(([path, text]) => ({ path, text })))
    return findings.filter((finding) => finding.rule === `terraform/${fault.rule}`).map(({ path, span }) => `${path}: ${files[path]!.slice(...span)}`)
  }
  for (const fault of faults) it(fault.rule, async () => {
    for (const [way, write] of Object.entries({ ...ways, ...fault.path.length > 1 ? inBlocks : {} })) {
      assert.equal((await found(fault, write(fault, fault.bad))).length, 1, `${way}: ${JSON.stringify(write(fault, fault.bad))}`)
      assert.deepEqual(await found(fault, write(fault, fault.good)), [], `${way}, and well`)
    }
  })

  it('and is silent where nothing tells the value', async () => {
    for (const fault of faults) {
      assert.deepEqual(await found(fault, { 'main.tf': `variable "it" {\n  type = ${fault.variable}\n}\n${resource(fault, 'var.it')}` }), [], fault.rule)
      assert.deepEqual(await found(fault, { 'main.tf': `data "external" "it" {}\n${resource(fault, 'data.external.it.result.it')}` }), [], fault.rule)
    }
  })

  it('and stands where the value was written', async () => {
    const fault = faults[0]!
    const places = await Promise.all(Object.entries(ways).map(async ([way, write]) => [way, ...await found(fault, write(fault, fault.bad))]))
    assert.deepEqual(places, [
      ['where it is used', 'main.tf: false'], ['by the default of a variable', 'main.tf: false'], ['by a local value', 'main.tf: false'], ['by a file of variables', 'terraform.tfvars: false'],
      ['by a map of for_each', 'main.tf: false'], ['by an input of a module', 'main.tf: false'], ['by the output of a module', 'settings/main.tf: false'], ['by a condition that is known', 'main.tf: false'],
    ])
  })
})
