import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { deprecatedRegistry, partsOf, referenceError } from '../../src/languages/kubernetes/image'
import { isSafeSysctl, minorOf } from '../../src/languages/kubernetes/pod-security'
import { isFrom } from '../../src/core/registry'
import { only, under, type Files } from './world'

const restricted = 'securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}'
const context = 'runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}'
const namespace = (level: string, version = 'latest'): string => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: ${level}\n    pod-security.kubernetes.io/enforce-version: ${version}\n---\n`
const world = (spec: string, metadata = ''): Files => ({ 'k8s/app.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop${metadata && `, ${metadata}`}}\nspec: {${spec}}\n` })
const inNamespace = (level: string, version: string, spec: string, metadata?: string): Files => ({ 'k8s/app.yaml': namespace(level, version) + world(spec, metadata)['k8s/app.yaml']! })
const refusal = (level: string, version: string, spec: string, metadata?: string) => only('kubernetes.PodSpec', inNamespace(level, version, spec, metadata)).refusal

/** A pod that the restricted level takes, with more in its spec, its context and its container. */
const pod = ({ spec = '', of = context, container = restricted }: { readonly spec?: string; readonly of?: string; readonly container?: string } = {}): string =>
  `securityContext: {${of}}, containers: [{name: web, image: "web:1", ${container}}]${spec && `, ${spec}`}`
const also = (more: string): string => restricted.replace('{allow', `{${more}, allow`)

