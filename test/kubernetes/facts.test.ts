import assert from 'node:assert/strict'
import { applyEdits } from '../../src/core/edit'
import type { Change, Fact } from '../../src/core/fact'
import { isUnknown } from '../../src/core/value'
import { language as docker } from '../../src/languages/docker/language'
import { language as kubernetes } from '../../src/languages/kubernetes/language'
import { scheduleError } from '../../src/languages/kubernetes/cron'
import { isValidReference, partsOf } from '../../src/languages/kubernetes/image'
import { quantity } from '../../src/languages/kubernetes/quantity'
import type { Facts } from '../../src/languages/kubernetes/facts'
import { all, factsOf, only, under, type Files } from './world'

const one = (text: string): Files => ({ 'k8s/app.yaml': text })
const pod = (spec: string): Files => one(`apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n${spec.replace(/^/gm, '  ')}\n`)
const container = (spec: string, rest = ''): Facts['kubernetes.Container'] => only('kubernetes.Container', pod(`${rest}${rest ? '\n' : ''}containers:\n  - name: c\n${spec.replace(/^/gm, '    ')}`))

const mended = (files: Files, fact: Fact, change: Change): string => {
  const edits = fact.edit(change)!
  return applyEdits(files[fact.path]!, edits.map(edit => 'span' in edit ? edit : assert.fail()))
}

describe('workloads of Kubernetes', () => {
  it('are all that make pods, whatever their kind', () => {
    const shapes: readonly (readonly [string, string, string])[] = [
      ['v1', 'Pod', 'spec: {containers: [{name: c}]}'], ['v1', 'ReplicationController', 'spec: {template: {spec: {containers: [{name: c}]}}}'], ['v1', 'PodTemplate', 'template: {spec: {containers: [{name: c}]}}'],
      ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map(kind => ['apps/v1', kind, 'spec: {template: {spec: {containers: [{name: c}]}}}'] as const),
      ['batch/v1', 'Job', 'spec: {template: {spec: {containers: [{name: c}]}}}'], ['batch/v1', 'CronJob', 'spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: c}]}}}}}'],
      ['argoproj.io/v1alpha1', 'Rollout', 'spec: {template: {spec: {containers: [{name: c}]}}}'], ['serving.knative.dev/v1', 'Service', 'spec: {template: {spec: {containers: [{name: c}]}}}'],
      ['apps.openshift.io/v1', 'DeploymentConfig', 'spec: {template: {spec: {containers: [{name: c}]}}}'],
    ]
    for (const [version, kind, rest] of shapes) {
      const files = one(`apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: x}\n${rest}\n`), workload = only('kubernetes.Workload', files)
      assert.equal(workload.containers[0]?.name, 'c', kind)
      assert.equal(workload.subject, `${kind}/x`)
      assert.equal(under(files, workload.containers[0]!.locate('name')), 'k8s/app.yaml: c')
      assert.equal(workload.isBatch, kind === 'Job' || kind === 'CronJob', kind)
    }
  })

  it('may stand in a List, each with its own place', () => {
    const files = one('apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: a}\n    spec: {containers: [{name: x}]}\n  - apiVersion: v1\n    kind: Service\n    metadata: {name: b}\n')
    assert.deepEqual(all('kubernetes.Object', files).map(({ subject }) => subject), ['Pod/a', 'Service/b'])
    assert.equal(under(files, all('kubernetes.Service', files)[0]!.locate('')), 'k8s/app.yaml: b')
  })

  it('may be JSON', () => {
    const files: Files = { 'pod.json': '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"hostNetwork": true, "containers": []}}' }
    assert.equal(under(files, only('kubernetes.PodSpec', files).locate('hostNetwork')), 'pod.json: true')
  })

  it('share values through anchors and merges', () => {
    const files = one('apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - &base\n      name: a\n      image: x:1\n      resources: &r\n        limits: {memory: 1Gi}\n    - <<: *base\n      name: b\n      resources: *r\n')
    const [a, b] = all('kubernetes.Container', files)
    assert.equal(b!.image.tag, '1')
    assert.equal(b!.limits.memory, '1Gi')
    assert.equal(under(files, b!.image.locate('')), 'k8s/app.yaml: x:1')
    assert.deepEqual(b!.locate('resources.limits.memory'), a!.locate('resources.limits.memory'))
    assert.equal(b!.edit({ kind: 'set', path: 'resources.limits.memory', value: '2Gi' }), null)
  })
})

