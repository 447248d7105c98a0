import type { Span } from '../../core/span'
import type { Line, Word } from './words'

/** An object that a command names. */
export interface Named { readonly objectKind: string; readonly name: string; readonly namespace: string | null; readonly span: Span }

const kinds: ReadonlyMap<string, string> = new Map(([
  ['Deployment', 'deployment deployments deploy deployment.apps'], ['StatefulSet', 'statefulset statefulsets sts statefulset.apps'], ['DaemonSet', 'daemonset daemonsets ds daemonset.apps'], ['CronJob', 'cronjob cronjobs cj'], ['Service', 'service services svc'],
  ['HorizontalPodAutoscaler', 'horizontalpodautoscaler horizontalpodautoscalers hpa'], ['ConfigMap', 'configmap configmaps cm'], ['Ingress', 'ingress ingresses ing'], ['PersistentVolumeClaim', 'persistentvolumeclaim persistentvolumeclaims pvc'], ['Rollout', 'rollout rollouts ro'],
] as const).flatMap(([kind, words]) => words.split(' ').map(word => [word, kind] as const)))

/** Options of kubectl that take a value as the next word. */
const withValue = /^(?:-n|-c|-l|-f|-o|-k|--(?:namespace|context|cluster|container|selector|filename|output|kubeconfig|replicas|since|tail|timeout|type|patch|to-revision|image|target|as|user|field-selector|grace-period|port|name))$/
const verbs = /^(?:get|describe|logs|exec|scale|delete|edit|patch|annotate|label|port-forward|expose|autoscale|wait|top|debug|set|rollout|cp|attach)$/

/** Options of the AWS command line that name a resource, by Terraform's type. */
const awsOptions: ReadonlyMap<string, string> = new Map([['--db-instance-identifier', 'aws_db_instance'], ['--db-cluster-identifier', 'aws_rds_cluster'], ['--replication-group-id', 'aws_elasticache_replication_group'], ['--auto-scaling-group-name', 'aws_autoscaling_group'], ['--table-name', 'aws_dynamodb_table']])

/** The words of a command without what goes before it: `sudo`, `time`, assignments. */
export function ownWords(line: Line): readonly Word[] {
  const at = line.words.findIndex(word => !/^(?:sudo|time|env|exec|command|watch|\w+=.*)$/s.test(word.text))
  return at < 0 ? [] : line.words.slice(at)
}

/** The objects that a command is about, as far as they are written out. */
export function targetsOf(line: Line): readonly Named[] {
  const words = ownWords(line), program = words[0]?.value
  if (program === 'kubectl' || program === 'oc' || program === 'k') return kubernetesTargets(words.slice(1))
  if (program === 'aws') return words.flatMap((word, i) => {
    const equals = word.text.indexOf('='), option = equals < 0 ? word.text : word.text.slice(0, equals), kind = awsOptions.get(option)
    if (kind === undefined || /^(?:create|restore)-/.test(words[2]?.text ?? '')) return []
    const given = equals < 0 ? words[i + 1] : word, name = equals < 0 ? given?.value : word.value?.slice(equals + 1)
    return given && name ? [{ objectKind: kind, name, namespace: null, span: equals < 0 ? given.span : [word.span[0] + equals + 1, word.span[1]] as const }] : []
  })
  return []
}

/** Names of what a command makes. */
export function madeIn(line: Line): readonly string[] {
  const words = ownWords(line)
  if (words[0]?.value === 'aws') return words.flatMap(({ text, value }, i) => {
    const option = /^--(?:target-|new-)?(?:db-instance|db-cluster|db-snapshot)-identifier(?:=|$)/.exec(text)
    if (!option || !/^--(?:target|new)-/.test(text) && !/^(?:create|restore)-/.test(words[2]?.text ?? '')) return []
    const name = text.includes('=') ? value?.slice(value.indexOf('=') + 1) : words[i + 1]?.value
    return name ? [name] : []
  })
  const at = words[0]?.value === 'kubectl' ? words.findIndex(({ text }) => text === 'create' || text === 'run') : -1, name = at < 0 ? null : words[words[at]!.text === 'run' ? at + 1 : at + 2]?.value
  return name && isName(name) ? [name] : []
}

function kubernetesTargets(words: readonly Word[]): readonly Named[] {
  const operands: Word[] = []
  let namespace: string | null = null
  for (let i = 0; i < words.length; i++) {
    const { text } = words[i]!
    if (text === '--') break
    if (text === '-n' || text === '--namespace') { const given = words[++i]; if (given && given.value === null) return []; namespace = given?.value ?? null; continue }
    const own = /^(?:--namespace=|-n=?)(.+)$/.exec(text)
    if (own) { if (words[i]!.value === null) return []; namespace = own[1]!; continue }
    if (withValue.test(text)) { if (/^-f$|^--filename$/.test(text)) return []; i++; continue }
    if (!text.startsWith('-')) operands.push(words[i]!)
    else if (text === '-A' || text === '--all-namespaces') return []
  }
  let [verb, ...rest] = operands
  if (!verb?.value || !verbs.test(verb.value)) return []
  if (verb.value === 'rollout' || verb.value === 'set' || verb.value === 'top') rest = rest.slice(1)
  // What is copied, created or forwarded by other words is left alone.
  if (verb.value === 'cp') return []
  const found: Named[] = []
  let kind: string | null = null
  for (const [i, word] of rest.entries()) {
    const { value } = word
    if (value === null) { if (i === 0) return []; continue }
    const slash = value.indexOf('/')
    if (slash > 0) {
      const own = kinds.get(value.slice(0, slash).toLowerCase()), name = value.slice(slash + 1)
      if (own !== undefined && isName(name)) found.push({ objectKind: own, name, namespace, span: [word.span[1] - name.length, word.span[1]] })
      if (verb.value === 'exec' || verb.value === 'port-forward' || verb.value === 'logs') break
    } else if (i === 0) kind = kinds.get(value.toLowerCase()) ?? null
    else if (kind !== null && isName(value) && verb.value !== 'exec' && verb.value !== 'logs' && verb.value !== 'port-forward') found.push({ objectKind: kind, name: value, namespace, span: word.span })
    if (kind === null && slash < 0) break
  }
  return found
}

const isName = (text: string): boolean => /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/.test(text)
