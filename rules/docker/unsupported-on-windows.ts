import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

const check: Check<Facts['docker.Instruction']> = function* (instruction, { unknown }) {
  const { stage, keyword, flags } = instruction
  if (!stage) return
  const flag = keyword === 'COPY' || keyword === 'ADD' ? 'chown' : keyword === 'RUN' ? 'mount' : null
  if (keyword !== 'STOPSIGNAL' && !flags.some(({ name }) => name === flag)) return
  if (isUnknown(stage.isWindows)) unknown(stage.isWindows.source)
  else if (stage.isWindows) yield { values: keyword === 'STOPSIGNAL' ? { at: '', what: 'STOPSIGNAL' } : { at: `flags.${flag}`, what: `'--${flag}'` } }
}

export default check
