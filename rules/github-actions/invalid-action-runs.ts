import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/github-actions/facts'

const check: Check<Facts['github-actions.Section']> = function* (section) {
  if (section.area !== 'runs') return
  yield* section.faultsIn('runs')
  if (section.name !== 'node-runs' && section.name !== 'docker-runs') return
  for (const key of ['pre', 'post']) {
    const script = section.name === 'node-runs' ? key : `${key}-entrypoint`
    if (section.keys.includes(`${key}-if`) && !section.keys.includes(script)) yield { at: `keys[${section.keys.indexOf(`${key}-if`)}]`, message: `'${key}-if' says when '${script}' runs, and there is no '${script}'.` }
  }
}

export default check
