import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFactTypes } from '../../../scripts/fact-types'
import { readPack } from '../../../scripts/packs'
import { closureProgram } from '../../../src/core/compile'
import { applyEdits } from '../../../src/core/edit'
import type { Fact } from '../../../src/core/fact'
import { fold } from '../../../src/core/fold'
import type { Finding, Level } from '../../../src/core/finding'
import type { Program } from '../../../src/core/program'
import type { Check } from '../../../src/core/rule'
import { language as docker } from '../../../src/languages/docker/language'
import { language as kubernetes } from '../../../src/languages/kubernetes/language'
import { linter, type SourceFile } from '../../../src/workspace/linter'

const root = join(__dirname, '../../..'), charts = process.env.SHIPSHAPE_CORPUS ?? join(root, '../shared/corpus'), retail = join(existsSync(charts) ? charts : '/work/shared/corpus', 'retail-store-sample-app/src')
/** The written lists; `UPDATE_FINDINGS=1` writes them anew, to be read line by line. */
const lists = join(__dirname, 'findings.json')

const pages = readPack(root, 'kubernetes').filter(({ page }) => page)
const types = readFactTypes(root), programs: { [id: string]: Program } = {}
for (const { id, page, code } of pages) {
  const { program } = closureProgram(page!, types, pattern => { const test = new RegExp(pattern, 'u'); return text => test.test(text) }, code ? (require(join(root, code)) as { default: Check<Fact> }).default : null)
  if (program) programs[id] = program
}
const library = { packs: ['kubernetes'], metadata: () => pages.map(({ page }) => page!.rule), programs: () => programs, pages: async () => ({}), compiler: () => { throw new Error('no rule pages in a workspace here') } }

function read(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile() && /\.(?:ya?ml|tpl|json)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name)).sort().map(path => ({ path: path.slice(folder.length + 1), text: readFileSync(path, 'utf8') }))
}

const lint = (files: readonly SourceFile[], level: Level, fixes = false): Promise<readonly Finding[]> => linter({ languages: [docker, kubernetes], library, level }).lint(files, { fixes })

/** A finding as it is written down: where, what is underlined, which rule. */
const line = (files: readonly SourceFile[], { path, span, rule, message }: Finding): string => {
  const { text } = files.find(file => file.path === path)!
  return `${path}:${text.slice(0, span[0]).split('\n').length} ${text.slice(...span)} | ${rule.replace('kubernetes/', '')} | ${message}`
}

const known: { [name: string]: readonly string[] } = existsSync(lists) ? JSON.parse(readFileSync(lists, 'utf8')) as never : {}
const now: { [name: string]: readonly string[] } = { ...known }

async function compare(name: string, files: readonly SourceFile[], level: Level): Promise<void> {
  const found = (await lint(files, level)).map(finding => line(files, finding)).sort()
  if (process.env.UPDATE_FINDINGS) now[name] = found
  else assert.deepEqual(found, known[name])
}

/** Every fix that is offered mends its finding, and brings no other. */
async function tryFixes(files: readonly SourceFile[]): Promise<number> {
  const key = ({ rule, path, subject }: Finding): string => `${rule} ${path} ${subject}`, before = await lint(files, 'strict', true), keys = new Set(before.map(key))
  let tried = 0
  for (const finding of before) for (const fix of finding.fixes) {
    tried++
    const after = files.map(({ path, text }) => ({ path, text: applyEdits(text, fix.edits.filter(edit => edit.path === path) as never) })), left = await lint(after, 'strict')
    assert.ok(!left.some(one => key(one) === key(finding)), `${finding.rule} is still there: ${fix.title}`)
    assert.deepEqual(left.filter(one => !keys.has(key(one))).map(key), [], `${finding.rule}: ${fix.title}`)
  }
  return tried
}

