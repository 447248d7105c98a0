import assert from 'node:assert/strict'
import { join } from 'node:path'
import { closureProgram } from '../../src/core/compile'
import { toNative } from '../../src/core/expression/pattern'
import type { Fact } from '../../src/core/fact'
import { fold } from '../../src/core/fold'
import type { Level } from '../../src/core/finding'
import type { RuleLibrary } from '../../src/core/library'
import type { Check } from '../../src/core/rule'
import { language } from '../../src/languages/terraform/language'
import { linter } from '../../src/workspace/linter'
import { readFactTypes } from '../../scripts/fact-types'
import { readPack } from '../../scripts/packs'

const root = join(__dirname, '../..'), types = readFactTypes(root)
const matcher = (pattern: string): ((text: string) => boolean) => {
  const native = toNative(pattern)
  if (!('source' in native)) throw new Error(pattern)
  const test = new RegExp(native.source, native.flags)
  return (text) => test.test(text)
}
const pages = readPack(root, 'terraform').flatMap((file) => file.page ? [{ file, page: file.page }] : [])
const programs = Object.fromEntries(pages.flatMap(({ file, page }) => {
  const { program } = closureProgram(page, types, matcher, file.code ? (require(join(root, file.code)) as { default: Check<Fact> }).default : null)
  return program ? [[page.rule.id, program]] : []
}))
const library: RuleLibrary = { packs: ['terraform'], metadata: () => pages.map(({ page }) => page.rule), programs: () => programs, pages: async () => ({}), compiler: () => { throw new Error('no rule pages here') } }

const squiggles = async (text: string, level: Level = 'recommended'): Promise<readonly string[]> =>
  fold(await linter({ languages: [language], library, level }).lint([{ path: 'main.tf', text }], { fixes: false })).map((one) => one.main.rule)

describe('terraform rules at the recommended level', () => {
  it('draw one squiggle on a bucket with nothing but a name', async () => {
    assert.equal((await squiggles('resource "aws_s3_bucket" "invoices" {\n  bucket = "shop-invoices"\n}\n')).length, 1)
  })

  it('draw no more than three on a database with nothing but what it needs', async () => {
    const found = await squiggles('resource "aws_db_instance" "shop" {\n  engine              = "postgres"\n  instance_class      = "db.t4g.medium"\n  allocated_storage   = 20\n  skip_final_snapshot = true\n}\n')
    assert.ok(found.length <= 3, found.join(', '))
  })

  it('draw none on a small module in good order', async () => {
    assert.deepEqual(await squiggles(`terraform {
  required_version = "~> 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.2"
    }
  }

  backend "s3" {
    bucket       = "shop-state"
    key          = "network.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}

variable "region" {
  type = string
}

provider "aws" {
  region = var.region
}

resource "aws_cloudwatch_log_group" "web" {
  name              = "/shop/web"
  retention_in_days = 30
}
`), [])
  })
})