describe('the security of a container', () => {
  it('is its own, else that of its pod where pods have such a field', () => {
    const files = pod('securityContext:\n  runAsNonRoot: true\n  runAsUser: 1000\n  privileged: true\n  seccompProfile: {type: RuntimeDefault}\ncontainers:\n  - name: a\n  - name: b\n    securityContext:\n      runAsUser: 0\n      fsGroup: 3')
    const [a, b] = all('kubernetes.Container', files)
    assert.deepEqual([a!.securityContext.runAsNonRoot, a!.securityContext.runAsUser, a!.securityContext.privileged, a!.securityContext.seccompProfile, a!.securityContext.isWritten], [true, 1000, null, 'RuntimeDefault', false])
    assert.deepEqual([b!.securityContext.runAsNonRoot, b!.securityContext.runAsUser, b!.securityContext.mayRunAsRoot], [true, 0, false])
    assert.deepEqual([...a!.pod.securityContext.misplaced], ['privileged'])
    assert.deepEqual([...b!.securityContext.misplaced], ['fsGroup'])
    assert.equal(under(files, a!.locate('securityContext.runAsUser')), 'k8s/app.yaml: 1000')
    assert.equal(under(files, b!.locate('securityContext.runAsUser')), 'k8s/app.yaml: 0')
    assert.equal(a!.locate('securityContext.privileged').missing, true)
  })

  it('writes into the container unless the pod is where the value came from', () => {
    const files = pod('securityContext:\n  runAsNonRoot: false\ncontainers:\n  - name: a')
    const [a] = all('kubernetes.Container', files)
    assert.match(mended(files, a!, { kind: 'set', path: 'securityContext.runAsNonRoot', value: true }), /runAsNonRoot: true\n {2}containers/)
    assert.match(mended(files, a!, { kind: 'set', path: 'securityContext.allowPrivilegeEscalation', value: false }), /- name: a\n {6}securityContext:\n {8}allowPrivilegeEscalation: false/)
  })

  it('reads capabilities in any spelling', () => {
    const { securityContext } = container('securityContext:\n  capabilities: {drop: [all], add: [CAP_NET_ADMIN]}')
    assert.equal(securityContext.dropsAll, true)
    assert.deepEqual([...securityContext.added], ['NET_ADMIN'])
    assert.equal(container('image: x').securityContext.dropsAll, false)
  })

  it('knows that a container may run as root unless something says otherwise', () => {
    assert.equal(container('image: x').securityContext.mayRunAsRoot, true)
    assert.equal(container('securityContext: {runAsUser: 1000}').securityContext.mayRunAsRoot, false)
    assert.equal(container('securityContext: {runAsUser: "${UID}"}').securityContext.mayRunAsRoot instanceof Object, true)
  })
})

describe('requests and limits', () => {
  it('take the limit for the request, then what the pod has', () => {
    const { requests, limits } = container('resources: {limits: {cpu: 500m, memory: 1Gi}}')
    assert.deepEqual([requests.cpu, requests.cpuCores, requests.memory, requests.memoryBytes], ['500m', 0.5, '1Gi', 1024 ** 3])
    assert.equal(limits.ephemeralStorage, null)
    const pods = container('image: x', 'resources: {requests: {cpu: 1}, limits: {memory: 64Mi}}')
    assert.deepEqual([pods.requests.cpu, pods.requests.memory, pods.limits.cpu, pods.ownRequests.cpu], ['1', '64Mi', null, null])
  })

  it('take the defaults of a LimitRange of the namespace', () => {
    const files: Files = { 'k8s/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: a}\nspec: {containers: [{name: c}]}\n', 'k8s/range.yaml': 'apiVersion: v1\nkind: LimitRange\nmetadata: {name: l, namespace: a}\nspec: {limits: [{type: Container, default: {memory: 1Gi}, defaultRequest: {cpu: 10m}}]}\n' }
    const { requests, limits } = only('kubernetes.Container', files)
    assert.deepEqual([requests.cpu, requests.memory, limits.memory, limits.cpu], ['10m', '1Gi', '1Gi', null])
    assert.equal(only('kubernetes.Container', { ...files, 'k8s/range.yaml': files['k8s/range.yaml']!.replace('namespace: a', 'namespace: b') }).limits.memory, null)
  })

  it('tell a pod that has none', () => {
    assert.equal(container('image: x').pod.isBestEffort, true)
    assert.equal(container('resources: {limits: {cpu: 1}}').pod.isBestEffort, false)
  })

  it('read quantities as Kubernetes does', () => {
    for (const [text, value] of [['1', 1], ['500m', 0.5], ['1Gi', 2 ** 30], ['1e3', 1000], ['1.5Gi', 1.5 * 2 ** 30], ['100M', 1e8], ['1E', 1e18], ['1K', null], ['lots', null], ['', null], ['1 Gi', null]] as const) assert.equal(quantity(text), value, text)
  })
})

