import assert from 'node:assert/strict'
import { applyEdits } from '../../src/core/edit'
import { append, insert, remove, replace, set } from '../../src/languages/yaml/edit'
import type { Edits, EditTarget, YamlValue } from '../../src/languages/yaml/edit'
import { parseYaml } from '../../src/languages/yaml/parse'
import { formatPath, parsePath } from '../../src/core/path'
import { locate } from '../../src/languages/yaml/path'
import { lookup } from '../../src/languages/yaml/walk'
import { plain } from './dump'

const target = (text: string, under: readonly (string | number)[] = []): EditTarget => {
  const document = parseYaml(text).documents[0]!
  return { text, document, node: lookup(document.root, ...under)! }
}

/** The text after an edit, which also holds with CRLF and reads without errors; `null` where it cannot be done. */
function after(text: string, change: (target: EditTarget) => Edits): string | null {
  const run = (text: string): string | null => { const edits = change(target(text)); return edits && applyEdits(text, edits) }
  const result = run(text)
  if (result !== null) {
    assert.deepEqual(parseYaml(result).errors.map(error => error.message), [])
    if (text.includes('\n')) assert.equal(run(text.replaceAll('\n', '\r\n')), result.replaceAll('\n', '\r\n'), 'with CRLF')
  }
  return result
}

const sets = (text: string, path: string, value: YamlValue, wanted: string | null): void => {
  assert.equal(after(text, at => set(at, path, value)), wanted)
  if (wanted !== null) assert.equal(after(wanted, at => set(at, path, value)), wanted, 'twice')
}
const removes = (text: string, path: string, wanted: string | null): void => assert.equal(after(text, at => remove(at, path)), wanted)
const appends = (text: string, path: string, value: YamlValue, wanted: string | null): void => assert.equal(after(text, at => append(at, path, value)), wanted)
const inserts = (text: string, path: string, before: number | string, value: YamlValue, wanted: string | null): void => assert.equal(after(text, at => insert(at, path, before, value)), wanted)

