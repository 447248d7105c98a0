import assert from 'node:assert/strict'
import { parseYaml } from '../../src/languages/yaml/parse'
import type { YamlFile } from '../../src/languages/yaml/tree'
import { YamlSource } from '../../src/languages/yaml/source'
import { corpus, dumpFile, random } from './dump'
import { processorTime } from '../processor-time'

const workflow = (jobs: number): string => 'name: ci\non: [push]\n\njobs:\n' + Array.from({ length: jobs }, (_, i) =>
  `  job${i}:\n    runs-on: ubuntu-latest # here\n    steps:\n      - uses: actions/checkout@v4\n      - name: "Build: ${i}"\n        run: |\n          make all\n          make test # not a comment\n\n        env: { A: 'b', C: [1, 2] }\n\n`).join('')

const texts = [
  workflow(4),
  workflow(2).replaceAll('\n', '\r\n'),
  '# header\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    x: y\n# between\nspec:\n  containers:\n  - name: c\n    image: d\n---\nkind: Service\nspec: {a: b}\n...\n---\n- 1\n- a: b\n',
  'a: &x\n  b: 1\nc:\n  d: *x\n  <<: *x\ne: 2\n',
  'a:\n  b: "x\n    y"\n  c: >-\n    folded\n\n    text\n\n  d: plain\n    goes on\ne:\n\n  f: 1\n  f: 2\na: again\n',
  '\uFEFFa: 1\nb:\n  "c": d\n  \'e\': f\n  ? g\n  : h\n  i: 😀 # 😀\n',
  'a:\n b:\n  c: |+\n   text\n\n\n d: |\n   x\n\n# c\n e: 1\nz: [a,\n b]\ny: {\n}\n',
]
const seeds = Number(process.env.SEEDS ?? 5)
const pieces = ['\n', ' ', '  ', ':', ': ', '- ', '#', ' # c', '"', "'", '[', ']', '{', '}', '|', '>', '&a ', '*a', '!t ', '\t', 'x', 'key: value\n', '\n  k: v', '\n---\n', '...', '%', '? ', ',', '\r\n', '<<', '😀', '\n    - i', '    ', '|+\n']

/** Texts of equal dumps are compared first: `deepEqual` takes most of the time there is. */
function same(file: YamlFile, text: string, what: () => string): void {
  const got = dumpFile(file), wanted = dumpFile(parseYaml(text))
  if (JSON.stringify(got) !== JSON.stringify(wanted)) assert.deepEqual(got, wanted, what())
}

function editsOf(text: string, seed: number, count: number): void {
  const next = random(seed)
  const source = new YamlSource(text)
  for (let i = 0; i < count; i++) {
    const start = next(source.text.length + 1), size = next(3) === 0 ? next(12) : next(2)
    const edit = { span: [start, Math.min(start + size, source.text.length)] as const, text: next(4) === 0 ? '' : pieces[next(pieces.length)]! }
    const before = source.text
    same(source.edit(edit), source.text, () => `seed ${seed}, edit ${i}: ${JSON.stringify(edit)} of ${JSON.stringify(before)}`)
    // Half of the time the mistake is taken back, so that the text stays one that parses.
    if (next(2) === 0 || source.file.errors.length > 2) {
      source.update(before)
      same(source.file, before, () => `seed ${seed}, edit ${i} taken back: ${JSON.stringify(edit)} of ${JSON.stringify(before)}`)
    }
  }
}

describe('a YAML source under edit', () => {
  it('is always what a full parse would say', () => {
    texts.forEach((text, i) => { for (let seed = 0; seed < seeds; seed++) editsOf(text, i * 100 + seed, 40) })
  })

  it('is what a full parse would say on files of real repositories', function () {
    const files = corpus(5 * seeds).filter(file => file.text.length < 8000)
    if (files.length === 0) this.skip()
    files.forEach((file, i) => editsOf(file.text, 7000 + i, 15))
  })

  it('keeps the pairs of untouched sections and moves them', () => {
    const source = new YamlSource(workflow(3)), pairsOf = () => { const jobs = source.file.documents[0]!.root!; return jobs.kind === 'map' ? jobs.get('jobs')! : null }
    const before = pairsOf(), at = source.text.indexOf('make all', source.text.indexOf('job1'))
    assert.ok(before?.kind === 'map')
    const start = before.pairs[2]!.span[0]
    source.edit({ span: [at, at], text: 'exec ' })
    const after = pairsOf()
    assert.ok(after?.kind === 'map')
    assert.equal(after.pairs[0], before.pairs[0])
    assert.notEqual(after.pairs[1], before.pairs[1])
    assert.equal(after.pairs[2], before.pairs[2])
    assert.equal(after.pairs[2]!.span[0], start + 5)
    assert.deepEqual(dumpFile(source.file), dumpFile(parseYaml(source.text)))
  })

  it('parses a typed character in a 1,000-line workflow far faster than the whole', () => {
    const text = workflow(90), source = new YamlSource(text), at = text.indexOf('make test', text.length >> 1)
    for (let i = 0; i < 60; i++) source.edit({ span: [at, at], text: 'x' })
    const measure = (count: number, run: () => void): number => {
      let best = Infinity
      for (let i = 0; i < count; i++) { const start = processorTime(); run(); best = Math.min(best, processorTime() - start) }
      return best
    }
    const section = measure(40, () => { source.edit({ span: [at, at], text: 'x' }); void source.file.errors }), whole = measure(10, () => { parseYaml(source.text) })
    if (process.env.SHOW_TIMES) console.log({ lines: text.split('\n').length, section, whole })
    assert.ok(section * 4 < whole, `section ${section} ms, whole ${whole} ms`)
  })

  it('notices an edit that only moves a key', () => {
    const source = new YamlSource('a:\n  b: 1\nc: 2\n')
    source.update('a:\n  b: 1\n  c: 2\n')
    assert.deepEqual(dumpFile(source.file), dumpFile(parseYaml('a:\n  b: 1\n  c: 2\n')))
  })

  it('parses a template as a whole', () => {
    const source = new YamlSource('a: {{ .x }}\nb: 1\n', { templates: true })
    source.update('a: {{ .xy }}\nb: 1\n')
    assert.deepEqual(dumpFile(source.file), dumpFile(parseYaml('a: {{ .xy }}\nb: 1\n', { templates: true })))
  })
})
