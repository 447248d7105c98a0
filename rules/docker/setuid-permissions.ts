import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Stage']> = function* (stage) {
  if (!stage.reachesFinal) return
  for (const run of stage.runs) for (const command of run.commands) {
    const { mode, modeTargets } = command
    if (!mode || command.name === 'mkdir') continue
    const target = modeTargets.at(-1), isProgram = typeof target === 'string' && /(?:^|\/)s?bin(?:\/|$)/.test(target) && !command.flags.includes('-d')
    if (mode.isSetuid || mode.isSetgid && isProgram) yield { at: command.locate('mode'), values: { mode: mode.text, what: target === undefined ? 'a program' : `'${String(target)}'` } }
  }
  for (const copy of stage.copies) {
    if (copy.mode && (copy.mode.isSetuid || copy.mode.isSetgid)) yield { at: copy.locate('mode'), values: { mode: copy.mode.text, what: 'what is copied' } }
  }
}

export default check
