import assert from 'node:assert/strict'
import { contains } from '../../src/core/span'
import { parseHcl } from '../../src/languages/terraform/hcl/parse'
import { parseHclJson } from '../../src/languages/terraform/hcl/json'
import { children, constantText } from '../../src/languages/terraform/hcl/tree'
import type { Attribute, Body, Expression, HclFile, HclNode, ObjectLiteral } from '../../src/languages/terraform/hcl/tree'
import { accepted, configuration, refused } from './hcl-samples'
import { processorTime } from '../processor-time'

const valueOf = (text: string): Expression => (parseHcl(text).body.items[0] as Attribute).value

/** All attributes of a file and the items of their objects, as `block.label/name` with their source. */
function attributes(file: HclFile): Map<string, string> {
  const found = new Map<string, string>()
  const visit = (body: Body | ObjectLiteral, path: string): void => {
    for (const item of body.items) {
      if (item.kind !== 'block') {
        if (item.value.kind === 'object') visit(item.value, `${path}${item.name}/`)
        else found.set(`${path}${item.name}`, file.text.slice(...item.value.span))
      }
      else visit(item.body, `${path}${[item.type, ...item.labels.map((label) => label.text)].join('.')}/`)
    }
  }
  visit(file.body, '')
  return found
}

function checkSpans(file: HclFile): void {
  const whole: readonly [number, number] = [0, file.text.length]
  for (const { span } of [...file.comments, ...file.errors]) if (span[0] > span[1] || !contains(whole, span)) assert.fail(`${span} of ${whole}: ${JSON.stringify(file.text)}`)
  const stack: [HclNode, readonly [number, number]][] = [[file.body, whole]]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [node, parent] = top
    if (node.span[0] > node.span[1] || !contains(parent, node.span)) assert.fail(`${node.kind} ${node.span} in ${parent}: ${JSON.stringify(file.text)}`)
    for (const child of children(node)) stack.push([child, node.span])
  }
}

describe('the HCL parser', () => {
  it('gives each part its span', () => {
    const text = 'a "b" c { # d\n  e = f.g\n}\n', file = parseHcl(text), block = file.body.items[0]!
    assert.ok(block.kind === 'block')
    assert.deepEqual([block.span, block.typeSpan, block.labels.map((label) => label.span), block.open, block.close, file.comments[0]!.span].flat().map(String),
      [[0, 25], [0, 1], [[2, 5], [6, 7]], [8, 9], [24, 25], [10, 13]].flat().map(String))
    const attribute = block.body.items[0]!
    assert.ok(attribute.kind === 'attribute')
    assert.deepEqual([attribute.span, attribute.nameSpan, attribute.equals, attribute.value.span], [[16, 23], [16, 17], [18, 19], [20, 23]])
  })

  it('binds operators as Go does', () => {
    const show = (node: Expression): string => node.kind === 'binary' ? `(${show(node.left)}${node.operator}${show(node.right)})`
      : node.kind === 'unary' ? `(${node.operator}${show(node.operand)})` : node.kind === 'conditional' ? `(${show(node.condition)}?${show(node.then)}:${show(node.otherwise)})`
        : node.kind === 'getAttribute' ? `${show(node.target)}.${node.name}` : node.kind === 'variable' ? node.name : '?'
    const cases = { 'a||b&&c==d<e+f*g': '(a||(b&&(c==(d<(e+(f*g))))))', 'a-b - c': '((a-b)-c)', '-a.b*c': '((-a.b)*c)', 'a?b:c?d:e': '(a?b:(c?d:e))', '!a==b': '((!a)==b)' }
    for (const [text, tree] of Object.entries(cases)) assert.equal(show(valueOf(`x = ${text.replace('a-b', 'a -b')}\n`)), tree)
  })

  it('puts what follows a splat into it: all after [*], only names after .*', () => {
    const full = valueOf('x = a[*].b[0].c\n'), attribute = valueOf('x = a.*.b[0]\n')
    assert.ok(full.kind === 'splat' && full.full && full.each.kind === 'getAttribute' && full.each.name === 'c')
    assert.ok(attribute.kind === 'index' && attribute.target.kind === 'splat' && attribute.target.each.kind === 'getAttribute' && attribute.target.each.name === 'b')
  })

  it('resolves escapes, indentation and trimming in text', () => {
    const cases: Record<string, string> = {
      'x = "a\\n\\t\\"\\\\\\u00e9$${b}%%{c}$d"\n': 'a\n\t"\\é${b}%{c}$d',
      'x = <<-E\n    a\n      b\n\n    \\n\n  E\n': 'a\n  b\n\n\\n\n',
      'x = <<E\n  a\n  E\n': '  a\n',
    }
    for (const [text, value] of Object.entries(cases)) assert.equal(constantText(valueOf(text)), value)
    const trimmed = valueOf('x = "a ${~ b ~} c"\n')
    assert.ok(trimmed.kind === 'template')
    assert.deepEqual(trimmed.parts.map((part) => part.kind === 'text' ? part.value : part.kind), ['a', 'interpolation', 'c'])
  })

  it('reads a name that is set twice and says so', () => {
    assert.deepEqual(parseHcl('a = 1\nb {\n  c = 1\n  c = 2\n}\n').errors, [{ message: '\'c\' is already set in this block.', span: [20, 21] }])
  })

  it('keeps every span inside the file and inside its parent', () => {
    for (const text of [...accepted, ...refused, configuration, configuration.replace(/\n/g, '\r\n')]) checkSpans(parseHcl(text))
  })
})

