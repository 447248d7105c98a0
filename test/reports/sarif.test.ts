import assert from 'node:assert/strict'
import Ajv, { type AnySchemaObject } from 'ajv'
import addFormats from 'ajv-formats'
import { readFileSync } from 'node:fs'
import type { Log, Result } from 'sarif'
import { TestFolder } from '../cli/harness'

/** The official schema, carried by a development dependency; null where it is not installed. */
function readSchema(): AnySchemaObject | null {
  let file: string
  try { file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') } catch { return null }
  return JSON.parse(readFileSync(file, 'utf8')) as AnySchemaObject
}

/** The schema is of draft 4; ajv reads later ones. What it says of values is the same but for these words. */
function modern(schema: AnySchemaObject): AnySchemaObject {
  const { id: _, $schema: __, ...rest } = schema
  return rest
}

describe('SARIF report', () => {
  const folder = new TestFolder({
    'api/Dockerfile': 'FROM node:latest\nWORKDIR app\nWORKDIR app\nUSER root\n', 'a folder/Dockerfile.größe': 'FROM debian:12\n# shipshape-ignore docker/as-root -- it is a builder\nUSER root\n',
    'old/Dockerfile': 'FROM debian:12\nUSER root\n',
  })
  let log: Log, results: readonly Result[]
  before(async () => {
    assert.equal((await folder.run(['check', 'old', '--update-baseline'])).code, 0)
    const { out, code } = await folder.run(['check', '--format', 'sarif'])
    assert.equal(code, 1)
    log = JSON.parse(out) as Log
    results = log.runs[0]!.results!
  })
  after(() => folder.remove())

  it('is valid under the official schema of SARIF 2.1.0', function () {
    const schema = readSchema()
    if (!schema) { console.log('      @microsoft/jest-sarif is not installed: the schema is not there'); return this.skip() }
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
    addFormats(ajv)
    const validate = ajv.compile(modern(schema))
    assert.ok(validate(log), JSON.stringify(validate.errors, null, 1))
    assert.ok(!validate({ ...log, runs: [{ ...log.runs[0], results: [{ ruleId: 'x' }] }] }), 'a result without a message must be refused, else the schema does nothing')
  })

  it('says where a finding is, from 1 and in UTF-16 columns', () => {
    const [latest] = results.filter((result) => result.ruleId === 'docker/latest')
    assert.equal(log.runs[0]!.columnKind, 'utf16CodeUnits')
    assert.deepEqual(latest!.locations![0]!.physicalLocation, { artifactLocation: { uri: 'api/Dockerfile', uriBaseId: '%SRCROOT%' }, region: { startLine: 1, startColumn: 11, endLine: 1, endColumn: 17 } })
    assert.deepEqual(latest!.fixes![0]!.artifactChanges[0]!.replacements, [{ deletedRegion: { startLine: 1, startColumn: 11, endLine: 1, endColumn: 17 }, insertedContent: { text: 'stable' } }])
  })

  it('describes the rules that found something, and refers to them by index', () => {
    const rules = log.runs[0]!.tool.driver.rules!
    for (const result of results) assert.equal(rules[result.ruleIndex!]!.id, result.ruleId)
    const rule = rules.find((one) => one.id === 'docker/as-root')!
    assert.deepEqual(rule.defaultConfiguration, { level: 'error' })
    assert.equal(rule.fullDescription!.text, 'A process that is root in its container is root on the node.')
    assert.match(rule.help!.markdown!, /^# Image runs as root\n\nA process [^]*Found:\n\n```dockerfile\nFROM debian:12\nUSER root\n```\n\nFine \(`api\/Dockerfile`\):/)
  })

  it('has no link that is dead outside the editor', () => {
    const text = JSON.stringify(log)
    assert.ok(!text.includes('helpUri') && !text.includes('shipshape:/') && !/\]\((?!https?:)/.test(text))
    assert.match(text, /<https:\/\/docs\.docker\.com/)
  })

  it('shows suppressed findings with the reason, and accepted ones as suppressed from outside', () => {
    const states = results.filter((result) => result.ruleId === 'docker/as-root').map((result) => [result.locations![0]!.physicalLocation!.artifactLocation!.uri, result.suppressions!.map((one) => [one.kind, one.justification])])
    assert.deepEqual(states, [['api/Dockerfile', []], ['old/Dockerfile', [['external', 'Accepted by the baseline.']]], ['a%20folder/Dockerfile.gr%C3%B6%C3%9Fe', [['inSource', 'it is a builder']]]])
  })

  it('names findings by their content, each by a name of its own', async () => {
    const names = (of: readonly Result[]): string[] => of.map((result) => result.partialFingerprints!['shipshapeContent/v1']!)
    assert.equal(new Set(names(results)).size, results.length)
    folder.write('api/Dockerfile', '# one more line\n\n' + folder.read('api/Dockerfile'))
    const moved = JSON.parse((await folder.run(['check', '--format', 'sarif'])).out) as Log
    assert.deepEqual(names(moved.runs[0]!.results!), names(results))
  })
})
