import type { References, Use } from './references'
import type { ModuleSource } from './source'

/** Where a block may speak of itself without waiting for itself. */
const later: ReadonlySet<string> = new Set(['lifecycle', 'provisioner', 'connection'])

/** The circles in which locals and resources of a module wait for each other, by the reference that closes each. Calls of modules are left out: their inputs and outputs do not all depend on each other. */
export function cyclesOf(source: ModuleSource, references: References): ReadonlyMap<Use, readonly string[]> {
  const edges = new Map<string, Map<string, Use>>()
  const isNode = (address: string): boolean => address.startsWith('local.') ? source.locals.has(address.slice(6)) : source.resources.has(address)
  for (const use of references.all) {
    if (later.has(use.under) || use.target === 'var' || use.target === 'module' || !isNode(use.owner) || !isNode(use.address)) continue
    const from = edges.get(use.owner) ?? new Map<string, Use>()
    if (!from.has(use.address)) from.set(use.address, use)
    edges.set(use.owner, from)
  }
  const found = new Map<Use, readonly string[]>(), told = new Set<string>()
  for (const component of componentsOf(edges)) {
    const start = [...component].sort()[0]!
    const circle = circleFrom(start, edges, component)
    if (!circle || told.has(start)) continue
    told.add(start)
    found.set(edges.get(circle.at(-1)!)!.get(start)!, [...circle, start])
  }
  return found
}

/** Groups of nodes that all reach each other, by Tarjan's algorithm without recursion; single nodes only where they reach themselves. */
function componentsOf(edges: ReadonlyMap<string, ReadonlyMap<string, Use>>): readonly ReadonlySet<string>[] {
  const index = new Map<string, number>(), low = new Map<string, number>(), stack: string[] = [], onStack = new Set<string>(), found: ReadonlySet<string>[] = []
  for (const root of edges.keys()) {
    if (index.has(root)) continue
    const work: { readonly node: string; readonly next: Iterator<string> }[] = []
    const enter = (node: string): void => {
      index.set(node, index.size)
      low.set(node, index.get(node)!)
      stack.push(node)
      onStack.add(node)
      work.push({ node, next: (edges.get(node) ?? new Map<string, Use>()).keys() })
    }
    enter(root)
    for (let top = work.at(-1); top; top = work.at(-1)) {
      const { node } = top, step = top.next.next()
      if (!step.done) {
        if (!index.has(step.value)) enter(step.value)
        else if (onStack.has(step.value)) low.set(node, Math.min(low.get(node)!, index.get(step.value)!))
        continue
      }
      work.pop()
      const parent = work.at(-1)?.node
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent)!, low.get(node)!))
      if (low.get(node) !== index.get(node)) continue
      const component = new Set<string>()
      for (let one = stack.pop()!; ; one = stack.pop()!) {
        onStack.delete(one)
        component.add(one)
        if (one === node) break
      }
      if (component.size > 1 || edges.get(node)?.has(node)) found.push(component)
    }
  }
  return found
}

/** The shortest way from a node back to itself. */
function circleFrom(start: string, edges: ReadonlyMap<string, ReadonlyMap<string, Use>>, within: ReadonlySet<string>): readonly string[] | null {
  const before = new Map<string, string>(), pending = [start]
  for (const node of pending) {
    for (const next of edges.get(node)?.keys() ?? []) {
      if (next === start) {
        const circle = [node]
        for (let one = node; one !== start;) circle.unshift(one = before.get(one)!)
        return circle
      }
      if (!within.has(next) || before.has(next)) continue
      before.set(next, node)
      pending.push(next)
    }
  }
  return null
}
