import assert from 'node:assert/strict'
import { isUnknown, Unknown, type Maybe } from '../../src/core/value'
import { language as kubernetes } from '../../src/languages/kubernetes/language'
import type { Link, Port } from '../../src/languages/kubernetes/facts'
import { Project } from '../../src/workspace/project'
import { all, project, type Files } from './world'

const plain = <T>(value: Maybe<T>): T | '?' => isUnknown(value) ? '?' : value
const object = (apiVersion: string, kind: string, name: string, rest = '', namespace = ''): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace && `  namespace: ${namespace}\n`}${rest}---\n`
const account = (name: string, namespace = ''): string => object('v1', 'ServiceAccount', name, '', namespace)
const service = (name: string, selector: string, rest = '', namespace = ''): string => object('v1', 'Service', name, `spec:\n  selector:\n    app: ${selector}\n  ports:\n    - name: http\n      port: 80\n${rest}`, namespace)
const deployment = (name: string, { namespace = '', label = `app: ${name}`, pod = '', ports = '' } = {}): string => object('apps/v1', 'Deployment', name, `spec:
  selector:
    matchLabels:
      ${label}
  template:
    metadata:
      labels:
        ${label}
    spec:
${pod}      containers:
        - name: ${name}
          image: registry.example.com/${name}:1.4.2
${ports}`, namespace)
const monitor = (app: string, namespaces: string, namespace = ''): string => object('monitoring.coreos.com/v1', 'ServiceMonitor', app, `spec:\n  selector:\n    matchLabels:\n      app: ${app}\n${namespaces}  endpoints:\n    - port: metrics\n`, namespace)
const labelled = (name: string, namespace = ''): string => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n${namespace && `  namespace: ${namespace}\n`}  labels:\n    app: ${name}\nspec:\n  selector:\n    app: ${name}\n  ports:\n    - name: metrics\n      port: 9090\n---\n`

/** The only link of a relation in a text, its own file last, or in the first of some files. */
function link(relation: Link['relation'], files: string | Files): Link {
  const found = all('kubernetes.Link', typeof files === 'string' ? { 'k8s/app.yaml': files } : files).filter(one => one.relation === relation)
  assert.equal(found.length, 1, `${found.length} links of ${relation}`)
  return found[0]!
}
const state = (relation: Link['relation'], files: string | Files): readonly (boolean | '?')[] => { const { isFound, isMissing, isUnseen } = link(relation, files); return [isFound, isMissing, isUnseen].map(plain) }
const found = [true, false, false] as const, missing = [false, true, false] as const
/** Nobody knows whether it is there; something of the kind is near, or nothing is. */
const unsure = ['?', '?', '?'] as const, unseen = [false, '?', true] as const

