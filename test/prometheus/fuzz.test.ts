import assert from 'node:assert/strict'
import { Document } from '../../src/core/document'
import type { Environment, Language } from '../../src/core/language'
import { Unknown } from '../../src/core/value'
import { language as grafana } from '../../src/languages/grafana/language'
import { language as otel } from '../../src/languages/otel/language'
import { language as prometheus } from '../../src/languages/prometheus/language'
import { exercise } from './world'
import { processorTime } from '../processor-time'

const rules = `groups:
  - name: shop
    interval: 30s
    labels: {team: shop}
    rules:
      - record: job:errors:ratio_rate1h
        expr: sum by (job) (rate(x_total{code=~"5.."}[1h])) / sum by (job) (rate(x_total[1h]))
      - alert: Burn
        expr: |
          job:errors:ratio_rate1h > (14.4 * 0.001) # fast
          and job:errors:ratio_rate5m > (14.4 * 0.001)
        for: 2m
        labels: {severity: page, value: "{{ $value }}"}
        annotations: {summary: "é {{ $labels.job }}", runbook_url: runbooks/x.md#y}
`
const alertmanager = `route: &r
  receiver: chat
  group_by: [job, '...']
  routes:
    - matchers: ['severity=~"page|critical"', team!="x"]
      receiver: pager
      continue: true
    - match: {a: b}
      match_re: {c: "d.*"}
inhibit_rules: [{source_matchers: [a=b]}]
receivers:
  - name: chat
    slack_configs: [{channel: "#x"}]
  - {name: pager, pagerduty_configs: [{routing_key: x}], webhook_configs: [{url: "https://hc-ping.com/x"}]}
`
const slo = `version: prometheus/v1
service: shop
slos:
  - name: a
    objective: 99.9
    sli: {events: {error_query: "sum(rate(x[{{.window}}]))", total_query: "sum(rate(y[{{.window}}]))"}}
---
apiVersion: openslo/v1
kind: SLO
metadata: {name: b}
spec:
  service: x
  timeWindow: [{duration: 30d}]
  indicator: {spec: {ratioMetric: {good: {metricSource: {spec: {query: a_total}}}, total: {metricSource: {spec: {query: b_total}}}}}}
  objectives: [{target: 0.99}]
`
const server = `global: {scrape_interval: 15s}
rule_files: ["*.yml"]
scrape_configs:
  - job_name: a
    metrics_path: /probe
    static_configs: [{targets: ["a:1"]}]
    metric_relabel_configs: [{action: drop}]
remote_write: [{url: x}]
`
const collector = `receivers:
  otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}
processors: {memory_limiter: {}, batch: }
exporters:
  otlp/x: {endpoint: "x:4317", sending_queue: {enabled: false}, retry_on_failure: "\${X}"}
  debug:
extensions: {zpages: {endpoint: ":55679"}}
service:
  extensions: [zpages]
  pipelines:
    traces: {receivers: [otlp], processors: [memory_limiter, batch], exporters: [otlp/x, debug]}
`
const dashboard = JSON.stringify({
  uid: 'a', title: 'é', schemaVersion: 39, editable: false, templating: { list: [{ name: 'datasource', type: 'datasource' }] }, annotations: { list: [{ name: 'Deploys', expr: 'x' }] }, links: [{ title: 'Logs', url: 'x' }],
  panels: [{ id: 1, type: 'row', title: 'R', panels: [{ id: 2, type: 'stat', title: 'B', targets: [{ expr: '1 - x / 0.001', exemplar: true }] }] }, { id: 3, type: 'timeseries', title: 'A', gridPos: { y: 0 }, datasource: { type: 'prometheus', uid: '${datasource}' }, fieldConfig: { defaults: { unit: 's' } }, targets: [{ expr: 'rate(x_total[$__rate_interval])' }, { expr: '{app="x"}', datasource: { type: 'loki', uid: 'l' } }] }],
}, null, 1)

const paths = ['', 'expr', 'expr@3:9', 'expr@900:1', '@0:1', 'labels.severity', 'annotations["x"]', 'group.name', 'server', 'dashboard.title', 'collector', 'targets[0].expr@0:5', 'receiver', 'x[0].y', 'a..b', '["x', 'alertmanager.route']

function read(language: Language, path: string, text: string): number {
  const document = new Document(path, text)
  const environment: Environment = { read: one => one === path ? document : null, list: () => [path], folders: () => [], names: () => new Unknown('names'), setting: () => undefined, find: () => [] }
  const scope = language.read(path, environment)
  for (const { span } of scope.errors) assert.ok(span[0] <= span[1] && span[1] <= text.length)
  let count = 0
  for (const context of scope.contexts) count += exercise(context.facts(), text, paths)
  void [...scope.exports()]
  language.comments(document)
  language.claims(path, () => text.slice(0, 4096))
  return count
}

function random(seed: number): (below: number) => number {
  let state = seed
  return below => { state = state * 1664525 + 1013904223 >>> 0; return state % below }
}

const samples: readonly (readonly [Language, string, string, number])[] = [[prometheus, 'a.yml', rules, 6], [prometheus, 'am.yml', alertmanager, 6], [prometheus, 'slo.yml', slo, 6], [prometheus, 'prometheus.yml', server, 2], [otel, 'otel.yml', collector, 8], [grafana, 'dashboard.json', dashboard, 3]]

describe('prometheus, grafana, otel: any text', function () {
  this.timeout(120_000)
  for (const [language, path, text, facts] of samples) {
    it(`${path} cut off anywhere`, () => {
      assert.equal(read(language, path, text), facts)
      assert.equal(read(language, path, text.replace(/\n/g, '\r\n')), facts)
      for (let at = 0; at <= text.length; at += 9) read(language, path, text.slice(0, at))
    })
    it(`${path} with characters changed`, () => {
      const next = random(7), letters = '{}[]:-,"\'&*!|>#\t\n $\u0000é<'
      for (let i = 0; i < 80; i++) {
        let changed = text
        for (let j = 0; j < 4; j++) { const at = next(changed.length); changed = changed.slice(0, at) + letters[next(letters.length)]! + changed.slice(at + next(3)) }
        read(language, path, changed)
      }
    })
  }
  it('junk, bombs and depth', () => {
    const start = processorTime()
    for (const [language, path] of [[prometheus, 'a.yml'], [otel, 'a.yml'], [grafana, 'dashboard.json']] as const) for (const text of ['', '\u0000\uFFFD', 'groups:', 'groups: []', 'groups: [{rules: [{alert: }, 1, null]}]', 'route: x', 'route: {routes: [1, {}]}\nreceivers: 1', 'slos: 1\nversion: prometheus/v1', `groups: ${'['.repeat(5000)}`, '['.repeat(50_000), '{"a":'.repeat(5000), `{"panels": [${'{"type":"row","panels":['.repeat(3000)}`, 'receivers:\nservice: {pipelines: [1]}', 'service: {pipelines: {traces: }}\nexporters: [1]']) read(language, path, text)
    const routes = `${Array.from({ length: 40 }, (_, i) => `${'  '.repeat(2 * i)}routes:\n${'  '.repeat(2 * i)}  - receiver: a\n`).join('').replace(/^/, '')}`
    read(prometheus, 'am.yml', `route:\n${routes.replace(/^/gm, '  ')}\nreceivers: []\n`)
    read(prometheus, 'a.yml', `a: &a {alert: x, expr: up}\ngroups:\n  - name: x\n    rules: [${'*a, '.repeat(500)}*a]\n`)
    assert.ok(processorTime() - start < 20_000)
  })
})
