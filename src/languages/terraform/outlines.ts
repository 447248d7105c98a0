import { parseHcl } from './hcl/parse'
import { isForeign } from './source'
import type { SourceFile } from './value'

/**
 * What the inputs of modules that half the world uses lead to, in so far as rules look at it: modules of terraform-aws-modules in the public
 * registry as of 2026-11, by the README of each. A name that was changed stands beside the one that it had. Defaults are those of the modules.
 * Used where the module itself is not installed. Nothing is reported but what a caller writes.
 */
const outlines: { readonly [source: string]: string } = {
  'terraform-aws-modules/rds/aws': `
variable "apply_immediately" { default = false }
variable "auto_minor_version_upgrade" { default = true }
variable "backup_retention_period" { default = null }
variable "deletion_protection" { default = false }
variable "engine" { default = null }
variable "engine_version" { default = null }
variable "instance_class" { default = null }
variable "multi_az" { default = false }
variable "password" { default = null }
variable "performance_insights_enabled" { default = false }
variable "publicly_accessible" { default = false }
variable "replicate_source_db" { default = null }
variable "skip_final_snapshot" { default = false }
variable "snapshot_identifier" { default = null }
variable "storage_encrypted" { default = true }
variable "storage_type" { default = null }

resource "aws_db_instance" "this" {
  apply_immediately            = var.apply_immediately
  auto_minor_version_upgrade   = var.auto_minor_version_upgrade
  backup_retention_period      = var.backup_retention_period
  deletion_protection          = var.deletion_protection
  engine                       = var.engine
  engine_version               = var.engine_version
  instance_class               = var.instance_class
  multi_az                     = var.multi_az
  password                     = var.password
  performance_insights_enabled = var.performance_insights_enabled
  publicly_accessible          = var.publicly_accessible
  replicate_source_db          = var.replicate_source_db
  skip_final_snapshot          = var.skip_final_snapshot
  snapshot_identifier          = var.snapshot_identifier
  storage_encrypted            = var.storage_encrypted
  storage_type                 = var.storage_type
}
`,
  'terraform-aws-modules/rds-aurora/aws': `
variable "backup_retention_period" { default = null }
variable "deletion_protection" { default = null }
variable "engine" { default = null }
variable "engine_mode" { default = "provisioned" }
variable "engine_version" { default = null }
variable "iam_database_authentication_enabled" { default = null }
variable "master_password" { default = null }
variable "skip_final_snapshot" { default = false }
variable "snapshot_identifier" { default = null }
variable "storage_encrypted" { default = true }

resource "aws_rds_cluster" "this" {
  backup_retention_period             = var.backup_retention_period
  deletion_protection                 = var.deletion_protection
  engine                              = var.engine
  engine_mode                         = var.engine_mode
  engine_version                      = var.engine_version
  iam_database_authentication_enabled = var.iam_database_authentication_enabled
  master_password                     = var.master_password
  skip_final_snapshot                 = var.skip_final_snapshot
  snapshot_identifier                 = var.snapshot_identifier
  storage_encrypted                   = var.storage_encrypted
}
`,
  'terraform-aws-modules/s3-bucket/aws': `
variable "acl" { default = null }
variable "block_public_acls" { default = true }
variable "block_public_policy" { default = true }
variable "bucket" { default = null }
variable "force_destroy" { default = false }
variable "ignore_public_acls" { default = true }
variable "policy" { default = null }
variable "restrict_public_buckets" { default = true }
variable "versioning" { default = {} }

resource "aws_s3_bucket" "this" {
  bucket        = var.bucket
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_acl" "this" {
  bucket = aws_s3_bucket.this.id
  acl    = var.acl
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = var.policy
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = var.block_public_acls
  block_public_policy     = var.block_public_policy
  ignore_public_acls      = var.ignore_public_acls
  restrict_public_buckets = var.restrict_public_buckets
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = try(var.versioning.enabled ? "Enabled" : "Suspended", var.versioning.status, null)
  }
}
`,
  'terraform-aws-modules/security-group/aws': `
variable "egress_with_cidr_blocks" { default = [] }
variable "ingress_cidr_blocks" { default = [] }
variable "ingress_ipv6_cidr_blocks" { default = [] }
variable "ingress_rules" { default = [] }
variable "ingress_with_cidr_blocks" { default = [] }

locals {
  rules = {
    all-all                      = [-1, -1, "-1"]
    all-tcp                      = [0, 65535, "tcp"]
    elasticsearch-rest-tcp       = [9200, 9200, "tcp"]
    kafka-broker-tcp             = [9092, 9092, "tcp"]
    memcached-tcp                = [11211, 11211, "tcp"]
    mongodb-27017-tcp            = [27017, 27017, "tcp"]
    mssql-tcp                    = [1433, 1433, "tcp"]
    mysql-tcp                    = [3306, 3306, "tcp"]
    oracle-db-tcp                = [1521, 1521, "tcp"]
    postgresql-tcp               = [5432, 5432, "tcp"]
    rdp-tcp                      = [3389, 3389, "tcp"]
    redis-tcp                    = [6379, 6379, "tcp"]
    redshift-tcp                 = [5439, 5439, "tcp"]
    ssh-tcp                      = [22, 22, "tcp"]
    http-80-tcp                  = [80, 80, "tcp"]
    https-443-tcp                = [443, 443, "tcp"]
  }
}

resource "aws_security_group_rule" "named" {
  for_each = toset(var.ingress_rules)

  type             = "ingress"
  from_port        = local.rules[each.value][0]
  to_port          = local.rules[each.value][1]
  protocol         = local.rules[each.value][2]
  cidr_blocks      = var.ingress_cidr_blocks
  ipv6_cidr_blocks = var.ingress_ipv6_cidr_blocks
}

resource "aws_security_group_rule" "listed" {
  count = length(var.ingress_with_cidr_blocks)

  type        = "ingress"
  from_port   = try(var.ingress_with_cidr_blocks[count.index].from_port, local.rules[var.ingress_with_cidr_blocks[count.index].rule][0])
  to_port     = try(var.ingress_with_cidr_blocks[count.index].to_port, local.rules[var.ingress_with_cidr_blocks[count.index].rule][1])
  protocol    = try(var.ingress_with_cidr_blocks[count.index].protocol, local.rules[var.ingress_with_cidr_blocks[count.index].rule][2])
  cidr_blocks = split(",", var.ingress_with_cidr_blocks[count.index].cidr_blocks)
}
`,
  'terraform-aws-modules/vpc/aws': `
variable "cidr" { default = "10.0.0.0/16" }
variable "map_public_ip_on_launch" { default = false }

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}

resource "aws_subnet" "public" {
  vpc_id                  = aws_vpc.this.id
  map_public_ip_on_launch = var.map_public_ip_on_launch
}
`,
  'terraform-aws-modules/alb/aws': `
variable "drop_invalid_header_fields" { default = true }
variable "enable_deletion_protection" { default = true }
variable "internal" { default = null }
variable "listeners" { default = {} }
variable "load_balancer_type" { default = "application" }

resource "aws_lb" "this" {
  drop_invalid_header_fields = var.drop_invalid_header_fields
  enable_deletion_protection = var.enable_deletion_protection
  internal                   = var.internal
  load_balancer_type         = var.load_balancer_type
}

resource "aws_lb_listener" "this" {
  for_each = var.listeners

  load_balancer_arn = aws_lb.this.arn
  port              = try(each.value.port, null)
  protocol          = try(each.value.protocol, null)
  ssl_policy        = try(each.value.ssl_policy, null)

  default_action {
    type = can(each.value.redirect) ? "redirect" : can(each.value.fixed_response) ? "fixed-response" : "forward"

    dynamic "redirect" {
      for_each = try([each.value.redirect], [])

      content {
        port        = try(redirect.value.port, null)
        protocol    = try(redirect.value.protocol, null)
        status_code = redirect.value.status_code
      }
    }
  }
}
`,
  'terraform-aws-modules/eks/aws': `
variable "cluster_enabled_log_types" { default = null }
variable "cluster_endpoint_public_access" { default = null }
variable "cluster_endpoint_public_access_cidrs" { default = null }
variable "cluster_version" { default = null }
variable "enabled_log_types" { default = null }
variable "endpoint_public_access" { default = null }
variable "endpoint_public_access_cidrs" { default = null }
variable "kubernetes_version" { default = null }

resource "aws_eks_cluster" "this" {
  enabled_cluster_log_types = try(coalesce(var.enabled_log_types, var.cluster_enabled_log_types), ["audit", "api", "authenticator"])
  version                   = try(coalesce(var.kubernetes_version, var.cluster_version), null)

  vpc_config {
    endpoint_public_access = try(coalesce(var.endpoint_public_access, var.cluster_endpoint_public_access), false)
    public_access_cidrs    = try(coalesce(var.endpoint_public_access_cidrs, var.cluster_endpoint_public_access_cidrs), ["0.0.0.0/0"])
  }
}
`,
  'terraform-aws-modules/lambda/aws': `
variable "authorization_type" { default = "NONE" }
variable "cloudwatch_logs_retention_in_days" { default = null }
variable "create_lambda_function_url" { default = false }
variable "environment_variables" { default = {} }
variable "function_name" { default = "" }
variable "package_type" { default = "Zip" }
variable "runtime" { default = "" }
variable "timeout" { default = 3 }
variable "tracing_mode" { default = null }

resource "aws_lambda_function" "this" {
  function_name = var.function_name
  package_type  = var.package_type
  runtime       = var.runtime
  timeout       = var.timeout

  environment {
    variables = var.environment_variables
  }

  tracing_config {
    mode = var.tracing_mode
  }
}

resource "aws_lambda_function_url" "this" {
  count = var.create_lambda_function_url ? 1 : 0

  function_name      = aws_lambda_function.this.function_name
  authorization_type = var.authorization_type
}
`,
}

const folder = '.terraform/outlines/'

/** Does a path lead into an outline, and so to no file? */
export const isOutline = (path: string): boolean => isForeign(path) && path.startsWith(folder)

const read = new Map<string, SourceFile>()

/** The outline of a registry module by its source; null where there is none. */
export function outlineOf(source: string): SourceFile | null {
  const name = source.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, '')
  if (!Object.hasOwn(outlines, name)) return null
  let file = read.get(name)
  if (!file) read.set(name, file = { path: `${folder}${name}/main.tf`, hcl: parseHcl(outlines[name]!) })
  return file
}
