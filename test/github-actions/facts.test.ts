import assert from 'node:assert/strict'
import { applyEdits, type TextEdit } from '../../src/core/edit'
import type { Change, Fact } from '../../src/core/fact'
import { isKnown, Unknown } from '../../src/core/value'
import { language } from '../../src/languages/github-actions/language'
import { ci, factsOf, steps, watch } from './facts'

const one = <T>(items: readonly T[]): T => { assert.equal(items.length, 1); return items[0]! }
const at = (text: string, fact: Fact, path = ''): string => text.slice(...fact.locate(path).span)
function change(text: string, fact: Fact, what: Change): string {
  const edits = fact.edit(what)
  assert.ok(edits)
  return applyEdits(text, edits as readonly TextEdit[])
}

describe('github-actions: what is claimed', () => {
  const claims = (path: string, text = ''): boolean => language.claims(path, () => text)
  it('claims workflows, actions and Dependabot by their path', () => {
    for (const path of ['.github/workflows/a.yml', '.github/workflows/a.yaml', 'sub/.github/workflows/a.yml', 'action.yml', '.github/actions/x/action.yaml', '.github/dependabot.yml', 'workflow-templates/x.yml']) assert.ok(claims(path), path)
    for (const path of ['.github/workflows/sub/a.yml', '.github/other.yml', 'docs/action.yml', 'k8s/app.yaml', '.github/workflows/a.md']) assert.ok(!claims(path), path)
  })
  it('claims by content what looks like a workflow or an action', () => {
    assert.ok(claims('ci/go.yml', 'name: Go\non:\n  push:\njobs:\n  build:\n'))
    assert.ok(claims('tools/x/action.yml', 'name: x\nruns:\n  using: node20\n'))
    assert.ok(!claims('ci/go.yml', 'stages: [a]\njobs: 1\n'))
  })
})

describe('github-actions: workflow and triggers', () => {
  it('reads events in their three forms', () => {
    assert.deepEqual(one(factsOf('on: push\njobs: {}\n', 'github-actions.Workflow')).events, ['push'])
    assert.deepEqual(one(factsOf('on: [push, fork]\njobs: {}\n', 'github-actions.Workflow')).events, ['push', 'fork'])
    const text = 'on:\n  push:\n    branches: [main]\n  schedule:\n    - cron: 0 0 * * *\n    - cron: 1 0 * * *\njobs: {}\n'
    const triggers = factsOf(text, 'github-actions.Trigger')
    assert.deepEqual(triggers.map(trigger => [trigger.event, trigger.cron]), [['push', null], ['schedule', '0 0 * * *'], ['schedule', '1 0 * * *']])
    assert.deepEqual(triggers[0]!.branches, ['main'])
    assert.equal(at(text, triggers[0]!, 'branches[0]'), 'main')
    assert.equal(at(text, triggers[2]!, 'cron'), '1 0 * * *')
  })
  it('knows default types, filters and privilege', () => {
    const [trigger] = factsOf('on:\n  pull_request_target:\n    paths: [a]\njobs: {}\n', 'github-actions.Trigger')
    assert.deepEqual([trigger!.types, trigger!.effectiveTypes, trigger!.filters, trigger!.isPrivileged, trigger!.isKnown], [null, ['opened', 'synchronize', 'reopened'], ['paths'], true, true])
    assert.equal(factsOf('on: psuh\njobs: {}\n', 'github-actions.Trigger')[0]!.isKnown, false)
  })
  it('reads inputs and says which are used', () => {
    const inputs = factsOf('on:\n  workflow_dispatch:\n    inputs:\n      a: {type: boolean, required: true}\n      b: {default: x}\njobs:\n  j:\n    runs-on: x\n    steps:\n      - run: echo ${{ inputs.a }}\n', 'github-actions.Input')
    assert.deepEqual(inputs.map(({ name, type, required, hasDefault, isUsed }) => ({ name, type, required, hasDefault, isUsed })), [
      { name: 'a', type: 'boolean', required: true, hasDefault: false, isUsed: true }, { name: 'b', type: null, required: false, hasDefault: true, isUsed: false }])
  })
  it('asks the workspace for the workflows of workflow_run', () => {
    const text = 'on:\n  workflow_run:\n    workflows: [CI, Gone]\njobs: {}\n'
    const triggers = factsOf({ '.github/workflows/a.yml': text, [ci]: 'name: CI\non: push\njobs: {}\n' }, 'github-actions.Trigger')
    assert.deepEqual(triggers.find(trigger => trigger.event === 'workflow_run')!.unknownWorkflows, ['Gone'])
  })
})

