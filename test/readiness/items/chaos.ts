import type { ItemCases } from '../items'

const mesh = (kind: string, spec: string, more = '', namespace = 'staging'): string => `apiVersion: chaos-mesh.org/v1alpha1\nkind: ${kind}\nmetadata:\n  name: kill\n  namespace: ${namespace}\n${more}spec:\n${spec}`
const kill = (namespace = 'staging'): string => `  action: pod-kill\n  mode: one\n  selector:\n    namespaces: [${namespace}]\n    labelSelectors:\n      app: web\n`
const delay = '  action: delay\n  mode: one\n  duration: 5m\n  selector:\n    namespaces: [staging]\n    labelSelectors:\n      app: web\n  delay:\n    latency: 100ms\n'
const engine = (more: string): string => `apiVersion: litmuschaos.io/v1alpha1\nkind: ChaosEngine\nmetadata:\n  name: kill\n  namespace: staging\nspec:\n${more}  appinfo:\n    appns: staging\n    applabel: app=web\n    appkind: deployment\n  experiments:\n    - name: pod-delete\n      spec:\n        components:\n          env:\n            - name: TOTAL_CHAOS_DURATION\n              value: "30"\n`
const fis = (target: string, condition: string): string => `resource "aws_fis_experiment_template" "stop" {\n  description = "stop one"\n  role_arn    = "arn:aws:iam::123456789012:role/fis"\n  stop_condition {\n    ${condition}\n  }\n  action {\n    name      = "stop"\n    action_id = "aws:ec2:stop-instances"\n  }\n  target {\n    name           = "one"\n    resource_type  = "aws:ec2:instance"\n    ${target}\n  }\n}\n`
const alarm = 'source = "aws:cloudwatch:alarm"\n    value  = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:errors"', none = 'source = "none"'
const templated = { 'chart/Chart.yaml': 'apiVersion: v2\nname: chaos\nversion: 1.0.0\n' }
const chart = (spec: string, head = 'kind: NetworkChaos'): { readonly [path: string]: string } => ({ ...templated, 'chart/templates/chaos.yaml': `apiVersion: chaos-mesh.org/v1alpha1\n${head}\nmetadata:\n  name: delay\nspec:\n${spec}` })
const app = (replicas: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      terminationGracePeriodSeconds: 60
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: { app: web }
      containers:
        - name: web
          image: shop/web:1.4.2
          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet: { path: /ready, port: 8080 }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels: { app: web }
`
const job = (environment: string): string => `on:\n  schedule:\n    - cron: "0 9 * * 2"\njobs:\n  chaos:\n    runs-on: ubuntu-24.04\n${environment}    steps:\n      - run: kubectl apply -f chaos/kill.yaml\n`
const role = (kind: string, rule: string): string => `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: chaos-runner\nrules:\n  - ${rule}\n`

const gameDay = (days: number): string => `# Game day\n\nHeld on ${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)} by the shop team.\n`

export const cases: ItemCases = {
  'chaos.survives-on-paper': { pass: { 'k8s/app.yaml': app('3') }, fail: { 'k8s/app.yaml': app('1') }, unknown: { 'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'chart/templates/web.yaml': app('{{ .Values.replicas }}') } },
  'chaos.blast-radius': {
    pass: { 'chaos/kill.yaml': mesh('PodChaos', kill()), 'main.tf': fis('selection_mode = "COUNT(1)"', alarm) },
    fail: { 'main.tf': fis('selection_mode = "ALL"', alarm) },
    unknown: { 'main.tf': `variable "mode" {\n  type = string\n}\n\n${fis('selection_mode = var.mode', alarm)}` },
  },
  'chaos.abort': {
    pass: { 'chaos/delay.yaml': mesh('NetworkChaos', delay), 'main.tf': fis('selection_mode = "COUNT(1)"', alarm) },
    fail: { 'main.tf': fis('selection_mode = "COUNT(1)"', none) },
    unknown: chart('  action: {{ .Values.action }}\n  mode: one\n  selector:\n    labelSelectors:\n      app: web\n'),
  },
  'chaos.not-by-accident': {
    pass: { 'chaos/kill.yaml': mesh('PodChaos', kill('shop-production')), '.github/workflows/chaos.yml': job('    environment: production\n') },
    fail: { 'chaos/kill.yaml': mesh('PodChaos', kill('shop-production')), '.github/workflows/chaos.yml': job('') },
    unknown: chart('  action: partition\n  mode: one\n  duration: 1m\n  selector:\n    namespaces: [{{ .Values.namespace }}]\n'),
  },
  'chaos.hypothesis': {
    pass: { 'chaos/kill.yaml': mesh('PodChaos', kill(), '  annotations:\n    shop.example/hypothesis: "99 % of carts answer within 300 ms for ten minutes"\n') },
    fail: { 'chaos/kill.yaml': engine('') },
    unknown: { 'chaos/kill.yaml': mesh('PodChaos', kill()) },
  },
  'chaos.game-day': { pass: { 'game-days/spring.md': gameDay(20) }, fail: { 'game-days/spring.md': gameDay(400) }, unknown: { 'game-days/plan.md': '# How we practise\n\nEverybody has a role.\n' } },
  'chaos.findings': {
    pass: { 'game-days/spring.md': `${gameDay(20)}\nThe cache had no time-out: [#812](https://github.com/shop/shop/issues/812).\n` },
    fail: { 'game-days/spring.md': `${gameDay(20)}\nThe cache had no time-out.\n` },
    unknown: {},
  },
  'chaos.patterns': {
    proposes: { 'k8s/istio.yaml': 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: cart\nspec:\n  host: cart\n  trafficPolicy:\n    outlierDetection:\n      consecutive5xxErrors: 5\n' },
    unknown: { 'k8s/app.yaml': app('3') },
  },
  'chaos.dependencies': {
    pass: { 'chaos/delay.yaml': mesh('NetworkChaos', delay) },
    fail: { 'chaos/kill.yaml': mesh('PodChaos', kill()) },
    unknown: chart('  action: {{ .Values.action }}\n  mode: one\n  duration: 1m\n'),
  },
  'chaos.tool-rights': {
    pass: { 'chaos/kill.yaml': engine('  annotationCheck: "true"\n') + role('Role', '{ apiGroups: [""], resources: [pods], verbs: [get, list, delete] }') },
    fail: { 'chaos/kill.yaml': engine('') + role('ClusterRole', '{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }') },
    unknown: { 'chaos/kill.yaml': mesh('PodChaos', kill()) },
  },
  'chaos.regular': {
    pass: { 'chaos/kill.yaml': mesh('Schedule', '  schedule: "0 9 * * 2"\n  concurrencyPolicy: Forbid\n  type: PodChaos\n  podChaos:\n    action: pod-kill\n    mode: one\n    selector:\n      labelSelectors:\n        app: web\n') },
    fail: { 'chaos/kill.yaml': mesh('PodChaos', kill()) },
    unknown: { ...templated, 'chart/templates/chaos.yaml': mesh('Workflow', '  entry: all\n  templates:\n    {{- toYaml .Values.templates | nindent 4 }}\n') },
  },
}
