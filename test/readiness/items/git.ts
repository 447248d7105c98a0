import type { ItemCases } from '../items'

const ci = '.github/workflows/ci.yml'
const workflow = (on: string, ...runs: string[]): string => `on: ${on}\njobs:\n  check:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n${runs.map((run) => `      - ${run.startsWith('uses:') ? run : `run: ${run}`}\n`).join('')}`
const dockerfile = 'FROM node:22.14-slim\nUSER node\nCMD ["node", "server.js"]\n'
const preCommit = (repo: string, ...ids: string[]): string => `repos:\n  - repo: ${repo}\n    rev: v1.0.0\n    hooks:\n${ids.map((id) => `      - id: ${id}\n`).join('')}`
const pack = (name: string): string => `{ "name": "${name}", "dependencies": { "express": "5.1.0" } }\n`
const repository = (...lines: string[]): string => `resource "github_repository" "shop" {\n  name = "shop"\n${lines.map((line) => `  ${line}\n`).join('')}}\n`

export const cases: ItemCases = {
  'git.ci-on-pr': {
    pass: { [ci]: workflow('pull_request', 'npm ci', 'npm test') },
    fail: { [ci]: workflow('{ push: { branches: [main] } }', 'npm test') },
    unknown: { [ci]: workflow('pull_request', './ci/everything.sh') },
  },
  'git.codeowners': {
    pass: { '.github/CODEOWNERS': '* @shop/all\n/infra/ @shop/platform\nDockerfile @shop/platform\n', 'infra/main.tf': '', Dockerfile: dockerfile },
    fail: { '.github/CODEOWNERS': '* @shop/all\n/infra/\n', 'infra/main.tf': '' },
    unknown: { 'infra/main.tf': '' },
  },
  'git.protected-main': {
    proposes: { 'main.tf': 'resource "github_branch_protection" "main" {\n  repository_id = "shop"\n  pattern       = "main"\n  required_pull_request_reviews {\n    required_approving_review_count = 1\n  }\n}\n' },
    unknown: { [ci]: workflow('pull_request', 'npm test') },
  },
  'git.no-secrets': {
    pass: { [ci]: workflow('push', 'uses: gitleaks/gitleaks-action@v2') },
    fail: { Dockerfile: `FROM node:22.14-slim\nRUN curl -H "Authorization: token ghp_${'a1B2c3D4e5F6'.repeat(3)}" https://api.github.com\n`, [ci]: workflow('push', 'uses: gitleaks/gitleaks-action@v2') },
    unknown: { Dockerfile: dockerfile },
  },
  'git.no-conflict-markers': {
    pass: { Dockerfile: dockerfile },
    fail: { Dockerfile: '<<<<<<< HEAD\nFROM node:22.14-slim\n=======\nFROM node:24.1-slim\n>>>>>>> topic\n' },
    unknown: { 'CODEOWNERS': '* @shop/all\n' },
  },
  'git.pr-template': {
    pass: { '.github/pull_request_template.md': '## Risk\n\n## How it was tested\n\n## Roll back\n' },
    fail: { '.github/pull_request_template.md': '## What and why\n' },
    unknown: { [ci]: workflow('pull_request', 'npm test') },
  },
  'git.branching-written': {
    proposes: { 'CONTRIBUTING.md': '# Contributing\n\nWe work trunk-based: branches live for a day.\n' },
    unknown: { [ci]: workflow('pull_request', 'npm test') },
  },
  'git.short-branches': {
    proposes: { [ci]: workflow('{ schedule: [{ cron: "7 3 * * *" }] }', 'uses: actions/stale@v10') },
    unknown: { [ci]: workflow('pull_request', 'npm test') },
  },
  'git.commit-convention': {
    pass: { 'commitlint.config.js': 'export default { extends: ["@commitlint/config-conventional"] }\n', '.husky/commit-msg': 'npx --no -- commitlint --edit $1\n' },
    fail: { 'commitlint.config.js': 'export default { extends: ["@commitlint/config-conventional"] }\n', [ci]: workflow('pull_request', 'npm test') },
    unknown: { [ci]: workflow('pull_request', 'npm test') },
  },
  'git.monorepo-filters': {
    pass: { 'api/package.json': pack('api'), 'web/package.json': pack('web'), CODEOWNERS: '* @shop/all\n/api/ @shop/api\n/web/ @shop/web\n', [ci]: workflow('{ pull_request: { paths: [api/**] } }', 'npm test') },
    fail: { 'api/package.json': pack('api'), 'web/package.json': pack('web'), CODEOWNERS: '/api/ @shop/api\n/web/ @shop/web\n', [ci]: workflow('pull_request', 'npm test') },
    unknown: { 'api/package.json': pack('api'), 'web/package.json': pack('web'), [ci]: workflow('{ pull_request: { paths: [api/**] } }', 'npm test') },
  },
  'git.merge-method': {
    proposes: { 'main.tf': repository('allow_merge_commit = false', 'allow_squash_merge = true', 'allow_rebase_merge = false') },
    unknown: { 'main.tf': repository() },
  },
  'git.same-linters': {
    pass: { '.pre-commit-config.yaml': preCommit('https://github.com/astral-sh/ruff-pre-commit', 'ruff-check'), [ci]: workflow('pull_request', 'ruff check .') },
    fail: { '.pre-commit-config.yaml': preCommit('https://github.com/astral-sh/ruff-pre-commit', 'ruff-check'), [ci]: workflow('pull_request', 'pytest') },
    unknown: { '.pre-commit-config.yaml': preCommit('https://github.com/astral-sh/ruff-pre-commit', 'ruff-check') },
  },
}