describe('the HCL parser on half-typed text', () => {
  const whole = attributes(parseHcl(configuration)), lines = configuration.split('\n')
  const inHeredoc = (line: number): boolean => { const before = lines.slice(0, line).join('\n'); return before.includes('<<-EOT') && !/^ *EOT$/m.test(before) }
  // Lines that hold one whole `name = value` of a block.
  const singles = lines.flatMap((line, i) => /^ {2,4}(\w+) +=(?!=).*[^[({,]$/.test(line) && !line.includes('<<') && !inHeredoc(i) && i < lines.indexOf('  policy = jsonencode({') ? [i] : [])

  /** Applies an edit at many places: what else was there keeps its value, and nothing new appears but `foo`. */
  function survives(places: readonly number[], edit: (line: string) => string): void {
    assert.ok(places.length > 3)
    for (const place of places) {
      const text = lines.map((line, i) => i === place ? edit(line) : line).join('\n'), file = parseHcl(text), left = attributes(file)
      checkSpans(file)
      assert.notEqual(file.errors.length, 0, text)
      const own = /^ *(\w+)/.exec(lines[place]!)?.[1]
      for (const [path, value] of whole) if (!path.endsWith(`/${own}`) && !path.includes(`/${own}/`)) assert.equal(left.get(path), value, `${path} after line ${place}: ${edit(lines[place]!)}`)
      for (const path of left.keys()) assert.ok(whole.has(path) || path.endsWith('/foo') || path.endsWith(`/${own}`), `${path} was invented after line ${place}: ${edit(lines[place]!)}`)
    }
  }
  const below = (added: string) => (line: string): string => `${line}\n${/^ */.exec(line)![0]}${added}`
  const tops = lines.flatMap((line, i) => line === '}' ? [i] : [])

  it('loses only the value that is deleted', () => survives(singles, (line) => line.replace(/=.*/, '=')))
  it('loses only the string whose quote is missing', () => survives(singles.filter((i) => lines[i]!.endsWith('"')), (line) => line.slice(0, -1)))
  for (const added of ['foo', 'foo =', 'foo = var.', 'foo = "abc', 'foo = ["a",', 'foo = {', 'foo {', 'foo "a" {', 'foo = max(1', 'foo = "${var.a', 'foo = <<EOX', 'foo = a ?', 'foo = 1 +', 'foo = [for a in', 'foo /*', 'foo = }', 'foo = "%{ if'])
    it(`keeps its head when '${added}' is typed`, () => survives(singles, below(added)))
  for (const added of ['resource "a', 'resource "a" "b"', 'resource "a" "b" {', 'res', 'locals {', 'variable "x" {\n  foo =', '}'])
    it(`keeps its head when '${added.replace('\n', '⏎')}' is typed between blocks`, () => survives(tops.slice(0, -1), below(added)))
  it('ends a block at the next one when its brace is missing', () => survives(tops, () => ''))

  it('gives a value not yet typed no value, never the next line\'s', () => {
    const file = parseHcl('a {\n  x =\n  y = 2\n}\n')
    assert.deepEqual([...attributes(file)], [['a/x', ''], ['a/y', '2']])
  })

  it('speaks plainly', () => {
    for (const text of refused) for (const { message } of parseHcl(text).errors) assert.match(message, /^\S.{9,98}\.$/u, JSON.stringify(message))
  })
})

describe('the HCL parser on any input', function () {
  this.timeout(30000)
  /** Numbers that look random and are the same in every run. */
  const random = (seed: number) => (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0
    return (seed >>> 8) % below
  }

  it('survives truncation everywhere and thousands of mutations', () => {
    const next = random(20), samples = [configuration, '{"resource": {"a": {"b": {"c": [1, "${d}\\n${e[\\"f\\"]}", true], "//": null}}}, "locals": []}', ...accepted], tokens = ['"', '${', '%{', '}', '{', '[', '(', '<<EOT\n', '<<-E', '\n', '=', '/*', '*/', '#', '.', '...', '?', ':', 'for ', 'if ', '\\', 'resource "a" {', '\u00e9', '\ud83d', '~}', '::', '\r\n', '0x', '\0']
    let worst = 0
    const read = (text: string): void => {
      const start = processorTime()
      for (const file of [parseHcl(text), parseHclJson(text)]) checkSpans(file)
      worst = Math.max(worst, processorTime() - start)
    }
    for (let i = 0; i < configuration.length; i += 3) read(configuration.slice(0, i))
    for (let round = 0; round < 6000; round++) {
      let text = samples[round % 2 ? 0 : next(samples.length)]!
      for (let edits = next(4) + 1; edits > 0; edits--) {
        const at = next(text.length + 1), cut = next(3) === 0 ? next(20) : next(2)
        text = text.slice(0, at) + (next(3) ? tokens[next(tokens.length)]! : '') + text.slice(at + cut)
      }
      read(text)
    }
    assert.ok(worst < 500, `${worst} ms`)
  })

  it('answers in linear time and without a deep stack', () => {
    const n = 10000
    const hostile: Record<string, string> = {
      brackets: '['.repeat(n), braces: 'a = ' + '{a='.repeat(n), lines: 'a = [\n'.repeat(n), parentheses: 'a = ' + '('.repeat(n), minus: 'a = ' + '-'.repeat(n), not: 'a = ' + '!'.repeat(n),
      strings: 'a = "${'.repeat(n), stringLines: 'a = "${[\n'.repeat(n), conditionals: 'a = ' + 'b ? '.repeat(n), attributes: 'a = b' + '.c'.repeat(n) + '\n', sum: 'a = 1' + ' + 1'.repeat(n) + '\n', splats: 'a = b' + '[*]'.repeat(n) + '\n',
      blocks: 'a {\n'.repeat(n), oneLineBlocks: 'a { '.repeat(n), headers: 'resource "a" "b" {\n'.repeat(n), heredocs: 'a = <<EOT\n'.repeat(n), distinctHeredocs: Array.from({ length: n }, (_, i) => `a = <<E${i}\n`).join(''),
      comments: 'a = /* \n'.repeat(n), quotes: '"'.repeat(n), quoteLines: 'a = "\n'.repeat(n), directives: 'a = "' + '%{ if a }'.repeat(n) + '"\n', objects: 'a = {\n b = {\n'.repeat(n / 2), flat: 'a {\n' + '  b = {\n  c = 1\n'.repeat(n / 2),
      calls: 'a = f(\n  b = f(\n'.repeat(n / 2), labels: 'a ' + '"b '.repeat(n), closers: '}'.repeat(n), blanks: ' '.repeat(n * 10) + '=', heredocSequences: 'a = <<E\n' + '${\n'.repeat(n), unclosed: 'a {\n  b = 1\n'.repeat(n / 2), commas: 'a = [' + ','.repeat(n),
    }
    for (const [name, text] of Object.entries(hostile)) {
      const start = processorTime()
      checkSpans(parseHcl(text))
      checkSpans(parseHcl(`x = [\n${text}`))
      checkSpans(parseHclJson(text.replaceAll('a =', '"a":')))
      assert.ok(processorTime() - start < 3000, `${name} took ${Math.round(processorTime() - start)} ms`)
    }
  })
})
