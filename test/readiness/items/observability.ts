import type { ItemCases } from '../items'

const runbook = 'runbooks/shop.md', runbookText = '# Shop\n\n## Errors\n\n1. Look at the last deployment.\n'
const rules = (...list: string[]): string => `groups:\n  - name: shop\n    rules:\n${list.map(rule => `      - ${rule.trim().replace(/\n/g, '\n        ')}\n`).join('')}`
const alert = (expr: string, more = 'labels: {severity: page}\nannotations: {summary: x, runbook_url: runbooks/shop.md#errors}'): string => `alert: Shop\nexpr: ${expr}\nfor: 5m\n${more}`
const deployment = (env: string, name = 'shop', kind = 'Deployment'): string => `apiVersion: apps/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    matchLabels: {app: shop}\n  template:\n    metadata:\n      labels: {app: shop}\n    spec:\n      containers:\n        - name: app\n          image: registry.example.com/${name}:1.0.0\n          env:\n${env}`
const variable = (name: string, value: string): string => `            - name: ${name}\n              value: "${value}"\n`
const service = (labels = '{app: shop}'): string => `apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\n  labels: ${labels}\nspec:\n  selector: {app: shop}\n  ports:\n    - name: metrics\n      port: 8080\n`
const monitor = 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels: {app: shop}\n  endpoints:\n    - port: metrics\n'
const panel = (id: number, expr: string, more: object = {}): object => ({ id, type: 'timeseries', title: `Panel ${id}`, description: 'What it shows.', gridPos: { x: 0, y: 8 * id, w: 12, h: 8 }, datasource: { type: 'prometheus', uid: '${datasource}' }, fieldConfig: { defaults: { unit: 'short' } }, targets: [{ refId: 'A', expr }], ...more })
const dashboard = (panels: readonly object[], more: object = {}): string => JSON.stringify({ uid: 'shop', title: 'Shop', schemaVersion: 39, templating: { list: [{ name: 'datasource', type: 'datasource' }] }, annotations: { list: [] }, links: [{ title: 'Runbook', url: 'https://example.com/runbooks/shop' }], panels, ...more }, null, 1)
const rate = 'sum(rate(http_requests_total[$__rate_interval]))', errors = 'sum(rate(http_requests_total{code=~"5.."}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))', duration = 'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[$__rate_interval])))'
const file = 'dashboards/shop.json', ruleFile = 'prometheus/shop.rules.yml', am = 'alertmanager/alertmanager.yml', collector = 'otel/collector.yml'
const alertmanager = (pager: string, more = ''): string => `route:\n  receiver: chat\n  routes:\n    - matchers: ['severity="page"']\n      receiver: pager\n${more}receivers:\n  - name: chat\n    slack_configs: [{channel: '#shop'}]\n  - name: pager\n${pager}`
const pagerduty = "    pagerduty_configs: [{routing_key_file: /etc/key}]\n", webhook = '    webhook_configs: [{url_file: /etc/url}]\n'
const pipeline = (processors: string, exporters = '[otlp]'): string => `receivers:\n  otlp:\n    protocols: {grpc: {endpoint: "0.0.0.0:4317"}}\nprocessors:\n  memory_limiter: {check_interval: 1s, limit_percentage: 80}\n  batch: {}\nexporters:\n  otlp: {endpoint: "tempo:4317"}\n  debug: {}\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      processors: ${processors}\n      exporters: ${exporters}\n`
const otel = (sampler: string): string => deployment(variable('OTEL_SERVICE_NAME', 'shop') + variable('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://otel:4317') + sampler)
const watchdog = 'alert: Watchdog\nexpr: vector(1)\nlabels: {severity: none}\nannotations: {summary: Always fires.}'
const group = (retention: string): string => `resource "aws_cloudwatch_log_group" "shop" {\n  name = "/shop"\n${retention}}\n`

