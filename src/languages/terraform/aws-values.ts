// What AWS takes as values of arguments that are often set by hand. Written in November 2026 after the provider's documentation and the API references; not every row was looked up again.

/** The values of an argument: words, numbers, a range of numbers, or a pattern with words for it. */
export interface Allowed {
  readonly values?: readonly (string | number)[]
  readonly range?: readonly [number, number]
  readonly pattern?: RegExp
  /** Says in a message what the pattern wants. */
  readonly wants?: string
  /** Letters may be upper or lower case. */
  readonly ignoreCase?: boolean
}

type Table = Readonly<Record<string, Readonly<Record<string, Allowed>>>>

const of = (...values: readonly (string | number)[]): Allowed => ({ values })
const between = (from: number, to: number): Allowed => ({ range: [from, to] })
const volumes = of('standard', 'gp2', 'gp3', 'io1', 'io2', 'sc1', 'st1')
const metadata = { 'metadata_options.http_tokens': of('required', 'optional'), 'metadata_options.http_endpoint': of('enabled', 'disabled'), 'metadata_options.instance_metadata_tags': of('enabled', 'disabled') }
const acl = of('private', 'public-read', 'public-read-write', 'aws-exec-read', 'authenticated-read', 'bucket-owner-read', 'bucket-owner-full-control', 'log-delivery-write')
const switched = of('Enabled', 'Disabled')
const viewer = of('allow-all', 'https-only', 'redirect-to-https')
const listenerProtocols: Allowed = { ...of('HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC'), ignoreCase: true }
const actions = of('forward', 'redirect', 'fixed-response', 'authenticate-cognito', 'authenticate-oidc', 'jwt-validation')
const storage = of('GLACIER', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'DEEP_ARCHIVE', 'GLACIER_IR')
const windows = between(7, 30)

