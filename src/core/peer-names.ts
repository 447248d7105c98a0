/** First eight digits of the query ids of KICS for Dockerfiles, Compose, Kubernetes, workflows and, of the older ones, Terraform, which its comments name, with the names of the queries. As of 2026-11, from the metadata of its queries. */
const kicsQueries: ReadonlyMap<string, string> = new Map(`
  9513a694:add_instead_of_copy ae9c56a6:apk_add_using_local_cache_path df746b39:apt_get_install_lists_were_not_deleted
  965a08d7:apt_get_install_pin_version_not_defined 77783205:apt_get_missing_flags_to_avoid_manual_input
  7384dfb2:apt_get_not_avoiding_additional_packages 3be406ec:avoid_chmod_777 d5b3c9a1:avoid_http 4d9f44c6:cgroup_not_default
  8a301064:changing_default_shell_using_run_command aa93e17f:chown_flag_exists ce76b7d0:container_capabilities_unrestricted
  451d79dc:container_traffic_not_bound_to_host_interface cdddb86f:copy_from_references_current_from_alias
  6db6e0c2:copy_with_more_than_two_arguments_not_ending_with_slash 6b610c50:cpus_not_limited 4b410d24:curl_or_wget_instead_of_add
  404fde2c:default_seccomp_profile_disabled 1c2d47bd:do_not_use_multiple_healthcheck d6355c88:docker_socket_mounted_in_container
  be8aab51:env_no_refer_envvar 5907595b:exposing_port_22 52e2b1c6:first_instruction_should_be_arg_or_from
  408460f2:from_or_maintainer_cannot_be_triggered_within_onbuild 22cd11f7:gem_install_without_version b03a748a:healthcheck_instruction_missing
  698ed579:healthcheck_not_set 4f31dd9f:host_namespace_is_shared 9efb0b2d:image_version_not_explicit f45ea400:image_version_using_latest
  67fd0c4a:last_user_is_root 99614418:maintainer_instruction_being_used bb9ac4f7:memory_not_limited 295acb63:missing_dnf_clean_all
  7ebd323c:missing_flag_from_dnf_install fd54f200:missing_user_instruction 93d88cf7:missing_version_specification_in_dnf_install
  38300d1a:missing_zypper_clean 45e1fca5:missing_zypper_non_interactive_switch 41c195f4:multiple_cmd_instructions_listed
  6938958b:multiple_entrypoint_instructions_listed 0008c003:multiple_run_add_copy_instructions_listed ce14a68b:networks_not_set
  27fcc7d6:no_new_privileges_not_set b86987e1:not_using_json_in_cmd_and_entrypoint_arguments
  34945ae8:not_using_proper_exec_form_in_cmd_and_entrypoint_arguments e36d8880:npm_install_without_pinned_version 221e0658:pids_limit_not_set
  f2f903fb:pip_install_keeping_cached_packages ae5b6871:privileged_containers_enabled bc2908f3:privileged_ports_mapped_in_container
  2fc99041:restart_policy_on_failure_not_set_to_5 f4a6bcd3:run_command_cd_instead_of_workdir b84a0b47:run_using_apt 09fda05e:run_using_dnf_update
  8ada6e80:run_using_sudo 682fe378:run_using_upgrade_commands fc775e75:run_using_wget_and_curl d4895357:run_using_zypper_update
  9b6b0f38:run_utilities_and_posix_commands 9e13082c:run_yarn_clean_after_yarn_install f2daed12:same_alias_in_different_froms
  c3e1b6ae:secrets_stored_in_dockerfile 610e266e:security_opt_not_set baa3890f:shared_host_ipc_namespace 071a71ff:shared_host_network_namespace
  8af7162d:shared_host_user_namespace 8c978947:shared_volumes_between_containers efbf148a:shell_running_a_pipe_without_pipefail_flag
  19619060:should_specify_base_image 71bf8cf8:unix_ports_out_of_range d3499f6d:unpinned_package_version_in_apk_add
  02d9c71f:unpinned_package_version_in_pip_install 9bae49be:update_instruction_alone 989ab888:use_of_apk_upgrade
  d0b535a2:use_only_an_allowed_registry_in_the_from_image 44fbf45c:use_recommended_flags_with_useradd b16e8501:using_platform_with_from
  68a51e22:using_unnamed_build_stages 1c1325ff:volume_has_sensitive_host_directory baa452f0:volume_mounted_in_multiple_containers
  5fa731ea:vulnerable_openssl_version 6b376af8:workdir_path_not_absolute 00481784:yum_clean_all_missing 6e19193a:yum_install_allows_manual_input
  6452c424:yum_install_without_version 8f6456be:yum_update_enabled 562952e4:zypper_install_without_version
  8b862ca9:tiller_service_is_not_deleted 5572cc5e:privilege_escalation_allowed dd29336b:container_is_privileged 19ebaa28:containers_with_added_capabilities
  cd290efd:shared_host_ipc_namespace caa93370:not_limited_capabilities_for_pod_security_policy 9127f0d9:cluster_allows_unsafe_sysctls
  dbbc6705:net_raw_capabilities_not_being_dropped 6d173be7:tiller_is_deployed 302736f4:shared_host_pid_namespace 6b6bdfb3:shared_host_network_namespace
  94b76ea5:object_is_using_a_deprecated_api_version a33e9173:psp_containers_share_host_network_namespace 1e749bc9:role_binding_to_default_service_account
  e17fa86a:tiller_deployment_is_accessible_from_within_the_cluster aa8f7a35:non_kube_system_pod_with_host_mount b7bca5c4:rbac_roles_with_read_secrets_permissions
  ade74944:liveness_probe_is_not_defined a659f3b5:readiness_probe_is_not_configured 02323c00:containers_run_with_low_uid cf34805e:containers_running_as_root
  e3aa0612:root_containers_admitted 3878dc92:incorrect_volume_claim_access_mode_read_write_once 80f93444:psp_allows_sharing_host_ipc
  5308a7a8:workload_mounting_with_sensitive_os_directory 2270987f:net_raw_capabilities_disabled_for_psp 87554eef:psp_allows_privilege_escalation
  611ab018:using_unrecommended_namespace 7307579a:psp_with_added_capabilities f377b83e:seccomp_profile_is_not_configured c48e57d3:psp_set_to_privileged
  91dacd0e:psp_allows_sharing_host_pid f922827f:container_runs_unmasked 235236ee:containers_with_sys_admin_capabilities 69bbc5e3:ingress_controller_exposes_workload
  591ade62:service_account_name_undefined_or_empty 48471392:service_account_token_automount_not_disabled 0401f71b:pod_misconfigured_network_policy
  85ab1c5b:network_policy_is_not_targeting_any_pod 26763a1c:service_with_external_load_balancer b7652612:volume_mount_with_os_directory_write_permissions
  ca469dd4:cpu_requests_not_set 229588ef:memory_requests_not_defined b14d1bc4:memory_limits_not_defined 4ac0e2b7:cpu_limits_not_set
  056ac60e:service_account_allows_access_secrets c1032cf7:shared_service_account 6b896afb:rbac_wildcard_in_rule a6f34658:docker_daemon_socket_is_exposed_to_containers
  592ad21d:permissive_access_to_create_pods 8b36775e:missing_app_armor_config 249328b8:cluster_admin_role_binding_with_super_user_permissions
  2f652c42:hpa_targets_invalid_object b23e9b98:deployment_without_pod_disruption_budget 1db3a5a5:statefulset_without_pod_disruption_budget
  bb241e61:statefulset_without_service_name 5744cbb8:hpa_targeted_deployments_with_configured_replica_count 1123031a:metadata_label_is_invalid
  268ca686:no_drop_capabilities_for_containers a9c2f49d:root_container_not_mounted_as_read_only 8cf4671a:statefulset_requests_storage
  caa3479d:image_pull_policy_of_container_is_not_always 7c81d34c:image_without_digest a97a340a:pod_or_container_without_security_context
  d2ad057f:dashboard_is_enabled 3ca03a61:service_does_not_target_pod 845acfbe:service_type_is_nodeport 2b1836f1:workload_host_port_not_specified
  192fe40b:cronjob_deadline_not_configured d740d048:statefulset_has_no_pod_anti_affinity a31b7b82:deployment_has_no_pod_anti_affinity
  3d658f8b:secrets_as_environment_variables 583053b7:invalid_image
  66c6f96f:s3_bucket_allows_list_action_from_all_principals b1ffa705:iam_role_with_full_privileges abb06e5f:sqs_queue_exposed
  7af43613:s3_bucket_access_to_any_principal 1a4bc881:s3_bucket_with_public_policy 3206240f:ecs_service_admin_role_is_present
  d24c0755:s3_bucket_allows_put_action_from_all_principals 57b9893d:s3_bucket_acl_allows_read_to_any_authenticated_user
  1df37f4b:s3_bucket_allows_get_action_from_all_principals ffdf4b37:s3_bucket_allows_delete_action_from_all_principals
  64a222aa:s3_bucket_acl_grants_write_acp_permission 3d3f6270:ebs_default_encryption_disabled 126c1788:elb_using_insecure_protocols
  254c932d:redis_not_compliant 862fe4bf:kinesis_not_encrypted_with_kms 4bd15dd9:redis_disabled 48207659:efs_not_encrypted 8bbb242f:ami_not_encrypted
  e86e26fc:ecr_repository_is_publicly_accessible 5c6dd5e7:kinesis_sse_not_configured 5c0003fb:secure_ciphers_disabled
  9f40c07e:ca_certificate_identifier_is_outdated 3b6d777b:automatic_minor_upgrades_disabled 4de9de27:launch_configuration_is_not_encrypted
  88fd05e0:iam_database_auth_not_enabled 08bd0760:db_instance_storage_not_encrypted 443488f5:user_data_contains_encoded_private_key
  6db52fa6:msk_cluster_encryption_disabled cc997676:ebs_volume_encryption_disabled cfdcabb0:redshift_not_encrypted
  e6b4b943:ebs_volume_snapshot_not_encrypted 4a800e14:elb_using_weak_ciphers 9f4a9409:ecs_task_definition_network_mode_not_recommended
  35113e6f:rds_db_instance_publicly_accessible 1ec253ab:s3_bucket_without_restriction_of_public_bucket b592ffd4:no_password_policy_enabled
  42bb6b7f:s3_static_website_host_enabled b5681959:iam_user_policy_without_mfa af173fde:redshift_publicly_accessible 6e8849c1:sqs_with_sse_disabled
  c5b31ab9:s3_bucket_without_enabled_mfa_delete 568a4d22:s3_bucket_without_versioning 00e5e55e:cloudfront_without_minimum_protocol_tls_1.2
  7ebc9038:kms_key_with_full_permissions 970d224d:root_account_has_active_access_keys 3ddfa124:authentication_without_mfa
  65905cec:security_group_with_unrestricted_access_to_ssh 381c3f2a:sensitive_port_is_exposed_to_entire_network
  151187cb:remote_desktop_port_open_to_internet ffac8a12:http_port_open 4f615f3e:db_security_group_open_to_large_scope
  f0d8781f:db_security_group_has_public_interface 4728cd65:unrestricted_security_group_ingress
  46883ce1:default_security_groups_with_unrestricted_traffic 590d878b:unknown_port_exposed_to_internet 1e0ef61b:db_security_group_with_public_scope
  25db74bf:route53_record_undefined 61cf9883:eks_cluster_has_public_access_cidrs de7f5e83:alb_listening_on_http 0b530315:kms_key_with_no_deletion_window
  ac5a0bc0:config_configuration_aggregator_to_all_regions_disabled 4bb76f17:cloudtrail_logging_disabled 25d251f3:efs_without_kms
  816ea8cf:sqs_policy_allows_all_actions 730675f9:sqs_policy_with_public_access 2f37c4a3:iam_policies_with_full_privileges
  5ea624e4:sns_topic_publicity_has_allow_and_not_action_simultaneously d0cc8694:s3_bucket_allows_public_acl 575a2155:iam_policy_grants_full_permissions
  b26d2b7e:sns_topic_is_publicly_accessible 6db03a91:elasticache_nodes_not_created_across_multi_az 1dc73fb4:rds_with_backup_disabled
  6e0e2f68:stack_retention_disabled 9630336b:unscanned_ecr_image ed35928e:api_gateway_with_invalid_compression
  98d59056:neptune_database_cluster_encryption_disabled 24e16922:elasticsearch_not_encrypted_at_rest
  7af2f4a3:elasticsearch_encryption_with_kms_is_disabled abdb29d4:config_rule_for_encrypted_volumes_is_disabled a31a5a29:instance_with_no_vpc
  7081f85c:iam_access_key_is_exposed 4eb5f791:mq_broker_is_publicly_accessible 5ba6229c:service_control_policies_disabled
  ba4e0031:ami_shared_with_multiple_accounts 3ef8696c:public_lambda_via_api_gateway 91bea7b8:stack_without_template
  15ccec05:api_gateway_with_open_access 9ef7d25d:aws_password_policy_with_unchangeable_passwords 42f4b905:eks_cluster_has_public_access
  89806cdc:password_without_reuse_prevention 1bc1c685:iam_password_without_minimum_length c5ff7bc9:iam_password_does_not_require_uppercase
  bbc7c137:iam_password_does_not_require_lowercase 7a70eed6:iam_password_does_not_require_symbol
  e35c16a2:sensitive_port_is_exposed_to_small_public_network 0b4869fc:api_gateway_without_ssl_certificate
  54c417bf:sql_analysis_services_port_2383_is_publicly_accessible 6b2739db:api_gateway_endpoint_config_is_not_private
  92fe237e:sensitive_port_is_exposed_to_wide_private_network b72d0026:stack_notifications_disabled e979fcbc:elasticsearch_without_slow_logs
  15ffbacc:redshift_cluster_logging_disabled 982aa526:api_gateway_with_cloudwatch_logging_disabled 704dadd3:guardduty_detector_disabled
  7dbba512:cloudwatch_logging_disabled 8173d5eb:cloudtrail_multi_region_disabled 94690d79:cloudfront_logging_disabled f83121ea:vpc_flowlogs_disabled
  5813ef56:api_gateway_xray_disabled ef0b316a:cloudwatch_without_retention_period_specified 2f56b7ab:msk_cluster_logging_disabled
  081069cb:cloudwatch_metrics_disabled 9111f9a5:api_gateway_access_logging_disabled fc5109bf:variable_without_type 2a153952:variable_without_description
  59312e8a:output_without_description 1e434b25:name_is_not_snake_case 3a81fc06:generic_git_module_without_revision a88baa34:passwords_and_secrets
  a4966c4f:s3_bucket_with_all_permissions 38c5ee0d:s3_bucket_acl_allows_read_or_write_to_all_users d7b9d850:hardcoded_aws_access_key
  1402afd8:hardcoded_aws_access_key_in_lambda 3199c26c:rds_storage_not_encrypted 22fbfeac:cmk_rotation_disabled 28545147:sns_topic_not_encrypted
  f861041c:s3_bucket_logging_disabled e38a8e0a:resource_not_using_tags 55af1353:cloudfront_viewer_protocol_policy_allows_http
  20018359:elb_access_logging_disabled 741f1291:dynamodb_table_point_in_time_recovery_disabled 12b7e704:iam_role_allows_all_principals_to_assume
  afecd1f1:alb_deletion_protection_disabled 4fa66806:s3_bucket_without_ignore_public_acl
  20f14e1a:run_block_injection 62ff6823:script_block_injection 555ab8f9:unpinned_actions_full_length_commit_sha 60fd272d:unsecured_commands d946b13a:unspecified_workflows_permissions
`.trim().split(/\s+/).map((pair) => pair.split(':') as [string, string]))

