import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

const unpackers: ReadonlySet<string> = new Set(['tar', 'bsdtar', 'gtar'])

const check: Check<Facts['docker.Copy']> = function* (copy, { unknown }) {
  if (!copy.isFromContext || copy.onbuild || !copy.stage) return
  // Archives that this stage unpacks after the COPY, by their names without folders.
  const unpacked = new Set<string>()
  for (const run of copy.stage.runs) {
    if (run.index < copy.index) continue
    for (const command of run.commands) {
      if (isUnknown(command.name) || !unpackers.has(command.name)) continue
      const isReading = command.flags.some(flag => flag === '-x' || flag === '--extract' || flag === '--get') || /^[a-z]*x[a-z]*$/.test(typeof command.words[0] === 'string' ? command.words[0] : '')
      if (isReading) for (const word of command.words) if (!isUnknown(word)) unpacked.add(word.replace(/^--file=/, '').split('/').at(-1)!)
    }
  }
  if (unpacked.size === 0) return
  for (const [index, { text, path, isArchive }] of copy.sources.entries()) {
    if (isUnknown(path) || isUnknown(isArchive)) unknown(text)
    else if (isArchive && unpacked.has(path.split('/').at(-1)!)) yield { values: { index, source: text } }
  }
}

export default check
