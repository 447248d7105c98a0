import type { Change } from '../../src/core/fact'
import type { Check, LazyFix } from '../../src/core/rule'
import { isUnknown, type Plain } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

type Fields = { readonly [name: string]: Plain }

const check: Check<Facts['kubernetes.Object']> = function* ({ lifecycle, objectKind, apiVersion, fields }, { unknown }) {
  if (isUnknown(lifecycle)) { unknown(lifecycle.source); return }
  if (isUnknown(objectKind) || isUnknown(apiVersion) || !lifecycle?.isRemoved) return
  const { replacement, isCompatible, removedWith } = lifecycle, fixes: LazyFix[] = []
  if (replacement !== null) {
    const more = isCompatible ? [] : migrations[`${objectKind} ${replacement}`]?.(mapOf(fields)) ?? null
    if (more) fixes.push({ title: more.length ? `Rewrite it for ${replacement}` : `Use ${replacement}`, safety: 'review', edits: () => [{ kind: 'set', path: 'apiVersion', value: replacement }, ...more] })
  }
  yield { at: 'apiVersion', values: { kind: objectKind, version: apiVersion ?? '', removed: removedWith, now: replacement === null ? '' : `; it is ${replacement} now` }, fixes }
}

/** What has to change in an object beside its apiVersion; null where that cannot be told. */
type Migration = (object: Fields) => readonly Change[] | null

const isMap = (value: Plain | undefined): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value) && !isUnknown(value)
const mapOf = (value: Plain | undefined): Fields => isMap(value) ? value : {}
const listOf = (value: Plain | undefined): readonly Plain[] => Array.isArray(value) ? value : []

/** apps/v1 takes no selector for granted: it is made of the labels of the pods, as it was before. */
const withSelector: Migration = ({ spec }) => {
  const { selector, template, rollbackTo } = mapOf(spec), { labels } = mapOf(mapOf(template).metadata)
  if (selector !== undefined || rollbackTo !== undefined || !isMap(labels) || Object.keys(labels).length === 0 || Object.values(labels).some(value => typeof value !== 'string')) return null
  return [{ kind: 'set', path: 'spec.selector', value: { matchLabels: labels } }]
}

function backendOf(value: Plain | undefined): Plain | null {
  const { serviceName, servicePort, ...rest } = mapOf(value)
  if (typeof serviceName !== 'string' || typeof servicePort !== 'string' && typeof servicePort !== 'number' || Object.keys(rest).length) return null
  return { service: { name: serviceName, port: typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort } } }
}

/** A backend names its service otherwise, and a path says how it is compared; ImplementationSpecific is what it was before. */
const ingress: Migration = ({ spec }) => {
  const { backend, rules } = mapOf(spec), changes: Change[] = []
  if (backend !== undefined) {
    const value = backendOf(backend)
    if (value === null) return null
    changes.push({ kind: 'remove', path: 'spec.backend' }, { kind: 'set', path: 'spec.defaultBackend', value })
  }
  for (const [i, rule] of listOf(rules).entries()) for (const [j, path] of listOf(mapOf(mapOf(rule).http).paths).entries()) {
    const { path: where, pathType = 'ImplementationSpecific', backend, ...rest } = mapOf(path), value = backendOf(backend)
    if (value === null || Object.keys(rest).length || isUnknown(where) || isUnknown(pathType)) return null
    changes.push({ kind: 'set', path: `spec.rules[${i}].http.paths[${j}]`, value: { ...where !== undefined && { path: where }, pathType, backend: value } })
  }
  return changes
}

/** A metric has its target in a map of its own. Only metrics of the pods' resources are rewritten. */
const scaler: Migration = ({ spec }) => {
  const changes: Change[] = []
  for (const [i, metric] of listOf(mapOf(spec).metrics).entries()) {
    const { type, resource } = mapOf(metric), { name, targetAverageUtilization, targetAverageValue, ...rest } = mapOf(resource)
    if (type !== 'Resource' || typeof name !== 'string' || Object.keys(rest).length) return null
    if (typeof targetAverageUtilization === 'number') changes.push({ kind: 'set', path: `spec.metrics[${i}].resource`, value: { name, target: { type: 'Utilization', averageUtilization: targetAverageUtilization } } })
    else if (typeof targetAverageValue === 'string' || typeof targetAverageValue === 'number') changes.push({ kind: 'set', path: `spec.metrics[${i}].resource`, value: { name, target: { type: 'AverageValue', averageValue: targetAverageValue } } })
    else return null
  }
  return changes
}

const migrations: { readonly [kind: string]: Migration } = {
  'Deployment apps/v1': withSelector, 'DaemonSet apps/v1': withSelector, 'ReplicaSet apps/v1': withSelector, 'StatefulSet apps/v1': withSelector,
  'Ingress networking.k8s.io/v1': ingress, 'HorizontalPodAutoscaler autoscaling/v2': scaler,
}

export default check
