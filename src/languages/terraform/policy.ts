import type { Change, Place } from '../../core/fact'
import type { Edit } from '../../core/fix'
import { isKnown, list, Unknown, type List, type Maybe } from '../../core/value'
import { isWholeInternet } from './cidr'
import { decodeJson, isBrokenJson } from './decode'
import type * as facts from './facts'
import type { Model } from './model'
import { Node } from './node'
import type { ResourceNode } from './nodes'
import { documentOf } from './policy-document'
import { assuming, placeOfValue, replaceOrigin, tokenOfOrigin } from './place'
import { words, type Value } from './value'

type Purpose = facts.Policy['purpose']

const identityTypes = /^aws_(?:iam_(?:policy|role_policy|user_policy|group_policy|role|user|group)|ssoadmin_permission_set_inline_policy|ssoadmin_customer_managed_policy_attachment)$/
const policyArguments: ReadonlySet<string> = new Set(['policy', 'assume_role_policy', 'access_policy', 'access_policies', 'inline_policy', 'resource_policy', 'policy_document', 'repository_policy', 'content', 'key_policy'])
/** Types whose `policy` is another kind of document. */
const otherDocuments = /^aws_(?:ecr_lifecycle_policy|ecr_pull|appautoscaling|autoscaling|dlm_|backup_plan|fms_policy|inspector|config_|ssm_document|emr|route53)/

function purposeOf(type: string, attribute: string): Purpose {
  if (attribute === 'assume_role_policy') return 'trust'
  if (type === 'aws_organizations_policy') return 'boundary'
  return identityTypes.test(type) ? 'identity' : 'resource'
}

const serviceOf = (type: string): string | null => /^aws_([a-z0-9]+)(?:_|$)/.exec(type)?.[1] ?? null

/** The policies that the resources and policy documents of a module hold. A document that a resource takes as it is counts once, as that document. */
export function policiesOf(model: Model): readonly PolicyNode[] {
  const found: PolicyNode[] = [], users = new Map<string, Set<string>>()
  const use = (address: string, purpose: Purpose, service: string | null): void => { users.set(address, (users.get(address) ?? new Set()).add(`${purpose} ${service ?? ''}`)) }
  for (const owner of model.resources) {
    if (!owner.type.startsWith('aws_') || otherDocuments.test(owner.type)) continue
    for (const [name, value] of owner.arguments.entries) {
      if (!policyArguments.has(name) || name === 'content' && owner.type !== 'aws_organizations_policy') continue
      const purpose = purposeOf(owner.type, name), service = purpose === 'resource' ? serviceOf(owner.type) : null
      const documents = [...model.references.resolve(model.references.of(owner.address).filter((one) => one.under === name))].filter((address) => address.startsWith('data.aws_iam_policy_document.') && model.source.resources.has(address))
      for (const address of documents) use(address, purpose, service)
      const each: readonly (readonly [string, Value])[] = value.kind === 'list' ? value.items.flatMap((item, i): [string, Value][] => { const inner = item.kind === 'map' ? item.entries.get('policy') : undefined; return inner ? [[`${name}[${i}].policy`, inner]] : [] }) : [[name, value]]
      for (const [path, one] of each) {
        const isDocument = documents.length > 0 && (one.kind === 'unknown' && one.decoded !== undefined && one.origin.expression?.kind !== 'call')
        if (one.kind !== 'null' && !(one.kind === 'string' && one.value.trim() === '') && !isDocument) found.push(new PolicyNode(model, owner, path, purpose, service, one, decodeJson(one, true)))
      }
    }
  }
  const documents = model.data.filter((one) => one.type === 'aws_iam_policy_document')
  // Documents that others are made of serve what those serve.
  for (let round = 0; round < 4; round++) for (const one of documents) for (const source of model.references.resolve(model.references.of(one.address).filter((use) => /_(?:documents|json)$/.test(use.under)))) {
    for (const purpose of users.get(one.address) ?? []) users.set(source, (users.get(source) ?? new Set()).add(purpose))
  }
  for (const owner of documents) {
    const known = [...users.get(owner.address) ?? []]
    const purposes = new Set(known.map((one) => one.split(' ')[0] as Purpose)), services = new Set(known.map((one) => one.split(' ')[1]!))
    const document = documentOf(model.instance, owner.section, owner.instance.scope)
    found.push(new PolicyNode(model, owner, '', purposes.size === 1 ? [...purposes][0]! : 'unknown', services.size === 1 ? [...services][0] || null : null, document, document))
  }
  return found
}

export class PolicyNode extends Node implements facts.Policy {
  constructor(model: Model, readonly owner: ResourceNode, readonly attribute: string, readonly purpose: Purpose, readonly service: string | null, private readonly held: Value, private readonly document: Value | null) { super(model, 'terraform.Policy') }