describe('setting a value in YAML', () => {
  it('replaces a scalar and keeps its comment', () => sets('a: 1 # one\nb: 2\n', 'a', 3, 'a: 3 # one\nb: 2\n'))
  it('keeps the quotes there are', () => { sets("a: 'x'\n", 'a', 'y', "a: 'y'\n"); sets('a: "x"\n', 'a', 'y', 'a: "y"\n') })
  it('quotes what would be read as something else', () => {
    for (const value of ['true', 'yes', 'on', 'null', '~', '', '1', '1.5', '0644', '1e3', '12:30', '2020-01-01', 'a: b', 'a #b', '- x', '*x', '@x', '%x', ' x', 'x:', '{a', '0x1f', '1_000', '.inf', '#a', '?', '!x', '&x', '|', '---', '=']) {
      sets('a: b\n', 'a', value, `a: "${value}"\n`)
    }
    for (const value of ['x', 'a:b', 'a#b', 'nginx:1.2', '256Mi', '100m', '/readyz', '${{ x }}', 'a, b', '-x', '1.2.3', 'v1', 'a "b"', "it's"]) sets('a: b\n', 'a', value, `a: ${value}\n`)
  })
  it('prefers the quotes of the file', () => sets("a: 'x'\nb: 'y'\nc: z\n", 'c', 'true', "a: 'x'\nb: 'y'\nc: 'true'\n"))
  it('leaves alone what is so already', () => sets('a: "x" # c\nb: 0x10\n', 'a', 'x', 'a: "x" # c\nb: 0x10\n'))
  it('writes into an empty value', () => {
    sets('a:\nb: 1\n', 'a', 'x', 'a: x\nb: 1\n')
    sets('a: # c\nb: 1\n', 'a', 'x', 'a: x # c\nb: 1\n')
    sets('a:  \nb: 1\n', 'a', 'x', 'a: x\nb: 1\n')
    sets('a:', 'a', 'x', 'a: x')
    sets('a:\n  -\n  - 1\n', 'a[0]', 'x', 'a:\n  - x\n  - 1\n')
  })
  it('adds a key behind the last, with or without a line break at the end', () => {
    sets('a: 1\n', 'b', 2, 'a: 1\nb: 2\n')
    sets('a: 1', 'b', 2, 'a: 1\nb: 2')
    sets('a: 1 # c\n\n# end\n', 'b', 2, 'a: 1 # c\nb: 2\n\n# end\n')
    sets('a:\n  b: |\n    text\n\nc: 1\n', 'a.d', 2, 'a:\n  b: |\n    text\n  d: 2\n\nc: 1\n')
    sets('a:\n  b: |+\n    text\n\nc: 1\n', 'a.d', 2, 'a:\n  b: |+\n    text\n\n  d: 2\nc: 1\n')
  })
  it('makes the maps that are missing', () => {
    sets('a: 1\n', 'b.c.d', 2, 'a: 1\nb:\n  c:\n    d: 2\n')
    sets('a:\n    x: 1\n', 'a.c.d', 2, 'a:\n    x: 1\n    c:\n        d: 2\n')
    sets('a:\nb: 1\n', 'a.c', 2, 'a:\n  c: 2\nb: 1\n')
    sets('a: # why\nb: 1\n', 'a.c', 2, 'a: # why\n  c: 2\nb: 1\n')
    sets('a: {}\n', 'a.c.d', 2, 'a:\n  c:\n    d: 2\n')
    sets('a: {} # why\n', 'a.c', 2, 'a: # why\n  c: 2\n')
    sets('a: null\n', 'a.c', 2, 'a:\n  c: 2\n')
    sets('a: 1\n', 'b[0].c', 2, 'a: 1\nb:\n  - c: 2\n')
  })
  it('sets below the items of a sequence', () => {
    const text = 'spec:\n  containers:\n  - name: a\n    image: b\n  - name: c\n'
    sets(text, 'spec.containers[0].resources.limits.memory', '256Mi', 'spec:\n  containers:\n  - name: a\n    image: b\n    resources:\n      limits:\n        memory: 256Mi\n  - name: c\n')
    sets(text, 'spec.containers[1].args', ['x', 'true'], 'spec:\n  containers:\n  - name: a\n    image: b\n  - name: c\n    args:\n    - x\n    - "true"\n')
    const indented = 'x:\n  - a: 1\n    b:\n        c: 1\n'
    sets(indented, 'x[0].d', [{ e: 1, f: [2] }, []], 'x:\n  - a: 1\n    b:\n        c: 1\n    d:\n      - e: 1\n        f:\n          - 2\n      - []\n')
  })
  it('writes into flow collections in their own style', () => {
    sets('a: {b: 1}\n', 'a.c', 'x', 'a: {b: 1, c: x}\n')
    sets('a: { b: 1 }\n', 'a.c.d', 'x,y', 'a: { b: 1, c: { d: "x,y" } }\n')
    sets('a: {b: {}}\n', 'a.b.c', [1], 'a: {b: { c: [1] }}\n')
    sets('{\n  "a": 1,\n  "b": 2\n}\n', 'c', 'x', '{\n  "a": 1,\n  "b": 2,\n  "c": x\n}\n')
    sets('a: [\n  1,\n]\n', 'a[1]', 2, 'a: [\n  1,\n  2,\n]\n')
    sets('{a: }\n', 'a', 1, '{a: 1 }\n')
    sets('{a}\n', 'a', 1, '{a: 1}\n')
  })
  it('replaces collections by scalars and the other way round', () => {
    sets('a:\n  b: 1\n  c: 2\nd: 3\n', 'a', 'x', 'a: x\nd: 3\n')
    sets('a:\n- 1\n- 2\nd: 3\n', 'a', true, 'a: true\nd: 3\n')
    sets('a: x # c\nd: 3\n', 'a', { b: 1 }, 'a: # c\n  b: 1\nd: 3\n')
    sets('a: [1, 2]\n', 'a', ['x'], 'a:\n  - x\n')
    sets('on: push\n', 'on', { push: null }, 'on:\n  push: null\n')
    sets('a:\n  - x\n', 'a[0]', { b: 1, c: 2 }, 'a:\n  - b: 1\n    c: 2\n')
  })
  it('writes text of several lines as a block', () => {
    sets('a:\n  b: x\n', 'a.b', 'one\ntwo\n', 'a:\n  b: |\n    one\n    two\n')
    sets('a:\n  b: |\n    old\n', 'a.b', 'one\n\ntwo', 'a:\n  b: |-\n    one\n\n    two\n')
  })
  it('quotes keys that need it', () => {
    sets('a: 1\n', '["x.io/y"]', 'z', 'a: 1\nx.io/y: z\n')
    sets('a: 1\n', '["8080"]', 'z', 'a: 1\n"8080": z\n')
    sets('a: 1\n', 'on', 'push', 'a: 1\non: push\n')
  })
  it('does not touch what an alias shares', () => {
    sets('a: &x\n  b: 1\nc: *x\n', 'c.b', 2, null)
    sets('a: &x\n  b: 1\nc: *x\n', 'a.b', 2, null)
    sets('a: &x\n  b: {e: 1}\nc:\n  <<: *x\n', 'c.b.d', 2, null)
    sets('a: &x\n  b: 1\nc:\n  <<: *x\n', 'c.b', 2, 'a: &x\n  b: 1\nc:\n  <<: *x\n  b: 2\n')
    sets('a: &unused\n  b: 1\n', 'a.b', 2, 'a: &unused\n  b: 2\n')
    removes('a: &x\n  b: 1\nc: *x\n', 'a', null)
  })
  it('refuses a path through a scalar', () => { sets('a: x\n', 'a.b', 1, null); sets('a: [1]\n', 'a.b', 1, null); sets('a: [1]\n', 'a[3]', 1, null) })
})

