import assert from 'node:assert/strict'
import { join } from 'node:path'
import { loadLanguages } from '../../scripts/languages'
import { builtInLibrary } from '../../src/node/library'
import type { Checklist, Item, ItemResult, ServiceReadiness } from '../../src/readiness/checklist'
import { evaluateReadiness } from '../../src/readiness/evaluate'
import { Project } from '../../src/workspace/project'
import { readReadiness, withAnswer, withAvailability, withServices } from '../../src/workspace/readiness-file'

const languages = loadLanguages(join(__dirname, '../..'))
const base = { why: 'It hurts.', topic: 'docker#security', when: null, expires: 90 } as const
const items: readonly Item[] = [
  { ...base, id: 'docker.non-root', title: 'The process is not root', tier: 'launch-blocking', mode: 'automatic', applies: ['docker.Stage'], evidence: [{ rule: 'docker/root-user' }] },
  { ...base, id: 'docker.composed', title: 'No service of Compose is root', tier: 'launch-blocking', mode: 'automatic', applies: ['compose.Service'], evidence: [{ rule: 'compose/root-user' }] },
  { ...base, id: 'cloud.backups', title: 'Databases have backups', tier: 'standard', mode: 'automatic', applies: ['terraform.Resource'], when: null, evidence: [{ rule: 'terraform/aws-rds-short-backup-retention' }] },
  { ...base, id: 'docker.small', title: 'The image is small', tier: 'critical', mode: 'assisted', applies: ['docker.Stage'], evidence: [{ rule: 'docker/root-user' }] },
  { ...base, id: 'docker.isolation', title: 'Strangers’ code is kept apart', tier: 'launch-blocking', mode: 'manual', applies: [], evidence: [] },
]
const checklist: Checklist = { id: 'docker', title: 'Docker', items }

function judge(files: { readonly [path: string]: string }, today = '2026-11-29'): readonly ServiceReadiness[] {
  const project = new Project({ languages, library: builtInLibrary(), items: items.map(({ id }) => id) })
  for (const [path, text] of Object.entries(files)) project.set(path, text)
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  return evaluateReadiness(project, [checklist], today)
}
const of = (services: readonly ServiceReadiness[], id: string, service: string | null = null): ItemResult | undefined => services.find((one) => one.service === service)?.checklists[0]!.items.find((item) => item.id === id)
const image = (user: string): string => `FROM debian:12.9-slim\nCOPY server /usr/local/bin/\nUSER ${user}\nCMD ["server"]\n`
const answers = (text: string) => ({ Dockerfile: image('root'), '.shipshape/readiness.yml': text })

describe('The answers in .shipshape/readiness.yml', () => {
  it('tick what only a person can tell, with evidence, until they expire', () => {
    const text = 'ticks:\n  docker.isolation: { by: ana, on: 2026-10-01, evidence: "https://wiki/isolation" }\n'
    const passed = of(judge(answers(text)), 'docker.isolation')!
    assert.deepEqual([passed.state, passed.reason, passed.answer], ['pass', 'https://wiki/isolation (ana, 2026-10-01)', { kind: 'tick', until: '2026-12-30' }])
    assert.equal(text.slice(...passed.evidence[0]!.span), 'docker.isolation')
    const expired = of(judge(answers(text), '2026-12-30'), 'docker.isolation')!
    assert.deepEqual([expired.state, expired.reason], ['unknown', 'The tick of ana counted until 2026-12-30.'])
  })
  it('do not tick away what the files refute', () => assert.equal(of(judge(answers('ticks:\n  docker.non-root: { evidence: "I looked" }\n')), 'docker.non-root')!.state, 'fail'))
  it('waive a failure until a day', () => {
    const text = 'waivers:\n  docker.non-root: { reason: "binds port 80", owner: platform, until: 2026-12-31 }\n'
    assert.deepEqual([of(judge(answers(text)), 'docker.non-root')!].map(({ state, reason }) => [state, reason]), [['waived', 'binds port 80 (platform, until 2026-12-31)']])
    assert.deepEqual([of(judge(answers(text), '2027-01-01'), 'docker.non-root')!].map(({ state, reason }) => [state, reason]), [['fail', 'The waiver of platform ended on 2026-12-31.']])
  })
  it('say that an item does not apply, with a reason', () => assert.deepEqual([of(judge(answers('not-applicable:\n  docker.isolation: no strangers here\n')), 'docker.isolation')!].map(({ state, reason }) => [state, reason]), [['not-applicable', 'no strangers here']]))
  it('only a proposal is made of an assisted item until somebody confirms it', () => {
    const files = { Dockerfile: image('10001') }
    assert.deepEqual([of(judge(files), 'docker.small')!].map(({ state, proposed, evidence }) => [state, proposed, evidence.length]), [['unknown', 'pass', 1]])
    assert.equal(of(judge({ ...files, '.shipshape/readiness.yml': 'ticks:\n  docker.small: { evidence: 40 MB }\n' }), 'docker.small')!.state, 'pass')
  })
  it('are checked, and the rest of them counts', () => {
    const text = 'tick: {}\nticks:\n  docker.isolatoin: { evidence: x }\n  docker.small: { by: ana }\n  docker.isolation: { evidence: x, on: 2026-13-01 }\nwaivers:\n  docker.non-root: { reason: r }\nservices:\n  - owner: ana\n  - { name: a, availability: 100 }\n'
    const { file, problems } = readReadiness(text, items.map(({ id }) => id))
    assert.deepEqual(problems.map(({ message, span }) => `${text.slice(...span)}: ${message}`), [
      "tick: 'tick' is no setting of the answers; did you mean 'ticks'?",
      "docker.isolatoin: There is no checklist item 'docker.isolatoin'; did you mean 'docker.isolation'?",
      "docker.small: The tick of 'docker.small' has no evidence: a link, or a sentence.",
      "2026-13-01: 'on' must be a day such as 2026-09-12.",
      "docker.non-root: The waiver of 'docker.non-root' has no 'owner' and no 'until'.",
      "owner: An entry of 'services' has no 'name'.",
      "100: 'availability' must be a percentage below 100, such as 99.9.",
    ])
    assert.deepEqual([...file.answers.ticks.keys()], ['docker.isolation'])
    assert.deepEqual(file.services.map(({ name }) => name), ['a'])
  })
})

