import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const cli = join(__dirname, '../../dist/cli.cjs')

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0.0
`

interface Ran { readonly code: number | null; readonly out: string; readonly err: string }

describe('the built command line', () => {
  let folder: string
  before(function () {
    if (!existsSync(cli)) { console.log("      dist/cli.cjs is missing: build it with 'npm run build'"); this.skip() }
  })
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipshape-built-'))
    for (const [path, text] of Object.entries({ '.git/HEAD': '', Dockerfile: 'FROM debian:12.9-slim\nUSER root\nCMD ["server"]\n', 'k8s/app.yaml': deployment })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
  })
  afterEach(() => { if (folder) rmSync(folder, { recursive: true, force: true }) })

  /** Runs the bundle; `closeAfter` stops reading after so many bytes, as `head` does; `keepOpen` leaves standard input to the program to end. */
  const run = (args: readonly string[], { stdin = '', closeAfter = Infinity, keepOpen = false }: { stdin?: string; closeAfter?: number; keepOpen?: boolean } = {}): Promise<Ran> => new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd: folder, env: { PATH: process.env.PATH } })
    let out = '', err = ''
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); if (out.length > closeAfter) child.stdout.destroy() })
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.on('error', () => {})
    if (keepOpen) child.stdin.write(stdin)
    else child.stdin.end(stdin)
  })

  it('finds what the built-in rules find, and exits with 1', async () => {
    const { code, out, err } = await run(['check', '--format', 'json'])
    const findings = (JSON.parse(out) as { findings: { path: string; rule: string; line: number }[] }).findings.map(({ path, rule, line }) => `${path}:${line} ${rule}`)
    assert.deepEqual([code, err], [1, ''])
    assert.ok(findings.includes('Dockerfile:2 docker/root-user'), findings.join('\n'))
    assert.ok(findings.some((one) => one.startsWith('k8s/app.yaml:') && one.endsWith(' kubernetes/missing-memory-limit')), findings.join('\n'))
  })

  it('prints plain text where nobody watches, and nothing but the report on standard output', async () => {
    const { code, out, err } = await run(['check', 'Dockerfile'])
    assert.deepEqual([code, err], [1, ''])
    assert.match(out, /^Dockerfile:2:6 error The image runs as root\. docker\/root-user/m)
    assert.ok(!out.includes('\u001b'))
  })

  it('carries the rule pages in SARIF', async () => {
    const { out } = await run(['check', '--format', 'sarif', 'Dockerfile'])
    const rules = (JSON.parse(out) as { runs: { tool: { driver: { rules: { id: string; help: { markdown: string } }[] } } }[] }).runs[0]!.tool.driver.rules
    assert.match(rules.find((rule) => rule.id === 'docker/root-user')!.help.markdown, /^# Image runs as root\n[^]*Found:\n\n```dockerfile\n/)
    assert.ok(!/shipshape:\//.test(out) && !/helpUri/.test(out))
  })

  it('reads standard input, and a list of files from it', async () => {
    assert.match((await run(['check', '-', '--stdin-filename', 'api/Dockerfile'], { stdin: 'FROM debian:12\nUSER root\n' })).out, /^api\/Dockerfile:2:6 error/m)
    const { code, out } = await run(['check', '--files-from', '-', '--list-files'], { stdin: 'Dockerfile\n' })
    assert.deepEqual([code, out], [0, 'Dockerfile\n'])
  })

  it('explains its rules, prints its lessons and judges its checklists', async () => {
    assert.match((await run(['explain', 'hadolint:DL3002'])).out, /docker\/root-user · level essential/)
    assert.match((await run(['learn', 'docker#security'])).out, /^### Docker security\n/)
    const readiness = await run(['readiness', 'docker', '--fail-on', 'launch-blocking'])
    assert.equal(readiness.code, 1)
    assert.match(readiness.out, /FAIL {4}The process is not root docker\.non-root\n +Dockerfile:2:6 /)
  })

  it('says its version and its commands, and 2 for wrong use', async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }
    assert.deepEqual(await run(['version']), { code: 0, out: `${version}\n`, err: '' })
    const help = await run(['--help'])
    assert.equal(help.code, 0)
    for (const command of ['check', 'rules', 'explain', 'learn', 'init', 'readiness', 'lsp']) assert.match(help.out, new RegExp(`^ {2}${command} `, 'm'))
    assert.equal((await run(['check', '--nope'])).code, 2)
  })

  it('ends quietly when its reader has seen enough', async () => {
    const { err } = await run(['rules', '--format', 'json'], { closeAfter: 10 })
    assert.equal(err, '')
  })

  it('serves an editor over standard input and output', async () => {
    const message = (body: object): string => { const text = JSON.stringify({ jsonrpc: '2.0', ...body }); return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}` }
    const { out, code } = await run(['lsp', '--stdio'], { stdin: message({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }) + message({ method: 'initialized', params: {} }) + message({ id: 2, method: 'shutdown' }) + message({ method: 'exit' }), keepOpen: true })
    assert.equal(code, 0)
    assert.match(out, /"id":1,"result":\{[^]*"capabilities":/)
  })
})