describe('removing from YAML', () => {
  it('takes whole lines with their comments and leaves the comments above', () => {
    removes('a: 1\n# about b\nb: 2 # two\nc: 3\n', 'b', 'a: 1\n# about b\nc: 3\n')
    removes('a:\n  b:\n    c: 1\n  d: 2\n', 'a.b', 'a:\n  d: 2\n')
    removes('a: 1\nb: 2', 'b', 'a: 1')
    removes('a: |\n  text\n\nb: 2\n', 'a', '\nb: 2\n')
  })
  it('leaves an empty collection where the last entry goes', () => {
    removes('a:\n  b: 1\nc: 2\n', 'a.b', 'a: {}\nc: 2\n')
    removes('a: # c\n  b: 1\n', 'a.b', 'a: {} # c\n')
    removes('a:\n  - 1\n', 'a[0]', 'a: []\n')
    removes('a:\n  - b: 1\n', 'a[0].b', 'a:\n  - {}\n')
    removes('a: {b: 1}\n', 'a.b', 'a: {}\n')
    removes('a: 1\n', 'a', '{}\n')
  })
  it('removes items', () => {
    removes('a:\n- x: 1\n  y: 2\n- z: 3\n', 'a[0]', 'a:\n- z: 3\n')
    removes('a:\n- x: 1\n  y: 2\n- z: 3\n', 'a[1]', 'a:\n- x: 1\n  y: 2\n')
    removes('a:\n- x: 1\n  y: 2\n', 'a[0].x', 'a:\n- y: 2\n')
    removes('a: [1, 2, 3]\n', 'a[0]', 'a: [2, 3]\n')
    removes('a: [1, 2, 3]\n', 'a[2]', 'a: [1, 2]\n')
    removes('a: {b: 1, c: 2}\n', 'a.c', 'a: {b: 1}\n')
  })
  it('has nothing to do where there is nothing', () => removes('a: 1\n', 'b.c', 'a: 1\n'))
})

