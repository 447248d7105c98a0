import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Container']> = function* (container, { unknown }) {
  const { runAsNonRoot, runAsUser } = container.securityContext, { builtFrom, name } = container
  if (isUnknown(runAsNonRoot)) { unknown(runAsNonRoot.source); return }
  if (isUnknown(runAsUser)) { unknown(runAsUser.source); return }
  if (runAsNonRoot !== true || runAsUser !== null) return
  if (isUnknown(builtFrom)) { unknown(builtFrom.source); return }
  const stage = builtFrom?.final
  if (!builtFrom || !stage) return
  const { user, userKind, userSpan } = stage
  if (isUnknown(user)) { unknown(user.source); return }
  if (userKind === 'unknown') { unknown(stage.image); return }
  const isName = userKind === 'non-root' && user !== null && !/^\d/.test(user)
  if (userKind !== 'root' && !isName) return
  const { path } = builtFrom
  yield {
    values: { name: isUnknown(name) ? name.source : name ?? '', dockerfile: path, how: isName ? `runs as '${user}', which is no number` : 'runs as root' },
    related: [{ path, span: userSpan ?? stage.span, message: userSpan ? 'The user of the image is set here.' : 'Its base image runs as root.' }],
    fixes: userSpan ? [{ title: `Run the image as the unprivileged user 10001:10001 in ${path}`, safety: 'suggest', edits: () => [{ path, span: userSpan, text: '10001:10001' }] }] : [],
  }
}

export default check
