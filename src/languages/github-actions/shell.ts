import { isKnown, list, type List } from '../../core/value'
import type { Script } from '../shell/command'
import { isPlainText, shellProblems, type Dialect, type ShellProblem } from '../shell/problems'
import { asScalar } from '../yaml/walk'
import { isBlock } from './node'
import type { RunNode } from './step'

const known = new WeakMap<Script, readonly ShellProblem[]>()

function dialectOf(run: RunNode): Dialect {
  if (run.shellKind === 'bash') return 'bash'
  // Ubuntu's `sh`; what a container or another machine has is not known.
  return run.shellKind === 'sh' && run.job !== null && run.job.container === null && run.job.runner.os === 'linux' && run.job.runner.isSelfHosted === false ? 'dash' : 'unknown'
}

/** Paths and names that the runner sets, one word each. */
const isRunners = /^(?:GITHUB_(?!HEAD_REF)\w+|RUNNER_\w+|CI|PIPESTATUS|JAVA_HOME\w*|CONDA)$/

/** The weak points of a script, with what the workflow says of its variables taken into account. */
export function shellProblemsOf(run: RunNode, script: Script): List<ShellProblem> {
  let found = known.get(script)
  if (!found) known.set(script, found = shellProblems(script, dialectOf(run), run.model.text))
  if (found.length === 0) return list([])
  const block = isBlock(asScalar(run.valueNode)), { env } = run.step
  return list(found.flatMap((problem): ShellProblem[] => {
    const { kind, variable } = problem, value = variable === null ? undefined : env.get(variable)
    // Other steps set variables too, so one that this script does not set says nothing.
    if (kind === 'unassigned-variable' || kind === 'useless-cat' || kind === 'if-by-lists') return []
    if (kind === 'unquoted-variable' && (isRunners.test(variable ?? '') || value !== undefined && isKnown(value) && (isPlainText(value) || /\s/.test(value)))) return []
    if (kind === 'unsafe-rm' && (isRunners.test(variable ?? '') || value !== undefined && isKnown(value) && value !== '')) return []
    // What is quoted may not end the scalar that holds the script.
    return [block ? problem : { ...problem, replacement: null }]
  }))
}