describe('Pod Security Standards', () => {
  it('find nothing in a pod that keeps to the restricted level', () => {
    assert.deepEqual(only('kubernetes.PodSpec', world(pod())).breaches.all, [])
    assert.equal(refusal('restricted', 'latest', pod()), null)
  })

  const controls: readonly (readonly [string, 'baseline' | 'restricted', string, string])[] = [
    ['host namespaces', 'baseline', pod({ spec: 'hostNetwork: true' }), 'true'],
    ['host namespaces', 'baseline', pod({ spec: 'hostPID: true' }), 'true'],
    ['host namespaces', 'baseline', pod({ spec: 'hostIPC: true' }), 'true'],
    ['privileged', 'baseline', pod({ container: also('privileged: true') }), 'true'],
    ['capabilities', 'baseline', pod({ container: restricted.replace('drop', 'add: [CAP_KILL], drop') }), 'CAP_KILL'],
    ['hostPath volumes', 'baseline', pod({ spec: 'volumes: [{name: v, hostPath: {path: /srv}}]' }), 'hostPath'],
    ['host ports', 'baseline', pod({ container: `${restricted}, ports: [{containerPort: 80, hostPort: 80}]` }), '80'],
    ['probe hosts', 'baseline', pod({ container: `${restricted}, livenessProbe: {tcpSocket: {host: 10.0.0.1, port: 1}}` }), '10.0.0.1'],
    ['AppArmor', 'baseline', pod({ of: `${context}, appArmorProfile: {type: Unconfined}` }), 'Unconfined'],
    ['SELinux', 'baseline', pod({ container: also('seLinuxOptions: {type: spc_t}') }), 'spc_t'],
    ['SELinux', 'baseline', pod({ of: `${context}, seLinuxOptions: {user: root}` }), 'root'],
    ['proc mount', 'baseline', pod({ container: also('procMount: Unmasked') }), 'Unmasked'],
    ['seccomp', 'baseline', pod({ container: also('seccompProfile: {type: Unconfined}') }), 'Unconfined'],
    ['sysctls', 'baseline', pod({ of: `${context}, sysctls: [{name: kernel.msgmax, value: "1"}]` }), 'kernel.msgmax'],
    ['host process', 'baseline', pod({ of: `${context}, windowsOptions: {hostProcess: true}` }), 'true'],
    ['privilege escalation', 'restricted', pod({ container: 'securityContext: {capabilities: {drop: [ALL]}}' }), 'securityContext'],
    ['capabilities', 'restricted', pod({ container: 'securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [KILL]}}' }), 'drop'],
    ['capabilities', 'restricted', pod({ container: restricted.replace('drop', 'add: [CHOWN], drop') }), 'CHOWN'],
    ['volume types', 'restricted', pod({ spec: 'volumes: [{name: v, nfs: {server: s, path: /}}]' }), 'nfs'],
    ['running as non-root', 'restricted', pod({ of: 'seccompProfile: {type: RuntimeDefault}' }), 'securityContext'],
    ['running as non-root', 'restricted', pod({ container: also('runAsUser: 0') }), '0'],
    ['seccomp', 'restricted', pod({ of: 'runAsNonRoot: true' }), 'securityContext'],
  ]
  for (const [control, level, spec, token] of controls) {
    it(`find ${control} at ${token}`, () => {
      const files = world(spec), fact = only('kubernetes.PodSpec', files)
      assert.deepEqual(fact.breaches.all.map(breach => [breach.control, breach.level]), [[control, level]])
      assert.equal(under(files, fact.locate(fact.breaches.all[0]!.path)), `k8s/app.yaml: ${token}`)
      const strict = refusal('restricted', 'latest', spec), loose = refusal('baseline', 'latest', spec)
      assert.ok(!isUnknown(strict) && strict?.count === 1)
      assert.ok(!isUnknown(loose) && (loose !== null) === (level === 'baseline'))
    })
  }

  it('look at init and ephemeral containers too', () => {
    for (const list of ['initContainers', 'ephemeralContainers']) {
      const { breaches } = only('kubernetes.PodSpec', world(pod({ spec: `${list}: [{name: x, image: "x:1", ${also('privileged: true')}}]` })))
      assert.deepEqual(breaches.all.map(({ path }) => path), [`${list}[0].securityContext.privileged`])
    }
  })

  it('read the annotation of older clusters, and know its place', () => {
    const files = world(pod(), 'annotations: {container.apparmor.security.beta.kubernetes.io/web: unconfined}'), fact = only('kubernetes.PodSpec', files)
    assert.equal(under(files, fact.locate(fact.breaches.appArmor[0]!.path)), 'k8s/app.yaml: unconfined')
  })

  it('let Windows pods go without what only Linux has, since 1.25', () => {
    const spec = `os: {name: windows}, securityContext: {runAsNonRoot: true}, containers: [{name: web, image: "web:1"}]`
    assert.equal(refusal('restricted', 'v1.25', spec), null)
    assert.ok(refusal('restricted', 'v1.24', spec) !== null)
  })

  it('let pods with users of their own be root in there, since 1.35, but not unmask /proc where the level is restricted', () => {
    const root = pod({ spec: 'hostUsers: false', of: 'runAsUser: 0, seccompProfile: {type: RuntimeDefault}' }), unmasked = pod({ spec: 'hostUsers: false', container: also('procMount: Unmasked') })
    assert.equal(refusal('restricted', 'v1.35', root), null)
    assert.ok(refusal('restricted', 'v1.34', root) !== null)
    assert.equal(refusal('baseline', 'latest', unmasked), null)
    assert.ok(refusal('baseline', 'v1.34', unmasked) !== null)
    assert.ok(refusal('restricted', 'latest', unmasked) !== null)
  })

  it('count the hosts of probes since 1.34, and types of SELinux since they are known', () => {
    const probe = pod({ container: `${restricted}, startupProbe: {httpGet: {host: a, port: 1}}` }), engine = pod({ of: `${context}, seLinuxOptions: {type: container_engine_t}` })
    assert.equal(refusal('baseline', 'v1.33', probe), null)
    assert.ok(refusal('baseline', 'v1.34', probe) !== null)
    assert.equal(refusal('baseline', 'v1.31', engine), null)
    assert.ok(refusal('baseline', 'v1.30', engine) !== null)
  })

  it('are unknown where a part of the pod is, unless another part breaks the level anyway', () => {
    assert.ok(isUnknown(refusal('baseline', 'latest', pod({ container: also('privileged: "${PRIVILEGED}"') }))))
    assert.ok(!isUnknown(refusal('baseline', 'latest', pod({ spec: 'hostPID: true', container: also('privileged: "${PRIVILEGED}"') }))))
  })

  it('refuse nothing where the namespace does not say so', () => {
    const bare = 'containers: [{name: web, image: "web:1"}]'
    assert.equal(refusal('privileged', 'latest', bare), null)
    assert.equal(refusal('restricted', 'nonsense', bare), null)
    assert.equal(only('kubernetes.PodSpec', world(bare)).refusal, null)
  })

  it('read versions, and parameters of the kernel in both spellings', () => {
    assert.deepEqual(['1.31', 'v1.31', 'v1.31.4', 1.31, 'latest', undefined, '2.0', '1.x'].map(minorOf), [31, 31, 31, 31, Infinity, Infinity, null, null])
    assert.ok(isSafeSysctl('net/ipv4/tcp_syncookies', 20))
    assert.ok(!isSafeSysctl('net.ipv4.tcp_rmem', 31))
    assert.ok(isSafeSysctl('net.ipv4.tcp_rmem', 32))
    assert.ok(!isSafeSysctl('net.core.somaxconn', Infinity))
  })
})

