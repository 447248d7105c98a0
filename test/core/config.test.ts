import assert from 'node:assert/strict'
import { emptyConfig, optionProblem, resolve, type Config, type ConfigurableRule, type RuleEntry } from '../../src/core/config'
import type { Level } from '../../src/core/finding'

const rule = (id: string, level: Level, options: ConfigurableRule['options'] = {}): ConfigurableRule => ({ id, level, options, replacedBy: null })
const essential = rule('docker/root-user', 'essential'), recommended = rule('docker/latest-tag', 'recommended'), all = rule('docker/missing-label', 'all', { labels: { type: 'array', items: { type: 'string' }, default: ['owner'], description: 'Labels that must be there.' } })
const entry = (pattern: string, rest: Partial<RuleEntry> = {}): RuleEntry => ({ pattern, glob: pattern.includes('*'), on: null, severity: null, options: {}, ...rest })
const config = (rest: Partial<Config> = {}): Config => ({ ...emptyConfig(''), ...rest })
const app = { path: 'k8s/app.yaml', purpose: 'production' } as const
const ids = (settings: ReturnType<typeof resolve>): string[] => [essential, recommended, all].filter((one) => settings.rule(one)).map((one) => one.id)

describe('Settings', () => {
  it('judge production files at recommended where nothing is configured', () => {
    assert.deepEqual(ids(resolve([], app)), [essential.id, recommended.id])
  })

  it('judge tests and examples at essential and vendored files not at all', () => {
    const named = [config({ level: 'all', rules: [entry(recommended.id, { on: true })] })]
    assert.deepEqual(ids(resolve([config({ level: 'all' })], { ...app, purpose: 'test' })), [essential.id])
    assert.deepEqual(ids(resolve(named, { ...app, purpose: 'vendored' })), [])
  })

  it('take an editor\'s level only where it is stricter', () => {
    assert.equal(resolve([config({ level: 'strict' })], app, { atLeast: 'essential' }).level, 'strict')
    assert.equal(resolve([config({ level: 'strict' })], app, { atLeast: 'all' }).level, 'all')
    assert.equal(resolve([], { ...app, purpose: 'example' }, { atLeast: 'all' }).level, 'essential')
  })

  it('switch a named rule on at any level', () => {
    const settings = resolve([config({ level: 'essential', rules: [entry(all.id, { on: true, severity: 'info', options: { labels: ['team'] } })] })], app)
    assert.deepEqual(settings.rule(all), { severity: 'info', options: { labels: ['team'] } })
    assert.equal(settings.rule(recommended), null)
  })

  it('give the defaults of options that are not set', () => {
    assert.deepEqual(resolve([config({ level: 'all' })], app).rule(all), { severity: null, options: { labels: ['owner'] } })
  })

  it('let a glob change severities without switching rules on, and a level by glob judge its rules at that level', () => {
    const severe = resolve([config({ rules: [entry('docker/*', { severity: 'error' })] })], app)
    assert.equal(severe.rule(recommended)?.severity, 'error')
    assert.equal(severe.rule(all), null)
    assert.ok(resolve([config({ rules: [entry('docker/*', { on: 'all' })] })], app).rule(all))
  })

  it('prefer an id to a glob of the same file in either order', () => {
    const entries = [entry(essential.id, { on: true }), entry('docker/*', { on: false })]
    assert.deepEqual(ids(resolve([config({ rules: entries })], app)), [essential.id])
    assert.deepEqual(ids(resolve([config({ rules: entries.reverse() })], app)), [essential.id])
  })

  it('let the nearest configuration win and extend its parents', () => {
    const parent = config({ level: 'strict', rules: [entry(essential.id, { on: false }), entry(all.id, { on: true })], settings: { 'kubernetes.version': '1.30', registries: ['a'] } })
    const near = config({ folder: 'k8s', rules: [entry(essential.id, { on: true })], settings: { registries: ['b'] } })
    const settings = resolve([near, parent], app)
    assert.deepEqual(ids(settings), [essential.id, recommended.id, all.id])
    assert.equal(settings.level, 'strict')
    assert.equal(settings.setting('kubernetes.version'), '1.30')
    assert.deepEqual(settings.setting('registries'), ['b'])
    assert.equal(settings.setting('constructor'), undefined)
    assert.equal(resolve([{ ...near, root: true }, parent], app).level, 'recommended')
  })

  it('take overrides by path, the later entry over the earlier one', () => {
    const paths = [{ match: ['k8s/**'], level: 'all', purpose: null, rules: [] }, { match: ['*.yaml'], level: 'essential', purpose: null, rules: [entry(recommended.id, { on: true })] }] as const
    assert.deepEqual(ids(resolve([config({ paths })], app)), [essential.id, recommended.id])
    assert.deepEqual(ids(resolve([config({ paths })], { path: 'k8s/app.yml', purpose: 'test' })), [essential.id, recommended.id, all.id])
    assert.equal(resolve([config({ paths: [{ match: ['k8s'], level: null, purpose: 'vendored', rules: [] }] })], app).level, null)
  })

  it('read globs from the folder that holds the configuration', () => {
    const near = config({ folder: 'k8s', ignore: ['app.yaml'] })
    assert.equal(resolve([near], app).ignored, true)
    assert.equal(resolve([{ ...near, ignore: ['k8s/*.yaml'] }], app).ignored, false)
    assert.equal(resolve([config({ ignore: ['/app.yaml'] })], app).ignored, false)
  })
})

describe('The value of an option', () => {
  it('must fit its schema', () => {
    assert.equal(optionProblem({ type: 'integer', default: 1, description: '', minimum: 1 }, 2), null)
    assert.equal(optionProblem({ type: 'integer', default: 1, description: '', minimum: 1 }, 0), 'must be at least 1')
    assert.equal(optionProblem({ type: 'integer', default: 1, description: '' }, 1.5), 'must be a whole number')
    assert.equal(optionProblem({ type: 'array', items: { type: 'string' }, default: [], description: '' }, ['a', 1]), 'must be a list of strings')
    assert.equal(optionProblem({ type: 'string', enum: ['a', 'b'], default: 'a', description: '' }, 'c'), 'must be one of a, b')
  })
})