describe('charts of others', function () {
  this.timeout(120_000)
  const fixture = read(join(__dirname, 'fixture'))

  it('a fresh chart has the written findings', async () => {
    await compare('helm create', fixture, 'recommended')
    const here = process.env.UPDATE_FINDINGS ? now['helm create']! : known['helm create']!
    assert.ok(here.some(text => /^values\.yaml:\d+ resources \| missing-memory-limit/.test(text)))
  })

  it('its fixes mend what they are for', async () => { assert.ok(await tryFixes(fixture) > 5) })

  it('comments in its values and templates silence findings', async () => {
    const quiet = fixture.map(({ path, text }) => ({ path, text: path === 'values.yaml' ? text.replace('resources: {}', '# shipshape-ignore kubernetes/missing-memory-limit -- the user decides\nresources: {}') : path.endsWith('test-connection.yaml') ? text.replace('image: busybox', 'image: busybox # shipshape-ignore kubernetes/latest-tag') : text }))
    const rules = (await lint(quiet, 'recommended')).map(({ rule }) => rule)
    assert.ok(!rules.includes('kubernetes/missing-memory-limit') && !rules.includes('kubernetes/latest-tag') && rules.includes('kubernetes/missing-memory-request'))
  })

  it('annotations by which peers are silenced count for the values of their object, wherever they are written', async () => {
    for (const annotated of [
      fixture.map(({ path, text }) => ({ path, text: path === 'templates/deployment.yaml' ? text.replace('  labels:\n', '  annotations:\n    ignore-check.kube-linter.io/unset-memory-requirements: mine\n  labels:\n') : text })),
      fixture.map(({ path, text }) => ({ path, text: path === 'templates/deployment.yaml' ? text.replace('  labels:\n', '  annotations:\n    {{- toYaml .Values.annotations | nindent 4 }}\n  labels:\n') : path === 'values.yaml' ? `${text}\nannotations:\n  ignore-check.kube-linter.io/unset-memory-requirements: mine\n` : text })),
    ]) {
      const rules = (await lint(annotated, 'recommended')).map(({ rule }) => rule)
      assert.ok(!rules.includes('kubernetes/missing-memory-limit') && rules.includes('kubernetes/missing-cpu-request'))
    }
  })

  it('one value of two workloads is one squiggle', async () => {
    const second = fixture.filter(({ path }) => path === 'templates/deployment.yaml').map(({ text }) => ({ path: 'templates/worker.yaml', text: text.replace('"harbour.fullname" .', '"harbour.name" .').replaceAll('selectorLabels', 'labels') }))
    const found = await lint([...fixture, ...second], 'recommended'), limits = found.filter(({ rule, path }) => rule === 'kubernetes/missing-memory-limit' && path === 'values.yaml')
    assert.equal(limits.length, 2)
    const shown = fold(found.filter(({ path }) => path === 'values.yaml')), here = shown.filter(({ main, also }) => [main, ...also].includes(limits[0]!))
    assert.equal(here.length, 1)
    assert.ok([here[0]!.main, ...here[0]!.also].includes(limits[1]!) && here[0]!.message.includes('1 more here.'))
  })

  it('a values file that sets something is named where it differs, and one that sets nothing is not', async () => {
    const prod = { path: 'values-prod.yaml', text: 'resources:\n  limits:\n    memory: 1Gi\n  requests:\n    cpu: 1\n' }, same = { path: 'values-same.yaml', text: 'unread: 1\n' }
    const found = await lint([...fixture, prod, same], 'recommended'), limit = found.filter(({ rule }) => rule === 'kubernetes/missing-memory-limit')
    assert.deepEqual(limit.map(({ path, message }) => [path, message]), [['values.yaml', "Container 'harbour' has no memory limit (in values.yaml)."]])
    const messages = found.filter(({ rule }) => rule === 'kubernetes/root-user').map(({ message }) => message)
    assert.deepEqual(messages, ["Container 'harbour' may run as root."])
    assert.deepEqual((await lint([...fixture, same], 'recommended')).filter(({ message }) => message.includes('(in ')), [])
  })

  for (const name of ['cart', 'catalog', 'checkout', 'orders', 'ui']) {
    it(`the chart of ${name} has the written findings`, async function () {
      const folder = join(retail, name, 'chart')
      if (!existsSync(folder)) { this.skip(); return }
      await compare(name, read(folder), 'strict')
    })

    it(`the fixes of ${name} mend what they are for`, async function () {
      const folder = join(retail, name, 'chart')
      if (!existsSync(folder)) { this.skip(); return }
      assert.ok(await tryFixes(read(folder)) > 0)
    })
  }

  after(() => { if (process.env.UPDATE_FINDINGS) writeFileSync(lists, `${JSON.stringify(now, null, 2)}\n`) })
})
