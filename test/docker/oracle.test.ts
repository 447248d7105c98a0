import assert from 'node:assert/strict'
import { join } from 'node:path'
import { validate, ValidationCode } from 'dockerfile-utils'
import { readPack } from '../../scripts/packs'

/** What the other validator does not know yet, though Docker takes it, and what its age shows. */
const lag = new Set<number>([ValidationCode.UNKNOWN_ADD_FLAG, ValidationCode.UNKNOWN_COPY_FLAG, ValidationCode.INVALID_DESTINATION])

describe('the examples of docker rules', () => {
  it('that are good or fixed are Dockerfiles in the eyes of another validator too', () => {
    const wrong: string[] = []
    for (const { file, page } of readPack(join(__dirname, '../..'), 'docker')) for (const example of page?.examples ?? []) {
      if (example.verdict !== 'good' && example.verdict !== 'fixed') continue
      for (const one of example.files) {
        if (!/Dockerfile$/.test(one.path)) continue
        for (const problem of validate(one.text)) if (problem.severity === 1 && !lag.has(problem.code as number)) wrong.push(`${file}:${example.line + problem.range.start.line + 1} ${problem.message}`)
      }
    }
    assert.deepEqual(wrong, [])
  })
})
