import { celEnv, isCelError, isCelList, isCelMap, parse, plan, type CelInput } from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import assert from 'node:assert/strict'
import { check } from '../../src/core/expression/check'
import { toClosure } from '../../src/core/expression/closure'
import { emit } from '../../src/core/expression/emit'
import type { Type } from '../../src/core/expression/types'
import { dictionary, isUnknown, list, Unknown } from '../../src/core/value'
import { matcher, native, page } from './evaluate'

const string: Type = { kind: 'string' }, number: Type = { kind: 'number' }, bool: Type = { kind: 'bool' }
const fields: { [name: string]: Type } = {
  s: string, t: string, n: number, m: number, b: bool, c: bool,
  z: { ...string, nullable: true }, y: { ...number, nullable: true },
  ss: { kind: 'list', item: string }, ns: { kind: 'list', item: number }, bs: { kind: 'list', item: bool }, zs: { kind: 'list', item: { ...string, nullable: true } },
  d: { kind: 'map', value: string },
}
/** The same fields, of which nothing is promised: emitted code goes through the operators then. */
const vague = (type: Type): Type => type.kind === 'list' ? { ...type, item: vague(type.item), open: true, unknown: true } : type.kind === 'map' ? { ...type, value: vague(type.value), open: true, unknown: true } : { ...type, unknown: true }
const precise = page(fields), unsure = page(Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, vague(type)])))

const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const next = random(20261123)
const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!

type Kind = 'bool' | 'number' | 'string' | 'strings' | 'numbers'
interface Names { readonly strings: readonly string[]; readonly numbers: readonly string[]; readonly macros: number }

/** A source text of a kind. Division and ordering of what may be null are left out: there CEL knows other numbers, and errors. */
function make(kind: Kind, depth: number, names: Names): string {
  const of = (kind: Kind) => make(kind, depth - 1, names)
  const inside = (name: string, kind: 'strings' | 'numbers'): Names => ({ ...names, [kind]: [...names[kind], name], macros: names.macros + 1 })
  const macro = (kind: 'strings' | 'numbers', result: (name: string, names: Names) => string): string => {
    const name = `x${names.macros}`
    return `${make(kind, depth - 1, names)}${result(name, inside(name, kind))}`
  }
  const leaf = depth <= 0, nested = names.macros >= 2 || leaf
  switch (kind) {
    case 'bool': return leaf ? pick(['true', 'false', 'self.b', 'self.c', '(self.z == null)', '(null != self.y)']) : pick([
      () => `(${of('bool')} && ${of('bool')})`, () => `(${of('bool')} || ${of('bool')})`, () => `!${of('bool')}`,
      () => `(self.z != null && self.z.${pick(['contains', 'startsWith', 'endsWith'])}(${of('string')}))`,
      () => `(self.y == null || self.y ${pick(['<', '<=', '>', '>='])} ${of('number')})`,
      () => `(${of('number')} ${pick(['==', '!=', '<', '<=', '>', '>='])} ${of('number')})`,
      () => `(${of('string')} ${pick(['==', '!=', '<', '<=', '>', '>='])} ${of('string')})`,
      () => `(${of('strings')} ${pick(['==', '!='])} ${of('strings')})`,
      () => `(${of('string')} in ${of('strings')})`, () => `(${of('number')} in ${of('numbers')})`, () => `(${of('string')} in self.d)`,
      () => `(size(${of(pick(['strings', 'string', 'numbers']))}) ${pick(['>', '==', '<=', '<', '>=', '!='])} ${pick(['0', '1', '2'])})`,
      () => `${of('string')}.${pick(['contains', 'startsWith', 'endsWith'])}(${of('string')})`,
      () => `${of('string')}.matches(${pick([`'^a'`, `'b+$'`, `'[a-c]{2,}'`, `'(?i)A.B'`, `'\\\\w \\\\d'`, `''`])})`,
      () => nested ? of('bool') : macro(pick(['strings', 'numbers']), (name, names) => `.${pick(['exists', 'all', 'exists_one'])}(${name}, ${make('bool', depth - 1, names)})`),
      () => `(${of('bool')} ? ${of('bool')} : ${of('bool')})`, () => `self.zs.exists(w, w != null && w.size() > ${pick(['0', '1'])})`,
    ])()
    case 'number': return leaf ? pick(['0', '1', '7', '-3', 'self.n', 'self.m', ...names.numbers]) : pick([
      () => `(${of('number')} ${pick(['+', '-', '*'])} ${of('number')})`, () => `(${of('number')} % ${pick(['2', '3', '-5'])})`, () => `-(${of('number')})`,
      () => `size(${of(pick(['string', 'strings', 'numbers']))})`, () => `${of('string')}.size()`, () => `int(${of('number')})`,
      () => `(${of('bool')} ? ${of('number')} : ${of('number')})`,
    ])()
    case 'string': return leaf ? pick([`'a'`, `"b"`, `''`, `'a b'`, 'self.s', 'self.t', ...names.strings]) : pick([
      () => `(${of('string')} + ${of('string')})`, () => `${of('string')}.${pick(['lowerAscii', 'upperAscii', 'trim'])}()`,
      () => `${of('string')}.replace(${pick([`'a'`, `'b'`, `' '`])}, ${of('string')})`, () => `${of('strings')}.join(${of('string')})`, () => `${of('strings')}.join()`,
      () => `string(${of(pick(['string', 'number', 'bool']))})`, () => `(${of('bool')} ? ${of('string')} : ${of('string')})`,
      () => `${of('string')}.substring(${pick(['0', '0, 0', '1', '1, 2'])})`,
    ])()
    case 'strings': return leaf ? pick(['self.ss', `['a', self.s]`, `['b', 'a b']`, `self.d.map(k, k)`]) : pick([
      () => `(${of('strings')} + ${of('strings')})`, () => `[${of('string')}, ${of('string')}]`, () => `${of('string')}.split(${pick([`' '`, `'a'`, `','`])})`,
      () => nested ? of('strings') : macro('strings', (name, names) => `.filter(${name}, ${make('bool', depth - 1, names)})`),
      () => nested ? of('strings') : macro(pick(['strings', 'numbers']), (name, names) => `.map(${name}, ${make('string', depth - 1, names)})`),
    ])()
    case 'numbers': return leaf ? pick(['self.ns', '[1, 2]', '[self.n]']) : pick([
      () => `(${of('numbers')} + ${of('numbers')})`, () => `[${of('number')}, ${of('number')}]`,
      () => nested ? of('numbers') : macro('numbers', (name, names) => `.filter(${name}, ${make('bool', depth - 1, names)})`),
      () => nested ? of('numbers') : macro(pick(['strings', 'numbers']), (name, names) => `.map(${name}, ${make('bool', depth - 1, names)}, ${make('number', depth - 1, names)})`),
    ])()
  }
}

