import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { languageNames } from './languages'

const root = join(__dirname, '..')
const [id = '', withCode] = process.argv.slice(2)
const [pack = '', name = ''] = id.split('/')
const fail = (message: string): never => { console.error(message); process.exit(2) }
if (!/^[a-z-]+\/[a-z0-9-]+$/.test(id)) fail('Usage: npm run new-rule <pack>/<name> [code]   for example: npm run new-rule docker/root-user')
if (!languageNames(root).includes(pack)) fail(`There is no pack '${pack}'; there are ${languageNames(root).join(', ')}.`)
const page = join(root, 'rules', pack, `${name}.md`)
if (existsSync(page)) fail(`rules/${id}.md is already there.`)

const [fence, kind, sample] = {
  docker: ['dockerfile', 'docker.Stage', 'FROM debian:12.9-slim\nCMD ["/app"]'],
  kubernetes: ['yaml', 'kubernetes.Container', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.0.0'],
  terraform: ['hcl', 'terraform.Resource', 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}'],
  'github-actions': ['yaml', 'github-actions.Job', 'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make'],
}[pack] ?? ['text', `${pack}.File`, '']
const when = withCode ? '' : 'when: false\n'
writeFileSync(page, `---
topic: ${{ docker: 'docker#layers-caching', kubernetes: 'kubernetes#pods', terraform: 'iac#terraform-basics', 'github-actions': 'cicd#github-actions' }[pack] ?? 'git#code-review'}
level: recommended
severity: warning
on: ${kind}
${when}at: ''
message: Say what is wrong with '{self.subject}', in one sentence.
aliases: []
---
# ${name.replace(/-/g, ' ').replace(/^./, (c) => c.toUpperCase())}

One paragraph: why this hurts in production, in words that a tired engineer understands.

\`\`\`${fence} bad
${sample}
\`\`\`

\`\`\`${fence} good
${sample}
\`\`\`
`)
if (withCode) writeFileSync(join(root, 'rules', pack, `${name}.ts`), `import type { Check } from '../../src/core/rule'
import type { Facts } from '../../src/languages/${pack}/facts'

const check: Check<Facts['${kind}']> = function* (fact) {
  void fact
}

export default check
`)
console.log(`rules/${id}.md is ready. Write it, then: npm run test:rules -- ${id}`)