describe('github-actions: what jobs inherit', () => {
  const text = 'on: push\npermissions:\n  contents: read\nenv:\n  A: top\n  B: top\ndefaults:\n  run:\n    shell: bash\njobs:\n  one:\n    runs-on: ubuntu-latest\n    env:\n      B: job\n    steps:\n      - run: echo\n        env:\n          C: ${{ github.sha }}\n  two:\n    needs: one\n    permissions: write-all\n    runs-on: ubuntu-latest\n    steps: []\n'
  it('permissions come from the workflow and are located there', () => {
    const [a, b] = factsOf(text, 'github-actions.Job')
    assert.equal(a!.hasOwnPermissions, false)
    assert.deepEqual([...a!.permissions!.scopes], [['contents', 'read']])
    assert.equal(at(text, a!, 'permissions.contents'), 'read')
    assert.equal(a!.locate('permissions.contents').missing, false)
    assert.equal(b!.permissions!.form, 'write-all')
    assert.ok(b!.permissions!.writes.includes('packages'))
    assert.equal(at(text, b!, 'permissions'), 'write-all')
  })
  it('variables and shells come from the nearest level', () => {
    const [step] = factsOf(text, 'github-actions.Step')
    assert.deepEqual([step!.env.get('A'), step!.env.get('B'), step!.env.get('C') instanceof Unknown], ['top', 'job', true])
    assert.equal(at(text, step!, 'env.B'), 'job')
    assert.equal(at(text, step!, 'env.A'), 'top')
    assert.equal(step!.shell, 'bash')
    assert.equal(at(text, step!, 'shell'), 'bash')
    const [run] = factsOf(text, 'github-actions.Run')
    assert.deepEqual([run!.shellKind, run!.hasPipefail, run!.isShellImplicit], ['bash', true, false])
  })
  it('a missing key lies at the job, a key there at its value', () => {
    const [job] = factsOf(text, 'github-actions.Job')
    assert.deepEqual([at(text, job!, 'timeout-minutes'), job!.locate('timeout-minutes').missing], ['one', true])
    assert.equal(at(text, job!, 'runs-on'), 'ubuntu-latest')
  })
  it('needs are followed, and a circle is seen', () => {
    const [, b] = factsOf(text, 'github-actions.Job')
    assert.deepEqual(b!.ancestors.map(job => job.id), ['one'])
    const jobs = factsOf('on: push\njobs:\n  a: {needs: b, runs-on: x}\n  b: {needs: [a, gone], runs-on: x}\n  c: {runs-on: x}\n', 'github-actions.Job')
    assert.deepEqual(jobs.map(job => [job.isInCycle, [...job.unknownNeeds]]), [[true, []], [true, ['gone']], [false, []]])
  })
})

