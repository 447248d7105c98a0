import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

const unpackers: ReadonlySet<string> = new Set(['tar', 'bsdtar', 'gtar'])

const check: Check<Facts['docker.Stage']> = function* (stage, { unknown }) {
  // The last RUN that unpacks an archive, by the archive's name without its folders.
  const unpacked = new Map<string, number>()
  for (const run of stage.runs) for (const command of run.commands) {
    if (isUnknown(command.name) || !unpackers.has(command.name)) continue
    const isReading = command.flags.some(flag => flag === '-x' || flag === '--extract' || flag === '--get') || /^[a-z]*x[a-z]*$/.test(typeof command.words[0] === 'string' ? command.words[0] : '')
    if (isReading) for (const word of command.words) if (!isUnknown(word)) unpacked.set(word.replace(/^--file=/, '').split('/').at(-1)!, run.index)
  }
  if (unpacked.size > 0) for (const copy of stage.copies) {
    if (copy.keyword !== 'COPY' || !copy.isFromContext) continue
    for (const [index, { text, path, isArchive }] of copy.sources.entries()) {
      if (isUnknown(path) || isUnknown(isArchive)) unknown(text)
      else if (isArchive && (unpacked.get(path.split('/').at(-1)!) ?? -1) > copy.index) yield { at: copy.locate(`sources[${index}]`), values: { source: text } }
    }
  }
}

export default check
