import type { ItemCases } from '../items'

const k6 = (options: string, url = '`${__ENV.BASE_URL}/cart`'): string => `import http from 'k6/http'\n\n${options ? `export const options = ${options}\n\n` : ''}export default function () {\n  http.get(${url})\n}\n`
const elsewhere = "import http from 'k6/http'\nimport { buy } from './journeys.js'\n\nexport { options } from './options.js'\n\nexport default function () {\n  buy()\n}\n"
const limits = "{ thresholds: { http_req_duration: ['p(95)<300'], http_req_failed: ['rate<0.01'] } }"
const scenarios = (...list: readonly string[]): string => k6(`{ scenarios: { ${list.join(', ')} } }`)
const steady = (name: string, vus: number, duration: string): string => `${name}: { executor: 'constant-vus', vus: ${vus}, duration: '${duration}' }`
const arrivals = "peak: { executor: 'constant-arrival-rate', rate: 50, duration: '10m', preAllocatedVUs: 100 }"
const stress = "stress: { executor: 'ramping-vus', stages: [{ duration: '5m', target: 400 }, { duration: '5m', target: 0 }] }"
const workflow = (events: string, run: string, more = ''): string => `on:\n${events}jobs:\n  load:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n${more}`
const both = '  push:\n    branches: [main]\n  schedule:\n    - cron: "0 3 * * 1"\n'
const objective = (bound: string): string => `version: prometheus/v1
service: shop
slos:
  - name: latency
    objective: 99
    sli:
      events:
        error_query: sum(rate(http_request_duration_seconds_count[{{.window}}])) - sum(rate(http_request_duration_seconds_bucket{le="${bound}"}[{{.window}}]))
        total_query: sum(rate(http_request_duration_seconds_count[{{.window}}]))
    alerting:
      name: ShopLatency
`
const database = (accepted: string, pods: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${pods}
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: shop/web:1.4.2
          env:
            - name: DATABASE_URL
              value: postgres://db:5432/shop
            - name: DB_POOL_SIZE
              value: "20"
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector: { app: db }
  ports:
    - port: 5432
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: { app: db }
  template:
    metadata:
      labels: { app: db }
    spec:
      containers:
        - name: db
          image: postgres:17.2
          args: ["-c", "max_connections=${accepted}"]
`

export const cases: ItemCases = {
  'performance.script': { pass: { 'k6/shop.js': k6('') }, fail: { 'k6/shop.js': k6('', '`${__ENV.BASE_URL}/healthz`') }, unknown: { 'k6/shop.js': elsewhere } },
  'performance.thresholds': { pass: { 'k6/shop.js': k6(limits) }, fail: { 'k6/shop.js': k6("{ thresholds: { http_req_duration: ['p(95)<300'] } }") }, unknown: { 'k6/shop.js': elsewhere } },
  'performance.target-from-env': { pass: { 'k6/shop.js': k6('') }, fail: { 'k6/shop.js': k6('', "'https://www.shop.com/cart'") }, unknown: { 'k6/shop.js': elsewhere } },
  'performance.pool-arithmetic': { pass: { 'k8s/app.yaml': database('200', '4') }, fail: { 'k8s/app.yaml': database('50', '4') }, unknown: { 'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n', 'chart/templates/app.yaml': database('200', '{{ .Values.replicas }}') } },
  'performance.in-pipeline': {
    pass: { 'k6/shop.js': k6(limits), '.github/workflows/load.yml': workflow(both, 'k6 run k6/shop.js') },
    fail: { 'k6/shop.js': k6(limits), '.github/workflows/load.yml': workflow(both, 'k6 run k6/shop.js || true') },
    unknown: { 'k6/shop.js': k6(limits), '.github/workflows/ci.yml': workflow('  push:\n', 'make test') },
  },
  'performance.matches-slo': {
    pass: { 'k6/shop.js': k6("{ thresholds: { http_req_duration: ['p(99)<300'] } }"), 'slo/shop.yml': objective('0.3') },
    fail: { 'k6/shop.js': k6(limits), 'slo/shop.yml': objective('0.3') },
    unknown: { 'k6/shop.js': k6(limits), 'slo/shop.yml': objective('{{ .bound }}') },
  },
  'performance.open-model': { pass: { 'k6/shop.js': scenarios(arrivals) }, fail: { 'k6/shop.js': scenarios(steady('load', 50, '10m')) }, unknown: { 'k6/shop.js': elsewhere } },
  'performance.types': {
    pass: { 'k6/shop.js': scenarios(steady('smoke', 1, '1m'), arrivals, stress, steady('soak', 50, '4h')) },
    fail: { 'k6/shop.js': scenarios(steady('smoke', 1, '1m'), arrivals) },
    unknown: { 'k6/shop.js': scenarios(steady('smoke', 1, '1m'), arrivals, stress, "long: { executor: 'constant-vus', vus: Number(__ENV.VUS), duration: '1h' }") },
  },
  'performance.baseline': { proposes: { '.github/workflows/load.yml': workflow(both, 'k6 run k6/shop.js', '      - uses: actions/upload-artifact@v4\n        with:\n          name: result\n          path: summary.json\n') }, unknown: {} },
  'performance.first-limit': { proposes: { 'docs/capacity/shop.md': '# Capacity of the shop\n\nThe breaking point is 420 requests per second and pod; the pool of connections is the bottleneck.\n' }, unknown: {} },
  'performance.client-budget': {
    pass: { 'lighthouserc.json': '{ "ci": { "assert": { "preset": "lighthouse:recommended" } } }\n' },
    fail: { 'lighthouserc.json': '{ "ci": { "assert": { "preset": "lighthouse:recommended" } } }\n', '.github/workflows/ci.yml': workflow('  push:\n', 'npx lhci autorun || true') },
    unknown: { 'lighthouserc.js': "module.exports = { ci: require('./base') }\n" },
  },
  'performance.profiling': {
    proposes: { 'k8s/app.yaml': database('200', '4').replace('- name: DB_POOL_SIZE\n              value: "20"', '- name: JAVA_TOOL_OPTIONS\n              value: -XX:StartFlightRecording=maxage=1h') },
    unknown: {},
  },
}
