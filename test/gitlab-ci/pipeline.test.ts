import assert from 'node:assert/strict'
import { Document } from '../../src/core/document'
import type { Fact } from '../../src/core/fact'
import type { Environment } from '../../src/core/language'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/gitlab-ci/facts'
import { language } from '../../src/languages/gitlab-ci/language'

function environmentOf(texts: { readonly [path: string]: string }): Environment {
  const documents = new Map(Object.entries(texts).map(([path, text]) => [path, new Document(path, text)])), folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
  return { read: (path) => documents.get(path) ?? null, list: (folder) => [...documents.keys()].filter((path) => folderOf(path) === folder), folders: () => [], names: () => [], setting: () => undefined, find: () => [] }
}

type Job = Facts['gitlab-ci.Job']
type Pipeline = Facts['gitlab-ci.Pipeline']

function factsOf(files: { readonly [path: string]: string } | string, scope = '.gitlab-ci.yml'): readonly Fact[] {
  const texts = typeof files === 'string' ? { [scope]: files } : files
  return language.read(scope, environmentOf(texts)).contexts.flatMap((context) => [...context.facts()])
}
const jobs = (files: Parameters<typeof factsOf>[0]): readonly Job[] => factsOf(files).filter((fact): fact is Job => fact.kind === 'gitlab-ci.Job')
const job = (files: Parameters<typeof factsOf>[0], name: string): Job => jobs(files).find((one) => one.name === name)!
const pipeline = (text: string): Pipeline => factsOf(text)[0] as Pipeline

const shop = `stages: [build, test, deploy]
default:
  timeout: 20 minutes
image: node:24-slim
.deploy: &deploy
  stage: deploy
  resource_group: production
  script:
    - kubectl apply -f k8s/
    - kubectl rollout status deployment/shop --timeout=120s
build:
  stage: build
  script: docker build -t shop .
unit:
  script: [npm ci, npm test]
deploy:
  extends: .deploy
  environment: { name: production, url: https://shop.example.com }
  when: manual
review:
  <<: *deploy
  environment: { name: review/$CI_COMMIT_REF_SLUG, on_stop: stop }
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
stop:
  stage: deploy
  script: [kubectl delete namespace shop]
  environment: { name: review/$CI_COMMIT_REF_SLUG, action: stop }
`

