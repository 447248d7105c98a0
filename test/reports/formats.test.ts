import assert from 'node:assert/strict'
import type { Finding } from '../../src/core/finding'
import { formats } from '../../src/reports/formats'
import { pageForReaders } from '../../src/reports/page'
import type { Report } from '../../src/reports/report'
import { textReport } from '../../src/reports/text'

const finding = (over: Partial<Finding>): Finding => ({
  rule: 'docker/as-root', topic: 'docker#security', severity: 'error', path: 'api/Dockerfile', span: [20, 24], message: 'The image runs as root.', fixes: [], fixable: null, related: [], missing: false, group: null, subject: 'stage 0', ...over,
})

const text = 'FROM debian:12\nUSER root\n\tRUN a😀 && b\n'
const root = finding({})
const shell = finding({ rule: 'docker/other', severity: 'warning', span: [34, 36], message: "Say 'a' & \"b\", <c>: 100%\nor | not.", fixable: 'safe' })
const hidden = finding({ rule: 'docker/hidden', severity: 'info', span: [0, 4] })

const report = (over: Partial<Report> = {}): Report => ({
  version: '1.2.3', findings: [root, shell], accepted: [], suppressed: [{ finding: hidden, suppression: { own: true, peers: [], names: [], covers: 'file', reason: 'why not', span: [0, 4] } }], paths: ['api/Dockerfile', 'b.yaml'], rules: [], pages: {},
  failOn: 'error', exitCode: 1, fixed: { fixes: 0, files: 0 }, stale: 0, text: (path) => path === 'api/Dockerfile' ? text : null, ...over,
})
const empty = report({ findings: [], suppressed: [], exitCode: 0 })

