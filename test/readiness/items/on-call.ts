import type { Files, ItemCases } from '../items'

const nothing: Files = { 'README.md': '# Shop\n' }
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
const parts = ['Impact', 'Detection', 'Decision', 'Steps', 'Verification', 'Rollback', 'Communication', 'Escalation', 'Afterwards']
const runbook = (headings: readonly string[], front = ''): Files => ({ 'runbooks/api.md': `${front}# API is down\n\n${headings.map((heading) => `## ${heading}\n\nText.\n`).join('\n')}` })
const reviewed = (ago: number): string => `---\nowner: team-shop\nlast_reviewed: ${day(ago)}\n---\n`
const severities = (audience: string): Files => ({ 'docs/severity.md': `# Severities\n\n| Severity | Meaning | Response | Updates | Who is told |\n|---|---|---|---|---|\n| SEV-1 critical | all is down | 5 min | every 30 min | everybody |\n| SEV-2 ticket | part is down | 1 h | daily | ${audience} |\n` })
const rules = (wait: string, severity = 'critical'): Files => ({ 'rules/shop.rules.yml': `groups:\n  - name: shop\n    rules:\n      - alert: ShopDown\n        expr: up == 0\n${wait}        labels: { severity: ${severity} }\n        annotations: { summary: It is down }\n` })
const alertmanager = (routes: string, more = 'inhibit_rules:\n  - { source_matchers: [severity="critical"], target_matchers: [severity="ticket"], equal: [service] }\n'): Files => ({ 'alertmanager.yml': `route:\n  receiver: pager\n  group_by: [alertname, service]\n${routes}${more}receivers:\n  - name: pager\n    pagerduty_configs: [{ routing_key_file: /secrets/key }]\n  - name: chat\n    slack_configs: [{ channel: "#shop", api_url_file: /secrets/url }]\n` })
const routed = (receiver: string): string => `  routes:\n    - { matchers: [severity="critical"], receiver: pager }\n    - { matchers: [severity="ticket"], receiver: ${receiver} }\n`
const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec:\n  selector: { matchLabels: { app: api } }\n  template:\n    metadata: { labels: { app: api } }\n    spec: { containers: [{ name: api, image: shop/api:1.4.2 }] }\n'
const restarting = (name: string): Files => ({ 'runbooks/api.md': `# API\n\n\`\`\`sh\nkubectl rollout restart deployment/${name}\n\`\`\`\n` })

export const cases: ItemCases = {
  'on-call.runbook-sections': { pass: runbook(parts), fail: runbook(['Steps']), unknown: nothing },
  'on-call.runbook-fresh': { pass: runbook([], reviewed(30)), fail: runbook([], reviewed(400)), unknown: nothing },
  'on-call.severity-table': { pass: severities('the team'), fail: severities(''), unknown: nothing },
  'on-call.noise-guards': { pass: { ...rules('        for: 5m\n'), ...alertmanager(routed('chat')) }, fail: { ...rules('        for: 5m\n'), ...alertmanager(routed('chat'), '') }, unknown: nothing },
  'on-call.policy-ends-human': { pass: alertmanager(routed('chat')), fail: alertmanager(routed('pager')), unknown: nothing },
  'on-call.commands-real': { pass: { ...restarting('api'), 'k8s/api.yaml': deployment }, fail: { ...restarting('apis'), 'k8s/api.yaml': deployment }, unknown: restarting('api') },
  'on-call.links-live': { pass: { 'runbooks/api.md': '# API\n\nSee [orders](orders.md#lag).\n', 'runbooks/orders.md': '# Orders\n\n## Lag\n' }, fail: { 'runbooks/api.md': '# API\n\nSee [orders](orders.md#lag).\n', 'runbooks/orders.md': '# Orders\n' }, unknown: { 'runbooks/api.md': '# API\n\nSee [the site](https://example.com).\n' } },
  'on-call.service-card': {
    pass: { 'README.md': '# Orders\n\nOwner: team-shop\n\n- On-call: shop-primary\n- Dashboards: d/orders\n- Runbooks: runbooks/\n- SLO: 99.9 %\n- Dependencies: payments\n' },
    fail: { 'README.md': '# Orders\n\nOwner: team-shop\n' },
    unknown: nothing,
  },
  'on-call.severity-labels': {
    pass: { ...rules('        for: 5m\n'), ...alertmanager(routed('chat')), ...severities('the team') },
    fail: { ...rules('        for: 5m\n', 'whatever'), ...alertmanager(routed('chat')), ...severities('the team') },
    unknown: rules('        for: 5m\n'),
  },
  'on-call.handoff': { pass: { '.github/ISSUE_TEMPLATE/handoff.md': '# Handoff\n\n## Open incidents\n\n## Silences\n\n## Risky changes\n\n## Follow-ups\n' }, fail: { 'docs/handoff.md': '# Handoff\n\nSay hello.\n' }, unknown: nothing },
  'on-call.silences-expire': { proposes: { 'docs/on-call.md': '# On call\n\n## Silences\n\nWrite who made it and why. Each ends after two hours.\n' }, unknown: nothing },
}