/** By type and path; a step through a list or block goes to each of its elements. */
export const allowedValues: Table = {
  aws_acm_certificate: { validation_method: of('DNS', 'EMAIL', 'HTTP', 'NONE') },
  aws_api_gateway_rest_api: { 'endpoint_configuration.types': of('EDGE', 'REGIONAL', 'PRIVATE') },
  aws_api_gateway_method: { authorization: of('NONE', 'CUSTOM', 'AWS_IAM', 'COGNITO_USER_POOLS') },
  aws_apigatewayv2_api: { protocol_type: of('HTTP', 'WEBSOCKET') },
  aws_cloudfront_distribution: {
    price_class: of('PriceClass_All', 'PriceClass_200', 'PriceClass_100', 'None'), http_version: of('http1.1', 'http2', 'http2and3', 'http3'),
    'default_cache_behavior.viewer_protocol_policy': viewer, 'ordered_cache_behavior.viewer_protocol_policy': viewer,
  },
  aws_cloudwatch_log_group: { retention_in_days: of(0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653) },
  aws_cloudwatch_metric_alarm: {
    comparison_operator: of('GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold', 'LessThanLowerOrGreaterThanUpperThreshold', 'LessThanLowerThreshold', 'GreaterThanUpperThreshold'),
    statistic: of('SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'), treat_missing_data: of('breaching', 'notBreaching', 'ignore', 'missing'),
  },
  aws_db_instance: {
    engine: { ...of('mysql', 'mariadb', 'postgres'), pattern: /^(?:custom-)?(?:oracle|sqlserver|db2|aurora)/ },
    storage_type: of('standard', 'gp2', 'gp3', 'io1', 'io2'), license_model: of('license-included', 'bring-your-own-license', 'general-public-license', 'postgresql-license', 'marketplace-license'),
    backup_retention_period: between(0, 35), monitoring_interval: of(0, 1, 5, 10, 15, 30, 60),
  },
  aws_dynamodb_table: { billing_mode: of('PROVISIONED', 'PAY_PER_REQUEST'), 'attribute.type': of('S', 'N', 'B'), table_class: of('STANDARD', 'STANDARD_INFREQUENT_ACCESS'), stream_view_type: of('NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY', '') },
  aws_ebs_volume: { type: volumes },
  aws_ecr_repository: { image_tag_mutability: of('MUTABLE', 'IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION'), 'encryption_configuration.encryption_type': of('AES256', 'KMS', 'KMS_DSSE') },
  aws_ecs_service: { launch_type: of('EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'), scheduling_strategy: of('REPLICA', 'DAEMON') },
  aws_ecs_task_definition: { network_mode: of('bridge', 'host', 'awsvpc', 'none'), requires_compatibilities: of('EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES') },
  aws_efs_file_system: { performance_mode: of('generalPurpose', 'maxIO'), throughput_mode: of('bursting', 'provisioned', 'elastic') },
  aws_eks_cluster: { enabled_cluster_log_types: of('api', 'audit', 'authenticator', 'controllerManager', 'scheduler') },
  aws_eks_node_group: { capacity_type: of('ON_DEMAND', 'SPOT', 'CAPACITY_BLOCK') },
  aws_elasticache_cluster: { engine: of('memcached', 'redis', 'valkey'), az_mode: of('single-az', 'cross-az') },
  aws_elasticache_replication_group: { engine: of('redis', 'valkey') },
  aws_flow_log: { traffic_type: of('ACCEPT', 'REJECT', 'ALL'), log_destination_type: of('cloud-watch-logs', 's3', 'kinesis-data-firehose') },
  aws_instance: { tenancy: of('default', 'dedicated', 'host'), 'root_block_device.volume_type': volumes, 'ebs_block_device.volume_type': volumes, instance_initiated_shutdown_behavior: of('stop', 'terminate'), ...metadata },
  aws_launch_template: { 'block_device_mappings.ebs.volume_type': volumes, instance_initiated_shutdown_behavior: of('stop', 'terminate'), ...metadata },
  aws_kinesis_stream: { encryption_type: of('NONE', 'KMS') },
  aws_kms_key: { key_usage: of('ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'), deletion_window_in_days: windows },
  aws_lambda_function: { package_type: of('Zip', 'Image'), architectures: of('x86_64', 'arm64'), 'tracing_config.mode': of('Active', 'PassThrough'), timeout: between(1, 900) },
  aws_lb: { load_balancer_type: of('application', 'network', 'gateway'), ip_address_type: of('ipv4', 'dualstack', 'dualstack-without-public-ipv4') },
  aws_lb_listener: { protocol: listenerProtocols, 'default_action.type': actions },
  aws_lb_listener_rule: { 'action.type': actions, priority: between(1, 50_000) },
  aws_lb_target_group: { protocol: listenerProtocols, target_type: of('instance', 'ip', 'lambda', 'alb') },
  aws_rds_cluster: { engine: of('aurora-mysql', 'aurora-postgresql', 'mysql', 'postgres', 'aurora'), engine_mode: of('provisioned', 'serverless', 'parallelquery', 'global', 'multimaster', ''), backup_retention_period: between(0, 35) },
  aws_route53_record: { type: of('A', 'AAAA', 'CAA', 'CNAME', 'DS', 'HTTPS', 'MX', 'NAPTR', 'NS', 'PTR', 'SOA', 'SPF', 'SRV', 'SSHFP', 'SVCB', 'TLSA', 'TXT') },
  aws_s3_bucket: { acl },
  aws_s3_bucket_acl: { acl },
  aws_s3_bucket_lifecycle_configuration: { 'rule.status': switched, 'rule.transition.storage_class': storage, 'rule.noncurrent_version_transition.storage_class': storage },
  aws_s3_bucket_ownership_controls: { 'rule.object_ownership': of('BucketOwnerPreferred', 'ObjectWriter', 'BucketOwnerEnforced') },
  aws_s3_bucket_server_side_encryption_configuration: { 'rule.apply_server_side_encryption_by_default.sse_algorithm': of('AES256', 'aws:kms', 'aws:kms:dsse', 'aws:fsx') },
  aws_s3_bucket_versioning: { 'versioning_configuration.status': of('Enabled', 'Suspended', 'Disabled') },
  aws_secretsmanager_secret: { recovery_window_in_days: { ...windows, values: [0] } },
  aws_security_group_rule: { type: of('ingress', 'egress') },
  aws_sns_topic_subscription: { protocol: of('sqs', 'sms', 'lambda', 'firehose', 'application', 'email', 'email-json', 'http', 'https') },
  aws_sqs_queue: { message_retention_seconds: between(60, 1_209_600), visibility_timeout_seconds: between(0, 43_200), delay_seconds: between(0, 900), receive_wait_time_seconds: between(0, 20) },
  aws_ssm_parameter: { type: of('String', 'StringList', 'SecureString'), tier: of('Standard', 'Advanced', 'Intelligent-Tiering') },
  aws_vpc: { instance_tenancy: of('default', 'dedicated') },
  aws_vpc_endpoint: { vpc_endpoint_type: of('Gateway', 'Interface', 'GatewayLoadBalancer', 'Resource', 'ServiceNetwork') },
  aws_wafv2_web_acl: { scope: of('CLOUDFRONT', 'REGIONAL') },
}

