import assert from 'node:assert/strict'
import { check, type Expected } from '../../src/core/expression/check'
import type { Type, Variables } from '../../src/core/expression/types'
import { factType, optionsType } from '../../src/core/expression/types'
import { checked, objects } from './evaluate'

const string: Type = { kind: 'string' }, number: Type = { kind: 'number' }, bool: Type = { kind: 'bool' }
const stage: Type = { kind: 'object', name: 'docker.Stage' }, run: Type = { kind: 'object', name: 'docker.Run' }
const variables: Variables = {
  types: {
    ...objects({
      'docker.Stage': {
        name: { ...string, nullable: true }, user: { ...string, nullable: true, unknown: true }, base: { ...stage, nullable: true }, runs: { kind: 'list', item: run, open: true }, isFinal: bool,
        env: { kind: 'map', value: string }, ports: { kind: 'list', item: number }, tags: { kind: 'list', item: { ...string, nullable: true } }, shell: { kind: 'string', literals: ['bash', 'sh'] },
        cached: { ...bool, nullable: true }, size: { ...number, nullable: true }, data: { kind: 'dyn' },
      },
      'docker.Run': { stage, text: string },
    }),
    kinds: { 'docker.Stage': 'docker.Stage' },
  },
  variables: {
    self: stage, item: { ...run, nullable: true },
    options: optionsType({
      most: { type: 'integer', default: 3, description: '' }, prefix: { type: 'string', default: null, description: '' },
      mode: { type: 'string', enum: ['loose', 'tight'], default: 'loose', description: '' }, allowed: { type: 'array', items: { type: 'string' }, default: [], description: '' },
    }),
  },
}

const accepts = (source: string, expected: Expected = 'bool') => it(`accepts ${source}`, () => { checked(source, variables, expected) })
const rejects = (source: string, message: string, marked?: string, expected: Expected = 'bool') => it(`rejects ${source}`, () => {
  const [error] = check(source, variables, expected).errors ?? []
  assert.equal(error?.message, message)
  if (marked !== undefined) assert.equal(source.slice(error.offset, error.offset + error.length), marked)
})