describe('reports', () => {
  it('text is a line a finding and a summary that says what did not fail the run', () => {
    assert.equal(formats.text!(report()), `api/Dockerfile:2:6 error The image runs as root. docker/as-root
api/Dockerfile:3:10 warning Say 'a' & "b", <c>: 100% or | not. docker/other (fixable)

2 findings in 1 file of 2 (1 error, 1 warning).
1 fixable with --fix.
Not shown: 1 suppressed.
Did not fail the run: 1 warning (--fail-on error).
`)
    assert.equal(formats.text!(empty), 'No findings in 2 files.\n')
  })

  it('text underlines the token of a finding, below tabs and in long lines too', () => {
    const frames = { color: false, frames: true, summary: false, shown: (path: string) => `./${path}` }
    assert.equal(textReport(report({ findings: [root, finding({ span: [26, 29] })] }), frames), `./api/Dockerfile:2:6 error The image runs as root. docker/as-root
  2 | USER root
    |      ^^^^
./api/Dockerfile:3:2 error The image runs as root. docker/as-root
  3 | \tRUN a😀 && b
    | \t^^^
`)
    const long = `${'x '.repeat(5000)}token ${'y '.repeat(5000)}`
    const [, line, marks] = textReport(report({ findings: [finding({ span: [10000, 10005] })], text: () => long }), frames).split('\n')
    assert.ok(line!.length < 120 && line!.indexOf('token') === marks!.indexOf('^^^^^'), `${line}\n${marks}`)
  })

  it('text folds one rule over siblings into one line', () => {
    const missing = [10, 15, 25].map((at) => finding({ missing: true, span: [at, at + 1], subject: `${at}` }))
    assert.equal(textReport(report({ findings: missing }), { color: false, frames: false, summary: false, shown: (path) => path }), `api/Dockerfile:1:11 error The image runs as root. docker/as-root
  and 2 more of docker/as-root in this file, at lines 2, 3
`)
  })

  it('text colours only when asked, and lets nothing in a file or its name steer the terminal', () => {
    const nasty = report({ findings: [finding({ path: 'a\u001b[2J', message: 'x\u001b]0;y\u0007 \u202ez' })], text: () => 'FROM \u001b[31m\n' })
    const options = { frames: true, summary: true, shown: (path: string) => path }
    assert.ok(!/\u001b|\u0007|\u202e/.test(textReport(nasty, { ...options, color: false })))
    assert.match(textReport(report({ findings: [finding({ path: '::error::x' })] }), { ...options, color: false }), /^\.\/::error/)
    assert.match(textReport(report(), { ...options, color: true }), /\u001b\[31merror\u001b\[39m/)
  })

  it('json has everything, with regions from 1 and spans from 0', () => {
    const read = JSON.parse(formats.json!(report())) as { summary: object; findings: { [key: string]: unknown }[]; suppressed: { [key: string]: unknown }[] }
    assert.deepEqual(read.summary, { files: 2, findings: 2, error: 1, warning: 1, info: 0, hint: 0, accepted: 0, suppressed: 1, stale: 0, fixed: 0, failOn: 'error', exitCode: 1 })
    assert.deepEqual(read.findings[0], { rule: 'docker/as-root', topic: 'docker#security', severity: 'error', path: 'api/Dockerfile', line: 2, column: 6, endLine: 2, endColumn: 10, span: [20, 24], message: 'The image runs as root.', fixable: null, fixes: [], related: [], subject: 'stage 0', group: null, missing: false })
    assert.equal(read.suppressed[0]!.reason, 'why not')
  })

  it('junit fails the cases that fail the run, and is XML whatever is in a message', () => {
    assert.equal(formats.junit!(report()), `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="shipshape" tests="4" failures="1" errors="0" time="0">
  <testsuite name="api/Dockerfile" tests="3" failures="1" errors="0" skipped="1" time="0">
    <testcase classname="api/Dockerfile" name="docker/as-root api/Dockerfile:2:6" time="0"><failure type="error" message="The image runs as root.">api/Dockerfile:2:6 error The image runs as root.</failure></testcase>
    <testcase classname="api/Dockerfile" name="docker/other api/Dockerfile:3:10" time="0"><system-out>api/Dockerfile:3:10 warning Say 'a' &amp; "b", &lt;c&gt;: 100%
or | not.</system-out></testcase>
    <testcase classname="api/Dockerfile" name="docker/hidden api/Dockerfile:1:1" time="0"><skipped message="why not"/></testcase>
  </testsuite>
  <testsuite name="b.yaml" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase classname="b.yaml" name="no findings" time="0"/>
  </testsuite>
</testsuites>
`)
    const nasty = formats.junit!(report({ findings: [finding({ message: 'a\u0000\u001b\ud800b\uffff ]]> "q"' })] }))
    assert.match(nasty, /message="ab \]\]&gt; &quot;q&quot;"/)
    assert.match(formats.junit!(report({ findings: [], suppressed: [], paths: [] })), /tests="1" failures="0"/)
  })

  it('github is a workflow command a finding, worst first, escaped by its rules', () => {
    assert.equal(formats.github!(report({ findings: [shell, { ...root, path: 'a,b:c%.d' }] })), `::error file=a%2Cb%3Ac%25.d,line=1,endLine=1,col=1,endColumn=1,title=docker/as-root::The image runs as root.
::warning file=api/Dockerfile,line=3,endLine=3,col=10,endColumn=12,title=docker/other::Say 'a' & "b", <c>: 100%25%0Aor | not.
`)
    assert.equal(formats.github!(empty), '')
  })

  it('gitlab is a list of issues with fingerprints of their own', () => {
    const issues = JSON.parse(formats.gitlab!(report({ findings: [root, root, shell] }))) as { fingerprint: string; severity: string; location: object }[]
    assert.equal(new Set(issues.map((issue) => issue.fingerprint)).size, 3)
    assert.deepEqual([issues[0]!.severity, issues[2]!.severity, issues[0]!.location], ['critical', 'major', { path: 'api/Dockerfile', lines: { begin: 2, end: 2 } }])
    assert.equal(formats.gitlab!(empty), '[]\n')
  })

  it('markdown is a table that no message breaks', () => {
    assert.equal(formats.markdown!(report()), `## Shipshape

**2 findings** in 1 file of 2: 1 error, 1 warning.

Besides: 1 suppressed.

| Severity | Where | What | Rule |
|---|---|---|---|
| error | \`api/Dockerfile:2\` | The image runs as root. | \`docker/as-root\` |
| warning | \`api/Dockerfile:3\` | Say 'a' & "b", \\<c\\>: 100%<br>or \\| not. | \`docker/other\` |
`)
    assert.equal(formats.markdown!(empty), '## Shipshape\n\nNo findings in 2 files.\n')
  })

  it('a rule page for readers says what its examples show and keeps only links that work anywhere', () => {
    assert.equal(pageForReaders('---\na: 1\n---\n# T\n\nSee [he\nre](shipshape:/x), [there](../y.md) and [that](https://example.com).\n\n````yaml bad file=a.yml\n```\n[x](y)\n````\n\n```sh\nls\n```\n'),
      '# T\n\nSee he\nre, there and [that](https://example.com).\n\nFound (`a.yml`):\n\n````yaml\n```\n[x](y)\n````\n\n```sh\nls\n```\n')
  })
})
