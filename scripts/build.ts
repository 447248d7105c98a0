import { build, type BuildOptions } from 'esbuild'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { generate } from './generate'

const root = join(__dirname, '..'), dist = join(root, 'dist')
const minify = !process.argv.includes('--dev')

const node: BuildOptions = { absWorkingDir: root, bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify, sourcemap: minify ? false : 'linked', legalComments: 'none', logLevel: 'warning', external: ['vscode'], define: { 'import.meta.url': '__importMetaUrl' }, banner: { js: `const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;` } }
const browser: BuildOptions = { absWorkingDir: root, bundle: true, platform: 'browser', target: 'es2022', minify, legalComments: 'none', logLevel: 'warning', external: ['vscode'], mainFields: ['browser', 'module', 'main'] }

async function main(): Promise<void> {
  const { packs, pages } = generate(root)
  rmSync(dist, { recursive: true, force: true })
  mkdirSync(join(dist, 'packs'), { recursive: true })
  const entries: { readonly [name: string]: string } = { index: 'src/index.ts', cli: 'src/cli/main.ts', server: 'src/server/node.ts', 'rule-compiler': 'src/workspace/rule-compiler.ts', extension: 'src/extension/node.ts' }
  const jobs: Promise<unknown>[] = []
  for (const [name, entry] of Object.entries(entries)) if (existsSync(join(root, entry))) jobs.push(build({ ...node, entryPoints: [entry], outfile: `dist/${name}.cjs` }))
  for (const pack of packs) {
    jobs.push(build({ ...node, banner: {}, entryPoints: [`generated/packs/${pack}.ts`], outfile: `dist/packs/${pack}.cjs` }))
    copyFileSync(join(root, `generated/packs/${pack}.json`), join(dist, `packs/${pack}.json`))
  }
  for (const [name, entry, format] of [['extension', 'src/extension/browser.ts', 'cjs'], ['server', 'src/server/browser.ts', 'iife']] as const) if (existsSync(join(root, entry))) jobs.push(build({ ...browser, format, entryPoints: [entry], outfile: `dist/browser/${name}.js` }))
  await Promise.all(jobs)
  writeFileSync(join(dist, 'pages.json.gz'), gzipSync(JSON.stringify(pages), { level: 9 }))
  for (const folder of ['curriculum', 'checklists']) if (existsSync(join(root, folder))) cpSync(join(root, folder), join(dist, folder), { recursive: true })
}

main().catch((error: Error) => { console.error(error.message); process.exit(1) })