const WORDS = ['a', 'b', 'ab', 'a b', '', 'A1 b', 'abc, d', 'bb']
const someString = () => pick(WORDS), someNumber = () => pick([0, 1, 2, 3, 7, -4, 100]), several = <T>(of: () => T): T[] => Array.from({ length: Math.floor(next() * 4) }, of)
const facts = () => ({
  s: someString(), t: someString(), n: someNumber(), m: someNumber(), b: next() < 0.5, c: next() < 0.5,
  z: next() < 0.4 ? null : someString(), y: next() < 0.4 ? null : someNumber(),
  ss: several(someString), ns: several(someNumber), bs: several(() => next() < 0.5), zs: several(() => next() < 0.4 ? null : someString()),
  d: dictionary(several(() => [someString(), someString()] as const)),
})

const toCel = (value: unknown): CelInput => typeof value === 'number' && Number.isInteger(value) ? BigInt(value)
  : Array.isArray(value) ? value.map(toCel) : value instanceof Map ? new Map([...value].map(([key, item]) => [key, toCel(item)]))
  : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCel(item)])) as CelInput : value as CelInput
const fromCel = (value: unknown): unknown => typeof value === 'bigint' ? Number(value)
  : isCelList(value) ? [...value].map(fromCel) : isCelMap(value) ? new Map([...value].map(([key, item]) => [key, fromCel(item)])) : value === 0 ? 0 : value

const environment = celEnv({ funcs: strings })
/** `-0` of our numbers is CEL's `0`. */
const plainZero = (value: unknown): unknown => value === 0 ? 0 : Array.isArray(value) ? value.map(plainZero) : value

function agree(source: string, all: readonly object[]): number {
  const sure = check(source, precise, 'any'), vague = check(source, unsure, 'any')
  assert.ok(sure.ok && vague.ok, `${source}: ${[...sure.errors ?? [], ...vague.errors ?? []].map(error => error.message).join(' ')}`)
  const oracle = plan(environment, parse(source))
  const closure = toClosure(sure.ok, matcher), fast = native(emit(sure.ok)), careful = native(emit(vague.ok))
  let decided = 0
  for (const self of all) {
    const expected = oracle({ self: toCel(self) })
    const values = [closure({ self }, { fuel: 1e6 }), fast({ self }), careful({ self })].map(plainZero)
    assert.deepEqual(values[1], values[0], `${source} emitted`)
    assert.deepEqual(values[2], values[0], `${source} emitted for what may be unknown`)
    if (isCelError(expected)) continue
    decided++
    assert.deepEqual(values[0], plainZero(fromCel(expected)), `${source} with ${JSON.stringify(self)}`)
  }
  return decided
}

