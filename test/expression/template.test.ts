import assert from 'node:assert/strict'
import { OutOfFuel, toClosure } from '../../src/core/expression/closure'
import { checkTemplate, emitTemplate, templateClosure } from '../../src/core/expression/template'
import type { Type } from '../../src/core/expression/types'
import { Unknown } from '../../src/core/value'
import { checked, matcher, native, page } from './evaluate'

const string: Type = { kind: 'string' }
const variables = page({
  name: string, user: { ...string, unknown: true }, memory: { ...string, nullable: true }, ports: { kind: 'list', item: { kind: 'number' } }, count: { kind: 'number' }, final: { kind: 'bool' }, names: { kind: 'list', item: string },
  data: { kind: 'dyn' },
})
const self = { name: 'web', user: new Unknown('${USER}'), memory: null, ports: [80, 443], count: 2, final: true, names: Array.from({ length: 100 }, (_, i) => `n${i}`), data: { a: 1 } }

function render(text: string, expected: 'string' | 'any' = 'string'): unknown {
  const { ok, errors } = checkTemplate(text, variables, expected)
  assert.ok(ok, errors?.map(error => error.message).join(' '))
  const result = templateClosure(ok, matcher)({ self }, { fuel: 100_000 })
  assert.deepEqual(native(emitTemplate(ok))({ self }), result)
  return result
}
const errorsOf = (text: string) => checkTemplate(text, variables).errors?.map(({ message, offset, length }) => [message, text.slice(offset, offset + length)])

describe('a template', () => {
  it('holds values in its text', () => assert.equal(render(`Container '{self.name}' listens on {self.ports}.`), `Container 'web' listens on 80, 443.`))
  it('without an expression is itself', () => assert.equal(render('No user.'), 'No user.'))
  it('may be empty', () => assert.equal(render(''), ''))
  it('prints the source text of what is unknown', () => assert.equal(render('Runs as {self.user}.'), 'Runs as ${USER}.'))
  it('prints a number, a condition and plain data', () => assert.equal(render('{self.count} {self.final} {self.data}'), '2 true {"a":1}'))
  it('doubles a brace to show it', () => assert.equal(render('${{{self.name}}} {{}}'), '${web} {}'))
  it('ends an expression at the brace that closes it', () => assert.equal(render(`{ {'a': '}'}['a'] == '}' ? "x}" : 'y' }!`), 'x}!'))
  it('that is one expression keeps its value where any is wanted', () => {
    assert.equal(render('{self.count}', 'any'), 2)
    assert.deepEqual(render('{self.ports}', 'any'), [80, 443])
    assert.equal(render('{self.memory == null ? "256Mi" : self.memory}', 'any'), '256Mi')
    assert.equal(render('{self.count}', 'string'), '2')
    assert.equal(render('{self.count}m', 'any'), '2m')
  })
  it('shows nothing of null', () => assert.equal(render('Has {self.memory}.'), 'Has .'))
  it('names each mistake at its place', () => assert.deepEqual(errorsOf('{self.nam} and {self.prots}'), [[`Self has no field 'nam'; did you mean 'name'?`, 'nam'], [`Self has no field 'prots'; did you mean 'ports'?`, 'prots']]))
  it('does not leave a brace open', () => {
    assert.deepEqual(errorsOf('a {self.name'), [[`'{' is not closed; write '{{' for a brace.`, '{']])
    assert.deepEqual(errorsOf('a } b'), [[`'}' closes nothing; write '}}' for a brace.`, '}']])
    assert.deepEqual(errorsOf('a {} b'), [['The expression is empty.', '']])
    assert.deepEqual(errorsOf(`a {self.name + 'x} b`), [['The string is not closed.', `'x} b`]])
  })
})

describe('the fuel of an expression', () => {
  const run = (source: string, fuel: number) => toClosure(checked(source, variables), matcher)({ self }, { fuel })
  it('suffices for what is small', () => assert.equal(run(`self.names.exists(n, n == 'n99')`, 1000), true))
  it('is spent by each iteration', () => {
    assert.throws(() => run(`self.names.exists(a, self.names.exists(b, self.names.exists(c, a == b && b == c && c == 'x')))`, 100_000), OutOfFuel)
    assert.throws(() => run(`self.names.map(a, self.names.map(b, self.names.map(c, 1)))`, 100_000), OutOfFuel)
  })
  it('is spent by texts that grow, before they grow', () => {
    const grown = `self.names.join()${`.replace('n', 'nnnnnnnnnnnnnnnnnnnn')`.repeat(30)}`
    assert.throws(() => run(`${grown} == ''`, 100_000), OutOfFuel)
    assert.throws(() => run(`self.names.map(a, self.names.map(b, self.names.join(self.names.join('-'))))`, 100_000), OutOfFuel)
  })
  it('is spent by copied lists and long comparisons', () => {
    assert.throws(() => run(`self.names.exists(a, (self.names + self.names + self.names) == [])`, 10_000), OutOfFuel)
    assert.throws(() => run(`self.names.exists(a, self.names != self.names)`, 5_000), OutOfFuel)
    assert.throws(() => run(`self.names.exists(a, 'x' in self.names)`, 5_000), OutOfFuel)
  })
  it('is shared by what has one budget', () => {
    const closure = toClosure(checked(`self.names.all(n, n != 'x')`, variables), matcher), budget = { fuel: 1000 }
    closure({ self }, budget)
    assert.throws(() => { closure({ self }, budget); closure({ self }, budget) }, OutOfFuel)
  })
})

describe('emitted code', () => {
  it('reads options, the item and its index, and values of other names', () => {
    const number: Type = { kind: 'number' }, all = { ...variables, variables: { self: number, options: number, item: number, index: number, other: number } }
    const expression = checked(`[self, options, item, index, other].map(self, self * 2)`, all)
    const inputs = { self: 1, options: 2, item: 3, index: 4, values: { other: 5 } }
    assert.deepEqual(toClosure(expression, matcher)(inputs, { fuel: 100 }), [2, 4, 6, 8, 10])
    assert.deepEqual(native(emitTemplate({ kind: 'value', expression }))(inputs), [2, 4, 6, 8, 10])
  })
  it('has macro variables of any name', () => {
    assert.equal(render(`{self.names.map(class, self.names.filter(class, class == 'n1')[0] == class)[1]}`, 'any'), true)
  })
  it('keeps strings as they are', () => {
    assert.equal(render(`{'\\u2028"\\n</script>' + self.name}`), '\u2028"\n</script>web')
  })
})