describe('github-actions: runners and matrices', () => {
  it('matrix values are put into labels', () => {
    const [job] = factsOf('on: push\njobs:\n  j:\n    runs-on: ${{ matrix.os }}\n    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-latest]\n        include: [{os: macos-latest}]\n', 'github-actions.Job')
    assert.deepEqual([...job!.runner.resolved], ['ubuntu-latest', 'windows-latest', 'macos-latest'])
    assert.ok(job!.runner.os instanceof Unknown)
    assert.equal(job!.runner.isSelfHosted, false)
    assert.equal(job!.matrix!.count, 3)
  })
  it('an expression makes a matrix open, exclude takes away', () => {
    const [dynamic, fixed] = factsOf('on: push\njobs:\n  a:\n    strategy:\n      matrix: ${{ fromJSON(x) }}\n  b:\n    strategy:\n      matrix:\n        a: [1, 2, 2]\n        b: [1, 2]\n        exclude:\n          - {a: 1, b: 2}\n          - {a: 7}\n', 'github-actions.Matrix')
    assert.ok(dynamic!.isDynamic && dynamic!.names.open && dynamic!.count instanceof Unknown)
    assert.deepEqual([fixed!.count, fixed!.duplicates.map(one => one.text), fixed!.excludes.map(entry => entry.matchesNothing)], [5, ['2'], [false, true]])
  })
  it('self-hosted, hosted and unknown runners are told apart', () => {
    const jobs = factsOf('on: push\njobs:\n  a: {runs-on: [self-hosted, linux]}\n  b: {runs-on: ubuntu-24.04-arm}\n  c: {runs-on: big}\n  d: {runs-on: "${{ inputs.x }}"}\n  e: {runs-on: {group: g}}\n', 'github-actions.Job')
    assert.deepEqual(jobs.map(job => job.runner.isSelfHosted instanceof Unknown ? 'unknown' : job.runner.isSelfHosted), [true, false, 'unknown', 'unknown', 'unknown'])
  })
})

describe('github-actions: uses', () => {
  const uses = (text: string) => one(factsOf(steps(`- uses: ${text}\n`), 'github-actions.Uses'))
  it('takes references apart', () => {
    const sha = '8f4b7f84864484a7bf31766abe9204da3cbe65b3', text = steps(`- uses: Actions/Checkout@${sha} # v4.1.0 pinned\n`), fact = one(factsOf(text, 'github-actions.Uses'))
    assert.deepEqual([fact.form, fact.slug, fact.ref, fact.refKind, fact.major, fact.commentVersion, fact.isFirstParty, fact.isPinned], ['action', 'actions/checkout', sha, 'sha', 4, 'v4.1.0', true, true])
    assert.equal(at(text, fact, 'ref'), sha)
    assert.equal(at(text, fact, 'name'), 'Actions/Checkout')
    assert.equal(at(text, fact, 'comment'), '# v4.1.0 pinned')
  })
  it('tells kinds of refs', () => {
    const kinds = { 'a/b@v4': 'version', 'a/b@v1.2.3-rc.1': 'version', 'a/b@main': 'branch', 'a/b@feature/x': 'branch', 'a/b@8f4b7f8': 'short-sha', 'a/b': 'none', 'a/b/c@2': 'version', 'a/b@foo': 'other' }
    for (const [text, kind] of Object.entries(kinds)) assert.equal(uses(text).refKind, kind, text)
    assert.equal(uses('a/b/c/d@v1').subpath, 'c/d')
  })
  it('tells forms of references', () => {
    const forms = { './x': 'local', '"docker://alpine:3.20"': 'docker', 'a/b/.github/workflows/x.yml@v1': 'reusable', '"${{ x }}"': 'expression', nonsense: 'invalid' }
    for (const [text, form] of Object.entries(forms)) assert.equal(uses(text).form, form, text)
    const image = uses('docker://ghcr.io/a/b:1').image!
    assert.deepEqual([image.name, image.tag, image.digest], ['ghcr.io/a/b', '1', null])
  })
  it('finds the ref within quotes', () => {
    const text = steps(`- uses: 'a/b@v1'\n`)
    assert.equal(at(text, one(factsOf(text, 'github-actions.Uses')), 'ref'), 'v1')
  })
})

