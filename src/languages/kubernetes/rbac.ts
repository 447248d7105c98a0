import { isKnown, isUnknown, list, Unknown, type List, type Maybe } from '../../core/value'
import type * as facts from './facts'
import { any, at, each, either, texts, when, type Found, type Tree } from './tree'

const unsure = new Unknown('…')

/** The resources whose rights matter to rules, by API group, as of Kubernetes 1.36. */
const resources: readonly (readonly [group: string, names: string])[] = [
  ['', 'secrets configmaps pods pods/exec pods/attach pods/portforward pods/ephemeralcontainers pods/log replicationcontrollers services services/status endpoints events persistentvolumes nodes/proxy serviceaccounts serviceaccounts/token users groups'],
  ['apps', 'deployments statefulsets daemonsets replicasets'], ['extensions', 'deployments daemonsets replicasets ingresses networkpolicies'], ['batch', 'jobs cronjobs'],
  ['networking.k8s.io', 'ingresses networkpolicies'], ['discovery.k8s.io', 'endpointslices'], ['events.k8s.io', 'events'], ['authentication.k8s.io', 'userextras uids'],
  ['rbac.authorization.k8s.io', 'roles clusterroles rolebindings clusterrolebindings'], ['certificates.k8s.io', 'certificatesigningrequests/approval signers'],
  ['admissionregistration.k8s.io', 'validatingwebhookconfigurations mutatingwebhookconfigurations'],
]

/** The verbs of requests, and those that RBAC and certificates ask for besides. */
const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'impersonate', 'bind', 'escalate', 'approve']

const table = resources.flatMap(([group, names]) => names.split(' ').map(resource => ({ group, resource, part: resource.includes('/') ? `*${resource.slice(resource.indexOf('/'))}` : null })))

const has = (items: List<Maybe<string | null>>, test: (text: string | null) => boolean): Maybe<boolean> => any(items, item => when(item, test))

class RuleNode implements facts.RoleRule {
  private kept: List<string> | null = null
  constructor(private readonly tree: Tree) {}
  get apiGroups() { return texts(at(this.tree, 'apiGroups')) }
  get resources() { return texts(at(this.tree, 'resources')) }
  get verbs() { return texts(at(this.tree, 'verbs')) }
  get resourceNames() { return texts(at(this.tree, 'resourceNames')) }
  get nonResourceURLs() { return texts(at(this.tree, 'nonResourceURLs')) }
  get isNarrowed(): Maybe<boolean> { const { resourceNames } = this; return resourceNames.length > 0 ? true : resourceNames.open ? unsure : false }

  get allowsEverything(): Maybe<boolean> {
    const { apiGroups, resources, verbs, isNarrowed } = this
    const all = [has(resources, name => name === '*'), has(apiGroups, name => name === '*' || name === ''), either(has(verbs, name => name === '*'), each7(verbs)), isNarrowed === false ? true : isNarrowed === true ? false : unsure]
    return all.includes(false) ? false : all.find(isUnknown) ?? true
  }

  get allows(): List<string> { return this.kept ??= this.allowed() }

  private allowed(): List<string> {
    const { apiGroups, resources, verbs: written } = this
    const open = [apiGroups, resources, written].some(items => items.open === true || items.some(isUnknown))
    const groups = new Set(apiGroups.filter(isKnown)), names = new Set(resources.filter(isKnown)), granted = written.some(verb => verb === '*') ? verbs : verbs.filter(verb => written.includes(verb))
    if (granted.length === 0 || names.size === 0) return list<string>([], open)
    const found = new Set<string>()
    for (const { group, resource, part } of table) {
      if (!(groups.has('*') || groups.has(group)) || !(names.has('*') || names.has(resource) || part !== null && names.has(part))) continue
      for (const verb of granted) found.add(`${verb} ${resource}`)
    }
    return list(found, open)
  }
}

/** The seven verbs of ordinary requests make up everything, as `*` does. */
const each7 = (written: List<Maybe<string | null>>): Maybe<boolean> => {
  const missing = verbs.slice(0, 7).filter(verb => !written.includes(verb))
  return missing.length === 0 ? true : written.open || written.some(isUnknown) ? unsure : false
}

/** The rules of a Role or ClusterRole. */
export const roleRules = (found: Found): List<facts.RoleRule> => each(found, rule => new RuleNode(rule))
