import { RE2JS } from '@bufbuild/re2'
import assert from 'node:assert/strict'
import { check, type Expected } from '../../src/core/expression/check'
import { toClosure, type Inputs, type Matcher } from '../../src/core/expression/closure'
import { emit } from '../../src/core/expression/emit'
import type { Expression } from '../../src/core/expression/expression'
import * as op from '../../src/core/expression/operators'
import { NOTHING, type FactTypes, type Type, type Variables } from '../../src/core/expression/types'

export const matcher: Matcher = pattern => {
  const compiled = RE2JS.compile(pattern)
  return text => compiled.test(text)
}

/** The function that emitted source makes. */
export function native(source: string): (inputs: Inputs) => unknown {
  const made = new Function('op', `return ${source}`)(op) as (...inputs: unknown[]) => unknown
  return inputs => made(inputs.self, inputs.options, inputs.item, inputs.index, inputs.values)
}

export const objects = (types: { readonly [name: string]: { readonly [field: string]: Type } }): FactTypes => ({
  kinds: {},
  objects: Object.fromEntries(Object.entries(types).map(([name, fields]) => [name, { doc: '', fields: Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, { type, doc: '' }])) }])),
})

export const page = (fields: { readonly [field: string]: Type }, types: FactTypes = NOTHING): Variables => ({
  types, variables: { self: { kind: 'object', name: 'Self', fields: Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type, doc: '' }])) } },
})

export function checked(source: string, variables: Variables, expected: Expected = 'any'): Expression {
  const result = check(source, variables, expected)
  assert.ok(result.ok, `${source}: ${result.errors?.map(error => error.message).join(' ')}`)
  return result.ok
}

/** The value by closure, which the emitted code must give too. */
export function value(source: string, self: object, variables: Variables): unknown {
  const expression = checked(source, variables)
  const result = toClosure(expression, matcher)({ self }, { fuel: 1e6 })
  assert.deepEqual(native(emit(expression))({ self }), result, source)
  return result
}
