import { isKnown, list, type List } from '../../core/value'
import { isPlainText, shellProblems, type Dialect, type ShellProblem } from '../shell/problems'
import type { RunNode } from './nodes'

/** The shell that `/bin/sh` is in images of a family. */
const shOf: Readonly<Record<string, Dialect>> = { debian: 'dash', alpine: 'busybox', redhat: 'posix-bash', suse: 'posix-bash' }

function dialectOf(run: RunNode): Dialect {
  const { shellKind, stage, script, form } = run
  const named = /(?:^|\/)(dash)$/.exec(run.shellArgv[0] ?? '')?.[1]
  const shell = (form === 'heredoc' && script?.shebang ? /(?:^|[/\s])((?:ba|da|a)?sh)\b/.exec(script.shebang)?.[1] : undefined) ?? named
  if (shell === 'bash') return 'bash'
  if (shell === 'dash') return 'dash'
  if (shellKind === 'bash' && shell === undefined) return 'bash'
  if (shellKind === 'ash' && shell === undefined) return 'busybox'
  if (shellKind !== 'sh' || !stage || shell !== undefined && shell !== 'sh' || run.near.replacesSh(stage.built) < run.entry.index) return 'unknown'
  return shOf[stage.distribution] ?? 'unknown'
}

/** Variables of common programs and of shells, which no Dockerfile declares. */
const isOften = /^(?:path|home|pwd|user|term|shell|lang|i|n|x)$/

/** What BuildKit sets is one word each. */
const isPlatform = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/

/** The weak points of a RUN's script, with what the Dockerfile says of its variables taken into account. */
export function problemsOf(run: RunNode): List<ShellProblem> {
  const { script } = run
  if (!script || run.form === 'exec') return list([])
  const dialect = dialectOf(run), { content } = run
  const found = content.once(`shell problems ${dialect} ${run.hasErrexit} ${run.hasPipefail}`, () => shellProblems(script, dialect, content.source))
  if (found.length === 0) return list([])
  return list(found.filter(({ kind, variable }) => {
    if (variable === null) return true
    const value = run.lookup(variable)
    if (kind === 'unassigned-variable') return value === undefined && !run.near.build.isGlobalArg(variable) && !isOften.test(variable) && run.stage !== null
    // A value with blanks is a list on purpose.
    if (kind === 'unquoted-variable') return !isPlatform.test(variable) && !(value !== undefined && isKnown(value) && (isPlainText(value) || /\s/.test(value)))
    if (kind === 'unsafe-rm') return !isPlatform.test(variable) && !(value !== undefined && isKnown(value) && value !== '')
    return true
  }))
}
