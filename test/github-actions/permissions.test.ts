import assert from 'node:assert/strict'
import type { Facts } from '../../src/languages/github-actions/facts'
import { factsOf } from './facts'

const job = (rest: string, head = 'on: push\n'): Facts['github-actions.Job'] => factsOf(`${head}jobs:\n  a:\n    runs-on: ubuntu-24.04\n${rest}`, 'github-actions.Job')[0]!
const steps = (...lines: readonly string[]): Facts['github-actions.Job'] => job(`    steps:\n${lines.map(line => `      ${line}\n`).join('')}`)
const needs = (one: Facts['github-actions.Job']): string[] => one.tokenNeeds.map(({ scope, level, isSure }) => `${scope}:${level}${isSure ? '' : '?'}`)
const least = (one: Facts['github-actions.Job']): string[] | null => one.leastPermissions && [...one.leastPermissions].map(([scope, level]) => `${scope}:${level}`)

describe('what steps ask of the token', () => {
  it('is told by the actions that are known', () => {
    assert.deepEqual(least(steps('- uses: actions/checkout@v4', '- run: make')), ['contents:read'])
    assert.deepEqual(least(steps('- uses: actions/setup-node@v4', '- run: npm ci')), [])
    assert.deepEqual(least(steps('- uses: actions/deploy-pages@v4')), ['pages:write', 'id-token:write'])
    assert.deepEqual(least(steps('- uses: docker/login-action@v3', '  with:', '    registry: ghcr.io', '    password: ${{ secrets.GITHUB_TOKEN }}', '- uses: docker/build-push-action@v6', '  with:', '    push: true', '    tags: ghcr.io/acme/web:1')), ['packages:write', 'contents:read'])
    assert.deepEqual(needs(steps('- uses: aws-actions/configure-aws-credentials@v4', '  with:', '    role-to-assume: arn:aws:iam::1:role/x')), ['id-token:write'])
    assert.deepEqual(needs(steps('- uses: aws-actions/configure-aws-credentials@v4', '  with:', '    role-to-assume: arn:aws:iam::1:role/x', '    aws-access-key-id: x')), [])
  })

  it('is open where an action or a script may do anything with it', () => {
    for (const line of ['- uses: acme/thing@v1', '- uses: ./.github/actions/x', '- uses: actions/github-script@v7', '- run: ./release.sh', '- run: gh api repos/acme/web']) assert.equal(steps(line).tokenNeeds.open, true, line)
    assert.equal(steps('- run: ./build.sh', '  env:', '    GITHUB_TOKEN: ${{ github.token }}').tokenNeeds.open, true)
    assert.equal(steps('- run: ./build.sh').tokenNeeds.open, undefined)
    assert.equal(least(steps('- uses: acme/thing@v1')), null)
  })

  it('is nothing where another token is used', () => {
    assert.deepEqual(needs(steps('- uses: peter-evans/create-pull-request@v7', '  with:', '    token: ${{ secrets.BOT }}')), [])
    assert.deepEqual(needs(steps('- run: gh pr comment 1', '  env:', '    GH_TOKEN: ${{ secrets.BOT }}')), [])
    assert.deepEqual(needs(steps('- uses: peter-evans/create-pull-request@v7', '  with:', '    token: ${{ secrets.BOT || github.token }}')), ['contents:write?', 'pull-requests:write?'])
  })

  it('is told by the commands of the GitHub CLI and by git', () => {
    assert.deepEqual(needs(steps('- run: gh release upload v1 x', '  env:', '    GH_TOKEN: ${{ github.token }}')), ['contents:write'])
    assert.deepEqual(needs(steps('- run: gh -R acme/web release upload v1 x', '  env:', '    GH_TOKEN: ${{ github.token }}')), ['contents:write?'])
    assert.deepEqual(needs(steps('- uses: actions/checkout@v4', '- run: git push origin main')), ['contents:read?', 'contents:write'])
    assert.deepEqual(needs(steps('- uses: actions/checkout@v4', '  with:', '    token: ${{ secrets.BOT }}', '- run: git push origin main')), [])
    assert.deepEqual(needs(steps('- run: cosign sign image')), ['id-token:write'])
  })

  it('is missing only where it is sure and not granted', () => {
    const missing = (text: string, head?: string): string[] => job(text, head).missingScopes.map(({ evidence, text: scopes }) => `${evidence} ${scopes}`)
    const pages = '    steps:\n      - uses: actions/deploy-pages@v4\n'
    assert.deepEqual(missing(pages), ["actions/deploy-pages 'id-token: write'"])
    assert.deepEqual(missing(pages, 'on: workflow_call\n'), [])
    assert.deepEqual(missing(`    permissions:\n      pages: write\n${pages}`), ["actions/deploy-pages 'id-token: write'"])
    assert.deepEqual(missing(`    permissions: read-all\n${pages}`), ["actions/deploy-pages 'pages: write' and 'id-token: write'"])
    assert.deepEqual(missing(`    permissions: write-all\n${pages}`), [])
    assert.deepEqual(missing(`    permissions:\n      issues: write\n    steps:\n      - run: gh pr comment 1\n        env:\n          GH_TOKEN: \${{ github.token }}\n`), [])
    assert.deepEqual(missing(`    permissions:\n      contents: \${{ vars.LEVEL }}\n    steps:\n      - uses: softprops/action-gh-release@v2\n`), [])
  })
})