describe('Services', () => {
  const files: { readonly [path: string]: string } = {
    ...Object.fromEntries(['cart', 'checkout', 'catalog', 'orders', 'ui'].map((name) => [`src/${name}/Dockerfile`, image(name === 'cart' ? 'root' : '10001')])),
    'terraform/main.tf': 'resource "aws_db_instance" "orders" {\n  backup_retention_period = 0\n}\n',
  }
  const declared = `services:\n${['cart', 'checkout', 'catalog', 'orders', 'ui'].map((name, i) => `  - { name: ${name}, paths: ["src/${name}/**"], availability: ${i < 2 ? 99.95 : 99} }\n`).join('')}`

  it('are judged one by one, and shared files count for each of them', () => {
    const services = judge({ ...files, '.shipshape/readiness.yml': declared })
    assert.deepEqual(services.map(({ service }) => [service, of(services, 'docker.non-root', service)!.state]), [['cart', 'fail'], ['checkout', 'pass'], ['catalog', 'pass'], ['orders', 'pass'], ['ui', 'pass']])
    for (const { service } of services) assert.deepEqual([of(services, 'cloud.backups', service)!].map(({ state, evidence }) => [state, evidence[0]!.path]), [['fail', 'terraform/main.tf']])
  })
  it('are asked for as much as they promise', () => {
    const services = judge({ ...files, '.shipshape/readiness.yml': declared })
    assert.deepEqual(services.map(({ service }) => [service, of(services, 'docker.small', service) !== undefined]), [['cart', true], ['checkout', true], ['catalog', false], ['orders', false], ['ui', false]])
  })
  it('are guessed until somebody writes them down', () => assert.deepEqual(judge(files).map(({ service, availability }) => [service, availability]), ['cart', 'catalog', 'checkout', 'orders', 'ui'].map((name) => [name, null])))
  it('are neither variants of one image nor parts of another service', () => {
    const named = (...paths: readonly string[]): readonly (string | null)[] => judge(Object.fromEntries(paths.map((path) => [path, image('app')]))).map(({ service }) => service)
    assert.deepEqual(named('22/alpine/Dockerfile', '22/slim/Dockerfile', '24/alpine/Dockerfile', '24/slim/Dockerfile'), [null])
    assert.deepEqual(named('mysql/image/Dockerfile', 'redis/image/Dockerfile'), ['mysql', 'redis'])
    assert.deepEqual(named('src/cart/Dockerfile', 'src/cart/proxy/Dockerfile', 'src/ui/Dockerfile'), ['cart', 'ui'])
    assert.deepEqual(named('src/mysql/base/Dockerfile', 'src/mysql/next/base/Dockerfile', 'src/ui/Dockerfile'), ['mysql', 'ui'])
  })
  it('do not answer for each other in a file of all', () => {
    const compose = 'services:\n  cart: { build: src/cart }\n  ui: { build: src/ui }\n  collector: { image: "otel/collector:1.0.0", user: "0:0" }\n', folders = { 'src/cart/Dockerfile': image('app'), 'src/ui/Dockerfile': image('app') }
    const seen = (files: { readonly [path: string]: string }): object => Object.fromEntries(judge({ ...folders, 'compose.yaml': compose, ...files }).map((service) => [service.service, of([service], 'docker.composed', service.service)?.state]))
    assert.deepEqual(seen({ 'src/collector/config.yaml': 'receivers: { otlp: {} }\nservice: { pipelines: { traces: { receivers: [otlp], exporters: [] } } }\n' }), { cart: 'pass', collector: 'fail', ui: 'pass' })
    assert.deepEqual(seen({}), { cart: 'fail', ui: 'fail' })
  })
  it('have answers of their own', () => {
    const services = judge({ ...files, '.shipshape/readiness.yml': declared.replace('availability: 99.95 }', 'availability: 99.95, waivers: { docker.non-root: { reason: old, owner: ana, until: 2027-01-01 } } }') })
    assert.deepEqual([of(services, 'docker.non-root', 'cart')!.state, of(services, 'docker.non-root', 'ui')!.state], ['waived', 'pass'])
  })

  it('have answers that count before those of the repository', () => {
    const services = judge({ ...files, '.shipshape/readiness.yml': `${declared.replace('availability: 99.95 }', 'availability: 99.95, ticks: { docker.isolation: { evidence: ours, on: 2026-11-01 } } }')}not-applicable: { docker.isolation: nobody else runs here }\n` })
    assert.deepEqual([of(services, 'docker.isolation', 'cart')!.state, of(services, 'docker.isolation', 'ui')!.state], ['pass', 'not-applicable'])
  })

  it('are none of the exercises that were started', () => {
    const practice = { 'exercises/hpa/.shipshape/exercise.yml': 'exercise: hpa\n', 'exercises/hpa/shop/Dockerfile': image('root') }
    const [all] = judge({ Dockerfile: image('app'), ...practice })
    assert.equal(all!.checklists[0]!.items.find((item) => item.id === 'docker.non-root')!.state, 'pass')
  })
})