/** The long ids of tfsec's and Trivy's checks of AWS, without `aws-`, with the numbers that they have now. As of November 2025. */
const longIds: ReadonlyMap<string, string> = new Map(`
  ami-ensure-ami-has-owners=344 apigateway-enable-access-logging=1 apigateway-enable-cache=190 apigateway-enable-cache-encryption=2
  apigateway-enable-tracing=3 apigateway-no-public-access=4 apigateway-use-secure-tls-policy=5 athena-enable-at-rest-encryption=6
  athena-no-encryption-override=7 cloudfront-enable-logging=10 cloudfront-enable-waf=11 cloudfront-enforce-https=12 cloudfront-use-secure-tls-policy=13
  cloudtrail-enable-all-regions=14 cloudtrail-enable-log-validation=16 cloudtrail-encryption-customer-managed-key=15
  cloudtrail-ensure-cloudwatch-integration=162 cloudtrail-no-public-log-access=161 cloudtrail-require-bucket-access-logging=163
  cloudwatch-log-group-customer-key=17 cloudwatch-require-cloud-trail-change-alarm=151 cloudwatch-require-cmk-disabled-alarm=153
  cloudwatch-require-config-configuration-changes-alarm=155 cloudwatch-require-console-login-failures-alarm=152
  cloudwatch-require-iam-policy-change-alarm=150 cloudwatch-require-nacl-changes-alarm=157 cloudwatch-require-network-gateway-changes-alarm=158
  cloudwatch-require-non-mfa-login-alarm=148 cloudwatch-require-org-changes-alarm=174 cloudwatch-require-root-user-usage-alarm=149
  cloudwatch-require-s3-bucket-policy-change-alarm=154 cloudwatch-require-sg-change-alarms=156 cloudwatch-require-unauthorised-api-call-alarm=147
  cloudwatch-require-vpc-changes-alarm=160 codebuild-enable-encryption=18 config-aggregate-all-regions=19 documentdb-enable-log-export=20
  documentdb-enable-storage-encryption=21 documentdb-encryption-customer-key=22 dynamodb-enable-at-rest-encryption=23 dynamodb-enable-recovery=24
  dynamodb-table-customer-key=25 ec2-add-description-to-security-group=99 ec2-add-description-to-security-group-rule=124
  ec2-enable-at-rest-encryption=131 ec2-enable-launch-config-at-rest-encryption=8 ec2-enable-volume-encryption=26 ec2-enforce-http-token-imds=28
  ec2-enforce-launch-config-http-token-imds=130 ec2-no-default-vpc=101 ec2-no-excessive-port-access=102 ec2-no-public-egress-sgr=104
  ec2-no-public-ingress-acl=105 ec2-no-public-ingress-sgr=107 ec2-no-public-ip=9 ec2-no-public-ip-subnet=164
  ec2-no-secrets-in-launch-template-user-data=129 ec2-no-secrets-in-user-data=29 ec2-no-sensitive-info=122 ec2-require-vpc-flow-logs-for-all-vpcs=178
  ec2-restrict-all-in-default-sg=173 ec2-volume-encryption-customer-key=27 ecr-enable-image-scans=30 ecr-enforce-immutable-repository=31
  ecr-no-public-access=32 ecr-repository-customer-key=33 ecs-enable-container-insight=34 ecs-enable-in-transit-encryption=35 ecs-no-plaintext-secrets=36
  efs-enable-at-rest-encryption=37 eks-enable-control-plane-logging=38 eks-encrypt-secrets=39 eks-no-public-cluster-access=40
  eks-no-public-cluster-access-to-cidr=41 elasticache-add-description-for-security-group=49 elasticache-enable-at-rest-encryption=45
  elasticache-enable-backup-retention=50 elasticache-enable-in-transit-encryption=51 elasticsearch-enable-domain-encryption=48
  elasticsearch-enable-domain-logging=42 elasticsearch-enable-in-transit-encryption=43 elasticsearch-enforce-https=46
  elasticsearch-use-secure-tls-policy=126 elb-alb-not-public=53 elb-drop-invalid-headers=52 elb-http-not-used=54 elb-use-secure-tls-policy=47
  emr-enable-at-rest-encryption=137 emr-enable-in-transit-encryption=138 emr-enable-local-disk-encryption=139 iam-disable-unused-credentials=144
  iam-disable-unused-credentials-45-days=166 iam-enforce-group-mfa=123 iam-enforce-root-hardware-mfa=165 iam-enforce-root-mfa=142
  iam-enforce-user-mfa=145 iam-filter-passrole-access=342 iam-limit-root-account-usage=140 iam-limit-user-access-keys=167 iam-no-password-reuse=56
  iam-no-root-access-keys=141 iam-no-s3-full-access=345 iam-no-user-attached-policies=143 iam-remove-expired-certificates=168
  iam-require-lowercase-in-passwords=58 iam-require-numbers-in-passwords=59 iam-require-symbols-in-passwords=60 iam-require-uppercase-in-passwords=61
  iam-rotate-access-keys=146 iam-set-max-password-age=62 iam-set-minimum-password-length=63 iam-unauthorized-bucket-access=346
  kinesis-enable-in-transit-encryption=64 kms-auto-rotate-keys=65 lambda-enable-tracing=66 lambda-restrict-source-arn=67 mq-enable-audit-logging=70
  mq-enable-general-logging=71 mq-no-public-access=72 msk-enable-at-rest-encryption=179 msk-enable-in-transit-encryption=73 msk-enable-logging=74
  neptune-enable-log-export=75 neptune-enable-storage-encryption=76 neptune-encryption-customer-key=128 rds-enable-cluster-deletion-protection=343
  rds-enable-deletion-protection=177 rds-enable-iam-auth=176 rds-enable-performance-insights=133 rds-enable-public-access=180
  rds-encrypt-cluster-storage-data=79 rds-encrypt-instance-storage-data=80 rds-performance-insights-encryption-customer-key=78
  rds-specify-backup-retention=77 redshift-add-description-to-security-group=83 redshift-encryption-customer-key=84 redshift-no-classic-resources=85
  redshift-use-vpc=127 s3-block-public-acls=86 s3-block-public-policy=87 s3-dns-compliant-name=320 s3-enable-logging=89
  s3-enable-object-read-logging=172 s3-enable-object-write-logging=171 s3-enable-versioning=90 s3-encryption-customer-key=132 s3-ignore-public-acls=91
  s3-no-public-access-with-acl=92 s3-no-public-buckets=93 s3-require-mfa-delete=170 s3-specify-public-access-block=94 sam-api-use-secure-tls-policy=112
  sam-enable-api-access-logging=113 sam-enable-api-cache-encryption=110 sam-enable-api-tracing=111 sam-enable-function-tracing=125
  sam-enable-http-api-access-logging=116 sam-enable-state-machine-logging=119 sam-enable-state-machine-tracing=117 sam-enable-table-encryption=121
  sns-enable-topic-encryption=95 sns-topic-encryption-use-cmk=136 sqs-enable-queue-encryption=96 sqs-no-wildcards-in-policy-documents=97
  sqs-queue-encryption-use-cmk=135 ssm-secret-use-customer-key=98 workspaces-enable-disk-encryption=109
`.trim().split(/\s+/).map((pair) => pair.split('=') as [string, string]))

