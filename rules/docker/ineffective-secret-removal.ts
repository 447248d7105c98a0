import type { Check } from '../../src/core/rule'
import { isUnknown, type Maybe } from '../../src/core/value'
import type { Command, Facts } from '../../src/languages/docker/facts'
import { isSecretName } from '../../src/languages/docker/exports'

const check: Check<Facts['docker.Command']> = function* (command, { unknown }) {
  const { stage, name } = command
  if (!stage || !stage.ships || name !== 'unset' && name !== 'rm' && name !== 'shred') return
  const secrets = name === 'unset' ? [] : [...copiedBefore(command)]
  for (const [index, word] of command.words.entries()) {
    if (isUnknown(word)) {
      if (secrets.length > 0) unknown(word.source)
      continue
    }
    if (word.startsWith('-')) continue
    const isKept = name === 'unset' ? isSecretName(word) && !isUnknown(stage.env.get(word)) && !!stage.env.get(word) : secrets.includes(resolved(command.instruction.workdir, word))
    if (isKept) yield { at: `words[${index}]`, values: { target: word } }
  }
}

/** Where the files with credentials are that a COPY or ADD of the same stage has brought before a command. */
function* copiedBefore({ instruction, stage }: Command): Generator<string> {
  for (const copy of stage!.copies) {
    if (copy.index > instruction.index || isUnknown(copy.target)) continue
    for (const { path, looksSecret, isIgnored } of copy.sources) {
      if (looksSecret !== true || isIgnored === true || isUnknown(path)) continue
      const isFolder = copy.sources.length > 1 || /(?:^|\/)\.{0,2}\/?$/.test(isUnknown(copy.destination) ? '' : copy.destination ?? '')
      yield plain(isFolder ? `${copy.target}/${path.split('/').at(-1)}` : copy.target)
    }
  }
}

function resolved(workdir: Maybe<string | null>, path: string): string {
  return plain(path.startsWith('/') || isUnknown(workdir) ? path : `${workdir ?? ''}/${path}`)
}

/** A path without empty parts and `.`. */
function plain(path: string): string {
  return path.split('/').filter((part, index) => index === 0 || part !== '' && part !== '.').join('/')
}

export default check
