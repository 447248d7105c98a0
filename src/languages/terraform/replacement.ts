/**
 * Arguments whose change makes Terraform replace the resource, by type; an argument in blocks is a path with points.
 * Source: ForceNew and RequiresReplace in the source of hashicorp's providers aws, azurerm and tls (azurerm_kubernetes_cluster: its documentation), looked up argument by argument on 28 November 2026
 * in stored copies of different ages, some of them years old. A type or an argument that is missing here was not confirmed; it may still be replaced.
 */
export const replacingArguments: Readonly<Record<string, readonly string[]>> = {
  aws_ami: ['ebs_block_device.encrypted'],
  aws_ami_copy: ['encrypted'],
  aws_appsync_api_cache: ['at_rest_encryption_enabled', 'transit_encryption_enabled'],
  aws_dax_cluster: ['cluster_endpoint_encryption_type', 'server_side_encryption.enabled'],
  aws_db_instance: ['storage_encrypted'],
  aws_dms_replication_instance: ['publicly_accessible'],
  aws_docdb_cluster: ['kms_key_id', 'storage_encrypted'],
  aws_docdb_global_cluster: ['storage_encrypted'],
  aws_ebs_snapshot_copy: ['encrypted', 'kms_key_id'],
  aws_ebs_volume: ['encrypted', 'kms_key_id', 'multi_attach_enabled'],
  aws_efs_access_point: ['posix_user', 'root_directory'],
  aws_efs_file_system: ['encrypted', 'kms_key_id'],
  aws_elasticache_replication_group: ['at_rest_encryption_enabled', 'kms_key_id'],
  aws_instance: ['associate_public_ip_address', 'ebs_block_device.encrypted', 'ebs_optimized', 'root_block_device.encrypted'],
  aws_memorydb_cluster: ['auto_minor_version_upgrade', 'kms_key_arn', 'tls_enabled'],
  aws_mq_broker: ['deployment_mode', 'encryption_options', 'publicly_accessible'],
  aws_msk_cluster: ['encryption_info.encryption_at_rest_kms_key_arn', 'encryption_info.encryption_in_transit.in_cluster'],
  aws_neptune_cluster: ['kms_key_arn', 'storage_encrypted'],
  aws_neptune_cluster_instance: ['publicly_accessible'],
  aws_rds_cluster: ['storage_encrypted'],
  aws_rds_global_cluster: ['storage_encrypted'],
  aws_s3_access_point: ['public_access_block_configuration'],
  aws_sagemaker_model: ['enable_network_isolation', 'vpc_config'],
  aws_sagemaker_notebook_instance: ['direct_internet_access', 'kms_key_id'],
  aws_workspaces_workspace: ['root_volume_encryption_enabled', 'user_volume_encryption_enabled', 'volume_encryption_key'],
  azurerm_kubernetes_cluster: ['private_cluster_enabled', 'role_based_access_control_enabled'],
  azurerm_linux_virtual_machine: ['disable_password_authentication', 'secure_boot_enabled', 'vtpm_enabled'],
  tls_private_key: ['algorithm', 'ecdsa_curve', 'rsa_bits'],
}
