import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Stage']> = function* (stage) {
  const { name } = stage
  if (name === null || !stage.hasValidName || name === name.toLowerCase()) return
  const text = name.toLowerCase()
  yield {
    fixes: [{
      title: `Write '${text}' wherever it is named`, safety: 'safe',
      edits: () => stage.mentions.flatMap((mention, i) => mention === text ? [] : [{ kind: 'replace' as const, path: `mentions[${i}]`, text }]),
    }],
  }
}

export default check
