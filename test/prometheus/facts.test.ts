import assert from 'node:assert/strict'
import { isPrometheus } from '../../src/languages/prometheus/language'
import { builtInLibrary } from '../../src/node/library'
import { Project } from '../../src/workspace/project'
import { loadLanguages } from '../../scripts/languages'
import { look } from './world'

const rules = (...list: string[]): string => `groups:\n  - name: shop\n    rules:\n${list.map(rule => `      - ${rule.trim().replace(/\n/g, '\n        ')}\n`).join('')}`

describe('The page that an alert names', () => {
  const alert = (url: string): string => `groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: up == 0\n        annotations: { runbook_url: "${url}" }\n`
  const told = (url: string): unknown => look({ 'prometheus/a.rules.yml': alert(url), 'runbooks/db.md': '# Database\n\n## Primary is down\n', 'docs/runbooks/web.md': '# Web\n' }, 'prometheus.Alert', one => one.runbookExists)[0]

  for (const [url, expected] of [
    ['https://github.com/acme/orders/blob/main/runbooks/db.md#primary-is-down', true], ['https://runbooks.acme.example/orders/runbooks/db.md', true],
    ['https://wiki.acme.example/runbooks/db.html', true], ['https://wiki.acme.example/runbooks/web/', true],
  ] as const) it(url, () => assert.equal(told(url), expected))
  it('is not told by the address of another site', () => assert.ok(![true, false].includes(told('https://wiki.acme.example/runbooks/other') as boolean)))
})