/** Workspaces that settle the items of the topic. */
export const cases: ItemCases = {
  'observability.json-logs': { proposes: { 'k8s/shop.yaml': deployment(variable('LOG_FORMAT', 'json')) }, unknown: { 'k8s/shop.yaml': deployment(variable('PORT', '8080')) } },
  'observability.correlation': { proposes: { 'k8s/shop.yaml': deployment(variable('OTEL_PROPAGATORS', 'tracecontext,baggage')) }, unknown: { 'k8s/shop.yaml': deployment(variable('PORT', '8080')) } },
  'observability.scraped': {
    pass: { 'k8s/shop.yaml': deployment(variable('PORT', '8080')), 'k8s/service.yaml': service(), 'k8s/monitor.yaml': monitor },
    fail: { 'prometheus/prometheus.yml': 'global: {scrape_interval: 15s}\nscrape_configs:\n  - job_name: prometheus\n    static_configs: [{targets: ["localhost:9090"]}]\n' },
    unknown: { 'prometheus/prometheus.yml': 'scrape_configs:\n  - job_name: ${JOB}\n    file_sd_configs: [{files: [targets.json]}]\n' },
  },
  'observability.red': {
    pass: { [file]: dashboard([panel(0, rate), panel(1, errors), panel(2, duration)]) },
    fail: { [file]: dashboard([panel(0, rate), panel(1, 'process_resident_memory_bytes')]) },
    unknown: { [file]: dashboard([panel(0, rate), panel(1, '$query $filter')]) },
  },
  'observability.alert-complete': {
    pass: { [ruleFile]: rules(alert('up == 0')), [runbook]: runbookText },
    fail: { [ruleFile]: rules(alert('up == 0', 'labels: {severity: page}')) },
    unknown: { [ruleFile]: rules(alert('up == 0', 'labels: {severity: page}\nannotations: {summary: x, runbook_url: "https://wiki.example.com/shop"}')) },
  },
  'observability.rules-valid': {
    pass: { [ruleFile]: rules(alert('up == 0')), 'prometheus/shop_test.yml': 'rule_files: [shop.rules.yml]\ntests:\n  - interval: 1m\n    alert_rule_test: []\n' },
    fail: { [ruleFile]: rules(alert('up = 0')) },
    unknown: { [ruleFile]: rules(alert('up == ${LIMIT}')), '.github/workflows/ci.yml': 'on: push\njobs:\n  check:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: promtool check rules prometheus/*.yml\n' },
  },
  'observability.routed': { pass: { [am]: alertmanager(pagerduty) }, fail: { [am]: alertmanager('') }, unknown: { [am]: alertmanager(webhook) } },
  'observability.log-level': {
    pass: { 'k8s/shop.yaml': deployment(variable('LOG_LEVEL', 'info')) },
    fail: { 'k8s/shop.yaml': deployment(variable('LOG_LEVEL', 'debug')) },
    unknown: { 'k8s/shop.yaml': deployment(variable('PORT', '8080')) },
  },
  'observability.use': {
    pass: { [file]: dashboard([panel(0, 'rate(container_cpu_cfs_throttled_periods_total[$__rate_interval])'), panel(1, 'container_memory_working_set_bytes'), panel(2, 'db_pool_connections_in_use / db_pool_connections_max')]) },
    fail: { [file]: dashboard([panel(0, rate)]) },
    unknown: { [file]: dashboard([panel(0, '$query $filter')]) },
  },
  'observability.traces': { pass: { 'k8s/shop.yaml': otel(variable('OTEL_TRACES_SAMPLER', 'parentbased_traceidratio')) }, fail: { 'k8s/shop.yaml': otel('') }, unknown: { 'k8s/shop.yaml': deployment(variable('PORT', '8080')) } },
  'observability.collector': { pass: { [collector]: pipeline('[memory_limiter, batch]') }, fail: { [collector]: pipeline('[batch]') }, unknown: { [collector]: pipeline('${env:PROCESSORS}') } },
  'observability.symptoms': {
    pass: { [ruleFile]: rules(alert('sum(rate(http_requests_total{code=~"5.."}[5m])) > 5')) },
    fail: { [ruleFile]: rules(alert('rate(container_cpu_usage_seconds_total[5m]) > 0.9')) },
    unknown: { [ruleFile]: rules(alert('shop_mood < 3')) },
  },
  'observability.dashboards': {
    pass: { [file]: dashboard([panel(0, rate)]) },
    fail: { [file]: dashboard([panel(0, rate, { description: '' })]) },
    unknown: { [file]: dashboard([panel(0, rate, { fieldConfig: { defaults: { unit: '${unit}' } } })]) },
  },
  'observability.log-pipeline': {
    pass: { 'main.tf': group('  retention_in_days = 30\n') },
    fail: { 'main.tf': group('') },
    unknown: { 'main.tf': `variable "days" {}\n${group('  retention_in_days = var.days\n')}` },
  },
  'observability.watchdog': {
    pass: { [ruleFile]: rules(watchdog), [am]: alertmanager(pagerduty, `    - matchers: ['alertname="Watchdog"']\n      receiver: deadman\n`) + '  - name: deadman\n    webhook_configs: [{url: "https://hc-ping.com/abc"}]\n' },
    fail: { [ruleFile]: rules(watchdog), [am]: alertmanager(pagerduty) },
    unknown: { [ruleFile]: rules(watchdog), [am]: alertmanager(webhook) },
  },
}