  get path(): string { return this.owner.path }
  get subject(): string { return this.attribute ? `${this.owner.address}/${this.attribute}` : this.owner.address }
  get damaged(): boolean { return this.owner.damaged }
  get version(): Maybe<string | null> { return this.document?.kind === 'map' ? words(this.document.entries.get('Version') ?? null) : this.document ? null : new Unknown(this.subject) }
  get isValid(): Maybe<boolean> {
    if (isBrokenJson(this.held)) return false
    if (this.document?.kind === 'map') return this.document.entries.has('Statement') || (this.document.open ? new Unknown(this.subject) : false)
    if (this.document && this.document.kind !== 'unknown') return false
    return new Unknown(this.subject)
  }

  get statements(): List<StatementNode> {
    return this.once('statements', () => {
      const written = this.document?.kind === 'map' ? this.document.entries.get('Statement') : undefined
      if (!written) return list<StatementNode>([], !this.document || this.document.kind === 'unknown' || this.document.kind === 'map' && this.document.open)
      const all = written.kind === 'list' ? written.items : [written]
      // What a source document says is reported there.
      const own = this.attribute ? all : all.filter((one) => { const { block } = this.owner.section; return !block || one.origin.file === this.owner.section.file && one.origin.span[0] >= block.span[0] && one.origin.span[1] <= block.span[1] })
      const open = written.kind === 'list' && written.open || all.some((one) => one.kind !== 'map')
      return list(own.flatMap((one, i) => one.kind === 'map' ? [new StatementNode(this.model, this, one, i)] : []), open)
    })
  }

  locate(path: string): Place {
    const match = /^statements\[(\d+)\]\.?(.*)$/.exec(path), statement = match && this.statements[Number(match[1])]
    if (statement) return statement.locate(match[2]!)
    return this.owner.locate(this.attribute)
  }
  edit(change: Change): readonly Edit[] | null {
    const match = /^statements\[(\d+)\]\.?(.*)$/.exec(change.path), statement = match && this.statements[Number(match[1])]
    return statement ? statement.edit({ ...change, path: match[2]! }) : this.attribute ? this.owner.edit({ ...change, path: change.path ? `${this.attribute}.${change.path}` : this.attribute }) : this.owner.edit(change)
  }
}

const fields: Readonly<Record<string, string>> = { sid: 'Sid', effect: 'Effect', actions: 'Action', notActions: 'NotAction', resources: 'Resource', notResources: 'NotResource', principals: 'Principal', notPrincipals: 'NotPrincipal', conditions: 'Condition' }
const narrowing = /^(?:aws:(?:PrincipalOrgID|PrincipalOrgPaths|PrincipalAccount|PrincipalArn|PrincipalTag\/.*|SourceVpc|SourceVpce|VpceAccount|VpceOrgID|VpceOrgPaths|SourceArn|SourceAccount|SourceOrgID|SourceOrgPaths|SourceOwner|SourceIp|VpcSourceIp|userid|username|PrincipalIsAWSService|CalledVia)|kms:(?:CallerAccount|ViaService|GrantIsForAWSResource)|sts:ExternalId|s3:(?:DataAccessPoint\w+|x-amz-\w+)|.*:(?:sub|aud)|elasticfilesystem:AccessedViaMountTarget|sns:Endpoint|lambda:FunctionUrlAuthType)$/i
/** Names of principals of whatever account. */
const anyArn = /^(?:\*|arn:\*.*|arn:aws[\w-]*:(?:iam|sts)::\*(?::.*)?)$/

export class StatementNode extends Node implements facts.Statement {
  constructor(model: Model, readonly policy: PolicyNode, private readonly held: Value & { kind: 'map' }, private readonly index: number) { super(model, 'terraform.Statement') }

  // A policy that comes from elsewhere is judged where it is written.
  get path(): string { return this.policy.path }
  get subject(): string { const { sid } = this; return `${this.policy.subject}/${typeof sid === 'string' ? sid : this.index}` }
  get damaged(): boolean { return this.policy.damaged }
  private field(name: string): Value | null {
    const key = fields[name] ?? name, exact = this.held.entries.get(key)
    return exact ?? (this.held.open ? { kind: 'unknown', source: key, origin: this.held.origin } : null)
  }
  private listOf(name: string): List<Maybe<string>> {
    return this.once(name, () => {
      const value = this.field(name)
      if (!value || value.kind === 'null') return []
      if (value.kind === 'unknown') return list<Maybe<string>>([new Unknown(value.source)], true)
      return value.kind === 'list' ? list(value.items.map((item) => words(item) ?? ''), value.open) : [words(value) ?? '']
    })
  }
  get sid(): Maybe<string | null> { return words(this.field('sid')) }
  get effect(): Maybe<string> { return words(this.field('effect')) ?? '' }
  get isAllow(): Maybe<boolean> { const { effect } = this; return isKnown(effect) ? effect === 'Allow' : effect }
  get actions(): List<Maybe<string>> { return this.listOf('actions') }
  get notActions(): List<Maybe<string>> { return this.listOf('notActions') }
  get resources(): List<Maybe<string>> { return this.listOf('resources') }
  get notResources(): List<Maybe<string>> { return this.listOf('notResources') }

