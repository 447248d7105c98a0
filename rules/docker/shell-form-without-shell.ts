import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Copy, Facts, Stage } from '../../src/languages/docker/facts'

/** What lands in the root or in /bin may bring a shell. */
const mayBring = ({ target }: Copy): boolean => isUnknown(target) || /^\/?(?:bin(?:\/(?:sh)?)?)?$/.test(target)

const check: Check<Facts['docker.Stage']> = function* (stage, { unknown }) {
  const { root, hasNoShell, runs } = stage
  // A SHELL may stand in a base stage as well.
  if (stage.shellInstruction || hasNoShell === false || stage.isWindows === true) return
  if (isUnknown(hasNoShell) && root.isScratch !== true) return unknown(hasNoShell.source)
  for (let each: Stage | null = stage; each; each = each.base) {
    // A program that a RUN starts, and a trigger of a base stage, may bring one, too.
    if (each.runs.some(run => run.isJson) || each.copies.some(mayBring)) return
    if (each !== stage && each.instructions.some(({ onbuild, keyword }) => onbuild && /^(?:RUN|COPY|ADD|SHELL)$/.test(keyword))) return
  }
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