describe('github-actions: look-ups', () => {
  const called = 'on:\n  workflow_call:\n    inputs:\n      env: {type: string, required: true}\n    secrets:\n      token: {required: true}\n    outputs:\n      url: {value: x}\njobs:\n  j:\n    runs-on: x\n    steps: []\n'
  const caller = 'on: push\njobs:\n  call:\n    uses: ./.github/workflows/reusable.yml\n    secrets: inherit\n  next:\n    needs: call\n    runs-on: x\n    steps:\n      - run: echo ${{ needs.call.outputs.url }} ${{ needs.call.outputs.nope }}\n'
  it('a call sees what the called workflow declares', () => {
    const job = factsOf({ [ci]: caller, '.github/workflows/reusable.yml': called }, 'github-actions.Job').find(one => one.id === 'call')!
    assert.ok(job.calls && !(job.calls instanceof Unknown))
    assert.deepEqual([job.calls.inputs.map(input => [input.name, input.required]), job.calls.secrets.map(secret => secret.name), job.calls.outputs, job.inheritsSecrets], [[['env', true]], ['token'], ['url'], true])
    const contexts = factsOf({ [ci]: caller, '.github/workflows/reusable.yml': called }, 'github-actions.Expression').flatMap(expression => [...expression.contexts])
    assert.deepEqual(contexts.map(context => [context.name, context.exists]), [['needs.call.outputs.url', true], ['needs.call.outputs.nope', false]])
  })
  it('a call of nothing is null, a remote one unknown', () => {
    assert.equal(factsOf(caller, 'github-actions.Job')[0]!.calls, null)
    assert.equal(factsOf(caller, 'github-actions.Uses')[0]!.exists, false)
    assert.ok(factsOf('on: push\njobs:\n  a:\n    uses: o/r/.github/workflows/x.yml@v1\n', 'github-actions.Job')[0]!.calls instanceof Unknown)
  })
  it('a changed workflow has its callers checked again', () => {
    const seen: unknown[] = []
    const workspace = watch({ [ci]: caller, '.github/workflows/reusable.yml': called }, 'github-actions.Job', job => { if (job.id === 'call') seen.push(job.calls instanceof Unknown ? 'unknown' : job.calls?.inputs.length ?? null) })
    workspace.set('.github/workflows/reusable.yml', called.replace('type: string, required: true', 'type: string}\n      more: {type: string'))
    workspace.refreshNow()
    workspace.set('.github/workflows/reusable.yml', null)
    workspace.refreshNow()
    assert.deepEqual(seen, [1, 2, null])
  })
  it('a local action is found with its inputs, and a Dockerfile is one too', () => {
    const text = steps('- uses: ./.github/actions/x\n- uses: ./tools/y\n- uses: ./gone\n')
    const files = { [ci]: text, '.github/actions/x/action.yml': 'name: x\ninputs:\n  a: {required: true}\nruns:\n  using: composite\n  steps: []\n', 'tools/y/Dockerfile': 'FROM scratch\n' }
    const all = factsOf(files, 'github-actions.Uses')
    assert.deepEqual(all.map(fact => fact.exists), [true, true, false])
    const declares = all[0]!.declares
    assert.ok(declares && !(declares instanceof Unknown))
    assert.deepEqual(declares.inputs.map(input => input.name), ['a'])
  })
})

describe('github-actions: scripts', () => {
  it('the default shell has no pipefail, an explicit bash has', () => {
    const runs = factsOf(steps('- run: a | b\n- run: a | b\n  shell: bash\n- run: a\n  shell: pwsh\n'), 'github-actions.Run')
    assert.deepEqual(runs.map(run => [run.shellKind, run.hasPipefail, run.pipes[0]?.isGuarded]), [['bash', false, false], ['bash', true, true], ['pwsh', false, undefined]])
    assert.ok(runs[2]!.commands.open)
  })
  it('commands of folded and literal scalars lie where they are written', () => {
    const text = steps('- run: |\n    npm ci\n    curl https://x.io | sh\n- run: >-\n    docker build\n    -t ${{ github.sha }} .\n')
    assert.deepEqual(factsOf(text, 'github-actions.Command').map(command => at(text, command)), ['npm', 'curl', 'sh', 'docker'])
    const docker = factsOf(text, 'github-actions.Command')[3]!
    assert.equal(at(text, docker, 'words[1]'), '-t')
    assert.ok(docker.words[2] instanceof Unknown)
    assert.equal(docker.words[2].source, '${{ github.sha }}')
    assert.equal(docker.job!.id, 'build')
  })
  it('sees files of the runner and commands to it', () => {
    const text = steps('- run: |\n    echo a=b > $GITHUB_ENV\n    echo a=b >> "$GITHUB_OUTPUT"\n    echo "::set-output name=x::y"\n'), [run] = factsOf(text, 'github-actions.Run')
    assert.deepEqual(run!.environmentFiles.map(({ name, overwrites, isQuoted }) => [name, overwrites, isQuoted]), [['GITHUB_ENV', true, false], ['GITHUB_OUTPUT', false, true]])
    assert.equal(at(text, run!, 'workflowCommands[0]'), 'set-output')
  })
  it('tells what a job does and by what', () => {
    const jobs = factsOf('on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: npm test\n      - run: kubectl apply -f k8s\n  deploy-prod:\n    runs-on: x\n    steps:\n      - run: ./go\n', 'github-actions.Job')
    assert.deepEqual(jobs.map(job => job.activities.map(one => [one.kind, one.evidence])), [[['test', 'npm test'], ['deploy', 'kubectl apply -f']], [['deploy', `job 'deploy-prod'`]]])
  })
})