const named = (pattern: RegExp, wants: string): Allowed => ({ pattern, wants })
const iamName = named(/^[\w+=,.@-]*$/, 'letters, digits and +=,.@-_')
const ami = named(/^(?:ami-[0-9a-f]{8,17}|resolve:ssm:.*|)$/, 'an id such as ami-0abc1234def567890')
const subnet = named(/^(?:subnet-[0-9a-f]{8,17}|)$/, 'an id such as subnet-0abc1234def567890')
const vpc = named(/^(?:vpc-[0-9a-f]{8,17}|)$/, 'an id such as vpc-0abc1234def567890')
const group = named(/^(?:sg-[0-9a-f]{8,17}|)$/, 'ids such as sg-0abc1234def567890')
const database = named(/^[a-z](?:[a-z0-9]|-(?!-|$))*$/, 'lower case letters, digits and single hyphens, a letter first')
const balancer = named(/^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/, 'letters, digits and hyphens within')
const schedule = named(/^(?:rate\((?:1 (?:minute|hour|day)|(?!1 )\d+ (?:minutes|hours|days))\)|cron\(\S+(?: +\S+){5}\)|at\(\S+\)|)$/, 'rate(1 hour), rate(5 minutes) or cron with six fields')

export const allowedPatterns: Table = {
  aws_cloudwatch_event_rule: { schedule_expression: schedule, name: named(/^[\w.-]*$/, 'letters, digits and ._-') },
  aws_scheduler_schedule: { schedule_expression: named(/^(?:rate\(\d+ (?:minute|hour|day)s?\)|cron\(\S+(?: +\S+){5}\)|at\(\S+\)|)$/, 'rate(5 minutes), cron with six fields or at(2026-01-31T08:00:00)') },
  aws_cloudwatch_log_group: { name: named(/^[\w.\-/#]*$/, 'letters, digits and ._-/#') },
  aws_db_instance: { identifier: database, vpc_security_group_ids: group },
  aws_ecr_repository: { name: named(/^[a-z0-9][a-z0-9._/-]*$/, 'lower case letters, digits and ._-/') },
  aws_elasticache_replication_group: { replication_group_id: named(/^[A-Za-z](?:[A-Za-z0-9]|-(?!-|$))*$/, 'letters, digits and single hyphens, a letter first') },
  aws_iam_group: { name: iamName },
  aws_iam_instance_profile: { name: iamName },
  aws_iam_policy: { name: iamName },
  aws_iam_role: { name: iamName },
  aws_iam_user: { name: iamName },
  aws_instance: { ami, subnet_id: subnet, vpc_security_group_ids: group },
  aws_kms_alias: { name: named(/^alias\/(?!aws\/)[\w/-]+$/, 'alias/ and letters, digits and /_-') },
  aws_lambda_function: { function_name: named(/^(?:[\w-]+|arn:.*)$/, 'letters, digits and -_'), 'vpc_config.subnet_ids': subnet, 'vpc_config.security_group_ids': group },
  aws_launch_template: { image_id: ami, vpc_security_group_ids: group },
  aws_lb: { name: balancer, subnets: subnet, security_groups: group },
  aws_lb_target_group: { name: named(/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/, 'letters, digits and hyphens within'), vpc_id: vpc },
  aws_rds_cluster: { cluster_identifier: database, vpc_security_group_ids: group },
  aws_s3_bucket: { bucket: named(/^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--)[a-z0-9](?:[a-z0-9-]|\.(?!\.))*[a-z0-9]$/, 'lower case letters, digits, hyphens and single dots') },
  aws_security_group: { name: named(/^(?!sg-)/, 'no name that begins with sg-'), vpc_id: vpc },
  aws_sns_topic: { name: named(/^[\w-]*(?:\.fifo)?$/, 'letters, digits and -_') },
  aws_sqs_queue: { name: named(/^[\w-]*(?:\.fifo)?$/, 'letters, digits and -_') },
  aws_subnet: { vpc_id: vpc },
}

/** The most characters that a name has, by type and argument. */
export const longestNames: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  aws_cloudwatch_event_rule: { name: 64 },
  aws_cloudwatch_log_group: { name: 512 },
  aws_cloudwatch_metric_alarm: { alarm_name: 255 },
  aws_codebuild_project: { name: 255 },
  aws_db_instance: { identifier: 63 },
  aws_db_parameter_group: { name: 255 },
  aws_db_subnet_group: { name: 255 },
  aws_dynamodb_table: { name: 255 },
  aws_ecr_repository: { name: 256 },
  aws_ecs_cluster: { name: 255 },
  aws_ecs_service: { name: 255 },
  aws_eks_cluster: { name: 100 },
  aws_eks_node_group: { node_group_name: 63 },
  aws_elasticache_cluster: { cluster_id: 50 },
  aws_elasticache_replication_group: { replication_group_id: 40 },
  aws_elasticache_subnet_group: { name: 255 },
  aws_elb: { name: 32 },
  aws_iam_group: { name: 128 },
  aws_iam_instance_profile: { name: 128 },
  aws_iam_policy: { name: 128 },
  aws_iam_role: { name: 64, name_prefix: 38 },
  aws_iam_user: { name: 64 },
  aws_kinesis_stream: { name: 128 },
  aws_kms_alias: { name: 256 },
  aws_lambda_function: { function_name: 64 },
  aws_lb: { name: 32, name_prefix: 6 },
  aws_lb_target_group: { name: 32, name_prefix: 6 },
  aws_launch_template: { name: 128 },
  aws_rds_cluster: { cluster_identifier: 63 },
  aws_redshift_cluster: { cluster_identifier: 63 },
  aws_s3_bucket: { bucket: 63, bucket_prefix: 37 },
  aws_security_group: { name: 255, name_prefix: 100 },
  aws_sfn_state_machine: { name: 80 },
  aws_sns_topic: { name: 256 },
  aws_sqs_queue: { name: 80 },
  aws_wafv2_web_acl: { name: 128 },
}

/** The least and most characters of other texts. */
export const lengths: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  aws_cloudfront_distribution: { comment: [0, 128] },
  aws_cloudwatch_event_rule: { description: [0, 512] },
  aws_cloudwatch_metric_alarm: { alarm_description: [0, 1024] },
  aws_db_instance: { password: [8, 128] },
  aws_ecs_task_definition: { family: [1, 255] },
  aws_elasticache_replication_group: { auth_token: [16, 128] },
  aws_iam_policy: { description: [0, 1000] },
  aws_iam_role: { description: [0, 1000] },
  aws_kms_key: { description: [0, 8192] },
  aws_lambda_function: { description: [0, 256] },
  aws_rds_cluster: { master_password: [8, 128] },
  aws_s3_bucket: { bucket: [3, 1000] },
  aws_security_group: { description: [0, 255] },
  aws_security_group_rule: { description: [0, 255] },
  aws_vpc_security_group_ingress_rule: { description: [0, 255] },
  aws_vpc_security_group_egress_rule: { description: [0, 255] },
}

