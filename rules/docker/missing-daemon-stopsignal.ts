import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

/** The signal with which each of these ends in good order, and what SIGTERM does instead. */
const daemons: readonly { readonly program: RegExp; readonly signal: string; readonly effect: string }[] = [
  { program: /^(?:nginx|openresty)$/, signal: 'SIGQUIT', effect: 'cuts off open requests' },
  { program: /^(?:systemd|init)$/, signal: 'SIGRTMIN+3', effect: 'it does not listen to' },
]

const check: Check<Facts['docker.Stage']> = function* (stage, { unknown }) {
  const program = (stage.entrypoint ?? stage.cmd)?.program ?? null
  if (!stage.isFinal || stage.stopsignal || typeof program !== 'string') return
  const daemon = daemons.find(one => one.program.test(program))
  if (!daemon) return
  const { repository } = stage.root
  // An image that is made for the daemon has its signal set.
  if (isUnknown(repository) || stage.distribution === 'unknown') unknown(stage.root.text)
  else if (!/nginx|openresty|systemd|init/.test(repository)) {
    yield { values: { program, effect: daemon.effect }, fixes: [{ title: `Set STOPSIGNAL to ${daemon.signal}`, safety: 'review', edits: () => [{ kind: 'set', path: 'stopsignal', value: daemon.signal }] }] }
  }
}

export default check