describe('prometheus: detection', () => {
  for (const [path, head, expected] of [
    ['a.yml', 'groups:\n- name: x\n  rules:\n  - alert: A\n    expr: up\n', true], ['a.yaml', 'groups:\n  - name: x\n    rules:\n', true], ['a.yml', 'namespace: x\ngroups:\n  - name: x\n    rules:\n      - record: a\n', true],
    ['a.yml', 'apiVersion: 1\ngroups:\n  - name: x\n    rules:\n      - uid: a\n', false], ['a.yml', 'groups:\n  - admins\n  - users\n', false], ['values.yaml', 'groups:\n  - rules:\n      - alert: A\n', false], ['.github/x.yml', 'groups:\n  - rules:\n      - alert: A\n', false],
    ['a.yml', 'rule_files: [a]\ntests:\n', true], ['prometheus.yml', 'global:\nscrape_configs:\n', true], ['promtail.yml', 'server:\nclients:\nscrape_configs:\n', false], ['am.yml', 'route:\n  receiver: x\nreceivers:\n', true], ['a.yml', 'route: /\n', false],
    ['slo.yml', 'version: prometheus/v1\nservice: x\n', true], ['slo.yml', 'apiVersion: openslo/v1\nkind: SLO\n', true], ['rule.yml', 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n', false], ['a.json', '{"groups": []}', false], ['a.yml', '', false],
  ] as const) it(`${path} ${JSON.stringify(head)}`, () => assert.equal(isPrometheus(path, () => head), expected))
})

describe('prometheus: alerts', () => {
  it('labels of the group count, and names that others use', () => {
    const files = { 'a.yml': `groups:\n  - name: g\n    labels: {team: x, severity: ticket}\n    rules:\n      - {alert: A, expr: up == 0}\n      - {alert: B, expr: up == 0, labels: {severity: page}}\n  - name: h\n    rules:\n      - {alert: C, expr: up == 0, labels: {priority: P1}, annotations: {message: hi, playbook: x}}\n      - {alert: A, expr: "up == \${X}"}\n` }
    assert.deepEqual(look(files, 'prometheus.Alert', one => [one.subject, one.severity, one.isPaging, one.summary, one.runbookUrl, one.waits]), [
      ['g/A', 'ticket', false, null, null, false], ['g/B', 'page', true, null, null, false], ['h/C', 'P1', true, 'hi', 'x', false], ['h/A', null, false, null, null, '?']])
  })
  it('symptoms, causes, and what nobody can tell', () => {
    const files = { 'a.yml': rules('alert: A\nexpr: sum(rate(errors_total[5m])) > 1', 'alert: B\nexpr: node_load1 > 5', 'alert: C\nexpr: shop_mood < 3', 'alert: D\nexpr: absent(up)', 'alert: E\nexpr: vector(1)', 'alert: F\nexpr: sum(') }
    assert.deepEqual(look(files, 'prometheus.Alert', one => [one.name, one.isSymptom, one.isWatchdog]), [['A', true, false], ['B', false, false], ['C', '?', false], ['D', true, false], ['E', true, true], ['F', '?', '?']])
  })
  it('places are single tokens, in block scalars, in quotes and in folded text', () => {
    const text = rules('record: a\nexpr: |\n  sum(\n    x_total\n  )', 'record: b\nexpr: "sum(x_total{a=\\"b\\"}) + y_total"', "record: c\nexpr: 'x{a=''b''} + y_total'", 'record: d\nexpr: >-\n  sum(x) +\n  y_total')
    const seen = look({ 'a.yml': text }, 'prometheus.Expression', one => one.query.selectors.filter((selector: { isRawCounter: boolean }) => selector.isRawCounter).map((selector: { at: string }) => { const { span } = one.locate(selector.at); return `${text.slice(...span)}@${text.slice(0, span[0]).split('\n').length}` }))
    assert.deepEqual(seen, [['x_total@7'], ['x_total@10', 'y_total@10'], ['y_total@12'], ['y_total@16']])
  })
  it('values in labels', () => assert.deepEqual(look({ 'a.yml': rules('alert: A\nexpr: up == 0\nlabels: {v: "{{ $value }}", w: "{{ $labels.job }}", x: "{{ printf \\"%f\\" $value }}"}') }, 'prometheus.Alert', one => one.labelsWithValue), [['v', 'x']]))
  it('a PrometheusRule gives the same facts', () => {
    const files = { 'k8s/rule.yaml': 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: x}\nspec:\n  groups:\n    - name: g\n      rules:\n        - {alert: A, expr: up == 0, for: 5m}\n        - {record: "a:b:c", expr: sum(up)}\n' }
    assert.deepEqual(look(files, 'prometheus.Alert', one => [one.subject, one.isObject, one.forSeconds]), [['g/A', true, 300]])
    assert.deepEqual(look(files, 'prometheus.Record', one => [one.name, one.isObject, one.hasLevelName]), [['a:b:c', true, true]])
  })
  it('of a chart, what a template makes is unknown', () => {
    const files = { 'chart/Chart.yaml': 'apiVersion: v2\nname: x\nversion: 1.0.0\n', 'chart/templates/rule.yaml': 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: x}\nspec:\n  groups:\n    - name: g\n      rules:\n        - alert: A\n          expr: up == {{ .Values.limit }}\n          labels: {{ .Values.labels }}\n' }
    assert.deepEqual(look(files, 'prometheus.Alert', one => [one.query.isValid, one.severity]), [['?', '?']])
  })
  it('a rule file that a template makes has no errors', () => assert.deepEqual(look({ 'a.yml': 'groups:\n  - name: g\n    rules:\n      {{- range .Values.x }}\n      - alert: A\n        expr: {{ .expr }}\n      {{- end }}\n' }, 'prometheus.Alert', one => [one.name, one.query.isValid]), [['A', '?']]))
})

describe('prometheus: tests and records', () => {
  it('a test names the files of rules that it is for', () => {
    const files = { 'rules/a.yml': rules('alert: A\nexpr: up == 0'), 'rules/b.yml': rules('alert: B\nexpr: up == 0'), 'tests/a_test.yml': 'rule_files:\n  - ../rules/a.yml\ntests: [{}, {}]\n' }
    assert.deepEqual(look(files, 'prometheus.RuleFile', one => [one.path, one.isTested]), [['rules/a.yml', true], ['rules/b.yml', false]])
    assert.deepEqual(look(files, 'prometheus.RuleTest', one => one.tests), [2])
  })
  it('rates of recorded sums of counters', () => {
    const files = { 'a.yml': rules('record: job:x:sum\nexpr: sum by (job) (x_total)', 'record: job:x:rate5m\nexpr: sum by (job) (rate(x_total[5m]))', 'record: job:y:sum\nexpr: sum by (job) (y_bytes)'), 'b.yml': rules('record: a\nexpr: rate(job:x:sum[5m]) + rate(job:y:sum[5m]) + rate(job:x:rate5m[1h]) + rate(job:gone:sum[5m])') }
    assert.deepEqual(look(files, 'prometheus.Expression', one => one.ratesOfSums.map((rate: { of: string; isSum: unknown }) => [rate.of, rate.isSum])).at(-1), [['job:x:sum', true], ['job:y:sum', false], ['job:x:rate5m', false], ['job:gone:sum', '?']])
  })
})

describe('prometheus: burn rates and objectives', () => {
  const sloth = (target: string, name = 'availability', service = 'shop', selector = 'http_requests_total'): string => `version: prometheus/v1\nservice: ${service}\nslos:\n  - name: ${name}\n    objective: ${target}\n    sli:\n      events:\n        error_query: sum(rate(${selector}{code=~"5.."}[{{.window}}]))\n        total_query: sum(rate(${selector}[{{.window}}]))\n`
  const alert = (threshold: string, more = '', series = 'http_requests_total'): string => {
    const side = (window: string): string => `sum(rate(${series}{code=~"5.."}[${window}])) / sum(rate(${series}[${window}])) > ${threshold}`
    return rules(`alert: Burn\nexpr: ${side('1h')} and ${side('5m')}\n${more}`)
  }
  const burns = (files: { readonly [path: string]: string }): unknown => look(files, 'prometheus.Alert', one => one.burns.map((burn: { factor: number; expected: number; fits: unknown }) => [burn.factor, burn.expected, burn.fits]))[0]
  for (const [name, files, expected] of [
    ['the same series tell which objective it is', { 'a.yml': alert('14.4 * 0.001'), 's.yml': sloth('99.95') }, [[14.4, 0.0072, false]]],
    ['and it fits', { 'a.yml': alert('14.4 * 0.0005'), 's.yml': sloth('99.95') }, [[14.4, 0.0072, true]]],
    ['a number alone fits by its windows', { 'a.yml': alert('0.0072'), 's.yml': sloth('99.95') }, [[14.4, 0.0072, true]]],
    ['a number alone that is another budget', { 'a.yml': alert('0.0144'), 's.yml': sloth('99.95') }, [[14.4, 0.0072, false]]],
    ['a number alone with a factor of their own', { 'a.yml': alert('0.005'), 's.yml': sloth('99.95') }, [[14.4, 0.0072, '?']]],
    ['no objective', { 'a.yml': alert('14.4 * 0.001') }, [[14.4, null, '?']]],
    ['the objective of others', { 'a.yml': alert('14.4 * 0.001'), 's.yml': sloth('99.95', 'availability', 'cart', 'cart_requests_total') }, [[14.4, null, '?']]],
    ['two objectives over the same series', { 'a.yml': alert('14.4 * 0.001'), 's.yml': sloth('99.95'), 't.yml': sloth('99.9', 'availability', 'cart') }, [[14.4, 0.0072, false]]],
    ['two of which neither is named', { 'a.yml': alert('14.4 * 0.001').replace('shop', 'all'), 's.yml': sloth('99.95', 'availability', 'front'), 't.yml': sloth('99.9', 'availability', 'cart') }, [[14.4, null, '?']]],
    ['a label names it', { 'a.yml': alert('14.4 * 0.001', 'labels: {slo: cart-availability}'), 's.yml': sloth('99.95'), 't.yml': sloth('99.9', 'cart-availability', 'cart') }, [[14.4, 0.0144, true]]],
    ['a factor of their own, written out', { 'a.yml': alert('10 * 0.0005'), 's.yml': sloth('99.95') }, [[10, 0.005, true]]],
    ['through recorded series', { 'a.yml': rules('record: job:errors:ratio_rate1h\nexpr: sum(rate(http_requests_total{code=~"5.."}[1h])) / sum(rate(http_requests_total[1h]))', 'record: job:errors:ratio_rate5m\nexpr: sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))', 'alert: Burn\nexpr: job:errors:ratio_rate1h > 14.4 * 0.001 and job:errors:ratio_rate5m > 14.4 * 0.001'), 's.yml': sloth('99.95') }, [[14.4, 0.0072, false]]],
  ] as const) it(name, () => assert.deepEqual(burns(files), expected))
  it('recorded series tell their windows by what they are made from', () => {
    const share = (window: string): string => `sum(rate(http_requests_total{code=~"5.."}[${window}])) / sum(rate(http_requests_total[${window}]))`
    const files = { 'rules/a.rules.yml': `groups:\n  - name: a\n    rules:\n      - { record: 'a:bad:long', expr: '${share('1h')}' }\n      - { record: 'a:bad:short', expr: '${share('5m')}' }\n      - { alert: A, expr: 'a:bad:long > 14.4 * 0.001 and a:bad:short > 14.4 * 0.001' }\n` }
    assert.deepEqual(look(files, 'prometheus.Alert', one => [one.waits, ...one.burns.map((burn: { factor: number; longSeconds: number; shortSeconds: number; at: string }) => [burn.factor, burn.longSeconds, burn.shortSeconds, burn.at])]), [[true, [14.4, 3600, 300, 'expr']]])
  })

  it('objectives of each format', () => {
    const files = {
      's.yml': sloth('99.9'), 'o.yml': 'apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: o}\nspec:\n  service: shop\n  timeWindow: [{duration: 4w, isRolling: true}]\n  indicator: {spec: {ratioMetric: {good: {metricSource: {spec: {query: a_total}}}, total: {metricSource: {spec: {query: b_total}}}}}}\n  objectives: [{target: 0.99}, {targetPercent: 99.5}]\n---\napiVersion: openslo/v1\nkind: Service\nmetadata: {name: shop}\n',
      'k8s/p.yaml': 'apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nmetadata: {name: p, labels: {pyrra.dev/service: shop}}\nspec:\n  target: "99"\n  window: 2w\n  indicator: {latency: {success: {metric: "a_bucket{le=\\"0.1\\"}"}, total: {metric: a_count}}}\n',
      'k8s/q.yaml': 'apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\nmetadata: {name: q}\nspec:\n  service: shop\n  slos:\n    - {name: q, objective: 99.99, alerting: {pageAlert: {}}}\n', 'k8s/r.yaml': 'apiVersion: v1\nkind: ServiceLevelObjective\nmetadata: {name: r}\n',
    }
    assert.deepEqual(look(files, 'prometheus.Objective', one => [one.format, one.name, one.service, one.target, one.windowSeconds, one.isLatency, one.isRatio]), [
      ['sloth', 'availability', 'shop', 0.999, 2592000, false, true], ['openslo', 'o', 'shop', 0.99, 2419200, false, true], ['openslo', 'o', 'shop', 0.995, 2419200, false, true],
      ['pyrra', 'p', 'shop', 0.99, 1209600, true, true], ['sloth', 'q', 'shop', 0.9999, 2592000, false, false]])
  })
})

describe('prometheus: Alertmanager', () => {
  const receivers = 'receivers:\n  - {name: chat, slack_configs: [{channel: x}]}\n  - {name: pager, pagerduty_configs: [{routing_key: x}]}\n  - {name: hook, webhook_configs: [{url: "http://x.example.com"}]}\n  - {name: snitch, webhook_configs: [{url: "https://nosnch.in/abc"}]}\n  - name: nobody\n  - name: blackhole\n'
  it('receivers, and whom they wake', () => assert.deepEqual(look({ 'am.yml': `route: {receiver: chat, routes: [{receiver: snitch, matchers: [a=b]}]}\n${receivers}` }, 'prometheus.Receiver', one => [one.name, one.integrations, one.wakes, one.isDeadManSwitch, one.isUsed, one.isNull]), [
    ['chat', ['slack'], false, false, true, false], ['pager', ['pagerduty'], true, false, false, false], ['hook', ['webhook'], '?', false, false, false], ['snitch', ['webhook'], '?', true, true, false], ['nobody', [], false, false, false, false], ['blackhole', [], false, false, false, true]]))
  it('routes inherit, match and hide one another', () => {
    const text = `route:\n  receiver: chat\n  routes:\n    - match: {team: a}\n      continue: true\n      routes:\n        - matchers: [severity =~ "page|critical"]\n          receiver: pager\n    - matchers: ['team="b"']\n    - matchers: '{team="b", severity="page"}'\n      receiver: gone\n    - match_re: {team: "a|b"}\n${receivers}`
    assert.deepEqual(look({ 'am.yml': text }, 'prometheus.Route', one => [one.subject, one.receiver, one.receiverExists, one.isPaging, one.isReachable, one.usesOldMatch]), [
      ['route', 'chat', true, false, true, false], ['route/0', 'chat', true, false, true, true], ['route/0/0', 'pager', true, true, true, false], ['route/1', 'chat', true, false, true, false], ['route/2', 'gone', false, true, false, false], ['route/3', 'chat', true, false, true, true]])
  })
  it('pages reach somebody, or nobody, or nobody knows', () => {
    const of = (route: string): unknown => look({ 'am.yml': `route:\n${route}${receivers}` }, 'prometheus.Alertmanager', one => [one.rootReaches, one.pagesReach, one.hasDeadManSwitch])[0]
    assert.deepEqual(of('  receiver: pager\n'), [true, true, false])
    assert.deepEqual(of('  receiver: chat\n'), [true, false, false])
    assert.deepEqual(of('  receiver: nobody\n  routes: [{matchers: ["severity=page"], receiver: hook}, {matchers: ["alertname=Watchdog"], receiver: snitch}]\n'), [false, '?', true])
    assert.deepEqual(of('  receiver: chat\n  routes: [{matchers: ["severity=~page|critical"], receiver: pager}]\n'), [true, true, false])
    assert.deepEqual(of('  receiver: ${X}\n'), ['?', '?', '?'])
  })
})

it('prometheus: rules look at objects too, those aside that Kubernetes has its own for', () => {
  const project = new Project({ languages: loadLanguages(`${__dirname}/../..`), library: builtInLibrary() })
  project.set('k8s/rule.yaml', 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: x}\nspec:\n  groups:\n    - name: g\n      rules:\n        - alert: A\n          expr: job:errors:ratio_rate1h > 14.4 * 0.001 and job:errors:ratio_rate5m > 14.4 * 0.001\n          labels: {slo: availability}\n          annotations: {runbook_url: runbooks/gone.md}\n        - alert: B\n          expr: sum by (user_id) (x_total) > 1\n')
  project.set('slo/x.yml', 'version: prometheus/v1\nservice: x\nslos:\n  - {name: availability, objective: 99.95}\n')
  project.workspace.finishIndexing()
  project.workspace.refreshNow()
  assert.deepEqual([...new Set(project.findings('k8s/rule.yaml').map(({ rule }) => rule))].sort(), ['kubernetes/incomplete-prometheus-alert', 'prometheus/burn-rate-mismatch', 'prometheus/dangling-runbook-url', 'prometheus/raw-counter', 'prometheus/unbounded-label'])
  assert.equal(project.findings('k8s/rule.yaml').find(({ rule }) => rule === 'prometheus/burn-rate-mismatch')!.related[0]!.path, 'slo/x.yml')
})

it('prometheus: an AlertmanagerConfig gives the same facts', () => {
  const files = { 'k8s/am.yaml': 'apiVersion: monitoring.coreos.com/v1beta1\nkind: AlertmanagerConfig\nmetadata: {name: shop}\nspec:\n  route:\n    receiver: chat\n    groupBy: [job]\n    routes:\n      - matchers: [{name: severity, value: page}, {name: team, matchType: "=~", value: "a|b"}]\n        receiver: pager\n  receivers:\n    - {name: chat, slackConfigs: [{channel: x}]}\n    - {name: pager, pagerdutyConfigs: [{routingKey: {name: x, key: y}}]}\n' }
  assert.deepEqual(look(files, 'prometheus.Route', one => [one.receiver, one.isPaging, one.matchers.length]), [['chat', false, 0], ['pager', true, 2]])
  assert.deepEqual(look(files, 'prometheus.Alertmanager', one => [one.rootReaches, one.pagesReach]), [[true, true]])
})

it('prometheus: scrape configuration', () => {
  const text = 'global: {scrape_interval: 30s, sample_limit: 5000}\nscrape_configs:\n  - job_name: prometheus\n    static_configs: [{targets: ["localhost:9090"]}]\n  - job_name: shop\n    scrape_interval: 1m\n    static_configs: [{targets: ["shop:8080"]}]\n    metric_relabel_configs: [{action: labeldrop, regex: id}]\n  - job_name: outside\n    metrics_path: /probe\n    static_configs: [{targets: ["https://x"]}]\nremote_write: [{url: x}]\n'
  assert.deepEqual(look({ 'prometheus.yml': text }, 'prometheus.ScrapeJob', one => [one.name, one.intervalSeconds, one.isInfrastructure, one.isProbe, one.sampleLimit, one.drops]), [['prometheus', 30, true, false, 5000, false], ['shop', 60, false, false, 5000, true], ['outside', 30, false, true, 5000, false]])
  assert.deepEqual(look({ 'prometheus.yml': text }, 'prometheus.Server', one => [one.hasRemoteWrite, one.hasAlertmanager, one.hasRetention]), [[true, false, false]])
})