describe('containers', () => {
  it('have roles', () => {
    const found = all('kubernetes.Container', pod('containers: [{name: a}]\ninitContainers: [{name: b}, {name: c, restartPolicy: Always}]\nephemeralContainers: [{name: d}]'))
    assert.deepEqual(found.map(({ name, role }) => [name, role]), [['b', 'init'], ['c', 'sidecar'], ['a', 'app'], ['d', 'ephemeral']])
    assert.deepEqual(found[0]!.pod.mainContainers.map(({ name }) => name), ['a', 'c'])
  })

  it('have probes with defaults, whose ports are resolved', () => {
    const { livenessProbe, readinessProbe, startupProbe } = container('ports: [{name: web, containerPort: 80}]\nlivenessProbe: {httpGet: {path: /, port: 80}}\nreadinessProbe: {httpGet: {path: /, port: web}, periodSeconds: 5}\nstartupProbe: {tcpSocket: {port: nope}}')
    assert.deepEqual([livenessProbe!.type, livenessProbe!.periodSeconds, livenessProbe!.failureThreshold, livenessProbe!.portIsDeclared], ['httpGet', 10, 3, true])
    assert.equal(livenessProbe!.signature, readinessProbe!.signature)
    assert.deepEqual([...readinessProbe!.written], ['periodSeconds'])
    assert.deepEqual([readinessProbe!.portNumber, readinessProbe!.toleranceSeconds], [80, 15])
    assert.deepEqual([startupProbe!.portIsName, startupProbe!.portNumber, startupProbe!.portIsDeclared], [true, null, false])
  })

  it('have hooks that sleep', () => {
    assert.equal(container('lifecycle: {preStop: {sleep: {seconds: 5}}}').preStop!.sleepSeconds, 5)
    assert.equal(container('lifecycle: {preStop: {exec: {command: [sh, -c, "sleep 10; nginx -s quit"]}}}').preStop!.sleepSeconds, 10)
    assert.equal(container('image: x').preStop, null)
  })

  it('have environments whose values keep their YAML types', () => {
    const { env } = container('env:\n  - {name: A, value: "1"}\n  - {name: B, value: yes}\n  - {name: C, value: 0644}\n  - {name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}\n  - {name: D}')
    assert.deepEqual(env.map(({ name, valueType, from, isDuplicate }) => [name, valueType, from, isDuplicate]), [['A', 'string', null, false], ['B', 'boolean', null, false], ['C', 'number', null, false], ['A', null, 'secret', true], ['D', null, null, false]])
    assert.deepEqual([env[2]!.value, env[3]!.refName, env[3]!.refKey], ['0644', 's', 'k'])
  })

  it('mount volumes that are there or not', () => {
    const files = pod('volumes: [{name: a, hostPath: {path: /etc}}, {name: b, emptyDir: {}}, {name: c}]\ncontainers:\n  - name: x\n    volumeMounts: [{name: a, mountPath: /a}, {name: z, mountPath: /a, readOnly: true}]')
    const [x] = all('kubernetes.Container', files), volumes = all('kubernetes.Volume', files)
    assert.deepEqual(x!.volumeMounts.map(({ isDefined, isDuplicate, hostPath }) => [isDefined, isDuplicate, hostPath]), [[true, false, '/etc'], [false, true, null]])
    assert.deepEqual(volumes.map(({ type, isMounted, isMountedWritable }) => [type, isMounted, isMountedWritable]), [['hostPath', true, true], ['emptyDir', false, false], ['emptyDir', false, false]])
  })

  it('run the image of the one Dockerfile in a folder of its name', () => {
    const files: Files = { 'deploy/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: "ghcr.io/acme/cart:1"}, {name: b, image: redis:7}, {name: c, image: acme/gone}]}\n', 'src/cart/Dockerfile': 'FROM scratch\nUSER 10\n', 'redis/Dockerfile': 'FROM scratch\n' }
    const found = factsOf(files, 'deploy/pod.yaml', [docker, kubernetes]).filter(({ kind }) => kind === 'kubernetes.Container') as unknown as Facts['kubernetes.Container'][]
    assert.equal((found[0]!.builtFrom as { path: string }).path, 'src/cart/Dockerfile')
    assert.equal(found[1]!.builtFrom, null)
    assert.equal(found[2]!.builtFrom, null)
    const two = factsOf({ ...files, 'deploy/cart/Dockerfile': 'FROM scratch\n' }, 'deploy/pod.yaml', [docker, kubernetes]).find(({ kind }) => kind === 'kubernetes.Container') as unknown as Facts['kubernetes.Container']
    assert.ok(isUnknown(two.builtFrom))
  })
})

