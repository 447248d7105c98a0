import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Stage']> = function* (stage) {
  if (!stage.isFinal) return
  const seen = new Map<string, string>()
  for (const { kind, name, uid, gid, isShared, command } of stage.accounts) {
    const id = kind === 'user' ? uid : kind === 'group' ? gid : null
    if (id === null || name === null) continue
    const key = `${kind} ${id}`, other = seen.get(key)
    if (other !== undefined && other !== name && !isShared && command) yield { at: command.locate(''), values: { name, id, other } }
    seen.set(key, other ?? name)
  }
}

export default check