describe('image references', () => {
  it('tell what is wrong with them', () => {
    const right = ['web', 'web:1.4', 'localhost:5000/a/b', `a@sha256:${'0'.repeat(64)}`, 'a.b/c__d/e-f:V1_x']
    for (const reference of right) assert.equal(referenceError(reference), null, reference)
    const wrong: readonly (readonly [string, RegExp])[] = [
      ['a b', /space/], ['https://a/b', /scheme/], ['a@sha256:12', /digest of 2 /], ['a:', /colon/], [`a:${'x'.repeat(129)}`, /128/], ['a:1+2', /'1\+2'/], ['a/B', /capital/], ['a//b', /not written/], ['-', /not written/], ['\u0000', /./],
    ]
    for (const [reference, reason] of wrong) assert.match(referenceError(reference)!, reason, reference)
    assert.ok(referenceError(`${'a/'.repeat(50_000)}!`))
  })

  it('know registries that are gone', () => {
    const replaced = (reference: string): string | null | undefined => deprecatedRegistry(reference, partsOf(reference))?.replacement
    assert.equal(replaced('k8s.gcr.io/pause:3.9@sha256:x'), 'registry.k8s.io/pause:3.9@sha256:x')
    assert.equal(replaced('docker.io/bitnami/redis:7.4.1'), 'docker.io/bitnamilegacy/redis:7.4.1')
    assert.equal(replaced('gcr.io/google_containers/pause:3.1'), null)
    for (const reference of ['bitnami/redis', 'bitnami/redis:latest', 'quay.io/coreos/etcd:v3.5.17', 'registry.k8s.io/pause:3.10', 'example.com/bitnami/redis:1', 'notk8s.gcr.io/x:1']) assert.equal(replaced(reference), undefined, reference)
  })

  it('are of a place by host, by host with a star, and by what is below a path', () => {
    assert.ok(isFrom(['*.example.com'], 'a.example.com', 'web'))
    assert.ok(isFrom(['ghcr.io/shop/'], 'ghcr.io', 'shop/web'))
    assert.ok(!isFrom(['ghcr.io/shop'], 'ghcr.io', 'shopping/web'))
    assert.ok(isFrom(['docker.io/library'], 'docker.io', 'nginx'))
    assert.ok(!isFrom(['docker.io/library'], 'docker.io', 'somebody/nginx'))
    assert.ok(isFrom(['ghcr.io/shop'], 'ghcr.io', null))
    assert.ok(!isFrom(['ghcr.io'], 'docker.io', 'nginx'))
  })
})