describe('a test against null', () => {
  accepts(`self.base != null && self.base.isFinal`)
  accepts(`null != self.base && self.base.isFinal`)
  accepts(`self.base == null || self.base.isFinal`)
  accepts(`self.base != null ? self.base.isFinal : self.isFinal`)
  accepts(`self.base == null ? self.isFinal : self.base.isFinal`)
  accepts(`!(self.base == null) && self.base.isFinal`)
  accepts(`!!(self.base != null) && self.base.isFinal`)
  accepts(`self.isFinal && self.base != null && self.user == null && self.base.isFinal && self.base.runs.size() > 0`)
  accepts(`self.base != null && self.base.base != null && self.base.base.isFinal`)
  accepts(`self.base == null || self.base.base == null || self.base.base.isFinal`)
  accepts(`!(self.base == null || self.base.base == null) && self.base.base.isFinal`)
  accepts(`self.base != null && self.runs.exists(r, self.base.isFinal && r.stage.base != null && r.stage.base.isFinal)`)
  accepts(`(self.base != null && self.isFinal || self.base != null && !self.isFinal) && self.base.isFinal`)
  accepts(`self.tags.exists(t, t != null && t.startsWith('v'))`)
  accepts(`self.tags.filter(t, t != null).all(t, t.startsWith('v'))`)
  accepts(`self.tags.map(t, t != null, t.size()).exists(n, n > 2)`)
  accepts(`self.env['A'] != null && self.env['A'].contains('x')`)
  accepts(`self.env.A != null && self.env['A'].contains('x')`)
  accepts(`'A' in self.env && self.env['A'].contains('x')`)
  accepts(`self.runs.exists(r, r.text in self.env && self.env[r.text].contains('x'))`)
  accepts(`self.ports[0] != null && self.ports[0] < 1024`)
  accepts(`self.ports.size() > 1 && self.ports[1] < 1024`)
  accepts(`size(self.ports) == 0 || self.ports[0] < 1024`)
  accepts(`self.name == 'web' && self.name.size() == 3`)
  accepts(`self.name in ['a', 'b'] && self.name.size() == 1`)
  accepts(`self.cached == true && self.isFinal`)
  accepts(`options.prefix != null && self.user != null && self.user.startsWith(options.prefix)`)
  accepts(`item != null && item.stage.isFinal`)

  rejects(`self.base.isFinal`, `'self.base' may be null; test 'self.base != null' first.`, 'self.base')
  rejects(`self.base.isFinal && self.base != null`, `'self.base' may be null; test 'self.base != null' first.`)
  rejects(`self.base == null && self.base.isFinal`, `'self.base' may be null; test 'self.base != null' first.`)
  rejects(`self.base != null || self.base.isFinal`, `'self.base' may be null; test 'self.base != null' first.`)
  rejects(`!(self.base != null) && self.base.isFinal`, `'self.base' may be null; test 'self.base != null' first.`)
  rejects(`(self.base != null || self.isFinal) && self.base.isFinal`, `'self.base' may be null; test 'self.base != null' first.`)
  rejects(`self.base != null && self.base.base.isFinal`, `'self.base.base' may be null; test 'self.base.base != null' first.`)
  rejects(`self.runs.exists(r, r.stage.base != null) && self.runs.exists(r, r.stage.base.isFinal)`, `'r.stage.base' may be null; test 'r.stage.base != null' first.`)
  rejects(`self.ports[0] < 1024`, `'self.ports[0]' may be null; test 'self.ports[0] != null' first.`)
  rejects(`self.ports.size() > 0 && self.ports[1] < 1024`, `'self.ports[1]' may be null; test 'self.ports[1] != null' first.`)
  rejects(`self.size > 3`, `'self.size' may be null; test 'self.size != null' first.`, 'self.size')
  rejects(`self.user == self.name && self.name.size() > 0`, `'self.name' may be null; test 'self.name != null' first.`)
  rejects(`self.name in self.tags && self.name.size() == 1`, `'self.name' may be null; test 'self.name != null' first.`)
  rejects(`self.cached && self.isFinal`, `'self.cached' may be null; compare it with true or false.`)
  rejects(`self.cached`, `'self.cached' may be null; compare it with true or false.`)
  rejects(`self.tags.all(t, t.startsWith('v'))`, `'t' may be null; test 't != null' first.`)
  rejects(`self.name + 'x' == 'x'`, `'self.name' may be null; test 'self.name != null' first.`)
  rejects(`(self.isFinal ? null : self.base).isFinal`, `'self.isFinal ? null : self.base' may be null; test 'self.isFinal ? null : self.base != null' first.`)
})

describe('a name', () => {
  rejects(`self.usr == 'root'`, `Stage has no field 'usr'; did you mean 'user'?`, 'usr')
  rejects(`self.runs.exists(r, r.txt == '')`, `Run has no field 'txt'; did you mean 'text'?`, 'txt')
  rejects(`self.isfinal`, `Stage has no field 'isfinal'; did you mean 'isFinal'?`)
  rejects(`self.completelyElse`, `Stage has no field 'completelyElse'.`)
  rejects(`options.mots == 3`, `options has no field 'mots'; did you mean 'most'?`)
  rejects(`slef.isFinal`, `There is no 'slef' here; did you mean 'self'?`, 'slef')
  rejects(`self.runs.exists(r, true) && r.text == ''`, `There is no 'r' here.`, 'r')
  rejects(`self.shell.startWith('b')`, `There is no function 'startWith'; did you mean 'startsWith'?`, 'startWith')
  rejects(`len(self.runs) > 0`, `There is no function 'len'.`, 'len')
  rejects(`contains(self.shell, 'b')`, `Write 'x.contains(…)' instead of 'contains(x, …)'.`)
  rejects(`self.shell.string() == ''`, `Write 'string(x)' instead of 'x.string()'.`)
  rejects(`has(self.user)`, `Facts are total: write 'self.user != null' instead of 'has'.`)
  rejects(`self.toString == null`, `Stage has no field 'toString'.`)
  rejects(`self.constructor == null`, `Stage has no field 'constructor'.`)
  rejects(`constructor == null`, `There is no 'constructor' here.`)
  rejects(`self.shell.toString() == ''`, `There is no function 'toString'.`)
})

