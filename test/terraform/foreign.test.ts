import assert from 'node:assert/strict'
import { purposeOf } from '../../src/core/purpose'
import { discover } from '../../src/workspace/discover'
import { memoryFiles } from '../../src/workspace/files'
import { all, rule, shown, workspace, type Files } from './world'

const unencrypted = rule('terraform.Resource', function* (resource) {
  if (resource.type === 'aws_db_instance' && resource.attr.get('storage_encrypted') === false) yield { at: resource.locate('storage_encrypted'), message: `${resource.subject} is not encrypted.` }
})
const open = rule('terraform.NetworkRule', function* (one) {
  if (one.isPublic === true && one.fromPort === 22) yield { at: one.locate('cidrs'), message: 'SSH is open.' }
})
const findings = (files: Files, path = 'main.tf'): readonly string[] => shown(files, workspace(files, [unencrypted, open]).findings(path))

const modules = JSON.stringify({ Modules: [
  { Key: '', Source: '', Dir: '.' },
  { Key: 'db', Source: 'registry.terraform.io/shop/database/aws', Version: '2.3.0', Dir: '.terraform/modules/db' },
  { Key: 'db.disk', Source: './disk', Dir: '.terraform/modules/db/disk' },
  { Key: 'local', Source: './local', Dir: 'local' },
  { Key: 'evil', Source: 'x/y/z', Dir: '.terraform/modules/../../../etc' },
] })
const installed = {
  '.terraform/modules/modules.json': modules,
  '.terraform/modules/db/main.tf': 'variable "encrypted" {}\n\nmodule "disk" {\n  source    = "./disk"\n  encrypted = var.encrypted\n}\n\nresource "aws_db_instance" "own" {\n  storage_encrypted = false\n}\n',
  '.terraform/modules/db/disk/main.tf': 'variable "encrypted" {}\n\nresource "aws_db_instance" "this" {\n  storage_encrypted = var.encrypted\n}\n',
}
const call = (version: string, encrypted = 'false'): string => `module "db" {\n  source    = "shop/database/aws"\n  version   = "${version}"\n  encrypted = ${encrypted}\n}\n`

describe('A module that others wrote', () => {
  it('is judged by what its caller gives it, at the argument, however deep it is used', () => {
    const files = { ...installed, 'main.tf': call('~> 2.0') }
    assert.deepEqual(findings(files), ['main.tf: false: module.db.module.disk.aws_db_instance.this is not encrypted.'])
    assert.equal(purposeOf('.terraform/modules/db/main.tf', ''), 'vendored')
  })

  it('is as it was installed for this source and version only', () => {
    assert.deepEqual(findings({ ...installed, 'main.tf': call('~> 3.0') }), [])
    assert.deepEqual(findings({ ...installed, 'main.tf': call('2.3.0').replace('shop/database', 'shop/other') }), [])
    const [found] = all('terraform.ModuleCall', { ...installed, 'main.tf': call('2.3.0') }, 'main.tf')
    assert.deepEqual([found!.dir, found!.isFound, found!.missingInputs], ['.terraform/modules/db', true, []])
  })

  it('says what its inputs and outputs are', () => {
    const [found] = all('terraform.ModuleCall', { ...installed, 'main.tf': call('2.3.0').replace('encrypted =', 'encryptd  =') }, 'main.tf')
    assert.deepEqual([found!.unknownInputs, found!.missingInputs], [['encryptd'], ['encrypted']])
  })

  it('cannot be left unread by a broken list', () => {
    for (const broken of ['', '{', 'null', '[]', '{"Modules": [null, 3, {"Key": 1}]}']) assert.deepEqual(findings({ ...installed, '.terraform/modules/modules.json': broken, 'main.tf': call('2.3.0') }), [])
  })

  it('is known by its outline where many use it and it is not installed', () => {
    const files = { 'main.tf': 'module "db" {\n  source            = "terraform-aws-modules/rds/aws"\n  version           = "~> 6.10"\n  identifier        = "shop"\n  storage_encrypted = false\n}\n\nmodule "plain" {\n  source     = "terraform-aws-modules/rds/aws"\n  version    = "~> 6.10"\n  identifier = "plain"\n}\n' }
    assert.deepEqual(findings(files), ['main.tf: false: module.db.aws_db_instance.this is not encrypted.'])
  })

  it('takes named rules of a security group apart', () => {
    const files = { 'main.tf': 'module "bastion" {\n  source              = "terraform-aws-modules/security-group/aws"\n  ingress_rules       = ["ssh-tcp", "https-443-tcp"]\n  ingress_cidr_blocks = ["0.0.0.0/0"]\n}\n\nmodule "listed" {\n  source = "terraform-aws-modules/security-group/aws"\n  ingress_with_cidr_blocks = [\n    { from_port = 22, to_port = 22, protocol = "tcp", cidr_blocks = "10.0.0.0/8,0.0.0.0/0" },\n  ]\n}\n' }
    assert.deepEqual(findings(files), ['main.tf: "0.0.0.0/0": SSH is open.', 'main.tf: [: SSH is open.'])
  })

  it('is read where terraform init has put it, although Git ignores it', async () => {
    const found: string[] = []
    for await (const path of discover(memoryFiles(new Map(Object.entries({ ...installed, '.terraform/modules/db/examples/x/main.tf': '', '.terraform/providers/x.json': '{}', '.gitignore': '.terraform/\n', 'main.tf': '' }))))) found.push(path)
    assert.deepEqual(found.sort(), ['.gitignore', '.terraform/modules/db/disk/main.tf', '.terraform/modules/db/main.tf', '.terraform/modules/modules.json', 'main.tf'])
  })
})
