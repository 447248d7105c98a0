import assert from 'node:assert/strict'
import type { Checkout, Step } from '../../src/languages/github-actions/facts'
import { factsOf } from './facts'

const indented = (text: string): string => text.trim().split('\n').map(line => `      ${line}\n`).join('')
const workflow = (steps: string, on = 'pull_request_target', job = ''): string => `on: ${on}\njobs:\n  j:\n${job}    runs-on: ubuntu-24.04\n    steps:\n${indented(steps)}`
const checkoutIn = (text: string): Checkout | null => factsOf<'github-actions.Step'>(text, 'github-actions.Step').map((step: Step) => step.checkout).find(one => one !== null) ?? null
const head = '- uses: actions/checkout@v4\n  with:\n    ref: ${{ github.event.pull_request.head.sha }}\n'
const runs = (behind: string, first = head): string | null | undefined => checkoutIn(workflow(first + behind))?.runs

describe('github-actions: what a checkout of strangers meets', () => {
  it('runs: build tools, interpreters, scripts, local actions', () => {
    for (const [step, shown] of [['- run: npm ci', 'npm ci'], ['- run: sudo make all', 'sudo make all'], ['- run: ./scripts/test.sh --fast', './scripts/test.sh --fast'], ['- run: cd web && yarn', 'yarn'], ['- run: python tools/x.py', 'python tools/x.py'], ['- run: python -m pytest', 'python -m pytest'],
      ['- run: pip install -r requirements.txt', 'pip install -r'], ['- uses: ./.github/actions/setup', './.github/actions/setup'], ['- uses: pre-commit/action@v3.0.1', 'pre-commit/action'], ['- run: cargo build', 'cargo build']]) assert.equal(runs(step!), shown, step)
  })
  it('does not run: what reads, what comes from elsewhere', () => {
    for (const step of ['- run: cat README.md', '- run: npm --version', '- run: npm install -g prettier', '- run: npm ci --ignore-scripts', '- run: /usr/local/bin/check', '- run: bash /opt/x.sh', '- run: pip install black', '- run: python -c "print(1)"', '- run: cd /tmp && make', '- uses: actions/setup-node@v4', '- uses: actions/checkout@v4\n- run: make']) assert.equal(runs(step), null, step)
  })
  it('looks into the folder that the checkout fills', () => {
    const beside = head + '    path: theirs\n'
    for (const step of ['- run: make', '- run: ./check.sh theirs', '- run: cd ours && npm ci']) assert.equal(runs(step, beside), null, step)
    for (const step of ['- run: cd theirs && make', '- run: ./theirs/check.sh', '- run: npm ci\n  working-directory: theirs', '- run: make -C theirs', '- uses: ./theirs/action']) assert.notEqual(runs(step, beside), null, step)
  })
  it('finds guards in conditions, jobs that it needs, environments and steps', () => {
    const guards = (condition: string): readonly string[] => [...checkoutIn(workflow(head, 'pull_request_target', `    if: ${condition}\n`))?.guards ?? []]
    assert.deepEqual(guards('github.event.pull_request.head.repo.full_name == github.repository'), ['repository'])
    assert.deepEqual(guards('"!github.event.pull_request.head.repo.fork"'), ['repository'])
    assert.deepEqual(guards(`contains(github.event.pull_request.labels.*.name, 'ok')`), ['label'])
    assert.deepEqual(guards(`github.event.pull_request.author_association == 'MEMBER' && true`), ['association'])
    assert.deepEqual(guards(`github.actor == 'me'`), ['actor'])
    assert.deepEqual(guards(`github.event_name == 'push' || github.actor == 'me'`), ['actor'])
    for (const open of ['github.event.pull_request.head.repo.full_name != github.repository', 'github.event.pull_request.head.repo.fork', `"!contains(github.event.pull_request.labels.*.name, 'ok')"`, `github.actor != 'me'`, `github.actor == 'me' || github.event.action == 'opened'`]) assert.deepEqual(guards(open), [], open)
    assert.deepEqual([...checkoutIn(workflow(head, 'pull_request_target', '    environment: ask\n'))!.guards], ['environment'])
    const needed = (condition: string): string => `on: pull_request_target\njobs:\n  ask:\n    if: github.actor == 'me'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: x\n  j:\n    needs: ask\n${condition}    runs-on: ubuntu-24.04\n    steps:\n${indented(head)}`
    assert.deepEqual([...checkoutIn(needed(''))!.guards], ['actor'])
    assert.deepEqual([...checkoutIn(needed('    if: always()\n'))!.guards], [])
    assert.deepEqual([...checkoutIn(workflow('- uses: xt0rted/slash-command-action@v2\n' + head))!.guards], ['permission'])
  })
  it('is none where no stranger has secrets', () => {
    assert.equal(checkoutIn(workflow(head, 'pull_request')), null)
    assert.equal(checkoutIn(workflow(head, '[pull_request, pull_request_target]', `    if: github.event_name == 'pull_request'\n`)), null)
    assert.equal(checkoutIn(workflow('- uses: actions/checkout@v4\n  with:\n    ref: ${{ github.event.workflow_run.head_sha }}\n', 'workflow_run', `    if: github.event.workflow_run.event == 'push'\n`)), null)
    assert.equal(checkoutIn(workflow('- uses: actions/checkout@v4\n')), null)
  })
  it('follows a commit through variables, outputs and files', () => {
    const text = (ref: string, before: string, on = 'pull_request_target', jobs = '', job = ''): string => workflow(`${before}- uses: actions/checkout@v4\n  with:\n    ref: \${{ ${ref} }}\n`, on, job).replace('jobs:\n', `jobs:\n${jobs}`)
    const sha = '${{ github.event.pull_request.head.sha }}', asked = '$(gh pr view 1 --json headRefOid -q .headRefOid)'
    const found = (...args: Parameters<typeof text>): boolean => checkoutIn(text(...args)) !== null
    assert(found('env.SHA', '', 'pull_request_target', '', `    env:\n      SHA: ${sha}\n`))
    assert(found('env.SHA', `- run: echo "SHA=${sha}" >> "$GITHUB_ENV"\n`))
    assert(found('env.SHA', `- run: echo "SHA=${asked}" >> "$GITHUB_ENV"\n`, 'issue_comment'))
    assert(found('steps.r.outputs.sha', `- id: r\n  env:\n    SHA: ${sha}\n  run: echo "sha=$SHA" >> "$GITHUB_OUTPUT"\n`))
    assert(found('steps.r.outputs.ref', '- id: r\n  run: echo "ref=refs/pull/${{ github.event.number }}/merge" >> "$GITHUB_OUTPUT"\n'))
    assert(found('steps.r.outputs.ref', '- id: r\n  run: |\n    REF=refs/pull/1/head\n    echo "ref=$REF" >> "$GITHUB_OUTPUT"\n'))
    assert(found('needs.a.outputs.sha', '', 'pull_request_target', `  a:\n    runs-on: ubuntu-24.04\n    outputs:\n      sha: ${sha}\n    steps:\n      - run: x\n`, '    needs: a\n'))
    assert(found('steps.r.outputs.sha', '- uses: dawidd6/action-download-artifact@v6\n  with:\n    path: /tmp/a\n- id: r\n  run: echo "sha=$(cat /tmp/a/sha)" >> "$GITHUB_OUTPUT"\n', 'workflow_run'))
    for (const quiet of [text('env.SHA', '', 'pull_request_target', '', '    env:\n      SHA: ${{ github.sha }}\n'), text('env.SHA', `- run: echo "SHA=${sha}" >> "$GITHUB_ENV"\n- run: echo "SHA=$GITHUB_SHA" >> "$GITHUB_ENV"\n`),
      text('steps.r.outputs.base', `- id: r\n  env:\n    SHA: ${sha}\n  run: |\n    echo "sha=$SHA" >> "$GITHUB_OUTPUT"\n    echo "base=$GITHUB_SHA" >> "$GITHUB_OUTPUT"\n`), text('needs.a.outputs.sha', '', 'pull_request_target', '', '    needs: a\n')]) assert.equal(checkoutIn(quiet), null, quiet)
  })
  it('is told by what the callers of the repository pass on', () => {
    const called = `on:\n  workflow_call:\n    inputs:\n      sha: { type: string }\njobs:\n  j:\n    runs-on: ubuntu-24.04\n    steps:\n${indented('- uses: actions/checkout@v4\n  with:\n    ref: ${{ inputs.sha }}\n- run: make')}`
    const caller = (on: string, sha: string, job = ''): string => `on: ${on}\njobs:\n  c:\n${job}    uses: ./.github/workflows/called.yml\n    with:\n      sha: ${sha}\n`
    const steps = (text: string | null): Step[] => factsOf({ ...text === null ? {} : { '.github/workflows/caller.yml': text }, '.github/workflows/called.yml': called }, 'github-actions.Step')
    const sha = '${{ github.event.pull_request.head.sha }}'
    assert(steps(caller('pull_request_target', sha)).some(one => one.checkout?.reach === 'secrets'))
    for (const quiet of [caller('pull_request', sha), caller('pull_request_target', '${{ github.sha }}'), caller('pull_request_target', sha, '    if: github.event.pull_request.head.repo.full_name == github.repository\n'), caller('pull_request_target', sha, `    if: github.event_name == 'push'\n`)]) {
      assert(steps(quiet).every(one => one.checkout === null && one.callersCheckout === null), quiet)
    }
    assert(steps(null).some(one => one.callersCheckout?.runs === 'make'))
  })
  it('knows what an author can still move', () => {
    const isMutable = (ref: string, on = 'pull_request_target', before = ''): boolean => checkoutIn(workflow(`${before}- uses: actions/checkout@v4\n  with:\n    ref: ${ref}\n`, on))!.isMutable
    assert.equal(isMutable('${{ github.event.pull_request.head.sha }}'), false)
    assert.equal(isMutable('${{ github.event.pull_request.head.ref }}'), true)
    assert.equal(isMutable('refs/pull/${{ github.event.number }}/merge'), true)
    const lookup = '- id: pr\n  uses: xt0rted/pull-request-comment-branch@v2\n'
    assert.equal(isMutable('${{ steps.pr.outputs.head_sha }}', 'issue_comment', lookup), true)
    assert.equal(isMutable('${{ steps.pr.outputs.head_sha }}', 'issue_comment', lookup + '- run: gh api x --jq .pushed_at\n'), false)
  })
  it('reaches secrets, the cache, or nothing', () => {
    const reach = (job: string, on = 'pull_request_target'): string => checkoutIn(workflow(head + '- run: make\n', on, job))!.reach
    assert.equal(reach(''), 'secrets')
    assert.equal(reach('    permissions:\n      contents: read\n'), 'cache')
    assert.equal(reach('    permissions:\n      contents: read\n    env:\n      A: ${{ secrets.A }}\n'), 'secrets')
    assert.equal(reach('    permissions:\n      contents: read\n', '\n  pull_request_target:\n    branches: [old]'), 'nothing')
  })
})