/** Arguments that hold IP ranges, which AWS takes without bits of hosts. */
export const ranges: Readonly<Record<string, readonly string[]>> = {
  aws_vpc: ['cidr_block'],
  aws_subnet: ['cidr_block', 'ipv6_cidr_block'],
  aws_vpc_ipv4_cidr_block_association: ['cidr_block'],
  aws_route: ['destination_cidr_block', 'destination_ipv6_cidr_block'],
  aws_security_group: ['ingress.cidr_blocks', 'egress.cidr_blocks', 'ingress.ipv6_cidr_blocks', 'egress.ipv6_cidr_blocks'],
  aws_security_group_rule: ['cidr_blocks', 'ipv6_cidr_blocks'],
  aws_vpc_security_group_ingress_rule: ['cidr_ipv4', 'cidr_ipv6'],
  aws_vpc_security_group_egress_rule: ['cidr_ipv4', 'cidr_ipv6'],
  aws_network_acl: ['ingress.cidr_block', 'egress.cidr_block'],
  aws_network_acl_rule: ['cidr_block', 'ipv6_cidr_block'],
  aws_route_table: ['route.cidr_block', 'route.ipv6_cidr_block'],
  aws_default_security_group: ['ingress.cidr_blocks', 'egress.cidr_blocks'],
}

