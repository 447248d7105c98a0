import type { Check } from '../../src/core/rule'
import type { Facts, Mode } from '../../src/languages/docker/facts'
import type { LazyFix } from '../../src/core/rule'
import type { Change, Fact } from '../../src/core/fact'

/** The mode without write for group and others. */
const tighter = (fact: Fact & { edit(change: Change): ReturnType<LazyFix['edits']> }, { tightened }: Mode): readonly LazyFix[] =>
  tightened === null ? [] : [{ title: `Take the mode ${tightened}`, safety: 'review', edits: () => fact.edit({ kind: 'replace', path: 'mode', text: tightened }) }]

const check: Check<Facts['docker.Stage']> = function* (stage) {
  if (!stage.reachesFinal) return
  for (const run of stage.runs) for (const command of run.commands) {
    const { mode, modeTargets } = command
    if (!mode?.isWorldWritable) continue
    const target = modeTargets[0]
    yield { at: command.locate('mode'), values: { mode: mode.text, what: target === undefined ? 'the files' : `'${String(target)}'` }, fixes: tighter(command, mode) }
  }
  for (const copy of stage.copies) {
    if (copy.mode?.isWorldWritable) yield { at: copy.locate('mode'), values: { mode: copy.mode.text, what: 'what is copied' }, fixes: tighter(copy, copy.mode) }
  }
}

export default check
