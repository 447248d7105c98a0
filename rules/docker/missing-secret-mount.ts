import type { Check } from '../../src/core/rule'
import { isUnknown, type Maybe } from '../../src/core/value'
import type { Facts, Mount } from '../../src/languages/docker/facts'

/** The id of a mounted secret; without one it is the file's name. */
function idOf({ id, target }: Mount): Maybe<string | null> {
  return id !== null ? id : target === null || isUnknown(target) ? target : target.split('/').at(-1)!
}

const check: Check<Facts['docker.Run']> = function* (run, { options, unknown }) {
  for (const agreed of options.commands as readonly string[]) {
    const [words, secret] = agreed.split('=>').map(part => part.trim())
    if (!words || !secret) continue
    const [name, ...rest] = words.split(/\s+/), id = secret.split(',')[0]!
    const index = [...run.commands].findIndex(command => command.name === name && rest.every((word, i) => command.operands[i] === word))
    if (index < 0) continue
    if (run.mounts.some(mount => mount.type === 'secret' && idOf(mount) === id)) continue
    const vague = run.flags.find(({ name, value }) => name === 'mount' && isUnknown(value))
    if (vague && isUnknown(vague.value)) unknown(vague.value.source)
    else yield { at: `commands[${index}].name`, values: { command: words, id }, fixes: [{ title: `Mount the secret ${id}`, safety: 'review', edits: () => [{ kind: 'append', path: 'mounts', value: `type=secret,id=${secret}` }] }] }
  }
}

export default check
