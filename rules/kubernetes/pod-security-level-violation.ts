import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Workload']> = function* ({ pod, name }, { unknown }) {
  const { refusal } = pod
  if (isUnknown(refusal)) { unknown(refusal.source); return }
  if (refusal === null) return
  const { level, namespace, first, count } = refusal, { path, span } = pod.locate(first.path)
  const others = count > 1 ? `, the first of ${count} controls that are broken` : ''
  yield { values: { namespace, level, name: isUnknown(name) ? name.source : name ?? '', what: `${first.text}${others}` }, related: [{ path, span, message: `This breaks the control "${first.control}".` }] }
}

export default check
