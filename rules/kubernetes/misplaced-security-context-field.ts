import type { Change } from '../../src/core/fact'
import { parsePath } from '../../src/core/path'
import type { Check } from '../../src/core/rule'
import { isUnknown, type Plain } from '../../src/core/value'
import type { Facts } from '../../src/languages/kubernetes/facts'

const check: Check<Facts['kubernetes.Object']> = function* ({ misplacedSecurity, fields }) {
  for (const { name, path, place } of misplacedSecurity) {
    const pod = path.replace(/(?:\.(?:containers|initContainers|ephemeralContainers)\[\d+\])?\.securityContext\.\w+$/, ''), isOfPod = path === `${pod}.securityContext.${name}`
    const value = valueAt(fields, path), targets = isOfPod ? containersOf(fields, pod).map(container => `${container}.securityContext.${name}`) : [`${pod}.securityContext.${name}`]
    const free = targets.filter(target => valueAt(fields, target) === null)
    const edits = (): readonly Change[] => [{ kind: 'remove', path }, ...free.map((path): Change => ({ kind: 'set', path, value: value! }))]
    yield { at: place, values: { name, path }, fixes: value === null || isUnknown(value) || free.length === 0 ? [] : [{ title: `Move ${name} to ${isOfPod ? 'the containers' : 'the pod'}`, safety: 'review', edits }] }
  }
}

const containersOf = (fields: Plain, pod: string): readonly string[] => ['initContainers', 'containers'].flatMap(list => {
  const containers = valueAt(fields, `${pod}.${list}`)
  return Array.isArray(containers) ? containers.map((_, i) => `${pod}.${list}[${i}]`) : []
})

function valueAt(fields: Plain, path: string): Plain {
  let at: Plain = fields
  for (const step of parsePath(path) ?? []) {
    if (at === null || typeof at !== 'object' || isUnknown(at)) return null
    at = (at as { readonly [step: string]: Plain })[step] ?? null
  }
  return at
}

export default check
