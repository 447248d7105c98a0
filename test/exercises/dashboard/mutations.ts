import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutation } from '../exercises.test'

const dashboard = 'dashboards/payments.json', rules = 'prometheus/payments.rules.yml'
const more = (id: number): string => JSON.stringify({ id, type: 'timeseries', title: `More ${id}`, description: 'More.', gridPos: { x: 0, y: 24, w: 8, h: 8 }, datasource: { type: 'prometheus', uid: '${datasource}' }, fieldConfig: { defaults: { unit: 'short' } }, targets: [{ refId: 'A', expr: 'sum(up)' }] })
const text = readFileSync(join(__dirname, '../../../curriculum/exercises/dashboard/solution', dashboard), 'utf8')
const saturation = text.slice(text.indexOf('db_pool_connections_in_use'), text.indexOf('[', text.indexOf('container_cpu_cfs_periods_total')))

/** What each check is for, taken out. */
export const mutations: { readonly [check: string]: Mutation } = {
  'e3.01': { path: dashboard, from: '"uid": "payments"', to: '"uid": ""' },
  'e3.02': { path: dashboard, from: '"uid": "${datasource}"', to: '"uid": "P1809F7CD0C75ACF3"' },
  'e3.03': { path: dashboard, from: 'max by (pod) (container_memory_working_set_bytes) / max by (pod) (kube_pod_container_resource_limits{resource=\\"memory\\"})', to: 'max by (pod) (container_memory_working_set_bytes) / max by (pod) (kube_pod_container_resource_limits{resource=\\"memory\\"}))' },
  'e3.04': { path: dashboard, from: 'sum by (route) (rate(http_requests_total[$__rate_interval]))', to: 'sum(go_goroutines)' },
  'e3.05': { path: dashboard, from: 'sum(rate(http_requests_total{code=~\\"5..\\"}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))', to: 'sum(rate(http_requests_total{code=~\\"5..\\"}[$__rate_interval]))' },
  'e3.06': { path: dashboard, from: 'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[$__rate_interval])))', to: 'histogram_quantile(0.99, sum (rate(http_request_duration_seconds_bucket[$__rate_interval])))' },
  'e3.07': { path: dashboard, from: saturation, to: saturation.replace('db_pool_connections_in_use / db_pool_connections_max', 'sum(up)').replace(/"expr": "sum by [(]pod[)].*$/s, '"expr": "sum(up) + sum(rate(things_total') },
  'e3.08': { path: dashboard, from: 'db_pool_connections_in_use / db_pool_connections_max', to: 'db_pool_connections_in_use / db_pool_connections_max + http_requests_total' },
  'e3.09': { path: dashboard, from: 'sum by (route) (rate(http_requests_total[$__rate_interval]))', to: 'sum by (route) (rate(http_requests_total[5m]))' },
  'e3.10': { path: dashboard, from: '"unit": "reqps"', to: '"decimals": 1' },
  'e3.11': { path: dashboard, from: '"x": 16,\n        "y": 0', to: '"x": 16,\n        "y": 24' },
  'e3.12': { path: dashboard, from: '1 - (sum(rate(http_requests_total{code=~\\"5..\\"}[30d])) / sum(rate(http_requests_total[30d]))) / 0.001', to: 'vector(1)' },
  'e3.13': { path: dashboard, from: '"enable": true', to: '"enable": false' },
  'e3.14': { path: dashboard, from: '"title": "Traces",\n      "type": "link",\n      "url": "https://grafana.acme.example/explore?left=tempo"', to: '"title": "Home",\n      "type": "link",\n      "url": "https://acme.example/"' },
  'e3.15': { path: dashboard, from: 'sum by (route) (rate(http_requests_total[$__rate_interval]))', to: 'sum by (user_id) (rate(http_requests_total[$__rate_interval]))' },
  'e3.16': { path: dashboard, from: '"panels": [', to: `"panels": [${Array.from({ length: 14 }, (_, i) => `${more(100 + i)},`).join('')}` },
  'e3.17': { path: rules, from: '[5m]', to: '[10m]' },
  'e3.18': { path: rules, from: '(6 * 0.001)', to: '(9 * 0.001)' },
  'e3.19': { path: rules, from: '          summary: Payments fails so often that the budget of 30 days is gone in two days\n', to: '' },
  'e3.20': { path: rules, from: '#requests-fail', to: '#request-fails' },
}