describe('an operator', () => {
  accepts(`self.shell == 'bash' || self.shell in ['sh', 'bash'] || options.mode == 'tight'`)
  accepts(`self.data.a.b == 1 && self.data.c > 2 && self.data['d'].startsWith('x') && self.data.exists(k, k == 'z')`)
  accepts(`self.isFinal == null || self.ports == [80, 443] || 80 in self.ports || 'a' in options.allowed`)
  accepts(`self.ports.size() > options.most`)
  rejects(`self.shell == 'bsh'`, `'self.shell' is never 'bsh'; did you mean 'bash'?`, `'bsh'`)
  rejects(`'powershell' != self.shell`, `'self.shell' is never 'powershell'; it is one of 'bash', 'sh'.`, `'powershell'`)
  rejects(`self.shell in ['bash', 'csh']`, `'self.shell' is never 'csh'; did you mean 'sh'?`, `'csh'`)
  rejects(`self.shell == options.mode`, `These strings are never equal.`, '==')
  rejects(`self.user == 1`, `string and number are never equal.`, '==')
  rejects(`1 in self.tags`, `string and number are never equal.`.replace('string and number', 'number and string'), 'in')
  rejects(`self == self`, `Whole facts are not compared; compare a field of them.`, '==')
  rejects(`[1, self].size() == 2`, `Facts are not mixed with other values; name a field of them.`, 'self')
  rejects(`self.shell + 1 == ''`, `'+' between string and number.`, '+')
  rejects(`self.shell < 1`, `'<' between string and number.`, '<')
  rejects(`self.isFinal < true`, `What stands beside '<' must be number or string; 'self.isFinal' is bool.`)
  rejects(`self.user && true`, `What stands beside '&&' must be bool; 'self.user' is string.`, 'self.user')
  rejects(`self.ports`, `A condition is true or false; this is list of number.`)
  rejects(`self.data`, `A condition is true or false; this is any.`)
  rejects(`self.ports.exists(p, p)`, `A condition must be bool; 'p' is number.`)
  rejects(`self.shell.exists(p, true)`, `What 'exists' goes over must be list or map; 'self.shell' is string.`)
  rejects(`self.ports.contains(80)`, `What 'contains' is called on must be string; 'self.ports' is list of number.`)
  rejects(`self.shell.contains() == true`, `'contains' takes 1 argument, not 0.`, 'contains')
  rejects(`self.shell.substring(1, 2, 3) == ''`, `'substring' takes 1 or 2 arguments, not 3.`)
  rejects(`self.ports.join(',') == ''`, `'join' joins strings; this is list of number. Use 'map(x, string(x))' first.`)
  rejects(`self.ports['a'] == 1`, `The index of a list must be number; 'a' is string.`)
  rejects(`self.isFinal ? 1 : 'a'`, `The two sides of ':' differ: number and string.`)
  rejects(`self.ports.map(1, 2) == []`, `'map' is written 'list.map(x, …)' with a name first.`, 'map')
  rejects(`self.ports.all(a, self.ports.all(b, self.ports.all(c, self.ports.all(d, true))))`, 'Macros are nested more than 3 deep.', 'all')
  rejects(`self.runs`, `A text cannot show open list of Run; name a field of it.`, 'self.runs', 'string')
  rejects(`self.tags`, `A text cannot show a list whose elements may be null.`, 'self.tags', 'string')
  rejects(`self.shell`, `This must be a list; it is string.`, 'self.shell', 'list')
  it('names every mistake once', () => {
    assert.deepEqual(check(`self.usr == 'a' && self.bse.isFinal && self.runs.exists(r, r.txt == 1)`, variables, 'bool').errors?.map(error => error.message), [
      `Stage has no field 'usr'; did you mean 'user'?`, `Stage has no field 'bse'; did you mean 'base'?`, `Run has no field 'txt'; did you mean 'text'?`,
    ])
  })
})

