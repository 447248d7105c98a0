import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

const system = /^\/(?:bin|sbin|lib\w*|usr|etc|opt\/bin|boot|docker-entrypoint\S*)(?:\/|$)/

const check: Check<Facts['docker.Stage']> = function* (stage, { unknown }) {
  if (!stage.ships || stage.isWindows !== false) return
  const lastChown = stage.runs.findLast(run => run.commands.some(command => command.name === 'chown'))?.index ?? -1
  for (const copy of stage.copies) {
    const { chown, chmod, target, user, userIsRoot } = copy
    if (chown !== null || chmod !== null) continue
    if (isUnknown(userIsRoot) || isUnknown(user)) {
      unknown(copy.text)
      continue
    }
    if (userIsRoot || isUnknown(target) || system.test(target)) continue
    if (copy.sources.every(({ text, isHeredoc }) => isHeredoc || /\.(?:sh|bash|jar|exe|conf|pem|crt)$|^\/[\w./-]*\/(?:s?bin)\//i.test(text))) continue
    if (lastChown > copy.index) continue
    yield { at: copy.locate(''), values: { user: `USER ${user}` }, fixes: [{ title: `Give the files to ${user}`, safety: 'review', edits: () => copy.edit({ kind: 'set', path: 'chown', value: user }) }] }
  }
}

export default check
