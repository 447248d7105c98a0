import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/docker/facts'

const system = /^\/(?:bin|sbin|lib\w*|usr|etc|root|boot|dev|proc)(?:\/|$)/
const program = /\.(?:sh|bash|py|pl|rb|exe|bin|jar|so(?:\.\d+)*)$/i

const check: Check<Facts['docker.Stage']> = function* (stage, { options, unknown }) {
  if (!stage.ships) return
  for (const copy of stage.copies) {
    const { chown, target } = copy
    if (chown === null) continue
    if (isUnknown(chown)) {
      unknown(chown.source)
      continue
    }
    const [user = '', group = ''] = chown.split(':'), isRoot = (name: string): boolean => name === '' || name === 'root' || name === '0'
    if (isRoot(user) && isRoot(group)) continue
    const owner = isRoot(user) ? group : user, folder = !isUnknown(target) && system.test(target) && !/^\/usr\/(?:src|share|local\/app)(?:\/|$)/.test(target) ? target : null
    const file = folder === null ? copy.sources.find(({ text, isHeredoc }) => !isHeredoc && program.test(text))?.text.replace(/^.*\//, '') : null
    if (folder !== null || file || options.everyChown === true) yield { at: copy.locate('chown'), values: { owner, what: folder !== null ? `what is in '${folder}'` : file ? `'${file}'` : 'what is copied here' } }
  }
}

export default check
