import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { factReference, readFactTypes } from '../../scripts/fact-types'
import { check } from '../../src/core/expression/check'
import type { FactTypes } from '../../src/core/expression/types'

const IMPORTS = `
import type { Fact, Place } from '../../core/fact'
import type { Span } from '../../core/span'
import type { Dictionary, List, Maybe, Plain, Unknown } from '../../core/value'
`

describe('the fact types', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fact-types-'))
    cpSync(join(__dirname, '../../src/core'), join(root, 'src/core'), { recursive: true })
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const read = (text: string, language = 'demo'): FactTypes => {
    mkdirSync(join(root, 'src/languages', language), { recursive: true })
    writeFileSync(join(root, 'src/languages', language, 'facts.ts'), IMPORTS + text)
    return readFactTypes(root)
  }
  const field = (type: string): unknown => read(`export interface Facts { 'demo.Thing': Thing }\nexport interface Thing extends Fact { readonly field: ${type} }`).objects['demo.Thing']!.fields['field']?.type

  it('are read from the Facts of a language, with what is said of them', () => {
    const types = read(`
      export interface Facts { 'demo.Stage': Stage; 'demo.Run': Run }
      /** A stage of a build. */
      export interface Stage extends Fact {
        /** Who runs it, unless
         * nobody does. */
        readonly user: Maybe<string> | null
        readonly base: Stage | null
        readonly runs: List<Run>
        readonly detail: { readonly deep: number; readonly span: Span | null }
        readonly span: Span; readonly spans: readonly Span[]; readonly place: Place | null
        /** @internal */
        readonly node: RegExp
        render(): string
        readonly lookup: () => string
      }
      export interface Run extends Fact { readonly stage: Stage }`)
    assert.deepEqual(types.kinds, { 'demo.Run': 'demo.Run', 'demo.Stage': 'demo.Stage' })
    assert.deepEqual(Object.keys(types.objects), ['demo.Run', 'demo.Stage', 'demo.Stage.detail'])
    const { doc, fields } = types.objects['demo.Stage']!
    assert.equal(doc, 'A stage of a build.')
    assert.deepEqual(Object.keys(fields).sort(), ['base', 'damaged', 'detail', 'kind', 'path', 'runs', 'subject', 'user'])
    assert.deepEqual(fields['user'], { type: { kind: 'string', nullable: true, unknown: true }, doc: 'Who runs it, unless nobody does.' })
    assert.deepEqual(fields['base']!.type, { kind: 'object', name: 'demo.Stage', nullable: true })
    assert.deepEqual(fields['runs']!.type, { kind: 'list', item: { kind: 'object', name: 'demo.Run' }, open: true })
    assert.deepEqual(types.objects['demo.Stage.detail']!.fields, { deep: { type: { kind: 'number' }, doc: '' } })
    assert.deepEqual(JSON.parse(JSON.stringify(types)), types)
    const self = { kind: 'object', name: 'demo.Run' } as const
    assert.ok(check(`self.stage.base != null && self.stage.base.detail.deep > 1 && self.stage.runs.exists(r, r == null)`, { types, variables: { self } }, 'bool').ok)
    assert.match(factReference(types), /## demo\.Stage\n\nA stage of a build\.\n\n[^#]*\| `user` \| string or null or unknown \| Who runs it, unless nobody does\. \|/)
  })

  const cases: readonly (readonly [string, unknown])[] = [
    ['string', { kind: 'string' }], ['number | null', { kind: 'number', nullable: true }], ['boolean', { kind: 'bool' }], ['Maybe<boolean> | null', { kind: 'bool', nullable: true, unknown: true }],
    [`'a' | 'b' | Unknown`, { kind: 'string', literals: ['a', 'b'], unknown: true }], ['Plain', { kind: 'dyn' }], ['Maybe<Plain>', { kind: 'dyn', unknown: true }], ['readonly Plain[]', { kind: 'list', item: { kind: 'dyn' } }],
    ['readonly (string | null)[]', { kind: 'list', item: { kind: 'string', nullable: true } }], ['Maybe<List<Maybe<number>>>', { kind: 'list', item: { kind: 'number', unknown: true }, open: true, unknown: true }],
    ['Dictionary<string> | null', { kind: 'map', value: { kind: 'string' }, open: true, nullable: true }], ['ReadonlyMap<string, readonly string[]>', { kind: 'map', value: { kind: 'list', item: { kind: 'string' } } }],
    ['null', { kind: 'null', nullable: true }], ['Span', undefined], ['Place | null', undefined], ['() => number', undefined],
  ]
  it('have a type for each type that a field may have', () => {
    const types = read(`export interface Facts { 'demo.Thing': Thing }\nexport interface Thing extends Fact { ${cases.map(([type], i) => `readonly f${i}: ${type}`).join('\n')} }`)
    cases.forEach(([type, expected], i) => assert.deepEqual(types.objects['demo.Thing']!.fields[`f${i}`]?.type, expected, type))
  })

  for (const [type, message] of [
    ['string | number', `src/languages/demo/facts.ts: demo.Thing.field: string | number is a type that expressions do not have.`],
    ['string | undefined', `src/languages/demo/facts.ts: demo.Thing.field: string | undefined may be undefined; facts are total, so what is absent is null.`],
    ['readonly [string, string]', `src/languages/demo/facts.ts: demo.Thing.field: readonly [string, string] is a tuple, which expressions do not have.`],
    ['ReadonlyMap<number, string>', `src/languages/demo/facts.ts: demo.Thing.field: ReadonlyMap<number, string> is a map whose keys are no strings.`],
    ['RegExp', `src/languages/demo/facts.ts: demo.Thing.field: RegExp is no type of a fact; mark the field @internal.`],
  ] as const) it(`refuse a field of type ${type}`, () => { assert.throws(() => field(type), { name: 'FactTypeError', message }) })

  it('refuse a language without Facts, and a kind that is no fact', () => {
    assert.throws(() => read('export {}'), { message: /facts\.ts exports no interface Facts\./ })
    assert.throws(() => read(`export interface Facts { 'demo.Thing': { readonly kind: string } }`), { message: /demo\.Thing is no Fact: it has no 'path'\./ })
  })

  it('are those of all languages here', () => {
    const types = readFactTypes(join(__dirname, '../..'))
    for (const name of Object.values(types.kinds)) assert.ok(types.objects[name], name)
  })
})
