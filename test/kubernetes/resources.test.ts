import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { connectionsOf } from '../../src/languages/kubernetes/connections'
import type { Facts } from '../../src/languages/kubernetes/facts'
import { nearQuantity } from '../../src/languages/kubernetes/quantity'
import { only, type Files } from './world'
import { processorTime } from '../processor-time'

const one = (text: string): Files => ({ 'k8s/app.yaml': text })
const container = (spec: string, rest = ''): Facts['kubernetes.Container'] => only('kubernetes.Container', one(`apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: c\n${spec.replace(/^/gm, '      ')}\n${rest}`))

describe('the amounts of a container', () => {
  const odd = (resources: string) => container(`resources: ${resources}`).oddAmounts.map(({ noun, text, instead }) => [noun, text, instead])

  it('are odd where the unit slipped', () => {
    assert.deepEqual(odd('{limits: {memory: 512m}}'), [['memory limit', '512m', '512Mi']])
    assert.deepEqual(odd('{requests: {cpu: 250, memory: 256}}'), [['CPU request', '250', '250m'], ['memory request', '256', '256Mi']])
  })

  it('that cannot be read are near to one that can, where the unit is written in words', () => {
    for (const [text, near] of [['512MB', '512M'], ['1gb', '1G'], ['500mi', '500Mi'], ['1 GiB', '1Gi'], ['64kb', '64k'], ['1.5Tb', '1.5T'], ['lots', null], ['5 apples', null]]) assert.equal(nearQuantity(text!), near, text!)
    assert.deepEqual(odd('{limits: {memory: 512MB}}'), [])
  })

  it('are fine in every unit that Kubernetes reads', () => {
    for (const text of ['128Mi', '1.5G', '1e9', '4194304', '100M', '2147483648k']) assert.deepEqual(odd(`{limits: {memory: ${text}}}`), [], text)
    for (const text of ['1', '0.5', '1500m', '96']) assert.deepEqual(odd(`{limits: {cpu: ${text}}}`), [], text)
  })

  it('are guaranteed where limits are requests, init containers included', () => {
    const of = (spec: string) => only('kubernetes.PodSpec', one(`apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n${spec.replace(/^/gm, '  ')}\n`)).isGuaranteed
    const full = '{limits: {cpu: 1, memory: 1Gi}, requests: {memory: 1024Mi}}'
    assert.equal(of(`containers: [{name: c, resources: ${full}}]`), true)
    assert.equal(of(`containers: [{name: c, resources: ${full}}]\ninitContainers: [{name: i}]`), false)
    assert.equal(of(`resources: ${full}\ncontainers: [{name: c}, {name: d}]`), true)
    assert.equal(of('containers: [{name: c, resources: {requests: {cpu: 1, memory: 1Gi}}}]'), false)
    assert.ok(isUnknown(of('containers: [{name: c, resources: {limits: {cpu: "${CPU}", memory: 1Gi}}}]')))
  })

  it('of devices are whole and limited', () => {
    const problems = (resources: string) => container(`resources: ${resources}`).devices.map(({ name, problem }) => [name, problem === null])
    assert.deepEqual(problems('{limits: {nvidia.com/gpu: 1, cpu: 1}}'), [['nvidia.com/gpu', true]])
    assert.deepEqual(problems('{requests: {amd.com/gpu: 1}}'), [['amd.com/gpu', false]])
    assert.deepEqual(problems('{limits: {nvidia.com/gpu: 0.5}}'), [['nvidia.com/gpu', false]])
    assert.deepEqual(problems('{limits: {hugepages-2Mi: 100Mi}, requests: {hugepages-2Mi: 100Mi}}'), [['hugepages-2Mi', true]])
  })
})

