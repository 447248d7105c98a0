import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadLanguages } from '../../scripts/languages'
import { builtInLibrary } from '../../src/node/library'
import { Project } from '../../src/workspace/project'

const root = join(__dirname, '../..'), path = '.github/workflows/ci.yml'
const languages = loadLanguages(root), library = builtInLibrary()
const action = 'name: Set up\ndescription: d\ninputs:\n  version: {description: v, required: true}\noutputs:\n  dir: {description: d, value: "${{ steps.a.outputs.dir }}"}\nruns:\n  using: composite\n  steps:\n    - id: a\n      shell: bash\n      run: echo "dir=${{ inputs.version }}" >> "$GITHUB_OUTPUT"\n'
const called = 'on:\n  workflow_call:\n    inputs:\n      target: {type: string, required: true}\n    secrets:\n      KEY: {required: true}\n    outputs:\n      url: {value: "${{ jobs.a.outputs.url }}"}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    outputs:\n      url: ${{ steps.x.outputs.url }}\n    steps:\n      - id: x\n        run: echo "url=${{ inputs.target }}" >> "$GITHUB_OUTPUT"\n'

const base = `name: ci
on:
  push:
    branches: [main]
  pull_request_target:
permissions:
  contents: read
env:
  TITLE: \${{ github.event.pull_request.title }}
jobs:
  build:
    runs-on: ubuntu-24.04
    outputs:
      title: \${{ steps.read.outputs.title }}
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - uses: ./.github/actions/setup
        with: {version: 1}
      - id: read
        run: |
          echo "title=\${{ env.TITLE }}" >> "$GITHUB_OUTPUT"
          npm ci && npm test | tee log
  test:
    needs: build
    runs-on: [self-hosted, linux]
    strategy:
      matrix:
        node: [20, 22]
    env:
      NAME: \${{ needs.build.outputs.title }}
    steps:
      - uses: actions/setup-node@0123456789abcdef0123456789abcdef01234567 # v4.1.0
        with: {node-version: "\${{ matrix.node }}"}
      - run: echo \${{ needs.build.outputs.title }} $NAME
      - uses: actions/upload-artifact@v4
        with: {name: dist, path: .}
  call:
    needs: [build, test]
    uses: ./.github/workflows/called.yml
    with: {target: "\${{ needs.build.outputs.title }}"}
    secrets: inherit
  deploy:
    needs: call
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/setup-node@0123456789abcdef0123456789abcdef01234567 # v4.0.0
      - uses: actions/download-artifact@v4
        with: {name: dist}
      - run: kubectl apply -f k8s/ && echo \${{ needs.call.outputs.url }} \${{ secrets.KEY }}
      - run: git push origin HEAD
`

/** Numbers from a seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor(state / 2147483648 * below)
  }
}

const lines = ['    timeout-minutes: 5', '    permissions: {contents: write, id-token: write}', '    continue-on-error: true', '    needs: build', '    needs: [test, call]', '    container: node:22', '    env: {GITHUB_TOKEN: "${{ secrets.GITHUB_TOKEN }}"}', '      - run: echo "TITLE=x" >> "$GITHUB_ENV"', '      - run: sudo apt-get update && helm upgrade web . --wait', '      - uses: ./.github/actions/setup', '      - uses: docker/build-push-action@v6\n        with: {push: true, tags: "shop/web:latest"}', '    if: github.event_name == \'push\'', '# a comment', '  workflow_dispatch:', '    concurrency: deploy', '      - run: curl -f https://example.org/healthz', '    outputs: {one: "${{ steps.read.outputs.title }}"}', '', '      - uses: actions/checkout@v4', '    steps: &a', '      pull-requests: write']
const words: readonly (readonly [string, string])[] = [['pull_request_target', 'pull_request'], ['ubuntu-24.04', 'ubuntu-18.04'], ['build', 'biuld'], ['title', 'body'], ['read', 'write'], ['@v4', '@main'], ['dist', 'site'], ['v4.1.0', 'v4.0.0'], ['needs', 'need'], ['inherit', '{KEY: "${{ secrets.KEY }}"}'], ['production', 'staging'], ['main', 'release'], ['head.sha', 'base.sha'], ['deploy:', 'publish:'], ['NAME', 'TITLE'], ['steps', 'jobs'], ['version: 1', 'versoin: 1'], ['echo', 'eval'], ['}}', '}'], [': ', ':'], ['push', 'schedule'], ['self-hosted', 'windows-2019']]

function edited(text: string, next: (below: number) => number): string {
  const all = text.split('\n'), at = next(all.length)
  switch (next(6)) {
    case 0: return [...all.slice(0, at), lines[next(lines.length)]!, ...all.slice(at)].join('\n')
    case 1: return [...all.slice(0, at), ...all.slice(at + 1)].join('\n')
    case 2: return [...all.slice(0, at), all[at]!, ...all.slice(at)].join('\n')
    case 3: { const from = next(text.length); return text.slice(0, from) + text.slice(from + 1 + next(3)) }
    default: {
      const [a, b] = words[next(words.length)]!, [from, to] = next(2) ? [a, b] : [b, a], start = text.indexOf(from, next(text.length))
      return start < 0 ? text : text.slice(0, start) + to + text.slice(start + from.length)
    }
  }
}

function project(text: string): Project {
  const made = new Project({ languages, library, level: 'all' })
  made.set('.github/actions/setup/action.yml', action)
  made.set('.github/workflows/called.yml', called)
  made.set(path, text)
  made.workspace.finishIndexing()
  made.workspace.refreshNow()
  return made
}

const shown = (one: Project): readonly string[] => one.findings(path).map(({ rule, span, message, severity, fixable, subject, missing }) => `${span.join('-')} ${rule} ${severity} ${fixable} ${missing} ${subject}: ${message}`).sort()

/** Types edits, each of which is soon taken back or followed by another, and holds the findings to those of a fresh start. */
function type(text: string, seed: number, count: number): void {
  const next = numbers(seed), live = project(text), set = (wanted: string): void => { live.set(path, wanted); live.workspace.refreshNow() }
  // The first check keeps nothing.
  set(`${text}\n`)
  set(text)
  let current = text
  for (let i = 0; i < count; i++) {
    const wanted = next(8) === 0 ? text : edited(current, next)
    set(wanted)
    assert.deepEqual(shown(live), shown(project(wanted)), `seed ${seed}, edit ${i}:\n${wanted}`)
    current = next(3) === 0 ? current : wanted
    if (current !== wanted) set(current)
  }
}

describe('what is kept of a workflow between edits', function () {
  this.timeout(60_000)

  for (const seed of [1, 2]) it(`gives the findings of a fresh start (${seed})`, () => type(base, seed, 40))

  it('does so in the examples of the pages', () => {
    const folder = join(root, 'rules/github-actions'), next = numbers(7)
    const examples = readdirSync(folder).filter(name => name.endsWith('.md')).flatMap(name => [...readFileSync(join(folder, name), 'utf8').matchAll(/^```yaml[^\n]*\n(.*?)^```/gms)].map(match => match[1]!).filter(text => /^jobs:/m.test(text)))
    for (let i = 0; i < 20; i++) type(examples[next(examples.length)]! + base.slice(base.indexOf('  test:')), i, 2)
  })
})
