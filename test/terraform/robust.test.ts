import { isOutline } from '../../src/languages/terraform/outlines'
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Fact } from '../../src/core/fact'
import { isUnknown } from '../../src/core/value'
import { accepted, configuration } from './hcl-samples'
import { all, factsOf, only, rule, workspace, type Files } from './world'
import { processorTime } from '../processor-time'

/** Reads every field and place of every fact; spans lie on one line of their file. */
function readAll(files: Files, paths: readonly string[] = Object.keys(files)): number {
  const made = workspace(files)
  let count = 0
  const seen = new Set<string>()
  const visit = (fact: Fact): void => {
    count++
    for (let proto: object | null = fact; proto && proto !== Object.prototype; proto = Object.getPrototypeOf(proto) as object | null) for (const name of Object.getOwnPropertyNames(proto)) void (fact as unknown as Record<string, unknown>)[name]
    for (const at of ['', 'tags.x', 'ingress[0].from_port', 'versioning{}.enabled', 'actions[0]', 'cidrs', 'value', 'name', 'version', 'nonsense[']) {
      const { path, span } = fact.locate(at), text = files[path]
      // Outlines are no files; what lies in them is reported as little as what lies in installed modules.
      if (isOutline(path)) continue
      assert.ok(text !== undefined, `${fact.kind} ${path}`)
      assert.ok(span[0] >= 0 && span[0] <= span[1] && span[1] <= text.length, `${fact.kind} '${at}' ${span}`)
      assert.ok(!/[\r\n]/.test(text.slice(...span)), `${fact.kind} '${at}' ${JSON.stringify(text.slice(...span))}`)
    }
    for (const edit of fact.edit({ kind: 'set', path: 'a', value: 'b' }) ?? []) if ('span' in edit) assert.ok(edit.span[0] >= 0 && edit.span[1] <= files[edit.path]!.length)
  }
  for (const path of paths) {
    for (const scope of made.claimOf(path)?.scopes ?? []) {
      if (seen.has(scope)) continue
      seen.add(scope)
      const failures = made.inspect(path, { onFact: visit }).filter((finding) => finding.rule === 'shipshape/internal-error')
      assert.deepEqual(failures.map((failure) => failure.message), [])
    }
  }
  return count
}

const sample = `${configuration}
variable "x" { default = { a = ["0.0.0.0/0"] } }
resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = var.x.a
    content {
      cidr_blocks = [ingress.value]
    }
  }
}
resource "aws_iam_policy" "p" {
  policy = <<-EOF
    {"Statement": [{"Action": "*", "Principal": {"AWS": ["\${var.x}"]}}]}
  EOF
}
module "m" {
  source = "./m"
  y      = var.x
}
`

describe('facts of Terraform texts of any kind', () => {
  it('can be read for every accepted text', function () {
    this.timeout(20_000)
    for (const text of accepted) readAll({ 'main.tf': text })
  })

  it('can be read wherever a text is cut off', function () {
    this.timeout(20_000)
    const step = Math.max(1, Math.floor(sample.length / 250))
    for (let end = 0; end <= sample.length; end += step) readAll({ 'main.tf': sample.slice(0, end), 'm/main.tf': 'variable "y" {}\noutput "z" {\n  value = var.y\n}\n' })
  })

  it('can be read with pieces taken out and put elsewhere', function () {
    this.timeout(20_000)
    let state = 12345
    const random = (below: number): number => (state = (state * 1103515245 + 12345) & 0x7fffffff) % below
    for (let i = 0; i < 150; i++) {
      const from = random(sample.length), length = random(60), to = random(sample.length)
      const without = sample.slice(0, from) + sample.slice(from + length)
      readAll({ 'main.tf': without.slice(0, to) + sample.slice(from, from + length) + without.slice(to), 'm/main.tf': 'variable "y" {}\n', 'x.tfvars': sample.slice(from, from + 200) })
    }
  })

  it('keep quiet about what is missing from a half-typed block', () => {
    const broken = 'resource "aws_s3_bucket" "b" {\n  acl = \n  bucket = "x"\n'
    assert.equal(only('terraform.Resource', broken).damaged, true)
    const missing = rule('terraform.Resource', function* (fact) { if (fact.attr.get('tags') === undefined) yield { at: 'tags' } })
    assert.deepEqual(workspace({ 'main.tf': broken }, [missing]).findings('main.tf').filter((one) => one.rule === 'terraform/test'), [])
    const [before] = all('terraform.Resource', 'resource "a_b" "c" {\n  x = 1\n}\nresource "a_b" "d" {\n  y = \n}\n')
    assert.equal(before!.damaged, false)
    assert.ok(isUnknown(only('terraform.Resource', broken).attr.get('acl')))
  })

  it('are read in time linear in the text', function () {
    this.timeout(20_000)
    const text = (n: number): string => Array.from({ length: n }, (_, i) => `variable "v${i}" { default = "a" }\nlocals {\n  l${i} = "\${var.v${i}}-x"\n}\nresource "aws_s3_bucket" "b${i}" {\n  bucket = local.l${i}\n}\nresource "aws_s3_bucket_versioning" "v${i}" {\n  bucket = aws_s3_bucket.b${i}.id\n}\n`).join('')
    const time = (n: number): number => { const started = processorTime(); factsOf({ 'main.tf': text(n) }); return processorTime() - started }
    time(100)
    assert.ok(time(1600) < 20 * time(200) + 200)
  })

  const corpus = '/work/shared/corpus'
  if (existsSync(corpus)) it('can be read in whole repositories', function () {
    this.timeout(60_000)
    for (const repository of ['terraform-aws-eks', 'retail-store-sample-app'].filter((name) => existsSync(join(corpus, name)))) {
      const root = join(corpus, repository), files: Record<string, string> = {}
      const walk = (folder: string): void => { for (const entry of readdirSync(folder, { withFileTypes: true })) { const path = join(folder, entry.name); if (entry.isDirectory()) walk(path); else if (/\.(?:tf|tfvars)$/.test(entry.name)) files[relative(root, path)] = readFileSync(path, 'utf8') } }
      walk(root)
      assert.ok(readAll(files) > 1000)
    }
  })
})
