import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node'
import { samples } from './bench/samples'
import type { Split } from './bench/split'

// What Shipshape costs, measured on the built product. `npm run bench` prints Markdown; `-- keystroke growth` runs parts.

const root = join(__dirname, '..')
const bundle = join(root, '.tmp/bench/split.cjs')
const only = process.argv.slice(2)
const quantile = (values: readonly number[], q: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))]!
const ms = (value: number): string => value.toFixed(1)
const table = (head: readonly string[], rows: readonly (readonly string[])[]): void => { console.log(`| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`) }

async function keystroke(): Promise<void> {
  console.log('## Keystroke to diagnostics, all rules (ms)\n')
  const rows: string[][] = []
  await build({ absWorkingDir: root, entryPoints: ['scripts/bench/split.ts'], outfile: bundle, bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify: true, legalComments: 'none', logLevel: 'error' })
  for (const [language, lines] of [...Object.keys(samples).map((language) => [language, 1000] as const), ['kubernetes', 2000] as const]) {
    const sample = samples[language]!, text = sample.make(lines)
    const times = await overTheServer(sample.path, sample.languageId, text, sample.edit)
    const split = inProcess(language, lines), { yaml } = split
    const inner = split.parse + split.facts + split.rules
    rows.push([language, String(text.split('\n').length), String(split.found), ms(quantile(times, 0.5)), ms(quantile(times, 0.95)), ms(split.parse), ms(split.facts), ms(split.rules), ms(Math.max(0, quantile(times, 0.5) - inner)), ms(yaml), ((split.facts + split.rules) / yaml).toFixed(2)])
  }
  table(['language', 'lines', 'findings', 'p50', 'p95', 'parse', 'facts', 'rules', 'protocol and rest', 'yaml parse of that length', 'facts + rules / yaml'], rows)
}

/** Types and takes back one character, and pulls after each. */
async function overTheServer(path: string, languageId: string, text: string, [from, to]: readonly [string, string]): Promise<readonly number[]> {
  const child = spawn(process.execPath, [join(root, 'dist/server.cjs'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  connection.onRequest(() => null)
  connection.listen()
  const folder = `file:///bench`
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, workspaceFolders: [{ uri: folder, name: 'bench' }], capabilities: { textDocument: { diagnostic: {} } }, initializationOptions: { level: 'all' } })
  await connection.sendNotification('initialized', {})
  const uri = `${folder}/${path}`
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } })
  await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })
  const at = text.indexOf(from, Math.floor(text.length / 2)), before = text.slice(0, at).split('\n')
  const start = { line: before.length - 1, character: before.at(-1)!.length }
  const times: number[] = []
  for (let i = 0; i < 120; i++) {
    const [old, now] = i % 2 ? [to, from] : [from, to]
    const since = performance.now()
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: i + 2 }, contentChanges: [{ range: { start, end: { line: start.line, character: start.character + old.length } }, text: now }] })
    await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })
    if (i >= 20) times.push(performance.now() - since)
  }
  await connection.sendRequest('shutdown')
  await connection.sendNotification('exit')
  connection.dispose()
  child.kill()
  return times
}

/** Where the time of one keystroke goes, in a bundle like the product's, in a process of its own. */
function inProcess(language: string, lines: number): Split {
  const { stdout, stderr, status } = spawnSync(process.execPath, [bundle, language, String(lines)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Split
}

function start(): void {
  console.log('## Cold start (ms, median of 7 processes)\n')
  const time = (args: readonly string[]): string => ms(quantile(Array.from({ length: 7 }, () => { const since = performance.now(); spawnSync(process.execPath, args as string[], { cwd: join(root, 'examples/shop') }); return performance.now() - since }), 0.5))
  table(['what', 'ms'], [['node -e 0', time(['-e', '0'])], ['shipshape --version', time([join(root, 'dist/cli.cjs'), '--version'])], ['shipshape check examples/shop', time([join(root, 'dist/cli.cjs'), 'check'])]])
}

function activation(): void {
  console.log('## Activation in a real extension host\n')
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'test/run-extension.mjs')], { cwd: root, encoding: 'utf8', env: { ...process.env, SHIPSHAPE_TEST_GREP: 'loads no language client' } })
  console.log(`${/loaded in .*/.exec(stdout)?.[0] ?? `not measured: ${stderr.split('\n').at(-2)}`}\n`)
}

/** Lints in a process of its own, so that memory is its own. */
function lintElsewhere(what: string): { readonly files: number; readonly mb: number; readonly ms: number; readonly rss: number; readonly findings: number } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), join(__dirname, 'bench/lint.ts'), what], { encoding: 'utf8', maxBuffer: 1e8 })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as ReturnType<typeof lintElsewhere>
}

function corpus(): void {
  const folder = process.env.SHIPSHAPE_CORPUS ?? join(root, '../shared/corpus')
  if (!existsSync(folder)) { console.log(`## Repositories\n\nNone: ${folder} is not here (SHIPSHAPE_CORPUS names another folder).\n`); return }
  console.log('## Whole repositories\n')
  const rows = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory()).map((name) => {
    const one = lintElsewhere(join(folder, name))
    return [name, String(one.files), one.mb.toFixed(2), one.ms.toFixed(0), (one.ms / one.files).toFixed(2), String(one.findings), one.rss.toFixed(0)]
  })
  table(['repository', 'files', 'MB', 'ms', 'ms per file', 'findings', 'peak RSS MB'], rows)
}

function growth(): void {
  console.log('## Growth (generated repository, all four languages, recommended)\n')
  const sizes = [100, 1000, 10_000].map((count) => ({ count, one: lintElsewhere(String(count)) }))
  table(['files', 'ms', 'ms per file', 'peak RSS MB', 'against a tenth'], sizes.map(({ count, one }, i) => [String(count), one.ms.toFixed(0), (one.ms / count).toFixed(2), one.rss.toFixed(0), i ? `${(one.ms / sizes[i - 1]!.one.ms).toFixed(2)}×` : '']))
}

function sizes(): void {
  console.log('## Sizes (KB)\n')
  const kb = (path: string): string => existsSync(join(root, path)) ? (statSync(join(root, path)).size / 1000).toFixed(0) : 'not built'
  const packs = existsSync(join(root, 'dist/packs')) ? readdirSync(join(root, 'dist/packs')).sort().map((name) => [`dist/packs/${name}`, kb(`dist/packs/${name}`)]) : []
  const vsix = readdirSync(root).filter((name) => name.endsWith('.vsix')).map((name) => [name, kb(name)])
  table(['file', 'KB'], [...['extension.cjs', 'client.cjs', 'server.cjs', 'languages.js', 'cli.cjs', 'index.cjs', 'pages.json.gz', 'browser/extension.js', 'browser/server.js'].filter((name) => existsSync(join(root, 'dist', name))).map((name) => [`dist/${name}`, kb(`dist/${name}`)]), ...packs, ...vsix])
}

async function main(): Promise<void> {
  const parts: { readonly [name: string]: () => void | Promise<void> } = { keystroke, start, activation, corpus, growth, sizes }
  for (const [name, part] of Object.entries(parts)) if (!only.length || only.includes(name)) await part()
}

main().catch((error) => { console.error(error); process.exit(1) })
