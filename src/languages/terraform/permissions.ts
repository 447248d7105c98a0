import type { Change, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { isKnown, list, type List } from '../../core/value'
import { escalationPaths } from './actions'
import type * as facts from './facts'
import type { Model } from './model'
import { Node } from './node'
import type { ResourceNode } from './nodes'
import type { StatementNode } from './policy'

const principalTypes: ReadonlySet<string> = new Set(['aws_iam_role', 'aws_iam_user', 'aws_iam_group'])
/** The arguments that name who gets a policy. */
const whoArguments: ReadonlySet<string> = new Set(['role', 'user', 'group', 'roles', 'users', 'groups', 'role_name', 'user_name', 'group_name'])
const inlineTypes: ReadonlySet<string> = new Set(['aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'])
const attachmentTypes = /^aws_iam_(?:role_policy_attachments?_exclusive|(?:role_|user_|group_)?policy_attachment)$/

/** What each role, user and group of a module may do, then the policies that none of them has. */
export function permissionsOf(model: Model): readonly PermissionsNode[] {
  if (!model.policies.length) return []
  const byOwner = new Map<string, StatementNode[]>(), lone = new Map<string, ResourceNode>(), held = new Set<string>(), unread = new Set<string>()
  for (const policy of model.policies) {
    if (policy.purpose !== 'identity' && !(policy.purpose === 'unknown' && policy.statements.every((one) => !one.principals.length && !one.notPrincipals.length))) continue
    byOwner.set(policy.owner.address, [...byOwner.get(policy.owner.address) ?? [], ...policy.statements])
    if (policy.statements.open) unread.add(policy.owner.address)
    lone.set(policy.owner.address, policy.owner)
  }
  for (const documents of model.heldDocuments.values()) for (const one of documents) held.add(one)
  const principals = new Map<string, { readonly owner: ResourceNode; readonly holders: Set<string> }>()
  for (const one of model.resources) if (principalTypes.has(one.type) && !principals.has(one.address)) principals.set(one.address, { owner: one, holders: new Set([one.address]) })
  for (const one of model.resources) {
    const isInline = inlineTypes.has(one.type)
    if (!isInline && !attachmentTypes.test(one.type)) continue
    const uses = model.references.of(one.address)
    const policies = isInline ? [one.address] : [...model.references.resolve(uses.filter((use) => /^policy_arns?$/.test(use.under)))].filter((address) => address.startsWith('aws_iam_policy.'))
    if (policies.length) for (const who of whoOf(model, one, principals)) for (const policy of policies) principals.get(who)!.holders.add(policy)
  }
  const found: PermissionsNode[] = []
  const add = (owner: ResourceNode, holders: Iterable<string>): void => {
    const statements: StatementNode[] = [], seen = new Set<string>(), pending = [...holders]
    for (let address = pending.pop(); address !== undefined; address = pending.pop()) {
      if (seen.has(address)) continue
      seen.add(address)
      statements.push(...byOwner.get(address) ?? [])
      lone.delete(address)
      pending.push(...model.heldDocuments.get(address) ?? [])
    }
    if (statements.length) found.push(new PermissionsNode(model, owner, list(statements, [...seen].some((address) => unread.has(address)))))
  }
  for (const { owner, holders } of principals.values()) add(owner, holders)
  for (const owner of [...lone.values()]) if (lone.has(owner.address) && !held.has(owner.address)) add(owner, [owner.address])
  return found
}

/** The roles, users and groups that a resource gives a policy. */
function whoOf(model: Model, one: ResourceNode, principals: ReadonlyMap<string, { readonly owner: ResourceNode }>): readonly string[] {
  const found = [...model.references.resolve(model.references.of(one.address).filter((use) => whoArguments.has(use.under)))].filter((address) => principals.has(address))
  if (found.length) return found
  const names = [...one.arguments.entries].flatMap(([name, value]) => whoArguments.has(name) ? value.kind === 'list' ? value.items : [value] : []).flatMap((value) => value.kind === 'string' ? [value.value] : [])
  return [...principals].flatMap(([address, { owner }]) => { const name = owner.arguments.entries.get('name'); return name?.kind === 'string' && names.includes(name.value) ? [address] : [] })
}

export class PermissionsNode extends Node implements facts.Permissions {
  constructor(model: Model, readonly owner: ResourceNode, readonly statements: List<StatementNode>) { super(model, 'terraform.Permissions') }

  get path(): string { return this.owner.path }
  get subject(): string { return `${this.owner.address}/permissions` }
  get damaged(): boolean { return this.owner.damaged }

  private get found(): { readonly paths: readonly { readonly actions: readonly string[]; readonly by: readonly StatementNode[] }[]; readonly open: boolean } {
    return this.once('found', () => {
      const actions = [...new Set(escalationPaths.flat())], givers = new Map<string, StatementNode>()
      let open = this.statements.open === true
      for (const one of this.statements) {
        if (one.isAllow === false || one.conditions.length || one.resources.length && one.resources.every((it) => isKnown(it) && it !== '*')) continue
        const granted = one.granted('escalation', actions), all = one.allowsAllActions
        if (all === true || one.actions.some((it) => isKnown(it) && /^iam:?\*+$/i.test(it))) continue
        const isKnownWide = one.isAllow === true && !one.conditions.open && (one.coversAllResources === true || one.notResources.length > 0 && !one.notResources.includes('*'))
        if (isKnownWide) for (const action of granted) givers.set(action, givers.get(action) ?? one)
        if (granted.open || !isKnownWide && granted.length) open = true
      }
      for (const one of this.statements) if (one.isAllow === false && !one.conditions.length && one.coversAllResources === true) for (const action of one.granted('escalation', actions)) givers.delete(action)
      const paths = escalationPaths.filter((path) => path.every((action) => givers.has(action))).map((path) => ({ actions: path, by: [...new Set(path.map((action) => givers.get(action)!))] }))
      return { paths, open }
    })
  }
  get escalations(): List<string> { return this.once('escalations', () => list(this.found.paths.map(({ actions: [first, ...rest] }) => rest.length ? `${first} with ${rest.join(' and ')}` : first!), this.found.open)) }

  locate(path: string): Place {
    void path
    const by = this.found.paths[0]?.by ?? [], related = by.map((one) => { const { path: at, span } = one.locate('actions'); return { path: at, span, message: `Allowed here by ${one.policy.owner.address}.` } })
    if (by[0] && !principalTypes.has(this.owner.type)) return by[0].locate('actions')
    return { path: this.path, span: this.owner.locate('address').span, missing: false, related }
  }
  edit(change: Change): readonly Edit[] | null { void change; return null }
}