describe('calls of gh', () => {
  const run = (...lines: readonly string[]) => steps(...lines).steps.at(-1)!.run!
  it('find a token in the environment', () => {
    assert.equal((run('- run: gh pr list -R a/b').tokenlessCall as { verb: string }).verb, 'pr list')
    for (const env of ['GH_TOKEN', 'GITHUB_TOKEN']) assert.equal(run('- run: gh pr list -R a/b', '  env:', `    ${env}: x`).tokenlessCall, null)
    assert.equal(run('- run: GH_TOKEN=x gh pr list -R a/b').tokenlessCall, null)
    assert.equal(run('- run: gh --version').tokenlessCall, null)
  })
  it('find their repository in a checkout, an option, a variable or an address', () => {
    assert.equal((run('- run: gh pr list').homelessCall as { verb: string }).verb, 'pr list')
    for (const line of ['gh pr list -R a/b', 'gh pr list --repo=a/b', 'gh pr view https://github.com/a/b/pull/1', 'gh pr merge "$URL"', 'gh api user', 'gh search prs x']) assert.equal(run(`- run: ${line}`).homelessCall, null, line)
    assert.equal(run('- uses: actions/checkout@v4', '- run: gh pr list').homelessCall, null)
    assert.equal(run('- run: gh pr list', '  env:', '    GH_REPO: a/b').homelessCall, null)
  })
})

describe('secrets in the log', () => {
  const printed = (script: string): string[] => steps('- run: |', ...script.split('\n').map(line => `    ${line}`), '  env:', '    KEY: ${{ secrets.KEY }}').steps[0]!.run!.printedSecrets.map(({ name, isChanged }) => `${name}${isChanged ? ' changed' : ''}`)
  it('are seen as they are and changed', () => {
    assert.deepEqual(printed('echo "$KEY"'), ['KEY'])
    assert.deepEqual(printed('echo "$KEY" | base64'), ['KEY changed'])
    assert.deepEqual(printed('part=$(echo "$KEY" | cut -c1-4)\necho "$part"'), ['KEY changed'])
    assert.deepEqual(printed('echo "${KEY:0:4}"'), ['KEY changed'])
    assert.deepEqual(printed('jq -r .user <<< "$KEY"'), ['KEY changed'])
    assert.deepEqual(printed('echo ${{ secrets.KEY }}'), ['secrets.KEY'])
  })
  it('are not seen where they go elsewhere, or only whether they are there', () => {
    for (const script of ['echo "$KEY" > key', 'echo "$KEY" | docker login --password-stdin', "echo '$KEY'", 'echo "${KEY:+set}"', 'echo "${#KEY}"', 'test -n "$KEY" && echo yes', 'echo "::add-mask::$KEY"', 'x=$(echo "$KEY" | base64)', 'echo "$KEY" | base64 -d > file', 'echo "$OTHER"']) assert.deepEqual(printed(script), [], script)
  })
})

describe('Python scripts', () => {
  const problems = (script: string): string[] => steps('- shell: python', '  run: |', ...script.split('\n').map(line => `    ${line}`)).steps[0]!.run!.pythonProblems.map(({ text }) => text)
  it('are told what cannot be', () => {
    assert.deepEqual(problems('print(x)'), ["nothing defines 'x'"])
    assert.deepEqual(problems('x = 1\n  y = 2'), ['this line is indented though nothing begins here'])
    assert.deepEqual(problems('if True:\nprint(1)'), ['a block is missing after the colon'])
    assert.deepEqual(problems('print("a)'), ['this text has no end'])
    assert.deepEqual(problems('print([1)'), ["')' closes '['"])
  })
  it('are left alone where they may run', () => {
    for (const script of ['import os, sys\nprint(os.environ["A"], file=sys.stderr)', 'def f(a, *b, c=1):\n    """x"""\n    return a if b else c\nprint(f(1))', 'x = {"a": 1,\n  "b": 2}\nfor k in x: print(k)', "s = f'{s!r}' \\\n  'b'", 'from x import *\nprint(y)', 'print(${{ github.run_number }})', "with open('a') as f:\n    print(f.read())", 'try:\n    pass\nexcept OSError as e:\n    print(e)', 'print([z for z in range(3)], (lambda q: q)(1))', 'a: int = 1\nprint(a, 1_000, 0x1f, 1e5, b"x", rb"y", u"z")']) assert.deepEqual(problems(script), [], script)
  })
})

describe('what actionlint.yaml declares', () => {
  const on = (labels: string, config: string, path = '.github/actionlint.yaml') => factsOf({ '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: ${labels}\n    steps:\n      - run: echo \${{ vars.REGION }} \${{ vars.OTHER }}\n`, [path]: config }, 'github-actions.Job')[0]!
  it('are labels of own runners, patterns among them', () => {
    const { declared, isSelfHosted } = on('[big-8, linux]', 'self-hosted-runner:\n  labels: [big-*]\n').runner
    assert.deepEqual([declared, isSelfHosted], [['big-8'], true])
    assert.deepEqual(on('big-8', 'self-hosted-runner:\n  labels: [small]\n').runner.declared, [])
    assert.equal(on('ubuntu-24.04', 'self-hosted-runner: 1\n').runner.isSelfHosted, false)
  })
  it('are all variables where a list of them is written', () => {
    const exists = (config: string, path?: string): unknown[] => on('x', config, path).expressions.flatMap(one => one.contexts.map(context => context.exists)).map(one => typeof one === 'boolean' ? one : 'unknown')
    assert.deepEqual(exists('config-variables: [REGION]\n'), [true, false])
    assert.deepEqual(exists('config-variables: null\n'), ['unknown', 'unknown'])
    assert.deepEqual(exists('config-variables: [REGION]\n', 'other/.github/actionlint.yaml'), ['unknown', 'unknown'])
  })
})
