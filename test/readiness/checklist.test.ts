import assert from 'node:assert/strict'
import { join } from 'node:path'
import { checklists } from '../../generated/checklists'
import { builtInLibrary } from '../../src/node/library'
import type { ItemResult } from '../../src/readiness/checklist'
import { evaluateReadiness } from '../../src/readiness/evaluate'
import { flatten } from '../../src/readiness/survey'
import { Project } from '../../src/workspace/project'
import { loadLanguages } from '../../scripts/languages'

const languages = loadLanguages(join(__dirname, '../..'))

function item(id: string, files: { readonly [path: string]: string }): ItemResult {
  const project = new Project({ languages, library: builtInLibrary() })
  for (const [path, text] of Object.entries(files)) project.set(path, text)
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  return evaluateReadiness(project, checklists, '2026-11-29')[0]!.checklists.flatMap((list) => list.items).find((one) => one.id === id)!
}

const image = (more: string): string => `FROM debian:12.9-slim\nCOPY server /usr/local/bin/\n${more}CMD ["server"]\n`

describe('a checklist item', () => {
  it('passes with the line that proves it', () => {
    const { state, evidence } = item('docker.non-root', { Dockerfile: image('USER 10001\n') })
    assert.equal(state, 'pass')
    assert.deepEqual(evidence.map((one) => [one.path, one.span[0]]), [['Dockerfile', 0]])
  })

  it('fails with the line that refutes it', () => {
    const files = { Dockerfile: image('USER root\n') }
    const { state, evidence } = item('docker.non-root', files)
    assert.equal(state, 'fail')
    assert.equal(files.Dockerfile.slice(...evidence[0]!.span), 'root')
  })

  it('fails whatever level is configured', () => {
    assert.equal(item('docker.non-root', { Dockerfile: image('USER root\n'), '.shipshape/config.yml': 'rules:\n  docker/root-user: off\n' }).state, 'fail')
  })

  it('about a module that others wrote shows who calls it', () => {
    const files = { 'main.tf': 'module "orders" {\n  source  = "terraform-aws-modules/rds-aurora/aws"\n  version = "9.15.0"\n  engine  = "aurora-postgresql"\n}\n' }
    const { state, evidence } = item('disaster-recovery.elsewhere', files)
    assert.equal(state, 'fail')
    assert.deepEqual(evidence.map((one) => [files['main.tf'].slice(...one.span), one.text]), [['"orders"', 'module.orders.aws_rds_cluster.this']])
  })

  it('is unknown where the files do not tell', () => {
    const { state, reason } = item('docker.non-root', { Dockerfile: `ARG BASE\nFROM \${BASE}\nCMD ["server"]\n` })
    assert.equal(state, 'unknown')
    assert.match(reason!, /BASE/)
  })

  it('is waived by a suppression with a reason, and fails by one without', () => {
    assert.deepEqual([item('docker.non-root', { Dockerfile: image('# shipshape-ignore docker/root-user -- it binds port 80\nUSER root\n') })].map(({ state, reason }) => [state, reason]), [['waived', 'it binds port 80']])
    assert.equal(item('docker.non-root', { Dockerfile: image('# shipshape-ignore docker/root-user\nUSER root\n') }).state, 'fail')
  })

  it('does not apply where there is nothing of its kind, and a test file is nothing', () => {
    assert.equal(item('docker.non-root', {}).state, 'not-applicable')
    assert.equal(item('docker.non-root', { 'test/Dockerfile': image('USER root\n') }).state, 'not-applicable')
  })

  it('that counts only some facts looks at those alone', () => {
    const bucket = 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n'
    const [some] = checklists.flatMap((list) => list.items).filter((one) => one.when && one.applies.includes('terraform.Resource') && /aws_db_instance/.test(one.when.toString()))
    assert.equal(item(some!.id, { 'main.tf': bucket }).state, 'not-applicable')
  })

  it('has rules that prove it', () => {
    const rules = new Set(builtInLibrary().packs.flatMap((pack) => builtInLibrary().metadata(pack)).map((rule) => rule.id))
    assert.deepEqual(checklists.flatMap((list) => list.items.flatMap((one) => flatten(one.evidence).flatMap((evidence) => 'rule' in evidence && !rules.has(evidence.rule) ? [`${one.id}: ${evidence.rule}`] : []))), [])
  })
})
