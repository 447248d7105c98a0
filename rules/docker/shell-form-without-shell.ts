import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Stage']> = function* (stage, { unknown }) {
  const { root, base, shellInstruction, hasNoShell, copies, runs } = stage
  if (base || shellInstruction || hasNoShell === false || stage.isWindows === true) return
  if (isUnknown(hasNoShell) && root.isScratch !== true) return unknown(hasNoShell.source)
  // What lands in the root or in /bin, or a program that a RUN starts, may bring a shell.
  if (runs.some(run => run.isJson) || copies.some(({ target }) => isUnknown(target) || /^\/?(?:bin(?:\/(?:sh)?)?)?$/.test(target))) return
  for (const run of runs) if (run.form === 'shell' && !run.isBrokenJson && run.words.length > 0) yield { at: run.locate('keyword'), values: { keyword: 'RUN' } }
  for (const path of ['cmd', 'entrypoint'] as const) {
    const program = stage[path]
    if (!program || program.form !== 'shell' || program.isBrokenJson || program.argv.length === 0) continue
    if (!stage.instructions.some(({ index }) => index === program.index)) continue
    const fixes = program.needsShell ? [] : [{ title: 'Start the program directly', safety: 'safe' as const, edits: () => [{ kind: 'set' as const, path: `${path}.argv`, value: [...program.argv] as string[] }] }]
    yield { at: path, values: { keyword: program.keyword }, fixes }
  }
}

export default check
