import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Run']> = function* (run, { unknown }) {
  for (const [i, { type, mode }] of run.mounts.entries()) {
    if (isUnknown(type) || isUnknown(mode)) {
      unknown(run.text)
      continue
    }
    if (type !== 'secret' && type !== 'ssh' || mode === null || !/^0?[0-7]{3}$/.test(mode) || mode.endsWith('0')) continue
    const path = `mounts[${i}].mode`
    yield { at: path, values: { mode }, fixes: [{ title: 'Let its owner alone read it', safety: 'review', edits: () => [{ kind: 'replace', path, text: '0400' }] }] }
  }
}

export default check