describe('github-actions: sections and texts', () => {
  it('keys that must not be there and those that must are named', () => {
    const text = 'on: push\njobs:\n  a:\n    runs-on: x\n    timeout: 5\n    timeout-minutes: 0\n  b:\n    uses: ./.github/workflows/x.yml\n    steps: []\n'
    const sections = factsOf(text, 'github-actions.Section')
    const a = sections.find(one => one.where === 'jobs.a')!, b = sections.find(one => one.where === 'jobs.b')!
    assert.deepEqual([a.unexpectedKeys, a.missingKeys, a.invalidValues.map(value => value.expected), b.name, b.unexpectedKeys], [['timeout'], ['steps'], ['a positive number'], 'call', ['steps']])
    assert.equal(at(text, a, 'unexpectedKeys[0]'), 'timeout')
    assert.equal(at(text, a, 'invalidValues[0]'), '0')
  })
  it('numbers that lose digits are seen', () => {
    assert.deepEqual(factsOf(steps('- with: {python-version: 3.10, node-version: 20, go: "1.20"}\n  uses: a/b@v1\n'), 'github-actions.Text').filter(text => text.losesDigits).map(text => text.key), ['python-version'])
  })
})

describe('github-actions: actions and Dependabot', () => {
  it('reads an action and looks for its files', () => {
    const [action] = factsOf({ 'action.yml': 'name: x\ndescription: y\nruns:\n  using: node20\n  main: dist/index.js\n  post: dist/gone.js\n', 'dist/index.js': '' }, 'github-actions.Action')
    assert.deepEqual([action!.form, action!.nodeVersion, isKnown(action!.missingFiles)], ['javascript', 20, false])
  })
  it('reads steps of composite actions with their own contexts', () => {
    const files = { '.github/actions/x/action.yml': 'name: x\ninputs:\n  a: {}\nruns:\n  using: composite\n  steps:\n    - run: echo ${{ inputs.a }} ${{ secrets.X }}\n' }
    assert.deepEqual(factsOf(files, 'github-actions.Expression').flatMap(expression => expression.contexts.map(context => [context.name, context.isAvailable, context.control])), [['inputs.a', true, 'input'], ['secrets.x', false, 'none']])
    assert.deepEqual(factsOf(files, 'github-actions.Section').find(section => section.name === 'run-step')!.missingKeys, ['shell'])
  })
  it('reads Dependabot', () => {
    const [update] = factsOf({ '.github/dependabot.yml': 'version: 2\nupdates:\n  - package-ecosystem: github-actions\n    directory: /\n    schedule: {interval: weekly}\n    insecure-external-code-execution: allow\n    cooldown: {default-days: 7}\n' }, 'github-actions.DependabotUpdate')
    assert.deepEqual([update!.ecosystem, [...update!.directories], update!.interval, update!.allowsCodeExecution, update!.cooldownDays, [...update!.dependabot.ecosystems]], ['github-actions', ['/'], 'weekly', true, 7, ['github-actions']])
  })
})