describe('the pattern of matches', () => {
  accepts(`self.shell.matches('^(?:ba|z)sh$') && matches(self.shell, '(?i)SH')`)
  rejects(`self.shell.matches(options.mode)`, `The pattern of 'matches' is a literal string.`, 'options.mode')
  rejects(`self.shell.matches('(?!b)')`, 'Look-around cannot be used in a pattern.', `'(?!b)'`)
  rejects(`self.shell.matches('(?<=b)')`, 'Look-around cannot be used in a pattern.')
  rejects(String.raw`self.shell.matches(r'(b)\1')`, String.raw`A back-reference '\1' cannot be used in a pattern.`)
  rejects(`self.shell.matches('[[:alpha:]]')`, 'A POSIX class cannot be used in a pattern.')
  rejects(`self.shell.matches('(?P<n>b)')`, `A group that begins '(?P' cannot be used in a pattern.`)
  rejects(`self.shell.matches('(b')`, 'The pattern is not a regular expression.')
  rejects(`self.shell.matches('b{2000}')`, 'The pattern is not valid in RE2 syntax.')
})

describe('a source text', () => {
  rejects('', 'The expression is empty.')
  rejects(`self.user = 'a'`, `'=' is not an operator; equality is '=='.`, '=')
  rejects(`self.isFinal & true`, `'&' is not an operator; logic is '&&'.`, '&')
  rejects(`self.user == 'a`, 'The string is not closed.', `'a`)
  rejects(`(self.isFinal`, `'(' is not closed.`, '(')
  rejects(`self.isFinal)`, `')' closes nothing.`, ')')
  rejects(`self.isFinal &&`, `Something is missing after '&&'.`, '&&')
  rejects(`self.isFinal self.isFinal`, `The expression cannot be read from 'self' on.`)
  rejects(`for == 1`, `'for' is a reserved word.`, 'for')
  rejects(`b'a' == b'a'`, 'There are no bytes here, only strings.')
  rejects(`1u == 1u`, `Numbers have no 'u' here.`, '1u')
  rejects(`Foo{a: 1} == null`, 'There are no types to construct here.')
  rejects('('.repeat(1500) + 'true' + ')'.repeat(1500), 'Brackets are nested more than 40 deep.')
  rejects('true' + ' || true'.repeat(600), 'An expression has at most 4096 characters; this one has 4804.')
  rejects('1' + '+1'.repeat(2000) + ' == 1', 'The expression is nested too deeply.')
  rejects('self' + '.base'.repeat(500) + ' == null', 'The expression is nested too deeply.')
  accepts('true' + ' || true'.repeat(500))

  it('of any kind is read or refused within its bounds', () => {
    const parts = ['self', '.base', '.runs', '.exists(', 'x', ',', ')', '(', '[', ']', '{', '}', ' == ', 'null', '&&', '||', '!', '-', '1', `'a'`, '"', "'''", '\\', '?', ':', '.', ' in ', '😀', '\n', '//', '.map(y, ', 'has(', '.matches(', `'('`, '0x', '1e9', 'r"', '`', '@', '$x', 'b', '%', '.size()']
    let seed = 7, read = 0
    const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below
    for (let i = 0; i < 6000; i++) {
      const source = Array.from({ length: 1 + next(9) }, () => parts[next(parts.length)]).join('')
      const result = check(source, variables, 'any')
      if (result.ok) read++
      for (const { offset, length } of result.errors ?? []) assert.ok(offset >= 0 && length >= 0 && offset + length <= source.length, source)
    }
    assert.ok(read > 50, `${read}`)
  })
})

describe('the type of a page\'s variables', () => {
  it('is found by fact kind', () => {
    assert.deepEqual(factType(variables.types, 'docker.Stage'), stage)
    assert.equal(factType(variables.types, 'toString'), null)
  })
})
