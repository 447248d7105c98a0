/** What is known of images that people run in Compose; from the images' documentation, 2026-11. Repositories without registry and `library/`. */

/** Servers of data, that take time to start and that nobody publishes to the world on purpose. */
const stores = /^(?:.*\/)?(?:postgres|postgis|timescaledb|timescaledb-ha|mysql|mysql-server|percona|percona-server|mariadb|mariadb-galera|mongo|mongodb|mongodb-community-server|redis|redis-stack|redis-stack-server|valkey|keydb|dragonfly|memcached|cassandra|scylla|couchdb|couchbase|neo4j|arangodb|influxdb|clickhouse|clickhouse-server|cockroach|elasticsearch|opensearch|rabbitmq|kafka|cp-kafka|zookeeper|cp-zookeeper|nats|etcd|mssql|mssql-server|mssql\/server|server|pgvector|rethinkdb|minio)$/

/** Is it a database, a cache or a queue? */
export const isStore = (repository: string): boolean => stores.test(repository) && (repository !== 'server' && (!repository.endsWith('/server') || repository.startsWith('mssql/')))

/** Stores that keep data on their disk, so that a killed process costs a recovery. */
export const isStateful = (repository: string): boolean => isStore(repository) && !/memcached/.test(repository)

/** Ports by which a machine or its data are administered: SSH, telnet, RDP, Docker, and the stores above. */
export const adminPorts: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'], [23, 'telnet'], [3389, 'remote desktop'], [5900, 'VNC'], [2375, 'the Docker API'], [2376, 'the Docker API'], [2379, 'etcd'], [1433, 'SQL Server'], [1521, 'Oracle'], [3306, 'MySQL'], [5432, 'PostgreSQL'], [5984, 'CouchDB'],
  [6379, 'Redis'], [6443, 'the Kubernetes API'], [7000, 'Cassandra'], [7474, 'Neo4j'], [7687, 'Neo4j'], [8086, 'InfluxDB'], [9042, 'Cassandra'], [9092, 'Kafka'], [9200, 'Elasticsearch'], [9300, 'Elasticsearch'], [11211, 'Memcached'], [15672, 'RabbitMQ'], [5672, 'RabbitMQ'], [26257, 'CockroachDB'], [27017, 'MongoDB'], [2181, 'ZooKeeper'],
])

/** Passwords that everybody tries first. */
const commonPasswords: ReadonlySet<string> = new Set(['admin', 'administrator', 'changeme', 'change-me', 'change_me', 'changethis', 'default', 'example', 'guest', 'letmein', 'minioadmin', 'mongo', 'mysql', 'pass', 'pass123', 'passw0rd', 'password', 'password1', 'password123', 'postgres', 'qwerty', 'rabbitmq', 'redis', 'root', 'rootpassword', 'secret', 'test', 'toor', 'user', 'wordpress', '123', '1234', '12345', '123456', '12345678', '123456789'])
const passwordName = /(?:^|_)(?:PASSWORD|PASSWD|PASS|PWD)(?:_HASH)?$|^(?:MINIO_(?:ROOT_PASSWORD|SECRET_KEY)|RABBITMQ_DEFAULT_PASS|MYSQL_ROOT_PASSWORD|NEO4J_AUTH)$/
const passwordless = /^(?:MYSQL|MARIADB)_(?:ROOT_)?ALLOW_EMPTY(?:_ROOT)?_PASSWORD$|^(?:MYSQL|MARIADB)_ALLOW_EMPTY_(?:ROOT_)?PASSWORD$|^ALLOW_EMPTY_PASSWORD$/

/** Does everybody try this password first? */
export const isCommonPassword = (password: string): boolean => commonPasswords.has(password.toLowerCase())

/** Is it a setting that lets everybody in: a password that everybody knows, or none? */
export function isDefaultCredential(name: string, value: string): boolean {
  const upper = name.toUpperCase()
  if (passwordless.test(upper)) return /^(?:1|y|yes|true|on)$/i.test(value)
  if (upper === 'POSTGRES_HOST_AUTH_METHOD') return value === 'trust'
  if (upper === 'NEO4J_AUTH') return /^none$|^neo4j\/(?:neo4j|password|test)$/i.test(value)
  return passwordName.test(upper) && isCommonPassword(value)
}

/** Commands that ask a store whether it is ready, by a pattern of its repository. */
const readiness: readonly (readonly [RegExp, string])[] = [
  [/(?:postgres|postgis|timescaledb|pgvector)/, 'pg_isready -U "$${POSTGRES_USER:-postgres}"'], [/mariadb/, 'healthcheck.sh --connect --innodb_initialized'], [/mysql|percona/, 'mysqladmin ping --silent'],
  [/redis/, 'redis-cli ping | grep PONG'], [/valkey/, 'valkey-cli ping | grep PONG'], [/mongo/, 'mongosh --quiet --eval "db.adminCommand(\'ping\')"'], [/rabbitmq/, 'rabbitmq-diagnostics -q ping'],
]

/** The command that asks an image whether it is ready; null where none is known. */
export const readinessOf = (repository: string): string | null => readiness.find(([image]) => image.test(repository))?.[1] ?? null
