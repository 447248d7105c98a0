import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Fact } from '../../src/core/fact'
import type { Environment } from '../../src/core/language'
import { Document } from '../../src/core/document'
import { language } from '../../src/languages/github-actions/language'
import { parseExpression, readTree } from '../../src/languages/github-actions/expression'
import { ci } from './facts'

const rich = `name: Release # all of it
on:
  push: {branches: [main, 'v*'], paths-ignore: ["docs/**"]}
  pull_request_target:
    types: [opened]
  schedule: [{cron: '0 0 * * *'}]
  workflow_dispatch:
    inputs:
      level: {type: choice, options: [a, b], default: a}
  workflow_call:
    inputs: {env: {type: string, required: true}}
    outputs: {url: {value: "\${{ jobs.build.outputs.url }}"}}
permissions: &p
  contents: read
env:
  TITLE: \${{ github.event.issue.title }}
concurrency: {group: "\${{ github.workflow }}-\${{ github.ref }}", cancel-in-progress: true}
defaults: {run: {shell: bash}}
jobs:
  build:
    name: Build \${{ matrix.os }}
    runs-on: \${{ matrix.os }}
    permissions: *p
    timeout-minutes: 10
    strategy:
      fail-fast: false
      matrix:
        os: [ubuntu-latest, windows-latest]
        node: [18, 3.10]
        include:
          - {os: macos-latest, node: 20}
        exclude: [{os: windows-latest, node: 18}]
    container: {image: "node:20@sha256:abc", credentials: {username: a, password: "\${{ secrets.P }}"}}
    services:
      db:
        image: postgres
        options: >-
          --health-cmd pg_isready
    outputs:
      url: \${{ steps.one.outputs.url }}
    steps:
      - uses: actions/checkout@8f4b7f84864484a7bf31766abe9204da3cbe65b3 # v4.1.0
        with: {persist-credentials: false}
      - id: one
        if: \${{ github.event_name == 'push' }} && true
        run: |
          echo "\${{ github.event.pull_request.title }}" | tee x
          echo "url=$(cat x)" >> "$GITHUB_OUTPUT"
          docker build -t \${{ env.TITLE }} \\
            . && npm ci || true
      - name: "Say \\"\${{ inputs.level }}\\" \\u00e9"
        run: >
          curl -sS https://example.org |
          sh -s -- \${{ contains(github.ref, 'it''s')
            && 1 }}
        shell: bash
  call:
    needs: [build, gone]
    if: always() && needs.build.result == 'success'
    uses: ./.github/workflows/other.yml
    with: {env: prod}
    secrets: inherit
`
const action = 'name: x\ndescription: y\ninputs:\n  a: {description: d, default: "${{ github.token }}"}\noutputs:\n  o: {value: "${{ steps.s.outputs.o }}"}\nruns:\n  using: composite\n  steps:\n    - id: s\n      shell: bash\n      run: echo "${{ inputs.a }}" >> $GITHUB_OUTPUT\n'
const dependabot = 'version: 2\nupdates:\n  - package-ecosystem: npm\n    directories: ["/", /x]\n    schedule: {interval: daily}\n    cooldown: {default-days: 3}\n'

const paths = ['', 'name', 'on.push', 'permissions.contents', 'timeout-minutes', 'steps[0].uses', 'with.ref', 'env.A', 'shell', 'ref', 'comment', 'words[0]', 'contexts[0]', 'functions[0]', 'error', 'unexpectedKeys[0]', 'vectors[0]', 'step.env.X', 'image', '["x', 'a..b']

/** Reads every field of every fact and holds every place to the file. Fields of facts within facts are left to those. */
function exercise(path: string, text: string, previous?: Document): { readonly document: Document; readonly count: number } {
  const document = new Document(path, text, previous)
  const environment: Environment = { read: one => one === path ? document : null, list: () => [], folders: () => [], names: () => [], setting: () => undefined, find: () => [] }
  const scope = language.read(path, environment)
  const inFile = ([start, end]: readonly [number, number], what: string): void => assert.ok(start >= 0 && start <= end && end <= text.length, `${what}: ${start}-${end} of ${text.length}`)
  let count = 0
  for (const error of scope.errors) inFile(error.span, 'error')
  for (const context of scope.contexts) for (const fact of context.facts()) {
    count++
    read(fact, inFile)
    for (const at of paths) {
      const place = fact.locate(at)
      inFile(place.span, `${fact.kind} ${at}`)
      assert.doesNotMatch(text.slice(...place.span), /[\r\n]/, `${fact.kind} ${at}`)
    }
  }
  assert.doesNotThrow(() => [...scope.exports()])
  language.comments(document)
  return { document, count }
}

