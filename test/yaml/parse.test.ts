import assert from 'node:assert/strict'
import { loadAll } from 'js-yaml'
import { Lexer } from 'yaml'
import { applyEdits } from '../../src/core/edit'
import { damaged, parseYaml } from '../../src/languages/yaml/parse'
import { yaml11 } from '../../src/languages/yaml/scalar'
import type { YamlFile, YamlNode, YamlScalar } from '../../src/languages/yaml/tree'
import { asMap, asScalar, entries, isOpen, lookup, walk } from '../../src/languages/yaml/walk'
import { corpus, plain, random } from './dump'
import { processorTime } from '../processor-time'

const rootOf = (text: string): YamlNode | null => parseYaml(text).documents[0]?.root ?? null
const errorsOf = (text: string): [string, string][] => parseYaml(text).errors.map(error => [error.code, text.slice(...error.span)])
const slice = (text: string, ...path: (string | number)[]): string => text.slice(...lookup(rootOf(text), ...path)!.span)

/** Every span is inside the file, every scalar is what its span says, and children stand in order inside their parents. */
function check(file: YamlFile): void {
  const inside = ([start, end]: readonly [number, number]): void => assert.ok(0 <= start && start <= end && end <= file.text.length, `${start} ${end} of ${file.text.length}`)
  for (const error of file.errors) { inside(error.span); if (error.related) inside(error.related) }
  for (const comment of file.comments) { inside(comment.span); assert.equal(comment.text, file.text.slice(...comment.span)) }
  for (const document of file.documents) {
    inside(document.span)
    for (const span of document.damagedSpans) inside(span)
    for (const node of walk(document.root)) {
      inside(node.span)
      if (node.kind === 'scalar') assert.equal(node.source, file.text.slice(...node.span))
      if (node.kind === 'map') for (const pair of node.pairs) inside(pair.span)
    }
  }
}

/** The least of three times, in milliseconds. */
function timed(run: () => void): number {
  let best = Infinity
  for (let i = 0; i < 3; i++) { const start = processorTime(); run(); best = Math.min(best, processorTime() - start) }
  return best
}

describe('a YAML tree', () => {
  it('has exact spans without trailing line breaks', () => {
    const text = 'a:\n  b: 1 # one\n\n# c\nc: &x\n  - 1\n  -\n  - "q" \n\nd: |\n  text\n\n\ne: {f: [1, 2]} # e\ng:\n'
    assert.equal(slice(text, 'a'), 'b: 1')
    assert.equal(slice(text, 'c'), '- 1\n  -\n  - "q"')
    assert.equal(slice(text, 'c', 2), '"q"')
    assert.equal(slice(text, 'd'), '|\n  text')
    assert.equal(slice(text, 'e'), '{f: [1, 2]}')
    assert.equal(slice(text, 'e', 'f'), '[1, 2]')
    assert.deepEqual(lookup(rootOf(text), 'c', 1)!.span, [text.indexOf('  -\n') + 3, text.indexOf('  -\n') + 3])
    assert.deepEqual(lookup(rootOf(text), 'g')!.span, [text.length - 1, text.length - 1])
    assert.deepEqual(rootOf(text)!.span, [0, text.length - 1])
    const pair = asMap(rootOf(text))!.pair('a')!
    assert.equal(text.slice(...pair.span), 'a:\n  b: 1')
    assert.equal(lookup(rootOf(text), 'c')!.anchor, 'x')
  })
  it('tells styles, sources and comments', () => {
    const text = 'a: x\nb: \'y\'\nc: "z"\nd: |-\n  l # no\ne: > # yes\n  f\nf: x#no\n'
    assert.deepEqual(asMap(rootOf(text))!.pairs.map(({ value }) => value.kind === 'scalar' && [value.style, value.source]), [['plain', 'x'], ['single', "'y'"], ['double', '"z"'], ['literal', '|-\n  l # no'], ['folded', '> # yes\n  f'], ['plain', 'x#no']])
    assert.deepEqual(parseYaml(text).comments.map(comment => comment.text), ['# yes'])
  })
  it('has names for keys as written', () => {
    const map = asMap(rootOf('on: 1\n8080: 2\n"q": 3\ntrue: 4\n? [a]\n: 5\n'))!
    assert.deepEqual(map.pairs.map(pair => pair.name), ['on', '8080', 'q', 'true', null])
    assert.equal(asScalar(map.get('8080'))!.value, 2)
    assert.equal(map.get('nothing'), null)
  })
  it('is cut into documents at their markers', () => {
    const text = '# head\n---\na: 1\n---\n# only a comment\n---\nb: |\n  x\n...\n---\nc: "\n---\nd: 1\n', file = parseYaml(text)
    assert.deepEqual(file.documents.map(document => plain(document.root)), [{ a: 1 }, null, { b: 'x\n' }, { c: '' }, { d: 1 }])
    assert.deepEqual(file.documents.map(document => document.errors.length > 0), [false, false, false, true, false])
    assert.deepEqual(parseYaml('').documents, [])
    assert.equal(parseYaml('# x\n').comments.length, 1)
  })
  it('reads with LF as with CRLF, with a byte order mark, tabs in JSON, and characters of two units', () => {
    const text = 'a: "x" # c\nb:\n  - |\n    t\n  - > \n    u\n'
    assert.deepEqual(plain(rootOf(text.replaceAll('\n', '\r\n'))), plain(rootOf(text)))
    assert.equal(parseYaml(text.replaceAll('\n', '\r\n')).comments[0]!.text, '# c')
    assert.equal(slice('\uFEFFa: 😀\nb: "é😀"\n', 'b'), '"é😀"')
    assert.deepEqual(plain(rootOf('{\n\t"a": [\n\t\t1\n\t]\n}\n')), { a: [1] })
  })
})

