import assert from 'node:assert/strict'
import { applyEdits, type TextEdit } from '../../src/core/edit'
import { addBlock, appendPath, remove, removePath, renderHcl, setPath } from '../../src/languages/terraform/hcl/edit'
import { parseHcl } from '../../src/languages/terraform/hcl/parse'
import { constantText } from '../../src/languages/terraform/hcl/tree'
import type { Block, Body, HclFile } from '../../src/languages/terraform/hcl/tree'

type Edit = (file: HclFile, body: Body) => readonly TextEdit[]

/** Applies an edit to the first block, with both kinds of line ends: the result parses. */
function edited(text: string, edit: Edit): string {
  const results = [text, text.replace(/\n/g, '\r\n')].map((source) => {
    const file = parseHcl(source)
    assert.deepEqual(file.errors, [])
    const result = applyEdits(source, edit(file, (file.body.items[0] as Block).body))
    assert.deepEqual(parseHcl(result).errors, [], result)
    return result
  })
  assert.equal(results[1], results[0]!.replace(/\n/g, '\r\n'))
  return results[0]!
}
const set = (path: string, rendered: string): Edit => (file, body) => setPath(file, body, path, rendered)
const removal = (path: string): Edit => (file, body) => removePath(file, body, path)
const append = (path: string, rendered: string): Edit => (file, body) => appendPath(file, body, path, rendered)

