import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { make, target } from '../../scripts/github-actions-tables'
import { availability, positionOf } from '../../src/languages/github-actions/contexts'
import { eventKinds, permissionScopes } from '../../src/languages/github-actions/events'
import { globFault } from '../../src/languages/github-actions/glob'
import { choose, kindOf, specOf } from '../../src/languages/github-actions/schema'
import { factsOf, steps } from './facts'

describe('github-actions: tables of GitHub\'s own schema', () => {
  it('are what the script makes of the installed package, and small', () => {
    assert.equal(readFileSync(target, 'utf8'), make())
    assert.ok(statSync(target).size < 30_000)
  })
  it('say which keys stand where, and of what kind they are', () => {
    assert.deepEqual([...specOf('concurrency-mapping').keys.keys()], ['group', 'cancel-in-progress', 'queue'])
    assert.deepEqual([specOf('concurrency-mapping').required, kindOf('[filled]|text').item?.filled, specOf('strategy').keys.get('max-parallel')?.positive], [['group'], true, true])
    assert.equal(choose(['run-step', 'regular-step', 'wait-step'], { has: key => key === 'wait', text: () => null }), 'wait-step')
  })
  it('name events with their types and filters, and scopes with their levels', () => {
    assert.deepEqual(eventKinds.get('merge_group')!.filters, ['types', 'branches', 'branches-ignore'])
    assert.deepEqual([eventKinds.get('repository_dispatch')!.takesAnyType, eventKinds.get('pull_request')!.defaultTypes, eventKinds.get('create')!.types], [true, ['opened', 'synchronize', 'reopened'], []])
    assert.deepEqual([permissionScopes.get('id-token'), permissionScopes.get('models'), permissionScopes.get('contents')], [['write'], ['read'], ['read', 'write']])
  })
  it('say what is offered where, the place above where nothing is said', () => {
    const at = (path: string): string[] => [...availability(path)?.contexts ?? []]
    assert.deepEqual(at('jobs.<job_id>.strategy.matrix.os'), ['github', 'inputs', 'needs', 'vars'])
    assert.deepEqual([at('name'), at('jobs.<job_id>.steps.uses'), at('jobs.<job_id>.steps.run').includes('secrets')], [[], [], true])
    assert.equal(positionOf(['jobs', 'a', 'steps', 0, 'parallel', 1, 'run']), 'jobs.<job_id>.steps.run')
  })
})

describe('github-actions: filter patterns', () => {
  it('are read as GitHub reads them', () => {
    for (const good of ['main', 'release/**', '!release/**-alpha', 'v[12].[0-9]+', 'feature/*', '**', '*', 'v2*', '@x', 'a\\*b']) assert.equal(globFault(good, false), null, good)
    for (const bad of ['', ' ', '!', 'v[0-', 'v[9-0]', '[]', '/main', 'main/', 'a b', 'a:b', '^v', '\\d+', '+a', 'a**?']) assert.notEqual(globFault(bad, false), null, bad)
    for (const good of ['src/**', '**/*.js?', '/docs/', 'a b/c', '.github/**', '!x.md', 'a[0-9]']) assert.equal(globFault(good, true), null, good)
    for (const bad of ['./src', '.', '../x', 'a\\b', ' a', 'a\n', '?x', '*/?']) assert.notEqual(globFault(bad, true), null, bad)
  })
})

describe('github-actions: files as they are written', () => {
  it('have their peculiarities at their places', () => {
    const text = steps('- &a {run: x, RUN: y}\n- env: {<<: *b}\n  run: !int "1"\n')
    const [source] = factsOf(text, 'github-actions.Source')
    assert.deepEqual([source!.duplicateKeys, source!.mergeKeys, source!.undefinedAliases, source!.unsupportedTags, source!.unusedAnchors].map(parts => parts.map(part => text.slice(...part.span))), [['RUN'], ['<<'], ['*b'], ['!int'], ['&a']])
  })
  it('are refused for steps in the background that nobody can wait for', () => {
    const faults = factsOf(steps('- id: a\n  run: x\n- wait: [a, b]\n- id: c\n  wait: c\n'), 'github-actions.Step').flatMap(step => step.backgroundFaults.map(fault => fault.text))
    assert.deepEqual(faults, ["Step 'a' does not run in the background", "No earlier step of the job has the id 'b'", "Step 'c' waits for itself"])
  })
})
