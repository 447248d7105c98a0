import assert from 'node:assert/strict'
import { all, only, under } from './world'

const role = (rules: string, metadata = 'name: x'): { readonly 'k8s/a.yaml': string } => ({ 'k8s/a.yaml': `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  ${metadata}\nrules:\n${rules}` })
const pod = (name: string, namespace: string, body = ''): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n  labels: {app: ${name}}\nspec:\n  containers:\n    - name: ${name}\n      image: a/b:1.2.3\n${body}`

describe('rights of a role', () => {
  const allows = (rule: string): readonly string[] => [...only('kubernetes.Role', role(`  - ${rule}`)).rules[0]!.allows].sort()

  it('follow groups, wildcards and subresources', () => {
    assert.deepEqual(allows(`{apiGroups: [''], resources: [secrets], verbs: [get, list]}`), ['get secrets', 'list secrets'])
    assert.deepEqual(allows(`{apiGroups: [apps], resources: [secrets, deployments], verbs: [patch]}`), ['patch deployments'])
    assert.deepEqual(allows(`{apiGroups: ['*'], resources: ['*/exec', '*/approval'], verbs: [create]}`), ['create certificatesigningrequests/approval', 'create pods/exec'])
    assert.deepEqual(allows(`{apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: ['*']}`).filter(right => /bind|escalate/.test(right)), ['bind roles', 'escalate roles'])
    assert.deepEqual(allows(`{nonResourceURLs: [/metrics], verbs: [get]}`), [])
  })

  it('are open where a part is unknown', () => {
    const [rule] = only('kubernetes.Role', role('  - {apiGroups: [\'\'], resources: ["${RESOURCE}", secrets], verbs: [get]}')).rules
    assert.deepEqual([[...rule!.allows], rule!.allows.open], [['get secrets'], true])
  })

  it('are everything with all verbs on all resources of the core group or of all', () => {
    const everything = (rule: string): unknown => only('kubernetes.Role', role(`  - ${rule}`)).rules[0]!.allowsEverything
    assert.equal(everything(`{apiGroups: ['*'], resources: ['*'], verbs: ['*']}`), true)
    assert.equal(everything(`{apiGroups: [''], resources: ['*'], verbs: [get, list, watch, create, update, patch, delete]}`), true)
    assert.equal(everything(`{apiGroups: [shop.example.com], resources: ['*'], verbs: ['*']}`), false)
    assert.equal(everything(`{apiGroups: ['*'], resources: ['*'], verbs: [get]}`), false)
    assert.equal(everything(`{apiGroups: ['*'], resources: ['*'], verbs: ['*'], resourceNames: [a]}`), false)
  })

  it('know the roles that Kubernetes keeps', () => {
    assert.deepEqual(['name: x', 'name: system:x', 'name: x\n  labels: {kubernetes.io/bootstrapping: rbac-defaults}'].map(metadata => only('kubernetes.Role', role('', metadata)).isBuiltIn), [false, true, true])
  })
})

describe('credentials', () => {
  const secret = (body: string): { readonly 'k8s/a.yaml': string } => ({ 'k8s/a.yaml': `apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\n${body}` })
  const committed = (body: string): readonly string[] => only('kubernetes.Secret', secret(body)).committed.map(({ key }) => key)

  it('are committed where a Secret holds one that somebody uses', () => {
    assert.deepEqual(committed('stringData: {password: correct-horse, username: orders, host: db}'), ['password'])
    assert.deepEqual(committed(`data: {apiToken: ${Buffer.from('k3yk3yk3y').toString('base64')}, note: ${Buffer.from('hello').toString('base64')}}`), ['apiToken'])
    assert.deepEqual(committed('stringData: {password: changeme, token: "<token>", key: "${KEY}", secret: ""}'), [])
    assert.deepEqual(committed('stringData: {password: correct-horse, other: "ENC[AES256_GCM,data:x]"}'), [])
    assert.deepEqual(committed(`data: {.dockerconfigjson: ${Buffer.from('{"auths":{"r.example.org":{"auth":"b3JkZXJzOmNvcnJlY3Q="}}}').toString('base64')}}`), ['.dockerconfigjson'])
    assert.deepEqual(committed('stringData: {tls.crt: "-----BEGIN CERTIFICATE-----", tls.key: "-----BEGIN RSA PRIVATE KEY-----"}'), ['tls.key'])
  })

  it('are encoded as UTF-8', () => {
    assert.deepEqual(only('kubernetes.Secret', secret('data: {a: "x", b: "läng", c: "日本"}')).entries.map(({ encoded }) => encoded), ['x', 'läng', '日本'].map(text => Buffer.from(text).toString('base64')))
  })

  it('are found by their form at the very token', () => {
    const files = { 'k8s/a.yaml': pod('web', 'shop', '      args: [--token=glpat-Zx8Kq2LmN7vRt4WbYc9E, "--db=postgres://orders:correct-horse@db/orders", --key=AKIAIOSFODNN7EXAMPLE]\n') }
    const [object] = all('kubernetes.Object', files)
    assert.deepEqual(object!.credentials.map(({ what, place }) => `${what} ${under(files, place)}`), ["GitLab token 'glpa…' k8s/a.yaml: glpat-Zx8Kq2LmN7vRt4WbYc9E", "password of 'orders' k8s/a.yaml: correct-horse"])
  })

  it('of variables are told by form, by name and as placeholders', () => {
    const container = only('kubernetes.Container', { 'k8s/a.yaml': pod('web', 'shop', '      env: [{name: dbPassword, value: correct-horse}, {name: TOKEN, value: CHANGE_ME}, {name: TOKEN_TTL, value: "1h"}, {name: URL, value: "amqp://a:bcd@q/"}, {name: TOKEN, value: $(dbPassword)}]\n') })
    assert.deepEqual(container.env.map(({ credential, previous }) => [credential, previous]), [['name', null], ['placeholder', null], [null, null], ['form', null], [null, 1]])
  })
})

describe('namespaces', () => {
  const service = (namespace: string): string => `---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: ${namespace}}\nspec:\n  selector: {app: web}\n`

  it('have strays: what means pods of another one and finds nothing in its own', () => {
    const strays = (text: string): readonly string[][] => all('kubernetes.Workload', { 'k8s/a.yaml': text }).map(workload => [...workload.strays as readonly { readonly objectKind: string }[]].map(({ objectKind }) => objectKind))
    assert.deepEqual(strays(pod('web', 'shop') + service('shops')), [['Service']])
    assert.deepEqual(strays(pod('web', 'shop') + service('shop')), [[]])
    assert.deepEqual(strays(`${pod('web', 'shop')}---\n${pod('web', 'test')}${service('test')}`), [[], []])
  })

  it('are defined, limited and rationed by objects of the unit', () => {
    const [, object] = all('kubernetes.Object', { 'k8s/a.yaml': `apiVersion: v1\nkind: LimitRange\nmetadata: {name: x, namespace: shop}\nspec: {limits: []}\n---\n${pod('web', 'shop')}` })
    assert.deepEqual([object!.namespaceIsDefined, object!.namespaceHasLimitRange, object!.namespaceHasResourceQuota], [false, true, false])
  })
})