/** Arguments that hold an ARN although they are not named so. */
export const arnArguments: Readonly<Record<string, readonly string[]>> = { aws_lambda_function: ['role'], aws_codebuild_project: ['service_role'], aws_sns_topic_subscription: [], aws_iam_role: ['permissions_boundary'], aws_iam_user: ['permissions_boundary'] }

/** Types whose `id` is a name, address or number, and that have an `arn` beside it. */
export const typesWithPlainId: ReadonlySet<string> = new Set(['aws_iam_role', 'aws_iam_user', 'aws_iam_group', 'aws_kms_key', 'aws_s3_bucket', 'aws_lambda_function', 'aws_sqs_queue', 'aws_dynamodb_table', 'aws_cloudwatch_log_group', 'aws_eks_cluster', 'aws_db_instance', 'aws_rds_cluster', 'aws_efs_file_system', 'aws_ecr_repository', 'aws_security_group', 'aws_vpc', 'aws_subnet'])

/** Arguments that hold an instance type, and the prefix of a managed service. */
export const instanceTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_instance: { instance_type: '' },
  aws_launch_template: { instance_type: '' },
  aws_launch_configuration: { instance_type: '' },
  aws_spot_instance_request: { instance_type: '' },
  aws_eks_node_group: { instance_types: '' },
  aws_db_instance: { instance_class: 'db.' },
  aws_rds_cluster_instance: { instance_class: 'db.' },
  aws_docdb_cluster_instance: { instance_class: 'db.' },
  aws_neptune_cluster_instance: { instance_class: 'db.' },
  aws_elasticache_cluster: { node_type: 'cache.' },
  aws_elasticache_replication_group: { node_type: 'cache.' },
}

/** Families of instances by class and generation. A generation as high as the highest of its class may have grown since. */
export const families: ReadonlySet<string> = new Set(`a1 c1 c3 c4 c5 c5a c5ad c5d c5n c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i c7i-flex c8a c8g c8gd c8gn c8i c8i-flex cc2 cr1 d2 d3 d3en dl1 dl2q f1 f2 g2 g3 g3s g4ad g4dn g5 g5g g6 g6e g6f g7e gr6 gr6f h1 hpc6a hpc6id hpc7a hpc7g hpc8a hs1 i2 i3 i3en i4g i4i i7i i7ie i8g i8ge im4gn inf1 inf2 is4gen m1 m2 m3 m4 m5 m5a m5ad m5d m5dn m5n m5zn m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m7i-flex m8a m8g m8gb m8gd m8gn m8i m8i-flex mac1 mac2 mac2-m1ultra mac2-m2 mac2-m2pro p2 p3 p3dn p4d p4de p5 p5e p5en p6-b200 p6-b300 p6e-gb200 r3 r4 r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r7iz r8a r8g r8gb r8gd r8gn r8i r8i-flex t1 t2 t3 t3a t4g trn1 trn1n trn2 trn2u u-12tb1 u-18tb1 u-24tb1 u-3tb1 u-6tb1 u-9tb1 u7i-12tb u7i-6tb u7i-8tb u7in-16tb u7in-24tb u7in-32tb u7inh-32tb vt1 x1 x1e x2gd x2idn x2iedn x2iezn x8g x8i x8aedz z1d`.split(' '))

