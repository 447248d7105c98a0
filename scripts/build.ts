import { build, type BuildOptions, type Plugin } from 'esbuild'
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { writeRules } from '../src/core/rule-list'
import { readCards } from './topics'
import { generate } from './generate'
import { withoutFrontMatter, writePages } from '../src/core/page'
import { writeSchemas } from './schema'

const root = join(__dirname, '..')
/** Built beside, and moved into place when whole. */
const dist = join(root, `.tmp/dist-${process.pid}`)
const minify = !process.argv.includes('--dev')

/** The languages are one bundle, which all the others share and load late; so is what the servers share. */
const apart: Plugin = { name: 'apart', setup: ({ onResolve }) => {
  onResolve({ filter: /generated\/languages$/ }, () => ({ path: './languages.js', external: true }))
  onResolve({ filter: /^\.\/serve$/ }, () => ({ path: './serve.js', external: true }))
} }
const node: BuildOptions = { absWorkingDir: root, bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify, sourcemap: minify ? false : 'linked', legalComments: 'none', logLevel: 'warning', external: ['vscode', './client.cjs'], define: { 'import.meta.url': '__importMetaUrl' }, banner: { js: `const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;` } }
// `dockerfile-ast` looks for a byte order mark with Node's Buffer.
const browser: BuildOptions = { absWorkingDir: root, bundle: true, platform: 'browser', target: 'es2022', minify, legalComments: 'none', logLevel: 'warning', external: ['vscode'], mainFields: ['browser', 'module', 'main'], define: { 'Buffer.from': '__utf8' }, banner: { js: 'const __utf8 = (text) => new TextEncoder().encode(text);' } }
// What Node and a web worker share is one script: it puts its exports where `module` is, which the worker sets before it loads one. Servers give .cjs no type that a worker takes.
const shared: BuildOptions = { ...browser, format: 'cjs', target: 'node20', banner: { js: `(() => {${browser.banner!.js}` }, footer: { js: '})()' } }

async function main(): Promise<void> {
  const { packs, pages, rules } = generate(root)
  writeSchemas(root, rules)
  mkdirSync(join(dist, 'packs'), { recursive: true })
  const entries: { readonly [name: string]: string } = { index: 'src/index.ts', cli: 'src/cli/main.ts', server: 'src/server/node.ts', extension: 'src/extension/node.ts', client: 'src/extension/client-node.ts' }
  const jobs: Promise<unknown>[] = []
  for (const [name, entry] of Object.entries(entries)) if (existsSync(join(root, entry))) jobs.push(build({ ...node, plugins: [apart], ...name === 'cli' && { banner: { js: `#!/usr/bin/env node\n${node.banner!.js}` } }, entryPoints: [entry], outfile: `${dist}/${name}.cjs` }))
  for (const [name, entry] of [['languages', 'generated/languages.ts'], ['rule-compiler', 'src/workspace/rule-compiler.ts'], ['serve', 'src/server/serve.ts']] as const) jobs.push(build({ ...shared, entryPoints: [entry], outfile: `${dist}/${name}.js` }))
  for (const pack of packs) {
    jobs.push(build({ ...shared, entryPoints: [`generated/packs/${pack}.ts`], outfile: `${dist}/packs/${pack}.js` }))
    writeFileSync(join(dist, `packs/${pack}.rules.js`), writeRules(rules.filter((rule) => rule.pack === pack)))
  }
  for (const [name, entry, format] of [['extension', 'src/extension/browser.ts', 'cjs'], ['server', 'src/server/browser.ts', 'iife']] as const) if (existsSync(join(root, entry))) jobs.push(build({ ...browser, format, entryPoints: [entry], outfile: `${dist}/browser/${name}.js` }))
  await Promise.all(jobs)
  if (existsSync(join(dist, 'cli.cjs'))) chmodSync(join(dist, 'cli.cjs'), 0o755)
  writeFileSync(join(dist, 'pages.json.gz'), gzipSync(writePages(Object.fromEntries(Object.entries(pages).map(([id, text]) => [id, withoutFrontMatter(text)])), rules), { level: 9 }))
  cpSync(join(root, 'curriculum'), join(dist, 'curriculum'), { recursive: true, filter: (path) => !/[\\/](?:cards|exercises|outline\.txt)$/.test(path) })
  cpSync(join(root, 'generated/exercise-files.json'), join(dist, 'curriculum/exercises.json'))
  writeFileSync(join(dist, 'curriculum/cards.json'), JSON.stringify(readCards(root)))
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  renameSync(dist, join(root, 'dist'))
}

main().catch((error: Error) => {
  rmSync(dist, { recursive: true, force: true })
  console.error(error.message)
  process.exit(1)
})
