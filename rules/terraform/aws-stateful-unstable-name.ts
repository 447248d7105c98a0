import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/terraform/facts'

/** Arguments that name a store and cannot be changed in place, by type. */
const names: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_s3_bucket', ['bucket', 'bucket_prefix']],
  ['aws_db_instance', ['identifier_prefix', 'identifier']],
  ['aws_rds_cluster', ['cluster_identifier', 'cluster_identifier_prefix']],
  ['aws_docdb_cluster', ['cluster_identifier', 'cluster_identifier_prefix']],
  ['aws_neptune_cluster', ['cluster_identifier', 'cluster_identifier_prefix']],
  ['aws_redshift_cluster', ['cluster_identifier']],
  ['aws_dynamodb_table', ['name']],
  ['aws_efs_file_system', ['creation_token']],
  ['aws_opensearch_domain', ['domain_name']],
  ['aws_elasticsearch_domain', ['domain_name']],
  ['aws_elasticache_cluster', ['cluster_id']],
  ['aws_elasticache_replication_group', ['replication_group_id']],
  ['aws_memorydb_cluster', ['name']],
  ['aws_msk_cluster', ['cluster_name']],
  ['aws_ecr_repository', ['name']],
  ['aws_kinesis_stream', ['name']],
  ['aws_sqs_queue', ['name', 'name_prefix']],
  ['aws_route53_zone', ['name']],
  ['aws_secretsmanager_secret', ['name', 'name_prefix']],
  ['aws_backup_vault', ['name']],
])

const check: Check<Facts['terraform.Resource']> = function* (resource) {
  for (const argument of names.get(resource.type) ?? []) {
    const source = resource.volatile.get(argument)
    if (source !== undefined) yield { values: { argument, source } }
  }
}

export default check
