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

/** Files of other languages, whose names say nothing to the editor: the rule that minds. */
const others: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['docs/POSTMORTEM-2026-10-02.md', '# Orders stood still\n\n## Action items\n\n- [ ] Alert on the lag of the replica\n', 'markdown/postmortem-action-without-owner'],
  ['flags.json', '{\n  "$schema": "https://flagd.dev/schema/v0/flags.json",\n  "flags": { "new-checkout": { "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "disabled" } }\n}\n', 'flags/undefined-default-variant'],
  ['prometheus/shop.yml', 'groups:\n  - name: shop\n    rules:\n      - alert: Errors\n        expr: sum(rate(http_requests_total{code=~"5.."}[5m]))\n        for: 10m\n', 'prometheus/alert-without-comparison'],
  ['.github/CODEOWNERS', '* nobody at all\n', 'repository/invalid-codeowner'],
]

describe('pages, flags, alerts and owners', () => {
  before(async () => (await extension().activate()).ready())
  after(closeAll)
  for (const [file, text, rule] of others) {
    it(`${file} shows ${rule}`, async () => { await finding((await openFile(file, text)).document.uri, rule) })
  }

  it('wake the extension in a window that has nothing else', () => {
    const { activationEvents } = extension().packageJSON as { activationEvents: string[] }
    for (const event of ['onLanguage:markdown', 'onLanguage:json', 'onLanguage:yaml', 'workspaceContains:.github/CODEOWNERS']) assert(activationEvents.includes(event), event)
  })
})

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