describe('A pipeline of GitLab', () => {
  it('has the jobs that run and no templates', () => assert.deepEqual(jobs(shop).map((one) => one.name), ['build', 'unit', 'deploy', 'review', 'stop']))

  it('gives a job what it extends, what an anchor merges in and what is the default', () => {
    const deploy = job(shop, 'deploy')
    assert.equal(deploy.stage, 'deploy')
    assert.equal(deploy.resourceGroup, 'production')
    assert.equal(deploy.timeout, '20 minutes')
    assert.deepEqual(deploy.image, { text: 'node:24-slim', tag: '24-slim', digest: null, isPinned: false })
    assert.equal(job(shop, 'review').resourceGroup, 'production')
    assert.ok(isUnknown(job(shop.replace('default:\n  timeout: 20 minutes\n', ''), 'build').timeout))
  })

  it('knows what jobs do, and that what only ends an environment deploys nothing', () => {
    assert.deepEqual(job(shop, 'unit').activities.map((one) => one.kind), ['install', 'test'])
    assert.equal(job(shop, 'deploy').deployment?.evidence, 'kubectl apply -f')
    assert.equal(job(shop, 'stop').deployment, null)
    assert.deepEqual([job(shop, 'deploy').target, job(shop, 'review').target], ['production', 'preview'])
    assert.equal(job(shop, 'deploy').verification, 'kubectl rollout status')
    assert.equal(job('deploy:\n  script: [kubectl apply -f k8s/]\n', 'deploy').verification, null)
    assert.ok(isUnknown(job('deploy:\n  script: [kubectl apply -f k8s/, ./wait.sh]\n', 'deploy').verification))
  })

  it('orders jobs by their stages, and by needs where there are some', () => {
    assert.deepEqual(job(shop, 'deploy').ancestors.map((one) => one.name), ['build', 'unit'])
    assert.equal(job(shop, 'deploy').isTested, true)
    const direct = shop.replace('  when: manual\n', '  when: manual\n  needs: [build]\n')
    assert.deepEqual(job(direct, 'deploy').ancestors.map((one) => one.name), ['build'])
    assert.equal(job(direct, 'deploy').isTested, false)
  })

  it('says when a person or a change starts a job', () => {
    assert.deepEqual([job(shop, 'deploy').isManual, job(shop, 'unit').isManual], [true, false])
    const rules = (text: string): Job => job(`plan:\n  script: [terraform plan]\n  rules:\n${text}`, 'plan')
    assert.equal(rules('    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n').runsOnChanges, false)
    assert.equal(rules('    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n').runsOnChanges, true)
    assert.ok(isUnknown(rules('    - if: $DEPLOY\n').runsOnChanges))
    assert.equal(rules('    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n      when: manual\n').isManual, true)
    assert.equal(rules('    - if: $CI_PIPELINE_SOURCE == "schedule"\n').runsOnSchedule, true)
    assert.equal(job('plan:\n  script: [terraform plan]\n  only: [main]\n', 'plan').runsOnChanges, false)
    assert.equal(job('plan:\n  script: [terraform plan]\n', 'plan').runsOnChanges, true)
  })

  it('reads the files of the workspace that it includes, and is open where one is elsewhere', () => {
    const files = { '.gitlab-ci.yml': 'include:\n  - local: /.gitlab/ci/*.yml\nunit:\n  script: [npm test]\n', '.gitlab/ci/deploy.yml': 'deploy:\n  stage: deploy\n  script: [helm upgrade shop ./chart --wait]\n' }
    assert.deepEqual(jobs(files).map((one) => [one.name, one.path]), [['unit', '.gitlab-ci.yml'], ['deploy', '.gitlab/ci/deploy.yml']])
    assert.equal(job(files, 'deploy').isTested, true)
    assert.deepEqual(language.scopesOf('.gitlab/ci/deploy.yml', environmentOf(files)), ['.gitlab-ci.yml'])
    const elsewhere = job('include: { template: Jobs/Build.gitlab-ci.yml }\ndeploy:\n  stage: deploy\n  script: [helm upgrade shop ./chart]\n', 'deploy')
    assert.ok(isUnknown(elsewhere.isTested))
    assert.equal(elsewhere.ancestors.open, true)
  })

  it('tells what it includes that may change', () => {
    const pins = (factsOf(`include:
  - local: a.yml
  - { project: shop/ci, file: build.yml, ref: 8f2c1f4b0a9d3e5f6a7b8c9d0e1f2a3b4c5d6e7f }
  - { project: shop/ci, file: build.yml, ref: main }
  - { project: shop/ci, file: build.yml }
  - { component: $CI_SERVER_FQDN/shop/ci/build@1.2.3 }
  - { component: $CI_SERVER_FQDN/shop/ci/build@~latest }
  - https://example.com/build.yml
`).filter((fact) => fact.kind === 'gitlab-ci.Include') as Facts['gitlab-ci.Include'][]).map((one) => one.isPinned)
    assert.deepEqual(pins, [true, true, false, false, true, false, false])
  })

  it('follows references to other jobs', () => {
    assert.deepEqual(job('.sign:\n  before_script: [docker login]\nbuild:\n  script:\n    - !reference [.sign, before_script]\n    - docker build .\n', 'build').commands, ['docker login', 'docker build .'])
    assert.equal(job('build:\n  script:\n    - !reference [.sign, before_script]\n', 'build').commands.open, true)
  })

  it('finds keys of clouds, but not those that a token is changed into', () => {
    assert.deepEqual(pipeline('variables: { AWS_ACCESS_KEY_ID: AKIA }\ndeploy:\n  script: [aws s3 ls]\n').cloudKeys, ['AWS_ACCESS_KEY_ID'])
    assert.deepEqual(job('deploy:\n  script: [echo $AWS_SECRET_ACCESS_KEY]\n  id_tokens: { AWS: { aud: x } }\n', 'deploy').cloudKeys, [])
  })

  it('stands where it is written', () => {
    const deploy = job(shop, 'deploy'), { span } = deploy.locate('')
    assert.equal(shop.slice(...span), 'deploy')
    assert.equal(shop.slice(...deploy.locate('when').span), 'manual')
    assert.equal(shop.slice(...deploy.deployment!.span), 'kubectl apply -f k8s/')
  })

  it('gives up on nothing that is half typed, and goes in no circles', () => {
    for (const text of ['', 'a:', 'a: [', '- b', 'a: { extends: a, script: x }', 'a: { extends: b }\nb: { extends: a }\n', 'include: .gitlab-ci.yml\na: { script: x, needs: [a] }\n', 'a: { script: x, needs: [b] }\nb: { script: x, needs: [a] }\n', '\u0000\u0001', 'stages: 1\na: { script: [[[x]]] }\n', 'a: { script: !reference [a, script] }\n', `a: { script: ${'['.repeat(500)}`]) {
      for (const fact of factsOf(text)) for (const key of Object.getOwnPropertyNames(Object.getPrototypeOf(fact))) { fact.locate(''); (fact as unknown as Record<string, unknown>)[key] }
    }
  })
})