/** Arguments by type whose value is a list or set of texts, or a boolean. */
export const argumentTypes: Readonly<Record<string, Readonly<Record<string, 'list' | 'bool'>>>> = {
  aws_autoscaling_group: { vpc_zone_identifier: 'list', target_group_arns: 'list', availability_zones: 'list' },
  aws_db_instance: { vpc_security_group_ids: 'list', storage_encrypted: 'bool', multi_az: 'bool', publicly_accessible: 'bool', deletion_protection: 'bool', skip_final_snapshot: 'bool' },
  aws_db_subnet_group: { subnet_ids: 'list' },
  aws_ebs_volume: { encrypted: 'bool' },
  aws_efs_file_system: { encrypted: 'bool' },
  aws_eks_node_group: { subnet_ids: 'list', instance_types: 'list' },
  aws_elasticache_replication_group: { security_group_ids: 'list', at_rest_encryption_enabled: 'bool', transit_encryption_enabled: 'bool', automatic_failover_enabled: 'bool', multi_az_enabled: 'bool' },
  aws_elasticache_subnet_group: { subnet_ids: 'list' },
  aws_instance: { vpc_security_group_ids: 'list', security_groups: 'list', monitoring: 'bool', associate_public_ip_address: 'bool', ebs_optimized: 'bool' },
  aws_kms_key: { enable_key_rotation: 'bool' },
  aws_lambda_function: { layers: 'list', architectures: 'list' },
  aws_lb: { subnets: 'list', security_groups: 'list', internal: 'bool', enable_deletion_protection: 'bool', drop_invalid_header_fields: 'bool' },
  aws_rds_cluster: { vpc_security_group_ids: 'list', availability_zones: 'list', storage_encrypted: 'bool', deletion_protection: 'bool', skip_final_snapshot: 'bool' },
  aws_route53_record: { records: 'list' },
  aws_s3_bucket: { force_destroy: 'bool' },
  aws_security_group: { 'ingress.cidr_blocks': 'list', 'egress.cidr_blocks': 'list', 'ingress.security_groups': 'list', 'ingress.self': 'bool' },
  aws_security_group_rule: { cidr_blocks: 'list', ipv6_cidr_blocks: 'list', prefix_list_ids: 'list', self: 'bool' },
  aws_subnet: { map_public_ip_on_launch: 'bool' },
  aws_vpc: { enable_dns_support: 'bool', enable_dns_hostnames: 'bool' },
  aws_vpc_endpoint: { subnet_ids: 'list', security_group_ids: 'list', route_table_ids: 'list', private_dns_enabled: 'bool' },
}

/** An argument that a major version of the provider deprecated or took away. */
export interface Deprecation {
  /** The version of the provider since which it is. */
  readonly since: number
  /** The argument that took its place with the same value. */
  readonly replacement?: string
  /** What to use, in words. */
  readonly advice: string
}

const resourceOf = (type: string): Deprecation => ({ since: 4, advice: `a resource ${type}` })

/** Source: the provider's upgrade guides for versions 4, 5 and 6. */
export const deprecations: Readonly<Record<string, Readonly<Record<string, Deprecation>>>> = {
  aws_autoscaling_attachment: { alb_target_group_arn: { since: 4, replacement: 'lb_target_group_arn', advice: 'lb_target_group_arn' } },
  aws_db_instance: { name: { since: 4, replacement: 'db_name', advice: 'db_name' } },
  aws_eip: { vpc: { since: 5, advice: `domain = "vpc"` } },
  aws_elasticache_replication_group: {
    replication_group_description: { since: 4, replacement: 'description', advice: 'description' }, number_cache_clusters: { since: 4, replacement: 'num_cache_clusters', advice: 'num_cache_clusters' },
    availability_zones: { since: 4, replacement: 'preferred_cache_cluster_azs', advice: 'preferred_cache_cluster_azs' }, cluster_mode: { since: 4, advice: 'num_node_groups and replicas_per_node_group' },
  },
  aws_iam_role: { managed_policy_arns: { since: 5, advice: 'resources aws_iam_role_policy_attachment' }, inline_policy: { since: 5, advice: 'resources aws_iam_role_policy' } },
  aws_instance: { cpu_core_count: { since: 5, advice: 'a block cpu_options' }, cpu_threads_per_core: { since: 5, advice: 'a block cpu_options' } },
  aws_redshift_cluster: { logging: { since: 5, advice: 'a resource aws_redshift_logging' }, snapshot_copy: { since: 5, advice: 'a resource aws_redshift_snapshot_copy' } },
  aws_s3_bucket: {
    acl: resourceOf('aws_s3_bucket_acl'), acceleration_status: resourceOf('aws_s3_bucket_accelerate_configuration'), cors_rule: resourceOf('aws_s3_bucket_cors_configuration'), grant: resourceOf('aws_s3_bucket_acl'),
    lifecycle_rule: resourceOf('aws_s3_bucket_lifecycle_configuration'), logging: resourceOf('aws_s3_bucket_logging'), object_lock_configuration: resourceOf('aws_s3_bucket_object_lock_configuration'), policy: resourceOf('aws_s3_bucket_policy'),
    replication_configuration: resourceOf('aws_s3_bucket_replication_configuration'), request_payer: resourceOf('aws_s3_bucket_request_payment_configuration'),
    server_side_encryption_configuration: resourceOf('aws_s3_bucket_server_side_encryption_configuration'), versioning: resourceOf('aws_s3_bucket_versioning'), website: resourceOf('aws_s3_bucket_website_configuration'),
  },
}
