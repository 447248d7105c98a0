import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Finding, Linter, SourceFile } from '../../src/index'

const folder = join(__dirname, '../../examples/shop')
const library = join(__dirname, '../../dist/index.cjs')
const packs = ['docker', 'kubernetes', 'terraform', 'github-actions']

const files: readonly SourceFile[] = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ path: relative(folder, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
  .sort((a, b) => a.path < b.path ? -1 : 1)

/** What the example is for: a fault for each thing that Shipshape can do, by rule, file and a part of the line. */
const shows: readonly (readonly [string, string, string, string])[] = [
  ['a fix', 'docker/shell-form-command', 'api/Dockerfile', 'CMD'],
  ['an autoscaler and what it scales', 'kubernetes/hpa-target-without-requests', 'k8s/base/hpa.yaml', ''],
  ['a budget that one overlay makes impossible', 'kubernetes/pdb-blocks-eviction', 'k8s/base/pdb.yaml', 'minAvailable: 2'],
  ['a limit that one overlay sets', 'kubernetes/missing-memory-limit', 'k8s/base/api.yaml', 'resources'],
  ['a value of terraform.tfvars', 'terraform/aws-sg-open-sensitive-port', 'terraform/terraform.tfvars', 'database_clients'],
  ['the default of a variable', 'terraform/aws-rds-short-backup-retention', 'terraform/variables.tf', 'default     = 1'],
  ['one of two calls of a module', 'terraform/aws-s3-unblocked-public-policy', 'terraform/storage.tf', 'private = false'],
  ['the password', 'terraform/secret-in-variable-default', 'terraform/variables.tf', 'anchors-aweigh-42'],
  ['text of strangers in a script', 'github-actions/unprivileged-template-injection', '.github/workflows/ci.yml', 'github.event.pull_request.title'],
]

describe('the example system', function () {
  this.timeout(60_000)
  let linter: Linter, findings: readonly Finding[]
  before(async () => {
    const { createLinter } = require(library) as typeof import('../../src/index')
    linter = await createLinter()
    findings = await linter.lint(files)
  })
  const of = (pack: string): readonly Finding[] => findings.filter(({ rule }) => rule.startsWith(`${pack}/`))
  const textOf = (path: string): string => files.find((file) => file.path === path)!.text
  const lineAt = ({ path, span: [start] }: Finding): string => textOf(path).slice(textOf(path).lastIndexOf('\n', start - 1) + 1).split('\n', 1)[0]!
  const listed = (some: readonly Finding[]): string => some.map((finding) => `${finding.path}: ${finding.message} (${finding.rule}) in: ${lineAt(finding).trim()}`).join('\n')

  it('can be read without an error, by rules that do not fail', () => {
    assert.equal(listed(of('shipshape')), '')
    assert.equal(listed(findings.filter(({ rule }) => rule.endsWith('/syntax-error'))), '')
  })

  it('has forty to eighty findings at the default level, some of each pack', function () {
    const empty = packs.filter((pack) => !linter.rules.some((rule) => rule.pack === pack))
    if (empty.length) {
      this.test!.title += ` (not counted yet: no rules in ${empty.join(', ')})`
      this.skip()
    }
    for (const pack of packs) assert.ok(of(pack).length >= 5, `only ${of(pack).length} findings of ${pack}`)
    assert.ok(findings.length >= 40 && findings.length <= 80, `${findings.length} findings\n${listed(findings)}`)
  })

  it('has one finding that somebody accepted, with a reason', async () => {
    const bare = files.map(({ path, text }) => ({ path, text: path.endsWith('.md') ? text : text.replace(/shipshape-ignore/g, 'accepted') }))
    const key = ({ rule, path, message }: Finding): string => `${path} ${rule} ${message}`
    const shown = findings.map(key), more = (await linter.lint(bare)).map(key)
    for (const one of shown) assert.ok(more.splice(more.indexOf(one), 1)[0] === one)
    assert.deepEqual(more, ["worker/Dockerfile docker/apt-recommended-packages 'apt-get install' brings recommended packages along."])
    assert.match(textOf('worker/Dockerfile'), /# shipshape-ignore docker\/apt-recommended-packages -- \S/)
  })

  for (const [what, rule, path, text] of shows) it(`shows ${what}: ${rule}`, function () {
    if (!linter.rules.some(({ id }) => id === rule)) this.skip()
    const found = findings.filter((finding) => finding.rule === rule && finding.path === path)
    assert.ok(found.some((finding) => lineAt(finding).includes(text)), listed(findings.filter((finding) => finding.rule === rule)) || 'nothing found')
    if (what === 'a fix') assert.ok(found.some(({ fixes }) => fixes.length > 0))
  })

  it('says of the pod that must not run as root that its image does, in another file', function () {
    if (!of('kubernetes').length) this.skip()
    const crossing = findings.filter(({ path, related }) => {
      const places = [path, ...related.map((place) => place.path)]
      return places.includes('k8s/base/api.yaml') && places.includes('api/Dockerfile')
    })
    assert.equal(crossing.length, 1, listed(of('kubernetes')))
  })

  it('is judged by what each overlay and each call makes of it', function () {
    const limit = findings.find(({ rule, path }) => rule === 'kubernetes/missing-memory-limit' && path === 'k8s/base/api.yaml')
    const open = findings.find(({ rule, path }) => rule === 'terraform/aws-s3-unblocked-public-policy' && path === 'terraform/storage.tf')
    if (!limit || !open) this.skip()
    assert.match(limit.message, /staging/)
    assert.doesNotMatch(limit.message, /production/)
    assert.match(open.message, /exports/)
    assert.doesNotMatch(open.message, /invoices/)
  })
})