describe('the traps of YAML', () => {
  it('1: nesting that could end the process is not parsed', () => {
    const deep = ['- '.repeat(1000) + 'x', '['.repeat(5000), '{a: '.repeat(5000), '? '.repeat(3000) + 'x', 'a: '.repeat(3000) + 'x', '[ # ]\n'.repeat(3000), '[ "]" , '.repeat(3000),
      Array.from({ length: 1500 }, (_, i) => ' '.repeat(i) + 'a:\n').join(''), Array.from({ length: 1500 }, (_, i) => ' '.repeat(i) + '-\n').join(''), '- ? '.repeat(500), '- - a: [' + '['.repeat(300)]
    for (const text of deep) for (let i = 0; i < 3; i++) {
      const file = parseYaml(text)
      assert.deepEqual(file.errors.map(error => error.code), ['too-deep'], text.slice(0, 20))
      assert.equal(file.documents[0]!.root, null)
      check(file)
    }
    for (const text of ['['.repeat(150) + ']'.repeat(150), '- '.repeat(150) + 'x', 'a: |\n' + '  [[[[ - - -\n'.repeat(500), '[[]]\n---\n'.repeat(500), '- [a]\n'.repeat(500), '"' + '['.repeat(500) + '"', '# ' + '['.repeat(500)]) assert.deepEqual(errorsOf(text), [], text.slice(0, 20))
    const [first, second] = parseYaml('['.repeat(500) + '\n---\na: 1\n').documents
    assert.deepEqual([first!.root, plain(second!.root)], [null, { a: 1 }])
    assert.ok(timed(() => { parseYaml('['.repeat(1_000_000)) }) < 2000)
  })
  it('2: duplicate keys are found in linear time, with the first one', () => {
    const text = 'a: 1\nb: {c: 1, c: 2}\n"a": 3\n', [inner, outer] = parseYaml(text).errors
    assert.deepEqual([inner!.code, text.slice(...inner!.span), inner!.related], ['duplicate-key', 'c', [9, 10]])
    assert.deepEqual([outer!.code, text.slice(...outer!.span), outer!.related], ['duplicate-key', '"a"', [0, 1]])
    assert.equal(asScalar(asMap(rootOf(text))!.get('a'))!.value, 1)
    const many = Array.from({ length: 40_000 }, (_, i) => `key${i}: ${i}\n`).join('')
    const start = processorTime(), file = parseYaml(many)
    assert.equal(file.errors.length, 0)
    assert.equal(asScalar(lookup(file.documents[0]!.root, 'key39999'))!.value, 39999)
    assert.ok(processorTime() - start < 6000)
  })
  it('3: aliases that are undefined, circular or too many lead nowhere', () => {
    assert.deepEqual(errorsOf('a: *x\n'), [['undefined-alias', '*x']])
    assert.deepEqual(errorsOf('a: &x [*x, {b: *x}]\n'), [['circular-alias', '*x'], ['circular-alias', '*x']])
    assert.deepEqual(plain(rootOf('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')), { a: 1, b: 1, c: 2, d: 2 })
    const bomb = 'a0: &a0 [x, x]\n' + Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]\n`).join(''), file = parseYaml(bomb)
    assert.ok(file.errors.some(error => error.code === 'too-many-aliases'))
    let count = 0
    const visit = (node: YamlNode): void => { count++; if (node.kind === 'alias') { if (node.target) visit(node.target) } else if (node.kind === 'sequence') node.items.forEach(visit); else if (node.kind === 'map') node.pairs.forEach(pair => visit(pair.value)) }
    visit(file.documents[0]!.root!)
    assert.ok(count < 250_000, String(count))
    assert.equal(lookup(rootOf('a: *x\n'), 'a'), null)
    assert.equal(isOpen(asMap(rootOf('a: *x\n'))!.get('a')), true)
  })
  it('4: what is half-typed is damaged, what stands elsewhere is not', () => {
    const damage = (text: string, ...path: (string | number)[]): boolean => { const document = parseYaml(text).documents[0]!; return damaged(document, lookup(document.root, ...path)!) }
    const half = 'metadata:\n  name: x\n\nspec:\n  a: 1\n  image\n  ports: [1]\nmore:\n  b: 1\n'
    assert.equal(damage(half, 'spec'), true)
    assert.equal(damage(half, 'metadata'), false)
    assert.equal(damage('a:\n\tb: 1\n', 'a'), true)
    assert.equal(damage('x:\n  y: 1\na:\n  b: "open\nc: 1\nd: "z"\n', 'a'), true)
    assert.equal(damage('a: 1\nb:\n  c: 1\n', 'b'), false)
    assert.equal(damage('a:\n  b: 1\n  b: 2\n', 'a'), false)
  })
  it('5: scalars follow YAML 1.2, and 1.1 where Kubernetes asks', () => {
    const both = (source: string): [unknown, unknown] => { const scalar = asScalar(lookup(rootOf(`a: ${source}\n`), 'a')) as YamlScalar; return [scalar.value, yaml11(scalar)] }
    const rows: [string, unknown, unknown][] = [['on', 'on', true], ['yes', 'yes', true], ['NO', 'NO', false], ['"yes"', 'yes', 'yes'], ['0644', 644, 420], ['0o644', 420, 420], ['12:30', '12:30', '12:30'], ['2020-01-01', '2020-01-01', '2020-01-01'],
      ['1_000', '1_000', 1000], ['0b11', '0b11', 3], ['0x1F', 31, 31], ['-0x1F', '-0x1F', -31], ['~', null, null], ['Null', null, null], ['TRUE', true, true], ['.5', 0.5, 0.5], ['1e3', 1000, 1000], ['-.inf', -Infinity, -Infinity], ['+12', 12, 12], ['1.2.3', '1.2.3', '1.2.3'], ['0899', 899, 899], ['!!str 1', '1', '1'], ['!!int "1"', 1, 1], ['!Ref x', 'x', 'x']]
    for (const [source, core, older] of rows) assert.deepEqual(both(source), [core, older], source)
  })
  it('6: a directive does not change how values are read', () => {
    const map = asMap(rootOf('%YAML 1.1\n---\non: yes\na: 0644\n'))!
    assert.deepEqual(plain(map), { on: 'yes', a: 644 })
  })
  it('7: merge keys are looked through, own keys first, each map once', () => {
    const text = 'base: &b {x: 1, y: 1}\nmore: &m {y: 2, z: 2, <<: *b}\none:\n  <<: *b\n  x: 0\nlist:\n  <<: [*m, *b]\n  w: 3\nquoted:\n  "<<": 1\nbad:\n  <<: *nowhere\n', root = rootOf(text)
    const merged = (name: string): unknown => Object.fromEntries([...entries(lookup(root, name))].map(pair => [pair.name, plain(pair.value)]))
    assert.deepEqual(merged('one'), { x: 0, y: 1 })
    assert.deepEqual(merged('list'), { w: 3, y: 2, z: 2, x: 1 })
    assert.equal(text.slice(...lookup(root, 'list', 'x')!.span), '1')
    assert.deepEqual([isOpen(lookup(root, 'bad')), isOpen(lookup(root, 'one')), isOpen(lookup(root, 'quoted'))], [true, false, false])
    const bomb = 'a0: &a0 {x: 1}\n' + Array.from({ length: 200 }, (_, i) => `a${i + 1}: &a${i + 1}\n  <<: [*a${i}, *a${i}]\n  k${i}: 1\n`).join('')
    assert.ok(timed(() => { assert.ok([...entries(lookup(rootOf(bomb), 'a12'))].length > 5) }) < 1000)
  })
  it('9: what a template prints parses as maps unless it is masked', () => {
    assert.equal(lookup(rootOf('a: {{ .x }}\n'), 'a')!.kind, 'map')
    assert.equal(lookup(parseYaml('a: {{ .x }}\n', { templates: true }).documents[0]!.root, 'a')!.unknown, true)
  })
})

describe('reading YAML beside another reader', () => {
  const agree = (text: string, path: string): void => {
    const file = parseYaml(text)
    check(file)
    let wanted: unknown
    try { wanted = loadAll(text) } catch { return }
    assert.deepEqual(file.errors, [], path)
    assert.deepEqual(file.documents.map(document => plain(document.root)), wanted, path)
  }
  it('agrees on plain values', () => {
    for (const text of ['a: 1\nb: [x, "y", \'z\', ~]\n', '- a\n- - b\n  - c\n-\n  d: e\n', 'a: |\n  x\n   y\n\nb: >-\n  x\n  y\n\n  z\nc: |+\n  k\n\n', 'a: "x\\n\\u00e9\n  y"\nb: x\n  y\n', '? a\n: b\n', '--- a\n--- \'b\'\n---\n- c\n', 'a: &x 1\nb: *x\n', '{a: {b: [1, 2.5, -3, 0x1f, 0o17, .inf, true, null]}}', 'a: 0644\nb: 1e3\nc: "1"\n']) agree(text, text)
  })
  it('agrees on the files of real repositories, and on their comments with the lexer', function () {
    const files = corpus(120)
    if (files.length === 0) this.skip()
    for (const { path, text } of files) {
      if (!text.includes('{{') && !/!\w/.test(text)) agree(text, path)
      const file = parseYaml(text), wanted: string[] = []
      let offset = 0, before = ''
      for (const lexeme of new Lexer().lex(text)) {
        if (lexeme.startsWith('#') && before !== '\u001f') wanted.push(`${offset} ${lexeme}`)
        if (!/^[\u0002\u0018\u001f]$/.test(lexeme)) offset += lexeme.length
        before = lexeme
      }
      if (file.errors.length === 0) assert.deepEqual(file.comments.map(({ span, text }) => `${span[0]} ${text}`), wanted, path)
    }
  })
})

describe('any text at all', () => {
  const pieces = ['\n', '  ', ': ', '- ', '# c', '"', "'", '[', ']', '{', '}', '|\n', '>-\n', '&a ', '*a', '!!int ', '\t', 'key', '\n---\n', '...\n', '%YAML 1.1\n', '? ', ', ', '\r\n', '<<: ', '😀', '\uFEFF', '\u0000', '{{ x }}', '{{- if y }}', '{{ end }}', '{{', '}}', '{{/* c */}}', '\ud800', '~']
  it('is read without throwing, with every span inside', () => {
    const next = random(42)
    for (let i = 0; i < 2500; i++) {
      const text = Array.from({ length: next(40) }, () => pieces[next(pieces.length)]!).join('')
      try { check(parseYaml(text)); check(parseYaml(text, { templates: true })) } catch (error) { throw new Error(`${JSON.stringify(text)}: ${String(error)}`, { cause: error }) }
    }
  })
  it('is read wherever it is cut off or a character is lost', () => {
    const text = 'apiVersion: v1 # c\nmetadata: &m\n  name: "x"\n  labels: {a: b, c: [1, 2]}\nspec:\n- name: y\n  run: |\n    text\n  {{- if .x }}\n  image: {{ .y }}\n  {{- end }}\n---\nb: *m\n'
    for (let i = 0; i <= text.length; i++) for (const cut of [text.slice(0, i), text.slice(i), applyEdits(text, [{ span: [i, Math.min(i + 1, text.length)], text: '' }])]) for (const templates of [false, true]) check(parseYaml(cut, { templates }))
  })
  it('takes time in proportion to its length', () => {
    for (const piece of ['a: {{ x }} ', '{{', '{{/*', '{{ "', '{{`', '{{- if x }}\n', '{{ end }}', '# ', '"', 'a: b\n', '- &a b\n- *a\n', '{{ indent 2 }}\n']) {
      const small = timed(() => { check(parseYaml(piece.repeat(500), { templates: true })) }), large = timed(() => { check(parseYaml(piece.repeat(4000), { templates: true })) })
      assert.ok(large < 40 * small + 150, `${JSON.stringify(piece)}: ${small} ms, ${large} ms`)
    }
  }).timeout(60_000)
})