describe('Answers are written', () => {
  const tick = { kind: 'tick', by: 'ana', on: '2026-11-29', evidence: 'https://wiki/x: y', expires: '2027-02-27' } as const
  it('into a file that is not there yet', () => assert.equal(withAnswer('', null, 'docker.isolation', tick), 'ticks:\n  docker.isolation:\n    by: ana\n    on: "2026-11-29"\n    evidence: "https://wiki/x: y"\n    expires: "2027-02-27"\n'))
  it('beside others, comments and all', () => {
    const before = '# ours\nticks:\n  docker.small: { evidence: x } # fine\n'
    const after = withAnswer(before, null, 'docker.isolation', { kind: 'not-applicable', reason: 'none' })!
    assert.ok(after.startsWith(before), after)
    assert.deepEqual(readReadiness(after, null).problems, [])
    assert.equal(readReadiness(after, null).file.answers.notApplicable.get('docker.isolation')!.reason, 'none')
  })
  it('in place of the answer before, and away again', () => {
    const waived = withAnswer(withAnswer('', null, 'docker.isolation', tick)!, null, 'docker.isolation', { kind: 'waiver', reason: 'later', owner: 'ana', until: '2026-12-31' })!
    const { answers } = readReadiness(waived, null).file
    assert.deepEqual([answers.ticks.size, answers.waivers.size], [0, 1])
    assert.equal(withAnswer(`services: []\n${waived}`, null, 'docker.isolation', null), 'services: []\n')
    assert.match(withAnswer(`${waived}  # until the plug-in is there\n`.replace('waivers:', 'waivers: # agreed'), null, 'docker.isolation', null)!, /# agreed/)
  })
  it('for a service, which is written down with its promise', () => {
    const text = withAvailability(withAnswer(withServices('', [{ name: 'cart', paths: ['src/cart/**'] }, { name: 'ui', paths: ['src/ui/**'] }])!, 'ui', 'docker.isolation', tick)!, 'ui', 99.9)!
    const { file, problems } = readReadiness(text, null)
    assert.deepEqual(problems, [], text)
    assert.deepEqual(file.services.map(({ name, paths, availability, answers }) => [name, paths, availability, answers.ticks.size]), [['cart', ['src/cart/**'], null, 0], ['ui', ['src/ui/**'], 99.9, 1]])
  })
  it('never into a file that cannot be read', () => assert.equal(withAnswer('ticks: [', null, 'docker.isolation', tick), null))
})
