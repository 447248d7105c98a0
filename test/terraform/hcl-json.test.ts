import assert from 'node:assert/strict'
import { parseHclJson, blocksOf } from '../../src/languages/terraform/hcl/json'
import { constantText } from '../../src/languages/terraform/hcl/tree'

describe('Terraform in JSON', () => {
  const text = `{
\t"//": "a comment",
\t"resource": { "cloud_disk": { "data": {
\t\t"name": "\\u00e9\\"\${var.a[\\"b\\"]}\\"",
\t\t"size": 20,
\t\t"tier": "\${local.tier}",
\t\t"rule": [{ "port": 1, "//": "not a setting" }, { "port": 2 }],
\t\t"dynamic": { "extra": { "for_each": "\${var.x}", "content": {} } }
\t} } },
\t"locals": [{ "a": true }, { "b": null }]
}`, file = parseHclJson(text)

  it('reads blocks with their labels, attributes with their spans', () => {
    assert.deepEqual(file.errors, [])
    assert.deepEqual(file.body.items.map((item) => item.kind === 'block' ? [item.type, ...item.labels.map((label) => label.text)] : item.name), [['resource', 'cloud_disk', 'data'], ['locals'], ['locals']])
    const disk = file.body.items[0]!
    assert.ok(disk.kind === 'block')
    assert.deepEqual(disk.labels.map((label) => text.slice(...label.span)), ['"cloud_disk"', '"data"'])
    assert.deepEqual(disk.body.items.map((item) => item.kind === 'attribute' && text.slice(...item.value.span).slice(0, 8)), ['"\\u00e9\\', '20', '"${local', '[{ "port', '{ "extra'])
  })

  it('parses templates inside strings, with spans in the file where the string has escapes', () => {
    const disk = file.body.items[0]!
    assert.ok(disk.kind === 'block')
    const name = disk.body.items[0]!
    assert.ok(name.kind === 'attribute' && name.value.kind === 'template')
    assert.deepEqual(name.value.parts.map((part) => [part.kind, text.slice(...part.span)]), [['text', '\\u00e9\\"'], ['interpolation', '${var.a[\\"b\\"]}'], ['text', '\\"']])
  })

  it('shows an object or a list of objects as blocks to whoever knows that it is one', () => {
    const disk = file.body.items[0]!
    assert.ok(disk.kind === 'block')
    const [, , , rule, dynamic] = disk.body.items
    assert.ok(rule?.kind === 'attribute' && dynamic?.kind === 'attribute')
    assert.deepEqual(blocksOf(rule).map((block) => block.body.items.map((item) => item.kind === 'attribute' && text.slice(...item.value.span))), [['1'], ['2']])
    assert.deepEqual(blocksOf(dynamic, 1).map((block) => [block.type, block.labels[0]?.text, block.body.items.length]), [['dynamic', 'extra', 2]])
  })

  it('keeps what is whole of a half-typed file', () => {
    for (const broken of ['{"locals": {"a": \n "b": 2}}', '{"locals": {"a": "x\n, "b": 2}}', '{"locals": {"a" \n "b": 2', '{"locals": {"a": nope, "b": 2}}']) {
      const read = parseHclJson(broken), locals = read.body.items[0]
      assert.notEqual(read.errors.length, 0, broken)
      assert.ok(locals?.kind === 'block')
      const b = locals.body.items.find((item) => item.kind === 'attribute' && item.name === 'b')
      assert.ok(b?.kind === 'attribute' && b.value.kind === 'literal' && b.value.value === 2, broken)
    }
  })

  it('refuses what is no JSON', () => {
    for (const text of ['', '[1]', '{"a": 1,}', '{"a": 01}', "{'a': 1}", '{"a": 1} x', '{"a": "\\q"}', '{"a": 1, "a": 2}', '{"a": "${"}']) assert.notEqual(parseHclJson(text).errors.length, 0, text)
    assert.deepEqual(['{}', '[]', '{"a": -1.5e3}', '{"a": "%%{x} $${y}"}'].flatMap((text) => parseHclJson(text).errors), [])
    const escaped = parseHclJson('{"a": "$${x}\\n"}').body.items[0]!
    assert.ok(escaped.kind === 'attribute')
    assert.equal(constantText(escaped.value), '${x}\n')
  })
})
