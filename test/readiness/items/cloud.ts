import type { Files, ItemCases } from '../items'

const main = (text: string): Files => ({ 'main.tf': text })
const resource = (type: string, body: string, name = 'main'): string => `resource "${type}" "${name}" {\n${body}}\n`
const provider = (body: string): string => `provider "aws" {\n  region = "eu-central-1"\n${body}}\n`
const given = 'variable "given" {}\n'
const group = (subnets: string): string => resource('aws_autoscaling_group', `  min_size            = 2\n  max_size            = 4\n  vpc_zone_identifier = ${subnets}\n`)
const bucket = resource('aws_s3_bucket', '  bucket = "shop-orders"\n')
const blocked = (value: string): string => resource('aws_s3_bucket_public_access_block', `  bucket                  = aws_s3_bucket.main.id\n  block_public_acls       = ${value}\n  block_public_policy     = ${value}\n  ignore_public_acls      = ${value}\n  restrict_public_buckets = ${value}\n`)
const versioned = resource('aws_s3_bucket_versioning', '  bucket = aws_s3_bucket.main.id\n  versioning_configuration {\n    status = "Enabled"\n  }\n')
const overTls = `data "aws_iam_policy_document" "tls" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.main.arn, "\${aws_s3_bucket.main.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
${resource('aws_s3_bucket_policy', '  bucket = aws_s3_bucket.main.id\n  policy = data.aws_iam_policy_document.tls.json\n')}`
const database = (body: string): string => resource('aws_db_instance', `  engine              = "postgres"\n  publicly_accessible = false\n  storage_encrypted   = true\n${body}`)
const queue = (more: string): string => resource('aws_sqs_queue', more, 'orders')
const ingress = (cidr: string): string => resource('aws_security_group', `  ingress {\n    from_port   = 22\n    to_port     = 22\n    protocol    = "tcp"\n    cidr_blocks = [${cidr}]\n  }\n`)
const policy = (actions: string, resources: string): string => `data "aws_iam_policy_document" "main" {\n  statement {\n    actions   = [${actions}]\n    resources = [${resources}]\n  }\n}\n${resource('aws_iam_policy', '  policy = data.aws_iam_policy_document.main.json\n')}`
const lambda = (body: string): string => resource('aws_lambda_function', `  function_name = "orders"\n  handler       = "index.handler"\n  role          = "arn:aws:iam::123456789012:role/orders"\n${body}`)
const volume = (type: string): string => resource('aws_ebs_volume', `  availability_zone = "eu-central-1a"\n  size              = 20\n  type              = ${type}\n  encrypted         = true\n`)
const cache = (failover: string): string => resource('aws_elasticache_replication_group', `  description                = "sessions"\n  automatic_failover_enabled = ${failover}\n  transit_encryption_enabled = true\n`)
const listener = (tls: string): string => resource('aws_lb_listener', `  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/a/b"\n  port              = 443\n  protocol          = "HTTPS"\n  ssl_policy        = ${tls}\n`)
const stream = (hours: string): string => resource('aws_kinesis_stream', `  name             = "orders"\n  retention_period = ${hours}\n`)

export const cases: ItemCases = {
  'cloud.multi-az': {
    pass: main(group('["subnet-1", "subnet-2"]')),
    fail: main(group('["subnet-1"]')),
    unknown: main(given + group('var.given')),
  },
  'cloud.s3-private': {
    pass: main(bucket + blocked('true') + versioned + overTls),
    fail: main(bucket),
    unknown: main(given + bucket + blocked('var.given') + versioned + overTls),
  },
  'cloud.db-ha': {
    pass: main(database('  multi_az            = true\n')),
    fail: main(database('')),
    unknown: main(given + database('  multi_az            = var.given\n')),
  },
  'cloud.db-backups': {
    pass: main(database('  backup_retention_period = 14\n  deletion_protection     = true\n')),
    fail: main(database('  backup_retention_period = 14\n')),
    unknown: main(given + database('  backup_retention_period = var.given\n  deletion_protection     = true\n')),
  },
  'cloud.dlq': {
    pass: main(queue('  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.orders_dlq.arn, maxReceiveCount = 5 })\n') + resource('aws_sqs_queue', '  message_retention_seconds = 1209600\n', 'orders_dlq')),
    fail: main(queue('')),
    unknown: main(given + queue('  redrive_policy = var.given\n')),
  },
  'cloud.private-network': {
    pass: main(ingress('"10.0.0.0/8"')),
    fail: main(ingress('"0.0.0.0/0"')),
    unknown: main(given + ingress('var.given')),
  },
  'cloud.least-privilege': {
    pass: main(policy('"s3:GetObject"', '"arn:aws:s3:::shop-orders/*"')),
    fail: main(policy('"*"', '"*"')),
    unknown: main(given + policy('var.given', '"*"')),
  },
  'cloud.workload-identity': {
    pass: main(provider('  assume_role {\n    role_arn = "arn:aws:iam::123456789012:role/deploy"\n  }\n')),
    fail: { '.github/workflows/deploy.yml': 'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v5\n        with: { aws-region: eu-central-1, aws-access-key-id: "${{ secrets.AWS_KEY }}" }\n' },
    unknown: { '.github/workflows/test.yml': 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps: [{ run: make test }]\n' },
  },
  'cloud.lambda-guards': {
    pass: main(lambda('  runtime       = "python3.13"\n  timeout       = 10\n  memory_size   = 256\n')),
    fail: main(lambda('  runtime       = "python3.13"\n')),
    unknown: main(given + lambda('  runtime       = var.given\n  timeout       = 10\n  memory_size   = 256\n')),
  },
  'cloud.storage-lifecycle': {
    pass: main(volume('"gp3"')),
    fail: main(volume('"gp2"')),
    unknown: main(given + volume('var.given')),
  },
  'cloud.cache-ha': {
    pass: main(cache('true')),
    fail: main(cache('false')),
    unknown: main(given + cache('var.given')),
  },
  'cloud.edge': {
    pass: main(listener('"ELBSecurityPolicy-TLS13-1-2-2021-06"')),
    fail: main(listener('"ELBSecurityPolicy-2016-08"')),
    unknown: main(given + listener('var.given')),
  },
  'cloud.tags': {
    pass: main(provider('  default_tags {\n    tags = { Owner = "team-orders", Service = "orders" }\n  }\n')),
    fail: main(provider('')),
    unknown: main(given + provider('  default_tags {\n    tags = var.given\n  }\n')),
  },
  'cloud.budget': {
    pass: main(provider('') + resource('aws_budgets_budget', '  budget_type  = "COST"\n  limit_amount = "500"\n  limit_unit   = "USD"\n  time_unit    = "MONTHLY"\n')),
    fail: main(provider('') + queue('')),
    unknown: main(`${provider('')}module "account" {\n  source  = "terraform-aws-modules/account/aws"\n  version = "1.2.0"\n}\n`),
  },
  'cloud.streams': {
    pass: main(stream('168')),
    fail: main(stream('24')),
    unknown: main(given + stream('var.given')),
  },
}
