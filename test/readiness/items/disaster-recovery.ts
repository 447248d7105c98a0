import type { Files, ItemCases } from '../items'

const nothing: Files = { 'README.md': '# Shop\n' }
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
const plan = (row: string, more = ''): Files => ({ 'docs/disaster-recovery.md': `# Disaster recovery\n\n| Store | RTO | RPO | Strategy | Last drill |\n|---|---|---|---|---|\n| Orders database | ${row} |\n${more}` })
const main = (text: string): Files => ({ 'main.tf': `variable "given" {}\nprovider "aws" {\n  region = "eu-central-1"\n}\n${text}` })
const resource = (type: string, body: string): string => `resource "${type}" "orders" {\n${body}}\n`
const database = (days: string): string => resource('aws_db_instance', `  identifier              = "orders"\n  engine                  = "postgres"\n  backup_retention_period = ${days}\n`)
const backupPlan = (rule: string): string => resource('aws_backup_plan', `  name = "orders"\n  rule {\n    rule_name         = "daily"\n    target_vault_name = "orders"\n${rule}  }\n`)
const record = (body: string): string => resource('aws_route53_record', `  zone_id         = "Z1"\n  name            = "shop.example.com"\n  type            = "A"\n  records         = ["192.0.2.1"]\n${body}`)
const vault = resource('aws_backup_vault', '  name = "orders"\n')
const table = (more: string): string => resource('aws_dynamodb_table', `  name         = "orders"\n  hash_key     = "id"\n  billing_mode = "PAY_PER_REQUEST"\n${more}`)
const failover = (steps: number): Files => ({ 'runbooks/orders-failover.md': `# Failover of the orders database

## Impact

RTO: 15 minutes. RPO: 5 minutes.

## Detection

The alert fires.

## Decision

Never while the lag is above 30 s.

## Fail over

${Array.from({ length: steps }, (_, i) => `${i + 1}. Run this.\n\n   \`\`\`sh\n   aws rds describe-db-instances --db-instance-identifier orders\n   \`\`\`\n`).join('')}
## Verification
## Rollback
## Communication
## Escalation
## Afterwards
` })

export const cases: ItemCases = {
  'disaster-recovery.objectives': { pass: plan('1 h | 5 min | pilot light | |'), fail: plan('soon | 5 min | pilot light | |'), unknown: nothing },
  'disaster-recovery.backups': { pass: main(database('7')), fail: main(database('0')), unknown: main(database('var.given')) },
  'disaster-recovery.interval': { pass: { ...plan('1 h | 15 min | | |'), ...main(database('7')) }, fail: { ...plan('1 h | 15 min | | |'), ...main(database('0')) }, unknown: { ...plan('1 h | 15 min | | |'), ...main(database('var.given')) } },
  'disaster-recovery.restore-drill': { pass: { 'docs/drills/orders.md': `# Restore of the orders database\n\n${day(40)}: took 48 minutes.\n` }, fail: { 'docs/drills/orders.md': `# Restore of the orders database\n\n${day(400)}: took 48 minutes.\n` }, unknown: nothing },
  'disaster-recovery.failover-runbook': { pass: failover(5), fail: failover(2), unknown: nothing },
  'disaster-recovery.elsewhere': {
    pass: main(backupPlan('    copy_action {\n      destination_vault_arn = "arn:aws:backup:eu-west-1:123456789012:backup-vault:orders"\n    }\n')),
    fail: main(backupPlan('')),
    unknown: main(resource('aws_backup_plan', '  name = "orders"\n  dynamic "rule" {\n    for_each = var.given\n    content {\n      rule_name         = rule.value\n      target_vault_name = "orders"\n    }\n  }\n')),
  },
  'disaster-recovery.strategy': { pass: plan('4 h | 1 h | Backup and restore | |'), fail: plan('5 min | 1 h | Backup and restore | |'), unknown: nothing },
  'disaster-recovery.routing': {
    pass: main(record('  ttl             = 60\n  set_identifier  = "a"\n  health_check_id = "b"\n  failover_routing_policy {\n    type = "PRIMARY"\n  }\n')),
    fail: main(record('  ttl             = 3600\n')),
    unknown: main(record('  ttl             = var.given\n  set_identifier  = "a"\n  health_check_id = "b"\n  failover_routing_policy {\n    type = "PRIMARY"\n  }\n')),
  },
  'disaster-recovery.rebuild': {
    pass: main(resource('aws_eks_cluster', '  name     = "shop"\n  role_arn = "arn:aws:iam::123456789012:role/eks"\n') + resource('helm_release', '  name  = "ingress"\n  chart = "ingress-nginx"\n')),
    fail: main(resource('aws_eks_cluster', '  name     = "shop"\n  role_arn = "arn:aws:iam::123456789012:role/eks"\n')),
    unknown: nothing,
  },
  'disaster-recovery.measured': { proposes: plan('1 h | 5 min | pilot light | 40 min |'), unknown: plan('1 h | 5 min | pilot light | |') },
  'disaster-recovery.backup-kinds': { proposes: plan('1 h | 5 min | pilot light | |', '\n## Backups\n\nA full backup each Sunday, incremental each hour. Retention: 35 days.\n'), unknown: nothing },
  'disaster-recovery.immutable': { pass: main(vault + resource('aws_backup_vault_lock_configuration', '  backup_vault_name  = aws_backup_vault.orders.name\n  min_retention_days = 30\n')), fail: main(vault), unknown: main(vault.replace('  name', '  force_destroy = var.given\n  name') + resource('aws_backup_vault_lock_configuration', '  backup_vault_name  = aws_backup_vault.orders.name\n')) },
  'disaster-recovery.multi-region': { pass: main(table('  replica {\n    region_name = "eu-west-1"\n  }\n')), fail: main(table('')), unknown: { 'main.tf': main(table(''))['main.tf']!.replace('"eu-central-1"', 'var.region').replace('{}', '{}\nvariable "region" {\n  default = "eu-central-1"\n}') } },
}
