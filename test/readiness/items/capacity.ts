import type { Files, ItemCases } from '../items'

const nothing: Files = { 'README.md': '# Shop\n' }
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
const page = (text: string): Files => ({ 'docs/capacity.md': `# Capacity\n\n${text}\n` })
const chart = (template: string): Files => ({ 'chart/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n', 'chart/templates/api.yaml': template })
const given = '{{ required "given" .Values.given }}'
const deployment = ({ spec = '', pod = '', container = '' } = {}): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
${spec}  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
${pod}      containers:
        - name: api
          image: shop/api:1.4.2
          ports: [{ containerPort: 8080 }]
          resources: { requests: { cpu: "1", memory: 1Gi } }
${container}`
const scaler = (most: string | number, target: string | number = 60): string => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
  minReplicas: 2
  maxReplicas: ${most}
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: ${target} } } }]
`
const quota = '---\napiVersion: v1\nkind: ResourceQuota\nmetadata: { name: shop, namespace: shop }\nspec: { hard: { requests.cpu: "10" } }\n'
const budget = '---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: api, namespace: shop }\nspec: { minAvailable: 1, selector: { matchLabels: { app: api } } }\n'
const database = `---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: postgres, namespace: shop }
spec:
  serviceName: postgres
  selector: { matchLabels: { app: postgres } }
  template:
    metadata: { labels: { app: postgres } }
    spec: { containers: [{ name: postgres, image: postgres:17.2, args: [-c, max_connections=100], ports: [{ containerPort: 5432 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: postgres, namespace: shop }
spec: { selector: { app: postgres }, ports: [{ port: 5432 }] }
`
const pool = (size: string): string => `          env: [{ name: DB_POOL_SIZE, value: ${size} }, { name: DATABASE_HOST, value: postgres }]\n`
const nodePool = (limits: string): string => `apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: { name: general }\nspec:\n${limits}  template: { spec: { nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: general } } }\n`
const alert = (expression: string): Files => ({ 'rules/shop.rules.yml': `groups:\n  - name: shop\n    rules:\n      - alert: Ceiling\n        expr: ${expression}\n        for: 15m\n        labels: { severity: ticket }\n` })
const workflow = (run: string): Files => ({ '.github/workflows/plan.yml': `on: pull_request\njobs:\n  plan:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform plan\n      - run: ${run}\n`, 'main.tf': 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n' })
const spot = '      nodeSelector: { karpenter.sh/capacity-type: spot }\n'
const vertical = 'apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: { name: api }\nspec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, updatePolicy: { updateMode: "Off" } }\n'

export const cases: ItemCases = {
  'capacity.estimate': { pass: page('120 requests per second on average, peak 900. 2 KB each, 15 GB a month.'), fail: page('It is enough.'), unknown: nothing },
  'capacity.bounds-fit': { pass: { 'k8s/api.yaml': deployment() + scaler(8) + quota }, fail: { 'k8s/api.yaml': (deployment() + scaler(20) + quota).replaceAll(', namespace: shop', '') }, unknown: chart(deployment() + scaler(given) + quota) },
  'capacity.scales': { pass: { 'k8s/api.yaml': deployment() + scaler(8) }, fail: { 'k8s/api.yaml': deployment() }, unknown: { 'k8s/api.yaml': deployment({ spec: '  replicas: 3\n' }) } },
  'capacity.connections': { pass: { 'k8s/api.yaml': deployment({ container: pool("'10'") }) + scaler(8) + database }, fail: { 'k8s/api.yaml': deployment({ container: pool("'20'") }) + scaler(8) + database }, unknown: { 'k8s/api.yaml': deployment() } },
  'capacity.zone-loss': { pass: { 'k8s/api.yaml': deployment() + scaler(8, 60) }, fail: { 'k8s/api.yaml': deployment() + scaler(8, 85) }, unknown: chart(deployment() + scaler(8, given)) },
  'capacity.node-scaling': { pass: { 'k8s/nodes.yaml': nodePool('  limits: { cpu: "200" }\n') }, fail: { 'k8s/nodes.yaml': nodePool('') }, unknown: { 'k8s/api.yaml': deployment() } },
  'capacity.saturation-alerts': { pass: alert('predict_linear(node_filesystem_avail_bytes[6h], 4 * 3600) < 0'), fail: alert('up == 0'), unknown: alert('"{{ .Values.given }}"') },
  'capacity.review': { pass: page(`Last reviewed: ${day(30)}`), fail: page(`## ${day(300)}\n\nAll of us looked.`), unknown: page('All of us looked.') },
  'capacity.forecast': { proposes: page('Traffic grows by 5 % per month; the season begins in November.'), unknown: nothing },
  'capacity.cost-on-change': { pass: workflow('infracost diff --path .'), fail: workflow('terraform show'), unknown: { 'main.tf': workflow('')['main.tf']! } },
  'capacity.right-sized': { proposes: { 'k8s/vpa.yaml': vertical }, unknown: { 'k8s/api.yaml': deployment() } },
  'capacity.quotas': { proposes: page(`## Quotas\n\nvCPUs: 256 of 512, looked up on ${day(10)}.`), unknown: nothing },
  'capacity.interruptible': { pass: { 'k8s/api.yaml': deployment({ spec: '  replicas: 3\n', pod: spot }) + budget }, fail: { 'k8s/api.yaml': deployment({ spec: '  replicas: 1\n', pod: spot }) + budget }, unknown: chart(deployment({ spec: `  replicas: ${given}\n`, pod: spot }) + budget) },
}
