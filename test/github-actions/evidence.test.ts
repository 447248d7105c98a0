import assert from 'node:assert/strict'
import { isUnknown } from '../../src/core/value'
import { ci, factsOf, steps } from './facts'

const shown = (value: unknown): unknown => isUnknown(value) ? '?' : value
const local = (name: string): string => `on: pull_request\njobs:\n  call:\n    uses: ./.github/workflows/${name}\n`
const called = (run: string): string => steps(`- run: ${run}\n`).replace('on: push', 'on: workflow_call')

describe('github-actions: what workflows are evidence of', () => {
  for (const [text, tests, more] of [
    [steps('- run: npm test\n'), true, false], [steps('- run: npm run build\n'), false, false], [steps('- run: ./ci.sh\n'), '?', '?'], [steps('- run: make everything\n'), '?', '?'], [steps('- run: make test\n'), true, false], [steps('- run: ./gradlew check\n'), true, false],
    [steps('- uses: actions/checkout@v5\n'), false, false], [steps('- uses: shop/everything@v1\n'), '?', '?'], [steps('- uses: ./.github/actions/x\n'), '?', '?'], [steps('- run: Invoke-Pester\n  shell: pwsh\n'), '?', '?'], [steps('- run: npm run lint\n'), false, false], [steps('- run: npm run x\n'), '?', '?'],
    ['on: push\njobs:\n  call:\n    uses: shop/ci/.github/workflows/x.yml@v1\n', '?', '?'],
  ] as const) it(JSON.stringify(text.replace(/^[^]*?(?:steps:\n\s+|jobs:\n)/, '')), () => assert.deepEqual(factsOf(text, 'github-actions.Workflow').map(one => [shown(one.runsTests), shown(one.runsMore)]), [[tests, more]]))
  it('a workflow of the repository that is called', () => {
    const tests = (run: string): unknown => factsOf({ [ci]: local('x.yml'), '.github/workflows/x.yml': called(run) }, 'github-actions.Workflow').filter(one => one.path === ci).map(one => shown(one.runsTests))[0]
    assert.deepEqual([tests('npm test'), tests('npm run build'), tests('./x.sh')], [true, false, '?'])
  })
  it('linters, commits, credentials, paths', () => {
    const see = (text: string): unknown => factsOf(text, 'github-actions.Workflow').map(one => [[...one.linters].join(), one.checksCommits, shown(one.findsSecrets), one.filtersPaths])[0]
    assert.deepEqual(see(steps('- run: npx eslint . && terraform fmt -check\n- uses: golangci/golangci-lint-action@v8\n')), ['eslint,terraform fmt,golangci-lint', false, '?', false])
    assert.deepEqual(see(steps('- uses: amannn/action-semantic-pull-request@v6\n- uses: gitleaks/gitleaks-action@v2\n- run: npx nx affected -t test\n')), ['gitleaks', true, true, true])
    assert.deepEqual(see(steps('- run: npm test\n').replace('on: push', 'on:\n  push:\n    paths: [api/**]')), ['', false, '?', true])
  })
  it('pre-commit', () => {
    const config = 'repos:\n  - repo: https://github.com/gitleaks/gitleaks\n    rev: v8.28.0\n    hooks:\n      - id: gitleaks\n  - repo: local\n    hooks:\n      - id: lint\n        entry: npx eslint\n        language: system\n'
    const see = (files: { [path: string]: string }): unknown => factsOf({ '.pre-commit-config.yaml': config, ...files }, 'github-actions.PreCommit').map(one => [[...one.hooks].join(), [...one.linters].join(), isUnknown(one.lintersInWorkflows) ? '?' : [...one.lintersInWorkflows].join(), one.checksCommits, one.findsSecrets])[0]
    assert.deepEqual(see({}), ['gitleaks,lint', 'eslint,gitleaks', '?', false, true])
    assert.deepEqual(see({ [ci]: steps('- run: npx eslint .\n') }), ['gitleaks,lint', 'eslint,gitleaks', 'eslint', false, true])
    assert.deepEqual(see({ [ci]: steps('- uses: pre-commit/action@v3\n') }), ['gitleaks,lint', 'eslint,gitleaks', 'eslint,gitleaks', false, true])
    assert.deepEqual(see({ [ci]: steps('- run: npm test\n') }), ['gitleaks,lint', 'eslint,gitleaks', '', false, true])
  })
  it('ecosystems that Dependabot leaves out, in any folder', () => {
    const files = { '.github/dependabot.yml': 'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n', 'a/b/Dockerfile': '', 'web/package.json': '{}', 'test/main.tf': '' }
    assert.deepEqual(factsOf(files, 'github-actions.Dependabot').map(one => [...one.uncoveredEcosystems]), [['docker']])
  })
})