  private principalsOf(name: string): List<facts.Principal> {
    return this.once(name, () => {
      const value = this.field(name)
      if (!value || value.kind === 'null') return []
      if (value.kind === 'string') return [{ type: '*', id: value.value }]
      if (value.kind !== 'map') return list<facts.Principal>([], true)
      let { open } = value
      const all = [...value.entries].flatMap(([type, ids]): facts.Principal[] => {
        if (ids.kind === 'unknown' || ids.kind === 'list' && ids.open) open = true
        return ids.kind === 'list' ? ids.items.map((id) => ({ type, id: words(id) ?? '' })) : ids.kind === 'unknown' ? [{ type, id: new Unknown(ids.source) }] : [{ type, id: words(ids) ?? '' }]
      })
      return list(all, open)
    })
  }
  get principals(): List<facts.Principal> { return this.principalsOf('principals') }
  get notPrincipals(): List<facts.Principal> { return this.principalsOf('notPrincipals') }

  get conditions(): List<facts.Condition> {
    return this.once('conditions', () => {
      const value = this.field('conditions')
      if (!value || value.kind === 'null') return []
      if (value.kind !== 'map') return list<facts.Condition>([], true)
      let { open } = value
      const all = [...value.entries].flatMap(([test, variables]): facts.Condition[] => {
        if (variables.kind !== 'map' || variables.open) open = true
        return variables.kind === 'map' ? [...variables.entries].map(([variable, values]) => ({ test, variable, values: values.kind === 'list' ? list(values.items.map((item) => words(item) ?? ''), values.open) : values.kind === 'unknown' ? list<Maybe<string>>([], true) : [words(values) ?? ''] })) : []
      })
      return list(all, open)
    })
  }

  get isPublic(): Maybe<boolean> {
    const { principals } = this
    let unknown: Unknown | null = principals.open ? new Unknown(`the principals of ${this.subject}`) : null
    for (const { type, id } of principals) {
      if (!isKnown(id)) { unknown ??= id; continue }
      if (id === '*' && (type === '*' || type === 'AWS')) return true
    }
    return unknown ?? false
  }
  get isNarrowed(): Maybe<boolean> {
    const { conditions } = this
    for (const { variable, values } of conditions) {
      if (!isKnown(variable) || !narrowing.test(variable)) continue
      if (/^aws:(?:Source|VpcSource)Ip$/i.test(variable) && values.some((one) => isKnown(one) && isWholeInternet(one))) continue
      if (/^aws:(?:PrincipalArn|SourceArn)$/i.test(variable) && values.some((one) => isKnown(one) && anyArn.test(one))) continue
      return true
    }
    return conditions.open ? new Unknown(`the conditions of ${this.subject}`) : false
  }
  private holds(all: List<Maybe<string>>, test: (one: string) => boolean): Maybe<boolean> {
    if (all.some((one) => isKnown(one) && test(one))) return true
    const unknown = all.find((one) => !isKnown(one) && !/[^$*{}\w.[\]]/.test(one.source))
    return unknown !== undefined ? unknown as Unknown : all.open ? new Unknown(this.subject) : false
  }
  get allowsAllActions(): Maybe<boolean> { return this.holds(this.actions, (one) => one === '*' || one === '*:*') }
  get coversAllResources(): Maybe<boolean> { return this.holds(this.resources, (one) => one === '*') }

  /** The value that a path leads to, and whether all of the path is there. */
  private find(path: string): { readonly value: Value; readonly missing: boolean } {
    const match = /^(\w+)(?:\[(\d+)\])?/.exec(path), value = match && this.field(match[1]!)
    if (!match || !value || value.kind === 'unknown' && this.held.open) return { value: this.held, missing: path !== '' }
    if (match[2] === undefined) return { value: value.kind === 'list' && value.items.length === 1 ? value.items[0]! : value, missing: false }
    let items: readonly Value[] = value.kind === 'list' ? value.items : [value]
    if (value.kind === 'map') items = [...value.entries.values()].flatMap((inner) => fields[match[1]!] === 'Condition' && inner.kind === 'map' ? [...inner.entries.values()].map((one) => one.kind === 'list' && one.items.length === 1 ? one.items[0]! : one) : inner.kind === 'list' ? inner.items : [inner])
    const item = items[Number(match[2])]
    return item ? { value: item, missing: false } : { value, missing: true }
  }

  locate(path: string): Place {
    const { value, missing } = this.find(path)
    const own = this.policy.owner.section
    const place = assuming(this.policy.model.instance, placeOfValue(value, null, '', missing))
    return value.origin.file === own.file && own.block && value.origin.span[0] >= own.block.span[0] && value.origin.span[1] <= own.block.span[1] ? { ...place, span: tokenOfOrigin(value.origin) }
      : this.policy.model.caller ? place : { ...place, related: [{ path: this.path, span: this.policy.owner.locate(this.policy.attribute).span, message: `Used here by ${this.policy.owner.address}.` }] }
  }

  edit(change: Change): readonly Edit[] | null {
    const { value, missing } = this.find(change.path)
    return change.kind === 'replace' && !missing ? replaceOrigin(value.origin, change.text) : null
  }
}