describe('an expression over known values', () => {
  it('has the value that the CEL interpreter gives, as closure and as JavaScript', () => {
    let decided = 0
    for (let i = 0; i < 500; i++) decided += agree(make(pick(['bool', 'bool', 'bool', 'number', 'string', 'strings', 'numbers']), 1 + i % 4, { strings: [], numbers: [], macros: 0 }), [facts(), facts(), facts()])
    assert.ok(decided > 1200, `${decided}`)
  })

  for (const source of [
    `self.n - self.m - 1 * 2 + -3`, `self.b && self.c || !self.b && !self.c`, `self.b ? (self.c ? 1 : 2) : self.c ? 3 : 4`, `7.0 / 2.0 > 3.0`, `2.5 * 2.0 == 5.0`, `int(2.9) + int(-2.9)`, `int('12') + 1`, `double('1.5') == 1.5`,
    `'äöü'.size() + '😀'.size()`, `'\\u00e4' == 'ä'`, `r'\\d' + "\\t" + '''a'b'''`, `'a,b,,c'.split(',')`, `'abc'.substring(1) + 'abc'.substring(0, 2)`, `'a-b-c'.replace('-', '+')`, `['a', 'b'].join('-') + [''].join()`,
    `'AbC'.lowerAscii() + 'aBcÄ'.upperAscii()`, `'  x\\u00a0 '.trim()`, `[1, 2, 3].filter(x, x > 1).map(x, x * 2)`, `[1, 2, 3].map(x, x > 1, x * 10)`, `[1, 2, 2].exists_one(x, x == 2)`, `[3].exists_one(x, x == 3)`, `{'a': 1, 'b': 2}.all(k, k < 'c')`,
    `'b' in {'a': 1} || 'a' in {'a': 1}`, `[[1, 2]].map(x, x[1])`, `{'a': 'x'}.a`, `[[1], [2]] == [[1], [2]]`, `{'a': [1]} == {'a': [1]}`, `null == null`, `[null, 'a'] == [null, 'a']`, `1 in [1, 2] && !(3 in [1, 2])`,
    `self.ss.exists(x, self.ss.exists(y, x != y && x.contains(y)))`, `self.ss.map(x, self.ss.map(x, x + 'q')).size()`, `self.ss.all(x, x in self.ss)`, `'a.b'.matches('^a\\\\.b$') && !'axb'.matches('a\\\\.b')`, `'a\\nb'.matches('a.b')`, `'x y'.matches('^\\\\S+\\\\s\\\\S+$')`,
    `'ab\\ncd'.matches('(?m)^cd$')`, `'ab\\ncd'.matches('(?s)b.c')`, `'é'.matches('\\\\pL')`, `'a/b'.matches('^[^/]+/[\\\\w.-]+$')`, `size(self.d) == self.d.size()`, `true || self.n / 0 == 1`, `self.n == self.m || self.s < self.t`, `0x1F == 31`, `[] + [1]`, `[] == []`,
    `self.z == null ? 'none' : self.z + '!'`, `'\\u0085x'.trim() == 'x'`, `'😀a'.startsWith('😀')`,
  ]) it(`agrees on ${source}`, () => { assert.ok(agree(source, [facts(), facts(), facts()]) > 0) })
})

describe('an expression over partly unknown values', () => {
  it('is known only where no value of the unknown would change it', () => {
    let known = 0, open = 0
    for (let i = 0; i < 400; i++) {
      const source = make('bool', 1 + i % 4, { strings: [], numbers: [], macros: 0 })
      const expression = check(source, unsure, 'any').ok!
      const closure = toClosure(expression, matcher), emitted = native(emit(expression))
      for (let round = 0; round < 4; round++) {
        const whole = facts(), partial: { [name: string]: unknown } = { ...whole }, variants: object[] = [whole]
        for (const name of Object.keys(whole) as (keyof typeof whole)[]) {
          if (next() < 0.7) continue
          const shown = whole[name]
          if (Array.isArray(shown) && next() < 0.5) partial[name] = list<unknown>(shown.slice(0, Math.floor(next() * (shown.length + 1))), true)
          else if (Array.isArray(shown) && shown.length > 0 && next() < 0.5) partial[name] = [new Unknown('u'), ...shown.slice(1)]
          else if (shown instanceof Map && next() < 0.5) partial[name] = dictionary([...shown].slice(0, Math.floor(next() * (shown.size + 1))), true)
          else {
            partial[name] = new Unknown(name)
            variants.push({ ...whole, [name]: facts()[name] }, { ...whole, [name]: facts()[name] })
          }
        }
        const result = closure({ self: partial }, { fuel: 1e6 })
        assert.deepEqual(emitted({ self: partial }), result, source)
        if (isUnknown(result)) { open++; continue }
        known++
        for (const self of variants) assert.deepEqual(closure({ self }, { fuel: 1e6 }), result, `${source} with ${JSON.stringify(self)}`)
      }
    }
    assert.ok(known > 500 && open > 200, `${known} ${open}`)
  })
})