/** What kubeaudit's labels and Datree's annotations leave out, in the words of peers that our rules name. As of kubeaudit 0.22 and Datree 1.9. */
const translated: ReadonlyMap<string, string> = new Map(`
  kubeaudit:allow-privilege-escalation=kube-linter:privilege-escalation-container kubeaudit:allow-privileged=kube-linter:privileged-container
  kubeaudit:allow-run-as-root=kube-linter:run-as-non-root kubeaudit:allow-read-only-root-filesystem-false=kube-linter:no-read-only-root-fs
  kubeaudit:allow-namespace-host-network=kube-linter:host-network kubeaudit:allow-namespace-host-ipc=kube-linter:host-ipc
  kubeaudit:allow-namespace-host-pid=kube-linter:host-pid kubeaudit:allow-automount-service-account-token=checkov:ckv_k8s_38
  kubeaudit:allow-host-path-mount=polaris:hostpathset kubeaudit:allow-non-default-deny-egress-network-policy=kube-linter:non-isolated-pod
  kubeaudit:allow-non-default-deny-ingress-network-policy=kube-linter:non-isolated-pod kubeaudit:allow-capability=checkov:ckv_k8s_25
  kubeaudit:allow-not-overridden-non-root-user=kube-linter:run-as-non-root
  datree:containers_incorrect_key_hostpath=polaris:hostpathset datree:containers_incorrect_key_hostport=polaris:hostportset
  datree:containers_missing_key_allowprivilegeescalation=kube-linter:privilege-escalation-container datree:workload_incorrect_namespace_value_default=kube-linter:use-namespace
  datree:cronjob_missing_startingdeadlinesecond_key=kube-score:cronjob-has-deadline
  datree:containers_missing_image_value_version=kube-linter:latest-tag datree:containers_missing_memory_limit_key=polaris:memorylimitsmissing
  datree:containers_missing_memory_request_key=polaris:memoryrequestsmissing datree:containers_missing_cpu_limit_key=polaris:cpulimitsmissing
  datree:containers_missing_cpu_request_key=polaris:cpurequestsmissing datree:containers_missing_livenessprobe_key=kube-linter:no-liveness-probe
  datree:containers_missing_readinessprobe_key=kube-linter:no-readiness-probe datree:deployment_incorrect_replicas_value=kube-linter:minimum-three-replicas
  datree:containers_incorrect_privileged_value_true=kube-linter:privileged-container datree:containers_incorrect_hostnetwork_value_true=kube-linter:host-network
  datree:containers_incorrect_hostpid_value_true=kube-linter:host-pid datree:containers_incorrect_hostipc_value_true=kube-linter:host-ipc
  datree:containers_incorrect_runasnonroot_value=kube-linter:run-as-non-root datree:containers_incorrect_readonlyrootfilesystem_value=kube-linter:no-read-only-root-fs
`.trim().split(/\s+/).map((pair) => pair.split('=') as [string, string]))

