import type { Files, ItemCases } from '../items'

const main = (text: string): Files => ({ 'main.tf': text })
const provider = 'provider "aws" {\n  region = "eu-central-1"\n}\n'
const terraform = (body: string): string => `terraform {\n${body}}\n`
const backend = (body: string): string => terraform(`  backend "s3" {\n    bucket = "shop-state"\n    key    = "shop"\n    region = "eu-central-1"\n${body}  }\n`)
const pinned = terraform('  required_version = ">= 1.11, < 2.0"\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 6.0"\n    }\n  }\n')
const database = (body: string): string => `resource "aws_db_instance" "main" {\n  engine            = "postgres"\n  storage_encrypted = true\n${body}}\n`
const given = 'variable "given" {\n  type        = string\n  description = "What nobody knows."\n}\n'
const variable = (body: string): string => `variable "database_password" {\n  type        = string\n  description = "The password."\n${body}}\n`
const call = (name: string): string => `module "${name}" {\n  source = "./shop"\n}\n`
/** A workflow beside some Terraform. */
const hub = (steps: string, on = 'pull_request', more = ''): Files => ({ ...main(provider), '.github/workflows/terraform.yml': `on: ${on}\njobs:\n  terraform:\n    runs-on: ubuntu-24.04\n${more}    steps:\n${steps}` })
const run = (command: string): string => `      - run: ${command}\n`
const argo = (revision: string, sync: string): Files => ({ 'argo/shop.yml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, namespace: argocd }
spec:
  project: shop
  source: { repoURL: https://github.com/shop/deploy, path: k8s, targetRevision: ${revision} }
  destination: { server: https://kubernetes.default.svc, namespace: shop }
  syncPolicy: ${sync}
` })
const state = (versioned: string): string => `${provider}resource "aws_s3_bucket" "terraform_state" {
  bucket = "shop-terraform-state"
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_s3_bucket_versioning" "terraform_state" {
  bucket = aws_s3_bucket.terraform_state.id
  versioning_configuration {
    status = ${versioned}
  }
}
`

export const cases: ItemCases = {
  'iac.remote-state': {
    pass: main(provider + backend('    encrypt      = true\n    use_lockfile = true\n')),
    fail: main(provider),
    unknown: main(given + provider + backend('    encrypt      = var.given\n    use_lockfile = true\n')),
  },
  'iac.no-state-in-git': {
    pass: { ...main(provider), 'terraform.tfstate': '{}', '.gitignore': '*.tfstate\n', '.git/HEAD': '' },
    fail: { ...main(provider), 'terraform.tfstate': '{}', '.git/HEAD': '' },
    unknown: main(provider),
  },
  'iac.pinned': {
    pass: { ...main(provider + pinned), '.terraform.lock.hcl': 'provider "registry.terraform.io/hashicorp/aws" {\n  version     = "6.2.0"\n  constraints = "~> 6.0"\n}\n' },
    fail: main(provider),
    unknown: main(provider + pinned),
  },
  'iac.ci-plan': {
    pass: hub(run('terraform plan')),
    fail: hub(run('terraform apply -auto-approve'), 'push'),
    unknown: main(provider),
  },
  'iac.reviewed-apply': {
    pass: hub(run('terraform plan -out=tfplan') + run('terraform apply tfplan'), 'push', '    environment: production\n'),
    fail: hub(run('terraform apply -auto-approve'), 'push'),
    unknown: hub(run('terraform fmt -check')),
  },
  'iac.stateful-protected': {
    pass: main(database('  deletion_protection = true\n')),
    fail: main(database('')),
    unknown: main(given + database('  deletion_protection = var.given\n')),
  },
  'iac.no-literals': {
    pass: main(variable('  sensitive   = true\n')),
    fail: main(variable('  default     = "hunter2hunter2"\n  sensitive   = true\n')),
    unknown: main(provider),
  },
  'iac.module-contract': {
    pass: main(given),
    fail: main('variable "given" {}\n'),
    unknown: main(provider),
  },
  'iac.environments': {
    pass: { 'infra/staging/main.tf': provider, 'infra/production/main.tf': provider },
    fail: { ...main(provider + call('staging') + call('production')), 'shop/main.tf': database('') },
    unknown: main(provider),
  },
  'iac.safe-refactor': {
    pass: main('resource "aws_sqs_queue" "orders" {}\nmoved {\n  from = aws_sqs_queue.queue\n  to   = aws_sqs_queue.orders\n}\n'),
    fail: hub(run('terraform apply -target=aws_sqs_queue.orders'), 'workflow_dispatch'),
    unknown: hub(run('terraform ${{ inputs.command }}'), 'workflow_dispatch'),
  },
  'iac.drift': {
    pass: hub(run('terraform plan -detailed-exitcode'), '{ schedule: [{ cron: 17 4 * * * }] }'),
    fail: hub(run('terraform plan')),
    unknown: main(provider),
  },
  'iac.policy': {
    pass: hub(run('checkov --directory .')),
    fail: hub(run('terraform plan')),
    unknown: main(provider),
  },
  'iac.gitops': {
    pass: argo('v1.4.2', '{ automated: { prune: true, selfHeal: true } }'),
    fail: argo('HEAD', '{}'),
    unknown: { 'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n', 'chart/templates/shop.yaml': argo('v1.4.2', '{{- toYaml .Values.sync | nindent 4 }}')['argo/shop.yml']! },
  },
  'iac.way-back': {
    pass: { ...main(state('"Enabled"')), 'docs/runbooks/terraform.md': '# A bad apply\n\nRevert the change, then run `terraform plan` and `terraform apply`.\n' },
    fail: main(state('"Suspended"')),
    unknown: main(given + state('var.given')),
  },
}