describe('a link', () => {
  const asks = (name: string, namespace = '') => deployment('web', { namespace, pod: `      serviceAccountName: ${name}\n` })

  it('tells what it leads to, and where that is written', () => {
    const { relation, location, name, targetKind, targetName, targetNamespace, target, port } = link('account', asks('worker', 'shop'))
    assert.deepEqual({ relation, location, name, targetKind, targetName, targetNamespace, target, port }, { relation: 'account', location: 'spec.template.spec.serviceAccountName', name: 'web', targetKind: 'ServiceAccount', targetName: 'worker', targetNamespace: 'shop', target: `ServiceAccount 'worker'`, port: null })
    assert.equal(link('service-pods', service('web', 'web')).target, 'pods')
    assert.equal(link('monitor', monitor('web', '')).target, 'a Service')
  })

  it('is found, missing, or not to be seen from here', () => {
    assert.deepEqual(state('account', asks('worker') + account('worker')), found)
    assert.deepEqual(state('account', asks('worker') + account('other')), missing)
    assert.deepEqual(state('account', asks('worker')), unseen)
    assert.deepEqual(state('account', asks('default')), found)
  })

  it('is unknown by a name that is a variable, and by what may be another object elsewhere', () => {
    assert.deepEqual(state('account', asks('${ACCOUNT}') + account('other')), unsure)
    assert.deepEqual(state('account', { 'a/web.yaml': asks('worker') + account('other'), 'b/account.yaml': account('worker') }), unsure)
    assert.deepEqual(state('account', { 'k8s/shop/web.yaml': asks('worker') + account('other'), 'k8s/account.yaml': account('worker') }), found)
  })

  it('is unknown beside an object of which an operator makes others', () => {
    assert.deepEqual(state('account', asks('worker') + account('other') + object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'database', 'spec: {}\n')), unseen)
    assert.deepEqual(state('account', asks('worker') + account('other') + object('external-secrets.io/v1', 'ExternalSecret', 'database', 'spec: {}\n')), missing)
  })

  it('is unknown while the index is not complete', () => {
    const made = new Project({ languages: [kubernetes], library: { packs: [], metadata: () => [], programs: () => ({}), pages: async () => ({}), compiler: () => () => ({ rule: null, problems: [] }) } })
    made.set('k8s/app.yaml', asks('worker') + account('other'))
    made.workspace.refreshNow()
    const states: unknown[] = []
    made.workspace.inspect('k8s/app.yaml', { onFact: fact => { if (fact.kind === 'kubernetes.Link') states.push(plain((fact as unknown as Link).isMissing)) } })
    assert.deepEqual(states, ['?'])
  })

  it('is unknown in a chart where a value decides', () => {
    const chart = (name: string) => ({ 'web/templates/web.yaml': asks(name) + account('other'), 'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'web/values.yaml': 'account: worker\n' })
    assert.deepEqual(state('account', chart('{{ .Values.account }}')), missing)
    assert.deepEqual(state('account', chart('{{ .Values.elsewhere.account }}')), unsure)
  })

  describe('of a namespace', () => {
    it('does not mean what has the name in another one', () => assert.deepEqual(state('account', asks('worker', 'shop') + account('worker', 'tools')), missing))
    it('takes one that names none for its own', () => {
      assert.deepEqual(state('account', asks('worker', 'shop') + account('worker')), found)
      assert.deepEqual(state('account', asks('worker') + account('worker', 'shop')), found)
    })
    it('is not judged by what stands in others', () => {
      assert.deepEqual(state('account', asks('worker', 'shop') + account('other', 'tools')), unseen)
      assert.deepEqual(state('account', asks('worker', 'shop') + account('other', 'shop')), missing)
      assert.deepEqual(state('account', asks('worker', 'shop') + account('other')), missing)
      assert.deepEqual(state('account', { 'k8s/shop/web.yaml': asks('worker', 'shop'), 'k8s/other.yaml': account('other') }), unseen)
    })
    it('is unknown in those of the system', () => {
      for (const namespace of ['kube-system', 'openshift-monitoring', 'gke-managed-system', 'gmp-public']) assert.deepEqual(state('account', asks('worker', namespace) + account('other', namespace)), unseen, namespace)
    })
    const binding = (namespace: string) => object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'web', `subjects:\n  - kind: ServiceAccount\n    name: worker\n    namespace: ${namespace}\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: view\n`, 'shop')
    it('that is written is the one that counts', () => {
      assert.deepEqual(state('subject', binding('tools') + account('worker', 'tools')), found)
      assert.deepEqual(state('subject', binding('tools') + account('other', 'tools')), missing)
      assert.deepEqual(state('subject', binding('tools') + account('worker', 'shop')), unseen)
      assert.deepEqual(state('role', binding('tools')), found)
    })
  })

  describe('of a Service to pods', () => {
    it('goes by their labels', () => {
      assert.deepEqual(state('service-pods', service('web', 'web') + deployment('web')), found)
      assert.deepEqual(state('service-pods', service('web', 'shop') + deployment('web')), missing)
      assert.deepEqual(state('service-pods', service('web', 'web')), unseen)
    })
    it('is missing where the pods are those of another namespace', () => assert.deepEqual(state('service-pods', service('web', 'web', '', 'shop') + deployment('web', { namespace: 'tools' })), missing))
    it('is unknown by labels of charts that no pod of these files has', () => {
      const exporter = object('v1', 'Service', 'exporter', 'spec:\n  selector:\n    app.kubernetes.io/name: exporter\n  ports:\n    - port: 9400\n')
      assert.deepEqual(state('service-pods', exporter + deployment('web')), unseen)
      assert.deepEqual(state('service-pods', exporter + deployment('web', { label: 'app.kubernetes.io/name: web' })), missing)
    })
    it('is unknown where addresses are written by hand', () => assert.equal(plain(link('service-pods', service('web', 'shop') + deployment('web') + object('v1', 'Endpoints', 'web', 'subsets: []\n')).isMissing), '?'))
  })

  describe('of a ServiceMonitor', () => {
    const shop = '  namespaceSelector:\n    matchNames: [shop]\n', any = '  namespaceSelector:\n    any: true\n'
    it('looks into its own namespace, those that it names, or all', () => {
      assert.deepEqual(state('monitor', monitor('web', '', 'shop') + labelled('web', 'shop')), found)
      assert.deepEqual(state('monitor', monitor('web', shop, 'monitoring') + labelled('web', 'shop')), found)
      assert.deepEqual(state('monitor', monitor('web', any, 'monitoring') + labelled('web', 'shop')), found)
      assert.deepEqual(state('monitor', monitor('web', '', 'monitoring') + labelled('web', 'shop')), missing)
    })
    it('is not judged by the Services of its own namespace where it looks into another', () => {
      assert.deepEqual(state('monitor', monitor('web', shop, 'monitoring') + labelled('dashboard', 'monitoring')), unseen)
      assert.deepEqual(state('monitor', monitor('web', shop, 'monitoring') + labelled('dashboard', 'shop')), missing)
    })
    it('is missing where a Service leads to pods of those labels and has none of its own', () => {
      assert.deepEqual(state('monitor', { 'k8s/monitoring/web.yaml': monitor('web', shop, 'monitoring'), 'k8s/web.yaml': service('web', 'web') }), missing)
    })
    it('goes by the name of a port', () => {
      assert.deepEqual(state('monitor-port', monitor('web', shop, 'monitoring') + labelled('web', 'shop')), found)
      assert.deepEqual(state('monitor-port', monitor('web', shop, 'monitoring') + labelled('web', 'shop').replace('name: metrics', 'name: http')), missing)
      assert.deepEqual(state('monitor-port', monitor('web', shop, 'monitoring') + labelled('web', 'shop').replace('name: metrics', 'name: ${PORT}')), unsure)
    })
  })

  it('to a Service lacks a port that is declared nowhere', () => {
    const ingress = (port: string) => object('networking.k8s.io/v1', 'Ingress', 'web', `spec:\n  defaultBackend:\n    service:\n      name: web\n      port:\n        ${port}\n`)
    const lacks = (port: string, backend: string) => { const { lacksPort, portLocation } = link('ingress-backend', ingress(port) + backend); return [plain(lacksPort), portLocation] }
    assert.deepEqual(lacks('number: 80', service('web', 'web')), [false, 'spec.defaultBackend.service.port.number'])
    assert.deepEqual(lacks('name: web', service('web', 'web')), [true, 'spec.defaultBackend.service.port.name'])
    assert.deepEqual(lacks('number: 8080', ''), [false, 'spec.defaultBackend.service.port.number'])
    assert.deepEqual(lacks('number: 8080', service('web', 'web', '    - port: ${PORT}\n'))[0], '?')
    assert.deepEqual(lacks('number: 8080', object('v1', 'Service', 'web', 'spec:\n  type: ExternalName\n  externalName: web.example.com\n'))[0], '?')
  })
})

