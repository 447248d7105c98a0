/** Words of which one says that a value is secret. */
const secret = /(?:^|_)(?:password|passwd|passphrase|pwd|secret|secrets|token|tokens|credential|credentials|api_?key|apikey|access_?key|secret_?key|private_?key|client_secret|auth_?token|connection_string|encryption_key|signing_key)(?:$|_)/
/** Last words that say what of a secret is meant, and first words that ask for one. */
const partOf: ReadonlySet<string> = new Set(['arn', 'arns', 'id', 'ids', 'name', 'names', 'path', 'paths', 'file', 'files', 'length', 'version', 'versions', 'url', 'uri', 'endpoint', 'enabled', 'disabled', 'type', 'types', 'policy', 'rotation', 'ttl', 'expiration', 'expiry', 'duration', 'lifetime', 'validity', 'units', 'alias', 'ref', 'refs', 'engine', 'provider', 'algorithm', 'size', 'count', 'period', 'days', 'hours', 'seconds', 'minutes', 'window', 'required', 'store', 'manager', 'prefix', 'suffix', 'issuer', 'audience', 'config', 'configuration', 'mode', 'format', 'username', 'user', 'users', 'limit', 'method', 'methods', 'scopes', 'prevention', 'age', 'minimum', 'maximum', 'character', 'characters', 'special', 'data', 'region', 'status', 'keepers', 'tags', 'description', 'subject', 'parameter', 'rules'])
const asks: ReadonlySet<string> = new Set(['is', 'has', 'use', 'create', 'manage', 'generate', 'require', 'requires', 'enable', 'enabled', 'disable', 'allow', 'get', 'random', 'minimum', 'maximum', 'min', 'max', 'reset', 'rotate', 'store', 'ignore', 'skip', 'with', 'public'])

/** Names of resources' arguments that sound secret and are not. */
const harmless: ReadonlySet<string> = new Set(['creation_token', 'client_token', 'client_request_token', 'idempotency_token', 'next_token', 'http_tokens'])

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().replace(/[-. ]+/g, '_')

/** Does a name say that what it holds is secret: `db_password`, not `password_length`? */
export function isSecretName(name: string): boolean {
  const plain = snake(name), words = plain.split('_')
  return secret.test(plain) && !plain.includes(':') && !harmless.has(plain) && !partOf.has(words.at(-1)!) && !asks.has(words[0]!)
}

const byType: Readonly<Record<string, readonly string[]>> = {
  random_password: ['result', 'bcrypt_hash'], aws_iam_access_key: ['secret', 'ses_smtp_password_v4'], tls_private_key: ['private_key_pem', 'private_key_openssh', 'private_key_pem_pkcs8'],
  aws_secretsmanager_secret_version: ['secret_string', 'secret_binary'], aws_ssm_parameter: ['value'], aws_db_instance: ['password'], aws_rds_cluster: ['master_password'], aws_eks_cluster_auth: ['token'],
  google_service_account_key: ['private_key'], google_secret_manager_secret_version: ['secret_data'], azurerm_key_vault_secret: ['value'], aws_elasticache_replication_group: ['auth_token'],
  azurerm_kubernetes_cluster: ['kube_config_raw', 'kube_admin_config_raw', 'kube_config', 'kube_admin_config'], azurerm_storage_account: ['primary_access_key', 'secondary_access_key', 'primary_connection_string', 'secondary_connection_string'],
}

/** Does an attribute of a resource hold a secret? */
export const isSecretAttribute = (type: string, attribute: string): boolean => byType[type]?.includes(attribute) ?? false
