import type { YamlNode } from '../yaml/tree'
import { asSequence, entries, entry } from '../yaml/walk'
import type { BackgroundFault } from './facts'
import { textIn } from './node'

const itself = (node: YamlNode | null): readonly YamlNode[] => asSequence(node)?.items ?? (node ? [node] : [])

/** Ids of the steps that a `wait` or `cancel` names, with their nodes. */
export function targetsOf(step: YamlNode | null): readonly { readonly id: string; readonly node: YamlNode }[] {
  return ['wait', 'cancel'].flatMap(key => itself(entry(step, key)?.value ?? null).flatMap(node => {
    const id = textIn(node)
    return id === null || id.includes('${{') ? [] : { id, node }
  }))
}

/** What GitHub refuses of a step that waits, cancels or runs others side by side. `earlier` are the steps before it. */
export function backgroundFaultsOf(step: YamlNode | null, earlier: readonly YamlNode[]): readonly BackgroundFault[] {
  const found: BackgroundFault[] = [], own = textIn(entry(step, 'id')?.value ?? null)
  const parallel = entry(step, 'parallel')
  for (const inner of itself(asSequence(parallel?.value ?? null))) for (const { name, key } of entries(inner)) {
    if (name === 'background') found.push({ text: "Steps side by side are in the background already and take no 'background'", node: key })
    else if (name === 'parallel') found.push({ text: "Steps side by side cannot have others within them", node: key })
    else if (name === 'wait' || name === 'wait-all' || name === 'cancel') found.push({ text: `A step that has '${name}' cannot stand among those side by side`, node: key })
  }
  const all = entry(step, 'wait-all')
  if (all && textIn(all.value) !== null && textIn(all.value) !== 'true') found.push({ text: "'wait-all' is true or has nothing behind it", node: all.value })
  const known = new Map<string, boolean>()
  for (const one of earlier) {
    const id = textIn(entry(one, 'id')?.value ?? null)
    if (id !== null) known.set(id.toLowerCase(), textIn(entry(one, 'background')?.value ?? null) !== null && textIn(entry(one, 'background')?.value ?? null) !== 'false')
  }
  for (const { id, node } of targetsOf(step)) {
    if (id.startsWith('__')) found.push({ text: `'${id}' is no id of a step`, node })
    else if (own !== null && id.toLowerCase() === own.toLowerCase()) found.push({ text: `Step '${id}' waits for itself`, node })
    else if (!known.has(id.toLowerCase())) found.push({ text: `No earlier step of the job has the id '${id}'`, node })
    else if (!known.get(id.toLowerCase())) found.push({ text: `Step '${id}' does not run in the background`, node })
  }
  return found
}
