import type { Check } from '../../src/core/rule'
import type { Facts, PackageCall, Run } from '../../src/languages/docker/facts'

const managers: ReadonlySet<string> = new Set(['apt-get', 'apt', 'aptitude', 'apk', 'yum', 'dnf', 'microdnf', 'tdnf', 'zypper', 'pacman'])
const families: Readonly<Record<string, string>> = { apt: 'apt-get', aptitude: 'apt-get' }
const familyOf = (call: PackageCall): string => families[call.manager] ?? call.manager

/** Commands whose effect on the shell would reach what is joined to them. */
const lasting: ReadonlySet<unknown> = new Set(['cd', 'pushd', 'popd', 'export', 'set', 'shopt', 'source', '.', 'umask', 'exec', 'exit', 'ulimit', 'alias', 'unset', 'trap', 'eval', ''])

const check: Check<Facts['docker.PackageCall']> = function* (call) {
  if (!managers.has(call.manager) || call.effect !== 'refresh' || call.isFollowedByInstall) return
  const { stage, instruction } = call
  const run = stage?.runs.find(({ index }) => index === instruction.index)
  const later = stage?.runs.find(other => other.index > instruction.index && other.packageCalls.some(next => next.effect === 'install' && familyOf(next) === familyOf(call)))
  const install = later?.packageCalls.find(next => next.effect === 'install' && familyOf(next) === familyOf(call))
  const fixes = run && later && joins(run, later) ? [{ title: 'Join this RUN and the next', safety: 'safe' as const, edits: () => run.edit({ kind: 'append', path: 'joined', value: '' }) }] : []
  yield { fixes, related: install ? [{ ...placeOf(install), message: 'This install reads the lists from the cache.' }] : [] }
}

function placeOf(call: PackageCall): { readonly path: string; readonly span: readonly [number, number] } {
  const { path, span } = call.locate('action')
  return { path, span }
}

/** May two RUNs become one whose commands do the same? */
function joins(run: Run, next: Run): boolean {
  const isAdjacent = run.next?.index === next.index && !run.onbuild && !next.onbuild
  return isAdjacent && run.form === 'shell' && next.form === 'shell' && !run.hasFlags && !next.hasFlags && run.heredocs.length === 0 && next.heredocs.length === 0
    && !run.commands.open && !next.commands.open && run.commands.every(({ name, isTopLevel }) => typeof name === 'string' && !lasting.has(name) && isTopLevel)
    && next.commands.every(({ after, isTopLevel }) => isTopLevel && (after === null || after === '&&' || after === '|'))
}

export default check
