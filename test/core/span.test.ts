import assert from 'node:assert/strict'
import { LineIndex } from '../../src/core/span'

describe('LineIndex', () => {
  it('counts LF, CRLF and CR as one line end each', () => {
    const index = new LineIndex('a\nbc\r\nd\re')
    assert.deepEqual([0, 2, 3, 6, 8].map((o) => index.positionAt(o)), [{ line: 0, column: 0 }, { line: 1, column: 0 }, { line: 1, column: 1 }, { line: 2, column: 0 }, { line: 3, column: 0 }])
    assert.equal(index.offsetAt({ line: 2, column: 1 }), 7)
  })
})