describe('a port', () => {
  const ports = (text: string): readonly Port[] => all('kubernetes.Port', { 'k8s/app.yaml': text })
  const of = (items: string) => ports(deployment('web', { ports: `          ports:\n${items}` }))
  const item = (number: string, more = ''): string => `            - containerPort: ${number}\n${more}`
  const field = <K extends keyof Port>(name: K, from: readonly Port[]) => from.map(port => plain(port[name] as Maybe<unknown>))

  it('is of a container or of a Service, with what Kubernetes puts where nothing is written', () => {
    const [http] = of(item('8080', '              name: http\n')), [own] = ports(service('shop', 'web', '      targetPort: http\n'))
    assert.deepEqual([http!.of, http!.owner, http!.name, http!.number, http!.targetPort, http!.protocol, http!.isAlone], ['container', 'web', 'http', 8080, null, 'TCP', true])
    assert.deepEqual([own!.of, own!.owner, own!.name, own!.number, own!.targetPort, own!.protocol], ['service', 'shop', 'http', 80, 'http', 'TCP'])
    assert.deepEqual(ports(object('serving.knative.dev/v1', 'Service', 'web', 'spec:\n  ports:\n    - port: 80\n')), [])
  })

  it('is a duplicate by number and protocol, and by name', () => {
    const items = of(item('8080', '              name: web\n') + item('8080', '              name: web\n              protocol: UDP\n') + item('8080'))
    assert.deepEqual(field('isDuplicateNumber', items), [false, false, true])
    assert.deepEqual(field('isDuplicateName', items), [false, true, false])
    assert.deepEqual(field('isAlone', items), [false, false, false])
  })

  it('is compared with those of the other containers of its pod', () => {
    const two = deployment('web', { ports: `          ports:\n${item('8080')}        - name: proxy\n          image: registry.example.com/proxy:1.4.2\n          ports:\n${item('8080')}` })
    assert.deepEqual(field('isDuplicateNumber', ports(two)), [false, true])
    assert.deepEqual(field('isDuplicateNumber', ports(two + deployment('shop', { ports: `          ports:\n${item('8080')}` }))), [false, true, false])
  })

  it('is unknown where a variable stands for its number or name', () => {
    const [port] = of(item('${PORT}', '              name: ${NAME}\n'))
    assert.deepEqual([port!.number, port!.name, port!.numberProblem, port!.nameProblem, port!.isDuplicateNumber, port!.isDuplicateName].map(plain), ['?', '?', '?', '?', '?', '?'])
    assert.ok(port!.number instanceof Unknown)
  })

  it('is unknown as a duplicate where a template may leave it out', () => {
    const chart = { 'web/templates/web.yaml': deployment('web', { ports: `          ports:\n${item('8080')}            {{- if .Values.elsewhere.debug }}\n${item('8080')}            {{- end }}\n` }), 'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'web/values.yaml': '{}\n' }
    assert.deepEqual(field('isDuplicateNumber', all('kubernetes.Port', chart)), [false, '?'])
  })

  it('has a name that Kubernetes takes, by other rules in containers than in Services', () => {
    const names = ['web', 'http-metrics', 'prometheus-metrics', 'Web', '8080', 'a--b', '-web'] as const
    assert.deepEqual(names.map(name => plain(of(item('8080', `              name: "${name}"\n`))[0]!.nameProblem)), [null, null, 'has more than 15 characters', 'is not made of small letters, digits and dashes', 'has no letter', 'has a dash at its edge or two in a row', 'has a dash at its edge or two in a row'])
    assert.deepEqual(names.map(name => plain(ports(service('web', 'web').replace('name: http', `name: "${name}"`))[0]!.nameProblem) === null), [true, true, true, false, true, true, false])
  })

  it('has a number between 1 and 65535, and a target that is a number or a name', () => {
    assert.deepEqual(['1', '65535', '0', '65536', '80.5'].map(number => plain(of(item(number))[0]!.numberProblem) === null), [true, true, false, false, false])
    const target = (text: string) => plain(ports(service('web', 'web', `      targetPort: ${text}\n`))[0]!.targetPortProblem)
    assert.deepEqual([target('8080'), target('http'), target('"8080"'), target('70000'), target('${PORT}')], [null, null, 'has no letter', 'is not between 1 and 65535', '?'])
  })
})

it('links and ports of half-typed files are no trouble', () => {
  const text = deployment('web', { ports: '          ports:\n            - containerPort: 8080\n' }) + service('web', 'web') + monitor('web', '')
  for (let end = 0; end < text.length; end += 7) assert.ok(project({ 'k8s/app.yaml': text.slice(0, end) }).workspace.inspect('k8s/app.yaml', { onFact: fact => { if (fact.kind === 'kubernetes.Link') void (fact as unknown as Link).isMissing } }).every(({ rule }) => rule !== 'shipshape/internal-error'))
})
