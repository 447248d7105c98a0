import type { Files, ItemCases } from '../items'

const nothing: Files = { 'README.md': '# Shop\n' }
const alert = (annotations: string): string => `groups:\n  - name: shop\n    rules:\n      - alert: ShopDown\n        expr: up == 0\n        for: 5m\n        labels: { severity: page }\n        annotations: ${annotations}\n`
const rules = (annotations: string): Files => ({ 'rules/shop.rules.yml': alert(annotations) })
const resource = (type: string, body: string): string => `resource "${type}" "main" {\n  name = "orders"\n${body}}\n`
const variable = 'variable "given" {}\n'
const postmortem = (...headings: string[]): string => `# What happened\n\n${headings.map((heading) => `## ${heading}\n\nText.\n`).join('\n')}`
const actions = (row: string): Files => ({ 'postmortems/2026-10-02-orders.md': `# Orders stood still\n\n## Actions\n\n| Action | Owner | Due | Ticket |\n|---|---|---|---|\n| Alert on lag | ${row} |\n` })
/** A Deployment of a Java service; `args` are those of java. */
const java = (args: string, mounts = ', volumeMounts: [{ name: dumps, mountPath: /dumps }]'): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      volumes: [{ name: dumps, emptyDir: { sizeLimit: 2Gi } }]
      containers:
        - { name: api, image: shop/api:1.4.2, command: [java], args: [${args}, -jar, api.jar], resources: { limits: { memory: 1Gi } }${mounts} }
`
const served = (labels: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, labels: { ${labels} } }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: api, image: shop/api:1.4.2, ports: [{ containerPort: 8080 }] }] }
`
const withEnv = (env: string): Files => ({ 'k8s/api.yaml': served('app: api').replace('image: shop/api:1.4.2,', `image: shop/api:1.4.2, env: [${env}],`) })
const pack: Files = { 'package.json': '{ "name": "shop", "dependencies": { "@sentry/node": "10.1.0" } }\n' }
const chart = (template: string): Files => ({ 'chart/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n', 'chart/templates/api.yaml': template })

export const cases: ItemCases = {
  'debugging.alert-to-runbook': {
    pass: { ...rules('{ runbook_url: runbooks/shop.md#down }'), 'runbooks/shop.md': '# Shop\n\n## Down\n' },
    fail: { ...rules('{ summary: It is down }') },
    unknown: rules('{ runbook_url: "https://github.com/shop/shop/blob/main/docs/shop.md" }'),
  },
  'debugging.postmortem-template': {
    pass: { 'postmortems/template.md': postmortem('Impact', 'Timeline', 'Contributing factors', 'What went well', 'Actions') },
    fail: { 'postmortems/template.md': postmortem('Who did it', 'Actions') },
    unknown: nothing,
  },
  'debugging.roles': {
    pass: { 'docs/incident-response.md': '# Incidents\n\n- Incident commander: decides.\n- Operations: types.\n- Communications: tells.\n- Scribe: writes.\n' },
    fail: { 'docs/incident-response.md': '# Incidents\n\nCall somebody.\n' },
    unknown: nothing,
  },
  'debugging.rotation': {
    pass: { 'main.tf': resource('pagerduty_schedule', '  layer {\n    users = [pagerduty_user.ana.id, pagerduty_user.ben.id]\n  }\n') },
    fail: { 'main.tf': resource('pagerduty_schedule', '  layer {\n    users = [pagerduty_user.ana.id]\n  }\n') },
    unknown: { 'main.tf': variable + resource('pagerduty_schedule', '  layer {\n    users = var.given\n  }\n') },
  },
  'debugging.escalation': {
    pass: { 'main.tf': resource('pagerduty_escalation_policy', '  num_loops = 2\n  rule {\n    escalation_delay_in_minutes = 5\n  }\n  rule {\n    escalation_delay_in_minutes = 10\n  }\n') },
    fail: { 'docs/on-call.md': '# On call\n\n## Escalation\n\nCall Ana.\n' },
    unknown: { 'main.tf': variable + resource('pagerduty_escalation_policy', '  num_loops = var.given\n  rule {\n    escalation_delay_in_minutes = 5\n  }\n  rule {\n    escalation_delay_in_minutes = 10\n  }\n') },
  },
  'debugging.version-visible': {
    pass: { 'k8s/api.yaml': served('app: api, app.kubernetes.io/version: 1.4.2') },
    fail: { 'k8s/api.yaml': served('app: api').replace(':1.4.2', ':main') },
    unknown: chart(served('app: api').replace(':1.4.2', ':{{ .Values.given }}')),
  },
  'debugging.actions-tracked': {
    pass: actions('Ana | 2999-01-01 | SHOP-12'),
    fail: actions('Ana | | '),
    unknown: { 'postmortems/2026-10-02-orders.md': '# Orders stood still\n' },
  },
  'debugging.heap-dump': {
    pass: { 'k8s/api.yaml': java('-XX:MaxRAMPercentage=60, -XX:+HeapDumpOnOutOfMemoryError, -XX:HeapDumpPath=/dumps, -XX:+ExitOnOutOfMemoryError') },
    fail: { 'k8s/api.yaml': java('-XX:MaxRAMPercentage=60') },
    unknown: chart(java('{{ required "given" .Values.given | quote }}')),
  },
  'debugging.dump-howto': { proposes: { 'runbooks/api.md': '# API\n\n## Threads\n\n```sh\nkubectl exec deploy/api -- jcmd 1 Thread.print\n```\n' }, unknown: nothing },
  'debugging.error-tracker': {
    pass: { ...pack, ...withEnv('{ name: SENTRY_DSN, valueFrom: { secretKeyRef: { name: sentry, key: dsn } } }, { name: SENTRY_RELEASE, value: api@1.4.2 }') },
    fail: { ...pack, ...withEnv('{ name: SENTRY_DSN, valueFrom: { secretKeyRef: { name: sentry, key: dsn } } }') },
    unknown: pack,
  },
  'debugging.no-trace-leak': { proposes: withEnv('{ name: NODE_ENV, value: production }'), unknown: chart(withEnv('{ name: NODE_ENV, value: "{{ .Values.given }}" }')['k8s/api.yaml']!) },
  'debugging.audit-trail': {
    pass: { 'main.tf': resource('aws_cloudtrail', '  s3_bucket_name = "trail"\n  is_multi_region_trail = true\n') },
    fail: { 'main.tf': resource('aws_cloudtrail', '  s3_bucket_name = "trail"\n') },
    unknown: { 'main.tf': variable + resource('aws_cloudtrail', '  s3_bucket_name = "trail"\n  is_multi_region_trail = var.given\n') },
  },
}
