import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

/** What Helm's reader of versions takes: with or without a `v`, parts that are left out are 0. */
const version = /^v?\d+(?:\.\d+){0,2}(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/
const part = String.raw`(?:[<>]=?|!?=|~>?|\^)?\s*v?(?:\d+|[xX*])(?:\.(?:\d+|[xX*])){0,2}(?:[-+][\w.+-]*)?`
const constraint = new RegExp(String.raw`^\s*${part}(?:(?:\s*,\s*|\s*\|\|\s*|\s+-\s+|\s+)${part})*\s*$`)

const check: Check<Facts['kubernetes.Chart']> = function* (chart, { unknown }) {
  const { apiVersion, name, version: own, type, kubeVersion } = chart
  const missing = [['apiVersion', apiVersion, 'v2'], ['name', name, null], ['version', own, '0.1.0']] as const
  for (const [field, value, proposal] of missing) {
    if (isUnknown(value)) unknown(value.source)
    else if (value === null) yield { at: field, message: `The chart has no ${field}.`, fixes: proposal === null ? [] : [{ title: `Write ${field}: ${proposal}`, safety: 'suggest', edits: () => [{ kind: 'set', path: field, value: proposal }] }] }
  }
  if (typeof apiVersion === 'string' && !/^v[123]$/.test(apiVersion)) yield { at: 'apiVersion', message: `A chart has apiVersion v2, or v1 for Helm 2, not '${apiVersion}'.` }
  if (typeof name === 'string' && (!/^[\w.-]+$/.test(name) || name.length > 250)) yield { at: 'name', message: `'${name}' is no name for a chart: letters, digits, '.', '_' and '-' are.` }
  if (typeof own === 'string' && !version.test(own)) yield { at: 'version', message: `'${own}' is no version such as 1.4.0.` }
  if (typeof type === 'string' && type !== 'application' && type !== 'library') yield { at: 'type', message: `A chart is an application or a library, not '${type}'.` }
  if (typeof kubeVersion === 'string' && kubeVersion.length < 300 && !constraint.test(kubeVersion)) yield { at: 'kubeVersion', message: `'${kubeVersion}' is no range of versions such as '>=1.29.0-0'.` }
  for (const { path, type, value } of chart.scalars) {
    if (!/^(?:apiVersion|name|version|appVersion|kubeVersion|description)$/.test(path) || type === 'string' || type === 'null' || isUnknown(value)) continue
    yield { at: path, message: `${path} ${value} is a ${type}, not text.`, fixes: [{ title: `Write "${value}"`, safety: 'review', edits: () => [{ kind: 'set', path, value }] }] }
  }
  const { dependencies } = chart, seen = new Set<string>()
  if (apiVersion === 'v1' && dependencies.length > 0) yield { at: 'dependencies', message: "A chart of apiVersion v1 has its dependencies in requirements.yaml; here they are not read.", fixes: [{ title: 'Write apiVersion: v2', safety: 'review', edits: () => [{ kind: 'set', path: 'apiVersion', value: 'v2' }] }] }
  for (const { location, name, alias, version, repository } of dependencies) {
    const called = isUnknown(alias) ? alias : alias ?? name
    if (isUnknown(called)) { unknown(called.source); continue }
    if (name === null) { yield { at: location, message: 'The dependency has no name.' }; continue }
    if (called !== null && seen.has(called)) yield { at: `${location}.name`, message: `Two dependencies are called '${called}'; an alias tells them apart.` }
    if (called !== null) seen.add(called)
    const isLocal = typeof repository === 'string' && repository.startsWith('file://')
    if (version === null && !isLocal && typeof repository === 'string' && repository !== '') yield { at: `${location}.name`, message: `Dependency '${called}' has no version.` }
    if (typeof version === 'string' && version !== '' && version.length < 300 && !constraint.test(version)) yield { at: `${location}.version`, message: `'${version}' is no version or range of versions.` }
    if (typeof repository === 'string' && repository !== '' && !/^(?:https?|oci|file|s3|gs|git(?:\+\w+)?|[a-z][\w+.-]*):\/\/|^@|^alias:/.test(repository)) yield { at: `${location}.repository`, message: `'${repository}' is no address of a repository.` }
  }
}

export default check
