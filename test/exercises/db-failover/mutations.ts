import type { Mutation } from '../exercises.test'

const page = 'runbooks/db-failover.md', tf = 'terraform/rds.tf', rules = 'prometheus/db.rules.yml'

/** What each check is for, taken out. */
export const mutations: { readonly [check: string]: Mutation } = {
  'e4.01': { path: page, from: 'severity: SEV-1\n', to: '' },
  'e4.02': { path: page, from: '## Afterwards\n\nCompare the orders of the last minutes with the payments. Write the postmortem within three days.\n', to: '' },
  'e4.03': { path: page, from: 'RPO: 30 seconds', to: 'RPO: hardly anything' },
  'e4.04': { path: page, from: 'OrdersDatabasePrimaryDown', to: 'OrdersDatabaseDown' },
  'e4.05': { path: page, from: '/d/orders-db', to: '/orders-db' },
  'e4.06': { path: page, from: 'Do not fail over while', to: 'Fail over also while' },
  'e4.07': { path: page, from: 'more than 30 s is', to: 'more than a little is' },
  'e4.08': { path: page, from: '1. Say in #incidents', to: '- Say in #incidents' },
  'e4.09': { path: page, from: '   ```sh\n   kubectl -n orders scale deployment/orders --replicas=0\n   ```\n\n4. Fail over to the other zone.\n\n   ```sh\n   aws rds reboot-db-instance --db-instance-identifier orders --force-failover\n   aws rds wait db-instance-available --db-instance-identifier orders\n   ```\n\n5. Start the writers again: `kubectl -n orders scale deployment/orders --replicas=4`. Their', to: '   Scale orders down to nothing: replicas=0.\n\n4. Fail over to the other zone.\n\n   ```sh\n   aws rds reboot-db-instance --db-instance-identifier orders --force-failover\n   ```\n\n5. Start the writers again. Their' },
  'e4.10': { path: page, from: 'DBInstances[].LatestRestorableTime', to: 'DBInstances[].DBInstanceStatus' },
  'e4.11': { path: page, from: '3. Fence the old primary: take the writers away.\n\n   ```sh\n   kubectl -n orders scale deployment/orders --replicas=0', to: '3. Take a breath.\n\n   ```sh\n   kubectl -n orders get deployment/orders' },
  'e4.12': { path: page, from: '--db-instance-identifier orders --force-failover', to: '--db-instance-identifier order --force-failover' },
  'e4.13': { path: page, from: 'Their pools open new connections; the old address lives for a TTL of 5 seconds.', to: 'They find the database.' },
  'e4.14': { path: page, from: 'INSERT INTO probe (at) VALUES (now());', to: 'SELECT 1;' },
  'e4.15': { path: page, from: '1. When the failover', to: '- When the failover' },
  'e4.16': { path: page, from: '| 20 min |', to: '| later |' },
  'e4.17': { path: page, from: 'every 15 minutes', to: 'now and then' },
  'e4.18': { path: page, from: 'within three days', to: 'within TODO days' },
  'e4.19': { path: tf, from: 'backup_retention_period             = 14', to: 'backup_retention_period             = 1' },
  'e4.20': { path: rules, from: 'runbooks/db-failover.md', to: 'runbooks/database.md' },
}