/** An edit and what it makes of a text; `a {` … `}` stands around where a text begins with a blank. */
const cases: readonly [title: string, before: string, edit: Edit, after: string][] = [
  ['replaces a value and keeps its comment', 'a {\n  b = 1 # why\n}\n', set('b', '2'), 'a {\n  b = 2 # why\n}\n'],
  ['replaces a value of several lines', 'a {\n  b = [\n    1,\n  ]\n  c = 2\n}\n', set('b', '[]'), 'a {\n  b = []\n  c = 2\n}\n'],
  ['adds a line after the attributes, in line with them', 'a {\n  bcd = 1\n  e   = 2 # e\n\n  f {}\n}\n', set('gh', 'true'), 'a {\n  bcd = 1\n  e   = 2 # e\n  gh  = true\n\n  f {}\n}\n'],
  ['moves the equals signs of a run for a longer name', 'a {\n  b = 1\n  c = 2\n}\n', set('long', '3'), 'a {\n  b    = 1\n  c    = 2\n  long = 3\n}\n'],
  ['leaves a run alone that is not in line', 'a {\n  b = 1\n  cde = 2\n}\n', set('f', '3'), 'a {\n  b = 1\n  cde = 2\n  f = 3\n}\n'],
  ['puts the first attribute before the blocks', 'a {\n    # first\n    f {}\n}\n', set('b', '1'), 'a {\n    b = 1\n\n    # first\n    f {}\n}\n'],
  ['opens an empty block', 'a {}\n', set('b', '1'), 'a {\n  b = 1\n}\n'],
  ['spreads a block of one line', 'a { b = 1 }\n', set('c', '2'), 'a {\n  b = 1\n  c = 2\n}\n'],
  ['fills an empty block of two lines', 'a { # head\n}\n', set('b', '1'), 'a { # head\n  b = 1\n}\n'],
  ['goes on below a heredoc', 'a {\n  b = <<E\nx\nE\n}\n', set('c', '1'), 'a {\n  b = <<E\nx\nE\n  c = 1\n}\n'],
  ['sets an attribute of a nested block', 'a {\n  b {\n    c = 1\n  }\n}\n', set('b{}.c', '2'), 'a {\n  b {\n    c = 2\n  }\n}\n'],
  ['makes the nested blocks of a path', 'a {\n  x = 1\n}\n', set('b{}.c{}.d', '2'), 'a {\n  x = 1\n\n  b {\n    c {\n      d = 2\n    }\n  }\n}\n'],
  ['makes a nested block in a block of one line', 'a {}\n', set('b{}.c', '2'), 'a {\n  b {\n    c = 2\n  }\n}\n'],
  ['sets a key of an object', 'a {\n  t = {\n    b = 1\n    "x.io/y" = 2\n  }\n}\n', set('t["x.io/y"]', '3'), 'a {\n  t = {\n    b = 1\n    "x.io/y" = 3\n  }\n}\n'],
  ['adds a key to an object', 'a {\n  t = {\n    b = 1,\n  }\n}\n', set('t["x.io/z"]', '3'), 'a {\n  t = {\n    b        = 1,\n    "x.io/z" = 3,\n  }\n}\n'],
  ['adds a key to an object on one line', 'a {\n  t = { b = 1 }\n}\n', set('t.c', '3'), 'a {\n  t = { b = 1, c = 3 }\n}\n'],
  ['makes an object for a key', 'a {\n  b = 1\n}\n', set('t.c', '3'), 'a {\n  b = 1\n  t = {\n    c = 3\n  }\n}\n'],
  ['moves the lines of a value in', 'a {\n  b {\n    c = 1\n  }\n}\n', set('b{}.d', renderHcl({ x: { y: 1 } })), 'a {\n  b {\n    c = 1\n    d = {\n      x = {\n        y = 1\n      }\n    }\n  }\n}\n'],
  ['makes objects in objects', 'a {\n  b {}\n}\n', set('b{}.t.u["v/w"]', '3'), 'a {\n  b {\n    t = {\n      u = {\n        "v/w" = 3\n      }\n    }\n  }\n}\n'],
  ['sets an element', 'a {\n  t = [1, { b = 2 }]\n}\n', set('t[1].b', '3'), 'a {\n  t = [1, { b = 3 }]\n}\n'],
  ['removes an attribute with its line and comment', 'a {\n  b = 1 # b\n  # c\n  c = 2\n}\n', removal('b'), 'a {\n  # c\n  c = 2\n}\n'],
  ['removes a block and one of the blank lines around it', 'a {\n  b = 1\n\n  c {\n    d = 1\n  } # c\n\n  e = 1\n}\n', removal('c{}'), 'a {\n  b = 1\n\n  e = 1\n}\n'],
  ['removes the last block with the blank line above', 'a {\n  b = 1\n\n  c {\n  }\n}\n', removal('c{}'), 'a {\n  b = 1\n}\n'],
  ['removes the only attribute of a block on one line', 'a { b = 1 }\n', removal('b'), 'a {}\n'],
  ['removes a key', 'a {\n  t = { b = 1, c = 2 }\n}\n', removal('t.c'), 'a {\n  t = { b = 1 }\n}\n'],
  ['removes a first key', 'a {\n  t = { b = 1, c = 2 }\n}\n', removal('t.b'), 'a {\n  t = { c = 2 }\n}\n'],
  ['leaves alone what is not there', 'a {\n}\n', removal('b'), 'a {\n}\n'],
  ['appends to a list', 'a {\n  l = ["b"]\n}\n', append('l', '"c"'), 'a {\n  l = ["b", "c"]\n}\n'],
  ['appends to an empty list', 'a {\n  l = []\n}\n', append('l', '"c"'), 'a {\n  l = ["c"]\n}\n'],
  ['appends to a list of a line each, with a comma behind', 'a {\n  l = [\n    1, # one\n  ]\n}\n', append('l', '2'), 'a {\n  l = [\n    1, # one\n    2,\n  ]\n}\n'],
  ['appends to a list of a line each, without a comma behind', 'a {\n  l = [\n    1 # one\n  ]\n}\n', append('l', '2'), 'a {\n  l = [\n    1, # one\n    2\n  ]\n}\n'],
  ['appends behind a heredoc', 'a {\n  l = [<<E\nx\nE\n  ]\n}\n', append('l', '2'), 'a {\n  l = [<<E\nx\nE\n    , 2\n  ]\n}\n'],
  ['starts a list where there is none', 'a {\n}\n', append('l', '2'), 'a {\n  l = [2]\n}\n'],
  ['changes nothing in what is computed', 'a {\n  l = concat(b, c)\n}\n', append('l', '2'), 'a {\n  l = concat(b, c)\n}\n'],
  ['adds a block', 'a {\n  b = 1 # b\n}\n', (file, body) => addBlock(file, body, 'c', ['d'], [['e', '1'], ['long', '"x"']]), 'a {\n  b = 1 # b\n\n  c "d" {\n    e    = 1\n    long = "x"\n  }\n}\n'],
  ['adds a block to the file', 'a {\n}\n', (file) => addBlock(file, file.body, 'c', ['d"'], []), 'a {\n}\n\nc "d\\"" {}\n'],
  ['removes a block of the file', 'a {\n}\n\nb {\n}\n', (file) => remove(file, file.body.items[0]!), 'b {\n}\n'],
  ['sets an attribute of the file', 'a {\n}\n', (file) => setPath(file, file.body, 'x', '1'), 'a {\n}\n\nx = 1\n'],
]

describe('edits of HCL', () => {
  for (const [title, before, edit, after] of cases) it(title, () => assert.equal(edited(before, edit), after))

  it('quotes any string so that it is read back as it is', () => {
    for (const text of ['', 'a', 'a"b\\c', '${x}', '%{if}', '$${x}', '$$${x}', '$', '%%{', 'a\nb\r\t\0', 'é😀', '$%{x}', '%${x}']) {
      const file = parseHcl(`a = ${renderHcl(text)}\n`), attribute = file.body.items[0]!
      assert.deepEqual(file.errors, [])
      assert.ok(attribute.kind === 'attribute')
      assert.equal(constantText(attribute.value), text)
    }
  })

  it('writes values of every type', () => {
    assert.equal(renderHcl([1, true, null, 'x']), '[1, true, null, "x"]')
    assert.equal(renderHcl({ a: 1, 'b.c': { for: [] } }), '{\n  a = 1\n  "b.c" = {\n    "for" = []\n  }\n}')
    assert.deepEqual(parseHcl(`a = ${renderHcl({ a: 'x'.repeat(90), b: ['y'.repeat(90)] })}\n`).errors, [])
  })
})
