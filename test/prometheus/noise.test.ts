import assert from 'node:assert/strict'
import { fold } from '../../src/core/fold'
import { builtInLibrary } from '../../src/node/library'
import { linter } from '../../src/workspace/linter'
import { loadLanguages } from '../../scripts/languages'

const languages = loadLanguages(`${__dirname}/../..`)

/** The squiggles that an editor shows of a file: the rules that each of them stands for. */
async function squiggles(path: string, text: string): Promise<readonly string[]> {
  const findings = await linter({ languages, library: builtInLibrary() }).lint([{ path, text }])
  return fold(findings).map(({ main, also }) => [main, ...also].map(({ rule }) => rule).join(' + '))
}

describe('what fresh files of Prometheus show', () => {
  it('an alert from a tutorial: at most three squiggles', async () => {
    const shown = await squiggles('alerts.yml', 'groups:\n- name: example\n  rules:\n  - alert: InstanceDown\n    expr: up == 0\n    annotations:\n      summary: "Instance {{ $labels.instance }} down"\n')
    assert.ok(shown.length >= 1 && shown.length <= 3, shown.join('\n'))
  })
  it('rules built with care show none', async () => assert.deepEqual(await squiggles('rules.yml', `groups:
  - name: shop
    interval: 30s
    rules:
      - record: job:http_requests:rate5m
        expr: sum by (job) (rate(http_requests_total[5m]))
      - record: job:http_errors:ratio_rate1h
        expr: |
          sum by (job) (rate(http_requests_total{code=~"5.."}[1h]))
            / sum by (job) (rate(http_requests_total[1h]))
      - alert: BudgetBurnsFast
        expr: |
          job:http_errors:ratio_rate1h{job="shop"} > (14.4 * 0.001)
          and
          job:http_errors:ratio_rate5m{job="shop"} > (14.4 * 0.001)
        for: 2m
        labels:
          severity: page
        annotations:
          summary: The shop uses up its budget of 30 days in 2 days.
          runbook_url: https://runbooks.example.com/shop#errors
      - alert: PoolAlmostFull
        expr: max by (pod) (db_pool_connections_in_use / db_pool_connections_max) > 0.9
        for: 15m
        labels:
          severity: ticket
        annotations:
          summary: Pod {{ $labels.pod }} waits for connections.
          runbook_url: https://runbooks.example.com/shop#pool
      - alert: Watchdog
        expr: vector(1)
        labels:
          severity: none
        annotations:
          summary: Fires always.
`), []))
  it('a configuration of Alertmanager with its parts shows none', async () => assert.deepEqual(await squiggles('alertmanager.yml', `global:
  resolve_timeout: 5m
route:
  receiver: chat
  group_by: [alertname, job]
  routes:
    - matchers: ['severity="page"']
      receiver: pager
      continue: true
    - matchers: ['alertname="Watchdog"']
      receiver: snitch
    - matchers: ['severity="none"']
      receiver: 'null'
receivers:
  - name: chat
    slack_configs:
      - channel: '#shop'
  - name: pager
    pagerduty_configs:
      - routing_key_file: /etc/key
  - name: snitch
    webhook_configs:
      - url_file: /etc/snitch
  - name: 'null'
`), []))
})
