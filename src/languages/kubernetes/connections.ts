import { isKnown, isUnknown, type List, type Maybe } from '../../core/value'
import type { ConnectionsSummary, SelectorSummary, ServiceSummary, WorkloadSummary } from './exports'
import type * as facts from './facts'
import { mapSelector } from './selector'

/** Options and settings by which PostgreSQL, MySQL and their images take a number of connections. */
const accepted = /(?:^|[\s;])(?:--)?max[_-]connections\s{0,3}[=:]?\s{0,3}["']?(\d{1,7})(?=$|[\s"';#])/g
const acceptedNames = /^(?:POSTGRES(?:QL)?|PG|MYSQL|MARIADB)_MAX_CONNECTIONS$/

/** Variables that set the size of a pool of database connections: of Spring's Hikari, Quarkus, SQLAlchemy, and the usual own names. */
const poolNames = /^(?:SPRING_DATASOURCE_(?:HIKARI_MAXIMUM_?POOL_?SIZE|TOMCAT_MAX_ACTIVE)|QUARKUS_DATASOURCE_JDBC_MAX_SIZE|(?:[A-Z0-9]+_){0,4}(?:DB|DATABASE|SQL|PG|POSTGRES(?:QL)?|MYSQL|HIKARI|SQLALCHEMY|DATASOURCE|JDBC)_(?:[A-Z0-9]+_){0,2}(?:MAX(?:IMUM)?_?POOL_?SIZE|POOL_(?:MAX(?:_SIZE)?|MAX_CONNECTIONS|SIZE)|MAX_(?:OPEN_)?CONN(?:ECTION)?S))$/
const hostNames = /(?:^|_)(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS|URL|URI|DSN|DATASOURCE)$/

/** The number of connections in some texts; the last one counts, and null is where none is. */
export function connectionsOf(texts: Iterable<string>): number | null {
  let found: number | null = null
  for (const text of texts) if (/max[_-]connections/.test(text)) for (const [, digits] of text.replace(/^[ \t]*[#;].*$/gm, '').matchAll(accepted)) found = Number(digits)
  return found
}

type Reading = Pick<facts.Container, 'command' | 'args' | 'env'>

/** Connections that the containers of a workload take, as command, args or env say. */
export function ownConnections(containers: Iterable<Reading>): number | null {
  let found: number | null = null
  for (const { command, args, env } of containers) {
    for (const { name, value } of env) if (isKnown(name) && name !== null && acceptedNames.test(name) && isKnown(value) && value !== null && /^\d{1,7}$/.test(value)) found = Number(value)
    found = connectionsOf([[...command, ...args].filter(isKnown).join(' ')]) ?? found
  }
  return found
}

/** The first part of the host in a value: `db` of `jdbc:postgresql://db.shop.svc:5432/orders`. */
function hostOf(value: string): string | null {
  const match = /^(?:[a-z+:]{1,40}\/\/(?:[^@/\s]{0,200}@)?)?([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)((?:\.[a-z0-9-]{1,63}){0,6})(?::\d{1,5})?(?:[/?].*)?$/.exec(value)
  return match && (match[2] === '' || /^\.[a-z0-9-]+(?:\.svc(?:\..*)?)?$/.test(match[2]!)) ? match[1]! : null
}

/** What a container looks up to judge its pool. */
export interface PoolLookup {
  service(name: string): Maybe<ServiceSummary | null>
  selected(selector: SelectorSummary): Maybe<List<WorkloadSummary>>
  connections(config: string): Maybe<ConnectionsSummary | null>
}

/** What a pool wants of the database of the unit that the container's environment names. */
export function poolOf(container: facts.Container, lookup: PoolLookup): Maybe<facts.Pool | null> {
  const { env } = container
  const at = env.findIndex(({ name, value }) => isKnown(name) && name !== null && poolNames.test(name) && isKnown(value) && value !== null && /^\d{1,5}$/.test(value))
  if (at < 0) return null
  const pods = container.workload.maximumReplicas
  if (!isKnown(pods)) return pods
  if (pods === null) return null
  for (const { name, value } of env) {
    if (!isKnown(name) || name === null || !hostNames.test(name) || !isKnown(value) || value === null) continue
    const host = hostOf(value), service = host === null ? null : lookup.service(host)
    if (!service || isUnknown(service) || service.selector.size === 0) continue
    const workloads = lookup.selected(mapSelector(service.selector))
    if (isUnknown(workloads) || workloads.open || workloads.length !== 1) continue
    const [database] = workloads as readonly [WorkloadSummary]
    const accepted = database.maximumConnections ?? ofConfigs(database, lookup)
    if (accepted !== null) return { location: `env[${at}].value`, variable: env[at]!.name as string, size: Number(env[at]!.value), pods, database: database.name, accepted }
  }
  return null
}

function ofConfigs(database: WorkloadSummary, lookup: PoolLookup): number | null {
  for (const name of database.configs) {
    const found = lookup.connections(name)
    if (found && isKnown(found)) return found.maximumConnections
  }
  return null
}
