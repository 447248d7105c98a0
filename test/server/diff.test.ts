import assert from 'node:assert/strict'
import { lineEdits } from '../../src/server/diff'

const apply = (text: string, edits: ReturnType<typeof lineEdits>): string => [...edits].reverse().reduce((now, { span, text: put }) => now.slice(0, span[0]) + put + now.slice(span[1]), text)

describe('the edits between two texts', () => {
  it('are none where nothing changed', () => assert.deepEqual(lineEdits('a\nb\n', 'a\nb\n'), []))

  it('touch only the lines that differ', () => {
    assert.deepEqual(lineEdits('FROM a\nENV A 1\nRUN x\nENV B 2\nCMD y\n', 'FROM a\nENV A=1\nRUN x\nENV B=2\nCMD y\n'), [{ span: [7, 15], text: 'ENV A=1\n' }, { span: [21, 29], text: 'ENV B=2\n' }])
  })

  it('turn any text into any other', () => {
    let seed = 7
    const random = (n: number): number => { seed = Math.imul(seed, 1664525) + 1013904223 >>> 0; return seed % n }
    const text = (): string => Array.from({ length: random(12) }, () => 'abc'[random(3)]! + (random(9) ? '\n' : '\r\n')).join('') + (random(2) ? '' : 'end')
    for (let i = 0; i < 2000; i++) {
      const before = text(), after = text(), edits = lineEdits(before, after)
      assert.equal(apply(before, edits), after)
      for (let k = 1; k < edits.length; k++) assert.ok(edits[k - 1]!.span[1] < edits[k]!.span[0])
    }
  })

  it('are one for texts that are too large to compare', () => {
    const before = Array.from({ length: 2000 }, (_, i) => `a${i}\n`).join(''), after = Array.from({ length: 2000 }, (_, i) => `b${i}\n`).join('')
    assert.equal(apply(before, lineEdits(before, after)), after)
    assert.equal(lineEdits(before, after).length, 1)
  })
})
