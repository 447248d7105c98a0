import type { Check } from '../../src/core/rule'
import { isUnknown } from '../../src/core/value'
import type { Facts } from '../../src/languages/terraform/facts'

interface Flag {
  readonly name: string
  /** Is the value, or the default where none is given, a good one? */
  readonly isGood: (value: string | null) => boolean
}

const on = (value: string | null): boolean => value === 'on', notOn = (value: string | null): boolean => value !== 'on'
const among = (...values: readonly string[]) => (value: string | null): boolean => value === null || values.includes(value.toLowerCase())

/** What the CIS benchmark for Google Cloud 3.0 asks of the flags, by kind of database. */
const flags: Readonly<Record<string, readonly Flag[]>> = {
  MYSQL: [{ name: 'local_infile', isGood: notOn }],
  POSTGRES: [
    { name: 'log_connections', isGood: on }, { name: 'log_disconnections', isGood: on }, { name: 'log_lock_waits', isGood: on }, { name: 'log_checkpoints', isGood: (value) => value !== 'off' },
    { name: 'log_hostname', isGood: notOn }, { name: 'log_duration', isGood: notOn }, { name: 'log_temp_files', isGood: (value) => value === '0' },
    { name: 'log_min_messages', isGood: among('warning', 'error', 'log', 'fatal', 'panic') }, { name: 'log_min_error_statement', isGood: among('error', 'warning', 'notice', 'info', 'log') },
    { name: 'log_min_duration_statement', isGood: among('-1') }, { name: 'log_statement', isGood: among('ddl', 'mod') }, { name: 'cloudsql.enable_pgaudit', isGood: on },
  ],
  SQLSERVER: [{ name: 'cross db ownership chaining', isGood: notOn }, { name: 'contained database authentication', isGood: notOn }],
}

const check: Check<Facts['terraform.Resource']> = function* (instance, { unknown }) {
  if (instance.type !== 'google_sql_database_instance') return
  const version = instance.attr.get('database_version'), settings = instance.attr.get('settings')
  const kind = typeof version === 'string' ? version.split('_')[0]! : null
  if (isUnknown(version) || isUnknown(settings)) unknown('the flags')
  const wanted = kind === null ? undefined : flags[kind], first = Array.isArray(settings) ? settings[0] as unknown : null
  if (!wanted || !(first instanceof Map)) return
  const written = first.get('database_flags') as unknown, all = Array.isArray(written) ? written as readonly unknown[] & { readonly open?: boolean } : []
  if (isUnknown(written) || all.open || all.some((one) => !(one instanceof Map) || isUnknown(one.get('name')) || isUnknown(one.get('value')))) { unknown('the flags'); return }
  const values = new Map(all.map((one) => { const flag = one as ReadonlyMap<string, unknown>; return [String(flag.get('name')), String(flag.get('value'))] }))
  const wrong = wanted.filter(({ name, isGood }) => !isGood(values.get(name)?.toLowerCase() ?? null)).map(({ name }) => name)
  if (wrong.length) yield { at: instance.locate(all.length ? 'settings{}.database_flags{}.name' : 'settings{}'), values: { flags: wrong.join(', ') } }
}

export default check
