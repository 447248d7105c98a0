import type { Exported, Key } from '../../core/lookup'
import { isKnown, type Dictionary, type Maybe } from '../../core/value'
import { keys, type ObjectSummary } from './exports'
import { leaves, raw, type Tree } from './tree'

/** How many names one object may mention. */
const most = 100
const name = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/

/** Objects that something may name in a way that nobody here reads: in a custom resource, or in an annotation that speaks of a secret or a configuration. */
export const mentioned = (of: string): Key<ObjectSummary> => keys.uses('*', of)

/** What an object of somebody else's kind, an annotation or a text of a program may name. */
export function* mentions(tree: Tree, summary: ObjectSummary, annotations: Dictionary<Maybe<string | null>>): Generator<Exported> {
  const found = new Set<string>()
  for (const [key, value] of annotations) if (/secret|config|cert|credential/i.test(key) && isKnown(value) && value !== null) for (const part of value.split(/[\s,/]+/)) found.add(part)
  const isCustom = summary.group.includes('.') && !summary.group.endsWith('.k8s.io')
  for (const { tree: leaf, path } of leaves(tree, [])) {
    if (found.size >= most) break
    const isText = path.some(step => step === 'args' || step === 'command' || step === 'env')
    const isNamed = isCustom || path.some(step => typeof step === 'string' && /secret|config|credential/i.test(step))
    if (!isNamed && !isText || path[0] === 'metadata' || path[0] === 'data') continue
    const value = raw(leaf)
    if (!isKnown(value) || value === null || value.length > 1000) continue
    if (isNamed && !isText) found.add(value)
    else if (/config|secret|account|claim|cert/i.test(`${value} ${summary.name}`)) for (const part of value.split(/[^a-z0-9.-]+/)) if (part.length > 2) found.add(part.replace(/^-+/, ''))
  }
  for (const one of found) if (name.test(one) && one !== summary.name) yield { key: mentioned(one), summary }
}
