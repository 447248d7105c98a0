import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Finding } from '../../src/core/finding'
import type { Linter } from '../../src/workspace/linter'
import { processorTime } from '../processor-time'

const root = join(__dirname, '../..'), corpus = process.env.SHIPSHAPE_CORPUS ?? join(root, '../shared/corpus')

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else if (entry.isFile() && /(^|\/)(Dockerfile[^/]*|[^/]*\.(ya?ml|tf|tfvars|json))$/.test(path) && statSync(path).size < 40_000) yield path
  }
}

/** What no text may do: throw, point outside itself, or keep us waiting (a second a megabyte, and a tenth for starting). */
async function survives(linter: Linter, path: string, text: string): Promise<readonly Finding[]> {
  const since = processorTime()
  const findings = await linter.lint([{ path, text }])
  const took = processorTime() - since
  for (const { rule, span, path: at, fixes } of findings) {
    assert.notEqual(rule, 'shipshape/internal-error', `${path} at ${text.length}: ${findings.find((one) => one.rule === rule)!.message}`)
    assert.equal(at, path)
    assert.ok(0 <= span[0] && span[0] <= span[1] && span[1] <= text.length, `${rule} ${span} outside ${path} of ${text.length}`)
    for (const fix of fixes) for (const edit of fix.edits) if (!('create' in edit)) assert.ok(0 <= edit.span[0] && edit.span[0] <= edit.span[1] && edit.span[1] <= text.length, `a fix of ${rule} reaches outside ${path}`)
  }
  assert.ok(took < 5000, `${path} at ${text.length} took ${took.toFixed(0)} ms`)
  return findings
}

describe('half-typed and hostile files', function () {
  this.timeout(180_000)
  let linter: Linter
  before(async () => { linter = await (require(join(root, 'dist/index.cjs')) as typeof import('../../src/index')).createLinter({ level: 'all' }) })

  it('every file of the example, cut at every 50th character, is read without harm', async () => {
    for (const file of files(join(root, 'examples'))) {
      const text = readFileSync(file, 'utf8'), path = relative(join(root, 'examples/shop'), file)
      for (let end = 0; end <= text.length; end += 50) await survives(linter, path, text.slice(0, end))
    }
  })

  it('so is a sample of real repositories', async function () {
    if (!existsSync(corpus)) { console.log(`      ${corpus} is not here; SHIPSHAPE_CORPUS names another folder`); this.skip() }
    let i = 0
    for (const file of files(corpus)) {
      if (i++ % 40) continue
      const text = readFileSync(file, 'utf8')
      for (let end = 0; end <= text.length; end += Math.max(50, Math.floor(text.length / 25))) await survives(linter, relative(corpus, file).replace(/^[^/]+\//, ''), text.slice(0, end))
    }
  })

  const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'
  const traps: { readonly [name: string]: readonly [path: string, text: string] } = {
    'nested dashes': ['k8s/a.yaml', `${manifest}x: ${'- '.repeat(1000)}x\n`],
    'nested flow lists': ['k8s/a.yaml', `${manifest}x: ${'['.repeat(5000)}\n`],
    'a bomb of aliases': ['k8s/a.yaml', `${manifest}a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`).join('\n')}\n`],
    '40,000 keys': ['k8s/a.yaml', `${manifest}data:\n${Array.from({ length: 40_000 }, (_, i) => `  k${i}: v`).join('\n')}\n`],
    'a duplicate of every key': ['.github/workflows/a.yml', `on: push\njobs:\n${'  a:\n    runs-on: x\n'.repeat(3000)}`],
    'a here-document that never ends, many times': ['main.tf', 'x = <<EOT\n'.repeat(5000)],
    'unclosed strings on every line': ['main.tf', 'resource "a" "b\n'.repeat(5000)],
    'nested braces': ['main.tf', '{'.repeat(20_000)],
    'nested interpolations': ['main.tf', `x = "${'${"'.repeat(2000)}`],
    'a locals cycle': ['main.tf', 'locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_s3_bucket" "x" {\n  bucket = local.a\n}\n'],
    'a huge count': ['main.tf', 'resource "aws_s3_bucket" "x" {\n  count = 1000000000\n  bucket = "b-${count.index}"\n}\nlocals {\n  all = [for i in range(100000000) : i]\n}\noutput "x" {\n  value = local.all\n}\n'],
    'here-documents in a Dockerfile that never end': ['Dockerfile', 'FROM scratch\n' + 'RUN <<EOF\n'.repeat(3000)],
    'a continuation that never ends': ['Dockerfile', 'FROM scratch\nRUN ' + 'a && \\\n'.repeat(20_000)],
    'expressions nested deep': ['.github/workflows/a.yml', `on: push\njobs:\n  a:\n    runs-on: x\n    if: ${'('.repeat(3000)}\n    steps:\n      - run: echo \${{ ${'('.repeat(3000)} }}\n`],
    'unclosed expressions': ['.github/workflows/a.yml', `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n${'          echo ${{ github.\n'.repeat(5000)}`],
    'nested substitutions': ['.github/workflows/a.yml', `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ${'$('.repeat(2000)}\n`],
    'binary junk': ['Dockerfile', Array.from({ length: 20_000 }, (_, i) => String.fromCharCode((i * 7919) % 65_536)).join('')],
    'nothing': ['k8s/a.yaml', ''],
    'a byte order mark': ['Dockerfile', '\uFEFFFROM scratch\n'],
    'lone carriage returns': ['Dockerfile', 'FROM scratch\rRUN a\rUSER root\r'],
  }
  for (const [name, [path, text]] of Object.entries(traps)) it(`survives ${name}`, () => survives(linter, path, text).then(() => undefined))
})
