import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.File']> = function* (file) {
  for (const [index, { problem }] of file.spacings.entries()) yield { values: { index, problem } }
}

export default check