describe('github-actions: edits', () => {
  it('sets, removes and replaces with few characters', () => {
    const text = steps('- uses: actions/checkout@v4 # keep\n')
    const [job] = factsOf(text, 'github-actions.Job'), [step] = factsOf(text, 'github-actions.Step'), [uses] = factsOf(text, 'github-actions.Uses')
    assert.match(change(text, job!, { kind: 'set', path: 'timeout-minutes', value: 15 }), /steps:\n {6}- uses: actions\/checkout@v4 # keep\n {4}timeout-minutes: 15\n/)
    assert.match(change(text, job!, { kind: 'insert', path: 'steps', value: { 'timeout-minutes': 15 } }), /ubuntu-latest\n {4}timeout-minutes: 15\n {4}steps:/)
    assert.match(change(text, step!, { kind: 'set', path: 'with.persist-credentials', value: false }), /# keep\n {8}with:\n {10}persist-credentials: false\n/)
    assert.match(change(text, uses!, { kind: 'replace', path: 'ref', text: 'v5' }), /checkout@v5 # keep/)
    assert.match(change(text, uses!, { kind: 'set', path: 'step.with.ref', value: 'main' }), /with:\n {10}ref: main/)
    assert.equal(change(text, job!, { kind: 'remove', path: 'runs-on' }).includes('runs-on'), false)
    assert.match(change(text, job!, { kind: 'set', path: 'name', value: { raw: '"x" # y' } }), /name: "x" # y/)
  })
  it('moves an expression into the environment', () => {
    const text = steps('- run: |\n    echo "${{ github.head_ref }}"\n'), [expression] = factsOf(text, 'github-actions.Expression')
    const edits = [...expression!.step!.edit({ kind: 'set', path: 'env.HEAD_REF', value: expression!.text })!, ...expression!.edit({ kind: 'replace', path: '', text: '$HEAD_REF' })!]
    assert.equal(applyEdits(text, edits as readonly TextEdit[]), steps('- run: |\n    echo "$HEAD_REF"\n  env:\n    HEAD_REF: ${{ github.head_ref }}\n'))
  })
  it('removes a whole step', () => {
    const text = steps('- run: a\n- run: b\n')
    assert.equal(change(text, factsOf(text, 'github-actions.Step')[1]!, { kind: 'remove', path: '' }), steps('- run: a\n'))
  })
})

describe('github-actions: half-typed files', () => {
  it('the job with the error is damaged, the others are not', () => {
    const text = 'on: push\njobs:\n  a:\n    runs-on: x\n    steps: []\n\n  b:\n    runs-on: "x\n    steps: [\n'
    assert.deepEqual(factsOf(text, 'github-actions.Job').map(job => [job.id, job.damaged]), [['a', false], ['b', true]])
  })
  it('empty values are there and say nothing', () => {
    const text = 'on:\njobs:\n  a:\n    timeout-minutes:\n    permissions:\n    env:\n    strategy:\n    steps:\n      -\n      - uses:\n      - run:\n'
    const [job] = factsOf(text, 'github-actions.Job')
    assert.deepEqual([job!.timeoutMinutes, job!.matrix, job!.env.size, job!.steps.length, job!.steps.every(step => step.uses === null && step.run === null)], [null, null, 0, 3, true])
    assert.equal(at(text, job!, 'timeout-minutes'), 'timeout-minutes')
  })
  it('an anchor counts where it is written, its alias reads the same', () => {
    const text = 'on: push\njobs:\n  a: &job\n    runs-on: ubuntu-latest\n    steps:\n      - &checkout\n        uses: actions/checkout@v4\n      - *checkout\n  b: *job\n'
    const jobs = factsOf(text, 'github-actions.Job')
    assert.deepEqual(jobs.map(job => [job.steps.length, job.runner.os]), [[2, 'linux'], [2, 'linux']])
    assert.equal(jobs[1]!.edit({ kind: 'set', path: 'timeout-minutes', value: 5 }), null)
    assert.deepEqual(factsOf(text, 'github-actions.Uses').map(uses => at(text, uses)), ['actions/checkout@v4'])
  })
})