describe('the heap of a Java process', () => {
  const heap = (spec: string) => container(spec).heap

  it('is bounded by its options, the last one and the command line first', () => {
    assert.deepEqual(heap('command: [java, -Xmx1g, "-XX:MaxHeapSize=512m", -jar, a.jar]'), { isJava: true, isBounded: true, option: '-XX:MaxHeapSize=512m', location: 'command[2]', maximumBytes: 2 ** 29 })
    assert.equal(heap('command: [java, -Xmx1g, -jar, a.jar]\nenv: [{name: JAVA_TOOL_OPTIONS, value: -Xmx2g}]').maximumBytes, 2 ** 30)
    assert.equal(heap('env: [{name: KAFKA_HEAP_OPTS, value: "-Xms256m -Xmx2G"}]').location, 'env[0].value')
    assert.equal(heap('command: [java, "-Xmx$(HEAP)", -jar, a.jar]').maximumBytes, null)
    assert.equal(heap('command: [java, "-Xmx$(HEAP)", -jar, a.jar]').isBounded, true)
  })

  it('is unknown where options may come from elsewhere', () => {
    assert.equal(heap('command: [java, -jar, a.jar]').isBounded, false)
    assert.ok(isUnknown(heap('command: [java, -jar, a.jar]\nenvFrom: [{configMapRef: {name: x}}]').isBounded))
    assert.ok(isUnknown(heap('command: [java, -jar, a.jar]\nenv: [{name: JAVA_OPTS, valueFrom: {configMapKeyRef: {name: x, key: y}}}]').isBounded))
    assert.equal(heap('command: [java, -jar, a.jar]\nenv: [{name: TOKEN, valueFrom: {secretKeyRef: {name: x, key: y}}}]').isBounded, false)
  })

  it('is no matter of a process in another language', () => {
    assert.equal(heap('command: [node, javascript.js]').isJava, false)
    assert.equal(heap('command: [sh, -c, "exec /usr/bin/java -jar a.jar"]').isJava, true)
  })
})

describe('the time to stop', () => {
  it('counts all that a hook sleeps', () => {
    const sleep = (command: string) => container(`lifecycle: {preStop: {exec: {command: ${command}}}}`).preStop!.sleepSeconds
    assert.equal(sleep('[sleep, "15"]'), 15)
    assert.equal(sleep('[sh, -c, "sleep 5; nginx -s quit; sleep 10s"]'), 15)
    assert.equal(sleep('[sh, -c, "sleep 1m && true"]'), 60)
    assert.equal(sleep('[nginx, -s, quit]'), null)
  })
})

describe('the connections of a database', () => {
  it('are what its options and files say, comments aside', () => {
    assert.equal(connectionsOf(['-c shared_buffers=1GB -c max_connections=200']), 200)
    assert.equal(connectionsOf(['--max-connections=300']), 300)
    assert.equal(connectionsOf(['[mysqld]\n# max_connections = 1\nmax_connections = 150\n']), 150)
    assert.equal(connectionsOf(['listen_addresses = \'*\'\n#max_connections = 100\n']), null)
  })

  it('are read in time from a text without end', () => {
    const started = processorTime()
    connectionsOf([`max_connections${' '.repeat(200_000)}`, '\n'.repeat(200_000) + 'max_connections', '# '.repeat(100_000) + 'max_connections'])
    assert.ok(processorTime() - started < 500)
  })
})

describe('a vertical autoscaler', () => {
  const vpa = (spec: string) => only('kubernetes.VerticalAutoscaler', one(`apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: {name: v}\nspec:\n  targetRef: {kind: Deployment, name: web}\n${spec}`))

  it('sets both resources unless its policies say otherwise', () => {
    assert.deepEqual([...vpa('').controls], ['cpu', 'memory'])
    const named = vpa('  resourcePolicy: {containerPolicies: [{containerName: web, controlledResources: [memory]}]}\n').controls
    assert.deepEqual([[...named], named.open], [['memory'], true])
    assert.deepEqual([...vpa("  resourcePolicy: {containerPolicies: [{containerName: '*', mode: 'Off'}]}\n").controls], [])
    assert.equal(vpa('  updatePolicy: {updateMode: Initial}\n').isActive, false)
  })
})