describe('image references', () => {
  it('are cut where they are to be cut', () => {
    assert.deepEqual(partsOf('registry:5000/a/b'), { registry: 'registry:5000', hasRegistry: true, repository: 'a/b', tag: null, digest: null })
    assert.deepEqual(partsOf('nginx'), { registry: 'docker.io', hasRegistry: false, repository: 'nginx', tag: null, digest: null })
    assert.deepEqual(partsOf('a/b:1@sha256:0'), { registry: 'docker.io', hasRegistry: false, repository: 'a/b', tag: '1', digest: 'sha256:0' })
    assert.equal(isValidReference('Nginx'), false)
    assert.equal(isValidReference(`ghcr.io/a/b:1.0@sha256:${'a'.repeat(64)}`), true)
  })

  it('are latest without tag or digest, and unknown with a placeholder', () => {
    const latest = (image: string) => container(`image: ${image}`).image.isLatest
    assert.deepEqual(['nginx', 'nginx:LATEST', 'nginx:1', 'reg:5000/app', `a@sha256:${'0'.repeat(64)}`].map(latest), [true, true, false, true, false])
    assert.ok(isUnknown(latest('"${IMAGE}"')))
    assert.equal(container('image: nginx:latest').image.effectivePullPolicy, 'Always')
    assert.equal(container('image: nginx:1.2').image.effectivePullPolicy, 'IfNotPresent')
  })
})

describe('schedules', () => {
  it('are checked field by field', () => {
    for (const good of ['0 0 * * *', '*/5 1-3,7 1 JAN-MAR mon', '@daily', '0 0 29 2 *', '0 0 31 * *']) assert.equal(scheduleError(good), null, good)
    for (const bad of ['', '* * * *', '60 * * * *', '0 24 * * *', '0 0 31 2 *', '@often', 'TZ=UTC 0 0 * * *', '*/0 * * * *', '0 0 * * 8', '5-1 * * * *']) assert.notEqual(scheduleError(bad), null, bad)
  })
})

