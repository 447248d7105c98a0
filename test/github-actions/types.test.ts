import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableOf } from '../../scripts/github-actions-events'
import { payloads } from '../../src/languages/github-actions/data/payloads'
import { payloadOf, type Type } from '../../src/languages/github-actions/types'
import { factsOf, steps } from './facts'

const expressions = (files: Parameters<typeof factsOf>[0]) => factsOf(files, 'github-actions.Expression')
const echo = (source: string, on = 'push', more = '') => steps(`- run: echo \${{ ${source} }}\n`, more).replace('on: push', `on: ${on}`)
const problems = (text: string) => expressions(text).flatMap(expression => expression.typeProblems.map(problem => `${problem.kind} ${problem.text}`))
const typeOf = (source: string, on?: string, more?: string) => expressions(echo(source, on, more)).at(-1)!.type

describe('github-actions: what events carry', () => {
  it('the table is what the script makes of the webhooks that are installed', () => {
    const description = JSON.parse(readFileSync(join(__dirname, '../../node_modules/@octokit/openapi-webhooks/generated/api.github.com.json'), 'utf8')) as Parameters<typeof tableOf>[0]
    assert.equal(tableOf(description), payloads)
  }).timeout(20_000)
  it('properties are found at any depth, and what is not there is not', () => {
    const read = (event: string, path: string): string | null => {
      let type: Type | null = payloadOf(event)
      for (const name of path.split('.')) type = type?.kind === 'object' ? type.get(name) : type?.kind === 'array' ? type.item : null
      return type?.kind ?? null
    }
    const known: readonly (readonly [string, string, string | null])[] = [
      ['pull_request', 'pull_request.head.repo.full_name', 'string'], ['pull_request_target', 'pull_request.draft', 'boolean'], ['issues', 'issue.number', 'number'], ['issue_comment', 'issue.pull_request.url', 'string'],
      ['push', 'head_commit.message', 'string'], ['push', 'commits', 'array'], ['push', 'pull_request', null], ['schedule', 'schedule', 'string'], ['schedule', 'repository.default_branch', 'string'], ['schedule', 'head_commit', null],
      ['workflow_run', 'workflow_run.head_branch', 'string'], ['release', 'release.tag_name', 'string'], ['repository_dispatch', 'client_payload', 'any'], ['deployment_status', 'deployment_status.state', 'string'], ['workflow_dispatch', 'ref', 'string'],
    ]
    for (const [event, path, kind] of known) assert.equal(read(event, path), kind, `${event} ${path}`)
    assert.equal(payloadOf('workflow_call'), null)
  })
})

describe('github-actions: types of expressions', () => {
  it('of operators, functions and contexts', () => {
    const known: readonly (readonly [string, string])[] = [
      [`github.ref == 'x'`, 'boolean'], [`'a' && 'b'`, 'string'], [`github.ref && 1`, 'any'], [`fromJSON('[1, 2]')`, 'array'], [`fromJSON('[1, 2]')[0]`, 'number'], [`fromJSON('{"a":{"b":true}}').a.b`, 'boolean'], [`fromJSON(env.X)`, 'any'],
      [`case(github.ref == 'x', 'a', 'b')`, 'string'], [`github.event`, 'object'], [`github.event.commits.*.message`, 'array'], [`github.event.commits[0].message`, 'string'], [`github.event['head_commit']['id']`, 'string'], ['strategy.job-total', 'number'],
      [`toJSON(github)`, 'string'], ['env.X', 'string'], ['vars', 'object'], ['always()', 'boolean'], ['steps', 'object'], ['job.services', 'object'], ['github[env.X]', 'any'], ['runner.os', 'string'],
    ]
    for (const [source, kind] of known) assert.equal(typeOf(source), kind, source)
  })
  it('of a matrix, expressions in it worked out', () => {
    const matrix = '    strategy:\n      matrix:\n        os: [a, b]\n        n: [1, 2]\n        mixed: [1, a]\n        pair: [{x: 1}, {x: 2, y: z}]\n        list: ${{ fromJSON(\'["a"]\') }}\n        open: ${{ fromJSON(vars.LIST) }}\n        include:\n          - extra: true\n'
    const known: readonly (readonly [string, string])[] = [['os', 'string'], ['n', 'number'], ['mixed', 'any'], ['pair', 'object'], ['pair.x', 'number'], ['pair.y', 'string'], ['list', 'string'], ['open', 'any'], ['open.x', 'any'], ['extra', 'boolean']]
    for (const [name, kind] of known) assert.equal(typeOf(`matrix.${name}`, 'push', matrix), kind, name)
  })
  it('of what refers to itself there is none', () => {
    assert.equal(typeOf('matrix.a', 'push', '    strategy:\n      matrix:\n        a: ["${{ matrix.a }}"]\n'), 'any')
  })
})

