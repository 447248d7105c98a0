import assert from 'node:assert/strict'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { closureProgram } from '../../src/core/compile'
import { rulesByKind } from '../../src/core/engine'
import { readPage } from '../../src/core/page'
import type { RunnableRule } from '../../src/core/program'
import { language } from '../../src/languages/terraform/language'
import { Workspace } from '../../src/workspace/workspace'
import { readFactTypes } from '../../scripts/fact-types'

const types = readFactTypes(join(__dirname, '../..'))
const ruleOf = (when: string): RunnableRule => {
  const { page } = readPage('terraform/test', `---\ntopic: cloud#storage-s3\nlevel: essential\nseverity: warning\non: terraform.Resource\nwhen: ${JSON.stringify(when)}\nmessage: Found.\n---\n# Test\n\nWhy.\n\n\`\`\`hcl bad\n\`\`\`\n\n\`\`\`hcl good\n\`\`\`\n`, (text) => load(text))
  const { program, problems } = closureProgram(page!, types, () => () => false)
  assert.deepEqual(problems, [])
  return { ...page!.rule, program: program! }
}

describe('a rule that begins by comparing the field that sorts its facts', () => {
  it('is told apart at build time', () => {
    assert.deepEqual(ruleOf(`self.type == 'aws_vpc' && self.name == 'x'`).program.only, { field: 'type', values: ['aws_vpc'] })
    assert.deepEqual(ruleOf(`self.type in ['aws_vpc', 'aws_subnet'] && self.name == 'x'`).program.only, { field: 'type', values: ['aws_vpc', 'aws_subnet'] })
    assert.equal(ruleOf(`self.name == 'x' && self.type == 'aws_vpc'`).program.only, null)
    assert.equal(ruleOf(`self.type == 'aws_vpc' || self.name == 'x'`).program.only, null)
  })

  it('meets no other facts, so that these are no evidence that all is well', () => {
    const rule = ruleOf(`self.type == 'aws_vpc' && self.attr.cidr_block == '10.0.0.0/8'`), index = rulesByKind([rule]), silent: string[] = []
    const made = new Workspace({ languages: [language], rules: () => index, policy: { setting: () => ({ severity: null, options: {} }), languageSetting: () => undefined, judge: (_, findings) => ({ kept: findings, suppressed: [] }) } })
    made.set('main.tf', 'resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/8"\n}\n\nresource "aws_vpc" "b" {\n  cidr_block = "10.1.0.0/16"\n}\n\nresource "aws_subnet" "c" {\n  cidr_block = "10.0.0.0/8"\n}\n')
    made.finishIndexing()
    made.refreshNow()
    const found = made.inspect('main.tf', { onSilent: (_, fact) => { silent.push(fact.subject) } })
    assert.deepEqual([found.map((one) => one.subject), silent], [['aws_vpc.a'], ['aws_vpc.b']])
  })
})
