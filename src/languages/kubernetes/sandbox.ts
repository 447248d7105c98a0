import { isKnown, isUnknown, list, type List, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { partsOf } from './image'
import { Problems } from './problem'
import { KindNode } from './resources'
import { isEmptySelector, selectorOf } from './selector'
import { at, each, text, when, type Found, type Tree } from './tree'

/** A Sandbox or SandboxTemplate of kubernetes-sigs/agent-sandbox. */
export class SandboxNode extends KindNode implements facts.Sandbox {
  override readonly kind = 'kubernetes.Sandbox'
  private get pod(): Found { return this.at('spec', 'podTemplate', 'spec') }
  get runtimeClassName(): Maybe<string | null> { return text(at(this.pod, 'runtimeClassName')) }
  get hasPod(): Maybe<boolean> { return isUnknown(this.pod) ? this.pod : this.pod !== null }

  get openings(): List<facts.Problem> {
    return this.keep('openings', () => {
      const problems = new Problems(), path = 'spec.networkPolicy', policy = this.at('spec', 'networkPolicy')
      if (this.objectKind !== 'SandboxTemplate') return problems.list
      if (problems.text(this.at('spec', 'networkPolicyManagement')) === 'Unmanaged') problems.add('spec.networkPolicyManagement', 'has no policy for its network')
      else if (problems.lacks(policy)) problems.add('spec', 'has no policy for its network')
      else if (isKnown(policy) && policy!.kind !== 'map') problems.add(path, 'has no policy for its network')
      else {
        const egress = at(policy, 'egress')
        if (egress !== null && isKnown(egress) && egress.kind !== 'list') problems.add(`${path}.egress`, 'has a policy for its network that is none')
        const rules = each(egress, (rule, i) => {
          const to = at(rule, 'to'), peers = each(to, (peer, j) => ({ peer, at: `${path}.egress[${i}].to[${j}]` }))
          if (rule.conditional || peers.open || isUnknown(to)) problems.doubt()
          else if (peers.length === 0) problems.add(`${path}.egress[${i}]`, 'may reach any address')
          for (const { peer, at } of peers) problems.when(isWide(peer), at, 'may reach any address')
        })
        if (rules.open) problems.doubt()
      }
      return problems.list
    })
  }

  get containers(): List<facts.SandboxContainer> {
    return this.keep('containers', () => {
      const of = (field: string): List<facts.SandboxContainer> => each(at(this.pod, field), (container, i) => {
        const image = text(at(container, 'image')), limits = at(container, 'resources', 'limits'), problems = new Problems()
        return {
          path: `spec.podTemplate.spec.${field}[${i}]`, name: text(at(container, 'name')), image,
          isUnpinned: when(image, reference => { if (reference === null) return false; const { tag, digest } = partsOf(reference); return digest === null && (tag === null || tag === 'latest') }),
          registry: when(image, reference => partsOf(reference ?? '').registry),
          unlimited: list(['cpu', 'memory'].filter(resource => problems.lacks(at(limits, resource))), isUnknown(limits) || problems.list.open),
        }
      })
      const main = of('containers'), before = of('initContainers')
      return list([...main, ...before], main.open || before.open)
    })
  }
}

/** Does a peer of a rule take everything? */
function isWide(peer: Tree): Maybe<boolean> {
  const block = at(peer, 'ipBlock'), namespaces = at(peer, 'namespaceSelector'), pods = at(peer, 'podSelector')
  if (isUnknown(block)) return block
  if (block !== null) {
    const cidr = text(at(block, 'cidr')), except = at(block, 'except')
    return when(cidr, range => range === null || /^(?:0\.0\.0\.0\/0|::\/0|0(?::0){7}\/0)$/.test(range) && (except === null || isKnown(except) && except.kind === 'list' && except.items.length === 0))
  }
  const isEmpty = (found: Found): Maybe<boolean> => isUnknown(found) ? found : found === null ? true : isEmptySelector(selectorOf(found)!)
  // A peer with pods only stays within the namespace.
  if (namespaces === null && pods !== null) return false
  const [wide, every] = [isEmpty(namespaces), isEmpty(pods)]
  return wide === false || every === false ? false : isUnknown(wide) ? wide : every
}