describe('objects of Kubernetes', () => {
  it('show their scalars with paths, and what is no string among their metadata', () => {
    const files = one('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n  labels: {a: yes, b: "no", c: 1}\ndata:\n  app.conf: x\n')
    const object = only('kubernetes.Object', files)
    assert.deepEqual(object.untypedMetadata.map(({ path, type }) => [path, type]), [['metadata.labels.a', 'boolean'], ['metadata.labels.c', 'number']])
    assert.equal(under(files, object.locate(object.scalars.at(-1)!.path)), 'k8s/app.yaml: x')
    assert.deepEqual(only('kubernetes.ConfigMap', files).entries.map(({ location, value }) => [location, value]), [['data["app.conf"]', 'x']])
  })

  it('tell keys that are there twice', () => {
    const files = one('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: []\n  containers: []\n')
    const [key] = only('kubernetes.Object', files).duplicateKeys
    assert.deepEqual([key!.key, key!.place.span[0] > files['k8s/app.yaml']!.indexOf('containers')], ['containers', true])
  })

  it('tell doubles, and not those of another namespace or group', () => {
    const named = (rest: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: a${rest}}\n`
    const doubles = (files: Files): readonly unknown[] => all('kubernetes.Object', files).map(({ hasDuplicate }) => hasDuplicate)
    assert.deepEqual(doubles({ 'a.yaml': `${named('')}---\n${named('')}` }), [false, true])
    assert.deepEqual(doubles({ 'a.yaml': `${named(', namespace: x')}---\n${named(', namespace: y')}` }), [false, false])
    assert.deepEqual(doubles({ 'a.yaml': named(''), 'b.yaml': named('') }), [false], 'one file may stand for the other')
    assert.deepEqual(doubles({ 'kustomization.yaml': 'resources: [a.yaml, b.yaml]\n', 'a.yaml': named(''), 'b.yaml': named('') }), [false, true])
  })

  it('decode the data of Secrets', () => {
    const files = one('apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: cMOkc3M=, b: "not base64!"}\nstringData: {c: plain}\n')
    assert.deepEqual(only('kubernetes.Secret', files).entries.map(({ decoded }) => decoded), ['päss', null, null])
  })
})

const web = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 2\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers: [{name: a, ports: [{name: http, containerPort: 8080}]}]\n'

describe('objects that belong together', () => {
  it('are found in their folder and its parents; what is elsewhere is unknown', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}\n'
    const near: Files = { 'k8s/app/s.yaml': service, 'k8s/w.yaml': web }, far: Files = { 'a/s.yaml': service, 'b/w.yaml': web }
    assert.equal((only('kubernetes.Service', near).selects as readonly unknown[]).length, 1)
    const selects = only('kubernetes.Service', far).selects as { length: number; open?: boolean }
    assert.deepEqual([selects.length, selects.open], [0, true])
    const nothing = only('kubernetes.Service', { 'a/s.yaml': service }).selects as { length: number; open?: boolean }
    assert.deepEqual([nothing.length, nothing.open], [0, undefined])
    assert.equal(only('kubernetes.Service', near).ports[0]!.targetIsDeclared, true)
    assert.equal(only('kubernetes.Service', { ...near, 'k8s/app/s.yaml': service.replace('http', 'grpc') }).ports[0]!.targetIsDeclared, false)
  })

  it('keep to their namespace, an absent one being any', () => {
    const service = (namespace: string): Files => ({ 's.yaml': `apiVersion: v1\nkind: Service\nmetadata: {name: web${namespace}}\nspec: {selector: {app: web}}\n`, 'w.yaml': web.replace('{name: web}', '{name: web, namespace: a}') })
    assert.deepEqual(['', ', namespace: a', ', namespace: b'].map(namespace => (only('kubernetes.Service', service(namespace)).selects as readonly unknown[]).length), [1, 1, 0])
  })

  it('tell a budget that blocks every eviction', () => {
    const blocks = (budget: string, more = ''): unknown => only('kubernetes.DisruptionBudget', one(`apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {${budget}, selector: {matchLabels: {app: web}}}\n---\n${web}${more}`)).blocksEviction
    assert.deepEqual(['maxUnavailable: 0', 'maxUnavailable: 0%', 'minAvailable: 100%', 'minAvailable: 2', 'minAvailable: 51%', 'minAvailable: 1', 'minAvailable: 50%', 'maxUnavailable: 1'].map(budget => blocks(budget)), [true, true, true, true, true, false, false, false])
    const scaler = '---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h}\nspec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: web}}\n'
    assert.equal(blocks('minAvailable: 1', scaler), true)
  })

  it('tell what an autoscaler lacks', () => {
    const files = one(`apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h}\nspec: {scaleTargetRef: {kind: Deployment, name: web}, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]}\n---\n${web}`)
    const scaler = only('kubernetes.Autoscaler', files)
    assert.deepEqual([...scaler.metrics[0]!.lacking as readonly string[]], ['a'])
    assert.equal(only('kubernetes.Workload', files).minimumReplicas, 1)
    assert.equal(only('kubernetes.Autoscaler', one(files['k8s/app.yaml']!.replace('name: web}, metrics', 'name: gone}, metrics'))).target, null)
  })

  it('tell a workload that takes the pods of another', () => {
    const files = one(`${web}---\n${web.replace('name: web}', 'name: other}')}`)
    assert.deepEqual((only('kubernetes.Workload', files).collidesWith as readonly { name: string }[]).map(({ name }) => name), ['other'])
  })

  it('name ConfigMaps, Secrets and claims that are there or not, with or without the key', () => {
    const files = one('apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  volumes: [{name: v, persistentVolumeClaim: {claimName: gone}}]\n  containers:\n    - name: c\n      env:\n        - {name: A, valueFrom: {configMapKeyRef: {name: conf, key: a}}}\n        - {name: B, valueFrom: {configMapKeyRef: {name: conf, key: b}}}\n      envFrom: [{secretRef: {name: s, optional: true}}]\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata: {a: x}\n')
    const { references } = only('kubernetes.PodSpec', files), spec = only('kubernetes.PodSpec', files)
    assert.deepEqual(references.map(({ objectKind, target, lacksKey, isOptional }) => [objectKind, target === null ? null : 'there', lacksKey, isOptional]), [['ConfigMap', 'there', false, false], ['ConfigMap', 'there', true, false], ['Secret', null, false, true], ['PersistentVolumeClaim', null, false, false]])
    assert.deepEqual(references.map(({ path }) => under(files, spec.locate(path))), ['k8s/app.yaml: conf', 'k8s/app.yaml: conf', 'k8s/app.yaml: s', 'k8s/app.yaml: gone'])
    assert.equal(only('kubernetes.ConfigMap', files).isUsed, true)
  })

  it('spread where the constraint takes their own labels', () => {
    const spread = (labels: string): unknown => only('kubernetes.PodSpec', one(web.replace('    spec:\n      containers', `    spec:\n      topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, labelSelector: {matchLabels: ${labels}}}]\n      containers`))).isSpread
    assert.deepEqual([spread('{app: web}'), spread('{app: other}')], [true, false])
    assert.equal(only('kubernetes.PodSpec', one(web)).isSpread, false)
  })

  it('tell backends of an Ingress that are missing', () => {
    const files = one('apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec:\n  tls: [{hosts: ["*.shop.io"], secretName: t}]\n  rules:\n    - host: a.shop.io\n      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}, {path: /x, pathType: Prefix, backend: {service: {name: gone, port: {name: http}}}}]}\n    - host: b.other.io\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 81}]}\n')
    const ingress = only('kubernetes.Ingress', files)
    assert.deepEqual(ingress.rules.map(({ isCovered }) => isCovered), [true, false])
    assert.deepEqual(ingress.backends.map(({ service, hasPort }) => [service === null, isUnknown(hasPort) ? '?' : hasPort]), [[false, false], [true, '?']])
    assert.equal(under(files, ingress.locate(`${ingress.backends[1]!.location}.name`)), 'k8s/app.yaml: gone')
  })

  it('are bound by roles', () => {
    const files = one('apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {serviceAccountName: sa, containers: []}\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: sa}\nautomountServiceAccountToken: false\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b}\nroleRef: {kind: Role, name: r}\nsubjects: [{kind: ServiceAccount, name: sa}, {kind: ServiceAccount, name: gone}]\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r}\nrules: [{apiGroups: [""], resources: [secrets], verbs: ["*"]}]\n')
    const spec = only('kubernetes.PodSpec', files), binding = only('kubernetes.Binding', files)
    assert.deepEqual([spec.mountsToken, spec.accountIsBound], [false, true])
    assert.equal((binding.role as { name: string }).name, 'r')
    assert.deepEqual(binding.subjects.map(({ account }) => account === null), [false, true])
    assert.equal(only('kubernetes.Role', files).isBound, true)
  })

  it('tell a webhook that blocks the cluster', () => {
    const hook = (rest: string): unknown => only('kubernetes.Webhook', one(`apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: w}\nwebhooks: [{name: a.b.c, rules: [{resources: [pods]}]${rest}}]\n`)).blocksCluster
    assert.deepEqual([hook(''), hook(', failurePolicy: Ignore'), hook(', namespaceSelector: {matchLabels: {x: y}}')], [true, false, false])
  })
})
