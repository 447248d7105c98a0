import assert from 'node:assert/strict'
import { clock } from '../../src/core/clock'
import { pageParser } from '../../src/languages/markdown/reader'
import { roleOf } from '../../src/languages/markdown/role'
import { secondsIn } from '../../src/languages/markdown/time'
import { intervalOf } from '../../src/languages/text/interval'
import { claimedBy, look, shown } from './facts'
import { processorTime } from '../processor-time'

const runbook = `---
owner: team-orders
service: orders
severity: SEV-1
last_reviewed: 2026-09-20
---
# Orders database: failover

Customers cannot order. RTO: 5 minutes, RPO: 30 s.

## Impact

Checkout returns \`503\`.

## Detect

The alert [OrdersDatabasePrimaryDown](../prometheus/db.rules.yml) fires.

## Decide

- Fail over when the primary has been gone for a minute.

## Fail over

1. Look at the pods.

   \`\`\`bash
   $ kubectl -n shop get deployment/orders
   \`\`\`
2. Fail over.
   \`\`\`sh
   aws rds reboot-db-instance \\
     --db-instance-identifier orders --force-failover | tee out.log
   kubectl rollout restart deployment ordrs -n shop && sudo kubectl logs deploy/web
   kubectl -n $NS get deployment/other
   kubectl get pods # kubectl get deployment/none
   \`\`\`
3. Look again
   at the pods.

## Verify

| check | command |
|-------|---------|
| write | \`INSERT a|b\` |

## Roll back

1) Reboot once more.

## Communicate

Every 30 min.

Escalation
----------

See [contacts](#escalation), [who](oncall.md#people), [gone](gone.md), [web](https://example.com/a(b)).

## Afterwards
`
const files = {
  'runbooks/db.md': runbook, 'prometheus/db.rules.yml': 'groups: []\n', 'runbooks/oncall.md': '# On call\n\n## People <a id="team"></a>\n',
  'k8s/app.yaml': ['orders', 'web'].map((name) => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  namespace: shop\nspec:\n  selector:\n    matchLabels: { app: ${name} }\n  template:\n    metadata:\n      labels: { app: ${name} }\n    spec:\n      containers: [{ name: app, image: a:1 }]\n`).join('---\n'),
  'terraform/rds.tf': 'resource "aws_db_instance" "orders" {\n  identifier = "orders-db"\n}\n',
}

describe('pages: roles', () => {
  for (const [path, role] of [
    ['runbooks/db.md', 'runbook'], ['docs/runbooks/a/b.md', 'runbook'], ['docs/db-runbook.md', 'runbook'], ['runbooks/README.md', 'index'], ['postmortems/2026-01-02-orders.md', 'postmortem'], ['.github/ISSUE_TEMPLATE/postmortem.md', 'postmortem'], ['.github/ISSUE_TEMPLATE/handoff.yml', 'handoff'], ['.github/ISSUE_TEMPLATE/bug.md', null],
    ['docs/slo.md', 'slo'], ['slow.md', null], ['docs/dr.md', 'disaster-recovery'], ['docs/dr-plan.md', 'disaster-recovery'], ['drop.md', null], ['docs/capacity-2026.md', 'capacity'], ['error-budget-policy.md', 'error-budget'], ['docs/severities.md', 'severity'], ['docs/incident-response.md', 'incident'], ['docs/on-call.md', 'on-call'],
    ['docs/handover.md', 'handoff'], ['docs/game-days/2026-10.md', 'game-day'], ['CONTRIBUTING.md', 'contributing'], ['packages/a/CONTRIBUTING.md', null], ['CHANGELOG.md', 'changelog'], ['docs/adr/0001-flags.md', 'adr'], ['README.md', 'readme'], ['src/README.md', null], ['.github/pull_request_template.md', 'change-template'],
    ['.github/PULL_REQUEST_TEMPLATE/a.md', 'change-template'], ['docs/guide.md', null], ['.shipshape/rules/on-call.md', null], ['runbooks/db.yml', null],
  ] as const) it(path, () => assert.equal(roleOf(path), role))
  it('claimed before all others', () => assert.deepEqual(['runbooks/db.md', '.github/ISSUE_TEMPLATE/handoff.yml'].map(claimedBy), ['markdown', 'markdown']))
})

describe('pages: what is written', () => {
  const today = clock.today
  before(() => { clock.today = () => '2026-11-29' })
  after(() => { clock.today = today })

  it('front matter and sections', () => {
    assert.deepEqual(look(files, 'markdown.Page', (one) => [one.role, one.title, one.owner, one.service, one.severity, one.lastReviewed, one.reviewedDaysAgo, one.missingParts, one.isTemplate]), [['runbook', 'Orders database: failover', 'team-orders', 'orders', 'SEV-1', '2026-09-20', 70, [], false]])
    assert.deepEqual(look(files, 'markdown.Section', (one) => [one.slug, one.level, one.steps, one.fences.length, one.tables.map((table) => [table.header, table.rows])]).filter(([slug]) => ['fail-over', 'verify', 'roll-back', 'escalation'].includes(slug as string)), [
      ['fail-over', 2, ['Look at the pods.', 'Fail over.', 'Look again at the pods.'], 2, []], ['verify', 2, [], 0, [[['check', 'command'], [['write', 'INSERT a|b']]]]], ['roll-back', 2, ['Reboot once more.'], 0, []], ['escalation', 2, [], 0, []]])
    assert.deepEqual(look(files, 'markdown.Page', (one) => ['', 'owner', 'lastReviewed', 'nothing'].map((at) => runbook.slice(...one.locate(at).span)))[0], ['Orders database: failover', 'team-orders', '2026-09-20', 'Orders database: failover'])
  })
  it('fields without front matter', () => {
    const read = (text: string): unknown => look({ 'runbooks/a.md': text }, 'markdown.Page', (one) => [one.title, one.owner, one.lastReviewed, one.locate('owner').missing])[0]
    assert.deepEqual(read('# A\r\n\r\n**Owner:** @shop/orders\r\n- Last reviewed: 12 October 2026\r\n'), ['A', '@shop/orders', '2026-10-12', false])
    assert.deepEqual(read('A\n=\n\n| Owner | team |\n|---|---|\n| Last review | 2026-01-02 |\n'), ['A', 'team', '2026-01-02', false])
    assert.deepEqual(read('---\nowner:\n'), [null, null, null, true])
    assert.deepEqual(read(''), [null, null, null, true])
  })
  it('days of records', () => {
    const read = (text: string): unknown => look({ 'docs/capacity.md': text }, 'markdown.Page', (one) => [one.lastRecord, one.recordedDaysAgo])[0]
    assert.deepEqual(read('---\nlast_reviewed: 2026-11-28\n---\n# A\n## 2026-08-01\n- Nov 9, 2026\n- 2027-01-01\n```\n2026-11-27\n```\n'), ['2026-11-09', 20])
    assert.deepEqual(read('---\ndate: 2026-11-01\n---\n'), ['2026-11-01', 28])
    assert.deepEqual(read('# A\n'), [null, null])
  })
  it('links, to files and to headings', () => {
    assert.deepEqual(look(files, 'markdown.Link', (one) => [one.target, one.text, one.isLocal, shown(one.resolves), one.missing, runbook.slice(...one.locate('').span)]), [
      ['../prometheus/db.rules.yml', 'OrdersDatabasePrimaryDown', true, true, null, '../prometheus/db.rules.yml'], ['#escalation', 'contacts', true, true, null, '#escalation'], ['oncall.md#people', 'who', true, true, null, 'oncall.md#people'], ['gone.md', 'gone', true, false, 'file', 'gone.md'], ['https://example.com/a(b)', 'web', false, '?', null, 'https://example.com/a(b)']])
    assert.deepEqual(look({ ...files, 'runbooks/db.md': '[a](oncall.md#peopel) [b](oncall.md#team) `[c](no.md)` [d](../../out.md) [e]({{url}}) [f](/prometheus/)\n\n[g]: <none.md>\n\n[change]: A new one\n[^1]: note.md\n<https://a.b>\n' }, 'markdown.Link', (one) => [one.target, shown(one.resolves), one.suggestion]), [['oncall.md#peopel', false, 'people'], ['oncall.md#team', true, null], ['../../out.md', '?', null], ['{{url}}', '?', null], ['/prometheus/', '?', null], ['none.md', false, null], ['https://a.b', '?', null]])
  })
  it('headings as forges name them', () => {
    assert.deepEqual(look({ 'README.md': '# A\n\n[a](#-demos--tutorials) [b](#demos--tutorials-1) [c](#ünder_way)\n\n## 🎥 Demos & Tutorials\n## Demos & Tutorials\n## Ünder_way!\n## Demos & Tutorials\n' }, 'markdown.Link', (one) => [one.target, shown(one.resolves)]), [['#-demos--tutorials', true], ['#demos--tutorials-1', true], ['#ünder_way', true]])
  })
  it('commands and the objects that they name', () => {
    assert.deepEqual(look(files, 'markdown.Command', (one) => [one.name, one.text, one.under[1]]), [
      ['kubectl', 'kubectl -n shop get deployment/orders', 'Fail over'], ['aws', 'aws rds reboot-db-instance --db-instance-identifier orders --force-failover', 'Fail over'], ['tee', 'tee out.log', 'Fail over'], ['kubectl', 'kubectl rollout restart deployment ordrs -n shop', 'Fail over'], ['kubectl', 'sudo kubectl logs deploy/web', 'Fail over'], ['kubectl', 'kubectl -n $NS get deployment/other', 'Fail over'], ['kubectl', 'kubectl get pods', 'Fail over']])
    assert.deepEqual(look(files, 'markdown.CommandTarget', (one) => [one.objectKind, one.name, one.namespace, shown(one.exists), one.suggestion, runbook.slice(...one.locate('').span)]), [
      ['Deployment', 'orders', 'shop', true, null, 'orders'], ['aws_db_instance', 'orders', null, false, 'orders-db', 'orders'], ['Deployment', 'ordrs', 'shop', false, 'orders', 'ordrs'], ['Deployment', 'web', null, true, null, 'web']])
    const targets = (command: string, others: { readonly [path: string]: string } = files): unknown => look({ ...others, 'runbooks/db.md': `\`\`\`sh\n${command}\n\`\`\`\n` }, 'markdown.CommandTarget', (one) => [one.objectKind, one.name, shown(one.exists)])
    assert.deepEqual(targets('kubectl scale --replicas=3 deploy/orders sts/db'), [['Deployment', 'orders', true], ['StatefulSet', 'db', '?']])
    assert.deepEqual(targets('kubectl get deployment/orders -n other'), [['Deployment', 'orders', false]])
    assert.deepEqual(targets('kubectl get deployment/<name>\nkubectl exec -it deploy/web -- ls svc/a\nkubectl get deployment -l app=web\nkubectl apply -f deployment/orders'), [['Deployment', 'web', true]])
    assert.deepEqual(targets('kubectl get deployment/gone', {}), [['Deployment', 'gone', '?']])
    assert.deepEqual(targets('kubectl get deployment/gone', { ...files, 'k8s/release.yaml': 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: gone\nspec: {}\n' }), [['Deployment', 'gone', '?']])
    assert.deepEqual(targets('aws rds describe-db-instances --db-instance-identifier=orders-db'), [['aws_db_instance', 'orders-db', true]])
  })
  it('recoveries, of tables and of lines', () => {
    const read = (text: string): unknown => look({ 'docs/dr.md': text }, 'markdown.Recovery', (one) => [one.store, one.rtoSeconds, one.rpoSeconds, one.strategy, one.strategyFits, one.measuredSeconds])
    assert.deepEqual(read('# DR\n\n| Store | RTO | RPO | Strategy | Last drill |\n|:--|--:|---|---|---|\n| orders | 15 min | ≤ 5 min | Backup and restore | 2 h (2026-10-01) |\n| carts | 4 hours | 0 | pilot light | |\n| logs | soon | | | |\n'), [['orders', 900, 300, 'backup-restore', false, 7200], ['carts', 14400, 0, 'pilot-light', true, null], ['logs', null, null, null, null, null]])
    assert.deepEqual(read('# DR\n\n## Orders database\n\nRTO: 5 minutes, RPO: 30 s. Active-passive.\n\n## Backups\n\nNone.\n'), [['Orders database', 300, 30, 'active-passive', true, null]])
    assert.deepEqual(read('---\nservice: orders\nrto: 1h\nrpo: PT5M\n---\n'), [['orders', 3600, 300, null, null, null]])
  })
  it('backups as often as the objective asks', () => {
    const read = (rpo: string, terraform: string): unknown => look({ 'docs/dr.md': `| Store | RTO | RPO |\n|---|---|---|\n| Orders database | 1 h | ${rpo} |\n`, 'main.tf': terraform }, 'markdown.Recovery', (one) => shown(one.keepsRpo))[0]
    const database = (days: string): string => `resource "aws_db_instance" "main" {\n  identifier = "orders-prod"\n  backup_retention_period = ${days}\n}\n`, plan = (schedule: string): string => `resource "aws_backup_plan" "main" {\n  name = "all"\n  rule {\n    rule_name = "a"\n    target_vault_name = "b"\n    schedule = ${schedule}\n  }\n}\n`
    assert.deepEqual([read('15 min', database('7')), read('1 min', database('7')), read('15 min', database('0')), read('15 min', database('var.days')), read('24 h', plan('"cron(0 5 * * ? *)"')), read('1 h', plan('"cron(0 5 * * ? *)"')), read('1 h', plan('"rate(1 hour)"')), read('1 h', plan('var.a')), read('soon', database('7')), read('1 h', ''), read('1 h', database('7').replaceAll('orders', 'carts'))], [true, false, false, '?', true, false, true, '?', null, null, '?'])
    assert.deepEqual(['*/15 * * * *', '0 */6 * * *', '0 1,13 * * *', '0 5 * * 1-5', '0 5 * * SUN', '0 5 1 * *', '@hourly', 'x', '5/0 * * * *', 'cron(0/30 * * * ? *)'].map(intervalOf), [900, 21600, 43200, 259200, 604800, 2678400, 3600, null, null, 1800])
  })
  it('lengths of time', () => {
    for (const [text, seconds] of [['15 minutes', 900], ['≤ 1h 30m', 5400], ['< 5min', 300], ['10-15 min', 900], ['24 hours', 86400], ['PT1H30M', 5400], ['0', 0], ['none', 0], ['soon', null], ['5', null], ['7 days', 604800]] as const) assert.equal(secondsIn(text), seconds, text)
  })
  it('severities', () => {
    assert.deepEqual(look({ 'docs/severity.md': '| Severity | Meaning | Response | Updates | Who is told |\n|---|---|---|---|---|\n| **SEV-1** | all down | 5 min | every 30 min | everybody |\n| SEV-2 | part down | 15 min | TBD | |\n| other | | | | |\n' }, 'markdown.Page', (one) => one.severities), [[{ name: 'SEV-1', hasDefinition: true, hasResponse: true, hasUpdates: true, hasAudience: true }, { name: 'SEV-2', hasDefinition: true, hasResponse: true, hasUpdates: false, hasAudience: false }]])
  })
  it('actions of a postmortem', () => {
    const read = (text: string, path = 'postmortems/a.md'): unknown => look({ [path]: text }, 'markdown.Action', (one) => [one.text, one.owner, one.due, one.ticket, one.isDone, one.isOverdue])
    assert.deepEqual(read('# A\n\n## Actions\n\n| Action | Owner | Due | Ticket | Status |\n|---|---|---|---|---|\n| Alert on lag | @ana | 2026-10-01 | [SHOP-12](https://a.b/SHOP-12) | open |\n| Drill | ? | | | done |\n\n## Other\n\n- no\n'), [['Alert on lag', '@ana', '2026-10-01', 'SHOP-12', false, true], ['Drill', null, null, null, true, false]])
    assert.deepEqual(read('## Action items\n\n- [ ] Alert on lag (@ana, 2026-12-24, #12)\n  - more\n- [x] Drill\n'), [['Alert on lag (@ana, 2026-12-24, #12)', '@ana', '2026-12-24', '#12', false, false], ['Drill', null, null, null, true, false]])
    assert.deepEqual(read('## Actions\n- a\n', 'postmortems/template.md'), [])
  })
  it('a form for issues', () => {
    assert.deepEqual(look({ '.github/ISSUE_TEMPLATE/postmortem.yml': 'name: Postmortem\nbody:\n  - type: textarea\n    attributes:\n      label: Impact\n  - type: markdown\n    attributes:\n      value: "## Timeline"\n  - type: textarea\n    attributes: { label: Contributing factors }\n' }, 'markdown.Page', (one) => [one.role, one.title, one.isTemplate, one.missingParts]), [['postmortem', 'Postmortem', true, ['well', 'actions']]])
  })
  it('what a runbook tells under whatever headings', () => {
    const read = (text: string, ...fields: string[]): unknown => look({ 'runbooks/a.md': text }, 'markdown.Page', (one) => fields.map((field) => (one as unknown as Record<string, unknown>)[field]))
    assert.deepEqual(read('# A\n\n| Page owner | Scope | Severity | Last tested |\n|---|---|---|---|\n| Team A | web | P1 | 2026-10-03 |\n', 'owner', 'service', 'severity', 'lastReviewed'), [['Team A', 'web', 'P1', '2026-10-03']])
    assert.deepEqual(read('# A\n\nBelongs to team-a. Service: web, severity: P1. Last read on 2026-10-03.\n', 'owner', 'service', 'severity', 'lastReviewed'), [['team-a', 'web', 'P1', '2026-10-03']])
    assert.deepEqual(read('# A\n\n**If the restart fails.** Call.\n\n**Step 1:** look\n\n```\nexport D=web\nkubectl get deploy/$D\n```\n\nUpdates every ten minutes.\n\n**Stuck for 10 minutes:** page the second.\n', 'hasCadence', 'hasEscalation', 'instructions'), [[true, true, ['kubectl get deploy/$D']]])
    assert.deepEqual(read('# A\n\n| # | What |\n|---|---|\n| 1 | `kubectl get pods` |\n| 2 | `curl https://a.b/x` |\n\nSee the [dashboard](https://a.b/c).\n', 'steps', 'instructions', 'dashboards', 'hasCadence', 'hasEscalation'), [[['1 kubectl get pods', '2 curl https://a.b/x'], ['kubectl get pods', 'curl https://a.b/x'], ['https://a.b/c'], false, false]])
  })
  it('anything at all, in little time', () => {
    const began = processorTime()
    for (const text of ['```', '---\n', '|\n|-', '# ', '[](', '](', '- [ ] ', '```sh\nkubectl \\', '<!--', '\0\u{1f600}\ud800', '> > >', '| a |\n|---|\n|']) look({ 'postmortems/a.md': text, }, 'markdown.Page', (one) => [one.title, one.owner, one.lastRecord, one.recoveries, one.actions, one.missingParts])
    for (const unit of ['[', '](', '`', '|', '{', '$(', '<', '*a', '- a\n', '# a\n', '| a |\n', '2026-01-01 ', 'RTO 1 min\n', '```sh\n{ $(\n']) pageParser.parse(unit.repeat(200_000 / unit.length))
    for (const unit of ['# RTO 1 min\n', '{ $( ', '[a](b) ', '# Actions\n| a | b |\n|--|--|\n| x | y |\n\n', '```sh\nkubectl get deploy/a\n```\n']) look({ 'postmortems/a.md': (unit.startsWith('{') ? '```sh\n' : '') + unit.repeat(60_000 / unit.length) }, 'markdown.Page', (one) => [one.lastRecord, one.recoveries.length, one.actions.length, one.commands.length, one.links.length, one.sections.length])
    assert.ok(processorTime() - began < 8000, `${processorTime() - began} ms`)
  })
})
