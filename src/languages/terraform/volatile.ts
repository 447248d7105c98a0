import { children, type HclNode } from './hcl/tree'
import type { ResourceNode } from './nodes'

/** Functions that give another value at every plan. */
const functions: ReadonlySet<string> = new Set(['timestamp', 'plantimestamp', 'uuid', 'bcrypt'])
/** Variables that a pipeline sets anew for each release. */
const releases = /[._](?:sha|commit|commit_(?:id|hash|sha)|git_(?:ref|hash|tag)|build|build_(?:id|number|tag)|image_tag|release_(?:id|number|tag)|deployment_id|run_(?:id|number))$/

function callIn(root: HclNode): string | null {
  const stack = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'call' && functions.has(node.name)) return `${node.name}()`
    stack.push(...children(node))
  }
  return null
}

/** What makes a top-level argument change by itself, or null. */
function sourceOf(resource: ResourceNode, argument: string): string | null {
  const { references, source } = resource.model, entry = resource.section.attribute(argument)!
  const own = callIn(entry.attribute.value)
  if (own) return own
  for (const address of references.resolve(references.of(resource.address).filter((use) => use.under === argument))) {
    if (/^data\.aws_ami\./.test(address) || address.startsWith('var.') && releases.test(address)) return address
    const local = address.startsWith('local.') ? source.locals.get(address.slice('local.'.length))?.[0] : undefined, call = local && callIn(local.attribute.value)
    if (call) return call
  }
  return null
}

/** Arguments that change without anybody changing them, with what makes them change. */
export function volatileOf(resource: ResourceNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>(), ignored = new Set(resource.ignoreChanges)
  if (ignored.has('all')) return found
  for (const { attribute: { name } } of resource.section.attributes()) {
    const source = ignored.has(name) ? null : sourceOf(resource, name)
    if (source !== null) found.set(name, source)
  }
  return found
}
