import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

/** A text that YAML reads as itself. */
const scalar = (text: string): string => /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text) ? text : JSON.stringify(text)

const check: Check<Facts['kubernetes.Workload']> = function* (workload, { unknown }) {
  const { isLongRunning, minimumReplicas, selectsOwnPods, disruptionBudgets, objectKind, name, namespace, selector } = workload
  if (!workload.isScalable) return
  for (const value of [objectKind, isLongRunning, minimumReplicas, selectsOwnPods]) if (isUnknown(value)) { unknown(value.source); return }
  if (isLongRunning !== true || selectsOwnPods !== true || minimumReplicas === null || (minimumReplicas as number) < 2) return
  if (isUnknown(disruptionBudgets)) { unknown(disruptionBudgets.source); return }
  if (disruptionBudgets.length > 0) return
  if (disruptionBudgets.open) { unknown('selector'); return }
  const labels = selector ? [...selector.matchLabels] : [], isPlain = selector !== null && labels.length > 0 && !selector.matchLabels.open && selector.matchExpressions.length === 0 && labels.every(([, value]) => !isUnknown(value) && value !== null)
  yield {
    severity: objectKind === 'StatefulSet' ? 'warning' : 'info',
    fixes: isPlain && workload.source === 'manifest' && typeof name === 'string' && !isUnknown(namespace) ? [{
      title: `Create a disruption budget that lets 1 pod go at a time in ${name}-pdb.yaml`, safety: 'suggest',
      edits: () => [{
        path: workload.path.slice(0, workload.path.lastIndexOf('/') + 1) + `${name}-pdb.yaml`,
        create: ['apiVersion: policy/v1', 'kind: PodDisruptionBudget', 'metadata:', `  name: ${scalar(name)}`, ...namespace === null ? [] : [`  namespace: ${scalar(namespace as string)}`], 'spec:', '  maxUnavailable: 1', '  unhealthyPodEvictionPolicy: AlwaysAllow', '  selector:', '    matchLabels:', ...labels.map(([label, value]) => `      ${scalar(label)}: ${scalar(value as string)}`), ''].join(workload.lineBreak),
      }],
    }] : [],
  }
}

export default check
