import type { ItemCases } from '../items'

const slo = (target: string, more = '', name = 'availability'): string => `version: prometheus/v1\nservice: shop\nslos:\n  - name: ${name}\n    objective: ${target}\n${more}`
const events = (selector: string): string => `    sli:\n      events:\n        error_query: sum(rate(${selector}[{{.window}}]))\n        total_query: sum(rate(http_requests_total[{{.window}}]))\n`
const latency = '  - name: latency\n    objective: 99\n'
const rules = (...list: string[]): string => `groups:\n  - name: shop\n    rules:\n${list.map(rule => `      - ${rule.trim().replace(/\n/g, '\n        ')}\n`).join('')}`
const burn = (long: string, short: string, threshold: string): string => `alert: Burn${long}\nexpr: job:errors:ratio_rate${long} > ${threshold} and job:errors:ratio_rate${short} > ${threshold}\nlabels: {severity: page, slo: availability}`
const panel = (id: number, expr: string): object => ({ id, type: 'timeseries', title: `Panel ${id}`, gridPos: { x: 0, y: 8 * id, w: 12, h: 8 }, datasource: { type: 'prometheus', uid: '${datasource}' }, targets: [{ refId: 'A', expr }] })
const dashboard = (exprs: readonly string[], more: object = {}): string => JSON.stringify({ uid: 'shop', title: 'Shop', schemaVersion: 39, templating: { list: [] }, annotations: { list: [] }, panels: exprs.map((expr, i) => panel(i, expr)), ...more }, null, 1)
const file = 'dashboards/shop.json', ruleFile = 'prometheus/shop.rules.yml', sloFile = 'slo/shop.yml', server = 'prometheus/prometheus.yml'
const scrape = (more: string): string => `global: {scrape_interval: 15s}\nscrape_configs:\n  - job_name: shop\n    static_configs: [{targets: ["shop:8080"]}]\n${more}`
const prometheus = (args: string): string => `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: prometheus\nspec:\n  selector:\n    matchLabels: {app: prometheus}\n  template:\n    metadata:\n      labels: {app: prometheus}\n    spec:\n      containers:\n        - name: prometheus\n          image: prom/prometheus:v3.5.0\n          args: ${args}\n`

/** Workspaces that settle the items of the topic. */
export const cases: ItemCases = {
  'monitoring.slo-file': { pass: { [sloFile]: slo('99.9') + latency }, fail: { [sloFile]: slo('99.9') }, unknown: { [ruleFile]: rules('record: job:requests:rate5m\nexpr: sum by (job) (rate(http_requests_total[5m]))') } },
  'monitoring.slo-sane': { pass: { [sloFile]: slo('99.9', '    labels: {sla: "99.5"}\n') }, fail: { [sloFile]: slo('99.9', '    labels: {sla: "99.95"}\n') }, unknown: { [sloFile]: slo('${TARGET}') } },
  'monitoring.burn-alerts': {
    pass: { [ruleFile]: rules(burn('1h', '5m', '14.4 * 0.001'), burn('6h', '30m', '6 * 0.001')) },
    fail: { [ruleFile]: rules('alert: Errors\nexpr: job:errors:ratio_rate5m > 0.05') },
    unknown: { [ruleFile]: rules('alert: Errors\nexpr: job:errors:ratio_rate5m > ${LIMIT}') },
  },
  'monitoring.burn-maths': {
    pass: { [ruleFile]: rules(burn('1h', '5m', '14.4 * 0.0005')), [sloFile]: slo('99.95') },
    fail: { [ruleFile]: rules(burn('1h', '5m', '14.4 * 0.001')), [sloFile]: slo('99.95') },
    unknown: { [ruleFile]: rules(burn('1h', '5m', '14.4 * 0.001')) },
  },
  'monitoring.cardinality': {
    pass: { [ruleFile]: rules('record: job:requests:rate5m\nexpr: sum by (job) (rate(http_requests_total[5m]))') },
    fail: { [file]: dashboard(['sum by (user_id) (rate(http_requests_total[$__rate_interval]))']) },
    unknown: { [file]: dashboard(['$query $filter']) },
  },
  'monitoring.ratio-sli': {
    pass: { [sloFile]: slo('99.9', events('http_requests_total{code=~"5.."}')) },
    fail: { [sloFile]: slo('99.9') },
    unknown: { [sloFile]: 'apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: shop\nspec:\n  indicatorRef: shop-errors\n  objectives:\n    - target: 0.999\n' },
  },
  'monitoring.budget-panel': {
    pass: { [file]: dashboard(['1 - (sum(rate(http_requests_total{code=~"5.."}[30d])) / sum(rate(http_requests_total[30d]))) / 0.001']) },
    fail: { [file]: dashboard(['sum(rate(http_requests_total[5m]))']) },
    unknown: { [file]: dashboard(['$query $filter']) },
  },
  'monitoring.budget-policy': {
    pass: { 'docs/error-budget-policy.md': '# Error budget policy\n\nWhen the budget is gone, releases stop. The product owner decides. Except for fixes of security.\n' },
    fail: { 'docs/error-budget-policy.md': '# Error budget policy\n\nWe care about reliability.\n' },
    unknown: { [sloFile]: slo('99.9') },
  },
  'monitoring.dependencies': { proposes: { 'docs/slo.md': '# Objectives\n\n## Dependencies\n\n| payments | 99.95 % |\n' }, unknown: { [sloFile]: slo('99.9') } },
  'monitoring.three-linked': { proposes: { [file]: dashboard(['up'], { links: [{ title: 'Logs', url: 'https://grafana.example.com/explore?logs' }, { title: 'Traces', url: 'https://tempo.example.com' }] }) }, unknown: { [ruleFile]: rules('record: job:requests:rate5m\nexpr: sum by (job) (rate(http_requests_total[5m]))') } },
  'monitoring.outside-in': {
    pass: { [server]: scrape('  - job_name: outside\n    metrics_path: /probe\n    static_configs: [{targets: ["https://shop.example.com"]}]\n') },
    fail: { [server]: scrape('  - job_name: inside\n    metrics_path: /probe\n    static_configs: [{targets: ["http://shop.shop.svc:8080"]}]\n') },
    unknown: { [server]: scrape('') },
  },
  'monitoring.recording': {
    pass: { [ruleFile]: rules('record: job:requests:rate5m\nexpr: sum by (job) (rate(http_requests_total[5m]))'), [file]: dashboard(['avg_over_time(job:errors:ratio_rate5m[30d])']) },
    fail: { [file]: dashboard(['sum(rate(http_requests_total[30d]))']) },
    unknown: { [file]: dashboard(['$query $filter']) },
  },
  'monitoring.retention': {
    pass: { 'k8s/prometheus.yaml': prometheus('[--storage.tsdb.retention.time=30d]') },
    fail: { 'k8s/prometheus.yaml': prometheus('[--config.file=/etc/prometheus.yml]') },
    unknown: { 'k8s/prometheus.yaml': prometheus('[--web.enable-lifecycle]').replace('- name: prometheus', '- name: metrics') },
  },
}