/** One spelling of a peer's id: `AVD-AWS-0089`, `AWS-0089` and `aws089` are the same; a long query id is the name of its query, a path of rules its last part. */
export function peerKey(peer: string, name: string): string {
  let id = name.toLowerCase()
  if (peer === 'trivy' || peer === 'tfsec') {
    const number = /^(?:avd-)?([a-z]+)-?0*(\d+)$/.exec(id)
    if (number) id = `${number[1]}${number[2]}`
    const long = id.startsWith('aws-') ? longIds.get(id.slice(4)) : undefined
    if (long !== undefined) id = `aws${long}`
  } else if (peer === 'kics' && /^[0-9a-f]{8}(?:-|$)/.test(id)) id = kicsQueries.get(id.slice(0, 8)) ?? id.slice(0, 8)
  else if (peer === 'semgrep') id = id.slice(id.lastIndexOf('.') + 1)
  else if (peer === 'sonar') id = id.slice(id.lastIndexOf(':') + 1)
  else if (peer === 'shellcheck' && /^\d+$/.test(id)) id = `sc${id}`
  return translated.get(peer === 'kubeaudit' ? `${peer}:${id.replace(/^(allow-(?:capability|host-path-mount))-.+/, '$1')}` : `${peer}:${id}`) ?? `${peer}:${id}`
}

/** Which other ids a name of a peer's comment may stand for: a check without its origin, all of an origin, a range of numbers. */
export function peerPattern(peer: string, name: string): RegExp | null {
  const id = name.toLowerCase()
  if (peer === 'tally' && /^[\w-]+$/.test(id)) return new RegExp(`^tally:(?:tally|hadolint|buildkit|shellcheck)/(?:[\\w-]+/)*${id}$`)
  if (peer === 'tally' && /^(?:[\w-]+\/)+\*$/.test(id)) return new RegExp(`^tally:${id.slice(0, -1)}`)
  return null
}

/** Does a range of numbers, `SC1090-SC1099`, hold a key? */
export function inRange(peer: string, name: string, key: string): boolean {
  const range = peer === 'shellcheck' ? /^sc(\d{1,6})-sc(\d{1,6})$/i.exec(name) : null, number = range && /^shellcheck:sc(\d+)$/.exec(key)
  return number !== null && Number(number[1]) >= Number(range![1]) && Number(number[1]) <= Number(range![2])
}
