/** What the suites use of `node:assert/strict`, which a web worker does not have; `scripts/host/suites.mjs` puts it in place. */
const show = (value: unknown) => JSON.stringify(value, null, 1) ?? String(value)

function fail(message: string | undefined, otherwise: string): never {
  throw new Error(message ?? otherwise)
}

const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)))
}

function assert(value: unknown, message?: string): asserts value {
  if (!value) fail(message, `${show(value)} is not truthy`)
}

assert.ok = assert as (value: unknown, message?: string) => void
assert.equal = (actual: unknown, expected: unknown, message?: string) => {
  if (!Object.is(actual, expected)) fail(message, `${show(actual)} is not ${show(expected)}`)
}
assert.notEqual = (actual: unknown, unexpected: unknown, message?: string) => {
  if (Object.is(actual, unexpected)) fail(message, `${show(actual)} was not expected`)
}
assert.deepEqual = (actual: unknown, expected: unknown, message?: string) => {
  if (!same(actual, expected)) fail(message, `${show(actual)}\nis not\n${show(expected)}`)
}
assert.match = (text: string, pattern: RegExp, message?: string) => {
  if (!pattern.test(text)) fail(message, `${show(text)} does not match ${pattern}`)
}
assert.fail = (message?: string) => fail(message, 'failed')

export default assert
