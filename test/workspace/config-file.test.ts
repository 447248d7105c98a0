import assert from 'node:assert/strict'
import Ajv from 'ajv'
import { parse } from 'yaml'
import { resolve, type ConfigurableRule } from '../../src/core/config'
import { configSchema } from '../../src/core/config-schema'
import type { Level } from '../../src/core/finding'
import { applyEdits } from '../../src/core/edit'
import { readConfig, setRule } from '../../src/workspace/config-file'

const rule = (id: string, level: Level, options: ConfigurableRule['options'] = {}, replacedBy: string | null = null): ConfigurableRule => ({ id, level, options, replacedBy })
const rules = [
  rule('docker/root-user', 'essential'), rule('docker/latest-tag', 'recommended'), rule('docker/as-root', 'essential', {}, 'docker/root-user'),
  rule('docker/missing-label', 'all', {
    labels: { type: 'array', items: { type: 'string' }, default: ['owner'], description: 'Labels that must be there.' },
    most: { type: 'integer', default: 3, minimum: 1, maximum: 9, description: 'At most as many.' },
  }),
]
const path = 'services/.shipshape/config.yml'

/** The configuration of a text, and each problem as the text it stands at and what it says. */
function read(text: string): { config: ReturnType<typeof readConfig>['config']; problems: readonly string[] } {
  const { config, problems } = readConfig(path, text, rules)
  for (const { span } of problems) assert.ok(0 <= span[0] && span[0] <= span[1] && span[1] <= text.length)
  return { config, problems: problems.map((problem) => `${problem.severity} ${text.slice(...problem.span)}: ${problem.message}`) }
}

const whole = `root: true
level: strict
rules:
  docker/root-user: off
  docker/latest-tag: error
  docker/missing-label:
    severity: info
    options: { labels: [team, tier], most: 2 }
  'docker/*': all
paths:
  - match: [dev/**, '*.dev.yml']
    level: essential
    purpose: development
    rules: { docker/root-user: on }
  - match: legacy
    rules:
      docker/*: off
ignore: [generated/**]
kubernetes: { version: 1.30 }
terraform: { tfvars: [prod.tfvars] }
registries:
  - ghcr.io/acme
`

describe('A configuration file', () => {
  it('is read whole', () => {
    const { config, problems } = read(whole)
    assert.deepEqual(problems, [])
    assert.deepEqual(config, {
      folder: 'services', root: true, level: 'strict',
      rules: [
        { pattern: 'docker/root-user', glob: false, on: false, severity: null, options: {} },
        { pattern: 'docker/latest-tag', glob: false, on: true, severity: 'error', options: {} },
        { pattern: 'docker/missing-label', glob: false, on: true, severity: 'info', options: { labels: ['team', 'tier'], most: 2 } },
        { pattern: 'docker/*', glob: true, on: 'all', severity: null, options: {} },
      ],
      paths: [
        { match: ['dev/**', '*.dev.yml'], level: 'essential', purpose: 'development', rules: [{ pattern: 'docker/root-user', glob: false, on: true, severity: null, options: {} }] },
        { match: ['legacy'], level: null, purpose: null, rules: [{ pattern: 'docker/*', glob: true, on: false, severity: null, options: {} }] },
      ],
      ignore: ['generated/**'],
      settings: { 'kubernetes.version': '1.30', 'terraform.tfvars': ['prod.tfvars'], registries: ['ghcr.io/acme'] },
    })
  })

  it('decides how a file is judged', () => {
    const settings = resolve([read(whole).config], { path: 'services/api/Dockerfile', purpose: 'production' })
    assert.equal(settings.rule(rules[0]!), null)
    assert.deepEqual(settings.rule(rules[3]!), { severity: 'info', options: { labels: ['team', 'tier'], most: 2 } })
    assert.equal(resolve([read(whole).config], { path: 'services/legacy/Dockerfile', purpose: 'production' }).rule(rules[1]!), null)
  })

  it('is empty where it says nothing', () => {
    for (const text of ['', '# later\n', '---\n', 'level:\nrules:\npaths:\n  -\nignore:\n']) assert.deepEqual(read(text).problems, [], JSON.stringify(text))
  })

  it('says what is misspelt and keeps the rest', () => {
    const { config, problems } = read('levle: strict\nrules:\n  docker/rootuser: off\n  docker/latest-tag: eror\n  docker/missing-label: { options: { mots: 1, most: 20, labels: x } }\n  helm/*: off\n  docker/root-user: warning\npaths:\n  - level: strict\n  - match: a\n    purpose: prod\nkubernetes: { version: newest }\n')
    assert.deepEqual(problems, [
      "warning levle: 'levle' is no setting of a configuration; did you mean 'level'?",
      "warning docker/rootuser: There is no rule 'docker/rootuser'; did you mean 'docker/root-user'?",
      'error eror: A rule must be set to off, on, error, warning, info, hint or a level.',
      "warning mots: 'mots' is no setting of rule 'docker/missing-label'; did you mean 'most'?",
      "error 20: Option 'most' must be at most 9.",
      "error x: Option 'labels' must be a list.",
      "warning helm/*: No rule matches 'helm/*'.",
      "error level: An entry of 'paths' has no 'match'.",
      "error prod: 'purpose' must be one of production, development, test, example, vendored.",
      "error newest: 'version' must be a version such as \"1.31\".",
    ])
    assert.deepEqual(config.rules.map((one) => one.pattern), ['docker/missing-label', 'docker/root-user'])
    assert.equal(config.paths.length, 1)
  })

  it('maps a replaced rule to the one that replaced it', () => {
    const { config, problems } = read('rules:\n  docker/as-root: error\n')
    assert.deepEqual(config.rules.map((one) => one.pattern), ['docker/root-user'])
    assert.deepEqual(problems, ["warning docker/as-root: 'docker/as-root' is now 'docker/root-user'."])
  })

  it('counts as far as it can be read while it is typed', () => {
    const { config, problems } = read('level: strict\nrules:\n  docker/root-user: off\n  docker/latest-tag: "err\nignore: [a\n')
    assert.ok(problems.some((problem) => problem.startsWith('error')))
    assert.equal(config.level, 'strict')
    assert.equal(config.rules[0]?.pattern, 'docker/root-user')
  })

  it('never throws, cut at any place', () => {
    for (let end = 0; end <= whole.length; end++) read(whole.slice(0, end))
    for (const text of ['- a\n', 'x', '{', 'rules: [a]\n', 'paths: {}\n', 'a: &a [*a]\nrules: *a\n', 'rules: { ? {a: b} : c }\n', 'level: [strict]\nroot: yes\nignore: { a: b }\n', 'rules:\n  docker/root-user: &x { severity: { severity: *x } }\n', 'rules: { "docker/{a,b": off, "[": on }\n']) read(text)
  })
})

