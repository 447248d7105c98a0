import assert from 'node:assert/strict'
import { applyFix, closeAll, extension, finding, gone, openFile, replaceAll } from './editor'

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels: { app: api }
  template:
    metadata:
      labels: { app: api }
    spec:
      containers:
        - name: api
          image: registry.example.com/api:1.4.2
          resources:
            requests:
              cpu: 100m
              memory: 256Mi
            limits:
              # what it needs at peak
              memory: 256Mi
`

const workflow = `name: ci
on: pull_request
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - run: make test
`

const bucket = `# the orders
resource "aws_db_instance" "orders" {
  identifier        = "orders"
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  allocated_storage = 50
  storage_encrypted = true
}
`

/** For each language: a file, what is typed instead of a part of it, the rule that minds, and the fix. */
const languages: readonly { readonly language: string; readonly file: string; readonly fine: string; readonly from: string; readonly to: string; readonly rule: string; readonly fix: RegExp; readonly comment: string }[] = [
  { language: 'Kubernetes', file: 'k8s/api.yaml', fine: deployment, from: '            limits:\n              # what it needs at peak\n              memory: 256Mi\n', to: '', rule: 'kubernetes/missing-memory-limit', fix: /memory/i, comment: '' },
  { language: 'GitHub Actions', file: '.github/workflows/ci.yml', fine: workflow, from: '    timeout-minutes: 10\n', to: '', rule: 'github-actions/missing-timeout', fix: /minutes|time-?out/i, comment: '' },
  { language: 'Terraform', file: 'infra/main.tf', fine: bucket, from: 'storage_encrypted = true', to: 'storage_encrypted = false', rule: 'terraform/aws-rds-unencrypted', fix: /encrypt/i, comment: '# the orders' },
]

for (const { language, file, fine, from, to, rule, fix, comment } of languages) {
  describe(`in ${language}`, () => {
    before(async () => (await extension().activate()).ready())
    after(closeAll)

    it(`${rule} shows when it is typed, leads to a lesson, and goes with the fix`, async () => {
      const editor = await openFile(file, fine)
      const { document } = editor
      await gone(document.uri, rule)
      await replaceAll(editor, fine.replace(from, to))
      const found = await finding(document.uri, rule)
      assert(typeof found.code === 'object')
      assert.equal(found.code.target.scheme, 'shipshape')
      assert.equal(found.range.start.line, found.range.end.line, 'a squiggle covers one token')
      await applyFix(document.uri, found.range, fix)
      await gone(document.uri, rule)
      assert(document.getText().includes(comment))
    })
  })
}
