import type { Check } from '../../src/core/rule'
import type { Command, Facts } from '../../src/languages/docker/facts'

const servers: readonly unknown[] = ['openssh-server', 'dropbear', 'dropbear-bin', 'tinysshd']

const check: Check<Facts['docker.Stage']> = function* (stage) {
  if (!stage.ships) return
  for (const run of stage.runs) {
    for (const call of run.packageCalls) {
      if (call.effect !== 'install') continue
      for (const [index, { name }] of call.packages.entries()) if (servers.includes(name)) yield { at: call.locate(`packages[${index}]`) }
    }
    for (const command of run.commands) if (starts(command)) yield { at: command.locate('') }
  }
  for (const program of [stage.entrypoint, stage.cmd]) {
    if (!program || program.stage !== stage) continue
    if (program.program === 'sshd' || program.program === 'dropbear') yield { at: program.locate('argv[0]') }
    else {
      const command = program.commands.find(starts)
      if (command) yield { at: command.locate('') }
    }
  }
}

const starts = ({ name, words }: Command): boolean => name === 'sshd' && !words.includes('-t') && !words.includes('-T') || name === 'dropbear'
  || name === 'service' && (words[0] === 'ssh' || words[0] === 'sshd') && (words[1] === 'start' || words[1] === 'restart')

export default check