describe('Setting a rule in a configuration', () => {
  const cases: readonly (readonly [before: string, after: string])[] = [
    ['', 'rules:\n  docker/latest-tag: off\n'],
    ['# ours\n', '# ours\nrules:\n  docker/latest-tag: off\n'],
    ['level: strict', 'level: strict\nrules:\n  docker/latest-tag: off\n'],
    ['level: strict\r\n# end\r\n', 'level: strict\r\nrules:\r\n  docker/latest-tag: off\r\n# end\r\n'],
    ['rules:\nlevel: all\n', 'rules:\n  docker/latest-tag: off\nlevel: all\n'],
    ['rules:\n    docker/root-user: off # why\nlevel: all\n', 'rules:\n    docker/root-user: off # why\n    docker/latest-tag: off\nlevel: all\n'],
    ['rules: { docker/root-user: off }\n', 'rules: { docker/root-user: off, docker/latest-tag: off }\n'],
    ['rules: {}\n', 'rules: { docker/latest-tag: off }\n'],
    ['rules:\n  docker/latest-tag: error # why\n', 'rules:\n  docker/latest-tag: off # why\n'],
    ['rules:\n  docker/latest-tag:\n', 'rules:\n  docker/latest-tag: off\n'],
    ['rules:\n  docker/latest-tag:\n    severity: error\n', 'rules:\n  docker/latest-tag:\n    severity: off\n'],
    ['rules:\n  docker/latest-tag:\n    options: {}\n', 'rules:\n  docker/latest-tag:\n    severity: off\n    options: {}\n'],
  ]
  for (const [before, after] of cases) it(`keeps all else of ${JSON.stringify(before)}`, () => {
    const edit = setRule(before, 'docker/latest-tag', 'off')
    assert.ok(edit)
    assert.equal(applyEdits(before, [edit]), after)
    assert.equal(readConfig(path, after, rules).config.rules.find((one) => one.pattern === 'docker/latest-tag')?.on, false)
    assert.deepEqual(readConfig(path, after, rules).problems, [])
  })

  it('is refused where the file is no map', () => assert.equal(setRule('- a\n', 'docker/latest-tag', 'off'), null))
})

describe('The schema of the configuration', () => {
  const schema = configSchema(rules.map((one) => ({ ...one, title: 'Title', why: 'Because.', severity: 'warning' as const })))
  const validate = new Ajv({ strict: false }).compile(schema)

  it('accepts what the reader accepts', () => {
    assert.ok(validate(parse(whole)), JSON.stringify(validate.errors))
    assert.ok(validate({ level: 'all', rules: { 'docker/as-root': 'off', 'docker/root-user': false } }))
  })

  it('refuses misspelt settings, rules and options', () => {
    for (const wrong of [{ levle: 'strict' }, { level: 'high' }, { rules: { 'docker/rootuser': 'off' } }, { rules: { 'docker/root-user': 'eror' } }, { rules: { 'docker/missing-label': { options: { most: 20 } } } }, { paths: [{ level: 'strict' }] }]) assert.ok(!validate(wrong), JSON.stringify(wrong))
  })

  it('documents every rule and the defaults of its options', () => {
    const text = JSON.stringify(schema)
    for (const one of rules) assert.ok(text.includes(one.id))
    assert.match(text, /Title \(essential, warning\)\./)
    assert.match(text, /"default":\["owner"\]/)
  })
})