describe('adding to sequences and maps in YAML', () => {
  it('appends', () => {
    appends('a:\n- 1 # c\n- 2 # d\nb: 1\n', 'a', 3, 'a:\n- 1 # c\n- 2 # d\n- 3\nb: 1\n')
    appends('a:\n  - x: 1\n', 'a', { y: 2, z: { w: 1 } }, 'a:\n  - x: 1\n  - y: 2\n    z:\n      w: 1\n')
    appends('a: [x]\n', 'a', 'z', 'a: [x, z]\n')
    appends('a: []\n', 'a', 'z', 'a: [z]\n')
    appends('a:\nb: 1\n', 'a', 'z', 'a:\n  - z\nb: 1\n')
    appends('a: 1\n', 'b.c', 'z', 'a: 1\nb:\n  c:\n    - z\n')
    appends('a: 1\n', 'a', 'y', null)
  })
  it('inserts', () => {
    inserts('a:\n  - 1\n  - 2\n', 'a', 1, 'x', 'a:\n  - 1\n  - x\n  - 2\n')
    inserts('a:\n  # first\n  - 1\n', 'a', 0, { b: 1, c: 2 }, 'a:\n  - b: 1\n    c: 2\n  # first\n  - 1\n')
    inserts('a: [1, 2]\n', 'a', 1, 'x', 'a: [1, x, 2]\n')
    inserts('name: x\non: push\njobs: {}\n', '', 'jobs', { permissions: { contents: 'read' } }, 'name: x\non: push\npermissions:\n  contents: read\njobs: {}\n')
    inserts('a:\n- b: 1\n  c: 2\n', 'a[0]', 'b', { x: 1 }, 'a:\n- x: 1\n  b: 1\n  c: 2\n')
    inserts('a: {b: 1}\n', 'a', 'b', { x: 1 }, 'a: {x: 1, b: 1}\n')
    inserts('a: 1\n', '', 'a', { a: 1 }, null)
  })
  it('replaces a node by text', () => {
    const text = 'a:\n  b: x # c\n', at = target(text, ['a', 'b'])
    assert.equal(applyEdits(text, replace(at, '"y"')!), 'a:\n  b: "y" # c\n')
  })
  it('edits under a node deep in the document', () => {
    const text = 'a:\n  - name: x\n    env:\n      - k: v\n', edits = set(target(text, ['a', 0]), 'env[0].w', 1)
    assert.equal(applyEdits(text, edits!), 'a:\n  - name: x\n    env:\n      - k: v\n        w: 1\n')
  })
  it('always writes what it was asked to', () => {
    const values: YamlValue[] = ['x', 'a\nb\n', '  lead\n', 'tab\tin', '😀', 'nul\u0000', '\ud800', "it's \"both\"", '\\n', 'trail ', 'a\n\n\n', '\n', '', 0, -1.5, true, null, [], {}, [[1, [2]], { a: [] }], { a: { b: ['x', { c: 'y: z' }] } }, ['- a', '#'], { '': 1, 'a b': 2, '- c': 3, 'd: e': 4, '?': 5, '{': 6, 'é': 7 }]
    for (const text of ['a:\n  b: 1\n  c: 2\n', 'a: {b: 1, c: 2}\n', 'a:\n    b:\n    - x: 1\n    c: 2\n', 'a:\n  b: |\n    x\n  c: 1', '{"a": {"b": ["x"], "c": 1}}', 'a:\n  b:\n  c:\n']) {
      for (const value of values) for (const path of ['a.b', 'a.c', 'a.d', 'a.d.e', 'd[0]']) {
        const edits = set(target(text), path, value)
        assert.ok(edits, `${path} of ${text}`)
        const result = applyEdits(text, edits), file = parseYaml(result)
        assert.deepEqual(file.errors.map(error => error.message), [], result)
        assert.deepEqual(plain(lookup(file.documents[0]!.root, ...parsePath(path)!)), value, `${JSON.stringify(result)} ${path}`)
      }
    }
  })
})

