import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Command']> = function* (command) {
  const { name, words, pipedFrom, text } = command
  if (isUnknown(name)) return
  const has = (...flags: string[]): number => words.findIndex(word => typeof word === 'string' && flags.includes(word))
  const after = (...flags: string[]): string | null => {
    const at = has(...flags), value = at < 0 ? undefined : words[at + 1]
    return typeof value === 'string' ? value : null
  }
  const isSecret = /\/run\/secrets\b/.test(text) || pipedFrom !== null && /\/run\/secrets\b/.test(pipedFrom.text)
    || command.instruction.flags.some(flag => flag.name === 'mount' && String(flag.value).includes('type=secret'))
  const of = (what: string): { values: { tool: string; what: string } } => ({ values: { tool: name, what } })
  switch (name) {
    case 'chpasswd':
      if (!isSecret) yield of('sets a password that everybody who pulls the image can read')
      return
    case 'passwd':
      if (has('--stdin') >= 0 && !isSecret) yield of('sets a password that everybody who pulls the image can read')
      else if (has('-d', '--delete') >= 0) yield of('leaves an account without any password')
      return
    case 'useradd': case 'usermod': {
      const joined = words.find(word => typeof word === 'string' && word.startsWith('--password='))
      const value = typeof joined === 'string' ? joined.slice('--password='.length) : after('-p', '--password')
      if (value !== null && /^[^!*]/.test(value) && value !== 'x') yield of('puts the hash of a password into the history of the image')
      else if (value === '') yield of('leaves an account without any password')
      return
    }
    case 'openssl': {
      if (words[0] !== 'passwd') return
      const rest = words.slice(1), values = new Set(['-salt', '-in'])
      if (rest.some((word, i) => typeof word === 'string' && !word.startsWith('-') && !values.has(String(rest[i - 1])))) yield of('gets a password that everybody who pulls the image can read')
      return
    }
    case 'ssh-keygen': {
      const value = after('-N')
      if (value) yield of('gets a password that everybody who pulls the image can read')
    }
  }
}

export default check
