import assert from 'node:assert/strict'
import { Document } from '../../src/core/document'
import type { Fact } from '../../src/core/fact'
import { isUnknown, type Maybe } from '../../src/core/value'
import type { Facts } from '../../src/languages/jenkins/facts'
import { parseGroovy } from '../../src/languages/jenkins/groovy'
import { language } from '../../src/languages/jenkins/language'
import { isJenkinsfile } from '../../src/languages/jenkins/model'

type Pipeline = Facts['jenkins.Pipeline']
type Stage = Facts['jenkins.Stage']

function factsOf(text: string): readonly Fact[] {
  const document = new Document('Jenkinsfile', text)
  return language.read('Jenkinsfile', { read: () => document, list: () => [], folders: () => [], names: () => [], setting: () => undefined, find: () => [] }).contexts.flatMap((context) => [...context.facts()])
}
const pipeline = (text: string): Pipeline => factsOf(text)[0] as Pipeline
const stage = (text: string, name: string): Stage => factsOf(text).find((fact) => (fact as Stage).name === name) as Stage
const shown = (value: Maybe<unknown>): unknown => isUnknown(value) ? '?' : value

const shop = `// The shop.
@Library('ci@1.4.2') _
pipeline {
  agent { docker { image 'node:24-slim' } }
  options {
    timeout(time: 30, unit: 'MINUTES')
    disableConcurrentBuilds(abortPrevious: false)
  }
  triggers { cron('H 4 * * *') }
  parameters { string(name: 'VERSION', defaultValue: '') }
  environment { AWS = credentials('aws-deploy') }
  stages {
    stage('Checks') {
      parallel {
        stage('Lint') { steps { sh 'npm run lint' } }
        stage('Unit') {
          steps { sh '''
            npm ci
            npm test
          ''' }
          post { always { junit 'reports/*.xml' } }
        }
      }
    }
    stage('Approve') { steps { input message: 'Go live?' } }
    stage('Deploy to production') {
      when { branch 'main' }
      steps {
        sh "kubectl set image deployment/shop shop=shop:\${VERSION}"
        sh(script: 'kubectl rollout status deployment/shop --timeout=120s', label: 'wait')
      }
    }
  }
  post {
    failure { slackSend(channel: '#shop') }
    always { cleanWs() }
  }
}
`

