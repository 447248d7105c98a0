import type { Check } from '../../src/core/rule'
import type { Command, Facts, Run } from '../../src/languages/docker/facts'

const shells = /^(?:\/(?:usr\/)?bin\/)?(bash|dash|ash|zsh|ksh)$/

const check: Check<Facts['docker.Stage']> = function* (stage) {
  for (const run of stage.runs) {
    for (const command of run.commands) {
      const name = replaces(command)
      if (!name) continue
      const shell = run.commands.length === 1 && !run.hasFlags && run.form === 'shell' && name !== 'usermod' && name !== 'chsh' ? shells.exec(String(command.operands[0]))?.[1] : undefined
      yield {
        at: command.locate('name'), values: { name },
        fixes: shell ? [{ title: 'Use SHELL', safety: 'review', edits: () => [...run.edit({ kind: 'replace', path: '', text: 'SHELL' }) ?? [], ...run.edit({ kind: 'set', path: 'text', value: { raw: `["/bin/${shell}", "-c"]` } }) ?? []] }] : [],
      }
    }
  }
  const calls = stage.runs.flatMap(run => {
    const name = powershell(run)
    return name === null ? [] : [{ run, name }]
  })
  if (calls.length > 1) yield { at: calls[0]!.run.locate(''), message: `${calls.length} RUN lines start ${calls[0]!.name} by themselves.` }
}

function replaces({ name, operands, flags }: Command): string | null {
  if (name === 'chsh' || name === 'usermod' && flags.some(flag => flag === '-s' || flag === '--shell')) return name
  return (name === 'ln' || name === 'mv' || name === 'cp') && operands.length > 1 && /^\/(?:usr\/)?bin\/sh$/.test(String(operands.at(-1))) ? name : null
}

/** The PowerShell that a RUN starts from another shell. */
function powershell(run: Run): string | null {
  if (run.shellKind === 'powershell' || run.form !== 'shell') return null
  return /^(?:[\w:\\/.]*[\\/])?(powershell|pwsh)(?:\.exe)?\s+(?:-\S+\s+)*-?\S/i.exec(run.text.trim())?.[1]!.toLowerCase() ?? null
}

export default check