function read(fact: Fact, inFile: (span: readonly [number, number], what: string) => void): void {
  const names = new Set<string>()
  for (let at = Object.getPrototypeOf(fact) as object; at !== Object.prototype; at = Object.getPrototypeOf(at) as object) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(at))) if (property.get) names.add(name)
  }
  for (const name of names) {
    const value = (fact as unknown as Record<string, unknown>)[name]
    assert.notEqual(value, undefined, `${fact.kind}.${name}`)
    if (/span$/i.test(name) && Array.isArray(value)) inFile(value as never, `${fact.kind}.${name}`)
    if (/^(?:contexts|tainted|functions|activities|arguments|environmentFiles|workflowCommands|vectors)$/.test(name)) for (const item of value as readonly { span: readonly [number, number]; exists?: unknown; control?: unknown }[]) {
      inFile(item.span, `${fact.kind}.${name}`)
      void item.exists
      void item.control
    }
  }
  void fact.subject
  void fact.damaged
}

/** A generator of numbers with a fixed seed. */
function random(seed: number): (below: number) => number {
  let state = seed
  return below => { state = state * 1664525 + 1013904223 >>> 0; return state % below }
}

describe('github-actions: any text', function () {
  this.timeout(60_000)
  it('cut off anywhere is read without a fall', () => {
    for (const [path, text, stride] of [[ci, rich, 13], ['action.yml', action, 3], ['.github/dependabot.yml', dependabot, 3]] as const) {
      assert.ok(exercise(path, text).count > 0)
      for (let end = 0; end < text.length; end += stride) exercise(path, text.slice(0, end))
      for (let start = 0; start < text.length; start += stride * 5) exercise(path, text.slice(start))
    }
  })
  it('typed into, with the tree of the text before, says the same as read anew', () => {
    const next = random(7), pieces = ['${{', '}}', "'", '"', '\n', ': ', '- ', '  ', '|', '>', '#', '&a ', '*a', '{', ']', '\\', 'é😀', '\r\n', '\t', '<<: ', 'if: !x', '${{ github.event.issue.title }}']
    let text = rich, document: Document | undefined
    for (let i = 0; i < 150; i++) {
      const at = next(text.length), width = next(3) === 0 ? next(40) : 0
      text = i % 25 === 0 ? rich : text.slice(0, at) + (next(4) === 0 ? '' : pieces[next(pieces.length)]!) + text.slice(at + width)
      const changed = exercise(ci, text, document), fresh = exercise(ci, text)
      assert.equal(changed.count, fresh.count)
      document = changed.document
    }
  })
  it('makes an expression or a fault with a place in it', () => {
    const next = random(11), pieces = ['github', '.', 'event', '[', ']', "'a'", "'", '*', '(', ')', ',', ' ', '&&', '||', '!', '==', '<=', '1', '0x', '-', 'contains', 'true', '\n', '"', '😀', '=', '&']
    for (let i = 0; i < 4000; i++) {
      const source = Array.from({ length: next(14) }, () => pieces[next(pieces.length)]!).join('')
      const { tree, fault } = parseExpression(source)
      assert.ok(tree === null !== (fault === null))
      const spans = tree ? readTree(tree) : null
      for (const [start, end] of fault ? [fault.span] : [...spans!.accesses, ...spans!.calls].map(one => one.span)) assert.ok(start >= 0 && start <= end && end <= source.length, JSON.stringify(source))
    }
  })
  it('of hostile size ends', () => {
    for (const text of [`on: push\njobs: ${'{a: '.repeat(5000)}`, `on: push\njobs:\n  a:\n    steps:\n      - run: ${'${{ '.repeat(5000)}`, `on: push\njobs:\n${Array.from({ length: 600 }, (_, i) => `  j${i}: {needs: [${i ? `j${i - 1}` : ''}], runs-on: x}\n`).join('')}`, `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\njobs: {j: {steps: *c}}\n`]) exercise(ci, text)
  })
})

const corpus = '/work/shared/corpus'
const filesIn = function* (folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name), stat = statSync(path, { throwIfNoEntry: false })
    if (stat?.isDirectory() && name !== 'node_modules' && name !== '.git') yield* filesIn(path)
    else if (stat?.isFile() && /\.ya?ml$/.test(name) && stat.size < 200_000) yield path
  }
}

;(existsSync(corpus) ? describe : describe.skip)('github-actions: a corpus', function () {
  this.timeout(120_000)
  it('is read without a fall, every place in its file', () => {
    let count = 0
    for (const path of filesIn(corpus)) {
      const text = readFileSync(path, 'utf8')
      if (language.claims(path.slice(corpus.length + 1), () => text.slice(0, 4096))) count += exercise(path.slice(corpus.length + 1), text).count
    }
    assert.ok(count > 0)
  })
})
