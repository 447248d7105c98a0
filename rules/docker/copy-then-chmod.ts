import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Transfer']> = function* (copy, { unknown }) {
  if (copy.hasUrl !== false || copy.keyword === 'ADD' && copy.hasArchive !== false) return
  const run = copy.nextRun
  const command = run?.commands[0]
  if (!run || !command || run.commands.length !== 1 || run.hasFlags || command.name !== 'chmod' || command.redirects.length || command.prefixes.length) return
  const [mode, file] = command.words
  if (command.words.length !== 2 || copy.sources.length !== 1 || copy.chmod !== null || copy.onbuild) return
  const source = copy.sources[0]!.path, { target, destination } = copy
  if (isUnknown(mode) || isUnknown(file) || isUnknown(source) || isUnknown(target) || isUnknown(destination) || destination === null) { unknown(command.text); return }
  if (mode === undefined || file === undefined || file.startsWith('-')) return
  const isFolder = /\/$|^\.?$/.test(destination) || destination.endsWith('/.')
  const path = isFolder ? `${target.replace(/\/+$/, '')}/${source.split('/').at(-1)}` : target
  const workdir = isUnknown(run.workdir) ? null : run.workdir
  const named = file.startsWith('/') ? file : workdir === null ? `/${file.replace(/^\.\//, '')}` : `${workdir.replace(/\/+$/, '')}/${file.replace(/^\.\//, '')}`
  if (path.replace(/^\/?/, '/') !== named || copy.sources[0]!.isGlob === true) return
  if (/^[0-7]{3,4}$/.test(mode)) yield { values: { mode } }
  else yield { fixes: [] }
}

export default check