describe('A Jenkinsfile', () => {
  it('is one by its name', () => assert.deepEqual(['Jenkinsfile', 'ci/Jenkinsfile.prod', 'shop.jenkinsfile', 'Jenkinsfile.md', 'NotJenkinsfile', 'Jenkinsfiles/a'].map(isJenkinsfile), [true, true, true, false, false, false]))

  it('has agent, options, triggers, parameters, libraries and what follows it', () => {
    const one = pipeline(shop)
    assert.equal(one.isDeclarative, true)
    assert.deepEqual(one.agent, { form: 'docker', image: 'node:24-slim', isPinned: true })
    assert.deepEqual([one.options, one.triggers, one.parameters, one.post, one.credentials], [['timeout', 'disableConcurrentBuilds'], ['cron'], ['VERSION'], ['failure', 'always'], ['aws-deploy']])
    assert.deepEqual([one.hasTimeout, one.disablesConcurrentBuilds, one.abortsPrevious], [true, true, false])
    assert.deepEqual(one.libraries, [{ name: 'ci', version: '1.4.2', isPinned: true }])
  })

  it('has stages in their order, with what their scripts do', () => {
    assert.deepEqual(pipeline(shop).stages.map((one) => one.subject), ['Checks', 'Checks/Lint', 'Checks/Unit', 'Approve', 'Deploy to production'])
    assert.deepEqual(stage(shop, 'Unit').activities.map((one) => one.kind), ['install', 'test'])
    const deploy = stage(shop, 'Deploy to production')
    assert.equal(deploy.deployment?.evidence, 'kubectl set image')
    assert.deepEqual([deploy.isTested, deploy.verification, deploy.isGated, deploy.isExclusive, deploy.hasTimeout, deploy.target, deploy.condition], [true, 'kubectl rollout status', true, true, true, 'production', "branch 'main'"])
    assert.equal(shop.slice(...deploy.deployment!.span), 'kubectl set image deployment/shop shop=shop:${VERSION}')
  })

  it('knows that stages side by side do not wait for each other', () => {
    const text = (between: string): string => `pipeline { agent any\n stages { stage('All') { parallel { stage('Test') { steps { sh 'npm test' } }${between} stage('Ship') { steps { sh 'kubectl apply -f k8s' } } } } } }`
    assert.equal(shown(stage(text(''), 'Ship').isTested), false)
    assert.equal(shown(stage(text(' } } stage("Later") { stages {'), 'Ship').isTested), true)
    assert.equal(stage(text(''), 'Ship').verification, null)
  })

  it('may be a script', () => {
    const script = `properties([disableConcurrentBuilds(), pipelineTriggers([cron('@daily')])])
node('linux') {
  timeout(time: 1, unit: 'HOURS') {
    stage('Test') { sh 'mvn verify' }
    stage('Deploy') { deployToProduction('shop') }
  }
}
`
    const one = pipeline(script)
    assert.deepEqual([one.isDeclarative, one.hasTimeout, one.disablesConcurrentBuilds, one.agent?.form], [false, true, true, 'label'])
    assert.equal(stage(script, 'Deploy').deployment?.evidence, 'deployToProduction')
    assert.equal(stage(script, 'Deploy').commands.open, true)
    assert.equal(shown(stage(script, 'Deploy').verification), '?')
  })

  it('shows secrets that Groovy puts into a script', () => {
    const text = (quote: string): string => `pipeline { agent any\n environment { TOKEN = credentials('t') }\n stages { stage('A') { steps { sh ${quote}curl -H "X: $TOKEN" https://example.com${quote} } } } }`
    assert.deepEqual(pipeline(text('"""')).interpolatedSecrets, ['TOKEN'])
    assert.deepEqual(pipeline(text("'''")).interpolatedSecrets, [])
    assert.deepEqual(pipeline("node { withCredentials([string(credentialsId: 'k', variable: 'AWS_SECRET_ACCESS_KEY')]) { sh 'aws s3 ls' } }").cloudKeys, ['AWS_SECRET_ACCESS_KEY'])
  })

  it('stands where it is written', () => {
    assert.equal(shop.slice(...pipeline(shop).locate('').span), 'pipeline')
    assert.equal(shop.slice(...pipeline(shop).locate('options').span), 'options')
    assert.equal(shop.slice(...stage(shop, 'Deploy to production').locate('').span), 'stage')
    assert.equal(stage(shop, 'Approve').locate('when').missing, true)
    assert.deepEqual(language.comments(new Document('Jenkinsfile', shop))?.comments.map((one) => one.text), ['// The shop.'])
  })

  it('reads what is half typed, and what goes deep, in a time that grows with its length', () => {
    for (const text of ['', '{', '}', "pipeline {", "pipeline { stages { stage('A", 'a(', ')))', '/*', '"""', '"${', '/', 'x = ~/a', '\u0000\uffff', '${{}}', 'if (a) { } else { stage("x") { sh "y" } }', "stage('A') { sh }", "@Library('"]) {
      for (const fact of factsOf(text)) for (const key of Object.getOwnPropertyNames(Object.getPrototypeOf(fact))) { fact.locate(''); (fact as unknown as Record<string, unknown>)[key] }
    }
    const start = Date.now()
    for (const text of ['{'.repeat(100_000), 'a('.repeat(100_000), "stage('A') {".repeat(3_000), '"$'.repeat(100_000), "stage('A') { sh 'x' }\n".repeat(1_500)]) for (const fact of factsOf(text).slice(0, 3)) (fact as Stage).activities
    assert.ok(Date.now() - start < 4_000)
    assert.equal(parseGroovy(`pipeline {\n  agent any // x\n}\n`).isBroken, false)
  })
})