describe('editing a template', () => {
  const text = 'metadata:\n  labels:\n    a: b\n    {{- include "x" . | nindent 4 }}\nspec:\n  a: {{ .x }}\n  {{- if .y }}\n  b: 1\n  {{- end }}\n  list:\n    - 1\n    {{- range .z }}\n    - 2\n    {{- end }}\nend:\n  resources:\n    {{- toYaml .r | nindent 4 }}\n'
  const document = parseYaml(text, { templates: true }).documents[0]!, at: EditTarget = { text, document, node: document.root! }
  const done = (edits: Edits): string | null => edits && applyEdits(text, edits)
  it('never comes between an entry and what an action prints of it', () => {
    assert.equal(done(set(at, 'metadata.name', 'x')), null)
    assert.equal(done(set(at, 'metadata.labels.c', 'x')), null)
    assert.equal(done(set(at, 'spec.c', 'x')), null)
    assert.equal(done(append(at, 'spec.list', 3)), null)
    assert.equal(done(set(at, 'end.resources.limits', 1)), null)
    assert.equal(done(remove(at, 'end.resources')), null)
    assert.equal(done(set(at, 'spec.a', 1)), null)
  })
  it('edits what no action touches', () => {
    assert.equal(done(set(at, 'spec.b', 2)), text.replace('b: 1', 'b: 2'))
    const simple = 'spec:\n  {{- if .y }}\n  b: 1\n  {{- end }}\n  c: {{ .x }}\nz: 1\n', { documents: [first] } = parseYaml(simple, { templates: true })
    assert.equal(applyEdits(simple, set({ text: simple, document: first!, node: first!.root! }, 'spec.d', 1)!), simple.replace('\nz', '\n  d: 1\nz'))
  })
})

describe('paths in YAML', () => {
  it('reads and writes them', () => {
    assert.deepEqual(parsePath('a.b["x.io/y"][0]'), ['a', 'b', 'x.io/y', 0])
    assert.deepEqual(parsePath(''), [])
    assert.deepEqual(parsePath("['a\\'b'].c"), ["a'b", 'c'])
    for (const wrong of ['.a', 'a..b', 'a[', 'a[x]', 'a]', 'a.[0]', 'a"b']) assert.equal(parsePath(wrong), null, wrong)
    for (const path of ['a.b["x.io/y"][0]', '["8080"].a', 'runs-on']) assert.equal(formatPath(parsePath(path)!), path)
  })
  it('finds one token for what is there and for what is not', () => {
    const text = 'spec:\n  containers:\n  - name: x\n    image: "nginx" # c\n    resources:\n      limits: {}\n    args:\n    - |\n      one\n      two\n    - a b\n    - k: v\n  empty:\n', { root } = parseYaml(text).documents[0]!
    const found = (path: string): string => text.slice(...locate(root, path, text))
    assert.equal(found('spec.containers[0].image'), '"nginx"')
    assert.equal(found('spec.containers[0].resources'), 'resources')
    assert.equal(found('spec.containers[0].resources.limits'), 'limits')
    assert.equal(found('spec.containers[0].resources.limits.memory'), 'limits')
    assert.equal(found('spec.containers[0].resources.requests.memory'), 'resources')
    assert.equal(found('spec.containers[0].livenessProbe'), 'name')
    assert.equal(found('spec.containers[0]'), 'name')
    assert.equal(found('spec.containers'), 'containers')
    assert.equal(found('spec.containers[0].args[0]'), '|')
    assert.equal(found('spec.containers[0].args[1]'), 'a b')
    assert.equal(found('spec.containers[0].args[2].k'), 'v')
    assert.equal(found('spec.empty'), 'empty')
    assert.equal(found('spec.empty.more'), 'empty')
    assert.equal(found('nothing'), 'spec')
  })
})
