import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { Linter } from '../../src/workspace/linter'
import { processorTime } from '../processor-time'

const page = (when: string): string => `---
topic: docker#pinning
level: essential
severity: error
on: docker.Image
when: ${when}
at: image
message: Image '{self.text}' does not come from our registry.
---
# Image from elsewhere

What we have not scanned we do not run.
`
const dockerfile = { path: 'Dockerfile', text: 'FROM node:22.11-slim\nUSER 10001\nCMD ["node", "a.js"]\n' }

describe('rule pages of a workspace', () => {
  let linter: Linter
  before(async () => { linter = await (require(join(__dirname, '../../dist/index.cjs')) as typeof import('../../src/index')).createLinter() })
  const lint = async (text: string): Promise<readonly string[]> => (await linter.lint([dockerfile, { path: '.shipshape/rules/our-registry.md', text }])).filter((one) => /^(workspace|shipshape)\//.test(one.rule)).map((one) => `${one.path} ${one.rule}: ${one.message}`)

  it('are checked like ours', async () => {
    assert.deepEqual(await lint(page("self.registry != 'registry.example.com'")), ["Dockerfile workspace/our-registry: Image 'node:22.11-slim' does not come from our registry."])
  })

  it('can be suppressed and configured by their name', async () => {
    const findings = await linter.lint([dockerfile, { path: '.shipshape/rules/our-registry.md', text: page('true') }, { path: '.shipshape/config.yml', text: 'rules:\n  workspace/our-registry: off\n' }])
    assert.deepEqual(findings.filter((one) => /^(workspace|shipshape)\//.test(one.rule)), [])
  })

  it('are reported where they are wrong, and the rest goes on', async () => {
    const [message, ...more] = await lint(page('self.registri == null'))
    assert.match(message!, /our-registry\.md shipshape\/invalid-rule: .*'registri'.*'registry'/)
    assert.deepEqual(more, [])
  })

  it('cannot keep us waiting', async () => {
    const [message] = await lint(page("self.stage.instructions.exists(a, self.stage.instructions.exists(b, self.stage.instructions.exists(c, a.text + b.text + c.text == 'x')))"))
    assert.equal(message, undefined)
    const many = { path: 'Dockerfile', text: `FROM scratch\n${'ENV A=1\n'.repeat(500)}` }
    const since = processorTime()
    const findings = await linter.lint([many, { path: '.shipshape/rules/our-registry.md', text: page("self.stage.instructions.exists(a, self.stage.instructions.exists(b, self.stage.instructions.exists(c, a.text + b.text + c.text == 'x')))") }])
    assert.ok(findings.some((one) => one.rule === 'shipshape/internal-error'), 'runs out of fuel')
    assert.ok(processorTime() - since < 5000)
  })

  it('match patterns in linear time', async () => {
    const since = processorTime()
    await linter.lint([{ path: 'Dockerfile', text: `FROM ${'a'.repeat(60)}!\n` }, { path: '.shipshape/rules/our-registry.md', text: page("self.text.matches('^(a+)+$')") }])
    assert.ok(processorTime() - since < 2000)
  })
})