describe('github-actions: what does not fit', () => {
  it('properties of payloads, by the events that can have led there', () => {
    const number = 'github.event.pull_request.number'
    assert.deepEqual(problems(echo(number)), [`event ${number}`])
    assert.deepEqual(problems(echo(number, '[push, pull_request]')), [])
    assert.deepEqual(problems(echo(`github.event_name == 'push' && ${number}`, '[push, pull_request]')), [`event ${number}`])
    assert.deepEqual(problems(echo(`github.event_name == 'pull_request' && ${number} || 0`)), [])
    assert.deepEqual(problems(echo(number, '[push, pull_request]', `    if: github.event_name == 'push'\n`)), [`event ${number}`])
    assert.deepEqual(problems(echo(number, '[push, pull_request]', `    if: github.event_name == 'push' || github.event_name == 'pull_request'\n`)), [])
    for (const quiet of [`${number} || github.ref`, `${number} && 'pr'`, `${number} != null`, `${number} == ''`, 'github.event[env.X].y', 'github.event.head_commit.id']) assert.deepEqual(problems(echo(quiet)), [], quiet)
    for (const on of ['workflow_call', 'image_version', '[push, workflow_call]']) assert.deepEqual(problems(echo(number, on)), [], on)
    assert.deepEqual(problems(echo('github.head_ref')), ['event github.head_ref'])
    assert.deepEqual(problems(echo('github.head_ref || github.ref')), [])
  })
  it('arguments, comparisons, indices and literals', () => {
    const known: readonly (readonly [string, readonly string[]])[] = [
      [`contains(github.event, 'x')`, ['argument github.event']], [`contains(github.event.commits.*.id, github.sha)`, []], [`startsWith(github.ref, github.event)`, ['argument github.event']], [`join(github.event.commits.*.id, ', ')`, []], [`join(job.services)`, ['argument job.services']],
      [`github.event.repository == 'x'`, [`compare github.event.repository == 'x'`]], [`github.event.repository == null`, []], [`github.event.commits > 1`, ['compare github.event.commits > 1']], [`github.run_number > 1`, []], [`true < 2`, ['compare true < 2', 'constant true < 2']],
      [`fromJSON('{"a":1}').b`, [`property fromJSON('{"a":1}').b`]], [`fromJSON('{')`, [`json '{'`]], [`fromJSON('3')`, []], [`format('{0} {1}', github.ref)`, [`format '{0} {1}'`]], [`format('{0}', github.ref, github.sha)`, ['format-unused github.sha']], [`format('{{0}} {0}', github.ref)`, []], [`format('}', github.ref)`, ["format '}'", 'format-unused github.ref'].slice(0, 1)],
      [`github.ref == 'x' && '' || 'y'`, [`ternary ''`]], [`github.ref == 'x' && 'z' || ''`, []], [`job.status == true`, ['boolean job.status']], ['github.event', ['template github.event']], [`github.event.commits.*.id`, ['template github.event.commits.*.id']], [`toJSON(github.event)`, []],
      [`contains('a b', github.ref)`, [`contains 'a b'`]], [`contains('ab', github.ref)`, []], [`fromJSON(toJSON(github.event)).ref`, ['constant fromJSON(toJSON(github.event))']], [`case(github.ref, 'a', 'b')`, ['argument github.ref']],
    ]
    for (const [source, expected] of known) assert.deepEqual(problems(echo(source)), expected, source)
  })
  it('keys that take no text', () => {
    const job = (key: string, value: string) => problems(steps('- run: x\n', `    ${key}: \${{ ${value} }}\n`))
    assert.deepEqual([job('timeout-minutes', `'x'`), job('timeout-minutes', '5'), job('timeout-minutes', 'fromJSON(vars.T)'), job('continue-on-error', 'github.ref')], [['assign timeout-minutes', "constant 'x'"], ['constant 5'], [], ['assign continue-on-error']])
    assert.deepEqual(job('services', `fromJSON('{}')`), [])
    assert.deepEqual(problems(steps('- run: x\n', '    timeout-minutes: 1${{ vars.X }}\n')), ['assign timeout-minutes'])
  })
  it('texts that are taken for booleans', () => {
    const flags = (script: string, condition: string) => problems(steps(`- id: a\n  run: |\n    ${script}\n- if: ${condition}\n  run: x\n`))
    assert.deepEqual(flags('echo "ok=false" >> "$GITHUB_OUTPUT"', 'steps.a.outputs.ok'), ['flag steps.a.outputs.ok'])
    assert.deepEqual(flags('echo "ok=false" >> "$GITHUB_OUTPUT"', `\${{ !steps.a.outputs.ok && github.ref == 'x' }}`), ['flag steps.a.outputs.ok'])
    for (const [script, condition] of [['echo "ok=false" >> "$GITHUB_OUTPUT"', `steps.a.outputs.ok == 'true'`], ['echo "ok=$X" >> "$GITHUB_OUTPUT"', 'steps.a.outputs.ok'], ['echo "ok=true" >> "$GITHUB_OUTPUT"', 'steps.a.outputs.ok']] as const) assert.deepEqual(flags(script, condition), [], condition)
  })
})
